//! Values and changes with their units.

pub(super) use crate::rounding::shown_value as value;

use crate::catalogue::{Lang, fill, text};
use crate::indicator::{Indicator, Unit};
use crate::rounding::{fixed, rounded};

/// A value with its unit and all its digits.
pub(crate) fn exact_value(unit: Unit, value: f64, lang: Lang) -> String {
    match unit {
        Unit::Ratio => exact_percent(value),
        unit => with_unit(unit, exact(value), lang),
    }
}

/// A number with the unit behind it, where that has a name.
pub(super) fn with_unit(unit: Unit, number: String, lang: Lang) -> String {
    match unit {
        Unit::Points => text::points(lang, number),
        Unit::Hours => text::hours(lang, number),
        Unit::Seconds => text::seconds(lang, number),
        Unit::Ratio | Unit::Stars => number,
    }
}

/// A share as it was written, as a percentage.
pub(super) fn exact_percent(share: f64) -> String {
    exact(share * 100.0) + "%"
}

/// A number as it was written: no digit more, none less (to the ninth decimal).
pub(crate) fn exact(number: f64) -> String {
    let text = format!("{number:.9}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A numerator over its denominator: whole numbers of cases.
pub(super) fn fraction(unit: Unit, numerator: f64, denominator: i64) -> String {
    format!("{}/{denominator}", fixed(numerator, i32::from(unit != Unit::Ratio)))
}

/// What an indicator counted, in a sentence; without numerator and denominator its value alone.
pub(super) fn in_figures(
    indicator: Indicator,
    known: Option<f64>,
    counted: Option<(f64, i64)>,
    lang: Lang,
) -> String {
    let facts = indicator.info();
    let value = known.map_or(String::new(), |known| value(facts.unit, known, lang));
    let Some((n, d)) = counted else { return value };
    let miss = fixed(d as f64 - n, 0);
    let args = [("n", fixed(n, 0)), ("d", d.to_string()), ("miss", miss), ("v", value)];
    fill(facts.figures.pick(lang), &args)
}

/// Few cases, and between which ends the value of a rate may lie.
pub(super) fn few_cases(unit: Unit, cases: i64, interval: Option<(f64, f64)>, lang: Lang) -> String {
    match interval {
        Some((low, high)) => {
            let [low, high] = [low, high].map(|end| value(unit, end, lang));
            text::small_numbers_rate(lang, cases, low, high)
        }
        None => text::small_numbers_mean(lang, cases),
    }
}

/// A change of a value; with a digit more where the rate is small.
pub(super) fn change(unit: Unit, change: f64, small: bool, lang: Lang) -> String {
    match unit {
        Unit::Ratio => text::percent_points(lang, signed(change * 100.0, if small { 2 } else { 1 })),
        Unit::Stars => signed(change, 2),
        Unit::Points | Unit::Hours | Unit::Seconds => signed(change, 1),
    }
}

/// With its sign; nothing that rounds to zero has one.
pub(super) fn signed(value: f64, decimals: i32) -> String {
    let text = fixed(value, decimals);
    if rounded(value, decimals) > 0.0 { format!("+{text}") } else { text }
}

/// A change of a score with its sign: two decimals, more where it is so small that these would not show it.
pub(super) fn change_of_total(change: f64) -> String {
    let decimals = match change.abs() {
        nothing if nothing < 1e-12 => 2,
        small if small < 0.001 => 5,
        small if small < 0.01 => 4,
        small if small < 0.1 => 3,
        _ => 2,
    };
    signed(change, decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_all_their_digits() {
        for (number, text) in [(0.003 * 100.0, "0.3"), (60.0, "60"), (4.85, "4.85"), (0.0, "0")] {
            assert_eq!(exact(number), text);
        }
        for (share, text) in [(0.07, "7%"), (0.00125, "0.125%"), (0.0005, "0.05%")] {
            assert_eq!(exact_percent(share), text);
        }
        assert_eq!(exact_value(Unit::Ratio, 0.003, Lang::En), "0.3%");
        assert_eq!(exact_value(Unit::Hours, 84.0, Lang::Zh), "84小时");
    }
}
