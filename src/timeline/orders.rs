//! What orders add: on-time pickups, durations, waybills, disputes and returns by pay day.

use super::alike::Alike;
use super::fact::{Sink, Subject};
use super::facts::Facts;
use super::measures::{Measure, Measures};
use super::refunds::{BySubOrder, FirstReasons, ProductsOfRefunds};
use super::steps::{StepEmitter, StepSpan};
use super::tally::Tally;
use crate::indicator::Indicator;
use crate::shop::{NONE, OrderView, RefundKind};
use crate::time::{Day, Stamp};

/// The measures of [`Facts::hours`]. Where none is wanted, the times need not be compared.
const HOURS: Measures = Measures::of_all(&[
    Indicator::PickupHours,
    Indicator::PickupScore,
    Indicator::ArrivalHours,
    Indicator::NextDayDeliveryRate,
]);

/// The measures of an order that its after-sales decide.
const OF_REASONS: Measures = Measures::of_all(&[
    Indicator::QualityReturnRate,
    Indicator::LogisticsReturnRate,
    Indicator::DamageReturnRate,
    Indicator::DisputeLiabilityRate,
]);

impl Facts<'_> {
    #[inline]
    pub(super) fn order<S: Sink>(&self, order: u32, steps: &mut StepEmitter<'_, S>) {
        if self.is_left_out(order) {
            return;
        }
        self.platform_help(order, steps);
        if let Some(view) = self.supposes_matched.then(|| self.shop.supposed_view(order)).flatten() {
            return self.order_view(&view, steps);
        }
        let view = self.shop.view(order);
        if view.has_late_pay {
            return self.order_of_late_pay(order, steps);
        }
        self.order_view(&view, steps);
    }

    #[cold]
    fn order_of_late_pay<S: Sink>(&self, order: u32, steps: &mut StepEmitter<'_, S>) {
        let late = self.shop.days_of_late_pay(order);
        // The order looks different as soon as another payment is known, so its facts are given for one stretch of days
        // after the other.
        let bounds: Vec<Day> = [Day(i32::MIN / 2)].into_iter().chain(late).chain([Day::NEVER]).collect();
        for (from, until) in bounds.iter().zip(bounds.iter().skip(1)) {
            let mut clip = steps.clipped(*from, *until);
            self.order_view(&self.shop.view_at(order, *from), &mut StepEmitter::new(&mut clip));
        }
    }

    /// The facts of one view of an order.
    #[inline]
    fn order_view<S: Sink>(&self, view: &OrderView, steps: &mut StepEmitter<'_, S>) {
        if !view.valid {
            return;
        }
        let order = view.order;
        let product = self.shop.product_of_order(order);
        let has_refunds = self.shop.refunds_of(order).next().is_some();
        let reasons = if has_refunds && steps.wants(OF_REASONS) {
            self.first_reasons(order)
        } else {
            FirstReasons::default()
        };
        if let Some(pay_day) = view.pay.day() {
            let paid = |measure| StepSpan::of_order(measure, order, pay_day, view.since());
            if has_refunds {
                steps.once(paid(Measure::ValidOrders), Tally::case(0), product);
                self.paid_with_refunds(order, &reasons, paid, product, steps);
            } else {
                steps.once_alike(Alike::Paid, paid(Measure::ValidOrders), Tally::case(0), product);
            }
            self.pickup_on_time(view, pay_day, has_refunds, product, steps);
            self.hours(view, product, steps);
        }
        self.transit(view, product, steps);
        self.waybills(view, product, steps);
        self.signed(view, has_refunds, product, reasons.quality, steps);
    }

    /// The measures by pay day of an order with after-sales.
    #[inline(never)]
    fn paid_with_refunds<S: Sink>(
        &self,
        order: u32,
        reasons: &FirstReasons,
        paid: impl Fn(Measure) -> StepSpan,
        product: u32,
        steps: &mut StepEmitter<'_, S>,
    ) {
        let liable = if steps.wants(OF_REASONS) { self.liability_day(order) } else { None };
        for (indicator, known) in [
            (Indicator::LogisticsReturnRate, reasons.logistics),
            (Indicator::DamageReturnRate, reasons.damage),
            (Indicator::DisputeLiabilityRate, liable),
        ] {
            steps.emit(paid(Measure::Of(indicator)), [known.map(|(day, _)| day)], |day| {
                Some(match known {
                    Some((from, its_product)) if from <= day => (Tally::case(1), its_product),
                    _ => (Tally::case(0), product),
                })
            });
        }
    }

    /// Whether every sub-order that is worth money is closed. Sub-orders without a status, as in files of items beside a
    /// file of orders, do not count.
    pub(crate) fn is_closed(&self, order: u32) -> bool {
        let with_status = || self.shop.subs_of(order).filter(|(_, s)| s.is_worth_money() && s.has_status());
        with_status().next().is_some() && with_status().all(|(_, s)| s.is_closed())
    }

    /// Whether pickups and signatures up to a time are in the exports. Without an export of logistics those of orders
    /// hold them.
    #[inline]
    fn logistics_reach(&self, time: Stamp) -> bool {
        time.day_end().is_by(self.reach)
    }

    #[inline]
    fn pickup_on_time<S: Sink>(
        &self,
        view: &OrderView,
        pay_day: Day,
        has_refunds: bool,
        product: u32,
        steps: &mut StepEmitter<'_, S>,
    ) {
        if !steps.wants(Measures::of(Indicator::PickupOnTimeRate)) {
            return;
        }
        let due = self.definitions.pickup_deadline(view.pay, view.promised);
        // Up to the first pickup of the shop there is no logistics data.
        let (Some(due_day), Some(first_pickup)) = (due.day(), self.shop.first_pickup_day) else { return };
        if view.is_without_pickup {
            return;
        }
        let case = StepSpan {
            from: due_day.max(view.since()).max(first_pickup),
            ..StepSpan::of_order(Measure::Of(Indicator::PickupOnTimeRate), view.order, due_day, view.since())
        };
        if !steps.is_wanted(&case) {
            return;
        }
        let refunded = if has_refunds {
            self.refunded_before_shipping(view.order, due).and_then(Stamp::day)
        } else {
            None
        };
        let (shipped, picked_up, signed) = (view.ship.day(), view.pickup.day(), view.sign.day());
        let in_time = view.pickup.is_by(due);
        let closed = !self.refunds_cover(pay_day) && self.is_closed(view.order);
        if !closed && refunded.is_none() && picked_up.is_some_and(|picked_up| picked_up <= case.from) {
            // As of nearly every order, nothing that becomes known later changes it.
            return steps.once(case, Tally::case(i128::from(in_time)), product);
        }
        let beyond_reach = !self.logistics_reach(due);
        let logistics_begin = self.shop.logistics_span.0.map(|(first, _)| first);
        let changes = [shipped, picked_up, signed, refunded, logistics_begin];
        steps.emit(case, changes, |day| {
            let known = |since: Option<Day>| since.is_some_and(|since| since <= day);
            let (shipped, picked_up, signed) = (known(shipped), known(picked_up), known(signed));
            if known(refunded) || (closed && !shipped) {
                return None;
            }
            let untracked = !view.has_parcel && !picked_up;
            let before_logistics = logistics_begin.is_some_and(|first| first <= day && pay_day < first);
            let maybe_later = beyond_reach && !picked_up;
            if (untracked && (shipped || before_logistics)) || (signed && !picked_up) || maybe_later {
                return Some((Tally::unknown(), product));
            }
            Some((Tally::case(i128::from(picked_up && in_time)), product))
        });
    }

    /// When the last sub-order worth money was refunded before shipping, applied for by a deadline; `None` where one was
    /// not.
    pub(crate) fn refunded_before_shipping(&self, order: u32, due: Stamp) -> Option<Stamp> {
        let finished = self
            .shop
            .refunds_of(order)
            .filter(|(_, r)| r.success && r.kind() == RefundKind::BeforeShipping && r.apply.is_by(due))
            .map(|(_, r)| (r.sub, r.finish()))
            .filter(|(_, finished)| !finished.is_missing());
        let finished = BySubOrder::of(finished, Stamp::earliest)?;
        let mut last: Option<Stamp> = None;
        for (sub, _) in self.shop.subs_of(order).filter(|(_, s)| s.is_worth_money()) {
            let finished = finished.get(sub, Stamp::earliest)?;
            last = Some(last.map_or(finished, |last| last.latest(finished)));
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
            let case = |indicator| StepSpan::of_order(Measure::Of(indicator), view.order, day, view.since());
            steps.once(case(Indicator::PickupHours), Tally::seconds(seconds), product);
            if steps.wants(Measures::of(Indicator::PickupScore)) {
                let score =
                    Tally::by_seconds(seconds, |seconds| i128::from(self.pickup_score.score(seconds)));
                steps.once(case(Indicator::PickupScore), score, product);
            }
        }
        if let Some(day) = view.sign.day() {
            let case = |indicator| StepSpan::of_order(Measure::Of(indicator), view.order, day, view.since());
            let seconds = view.sign.seconds_since(view.pay);
            steps.once(case(Indicator::ArrivalHours), Tally::seconds(seconds), product);
            // Days are enough here, so a date without a time of day counts too.
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
        if !steps.wants(Measures::of(Indicator::TransitHours)) {
            return;
        }
        if let (Some(pickup_day), Some(sign_day)) = (view.pickup.day(), view.sign.day()) {
            let since = view.since().max(pickup_day);
            let case = StepSpan::of_order(Measure::Of(Indicator::TransitHours), view.order, sign_day, since);
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
                ..StepSpan::of_order(
                    Measure::Of(Indicator::WaybillSlaRate),
                    view.order,
                    day,
                    view.since().max(exists),
                )
            };
            let in_time = Tally::case(i128::from(sign.is_by(due)));
            if self.logistics_reach(due) {
                steps.once(case, in_time, product);
                return;
            }
            // Beyond the reach it is known once it is signed for.
            let signed = sign.day().unwrap_or(Day::NEVER);
            let state = |day: Day| Some((if signed <= day { in_time } else { Tally::unknown() }, product));
            steps.emit(case, [sign.day()], state);
        };
        if view.has_parcel {
            match self.shop.parcels_of(view.order).only() {
                Some((index, parcel)) => waybill(index, parcel.pickup, parcel.sign(), view.since()),
                None => {
                    for (index, parcel) in self.shop.known_parcels_of(view.order) {
                        waybill(index, parcel.pickup, parcel.sign(), view.since());
                    }
                }
            }
        } else if let Some(exists) = [view.pickup, view.sign].iter().filter_map(|t| t.day()).min() {
            // An orders export's own times make one parcel, which exists from the first of them on.
            waybill(NONE, view.pickup, view.sign, exists);
        }
    }

    /// The first day on which an after-sale names the merchant as liable.
    fn liability_day(&self, order: u32) -> Option<(Day, u32)> {
        let products = ProductsOfRefunds::of(self.shop, order);
        self.shop
            .refunds_of(order)
            .filter(|(_, r)| r.merchant_liable)
            .filter_map(|(_, r)| r.apply.day().map(|day| (day, products.get(r))))
            .min_by(|a, b| self.by_value_and_product(a, b))
    }
}
