//! On which days the facts of an order begin, change and have their cohort days.
//!
//! The first pass over all facts notes that of every order. Later passes that look at some days only pass over the orders
//! that have nothing there, which costs much less than to compute their facts and throw them away.

use super::alike::Alike;
use super::fact::{Fact, Sink};
use super::measures::Measures;
use crate::time::Day;

/// What is known of the facts of an order, without looking at them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderSpan {
    first_cohort: i16,
    /// How many days later the last cohort day is, and the last day on which a fact begins or ends; [`MANY`] or more.
    cohort_days: u8,
    change_days: u8,
}

/// So many days stand for any number from there on.
const MANY: u8 = u8::MAX;

/// Days that do not fit lie far outside all windows; the nearest that fits stands for them.
#[inline]
fn short(day: i32) -> i16 {
    day.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
}

/// The span of an order whose facts are still coming.
#[derive(Debug, Clone, Copy)]
struct OpenSpan {
    first_cohort: i32,
    last_cohort: i32,
    last_change: i32,
}

impl OpenSpan {
    /// Of an order without facts.
    const EMPTY: OpenSpan = OpenSpan { first_cohort: i32::MAX, last_cohort: i32::MIN, last_change: i32::MIN };

    #[inline(always)]
    fn include(&mut self, fact: &Fact) {
        let end = if fact.until == Day::NEVER { fact.from } else { fact.until };
        self.first_cohort = self.first_cohort.min(fact.cohort.0);
        self.last_cohort = self.last_cohort.max(fact.cohort.0);
        self.last_change = self.last_change.max(end.0);
    }

    #[inline]
    fn closed(self) -> OrderSpan {
        let first_cohort = short(self.first_cohort);
        let days =
            |last: i32| (i32::from(short(last)) - i32::from(first_cohort)).clamp(0, i32::from(MANY)) as u8;
        let change_days = days(self.last_change.max(self.last_cohort));
        OrderSpan { first_cohort, cohort_days: days(self.last_cohort), change_days }
    }
}

impl OrderSpan {
    /// Whether a fact may have its cohort day between two days.
    #[inline]
    pub(crate) fn has_cohort_in(self, from: Day, to: Day) -> bool {
        self.reaches(self.cohort_days, from, to)
    }

    /// Whether a fact may begin or end between two days. None begins before the first cohort day.
    #[inline]
    pub(crate) fn changes_in(self, from: Day, to: Day) -> bool {
        self.reaches(self.change_days, from, to)
    }

    #[inline]
    fn reaches(self, days: u8, from: Day, to: Day) -> bool {
        let later = i32::from(short(from.0)) - i32::from(self.first_cohort);
        self.first_cohort <= short(to.0) && (later <= i32::from(days) || days == MANY)
    }
}

/// Passes facts on and notes the spans of orders.
pub(super) struct NotingSpans<'s, S> {
    sink: &'s mut S,
    pub(super) spans: Vec<OrderSpan>,
    open: OpenSpan,
}

impl<'s, S: Sink> NotingSpans<'s, S> {
    pub(super) fn new(sink: &'s mut S, orders: usize) -> NotingSpans<'s, S> {
        NotingSpans { sink, spans: Vec::with_capacity(orders), open: OpenSpan::EMPTY }
    }

    /// Ends an order.
    #[inline]
    pub(super) fn end_order(&mut self) {
        self.spans.push(std::mem::replace(&mut self.open, OpenSpan::EMPTY).closed());
    }
}

impl<S: Sink> Sink for NotingSpans<'_, S> {
    #[inline(always)]
    fn take(&mut self, fact: &Fact) {
        self.open.include(fact);
        self.sink.take(fact);
    }

    #[inline(always)]
    fn take_alike(&mut self, alike: Alike, fact: &Fact) {
        self.open.include(fact);
        self.sink.take_alike(alike, fact);
    }

    #[inline]
    fn wants(&self) -> Measures {
        self.sink.wants()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::{Measure, Subject, Tally};

    #[test]
    fn a_span_holds_every_day_of_its_facts() {
        let fact = |cohort, from, until| Fact {
            measure: Measure::ValidOrders,
            cohort: Day(cohort),
            from: Day(from),
            until,
            tally: Tally::case(0),
            subject: Subject::Order(0),
            product: 0,
        };
        let mut open = OpenSpan::EMPTY;
        let (cohorts, changes) = (
            |span: OrderSpan, from, to| span.has_cohort_in(Day(from), Day(to)),
            |span: OrderSpan, from, to| span.changes_in(Day(from), Day(to)),
        );
        let span = open.closed();
        assert!(!cohorts(span, -10_000, 30_000) && !changes(span, -10_000, 30_000));
        open.include(&fact(100, 90, Day::NEVER));
        open.include(&fact(110, 120, Day(130)));
        let span = open.closed();
        assert!(cohorts(span, 110, 400) && cohorts(span, 0, 100) && cohorts(span, 105, 106));
        assert!(!cohorts(span, 111, 400) && !cohorts(span, 0, 99));
        assert!(changes(span, 130, 400) && changes(span, 0, 100));
        assert!(!changes(span, 131, 400) && !changes(span, 0, 99));
        open.include(&fact(354, 120, Day(130)));
        let span = open.closed();
        assert!(cohorts(span, 354, 400) && !cohorts(span, 355, 400) && !changes(span, 355, 400));
        open.include(&fact(100, 90, Day(800)));
        assert!(changes(open.closed(), 800, 900) && !cohorts(open.closed(), 355, 400));
        open.include(&fact(-1_000_000, 1_000_000, Day::NEVER));
        let span = open.closed();
        assert!(cohorts(span, -2_000_000, -900_000) && changes(span, 900_000, 2_000_000));
    }
}
