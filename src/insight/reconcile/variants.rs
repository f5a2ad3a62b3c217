//! The same figure counted a little otherwise: another window, other classes of reasons, without cases that
//! were struck off.

use super::{Cause, Finding, Reading, Search, Subject, WINDOWS, is_rate_of_cases};
use crate::indicator::{Direction, Indicator};
use crate::rulebook::Definitions;
use crate::timeline::{Fact, Facts, Measure, Sink, Subject as Whose, Tally, Timeline};
use std::collections::{BTreeSet, HashSet};

/// Adds up what stands of an indicator at a day.
struct Sum {
    indicator: Indicator,
    day: crate::time::Day,
    window_days: i32,
    tally: Tally,
}

impl Sink for Sum {
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
        let windows: Vec<i32> = WINDOWS.into_iter().filter(|days| *days != own).collect();
        let timeline = Timeline::build(self.facts, windows.clone());
        let of = |days: i32| {
            let tally = timeline.indicator(subject.indicator, days, self.day);
            subject.exact(Cause::Window(days), &tally)
        };
        windows.into_iter().filter_map(of).collect()
    }

    /// Classes of reasons, one more or one fewer, that bring it out; two at once only where no single one does.
    pub(super) fn other_reasons(&self, subject: &Subject<'_>) -> Vec<Finding> {
        let mut definitions = self.rulebook.definitions.clone();
        let Some(own) = counted(&mut definitions, subject.indicator).map(|list| list.clone()) else {
            return Vec::new();
        };
        let classes: BTreeSet<String> = self.classes();
        let whole = HashSet::from_iter(self.shop.refunds().iter().map(|refund| refund.order));
        // Only orders with an after-sale have a reason; the others count like before.
        let with_reasons = self.sum(subject, &self.rulebook.definitions, &whole);
        let mut rest = subject.own.tally;
        rest.add(&with_reasons, -1);
        let mut tried = |changed: &[&String]| -> Option<Finding> {
            let list = counted(&mut definitions, subject.indicator)?;
            *list = own.iter().filter(|class| !changed.contains(class)).cloned().collect();
            let added: Vec<String> =
                changed.iter().filter(|class| !own.contains(class)).map(|class| (*class).clone()).collect();
            list.extend(added.iter().cloned());
            let removed = changed.iter().filter(|class| own.contains(class)).map(|class| (*class).clone());
            let mut tally = self.sum(subject, &definitions, &whole);
            // A class without a case changes nothing and explains nothing.
            if tally == with_reasons {
                return None;
            }
            let cause = Cause::ReasonClasses { added, removed: removed.collect() };
            tally.add(&rest, 1);
            subject.exact(cause, &tally)
        };
        let single: Vec<Finding> = classes.iter().filter_map(|class| tried(&[class])).collect();
        if !single.is_empty() {
            return single;
        }
        let pairs = classes.iter().enumerate();
        let pairs = pairs.flat_map(|(place, a)| classes.iter().skip(place + 1).map(move |b| [a, b]));
        pairs.filter_map(|pair| tried(&pair)).collect()
    }

    /// Every class that a reason can be in.
    fn classes(&self) -> BTreeSet<String> {
        let definitions = &self.rulebook.definitions;
        let classes = definitions.reason_classes().map(|(class, ..)| class.to_owned());
        classes.chain([definitions.quality_mark_class.clone()]).collect()
    }

    fn sum(&self, subject: &Subject<'_>, definitions: &Definitions, orders: &HashSet<u32>) -> Tally {
        let (indicator, window_days) = (subject.indicator, subject.own.window_days);
        let mut sum = Sum { indicator, day: self.day, window_days, tally: Tally::default() };
        let facts = Facts::new(self.shop, definitions, self.day);
        facts.emit_orders(orders.iter().copied(), &mut sum);
        sum.tally
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
            order_of(case.subject).is_some_and(|order| excluded.contains(&order)) && (!is_rate || case.is_bad(indicator))
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
            let sign = if indicator.facts().direction == Direction::Low { -1 } else { 1 };
            let mut not_bad = subject.own.tally;
            not_bad.numerator += i128::from(sign * cases);
            readings.push((Reading::NotBad, not_bad));
        }
        let of = |(reading, tally): (Reading, Tally)| subject.exact(Cause::StruckOff { reading, cases }, &tally);
        readings.into_iter().filter_map(of).collect()
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
