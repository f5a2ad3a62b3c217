//! Sums of an indicator's cases by label and day: what causes are judged by.
//!
//! Groups go by their labels; names are looked up for the few that are told.

use super::sum::Sum;
use super::windows::Windows;
use crate::indicator::Indicator;
use crate::insight::labels::{By, Label, Labels};
use crate::time::Day;
use crate::timeline::{Fact, Facts, Measure, Measures, OrderSpan, Sink};

/// What groups have a label for. Days are summed up by themselves: a group is a run of them.
pub(super) const LABELS: [By; 6] =
    [By::Product, By::Carrier, By::Province, By::Reason, By::Channel, By::Creator];

/// Sums by label: of the few numbers that occur among the many that there are.
#[derive(Debug, Default)]
struct Numbered {
    /// By number: the place of its sum, counted from 1.
    places: Vec<u32>,
    sums: Vec<(Label, Sum)>,
}

impl Numbered {
    #[inline]
    fn add(&mut self, label: Label, sum: &Sum) {
        if label.is_none() {
            return;
        }
        if label.place() >= self.places.len() {
            self.places.resize(label.place() + 1, 0);
        }
        let Some(place) = self.places.get_mut(label.place()) else { return };
        if *place == 0 {
            self.sums.push((label, *sum));
            *place = self.sums.len() as u32;
        } else if let Some((_, known)) = self.sums.get_mut(*place as usize - 1) {
            known.add(sum);
        }
    }
}

/// The cases of one indicator, summed up.
#[derive(Debug)]
pub(super) struct Groups {
    pub(super) indicator: Indicator,
    pub(super) window_days: i32,
    day: Day,
    pub(super) whole: Sum,
    by: [Numbered; LABELS.len()],
    /// By age in days: the last day of the window first.
    days: Vec<Sum>,
}

impl Groups {
    /// The groups that have cases, in no order.
    pub(super) fn labelled(&self) -> impl Iterator<Item = (By, Label, &Sum)> {
        let numbered = LABELS.iter().zip(&self.by);
        numbered.flat_map(|(by, numbered)| numbered.sums.iter().map(|(label, sum)| (*by, *label, sum)))
    }

    /// The runs of so many days inside the window, the earliest first.
    pub(super) fn runs(&self, length: i32) -> impl Iterator<Item = ((Day, Day), Sum)> {
        let of_day = |age: i32| usize::try_from(age).ok().and_then(|age| self.days.get(age));
        (0..=self.window_days - length).rev().map(move |age| {
            let mut sum = Sum::default();
            (age..age + length).filter_map(of_day).for_each(|day| sum.add(day));
            ((self.day.plus(1 - length - age), self.day.plus(-age)), sum)
        })
    }

    #[inline]
    fn add(&mut self, sum: &Sum, cohort: Day, labels: [Label; LABELS.len()]) {
        self.whole.add(sum);
        for (numbered, label) in self.by.iter_mut().zip(labels) {
            numbered.add(label, sum);
        }
        if let Some(day) = usize::try_from(self.day.0 - cohort.0).ok().and_then(|age| self.days.get_mut(age))
        {
            day.add(sum);
        }
    }

    fn merge(&mut self, other: &Groups) {
        self.whole.add(&other.whole);
        for (own, theirs) in self.by.iter_mut().zip(&other.by) {
            theirs.sums.iter().for_each(|(label, sum)| own.add(*label, sum));
        }
        for (own, theirs) in self.days.iter_mut().zip(&other.days) {
            own.add(theirs);
        }
    }
}

/// Sums up the cases of some indicators in windows of so many days that end on a day.
pub(super) fn collect(facts: &Facts<'_>, asked: &[(Indicator, i32)], day: Day) -> Vec<Groups> {
    let mut parts =
        facts.share_out(|| Collection::new(facts, asked, day)).into_iter().map(|part| part.groups);
    let mut merged = parts.next().unwrap_or_default();
    for part in parts {
        merged.iter_mut().zip(&part).for_each(|(own, theirs)| own.merge(theirs));
    }
    merged
}

/// Takes the facts of one thread.
struct Collection<'a> {
    windows: Windows,
    labels: Labels<'a>,
    groups: Vec<Groups>,
}

impl<'a> Collection<'a> {
    fn new(facts: &'a Facts<'_>, asked: &[(Indicator, i32)], day: Day) -> Collection<'a> {
        let groups = asked.iter().map(|(indicator, window_days)| Groups {
            indicator: *indicator,
            window_days: *window_days,
            day,
            whole: Sum::default(),
            by: Default::default(),
            days: vec![Sum::default(); usize::try_from(*window_days).unwrap_or_default()],
        });
        Collection {
            windows: Windows::new(asked.iter().copied(), day),
            labels: Labels::of(facts, day),
            groups: groups.collect(),
        }
    }
}

impl Sink for Collection<'_> {
    fn wants(&self) -> Measures {
        self.windows.wanted()
    }

    #[inline]
    fn wants_cohort(&self, measure: Measure, cohort: Day) -> bool {
        self.windows.holds(measure, cohort)
    }

    #[inline]
    fn wants_order(&self, span: OrderSpan) -> bool {
        self.windows.hold_some_of(span)
    }

    fn take(&mut self, fact: &Fact) {
        let Some(groups) = self.windows.place(fact).and_then(|place| self.groups.get_mut(place)) else {
            return;
        };
        let labels = LABELS.map(|by| self.labels.label(by, groups.indicator, fact));
        groups.add(&Sum::of(&fact.tally), fact.cohort, labels);
    }
}
