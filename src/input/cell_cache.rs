//! Caches of what cells say: status words, names and provinces come again and again, and what a cell says depends on
//! its bytes alone.

use super::row::{CellResult, Row};
use crate::field::Field;
use crate::shop::{TextArena, TextRef};

/// What some cells of a column say, by their bytes.
#[derive(Debug)]
pub(super) struct CellCache<T> {
    known: Vec<(Box<[u8]>, T)>,
    /// A hash table: places in `known` plus one, 0 for none. A cell has its own slot and the [`PROBES`] behind it.
    slots: Vec<u16>,
}

/// Where a column has more different cells than this, the cache begins anew.
const MOST: usize = 1 << 12;
/// How many slots there are, and how many of them are tried for a cell. Where all are taken it overwrites one.
const SLOTS: usize = 1 << 11;
const PROBES: usize = 4;

impl<T> Default for CellCache<T> {
    fn default() -> CellCache<T> {
        CellCache { known: Vec::new(), slots: vec![0; SLOTS + PROBES] }
    }
}

impl<T> CellCache<T> {
    /// What a cell says; `read` is called where that is not (or no longer) known.
    #[inline]
    fn get_or_read(&mut self, bytes: &[u8], read: impl FnOnce() -> CellResult<T>) -> CellResult<&mut T> {
        let slot = slot_of(bytes);
        let mut free = slot + self.known.len() % PROBES;
        for probe in slot..slot + PROBES {
            let Some(place) = usize::from(self.slots[probe]).checked_sub(1) else {
                free = probe;
                break;
            };
            if self.known.get(place).is_some_and(|(known, _)| **known == *bytes) {
                return Ok(&mut self.known[place].1);
            }
        }
        let value = read()?;
        if self.known.len() >= MOST {
            self.known.clear();
            self.slots.fill(0);
        }
        self.known.push((bytes.into(), value));
        self.slots[free] = self.known.len() as u16;
        let place = self.known.len() - 1;
        Ok(&mut self.known[place].1)
    }
}

/// From the length and the first and last eight bytes, in which names differ.
#[inline]
fn slot_of(bytes: &[u8]) -> usize {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let eight = |part: Option<&[u8; 8]>| part.map(|part| u64::from_le_bytes(*part));
    let (first, last) = match eight(bytes.first_chunk()) {
        Some(first) => (first, eight(bytes.last_chunk()).unwrap_or_default()),
        None => (bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)), 0),
    };
    let mixed = (first ^ last.rotate_left(29) ^ bytes.len() as u64).wrapping_mul(ODD);
    (mixed >> (64 - SLOTS.trailing_zeros())) as usize
}

impl<T: Copy> CellCache<T> {
    /// What the cell of a field says; `read` reads it from the row.
    pub(super) fn of(
        &mut self,
        row: &Row<'_>,
        field: Field,
        read: impl FnOnce(&Row<'_>) -> CellResult<T>,
    ) -> CellResult<T> {
        match row.whole(field) {
            Some(bytes) => self.get_or_read(bytes, || read(row)).copied(),
            None => read(row),
        }
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
        let Some(bytes) = row.whole(field) else {
            return Ok(read(row)?.map_or(TextRef::NONE, |text| texts.add(&text)));
        };
        let cached = self.cache.get_or_read(bytes, || {
            // Batches are numbered from 1.
            Ok(CachedText { text: read(row)?, batch: 0, reference: TextRef::NONE })
        })?;
        if cached.batch != self.batch {
            cached.batch = self.batch;
            cached.reference = cached.text.as_deref().map_or(TextRef::NONE, |text| texts.add(text));
        }
        Ok(cached.reference)
    }

    /// The same, or nothing at all where the file has no such column.
    pub(super) fn of_column(
        &mut self,
        row: &Row<'_>,
        field: Field,
        texts: &mut TextArena,
        read: impl FnOnce(&Row<'_>) -> CellResult<Option<Box<str>>>,
    ) -> CellResult<Option<TextRef>> {
        if row.has(field) { self.of(row, field, texts, read).map(Some) } else { Ok(None) }
    }
}
