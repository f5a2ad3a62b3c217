//! Numbers as people type them off a page: the digits that were typed say how exact they are.

use crate::indicator::{Figure, Unit};
use unicode_normalization::UnicodeNormalization;

/// A number that was typed: it stands for all that would be rounded to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::insight) struct TypedNumber {
    /// Its value, in the unit of its figure.
    pub(in crate::insight) value: f64,
    /// Half a unit of its last digit: `1.340%` stands for 0.0134 ± 0.000005.
    pub(in crate::insight) half: f64,
}

impl TypedNumber {
    /// The smallest and the largest number it stands for, with room for the last binary digit.
    pub(super) fn range(&self) -> (f64, f64) {
        let room = self.half * (1.0 + 1e-9) + self.value.abs().max(1.0) * 1e-12;
        (self.value - room, self.value + room)
    }

    /// Does it stand for a number?
    pub(super) fn agrees(&self, own: f64) -> bool {
        let (low, high) = self.range();
        (low..=high).contains(&own)
    }

    /// The same in a unit so many times smaller.
    pub(in crate::insight) fn times(self, by: f64) -> TypedNumber {
        TypedNumber { value: self.value * by, half: self.half * by }
    }
}

/// Does what was typed agree with one's own? `None` where there are not both.
pub(super) fn agrees(typed: Option<TypedNumber>, own: Option<f64>) -> Option<bool> {
    Some(typed?.agrees(own?))
}

/// What the figures of a page may be at most: points run to 100, a total may have more for extras.
const MOST_SCORE: f64 = 1000.0;

/// A figure's value as the page shows it: `1.340%`, `0.0134`, `4.6923`, `5.5741小时`, `13.893秒`, `1分30秒`.
pub(super) fn value(figure: Figure, text: &str) -> Option<TypedNumber> {
    let text = folded(text);
    let (typed, range) = match figure {
        Figure::Total | Figure::Dimension(_) => (bare(text.trim_end_matches('分'))?, 0.0..=MOST_SCORE),
        Figure::Indicator(indicator) => {
            let unit = indicator.info().unit;
            let typed = match unit {
                Unit::Ratio => match text.strip_suffix('%') {
                    Some(percent) => bare(percent)?.times(0.01),
                    None => bare(&text)?,
                },
                Unit::Stars => bare(text.trim_end_matches(['分', '星', '颗']))?,
                Unit::Points => bare(text.trim_end_matches('分'))?,
                Unit::Hours => seconds(&text, 3600.0)?.times(1.0 / 3600.0),
                Unit::Seconds => seconds(&text, 1.0)?,
            };
            (typed, unit.range())
        }
    };
    range.contains(&typed.value).then_some(typed)
}

/// Points as the page shows them: `90`, `95分`.
pub(super) fn points(figure: Figure, text: &str) -> Option<TypedNumber> {
    let most = if matches!(figure, Figure::Indicator(_)) { 100.0 } else { MOST_SCORE };
    let typed = bare(folded(text).trim_end_matches('分'))?;
    (0.0..=most).contains(&typed.value).then_some(typed)
}

/// Half width, lower case, without blanks.
fn folded(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect()
}

/// A plain decimal number, its thousands grouped or not, with an exponent where a program wrote it.
fn bare(text: &str) -> Option<TypedNumber> {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().ok().filter(|e| (-30..=30).contains(e))?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let whole = ungrouped(whole)?;
    if whole.is_empty() && fraction.is_empty() || !is_digits(&whole) || !is_digits(fraction) {
        return None;
    }
    let value: f64 = format!("{whole}.{fraction}e{exponent}").parse().ok()?;
    let decimals = i32::try_from(fraction.len()).ok()?;
    Some(TypedNumber { value, half: 0.5 * 10f64.powi(exponent - decimals) })
}

/// Digits without commas between the thousands; a comma anywhere else may be a decimal point.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = whole.contains(',');
    let right = (!grouped || (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3);
    right.then(|| whole.replace(',', ""))
}

/// Units of time in seconds, each with its spellings, the longer first.
const UNITS: [(f64, &[&str]); 4] = [
    (86_400.0, &["天"]),
    (3600.0, &["小时", "hours", "hour", "时", "h"]),
    (60.0, &["分钟", "分", "min", "m"]),
    (1.0, &["秒钟", "秒", "seconds", "sec", "s"]),
];

/// A time in seconds; a number without a unit counts in seconds each `unit` long.
fn seconds(text: &str, unit: f64) -> Option<TypedNumber> {
    if text.contains(':') {
        return clock(text, unit);
    }
    if let Some(plain) = bare(text) {
        return Some(plain.times(unit));
    }
    let (mut rest, mut sum, mut last) = (text, TypedNumber { value: 0.0, half: 0.0 }, f64::INFINITY);
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))?;
        let (number, from) = rest.split_at(end);
        let (own, after) = UNITS.iter().find_map(|(own, names)| {
            let after = names.iter().find_map(|name| from.strip_prefix(name))?;
            Some((*own, after))
        })?;
        // 30秒1分 is no time, nor is 1.5天6小时.
        if own >= last || (number.contains('.') && !after.is_empty()) {
            return None;
        }
        let part = bare(number)?.times(own);
        sum = TypedNumber { value: sum.value + part.value, half: part.half };
        (rest, last) = (after, own);
    }
    Some(sum)
}

/// `hh:mm:ss`, and `mm:ss` of a figure that is counted in seconds: of hours it might be `hh:mm`.
fn clock(text: &str, unit: f64) -> Option<TypedNumber> {
    let parts: Vec<&str> = text.split(':').collect();
    if parts.len() != 3 && !(parts.len() == 2 && unit == 1.0) {
        return None;
    }
    parts.into_iter().try_fold(TypedNumber { value: 0.0, half: 0.5 }, |sum, part| {
        let part = bare(part)?;
        Some(TypedNumber { value: sum.value * 60.0 + part.value, half: part.half })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::{Dimension, Indicator};

    fn of(indicator: Indicator, text: &str) -> Option<(f64, f64)> {
        let typed = value(Figure::Indicator(indicator), text)?;
        let tidy = |number: f64| format!("{number:.9}").parse().unwrap();
        Some((tidy(typed.value), tidy(typed.half)))
    }

    #[test]
    fn digits_say_how_exact_a_number_is() {
        let rate = Indicator::QualityReturnRate;
        assert_eq!(of(rate, "1.340%"), Some((0.0134, 0.000_005)));
        assert_eq!(of(rate, "0.0134"), Some((0.0134, 0.000_05)));
        assert_eq!(of(rate, "１.34％"), Some((0.0134, 0.000_05)));
        assert_eq!(of(Indicator::ProductRating, "4.6923分"), Some((4.6923, 0.000_05)));
        let hours = Indicator::ArrivalHours;
        assert_eq!(of(hours, "5.5741小时"), Some((5.5741, 0.000_05)));
        assert_eq!(of(hours, "84"), Some((84.0, 0.5)));
        assert_eq!(of(hours, "3天12小时"), Some((84.0, 0.5)));
        assert_eq!(of(hours, "5:34:27"), of(hours, "5小时34分27秒"));
        let reply = Indicator::ImReplySeconds;
        assert_eq!(of(reply, "13.893秒"), Some((13.893, 0.000_5)));
        assert_eq!(of(reply, "1分30秒"), Some((90.0, 0.5)));
        assert_eq!(of(reply, "1分"), Some((60.0, 30.0)));
        assert_eq!(of(reply, "01:30"), of(reply, "1分30秒"));
        assert_eq!(of(rate, "5e-5"), Some((0.000_05, 0.000_005)));
    }

    #[test]
    fn what_is_no_number_of_the_unit_is_refused() {
        for (indicator, text) in [
            (Indicator::QualityReturnRate, "1.34"),
            (Indicator::QualityReturnRate, "101%"),
            (Indicator::QualityReturnRate, "-1%"),
            (Indicator::QualityReturnRate, "1,34%"),
            (Indicator::QualityReturnRate, "13秒"),
            (Indicator::ProductRating, "5.5"),
            (Indicator::ArrivalHours, "5:34"),
            (Indicator::ArrivalHours, "27秒5小时"),
            (Indicator::ArrivalHours, "1.5天6小时"),
            (Indicator::ArrivalHours, "很久"),
            (Indicator::ImReplySeconds, "."),
            (Indicator::ImReplySeconds, "nan"),
            (Indicator::ImReplySeconds, "inf"),
        ] {
            assert_eq!(of(indicator, text), None, "{text}");
        }
        assert_eq!(points(Figure::Indicator(Indicator::ArrivalHours), "101"), None);
        assert!(points(Figure::Dimension(Dimension::Product), "95.5分").is_some());
    }

    #[test]
    fn a_number_agrees_with_what_would_be_rounded_to_it() {
        let typed = value(Figure::Indicator(Indicator::QualityReturnRate), "1.34%").unwrap();
        for (own, agrees) in
            [(0.013402, true), (0.01346, false), (0.01345, true), (0.01335, true), (0.013349, false)]
        {
            assert_eq!(typed.agrees(own), agrees, "{own}");
        }
    }
}
