//! Where the first record begins in a buffer that begins anywhere in a file.

use super::open_record::{RecordSink, Rows};
use super::record::SplitRecord;
use super::scanner::{ScanEnd, Scanner};
use super::wanted_columns::RecordMarks;

/// Takes nothing but the end of the first record.
struct FirstEnd(Option<usize>);

impl RecordSink for FirstEnd {
    fn take(&mut self, record: &SplitRecord<'_>) -> bool {
        self.0.get_or_insert(record.end as usize + 1);
        true
    }
}

/// Guesses where the first record begins in a buffer that lies behind the byte `before`. The guess is right for all
/// but very unusual files. `None` where no record begins in the buffer.
pub(crate) fn first_record(buffer: &[u8], before: u8) -> Option<usize> {
    /// How many bytes show whether the buffer begins inside quotes.
    const WINDOW: usize = 1 << 13;
    let window = buffer.get(..buffer.len().min(WINDOW)).unwrap_or_default();
    let mut marks = RecordMarks::default();
    let mut is_possible = |inside: bool| {
        let mut scanner = Scanner::supposing(inside, before);
        let mut rows = Rows { marks: &mut marks, sink: &mut FirstEnd(None) };
        let scan = scanner.scan(window, usize::MAX, false, &mut rows);
        !matches!(scan, ScanEnd::Broken(_))
    };
    let inside = !is_possible(false) && is_possible(true);
    if !inside && before == b'\n' {
        return Some(0);
    }
    // The first line feed outside quotes ends the record before.
    let (mut scanner, mut first) = (Scanner::supposing(inside, before), FirstEnd(None));
    scanner.scan(buffer, 1, true, &mut Rows { marks: &mut marks, sink: &mut first });
    first.0.filter(|next| *next < buffer.len())
}
