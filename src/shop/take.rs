//! Takes batches into the shop, row by row.

use super::batch::{Batch, EventTimes};
use super::parcels::ParcelRow;
use super::{Id, Shop};
use crate::field::Kind;

/// For how many rows the orders are looked up together.
const LOOKED_UP_TOGETHER: usize = 32;

impl Shop {
    /// Takes the rows of a batch in, which is of the file with the number `source`.
    pub(crate) fn take(&mut self, batch: &Batch, kind: Kind, source: u32) {
        self.add_times(&batch.times, kind, source);
        self.remarks.add(&batch.remarks);
        self.sub_names_order = match kind {
            Kind::Orders => None,
            _ => self.sub_names_order.or_else(|| Some(self.sub_ids.shares_with(&self.order_ids))),
        };
        let mut numbers = batch.text_numbers();
        let arena = numbers.arena();
        for rows in batch.orders.chunks(LOOKED_UP_TOGETHER) {
            std::hint::black_box(self.order_ids.prefetch(rows.iter().map(|row| row.order_id)));
            rows.iter().for_each(|row| self.add_order(row, &mut numbers, source));
        }
        for rows in batch.parcels.chunks(LOOKED_UP_TOGETHER) {
            let first =
                |row: &ParcelRow| numbers.parcel_orders(row.orders).first().copied().unwrap_or_default();
            let known = self.look_up_orders(rows.iter().map(first), arena);
            rows.iter().zip(known).for_each(|(row, known)| self.add_parcel(row, known, &mut numbers, source));
        }
        for rows in batch.refunds.chunks(LOOKED_UP_TOGETHER) {
            self.look_up_orders(rows.iter().map(|row| row.order.unwrap_or_default()), arena);
            std::hint::black_box(self.refund_ids.prefetch(rows.iter().map(|row| row.id)));
            std::hint::black_box(
                self.sub_ids.prefetch(rows.iter().map(|row| row.sub_order.unwrap_or_default())),
            );
            rows.iter().for_each(|row| self.add_refund(row, &mut numbers, source));
        }
        for rows in batch.reviews.chunks(LOOKED_UP_TOGETHER) {
            let known = self.look_up_orders(rows.iter().map(|row| row.order), arena);
            rows.iter().zip(known).for_each(|(row, known)| self.add_review(row, known, &mut numbers, source));
        }
        for (agent, row) in &batch.service {
            self.add_service(&numbers.text(*agent), row.clone());
        }
    }

    /// The numbers of some orders, [`NONE`](super::NONE) for unknown ones. Loads them and their records into the cache.
    fn look_up_orders(&self, ids: impl Iterator<Item = Id>, arena: &[u8]) -> [u32; LOOKED_UP_TOGETHER] {
        let known = self.order_ids.find_all(ids, arena);
        self.prefetch_records(&known);
        known
    }

    /// Reserves memory for so many more rows of a kind at once: a list that grows is copied, and lies in memory twice
    /// meanwhile.
    pub(crate) fn reserve(&mut self, kind: Kind, rows: usize) {
        match kind {
            Kind::Orders => {
                self.order_ids.reserve(rows);
                self.orders.reserve(rows);
                self.subs.reserve(rows);
            }
            Kind::Logistics => self.parcels.reserve(rows),
            Kind::Refunds => {
                self.refund_ids.reserve(rows);
                self.refunds.reserve(rows);
            }
            Kind::Reviews => self.reviews.reserve(rows),
            Kind::Service => {}
        }
    }

    fn add_times(&mut self, times: &EventTimes, kind: Kind, source: u32) {
        self.newest_event = self.newest_event.latest(times.newest);
        self.remarks.future_times += times.future;
        self.add_reach(kind, times.newest);
        self.days[kind as usize].own.add_all(&times.days);
        if let Some(days) = self.source_days.get_mut(source as usize) {
            days.add_all(&times.days);
        }
    }
}
