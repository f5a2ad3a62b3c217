//! Sums of some cases, in integers, so that neither the order of rows nor the number of threads changes a digit.

use crate::indicator::{Direction, Indicator};
use crate::timeline::{Tally, numerator_unit};

/// Sums of some cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum {
    /// How many facts they are.
    pub facts: i64,
    /// Their denominator: 1 each, save days of customer service, which weigh as many conversations as they have.
    pub weight: i64,
    /// Their numerator: the sum of value × weight.
    pub total: i128,
    /// Sum of value² × weight in the square of that unit: for the standard error of a mean.
    pub(super) squares: u128,
}

impl Sum {
    #[inline]
    pub(super) fn of(tally: &Tally) -> Sum {
        let value = value_of(tally);
        let weight = tally.denominator.unsigned_abs();
        Sum {
            facts: 1,
            weight: tally.denominator,
            total: tally.numerator,
            // Seconds in 1e-9 of a day on which nobody answered at all: still far from the end of 128 bits.
            squares: value.unsigned_abs().saturating_pow(2).saturating_mul(u128::from(weight)),
        }
    }

    #[inline]
    pub(super) fn add(&mut self, other: &Sum) {
        self.facts += other.facts;
        self.weight = self.weight.saturating_add(other.weight);
        self.total = self.total.saturating_add(other.total);
        self.squares = self.squares.saturating_add(other.squares);
    }

    pub(super) fn minus(&self, other: &Sum) -> Sum {
        Sum {
            facts: self.facts - other.facts,
            weight: self.weight.saturating_sub(other.weight),
            total: self.total.saturating_sub(other.total),
            squares: self.squares.saturating_sub(other.squares),
        }
    }

    /// The numerator in the unit in which an indicator is shown.
    pub(super) fn numerator(&self, indicator: Indicator) -> f64 {
        self.total as f64 / numerator_unit(indicator)
    }

    /// In the unit in which an indicator is shown.
    pub(super) fn mean(&self, indicator: Indicator) -> f64 {
        self.numerator(indicator) / self.weight as f64
    }

    /// How many of the cases of a rate cost points.
    pub(super) fn bad(&self, indicator: Indicator) -> f64 {
        match indicator.info().direction {
            Direction::Low => self.numerator(indicator),
            Direction::High => self.weight as f64 - self.numerator(indicator),
        }
    }

    /// In the square of that unit. A day of customer service is one observation, however many conversations it has.
    pub(super) fn variance_of_mean(&self, indicator: Indicator) -> f64 {
        let (mean, unit) = (self.mean(indicator), numerator_unit(indicator));
        let mean_of_squares = self.squares as f64 / (unit * unit) / self.weight as f64;
        (mean_of_squares - mean * mean).max(0.0) / self.facts as f64
    }
}

/// What a case adds to the sums of each of its groups.
#[derive(Debug, Clone, Copy)]
pub(super) enum Addend {
    /// One that weighs 1, its value, and the square of that: nearly all cases.
    Small(i64, i64),
    Any(Sum),
}

impl Addend {
    #[inline]
    pub(super) fn of(tally: &Tally) -> Addend {
        match i32::try_from(tally.numerator) {
            Ok(value) if tally.denominator == 1 => {
                let value = i64::from(value);
                Addend::Small(value, value * value)
            }
            _ => Addend::Any(Sum::of(tally)),
        }
    }
}

/// A sum that is still added to, in 64 bits as far as they are enough.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OpenSum {
    facts: i64,
    total: i64,
    squares: i64,
    /// What does not fit.
    rest: Sum,
}

impl OpenSum {
    #[inline]
    pub(super) fn add(&mut self, addend: &Addend) {
        if let Addend::Small(value, square) = *addend
            && let Some(total) = self.total.checked_add(value)
            && let Some(squares) = self.squares.checked_add(square)
        {
            *self = OpenSum { facts: self.facts + 1, total, squares, ..*self };
        } else {
            self.add_to_rest(addend);
        }
    }

    #[inline(never)]
    fn add_to_rest(&mut self, addend: &Addend) {
        self.rest.add(&match *addend {
            Addend::Small(value, square) => {
                OpenSum { facts: 1, total: value, squares: square, ..OpenSum::default() }.sum()
            }
            Addend::Any(sum) => sum,
        });
    }

    pub(super) fn merge(&mut self, other: &OpenSum) {
        self.rest.add(&other.sum());
    }

    pub(super) fn sum(&self) -> Sum {
        let OpenSum { facts, total, squares, mut rest } = *self;
        let squares = u128::from(squares.unsigned_abs());
        rest.add(&Sum { facts, weight: facts, total: i128::from(total), squares });
        rest
    }
}

/// The value of a case in the unit of a tally's numerator.
#[inline]
pub(super) fn value_of(tally: &Tally) -> i128 {
    // A numerator is a value times the denominator, so nothing is lost. (And 128 bits divide slowly.)
    match tally.denominator {
        0 | 1 => tally.numerator,
        conversations => tally.numerator / i128::from(conversations),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_sum_in_64_bits_is_the_sum_of_its_cases(
            cases in prop::collection::vec((prop_oneof![
                0..2_i128,
                // Two of these squares are too much for 64 bits.
                (i128::from(i32::MAX) - 3)..(i128::from(i32::MAX) + 3),
                (i128::from(i32::MIN) - 3)..(i128::from(i32::MIN) + 3),
                -(1_i128 << 50)..(1_i128 << 50),
            ], 0..3_i64), 0..20),
            merged in 0..20_usize,
        ) {
            let tallies: Vec<Tally> = cases
                .iter()
                .map(|(numerator, denominator)| Tally { denominator: *denominator, ..Tally::case(*numerator) })
                .collect();
            let mut parts = [OpenSum::default(); 2];
            for (place, tally) in tallies.iter().enumerate() {
                parts[usize::from(place < merged)].add(&Addend::of(tally));
            }
            let [mut own, other] = parts;
            own.merge(&other);
            prop_assert_eq!(own.sum(), summed(tallies.iter()));
        }
    }

    /// Hours whose floating sums differ with their order.
    fn hours() -> Vec<Tally> {
        (0..1000_i64).map(|i| Tally::case(i128::from(i * 7_919 % 100_003 + 1))).collect()
    }

    fn summed<'t>(tallies: impl Iterator<Item = &'t Tally>) -> Sum {
        let mut sum = Sum::default();
        tallies.for_each(|tally| sum.add(&Sum::of(tally)));
        sum
    }

    #[test]
    fn no_order_of_cases_changes_a_sum() {
        let hours = hours();
        let forward = summed(hours.iter());
        assert_eq!(forward, summed(hours.iter().rev()));
        let (odd, even): (Vec<&Tally>, Vec<&Tally>) = hours.iter().partition(|t| t.numerator % 2 == 1);
        let (mut halves, odd) = (summed(even.into_iter()), summed(odd.into_iter()));
        assert_eq!(forward.minus(&odd), halves);
        halves.add(&odd);
        assert_eq!(forward, halves);
    }

    #[test]
    fn a_mean_is_the_one_that_the_figures_themselves_give() {
        let hours = hours();
        let mut tally = Tally::default();
        hours.iter().for_each(|own| tally.add(own, 1));
        let sum = summed(hours.iter());
        assert_eq!(Some(sum.mean(Indicator::ArrivalHours)), tally.value(Indicator::ArrivalHours));
    }

    #[test]
    fn the_variance_is_that_of_the_mean() {
        // 1, 2 and 6 hours: mean 3, squares 41 / 3, variance 14 / 3, of the mean 14 / 9.
        let of_hours = [1, 2, 6].map(|hours| Tally::case(hours * 3600));
        let variance = summed(of_hours.iter()).variance_of_mean(Indicator::ArrivalHours);
        assert!((variance - 14.0 / 9.0).abs() < 1e-12, "{variance}");
        // A day of 3 conversations at 10 s and one of 1 at 30 s: mean 15, squares 300, variance 75, of two days.
        let day = |seconds: i128, conversations: i64| Tally {
            numerator: seconds * 1_000_000_000 * i128::from(conversations),
            denominator: conversations,
            ..Tally::default()
        };
        let days = summed([day(10, 3), day(30, 1)].iter());
        assert_eq!(days.mean(Indicator::ImReplySeconds), 15.0);
        assert!((days.variance_of_mean(Indicator::ImReplySeconds) - 37.5).abs() < 1e-12);
    }

    #[test]
    fn figures_beyond_all_measure_do_not_overflow() {
        let most = Tally { numerator: i128::MAX, denominator: 1, ..Tally::default() };
        let sum = summed([most, most, Tally { denominator: i64::MAX, ..most }].iter());
        assert!(sum.mean(Indicator::ImReplySeconds).is_finite());
        assert_eq!((sum.squares, sum.total, sum.weight), (u128::MAX, i128::MAX, i64::MAX));
    }
}
