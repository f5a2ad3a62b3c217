//! Parcels: by order and tracking number, cell by cell, the newest present cell winning.

use super::{Kind, NONE, Shop, made_up_id};
use crate::time::Stamp;

/// A row of a logistics export. Missing cells do not overwrite, so absent columns need no telling apart.
#[derive(Debug, Default)]
pub struct ParcelRow<'a> {
    /// The orders it carries, by sub-order or main id; may be empty.
    pub orders: &'a [&'a str],
    /// Tracking number.
    pub tracking: Option<&'a str>,
    /// Carrier.
    pub carrier: Option<&'a str>,
    /// When it was reported as shipped.
    pub ship: Stamp,
    /// When it was picked up.
    pub pickup: Stamp,
    /// When it was signed for.
    pub sign: Stamp,
    /// Was it refused or sent back? `None` where the status is missing.
    pub returned: Option<bool>,
}

/// A parcel of one order. A physical parcel with several orders is one record for each.
#[derive(Debug, Clone)]
pub struct Parcel {
    pub(super) next: u32,
    tracking: u32,
    /// When it was picked up.
    pub pickup: Stamp,
    pub(super) signed: Stamp,
    /// Number of the carrier's name, or [`NONE`].
    pub carrier: u32,
    /// The sub-order whose 快递信息 names it, or [`NONE`].
    mentioned_by: u32,
    pub(super) source: u16,
    flags: u8,
}

const RETURNED: u8 = 1;
const IN_LOGISTICS: u8 = 2;
const STANDS_FOR_ROW: u8 = 4;

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
        self.mentioned_by != NONE
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
        let untracked = self.parcels_of(order).any(|(_, p)| p.in_logistics() && p.tracking == NONE);
        self.parcels_of(order).filter(move |(_, p)| p.in_logistics() || (p.is_mentioned() && !untracked))
    }

    /// Takes a row of a logistics export in.
    pub fn add_parcel(&mut self, row: &ParcelRow<'_>, source: u16) {
        for time in [row.ship, row.pickup, row.sign] {
            self.event(time);
        }
        for time in [row.pickup, row.sign] {
            self.own_time(Kind::Logistics, time, source);
        }
        let tracking = row.tracking.map_or(NONE, |t| self.trackings.intern(t).0);
        let mut orders: Vec<u32> = if row.orders.is_empty() {
            self.mentions.get(&tracking).cloned().unwrap_or_default()
        } else {
            row.orders.iter().map(|id| self.order_of_any_id(id)).collect()
        };
        // Two sub-orders of one order in one parcel are one order.
        orders.sort_unstable();
        orders.dedup();
        if let (true, Some(tracking)) = (orders.is_empty(), row.tracking) {
            orders.push(self.order_of_main_id(&made_up_id(tracking)));
        }
        let carrier = row.carrier.map(|name| self.names.intern(name).0);
        for (position, order) in orders.into_iter().enumerate() {
            let index = self.parcel_for(order, tracking);
            let Some(parcel) = self.parcels.get_mut(index as usize) else { continue };
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
            if position == 0 {
                parcel.flags |= STANDS_FOR_ROW;
            } else {
                parcel.flags &= !STANDS_FOR_ROW;
            }
            if let Some(older) = replaced {
                self.count_duplicate(older);
            }
        }
    }

    /// An orders export names tracking numbers and carriers in the 快递信息 of a sub-order; what an older
    /// one named there no longer counts.
    pub(super) fn mention_parcels(&mut self, order: u32, sub: u32, express: &[(&str, &str)]) {
        let older: Vec<u32> =
            self.parcels_of(order).filter(|(_, p)| p.mentioned_by == sub).map(|(index, _)| index).collect();
        for index in older {
            let Some(parcel) = self.parcels.get_mut(index as usize) else { continue };
            parcel.mentioned_by = NONE;
            if let Some(orders) = self.mentions.get_mut(&parcel.tracking) {
                orders.retain(|known| *known != order);
            }
        }
        for (tracking, carrier) in express {
            let tracking = self.trackings.intern(tracking).0;
            let orders = self.mentions.entry(tracking).or_default();
            if !orders.contains(&order) {
                orders.push(order);
            }
            let carrier = (!carrier.is_empty()).then(|| self.names.intern(carrier).0);
            let index = self.parcel_for(order, tracking);
            if let Some(parcel) = self.parcels.get_mut(index as usize) {
                parcel.mentioned_by = sub;
                parcel.carrier = carrier.unwrap_or(parcel.carrier);
            }
        }
    }

    fn parcel_for(&mut self, order: u32, tracking: u32) -> u32 {
        if let Some((index, _)) = self.parcels_of(order).find(|(_, p)| p.tracking == tracking) {
            return index;
        }
        let index = self.parcels.len() as u32;
        let Some(head) = self.orders.get_mut(order as usize) else { return NONE };
        self.parcels.push(Parcel {
            next: head.first_parcel,
            tracking,
            pickup: Stamp::MISSING,
            signed: Stamp::MISSING,
            carrier: NONE,
            mentioned_by: NONE,
            source: u16::MAX,
            flags: 0,
        });
        head.first_parcel = index;
        index
    }
}
