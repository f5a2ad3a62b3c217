//! What sets a group of cases apart from the rest.

use super::interval::wilson;
use super::sum::Sum;
use crate::indicator::{Direction, Indicator, Unit};

/// A group holds at least this share of what is bad.
const LEAST_SHARE: f64 = 0.25;
/// It has at least so many bad cases.
const LEAST_BAD: f64 = 3.0;
/// It is worse than the rest by at least this factor.
const LEAST_FACTOR: f64 = 1.3;
/// It lies at least so many standard errors away from the rest.
const LEAST_DEVIATION: f64 = 2.0;

/// What was counted of some cases, with Wilson's 95 % interval where it is a rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Cases, hours, stars, … .
    pub numerator: f64,
    /// What they are counted of.
    pub denominator: f64,
    /// The lower end of the interval.
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
}

impl Estimate {
    /// Numerator / denominator.
    pub fn value(&self) -> f64 {
        self.numerator / self.denominator
    }

    /// That of some cases; `None` without any.
    pub(super) fn of(sum: &Sum, indicator: Indicator) -> Option<Estimate> {
        Estimate::of_counts(sum.numerator(indicator), sum.weight as f64, indicator)
    }

    /// That of a numerator and a denominator; `None` without cases.
    pub fn of_counts(numerator: f64, denominator: f64, indicator: Indicator) -> Option<Estimate> {
        if denominator < 0.5 {
            return None;
        }
        let interval = if is_rate(indicator) { wilson(numerator, denominator) } else { None };
        let (low, high) = interval.unzip();
        Some(Estimate { numerator, denominator, low, high })
    }

    /// Of a rate that of the cases that it does not count.
    #[must_use]
    pub fn complement(self) -> Estimate {
        let numerator = self.denominator - self.numerator;
        let (low, high) = wilson(numerator, self.denominator).unzip();
        Estimate { numerator, denominator: self.denominator, low, high }
    }
}

/// Cases that cost points: whole ones, or conversations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bad {
    pub(super) own: f64,
    pub(super) all: f64,
    /// The share of the bad cases in the group; for means of what they exceed the rest's mean by.
    pub(super) share: f64,
}

/// Whether an indicator is a rate of cases, each of which is good or bad; others are means.
pub(super) fn is_rate(indicator: Indicator) -> bool {
    indicator.info().unit == Unit::Ratio
}

/// The bad cases of a rate.
pub(super) fn bad_of_rate(indicator: Indicator, own: &Sum, whole: &Sum) -> Bad {
    let (own, all) = (own.bad(indicator), whole.bad(indicator));
    Bad { own, all, share: if all > 0.0 { own / all } else { 0.0 } }
}

/// Whether a group holds a good part of what is bad.
pub(super) fn holds_much(bad: &Bad) -> bool {
    bad.share >= LEAST_SHARE && bad.own >= LEAST_BAD
}

/// Whether a group is worse than the rest by more than an accident of small numbers.
pub(super) fn is_worse(indicator: Indicator, own: &Sum, rest: &Sum) -> bool {
    if own.weight <= 0 || rest.weight <= 0 {
        return false;
    }
    let facts = indicator.info();
    let (own_badness, rest_badness, variance) = if is_rate(indicator) {
        let rate = |sum: &Sum| sum.bad(indicator) / sum.weight as f64;
        let variance = |sum: &Sum| rate(sum) * (1.0 - rate(sum)) / sum.weight as f64;
        (rate(own), rate(rest), variance(own) + variance(rest))
    } else {
        // Where high is better, a mean is as bad as it is far from the best there is.
        let badness = |sum: &Sum| match facts.direction {
            Direction::Low => sum.mean(indicator),
            Direction::High => facts.unit.range().end() - sum.mean(indicator),
        };
        let variance = own.variance_of_mean(indicator) + rest.variance_of_mean(indicator);
        (badness(own), badness(rest), variance)
    };
    let excess = own_badness - rest_badness;
    // Where all are the same, and as good as can be, nothing is worse.
    excess > 0.0
        && own_badness >= LEAST_FACTOR * rest_badness
        && excess >= LEAST_DEVIATION * variance.max(0.0).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bad: i64, cases: i64) -> Sum {
        Sum { facts: cases, weight: cases, total: i128::from(bad), ..Sum::default() }
    }

    /// 6 of 20 against 10 of 80: rates 0.3 and 0.125, variances 0.3 × 0.7 / 20 = 0.0105 and 0.125 × 0.875 / 80 =
    /// 0.0013671875; two standard errors are 0.2179, more than the 0.175 between them. 8 of 20 against 8 of 80: 0.4 and
    /// 0.1, 0.012 and 0.001125, two errors 0.2291 < 0.3. Pooled over all 100 they would be 0.1833 for either.
    #[test]
    fn errors_are_not_pooled() {
        let rate = Indicator::QualityReturnRate;
        assert!(!is_worse(rate, &of(6, 20), &of(10, 80)));
        assert!(is_worse(rate, &of(8, 20), &of(8, 80)));
        // 0.35 and 0.1125: 2 × √(0.011375 + 0.001248) = 0.22470 < 0.2375. 0.34 would not do.
        assert!(is_worse(rate, &of(7, 20), &of(9, 80)));
    }

    #[test]
    fn a_factor_is_needed_besides() {
        let rate = Indicator::QualityReturnRate;
        // 52 % against 40 % of very many: exactly 1.3 times as many, far more than two errors.
        assert!(is_worse(rate, &of(52_000, 100_000), &of(40_000, 100_000)));
        assert!(!is_worse(rate, &of(51_999, 100_000), &of(40_000, 100_000)));
        // Where misses are what is bad, their rates are compared: 90 % against 95 % in time is twice as bad.
        let in_time = Indicator::PickupOnTimeRate;
        assert!(is_worse(in_time, &of(90_000, 100_000), &of(95_000, 100_000)));
        assert!(!is_worse(in_time, &of(95_000, 100_000), &of(90_000, 100_000)));
    }

    #[test]
    fn without_a_rest_nothing_is_worse() {
        assert!(!is_worse(Indicator::QualityReturnRate, &of(10, 10), &of(0, 0)));
        assert!(is_worse(Indicator::QualityReturnRate, &of(10, 10), &of(0, 10)));
    }

    #[test]
    fn much_is_a_quarter_and_three() {
        let bad = |own: f64, all: f64| Bad { own, all, share: own / all };
        assert!(holds_much(&bad(3.0, 12.0)));
        assert!(!holds_much(&bad(3.0, 13.0)) && !holds_much(&bad(2.0, 2.0)));
    }
}
