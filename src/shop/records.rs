//! The lists of an order's records, by numbers of the whole shop.

use super::label_sets::LabelSet;
use super::lists::{Neighbours, Records};
use super::partition::Partition;
use super::{NONE, Parcel, Refund, Review, Shop, SubOrder};
use std::ops::Range;

impl Shop {
    #[inline]
    fn list<'a, T>(
        &'a self,
        order: u32,
        list: impl Fn(&'a Partition, u32) -> Records<'a, T>,
    ) -> Records<'a, T> {
        let Some(partition) = self.partition_of(order) else { return Records::default() };
        list(partition, partition.place(order)).numbered_from(partition.first)
    }

    #[inline]
    fn neighbours<'a, T>(
        &'a self,
        order: u32,
        list: impl Fn(&'a Partition, u32) -> Neighbours<'a, T>,
    ) -> Neighbours<'a, T> {
        let Some(partition) = self.partition_of(order) else { return Neighbours::default() };
        list(partition, partition.place(order)).numbered_from(partition.first)
    }

    /// The sub-orders of an order, with their numbers.
    #[inline]
    pub fn subs_of(&self, order: u32) -> Records<'_, SubOrder> {
        self.list(order, Partition::subs_of)
    }

    /// The parcels of an order, with their numbers.
    #[inline]
    pub fn parcels_of(&self, order: u32) -> Neighbours<'_, Parcel> {
        self.neighbours(order, Partition::parcels_of)
    }

    /// The reviews of an order, with their numbers.
    #[inline]
    pub fn reviews_of(&self, order: u32) -> Neighbours<'_, Review> {
        self.neighbours(order, Partition::reviews_of)
    }

    /// The after-sales of an order, with their numbers.
    #[inline]
    pub fn refunds_of(&self, order: u32) -> Records<'_, Refund> {
        self.list(order, Partition::refunds_of)
    }

    /// Whether a partition has more orders or records than it can number: the shop must be read again with fewer. Only ids
    /// that were made to have the same hash do that.
    pub(crate) fn is_overfull(&self) -> bool {
        let largest = |own: &Partition| {
            let Partition { orders, subs, parcels, reviews, refunds, .. } = own;
            [orders.len(), subs.len(), parcels.len(), reviews.len(), refunds.len()].into_iter().max()
        };
        self.partitions.iter().filter_map(largest).any(|records| records > self.numbering.capacity())
    }

    /// How many partitions there are.
    pub(crate) fn partition_count(&self) -> usize {
        self.partitions.len()
    }

    /// The numbers of a partition's orders.
    pub(crate) fn orders_in(&self, partition: usize) -> Range<u32> {
        let partition = self.partitions.get(partition);
        partition.map_or(0..0, |own| own.first..own.first + own.orders.len() as u32)
    }

    /// The orders of a partition that have after-sales.
    pub(crate) fn refunded_orders_in(&self, partition: usize) -> impl Iterator<Item = u32> + '_ {
        self.partitions.get(partition).into_iter().flat_map(|partition| {
            let orders = (0..).zip(&partition.orders).filter(|(_, order)| order.first_refund != NONE);
            orders.map(|(place, _)| partition.number(place))
        })
    }

    /// The numbers of all orders, known or not.
    pub fn orders(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.partition_count()).flat_map(|partition| self.orders_in(partition))
    }

    /// How many main ids there are, known or not.
    pub fn order_count(&self) -> u32 {
        self.partitions.iter().map(|partition| partition.orders.len() as u32).sum()
    }

    /// All after-sales.
    pub(crate) fn refunds(&self) -> impl Iterator<Item = &Refund> {
        self.partitions.iter().flat_map(|partition| &partition.refunds)
    }

    /// A sub-order of an order.
    #[inline]
    pub(crate) fn sub_of(&self, order: u32, number: u32) -> Option<&SubOrder> {
        let partition = self.partition_of(number)?;
        partition.subs.get(partition.place(number) as usize).filter(|sub| sub.order == order)
    }

    /// Province, creator and channel of a sub-order.
    #[inline]
    pub fn labels_of(&self, sub: &SubOrder) -> LabelSet {
        self.partition_of(sub.order).map_or(LabelSet::NONE, |own| own.label_sets.get(sub.label_set))
    }

    /// The amount of a sub-order in cents, where known.
    #[inline]
    pub fn amount_of(&self, sub: &SubOrder) -> Option<i64> {
        self.partition_of(sub.order)?.amounts.get(sub.amount)
    }

    /// A parcel.
    #[inline]
    pub(crate) fn parcel(&self, number: u32) -> Option<&Parcel> {
        let partition = self.partition_of(number)?;
        partition.parcels.get(partition.place(number) as usize)
    }

    /// An after-sale.
    #[inline]
    pub(crate) fn refund(&self, number: u32) -> Option<&Refund> {
        let partition = self.partition_of(number)?;
        partition.refunds.get(partition.place(number) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::numbering::Numbering;
    use crate::time::Stamp;

    #[test]
    fn a_partition_with_more_records_than_numbers_is_overfull() {
        let review = Review { product: 0, time: Stamp::MISSING, stars: [0; 3], level: 0, source: 0 };
        let shop = |reviews: usize| Shop {
            numbering: Numbering::of(4096),
            partitions: vec![Partition { reviews: vec![review; reviews], ..Partition::default() }],
            ..Shop::default()
        };
        assert!(!shop(1 << 20).is_overfull() && shop((1 << 20) + 1).is_overfull());
    }
}
