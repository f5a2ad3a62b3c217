//! An archive of more tables than 16 bits can number.

use crate::common::Folder;
use crate::common::container::zipped;
use tiyanfen::field::Kind;
use tiyanfen::input::{Options, load};
use tiyanfen::time::Stamp;

/// Each file is read for all kinds: that makes 65,540 tables of the fewest files.
const FILES: u64 = 13_108;

const COLUMNS: &str = "[[fills]]\nheader = [\"主订单编号\", \"售后单号\", \"运单号\"]\n\
    kinds = [\"orders\", \"logistics\", \"refunds\", \"reviews\", \"service\"]\n\
    [refunds]\norder_id = [\"主订单编号\"]\n[logistics]\norder_id = [\"主订单编号\"]\n\
    [reviews]\norder_id = [\"主订单编号\"]\n";
const HEADER: &str = "主订单编号,售后单号,运单号,评价时间,商品评分,客服昵称,全天3分钟回复率";

/// Every table keeps an account of its own. Nothing was paid and the reviews have no time, so orders, parcels,
/// after-sales and reviews are excluded, and only customer service counts.
#[test]
fn every_table_has_an_account_of_its_own() {
    let entry = |number: u64| {
        let id = 1_000_000_000_000_000_001 + number;
        (format!("{number}.csv"), format!("{HEADER}\n{id},{id},SF{number},-,5,客服{number},95%\n"))
    };
    let entries: Vec<(String, String)> = (0..FILES).map(entry).collect();
    let entries: Vec<(&str, &str)> =
        entries.iter().map(|(name, csv)| (name.as_str(), csv.as_str())).collect();
    let folder = Folder::new().file("many.zip", zipped(&entries)).file("my.toml", COLUMNS);
    let mut options = Options::new(vec![folder.path().join("many.zip")], Stamp::default());
    options.columns = Some(folder.path().join("my.toml"));
    let loaded = load(&options).unwrap_or_else(|diagnostics| panic!("{:?}", diagnostics.first()));
    assert_eq!(loaded.files.len() as u64, FILES * Kind::ALL.len() as u64);
    for file in &loaded.files {
        let disposition = file.disposition;
        let counts = (disposition.used, disposition.excluded, disposition.duplicate, disposition.unmatched);
        let expected = if file.kind == Some(Kind::Service) { (1, 0, 0, 0) } else { (0, 1, 0, 0) };
        assert_eq!((file.read, counts), (1, expected), "{} {:?}", file.path, file.kind);
    }
}
