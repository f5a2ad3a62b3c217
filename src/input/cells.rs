//! The cells of one record as bytes, whether the csv crate or the scanner has split it.

use super::split::{CellMarks, SplitRecord, WantedColumns};
use csv::ByteRecord;
use std::borrow::Cow;

#[derive(Clone, Copy)]
pub(super) enum Cells<'r> {
    /// Split by the csv crate, which has removed the quotes.
    Record(&'r ByteRecord),
    /// Split by [`super::split`], with quotes, as they stand in the file.
    Split(&'r SplitRecord<'r>),
}

/// A column that readers ask for, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    place: u32,
    marks: CellMarks,
}

impl Column {
    pub(super) const NONE: Column = Column { place: u32::MAX, marks: CellMarks::NONE };

    /// One of the wanted columns.
    pub(super) fn of(place: u16, wanted: &WantedColumns) -> Column {
        Column { place: u32::from(place), marks: wanted.cell(usize::from(place)) }
    }

    #[inline(always)]
    pub(super) fn place(self) -> Option<usize> {
        (self.place != u32::MAX).then_some(self.place as usize)
    }

    /// Where its cells are in a record that the scanner has split.
    #[inline(always)]
    pub(super) fn marks(self) -> CellMarks {
        self.marks
    }
}

impl<'r> Cells<'r> {
    pub(super) fn len(&self) -> usize {
        match self {
            Cells::Record(record) => record.len(),
            Cells::Split(record) => record.len(),
        }
    }

    /// A cell without the quotes around it, where nothing inside it stands for something else.
    #[inline(always)]
    pub(super) fn plain(&self, column: Column) -> Option<&'r [u8]> {
        match self {
            Cells::Record(record) => record.get(column.place()?),
            Cells::Split(record) => record.plain(column.marks()),
        }
    }

    /// A cell of a column that readers ask for, without quotes around it.
    pub(super) fn of(&self, column: Column) -> Option<Cow<'r, [u8]>> {
        match self {
            Cells::Record(record) => record.get(column.place()?).map(Cow::Borrowed),
            Cells::Split(record) => record.wanted(column.marks()),
        }
    }

    /// Any cell without quotes around it.
    pub(super) fn get(&self, place: usize) -> Option<Cow<'r, [u8]>> {
        match self {
            Cells::Record(record) => record.get(place).map(Cow::Borrowed),
            Cells::Split(record) => record.get(place),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Cow<'r, [u8]>> {
        let cells = *self;
        (0..self.len()).filter_map(move |place| cells.get(place))
    }

    /// The byte with which the first cell begins, behind a TAB.
    #[inline]
    pub(super) fn first_byte(&self) -> Option<u8> {
        match self {
            Cells::Record(record) => {
                let cell = record.get(0)?;
                cell.strip_prefix(b"\t").unwrap_or(cell).first().copied()
            }
            Cells::Split(record) => record.first_byte(),
        }
    }

    /// `false` only where no cell holds a semicolon.
    #[inline]
    pub(super) fn may_join(&self) -> bool {
        match self {
            Cells::Record(record) => memchr::memchr(b';', record.as_slice()).is_some(),
            Cells::Split(record) => record.may_join,
        }
    }
}
