//! Numerators and denominators.

use crate::indicator::{Indicator, Unit};
use crate::rulebook::SCORE_UNIT;

/// The common denominator of all means of stars: the least common multiple of 1 to 20, so that sums are exact. (The mean
/// of more than 20 stars is off by less than 1e-8.)
pub(super) const STAR_UNIT: i128 = 232_792_560;

/// A numerator and a denominator, and how many cases are special. Integers, so that sums do not depend on the order of
/// rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Orders, seconds, stars in [`STAR_UNIT`], scores in [`SCORE_UNIT`], rates and means in 1e-9: see
    /// [`numerator_unit`].
    pub numerator: i128,
    /// Orders, refunds, parcels, conversations.
    pub denominator: i64,
    /// How many of the denominator rest on a stand-in or an estimate.
    pub approximate: i64,
    /// Left out because something needed is unknown.
    pub unknown: i64,
    /// Left out because a duration is negative.
    pub negative: i64,
}

impl Tally {
    /// One case that counts in the denominator, and in the numerator with an amount.
    #[inline]
    pub(crate) fn case(numerator: i128) -> Tally {
        Tally { numerator, denominator: 1, ..Tally::default() }
    }

    /// One case that is left out because something needed is unknown.
    #[inline]
    pub(super) fn unknown() -> Tally {
        Tally { unknown: 1, ..Tally::default() }
    }

    /// A duration in seconds: a case, or left out where it is unknown or negative.
    #[inline]
    pub(super) fn seconds(seconds: Option<i64>) -> Tally {
        Tally::by_seconds(seconds, i128::from)
    }

    /// A case that is worth what a duration decides, or left out where that is unknown or negative.
    #[inline]
    pub(super) fn by_seconds(seconds: Option<i64>, worth: impl Fn(i64) -> i128) -> Tally {
        match seconds {
            None => Tally::unknown(),
            Some(s) if s < 0 => Tally { negative: 1, ..Tally::default() },
            Some(s) => Tally::case(worth(s)),
        }
    }

    /// The same, marked as approximate if `approximate`.
    #[inline]
    pub(crate) fn approximate_if(mut self, approximate: bool) -> Tally {
        self.approximate = if approximate { self.denominator } else { 0 };
        self
    }

    /// Adds another; `sign` is 1 or -1.
    #[inline]
    pub fn add(&mut self, other: &Tally, sign: i64) {
        self.numerator += other.numerator * i128::from(sign);
        self.denominator += other.denominator * sign;
        self.approximate += other.approximate * sign;
        self.unknown += other.unknown * sign;
        self.negative += other.negative * sign;
    }

    /// The numerator in the unit in which an indicator is shown.
    pub fn shown_numerator(&self, indicator: Indicator) -> f64 {
        self.numerator as f64 / numerator_unit(indicator)
    }

    /// Numerator / denominator, where there is any case.
    pub(crate) fn value(&self, indicator: Indicator) -> Option<f64> {
        (self.denominator > 0).then(|| self.shown_numerator(indicator) / self.denominator as f64)
    }
}

/// How many units of a tally's numerator make one unit of the shown one.
pub(crate) fn numerator_unit(indicator: Indicator) -> f64 {
    match (indicator, indicator.info().unit) {
        (Indicator::ImReply3MinRate | Indicator::ImDissatisfactionRate | Indicator::ImReplySeconds, _) => 1e9,
        (_, Unit::Ratio | Unit::Seconds) => 1.0,
        (_, Unit::Stars) => STAR_UNIT as f64,
        (_, Unit::Hours) => 3600.0,
        (_, Unit::Points) => SCORE_UNIT as f64,
    }
}
