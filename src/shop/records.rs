//! The lists of an order's records.

use super::{NONE, Order, Parcel, Refund, Review, Shop, SubOrder};
use std::ops::Range;

impl Shop {
    /// The sub-orders of an order, with their numbers.
    #[inline]
    pub fn subs_of(&self, order: u32) -> impl Iterator<Item = (u32, &SubOrder)> {
        self.list(order, |o| o.first_sub, &self.subs, |s| s.next)
    }

    /// The parcels of an order, with their numbers.
    #[inline]
    pub fn parcels_of(&self, order: u32) -> impl Iterator<Item = (u32, &Parcel)> {
        self.list(order, |o| o.first_parcel, &self.parcels, |p| p.next)
    }

    /// The reviews of an order, with their numbers.
    #[inline]
    pub fn reviews_of(&self, order: u32) -> impl Iterator<Item = (u32, &Review)> {
        self.list(order, |o| o.first_review, &self.reviews, |r| r.next)
    }

    /// The after-sales of an order (linked by [`Shop::finish`]), with their numbers.
    #[inline]
    pub fn refunds_of(&self, order: u32) -> impl Iterator<Item = (u32, &Refund)> {
        self.list(order, |o| o.first_refund, &self.refunds, |r| r.next)
    }

    #[inline]
    fn list<'a, T>(
        &'a self,
        order: u32,
        head: impl Fn(&Order) -> u32,
        records: &'a [T],
        next: impl Fn(&T) -> u32 + 'a,
    ) -> impl Iterator<Item = (u32, &'a T)> {
        let mut at = self.orders.get(order as usize).map_or(NONE, head);
        std::iter::from_fn(move || {
            let record = records.get(at as usize)?;
            let index = at;
            at = next(record);
            Some((index, record))
        })
    }

    /// Loads the records of some orders into the cache. They lie in the order of their rows, far from each other:
    /// waiting for memory, record by record, would be most of what an order costs.
    pub(crate) fn prefetch_orders(&self, orders: Range<u32>) {
        let orders = self.orders.get(orders.start as usize..orders.end as usize).unwrap_or_default();
        let mut all = 0;
        for order in orders {
            all ^= self.subs.get(order.first_sub as usize).map_or(0, |sub| sub.next);
            all ^= self.parcels.get(order.first_parcel as usize).map_or(0, |parcel| parcel.next);
            all ^= self.reviews.get(order.first_review as usize).map_or(0, |review| review.next);
            all ^= self.refunds.get(order.first_refund as usize).map_or(0, |refund| refund.next);
        }
        std::hint::black_box(all);
    }

    /// Loads the first parcels and reviews of some orders into the cache.
    pub(super) fn prefetch_records(&self, orders: &[u32]) {
        let mut all = 0;
        for order in orders.iter().filter_map(|order| self.orders.get(*order as usize)) {
            all ^= self.parcels.get(order.first_parcel as usize).map_or(0, |parcel| parcel.next);
            all ^= self.reviews.get(order.first_review as usize).map_or(0, |review| review.next);
        }
        std::hint::black_box(all);
    }
}
