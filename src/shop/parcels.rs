//! Parcels: by order and tracking number, cell by cell, the newest present cell winning.

use super::batch::{IndexRange, TextNumbers, TextRef};
use super::{Id, NONE, Shop, made_up_id};
use crate::time::Stamp;

/// A row of a logistics export. Missing cells do not overwrite, so absent columns need no telling apart.
#[derive(Debug, Clone, Copy, Default)]
pub struct ParcelRow {
    /// The orders it carries, by sub-order or main id: a part of the batch's; may be empty.
    pub orders: IndexRange,
    /// Tracking number.
    pub tracking: Id,
    /// Carrier.
    pub carrier: TextRef,
    /// When it was reported as shipped.
    pub ship: Stamp,
    /// When it was picked up.
    pub pickup: Stamp,
    /// When it was signed for.
    pub sign: Stamp,
    /// Was it refused or sent back? `None` where the status is missing.
    pub returned: Option<bool>,
}

/// A parcel of one order. A physical parcel with several orders is one record for each. Aligned so that one lies in
/// one line of the cache: parcels are looked at one here, one there.
#[derive(Debug, Clone)]
#[repr(align(32))]
pub struct Parcel {
    pub(super) next: u32,
    /// Its tracking number; what cannot be packed lies in the shop's arena of them.
    tracking: Id,
    /// When it was picked up.
    pub pickup: Stamp,
    pub(super) signed: Stamp,
    /// Number of the carrier's name, or [`NONE`].
    pub carrier: u32,
    pub(super) source: u16,
    flags: u8,
}

const RETURNED: u8 = 1;
const IN_LOGISTICS: u8 = 2;
const STANDS_FOR_ROW: u8 = 4;
const MENTIONED: u8 = 8;

impl Parcel {
    /// When it was signed for; a parcel refused or sent back never is, whatever time it carries.
    pub fn sign(&self) -> Stamp {
        if self.is_returned() { Stamp::MISSING } else { self.signed }
    }

    /// Was it refused or sent back?
    pub fn is_returned(&self) -> bool {
        self.flags & RETURNED != 0
    }

    /// Is it in a logistics export (not only named in 快递信息)?
    pub fn in_logistics(&self) -> bool {
        self.flags & IN_LOGISTICS != 0
    }

    /// Does a 快递信息 of the newest export name it?
    fn is_mentioned(&self) -> bool {
        self.flags & MENTIONED != 0
    }

    pub(super) fn stands_for_row(&self) -> bool {
        self.flags & STANDS_FOR_ROW != 0
    }
}

impl Shop {
    /// The parcels of an order that count: those of a logistics export and, where that tells them apart by
    /// tracking number, further ones that 快递信息 names. Of an order that no logistics export knows, those
    /// that are named.
    pub fn known_parcels_of(&self, order: u32) -> impl Iterator<Item = (u32, &Parcel)> {
        let untracked = self.parcels_of(order).any(|(_, p)| p.in_logistics() && p.tracking.is_none());
        self.parcels_of(order).filter(move |(_, p)| p.in_logistics() || (p.is_mentioned() && !untracked))
    }

    /// Takes a row of a logistics export in.
    pub(super) fn add_parcel(
        &mut self,
        row: &ParcelRow,
        known: u32,
        numbers: &mut TextNumbers<'_>,
        source: u16,
    ) {
        let carrier = row.carrier.some().map(|name| numbers.name(name, &mut self.names));
        let arena = numbers.arena();
        // Nearly every parcel carries one order.
        if let [id] = numbers.ids(row.orders) {
            let order = self.order_of_any_id(*id, (known != NONE).then_some(known), arena);
            return self.put_parcel(order, row, carrier, true, arena, source);
        }
        let mut orders: Vec<u32> = match numbers.ids(row.orders) {
            [] => {
                let mentioned = row.tracking.some().and_then(|id| self.trackings.find(id, arena));
                mentioned.and_then(|number| self.mentions.get(&number)).cloned().unwrap_or_default()
            }
            ids => ids.iter().map(|id| self.order_of_any_id(*id, None, arena)).collect(),
        };
        // Two sub-orders of one order in one parcel are one order.
        orders.sort_unstable();
        orders.dedup();
        if orders.is_empty() && !row.tracking.is_none() {
            let made_up = made_up_id(&numbers.text(row.tracking));
            orders.push(self.order_of_text(&made_up));
        }
        for (position, order) in orders.into_iter().enumerate() {
            self.put_parcel(order, row, carrier, position == 0, arena, source);
        }
    }

    /// Takes a parcel of an order in; one of several that a row carries stands for the row.
    fn put_parcel(
        &mut self,
        order: u32,
        row: &ParcelRow,
        carrier: Option<u32>,
        stands_for_row: bool,
        arena: &[u8],
        source: u16,
    ) {
        let index = self.parcel_for(order, row.tracking, arena);
        let Some(parcel) = self.parcels.get_mut(index as usize) else { return };
        let replaced = parcel.stands_for_row().then_some(parcel.source);
        if !row.pickup.is_missing() {
            parcel.pickup = row.pickup;
        }
        if !row.sign.is_missing() {
            parcel.signed = row.sign;
        }
        if let Some(carrier) = carrier {
            parcel.carrier = carrier;
        }
        match row.returned {
            Some(true) => parcel.flags |= RETURNED,
            Some(false) => parcel.flags &= !RETURNED,
            None => {}
        }
        parcel.source = source;
        parcel.flags |= IN_LOGISTICS;
        if stands_for_row {
            parcel.flags |= STANDS_FOR_ROW;
        } else {
            parcel.flags &= !STANDS_FOR_ROW;
        }
        if let Some(older) = replaced {
            self.count_duplicate(older);
        }
    }

    /// An orders export names tracking numbers and carriers in the 快递信息 of a sub-order; what an older
    /// one named there no longer counts.
    pub(super) fn mention_parcels(
        &mut self,
        order: u32,
        sub: u32,
        express: IndexRange,
        numbers: &mut TextNumbers<'_>,
    ) {
        let by_this_sub = |shop: &Shop, index: u32| shop.mentioned_by.get(&index) == Some(&sub);
        let older: Vec<u32> = self
            .parcels_of(order)
            .map(|(index, _)| index)
            .filter(|index| by_this_sub(self, *index))
            .collect();
        for index in older {
            self.mentioned_by.remove(&index);
            let Some(parcel) = self.parcels.get_mut(index as usize) else { continue };
            parcel.flags &= !MENTIONED;
            let number = self.trackings.find(parcel.tracking, &self.tracking_arena);
            if let Some(orders) = number.and_then(|number| self.mentions.get_mut(&number)) {
                orders.retain(|known| *known != order);
            }
        }
        for place in express.range() {
            let Some((tracking, carrier)) = numbers.express(place) else { continue };
            let (number, _) = self.trackings.intern(tracking, numbers.arena());
            let orders = self.mentions.entry(number).or_default();
            if !orders.contains(&order) {
                orders.push(order);
            }
            let carrier = carrier.some().map(|name| numbers.name(name, &mut self.names));
            let index = self.parcel_for(order, tracking, numbers.arena());
            if let Some(parcel) = self.parcels.get_mut(index as usize) {
                self.mentioned_by.insert(index, sub);
                parcel.flags |= MENTIONED;
                parcel.carrier = carrier.unwrap_or(parcel.carrier);
            }
        }
    }

    fn parcel_for(&mut self, order: u32, tracking: Id, arena: &[u8]) -> u32 {
        let text = tracking.bytes_in(arena);
        let is_same = |known: Id| match (text, known.bytes_in(&self.tracking_arena)) {
            (None, None) => known == tracking,
            (text, known) => text == known,
        };
        if let Some((index, _)) = self.parcels_of(order).find(|(_, p)| is_same(p.tracking)) {
            return index;
        }
        let index = self.parcels.len() as u32;
        let tracking = text.map_or(tracking, |text| {
            let start = self.tracking_arena.len();
            self.tracking_arena.extend_from_slice(text);
            Id::in_arena(start, text.len())
        });
        let Some(head) = self.orders.get_mut(order as usize) else { return NONE };
        self.parcels.push(Parcel {
            next: head.first_parcel,
            tracking,
            pickup: Stamp::MISSING,
            signed: Stamp::MISSING,
            carrier: NONE,
            source: u16::MAX,
            flags: 0,
        });
        head.first_parcel = index;
        index
    }
}
