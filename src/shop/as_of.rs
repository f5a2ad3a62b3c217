//! The as-of day where none is given (SPEC section 1): the last full day.

use super::Shop;
use crate::field::Kind;
use crate::time::{AsOfBasis, Day};

impl Shop {
    /// The earlier of the latest day on which a valid order was paid and the day before the newest
    /// event; without pay times the latter. `None` where there is no time at all. Known after [`Shop::finish`].
    pub fn default_as_of(&self) -> Option<(Day, AsOfBasis)> {
        let newest = self.newest_event.day().map(|day| day.plus(-1));
        match (self.last_paid_day, newest) {
            (Some(paid), Some(newest)) if paid <= newest => Some((paid, AsOfBasis::LastPaidDay)),
            (_, Some(newest)) => Some((newest, AsOfBasis::DayBeforeNewestEvent)),
            (_, None) => self.span(Kind::Service).0.map(|(_, last)| (last, AsOfBasis::LastServiceDay)),
        }
    }
}
