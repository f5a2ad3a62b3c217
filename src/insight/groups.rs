//! Sums of an indicator's cases by product, carrier, province and day: what causes are judged by.
//!
//! All in integers, so that neither the order of rows nor the number of threads changes a digit. Groups go by
//! their numbers; names are looked up for the few that are told.

use crate::indicator::{Direction, Indicator, Unit};
use crate::shop::{NONE, Shop};
use crate::time::Day;
use crate::timeline::{Fact, Measure, Measures, Sink, Subject, Tally, numerator_unit};

/// What cases are grouped by, days aside.
#[derive(Debug, Clone, Copy)]
pub(super) enum By {
    Product,
    Carrier,
    Province,
}

impl By {
    pub(super) const ALL: [By; 3] = [By::Product, By::Carrier, By::Province];
}

/// Sums of some cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum {
    /// How many they are.
    pub cases: i64,
    /// How many cost points; of no meaning for means.
    pub bad: i64,
    /// What they weigh: 1 each, save days of customer service, which weigh as many conversations as they have.
    pub weight: i64,
    /// Sum of value × weight in the unit of a tally's numerator.
    total: i128,
    /// Sum of value² × weight in the square of that unit: for the standard error of a mean.
    squares: u128,
}

impl Sum {
    fn of(tally: &Tally, is_bad: bool) -> Sum {
        // A numerator is a value times the denominator, so nothing is lost. (And 128 bits divide slowly.)
        let value = match tally.denominator {
            0 | 1 => tally.numerator,
            conversations => tally.numerator / i128::from(conversations),
        };
        let weight = tally.denominator.unsigned_abs();
        Sum {
            cases: 1,
            bad: i64::from(is_bad),
            weight: tally.denominator,
            total: tally.numerator,
            // Seconds in 1e-9 of a day on which nobody answered at all: still far from the end of 128 bits.
            squares: value.unsigned_abs().saturating_pow(2).saturating_mul(u128::from(weight)),
        }
    }

    pub(super) fn add(&mut self, other: &Sum) {
        self.cases += other.cases;
        self.bad += other.bad;
        self.weight = self.weight.saturating_add(other.weight);
        self.total = self.total.saturating_add(other.total);
        self.squares = self.squares.saturating_add(other.squares);
    }

    pub(super) fn minus(&self, other: &Sum) -> Sum {
        Sum {
            cases: self.cases - other.cases,
            bad: self.bad - other.bad,
            weight: self.weight.saturating_sub(other.weight),
            total: self.total.saturating_sub(other.total),
            squares: self.squares.saturating_sub(other.squares),
        }
    }

    /// In the unit in which an indicator is shown.
    pub(super) fn mean(&self, indicator: Indicator) -> f64 {
        self.total as f64 / numerator_unit(indicator) / self.weight as f64
    }

    /// In the square of that unit.
    pub(super) fn variance_of_mean(&self, indicator: Indicator) -> f64 {
        let (mean, unit) = (self.mean(indicator), numerator_unit(indicator));
        let mean_of_squares = self.squares as f64 / (unit * unit) / self.weight as f64;
        (mean_of_squares - mean * mean).max(0.0) / self.cases as f64
    }
}

/// Sums by number: of the few numbers that occur among the many that there are.
#[derive(Debug, Default)]
struct Numbered {
    /// By number: the place of its sum, counted from 1.
    places: Vec<u32>,
    sums: Vec<(u32, Sum)>,
}

impl Numbered {
    fn add(&mut self, number: u32, sum: &Sum) {
        if number == NONE {
            return;
        }
        if number as usize >= self.places.len() {
            self.places.resize(number as usize + 1, 0);
        }
        let Some(place) = self.places.get_mut(number as usize) else { return };
        if *place == 0 {
            self.sums.push((number, *sum));
            *place = self.sums.len() as u32;
        } else if let Some((_, known)) = self.sums.get_mut(*place as usize - 1) {
            known.add(sum);
        }
    }
}

/// The cases of one indicator, summed up.
#[derive(Debug)]
pub(super) struct Groups {
    indicator: Indicator,
    window_days: i32,
    day: Day,
    whole: Sum,
    by: [Numbered; By::ALL.len()],
    /// By age in days: the last day of the window first.
    days: Vec<Sum>,
}

impl Groups {
    pub(super) fn indicator(&self) -> Indicator {
        self.indicator
    }

    pub(super) fn whole(&self) -> &Sum {
        &self.whole
    }

    /// The groups that have cases, in no order.
    pub(super) fn sums(&self, by: By) -> impl Iterator<Item = (u32, &Sum)> {
        self.by
            .get(by as usize)
            .into_iter()
            .flat_map(|numbered| &numbered.sums)
            .map(|(number, sum)| (*number, sum))
    }

    /// The days of the window, with or without cases.
    pub(super) fn days(&self) -> impl Iterator<Item = (Day, &Sum)> {
        self.days.iter().enumerate().map(|(age, sum)| (self.day.plus(-(age as i32)), sum))
    }

    fn add(&mut self, sum: &Sum, cohort: Day, numbers: [u32; By::ALL.len()]) {
        self.whole.add(sum);
        for (numbered, number) in self.by.iter_mut().zip(numbers) {
            numbered.add(number, sum);
        }
        if let Some(day) = usize::try_from(self.day.0 - cohort.0).ok().and_then(|age| self.days.get_mut(age))
        {
            day.add(sum);
        }
    }

    fn merge(&mut self, other: &Groups) {
        self.whole.add(&other.whole);
        for (own, theirs) in self.by.iter_mut().zip(&other.by) {
            theirs.sums.iter().for_each(|(number, sum)| own.add(*number, sum));
        }
        for (own, theirs) in self.days.iter_mut().zip(&other.days) {
            own.add(theirs);
        }
    }
}

/// Sums up the cases of some indicators at a day.
pub(super) struct Collection<'a> {
    shop: &'a Shop,
    day: Day,
    groups: Vec<Groups>,
    wanted: Measures,
    /// By measure: whose groups it fills.
    places: [Option<u8>; Measure::COUNT],
    /// An order whose carrier and province are known: its facts come one after the other.
    order: u32,
    carrier: u32,
    province: u32,
}

impl<'a> Collection<'a> {
    /// Nothing yet, of some indicators in windows of so many days.
    pub(super) fn new(shop: &'a Shop, asked: &[(Indicator, i32)], day: Day) -> Collection<'a> {
        let mut places = [None; Measure::COUNT];
        for (place, (indicator, _)) in asked.iter().enumerate() {
            if let Some(slot) = places.get_mut(Measure::Of(*indicator).index()) {
                *slot = u8::try_from(place).ok();
            }
        }
        let groups = asked.iter().map(|(indicator, window_days)| Groups {
            indicator: *indicator,
            window_days: *window_days,
            day,
            whole: Sum::default(),
            by: Default::default(),
            days: vec![Sum::default(); usize::try_from(*window_days).unwrap_or_default()],
        });
        Collection {
            shop,
            day,
            groups: groups.collect(),
            wanted: asked.iter().map(|(indicator, _)| *indicator).collect(),
            places,
            order: NONE,
            carrier: NONE,
            province: NONE,
        }
    }

    /// What several have collected, as asked.
    pub(super) fn merged(parts: Vec<Collection<'_>>) -> Vec<Groups> {
        let mut parts = parts.into_iter().map(|part| part.groups);
        let mut merged = parts.next().unwrap_or_default();
        for part in parts {
            merged.iter_mut().zip(&part).for_each(|(own, theirs)| own.merge(theirs));
        }
        merged
    }

    #[inline]
    fn place(&self, measure: Measure) -> Option<usize> {
        self.places.get(measure.index()).copied().flatten().map(usize::from)
    }

    /// The product, carrier and province of a fact.
    fn numbers(&mut self, fact: &Fact) -> [u32; By::ALL.len()] {
        let order = match fact.subject {
            Subject::Order(order) | Subject::Parcel(order, _) => order,
            Subject::Refund(refund) => self.shop.refunds().get(refund as usize).map_or(NONE, |r| r.order),
            Subject::Service(_) => NONE,
        };
        if order == NONE {
            return [fact.product, NONE, NONE];
        }
        if order != self.order {
            self.order = order;
            self.carrier = self.shop.carrier_at(order, self.day);
            self.province = self.shop.province_of(order);
        }
        [fact.product, self.carrier, self.province]
    }
}

impl Sink for Collection<'_> {
    fn wants(&self) -> Measures {
        self.wanted
    }

    #[inline]
    fn wants_cohort(&self, measure: Measure, cohort: Day) -> bool {
        let groups = self.place(measure).and_then(|place| self.groups.get(place));
        groups.is_some_and(|groups| cohort <= self.day && self.day < cohort.plus(groups.window_days))
    }

    fn take(&mut self, fact: &Fact) {
        let Some(place) = self.place(fact.measure) else { return };
        let window_days = self.groups.get(place).map_or(0, |groups| groups.window_days);
        if fact.tally.denominator <= 0 || !fact.stands_at(self.day, window_days) {
            return;
        }
        let numbers = self.numbers(fact);
        if let Some(groups) = self.groups.get_mut(place) {
            let sum = Sum::of(&fact.tally, fact.is_bad(groups.indicator));
            groups.add(&sum, fact.cohort, numbers);
        }
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
        tallies.for_each(|tally| sum.add(&Sum::of(tally, false)));
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
