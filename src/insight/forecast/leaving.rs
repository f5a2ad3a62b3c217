//! Bad cases of today, by the day on which they leave their windows.

use super::table::Amount;
use crate::analysis::Analysis;
use crate::indicator::{Indicator, Unit};
use crate::scorecard::{Sum, Supposed};
use crate::time::Day;
use crate::timeline::{Fact, Measure, Tally};
use std::collections::BTreeMap;

/// A coming day on which bad cases leave their windows.
#[derive(Debug, Clone, PartialEq)]
pub struct LeavingDay {
    /// The first day on which they no longer count.
    pub day: Day,
    /// What that alone does to today's total; `None` where one of the totals is not given.
    pub change: Option<f64>,
    /// The indicators concerned, each with how many of its cases leave.
    pub cases: Vec<(Indicator, i64)>,
}

/// Of stars a bad case is what a bad review makes it: two at most, in the mean of an order with several reviews.
const BAD_STARS: f64 = 2.0;

fn is_bad(fact: &Fact, indicator: Indicator) -> bool {
    match indicator.info().unit {
        Unit::Stars => fact.tally.value(indicator).is_some_and(|stars| stars <= BAD_STARS),
        _ => fact.is_bad(indicator),
    }
}

/// Collects the bad cases that stand at the end of a day.
#[derive(Debug, Clone, Default)]
pub(super) struct Leaving {
    /// By indicator: its window, where its cases are asked for.
    windows: Vec<Option<i32>>,
    /// By the day on which they leave, and by indicator.
    cases: BTreeMap<(Day, usize), Amount>,
}

impl Leaving {
    /// Of the shares and the stars of orders and parcels that the rulebook scores and the exports can give.
    pub(super) fn of(analysis: &Analysis<'_>) -> Leaving {
        let rulebook = analysis.rulebook();
        let is_asked = |of: Indicator| {
            let info = of.info();
            let has_bad_cases = matches!(info.unit, Unit::Ratio | Unit::Stars) && !info.is_by_days();
            let is_counted = !analysis.manual().contains_key(&of) && analysis.missing(of).is_none();
            has_bad_cases && is_counted && rulebook.scoring.scored(of).is_some()
        };
        let window = |of: &Indicator| is_asked(*of).then(|| rulebook.definitions.window_days(*of));
        Leaving { windows: Indicator::ALL.iter().map(window).collect(), cases: BTreeMap::new() }
    }

    #[inline]
    pub(super) fn take(&mut self, fact: &Fact, as_of: Day) {
        let Measure::Of(indicator) = fact.measure else { return };
        let Some(window) = self.windows.get(indicator.index()).copied().flatten() else { return };
        if fact.tally.denominator > 0 && is_bad(fact, indicator) && fact.stands_at(as_of, window) {
            let leaves = (fact.cohort.plus(window), indicator.index());
            *self.cases.entry(leaves).or_default() += Amount::from(&fact.tally);
        }
    }

    pub(super) fn merge(&mut self, other: Leaving) {
        for (leaves, amount) in other.cases {
            *self.cases.entry(leaves).or_default() += amount;
        }
    }

    /// The days on which something leaves, each scored by today's sums without it.
    pub(super) fn days(&self, analysis: &Analysis<'_>) -> Vec<LeavingDay> {
        let now = analysis.scorecard(analysis.as_of()).value;
        let mut by_day: BTreeMap<Day, (Supposed, Vec<(Indicator, i64)>)> = BTreeMap::new();
        for ((day, place), amount) in &self.cases {
            let Some(indicator) = Indicator::ALL.get(*place).copied() else { continue };
            let Amount { numerator, denominator } = *amount;
            let left = Sum::of(&Tally { numerator, denominator, ..Tally::default() }, indicator);
            let (supposed, cases) = by_day.entry(*day).or_default();
            supposed.add(indicator, left.times(-1.0));
            cases.push((indicator, denominator));
        }
        let days = by_day.into_iter().map(|(day, (supposed, cases))| {
            let then = analysis.scorecard_supposing(analysis.as_of(), &supposed).value;
            LeavingDay { day, change: then.zip(now).map(|(then, now)| then - now), cases }
        });
        days.collect()
    }
}
