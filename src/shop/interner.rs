//! A set of texts, each stored once and numbered: order ids, product names, reasons.
//!
//! A packed [`Id`] takes nine bytes here: its value, and one byte that refers to its letters and length, of which a shop
//! has few different combinations. A text that cannot be packed keeps its bytes in one arena. Texts are found by a hash
//! table of numbers alone, four bytes a slot.

use super::id::{Id, compare_ids};
use super::number_slots::NumberSlots;
use hashbrown::DefaultHashBuilder;
use std::borrow::Cow;
use std::hash::BuildHasher;
use std::sync::OnceLock;

/// A set of texts, numbered from 0 in the order of their first appearance.
#[derive(Debug, Default)]
pub struct Interner {
    /// The digits as a number, or the place in the arena.
    values: Vec<u64>,
    /// Of each value the place of its tag in `tags`, or [`IN_ARENA`].
    tag_places: Vec<u8>,
    /// The different tags of packed ids.
    tags: Vec<u32>,
    /// Texts, each after its length in four bytes.
    arena: Vec<u8>,
    /// By hash the numbers of the texts. Made where a text is looked up, since it takes nearly as much memory as the texts.
    slots: OnceLock<NumberSlots>,
    hasher: DefaultHashBuilder,
}

/// The tag place of a text that is no packed id.
const IN_ARENA: u8 = u8::MAX;

/// A text in the form in which it is stored: a packed id by the place of its tag and its value.
#[derive(Clone, Copy)]
enum TextKey<'t> {
    Packed(u8, u64),
    Text(&'t [u8]),
}

impl Interner {
    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The number of a known text.
    pub(crate) fn number_of(&self, text: &str) -> Option<u32> {
        let text = text.as_bytes();
        self.find(Id::packed(text).unwrap_or(Id::in_arena(0, text.len())), text)
    }

    /// Reserves memory for so many more texts.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.values.reserve(more);
        self.tag_places.reserve(more);
        self.make_slots(self.len() + more);
    }

    /// Gives back what only looking texts up needs. It is made anew where one is looked up all the same.
    pub(crate) fn rest(&mut self) {
        self.slots.take();
    }

    /// The number of a known id.
    pub(crate) fn find(&self, id: Id, arena: &[u8]) -> Option<u32> {
        let spelled;
        let key = match (id.bytes_in(arena), self.tag_place_of(id.tag())) {
            (Some(bytes), _) => TextKey::Text(bytes),
            (None, Some(tag_place)) => TextKey::Packed(tag_place, id.value()),
            (None, None) if self.tags.len() < usize::from(IN_ARENA) => return None,
            (None, None) => {
                spelled = id.text(arena);
                TextKey::Text(spelled.as_bytes())
            }
        };
        let slots = self.slots.get_or_init(|| self.slots_for(self.len()));
        slots.find(self.hash(key), |number| self.is(number, key)).ok()
    }

    #[cfg(test)]
    fn find_text(&self, text: &str) -> Option<u32> {
        let (id, arena) = id_of(text);
        self.find(id, arena)
    }

    /// The number of an id, and whether it is new. A text's bytes are in `arena`.
    pub(crate) fn intern(&mut self, id: Id, arena: &[u8]) -> (u32, bool) {
        let spelled;
        let key = match (id.bytes_in(arena), self.tag_place_or_new(id.tag())) {
            (Some(bytes), _) => TextKey::Text(bytes),
            (None, Some(tag_place)) => TextKey::Packed(tag_place, id.value()),
            // More different tags than a byte can number: the id is kept as a text.
            (None, None) => {
                spelled = id.text(arena);
                TextKey::Text(spelled.as_bytes())
            }
        };
        self.make_slots(self.len() + 1);
        let hash = self.hash(key);
        let found = self.slots.get().map_or(Err(0), |slots| slots.find(hash, |number| self.is(number, key)));
        let slot = match found {
            Ok(number) => return (number, false),
            Err(slot) => slot,
        };
        let number = self.len() as u32;
        let (tag_place, value) = match key {
            TextKey::Packed(tag_place, value) => (tag_place, value),
            TextKey::Text(bytes) => {
                let start = self.arena.len() as u64;
                self.arena.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
                self.arena.extend_from_slice(bytes);
                (IN_ARENA, start)
            }
        };
        self.values.push(value);
        self.tag_places.push(tag_place);
        if let Some(slots) = self.slots.get_mut() {
            slots.put(slot, hash, number);
        }
        (number, true)
    }

    /// The number of a text, and whether it is new.
    pub(crate) fn intern_text(&mut self, text: &str) -> (u32, bool) {
        let (id, arena) = id_of(text);
        self.intern(id, arena)
    }

    /// The id of a number, and the arena of its bytes where it is no packed one.
    pub(crate) fn id(&self, number: u32) -> (Id, &[u8]) {
        match self.key_at(number) {
            Some(TextKey::Packed(tag_place, value)) => (Id::of_parts(self.tag(tag_place), value), &[]),
            // One that could be packed is kept as a text where there are too many different tags.
            Some(TextKey::Text(bytes)) => (Id::packed(bytes).unwrap_or(Id::in_arena(0, bytes.len())), bytes),
            None => (Id::NONE, &[]),
        }
    }

    /// The text of a number.
    pub fn text(&self, number: u32) -> Cow<'_, str> {
        match self.key_at(number) {
            None => Cow::Borrowed(""),
            Some(TextKey::Text(bytes)) => String::from_utf8_lossy(bytes),
            Some(TextKey::Packed(tag_place, value)) => {
                Cow::Owned(Id::of_parts(self.tag(tag_place), value).text(&[]).into_owned())
            }
        }
    }

    /// Whether the text of a number begins with a character that no packed id has.
    pub(crate) fn begins_with(&self, number: u32, mark: char) -> bool {
        match self.key_at(number) {
            Some(TextKey::Text(bytes)) => bytes.first() == Some(&(mark as u8)),
            _ => false,
        }
    }

    /// Compares two texts: ids of digits alone as numbers, others as text (SPEC section 4).
    pub(crate) fn compare(&self, a: u32, b: u32) -> std::cmp::Ordering {
        compare_ids(self.id(a), self.id(b))
    }

    /// Makes slots for so many texts, where there are fewer.
    #[inline]
    fn make_slots(&mut self, texts: usize) {
        if self.slots.get().is_none_or(|slots| !slots.have_room_for(texts)) {
            self.slots = OnceLock::from(self.slots_for(texts));
        }
    }

    /// Slots for so many texts, with those that there are.
    #[cold]
    #[inline(never)]
    fn slots_for(&self, texts: usize) -> NumberSlots {
        let hash = |number| self.hash(self.key_at(number).unwrap_or(TextKey::Text(&[])));
        NumberSlots::of(texts, self.len() as u32, hash)
    }

    fn tag(&self, tag_place: u8) -> u32 {
        self.tags.get(usize::from(tag_place)).copied().unwrap_or_default()
    }

    fn tag_place_of(&self, tag: u32) -> Option<u8> {
        self.tags.iter().position(|known| *known == tag).map(|place| place as u8)
    }

    fn tag_place_or_new(&mut self, tag: u32) -> Option<u8> {
        self.tag_place_of(tag).or_else(|| {
            let tag_place = u8::try_from(self.tags.len()).ok().filter(|tag_place| *tag_place != IN_ARENA)?;
            self.tags.push(tag);
            Some(tag_place)
        })
    }

    #[inline]
    fn key_at(&self, number: u32) -> Option<TextKey<'_>> {
        let (value, tag_place) = (*self.values.get(number as usize)?, *self.tag_places.get(number as usize)?);
        if tag_place != IN_ARENA {
            return Some(TextKey::Packed(tag_place, value));
        }
        let (length, rest) = self.arena.get(value as usize..)?.split_first_chunk()?;
        Some(TextKey::Text(rest.get(..u32::from_le_bytes(*length) as usize)?))
    }

    #[inline]
    fn is(&self, number: u32, key: TextKey<'_>) -> bool {
        match (key, self.key_at(number)) {
            (TextKey::Packed(tag_place, value), Some(TextKey::Packed(own_tag_place, own))) => {
                own == value && own_tag_place == tag_place
            }
            (TextKey::Text(bytes), Some(TextKey::Text(own))) => own == bytes,
            _ => false,
        }
    }

    #[inline]
    fn hash(&self, key: TextKey<'_>) -> u64 {
        match key {
            TextKey::Packed(tag_place, value) => self.hasher.hash_one((self.tag(tag_place), value)),
            TextKey::Text(bytes) => self.hasher.hash_one(bytes),
        }
    }
}

/// A text as an id, and the arena that holds it where it cannot be packed.
fn id_of(text: &str) -> (Id, &[u8]) {
    (Id::packed(text.as_bytes()).unwrap_or(Id::in_arena(0, text.len())), text.as_bytes())
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
    fn an_id_of_letters_kept_as_text_is_found_like_any_other() {
        let mut interner = Interner::default();
        interner.reserve(3);
        assert!(interner.is_empty());
        let (number, _) = interner.intern(Id::in_arena(2, 4), b"--text--");
        assert_eq!((interner.find_text("text"), interner.text(number).as_ref()), (Some(number), "text"));
        assert!(interner.begins_with(number, 't') && !interner.begins_with(number, 'x'));
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
    fn texts_are_found_and_added_after_a_rest() {
        let mut interner = Interner::default();
        interner.reserve(100);
        let texts: Vec<String> =
            (0..100).map(|n| if n % 3 == 0 { format!("text{n}") } else { n.to_string() }).collect();
        for (number, text) in texts.iter().enumerate() {
            interner.rest();
            assert_eq!(interner.intern_text(text), (number as u32, true));
            interner.rest();
            assert_eq!((interner.find_text(text), interner.find_text("none")), (Some(number as u32), None));
        }
        interner.rest();
        let all = (0..100).map(|number| interner.text(number).into_owned());
        assert!(all.eq(texts.iter().cloned()));
        assert!(texts.iter().zip(0..).all(|(text, number)| interner.intern_text(text) == (number, false)));
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
    fn more_tags_of_ids_than_a_byte_can_name() {
        let mut interner = Interner::default();
        let letters =
            |n: u32| [n / 26 % 26, n % 26].map(|l| char::from(b'A' + l as u8)).iter().collect::<String>();
        let texts: Vec<String> = (0..600).map(|n| format!("{}{n:03}", letters(n))).collect();
        assert!(texts.iter().all(|text| interner.find_text(text).is_none()));
        let numbers: Vec<(u32, bool)> = texts.iter().map(|text| interner.intern_text(text)).collect();
        assert!(numbers.iter().enumerate().all(|(i, (number, new))| *new && *number == i as u32));
        for (i, text) in texts.iter().enumerate() {
            assert_eq!((interner.find_text(text), interner.text(i as u32)), (Some(i as u32), text.into()));
        }
    }
}
