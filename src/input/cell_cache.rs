//! What was made of cells before: status words, names and provinces come again and again, and what a cell
//! says depends on its bytes alone.

use super::row::{CellResult, Row};
use crate::field::Field;
use crate::shop::{TextArena, TextRef};

/// What some cells of a column said, by their bytes.
#[derive(Debug)]
pub struct CellCache<T> {
    known: Vec<(Box<[u8]>, T)>,
    /// From a cell's own slot on: places in `known`, and one; 0 for none.
    slots: Vec<u16>,
}

/// More different cells than this are no words.
const MOST: usize = 1 << 12;
/// How many slots there are, and how many of them a cell may have. Where all are taken it takes one over.
const SLOTS: usize = 1 << 11;
const PROBES: usize = 4;

impl<T> Default for CellCache<T> {
    fn default() -> CellCache<T> {
        CellCache { known: Vec::new(), slots: vec![0; SLOTS + PROBES] }
    }
}

impl<T> CellCache<T> {
    /// What a cell says; `read` is asked where that is not known (any more).
    #[inline]
    fn recall(&mut self, bytes: &[u8], read: impl FnOnce() -> CellResult<T>) -> CellResult<&mut T> {
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

/// From the length and the first and last eight bytes: names differ there.
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
    /// What the cell of a field says, read at its first appearance.
    pub fn of(
        &mut self,
        row: &Row<'_>,
        field: Field,
        read: impl FnOnce(&Row<'_>) -> CellResult<T>,
    ) -> CellResult<T> {
        match row.whole(field) {
            Some(bytes) => self.recall(bytes, || read(row)).copied(),
            None => read(row),
        }
    }
}

/// A text of cells, as it is kept, and its word in one batch.
#[derive(Debug)]
pub struct CachedText {
    text: Option<Box<str>>,
    batch: u64,
    word: TextRef,
}

/// The words of cells.
#[derive(Debug, Default)]
pub struct TextCache {
    memory: CellCache<CachedText>,
    /// Which batch is written: words of another one have to be told anew.
    batch: u64,
}

impl TextCache {
    /// Another batch begins.
    pub fn begin_batch(&mut self) {
        self.batch += 1;
    }

    /// The word of a field's cell.
    pub fn of(
        &mut self,
        row: &Row<'_>,
        field: Field,
        texts: &mut TextArena,
        read: impl FnOnce(&Row<'_>) -> CellResult<Option<Box<str>>>,
    ) -> CellResult<TextRef> {
        let Some(bytes) = row.whole(field) else {
            return Ok(read(row)?.map_or(TextRef::NONE, |text| texts.word(&text)));
        };
        let named = self.memory.recall(bytes, || {
            // Batch 0 is none.
            Ok(CachedText { text: read(row)?, batch: 0, word: TextRef::NONE })
        })?;
        if named.batch != self.batch {
            named.batch = self.batch;
            named.word = named.text.as_deref().map_or(TextRef::NONE, |text| texts.word(text));
        }
        Ok(named.word)
    }
}
