//! Caches of what cells say: status words, names and provinces come again and again, and what a cell says depends on
//! its bytes alone.

use super::rejection::CellResult;
use super::row::Row;
use crate::field::Field;
use crate::shop::{TextArena, TextRef};

/// What some cells of a column say, by their bytes.
#[derive(Debug)]
pub(super) struct CellCache<T> {
    known: Vec<KnownCell<T>>,
    /// A hash table: places in `known` plus one, 0 for none. A cell has its own slot and the [`PROBES`] behind it. There
    /// is none before the first cell: many files lack a column.
    slots: Box<[u16]>,
    /// The place of `-` in `known`, plus one: the platform writes it wherever there is nothing to say.
    dash: usize,
}

#[derive(Debug)]
struct KnownCell<T> {
    ends: CellEnds,
    bytes: Box<[u8]>,
    value: T,
}

/// Where a column has more different cells than this, the cache begins anew.
const MOST: usize = 1 << 12;
/// How many slots there are, and how many of them are tried for a cell. Where all are taken it overwrites one.
const SLOTS: usize = 1 << 11;
const PROBES: usize = 4;

/// The length of a cell and its first and last eight bytes, which overlap in a short one: up to 16 bytes they say
/// everything, and longer names differ in them mostly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct CellEnds {
    length: usize,
    first: u64,
    last: u64,
}

impl CellEnds {
    #[inline(always)]
    fn of(bytes: &[u8]) -> CellEnds {
        let length = bytes.len();
        let four = |part: &[u8; 4]| u64::from(u32::from_le_bytes(*part));
        if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            return CellEnds { length, first: u64::from_le_bytes(*first), last: u64::from_le_bytes(*last) };
        }
        let (first, last) = match (bytes.first_chunk(), bytes.last_chunk(), bytes) {
            (Some(first), Some(last), _) => (four(first), four(last)),
            (_, _, [first, .., last]) => {
                // Of three bytes the middle one.
                let middle = bytes.get(length / 2).copied().unwrap_or_default();
                (u64::from(*first) << 8 | u64::from(middle), u64::from(*last))
            }
            (_, _, [only]) => (u64::from(*only), 0),
            _ => (0, 0),
        };
        CellEnds { length, first, last }
    }

    #[inline(always)]
    fn slot(self) -> usize {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = (self.first ^ self.last.rotate_left(29) ^ self.length as u64).wrapping_mul(ODD);
        (mixed >> (64 - SLOTS.trailing_zeros())) as usize
    }

    /// Whether two cells with these ends are equal.
    #[inline(always)]
    fn are_of_equal(self, a: &[u8], b: &[u8]) -> bool {
        let sixteens = |bytes: &[u8]| {
            let (first, last) = (bytes.first_chunk()?, bytes.last_chunk()?);
            Some((u128::from_le_bytes(*first), u128::from_le_bytes(*last)))
        };
        match self.length {
            ..=16 => true,
            // Most names: two comparisons instead of a call.
            17..=32 => sixteens(a) == sixteens(b),
            _ => a == b,
        }
    }
}

impl<T> Default for CellCache<T> {
    fn default() -> CellCache<T> {
        CellCache { known: Vec::new(), slots: Box::default(), dash: 0 }
    }
}

impl<T> CellCache<T> {
    /// What a cell says, where that is found at once, as for nearly every cell. [`CellCache::place_or_read`] looks further.
    #[inline(always)]
    fn find(&self, bytes: &[u8]) -> Option<&T> {
        if let (b"-", Some(dash)) = (bytes, self.dash.checked_sub(1)) {
            return self.known.get(dash).map(|known| &known.value);
        }
        let ends = CellEnds::of(bytes);
        let place = usize::from(*self.slots.get(ends.slot())?).checked_sub(1)?;
        self.known.get(place).filter(|known| known.is(ends, bytes)).map(|known| &known.value)
    }

    /// The place of a cell in `known`; `read` is called where what it says is not (or no longer) known.
    fn place_or_read(&mut self, bytes: &[u8], read: impl FnOnce() -> CellResult<T>) -> CellResult<usize> {
        let ends = CellEnds::of(bytes);
        let own = ends.slot();
        let mut free = (own + self.known.len() % PROBES) % SLOTS;
        for slot in (own..own + PROBES).map(|slot| slot % SLOTS) {
            let Some(place) = self.slots.get(slot).and_then(|place| usize::from(*place).checked_sub(1))
            else {
                free = slot;
                break;
            };
            if self.known.get(place).is_some_and(|known| known.is(ends, bytes)) {
                return Ok(place);
            }
        }
        let value = read()?;
        if self.slots.is_empty() || self.known.len() >= MOST {
            self.known.clear();
            self.slots = vec![0; SLOTS].into();
            self.dash = 0;
        }
        self.known.push(KnownCell { ends, bytes: bytes.into(), value });
        if let Some(slot) = self.slots.get_mut(free) {
            *slot = self.known.len() as u16;
        }
        if bytes == b"-" {
            self.dash = self.known.len();
        }
        Ok(self.known.len() - 1)
    }
}

impl<T: Copy> CellCache<T> {
    /// What the cell of a field says; `read` reads it from the row.
    pub(super) fn of(
        &mut self,
        row: &Row<'_>,
        field: Field,
        read: impl FnOnce(&Row<'_>) -> CellResult<T>,
    ) -> CellResult<T> {
        let bytes = row.whole(field);
        match bytes.and_then(|bytes| self.find(bytes)) {
            Some(value) => Ok(*value),
            None => self.look_further(row, bytes, read),
        }
    }

    #[cold]
    #[inline(never)]
    fn look_further(
        &mut self,
        row: &Row<'_>,
        bytes: Option<&[u8]>,
        read: impl FnOnce(&Row<'_>) -> CellResult<T>,
    ) -> CellResult<T> {
        let Some(bytes) = bytes else { return read(row) };
        let place = self.place_or_read(bytes, || read(row))?;
        Ok(self.known[place].value)
    }
}

impl<T> KnownCell<T> {
    #[inline(always)]
    fn is(&self, ends: CellEnds, bytes: &[u8]) -> bool {
        self.ends == ends && ends.are_of_equal(&self.bytes, bytes)
    }
}

/// A text of cells and its reference in one batch.
#[derive(Debug)]
struct CachedText {
    text: Option<Box<str>>,
    batch: u64,
    reference: TextRef,
}

/// The texts of cells, each put into a batch once.
#[derive(Debug, Default)]
pub(super) struct TextCache {
    cache: CellCache<CachedText>,
    /// The number of the batch that is being written: references into another batch mean nothing here.
    batch: u64,
}

impl TextCache {
    pub(super) fn begin_batch(&mut self) {
        self.batch += 1;
    }

    /// The text of a field's cell; `read` reads it from the row.
    pub(super) fn of(
        &mut self,
        row: &Row<'_>,
        field: Field,
        texts: &mut TextArena,
        read: impl FnOnce(&Row<'_>) -> CellResult<Option<Box<str>>>,
    ) -> CellResult<TextRef> {
        let bytes = row.whole(field);
        match bytes.and_then(|bytes| self.cache.find(bytes)) {
            Some(cached) if cached.batch == self.batch => Ok(cached.reference),
            _ => self.look_further(row, bytes, texts, read),
        }
    }

    #[cold]
    #[inline(never)]
    fn look_further(
        &mut self,
        row: &Row<'_>,
        bytes: Option<&[u8]>,
        texts: &mut TextArena,
        read: impl FnOnce(&Row<'_>) -> CellResult<Option<Box<str>>>,
    ) -> CellResult<TextRef> {
        let mut add = |text: Option<&str>| text.map_or(TextRef::NONE, |text| texts.add(text));
        let Some(bytes) = bytes else { return Ok(add(read(row)?.as_deref())) };
        let place = self.cache.place_or_read(bytes, || {
            // Batches are numbered from 1.
            Ok(CachedText { text: read(row)?, batch: 0, reference: TextRef::NONE })
        })?;
        let cached = &mut self.cache.known[place].value;
        if cached.batch != self.batch {
            (cached.batch, cached.reference) = (self.batch, add(cached.text.as_deref()));
        }
        Ok(cached.reference)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said<T: Clone>(cache: &mut CellCache<T>, cell: &str, read: impl FnOnce() -> T) -> Option<T> {
        if let Some(value) = cache.find(cell.as_bytes()) {
            return Some(value.clone());
        }
        let place = cache.place_or_read(cell.as_bytes(), || Ok(read())).ok()?;
        cache.known.get(place).map(|known| known.value.clone())
    }

    proptest! {
        #[test]
        fn a_cell_says_what_was_read_of_it(cells in prop::collection::vec("[ab]{0,9}|[ab]{14,36}|a{7}[ab]{3}a{22}|-", 1..200)) {
            let mut cache = CellCache::default();
            for cell in &cells {
                let said = said(&mut cache, cell, || cell.clone());
                prop_assert_eq!(said.as_ref(), Some(cell));
            }
        }
    }

    #[test]
    fn a_column_of_more_cells_than_are_kept_is_read_all_the_same() {
        let mut cache = CellCache::default();
        for number in (0..3 * MOST).chain(0..10) {
            let cell = number.to_string();
            assert_eq!(said(&mut cache, &cell, || number), Some(number));
        }
    }
}
