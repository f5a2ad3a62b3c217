//! Where steps begin and end, by day: what the timeline is summed up from.
//!
//! A window that ends on day D holds the cohort days D − N + 1 … D, so nearly every step stands from the day it
//! begins until N days after its cohort day. Only that end moves with N. It is therefore noted by *cohort* day,
//! once for windows of all lengths: what stands on D is what has begun up to D, less what has a cohort day up to
//! D − N. A step that something else ends before it would leave even the shortest window is taken off where it
//! ends, for all lengths likewise. The few that are neither, because they begin or end between the end of one
//! window and that of another, are noted for each length by itself.

use super::{Fact, Measure, Tally};
use crate::time::Day;

/// Values by day, from the first day anything was added to.
#[derive(Debug, Clone)]
pub(super) struct ByDay<T> {
    first: i32,
    values: Vec<T>,
}

/// Days to spare on both sides where the days known so far do not do.
const SPARE_DAYS: i64 = 64;

impl<T: Copy + Default> ByDay<T> {
    pub const EMPTY: ByDay<T> = ByDay { first: 0, values: Vec::new() };

    #[inline]
    pub fn slot(&mut self, day: Day) -> Option<&mut T> {
        self.make_room(day);
        let place = self.place(day);
        self.values.get_mut(place)
    }

    /// The same where there is room for the day already.
    #[inline(always)]
    fn known(&mut self, day: Day) -> Option<&mut T> {
        let place = self.place(day);
        self.values.get_mut(place)
    }

    /// Where a day is; beyond the end where there is no room for it.
    #[inline(always)]
    fn place(&self, day: Day) -> usize {
        day.0.wrapping_sub(self.first) as u32 as usize
    }

    #[inline]
    fn make_room(&mut self, day: Day) {
        if self.place(day) >= self.values.len() {
            self.widen(day);
        }
    }

    #[cold]
    #[inline(never)]
    fn widen(&mut self, day: Day) {
        let (day, first) = (i64::from(day.0), i64::from(self.first));
        let known =
            if self.values.is_empty() { day..day + 1 } else { first..first + self.values.len() as i64 };
        // As much again where it grows, so that days coming in one by one do not move everything each time.
        let spare = SPARE_DAYS.max(known.end - known.start);
        let from = if day < known.start { day - spare } else { known.start };
        let until = if day >= known.end || self.values.is_empty() { day + 1 + spare } else { known.end };
        let Ok(from_day) = i32::try_from(from) else { return };
        let before = if self.values.is_empty() { 0 } else { (known.start - from) as usize };
        self.values.splice(0..0, std::iter::repeat_n(T::default(), before));
        self.values.resize((until - from) as usize, T::default());
        self.first = from_day;
    }

    pub fn iter(&self) -> impl Iterator<Item = (Day, &T)> {
        (self.first..).map(Day).zip(&self.values)
    }
}

impl ByDay<Tally> {
    pub fn add(&mut self, day: Day, tally: &Tally, sign: i64) {
        if let Some(value) = self.slot(day) {
            value.add(tally, sign);
        }
    }

    /// From differences to sums.
    pub fn sum_up(&mut self) {
        let mut sum = Tally::default();
        for value in &mut self.values {
            sum.add(value, 1);
            *value = sum;
        }
    }

    /// Before the first day nothing stands; after the last the sum no longer changes.
    pub fn at(&self, day: Day) -> Tally {
        let place = i64::from(day.0) - i64::from(self.first);
        let Ok(place) = usize::try_from(place) else { return Tally::default() };
        self.values.get(place).or(self.values.last()).copied().unwrap_or_default()
    }
}

/// The two numbers that every fact has, in 64 bits.
#[derive(Debug, Clone, Copy, Default)]
struct Fraction {
    numerator: i64,
    denominator: i64,
}

/// The numbers that few facts have.
#[derive(Debug, Clone, Copy, Default)]
struct LeftOutCounts {
    approximate: i64,
    unknown: i64,
    negative: i64,
}

/// What is noted by day, be it where steps begin or whose cohort day it is.
#[derive(Debug)]
struct DayChanges {
    fractions: ByDay<Fraction>,
    marks: ByDay<LeftOutCounts>,
    /// Numerators beyond 64 bits: weighted seconds of customer service, or a hundred million pickup scores of one day.
    wide: ByDay<Tally>,
}

/// One measure.
#[derive(Debug)]
struct MeasureChanges {
    /// Steps that stand from their cohort day on, which most do: one note says where they begin and where they end.
    plain: ByDay<Fraction>,
    begins: DayChanges,
    cohorts: DayChanges,
    /// Steps of which the length of the window says more than when they end; in the order of the lengths.
    by_window: Vec<ByDay<Tally>>,
}

/// Where the steps of all measures begin and end.
#[derive(Debug)]
pub(super) struct Differences {
    windows: Vec<i32>,
    shortest: i32,
    longest: i32,
    series: [MeasureChanges; Measure::COUNT],
}

impl Differences {
    /// For windows of so many days.
    pub fn new(windows: &[i32]) -> Differences {
        Differences {
            shortest: windows.iter().copied().min().unwrap_or_default(),
            longest: windows.iter().copied().max().unwrap_or_default(),
            series: std::array::from_fn(|_| MeasureChanges {
                plain: ByDay::EMPTY,
                begins: DayChanges::EMPTY,
                cohorts: DayChanges::EMPTY,
                by_window: vec![ByDay::EMPTY; windows.len()],
            }),
            windows: windows.to_vec(),
        }
    }

    /// Called some twenty times for every order: only what nearly every fact needs is here, the rest stays out of
    /// the way.
    #[inline(always)]
    pub fn add(&mut self, fact: &Fact) {
        let tally = &fact.tally;
        let is_plain = fact.from <= fact.cohort
            && fact.until == Day::NEVER
            && tally.approximate | tally.unknown | tally.negative == 0;
        let Some(series) = self.series.get_mut(fact.measure.index()) else { return };
        if is_plain
            && let Some(fraction) = series.plain.known(fact.cohort)
            && fraction.add(tally, 1)
        {
            return;
        }
        // A copy: a fact that is lent to nobody need never be written to memory.
        series.add_other(Fact { ..*fact }, &self.windows, self.shortest, self.longest);
    }

    /// Adds this to the sums of a measure: what begins, by cohort day, and by window.
    pub fn add_to(&self, measure: usize, sums: [&mut ByDay<Tally>; 2], by_window: &mut [ByDay<Tally>]) {
        let Some(series) = self.series.get(measure) else { return };
        for (sum, side) in sums.into_iter().zip([&series.begins, &series.cohorts]) {
            series.plain.iter().for_each(|(day, fraction)| sum.add(day, &fraction.tally(), 1));
            side.fractions.iter().for_each(|(day, fraction)| sum.add(day, &fraction.tally(), 1));
            side.marks.iter().for_each(|(day, marks)| sum.add(day, &marks.tally(), 1));
            side.wide.iter().for_each(|(day, tally)| sum.add(day, tally, 1));
        }
        for (from, to) in series.by_window.iter().zip(by_window) {
            from.iter().for_each(|(day, tally)| to.add(day, tally, 1));
        }
    }
}

impl MeasureChanges {
    #[inline(never)]
    fn add_other(&mut self, fact: Fact, windows: &[i32], shortest: i32, longest: i32) {
        let start = fact.from.max(fact.cohort);
        let (soon, late) = (fact.cohort.plus(shortest), fact.cohort.plus(longest));
        if start == fact.cohort {
            // The next one of that day finds room.
            self.plain.make_room(start);
        }
        if start <= soon && fact.until >= late {
            self.begins.add(start, &fact.tally, 1);
            self.cohorts.add(fact.cohort, &fact.tally, 1);
        } else if fact.until <= soon {
            if start < fact.until {
                self.begins.add(start, &fact.tally, 1);
                self.begins.add(fact.until, &fact.tally, -1);
            }
        } else {
            for (days, series) in windows.iter().zip(&mut self.by_window) {
                let end = fact.until.min(fact.cohort.plus(*days));
                if start < end {
                    series.add(start, &fact.tally, 1);
                    series.add(end, &fact.tally, -1);
                }
            }
        }
    }
}

impl DayChanges {
    const EMPTY: DayChanges = DayChanges { fractions: ByDay::EMPTY, marks: ByDay::EMPTY, wide: ByDay::EMPTY };

    fn add(&mut self, day: Day, tally: &Tally, sign: i64) {
        let fits = self.fractions.slot(day).is_some_and(|fraction| fraction.add(tally, sign));
        if !fits {
            self.wide.add(day, &Tally { approximate: 0, unknown: 0, negative: 0, ..*tally }, sign);
        }
        if tally.approximate | tally.unknown | tally.negative != 0
            && let Some(marks) = self.marks.slot(day)
        {
            marks.add(tally, sign);
        }
    }
}

impl Fraction {
    /// Adds a tally; `false`, and nothing is added, where the sum does not fit.
    #[inline(always)]
    #[must_use]
    fn add(&mut self, tally: &Tally, sign: i64) -> bool {
        let added = i64::try_from(tally.numerator).ok().and_then(|more| more.checked_mul(sign));
        let Some(numerator) = added.and_then(|more| self.numerator.checked_add(more)) else { return false };
        self.numerator = numerator;
        self.denominator += tally.denominator * sign;
        true
    }

    fn tally(&self) -> Tally {
        let Fraction { numerator, denominator } = *self;
        Tally { numerator: i128::from(numerator), denominator, ..Tally::default() }
    }
}

impl LeftOutCounts {
    #[inline]
    fn add(&mut self, tally: &Tally, sign: i64) {
        self.approximate += tally.approximate * sign;
        self.unknown += tally.unknown * sign;
        self.negative += tally.negative * sign;
    }

    fn tally(&self) -> Tally {
        let LeftOutCounts { approximate, unknown, negative } = *self;
        Tally { approximate, unknown, negative, ..Tally::default() }
    }
}
