//! Sums of an indicator's cases by label and day: what causes are judged by.
//!
//! Groups go by their labels; names are looked up for the few that are told.

use super::sum::{Addend, OpenSum, Sum};
use crate::indicator::Indicator;
use crate::insight::labels::{By, Label, Labels};
use crate::insight::windows::Windows;
use crate::time::Day;
use crate::timeline::{Fact, Facts, Measure, Measures, OrderSpan, Sink};

/// Sums by label: of the few numbers that occur among the many that there are.
#[derive(Debug, Default)]
struct Numbered {
    /// By number: the place of its sum, counted from 1.
    places: Vec<u32>,
    sums: Vec<(Label, OpenSum)>,
}

impl Numbered {
    /// The sum of a label; none where the case has no such label.
    #[inline]
    fn of(&mut self, label: Label) -> Option<&mut OpenSum> {
        let place = match self.places.get(label.place()) {
            Some(place) if *place > 0 => *place,
            _ if label.is_none() => return None,
            _ => self.add(label)?,
        };
        self.sums.get_mut(place as usize - 1).map(|(_, sum)| sum)
    }

    #[inline(never)]
    fn add(&mut self, label: Label) -> Option<u32> {
        if label.place() >= self.places.len() {
            self.places.resize(label.place() + 1, 0);
        }
        self.sums.push((label, OpenSum::default()));
        let place = self.sums.len() as u32;
        *self.places.get_mut(label.place())? = place;
        Some(place)
    }
}

/// The cases of one indicator, summed up.
#[derive(Debug)]
pub(super) struct Groups {
    pub(super) indicator: Indicator,
    pub(super) window_days: i32,
    day: Day,
    by: [Numbered; By::OF_CASES.len()],
    /// By age in days: the last day of the window first.
    days: Vec<OpenSum>,
}

impl Groups {
    /// All cases: each has its day in the window.
    pub(super) fn whole(&self) -> Sum {
        summed_up(&self.days)
    }

    /// The groups that have cases, in no order.
    pub(super) fn labelled(&self) -> impl Iterator<Item = (By, Label, Sum)> {
        let numbered = By::OF_CASES.iter().zip(&self.by);
        numbered.flat_map(|(by, numbered)| numbered.sums.iter().map(|(label, sum)| (*by, *label, sum.sum())))
    }

    /// The runs of so many days inside the window, the earliest first.
    pub(super) fn runs(&self, length: i32) -> impl Iterator<Item = ((Day, Day), Sum)> {
        (0..=self.window_days - length).rev().map(move |age| {
            let days = usize::try_from(age).ok().and_then(|age| self.days.get(age..age + length as usize));
            let sum = summed_up(days.unwrap_or_default());
            ((self.day.plus(1 - length - age), self.day.plus(-age)), sum)
        })
    }

    fn merge(&mut self, other: &Groups) {
        for (own, theirs) in self.by.iter_mut().zip(&other.by) {
            for (label, sum) in &theirs.sums {
                if let Some(own) = own.of(*label) {
                    own.merge(sum);
                }
            }
        }
        for (own, theirs) in self.days.iter_mut().zip(&other.days) {
            own.merge(theirs);
        }
    }
}

fn summed_up(sums: &[OpenSum]) -> Sum {
    let mut all = Sum::default();
    sums.iter().for_each(|sum| all.add(&sum.sum()));
    all
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
            by: Default::default(),
            days: vec![OpenSum::default(); usize::try_from(*window_days).unwrap_or_default()],
        });
        Collection {
            windows: Windows::new(asked.iter().copied(), day),
            labels: Labels::of(facts, day),
            groups: groups.collect(),
        }
    }
}

impl Sink for Collection<'_> {
    #[inline]
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
        let addend = Addend::of(&fact.tally);
        let labels = self.labels.of_case(groups.indicator, fact);
        for (numbered, label) in groups.by.iter_mut().zip(&labels) {
            if let Some(sum) = numbered.of(*label) {
                sum.add(&addend);
            }
        }
        let age = usize::try_from(groups.day.0 - fact.cohort.0).ok();
        if let Some(day) = age.and_then(|age| groups.days.get_mut(age)) {
            day.add(&addend);
        }
    }
}
