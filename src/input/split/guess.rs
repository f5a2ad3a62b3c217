//! Where the first record begins in a buffer that begins anywhere in a file.

use super::record_ends::RecordEnds;
use super::scanner::{ScanEnd, Scanner};
use super::wanted_columns::WantedColumns;

/// Guesses where the first record begins in a buffer that lies behind the byte `before`. The guess is right for all
/// but very unusual files. `None` where no record begins in the buffer.
pub(crate) fn first_record(buffer: &[u8], before: u8) -> Option<usize> {
    /// How many bytes show whether the buffer begins inside quotes.
    const WINDOW: usize = 1 << 13;
    let window = buffer.get(..buffer.len().min(WINDOW)).unwrap_or_default();
    let is_possible = |inside: bool| {
        let (mut scanner, mut ends) = (Scanner::supposing(inside, before), RecordEnds::default());
        ends.clear(&WantedColumns::default());
        !matches!(scanner.scan(window, usize::MAX, false, &mut ends), ScanEnd::Broken(_))
    };
    let inside = !is_possible(false) && is_possible(true);
    if !inside && before == b'\n' {
        return Some(0);
    }
    let (mut scanner, mut ends) = (Scanner::supposing(inside, before), RecordEnds::default());
    ends.clear(&WantedColumns::default());
    // The first line feed outside quotes ends the record before.
    scanner.scan(buffer, 1, true, &mut ends);
    Some(ends.next()).filter(|next| ends.len() > 0 && *next < buffer.len())
}
