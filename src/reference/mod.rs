//! The reference, made from the tables: an indicator or a diagnostic explained, the list of both, and the tables of
//! `docs/`.
//!
//! Nothing is said here that a table does not say: names and advice come from [`crate::indicator`],
//! diagnostics from [`crate::catalogue`], windows, weights, curves and hours from a [`crate::rulebook`],
//! header names from [`crate::input::columns`]. So none of it can be out of date.

mod case;
mod code;
mod guide;
mod index;
mod indicator;
mod keys;
mod layout;
mod page;
mod rulebook_file;
mod tables;
mod topic;

pub use guide::Guide;
pub use page::ReferencePage;
pub use rulebook_file::rulebook_file;
pub use tables::tables;
pub use topic::Topic;

use crate::catalogue::{Lang, text};
use crate::indicator::{Direction, Unit};

/// A unit's name, and which way is better.
fn unit(unit: Unit, direction: Direction, lang: Lang) -> String {
    let name = match unit {
        Unit::Ratio => text::unit_ratio(lang),
        Unit::Stars => text::unit_stars(lang),
        Unit::Hours => text::unit_hours(lang),
        Unit::Seconds => text::unit_seconds(lang),
        Unit::Points => text::unit_points(lang),
    };
    let better = match direction {
        Direction::High => text::better_high(lang),
        Direction::Low => text::better_low(lang),
    };
    format!("{name}{}{better}", lang.pick("，", ", "))
}
