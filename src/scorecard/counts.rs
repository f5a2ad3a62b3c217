//! What a score is made from: what was counted at a day, and what is supposed to be counted besides.

use crate::indicator::Indicator;
use crate::time::Day;
use crate::timeline::{Measure, Tally, Timeline};
use std::ops::{Add, AddAssign};

/// A denominator below this is no data: sums of parts of cases are not exact.
const LEAST_DENOMINATOR: f64 = 0.5;

/// A numerator in the unit in which its indicator is shown, and a denominator: of whole cases, or of parts of them.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sum {
    /// Cases, hours, stars, … .
    pub numerator: f64,
    /// What they are counted of.
    pub denominator: f64,
}

impl Sum {
    /// So much of an indicator.
    pub fn of(tally: &Tally, indicator: Indicator) -> Sum {
        Sum { numerator: tally.shown_numerator(indicator), denominator: tally.denominator as f64 }
    }

    /// Numerator / denominator, where something was counted.
    pub fn value(self) -> Option<f64> {
        (self.denominator >= LEAST_DENOMINATOR).then(|| self.numerator / self.denominator)
    }

    /// So many times as much.
    #[must_use]
    pub fn times(self, factor: f64) -> Sum {
        Sum { numerator: self.numerator * factor, denominator: self.denominator * factor }
    }
}

impl Add for Sum {
    type Output = Sum;

    fn add(self, other: Sum) -> Sum {
        Sum { numerator: self.numerator + other.numerator, denominator: self.denominator + other.denominator }
    }
}

impl AddAssign for Sum {
    fn add_assign(&mut self, other: Sum) {
        *self = *self + other;
    }
}

/// Gives what is counted at the end of a day, in the window of so many days that ends there.
pub(crate) trait Counts {
    /// Whole cases, as the exports hold them.
    fn tally(&self, measure: Measure, window_days: i32, day: Day) -> Tally;

    /// What is supposed besides.
    fn supposed(&self, _measure: Measure, _window_days: i32, _day: Day) -> Sum {
        Sum::default()
    }
}

impl Counts for Timeline {
    fn tally(&self, measure: Measure, window_days: i32, day: Day) -> Tally {
        self.at(measure, window_days, day)
    }
}

/// What is supposed of each measure, in every window.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Supposed([Sum; Measure::COUNT]);

impl Default for Supposed {
    fn default() -> Supposed {
        Supposed([Sum::default(); Measure::COUNT])
    }
}

impl Supposed {
    /// What is supposed of an indicator.
    pub(crate) fn of(&self, indicator: Indicator) -> Sum {
        self.0.get(indicator.index()).copied().unwrap_or_default()
    }

    /// Is anything supposed of an indicator?
    pub(crate) fn concerns(&self, indicator: Indicator) -> bool {
        self.of(indicator) != Sum::default()
    }

    /// Supposes more of an indicator.
    pub(crate) fn add(&mut self, indicator: Indicator, more: Sum) {
        if let Some(sum) = self.0.get_mut(indicator.index()) {
            *sum += more;
        }
    }
}

/// What the exports hold, and something supposed.
pub(crate) struct WithSupposed<'a> {
    pub(crate) timeline: &'a Timeline,
    pub(crate) supposed: &'a Supposed,
}

impl Counts for WithSupposed<'_> {
    fn tally(&self, measure: Measure, window_days: i32, day: Day) -> Tally {
        self.timeline.at(measure, window_days, day)
    }

    fn supposed(&self, measure: Measure, _: i32, _: Day) -> Sum {
        self.supposed.0.get(measure.index()).copied().unwrap_or_default()
    }
}
