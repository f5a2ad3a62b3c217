//! What arrived on each day: where facts begin, and where they change (SPEC section 7.5).
//!
//! A fact stands from the later of its first day and its cohort day on, which is one arrival; where it ends before it
//! leaves its window, because something more became known, the day of that is another, with the opposite sign. One pass
//! over the facts adds them all to tables by day and age, so a forecast needs neither the facts again nor a list of
//! them.

use super::leaving::Leaving;
use super::table::{Amount, SummedTable, Table};
use super::{PAST_DAYS, WEEK};
use crate::shop::{NONE, Shop};
use crate::time::Day;
use crate::timeline::{Fact, Measure, Sink, Subject};
use std::collections::BTreeMap;

/// No day of a coming week is moved on from so many weeks before: 8 weeks of the past, and 13 to come.
const MOST_WEEKS: i32 = 20;

/// What is to be collected.
pub(super) struct Collecting {
    /// The day up to which something is known.
    pub(super) as_of: Day,
    /// The first day from which a forecast is made.
    pub(super) first_origin: Day,
    /// By measure: its longest window.
    pub(super) longest: [i32; Measure::COUNT],
}

/// Collects arrivals, and the bad cases that stand.
pub(super) struct Collector<'a> {
    what: &'a Collecting,
    /// Where it matters which orders were paid when.
    pay_days: Option<PayDays<'a>>,
    /// By measure.
    all: Vec<Table>,
    /// Of the last eight weeks, by measure: those with so many whole weeks since the pay day of their order.
    by_pay_week: Vec<Vec<Table>>,
    leaving: Leaving,
}

impl<'a> Collector<'a> {
    pub(super) fn new(what: &'a Collecting, shop: Option<&'a Shop>, leaving: Leaving) -> Collector<'a> {
        let tables = || vec![Table::default(); Measure::COUNT];
        let by_pay_week = shop.iter().flat_map(|_| (0..=MOST_WEEKS).map(|_| tables())).collect();
        let pay_days = shop.map(|shop| PayDays { shop, as_of: what.as_of, order: NONE, day: None });
        Collector { what, pay_days, all: tables(), by_pay_week, leaving }
    }

    /// What several have collected.
    pub(super) fn merged(parts: Vec<Collector<'_>>) -> (Arrivals, Leaving) {
        let mut parts = parts.into_iter();
        let Some(mut merged) = parts.next() else { return (Arrivals::default(), Leaving::default()) };
        for part in parts {
            let pairs = |own: &mut Vec<Table>, theirs: &Vec<Table>| {
                own.iter_mut().zip(theirs).for_each(|(own, theirs)| own.merge(theirs));
            };
            pairs(&mut merged.all, &part.all);
            merged.by_pay_week.iter_mut().zip(&part.by_pay_week).for_each(|(own, theirs)| pairs(own, theirs));
            merged.leaving.merge(part.leaving);
        }
        let paid = merged.all.get(Measure::ValidOrders.index()).cloned().unwrap_or_default();
        let summed = |tables: Vec<Table>| tables.into_iter().map(Table::summed_up).collect();
        let arrivals = Arrivals {
            paid,
            all: summed(merged.all),
            by_pay_week: merged.by_pay_week.into_iter().map(summed).collect(),
        };
        (arrivals, merged.leaving)
    }

    /// Where nothing that begins earlier takes part in any forecast.
    fn earliest_begin(&self, longest: i32) -> Day {
        self.what.first_origin.plus(-longest.max(PAST_DAYS))
    }

    fn longest(&self, measure: Measure) -> i32 {
        self.what.longest.get(measure.index()).copied().unwrap_or_default()
    }

    fn arrive(&mut self, fact: &Fact, begin: Day, amount: Amount) {
        let longest = self.longest(fact.measure);
        // On how many days an order was paid is asked of all of the past.
        let is_paid = fact.measure == Measure::ValidOrders;
        let Ok(age) = usize::try_from(begin.0 - fact.cohort.0) else { return };
        let is_used = begin >= self.earliest_begin(longest) && begin.0 - fact.cohort.0 < longest;
        if begin > self.what.as_of || !(is_used || is_paid) {
            return;
        }
        if let Some(table) = self.all.get_mut(fact.measure.index()) {
            table.add(begin, age, amount);
        }
        if begin > self.what.as_of.plus(-PAST_DAYS)
            && let Some(pay_days) = &mut self.pay_days
        {
            let paid = pay_days.of(fact).unwrap_or(fact.cohort);
            let weeks = (self.what.as_of.0 - paid.0).div_euclid(WEEK).clamp(0, MOST_WEEKS);
            let tables = self.by_pay_week.get_mut(weeks as usize);
            if let Some(table) = tables.and_then(|tables| tables.get_mut(fact.measure.index())) {
                table.add(begin, age, amount);
            }
        }
    }
}

impl Sink for Collector<'_> {
    #[inline]
    fn wants_cohort(&self, measure: Measure, cohort: Day) -> bool {
        let longest = self.longest(measure);
        let is_early = || cohort <= self.earliest_begin(longest).plus(-longest);
        cohort <= self.what.as_of && (measure == Measure::ValidOrders || !is_early())
    }

    fn take(&mut self, fact: &Fact) {
        let begin = fact.from.max(fact.cohort);
        if begin >= fact.until {
            return;
        }
        let amount = Amount::from(&fact.tally);
        self.arrive(fact, begin, amount);
        if fact.until < Day::NEVER {
            self.arrive(fact, fact.until, amount * -1);
        }
        self.leaving.take(fact, self.what.as_of);
    }
}

/// Looks up on which days orders were paid, as far as that is known.
struct PayDays<'a> {
    shop: &'a Shop,
    as_of: Day,
    /// The order last asked about: its facts come one after the other.
    order: u32,
    day: Option<Day>,
}

impl PayDays<'_> {
    /// The pay day of the order of a fact, where there is one.
    fn of(&mut self, fact: &Fact) -> Option<Day> {
        let order = match fact.subject {
            Subject::Order(order) | Subject::Parcel(order, _) => order,
            Subject::Refund(refund) => self.shop.refund(refund).map_or(NONE, |own| own.order),
            Subject::Service(_) => NONE,
        };
        if order == NONE {
            return None;
        }
        if order != self.order {
            self.order = order;
            self.day = self.shop.view_at(order, self.as_of).pay.day();
        }
        self.day
    }
}

/// What arrived, by measure, day and age.
#[derive(Debug, Default)]
pub(super) struct Arrivals {
    /// Valid orders, of all of the past.
    paid: Table,
    all: Vec<SummedTable>,
    by_pay_week: Vec<Vec<SummedTable>>,
}

impl Arrivals {
    /// What of a measure began on a day and was younger than so many days.
    pub(super) fn younger(&self, measure: Measure, begin: Day, days: i32) -> Amount {
        self.all.get(measure.index()).map_or_else(Amount::default, |table| table.younger(begin, days))
    }

    /// The same of orders whose pay day, so many weeks later, lies after the as-of day.
    pub(super) fn paid_later(&self, measure: Measure, begin: Day, days: i32, weeks: i32) -> Amount {
        let classes = usize::try_from(weeks).unwrap_or_default().min(self.by_pay_week.len());
        let tables = self.by_pay_week.iter().take(classes).filter_map(|tables| tables.get(measure.index()));
        tables.fold(Amount::default(), |sum, table| sum + table.younger(begin, days))
    }

    /// Valid orders by pay day, as known at the end of a day. No day is without any.
    pub(super) fn paid_by_day(&self, day: Day) -> BTreeMap<Day, i64> {
        let mut by_day = BTreeMap::new();
        let known = self.paid.iter().filter(|(begin, ..)| *begin <= day);
        for (begin, age, amount) in known {
            *by_day.entry(begin.plus(-(age as i32))).or_default() += amount.denominator;
        }
        by_day.retain(|_, orders| *orders > 0);
        by_day
    }
}
