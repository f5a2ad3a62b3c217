//! The cells of one record as bytes, whether the csv crate or the scanner has split it.

use super::split::{RecordBounds, WantedColumns};
use csv::ByteRecord;
use std::borrow::Cow;

#[derive(Clone, Copy)]
pub(super) enum Cells<'r> {
    /// Split by the csv crate, which has removed the quotes.
    Record(&'r ByteRecord),
    /// Split by [`super::split`], with quotes, as they stand in the file.
    Split(SplitRecord<'r>),
}

/// A record as it stands in the file.
#[derive(Clone, Copy)]
pub(super) struct SplitRecord<'r> {
    /// The buffer that its bounds refer to.
    pub(super) buffer: &'r [u8],
    pub(super) bounds: RecordBounds<'r>,
    pub(super) wanted: &'r WantedColumns,
    /// `false` where it is known that no cell holds quotes inside its quotes.
    pub(super) may_hold_quotes: bool,
}

const QUOTE: u8 = b'"';

impl<'r> Cells<'r> {
    pub(super) fn len(&self) -> usize {
        match self {
            Cells::Record(record) => record.len(),
            Cells::Split(record) => record.bounds.cells as usize,
        }
    }

    /// A cell without the quotes around it, where nothing inside it stands for something else.
    #[inline(always)]
    pub(super) fn plain(&self, place: usize) -> Option<&'r [u8]> {
        match self {
            Cells::Record(record) => record.get(place),
            Cells::Split(record) => {
                let cell = record.raw(place)?;
                match cell {
                    [QUOTE, inner @ .., QUOTE] => {
                        let is_plain = !record.may_hold_quotes || memchr::memchr(QUOTE, inner).is_none();
                        is_plain.then_some(inner)
                    }
                    [QUOTE, ..] => None,
                    _ => Some(cell),
                }
            }
        }
    }

    /// A cell without quotes around it.
    pub(super) fn get(&self, place: usize) -> Option<Cow<'r, [u8]>> {
        match self {
            Cells::Record(record) => record.get(place).map(Cow::Borrowed),
            Cells::Split(record) => record.raw(place).map(|cell| unquoted(cell, record.may_hold_quotes)),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Cow<'r, [u8]>> {
        let cells = *self;
        (0..self.len()).filter_map(move |place| cells.get(place))
    }

    /// `false` only where no cell holds this byte.
    pub(super) fn may_hold(&self, byte: u8) -> bool {
        match self {
            Cells::Record(record) => memchr::memchr(byte, record.as_slice()).is_some(),
            Cells::Split(record) => memchr::memchr(byte, record.bytes()).is_some(),
        }
    }
}

impl<'r> SplitRecord<'r> {
    /// The whole record without its line break.
    pub(super) fn bytes(&self) -> &'r [u8] {
        let bytes = self.between(self.bounds.start, self.bounds.end).unwrap_or_default();
        bytes.strip_suffix(b"\r").unwrap_or(bytes)
    }

    #[inline]
    fn between(&self, start: u32, end: u32) -> Option<&'r [u8]> {
        self.buffer.get(start as usize..end as usize)
    }

    /// Whether it is an empty line.
    #[inline]
    pub(super) fn is_blank(&self) -> bool {
        self.bounds.end <= self.bounds.start + 1 && self.bytes().is_empty()
    }

    /// A cell as it stands in the file. Outside quotes a carriage return stands before a line feed only.
    #[inline(always)]
    fn raw(&self, place: usize) -> Option<&'r [u8]> {
        if place >= self.bounds.cells as usize {
            return None;
        }
        let Some((begin, end)) = self.wanted.column(place) else { return self.unwanted(place) };
        let start = match self.bounds.marks.get(usize::from(begin)) {
            Some(mark) => mark + 1,
            // No mark stands before the first cell.
            None => self.bounds.start,
        };
        let cell = self.between(start, *self.bounds.marks.get(usize::from(end))?)?;
        if place + 1 == self.bounds.cells as usize {
            Some(cell.strip_suffix(b"\r").unwrap_or(cell))
        } else {
            Some(cell)
        }
    }

    /// The same for a cell whose bounds were not kept.
    #[cold]
    #[inline(never)]
    fn unwanted(&self, place: usize) -> Option<&'r [u8]> {
        // The scanner has checked the quotes, so a comma ends a cell unless the number of quotes before it is odd.
        let mut inside = false;
        let mut cells = self.bytes().split(|byte| {
            inside ^= *byte == QUOTE;
            *byte == b',' && !inside
        });
        cells.nth(place)
    }
}

/// Removes the quotes around a cell; two quotes inside stand for one.
#[inline]
fn unquoted(cell: &[u8], may_hold_quotes: bool) -> Cow<'_, [u8]> {
    let Some(inner) = cell.strip_prefix(b"\"") else { return Cow::Borrowed(cell) };
    let inner = inner.strip_suffix(b"\"").unwrap_or(inner);
    if !may_hold_quotes || memchr::memchr(QUOTE, inner).is_none() {
        return Cow::Borrowed(inner);
    }
    let mut bytes = Vec::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(quote) = memchr::memchr(QUOTE, rest) {
        let (before, after) = rest.split_at(quote + 1);
        bytes.extend_from_slice(before);
        rest = after.strip_prefix(b"\"").unwrap_or(after);
    }
    bytes.extend_from_slice(rest);
    Cow::Owned(bytes)
}
