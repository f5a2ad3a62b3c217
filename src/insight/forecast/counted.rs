//! What a score, and the thresholds on it, are counted from: measures in windows of so many days.

use super::table::Amount;
use crate::indicator::{Figure, Indicator};
use crate::rulebook::{ORDER_WINDOW_DAYS, Rulebook};
use crate::scorecard::{Counts, Sum};
use crate::time::Day;
use crate::timeline::{Measure, Tally, numerator_unit};
use std::rc::Rc;

/// A measure in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) measure: Measure,
    pub(super) window_days: i32,
}

impl Counted {
    /// Everything that a rulebook counts: first each measure in its own window, in the order of their numbers.
    pub(super) fn all_of(rulebook: &Rulebook) -> Vec<Counted> {
        let window = |indicator| rulebook.definitions.window_days(indicator);
        let in_window = |of: Indicator, window_days| Counted { measure: Measure::Of(of), window_days };
        let mut all: Vec<Counted> = Indicator::ALL.iter().map(|of| in_window(*of, window(*of))).collect();
        all.push(Counted { measure: Measure::ValidOrders, window_days: ORDER_WINDOW_DAYS });
        let scoring = &rulebook.scoring;
        let few = scoring.small_shop.iter().flat_map(|rule| &rule.indicators);
        let few = few.map(|few| in_window(few.counted(), window(few.indicator)));
        let conditions = scoring.thresholds.iter().flat_map(|threshold| &threshold.conditions);
        let asked = conditions.filter_map(|condition| match condition.figure {
            Figure::Indicator(of) => Some(in_window(of, condition.window_days?)),
            _ => None,
        });
        for counted in few.chain(asked) {
            if !all.contains(&counted) {
                all.push(counted);
            }
        }
        all
    }

    /// So many parts of an amount, and of another that has a weight.
    pub(super) fn sum_of(self, amount: Amount, weighted: (f64, Amount), parts: i32) -> Sum {
        let unit = match self.measure {
            Measure::Of(indicator) => numerator_unit(indicator),
            Measure::ValidOrders => 1.0,
        };
        let (weight, more) = weighted;
        let parts = f64::from(parts);
        Sum {
            numerator: (amount.numerator as f64 + weight * more.numerator as f64) / (unit * parts),
            denominator: (amount.denominator as f64 + weight * more.denominator as f64) / parts,
        }
    }
}

/// Sums of a day, each of what stands at the same place of the list.
#[derive(Debug)]
pub(super) struct DaySums {
    pub(super) counted: Rc<[Counted]>,
    pub(super) sums: Vec<Sum>,
}

impl Counts for DaySums {
    /// The exports hold no day to come.
    fn tally(&self, _: Measure, _: i32, _: Day) -> Tally {
        Tally::default()
    }

    fn supposed(&self, measure: Measure, window_days: i32, _: Day) -> Sum {
        let asked = Counted { measure, window_days };
        let own = Some(measure.index()).filter(|place| self.counted.get(*place) == Some(&asked));
        let place = own.or_else(|| self.counted.iter().position(|counted| *counted == asked));
        place.and_then(|place| self.sums.get(place)).copied().unwrap_or_default()
    }
}
