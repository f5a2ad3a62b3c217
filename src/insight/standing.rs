//! The facts of an indicator that stand at a day: a sink of the same facts that the timeline sums up.

use crate::indicator::Indicator;
use crate::time::Day;
use crate::timeline::{Fact, Measure, Measures, OrderSpan, Sink};

/// What stands in the window of so many days that ends on a day; cases that are left out, too.
pub(super) struct Standing {
    indicator: Indicator,
    window_days: i32,
    day: Day,
    pub(super) facts: Vec<Fact>,
}

impl Standing {
    pub(super) fn at(day: Day, indicator: Indicator, window_days: i32) -> Standing {
        Standing { indicator, window_days, day, facts: Vec::new() }
    }
}

impl Sink for Standing {
    fn wants(&self) -> Measures {
        Measures::of(self.indicator)
    }

    fn wants_cohort(&self, _: Measure, cohort: Day) -> bool {
        cohort <= self.day && self.day < cohort.plus(self.window_days)
    }

    fn wants_order(&self, span: OrderSpan) -> bool {
        span.has_cohort_in(self.day.plus(1 - self.window_days), self.day)
    }

    fn take(&mut self, fact: &Fact) {
        if fact.measure == Measure::Of(self.indicator) && fact.stands_at(self.day, self.window_days) {
            self.facts.push(*fact);
        }
    }
}
