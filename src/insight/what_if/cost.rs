//! What one more case costs (SPEC 7.1).

use super::case::{Effect, SupposedCase};
use super::changes::{Change, Impossible, counted, distinct};
use super::own_cases::Durations;
use crate::analysis::Analysis;
use crate::indicator::Indicator;
use crate::scorecard::{Scorecard, Supposed};

/// Beyond so many nobody looks for a number that changes something.
pub(crate) const MOST_CASES: u32 = 100_000;
/// What binary fractions may make of no change at all.
const NO_CHANGE: f64 = 1e-12;

/// What one more case of a kind changes.
#[derive(Debug, Clone, PartialEq)]
pub struct CostOfOne {
    /// Of which kind.
    pub case: SupposedCase,
    /// How long it takes, where it takes time: as long as is usual.
    pub hours: Option<f64>,
    /// The total with one more, less the total now.
    pub change: f64,
    /// Where one changes nothing: the least number that does, and what it changes.
    pub least: Option<(u32, f64)>,
}

impl Analysis<'_> {
    /// What one more case costs, of every kind that changes an indicator that is scored and has data. Nothing without a
    /// total; from sums nothing of cases whose usual time only single orders tell.
    pub fn cost_of_one(&self) -> Vec<CostOfOne> {
        let now = self.scorecard(self.as_of());
        let Some(total) = now.value else { return Vec::new() };
        let definitions = &self.rulebook().definitions;
        let is_scored = |effect: &Effect| {
            self.rulebook().scoring.scored(effect.indicator).is_some()
                && counted(&now, effect.indicator).is_some()
        };
        let is_told = |case: &SupposedCase| self.sums().is_none() || case.timed_by().is_none();
        let costs = |case: &&SupposedCase| is_told(case) && case.effects(definitions).iter().any(is_scored);
        let cases: Vec<SupposedCase> = SupposedCase::ALL.iter().filter(costs).copied().collect();
        let durations = Durations::of(self, &distinct(cases.iter().filter_map(|case| case.timed_by())));
        let cost = |case: &SupposedCase| {
            let hours = case.timed_by().and_then(|timed_by| durations.usual_hours(timed_by));
            let change = |count| self.change_by(*case, count, hours, &now).map(|value| value - total);
            // Where not even one fits in there is none to cost anything.
            let one = change(1)?;
            let least = if one.abs() <= NO_CHANGE { least(change) } else { None };
            Some(CostOfOne { case: *case, hours, change: one, least })
        };
        cases.iter().filter_map(cost).collect()
    }

    /// The total with so many more cases that take so long; `None` where there is no room for them.
    fn change_by(&self, case: SupposedCase, count: u32, hours: Option<f64>, now: &Scorecard) -> Option<f64> {
        let supposed = self.supposed_more(case, count, hours.unwrap_or_default(), now).ok()?;
        self.scorecard_supposing(self.as_of(), &supposed).value
    }

    /// The sums of so many more cases that take so many hours.
    pub(crate) fn supposed_more(
        &self,
        case: SupposedCase,
        count: u32,
        hours: f64,
        now: &Scorecard,
    ) -> Result<Supposed, Impossible> {
        let mut supposed = Supposed::default();
        let change = Change { hours: Some(hours), ..Change::add(case, count) };
        self.suppose(&mut supposed, &change, &[], &Durations::none(), now)?;
        Ok(supposed)
    }

    /// The cases that a scored indicator hangs on, as its own: what they cost is read off it.
    pub fn cases_of(&self, indicator: Indicator) -> impl Iterator<Item = SupposedCase> + '_ {
        let definitions = &self.rulebook().definitions;
        let hangs_on = move |case: &&SupposedCase| {
            case.effects(definitions).iter().any(|effect| effect.indicator == indicator)
        };
        SupposedCase::ALL.iter().filter(hangs_on).copied()
    }
}

/// The least number that changes something, and what. What changes the total goes on changing it, so the number is
/// found by halving.
fn least(change: impl Fn(u32) -> Option<f64>) -> Option<(u32, f64)> {
    let changes = |count: u32| change(count).filter(|change| change.abs() > NO_CHANGE);
    let (mut none, mut some) = (1, 2);
    let mut found = loop {
        match change(some) {
            // No room for more: the last that fits lies between.
            None => {
                let (mut fits, mut not) = (none, some);
                while not - fits > 1 {
                    let middle = fits + (not - fits) / 2;
                    if change(middle).is_some() { fits = middle } else { not = middle }
                }
                some = fits;
                break changes(fits)?;
            }
            Some(value) if value.abs() > NO_CHANGE => break value,
            Some(_) if some >= MOST_CASES => return None,
            Some(_) => (none, some) = (some, (some * 2).min(MOST_CASES)),
        }
    };
    while some - none > 1 {
        let middle = none + (some - none) / 2;
        match changes(middle) {
            Some(value) => (some, found) = (middle, value),
            None => none = middle,
        }
    }
    Some((some, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_number_that_changes_something_is_found() {
        let from = |border: u32, room: u32| {
            least(move |count| (count <= room).then_some(if count >= border { -0.5 } else { 0.0 }))
        };
        for border in [2, 3, 7, 8, 9, 1000, 99_999, 100_000] {
            assert_eq!(from(border, u32::MAX), Some((border, -0.5)), "{border}");
        }
        assert_eq!(from(100_001, u32::MAX), None);
        // There is room for 12.
        assert_eq!(from(11, 12), Some((11, -0.5)));
        assert_eq!(from(12, 12), Some((12, -0.5)));
        assert_eq!(from(13, 12), None);
        assert_eq!(from(2, 1), None);
    }
}
