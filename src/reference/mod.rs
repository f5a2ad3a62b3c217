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
mod rulebook_file;
mod text;
mod topic;

pub use code::{CodePage, InputExample};
pub use index::{CodeLine, Index, IndicatorLine};
pub use markdown::{TABLES, with_tables};
pub use model::{Anchor, ApproximationLine, ColumnNames, IndicatorPage, ReasonClass, SetLine, SourceLine};
pub use rulebook_file::rulebook_file;
pub use topic::{Topic, nearest};

use crate::catalogue::{Lang, Text};
use crate::indicator::{Direction, Unit};

/// A unit's name, and which way is better.
fn unit(unit: Unit, direction: Direction, lang: Lang) -> String {
    let name = match unit {
        Unit::Ratio => Text::UnitRatio,
        Unit::Stars => Text::UnitStars,
        Unit::Hours => Text::UnitHours,
        Unit::Seconds => Text::UnitSeconds,
        Unit::Points => Text::UnitPoints,
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
    fn places_become_ellipses() {
        assert_eq!(readable("{kind}: of {read} rows"), "…: of … rows");
        assert_eq!(readable("nothing to fill"), "nothing to fill");
    }
}
