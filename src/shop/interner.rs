//! Ids and short texts, each stored once and named by a number: order ids, product names, reasons.
//!
//! A packed [`Id`] takes nine bytes here: its value, and one byte that names its letters and length, of which
//! a shop has few different ones. What cannot be packed keeps its bytes in one arena.

use super::id::Id;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::borrow::Cow;
use std::hash::BuildHasher;

/// A set of texts, numbered from 0 in the order of their first appearance.
#[derive(Debug, Default)]
pub struct Interner {
    /// The digits as a number, or the place in the arena.
    values: Vec<u64>,
    /// Of each value its place in `tags`, or [`IN_ARENA`].
    sorts: Vec<u8>,
    /// The tags of packed ids.
    tags: Vec<u32>,
    /// Texts, each after its length in four bytes.
    arena: Vec<u8>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

/// The sort of what is no packed id.
const IN_ARENA: u8 = u8::MAX;

/// A text that is looked for.
enum Key<'t> {
    Packed(u8, u64),
    Text(&'t [u8]),
}

impl Interner {
    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Is there no text?
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Makes room for so many more, once.
    pub fn reserve(&mut self, more: usize) {
        self.values.reserve(more);
        self.sorts.reserve(more);
        let Interner { values, sorts, tags, arena, table, hasher } = self;
        table.reserve(more, |&i| hash_of(hasher, key_at(i, values, sorts, arena).as_ref(), tags));
    }

    /// The number of a text that is known.
    pub fn find(&self, id: Id, arena: &[u8]) -> Option<u32> {
        let spelled;
        let key = match (id.bytes_in(arena), self.sort_of(id.tag())) {
            (Some(bytes), _) => Key::Text(bytes),
            (None, Some(sort)) => Key::Packed(sort, id.value()),
            (None, None) if self.tags.len() < usize::from(IN_ARENA) => return None,
            (None, None) => {
                spelled = id.text(arena);
                Key::Text(spelled.as_bytes())
            }
        };
        self.table.find(hash_of(&self.hasher, Some(&key), &self.tags), |&i| self.is(i, &key)).copied()
    }

    /// The number of a text that is known.
    pub fn find_text(&self, text: &str) -> Option<u32> {
        let (id, arena) = id_of(text);
        self.find(id, arena)
    }

    /// The number of an id, and whether it is new. A text's bytes are in `arena`.
    pub fn intern(&mut self, id: Id, arena: &[u8]) -> (u32, bool) {
        let spelled;
        let key = match (id.bytes_in(arena), self.sort_made(id.tag())) {
            (Some(bytes), _) => Key::Text(bytes),
            (None, Some(sort)) => Key::Packed(sort, id.value()),
            // More sorts than a byte can name: the id is kept as a text.
            (None, None) => {
                spelled = id.text(arena);
                Key::Text(spelled.as_bytes())
            }
        };
        let hash = hash_of(&self.hasher, Some(&key), &self.tags);
        if let Some(&index) = self.table.find(hash, |&i| self.is(i, &key)) {
            return (index, false);
        }
        let index = self.values.len() as u32;
        let (sort, value) = match key {
            Key::Packed(sort, value) => (sort, value),
            Key::Text(bytes) => {
                let start = self.arena.len() as u64;
                self.arena.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
                self.arena.extend_from_slice(bytes);
                (IN_ARENA, start)
            }
        };
        self.values.push(value);
        self.sorts.push(sort);
        let Interner { values, sorts, tags, arena, table, hasher } = self;
        table.insert_unique(hash, index, |&i| hash_of(hasher, key_at(i, values, sorts, arena).as_ref(), tags));
        (index, true)
    }

    /// The number of a text, and whether it is new.
    pub fn intern_text(&mut self, text: &str) -> (u32, bool) {
        let (id, arena) = id_of(text);
        self.intern(id, arena)
    }

    /// The text of a number.
    pub fn text(&self, index: u32) -> Cow<'_, str> {
        match key_at(index, &self.values, &self.sorts, &self.arena) {
            None => Cow::Borrowed(""),
            Some(Key::Text(bytes)) => String::from_utf8_lossy(bytes),
            Some(Key::Packed(sort, value)) => {
                let tag = self.tags.get(usize::from(sort)).copied().unwrap_or_default();
                Cow::Owned(Id::of_parts(tag, value).text(&[]).into_owned())
            }
        }
    }

    /// Does the text of a number begin with a mark that no packed id has?
    pub fn begins_with(&self, index: u32, mark: char) -> bool {
        match key_at(index, &self.values, &self.sorts, &self.arena) {
            Some(Key::Text(bytes)) => bytes.first() == Some(&(mark as u8)),
            _ => false,
        }
    }

    /// SPEC section 4: all-digit ids compare as numbers, others as text.
    pub fn compare(&self, a: u32, b: u32) -> std::cmp::Ordering {
        let (a, b) = (self.text(a), self.text(b));
        let number =
            |t: &str| t.bytes().all(|c| c.is_ascii_digit()).then(|| t.trim_start_matches('0').to_owned());
        match (number(&a), number(&b)) {
            (Some(x), Some(y)) => x.len().cmp(&y.len()).then_with(|| x.cmp(&y)).then_with(|| a.cmp(&b)),
            _ => a.cmp(&b),
        }
    }

    fn sort_of(&self, tag: u32) -> Option<u8> {
        self.tags.iter().position(|known| *known == tag).map(|place| place as u8)
    }

    fn sort_made(&mut self, tag: u32) -> Option<u8> {
        self.sort_of(tag).or_else(|| {
            let sort = u8::try_from(self.tags.len()).ok().filter(|sort| *sort != IN_ARENA)?;
            self.tags.push(tag);
            Some(sort)
        })
    }

    fn is(&self, index: u32, key: &Key<'_>) -> bool {
        match (key, self.sorts.get(index as usize)) {
            (Key::Packed(sort, value), Some(own)) => {
                own == sort && self.values.get(index as usize) == Some(value)
            }
            (Key::Text(bytes), Some(&IN_ARENA)) => {
                matches!(key_at(index, &self.values, &self.sorts, &self.arena), Some(Key::Text(own)) if own == *bytes)
            }
            _ => false,
        }
    }
}

/// A text as an id, and the arena it lies in if it cannot be packed.
fn id_of(text: &str) -> (Id, &[u8]) {
    (Id::packed(text.as_bytes()).unwrap_or(Id::in_arena(0, text.len())), text.as_bytes())
}

fn key_at<'a>(index: u32, values: &[u64], sorts: &[u8], arena: &'a [u8]) -> Option<Key<'a>> {
    let (value, sort) = (*values.get(index as usize)?, *sorts.get(index as usize)?);
    if sort != IN_ARENA {
        return Some(Key::Packed(sort, value));
    }
    let (length, rest) = arena.get(value as usize..)?.split_first_chunk()?;
    Some(Key::Text(rest.get(..u32::from_le_bytes(*length) as usize)?))
}

fn hash_of(hasher: &DefaultHashBuilder, key: Option<&Key<'_>>, tags: &[u32]) -> u64 {
    match key {
        Some(Key::Packed(sort, value)) => {
            hasher.hash_one((tags.get(usize::from(*sort)).copied().unwrap_or_default(), *value))
        }
        Some(Key::Text(bytes)) => hasher.hash_one(*bytes),
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Ordering;

    #[test]
    fn texts_come_back_as_they_were() {
        let mut interner = Interner::default();
        let texts = [
            "6917926768823643751",
            "9999999999999999999",
            "69179267688236437519",
            "007",
            "7",
            "",
            "SF1234567890123",
            "JDVA1",
            "b9a6c5f5df52c7226ac85aee7524c27f",
            "极兔速递",
        ];
        for (i, text) in texts.iter().enumerate() {
            assert_eq!(interner.intern_text(text), (i as u32, true), "{text}");
        }
        for (i, text) in texts.iter().enumerate() {
            assert_eq!(interner.intern_text(text), (i as u32, false));
            assert_eq!(interner.find_text(text), Some(i as u32));
            assert_eq!(interner.text(i as u32), *text);
        }
        assert_eq!(interner.find_text("70"), None);
        assert_eq!(interner.len(), texts.len());
    }

    #[test]
    fn many_ids_survive_growth() {
        let mut interner = Interner::default();
        for i in 0..5_000u64 {
            interner.intern_text(&format!("{}", 6_917_926_768_823_643_751 + i));
            interner.intern_text(&format!("text{i}"));
        }
        assert_eq!(interner.len(), 10_000);
        assert_eq!(interner.find_text("text4999"), Some(9_999));
    }

    #[test]
    fn digits_compare_as_numbers() {
        let mut interner = Interner::default();
        let id = |i: &mut Interner, t: &str| i.intern_text(t).0;
        let (nine, ten, text) = (id(&mut interner, "9"), id(&mut interner, "10"), id(&mut interner, "1a"));
        assert_eq!(interner.compare(nine, ten), Ordering::Less);
        assert_eq!(interner.compare(ten, text), Ordering::Less);
        assert_eq!(interner.compare(nine, text), Ordering::Greater);
    }

    #[test]
    fn more_sorts_of_ids_than_a_byte_can_name() {
        let mut interner = Interner::default();
        let letters = |n: u32| [n / 26 % 26, n % 26].map(|l| char::from(b'A' + l as u8)).iter().collect::<String>();
        let texts: Vec<String> = (0..600).map(|n| format!("{}{n:03}", letters(n))).collect();
        assert!(texts.iter().all(|text| interner.find_text(text).is_none()));
        let numbers: Vec<(u32, bool)> = texts.iter().map(|text| interner.intern_text(text)).collect();
        assert!(numbers.iter().enumerate().all(|(i, (number, new))| *new && *number == i as u32));
        for (i, text) in texts.iter().enumerate() {
            assert_eq!((interner.find_text(text), interner.text(i as u32)), (Some(i as u32), text.into()));
        }
    }
}
