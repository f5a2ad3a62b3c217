//! Short texts, each stored once and named by a number: order ids, tracking numbers, product names.
//!
//! Ids of the platform are 19 digits and come by the million, so a text of up to 19 digits is packed
//! into one integer together with its length (`007` and `7` stay different); anything else keeps its
//! bytes in one arena. Both are exact: two texts share a number only if they are equal.

use hashbrown::{DefaultHashBuilder, HashTable};
use std::borrow::Cow;
use std::hash::BuildHasher;

/// A text of an [`Interner`]: digits and their length, or a place in the arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Packed {
    /// [`TEXT`] with the length for a text in the arena, else the number of digits.
    tag: u32,
    /// The digits as a number, or the place in the arena: two halves, so that 12 bytes are enough.
    low: u32,
    high: u32,
}

const TEXT: u32 = 1 << 31;
const MOST_DIGITS: usize = 19;

impl Packed {
    fn new(tag: u32, value: u64) -> Packed {
        Packed { tag, low: value as u32, high: (value >> 32) as u32 }
    }

    fn value(self) -> u64 {
        u64::from(self.high) << 32 | u64::from(self.low)
    }

    /// `None` where the text is not made of 1 to 19 digits.
    fn digits(text: &[u8]) -> Option<Packed> {
        if text.is_empty() || text.len() > MOST_DIGITS {
            return None;
        }
        let mut value: u64 = 0;
        for byte in text {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                return None;
            }
            value = value * 10 + u64::from(digit);
        }
        Some(Packed::new(text.len() as u32, value))
    }
}

/// A set of texts, numbered from 0 in the order of their first appearance.
#[derive(Debug, Default)]
pub struct Interner {
    entries: Vec<Packed>,
    arena: Vec<u8>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Interner {
    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Is there no text?
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The number of a text that is known.
    pub fn find(&self, text: &str) -> Option<u32> {
        let key = Packed::digits(text.as_bytes());
        self.table.find(self.hash(text, key), |&i| self.is(i, text, key)).copied()
    }

    /// The number of a text, and whether it is new.
    pub fn intern(&mut self, text: &str) -> (u32, bool) {
        let key = Packed::digits(text.as_bytes());
        let hash = self.hash(text, key);
        if let Some(&index) = self.table.find(hash, |&i| self.is(i, text, key)) {
            return (index, false);
        }
        let index = self.entries.len() as u32;
        self.entries.push(key.unwrap_or_else(|| {
            let start = self.arena.len() as u64;
            self.arena.extend_from_slice(text.as_bytes());
            Packed::new(TEXT | text.len() as u32, start)
        }));
        let (entries, arena, hasher) = (&self.entries, &self.arena, &self.hasher);
        self.table.insert_unique(hash, index, |&i| {
            let entry = entries[i as usize];
            hash_of(hasher, bytes_of(entry, arena), entry)
        });
        (index, true)
    }

    /// The text of a number.
    pub fn text(&self, index: u32) -> Cow<'_, str> {
        let Some(&entry) = self.entries.get(index as usize) else { return Cow::Borrowed("") };
        match bytes_of(entry, &self.arena) {
            Some(bytes) => String::from_utf8_lossy(bytes),
            None => Cow::Owned(format!("{:0width$}", entry.value(), width = entry.tag as usize)),
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

    fn hash(&self, text: &str, key: Option<Packed>) -> u64 {
        match key {
            Some(packed) => hash_of(&self.hasher, None, packed),
            None => self.hasher.hash_one(text.as_bytes()),
        }
    }

    fn is(&self, index: u32, text: &str, key: Option<Packed>) -> bool {
        let entry = self.entries[index as usize];
        match key {
            Some(packed) => entry == packed,
            None => bytes_of(entry, &self.arena) == Some(text.as_bytes()),
        }
    }
}

fn bytes_of(entry: Packed, arena: &[u8]) -> Option<&[u8]> {
    (entry.tag & TEXT != 0).then(|| {
        let start = entry.value() as usize;
        arena.get(start..start + (entry.tag & !TEXT) as usize).unwrap_or_default()
    })
}

fn hash_of(hasher: &DefaultHashBuilder, text: Option<&[u8]>, entry: Packed) -> u64 {
    match text {
        Some(bytes) => hasher.hash_one(bytes),
        None => hasher.hash_one((entry.tag, entry.value())),
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
            "b9a6c5f5df52c7226ac85aee7524c27f",
            "极兔速递",
        ];
        for (i, text) in texts.iter().enumerate() {
            assert_eq!(interner.intern(text), (i as u32, true), "{text}");
        }
        for (i, text) in texts.iter().enumerate() {
            assert_eq!(interner.intern(text), (i as u32, false));
            assert_eq!(interner.find(text), Some(i as u32));
            assert_eq!(interner.text(i as u32), *text);
        }
        assert_eq!(interner.find("70"), None);
        assert_eq!(interner.len(), texts.len());
    }

    #[test]
    fn many_ids_survive_growth() {
        let mut interner = Interner::default();
        for i in 0..5_000u64 {
            interner.intern(&format!("{}", 6_917_926_768_823_643_751 + i));
            interner.intern(&format!("text{i}"));
        }
        assert_eq!(interner.len(), 10_000);
        assert_eq!(interner.find("text4999"), Some(9_999));
    }

    #[test]
    fn digits_compare_as_numbers() {
        let mut interner = Interner::default();
        let id = |i: &mut Interner, t: &str| i.intern(t).0;
        let (nine, ten, text) = (id(&mut interner, "9"), id(&mut interner, "10"), id(&mut interner, "1a"));
        assert_eq!(interner.compare(nine, ten), Ordering::Less);
        assert_eq!(interner.compare(ten, text), Ordering::Less);
        assert_eq!(interner.compare(nine, text), Ordering::Greater);
    }
}
