//! The cases behind an indicator at a day: the same facts that the timeline sums up.

mod row;

pub use row::CaseRow;

use crate::analysis::Analysis;
use crate::indicator::{Direction, Indicator, Unit};
use crate::insight::standing::Standing;
use crate::string_enum::string_enum;
use crate::timeline::Fact;

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

impl Analysis<'_> {
    /// The cases of an indicator over the last so many days; left-out ones do not count.
    pub fn cases(&self, indicator: Indicator, window_days: i32) -> Vec<Fact> {
        let mut standing = Standing::at(self.as_of(), indicator, window_days);
        self.facts().emit(&mut standing);
        standing.facts.retain(|case| case.tally.denominator > 0);
        standing.facts
    }
}

impl Choice {
    /// The cases that cost points: the misses of a rate that should be high, else what adds to the numerator.
    pub fn costly(indicator: Indicator) -> Choice {
        let facts = indicator.info();
        let is_met_rate = facts.unit == Unit::Ratio && facts.direction == Direction::High;
        if is_met_rate { Choice::Misses } else { Choice::Numerator }
    }

    /// Does a case belong to it? Days of customer service do where one of their conversations would.
    fn holds(self, indicator: Indicator, case: &Fact) -> bool {
        match self {
            Choice::Numerator => case.tally.numerator > 0,
            Choice::Denominator => true,
            Choice::Misses if indicator.info().is_by_days() && indicator.info().unit == Unit::Ratio => {
                case.tally.shown_numerator(indicator) < case.tally.denominator as f64
            }
            Choice::Misses => case.tally.numerator == 0,
        }
    }
}
