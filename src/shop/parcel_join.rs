//! Joins rows of logistics, and what 快递信息 names, to the orders: one parcel for each order and tracking number. Of several
//! cells the newest that is filled wins.

use super::parcels::{IN_LOGISTICS, MENTIONED, Parcel, RETURNED, SIGNED, STANDS_FOR_ROW, UNDERWAY, flag};
use super::partition::{JoinAccount, Partition};
use super::rows::ParcelRecord;
use super::sources::SourceAndFlags;
use super::taken::TakenBatch;
use super::texts::IndexRange;
use super::{Id, NONE};
use crate::time::Stamp;

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
        let by_this_sub = |own: &Partition, index: u32| {
            own.mentions.by.get(&index) == Some(&sub) || own.mentions.also_by.contains(&(index, sub))
        };
        let older: Vec<u32> = self
            .parcels_of(order)
            .map(|(index, _)| index)
            .filter(|index| by_this_sub(self, *index))
            .collect();
        for index in older {
            // Another sub-order may name the same parcel, and goes on naming it.
            if self.mentions.also_by.remove(&(index, sub)) {
                continue;
            }
            let other = self.mentions.also_by.range((index, 0)..=(index, NONE)).next().copied();
            if let Some(other) = other {
                self.mentions.also_by.remove(&other);
                self.mentions.by.insert(index, other.1);
                continue;
            }
            self.mentions.by.remove(&index);
            let Some(parcel) = self.parcels.get_mut(index as usize) else { continue };
            parcel.source.set(MENTIONED, false);
            let number = self.mentions.trackings.find(parcel.tracking, &self.texts);
            if let Some(orders) = number.and_then(|number| self.mentions.orders.get_mut(&number)) {
                orders.retain(|known| *known != order);
            }
        }
        for (tracking, carrier) in batch.express(express).iter().copied() {
            let (number, _) = self.mentions.trackings.intern(tracking, batch.arena());
            let orders = self.mentions.orders.entry(number).or_default();
            if !orders.contains(&order) {
                orders.push(order);
            }
            let carrier = carrier.some().map(|name| batch.name(name));
            let index = self.parcel_for(order, tracking, batch.arena());
            if let Some(parcel) = self.parcels.get_mut(index as usize) {
                if *self.mentions.by.entry(index).or_insert(sub) != sub {
                    self.mentions.also_by.insert((index, sub));
                }
                parcel.source.set(MENTIONED, true);
                parcel.carrier = carrier.unwrap_or(parcel.carrier);
            }
        }
    }

    fn parcel_for(&mut self, order: u32, tracking: Id, arena: &[u8]) -> u32 {
        let text = tracking.bytes_in(arena);
        let is_same = |known: Id| match (text, known.bytes_in(&self.texts)) {
            (None, None) => known == tracking,
            (text, known) => text == known,
        };
        if let Some((index, _)) = self.parcels_of(order).find(|(_, p)| is_same(p.tracking)) {
            return index;
        }
        let index = self.parcels.len() as u32;
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
