//! The cases behind an indicator at a day: a sink of the same facts that the timeline sums up.

mod row;

pub use row::CaseRow;

use crate::analysis::Analysis;
use crate::closed_set::closed_set;
use crate::indicator::Indicator;
use crate::insight::standing::Standing;
use crate::time::Day;
use crate::timeline::{Fact, Subject, Tally};

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

closed_set! {
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

impl Analysis<'_> {
    /// The cases of an indicator over the last so many days; left-out ones do not count.
    pub fn cases(&self, indicator: Indicator, window_days: i32) -> Vec<Case> {
        let mut cases = Vec::new();
        let take = |fact: &Fact| {
            if fact.tally.denominator > 0 {
                let Fact { subject, cohort, tally, product, .. } = *fact;
                cases.push(Case { subject, cohort, tally, product });
            }
        };
        self.facts().emit(&mut Standing { indicator, window_days, day: self.as_of(), take });
        cases
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
