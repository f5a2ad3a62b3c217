//! Rows on their way into a [`Shop`](super::Shop): read and classified, not yet joined.
//!
//! Each thread has a batch. It puts every row into the lane of its order's partition and, after a piece of a file, gives
//! away what all rows of the piece have in common ([`BatchTables`]), which is taken in piece after piece in the order of
//! the files.

use super::cents::LargeAmounts;
use super::event_times::EventTimes;
use super::joined::JoinedOrders;
use super::label_sets::{LabelSet, LabelSets};
use super::long_lists::FEW;
use super::numbering::Numbering;
use super::order_record::{OrderRow, flag};
use super::parcels::ParcelRow;
use super::parcels_of_many::ParcelsOfMany;
use super::refunds::RefundRow;
use super::reviews::ReviewRow;
use super::rows::{ElsewhereRecord, OrderExtra, OrderRecord, ParcelRecord, RefundRecord, ReviewRecord, Rows};
use super::service::ServiceRow;
use super::text_uses::TextUses;
use super::texts::{IndexRange, TextArena, TextRef};
use super::{Id, NONE, Remarks, made_up_id};
use crate::effort;
use crate::share::Share;
use crate::time::{Day, Stamp};
use hashbrown::HashSet;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

/// What threads need to know to put rows into lanes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Routes<'j> {
    /// The number of the next batch, of any thread.
    pub(super) next_batch: &'j AtomicU32,
    pub(super) numbering: Numbering,
    /// The machine's clock: times later than that are no events.
    pub(super) clock: Stamp,
    /// The orders that are needed, where others are not.
    pub(super) share: Option<Share>,
    /// The orders, once all of their rows are read.
    pub(super) joined: Option<&'j JoinedOrders>,
}

/// What the rows of a batch have in common.
#[derive(Debug, Default)]
pub(crate) struct BatchTables {
    pub(super) number: u32,
    pub(super) texts: TextArena,
    pub(super) remarks: Remarks,
    pub(super) uses: TextUses,
    /// By the places of their texts.
    pub(super) label_sets: Vec<LabelSet>,
    pub(super) amounts: LargeAmounts,
    pub(super) extras: Vec<OrderExtra>,
    /// Parcels that 快递信息 names, of all orders.
    pub(super) express: Vec<(Id, TextRef)>,
    pub(super) service: Vec<(TextRef, ServiceRow)>,
    pub(super) times: EventTimes,
    /// Rows of reviews that count nowhere: without a time, and without an order.
    pub(super) excluded: u64,
    pub(super) unmatched: u64,
    /// Rows of parcels that a newer one of the batch has replaced.
    pub(super) duplicate: u64,
}

/// The rows of one thread.
#[derive(Debug)]
pub(crate) struct Batch<'j> {
    routes: Routes<'j>,
    rows: Rows,
    number: u32,
    pub(crate) texts: TextArena,
    pub(crate) remarks: Remarks,
    label_sets: LabelSets,
    /// The orders that parcels carry, of the parcel that is read.
    parcel_orders: Vec<Id>,
    /// By the number of a tracking number that many orders name.
    parcels_of_many: BTreeMap<u32, ParcelsOfMany>,
    tables: BatchTables,
}

impl<'j> Batch<'j> {
    pub(crate) fn new(routes: Routes<'j>) -> Batch<'j> {
        Batch {
            routes,
            rows: Rows::default(),
            number: routes.new_number(),
            texts: TextArena::default(),
            remarks: Remarks::default(),
            label_sets: LabelSets::default(),
            parcel_orders: Vec::new(),
            parcels_of_many: BTreeMap::new(),
            tables: routes.new_tables(),
        }
    }

    /// What the rows since the last call have in common. What comes next belongs to a new batch.
    pub(crate) fn finish(&mut self) -> BatchTables {
        for (tracking, parcels) in std::mem::take(&mut self.parcels_of_many) {
            let orders = self.routes.joined.and_then(|joined| joined.mentions_of(tracking));
            let (parcels, replaced) = parcels.finish(orders.unwrap_or_default());
            self.tables.duplicate += replaced;
            for (order, row, stands_for_row) in parcels {
                self.put_parcel(Id::of_order(order), &row, stands_for_row);
            }
        }
        let tables = std::mem::replace(&mut self.tables, self.routes.new_tables());
        BatchTables {
            number: std::mem::replace(&mut self.number, self.routes.new_number()),
            texts: std::mem::take(&mut self.texts),
            remarks: std::mem::take(&mut self.remarks),
            label_sets: self.label_sets.take(),
            ..tables
        }
    }

    /// All rows that the thread has read.
    pub(crate) fn into_rows(self) -> Rows {
        self.rows
    }

    #[inline]
    pub(crate) fn order(&mut self, row: OrderRow) {
        let is_stand_in = row.has(flag::STANDS_IN) && row.is_never_paid();
        let pay = if is_stand_in { Stamp::MISSING } else { row.paid };
        let times = &mut self.tables.times;
        times.add_events([pay, row.ship, row.finish, row.rare_times.pickup, row.rare_times.sign]);
        times.add_own_time(pay);

        let has_own_id = row.sub_order_id.some().is_some();
        let has_main_id = has_own_id && self.texts.are_equal(row.sub_order_id, row.order_id);
        // Rows of other files may name a sub-order by its own id alone, so orders of such ids must be known.
        if (has_main_id || !has_own_id) && !self.routes.needs(row.order_id, self.texts.bytes()) {
            self.tables.excluded += u64::from(row.has(flag::STANDS_FOR_ROW));
            let Routes { numbering, .. } = self.routes;
            let partition = numbering.partition_of(row.order_id, self.texts.bytes());
            let record = ElsewhereRecord { order: row.order_id, has_main_id };
            return self.rows.push(numbering, partition, self.number, record);
        }

        let uses = &mut self.tables.uses;
        let (label_set, is_new) = self.label_sets.number_of(row.label_set());
        if is_new {
            [row.province, row.creator, row.channel].into_iter().for_each(|name| uses.name(name));
        }
        let product = uses.product(row.product_id, row.product_name, true);
        let amount = self.tables.amounts.pack(row.amount);
        let mut extra = NONE;
        let OrderRow { sku, repeated, express, rare_times: times, .. } = row;
        if !has_main_id || !express.is_empty() || repeated > 0 || row.has(flag::PICKUP | flag::SIGN) {
            extra = self.tables.extras.len() as u32;
            let sub = if has_main_id { Id::NONE } else { row.sub_order_id };
            self.tables.extras.push(OrderExtra { sub, sku, repeated, express, times });
        }
        let record = OrderRecord::of(&row, product, label_set, amount, has_main_id, extra);
        let Routes { numbering, .. } = self.routes;
        let partition = numbering.partition_of(row.order_id, self.texts.bytes());
        self.rows.push(numbering, partition, self.number, record);
    }

    /// Adds the parcels that a cell of 快递信息 names.
    pub(crate) fn express(&mut self, parcels: impl IntoIterator<Item = (Id, TextRef)>) -> IndexRange {
        let range = IndexRange::appended(&mut self.tables.express, parcels);
        let named = self.tables.express.get(range.range()).unwrap_or_default();
        named.iter().for_each(|(_, carrier)| self.tables.uses.name(*carrier));
        range
    }

    /// Adds the orders that a parcel carries.
    pub(crate) fn parcel_orders(&mut self, ids: impl IntoIterator<Item = Id>) -> IndexRange {
        IndexRange::appended(&mut self.parcel_orders, ids)
    }

    pub(crate) fn parcel(&mut self, row: ParcelRow) {
        let times = &mut self.tables.times;
        times.add_events([row.ship, row.pickup, row.sign]);
        [row.pickup, row.sign].into_iter().for_each(|time| times.add_own_time(time));
        self.tables.uses.name(row.carrier);
        // Nearly every parcel carries one order.
        if let ([id], true) = (self.orders_named(&row), self.parcels_of_many.is_empty()) {
            self.put_parcel(*id, &row, true);
        } else {
            self.parcel_of_any(row);
        }
        self.parcel_orders.clear();
    }

    fn orders_named(&self, row: &ParcelRow) -> &[Id] {
        self.parcel_orders.get(row.orders.range()).unwrap_or_default()
    }

    #[cold]
    fn parcel_of_any(&mut self, row: ParcelRow) {
        let mentioned =
            self.routes.joined.and_then(|joined| joined.mentioned(row.tracking, self.texts.bytes()));
        let Some((number, _)) = mentioned.filter(|(_, orders)| orders.len() > FEW) else {
            return self.put_parcel_of_orders(&row);
        };
        if self.orders_named(&row).is_empty() {
            return self.parcels_of_many.entry(number).or_default().add(row);
        }
        if !self.parcels_of_many.contains_key(&number) {
            return self.put_parcel_of_orders(&row);
        }
        for (place, id) in self.orders_of_parcel(&row).into_iter().enumerate() {
            match (id.order_number(), self.parcels_of_many.get_mut(&number)) {
                (Some(order), Some(parcels)) => parcels.add_of_order(order, row, place == 0),
                _ => self.put_parcel(id, &row, place == 0),
            }
        }
    }

    fn put_parcel_of_orders(&mut self, row: &ParcelRow) {
        let orders = self.orders_of_parcel(row);
        orders.into_iter().enumerate().for_each(|(place, id)| self.put_parcel(id, row, place == 0));
    }

    fn put_parcel(&mut self, order: Id, row: &ParcelRow, stands_for_row: bool) {
        effort::step();
        let Some((partition, order)) = self.routes.needed_order(order, self.texts.bytes()) else {
            self.tables.excluded += u64::from(stands_for_row);
            return;
        };
        let record = ParcelRecord::of(order, row, stands_for_row);
        self.rows.push(self.routes.numbering, partition, self.number, record);
    }

    /// The orders of a parcel that names none or several, each once. The first stands for the row in the account: one
    /// that an export knows, where there is one.
    fn orders_of_parcel(&mut self, row: &ParcelRow) -> Vec<Id> {
        let arena = self.texts.bytes();
        let (named, joined) = (self.orders_named(row), self.routes.joined);
        let number = |id: Id| joined.and_then(|joined| joined.order_of_any_id(id, arena));
        let mut orders: Vec<Id> = if named.is_empty() {
            let mentioned = joined.and_then(|joined| joined.mentioned(row.tracking, arena));
            let mentioned = mentioned.map(|(_, orders)| orders).unwrap_or_default();
            mentioned.iter().copied().map(Id::of_order).collect()
        } else {
            named.iter().map(|id| number(*id).map_or(*id, Id::of_order)).collect()
        };
        // Two sub-orders of one order in one parcel are one order.
        let mut kept = HashSet::with_capacity(orders.len());
        orders.retain(|id| match id.bytes_in(arena) {
            Some(text) => kept.insert((Id::NONE, text)),
            None => kept.insert((*id, &[])),
        });
        drop(kept);
        orders.sort_by_key(|id| id.order_number().is_none());
        if orders.is_empty() && !row.tracking.is_none() {
            let made_up = made_up_id(&row.tracking.text(self.texts.bytes()));
            orders.push(self.texts.id(&made_up));
        }
        orders
    }

    pub(crate) fn refund(&mut self, row: RefundRow) {
        let apply = row.apply.unwrap_or_default();
        let finish = row.finish.iter().flatten().copied().find(|t| !t.is_missing()).unwrap_or_default();
        self.tables.times.add_events([apply, row.agree.unwrap_or_default(), finish]);
        self.tables.times.add_own_time(apply);
        [row.reason, row.tag].into_iter().flatten().for_each(|name| self.tables.uses.name(name));
        let Routes { numbering, .. } = self.routes;
        let partition = numbering.partition_of(row.id, self.texts.bytes());
        self.rows.push(numbering, partition, self.number, RefundRecord::of(&row));
    }

    pub(crate) fn review(&mut self, row: ReviewRow) {
        self.tables.times.add_events([row.time]);
        self.tables.times.add_own_time(row.time);
        if row.time.is_missing() {
            self.tables.excluded += 1;
            self.remarks.reviews_without_time += 1;
            return;
        }
        let Some(order) = row.order.some() else {
            self.tables.unmatched += 1;
            return;
        };
        let Some((partition, order)) = self.routes.needed_order(order, self.texts.bytes()) else {
            self.tables.excluded += 1;
            return;
        };
        // The name in an orders export is the shop's own; that of a review only fills a gap.
        let product = self.tables.uses.product(row.product_id, row.product_name, false);
        let cell = |cell: Option<Option<u8>>| cell.map_or(ReviewRecord::NO_COLUMN, Option::unwrap_or_default);
        let (stars, level) = (row.stars.map(cell), cell(row.level));
        let record = ReviewRecord { order, product, time: row.time, stars, level };
        self.rows.push(self.routes.numbering, partition, self.number, record);
    }

    /// Takes a row of a customer-service export and the agent's name, of which the row will hold the number.
    pub(crate) fn service(&mut self, agent: &str, row: ServiceRow) {
        let agent = self.texts.add(agent);
        if let Some((from, to)) = row.period.filter(|_| !row.may_be_total) {
            (from.0..=to.0).for_each(|day| self.tables.times.days.add(Day(day)));
        }
        self.tables.service.push((agent, row));
    }
}

impl Routes<'_> {
    fn new_number(&self) -> u32 {
        self.next_batch.fetch_add(1, Ordering::Relaxed)
    }

    fn new_tables(&self) -> BatchTables {
        let times = EventTimes { clock: self.clock, ..EventTimes::default() };
        BatchTables { times, ..BatchTables::default() }
    }

    /// Whether the order of a main id is needed.
    #[inline]
    fn needs(&self, id: Id, arena: &[u8]) -> bool {
        self.share.is_none_or(|share| share.has(id.text(arena).as_bytes()))
    }

    /// The same as [`Routes::order`], where the order is needed.
    #[inline]
    fn needed_order(&self, id: Id, arena: &[u8]) -> Option<(usize, Id)> {
        let found = self.order(id, arena);
        match (self.share, found.1.order_number()) {
            (None, _) => Some(found),
            (Some(share), Some(number)) => {
                share.has(self.joined?.main_id(number).as_bytes()).then_some(found)
            }
            (Some(_), None) => self.needs(id, arena).then_some(found),
        }
    }

    /// The partition of an order that a row names by sub-order or main id, and the order's number where a sub-order's id
    /// has given it.
    #[inline]
    fn order(&self, id: Id, arena: &[u8]) -> (usize, Id) {
        let number = match id.order_number() {
            None => self.joined.and_then(|joined| joined.order_of_sub_id(id, arena)),
            number => number,
        };
        match number {
            Some(number) => (self.numbering.partition(number), Id::of_order(number)),
            None => (self.numbering.partition_of(id, arena), id),
        }
    }
}
