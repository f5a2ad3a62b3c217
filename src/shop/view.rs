//! One order as a whole (SPEC sections 2 and 3): earliest and latest over sub-orders and parcels, taken
//! over all cells. What lies after a day is missing on that day; that is for the reader of a view to say.

use super::Shop;
use crate::time::{Day, Stamp};

/// A main order as a whole.
#[derive(Debug, Clone, Copy, Default)]
pub struct OrderView {
    /// Its number.
    pub order: u32,
    /// Is it a valid paid order (or, without an orders export, an order of a logistics export)?
    pub valid: bool,
    /// Earliest pay time.
    pub pay: Stamp,
    /// What must have happened before the pay time is known, where the submit time stands in.
    pub pay_known_by: Stamp,
    /// Latest ship time.
    pub ship: Stamp,
    /// Latest finish time.
    pub finish: Stamp,
    /// Earliest promised ship time.
    pub promised: Stamp,
    /// Latest expected delivery time.
    pub expected: Stamp,
    /// Latest pickup time, where every parcel was picked up.
    pub pickup: Stamp,
    /// Latest sign time, where every parcel was signed for: a real one, no stand-in.
    pub sign: Stamp,
    /// Has it a parcel of a logistics export?
    pub has_parcel: bool,
    /// Was one of its parcels refused or sent back?
    pub has_return: bool,
}

impl OrderView {
    /// The first day it counts on: the pay day, as soon as that is known; without an orders export every
    /// day.
    pub fn since(&self) -> Day {
        let paid = self.pay.day().unwrap_or(Day(i32::MIN / 2));
        self.pay_known_by.day().map_or(paid, |known| known.max(paid))
    }
}

impl Shop {
    /// One order as a whole.
    pub fn view(&self, order: u32) -> OrderView {
        let mut view = OrderView { order, ..OrderView::default() };
        let mut amount = None;
        for (_, sub) in self.subs_of(order) {
            let paid = sub.pay();
            if view.pay.is_missing() || paid.instant() < view.pay.instant() && !paid.is_missing() {
                view.pay_known_by = sub.pay_known_by();
            }
            view.pay = view.pay.earliest(paid);
            view.ship = view.ship.latest(sub.ship);
            view.finish = view.finish.latest(sub.finish);
            view.promised = view.promised.earliest(sub.promised);
            view.expected = view.expected.latest(sub.expected);
            view.pickup = view.pickup.latest(sub.pickup);
            view.sign = view.sign.latest(sub.sign);
            if let Some(cents) = sub.amount() {
                amount = Some(amount.unwrap_or(0) + cents);
            }
        }
        // A tracking number that only 快递信息 names is one more parcel of an order that the logistics
        // export knows; of an order that it does not know at all it tells nothing.
        view.has_parcel = self.parcels_of(order).any(|(_, parcel)| parcel.in_logistics());
        if view.has_parcel {
            let latest_of_all = |time: fn(&super::Parcel) -> Stamp| {
                self.parcels_of(order)
                    .filter(|(_, parcel)| parcel.is_known())
                    .map(|(_, parcel)| time(parcel))
                    .try_fold(Stamp::MISSING, |latest, t| (!t.is_missing()).then(|| latest.latest(t)))
                    .unwrap_or_default()
            };
            view.pickup = latest_of_all(|p| p.pickup);
            view.sign = latest_of_all(|p| p.sign());
            view.has_return = self.parcels_of(order).any(|(_, parcel)| parcel.is_returned());
        }
        view.valid = if self.has_orders {
            !view.pay.is_missing() && amount.is_none_or(|cents| cents > 0)
        } else {
            view.has_parcel
        };
        view
    }
}
