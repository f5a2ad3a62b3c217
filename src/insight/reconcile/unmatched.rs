//! Rows whose orders are not in the orders export.
//!
//! Their facts are asked for as if the export held those orders. Nobody knows which of them the platform
//! counts, so the test is whether counting some of them can bring the official figure out: of a rate, `j` of
//! those that would be in its numerator and any number of the others. What depends on an unknown pay time may
//! have come out either way.

use super::{Cause, Finding, Search, Subject, is_rate_of_cases};
use crate::field::Kind;
use crate::indicator::Indicator;
use crate::time::Day;
use crate::timeline::{Fact, Measure, Measures, Sink, Tally};
use std::collections::BTreeMap;

/// So many orders are tried one by one.
const FEW: i64 = 2000;

/// What the unmatched orders would add.
#[derive(Default)]
struct Added {
    /// Of those with a known outcome.
    known: Vec<Tally>,
    /// How many may have come out either way.
    free: i64,
}

/// Takes what stands of an indicator at a day, unknown cases too.
struct Standing<'a> {
    indicator: Indicator,
    day: Day,
    window_days: i32,
    added: &'a mut Added,
}

impl Sink for Standing<'_> {
    fn wants(&self) -> Measures {
        Measures::of(self.indicator)
    }

    fn take(&mut self, fact: &Fact) {
        if fact.measure != Measure::Of(self.indicator) || !fact.stands_at(self.day, self.window_days) {
            return;
        }
        // Whether it was in time depends on when it was paid.
        let either_way = self.indicator == Indicator::PickupOnTimeRate;
        match fact.tally.denominator > 0 && !either_way {
            true => self.added.known.push(fact.tally),
            false => self.added.free += 1,
        }
    }
}

impl Search<'_> {
    pub(super) fn unmatched_orders(&self, subject: &Subject<'_>) -> Option<Finding> {
        let indicator = subject.indicator;
        if !self.shop.has_orders || !indicator.info().kinds.contains(&Kind::Orders) {
            return None;
        }
        let (from, to) = self.window(subject.own);
        let kinds = self.kinds(indicator);
        let mut rows: BTreeMap<Kind, i64> = BTreeMap::new();
        let mut orders = Vec::new();
        for order in (0..self.shop.order_count()).filter(|order| !self.shop.is_known(*order)) {
            let days = self.shop.own_days_of(order);
            let inside = days.filter(|(kind, day)| kinds.contains(kind) && (from..=to).contains(day));
            let before = rows.values().sum::<i64>();
            inside.for_each(|(kind, _)| *rows.entry(kind).or_default() += 1);
            if rows.values().sum::<i64>() > before {
                orders.push(order);
            }
        }
        let mut added = Added::default();
        let window_days = subject.own.window_days;
        let supposed = crate::timeline::Facts::new(self.shop, &self.rulebook.definitions, self.day);
        let count = orders.len() as i64;
        let mut standing = Standing { indicator, day: self.day, window_days, added: &mut added };
        supposed.supposing_matched().emit_orders(orders, &mut standing);
        let all = added.all(subject);
        let exact = all.is_some_and(|(n, d)| subject.target.is_met_by(n / d as f64));
        let cause = Cause::UnmatchedOrders { orders: count, rows: rows.into_iter().collect() };
        (exact || added.some_meet(subject)).then(|| Finding { cause, exact, fraction: all.filter(|_| exact) })
    }
}

impl Added {
    /// The figure with all of them counted, where all outcomes are known.
    fn all(&self, subject: &Subject<'_>) -> Option<(f64, i64)> {
        if self.free > 0 || self.known.is_empty() {
            return None;
        }
        let mut sum = subject.own.tally;
        self.known.iter().for_each(|tally| sum.add(tally, 1));
        Some((sum.shown_numerator(subject.indicator), sum.denominator))
    }

    /// Is there a choice of them with which the figure is the official one?
    fn some_meet(&self, subject: &Subject<'_>) -> bool {
        let (n, d) = subject.fraction();
        if is_rate_of_cases(subject.indicator) {
            let hits = self.known.iter().filter(|tally| tally.numerator > 0).count() as i64;
            let others = self.known.len() as i64 - hits + self.free;
            let all = self.known.len() as i64 + self.free;
            return (0..=hits + self.free).any(|j| {
                // The more others, the smaller the rate: the two ends say whether it passes the official one,
                // and single steps, where they are not too small to miss it, whether it stops there.
                let rate = |others: i64| (n + j as f64) / (d + (j + others) as f64);
                let most = others.min(all - j);
                let mut steps = 0..=most;
                subject.meets(rate(most), rate(0))
                    && (most > FEW || steps.any(|others| subject.target.is_met_by(rate(others))))
            });
        }
        let (low, high) = subject.case_range();
        let mut values: Vec<f64> = self.known.iter().map(|t| t.shown_numerator(subject.indicator)).collect();
        values.sort_by(f64::total_cmp);
        let free = std::iter::repeat_n((), usize::try_from(self.free).unwrap_or_default());
        let ascending = free.clone().map(|()| low).chain(values.iter().copied());
        let descending = free.map(|()| high).chain(values.iter().rev().copied());
        let mean = |(sum, count): (f64, f64)| (n + sum) / (d + count);
        let bound = |cases: Vec<f64>, better: fn(f64, f64) -> f64| {
            let start = ((0.0, 0.0), n / d);
            cases
                .into_iter()
                .fold(start, |((sum, count), best), case| {
                    let next = (sum + case, count + 1.0);
                    (next, better(best, mean(next)))
                })
                .1
        };
        let (least, most) = (bound(ascending.collect(), f64::min), bound(descending.collect(), f64::max));
        self.known.len() as i64 + self.free > 0 && subject.meets(least, most)
    }
}
