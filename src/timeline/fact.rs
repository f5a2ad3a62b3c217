//! What a case is worth from one day to another.

use super::alike::Alike;
use super::measures::{Measure, Measures};
use super::spans::OrderSpan;
use super::tally::Tally;
use crate::indicator::{Direction, Indicator, Unit};
use crate::time::Day;

/// Whose case a fact is. The numbers are those of the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    Order(u32),
    /// A parcel of an order (the second number is `NONE` for an order's own pickup and sign times).
    Parcel(u32, u32),
    Refund(u32),
    Service(u32),
}

/// What a case is worth from one as-of day to the day before another.
#[derive(Debug, Clone, Copy)]
pub struct Fact {
    /// To which measure it adds.
    pub measure: Measure,
    /// The day that places the case in a window.
    pub cohort: Day,
    /// The first as-of day on which it stands.
    pub from: Day,
    /// The first as-of day on which it no longer stands ([`Day::NEVER`]: it stays).
    pub until: Day,
    /// What it adds.
    pub tally: Tally,
    /// Whose case it is.
    pub subject: Subject,
    /// The product it concerns, or `NONE`.
    pub product: u32,
}

impl Fact {
    /// Whether it stands on a day, in a window of so many days that ends there.
    #[inline]
    pub fn stands_at(&self, day: Day, window_days: i32) -> bool {
        self.from <= day && day < self.until && self.cohort <= day && day < self.cohort.plus(window_days)
    }

    /// Is it a case that costs points? Only for rates of orders and parcels; means have no bad cases.
    pub(crate) fn is_bad(&self, indicator: Indicator) -> bool {
        let facts = indicator.info();
        facts.unit == Unit::Ratio && (self.tally.numerator > 0) == (facts.direction == Direction::Low)
    }
}

/// Takes facts.
pub trait Sink {
    /// Takes one fact. Of one measure and subject no two facts stand on the same day.
    fn take(&mut self, fact: &Fact);

    /// Takes one fact of each of some measures, which differ in nothing else: `fact` is that of any.
    #[inline]
    fn take_alike(&mut self, alike: Alike, fact: &Fact) {
        let wanted = self.wants();
        for measure in alike.measures() {
            if wanted.contains(*measure) && self.wants_cohort(*measure, fact.cohort) {
                self.take(&Fact { measure: *measure, ..*fact });
            }
        }
    }

    /// The measures whose facts it wants. Facts of others are not computed.
    #[inline]
    fn wants(&self) -> Measures {
        Measures::ALL
    }

    /// Whether it wants facts of an order of which this much is known. Facts of others are not computed.
    #[inline]
    fn wants_order(&self, _span: OrderSpan) -> bool {
        true
    }

    /// Whether it wants facts with a cohort day, of a measure that it wants. It may still ignore facts that it takes.
    #[inline]
    fn wants_cohort(&self, _measure: Measure, _cohort: Day) -> bool {
        true
    }
}
