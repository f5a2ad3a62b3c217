//! Joins rows of logistics, and what 快递信息 names, to the orders: one parcel for each order and tracking number. Of several
//! cells the newest that is filled wins.

use super::long_lists::{Many, find_among_few};
use super::parcels::{IN_LOGISTICS, MENTIONED, Parcel, RETURNED, SIGNED, STANDS_FOR_ROW, UNDERWAY, flag};
use super::partition::{JoinAccount, Partition};
use super::rows::ParcelRecord;
use super::sources::SourceAndFlags;
use super::taken::TakenBatch;
use super::texts::IndexRange;
use super::{Id, NONE};
use crate::time::Stamp;
use hashbrown::hash_map::Entry;

impl Partition {
    pub(super) fn add_parcel(&mut self, row: &ParcelRecord, batch: &TakenBatch, account: &mut JoinAccount) {
        let order = self.order_of(row.order, batch.arena());
        let index = self.parcel_for(order, row.tracking, batch.arena());
        if let Some(shipped) = self.parcel_ships.get_mut(index as usize).filter(|_| !row.ship.is_missing()) {
            *shipped = row.ship;
        }
        let Some(parcel) = self.parcels.get_mut(index as usize) else { return };
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
        if let Some(first) = self.mentions.by.remove(&sub) {
            self.take_mention_back(first);
            let further = self.mentions.also_by.range((sub, 0)..=(sub, NONE));
            for (_, parcel) in further.copied().collect::<Vec<_>>() {
                self.mentions.also_by.remove(&(sub, parcel));
                self.take_mention_back(parcel);
            }
        }
        for (tracking, carrier) in batch.express(express).iter().copied() {
            let (number, _) = self.mentions.trackings.intern(tracking, batch.arena());
            let index = self.parcel_for(order, tracking, batch.arena());
            let Some(parcel) = self.parcels.get_mut(index as usize) else { continue };
            parcel.carrier = carrier.some().map_or(parcel.carrier, |name| batch.name(name));
            let mentions = &mut self.mentions;
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

    /// Forgets that a sub-order names a parcel. Another one may name it, too, and goes on naming it.
    fn take_mention_back(&mut self, index: u32) {
        if let Entry::Occupied(mut others) = self.mentions.others.entry(index) {
            *others.get_mut() -= 1;
            if *others.get() == 0 {
                others.remove();
            }
            return;
        }
        let Some(parcel) = self.parcels.get_mut(index as usize) else { return };
        parcel.source.set(MENTIONED, false);
        let mentions = &mut self.mentions;
        let place = mentions.places.remove(&index);
        if let Some((_, order)) = place.and_then(|place| mentions.orders.get_mut(place)) {
            *order = NONE;
        }
    }

    fn parcel_for(&mut self, order: u32, tracking: Id, arena: &[u8]) -> u32 {
        let text = tracking.bytes_in(arena);
        let is_same = |known: Id| match (text, known.bytes_in(&self.texts)) {
            (None, None) => known == tracking,
            (text, known) => text == known,
        };
        let key_of = |tracking: Id, arena: &[u8]| Box::<str>::from(tracking.text(arena));
        let known = find_among_few(self.parcels_of(order), |known| is_same(known.tracking));
        let known = known.unwrap_or_else(|Many| {
            let mut long = std::mem::take(&mut self.long_parcels);
            let of_parcels = || {
                let parcels = self.parcels_of(order);
                parcels.map(|(place, parcel)| (key_of(parcel.tracking, &self.texts), place))
            };
            let known = long.find(order, key_of(tracking, arena), of_parcels);
            self.long_parcels = long;
            known
        });
        if let Some(index) = known {
            return index;
        }
        let index = self.parcels.len() as u32;
        self.long_parcels.add(order, || key_of(tracking, arena), index);
        let tracking = self.kept(tracking, arena);
        let Some(head) = self.orders.get_mut(order as usize) else { return NONE };
        self.parcels.push(Parcel {
            next: head.first_parcel,
            tracking,
            pickup: Stamp::MISSING,
            signed: Stamp::MISSING,
            carrier: NONE,
            source: SourceAndFlags::of(0, 0),
        });
        self.parcel_ships.push(Stamp::MISSING);
        head.first_parcel = index;
        index
    }
}
