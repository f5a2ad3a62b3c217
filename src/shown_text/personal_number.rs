//! Numbers by which a person is known: of mobile phones, of landlines, of identity cards. A shifted row brings them into
//! any column, and buyers write them into reasons.
//!
//! What is no number of a person stays: a number of the platform's has other digits, the parts of sizes and times are
//! divided by other marks, and numbers of services (400…, 95…) are public.

use super::digits::{Gap, Group, LETTER_X, digit, runs};
use std::borrow::Cow;
use std::ops::Range;

/// Whose number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PersonalNumber {
    Mobile,
    Landline,
    Identity,
}

/// No number of a person has fewer digits.
const FEWEST: usize = 11;
const IDENTITY_DIGITS: usize = 18;
/// The prefixes of China for calls from abroad.
const PREFIXES: [&[u8]; 2] = [&[0, 0, 8, 6], &[8, 6]];
/// Longer ones than this with a prefix of China are none.
const MOST: usize = 18;

impl PersonalNumber {
    /// What some ASCII digits are, which may end with an X; `None` for anything else, and for no number of a person.
    pub(crate) fn of(text: &[u8]) -> Option<PersonalNumber> {
        if !PersonalNumber::may_be(text) {
            return None;
        }
        // Ids of many a carrier come by here: nothing is allocated for them.
        let mut digits = [0; MOST];
        for (place, (byte, digit)) in text.iter().zip(&mut digits).enumerate() {
            *digit = match byte {
                b'0'..=b'9' => byte - b'0',
                b'x' | b'X' if place + 1 == text.len() => LETTER_X,
                _ => return None,
            };
        }
        PersonalNumber::of_digits(digits.get(..text.len())?, false).map(|(number, _)| number)
    }

    /// `false` only for digits that are no number of a person, by how many there are and by the first.
    #[inline]
    pub(crate) fn may_be(text: &[u8]) -> bool {
        match (text.len(), text.first()) {
            // A mobile's number begins with a 1 or a prefix of China, a landline's with a 0.
            (11, Some(b'0' | b'1')) | (12 | 15, Some(b'0')) | (13, Some(b'8')) => true,
            (length, _) => length == IDENTITY_DIGITS,
        }
    }

    /// The same of digits, with how many of them belong to a prefix. A landline's number has one only where it is written
    /// in groups: in one piece it may be any number of an article or a parcel.
    fn of_digits(digits: &[u8], in_groups: bool) -> Option<(PersonalNumber, usize)> {
        if is_identity(digits) {
            return Some((PersonalNumber::Identity, 0));
        }
        let prefix = PREFIXES.iter().find(|prefix| digits.starts_with(prefix) && digits.len() > FEWEST);
        let prefix = prefix.map_or(0, |prefix| prefix.len());
        let national = digits.get(prefix..)?;
        if is_mobile(national) {
            return Some((PersonalNumber::Mobile, prefix));
        }
        let is_landline = match prefix {
            0 => is_landline(national),
            _ => in_groups && is_landline(&[&[0], national].concat()),
        };
        is_landline.then_some((PersonalNumber::Landline, prefix))
    }
}

/// Eleven digits of the segments that people have: 140, 141, 144, 146 and 148 are of machines.
fn is_mobile(digits: &[u8]) -> bool {
    match digits {
        [1, 4, third, rest @ ..] => rest.len() == 8 && matches!(third, 2 | 3 | 5 | 7 | 9) && are_digits(rest),
        [1, 3 | 5..=9, rest @ ..] => rest.len() == 9 && are_digits(rest),
        _ => false,
    }
}

/// An area code, and seven or eight digits that do not begin with a 0: 010 and 02x have eight.
fn is_landline(digits: &[u8]) -> bool {
    let local = match digits {
        [0, 1, 0, local @ ..] | [0, 2, _, local @ ..] if local.len() == 8 => local,
        [0, 3..=9, _, _, local @ ..] if matches!(local.len(), 7 | 8) => local,
        _ => return false,
    };
    are_digits(digits) && local.first() != Some(&0)
}

/// 17 digits and the digit that checks them, with a province and a day of birth: of a hundred thousand other numbers of
/// 18 digits two are taken for one.
fn is_identity(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [u8; 11] = [1, 0, LETTER_X, 9, 8, 7, 6, 5, 4, 3, 2];
    const BIRTHS: std::ops::RangeInclusive<u32> = 1910..=2035;
    let Some((check, number)) = digits.split_last().filter(|_| digits.len() == IDENTITY_DIGITS) else {
        return false;
    };
    let value = |range: Range<usize>| {
        number.get(range).into_iter().flatten().fold(0, |value, digit| value * 10 + u32::from(*digit))
    };
    let sum: u32 = number.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    let province =
        matches!(value(0..2), 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83);
    let (year, month, day) = (value(6..10), value(10..12), value(12..14));
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    are_digits(number)
        && province
        && BIRTHS.contains(&year)
        && (1..=days).contains(&day)
        && CHECKS.get(sum as usize % CHECKS.len()) == Some(check)
}

fn are_digits(digits: &[u8]) -> bool {
    digits.iter().all(|digit| *digit != LETTER_X)
}

/// A text without the numbers of people, in whatever notation.
pub(crate) fn without_personal_numbers(text: &str) -> Cow<'_, str> {
    if text.len() < FEWEST || text.chars().filter(|c| digit(*c).is_some()).take(FEWEST).count() < FEWEST {
        return text.into();
    }
    let (mut kept, mut end) = (String::new(), 0);
    for run in runs(text) {
        let mut rest = run.as_slice();
        while let Some((first, others)) = rest.split_first() {
            let Some(groups) = number_at(rest, text) else {
                rest = others;
                continue;
            };
            let (number, behind) = rest.split_at(groups);
            kept.push_str(text.get(end..first.bytes.start).unwrap_or_default());
            kept.push('…');
            end = number.last().map_or(end, |last| last.bytes.end);
            rest = behind;
        }
    }
    if end == 0 {
        return text.into();
    }
    kept.push_str(text.get(end..).unwrap_or_default());
    kept.into()
}

/// How many groups, from the first on, make a number of a person; the longest where several do.
fn number_at(groups: &[Group], text: &str) -> Option<usize> {
    let (mut digits, mut found) = (Vec::new(), None);
    for (place, group) in groups.iter().enumerate() {
        digits.extend_from_slice(&group.digits);
        if digits.len() > MOST {
            break;
        }
        let within = groups.get(..=place).unwrap_or_default();
        if let Some((number, prefix)) = PersonalNumber::of_digits(&digits, place > 0)
            && is_written_so(number, prefix, within, text)
        {
            found = Some(place + 1);
        }
    }
    found
}

/// Whether a number is written in such groups, and not a list of figures that happens to have as many digits.
fn is_written_so(number: PersonalNumber, prefix: usize, groups: &[Group], text: &str) -> bool {
    let mut sizes = Vec::new();
    let mut left = prefix;
    for group in groups {
        let own = group.digits.len();
        // A prefix is written apart, or before the first digits.
        if own <= left {
            left -= own;
        } else {
            sizes.push(own - std::mem::take(&mut left));
        }
    }
    let gaps = groups.get(groups.len() - sizes.len() + 1..).unwrap_or_default();
    let gaps: Vec<Gap> = gaps.iter().map(|group| group.gap).collect();
    if sizes.len() == 1 || sizes.iter().all(|size| *size == 1) {
        return true;
    }
    match number {
        PersonalNumber::Identity => true,
        PersonalNumber::Landline => {
            let area = if prefix > 0 { 2..=3 } else { 3..=4 };
            sizes.len() <= 4 && sizes.first().is_some_and(|first| area.contains(first))
        }
        PersonalNumber::Mobile => {
            sizes == [3, 4, 4] || (are_alike(&gaps, &sizes) && !is_measure(groups, text))
        }
    }
}

/// Whether one mark divides all groups, in few groups or in pairs, and not as it divides thousands or decimals.
fn are_alike(gaps: &[Gap], sizes: &[usize]) -> bool {
    let mut marks = gaps.iter().filter(|gap| **gap != Gap::Nothing);
    let first = marks.next().copied().unwrap_or(Gap::Nothing);
    // What begins with a time in seconds, as names of files do, is none.
    let is_few =
        (sizes.len() <= 5 && sizes.iter().all(|size| *size <= 8)) || sizes.iter().all(|size| *size <= 2);
    let is_thousands = first == Gap::Comma && sizes.iter().skip(1).all(|size| *size == 3);
    let is_decimal = first == Gap::Dot && sizes.len() == 2 && sizes.last().is_some_and(|last| *last <= 3);
    first != Gap::OfMeasures && marks.all(|gap| *gap == first) && is_few && !is_thousands && !is_decimal
}

/// Whether a unit follows: `1800-2000-450mm` is a size.
fn is_measure(groups: &[Group], text: &str) -> bool {
    let behind = groups.last().and_then(|last| text.get(last.bytes.end..)).unwrap_or_default();
    let is_unit = |c: char| c.is_ascii_alphabetic() || "毫厘分米克千公斤升寸码片粒颗个只件瓦伏元".contains(c);
    behind.trim_start_matches(' ').starts_with(is_unit)
}

#[cfg(test)]
mod tests;
