//! Words of cells that the table of words lacks, each with how many rows hold it.

use crate::field::Field;
use std::collections::BTreeMap;

/// Unknown words by field, in the form in which they may be shown.
#[derive(Debug, Clone, Default)]
pub(crate) struct UnknownWords(BTreeMap<usize, WordsOfField>);

#[derive(Debug, Clone, Default)]
struct WordsOfField {
    rows: u64,
    words: BTreeMap<Box<str>, u64>,
}

/// A shifted column may hold as many words as rows. Of more words than this only the rows are counted.
const MOST_WORDS: usize = 1000;

impl UnknownWords {
    /// Counts a row that holds a word.
    pub(crate) fn add(&mut self, field: Field, word: &str) {
        self.add_rows(field as usize, word, 1);
    }

    pub(super) fn add_all(&mut self, other: &UnknownWords) {
        for (field, of_field) in &other.0 {
            let known: u64 = of_field.words.values().sum();
            self.0.entry(*field).or_default().rows += of_field.rows - known;
            for (word, rows) in &of_field.words {
                self.add_rows(*field, word, *rows);
            }
        }
    }

    fn add_rows(&mut self, field: usize, word: &str, rows: u64) {
        let of_field = self.0.entry(field).or_default();
        of_field.rows += rows;
        if let Some(known) = of_field.words.get_mut(word) {
            *known += rows;
        } else if of_field.words.len() < MOST_WORDS {
            of_field.words.insert(word.into(), rows);
        }
    }

    /// How many rows hold an unknown word, and the words, the most frequent first.
    pub(crate) fn of(&self, field: Field) -> (u64, Vec<(&str, u64)>) {
        let Some(of_field) = self.0.get(&(field as usize)) else { return (0, Vec::new()) };
        let mut words: Vec<(&str, u64)> =
            of_field.words.iter().map(|(word, rows)| (&**word, *rows)).collect();
        words.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
        (of_field.rows, words)
    }
}
