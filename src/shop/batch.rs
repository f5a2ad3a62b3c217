//! Rows on their way into a [`Shop`](super::Shop): read and classified, not yet joined.
//!
//! A batch holds the rows of a piece of one file, in their order, as plain records without borrowed text, so that pieces
//! can be read on any thread and taken in one after the other.

use super::orders::{OrderRow, PayCell};
use super::parcels::ParcelRow;
use super::refunds::RefundRow;
use super::reviews::ReviewRow;
use super::service::ServiceRow;
use super::text_numbers::TextNumbers;
use super::texts::{IndexRange, TextArena, TextRef};
use super::{DayCounts, Id, Remarks};
use crate::time::{Day, Stamp};

/// What the times of a batch's rows say together.
#[derive(Debug, Clone, Default)]
pub(super) struct EventTimes {
    /// The machine's clock: what lies later has not happened.
    clock: Stamp,
    /// The newest event (SPEC section 1).
    pub(super) newest: Stamp,
    /// How many times lie later than the clock.
    pub(super) future: u64,
    /// On which days rows are, by their own time.
    pub(super) days: DayCounts,
}

impl EventTimes {
    /// Counts a time that says when something happened (SPEC section 1).
    fn add_event(&mut self, time: Stamp) {
        if time.is_missing() {
        } else if self.is_future(time) {
            self.future += 1;
        } else {
            self.newest = self.newest.latest(time);
        }
    }

    /// Counts the own time of a row.
    fn add_own_time(&mut self, time: Stamp) {
        if let (Some(day), false) = (time.day(), self.is_future(time)) {
            self.days.add(day);
        }
    }

    fn is_future(&self, time: Stamp) -> bool {
        self.clock.instant().zip(time.instant()).is_some_and(|(now, time)| time > now)
    }
}

/// Rows of one file.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    pub(crate) texts: TextArena,
    pub(crate) remarks: Remarks,
    pub(super) orders: Vec<OrderRow>,
    /// Parcels that 快递信息 names, of all orders.
    express: Vec<(Id, TextRef)>,
    pub(super) parcels: Vec<ParcelRow>,
    /// The orders that parcels carry, of all parcels.
    parcel_orders: Vec<Id>,
    pub(super) refunds: Vec<RefundRow>,
    pub(super) reviews: Vec<ReviewRow>,
    pub(super) service: Vec<(TextRef, ServiceRow)>,
    pub(super) times: EventTimes,
}

impl Batch {
    /// An empty batch; times later than `clock` are no events.
    pub(crate) fn new(clock: Stamp) -> Batch {
        Batch { times: EventTimes { clock, ..EventTimes::default() }, ..Batch::default() }
    }

    /// Empties it and keeps its memory.
    pub(crate) fn clear(&mut self) {
        self.texts.clear();
        self.remarks = Remarks::default();
        self.orders.clear();
        self.express.clear();
        self.parcels.clear();
        self.parcel_orders.clear();
        self.refunds.clear();
        self.reviews.clear();
        self.service.clear();
        self.times = EventTimes { clock: self.times.clock, ..EventTimes::default() };
    }

    pub(super) fn text_numbers(&self) -> TextNumbers<'_> {
        TextNumbers::of(&self.texts, &self.parcel_orders, &self.express)
    }

    pub(crate) fn order(&mut self, row: OrderRow) {
        let pay = match row.pay {
            PayCell::Paid(time) => time,
            PayCell::StandIn(time) if !row.is_never_paid() => time,
            PayCell::StandIn(_) | PayCell::Absent => Stamp::MISSING,
        };
        for time in [Some(pay), row.ship, row.finish, row.pickup, row.sign].into_iter().flatten() {
            self.times.add_event(time);
        }
        self.times.add_own_time(pay);
        self.orders.push(row);
    }

    /// Adds the parcels that a cell of 快递信息 names.
    pub(crate) fn express(&mut self, parcels: impl IntoIterator<Item = (Id, TextRef)>) -> IndexRange {
        IndexRange::appended(&mut self.express, parcels)
    }

    /// Adds the orders that a parcel carries.
    pub(crate) fn parcel_orders(&mut self, ids: impl IntoIterator<Item = Id>) -> IndexRange {
        IndexRange::appended(&mut self.parcel_orders, ids)
    }

    pub(crate) fn parcel(&mut self, row: ParcelRow) {
        [row.ship, row.pickup, row.sign].into_iter().for_each(|time| self.times.add_event(time));
        [row.pickup, row.sign].into_iter().for_each(|time| self.times.add_own_time(time));
        self.parcels.push(row);
    }

    pub(crate) fn refund(&mut self, row: RefundRow) {
        let apply = row.apply.unwrap_or_default();
        let finish = row.finish.iter().flatten().copied().find(|t| !t.is_missing()).unwrap_or_default();
        for time in [apply, row.agree.unwrap_or_default(), finish] {
            self.times.add_event(time);
        }
        self.times.add_own_time(apply);
        self.refunds.push(row);
    }

    pub(crate) fn review(&mut self, row: ReviewRow) {
        self.times.add_event(row.time);
        self.times.add_own_time(row.time);
        self.reviews.push(row);
    }

    /// Takes a row of a customer-service export and the agent's name, of which the row will hold the number.
    pub(crate) fn service(&mut self, agent: &str, row: ServiceRow) {
        let agent = self.texts.add(agent);
        if let Some((from, to)) = row.period.filter(|_| !row.may_be_total) {
            (from.0..=to.0).for_each(|day| self.times.days.add(Day(day)));
        }
        self.service.push((agent, row));
    }
}
