//! Reference pages made from the tables: an indicator or a diagnostic explained, the list of both, and
//! the tables of the READMEs.
//!
//! Nothing is said here that a table does not say: names and advice come from [`crate::indicator`],
//! diagnostics from [`crate::catalogue`], windows, weights, curves and hours from a [`crate::rulebook`],
//! header names from [`crate::input::columns`]. So none of these pages can be out of date.

mod code;
mod index;
mod indicator;
mod markdown;
mod model;
mod text;
mod topic;

pub use code::{CodePage, InputExample};
pub use index::{CodeLine, Index, IndicatorLine};
pub use markdown::{TABLES, with_tables};
pub use model::{Anchor, ColumnNames, IndicatorPage, ReasonClass, RulebookLine, SetLine, SourceLine};
pub use topic::{Topic, nearest};

use crate::catalogue::{Lang, Text};
use crate::indicator::{Direction, Unit};

/// A number as it was written: no digit more, none less (to the ninth decimal).
fn exact(number: f64) -> String {
    let text = format!("{number:.9}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A value of a unit, with all its digits.
fn value(unit: Unit, value: f64, lang: Lang) -> String {
    match unit {
        Unit::Ratio => exact(value * 100.0) + "%",
        Unit::Stars => exact(value),
        Unit::Hours => Text::Hours.with(lang, &[("n", exact(value))]),
        Unit::Seconds => Text::Seconds.with(lang, &[("n", exact(value))]),
    }
}

/// A unit's name, and which way is better.
fn unit(unit: Unit, direction: Direction, lang: Lang) -> String {
    let name = match unit {
        Unit::Ratio => Text::UnitRatio,
        Unit::Stars => Text::UnitStars,
        Unit::Hours => Text::UnitHours,
        Unit::Seconds => Text::UnitSeconds,
    };
    let better = match direction {
        Direction::High => Text::BetterHigh,
        Direction::Low => Text::BetterLow,
    };
    format!("{}{}{}", name.template(lang), lang.pick("，", ", "), better.template(lang))
}

/// A message's template for reading: every place an ellipsis.
fn readable(template: &str) -> String {
    let mut text = String::new();
    for (i, part) in template.split('{').enumerate() {
        match part.split_once('}') {
            Some((_, rest)) if i > 0 => {
                text.push('…');
                text.push_str(rest);
            }
            _ => text.push_str(part),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        for (number, text) in [(0.003 * 100.0, "0.3"), (0.07 * 100.0, "7"), (48.0, "48"), (4.85, "4.85")] {
            assert_eq!(exact(number), text);
        }
        assert_eq!(value(Unit::Ratio, 0.0005, Lang::En), "0.05%");
        assert_eq!(value(Unit::Hours, 84.0, Lang::Zh), "84小时");
    }

    #[test]
    fn places_become_ellipses() {
        assert_eq!(readable("{kind}: of {read} rows"), "…: of … rows");
        assert_eq!(readable("nothing to fill"), "nothing to fill");
    }
}
