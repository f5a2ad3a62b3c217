//! The ends of records and wanted cells in a buffer.

use super::marks::{BLOCK, MarkFinder};
use super::wanted_columns::WantedColumns;

#[derive(Debug, Default)]
pub(crate) struct RecordEnds {
    /// The wanted marks: [`WantedColumns::marks`].
    marks: Vec<u32>,
    /// By record: where it begins and ends, how many cells it has, and where its wanted marks are. The last record is
    /// open.
    table: Vec<u32>,
    pub(super) writer: MarkWriter,
    /// Where the blocks begin in which a closing quote was followed by an opening one: the two stand for one quote.
    pub(super) doubled: Vec<u32>,
}

/// A record among [`RecordEnds`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct RecordBounds<'s> {
    pub(crate) start: u32,
    /// Where its last cell ends, one byte before the next record.
    pub(crate) end: u32,
    /// How many cells it has.
    pub(crate) cells: u32,
    /// Where its wanted marks are.
    pub(crate) marks: &'s [u32],
}

/// How many numbers stand before the marks of a record in the table.
const HEAD: usize = 3;

/// Where the next mark is written.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct MarkWriter {
    /// How many records are complete.
    count: usize,
    /// Where the open record is in the table.
    at: usize,
    /// How many of its marks were passed.
    cells: u32,
    /// The next wanted mark: its place among the wanted ones, and its number in the record.
    next: usize,
    due: u32,
}

impl MarkWriter {
    /// Notes the ends of cells and records in a block that begins at `start`.
    #[inline(always)]
    pub(super) fn add(
        &mut self,
        finder: impl MarkFinder,
        start: usize,
        mut ends: u64,
        mut record_ends: u64,
        all: &mut RecordEnds,
    ) {
        loop {
            let of_record = if record_ends == 0 { u64::MAX } else { record_ends ^ (record_ends - 1) };
            let here = ends & of_record;
            let cells = self.cells + here.count_ones();
            if self.due <= cells {
                let slots = all.table.get_mut(self.at + HEAD..).unwrap_or_default();
                while self.due <= cells {
                    if let Some(slot) = slots.get_mut(self.next) {
                        *slot = start as u32 + finder.nth(here, self.due - self.cells - 1);
                    }
                    self.next += 1;
                    self.due = all.marks.get(self.next).copied().unwrap_or(u32::MAX);
                }
            }
            if record_ends == 0 {
                self.cells = cells;
                return;
            }
            self.close(start as u32 + record_ends.trailing_zeros(), cells, all);
            ends &= !of_record;
            record_ends &= record_ends - 1;
        }
    }

    /// Begins a record.
    #[inline(always)]
    fn open(&mut self, start: u32, all: &mut RecordEnds) {
        let stride = all.stride();
        if all.table.len() < self.at + stride {
            all.widen(self.at + stride);
        }
        if let Some(slot) = all.table.get_mut(self.at) {
            *slot = start;
        }
        (self.cells, self.next) = (0, 0);
        self.due = all.marks.first().copied().unwrap_or(u32::MAX);
    }

    /// Ends the open record and begins the next one.
    #[inline(always)]
    fn close(&mut self, end: u32, cells: u32, all: &mut RecordEnds) {
        if let Some([_, slot, count]) = all.table.get_mut(self.at..).and_then(<[u32]>::first_chunk_mut) {
            (*slot, *count) = (end, cells);
        }
        self.count += 1;
        self.at += all.stride();
        self.open(end + 1, all);
    }
}

impl RecordEnds {
    /// Forgets all records and begins with the first one of another buffer.
    pub(crate) fn clear(&mut self, wanted: &WantedColumns) {
        self.marks.clone_from(&wanted.marks);
        self.doubled.clear();
        let mut writer = MarkWriter::default();
        writer.open(0, self);
        self.writer = writer;
    }

    /// How many numbers a record has in the table.
    #[inline(always)]
    fn stride(&self) -> usize {
        HEAD + self.marks.len()
    }

    #[cold]
    #[inline(never)]
    fn widen(&mut self, least: usize) {
        self.table.resize(least * 2, 0);
    }

    /// Drops records that end at or behind a place.
    pub(super) fn drop_behind(&mut self, place: usize) {
        while self.last().is_some_and(|last| last.end as usize >= place) {
            self.writer.count -= 1;
            self.writer.at -= self.stride();
        }
    }

    /// Drops records that begin at or behind a place.
    pub(super) fn keep_until(&mut self, until: usize) {
        while self.writer.count > 1 && self.last().is_some_and(|last| last.start as usize >= until) {
            self.writer.count -= 1;
            self.writer.at -= self.stride();
        }
    }

    /// Ends the last record where the buffer ends, unless a line break has ended it.
    pub(super) fn end(&mut self, length: usize) {
        if self.next() < length {
            let mut writer = self.writer;
            let cells = writer.cells + 1;
            if writer.due == cells
                && let Some(slot) = self.table.get_mut(writer.at + HEAD + writer.next)
            {
                *slot = length as u32;
            }
            writer.close(length as u32, cells, self);
            self.writer = writer;
        }
    }

    /// How many records are complete.
    pub(crate) fn len(&self) -> usize {
        self.writer.count
    }

    /// Whether a record may hold quotes inside quotes. Records are asked for in order: `blocks` says how many of the
    /// blocks with doubled quotes lie before the last one asked for.
    #[inline]
    pub(crate) fn may_hold_quotes(&self, bounds: &RecordBounds<'_>, blocks: &mut usize) -> bool {
        while self.doubled.get(*blocks).is_some_and(|block| block + BLOCK as u32 <= bounds.start) {
            *blocks += 1;
        }
        self.doubled.get(*blocks).is_some_and(|block| *block <= bounds.end)
    }

    fn last(&self) -> Option<RecordBounds<'_>> {
        self.record(self.writer.count.checked_sub(1)?)
    }

    /// Where the record behind the last complete one begins.
    pub(crate) fn next(&self) -> usize {
        self.last().map_or(0, |last| last.end as usize + 1)
    }

    #[inline]
    pub(crate) fn record(&self, number: usize) -> Option<RecordBounds<'_>> {
        if number >= self.writer.count {
            return None;
        }
        let at = number * self.stride();
        let ([start, end, cells], marks) = self.table.get(at..at + self.stride())?.split_first_chunk()?;
        Some(RecordBounds { start: *start, end: *end, cells: *cells, marks })
    }
}
