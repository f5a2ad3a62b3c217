//! The same figure counted a little otherwise: another window, other classes of reasons, without cases that
//! were struck off.

use super::cause::{Cause, Finding, StruckOffReading};
use super::discrepancy::Discrepancy;
use super::excluded::ListedOrders;
use crate::indicator::{Direction, Indicator};
use crate::insight::standing::Standing;
use crate::rulebook::{Definitions, ReasonClass};
use crate::timeline::{Facts, Subject, Tally};
use std::collections::BTreeSet;

/// Windows the platform has used, in days.
pub(super) const WINDOWS: [i32; 7] = [7, 14, 15, 30, 60, 90, 180];

/// Pairs of changes tell something where they make no more than this share of the figures between the least
/// and the greatest of them.
const TELLING: f64 = 0.1;

/// A cause with what is counted under it, where that is the official figure.
fn exact(of: &Discrepancy<'_>, (cause, tally): (Cause, Tally)) -> Option<Finding> {
    let fraction = (tally.shown_numerator(of.indicator()), tally.denominator);
    of.is_met_by(tally.value(of.indicator())?).then(|| Finding::counted(cause, fraction))
}

/// Windows of another length that bring the official figure out.
pub(super) fn other_windows(of: &Discrepancy<'_>) -> Vec<Finding> {
    let others = WINDOWS.into_iter().filter(|days| *days != of.score.window_days);
    let counted = others.map(|window_days| {
        (Cause::Window { window_days }, of.day.analysis.tally(of.indicator(), window_days))
    });
    counted.filter_map(|counted| exact(of, counted)).collect()
}

/// Both readings of "struck off" for the bad cases of the excluded orders; for a mean, which has no bad
/// cases, all of theirs left out.
pub(super) fn struck_off(of: &Discrepancy<'_>) -> Vec<Finding> {
    let Some(ListedOrders { orders, .. }) = of.day.excluded else { return Vec::new() };
    let indicator = of.indicator();
    let is_excluded = |subject: Subject| match subject {
        Subject::Order(order) | Subject::Parcel(order, _) => orders.contains(&order),
        Subject::Refund(refund) => {
            let refund = of.day.analysis.shop().refund(refund);
            refund.is_some_and(|refund| orders.contains(&refund.order))
        }
        Subject::Service(_) => false,
    };
    let is_rate = of.is_rate_of_cases();
    let (mut left_out, mut cases) = (of.score.tally, 0);
    for case in of.cases.iter().filter(|case| is_excluded(case.subject)) {
        if !is_rate || case.is_bad(indicator) {
            left_out.add(&case.tally, -1);
            cases += 1;
        }
    }
    if cases == 0 {
        return Vec::new();
    }
    let mut readings = vec![(StruckOffReading::LeftOut, left_out)];
    if is_rate {
        // No longer bad: out of the numerator of what should be low, into that of what should be high.
        let sign = if indicator.info().direction == Direction::Low { -1 } else { 1 };
        let mut not_bad = of.score.tally;
        not_bad.numerator += i128::from(sign * cases);
        readings.push((StruckOffReading::NotBad, not_bad));
    }
    let counted = readings.into_iter().map(|(reading, tally)| (Cause::StruckOff { reading, cases }, tally));
    counted.filter_map(|counted| exact(of, counted)).collect()
}

/// An indicator of reasons, counted anew with other classes.
pub(super) struct ReasonRecount<'a> {
    of: &'a Discrepancy<'a>,
    own: Vec<ReasonClass>,
    /// Every class that a reason can be in.
    classes: BTreeSet<ReasonClass>,
    /// The orders with an after-sale: only they have a reason, the others count like before.
    orders: BTreeSet<u32>,
    /// What those count under the own classes, and all others.
    before: Tally,
    rest: Tally,
}

impl<'a> ReasonRecount<'a> {
    /// `None` for an indicator that counts no reasons.
    pub(super) fn new(of: &'a Discrepancy<'a>) -> Option<ReasonRecount<'a>> {
        let mut definitions = of.day.analysis.rulebook().definitions.clone();
        let own = counted(&mut definitions, of.indicator())?.clone();
        let classes = definitions.reason_classes().map(|(class, ..)| class);
        let classes = classes.chain([definitions.quality_mark_class.clone()]).collect();
        let orders = of.day.analysis.shop().refunds().map(|refund| refund.order).collect();
        let (before, rest) = (Tally::default(), of.score.tally);
        let mut recount = ReasonRecount { of, own, classes, orders, before, rest };
        recount.before = recount.sum(&definitions);
        recount.rest.add(&recount.before, -1);
        Some(recount)
    }

    /// Classes, one more or one fewer, that bring the official figure out.
    pub(super) fn one_other(&self) -> Vec<Finding> {
        let counted = self.classes.iter().filter_map(|class| self.with(&[class]));
        counted.filter_map(|counted| exact(self.of, counted)).collect()
    }

    /// Two changes at once, for where nothing else fits. There are many pairs, and in a small shop they come
    /// to nearly every figure that could be: then one that fits proves nothing, and is not told.
    pub(super) fn two_others(&self) -> Vec<Finding> {
        let pairs = self.classes.iter().enumerate();
        let pairs = pairs.flat_map(|(place, a)| self.classes.iter().skip(place + 1).map(move |b| [a, b]));
        let counted: Vec<(Cause, Tally)> = pairs.filter_map(|pair| self.with(&pair)).collect();
        let figures: BTreeSet<i128> = counted.iter().map(|(_, tally)| tally.numerator).collect();
        let (Some(least), Some(most)) = (figures.first(), figures.last()) else { return Vec::new() };
        if figures.len() as f64 > (most - least + 1) as f64 * TELLING {
            return Vec::new();
        }
        counted.into_iter().filter_map(|counted| exact(self.of, counted)).collect()
    }

    /// The figure with some classes changed: out where they count, in where they do not. `None` where that
    /// changes nothing, for it explains nothing.
    fn with(&self, changed: &[&ReasonClass]) -> Option<(Cause, Tally)> {
        let mut definitions = self.of.day.analysis.rulebook().definitions.clone();
        let list = counted(&mut definitions, self.of.indicator())?;
        let (removed, added): (Vec<ReasonClass>, Vec<ReasonClass>) =
            changed.iter().map(|class| (*class).clone()).partition(|class| self.own.contains(class));
        list.retain(|class| !removed.contains(class));
        list.extend(added.iter().cloned());
        let mut tally = self.sum(&definitions);
        if tally == self.before {
            return None;
        }
        tally.add(&self.rest, 1);
        let [added_classes, removed_classes] =
            [added, removed].map(|classes| classes.iter().map(ReasonClass::to_string).collect());
        Some((Cause::ReasonClasses { added_classes, removed_classes }, tally))
    }

    fn sum(&self, definitions: &Definitions) -> Tally {
        let (day, shop) = (self.of.day.analysis.as_of(), self.of.day.analysis.shop());
        let mut standing = Standing::at(day, self.of.indicator(), self.of.score.window_days);
        Facts::new(shop, definitions, day).emit_orders(self.orders.iter().copied(), &mut standing);
        let mut sum = Tally::default();
        standing.facts.iter().for_each(|fact| sum.add(&fact.tally, 1));
        sum
    }
}

/// The classes that an indicator counts; `None` for one that counts no reasons.
fn counted(definitions: &mut Definitions, indicator: Indicator) -> Option<&mut Vec<ReasonClass>> {
    match indicator {
        Indicator::QualityReturnRate => Some(&mut definitions.quality_classes),
        Indicator::LogisticsReturnRate => Some(&mut definitions.logistics_classes),
        Indicator::DamageReturnRate => Some(&mut definitions.damage_classes),
        _ => None,
    }
}
