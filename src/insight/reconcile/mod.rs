//! Why the figure on the back-office page is not one's own.
//!
//! Each hypothesis is tried on the very facts that scores are made of, under definitions that differ in one
//! point, at the same day: nothing later is looked at, save that what a day without rows means is judged by how
//! busy all days of the exports are. One that brings the official figure out, within the
//! digits that were typed, fits *exactly*; one that only could have is *circumstantial* and comes after those.
//! Where none fits there is nothing to say, and nothing is said.

mod days;
mod figures;
mod reach;
mod unmatched;
mod variants;

pub use days::MissingDays;
pub use figures::{Part, Whole, of_points};

use super::{Case, collect};
use crate::field::Kind;
use crate::indicator::{Direction, Figure, Indicator, Unit};
use crate::input::InputFile;
use crate::input::official::Typed;
use crate::rulebook::{Curve, Rulebook};
use crate::scorecard::{Availability, IndicatorScore};
use crate::shop::Shop;
use crate::time::Day;
use crate::timeline::{Facts, Timeline};
use std::collections::HashSet;

/// Windows the platform has used, in days.
pub const WINDOWS: [i32; 7] = [7, 14, 15, 30, 60, 90, 180];

/// How a case that was struck off on appeal may count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// It is in neither numerator nor denominator.
    LeftOut,
    /// It stays in the denominator, but no longer as a bad case.
    NotBad,
}

/// Why a figure differs.
#[derive(Debug, Clone, PartialEq)]
pub enum Cause {
    /// Exports that the figure needs lack days of its window.
    MissingDays(Vec<MissingDays>),
    /// Rows whose orders are not in the orders export.
    UnmatchedOrders {
        /// How many orders.
        orders: i64,
        /// Rows by kind of export.
        rows: Vec<(Kind, i64)>,
    },
    /// Another window.
    Window(i32),
    /// Other reasons count.
    ReasonClasses {
        /// Classes that count besides.
        added: Vec<String>,
        /// Classes that do not count.
        removed: Vec<String>,
    },
    /// Cases were struck off.
    StruckOff {
        /// How they count now.
        reading: Reading,
        /// How many cases of the excluded orders there are.
        cases: i64,
    },
    /// The official value does not give the official points.
    Curve,
    /// The digits typed leave room for the difference.
    Precision,
    /// Parts of it differ.
    Parts(Vec<Figure>),
    /// All its parts agree.
    Weights,
    /// The rulebook gives no points for it.
    NotScored,
}

/// A cause, and what comes out under it.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The cause.
    pub cause: Cause,
    /// Does it bring the official figure out?
    pub exact: bool,
    /// The value under it, where there is one: numerator in shown units, denominator.
    pub fraction: Option<(f64, i64)>,
}

/// An official figure that a hypothesis has to bring out.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// Its value, where typed.
    pub value: Option<Typed>,
    /// Its points, where typed.
    pub points: Option<Typed>,
    /// The indicator's own curve.
    pub curve: Option<(&'a Curve, Direction)>,
}

impl Target<'_> {
    /// Would a value be shown like this? Where only points were typed, by the own curve.
    pub fn is_met_by(&self, value: f64) -> bool {
        match (self.value, self.points, self.curve) {
            (Some(typed), ..) => typed.agrees(value),
            (None, Some(typed), Some((curve, direction))) => typed.agrees(curve.points(value, direction)),
            _ => false,
        }
    }
}

/// A shop at a day, to be searched for causes.
pub struct Search<'a> {
    /// The shop.
    pub shop: &'a Shop,
    /// The files and their days.
    pub files: &'a [InputFile],
    /// The rulebook of that day.
    pub rulebook: &'a Rulebook,
    /// What the exports can give.
    pub availability: &'a Availability,
    /// The facts under the rulebook's definitions.
    pub facts: &'a Facts<'a>,
    /// Their sums, also over [`WINDOWS`].
    pub timeline: &'a Timeline,
    /// The day.
    pub day: Day,
    /// Orders whose bad cases may have been struck off.
    pub excluded: Option<&'a HashSet<u32>>,
}

/// An indicator that differs.
struct Subject<'a> {
    indicator: Indicator,
    own: &'a IndicatorScore,
    target: &'a Target<'a>,
    cases: Vec<Case>,
}

impl Search<'_> {
    /// Why an indicator's value is not the official one: exact causes first. Nothing for a value set by hand.
    pub fn of_value(&self, own: &IndicatorScore, target: &Target<'_>) -> Vec<Finding> {
        if own.manual || own.tally.denominator == 0 {
            return Vec::new();
        }
        let cases = collect(self.facts, own.indicator, own.window_days, self.day);
        let subject = Subject { indicator: own.indicator, own, target, cases };
        let mut found = self.other_windows(&subject);
        found.extend(self.other_reasons(&subject));
        found.extend(self.struck_off(&subject));
        let missing = self.missing_days(&subject);
        // Where orders are missing by the day, rows without their orders are no more than the other side of it.
        let explained = missing.iter().flatten().any(|missing| missing.kind == Kind::Orders);
        if !explained {
            found.extend(self.unmatched_orders(&subject));
        }
        found.extend(missing.map(|days| Finding {
            cause: Cause::MissingDays(days),
            exact: false,
            fraction: None,
        }));
        if found.is_empty() {
            found.extend(self.two_other_reasons(&subject));
        }
        found.sort_by_key(|finding| !finding.exact);
        found
    }

    /// The kinds of export a figure rests on: those it needs, and those that give it a column.
    fn kinds(&self, indicator: Indicator) -> Vec<Kind> {
        let needed = self.availability.needs(indicator).iter().map(|(kind, _)| *kind);
        let of_columns = indicator.info().columns.iter().flat_map(|any_of| any_of.iter());
        let of_columns = of_columns.map(|field| field.kind()).filter(|kind| self.shop.has(*kind));
        let mut kinds = Vec::new();
        for kind in needed.chain(of_columns) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds
    }

    fn window(&self, own: &IndicatorScore) -> (Day, Day) {
        (self.day.plus(1 - own.window_days), self.day)
    }
}

/// Is every case of an indicator a yes or no, weighing one?
fn is_rate_of_cases(indicator: Indicator) -> bool {
    indicator.info().unit == Unit::Ratio && indicator.info().kinds != [Kind::Service]
}
