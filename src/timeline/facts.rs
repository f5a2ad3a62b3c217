//! What every order, after-sale and row of customer service adds to every measure (SPEC section 5).
//!
//! A fact known from day D on begins on D. What lies after the as-of day is therefore missing on that day: none of its
//! steps has begun.

use super::fact::Sink;
use super::measures::Measures;
use super::reasons::Reasons;
use super::spans::{NotingSpans, OrderSpan};
use super::steps::StepEmitter;
use crate::field::Kind;
use crate::rulebook::{Definitions, ScoreTable};
use crate::share::Share;
use crate::shop::{Refund, Shop};
use crate::time::{Day, Stamp};
use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::OnceLock;

/// The facts of a shop under a rulebook's definitions.
pub struct Facts<'a> {
    pub(super) shop: &'a Shop,
    pub(super) definitions: &'a Definitions,
    pub(super) reasons: Reasons,
    pub(super) pickup_score: ScoreTable,
    /// Up to when pickups and signatures are in the exports.
    pub(super) reach: Stamp,
    /// The first and the last pay day of orders whose after-sales would be in the exports.
    refund_days: Option<(Day, Day)>,
    /// The day that customer-service rows without any date belong to.
    pub(super) undated_service_day: Day,
    /// Whether orders in no orders export are taken as if they were in one.
    pub(super) supposes_matched: bool,
    /// Orders that count nowhere, with all that belongs to them.
    left_out: HashSet<u32>,
    /// The orders that count, where others are counted elsewhere.
    share: Option<Share>,
    /// Whether any order may count nowhere: nearly always none does.
    may_leave_out: bool,
    /// By partition, the spans of its orders; known after the first pass over all facts.
    spans: OnceLock<Vec<Vec<OrderSpan>>>,
}

impl<'a> Facts<'a> {
    /// Customer-service rows without any date belong to `as_of`.
    pub fn new(shop: &'a Shop, definitions: &'a Definitions, as_of: Day) -> Facts<'a> {
        let first_refund = shop.span(Kind::Refunds).0.map(|(first, _)| first);
        Facts {
            shop,
            definitions,
            reasons: Reasons::of(shop, definitions),
            pickup_score: definitions.pickup_score.table(),
            reach: shop.reach(if shop.has(Kind::Logistics) { Kind::Logistics } else { Kind::Orders }),
            refund_days: first_refund.zip(shop.reach(Kind::Refunds).day()),
            undated_service_day: as_of,
            supposes_matched: false,
            left_out: HashSet::new(),
            share: None,
            may_leave_out: shop.has_orders_of_other_shops(),
            spans: OnceLock::new(),
        }
    }

    /// The same of a share of the orders alone, and of what belongs to no order with the first.
    pub(crate) fn of_share(self, share: Share) -> Facts<'a> {
        Facts { share: Some(share), may_leave_out: true, spans: OnceLock::new(), ..self }
    }

    /// The same, as if the orders of unmatched rows were in the orders export: see [`Shop::supposed_view`].
    pub(crate) fn supposing_matched(self) -> Facts<'a> {
        Facts { supposes_matched: true, spans: OnceLock::new(), ..self }
    }

    /// The same without some orders and all that belongs to them.
    pub(crate) fn without(self, left_out: HashSet<u32>) -> Facts<'a> {
        Facts { left_out, may_leave_out: true, spans: OnceLock::new(), ..self }
    }

    /// Whether an order counts nowhere.
    #[inline]
    pub(super) fn is_left_out(&self, order: u32) -> bool {
        self.may_leave_out && self.is_of_others(order)
    }

    #[inline(never)]
    fn is_of_others(&self, order: u32) -> bool {
        self.shop.is_of_other_shop(order)
            || self.left_out.contains(&order)
            || self.share.is_some_and(|share| !share.has(self.shop.order_id(order).as_bytes()))
    }

    /// Whether what belongs to no order counts.
    pub(super) fn has_rest(&self) -> bool {
        self.share.is_none_or(Share::has_rest)
    }

    pub(crate) fn shop(&self) -> &'a Shop {
        self.shop
    }

    /// Whether the exports of after-sales would show one of an order paid on a day.
    #[inline]
    pub(crate) fn refunds_cover(&self, pay_day: Day) -> bool {
        self.refund_days.is_some_and(|(first, last)| first <= pay_day && pay_day <= last)
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
        (0..self.shop.partition_count()).for_each(|partition| self.emit_partition(partition, sink));
        self.service(&mut StepEmitter::new(sink));
    }

    /// Gives every fact to one of several sinks, one for each thread that shares the work.
    pub(crate) fn share_out<S: Sink + Send>(&self, new: impl Fn() -> S + Sync) -> Vec<S> {
        let mut sinks =
            self.shop.fold_partitions(new, |sink, partition| self.emit_partition(partition, sink));
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

    /// The same for sinks that want all facts. It makes later passes over some days faster.
    pub(super) fn share_out_all<S: Sink + Send>(&self, new: impl Fn() -> S + Sync) -> Vec<S> {
        if self.spans.get().is_some() {
            return self.share_out(new);
        }
        let new = || (new(), Vec::new());
        let parts = self.shop.fold_partitions(new, |(sink, spans), partition| {
            let orders = self.shop.orders_in(partition);
            let mut noting = NotingSpans::new(sink, orders.len());
            for order in orders {
                self.order(order, &mut StepEmitter::new(&mut noting));
                noting.end_order();
            }
            spans.push((partition, noting.spans));
            self.emit_refunds(partition, &mut StepEmitter::new(sink));
        });
        let (mut sinks, spans): (Vec<S>, Vec<_>) = parts.into_iter().unzip();
        if let Some(sink) = sinks.first_mut() {
            self.service(&mut StepEmitter::new(sink));
        }
        let mut spans = spans.concat();
        spans.sort_unstable_by_key(|(partition, _)| *partition);
        self.spans.get_or_init(|| spans.into_iter().map(|(_, spans)| spans).collect());
        sinks
    }

    /// Gives the facts of the orders and after-sales of a partition.
    fn emit_partition<S: Sink>(&self, partition: usize, sink: &mut S) {
        let mut steps = StepEmitter::new(sink);
        if steps.wants(Measures::ALL.without(Measures::WITHOUT_ORDERS)) {
            let orders = self.shop.orders_in(partition);
            match self.spans.get().and_then(|spans| spans.get(partition)) {
                None => orders.for_each(|order| self.order(order, &mut steps)),
                Some(spans) => {
                    for (order, span) in orders.zip(spans) {
                        if steps.wants_order(*span) {
                            self.order(order, &mut steps);
                        }
                    }
                }
            }
        }
        if steps.wants(Measures::WITHOUT_ORDERS) {
            self.emit_refunds(partition, &mut steps);
        }
    }

    fn emit_refunds<S: Sink>(&self, partition: usize, steps: &mut StepEmitter<'_, S>) {
        self.shop.refunded_orders_in(partition).for_each(|order| self.refunds(order, steps));
    }

    /// Compares by a day or a star, then by product.
    pub(super) fn by_value_and_product<T: Ord>(&self, a: &(T, u32), b: &(T, u32)) -> Ordering {
        a.0.cmp(&b.0).then_with(|| self.shop.compare_products(a.1, b.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Options, load};
    use crate::rulebook::Rulebook;
    use crate::timeline::{Fact, Measure, Timeline};

    struct Wanting {
        wanted: Measures,
        facts: Vec<(Measure, String)>,
    }

    impl Sink for Wanting {
        fn wants(&self) -> Measures {
            self.wanted
        }

        fn take(&mut self, fact: &Fact) {
            self.facts.push((fact.measure, format!("{fact:?}")));
        }
    }

    fn told(facts: &Facts<'_>, wanted: Measures) -> Vec<(Measure, String)> {
        let mut sink = Wanting { wanted, facts: Vec::new() };
        facts.emit(&mut sink);
        sink.facts
    }

    #[test]
    fn who_wants_few_measures_gets_all_of_their_facts() {
        let demo = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");
        let loaded = load(&Options::new(vec![demo.into()], crate::time::now())).unwrap();
        let rulebook = Rulebook::default_rulebook().unwrap();
        let day = loaded.shop.default_as_of().unwrap().0;
        let facts = Facts::new(&loaded.shop, &rulebook.definitions, day);
        let all = told(&facts, Measures::ALL);
        // With the spans that this notes.
        Timeline::build(&facts, vec![30]);
        for measure in Measure::all() {
            let own =
                told(&facts, Measures::of_measures(&[measure])).into_iter().filter(|own| own.0 == measure);
            assert!(own.eq(all.iter().filter(|fact| fact.0 == measure).cloned()), "{measure:?}");
        }
    }
}
