//! The orders of a shop by the ids that name them, once all rows of orders are joined.

use super::numbering::Numbering;
use super::partition::Partition;
use super::{Id, Interner, NAME_KEY, NONE};
use crate::parallel;
use crate::threads::Threads;
use hashbrown::HashMap;
use std::borrow::Cow;

#[derive(Debug, Default)]
pub(crate) struct JoinedOrders {
    pub(super) numbering: Numbering,
    pub(super) partitions: Vec<Partition>,
    pub(super) has_orders: bool,
    sub_ids: SubOrderIds,
    /// The tracking numbers that 快递信息 names, and of each the orders that name it.
    trackings: Interner,
    mentions: HashMap<u32, Vec<u32>>,
}

impl JoinedOrders {
    pub(super) fn of(
        numbering: Numbering,
        partitions: Vec<Partition>,
        has_orders: bool,
        threads: Threads,
    ) -> JoinedOrders {
        let sub_ids = SubOrderIds::of(&partitions, threads);
        let mut joined =
            JoinedOrders { numbering, partitions, has_orders, sub_ids, ..JoinedOrders::default() };
        for partition in &joined.partitions {
            let mentions = &partition.joining.mentions;
            for (number, order) in mentions.orders.iter().copied().filter(|(_, order)| *order != NONE) {
                let (id, arena) = mentions.trackings.id(number);
                let (number, _) = joined.trackings.intern(id, arena);
                joined.mentions.entry(number).or_default().push(partition.number(order));
            }
        }
        joined
    }

    pub(super) fn into_partitions(self) -> (Vec<Partition>, SubOrderIds) {
        (self.partitions, self.sub_ids)
    }

    /// The partition of an order's number, and the order's place there.
    fn partition(&self, number: u32) -> Option<(&Partition, u32)> {
        let partition = self.partitions.get(self.numbering.partition(number))?;
        Some((partition, self.numbering.place(number)))
    }

    /// The order with a main id.
    pub(super) fn order_of_main_id(&self, id: Id, arena: &[u8]) -> Option<u32> {
        let partition = self.partitions.get(self.numbering.partition_of(id, arena))?;
        partition.order_ids.find(id, arena).map(|order| partition.number(order))
    }

    /// The main id of an order.
    pub(super) fn main_id(&self, order: u32) -> Cow<'_, str> {
        let found = self.partition(order);
        found.map_or(Cow::Borrowed(""), |(partition, place)| partition.order_ids.text(place))
    }

    /// The order of a sub-order with an id that is not its main id, where no two orders have one with it.
    #[inline]
    pub(super) fn order_of_sub_id(&self, id: Id, arena: &[u8]) -> Option<u32> {
        self.sub_ids.find(id, arena)
    }

    /// The order that an id names, of a sub-order or of the order itself.
    pub(super) fn order_of_any_id(&self, id: Id, arena: &[u8]) -> Option<u32> {
        self.order_of_sub_id(id, arena).or_else(|| self.order_of_main_id(id, arena))
    }

    /// The orders whose 快递信息 names a tracking number, and a number for that; `None` where none does.
    pub(super) fn mentioned(&self, tracking: Id, arena: &[u8]) -> Option<(u32, &[u32])> {
        let number = self.trackings.find(tracking.some()?, arena)?;
        Some((number, self.mentions_of(number)?))
    }

    /// The orders whose 快递信息 names the tracking number of a number.
    pub(super) fn mentions_of(&self, tracking: u32) -> Option<&[u32]> {
        self.mentions.get(&tracking).map(Vec::as_slice)
    }

    /// Whether an order is known: see [`Partition::is_known`].
    pub(super) fn is_known(&self, order: u32) -> bool {
        self.partition(order).is_some_and(|(partition, place)| partition.is_known(place, self.has_orders))
    }

    /// The sub-order with an id, where no two orders have one with it, and its order.
    pub(super) fn sub_of_id(&self, id: Id, arena: &[u8]) -> Option<(u32, u32)> {
        if let Some(order) = self.order_of_sub_id(id, arena) {
            let (partition, _) = self.partition(order)?;
            let sub =
                partition.sub_ids.find(id, arena).and_then(|id| partition.sub_of_id.get(id as usize))?;
            return Some((order, partition.number(*sub)));
        }
        let order = self.order_of_main_id(id, arena)?;
        let (partition, place) = self.partition(order)?;
        let sub = partition.sub_with_main_id(place).map(|sub| partition.number(sub));
        let elsewhere = || partition.elsewhere_with_main_id.contains(&place).then_some(NONE);
        Some((order, sub.or_else(elsewhere)?))
    }

    /// The sub-order with an id of an order with a main id.
    pub(super) fn sub_of_order(&self, order: u32, main: (Id, &[u8]), sub: (Id, &[u8])) -> Option<u32> {
        let (partition, place) = self.partition(order)?;
        partition.sub_of_order(place, main, sub).map(|sub| partition.number(sub))
    }
}

/// The orders of sub-orders that have other ids than their main ids. Most shops have few of them, so a filter says of
/// nearly every id that it is none of these.
#[derive(Debug, Default)]
pub(super) struct SubOrderIds {
    shards: Vec<Shard>,
}

/// Those whose ids have the same hash.
#[derive(Debug, Default)]
struct Shard {
    ids: Interner,
    /// By id: the number of the order, [`NONE`] where several orders have a sub-order with it.
    orders: Vec<u32>,
    /// Bits by hash, set for every id that is here.
    filter: Vec<u64>,
}

/// Shards are filled side by side.
const SHARDS: u64 = 16;

impl SubOrderIds {
    fn of(partitions: &[Partition], threads: Threads) -> SubOrderIds {
        let numbering = Numbering::of(SHARDS);
        let all: usize = partitions.iter().map(|partition| partition.sub_ids.len()).sum();
        if all == 0 {
            return SubOrderIds::default();
        }
        let shards = parallel::map((0..SHARDS as usize).collect(), threads, |number| {
            let mut shard = Shard::default();
            shard.filter.resize((all / SHARDS as usize / 4).next_power_of_two(), 0);
            for partition in partitions {
                for place in 0..partition.sub_ids.len() as u32 {
                    let (id, arena) = partition.sub_ids.id(place);
                    if numbering.partition_of(id, arena) == number {
                        shard.add(partition, place, id, arena);
                    }
                }
            }
            shard
        });
        SubOrderIds { shards }
    }

    #[inline]
    pub(super) fn find(&self, id: Id, arena: &[u8]) -> Option<u32> {
        let shard = self.shards.get(Numbering::of(SHARDS).partition_of(id, arena))?;
        if id.bytes_in(arena).is_none() && !shard.may_hold(id) {
            return None;
        }
        let place = shard.ids.find(id, arena)?;
        shard.orders.get(place as usize).copied().filter(|order| *order != NONE)
    }
}

impl Shard {
    fn add(&mut self, partition: &Partition, place: u32, id: Id, arena: &[u8]) {
        // What stands for a missing id, or for one that several orders have, is known inside its partition only.
        let is_composed = id.bytes_in(arena).is_some_and(|text| text.contains(&(NAME_KEY as u8)));
        let sub = partition.sub_of_id.get(place as usize).and_then(|sub| partition.subs.get(*sub as usize));
        let Some(sub) = sub.filter(|_| !is_composed) else { return };
        let order = if partition.shared_sub_ids.contains(&place) { NONE } else { sub.order };
        let (known, new) = self.ids.intern(id, arena);
        if new {
            self.orders.push(order);
            let (word, bit) = self.bit_of(id);
            if let Some(word) = self.filter.get_mut(word) {
                *word |= bit;
            }
        } else if let Some(slot) = self.orders.get_mut(known as usize) {
            *slot = NONE;
        }
    }

    fn bit_of(&self, id: Id) -> (usize, u64) {
        let hash = id.value().wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((hash >> 38) as usize & self.filter.len().saturating_sub(1), 1 << (hash >> 32 & 63))
    }

    #[inline]
    fn may_hold(&self, id: Id) -> bool {
        let (word, bit) = self.bit_of(id);
        self.filter.get(word).is_some_and(|word| word & bit != 0)
    }
}
