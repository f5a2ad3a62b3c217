//! The facts of one indicator that stand at a day, handed to a closure.

use crate::indicator::Indicator;
use crate::time::Day;
use crate::timeline::{Fact, Measure, Measures, Sink};

/// Takes what stands in the window of so many days that ends on `day`.
pub(super) struct Standing<F> {
    pub(super) indicator: Indicator,
    pub(super) window_days: i32,
    pub(super) day: Day,
    pub(super) take: F,
}

impl<F: FnMut(&Fact)> Sink for Standing<F> {
    fn wants(&self) -> Measures {
        Measures::of(self.indicator)
    }

    fn wants_cohort(&self, _: Measure, cohort: Day) -> bool {
        cohort <= self.day && self.day < cohort.plus(self.window_days)
    }

    fn take(&mut self, fact: &Fact) {
        if fact.measure == Measure::Of(self.indicator) && fact.stands_at(self.day, self.window_days) {
            (self.take)(fact);
        }
    }
}
