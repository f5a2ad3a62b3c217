//! What was made of cells before: status words, names and provinces come again and again, and what a cell
//! says depends on its bytes alone.

use super::row::{Read, Row};
use crate::field::Field;
use crate::shop::{Texts, Word};
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// What some cells of a column said, by their bytes.
#[derive(Debug)]
pub struct Memory<T> {
    known: Vec<(Box<[u8]>, T)>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// The one that was asked for last, which is often asked for again.
    last: usize,
}

/// More different cells than this are no words.
const MOST: usize = 1 << 12;

impl<T> Default for Memory<T> {
    fn default() -> Memory<T> {
        Memory { known: Vec::new(), table: HashTable::new(), hasher: DefaultHashBuilder::default(), last: 0 }
    }
}

impl<T> Memory<T> {
    /// What a cell says; `read` is asked at its first appearance.
    fn recall(&mut self, bytes: &[u8], read: impl FnOnce() -> Read<T>) -> Read<&mut T> {
        let place = match self.find(bytes) {
            Some(place) => place,
            None => {
                let value = read()?;
                if self.known.len() >= MOST {
                    self.known.clear();
                    self.table.clear();
                }
                let place = self.known.len();
                self.known.push((bytes.into(), value));
                let (known, hasher) = (&self.known, &self.hasher);
                let hash = |place: &u32| known.get(*place as usize).map_or(0, |(b, _)| hasher.hash_one(&**b));
                self.table.insert_unique(self.hasher.hash_one(bytes), place as u32, hash);
                place
            }
        };
        self.last = place;
        Ok(&mut self.known[place].1)
    }

    fn find(&self, bytes: &[u8]) -> Option<usize> {
        let is = |place: usize| self.known.get(place).is_some_and(|(known, _)| **known == *bytes);
        if is(self.last) {
            return Some(self.last);
        }
        self.table.find(self.hasher.hash_one(bytes), |place| is(*place as usize)).map(|place| *place as usize)
    }
}

impl<T: Copy> Memory<T> {
    /// What the cell of a field says, read at its first appearance.
    pub fn of(&mut self, row: &Row<'_>, field: Field, read: impl FnOnce(&Row<'_>) -> Read<T>) -> Read<T> {
        match row.whole(field) {
            Some(bytes) => self.recall(&bytes, || read(row)).copied(),
            None => read(row),
        }
    }
}

/// A text of cells, as it is kept, and its word in one batch.
#[derive(Debug)]
pub struct Named {
    text: Option<Box<str>>,
    batch: u64,
    word: Word,
}

/// The words of cells.
#[derive(Debug, Default)]
pub struct Words {
    memory: Memory<Named>,
    /// Which batch is written: words of another one have to be told anew.
    batch: u64,
}

impl Words {
    /// Another batch begins.
    pub fn begin_batch(&mut self) {
        self.batch += 1;
    }

    /// The word of a field's cell.
    pub fn of(
        &mut self,
        row: &Row<'_>,
        field: Field,
        texts: &mut Texts,
        read: impl FnOnce(&Row<'_>) -> Read<Option<Box<str>>>,
    ) -> Read<Word> {
        let Some(bytes) = row.whole(field) else {
            return Ok(read(row)?.map_or(Word::NONE, |text| texts.word(&text)));
        };
        let named = self.memory.recall(&bytes, || {
            // Batch 0 is none.
            Ok(Named { text: read(row)?, batch: 0, word: Word::NONE })
        })?;
        if named.batch != self.batch {
            named.batch = self.batch;
            named.word = named.text.as_deref().map_or(Word::NONE, |text| texts.word(text));
        }
        Ok(named.word)
    }
}
