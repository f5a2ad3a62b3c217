//! What every order adds to every measure: the definitions of SPEC section 5, once.
//!
//! A fact known from day D on is `from: D`; what lies after the as-of day is missing on that day
//! because no step of it has begun.

use super::reasons::Reasons;
use super::refunds::FirstReasons;
use super::steps::{StepEmitter, StepSpan};
use super::{Measure, Measures, Sink, Subject, Tally};
use crate::indicator::Indicator;
use crate::parallel;
use crate::rulebook::{Definitions, ScoreTable};
use crate::shop::{NONE, OrderView, RefundKind, Shop};
use crate::time::{Day, Stamp};
use std::ops::Range;

/// At so many orders a look is taken together.
const TOUCHED: u32 = 64;

/// What [`Facts::hours`] tells of: not worth looking at times for where nobody wants it.
const HOURS: Measures = Measures::of_all(&[
    Indicator::PickupHours,
    Indicator::PickupScore,
    Indicator::ArrivalHours,
    Indicator::NextDayDeliveryRate,
]);

/// What after-sales of an order decide beside its payment.
const OF_REASONS: Measures = Measures::of_all(&[
    Indicator::QualityReturnRate,
    Indicator::LogisticsReturnRate,
    Indicator::DamageReturnRate,
    Indicator::DisputeLiabilityRate,
]);

/// A shop under a rulebook's definitions, ready to tell its facts.
pub struct Facts<'a> {
    pub(super) shop: &'a Shop,
    pub(super) definitions: &'a Definitions,
    pub(super) reasons: Reasons,
    pickup_score: ScoreTable,
    /// The day that customer-service rows without any date belong to.
    pub(super) undated_service_day: Day,
    /// Are orders that no orders export knows taken as if one knew them?
    supposes_matched: bool,
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
            undated_service_day: as_of,
            supposes_matched: false,
            range_size: parallel::ORDERS_PER_RANGE,
        }
    }

    /// The same, shared out among threads by so many orders at a time: a small shop is otherwise the work of one.
    pub fn in_ranges_of(self, size: u32) -> Facts<'a> {
        Facts { range_size: size, ..self }
    }

    /// The same, as if the orders of unmatched rows were in the orders export: see
    /// [`Shop::supposed_view`].
    pub fn supposing_matched(self) -> Facts<'a> {
        Facts { supposes_matched: true, ..self }
    }

    /// The shop.
    pub fn shop(&self) -> &'a Shop {
        self.shop
    }

    /// Tells every fact.
    pub fn emit<S: Sink>(&self, sink: &mut S) {
        self.some(0..self.all(), sink);
        self.service(&mut StepEmitter::new(sink));
    }

    /// Tells every fact once, each to one of several sinks: those of the threads that share the work.
    pub fn share_out<S: Sink + Send>(&self, new: impl Fn() -> S + Sync) -> Vec<S> {
        let some = |sink: &mut S, range| self.some(range, sink);
        let mut sinks = parallel::fold_ranges(self.shop.threads(), self.all(), self.range_size, new, some);
        if let Some(sink) = sinks.first_mut() {
            self.service(&mut StepEmitter::new(sink));
        }
        sinks
    }

    /// Tells the facts of some orders, without those of single after-sales.
    pub fn emit_orders<S: Sink>(&self, orders: impl IntoIterator<Item = u32>, sink: &mut S) {
        let mut steps = StepEmitter::new(sink);
        orders.into_iter().for_each(|order| self.order(order, &mut steps));
    }

    /// Orders and after-sales in one row of numbers, the orders first.
    fn all(&self) -> u64 {
        u64::from(self.shop.order_count()) + self.shop.refunds().len() as u64
    }

    fn some<S: Sink>(&self, range: Range<u64>, sink: &mut S) {
        let orders = u64::from(self.shop.order_count());
        let mut steps = StepEmitter::new(sink);
        if steps.wants(Measures::ALL.without(Measures::WITHOUT_ORDERS)) {
            let (mut first, end) = (range.start as u32, range.end.min(orders) as u32);
            while first < end {
                let next = end.min(first + TOUCHED);
                self.shop.touch_orders(first..next);
                (first..next).for_each(|order| self.order(order, &mut steps));
                first = next;
            }
        }
        for number in range.start.max(orders)..range.end {
            self.refund((number - orders) as u32, &mut steps);
        }
    }

    #[inline]
    fn order<S: Sink>(&self, order: u32, steps: &mut StepEmitter<'_, S>) {
        self.platform_help(order, steps);
        if let Some(view) = self.supposes_matched.then(|| self.shop.supposed_view(order)).flatten() {
            return self.seen(&view, steps);
        }
        if !self.shop.has_late_pay(order) {
            return self.seen(&self.shop.view(order), steps);
        }
        self.order_of_late_pay(order, steps);
    }

    #[cold]
    fn order_of_late_pay<S: Sink>(&self, order: u32, steps: &mut StepEmitter<'_, S>) {
        let late = self.shop.days_of_late_pay(order);
        // The order looks different as soon as another payment is known: its facts one stretch of days
        // after the other.
        let bounds: Vec<Day> = [Day(i32::MIN / 2)].into_iter().chain(late).chain([Day::NEVER]).collect();
        for (from, until) in bounds.iter().zip(bounds.iter().skip(1)) {
            let mut clip = steps.clipped(*from, *until);
            self.seen(&self.shop.view_at(order, *from), &mut StepEmitter::new(&mut clip));
        }
    }

    /// The facts of an order as it is seen.
    #[inline]
    fn seen<S: Sink>(&self, view: &OrderView, steps: &mut StepEmitter<'_, S>) {
        if !view.valid {
            return;
        }
        let order = view.order;
        let product = self.shop.product_of_order(order);
        let has_refunds = self.shop.refunds_of(order).next().is_some();
        let has_reasons = has_refunds && steps.wants(OF_REASONS);
        let reasons = if has_reasons { self.first_reasons(order) } else { FirstReasons::default() };
        if let Some(pay_day) = view.pay.day() {
            let paid = |measure| whole(measure, order, pay_day, view.since());
            steps.once(paid(Measure::ValidOrders), Tally::case(0), product);
            let liable = if has_reasons { self.liability_day(order) } else { None };
            for (indicator, known) in [
                (Indicator::LogisticsReturnRate, reasons.logistics),
                (Indicator::DamageReturnRate, reasons.damage),
                (Indicator::DisputeLiabilityRate, liable),
            ] {
                let changes = || [known.map(|(day, _)| day)].into_iter();
                steps.emit(paid(Measure::Of(indicator)), changes, |day| {
                    Some(match known {
                        Some((from, its_product)) if from <= day => (Tally::case(1), its_product),
                        _ => (Tally::case(0), product),
                    })
                });
            }
            self.pickup_on_time(view, pay_day, product, steps);
            self.hours(view, product, steps);
        }
        self.transit(view, product, steps);
        self.waybills(view, product, steps);
        self.signed(view, product, reasons.quality, steps);
    }

    /// Is every sub-order that is worth money closed? One without any status goes with the others: files
    /// of items beside a file of orders have none.
    fn is_closed(&self, order: u32) -> bool {
        let telling = || self.shop.subs_of(order).filter(|(_, s)| s.is_worth_money() && s.has_status());
        telling().next().is_some() && telling().all(|(_, s)| s.is_closed())
    }

    #[inline]
    fn pickup_on_time<S: Sink>(
        &self,
        view: &OrderView,
        pay_day: Day,
        product: u32,
        steps: &mut StepEmitter<'_, S>,
    ) {
        if !steps.wants(Measures::of(Indicator::PickupOnTimeRate)) {
            return;
        }
        let due = self.definitions.pickup_deadline(view.pay, view.promised);
        // Without any pickup time up to a day there is no logistics data on that day.
        let (Some(due_day), Some(first_pickup)) = (due.day(), self.shop.first_pickup_day) else { return };
        if self.shop.subs_of(view.order).any(|(_, sub)| sub.is_without_pickup()) {
            return;
        }
        let refunded = self.refunded_before_shipping(view.order, due);
        let closed = !self.shop.has(crate::field::Kind::Refunds) && self.is_closed(view.order);
        let logistics_begin = self.shop.logistics_span.0.map(|(first, _)| first);
        let case = StepSpan {
            from: due_day.max(view.since()).max(first_pickup),
            ..whole(Measure::Of(Indicator::PickupOnTimeRate), view.order, due_day, view.since())
        };
        let (shipped, picked_up, signed) = (view.ship.day(), view.pickup.day(), view.sign.day());
        let in_time = view.pickup.is_by(due);
        let changes = || [shipped, picked_up, signed, refunded, logistics_begin].into_iter();
        steps.emit(case, changes, |day| {
            let known = |since: Option<Day>| since.is_some_and(|since| since <= day);
            let (shipped, picked_up, signed) = (known(shipped), known(picked_up), known(signed));
            if known(refunded) || (closed && !shipped) {
                return None;
            }
            let untracked = !view.has_parcel && !picked_up;
            let before_logistics = logistics_begin.is_some_and(|first| first <= day && pay_day < first);
            if (untracked && (shipped || before_logistics)) || (signed && !picked_up) {
                return Some((Tally::unknown(), product));
            }
            Some((Tally::case(i128::from(picked_up && in_time)), product))
        });
    }

    /// The day from which every sub-order worth money stands refunded before shipping.
    fn refunded_before_shipping(&self, order: u32, due: Stamp) -> Option<Day> {
        self.shop.refunds_of(order).next()?;
        let mut last = None;
        for (sub, _) in self.shop.subs_of(order).filter(|(_, s)| s.is_worth_money()) {
            let finished = self
                .shop
                .refunds_of(order)
                .filter(|(_, r)| r.concerns(sub) && r.success && r.kind() == RefundKind::BeforeShipping)
                .filter(|(_, r)| r.apply.is_by(due))
                .filter_map(|(_, r)| r.finish().day())
                .min()?;
            last = last.max(Some(finished));
        }
        last
    }

    #[inline]
    fn hours<S: Sink>(&self, view: &OrderView, product: u32, steps: &mut StepEmitter<'_, S>) {
        if !steps.wants(HOURS) {
            return;
        }
        if let Some(day) = view.pickup.day() {
            let seconds = self.definitions.pickup_night.seconds(view.pay, view.pickup);
            let case = |indicator| whole(Measure::Of(indicator), view.order, day, view.since());
            steps.once(case(Indicator::PickupHours), Tally::seconds(seconds), product);
            let score = Tally::by_seconds(seconds, |seconds| i128::from(self.pickup_score.score(seconds)));
            steps.once(case(Indicator::PickupScore), score, product);
        }
        if let Some(day) = view.sign.day() {
            let case = |indicator| whole(Measure::Of(indicator), view.order, day, view.since());
            let seconds = view.sign.seconds_since(view.pay);
            steps.once(case(Indicator::ArrivalHours), Tally::seconds(seconds), product);
            // Days are enough to tell: a date without a time of day counts too.
            let days = view.pay.day().map(|paid| i64::from(day.0 - paid.0));
            let signed_before_paid = seconds.or(days).is_none_or(|since| since < 0);
            let next_day = match days {
                _ if signed_before_paid => Tally::seconds(Some(-1)),
                days => Tally::case(i128::from(days <= Some(1))),
            };
            steps.once(case(Indicator::NextDayDeliveryRate), next_day, product);
        }
    }

    #[inline]
    fn transit<S: Sink>(&self, view: &OrderView, product: u32, steps: &mut StepEmitter<'_, S>) {
        if let (Some(pickup_day), Some(sign_day)) = (view.pickup.day(), view.sign.day()) {
            let since = view.since().max(pickup_day);
            let case = whole(Measure::Of(Indicator::TransitHours), view.order, sign_day, since);
            steps.once(case, Tally::seconds(view.sign.seconds_since(view.pickup)), product);
        }
    }

    #[inline]
    fn waybills<S: Sink>(&self, view: &OrderView, product: u32, steps: &mut StepEmitter<'_, S>) {
        if !steps.wants(Measures::of(Indicator::WaybillSlaRate)) {
            return;
        }
        let mut waybill = |parcel: u32, pickup: Stamp, sign: Stamp, exists: Day| {
            let due = self.definitions.delivery_due(view.expected, pickup);
            let Some(day) = due.day() else { return };
            let case = StepSpan {
                subject: Subject::Parcel(view.order, parcel),
                ..whole(Measure::Of(Indicator::WaybillSlaRate), view.order, day, view.since().max(exists))
            };
            steps.once(case, Tally::case(i128::from(sign.is_by(due))), product);
        };
        if view.has_parcel {
            for (index, parcel) in self.shop.known_parcels_of(view.order) {
                waybill(index, parcel.pickup, parcel.sign(), view.since());
            }
        } else if let Some(exists) = [view.pickup, view.sign].iter().filter_map(|t| t.day()).min() {
            // An orders export's own times make one parcel, which exists from the first of them on.
            waybill(NONE, view.pickup, view.sign, exists);
        }
    }

    /// The first day on which an after-sale lays a dispute at the merchant's door.
    fn liability_day(&self, order: u32) -> Option<(Day, u32)> {
        self.shop
            .refunds_of(order)
            .filter(|(_, r)| r.merchant_liable)
            .filter_map(|(_, r)| r.apply.day().map(|day| (day, self.product_of_refund(order, r.sub))))
            .min_by(|a, b| self.by_value_and_product(a, b))
    }

    /// First by a day or a star, then by product.
    pub(super) fn by_value_and_product<T: Ord>(&self, a: &(T, u32), b: &(T, u32)) -> std::cmp::Ordering {
        a.0.cmp(&b.0).then_with(|| self.shop.compare_products(a.1, b.1))
    }

    /// The product of the sub-order an after-sale names, else the order's.
    pub(super) fn product_of_refund(&self, order: u32, sub: u32) -> u32 {
        self.shop
            .subs_of(order)
            .find(|(index, _)| *index == sub)
            .map_or_else(|| self.shop.product_of_order(order), |(_, s)| s.product)
    }
}

/// A case of an order in the window of `cohort`, from the later of that day and `since` on.
#[inline]
pub(super) fn whole(measure: Measure, order: u32, cohort: Day, since: Day) -> StepSpan {
    StepSpan { measure, subject: Subject::Order(order), cohort, from: cohort.max(since), until: Day::NEVER }
}
