//! What after-sales add: first reasons, durations, calls for the platform.

use super::fact::{Sink, Subject};
use super::facts::Facts;
use super::measures::{Measure, Measures};
use super::steps::{StepEmitter, StepSpan};
use super::tally::Tally;
use crate::indicator::Indicator;
use crate::shop::{NONE, Refund, RefundKind, Shop};
use crate::time::Day;
use std::cell::OnceCell;

/// Of some classes the day on which the first reason of a sub-order falls into them, and the product concerned.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct FirstReasons {
    pub(super) quality: Option<(Day, u32)>,
    pub(super) logistics: Option<(Day, u32)>,
    pub(super) damage: Option<(Day, u32)>,
}

/// What the after-sales of an order say for each of its sub-orders, where one that names none says it for all.
pub(super) struct BySubOrder<T> {
    of_all: Option<T>,
    /// What is said for one sub-order and for no other: the usual case.
    only: Option<(u32, T)>,
    /// Else what is said for each, in the order of their numbers.
    own: Vec<(u32, T)>,
}

impl<T: Copy> BySubOrder<T> {
    /// Of what is said for the same sub-order, [`NONE`] for all, the better counts; `None` where nothing is said.
    #[inline]
    pub(super) fn of(
        mut said: impl Iterator<Item = (u32, T)>,
        better: impl Fn(T, T) -> T,
    ) -> Option<BySubOrder<T>> {
        let first = said.next()?;
        let Some(second) = said.next() else {
            let is_of_all = first.0 == NONE;
            let (of_all, only) = (is_of_all.then_some(first.1), (!is_of_all).then_some(first));
            return Some(BySubOrder { of_all, only, own: Vec::new() });
        };
        let mut own: Vec<(u32, T)> = [first, second].into_iter().chain(said).collect();
        own.sort_by_key(|(sub, _)| *sub);
        own.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 = better(kept.1, next.1);
            }
            is_same
        });
        let of_all = own.pop_if(|(sub, _)| *sub == NONE).map(|(_, said)| said);
        Some(BySubOrder { of_all, only: None, own })
    }

    pub(super) fn get(&self, sub: u32, better: impl Fn(T, T) -> T) -> Option<T> {
        let place = || self.own.binary_search_by_key(&sub, |(sub, _)| *sub).ok();
        let own = self.only.filter(|(only, _)| *only == sub);
        let own = own.or_else(|| self.own.get(place()?).copied()).map(|(_, said)| said);
        match (self.of_all, own) {
            (Some(all), Some(own)) => Some(better(all, own)),
            (all, own) => all.or(own),
        }
    }
}

/// The products of the after-sales of an order: that of the sub-order that one names, else that of the order.
pub(crate) struct ProductsOfRefunds<'s> {
    shop: &'s Shop,
    order: u32,
    /// Found out once: an order may have as many after-sales as sub-orders.
    whole: OnceCell<u32>,
}

impl<'s> ProductsOfRefunds<'s> {
    pub(crate) fn of(shop: &'s Shop, order: u32) -> ProductsOfRefunds<'s> {
        ProductsOfRefunds { shop, order, whole: OnceCell::new() }
    }

    pub(crate) fn get(&self, refund: &Refund) -> u32 {
        match self.shop.sub_of(self.order, refund.sub) {
            Some(sub) => sub.product,
            None => *self.whole.get_or_init(|| self.shop.product_of_order(self.order)),
        }
    }
}

impl Facts<'_> {
    /// For each sub-order its earliest after-sale by apply time decides, of any kind and outcome except refunds before
    /// shipping. One that names only the main order belongs to all its sub-orders.
    pub(super) fn first_reasons(&self, order: u32) -> FirstReasons {
        let mut first = FirstReasons::default();
        let counts =
            |refund: &Refund| refund.kind() != RefundKind::BeforeShipping && !refund.apply.is_missing();
        let refunds = self.shop.refunds_of(order).filter(|(_, refund)| counts(refund));
        let earlier = |a, b| if self.earlier(a, b).is_le() { a } else { b };
        let Some(earliest) = BySubOrder::of(refunds.map(|found| (found.1.sub, found)), earlier) else {
            return first;
        };
        let mut sub_orders = self.shop.subs_of(order).map(|(index, sub)| (index, sub.product)).peekable();
        // An order that is only in a logistics export has no sub-orders and counts as its own.
        let own = sub_orders.peek().is_none().then_some((NONE, NONE));
        for (sub, product) in sub_orders.chain(own) {
            let Some((_, refund)) = earliest.get(sub, earlier) else { continue };
            let Some(day) = refund.apply.day() else { continue };
            let within = self.reasons.of_refund(refund);
            for (is_in, slot) in [
                (within.quality, &mut first.quality),
                (within.logistics, &mut first.logistics),
                (within.damage, &mut first.damage),
            ] {
                if is_in
                    && slot.is_none_or(|known| self.by_value_and_product(&(day, product), &known).is_lt())
                {
                    *slot = Some((day, product));
                }
            }
        }
        first
    }

    /// By apply time, then by id.
    fn earlier(&self, a: (u32, &Refund), b: (u32, &Refund)) -> std::cmp::Ordering {
        let by_time = a.1.apply.instant().cmp(&b.1.apply.instant());
        by_time.then_with(|| self.shop.compare_refund_ids(a.0, b.0))
    }

    #[inline]
    pub(super) fn platform_help<S: Sink>(&self, order: u32, steps: &mut StepEmitter<'_, S>) {
        if !steps.wants(Measures::of(Indicator::PlatformHelpRate)) {
            return;
        }
        let applied = |arbitrated: bool| {
            self.shop
                .refunds_of(order)
                .filter(|(_, r)| !arbitrated || r.arbitrated == Some(true))
                .filter_map(|(_, r)| r.apply.day())
                .min()
        };
        let Some(first) = applied(false) else { return };
        let called = applied(true);
        let case = StepSpan::of_order(Measure::Of(Indicator::PlatformHelpRate), order, first, first);
        let product = self.shop.product_of_order(order);
        steps.emit(case, [called], |day| {
            Some((Tally::case(i128::from(called.is_some_and(|c| c <= day))), product))
        });
    }

    /// The durations of the successful after-sales of an order, known or not.
    pub(super) fn refunds<S: Sink>(&self, order: u32, steps: &mut StepEmitter<'_, S>) {
        if self.is_left_out(order) {
            return;
        }
        let products = ProductsOfRefunds::of(self.shop, order);
        for (index, refund) in self.shop.refunds_of(order).filter(|(_, refund)| refund.success) {
            self.refund(index, refund, &products, steps);
        }
    }

    fn refund<S: Sink>(
        &self,
        index: u32,
        refund: &Refund,
        products: &ProductsOfRefunds<'_>,
        steps: &mut StepEmitter<'_, S>,
    ) {
        let Some(finished) = refund.finish().day() else { return };
        let product = products.get(refund);
        let case = |indicator| StepSpan {
            subject: Subject::Refund(index),
            ..StepSpan::of_order(Measure::Of(indicator), refund.order, finished, finished)
        };
        let settled = match refund.kind() {
            RefundKind::BeforeShipping | RefundKind::RefundOnly => Some(Indicator::RefundOnlyHours),
            RefundKind::Return => Some(Indicator::ReturnRefundHours),
            RefundKind::Other => None,
        };
        // Settled by the merchant: without arbitration. Where no file has that column, all count.
        if let Some(indicator) = settled.filter(|_| refund.arbitrated != Some(true)) {
            let tally = Tally::seconds(refund.finish().seconds_since(refund.apply));
            steps.once(case(indicator), tally.approximate_if(refund.arbitrated.is_none()), product);
        }
        let kind = refund.kind();
        let Some(limit) = self.definitions.handled_within_hours.seconds(kind) else { return };
        // When the merchant has agreed, as far as that is known on a day.
        let agreed = |day: Day| match (refund.agree.day().is_some_and(|d| d <= day), kind) {
            (true, _) => Some(refund.agree),
            (false, RefundKind::RefundOnly) => Some(refund.finish()),
            (false, _) => None,
        };
        let night = &self.definitions.review_night;
        let changes = [refund.agree.day()];
        steps.emit(case(Indicator::AftersaleReviewHours), changes, |day| {
            let seconds = agreed(day).and_then(|end| night.seconds(refund.apply, end));
            Some((Tally::seconds(seconds), product))
        });
        steps.emit(case(Indicator::AftersaleHandledInTimeRate), changes, |day| {
            let seconds = agreed(day).and_then(|end| end.seconds_since(refund.apply));
            Some((Tally::by_seconds(seconds, |taken| i128::from(taken <= limit)), product))
        });
    }
}
