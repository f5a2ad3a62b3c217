//! Which cases wait for something at a time (SPEC section 7.6). What happens after that time does not exist yet.

use super::kind::WatchKind;
use crate::field::Field;
use crate::insight::labels::Known;
use crate::rulebook::Definitions;
use crate::shop::{NONE, OrderView, Refund, RefundKind, Shop};
use crate::time::{DAY_SECONDS, Day, HOUR_SECONDS, Stamp};
use crate::timeline::{Facts, ProductsOfRefunds};
use std::ops::Range;

/// Cases that are past their deadline are listed for so long.
const PAST_SECONDS: i64 = 7 * DAY_SECONDS;
/// An after-sale without a deadline of its own is to be decided so long after its application.
const DECIDED_WITHIN_HOURS: i64 = 48;
/// A return that was agreed to is to be finished so long after that.
const RETURNED_WITHIN_HOURS: i64 = 7 * 24;
/// A parcel needs a pickup record so long after it was reported as shipped (RULES).
const RECORDED_WITHIN_HOURS: [(WatchKind, i64); 2] =
    [(WatchKind::PickupRecord24h, 24), (WatchKind::PickupRecord48h, 48)];

/// A case that waits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Waiting {
    pub(super) kind: WatchKind,
    /// The number of its order.
    pub(super) order: u32,
    /// The number of the after-sale, where it is one, or [`NONE`].
    pub(super) refund: u32,
    /// The number of its product's name, or [`NONE`].
    pub(super) product: u32,
    /// The number of its carrier's name, or [`NONE`].
    pub(super) carrier: u32,
    /// A time of day: a deadline that is a date alone is over at the end of that day.
    pub(super) deadline: Stamp,
    /// Seconds from now to the deadline; negative where that is past.
    pub(super) seconds_left: i64,
    /// How long an after-sale takes that is settled at its deadline, where both times have a time of day.
    pub(super) settled_after: Option<i64>,
}

/// Collects what waits at a time.
pub(super) struct Waits<'a> {
    facts: &'a Facts<'a>,
    shop: &'a Shop,
    definitions: &'a Definitions,
    now: Stamp,
    /// Seconds that may be left.
    horizon: Range<i64>,
    /// The first day of the logistics exports, as far as it is known now.
    logistics_begin: Option<Day>,
    /// By order, of which cases come one after the other.
    product: Known<u32, u32>,
    carrier: Known<u32, u32>,
    pub(super) found: Vec<Waiting>,
}

impl<'a> Waits<'a> {
    /// Nothing yet; of what has a deadline within so many seconds.
    pub(super) fn new(
        facts: &'a Facts<'a>,
        definitions: &'a Definitions,
        now: Stamp,
        within_seconds: i64,
    ) -> Waits<'a> {
        let shop = facts.shop();
        Waits {
            facts,
            shop,
            definitions,
            now,
            horizon: -PAST_SECONDS..within_seconds.saturating_add(1),
            logistics_begin: shop.logistics_begin_by(now),
            product: Known::of(NONE, NONE),
            carrier: Known::of(NONE, NONE),
            found: Vec::new(),
        }
    }

    /// Looks at some orders.
    pub(super) fn orders(&mut self, orders: Range<u32>) {
        for order in orders {
            if self.shop.is_of_other_shop(order) {
                continue;
            }
            let view = self.shop.view_now(order, self.now);
            // Without an orders export nobody knows when an order was paid.
            if view.valid && (view.pay.is_missing() || self.is_known(view.pay)) {
                self.order(&view);
            }
        }
    }

    /// Looks at the after-sales of some orders, known or not.
    pub(super) fn refunds(&mut self, orders: impl Iterator<Item = u32>) {
        for order in orders.filter(|order| !self.shop.is_of_other_shop(*order)) {
            let products = ProductsOfRefunds::of(self.shop, order);
            for (number, refund) in self.shop.refunds_of(order) {
                self.refund(number, refund, &products);
            }
        }
    }

    fn carrier_of(&mut self, order: u32) -> u32 {
        let (shop, now) = (self.shop, self.now);
        self.carrier.get(order, || shop.carrier_now(order, now))
    }

    /// Has it happened by now?
    fn is_known(&self, time: Stamp) -> bool {
        time.is_by(self.now)
    }

    fn order(&mut self, view: &OrderView) {
        let is_picked_up = self.is_known(view.pickup) || self.says_picked_up(view.order);
        let due = self.definitions.pickup_deadline(view.pay, view.promised);
        let tells_of_pickups = [Field::ParcelPickupTime, Field::OrderPickupTime]
            .iter()
            .any(|column| self.shop.has_column(*column));
        if tells_of_pickups && !is_picked_up && self.is_in_horizon(due) && self.is_pickup_due(view, due) {
            self.wait_of_order(WatchKind::PickupDue, view, due);
        }
        let is_waiting = !is_picked_up && !self.is_known(view.ship) && self.is_in_horizon(view.promised);
        if is_waiting && !self.is_exempt(view, view.promised) {
            self.wait_of_order(WatchKind::ShipPromise, view, view.promised);
        }
        self.parcels(view);
    }

    /// Whether all parcels of an order were picked up, by their times or by what their statuses say.
    fn says_picked_up(&self, order: u32) -> bool {
        let mut parcels = self.shop.known_parcels_of(order).map(|(_, parcel)| parcel).peekable();
        parcels.peek().is_some() && parcels.all(|p| self.is_known(p.pickup) || p.says_picked_up())
    }

    /// Whether an order that is not picked up is known to wait for it (SPEC section 5, save the clause on how far the
    /// logistics exports reach).
    fn is_pickup_due(&self, view: &OrderView, due: Stamp) -> bool {
        let before_logistics =
            || view.pay.day().zip(self.logistics_begin).is_some_and(|(paid, first)| paid < first);
        let is_untracked = !view.has_parcel && (self.is_known(view.ship) || before_logistics());
        !is_untracked && !self.is_known(view.sign) && !self.is_exempt(view, due)
    }

    /// Whether an order need not be picked up at all: it is virtual, was refunded before shipping, or was closed.
    fn is_exempt(&self, view: &OrderView, deadline: Stamp) -> bool {
        let order = view.order;
        self.shop.subs_of(order).any(|(_, sub)| sub.is_without_pickup())
            || self.facts.refunded_before_shipping(order, deadline).is_some_and(|at| self.is_known(at))
            || self.facts.is_closed(order)
    }

    fn parcels(&mut self, view: &OrderView) {
        if !view.has_parcel {
            // An orders export's own times make one parcel.
            if self.is_known(view.pickup) && !self.is_known(view.sign) {
                let due = self.definitions.delivery_due(view.expected, view.pickup);
                self.wait_of_order(WatchKind::DeliveryDue, view, due);
            }
            return;
        }
        for (number, parcel) in self.shop.known_parcels_of(view.order) {
            if parcel.is_returned() || parcel.says_signed() || self.is_known(parcel.sign()) {
                continue;
            }
            if self.is_known(parcel.pickup) || parcel.says_picked_up() {
                // Without a time of pickup only the order's own expected time is a deadline.
                let due = self.definitions.delivery_due(view.expected, parcel.pickup);
                self.wait_of_parcel(WatchKind::DeliveryDue, view, parcel.carrier, due);
                continue;
            }
            // An export without a column of pickups, as that of parcels, tells of none.
            let shipped = self.shop.shipped(number);
            if self.is_known(shipped) && self.shop.has_column(Field::ParcelPickupTime) {
                for (kind, hours) in RECORDED_WITHIN_HOURS {
                    self.wait_of_parcel(kind, view, parcel.carrier, later(shipped, hours));
                }
            }
        }
    }

    fn refund(&mut self, number: u32, refund: &Refund, products: &ProductsOfRefunds<'_>) {
        let is_applied = refund.apply.is_missing() || self.is_known(refund.apply);
        if !refund.is_open() || !is_applied || self.is_known(refund.finish()) {
            return;
        }
        let is_agreed = self.is_known(refund.agree);
        let kind = match (refund.kind(), is_agreed) {
            (RefundKind::BeforeShipping | RefundKind::RefundOnly, false) => WatchKind::RefundWaiting,
            (RefundKind::Return, _) => WatchKind::ReturnWaiting,
            (RefundKind::BeforeShipping | RefundKind::RefundOnly | RefundKind::Other, _) => return,
        };
        let deadline = match is_agreed {
            true => later(refund.agree, RETURNED_WITHIN_HOURS),
            false if refund.automatic_deadline.is_missing() => later(refund.apply, DECIDED_WITHIN_HOURS),
            false => refund.automatic_deadline,
        };
        let settled_after = deadline.day_end().seconds_since(refund.apply).filter(|after| *after >= 0);
        let carrier = self.carrier_of(refund.order);
        self.wait(Waiting {
            kind,
            order: refund.order,
            refund: number,
            product: products.get(refund),
            carrier,
            deadline,
            seconds_left: 0,
            settled_after,
        });
    }

    fn wait_of_order(&mut self, kind: WatchKind, view: &OrderView, deadline: Stamp) {
        let carrier = self.carrier_of(view.order);
        self.wait_of_parcel(kind, view, carrier, deadline);
    }

    fn wait_of_parcel(&mut self, kind: WatchKind, view: &OrderView, carrier: u32, deadline: Stamp) {
        if self.is_in_horizon(deadline) {
            let (shop, order) = (self.shop, view.order);
            let product = self.product.get(order, || shop.product_of_order(order));
            self.wait(Waiting {
                kind,
                order,
                refund: NONE,
                product,
                carrier,
                deadline,
                seconds_left: 0,
                settled_after: None,
            });
        }
    }

    /// Takes a case in whose deadline is neither too far nor past too long.
    fn wait(&mut self, waiting: Waiting) {
        let seconds_left = self.seconds_left(waiting.deadline);
        if let Some(seconds_left) = seconds_left.filter(|left| self.horizon.contains(left)) {
            let deadline = waiting.deadline.day_end();
            self.found.push(Waiting { deadline, seconds_left, ..waiting });
        }
    }

    fn is_in_horizon(&self, deadline: Stamp) -> bool {
        self.seconds_left(deadline).is_some_and(|left| self.horizon.contains(&left))
    }

    fn seconds_left(&self, deadline: Stamp) -> Option<i64> {
        deadline.day_end().seconds_since(self.now)
    }
}

/// So many hours later; of a date without a time of day the end of the day that holds them.
fn later(time: Stamp, hours: i64) -> Stamp {
    match (time.seconds(), time.day()) {
        (Some(seconds), _) => Stamp::from_instant(seconds + hours * HOUR_SECONDS),
        (None, Some(day)) => Stamp::of_day(day.plus((hours / 24) as i32)),
        (None, None) => Stamp::MISSING,
    }
}
