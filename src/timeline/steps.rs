//! From "what is it worth on a day" to steps.

use super::{Fact, Measure, Sink, Subject, Tally};
use crate::time::Day;

/// Where facts go, with a little room for sorting days.
pub(super) struct Steps<'s> {
    sink: &'s mut dyn Sink,
    only: Option<Measure>,
    days: Vec<Day>,
}

/// Which case of which measure, in which window, from which as-of day to the day before another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case {
    pub measure: Measure,
    pub subject: Subject,
    pub cohort: Day,
    pub from: Day,
    pub until: Day,
}

impl<'s> Steps<'s> {
    pub fn new(sink: &'s mut dyn Sink) -> Steps<'s> {
        Steps { only: sink.only(), sink, days: Vec::new() }
    }

    fn is_wanted(&self, measure: Measure) -> bool {
        self.only.is_none_or(|only| only == measure)
    }

    /// The same, of some days only.
    pub fn clipped(&mut self, from: Day, until: Day) -> Clip<'_> {
        Clip { sink: &mut *self.sink, from, until }
    }

    /// A case that is worth the same from its first day on.
    pub fn once(&mut self, case: Case, tally: Tally, product: u32) {
        if !self.is_wanted(case.measure) {
            return;
        }
        self.sink.take(&Fact {
            measure: case.measure,
            cohort: case.cohort,
            from: case.from,
            until: case.until,
            tally,
            subject: case.subject,
            product,
        });
    }

    /// A case whose worth may change on some days: `state` is asked for its first day and for each of
    /// those days.
    pub fn emit(
        &mut self,
        case: Case,
        changes: impl IntoIterator<Item = Option<Day>>,
        state: impl Fn(Day) -> Option<(Tally, u32)>,
    ) {
        if !self.is_wanted(case.measure) {
            return;
        }
        self.days.clear();
        self.days.push(case.from);
        let (from, until) = (case.from, case.until);
        self.days.extend(changes.into_iter().flatten().filter(|d| *d > from && *d < until));
        self.days.sort_unstable();
        self.days.dedup();
        for (i, day) in self.days.iter().enumerate() {
            if let Some((tally, product)) = state(*day) {
                let until = self.days.get(i + 1).copied().unwrap_or(case.until);
                self.sink.take(&Fact {
                    measure: case.measure,
                    cohort: case.cohort,
                    from: *day,
                    until,
                    tally,
                    subject: case.subject,
                    product,
                });
            }
        }
    }
}

/// Passes on what facts say of some days, from one day to the day before another.
pub(super) struct Clip<'s> {
    pub sink: &'s mut dyn Sink,
    pub from: Day,
    pub until: Day,
}

impl Sink for Clip<'_> {
    fn only(&self) -> Option<Measure> {
        self.sink.only()
    }

    fn take(&mut self, fact: &Fact) {
        let clipped = Fact { from: fact.from.max(self.from), until: fact.until.min(self.until), ..*fact };
        if clipped.from < clipped.until {
            self.sink.take(&clipped);
        }
    }
}
