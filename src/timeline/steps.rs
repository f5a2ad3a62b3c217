//! From "what is it worth on a day" to steps.

use super::{Fact, Measure, Measures, Sink, Subject, Tally};
use crate::time::Day;

/// Where facts go.
pub(super) struct StepEmitter<'s, S> {
    sink: &'s mut S,
    wanted: Measures,
}

/// Which case of which measure, in which window, from which as-of day to the day before another.
#[derive(Debug, Clone, Copy)]
pub(super) struct StepSpan {
    pub measure: Measure,
    pub subject: Subject,
    pub cohort: Day,
    pub from: Day,
    pub until: Day,
}

impl StepSpan {
    #[inline(always)]
    fn worth(&self, from: Day, until: Day, (tally, product): (Tally, u32)) -> Fact {
        let StepSpan { measure, subject, cohort, .. } = *self;
        Fact { measure, cohort, from, until, tally, subject, product }
    }
}

impl<'s, S: Sink> StepEmitter<'s, S> {
    pub fn new(sink: &'s mut S) -> StepEmitter<'s, S> {
        StepEmitter { wanted: sink.wants(), sink }
    }

    /// Does anybody want one of these?
    #[inline]
    pub fn wants(&self, measures: Measures) -> bool {
        self.wanted.contains_any(measures)
    }

    /// The same, of some days only.
    pub fn clipped(&mut self, from: Day, until: Day) -> ClippedSink<'_> {
        ClippedSink { sink: &mut *self.sink, from, until }
    }

    /// A case that is worth the same from its first day on.
    #[inline(always)]
    pub fn once(&mut self, case: StepSpan, tally: Tally, product: u32) {
        if self.is_wanted(&case) {
            self.sink.take(&case.worth(case.from, case.until, (tally, product)));
        }
    }

    /// A case whose worth may change on some days: `state` is asked for its first day and for each of
    /// those days.
    #[inline(always)]
    pub fn emit<D: Iterator<Item = Option<Day>>>(
        &mut self,
        case: StepSpan,
        changes: impl Fn() -> D,
        state: impl Fn(Day) -> Option<(Tally, u32)>,
    ) {
        if !self.is_wanted(&case) {
            return;
        }
        // Few days, and most of them change nothing: to look for the next one each time costs less than a list.
        let next_change =
            |after: Day| changes().flatten().filter(|day| *day > after && *day < case.until).min();
        let (mut from, mut stands) = (case.from, state(case.from));
        let mut change = next_change(from);
        while let Some(day) = change {
            let next = state(day);
            if next != stands {
                if let Some(worth) = stands {
                    self.sink.take(&case.worth(from, day, worth));
                }
                (from, stands) = (day, next);
            }
            change = next_change(day);
        }
        if let Some(worth) = stands {
            self.sink.take(&case.worth(from, case.until, worth));
        }
    }

    #[inline(always)]
    fn is_wanted(&self, case: &StepSpan) -> bool {
        self.wanted.contains(case.measure) && self.sink.wants_cohort(case.measure, case.cohort)
    }
}

/// Passes on what facts say of some days, from one day to the day before another. Few orders need it: one for all
/// sorts of sinks.
pub(super) struct ClippedSink<'s> {
    sink: &'s mut dyn Sink,
    from: Day,
    until: Day,
}

impl Sink for ClippedSink<'_> {
    fn wants(&self) -> Measures {
        self.sink.wants()
    }

    fn wants_cohort(&self, measure: Measure, cohort: Day) -> bool {
        self.sink.wants_cohort(measure, cohort)
    }

    fn take(&mut self, fact: &Fact) {
        let clipped = Fact { from: fact.from.max(self.from), until: fact.until.min(self.until), ..*fact };
        if clipped.from < clipped.until {
            self.sink.take(&clipped);
        }
    }
}
