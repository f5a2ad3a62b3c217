//! How far some more cases could move a figure.

use super::{Subject, is_rate_of_cases};
use crate::indicator::Unit;
use crate::timeline::numerator_unit;

impl Subject<'_> {
    /// The least and the greatest a single case can be, in shown units: what the unit allows, for times
    /// what the shop's own cases are.
    pub(super) fn case_range(&self) -> (f64, f64) {
        match self.indicator.info().unit {
            Unit::Ratio => (0.0, 1.0),
            Unit::Stars => (1.0, 5.0),
            Unit::Points | Unit::Hours | Unit::Seconds => {
                let value = |case: &super::Case| {
                    case.tally.shown_numerator(self.indicator) / case.tally.denominator as f64
                };
                self.cases
                    .iter()
                    .map(value)
                    .fold((f64::INFINITY, 0.0), |(low, high), v| (low.min(v), high.max(v)))
            }
        }
    }

    /// Could so many cases more bring the figure to the official one? Of a rate, cases may also change
    /// sides or fall out: what is missing may be the return of an order that is there.
    pub(super) fn is_within_reach(&self, more: i64) -> bool {
        let (n, d) = self.fraction();
        let (low, high) = self.case_range();
        let more = more as f64;
        let (mut least, mut most) = ((n + more * low) / (d + more), (n + more * high) / (d + more));
        if is_rate_of_cases(self.indicator) {
            least = ((n - more).max(0.0) / d).min(least);
            most = ((n + more) / d).max(n / (d - more).max(n).max(1.0)).max(most).min(1.0);
        }
        self.meets(least, most)
    }

    /// Does some value within these bounds meet the official figure?
    pub(super) fn meets(&self, least: f64, most: f64) -> bool {
        let (at_least, at_most) = (self.target.is_met_by(least), self.target.is_met_by(most));
        at_least
            || at_most
            || match (self.target.value, self.target.points, self.target.curve) {
                (Some(typed), ..) => (least..=most).contains(&typed.value),
                (None, Some(typed), Some((curve, direction))) => {
                    let (a, b) = (curve.points(least, direction), curve.points(most, direction));
                    (a.min(b)..=a.max(b)).contains(&typed.value)
                }
                _ => false,
            }
    }

    /// The own figure's numerator and denominator, in shown units.
    pub(super) fn fraction(&self) -> (f64, f64) {
        let tally = &self.own.tally;
        (tally.numerator as f64 / numerator_unit(self.indicator), tally.denominator as f64)
    }
}
