//! Where facts begin and end, by day: the differences of which the timeline is the sum.
//!
//! A window that ends on day D holds the cohort days D − N + 1 … D, so nearly every fact stands from the day it begins
//! until N days after its cohort day. Only that end depends on N. It is therefore added by *cohort* day, once for
//! windows of all lengths: what stands on D is what has begun up to D, less what has a cohort day up to D − N. A fact
//! that ends before it would leave even the shortest window is subtracted where it ends, also for all lengths. The few
//! facts that begin or end between the end of one window and that of another are added for each length separately.

use super::alike::Alike;
use super::by_day::ByDay;
use super::fact::Fact;
use super::measures::Measure;
use super::tally::Tally;
use crate::time::Day;

/// The two numbers that every fact has. 64 bits are enough for nearly all.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Fraction {
    numerator: i64,
    denominator: i64,
}

/// The counts that few facts have.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct LeftOutCounts {
    approximate: i64,
    unknown: i64,
    negative: i64,
}

/// What is added by day, either where facts begin or on their cohort days.
#[derive(Debug)]
struct DayChanges {
    fractions: ByDay<Fraction>,
    marks: ByDay<LeftOutCounts>,
    /// Numerators beyond 64 bits: weighted seconds of customer service, or the pickup scores of a hundred million orders
    /// on one day.
    wide: ByDay<Tally>,
}

/// The differences of one measure.
#[derive(Debug)]
struct MeasureChanges {
    /// Facts that stand from their cohort day on, as most do: one entry stands for their beginning and their end.
    plain: ByDay<Fraction>,
    begins: DayChanges,
    cohorts: DayChanges,
    /// Facts whose end depends on the window in another way, in the order of the windows' lengths.
    by_window: Vec<ByDay<Tally>>,
}

/// The differences of all measures.
#[derive(Debug)]
pub(super) struct Differences {
    windows: Vec<i32>,
    shortest: i32,
    longest: i32,
    measures: [MeasureChanges; Measure::COUNT],
    /// Facts that stand from their cohort day on, each of several measures.
    alike: [ByDay<Fraction>; Alike::ALL.len()],
}

impl Differences {
    /// No facts yet, for windows of so many days.
    pub(super) fn new(windows: &[i32]) -> Differences {
        Differences {
            shortest: windows.iter().copied().min().unwrap_or_default(),
            longest: windows.iter().copied().max().unwrap_or_default(),
            measures: std::array::from_fn(|_| MeasureChanges {
                plain: ByDay::EMPTY,
                begins: DayChanges::EMPTY,
                cohorts: DayChanges::EMPTY,
                by_window: vec![ByDay::EMPTY; windows.len()],
            }),
            alike: [ByDay::EMPTY; Alike::ALL.len()],
            windows: windows.to_vec(),
        }
    }

    /// Adds a fact. It is called some twenty times for every order, so only what nearly every fact needs is inlined.
    #[inline(always)]
    pub(super) fn add(&mut self, fact: &Fact) {
        let Some(changes) = self.measures.get_mut(fact.measure.index()) else { return };
        if is_plain(fact) && changes.plain.add_existing(fact.cohort, &fact.tally) {
            return;
        }
        // A copy: a fact whose address is not taken stays in registers.
        changes.add_other(Fact { ..*fact }, &self.windows, self.shortest, self.longest);
    }

    /// Adds facts that differ in their measures alone.
    #[inline(always)]
    pub(super) fn add_alike(&mut self, alike: Alike, fact: &Fact) {
        let Some(plain) = self.alike.get_mut(alike as usize) else { return };
        if is_plain(fact) && plain.add_existing(fact.cohort, &fact.tally) {
            return;
        }
        plain.make_place(fact.cohort);
        for measure in alike.measures() {
            self.add(&Fact { measure: *measure, ..*fact });
        }
    }

    /// What stands from its cohort day on of a measure.
    fn plain(&self, measure: usize) -> impl Iterator<Item = &ByDay<Fraction>> {
        let own = self.measures.get(measure).map(|changes| &changes.plain);
        let is_of = move |alike: &Alike| alike.measures().iter().any(|of| of.index() == measure);
        let shared = Alike::ALL.iter().zip(&self.alike).filter(move |(alike, _)| is_of(alike));
        own.into_iter().chain(shared.map(|(_, plain)| plain))
    }

    /// The first and the last day with differences of a measure in sums over windows of all lengths.
    pub(super) fn span(&self, measure: usize) -> Option<(Day, Day)> {
        let MeasureChanges { begins, cohorts, .. } = self.measures.get(measure)?;
        let spans = [begins, cohorts].into_iter().map(DayChanges::span);
        spans.chain(self.plain(measure).map(ByDay::span)).flatten().reduce(both)
    }

    /// Adds the differences of a measure to sums: of what begins, by cohort day, and by window.
    pub(super) fn add_to(
        &self,
        measure: usize,
        sums: [&mut ByDay<Tally>; 2],
        by_window: &mut [ByDay<Tally>],
    ) {
        let Some(changes) = self.measures.get(measure) else { return };
        for (sum, by_day) in sums.into_iter().zip([&changes.begins, &changes.cohorts]) {
            let plain = self.plain(measure).flat_map(ByDay::iter);
            plain.for_each(|(day, fraction)| sum.add(day, &fraction.tally(), 1));
            by_day.fractions.iter().for_each(|(day, fraction)| sum.add(day, &fraction.tally(), 1));
            by_day.marks.iter().for_each(|(day, marks)| sum.add(day, &marks.tally(), 1));
            by_day.wide.iter().for_each(|(day, tally)| sum.add(day, tally, 1));
        }
        for (from, to) in changes.by_window.iter().zip(by_window) {
            from.iter().for_each(|(day, tally)| to.add(day, tally, 1));
        }
    }
}

/// Whether a fact stands from its cohort day on, and nothing is left out.
#[inline(always)]
fn is_plain(fact: &Fact) -> bool {
    let Tally { approximate, unknown, negative, .. } = fact.tally;
    fact.from <= fact.cohort && fact.until == Day::NEVER && approximate | unknown | negative == 0
}

/// The days of two spans, and those between them.
pub(super) fn both(a: (Day, Day), b: (Day, Day)) -> (Day, Day) {
    (a.0.min(b.0), a.1.max(b.1))
}

impl MeasureChanges {
    #[inline(never)]
    fn add_other(&mut self, fact: Fact, windows: &[i32], shortest: i32, longest: i32) {
        let start = fact.from.max(fact.cohort);
        let (soon, late) = (fact.cohort.plus(shortest), fact.cohort.plus(longest));
        if start == fact.cohort {
            // The next fact of that day is added the fast way.
            self.plain.make_place(start);
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
            for (days, sums) in windows.iter().zip(&mut self.by_window) {
                let end = fact.until.min(fact.cohort.plus(*days));
                if start < end {
                    sums.add(start, &fact.tally, 1);
                    sums.add(end, &fact.tally, -1);
                }
            }
        }
    }
}

impl DayChanges {
    fn span(&self) -> Option<(Day, Day)> {
        let DayChanges { fractions, marks, wide } = self;
        [fractions.span(), marks.span(), wide.span()].into_iter().flatten().reduce(both)
    }

    const EMPTY: DayChanges = DayChanges { fractions: ByDay::EMPTY, marks: ByDay::EMPTY, wide: ByDay::EMPTY };

    #[inline(always)]
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

impl ByDay<Fraction> {
    /// Adds a tally where there is room for its day. Where there is none, or the sum does not fit, it adds nothing and gives
    /// `false`.
    #[inline(always)]
    #[must_use]
    fn add_existing(&mut self, day: Day, tally: &Tally) -> bool {
        self.existing(day).is_some_and(|fraction| fraction.add(tally, 1))
    }
}

impl Fraction {
    /// Adds a tally. Where the sum does not fit it adds nothing and gives `false`.
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
