//! The score day by day, off one timeline: a card per day.

use crate::scorecard::{Scorecard, Scorer};
use crate::time::Day;

/// The scorecards of so many days, the last of which is `last`; each is the one of that day's own score under
/// the same rules, also where others were in force then.
pub fn trend(scorer: &Scorer<'_>, last: Day, days: i32) -> Vec<(Day, Scorecard)> {
    (0..days).rev().map(|back| last.plus(-back)).map(|day| (day, scorer.card(day, None))).collect()
}
