//! From rows to a [`Shop`]: threads read rows into lanes, what the rows of a batch have in common is taken in batch after
//! batch, and the partitions join their rows, all threads at once.
//!
//! Orders come first: which order a parcel, review or after-sale belongs to may depend on any of them, since the id it
//! gives may be that of a sub-order.

use super::batch::{BatchTables, Routes};
use super::event_times::EventTimes;
use super::join::OrderCounts;
use super::joined::JoinedOrders;
use super::numbering::Numbering;
use super::partition::{JoinAccount, Partition};
use super::refund_join::JoinedRefunds;
use super::rows::{self, ElsewhereRecord, Lane, OrderRecord, ParcelRecord, ReviewRecord, Rows};
use super::taken::{TakenBatch, TakenBatches};
use super::text_uses::TextUses;
use super::{Id, NAME_KEY, NONE, Shop};
use crate::field::{Field, Kind};
use crate::parallel;
use crate::share::Share;
use crate::threads::Threads;
use crate::time::Stamp;
use std::sync::atomic::AtomicU32;

/// A shop that is being read.
#[derive(Debug)]
pub(crate) struct ShopBuilder {
    shop: Shop,
    numbering: Numbering,
    batches: TakenBatches,
    /// Rows that were read and are not joined yet.
    rows: Vec<Rows>,
}

/// The numbers of batches, which all threads share.
#[derive(Debug, Default)]
pub(crate) struct BatchNumbers(AtomicU32);

impl ShopBuilder {
    /// Nothing read yet; times later than `clock` are no events.
    pub(crate) fn new(clock: Stamp, threads: Threads) -> ShopBuilder {
        let mut shop = Shop::new(clock);
        shop.set_threads(threads);
        ShopBuilder {
            shop,
            numbering: Numbering::default(),
            batches: TakenBatches::default(),
            rows: Vec::new(),
        }
    }

    /// Shares the orders out among at least so many partitions. To be called before any row is read.
    pub(crate) fn share_out(&mut self, partitions: u64) {
        self.numbering = Numbering::of(partitions);
    }

    /// Adds a file: see [`Shop::add_source`].
    pub(crate) fn add_source(&mut self, kind: Kind, columns: impl IntoIterator<Item = Field>) -> Option<u32> {
        self.shop.add_source(kind, columns)
    }

    /// Says when a file of a kind was exported: see [`Shop::add_export_time`].
    pub(crate) fn add_export_time(&mut self, kind: Kind, time: Stamp) {
        self.shop.add_export_time(kind, time);
    }

    /// What threads need to know to read rows. All kinds but orders need the joined orders.
    pub(crate) fn routes<'j>(
        &self,
        numbers: &'j BatchNumbers,
        joined: Option<&'j JoinedOrders>,
    ) -> Routes<'j> {
        Routes {
            next_batch: &numbers.0,
            numbering: self.numbering,
            clock: self.shop.clock,
            share: self.shop.share,
            joined,
        }
    }

    /// Forgets rows of orders of other shares.
    pub(crate) fn only_share(&mut self, share: Option<Share>) {
        self.shop.share = share;
    }

    /// Takes in what the rows of a batch have in common, in the order of the files. Without that its rows count nowhere.
    pub(crate) fn take(&mut self, tables: BatchTables, kind: Kind, source: u32) {
        let BatchTables {
            number,
            texts,
            remarks,
            uses,
            label_sets,
            amounts,
            extras,
            express,
            service,
            times,
            excluded,
            unmatched,
            duplicate,
        } = tables;
        self.add_times(&times, kind, source);
        let shop = &mut self.shop;
        shop.remarks.add(&remarks);
        if let Some(disposition) = shop.dispositions.get_mut(source as usize) {
            disposition.excluded += excluded;
            disposition.unmatched += unmatched;
            disposition.duplicate += duplicate;
        }
        for (agent, row) in service {
            let agent = texts.get(agent).text(texts.bytes());
            shop.add_service(&agent, row);
        }
        let mut batch = TakenBatch {
            number,
            sequence: 0,
            source,
            names: Vec::new(),
            products: Vec::new(),
            products_by_name: Vec::new(),
            texts,
            label_sets,
            amounts,
            extras,
            express,
        };
        shop.number_texts(&mut batch, &uses, kind == Kind::Orders);
        self.batches.add(batch);
    }

    fn add_times(&mut self, times: &EventTimes, kind: Kind, source: u32) {
        let shop = &mut self.shop;
        shop.newest_event = shop.newest_event.latest(times.newest);
        shop.remarks.future_times += times.future;
        shop.add_reach(kind, times.newest);
        shop.days[kind as usize].own.add_all(&times.days);
        if let Some(days) = shop.source_days.get_mut(source as usize) {
            days.add_all(&times.days);
        }
    }

    /// Joins all rows of orders.
    pub(crate) fn join_orders(&mut self, mut rows: Vec<Rows>) -> JoinedOrders {
        let batches = std::mem::take(&mut self.batches);
        let elsewhere = rows::by_partition::<ElsewhereRecord>(&mut rows, self.numbering);
        let lanes = rows::by_partition::<OrderRecord>(&mut rows, self.numbering).into_iter().zip(elsewhere);
        let lanes = lanes.enumerate().collect();
        let joined = parallel::map(lanes, self.shop.threads, |(number, (lanes, elsewhere))| {
            let mut partition = Partition { first: self.numbering.first(number), ..Partition::default() };
            let mut account = JoinAccount::default();
            partition.join_orders(&lanes, &batches, &mut account);
            for (batch, rows) in batches.in_order(&elsewhere) {
                rows.iter().for_each(|row| partition.add_elsewhere(row, batch));
            }
            partition.order_ids.rest();
            (partition, account)
        });
        let partitions = self.account_for(joined);
        JoinedOrders::of(self.numbering, partitions, self.shop.has_orders, self.shop.threads)
    }

    /// Joins all rows of parcels. Rows of other kinds may still be read.
    pub(crate) fn join_parcels(&mut self, joined: &mut JoinedOrders, rows: Vec<Rows>) {
        self.join_others(joined, rows);
        joined.partitions.iter_mut().for_each(|partition| partition.order_ids.rest());
    }

    /// Joins parcels and reviews to their orders, and keeps the rows of after-sales. All rows of a kind come at once.
    fn join_others(&mut self, joined: &mut JoinedOrders, mut rows: Vec<Rows>) {
        let parcels = rows::by_partition::<ParcelRecord>(&mut rows, self.numbering);
        let reviews = rows::by_partition::<ReviewRecord>(&mut rows, self.numbering);
        let partitions = std::mem::take(&mut joined.partitions);
        let all = partitions.into_iter().zip(parcels).zip(reviews).collect();
        let batches = &self.batches;
        let others = parallel::map(all, self.shop.threads, |((mut partition, parcels), reviews)| {
            let mut account = JoinAccount::default();
            partition.join_parcels(parcels, batches, &mut account);
            partition.join_reviews(reviews, batches, &mut account);
            (partition, account)
        });
        joined.partitions = self.account_for(others);
        self.rows.append(&mut rows);
    }

    /// Joins the rows that were read last, and all of after-sales, and counts what became of them.
    pub(crate) fn finish(mut self, mut joined: JoinedOrders, rows: Vec<Rows>) -> Shop {
        self.join_others(&mut joined, rows);
        let (threads, batches) = (self.shop.threads, std::mem::take(&mut self.batches));
        let lanes = rows::by_partition(&mut self.rows, self.numbering);
        let refunds = parallel::map(lanes, threads, |lanes| JoinedRefunds::of(&lanes, &batches, &joined));
        let mut placed: Vec<Vec<_>> = Vec::new();
        placed.resize_with(self.numbering.partitions(), Vec::new);
        for own in refunds {
            self.shop.remarks.refunds_without_apply += own.without_apply;
            self.shop.remarks.successes_without_finish += own.without_finish;
            self.add_account(&own.account);
            placed.iter_mut().zip(own.placed).for_each(|(all, own)| all.push(own));
        }
        let (partitions, sub_ids) = joined.into_partitions();
        let all: Vec<_> = partitions.into_iter().zip(placed).collect();
        let nothing = OrderCounts::of(self.shop.dispositions.len());
        let mut counts = vec![nothing; threads.count().min(all.len())];
        self.shop.partitions =
            parallel::map_with(counts.iter_mut().collect(), all, |counts, (mut partition, placed)| {
                placed.into_iter().for_each(|placed| partition.add_refunds(placed, &batches));
                counts.count_partition(&self.shop, &partition);
                partition.order_ids.rest();
                partition
            });
        (self.shop.numbering, self.shop.sub_ids) = (self.numbering, sub_ids);
        self.shop.settle_service_totals();
        self.shop.add_all_counts(counts);
        self.shop
    }

    fn account_for(&mut self, joined: Vec<(Partition, JoinAccount)>) -> Vec<Partition> {
        let (partitions, accounts): (Vec<_>, Vec<_>) = joined.into_iter().unzip();
        accounts.iter().for_each(|account| self.add_account(account));
        partitions
    }

    fn add_account(&mut self, account: &JoinAccount) {
        for (source, rows) in account.duplicates() {
            if let Some(disposition) = self.shop.dispositions.get_mut(source as usize) {
                disposition.duplicate += rows;
            }
        }
        for (files, rows) in &account.went_back {
            *self.shop.went_back.entry(*files).or_default() += rows;
        }
    }
}

impl Partition {
    fn join_orders(
        &mut self,
        lanes: &[Lane<OrderRecord>],
        batches: &TakenBatches,
        account: &mut JoinAccount,
    ) {
        let count = rows::count(lanes);
        self.order_ids.reserve(count);
        self.orders.reserve_exact(count);
        self.subs.reserve_exact(count);
        for (batch, rows) in batches.in_order(lanes) {
            rows.iter().for_each(|row| self.add_order(row, batch, account));
        }
        self.label_sets.settle();
    }

    fn join_parcels(
        &mut self,
        lanes: Vec<Lane<ParcelRecord>>,
        batches: &TakenBatches,
        account: &mut JoinAccount,
    ) {
        self.joining.parcels.reserve_exact(rows::count(&lanes));
        for (batch, rows) in batches.in_order(&lanes) {
            rows.iter().for_each(|row| self.add_parcel(row, batch, account));
        }
        drop(lanes);
        self.settle_parcels();
    }

    fn join_reviews(
        &mut self,
        lanes: Vec<Lane<ReviewRecord>>,
        batches: &TakenBatches,
        account: &mut JoinAccount,
    ) {
        self.joining_reviews.reserve_exact(rows::count(&lanes));
        for (batch, rows) in batches.in_order(&lanes) {
            rows.iter().for_each(|row| self.add_review(row, batch, account));
        }
        drop(lanes);
        self.settle_reviews();
    }
}

impl Shop {
    /// Gives numbers to the texts of a batch. Where `name_wins`, the names of its products replace those that are known.
    fn number_texts(&mut self, batch: &mut TakenBatch, uses: &TextUses, name_wins: bool) {
        let TakenBatch { texts, names, label_sets, products, products_by_name, .. } = batch;
        let arena = texts.bytes();
        let set = |numbers: &mut Vec<u32>, place: u32, number: u32| {
            if numbers.is_empty() {
                numbers.resize(texts.len(), NONE);
            }
            if let Some(slot) = numbers.get_mut(place as usize) {
                *slot = number;
            }
        };
        for place in &uses.names {
            set(names, *place, self.names.intern(texts.at(*place as usize), arena).0);
        }
        for set in label_sets {
            let name = |place: u32| names.get(place as usize).copied().unwrap_or(NONE);
            *set = set.map(name);
        }
        for product in &uses.products {
            let Some(place) = product.place() else { continue };
            let text = texts.at(place);
            if product.is_by_name() {
                let key = format!("{NAME_KEY}{}", text.text(arena));
                let number = self.number_product(Id::in_arena(0, key.len()), key.as_bytes());
                set(products_by_name, place as u32, number);
            } else {
                set(products, place as u32, self.number_product(text, arena));
            }
        }
        for (place, name) in uses.product_names() {
            let by_name = products_by_name.get(place).filter(|_| place == name);
            let product = by_name.filter(|product| **product != NONE).or(products.get(place));
            if let (Some(product), Some(name)) = (product, names.get(name)) {
                self.name_product(*product, *name, name_wins);
            }
        }
    }
}
