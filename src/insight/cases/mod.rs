//! The cases behind an indicator at a day: a sink of the same facts that the timeline sums up.

mod row;

pub use row::CaseRow;

use crate::analysis::Analysis;
use crate::indicator::Indicator;
use crate::string_enum::string_enum;
use crate::time::Day;
use crate::timeline::{Fact, Measure, Measures, Sink, Subject, Tally};

/// One case of an indicator's window.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// Whose it is.
    pub subject: Subject,
    /// The day that places it in the window.
    pub cohort: Day,
    /// What it adds.
    pub tally: Tally,
    /// The product it concerns.
    pub product: u32,
}

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
    cases: Vec<Case>,
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
            self.cases.push(Case {
                subject: fact.subject,
                cohort: fact.cohort,
                tally: fact.tally,
                product: fact.product,
            });
        }
    }
}

impl Analysis<'_> {
    /// The cases of an indicator over the last so many days; left-out ones do not count.
    pub fn cases(&self, indicator: Indicator, window_days: i32) -> Vec<Case> {
        let mut collector = Collector { indicator, day: self.as_of(), window_days, cases: Vec::new() };
        self.facts().emit(&mut collector);
        collector.cases.retain(|case| case.tally.denominator > 0);
        collector.cases
    }
}

impl Case {
    /// Does it belong to a choice?
    pub fn is(&self, choice: Choice) -> bool {
        match choice {
            Choice::Numerator => self.tally.numerator > 0,
            Choice::Denominator => true,
            Choice::Misses => self.tally.numerator == 0,
        }
    }

    /// Is it one that costs points? Only for rates of orders and parcels; means have no bad cases.
    pub fn is_bad(&self, indicator: Indicator) -> bool {
        super::groups::is_bad(indicator, &self.tally)
    }
}
