//! The same figure counted a little otherwise: another window, other classes of reasons, without cases that
//! were struck off.

use super::{Cause, Finding, Reading, Search, Subject, WINDOWS, is_rate_of_cases};
use crate::indicator::{Direction, Indicator};
use crate::rulebook::Definitions;
use crate::timeline::{Fact, Facts, Measure, Measures, Sink, Subject as Whose, Tally};
use std::collections::BTreeSet;

/// Pairs of changes tell something where they make no more than this share of the figures between the least
/// and the greatest of them.
const TELLING: f64 = 0.1;

/// Adds up what stands of an indicator at a day.
struct Sum {
    indicator: Indicator,
    day: crate::time::Day,
    window_days: i32,
    tally: Tally,
}

impl Sink for Sum {
    fn wants(&self) -> Measures {
        Measures::of(self.indicator)
    }

    fn take(&mut self, fact: &Fact) {
        if fact.measure == Measure::Of(self.indicator) && fact.stands_at(self.day, self.window_days) {
            self.tally.add(&fact.tally, 1);
        }
    }
}

impl Search<'_> {
    /// Windows of another length that bring the official figure out.
    pub(super) fn other_windows(&self, subject: &Subject<'_>) -> Vec<Finding> {
        let own = subject.own.window_days;
        let of = |days: i32| {
            let tally = self.timeline.indicator(subject.indicator, days, self.day);
            subject.exact(Cause::Window(days), &tally)
        };
        WINDOWS.into_iter().filter(|days| *days != own).filter_map(of).collect()
    }

    /// Classes of reasons, one more or one fewer, that bring it out.
    pub(super) fn other_reasons(&self, subject: &Subject<'_>) -> Vec<Finding> {
        let Some(recount) = Recount::new(self, subject) else { return Vec::new() };
        let classes = self.classes();
        let counted = classes.iter().filter_map(|class| recount.with(&[class]));
        counted.filter_map(|(cause, tally)| subject.exact(cause, &tally)).collect()
    }

    /// Two changes at once, for where nothing else fits. There are many pairs, and in a small shop they come
    /// to nearly every figure that could be: then one that fits proves nothing, and is not told.
    pub(super) fn two_other_reasons(&self, subject: &Subject<'_>) -> Vec<Finding> {
        let Some(recount) = Recount::new(self, subject) else { return Vec::new() };
        let classes = self.classes();
        let pairs = classes.iter().enumerate();
        let pairs = pairs.flat_map(|(place, a)| classes.iter().skip(place + 1).map(move |b| [a, b]));
        let counted: Vec<(Cause, Tally)> = pairs.filter_map(|pair| recount.with(&pair)).collect();
        let figures: BTreeSet<i128> = counted.iter().map(|(_, tally)| tally.numerator).collect();
        let (Some(least), Some(most)) = (figures.first(), figures.last()) else { return Vec::new() };
        if figures.len() as f64 > (most - least + 1) as f64 * TELLING {
            return Vec::new();
        }
        counted.into_iter().filter_map(|(cause, tally)| subject.exact(cause, &tally)).collect()
    }

    /// Every class that a reason can be in.
    fn classes(&self) -> BTreeSet<String> {
        let definitions = &self.rulebook.definitions;
        let classes = definitions.reason_classes().map(|(class, ..)| class.to_owned());
        classes.chain([definitions.quality_mark_class.clone()]).collect()
    }

    /// Both readings of "struck off" for the bad cases of the excluded orders; for a mean, which has no bad
    /// cases, all of theirs left out.
    pub(super) fn struck_off(&self, subject: &Subject<'_>) -> Vec<Finding> {
        let Some(excluded) = self.excluded else { return Vec::new() };
        let indicator = subject.indicator;
        let order_of = |whose: Whose| match whose {
            Whose::Order(order) | Whose::Parcel(order, _) => Some(order),
            Whose::Refund(refund) => self.shop.refunds().get(refund as usize).map(|refund| refund.order),
            Whose::Service(_) => None,
        };
        let is_rate = is_rate_of_cases(indicator);
        let struck = subject.cases.iter().filter(|case| {
            order_of(case.subject).is_some_and(|order| excluded.contains(&order))
                && (!is_rate || case.is_bad(indicator))
        });
        let (mut left_out, mut cases) = (subject.own.tally, 0);
        for case in struck {
            left_out.add(&case.tally, -1);
            cases += 1;
        }
        if cases == 0 {
            return Vec::new();
        }
        let mut readings = vec![(Reading::LeftOut, left_out)];
        if is_rate {
            // No longer bad: out of the numerator of what should be low, into that of what should be high.
            let sign = if indicator.info().direction == Direction::Low { -1 } else { 1 };
            let mut not_bad = subject.own.tally;
            not_bad.numerator += i128::from(sign * cases);
            readings.push((Reading::NotBad, not_bad));
        }
        let of =
            |(reading, tally): (Reading, Tally)| subject.exact(Cause::StruckOff { reading, cases }, &tally);
        readings.into_iter().filter_map(of).collect()
    }
}

/// An indicator of reasons, counted anew with other classes.
struct Recount<'a> {
    search: &'a Search<'a>,
    subject: &'a Subject<'a>,
    own: Vec<String>,
    /// The orders with an after-sale: only they have a reason, the others count like before.
    orders: BTreeSet<u32>,
    /// What those count under the own classes, and all others.
    before: Tally,
    rest: Tally,
}

impl<'a> Recount<'a> {
    /// `None` for an indicator that counts no reasons.
    fn new(search: &'a Search<'a>, subject: &'a Subject<'a>) -> Option<Recount<'a>> {
        let mut definitions = search.rulebook.definitions.clone();
        let own = counted(&mut definitions, subject.indicator)?.clone();
        let orders = search.shop.refunds().iter().map(|refund| refund.order).collect();
        let (before, rest) = (Tally::default(), subject.own.tally);
        let mut recount = Recount { search, subject, own, orders, before, rest };
        recount.before = recount.sum(&definitions);
        recount.rest.add(&recount.before, -1);
        Some(recount)
    }

    /// The figure with some classes changed: out where they count, in where they do not. `None` where that
    /// changes nothing, for it explains nothing.
    fn with(&self, changed: &[&String]) -> Option<(Cause, Tally)> {
        let mut definitions = self.search.rulebook.definitions.clone();
        let list = counted(&mut definitions, self.subject.indicator)?;
        let (removed, added): (Vec<String>, Vec<String>) =
            changed.iter().map(|class| (*class).clone()).partition(|class| self.own.contains(class));
        list.retain(|class| !removed.contains(class));
        list.extend(added.iter().cloned());
        let mut tally = self.sum(&definitions);
        if tally == self.before {
            return None;
        }
        tally.add(&self.rest, 1);
        Some((Cause::ReasonClasses { added, removed }, tally))
    }

    fn sum(&self, definitions: &Definitions) -> Tally {
        let (indicator, window_days) = (self.subject.indicator, self.subject.own.window_days);
        let mut sum = Sum { indicator, day: self.search.day, window_days, tally: Tally::default() };
        let facts = Facts::new(self.search.shop, definitions, self.search.day);
        facts.emit_orders(self.orders.iter().copied(), &mut sum);
        sum.tally
    }
}

impl Subject<'_> {
    /// A finding, where what was counted brings the official figure out.
    fn exact(&self, cause: Cause, tally: &Tally) -> Option<Finding> {
        let value = tally.value(self.indicator)?;
        let fraction = Some((tally.shown_numerator(self.indicator), tally.denominator));
        self.target.is_met_by(value).then_some(Finding { cause, exact: true, fraction })
    }
}

/// The classes that an indicator counts; `None` for one that counts no reasons.
fn counted(definitions: &mut Definitions, indicator: Indicator) -> Option<&mut Vec<String>> {
    match indicator {
        Indicator::QualityReturnRate => Some(&mut definitions.quality_classes),
        Indicator::LogisticsReturnRate => Some(&mut definitions.logistics_classes),
        Indicator::DamageReturnRate => Some(&mut definitions.damage_classes),
        _ => None,
    }
}
