//! Sums of an indicator's cases by label and day: what causes are judged by.
//!
//! All in integers, so that neither the order of rows nor the number of threads changes a digit. Groups go by
//! their labels; names are looked up for the few that are told.

use crate::indicator::{Direction, Indicator, Unit};
use crate::insight::labels::{By, Label, Labels};
use crate::time::Day;
use crate::timeline::{Fact, Facts, Measure, Measures, Sink, Tally, numerator_unit};

/// What groups have a label for. Days are summed up by themselves: a group is a run of them.
pub(super) const LABELS: [By; 6] =
    [By::Product, By::Carrier, By::Province, By::Reason, By::Channel, By::Creator];

/// Sums of some cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum {
    /// How many facts they are.
    pub facts: i64,
    /// Their denominator: 1 each, save days of customer service, which weigh as many conversations as they have.
    pub weight: i64,
    /// Their numerator: the sum of value × weight.
    pub total: i128,
    /// Sum of value² × weight in the square of that unit: for the standard error of a mean.
    squares: u128,
}

impl Sum {
    #[inline]
    fn of(tally: &Tally) -> Sum {
        let value = value_of(tally);
        let weight = tally.denominator.unsigned_abs();
        Sum {
            facts: 1,
            weight: tally.denominator,
            total: tally.numerator,
            // Seconds in 1e-9 of a day on which nobody answered at all: still far from the end of 128 bits.
            squares: value.unsigned_abs().saturating_pow(2).saturating_mul(u128::from(weight)),
        }
    }

    #[inline]
    pub(super) fn add(&mut self, other: &Sum) {
        self.facts += other.facts;
        self.weight = self.weight.saturating_add(other.weight);
        self.total = self.total.saturating_add(other.total);
        self.squares = self.squares.saturating_add(other.squares);
    }

    pub(super) fn minus(&self, other: &Sum) -> Sum {
        Sum {
            facts: self.facts - other.facts,
            weight: self.weight.saturating_sub(other.weight),
            total: self.total.saturating_sub(other.total),
            squares: self.squares.saturating_sub(other.squares),
        }
    }

    /// The numerator in the unit in which an indicator is shown.
    pub(super) fn numerator(&self, indicator: Indicator) -> f64 {
        self.total as f64 / numerator_unit(indicator)
    }

    /// In the unit in which an indicator is shown.
    pub(super) fn mean(&self, indicator: Indicator) -> f64 {
        self.numerator(indicator) / self.weight as f64
    }

    /// How many of the cases of a rate cost points.
    pub(super) fn bad(&self, indicator: Indicator) -> f64 {
        match indicator.info().direction {
            Direction::Low => self.numerator(indicator),
            Direction::High => self.weight as f64 - self.numerator(indicator),
        }
    }

    /// In the square of that unit. A day of customer service is one observation, however many conversations it has.
    pub(super) fn variance_of_mean(&self, indicator: Indicator) -> f64 {
        let (mean, unit) = (self.mean(indicator), numerator_unit(indicator));
        let mean_of_squares = self.squares as f64 / (unit * unit) / self.weight as f64;
        (mean_of_squares - mean * mean).max(0.0) / self.facts as f64
    }
}

/// The value of a case in the unit of a tally's numerator.
#[inline]
pub(super) fn value_of(tally: &Tally) -> i128 {
    // A numerator is a value times the denominator, so nothing is lost. (And 128 bits divide slowly.)
    match tally.denominator {
        0 | 1 => tally.numerator,
        conversations => tally.numerator / i128::from(conversations),
    }
}

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

/// Which of some windows a fact of a measure falls into.
pub(super) struct Windows {
    day: Day,
    wanted: Measures,
    /// By measure: its place, and the length of its window.
    places: [Option<(u8, i32)>; Measure::COUNT],
}

impl Windows {
    pub(super) fn new(asked: impl Iterator<Item = (Indicator, i32)>, day: Day) -> Windows {
        let mut windows = Windows { day, wanted: Measures::default(), places: [None; Measure::COUNT] };
        for (place, (indicator, window_days)) in asked.enumerate() {
            windows.wanted = windows.wanted.with(indicator);
            if let Some(slot) = windows.places.get_mut(Measure::Of(indicator).index()) {
                *slot = u8::try_from(place).ok().map(|place| (place, window_days));
            }
        }
        windows
    }

    pub(super) fn wanted(&self) -> Measures {
        self.wanted
    }

    #[inline]
    fn of(&self, measure: Measure) -> Option<(usize, i32)> {
        let (place, window_days) = self.places.get(measure.index()).copied().flatten()?;
        Some((usize::from(place), window_days))
    }

    #[inline]
    pub(super) fn holds(&self, measure: Measure, cohort: Day) -> bool {
        let window = self.of(measure);
        window.is_some_and(|(_, days)| cohort <= self.day && self.day < cohort.plus(days))
    }

    /// The place of the window in which a fact counts as a case.
    #[inline]
    pub(super) fn place(&self, fact: &Fact) -> Option<usize> {
        let (place, window_days) = self.of(fact.measure)?;
        (fact.tally.denominator > 0 && fact.stands_at(self.day, window_days)).then_some(place)
    }
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

    fn take(&mut self, fact: &Fact) {
        let Some(groups) = self.windows.place(fact).and_then(|place| self.groups.get_mut(place)) else {
            return;
        };
        let labels = LABELS.map(|by| self.labels.label(by, groups.indicator, fact));
        groups.add(&Sum::of(&fact.tally), fact.cohort, labels);
    }
}

impl Fact {
    /// Is it a case that costs points? Only for rates of orders and parcels; means have no bad cases.
    pub(crate) fn is_bad(&self, indicator: Indicator) -> bool {
        let facts = indicator.info();
        facts.unit == Unit::Ratio && (self.tally.numerator > 0) == (facts.direction == Direction::Low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hours whose floating sums differ with their order.
    fn hours() -> Vec<Tally> {
        (0..1000_i64).map(|i| Tally::case(i128::from(i * 7_919 % 100_003 + 1))).collect()
    }

    fn summed<'t>(tallies: impl Iterator<Item = &'t Tally>) -> Sum {
        let mut sum = Sum::default();
        tallies.for_each(|tally| sum.add(&Sum::of(tally)));
        sum
    }

    #[test]
    fn no_order_of_cases_changes_a_sum() {
        let hours = hours();
        let forward = summed(hours.iter());
        assert_eq!(forward, summed(hours.iter().rev()));
        let (odd, even): (Vec<&Tally>, Vec<&Tally>) = hours.iter().partition(|t| t.numerator % 2 == 1);
        let (mut halves, odd) = (summed(even.into_iter()), summed(odd.into_iter()));
        assert_eq!(forward.minus(&odd), halves);
        halves.add(&odd);
        assert_eq!(forward, halves);
    }

    #[test]
    fn a_mean_is_the_one_that_the_figures_themselves_give() {
        let hours = hours();
        let mut tally = Tally::default();
        hours.iter().for_each(|own| tally.add(own, 1));
        let sum = summed(hours.iter());
        assert_eq!(Some(sum.mean(Indicator::ArrivalHours)), tally.value(Indicator::ArrivalHours));
    }

    #[test]
    fn the_variance_is_that_of_the_mean() {
        // 1, 2 and 6 hours: mean 3, squares 41 / 3, variance 14 / 3, of the mean 14 / 9.
        let of_hours = [1, 2, 6].map(|hours| Tally::case(hours * 3600));
        let variance = summed(of_hours.iter()).variance_of_mean(Indicator::ArrivalHours);
        assert!((variance - 14.0 / 9.0).abs() < 1e-12, "{variance}");
        // A day of 3 conversations at 10 s and one of 1 at 30 s: mean 15, squares 300, variance 75, of two days.
        let day = |seconds: i128, conversations: i64| Tally {
            numerator: seconds * 1_000_000_000 * i128::from(conversations),
            denominator: conversations,
            ..Tally::default()
        };
        let days = summed([day(10, 3), day(30, 1)].iter());
        assert_eq!(days.mean(Indicator::ImReplySeconds), 15.0);
        assert!((days.variance_of_mean(Indicator::ImReplySeconds) - 37.5).abs() < 1e-12);
    }

    #[test]
    fn figures_beyond_all_measure_do_not_overflow() {
        let most = Tally { numerator: i128::MAX, denominator: 1, ..Tally::default() };
        let sum = summed([most, most, Tally { denominator: i64::MAX, ..most }].iter());
        assert!(sum.mean(Indicator::ImReplySeconds).is_finite());
        assert_eq!((sum.squares, sum.total, sum.weight), (u128::MAX, i128::MAX, i64::MAX));
    }
}
