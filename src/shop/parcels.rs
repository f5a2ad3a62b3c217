//! Parcels: one record for each order and tracking number. Of several cells the newest that is filled wins.

use super::sources::SourceAndFlags;
use super::text_numbers::TextNumbers;
use super::texts::{IndexRange, TextRef};
use super::{Id, NONE, Shop, made_up_id};
use crate::time::{Day, Stamp};
use std::borrow::Cow;
use std::cmp::Ordering;

/// A row of a logistics export. Blank cells do not overwrite, so blank cells and absent columns are the same.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ParcelRow {
    /// The orders it carries, by sub-order or main id, in the batch's list of them.
    pub(crate) orders: IndexRange,
    pub(crate) tracking: Id,
    pub(crate) carrier: TextRef,
    /// When its waybill was reported as shipped.
    pub(crate) ship: Stamp,
    pub(crate) pickup: Stamp,
    pub(crate) sign: Stamp,
    /// Whether it was refused or sent back; `None` where the status is missing.
    pub(crate) returned: Option<bool>,
    /// How far its status says that it has come; `None` where that is missing.
    pub(crate) progress: Option<ParcelProgress>,
}

/// How far a status says that a parcel has come. It has no time, so it decides no figure; it only tells that nothing is
/// to be waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParcelProgress {
    /// Not said.
    Unsaid,
    /// Picked up, and on its way.
    Underway,
    /// Signed for.
    Signed,
}

/// A parcel of one order. A physical parcel with several orders is one record for each. The alignment puts each record
/// into one cache line, because parcels are read in no particular order.
#[derive(Debug, Clone)]
#[repr(align(32))]
pub struct Parcel {
    pub(super) next: u32,
    /// Its tracking number, packed or in the shop's arena of tracking numbers.
    tracking: Id,
    /// When it was picked up.
    pub pickup: Stamp,
    pub(super) signed: Stamp,
    /// The number of the carrier's name, or [`NONE`].
    pub carrier: u32,
    source: SourceAndFlags,
}

const RETURNED: u8 = 1;
const IN_LOGISTICS: u8 = 2;
const STANDS_FOR_ROW: u8 = 4;
const MENTIONED: u8 = 8;
const UNDERWAY: u8 = 16;
const SIGNED: u8 = 32;

impl Parcel {
    /// When it was signed for; never for a parcel that was refused or sent back, whatever time it has.
    pub(crate) fn sign(&self) -> Stamp {
        if self.is_returned() { Stamp::MISSING } else { self.signed }
    }

    /// Whether it was refused or sent back.
    pub(crate) fn is_returned(&self) -> bool {
        self.source.has(RETURNED)
    }

    /// Whether its status says that it was picked up.
    pub(crate) fn says_picked_up(&self) -> bool {
        self.source.has(UNDERWAY) || self.says_signed()
    }

    /// Whether its status says that it was signed for.
    pub(crate) fn says_signed(&self) -> bool {
        self.source.has(SIGNED)
    }

    /// Whether it is in a logistics export, and not only named in 快递信息.
    pub(crate) fn in_logistics(&self) -> bool {
        self.source.has(IN_LOGISTICS)
    }

    /// Whether the newest 快递信息 of its sub-order names it.
    fn is_mentioned(&self) -> bool {
        self.source.has(MENTIONED)
    }

    pub(super) fn source(&self) -> u32 {
        self.source.source()
    }

    pub(super) fn stands_for_row(&self) -> bool {
        self.source.has(STANDS_FOR_ROW)
    }
}

impl Shop {
    /// The parcels of an order that count: those of a logistics export and, where that has tracking numbers to tell them
    /// apart, further ones that 快递信息 names. Of an order in no logistics export, those that 快递信息 names.
    pub(crate) fn known_parcels_of(&self, order: u32) -> impl Iterator<Item = (u32, &Parcel)> {
        let untracked = self.parcels_of(order).any(|(_, p)| p.in_logistics() && p.tracking.is_none());
        self.parcels_of(order).filter(move |(_, p)| p.in_logistics() || (p.is_mentioned() && !untracked))
    }

    /// The first pickup or sign day of any parcel, matched or not, as far as it is known at a time.
    pub(crate) fn logistics_begin_by(&self, now: Stamp) -> Option<Day> {
        let (first, _) = self.logistics_span.0?;
        let is_by_now = |parcel: &Parcel| parcel.pickup.is_by(now) || parcel.signed.is_by(now);
        match first.cmp(&now.day()?) {
            Ordering::Less => Some(first),
            Ordering::Equal => self.parcels.iter().any(is_by_now).then_some(first),
            Ordering::Greater => None,
        }
    }

    /// When a parcel was reported as shipped.
    pub(crate) fn shipped(&self, parcel: u32) -> Stamp {
        self.parcel_ships.get(parcel as usize).copied().unwrap_or_default()
    }

    pub(super) fn add_parcel(
        &mut self,
        row: &ParcelRow,
        known: u32,
        numbers: &mut TextNumbers<'_>,
        source: u32,
    ) {
        let carrier = row.carrier.some().map(|name| numbers.name(name, &mut self.names));
        let arena = numbers.arena();
        // Nearly every parcel carries one order.
        if let [id] = numbers.parcel_orders(row.orders) {
            let order = self.order_of_any_id(*id, (known != NONE).then_some(known), arena);
            return self.put_parcel(order, row, carrier, true, arena, source);
        }
        let mut orders: Vec<u32> = match numbers.parcel_orders(row.orders) {
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
            let made_up = made_up_id(&numbers.text_of_id(row.tracking));
            orders.push(self.order_of_text(&made_up));
        }
        for (position, order) in orders.into_iter().enumerate() {
            self.put_parcel(order, row, carrier, position == 0, arena, source);
        }
    }

    /// Adds a row to the parcel of one order. Of the several parcels of a row one stands for it in the account.
    fn put_parcel(
        &mut self,
        order: u32,
        row: &ParcelRow,
        carrier: Option<u32>,
        stands_for_row: bool,
        arena: &[u8],
        source: u32,
    ) {
        let index = self.parcel_for(order, row.tracking, arena);
        let Some(parcel) = self.parcels.get_mut(index as usize) else { return };
        let replaced = parcel.stands_for_row().then_some(parcel.source());
        if let Some(shipped) = self.parcel_ships.get_mut(index as usize).filter(|_| !row.ship.is_missing()) {
            *shipped = row.ship;
        }
        if !row.pickup.is_missing() {
            parcel.pickup = row.pickup;
        }
        if !row.sign.is_missing() {
            parcel.signed = row.sign;
        }
        if let Some(carrier) = carrier {
            parcel.carrier = carrier;
        }
        if let Some(returned) = row.returned {
            parcel.source.set(RETURNED, returned);
        }
        if let Some(progress) = row.progress {
            parcel.source.set(UNDERWAY, progress == ParcelProgress::Underway);
            parcel.source.set(SIGNED, progress == ParcelProgress::Signed);
        }
        parcel.source.set_source(source);
        parcel.source.set(IN_LOGISTICS, true);
        parcel.source.set(STANDS_FOR_ROW, stands_for_row);
        if let Some(older) = replaced {
            self.count_duplicate(older);
        }
    }

    /// Adds the parcels that the 快递信息 of a sub-order names. What an older export named there no longer counts.
    pub(super) fn mention_parcels(
        &mut self,
        order: u32,
        sub: u32,
        express: IndexRange,
        numbers: &mut TextNumbers<'_>,
    ) {
        let by_this_sub = |shop: &Shop, index: u32| {
            shop.mentioned_by.get(&index) == Some(&sub) || shop.also_mentioned_by.contains(&(index, sub))
        };
        let older: Vec<u32> = self
            .parcels_of(order)
            .map(|(index, _)| index)
            .filter(|index| by_this_sub(self, *index))
            .collect();
        for index in older {
            // Another sub-order may name the same parcel, and goes on naming it.
            if self.also_mentioned_by.remove(&(index, sub)) {
                continue;
            }
            let other = self.also_mentioned_by.range((index, 0)..=(index, NONE)).next().copied();
            if let Some(other) = other {
                self.also_mentioned_by.remove(&other);
                self.mentioned_by.insert(index, other.1);
                continue;
            }
            self.mentioned_by.remove(&index);
            let Some(parcel) = self.parcels.get_mut(index as usize) else { continue };
            parcel.source.set(MENTIONED, false);
            let number = self.trackings.find(parcel.tracking, &self.tracking_arena);
            if let Some(orders) = number.and_then(|number| self.mentions.get_mut(&number)) {
                orders.retain(|known| *known != order);
            }
        }
        for (tracking, carrier) in numbers.express(express).iter().copied() {
            let (number, _) = self.trackings.intern(tracking, numbers.arena());
            let orders = self.mentions.entry(number).or_default();
            if !orders.contains(&order) {
                orders.push(order);
            }
            let carrier = carrier.some().map(|name| numbers.name(name, &mut self.names));
            let index = self.parcel_for(order, tracking, numbers.arena());
            if let Some(parcel) = self.parcels.get_mut(index as usize) {
                if *self.mentioned_by.entry(index).or_insert(sub) != sub {
                    self.also_mentioned_by.insert((index, sub));
                }
                parcel.source.set(MENTIONED, true);
                parcel.carrier = carrier.unwrap_or(parcel.carrier);
            }
        }
    }

    /// A parcel's tracking number.
    pub(super) fn tracking(&self, parcel: &Parcel) -> Cow<'_, str> {
        parcel.tracking.text(&self.tracking_arena)
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
            source: SourceAndFlags::of(0, 0),
        });
        self.parcel_ships.push(Stamp::MISSING);
        head.first_parcel = index;
        index
    }
}
