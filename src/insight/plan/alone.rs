//! What one indicator alone would have to be.

use super::undoable::Pool;
use crate::analysis::Analysis;
use crate::indicator::{Direction, Indicator, Unit};
use crate::insight::what_if::{MOST_CASES, SupposedCase, counted};
use crate::rulebook::Comparison;
use crate::scorecard::{Scorecard, Sum, Supposed};

/// An indicator alone on the way to a target.
#[derive(Debug, Clone, PartialEq)]
pub struct Alone {
    /// Which one.
    pub indicator: Indicator,
    /// Its value now.
    pub now: f64,
    /// The value nearest to that of now that brings the total there; `None` where none does.
    pub value: Option<f64>,
    /// The total that a perfect value gives.
    pub best_total: f64,
    /// The least number of its bad cases to undo; `None` where not even all are enough.
    pub undo: Option<u32>,
    /// How many bad cases there are.
    pub bad: u32,
    /// The least number of good cases to add, with no bad one among them; `None` where 100,000 are not enough.
    pub add: Option<u32>,
    /// The good case, and how many hours it takes.
    pub good: Option<(SupposedCase, Option<f64>)>,
}

/// Every scored indicator with a value.
pub(super) fn all(analysis: &Analysis<'_>, pool: &Pool, target: f64) -> Vec<Alone> {
    let now = analysis.scorecard(analysis.as_of());
    let scored = analysis.rulebook().scoring.indicators();
    scored.filter_map(|indicator| Seeker { analysis, pool, now: &now, target, indicator }.alone()).collect()
}

struct Seeker<'a> {
    analysis: &'a Analysis<'a>,
    pool: &'a Pool,
    now: &'a Scorecard,
    target: f64,
    indicator: Indicator,
}

impl Seeker<'_> {
    fn alone(&self) -> Option<Alone> {
        let own = self.now.of(self.indicator)?;
        let now = own.value?;
        let range = self.indicator.info().unit.range();
        let perfect = match self.indicator.info().direction {
            Direction::High => *range.end(),
            Direction::Low => *range.start(),
        };
        let best_total = self.total_at(perfect)?;
        let good = SupposedCase::good_one(self.indicator);
        let good = good.map(|case| (case, case.timed_by().and_then(|_| self.hours_of_100())));
        let kinds = self.pool.kinds_of(self.indicator);
        let none = vec![0; self.pool.kinds.len()];
        let bad = if own.manual { 0 } else { self.pool.left(&kinds, &none) };
        let undone = |count: u32| {
            let counts = self.pool.with(&kinds, &none, count);
            self.reaches(self.analysis.total_supposing(&self.pool.supposed(&counts)))
        };
        let added = |count: u32| {
            let (case, hours) = good?;
            self.reaches_with(case, count, hours.unwrap_or_default())
        };
        Some(Alone {
            indicator: self.indicator,
            now,
            value: self.reaches(Some(best_total)).then(|| self.nearest(now, perfect)),
            best_total,
            undo: least(bad, undone),
            bad,
            add: if own.manual { None } else { least(MOST_CASES, |count| added(count).unwrap_or(false)) },
            good,
        })
    }

    fn reaches(&self, total: Option<f64>) -> bool {
        total.is_some_and(|total| Comparison::AtLeast.holds(total, self.target))
    }

    /// The total if the indicator had a value.
    fn total_at(&self, value: f64) -> Option<f64> {
        match counted(self.now, self.indicator) {
            Some(Sum { numerator, denominator }) => {
                let mut supposed = Supposed::default();
                let more = value * denominator - numerator;
                supposed.add(self.indicator, Sum { numerator: more, denominator: 0.0 });
                self.analysis.total_supposing(&supposed)
            }
            // A value that was set by hand has no sums.
            None => self.analysis.total_with(self.indicator, value),
        }
    }

    /// The value nearest to that of now that reaches the target, where a perfect one does. Better values never have
    /// fewer points, so halving finds it, to the last bit.
    fn nearest(&self, now: f64, perfect: f64) -> f64 {
        // What binary fractions make of the target would move the value further than that of the total.
        let is_exact = self.total_at(perfect) >= Some(self.target);
        let reaches =
            |total: Option<f64>| if is_exact { total >= Some(self.target) } else { self.reaches(total) };
        let (mut short, mut there) = (now, perfect);
        loop {
            let middle = f64::midpoint(short, there);
            if middle == short || middle == there {
                return there;
            }
            if reaches(self.total_at(middle)) { there = middle } else { short = middle }
        }
    }

    /// Does the total reach the target with so many good cases more?
    fn reaches_with(&self, case: SupposedCase, count: u32, hours: f64) -> Option<bool> {
        let supposed = self.analysis.supposed_more(case, count, hours, self.now).ok()?;
        Some(self.reaches(self.analysis.total_supposing(&supposed)))
    }

    /// The hours at which 100 points begin, or as many as the curve gives: more would cost.
    fn hours_of_100(&self) -> Option<f64> {
        if self.indicator == Indicator::PickupScore {
            let anchors = &self.analysis.rulebook().definitions.pickup_score.anchors;
            return longest_at_best(anchors);
        }
        let (part, _) = self.analysis.rulebook().scoring.scored(self.indicator)?;
        (self.indicator.info().unit == Unit::Hours).then(|| longest_at_best(part.curve.pairs())).flatten()
    }
}

/// The largest value with the most points.
fn longest_at_best(pairs: &[(f64, f64)]) -> Option<f64> {
    let most = pairs.iter().map(|(_, points)| *points).reduce(f64::max)?;
    pairs.iter().filter(|(_, points)| *points >= most).map(|(value, _)| *value).reduce(f64::max)
}

/// The least number up to the most for which something holds; what holds for one holds for all larger ones.
fn least(most: u32, holds: impl Fn(u32) -> bool) -> Option<u32> {
    // Nearly always few are enough.
    let mut short = 0;
    let mut there = 1.min(most);
    while there > short && !holds(there) {
        (short, there) = (there, there.saturating_mul(2).min(most));
    }
    if there <= short {
        return None;
    }
    while there - short > 1 {
        let middle = short + (there - short) / 2;
        if holds(middle) { there = middle } else { short = middle }
    }
    Some(there)
}

impl Analysis<'_> {
    /// The total of the as-of day if something more were counted.
    pub(super) fn total_supposing(&self, supposed: &Supposed) -> Option<f64> {
        self.scorecard_supposing(self.as_of(), supposed).value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_number_is_found_or_there_is_none() {
        for border in [1, 2, 3, 7, 8, 9, 1000, 99_999, 100_000] {
            assert_eq!(least(100_000, |count| count >= border), Some(border), "{border}");
        }
        assert_eq!(least(100_000, |count| count > 100_000), None);
        assert_eq!(least(12, |count| count >= 12), Some(12));
        assert_eq!(least(12, |count| count >= 13), None);
        assert_eq!(least(0, |_| true), None);
    }

    #[test]
    fn one_hundred_points_begin_at_the_longest_time_that_has_them() {
        assert_eq!(longest_at_best(&[(4.0, 100.0), (16.0, 90.0)]), Some(4.0));
        assert_eq!(longest_at_best(&[(2.0, 90.0), (6.0, 90.0), (12.0, 80.0)]), Some(6.0));
        assert_eq!(longest_at_best(&[]), None);
    }
}
