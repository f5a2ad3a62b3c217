//! From what a case is worth on each day to facts that stand from one day to another.

use super::alike::Alike;
use super::fact::{Fact, Sink, Subject};
use super::measures::{Measure, Measures};
use super::spans::OrderSpan;
use super::tally::Tally;
use crate::time::Day;

/// Gives facts to a sink that wants them.
pub(super) struct StepEmitter<'s, S> {
    sink: &'s mut S,
    wanted: Measures,
}

/// A case of a measure, the cohort day that places it in a window, and the as-of days on which it may stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct StepSpan {
    pub(super) measure: Measure,
    pub(super) subject: Subject,
    pub(super) cohort: Day,
    pub(super) from: Day,
    pub(super) until: Day,
}

impl StepSpan {
    /// A case of an order that stands from the later of its cohort day and `since` on.
    #[inline]
    pub(super) fn of_order(measure: Measure, order: u32, cohort: Day, since: Day) -> StepSpan {
        StepSpan {
            measure,
            subject: Subject::Order(order),
            cohort,
            from: cohort.max(since),
            until: Day::NEVER,
        }
    }

    #[inline(always)]
    fn fact(&self, from: Day, until: Day, (tally, product): (Tally, u32)) -> Fact {
        let StepSpan { measure, subject, cohort, .. } = *self;
        Fact { measure, cohort, from, until, tally, subject, product }
    }
}

impl<'s, S: Sink> StepEmitter<'s, S> {
    pub(super) fn new(sink: &'s mut S) -> StepEmitter<'s, S> {
        StepEmitter { wanted: sink.wants(), sink }
    }

    /// Whether the sink wants one of these measures.
    #[inline]
    pub(super) fn wants(&self, measures: Measures) -> bool {
        self.wanted.contains_any(measures)
    }

    /// Whether the sink may want facts of an order.
    #[inline]
    pub(super) fn wants_order(&self, span: OrderSpan) -> bool {
        self.sink.wants_order(span)
    }

    /// The same sink, for some days only.
    pub(super) fn clipped(&mut self, from: Day, until: Day) -> ClippedSink<'_> {
        ClippedSink { sink: &mut *self.sink, from, until }
    }

    /// A case that is worth the same from its first day on.
    #[inline(always)]
    pub(super) fn once(&mut self, span: StepSpan, tally: Tally, product: u32) {
        if self.is_wanted(&span) {
            self.sink.take(&span.fact(span.from, span.until, (tally, product)));
        }
    }

    /// The same for some measures; `span` is of any of them.
    #[inline(always)]
    pub(super) fn once_alike(&mut self, alike: Alike, span: StepSpan, tally: Tally, product: u32) {
        if self.wanted.contains_any(alike.set()) {
            self.sink.take_alike(alike, &span.fact(span.from, span.until, (tally, product)));
        }
    }

    /// A case whose worth may change on some days: `state` gives it for the first day and for each of `changes`.
    #[inline(always)]
    pub(super) fn emit<const N: usize>(
        &mut self,
        span: StepSpan,
        changes: [Option<Day>; N],
        state: impl Fn(Day) -> Option<(Tally, u32)>,
    ) {
        let mut last = None;
        for change in changes {
            last = last.max(change);
        }
        let next_change = |after: Day| changes.iter().flatten().copied().filter(|day| *day > after).min();
        self.emit_by(span, last, next_change, state);
    }

    /// The same where `next_change` gives the first day after another on which it may change, and `last` the last one.
    #[inline(always)]
    pub(super) fn emit_by(
        &mut self,
        span: StepSpan,
        last: Option<Day>,
        next_change: impl Fn(Day) -> Option<Day>,
        state: impl Fn(Day) -> Option<(Tally, u32)>,
    ) {
        if !self.is_wanted(&span) {
            return;
        }
        if let Some(last) = last.filter(|last| *last > span.from) {
            return self.emit_changes(span, last, &next_change, &state);
        }
        if let Some(worth) = state(span.from) {
            self.sink.take(&span.fact(span.from, span.until, worth));
        }
    }

    /// Few cases change, so one version serves all.
    #[inline(never)]
    fn emit_changes(
        &mut self,
        span: StepSpan,
        last: Day,
        next_change: &dyn Fn(Day) -> Option<Day>,
        state: &dyn Fn(Day) -> Option<(Tally, u32)>,
    ) {
        let next_change = |after: Day| next_change(after).filter(|day| *day < span.until);
        let (mut from, mut stands) = (span.from, state(span.from));
        // There are few days: searching the next one each time is cheaper than a list.
        let mut change = next_change(from);
        while let Some(day) = change {
            let next = state(day);
            if next != stands {
                if let Some(worth) = stands {
                    self.sink.take(&span.fact(from, day, worth));
                }
                (from, stands) = (day, next);
            }
            change = if day < last { next_change(day) } else { None };
        }
        if let Some(worth) = stands {
            self.sink.take(&span.fact(from, span.until, worth));
        }
    }

    /// Whether the sink may want facts of a case.
    #[inline(always)]
    pub(super) fn is_wanted(&self, span: &StepSpan) -> bool {
        self.wanted.contains(span.measure) && self.sink.wants_cohort(span.measure, span.cohort)
    }
}

/// Passes facts on, limited to the days from one day to the day before another. Few orders need it, so one version
/// serves all kinds of sinks.
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
