//! Cells of a workbook: texts, numbers with what they measure, days and times.

use crate::catalogue::{Lang, text};
use crate::indicator::Unit;
use crate::rounding::{fixed, rounded};
use crate::rulebook::Comparison;
use crate::time::Day;
use std::borrow::Cow;

/// A cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum SheetCell<'a> {
    /// Nothing.
    #[default]
    Blank,
    /// Words, or an id, which is never a number.
    Text(Cow<'a, str>),
    /// A number, not rounded, and how it is shown.
    Number(f64, NumberKind),
    /// A day.
    Day(Day),
    /// A time of a day: `2026-10-30 08:00:00`, or a day alone.
    Time(Cow<'a, str>),
}

/// What a number measures, which says how it is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// Nothing that is known.
    #[default]
    Plain,
    /// A score, with so many decimals.
    Score(u8),
    /// What a score changes by, with so many decimals.
    ScoreChange(u8),
    /// Points 0 to 100.
    Points,
    /// A whole number.
    Count,
    /// A share, as a percentage.
    Share,
    /// What a share changes by.
    ShareChange,
    /// Hours.
    Hours,
    /// A number with one decimal: a sum of hours, a change of hours or seconds.
    Sum,
    /// What a number with one decimal changes by.
    SumChange,
    /// Seconds.
    Seconds,
    /// Stars.
    Stars,
    /// A share with as many decimals as it takes.
    ExactShare,
    /// Anything else with as many decimals as it takes.
    Exact,
}

impl NumberKind {
    /// How many decimals a score has at least, and at most.
    const DECIMALS: std::ops::RangeInclusive<u8> = 2..=9;

    /// The value of an indicator.
    pub fn of_unit(unit: Unit) -> NumberKind {
        match unit {
            Unit::Ratio => NumberKind::Share,
            Unit::Stars => NumberKind::Stars,
            Unit::Points => NumberKind::Points,
            Unit::Hours => NumberKind::Hours,
            Unit::Seconds => NumberKind::Seconds,
        }
    }

    /// What the value of an indicator changes by.
    pub fn of_change(unit: Unit) -> NumberKind {
        match unit {
            Unit::Ratio => NumberKind::ShareChange,
            Unit::Stars => NumberKind::ScoreChange(2),
            Unit::Points | Unit::Hours | Unit::Seconds => NumberKind::SumChange,
        }
    }

    /// The numerator of an indicator: cases, or a sum.
    pub fn of_numerator(unit: Unit) -> NumberKind {
        if unit == Unit::Ratio { NumberKind::Count } else { NumberKind::Sum }
    }

    /// What a score changes by, with so many decimals that something does not look like nothing.
    pub fn score_change(change: f64) -> NumberKind {
        let says = |decimals: &u8| rounded(change, i32::from(*decimals)) != 0.0;
        NumberKind::ScoreChange((2..=5).find(says).unwrap_or(2))
    }

    /// A score with as many decimals as it takes to not be shown as reaching a border that it does not reach.
    pub fn score(value: f64, borders: &[f64]) -> NumberKind {
        let reaches = |score: f64, at: f64| Comparison::AtLeast.holds(score, at);
        let honest = |decimals: &u8| {
            let shown = rounded(value, i32::from(*decimals));
            borders.iter().all(|at| reaches(value, *at) == reaches(shown, *at))
        };
        let most = *NumberKind::DECIMALS.end();
        NumberKind::Score(NumberKind::DECIMALS.into_iter().find(honest).unwrap_or(most))
    }

    /// The value of an indicator, with more decimals where the usual ones would show it on a border or beyond.
    pub fn value(unit: Unit, value: f64, borders: &[f64]) -> NumberKind {
        let (factor, decimals) = match unit {
            Unit::Ratio => (100.0, if value < 0.1 { 2 } else { 1 }),
            Unit::Stars => (1.0, 2),
            Unit::Points | Unit::Hours | Unit::Seconds => (1.0, 1),
        };
        let shown = rounded(value * factor, decimals) / factor;
        let order = |one: f64, at: f64| if (one - at).abs() < 1e-12 { 0 } else { (one - at).signum() as i32 };
        let is_honest = borders.iter().all(|at| order(value, *at) == order(shown, *at));
        match unit {
            _ if is_honest => NumberKind::of_unit(unit),
            Unit::Ratio => NumberKind::ExactShare,
            _ => NumberKind::Exact,
        }
    }

    /// How a spreadsheet program is to show it.
    pub fn format(self, lang: Lang) -> String {
        let signed = |number: &str| format!("+{number};-{number};{number}");
        let with_unit = |unit: String| format!("0.0{}", quoted(unit.trim_start_matches('0')));
        match self {
            NumberKind::Plain => "General".to_owned(),
            NumberKind::Score(decimals) => places(decimals),
            NumberKind::Stars => "0.00".to_owned(),
            NumberKind::ScoreChange(decimals) => signed(&places(decimals)),
            NumberKind::ExactShare => "0.0#######%".to_owned(),
            NumberKind::Exact => "0.0#######".to_owned(),
            NumberKind::Points | NumberKind::Sum => "#,##0.0".to_owned(),
            NumberKind::SumChange => signed("0.0"),
            NumberKind::Count => "#,##0".to_owned(),
            // Small shares with a digit more, as everywhere.
            NumberKind::Share => "[<0.1]0.00%;0.0%".to_owned(),
            NumberKind::ShareChange => signed("0.00%"),
            NumberKind::Hours => with_unit(text::hours(lang, "0")),
            NumberKind::Seconds => with_unit(text::seconds(lang, "0")),
        }
    }

    /// How a number looks, as far as its width goes.
    pub(in crate::report) fn shown(self, value: f64) -> String {
        match self {
            NumberKind::Plain | NumberKind::Exact => value.to_string(),
            NumberKind::ExactShare => format!("{}%", value * 100.0),
            NumberKind::Score(decimals) => fixed(value, decimals.into()),
            NumberKind::Stars => fixed(value, 2),
            NumberKind::ScoreChange(decimals) => format!("+{}", fixed(value.abs(), decimals.into())),
            NumberKind::Points => fixed(value, 1),
            NumberKind::Sum | NumberKind::SumChange => format!("+,{}", fixed(value.abs(), 1)),
            NumberKind::Count => format!("{},", fixed(value, 0)),
            NumberKind::Share => format!("{}%", fixed(value * 100.0, 2)),
            NumberKind::ShareChange => format!("+{}%", fixed(value.abs() * 100.0, 2)),
            NumberKind::Hours | NumberKind::Seconds => format!("{}xxxx", fixed(value, 1)),
        }
    }
}

/// A format with so many decimals.
fn places(decimals: u8) -> String {
    format!("0.{}", "0".repeat(usize::from(decimals)))
}

/// A text inside a format of numbers.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', ""))
}

impl<'a> SheetCell<'a> {
    /// Words, or an id; nothing where there are none.
    pub fn text(text: impl Into<Cow<'a, str>>) -> SheetCell<'a> {
        let text = text.into();
        if text.is_empty() { SheetCell::Blank } else { SheetCell::Text(text) }
    }

    /// A number, where it is known.
    pub fn number(value: Option<f64>, kind: NumberKind) -> SheetCell<'a> {
        value
            .filter(|value| value.is_finite())
            .map_or(SheetCell::Blank, |value| SheetCell::Number(value, kind))
    }

    /// A count, where it is known.
    pub fn count(value: impl TryInto<i64>) -> SheetCell<'a> {
        value.try_into().map_or(SheetCell::Blank, |value| SheetCell::Number(value as f64, NumberKind::Count))
    }

    /// A score, where it is known; `borders` are those of thresholds.
    pub fn score(value: Option<f64>, borders: &[f64]) -> SheetCell<'a> {
        SheetCell::number(
            value,
            value.map_or(NumberKind::Score(2), |value| NumberKind::score(value, borders)),
        )
    }

    /// The value of an indicator, where it is known; `borders` are those of thresholds.
    pub fn value(unit: Unit, value: Option<f64>, borders: &[f64]) -> SheetCell<'a> {
        let kind = value.map_or_else(NumberKind::default, |value| NumberKind::value(unit, value, borders));
        SheetCell::number(value, kind)
    }

    /// What a score changes by.
    pub fn change(value: Option<f64>) -> SheetCell<'a> {
        SheetCell::number(value, value.map_or(NumberKind::ScoreChange(2), NumberKind::score_change))
    }

    /// A time, or a day alone; nothing where it is blank.
    pub fn time(text: impl Into<Cow<'a, str>>) -> SheetCell<'a> {
        let text = text.into();
        if text.is_empty() { SheetCell::Blank } else { SheetCell::Time(text) }
    }

    /// A day, where it is known.
    pub fn day(day: Option<Day>) -> SheetCell<'a> {
        day.map_or(SheetCell::Blank, SheetCell::Day)
    }

    /// Is there nothing in it?
    pub fn is_blank(&self) -> bool {
        matches!(self, SheetCell::Blank)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_not_shown_as_reaching_a_border_that_it_does_not_reach() {
        assert_eq!(NumberKind::score(4.43, &[4.0]), NumberKind::Score(2));
        assert_eq!(NumberKind::score(3.996, &[4.0]), NumberKind::Score(3));
        assert_eq!(NumberKind::score(3.99996, &[4.0, 2.0]), NumberKind::Score(5));
        assert_eq!(NumberKind::score(3.996, &[]), NumberKind::Score(2));
        assert_eq!(NumberKind::Score(3).format(Lang::Zh), "0.000");
        let share = |value: f64| NumberKind::value(Unit::Ratio, value, &[0.95]);
        assert_eq!(share(0.9497), NumberKind::ExactShare);
        assert_eq!(share(0.9503), NumberKind::ExactShare);
        assert_eq!(
            (share(0.95), share(0.96), share(0.02)),
            (NumberKind::Share, NumberKind::Share, NumberKind::Share)
        );
        assert_eq!(NumberKind::value(Unit::Hours, 11.96, &[12.0]), NumberKind::Exact);
    }

    #[test]
    fn a_small_change_does_not_look_like_nothing() {
        let decimals = |change: f64| NumberKind::score_change(change);
        assert_eq!(decimals(0.004), NumberKind::ScoreChange(3));
        assert_eq!(decimals(-0.00078), NumberKind::ScoreChange(3));
        assert_eq!(decimals(0.5), NumberKind::ScoreChange(2));
        assert_eq!(decimals(0.0), NumberKind::ScoreChange(2));
    }

    #[test]
    fn units_stand_in_the_format() {
        assert_eq!(NumberKind::Hours.format(Lang::Zh), "0.0\"小时\"");
        assert_eq!(NumberKind::Hours.format(Lang::En), "0.0\" h\"");
        assert_eq!(NumberKind::ScoreChange(2).format(Lang::En), "+0.00;-0.00;0.00");
    }
}
