//! Measures by day.
//!
//! What an order adds to a numerator or denominator is a step function of the as-of day (SPEC section
//! 1): it begins when the order has entered its window and everything needed is known, may change when
//! something more becomes known, and ends N days after its cohort day. [`Facts`] says once, order by
//! order, what those steps are. Whoever wants figures is a [`Sink`] of them: the [`Timeline`] adds where
//! each step begins and where it ends into difference arrays by measure, after which any day of the past
//! costs a few look-ups; cases and causes take the steps that stand at one day. So there is one definition
//! of every indicator, no second pass over the files, and no stored list of facts.
//!
//! Orders do not know of each other, so threads may share them out, each with a sink of its own. What sinks
//! hold are sums of integers: whoever added what to which, together they come to the same.

mod differences;
mod facts;
mod measures;
mod reasons;
mod refunds;
mod service;
mod signed;
mod steps;
mod sums;

pub use facts::Facts;
pub use measures::Measures;
pub use sums::Timeline;

use crate::indicator::{Indicator, Unit};
use crate::rulebook::SCORE_UNIT;
use crate::time::Day;

/// What is counted by day: every indicator, and counts a report needs besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// An indicator's numerator and denominator.
    Of(Indicator),
    /// Valid orders by pay day (denominator).
    ValidOrders,
}

impl Measure {
    /// How many measures there are.
    pub const COUNT: usize = Indicator::ALL.len() + 1;

    /// A number below [`Measure::COUNT`].
    #[inline]
    pub fn index(self) -> usize {
        match self {
            Measure::Of(indicator) => indicator.index(),
            Measure::ValidOrders => Indicator::ALL.len(),
        }
    }
}

/// A star mean has the number of its stars as denominator; all means share this one, the least common
/// multiple of 1 to 20, so that sums are exact. (An order with more stars is off by less than 1e-8.)
pub const STAR_UNIT: i128 = 232_792_560;

/// Integers only: sums do not depend on the order of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Orders, seconds, stars in [`STAR_UNIT`], scores in [`SCORE_UNIT`], rates and means in 1e-9: see
    /// [`numerator_unit`].
    pub numerator: i128,
    /// Orders, refunds, parcels, conversations.
    pub denominator: i64,
    /// Of the denominator, how many rest on a stand-in or an estimate.
    pub approximate: i64,
    /// Left out because something needed is unknown.
    pub unknown: i64,
    /// Left out because a duration is negative.
    pub negative: i64,
}

impl Tally {
    /// One case that counts in the denominator, and in the numerator with an amount.
    #[inline]
    pub fn case(numerator: i128) -> Tally {
        Tally { numerator, denominator: 1, ..Tally::default() }
    }

    /// One case left out for want of knowledge.
    #[inline]
    pub fn unknown() -> Tally {
        Tally { unknown: 1, ..Tally::default() }
    }

    /// A duration in seconds: a case, or left out where it is unknown or negative.
    #[inline]
    pub fn seconds(seconds: Option<i64>) -> Tally {
        Tally::by_seconds(seconds, i128::from)
    }

    /// A case that is worth what a duration says, or left out where that is unknown or negative.
    #[inline]
    pub fn by_seconds(seconds: Option<i64>, worth: impl Fn(i64) -> i128) -> Tally {
        match seconds {
            None => Tally::unknown(),
            Some(s) if s < 0 => Tally { negative: 1, ..Tally::default() },
            Some(s) => Tally::case(worth(s)),
        }
    }

    /// The same, marked as approximate where told so.
    #[inline]
    pub fn approximate_if(mut self, approximate: bool) -> Tally {
        self.approximate = if approximate { self.denominator } else { 0 };
        self
    }

    /// Adds another, `sign` being 1 or -1.
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
    pub fn value(&self, indicator: Indicator) -> Option<f64> {
        (self.denominator > 0).then(|| self.shown_numerator(indicator) / self.denominator as f64)
    }
}

/// How many units of a tally's numerator make one unit of the shown one.
pub fn numerator_unit(indicator: Indicator) -> f64 {
    match (indicator, indicator.info().unit) {
        (Indicator::ImReply3MinRate | Indicator::ImDissatisfactionRate | Indicator::ImReplySeconds, _) => 1e9,
        (_, Unit::Ratio | Unit::Seconds) => 1.0,
        (_, Unit::Stars) => STAR_UNIT as f64,
        (_, Unit::Hours) => 3600.0,
        (_, Unit::Points) => SCORE_UNIT as f64,
    }
}

/// Whose case a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// An order.
    Order(u32),
    /// A parcel of an order (the second number is `NONE` for an order's own pickup and sign times).
    Parcel(u32, u32),
    /// An after-sale.
    Refund(u32),
    /// A row of customer service.
    Service(u32),
}

/// What a case is worth from one as-of day to the day before another.
#[derive(Debug, Clone, Copy)]
pub struct Fact {
    /// To which measure it adds.
    pub measure: Measure,
    /// The day that places the case in a window.
    pub cohort: Day,
    /// The first as-of day on which it is so.
    pub from: Day,
    /// The first as-of day on which it is no longer so ([`Day::NEVER`]: it stays).
    pub until: Day,
    /// What it adds.
    pub tally: Tally,
    /// Whose case it is.
    pub subject: Subject,
    /// The product it concerns, or `NONE`.
    pub product: u32,
}

impl Fact {
    /// Does it stand at a day, in a window of so many days ending there?
    #[inline]
    pub fn stands_at(&self, day: Day, window_days: i32) -> bool {
        self.from <= day && day < self.until && self.cohort <= day && day < self.cohort.plus(window_days)
    }
}

/// Whoever wants figures.
pub trait Sink {
    /// Takes one fact. For one measure and subject no two facts stand at the same day.
    fn take(&mut self, fact: &Fact);

    /// The measures whose facts it wants. Those of others are not worked out.
    fn wants(&self) -> Measures {
        Measures::ALL
    }

    /// Does it want facts with that cohort day, of a measure that it wants? What it takes it may still refuse.
    fn wants_cohort(&self, _measure: Measure, _cohort: Day) -> bool {
        true
    }
}
