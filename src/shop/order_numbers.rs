//! Which order an id names.

use super::id::compare_ids;
use super::partition::Partition;
use super::{Id, NAME_KEY, Shop};
use std::borrow::Cow;
use std::cmp::Ordering;

impl Shop {
    /// The partition of a number.
    #[inline]
    pub(super) fn partition_of(&self, number: u32) -> Option<&Partition> {
        self.partitions.get(self.numbering.partition(number))
    }

    /// The order that an id names, of a sub-order or of the order itself, matched or not.
    pub(crate) fn order_named(&self, id: &str) -> Option<u32> {
        let arena = id.as_bytes();
        let id = Id::packed(arena).unwrap_or(Id::in_arena(0, arena.len()));
        let of_main_id = || {
            let partition = self.partitions.get(self.numbering.partition_of(id, arena))?;
            partition.order_ids.find(id, arena).map(|order| partition.number(order))
        };
        let order = self.sub_ids.find(id, arena).or_else(of_main_id);
        order.filter(|order| !self.is_made_up(*order))
    }

    /// The id of an order; empty for none.
    pub fn order_id(&self, order: u32) -> Cow<'_, str> {
        let partition = self.partition_of(order);
        partition.map_or(Cow::Borrowed(""), |partition| partition.order_ids.text(partition.place(order)))
    }

    /// The id of an order; `None` where it was made up for a row that names none.
    pub(crate) fn named_order_id(&self, order: u32) -> Option<Cow<'_, str>> {
        Some(self.order_id(order)).filter(|id| !id.is_empty() && !id.starts_with(NAME_KEY))
    }

    /// The id of an after-sale; empty for none.
    pub fn refund_id(&self, refund: u32) -> Cow<'_, str> {
        let partition = self.partition_of(refund);
        let id = partition.and_then(|own| Some((own, own.refund_ids.get(own.place(refund) as usize)?)));
        id.map_or(Cow::Borrowed(""), |(partition, id)| id.text(&partition.texts))
    }

    /// Compares two orders by their ids (SPEC section 4).
    pub(crate) fn compare_order_ids(&self, a: u32, b: u32) -> Ordering {
        let id = |order: u32| self.partition_of(order).map(|own| own.order_ids.id(own.place(order)));
        compare_ids(id(a).unwrap_or_default(), id(b).unwrap_or_default())
    }

    /// Compares two after-sales by their ids (SPEC section 4).
    pub(crate) fn compare_refund_ids(&self, a: u32, b: u32) -> Ordering {
        let id = |refund: u32| {
            let partition = self.partition_of(refund)?;
            let id = partition.refund_ids.get(partition.place(refund) as usize)?;
            Some((*id, partition.texts.as_slice()))
        };
        compare_ids(id(a).unwrap_or_default(), id(b).unwrap_or_default())
    }

    /// Whether an order is in an orders export or, without one, in a logistics export.
    #[inline]
    pub(crate) fn is_known(&self, order: u32) -> bool {
        let partition = self.partition_of(order);
        partition.is_some_and(|partition| partition.is_known(partition.place(order), self.has_orders))
    }

    /// Whether it was made up for an after-sale or parcel that names no order.
    pub(crate) fn is_made_up(&self, order: u32) -> bool {
        self.partition_of(order).is_some_and(|partition| partition.is_made_up(partition.place(order)))
    }

    /// Whether there are orders of shops that were not asked for.
    pub(crate) fn has_orders_of_other_shops(&self) -> bool {
        self.partitions.iter().any(|partition| !partition.orders_of_other_shops.is_empty())
    }

    /// Whether an order is of a shop that was not asked for.
    #[inline]
    pub(crate) fn is_of_other_shop(&self, order: u32) -> bool {
        let others = |partition: &Partition| {
            let orders = &partition.orders_of_other_shops;
            !orders.is_empty() && orders.contains(&partition.place(order))
        };
        self.partition_of(order).is_some_and(others)
    }
}
