//! A record as it stands in the buffer, and its cells.

use super::wanted_columns::CellMarks;
use std::borrow::Cow;

/// A record of which the quotes are where they belong.
#[derive(Clone, Copy)]
pub(crate) struct SplitRecord<'s> {
    /// The buffer that the places refer to.
    pub(super) buffer: &'s [u8],
    /// Where its wanted marks are: see [`super::RecordMarks`].
    pub(super) marks: &'s [u32; 256],
    pub(super) start: u32,
    /// Where its last cell ends, one byte before the next record.
    pub(super) end: u32,
    /// How many cells it has.
    pub(super) cells: u32,
    /// `false` only where no quotes inside its cells stand for others.
    pub(super) may_double: bool,
    /// `false` only where it holds no semicolon.
    pub(crate) may_join: bool,
}

const QUOTE: u8 = b'"';

impl<'s> SplitRecord<'s> {
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.cells as usize
    }

    /// The whole record without its line break.
    pub(crate) fn bytes(&self) -> &'s [u8] {
        let bytes = self.buffer.get(self.start as usize..self.end as usize).unwrap_or_default();
        bytes.strip_suffix(b"\r").unwrap_or(bytes)
    }

    /// What stands before it in its buffer.
    pub(crate) fn before(&self) -> &'s [u8] {
        self.buffer.get(..self.start as usize).unwrap_or_default()
    }

    /// Whether it is an empty line.
    #[inline]
    pub(crate) fn is_blank(&self) -> bool {
        self.end <= self.start + 1 && self.bytes().is_empty()
    }

    /// The byte with which the first cell begins, behind a TAB; of an empty cell any byte that is neither letter nor
    /// digit.
    #[inline]
    pub(crate) fn first_byte(&self) -> Option<u8> {
        let rest = self.buffer.get(self.start as usize..)?;
        let rest = rest.strip_prefix(b"\"").unwrap_or(rest);
        rest.strip_prefix(b"\t").unwrap_or(rest).first().copied()
    }

    /// A wanted cell with its quotes; `None` where the record ends before it.
    #[inline(always)]
    fn raw(&self, cell: CellMarks) -> Option<&'s [u8]> {
        let start = self.marks[usize::from(cell.before)].wrapping_add(1);
        self.buffer.get(start as usize..self.marks[usize::from(cell.behind)] as usize)
    }

    /// A wanted cell without the quotes around it; `None` where the record ends before it, and where quotes inside stand
    /// for others.
    #[inline(always)]
    pub(crate) fn plain(&self, cell: CellMarks) -> Option<&'s [u8]> {
        let cell = self.raw(cell)?;
        if cell.first() == Some(&QUOTE) { self.plain_in_quotes(cell) } else { Some(cell) }
    }

    #[inline]
    fn plain_in_quotes(&self, cell: &'s [u8]) -> Option<&'s [u8]> {
        let [QUOTE, inner @ .., QUOTE] = cell else { return None };
        (!self.may_double || holds_no_quote(inner)).then_some(inner)
    }

    /// A wanted cell without quotes around it.
    pub(crate) fn wanted(&self, cell: CellMarks) -> Option<Cow<'s, [u8]>> {
        self.raw(cell).map(unquoted)
    }

    /// Any cell without quotes around it.
    #[cold]
    #[inline(never)]
    pub(crate) fn get(&self, place: usize) -> Option<Cow<'s, [u8]>> {
        // The scanner has checked the quotes, so a comma ends a cell unless the number of quotes before it is odd.
        let mut inside = false;
        let mut cells = self.bytes().split(|byte| {
            inside ^= *byte == QUOTE;
            *byte == b',' && !inside
        });
        cells.nth(place).map(unquoted)
    }
}

#[cold]
#[inline(never)]
fn holds_no_quote(bytes: &[u8]) -> bool {
    memchr::memchr(QUOTE, bytes).is_none()
}

/// Removes the quotes around a cell; two quotes inside stand for one.
fn unquoted(cell: &[u8]) -> Cow<'_, [u8]> {
    let Some(inner) = cell.strip_prefix(b"\"") else { return Cow::Borrowed(cell) };
    let inner = inner.strip_suffix(b"\"").unwrap_or(inner);
    if memchr::memchr(QUOTE, inner).is_none() {
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
