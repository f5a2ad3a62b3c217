//! Joins rows of logistics, and what 快递信息 names, to the orders: one parcel for each order and tracking number. Of several
//! cells the newest that is filled wins.

use super::lists::{Listed, Records, lay_out};
use super::long_lists::{LongLists, Many, find_among_few};
use super::parcels::{
    IN_LOGISTICS, MENTIONED, Parcel, RETURNED, SIGNED, STANDS_FOR_ROW, UNDERWAY, UNTRACKED, flag,
};
use super::partition::{JoinAccount, Partition};
use super::rows::ParcelRecord;
use super::sources::SourceAndFlags;
use super::taken::TakenBatch;
use super::texts::IndexRange;
use super::{Id, Interner, NONE};
use crate::time::Stamp;
use hashbrown::HashMap;
use hashbrown::hash_map::Entry;
use std::collections::BTreeSet;

/// Parcels of which more rows may come.
#[derive(Debug, Default)]
pub(super) struct JoiningParcels {
    pub(super) parcels: Vec<Listed<Tracked>>,
    /// Of orders with many parcels, these by tracking number.
    long: LongLists<Box<str>>,
    pub(super) mentions: Mentions,
}

/// A parcel with what only the join of its rows needs, or stands beside it afterwards.
#[derive(Debug)]
pub(super) struct Tracked {
    /// Its tracking number, packed or in the partition's texts.
    tracking: Id,
    ship: Stamp,
    parcel: Parcel,
}

/// The parcels that 快递信息 names.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    /// Their tracking numbers.
    pub(super) trackings: Interner,
    /// Each tracking number with an order that names it, in the order of the rows; [`NONE`] where it no longer does.
    pub(super) orders: Vec<(u32, u32)>,
    /// By parcel: its place in `orders`.
    places: HashMap<u32, usize>,
    /// By sub-order: the first parcel that its newest cell names.
    by: HashMap<u32, u32>,
    /// Further parcels that the newest cell of a sub-order names.
    also_by: BTreeSet<(u32, u32)>,
    /// By parcel: how many sub-orders beside one name it.
    others: HashMap<u32, u32>,
}

impl Partition {
    pub(super) fn add_parcel(&mut self, row: &ParcelRecord, batch: &TakenBatch, account: &mut JoinAccount) {
        let order = self.order_of(row.order, batch.arena());
        let index = self.parcel_for(order, row.tracking, batch.arena());
        let Some(Listed { record: tracked, .. }) = self.joining.parcels.get_mut(index as usize) else {
            return;
        };
        if !row.ship.is_missing() {
            tracked.ship = row.ship;
        }
        let parcel = &mut tracked.parcel;
        let replaced = parcel.stands_for_row().then_some(parcel.source());
        if !row.pickup.is_missing() {
            parcel.pickup = row.pickup;
        }
        if !row.sign.is_missing() {
            parcel.signed = row.sign;
        }
        if let Some(carrier) = row.carrier.some() {
            parcel.carrier = batch.name(carrier);
        }
        if row.has(flag::HAS_STATUS) {
            parcel.source.set(RETURNED, row.has(flag::RETURNED));
        }
        if row.has(flag::HAS_PROGRESS) {
            parcel.source.set(UNDERWAY, row.has(flag::UNDERWAY));
            parcel.source.set(SIGNED, row.has(flag::SIGNED));
        }
        parcel.source.set_source(batch.source);
        parcel.source.set(IN_LOGISTICS, true);
        parcel.source.set(STANDS_FOR_ROW, row.has(flag::STANDS_FOR_ROW));
        if let Some(older) = replaced {
            account.count_duplicate(older);
        }
    }

    /// Adds the parcels that the 快递信息 of a sub-order names. What an older export named there no longer counts.
    pub(super) fn mention_parcels(&mut self, order: u32, sub: u32, express: IndexRange, batch: &TakenBatch) {
        let mentions = &mut self.joining.mentions;
        if let Some(first) = mentions.by.remove(&sub) {
            let further = mentions.also_by.range((sub, 0)..=(sub, NONE)).copied().collect::<Vec<_>>();
            self.joining.take_mention_back(first);
            for (_, parcel) in further {
                self.joining.mentions.also_by.remove(&(sub, parcel));
                self.joining.take_mention_back(parcel);
            }
        }
        for (tracking, carrier) in batch.express(express).iter().copied() {
            let (number, _) = self.joining.mentions.trackings.intern(tracking, batch.arena());
            let index = self.parcel_for(order, tracking, batch.arena());
            let JoiningParcels { parcels, mentions, .. } = &mut self.joining;
            let Some(Listed { record: Tracked { parcel, .. }, .. }) = parcels.get_mut(index as usize) else {
                continue;
            };
            parcel.carrier = carrier.some().map_or(parcel.carrier, |name| batch.name(name));
            let is_new = match mentions.by.entry(sub) {
                Entry::Vacant(first) => {
                    first.insert(index);
                    true
                }
                Entry::Occupied(first) => *first.get() != index && mentions.also_by.insert((sub, index)),
            };
            if !is_new {
                continue;
            }
            if parcel.is_mentioned() {
                *mentions.others.entry(index).or_default() += 1;
                continue;
            }
            parcel.source.set(MENTIONED, true);
            mentions.places.insert(index, mentions.orders.len());
            mentions.orders.push((number, order));
        }
    }

    fn parcel_for(&mut self, order: u32, tracking: Id, arena: &[u8]) -> u32 {
        let text = tracking.bytes_in(arena);
        let is_same = |known: Id| match (text, known.bytes_in(&self.texts)) {
            (None, None) => known == tracking,
            (text, known) => text == known,
        };
        let key_of = |tracking: Id, arena: &[u8]| Box::<str>::from(tracking.text(arena));
        let known = find_among_few(self.joining_parcels_of(order), |known| is_same(known.record.tracking));
        let known = known.unwrap_or_else(|Many| {
            let mut long = std::mem::take(&mut self.joining.long);
            let of_parcels = || {
                let parcels = self.joining_parcels_of(order);
                parcels.map(|(place, known)| (key_of(known.record.tracking, &self.texts), place))
            };
            let known = long.find(order, key_of(tracking, arena), of_parcels);
            self.joining.long = long;
            known
        });
        if let Some(index) = known {
            return index;
        }
        let index = self.joining.parcels.len() as u32;
        self.joining.long.add(order, || key_of(tracking, arena), index);
        let flags = if tracking.is_none() { UNTRACKED } else { 0 };
        let tracking = self.kept(tracking, arena);
        let Some(head) = self.orders.get_mut(order as usize) else { return NONE };
        let parcel = Parcel {
            pickup: Stamp::MISSING,
            signed: Stamp::MISSING,
            carrier: NONE,
            source: SourceAndFlags::of(0, flags),
        };
        let record = Tracked { tracking, ship: Stamp::MISSING, parcel };
        self.joining.parcels.push(Listed { next: head.first_parcel, record });
        head.first_parcel = index;
        index
    }

    fn joining_parcels_of(&self, order: u32) -> Records<'_, Listed<Tracked>> {
        Records::of(&self.joining.parcels, self.orders.get(order as usize).map_or(NONE, |o| o.first_parcel))
    }

    /// Lays the parcels out order by order, where no more rows of them come.
    pub(super) fn settle_parcels(&mut self) {
        let joined = std::mem::take(&mut self.joining).parcels;
        if joined.is_empty() {
            return;
        }
        let Partition { orders, parcels, parcel_ships, trackings, .. } = self;
        parcels.reserve_exact(joined.len());
        parcel_ships.reserve_exact(joined.len());
        let heads = orders.iter_mut().map(|order| &mut order.first_parcel);
        lay_out(heads, &joined, |tracked, is_one_of_several| {
            if is_one_of_several {
                trackings.push((parcels.len() as u32, tracked.tracking));
            }
            parcels.push(tracked.parcel);
            parcel_ships.push(tracked.ship);
        });
    }
}

impl JoiningParcels {
    /// Forgets that a sub-order names a parcel. Another one may name it, too, and goes on naming it.
    fn take_mention_back(&mut self, index: u32) {
        if let Entry::Occupied(mut others) = self.mentions.others.entry(index) {
            *others.get_mut() -= 1;
            if *others.get() == 0 {
                others.remove();
            }
            return;
        }
        let Some(Listed { record, .. }) = self.parcels.get_mut(index as usize) else { return };
        record.parcel.source.set(MENTIONED, false);
        let mentions = &mut self.mentions;
        let place = mentions.places.remove(&index);
        if let Some((_, order)) = place.and_then(|place| mentions.orders.get_mut(place)) {
            *order = NONE;
        }
    }
}
