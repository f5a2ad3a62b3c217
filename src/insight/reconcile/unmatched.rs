//! Rows whose orders are not in the orders export.
//!
//! Their facts are asked for as if the export held those orders. Nobody knows which of them the platform
//! counts, so the test is whether counting some of them can bring the official figure out: of a rate, `j` of
//! those that would be in its numerator and any number of the others. What depends on an unknown pay time may
//! have come out either way.

use super::cause::{Cause, Finding, UnmatchedRows};
use super::discrepancy::Discrepancy;
use crate::field::Kind;
use crate::indicator::Indicator;
use crate::insight::standing::Standing;
use crate::timeline::{Facts, Tally};
use std::collections::BTreeMap;
use std::iter::repeat_n;

/// So many orders are tried one by one.
const FEW: i64 = 2000;

/// What the unmatched orders would add.
struct Added<'a> {
    to: &'a Discrepancy<'a>,
    /// Of those with a known outcome.
    known: Vec<Tally>,
    /// How many may have come out either way.
    free: i64,
}

pub(super) fn unmatched_orders(of: &Discrepancy<'_>) -> Option<Finding> {
    let (indicator, day, shop) = (of.indicator(), of.day.analysis.as_of(), of.day.analysis.shop());
    if !shop.has_orders || !indicator.info().kinds.contains(&Kind::Orders) {
        return None;
    }
    let ((from, to), kinds) = (of.window(), of.kinds());
    let mut rows: BTreeMap<Kind, i64> = BTreeMap::new();
    let mut orders = Vec::new();
    for order in shop.orders().filter(|order| !shop.is_known(*order)) {
        let days = shop.own_days_of(order);
        let inside = days.filter(|(kind, day)| kinds.contains(kind) && (from..=to).contains(day));
        let inside: Vec<Kind> = inside.map(|(kind, _)| kind).collect();
        orders.extend((!inside.is_empty()).then_some(order));
        inside.into_iter().for_each(|kind| *rows.entry(kind).or_default() += 1);
    }
    let unmatched_orders = orders.len() as i64;
    let supposed = Facts::new(shop, &of.day.analysis.rulebook().definitions, day).supposing_matched();
    let mut standing = Standing::at(day, indicator, of.score.window_days);
    supposed.emit_orders(orders, &mut standing);
    // Whether it was picked up in time depends on when it was paid.
    let is_known = |tally: &Tally| tally.denominator > 0 && indicator != Indicator::PickupOnTimeRate;
    let (known, free): (Vec<Tally>, Vec<Tally>) =
        standing.facts.iter().map(|fact| fact.tally).partition(is_known);
    let added = Added { to: of, known, free: free.len() as i64 };
    let fraction = added.all().filter(|(n, d)| of.is_met_by(n / *d as f64));
    let unmatched_rows = rows.into_iter().map(|(kind, rows)| UnmatchedRows { kind, rows }).collect();
    let cause = Cause::UnmatchedOrders { unmatched_orders, unmatched_rows };
    match fraction {
        Some(fraction) => Some(Finding::counted(cause, fraction)),
        None => added.some_meet().then_some(Finding::possible(cause)),
    }
}

impl Added<'_> {
    /// The figure with all of them counted, where all outcomes are known.
    fn all(&self) -> Option<(f64, i64)> {
        if self.free > 0 || self.known.is_empty() {
            return None;
        }
        let mut sum = self.to.score.tally;
        self.known.iter().for_each(|tally| sum.add(tally, 1));
        Some((sum.shown_numerator(self.to.indicator()), sum.denominator))
    }

    /// Is there a choice of them with which the figure is the official one?
    fn some_meet(&self) -> bool {
        let all = self.known.len() as i64 + self.free;
        match self.to.is_rate_of_cases() {
            _ if all == 0 => false,
            true => self.some_meet_rate(all),
            false => self.some_meet_mean(),
        }
    }

    fn some_meet_rate(&self, all: i64) -> bool {
        let (n, d) = self.to.fraction();
        let hits = self.known.iter().filter(|tally| tally.numerator > 0).count() as i64;
        (0..=hits + self.free).any(|j| {
            // The more others, the smaller the rate: the two ends say whether it passes the official one,
            // and single steps, where they are not too small to miss it, whether it stops there.
            let rate = |others: i64| (n + j as f64) / (d + (j + others) as f64);
            let most = (all - hits).min(all - j);
            self.to.is_met_within(rate(most), rate(0))
                && (most > FEW || (0..=most).any(|others| self.to.is_met_by(rate(others))))
        })
    }

    fn some_meet_mean(&self) -> bool {
        let (n, d) = self.to.fraction();
        let (low, high) = self.to.case_range();
        let free = usize::try_from(self.free).unwrap_or_default();
        let mut values: Vec<f64> =
            self.known.iter().map(|tally| tally.shown_numerator(self.to.indicator())).collect();
        values.sort_by(f64::total_cmp);
        let ascending = repeat_n(low, free).chain(values.iter().copied());
        let descending = repeat_n(high, free).chain(values.iter().rev().copied());
        // The mean with the first case, with the first two …
        let means = |(sum, count): &mut (f64, f64), case: f64| {
            (*sum, *count) = (*sum + case, *count + 1.0);
            Some((n + *sum) / (d + *count))
        };
        let least = ascending.scan((0.0, 0.0), means).fold(n / d, f64::min);
        let most = descending.scan((0.0, 0.0), means).fold(n / d, f64::max);
        self.to.is_met_within(least, most)
    }
}
