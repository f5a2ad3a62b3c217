//! The as-of day nobody named (SPEC section 1): the last full day.

use super::Shop;
use crate::field::Kind;
use crate::time::Day;

/// How the as-of day was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOfBasis {
    /// It was given.
    Argument,
    /// The latest day on which a valid order was paid.
    LastPaidDay,
    /// The day before the newest event.
    DayBeforeNewestEvent,
    /// Nothing but customer service: its last day.
    LastServiceDay,
}

impl AsOfBasis {
    /// The id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            AsOfBasis::Argument => "argument",
            AsOfBasis::LastPaidDay => "last_paid_day",
            AsOfBasis::DayBeforeNewestEvent => "day_before_newest_event",
            AsOfBasis::LastServiceDay => "last_service_day",
        }
    }
}

impl Shop {
    /// The earlier of the latest day on which a valid order was paid and the day before the newest
    /// event; without pay times the latter. `None` where there is no time at all.
    pub fn default_as_of(&self) -> Option<(Day, AsOfBasis)> {
        let newest = self.newest_event.day().map(|day| day.plus(-1));
        let now = self.clock.instant().unwrap_or(i64::MAX);
        let paid = (0..self.order_count())
            .map(|order| self.view(order))
            .filter(|view| view.valid && view.pay.instant().is_some_and(|paid| paid <= now))
            .filter_map(|view| view.pay.day())
            .max();
        match (paid, newest) {
            (Some(paid), Some(newest)) if paid <= newest => Some((paid, AsOfBasis::LastPaidDay)),
            (_, Some(newest)) => Some((newest, AsOfBasis::DayBeforeNewestEvent)),
            (_, None) => self.span(Kind::Service).0.map(|(_, last)| (last, AsOfBasis::LastServiceDay)),
        }
    }
}
