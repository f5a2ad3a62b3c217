//! Ids packed into twelve bytes, which are copied, compared and hashed without their text.
//!
//! Ids of the platform have 19 digits and come by the million; tracking numbers are two or three letters and digits. So
//! a text of at most three letters and 1 to 19 digits becomes one integer with its length and its letters (`007` and
//! `7` stay different). Any other text stays in an arena, and the id is its place there. Both forms are exact: two ids
//! are equal only if their texts are.

use std::borrow::Cow;
use std::cmp::Ordering;

/// An id, or none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Id {
    /// Of a packed id how many digits it has and, in the upper bytes, up to three letters. Of a text [`TEXT`] and its
    /// length. 0 for none.
    tag: u32,
    /// The digits as a number, or the place in the arena. Two halves need no padding, so that 12 bytes are enough.
    low: u32,
    high: u32,
}

const TEXT: u32 = 1 << 31;
/// The tag of an id that stands for an order's number: no packed id has so many digits.
const ORDER: u32 = 0xff;
const MOST_DIGITS: usize = 19;
const MOST_LETTERS: usize = 3;

impl Id {
    pub(crate) const NONE: Id = Id { tag: 0, low: 0, high: 0 };

    #[inline]
    fn new(tag: u32, value: u64) -> Id {
        Id { tag, low: value as u32, high: (value >> 32) as u32 }
    }

    #[inline]
    pub(crate) fn is_none(self) -> bool {
        self.tag == 0
    }

    #[inline]
    pub(crate) fn some(self) -> Option<Id> {
        (!self.is_none()).then_some(self)
    }

    /// Packs a text; `None` where it is not made of at most three letters and 1 to 19 digits.
    #[inline]
    pub(crate) fn packed(text: &[u8]) -> Option<Id> {
        <&[u8; MOST_DIGITS]>::try_from(text)
            .ok()
            .and_then(Id::of_platform)
            .or_else(|| Id::packed_slowly(text))
    }

    /// The id of 19 digits, as nearly all of the platform are: three overlapping groups of eight cover them.
    #[inline]
    fn of_platform(digits: &[u8; MOST_DIGITS]) -> Option<Id> {
        let group = |from: usize| Some(u64::from_le_bytes(*digits.get(from..)?.first_chunk()?));
        let [first, middle, last] = [group(0)?, group(8)?, group(11)?];
        if !(are_digits(first) & are_digits(middle) & are_digits(last)) {
            return None;
        }
        let value =
            (eight_digits(first) * 100_000_000 + eight_digits(middle)) * 1000 + eight_digits(last) % 1000;
        Some(Id::new(MOST_DIGITS as u32, value))
    }

    fn packed_slowly(text: &[u8]) -> Option<Id> {
        let letters = match text {
            [b'0'..=b'9', ..] => 0,
            _ => text.iter().take(MOST_LETTERS).take_while(|b| b.is_ascii_alphabetic()).count(),
        };
        let (letters, digits) = text.split_at_checked(letters)?;
        if digits.is_empty() || digits.len() > MOST_DIGITS {
            return None;
        }
        let value = number(digits)?;
        let places = [8, 16, 24];
        let tag =
            letters.iter().zip(places).fold(digits.len() as u32, |tag, (b, at)| tag | u32::from(*b) << at);
        Some(Id::new(tag, value))
    }

    /// A text at a place of an arena.
    pub(super) fn in_arena(start: usize, length: usize) -> Id {
        Id::new(TEXT | length as u32, start as u64)
    }

    /// Stands for the order with a number, where that is known already.
    #[inline]
    pub(super) fn of_order(number: u32) -> Id {
        Id::new(ORDER, u64::from(number))
    }

    /// The number that it stands for.
    #[inline]
    pub(super) fn order_number(self) -> Option<u32> {
        (self.tag == ORDER).then_some(self.low)
    }

    /// Has it as many digits as nearly all ids of the platform, and no letter?
    #[inline]
    pub(crate) fn is_of_platform(self) -> bool {
        self.tag == MOST_DIGITS as u32
    }

    /// The value of the digits, or the place in the arena.
    #[inline]
    pub(super) fn value(self) -> u64 {
        u64::from(self.high) << 32 | u64::from(self.low)
    }

    #[inline]
    pub(super) fn tag(self) -> u32 {
        self.tag
    }

    pub(super) fn of_parts(tag: u32, value: u64) -> Id {
        Id::new(tag, value)
    }

    /// The bytes of a text in its arena; `None` for a packed id.
    #[inline]
    pub(super) fn bytes_in(self, arena: &[u8]) -> Option<&[u8]> {
        (self.tag & TEXT != 0).then(|| {
            let start = self.value() as usize;
            arena.get(start..start + (self.tag & !TEXT) as usize).unwrap_or_default()
        })
    }

    pub(super) fn text(self, arena: &[u8]) -> Cow<'_, str> {
        match self.bytes_in(arena) {
            Some(bytes) => String::from_utf8_lossy(bytes),
            None if self.is_none() => Cow::Borrowed(""),
            None => {
                let [digits, letters @ ..] = self.tag.to_le_bytes();
                let letters = letters.iter().filter(|b| **b != 0).map(|b| char::from(*b));
                let mut text: String = letters.collect();
                text.push_str(&format!("{:0width$}", self.value(), width = usize::from(digits)));
                Cow::Owned(text)
            }
        }
    }

    /// How many letters stand before the digits of a packed id.
    #[inline]
    pub(crate) fn letters(self) -> usize {
        MOST_LETTERS - (self.tag.leading_zeros() as usize / 8).min(MOST_LETTERS)
    }

    /// The value of an id of digits alone, with at least so many of them.
    #[inline]
    pub(crate) fn digits(self, least: u32) -> Option<u64> {
        (least..=MOST_DIGITS as u32).contains(&self.tag).then(|| self.value())
    }
}

/// Compares two ids, each with the arena of its bytes: those of digits alone as numbers, others as text (SPEC section 4).
pub(super) fn compare_ids((a, a_arena): (Id, &[u8]), (b, b_arena): (Id, &[u8])) -> Ordering {
    // The usual case: as many digits, the same letters.
    if a.tag == b.tag && a.bytes_in(a_arena).is_none() {
        return a.value().cmp(&b.value());
    }
    compare_texts(&a.text(a_arena), &b.text(b_arena))
}

/// Compares the texts of two ids: those of digits alone as numbers, others as text.
pub(super) fn compare_texts(a: &str, b: &str) -> Ordering {
    let number =
        |t: &str| t.bytes().all(|c| c.is_ascii_digit()).then(|| t.trim_start_matches('0').to_owned());
    match (number(a), number(b)) {
        (Some(x), Some(y)) => x.len().cmp(&y.len()).then_with(|| x.cmp(&y)).then_with(|| a.cmp(b)),
        _ => a.cmp(b),
    }
}

/// A number of up to 19 digits.
fn number(digits: &[u8]) -> Option<u64> {
    // The two groups cover tracking numbers of 9 to 16 digits. Of the first one the digits count that stand before the
    // second; moved to its end, with zeros before them.
    if let (Some(first), Some(last), Some(less @ 0..8)) =
        (digits.first_chunk(), digits.last_chunk(), 16usize.checked_sub(digits.len()))
    {
        let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        let value = eight_digits(first << (8 * less)) * 100_000_000 + eight_digits(last);
        return (are_digits(first) & are_digits(last)).then_some(value);
    }
    let mut value: u64 = 0;
    let (eights, rest) = digits.as_chunks::<8>();
    for eight in eights {
        let eight = u64::from_le_bytes(*eight);
        if !are_digits(eight) {
            return None;
        }
        value = value * 100_000_000 + eight_digits(eight);
    }
    for byte in rest {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + u64::from(digit);
    }
    Some(value)
}

/// Whether eight bytes are digits.
#[inline]
fn are_digits(bytes: u64) -> bool {
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    const SIXES: u64 = 0x0606_0606_0606_0606;
    const HIGH: u64 = 0xf0f0_f0f0_f0f0_f0f0;
    // Adding six carries a digit above nine into the upper half of its byte.
    (bytes & HIGH == ZEROS) & (bytes.wrapping_add(SIXES) & HIGH == ZEROS)
}

/// The number that eight digits in memory order make: neighbours are joined to pairs, pairs to fours, fours to eight.
#[inline]
fn eight_digits(bytes: u64) -> u64 {
    let digits = bytes & 0x0f0f_0f0f_0f0f_0f0f;
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_ffff_0000_ffff;
    fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xffff_ffff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_ids_give_their_text_back() {
        for text in
            ["7", "007", "6917926768823643751", "9999999999999999999", "SF1234567890123", "a0", "JDV00"]
        {
            let id = Id::packed(text.as_bytes()).unwrap();
            assert_eq!(id.text(&[]), text);
        }
        for text in
            ["", "SF", "1a", "69179267688236437519", "ABCD1", "-1", "1 ", "１", "12345678:", "1234567/9"]
        {
            assert_eq!(Id::packed(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn every_byte_beside_digits_is_seen() {
        let digits = *b"6917926768823643751";
        let places = (1..=digits.len()).flat_map(|length| (0..length).map(move |place| (length, place)));
        for (length, place) in places {
            for byte in 0..=u8::MAX {
                let mut text = digits[..length].to_vec();
                text[place] = byte;
                let plain = text
                    .iter()
                    .all(u8::is_ascii_digit)
                    .then(|| text.iter().fold(0, |value: u64, b| value * 10 + u64::from(b - b'0')));
                let letters = text[..place.min(3)].is_empty() && length > 1 && byte.is_ascii_alphabetic();
                let packed = Id::packed(&text);
                if !letters {
                    assert_eq!(packed.map(Id::value), plain, "{byte} at {place}");
                }
            }
        }
    }

    #[test]
    fn ids_compare_as_their_texts_do() {
        let texts = [
            "7",
            "007",
            "10",
            "9",
            "6917926768823643751",
            "69179267688236437519",
            "SF1",
            "SF2",
            "JD2",
            "x-1",
            "",
        ];
        let id = |text: &'static str| {
            (Id::packed(text.as_bytes()).unwrap_or(Id::in_arena(0, text.len())), text.as_bytes())
        };
        for (a, b) in texts.iter().flat_map(|a| texts.iter().map(move |b| (*a, *b))) {
            assert_eq!(compare_ids(id(a), id(b)), compare_texts(a, b), "{a} {b}");
        }
        assert_eq!(
            [compare_texts("9", "10"), compare_texts("x-1", "7")],
            [Ordering::Less, Ordering::Greater]
        );
    }

    #[test]
    fn letters_are_counted() {
        for (text, letters) in
            [("6917926768823643751", 0), ("7", 0), ("S7", 1), ("SF1234567890123", 2), ("JDV00", 3)]
        {
            assert_eq!(Id::packed(text.as_bytes()).unwrap().letters(), letters, "{text}");
        }
    }

    #[test]
    fn only_digits_alone_have_a_value() {
        let id = |text: &str| Id::packed(text.as_bytes()).unwrap();
        assert_eq!(id("6917926768820000").digits(16), Some(6_917_926_768_820_000));
        assert_eq!(id("691792676882000").digits(16), None);
        assert_eq!(id("SF6917926768820000").digits(16), None);
        assert_eq!(Id::in_arena(0, 17).digits(16), None);
    }
}
