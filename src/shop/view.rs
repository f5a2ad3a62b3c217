//! One order as a whole (SPEC sections 2 and 3): earliest and latest times over all its sub-orders and parcels. A time
//! after the as-of day is missing on that day; the caller must see to that.

use super::partition::Partition;
use super::rows::RareTimes;
use super::{NONE, Parcel, Shop};
use crate::field::Kind;
use crate::time::{Day, Stamp};

/// A main order as a whole.
#[derive(Debug, Clone, Copy, Default)]
pub struct OrderView {
    /// The order's number.
    pub order: u32,
    /// Whether it is a valid paid order (or, without an orders export, an order of a logistics export).
    pub valid: bool,
    /// Earliest pay time.
    pub pay: Stamp,
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
    /// Whether it has a parcel of a logistics export.
    pub has_parcel: bool,
    /// Whether one of its parcels was refused or sent back.
    pub has_return: bool,
    /// Whether one of its sub-orders is of a type that is never picked up.
    pub is_without_pickup: bool,
    /// Whether a ship time shows that a submit time stands for a payment: then it looks different on other days.
    pub has_late_pay: bool,
}

impl OrderView {
    /// The first day it counts on: the pay day; without an orders export every day.
    #[inline]
    pub(crate) fn since(&self) -> Day {
        self.pay.day().unwrap_or(Day(i32::MIN / 2))
    }
}

/// What the sub-orders of an order say of its payment.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Payment {
    /// The earliest pay time.
    pub(super) pay: Stamp,
    is_amount_known: bool,
    amount: i64,
}

impl Payment {
    /// Adds the pay time and the amount of a sub-order.
    #[inline]
    fn add(&mut self, pay: Stamp, amount: Option<i64>) {
        self.pay = self.pay.earliest(pay);
        if let Some(cents) = amount {
            self.is_amount_known = true;
            self.amount = self.amount.saturating_add(cents);
        }
    }

    /// Whether it makes an order of an orders export a valid one.
    #[inline]
    pub(super) fn is_valid(self) -> bool {
        !self.pay.is_missing() && (self.amount > 0 || !self.is_amount_known)
    }
}

impl Partition {
    /// The payment of an order, with everything known: as much of its view as counting needs.
    #[inline]
    pub(super) fn payment(&self, order: u32) -> Payment {
        let mut payment = Payment::default();
        self.subs_of(order).for_each(|(_, sub)| payment.add(sub.pay(), self.amounts.get(sub.amount)));
        payment
    }
}

/// The times of some parcels.
#[derive(Debug, Clone, Copy, Default)]
struct Times {
    is_any: bool,
    /// When the last of them was picked up, and whether one was not.
    pickup: Stamp,
    misses_pickup: bool,
    /// The same of signatures.
    sign: Stamp,
    misses_sign: bool,
}

impl Times {
    #[inline]
    fn add(&mut self, parcel: &Parcel) {
        let (pickup, sign) = (parcel.pickup, parcel.sign());
        self.is_any = true;
        self.pickup = self.pickup.latest(pickup);
        self.misses_pickup |= pickup.is_missing();
        self.sign = self.sign.latest(sign);
        self.misses_sign |= sign.is_missing();
    }

    /// The latest pickup, where every parcel was picked up.
    #[inline]
    fn pickup(self) -> Stamp {
        if self.misses_pickup { Stamp::MISSING } else { self.pickup }
    }

    /// The latest signature, where every parcel was signed for.
    #[inline]
    fn sign(self) -> Stamp {
        if self.misses_sign { Stamp::MISSING } else { self.sign }
    }
}

impl Shop {
    /// One order as a whole, with everything known.
    #[inline]
    pub fn view(&self, order: u32) -> OrderView {
        self.view_at(order, Day::NEVER)
    }

    /// The days on which a ship time shows that a submit time stands for a payment: the order may look different from
    /// each of them on. Nearly every order has none.
    pub(crate) fn days_of_late_pay(&self, order: u32) -> Vec<Day> {
        let mut days: Vec<Day> = self.subs_of(order).filter_map(|(_, s)| s.pay_known_by().day()).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// An order that is in no orders export, as if it were in one: valid, paid and finished on the day of its first
    /// record. That day has no time of day, so no durations result from it. `None` for a known order, where there is no
    /// orders export, and where none of its records has a time.
    pub(crate) fn supposed_view(&self, order: u32) -> Option<OrderView> {
        if !self.has_orders || self.is_known(order) {
            return None;
        }
        let first = Stamp::from_date(self.own_days_of(order).map(|(_, day)| day).min()?.date())?;
        let view = self.view(order);
        let or_first = |time: Stamp| if time.is_missing() { first } else { time };
        Some(OrderView { valid: true, pay: or_first(view.pay), finish: or_first(view.finish), ..view })
    }

    /// The days of an order's reviews, after-sales and parcels, by the own time of their rows.
    pub(crate) fn own_days_of(&self, order: u32) -> impl Iterator<Item = (Kind, Day)> + '_ {
        let reviews = self.reviews_of(order).map(|(_, review)| (Kind::Reviews, review.time));
        let refunds = self.refunds_of(order).map(|(_, refund)| (Kind::Refunds, refund.apply));
        let parcels = self.parcels_of(order).filter(|(_, parcel)| parcel.in_logistics());
        let parcels = parcels.map(|(_, parcel)| (Kind::Logistics, parcel.pickup.earliest(parcel.signed)));
        reviews.chain(refunds).chain(parcels).filter_map(|(kind, time)| Some((kind, time.day()?)))
    }

    /// One order as a whole, without payments that are not known as such at the end of `day`.
    #[inline]
    pub(crate) fn view_at(&self, order: u32, day: Day) -> OrderView {
        self.view_where(order, |known_by| known_by.day().is_none_or(|known| known <= day))
    }

    /// The same, without payments that are not known as such at a time.
    pub(crate) fn view_now(&self, order: u32, now: Stamp) -> OrderView {
        self.view_where(order, |known_by| known_by.is_missing() || known_by.is_by(now))
    }

    /// One order as a whole, with the payments of which it is known, by the ship time that shows them.
    #[inline]
    fn view_where(&self, order: u32, is_known: impl Fn(Stamp) -> bool) -> OrderView {
        let mut view = OrderView { order, ..OrderView::default() };
        let Some(own) = self.partition_of(order) else { return view };
        let place = own.place(order);
        let mut payment = Payment::default();
        for (_, sub) in own.subs_of(place) {
            let known_by = sub.pay_known_by();
            view.has_late_pay |= !known_by.is_missing();
            let pay = if is_known(known_by) { sub.pay() } else { Stamp::MISSING };
            payment.add(pay, own.amounts.get(sub.amount));
            view.ship = view.ship.latest(sub.ship);
            view.finish = view.finish.latest(sub.finish);
            view.promised = view.promised.earlier_promise(sub.promised);
            view.expected = view.expected.later_promise(sub.expected);
            view.is_without_pickup |= sub.is_without_pickup();
        }
        view.pay = payment.pay;
        if !own.rare_times.is_empty() {
            let times = own.subs_of(place).filter_map(|(index, _)| own.rare_times.get(index as usize));
            for RareTimes { pickup, sign } in times {
                view.pickup = view.pickup.latest(*pickup);
                view.sign = view.sign.latest(*sign);
            }
        }
        let mut reported = Times::default();
        let mut are_others = false;
        for (_, parcel) in own.parcels_of(place) {
            if parcel.in_logistics() {
                reported.add(parcel);
            } else {
                are_others = true;
            }
            view.has_return |= parcel.is_returned();
        }
        view.has_parcel = reported.is_any;
        view.has_return &= view.has_parcel;
        if view.has_parcel {
            // A tracking number that only 快递信息 names is one more parcel where the order is in a logistics export; for
            // other orders it says nothing.
            if are_others {
                let known = self.known_parcels_of(order).map(|(_, parcel)| parcel);
                known.filter(|parcel| !parcel.in_logistics()).for_each(|parcel| reported.add(parcel));
            }
            (view.pickup, view.sign) = (reported.pickup(), reported.sign());
        }
        view.valid =
            if self.has_orders { payment.is_valid() } else { view.has_parcel && !self.is_made_up(order) };
        view
    }

    /// The product of an order: of several the most expensive, of equally expensive ones that with the smallest id.
    #[inline]
    pub(crate) fn product_of_order(&self, order: u32) -> u32 {
        match self.subs_of(order).only() {
            Some((_, sub)) => sub.product,
            None => self.dearest_product(order),
        }
    }

    #[inline(never)]
    fn dearest_product(&self, order: u32) -> u32 {
        let key = |sub: &super::SubOrder| std::cmp::Reverse(self.amount_of(sub).unwrap_or(i64::MAX));
        self.subs_of(order)
            .filter(|(_, s)| s.product != NONE)
            .min_by(|(_, a), (_, b)| {
                key(a).cmp(&key(b)).then_with(|| self.compare_products(a.product, b.product))
            })
            .map_or(NONE, |(_, s)| s.product)
    }
}

#[cfg(test)]
mod tests {
    use crate::input::{Options, load};
    use std::path::Path;

    #[test]
    fn payments_are_those_of_views() {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        let traps = std::fs::read_dir(fixtures.join("traps")).unwrap().map(|trap| trap.unwrap().path());
        let (mut valid, mut without_orders) = ([0; 2], 0);
        for folder in traps.chain([fixtures.join("demo")]) {
            let Ok(loaded) = load(&Options::new(vec![folder], crate::time::now())) else { continue };
            let shop = &loaded.shop;
            without_orders += u32::from(!shop.has_orders);
            for order in shop.orders() {
                let (view, partition) = (shop.view(order), shop.partition_of(order).unwrap());
                let payment = partition.payment(partition.place(order));
                assert_eq!(payment.pay, view.pay);
                let is_valid = if shop.has_orders { payment.is_valid() } else { shop.is_known(order) };
                assert_eq!(is_valid, view.valid);
                valid[usize::from(view.valid)] += 1;
            }
        }
        assert!(valid[0] > 10 && valid[1] > 500 && without_orders > 0, "{valid:?} {without_orders}");
    }
}
