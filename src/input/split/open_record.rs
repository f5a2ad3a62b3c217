//! The record whose end is not yet found.

use super::record::SplitRecord;
use super::wanted_columns::RecordMarks;

/// The record that is not yet at its end.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OpenRecord {
    pub(super) start: u32,
    /// How many of its marks were passed.
    pub(super) cells: u32,
    /// Which of the wanted marks comes next.
    pub(super) next: usize,
    /// Not 0 where a block that it lies in holds quotes inside quotes, and semicolons.
    pub(super) doubled: u64,
    pub(super) joins: u64,
}

/// Takes records one after the other.
pub(crate) trait RecordSink {
    /// `false` stops the scan.
    fn take(&mut self, record: &SplitRecord<'_>) -> bool;
}

/// Where records go.
pub(crate) struct Rows<'r, 'w> {
    pub(crate) marks: &'r mut RecordMarks<'w>,
    pub(crate) sink: &'r mut dyn RecordSink,
}

impl OpenRecord {
    /// Hands the record on, which ends here, and begins the next one.
    #[inline(always)]
    pub(super) fn hand_on(&mut self, buffer: &[u8], end: u32, cells: u32, rows: &mut Rows<'_, '_>) -> bool {
        // The last cell ends before the carriage return of its line break.
        let returns = end > self.start && buffer.get(end as usize - 1) == Some(&b'\r');
        if returns && rows.marks.is_wanted(cells) {
            rows.marks.places[self.next & 255] = end - 1;
        }
        if self.next < rows.marks.wanted {
            rows.marks.close(self.next);
        }
        let record = SplitRecord {
            buffer,
            marks: &rows.marks.places,
            start: self.start,
            end,
            cells,
            may_double: self.doubled != 0,
            may_join: self.joins != 0,
        };
        let goes_on = rows.sink.take(&record);
        *self = OpenRecord { start: end + 1, ..OpenRecord::default() };
        rows.marks.places[0] = end;
        goes_on
    }
}
