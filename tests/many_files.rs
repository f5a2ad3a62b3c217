//! More files than sixteen bits can number.

use std::fmt::Write as _;
use tempfile::TempDir;
use tiyanfen::input::{self, Options};
use tiyanfen::shop::Disposition;
use tiyanfen::time::{Day, Stamp};

/// Each has an order of its own and repeats that of the file before it, but for the last: it repeats the first one's, so
/// that a number that wraps round would take the first file for the last.
#[test]
fn files_beyond_sixteen_bits_have_accounts_of_their_own() {
    const FILES: usize = 65_537;
    let folder = TempDir::new().unwrap();
    let row = |number: usize| {
        let id = 6_917_926_768_823_000_000 + number;
        format!("{id},{id},已完成,2026-10-01 10:00:00,9.90\n")
    };
    for number in 0..FILES {
        let mut text = "主订单编号,子订单编号,订单状态,支付完成时间,订单应付金额\n".to_owned();
        let repeated = if number + 1 == FILES { 0 } else { number.saturating_sub(1) };
        write!(text, "{}{}", row(number), row(repeated)).unwrap();
        std::fs::write(folder.path().join(format!("{number}.csv")), text).unwrap();
    }
    let clock = Stamp::from_date(Day::parse("2026-11-22").unwrap().date()).unwrap();
    let loaded = input::load(&Options::new(vec![folder.path().to_owned()], clock)).unwrap();
    assert_eq!(loaded.files.len(), FILES);
    for (number, file) in loaded.files.iter().enumerate() {
        let (used, duplicate) = match number {
            // The last file has the order of both rows, or the next file has one and the last the other.
            0 | 1 => (0, 2),
            // The next file has its order.
            _ if number + 2 < FILES => (1, 1),
            _ => (2, 0),
        };
        let expected = Disposition { used, duplicate, ..Disposition::default() };
        assert_eq!((file.read, file.disposition), (2, expected), "{}", file.path);
    }
}
