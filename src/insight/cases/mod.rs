//! The cases behind an indicator at a day: a sink of the same facts that the timeline sums up.

mod row;

pub use row::CaseRow;

use crate::analysis::Analysis;
use crate::indicator::Indicator;
use crate::string_enum::string_enum;
use crate::time::Day;
use crate::timeline::{Fact, Measure, Measures, Sink};

string_enum! {
    /// Which cases.
    Choice {
        /// Those that add to the numerator.
        Numerator = "numerator",
        /// All that count.
        Denominator = "denominator",
        /// Those in the denominator that add nothing to the numerator.
        Misses = "misses",
    }
}

struct Collector {
    indicator: Indicator,
    day: Day,
    window_days: i32,
    cases: Vec<Fact>,
}

impl Sink for Collector {
    fn wants(&self) -> Measures {
        Measures::of(self.indicator)
    }

    fn wants_cohort(&self, _: Measure, cohort: Day) -> bool {
        cohort <= self.day && self.day < cohort.plus(self.window_days)
    }

    fn take(&mut self, fact: &Fact) {
        if fact.measure == Measure::Of(self.indicator) && fact.stands_at(self.day, self.window_days) {
            self.cases.push(*fact);
        }
    }
}

impl Analysis<'_> {
    /// The cases of an indicator over the last so many days; left-out ones do not count.
    pub fn cases(&self, indicator: Indicator, window_days: i32) -> Vec<Fact> {
        let mut collector = Collector { indicator, day: self.as_of(), window_days, cases: Vec::new() };
        self.facts().emit(&mut collector);
        collector.cases.retain(|case| case.tally.denominator > 0);
        collector.cases
    }
}

impl Choice {
    /// Does a case belong to it?
    fn holds(self, case: &Fact) -> bool {
        match self {
            Choice::Numerator => case.tally.numerator > 0,
            Choice::Denominator => true,
            Choice::Misses => case.tally.numerator == 0,
        }
    }
}
