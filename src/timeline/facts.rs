//! What every order, after-sale and row of customer service adds to every measure (SPEC section 5).
//!
//! A fact known from day D on begins on D. What lies after the as-of day is therefore missing on that day: none of its
//! steps has begun.

use super::fact::Sink;
use super::measures::Measures;
use super::reasons::Reasons;
use super::steps::StepEmitter;
use crate::field::Kind;
use crate::parallel;
use crate::rulebook::{Definitions, ScoreTable};
use crate::shop::{Refund, Shop};
use crate::time::{Day, Stamp};
use std::cmp::Ordering;
use std::collections::HashSet;
use std::ops::Range;

/// The records of so many orders are loaded into the cache together.
const PREFETCHED: u32 = 64;

/// The facts of a shop under a rulebook's definitions.
pub struct Facts<'a> {
    pub(super) shop: &'a Shop,
    pub(super) definitions: &'a Definitions,
    pub(super) reasons: Reasons,
    pub(super) pickup_score: ScoreTable,
    /// Up to when pickups and signatures are in the exports.
    pub(super) reach: Stamp,
    /// The day that customer-service rows without any date belong to.
    pub(super) undated_service_day: Day,
    /// Whether orders in no orders export are taken as if they were in one.
    pub(super) supposes_matched: bool,
    /// Orders that count nowhere, with all that belongs to them.
    left_out: HashSet<u32>,
    /// How many orders a thread takes at a time.
    range_size: u32,
}

impl<'a> Facts<'a> {
    /// Customer-service rows without any date belong to `as_of`.
    pub fn new(shop: &'a Shop, definitions: &'a Definitions, as_of: Day) -> Facts<'a> {
        Facts {
            shop,
            definitions,
            reasons: Reasons::of(shop, definitions),
            pickup_score: definitions.pickup_score.table(),
            reach: shop.reach(if shop.has(Kind::Logistics) { Kind::Logistics } else { Kind::Orders }),
            undated_service_day: as_of,
            supposes_matched: false,
            left_out: HashSet::new(),
            range_size: parallel::ORDERS_PER_RANGE,
        }
    }

    /// The same, shared out among threads by so many orders at a time. A small shop is otherwise left to one thread.
    #[must_use]
    pub fn in_ranges_of(self, size: u32) -> Facts<'a> {
        Facts { range_size: size, ..self }
    }

    /// The same, as if the orders of unmatched rows were in the orders export: see [`Shop::supposed_view`].
    pub(crate) fn supposing_matched(self) -> Facts<'a> {
        Facts { supposes_matched: true, ..self }
    }

    /// The same without some orders and all that belongs to them.
    pub(crate) fn without(self, left_out: HashSet<u32>) -> Facts<'a> {
        Facts { left_out, ..self }
    }

    /// Whether an order counts nowhere.
    #[inline]
    pub(super) fn is_left_out(&self, order: u32) -> bool {
        self.shop.is_of_other_shop(order) || (!self.left_out.is_empty() && self.left_out.contains(&order))
    }

    pub(crate) fn shop(&self) -> &'a Shop {
        self.shop
    }

    /// What is counted.
    pub(crate) fn definitions(&self) -> &'a Definitions {
        self.definitions
    }

    /// The class of an after-sale's reason: its place among [`Definitions::reason_classes`].
    pub(crate) fn reason_class(&self, refund: &Refund) -> u16 {
        self.reasons.of_refund(refund).class
    }

    /// Gives every fact to a sink.
    pub fn emit<S: Sink>(&self, sink: &mut S) {
        self.emit_range(0..self.count(), sink);
        self.service(&mut StepEmitter::new(sink));
    }

    /// Gives every fact to one of several sinks, one for each thread that shares the work.
    pub(crate) fn share_out<S: Sink + Send>(&self, new: impl Fn() -> S + Sync) -> Vec<S> {
        let work = |sink: &mut S, range| self.emit_range(range, sink);
        let mut sinks = parallel::fold_ranges(self.shop.threads(), self.count(), self.range_size, new, work);
        if let Some(sink) = sinks.first_mut() {
            self.service(&mut StepEmitter::new(sink));
        }
        sinks
    }

    /// Gives the facts of some orders, without those of single after-sales.
    pub(crate) fn emit_orders<S: Sink>(&self, orders: impl IntoIterator<Item = u32>, sink: &mut S) {
        let mut steps = StepEmitter::new(sink);
        orders.into_iter().for_each(|order| self.order(order, &mut steps));
    }

    /// How many orders and after-sales there are. They are numbered together, the orders first.
    fn count(&self) -> u64 {
        u64::from(self.shop.order_count()) + self.shop.refunds().len() as u64
    }

    /// Gives the facts of orders and after-sales with the numbers of a range.
    fn emit_range<S: Sink>(&self, range: Range<u64>, sink: &mut S) {
        let orders = u64::from(self.shop.order_count());
        let mut steps = StepEmitter::new(sink);
        if steps.wants(Measures::ALL.without(Measures::WITHOUT_ORDERS)) {
            let (mut first, end) = (range.start as u32, range.end.min(orders) as u32);
            while first < end {
                let next = end.min(first + PREFETCHED);
                self.shop.prefetch_orders(first..next);
                (first..next).for_each(|order| self.order(order, &mut steps));
                first = next;
            }
        }
        for number in range.start.max(orders)..range.end {
            self.refund((number - orders) as u32, &mut steps);
        }
    }

    /// Compares by a day or a star, then by product.
    pub(super) fn by_value_and_product<T: Ord>(&self, a: &(T, u32), b: &(T, u32)) -> Ordering {
        a.0.cmp(&b.0).then_with(|| self.shop.compare_products(a.1, b.1))
    }

    /// The product of the sub-order that an after-sale names, else that of the order.
    pub(crate) fn product_of_refund(&self, order: u32, sub: u32) -> u32 {
        self.shop
            .subs_of(order)
            .find(|(index, _)| *index == sub)
            .map_or_else(|| self.shop.product_of_order(order), |(_, s)| s.product)
    }
}
