//! Which texts are ids. Ids are printed, so a cell of a shifted row must not pass for one.

use super::cell;
use super::rejection::shown;
use crate::catalogue::{Arg, text};
use crate::shop::Id;
use crate::shown_text::PersonalNumber;
use std::borrow::Cow;
use std::ops::RangeInclusive;

/// How many characters an id has: those of the platform have up to 20, those of carriers and of other programs up to 24.
const LENGTH: RangeInclusive<usize> = 6..=24;
/// Some programs number from 1 on. Nobody is known by so short a number; before it stand as many letters at most.
const MOST_LETTERS_OF_NUMBER: usize = 3;
/// A unique id as programs generate it: so many hexadecimal digits, and a short number where it is a sub-order's.
const HEXADECIMAL: usize = 32;
const LONGEST_SUFFIX: usize = 4;

/// Whether a text is an id: letters, digits, `-` and `_` of the usual number, a digit among them, and not the number of a
/// phone or an identity card.
#[inline(never)]
pub(super) fn is_id(id: &[u8]) -> bool {
    has_form(id) && personal_number(id).is_none()
}

/// Whether a packed id has so many digits that nobody can be known by them: a short way to say of most ids of carriers what
/// [`is_id`] says.
#[inline]
pub(super) fn is_id_of_digits(id: Id, text: &[u8]) -> bool {
    let digits = text.get(id.letters()..).unwrap_or_default();
    LENGTH.contains(&text.len()) && !PersonalNumber::may_be(digits)
}

/// What may be shown of a cell that does not hold one id or several; `None` for one that does.
pub(super) fn not_an_id(cell: &str) -> Option<Arg> {
    let parts: Vec<&str> = cell::ids(cell).collect();
    let is_list = parts.len() > 1;
    let joined = parts.concat();
    // What is divided like a list may be one number.
    let mut texts = parts.iter().copied().chain(is_list.then_some(joined.as_str()));
    let number = texts.find_map(|text| Some((personal_number(text.as_bytes())?, text.len())));
    match number {
        Some((number, n)) => Some(Arg::from(move |lang| match number {
            PersonalNumber::Mobile => text::found_like_mobile(lang, n),
            PersonalNumber::Landline => text::found_like_landline(lang, n),
            PersonalNumber::Identity => text::found_like_identity(lang, n),
        })),
        None if !parts.is_empty() && parts.iter().all(|id| has_form(id.as_bytes())) => None,
        None => Some(shown(cell)),
    }
}

fn has_form(id: &[u8]) -> bool {
    let is_allowed = |byte: &u8| byte.is_ascii_alphanumeric() || is_mark(*byte);
    (LENGTH.contains(&id.len()) || is_number(id) || is_unique(id))
        && id.iter().all(is_allowed)
        && (id.len() < *LENGTH.start() || id.iter().any(u8::is_ascii_digit))
}

/// `7`, `SF7`, `7-1`, `A`, `YA`.
fn is_number(id: &[u8]) -> bool {
    let letters = id.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let number = id.get(letters..).unwrap_or_default();
    id.len() < *LENGTH.start()
        && letters <= MOST_LETTERS_OF_NUMBER
        && number.first().map_or(id.len() == 1 || id.iter().all(u8::is_ascii_uppercase), u8::is_ascii_digit)
        && number.iter().all(|byte| byte.is_ascii_digit() || is_mark(*byte))
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b'-' | b'_')
}

fn is_unique(id: &[u8]) -> bool {
    let mut marks = 0;
    let mut digits = id.iter().enumerate().filter(|(_, byte)| {
        marks += usize::from(is_mark(**byte));
        byte.is_ascii_hexdigit()
    });
    let Some((last, _)) = digits.nth(HEXADECIMAL - 1) else { return false };
    // Nothing but marks stands between the digits.
    let (number, behind) = id.split_at(last + 1);
    let is_plain = number.iter().all(|byte| byte.is_ascii_hexdigit() || is_mark(*byte));
    let is_suffix = match behind {
        [] => true,
        [mark, suffix @ ..] => {
            is_mark(*mark)
                && (1..=LONGEST_SUFFIX).contains(&suffix.len())
                && suffix.iter().all(u8::is_ascii_digit)
        }
    };
    is_plain && is_suffix
}

/// Whose number a text is, with or without marks in it and letters around it.
fn personal_number(id: &[u8]) -> Option<PersonalNumber> {
    if id.iter().all(u8::is_ascii_digit) {
        return PersonalNumber::of(id);
    }
    let digits = match id.iter().any(|byte| is_mark(*byte)) {
        true => Cow::Owned(id.iter().copied().filter(|byte| !is_mark(*byte)).collect()),
        // Trackings of many carriers: letters, and digits without a mark.
        false => Cow::Borrowed(id),
    };
    let start = digits.iter().position(u8::is_ascii_digit).unwrap_or_default();
    let end = digits.iter().rposition(u8::is_ascii_digit).map_or(0, |last| last + 1);
    let bare = digits.get(start..end).unwrap_or_default();
    let is_bare = bare.len() == digits.len();
    // Behind letters any digits may follow but those of a mobile number alone: nearly all of carriers begin so.
    PersonalNumber::of(&digits)
        .or_else(|| PersonalNumber::of(bare).filter(|number| is_bare || *number == PersonalNumber::Mobile))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Lang;

    #[test]
    fn ids_of_every_usual_form_are_ids() {
        for id in [
            "6917926768823643751",
            "69179267688236437519",
            "481234567890123456",
            "14800000001",
            "787649636499943",
            "SF1234567890123",
            "JDVA00012345678-1-1-",
            "order_2026-10-01",
            "123456",
            "b9a6c5f5df52c7226ac85aee7524c27f",
            "b9a6c5f5df52c7226ac85aee7524c27f-1",
            "b9a6c5f5-df52-c722-6ac8-5aee7524c27f",
        ] {
            assert!(is_id(id.as_bytes()), "{id}");
        }
        for (short, is) in [
            ("1", true),
            ("31001", true),
            ("SF7", true),
            ("7-1", true),
            ("A", true),
            ("YA", true),
            ("Tom", false),
            ("abcd1", false),
            ("1a", false),
        ] {
            assert_eq!(is_id(short.as_bytes()), is, "{short}");
        }
    }

    #[test]
    fn ids_of_digits_alone_are_ids() {
        let mut are_short = [0, 0];
        for start in 0..100_u64 {
            for length in 1..20 {
                let texts = [
                    format!("SF{start:02}{:0length$}", 13_800_138_000_u64),
                    format!("{start:02}{:0length$}", 75_319_u64),
                    format!("{start}{:0length$}", 19_900_307_u64),
                ];
                for text in texts {
                    let Some(id) = Id::packed(text.as_bytes()) else { continue };
                    let is_short = is_id_of_digits(id, text.as_bytes());
                    assert!(!is_short || is_id(text.as_bytes()), "{text}");
                    are_short[usize::from(is_short)] += 1;
                }
            }
        }
        assert!(are_short.iter().all(|texts| *texts > 100), "{are_short:?}");
        let of =
            |text: &str| Id::packed(text.as_bytes()).is_some_and(|id| is_id_of_digits(id, text.as_bytes()));
        assert!(of("431000000000000") && of("SF1312345678901") && !of("13800138000") && !of("SF13800138000"));
    }

    #[test]
    fn what_is_none_is_shown_by_its_shape() {
        for (cell, found) in [
            ("13800138000", "11 digits like a mobile number"),
            ("138-0013-8000", "13 digits like a mobile number"),
            ("8613800138000", "13 digits like a mobile number"),
            ("SF13800138000", "13 digits like a mobile number"),
            ("01012345678", "11 digits like a landline number"),
            ("0755-88888888", "13 digits like a landline number"),
            ("11010119900307002X", "18 digits like an identity card number"),
            ("6917926768823643751,13800138000", "11 digits like a mobile number"),
            ("139 0000 0048", "11 digits like a mobile number"),
            ("139000,00048", "11 digits like a mobile number"),
            ("ZhangSan", "a text of 8 characters"),
            ("张三", "a text of 2 characters"),
            ("1234567890123456789012345", "25 digits"),
            ("b9a6c5f5df52c7226ac85aee7524c27f-12345", "a text of 38 characters"),
            ("；", "a text of 1 characters"),
        ] {
            let shown = not_an_id(cell).map(|found| found.in_lang(Lang::En).to_owned());
            assert_eq!(shown.as_deref(), Some(found), "{cell}");
        }
        assert_eq!(not_an_id("6917926768823643751，6917926768823643752"), None);
    }
}
