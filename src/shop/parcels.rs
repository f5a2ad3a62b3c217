//! Parcels: one record for each order and tracking number. Of several cells the newest that is filled wins.

use super::id::compare_ids;
use super::rows::ParcelRecord;
use super::sources::SourceAndFlags;
use super::texts::{IndexRange, TextRef};
use super::{Id, Shop};
use crate::time::{Day, Stamp};
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

/// A parcel of one order. A physical parcel with several orders is one record for each.
#[derive(Debug, Clone, Copy)]
pub struct Parcel {
    /// When it was picked up.
    pub pickup: Stamp,
    pub(super) signed: Stamp,
    /// The number of the carrier's name, or [`NONE`].
    pub carrier: u32,
    pub(super) source: SourceAndFlags,
}

pub(super) const RETURNED: u8 = 1;
pub(super) const IN_LOGISTICS: u8 = 2;
pub(super) const STANDS_FOR_ROW: u8 = 4;
pub(super) const MENTIONED: u8 = 8;
pub(super) const UNDERWAY: u8 = 16;
pub(super) const SIGNED: u8 = 32;
pub(super) const UNTRACKED: u8 = 64;

impl Parcel {
    /// When it was signed for; never for a parcel that was refused or sent back, whatever time it has.
    #[inline]
    pub(crate) fn sign(&self) -> Stamp {
        if self.is_returned() { Stamp::MISSING } else { self.signed }
    }

    /// Whether it was refused or sent back.
    #[inline]
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
    #[inline]
    pub(crate) fn in_logistics(&self) -> bool {
        self.source.has(IN_LOGISTICS)
    }

    /// Whether the newest 快递信息 of its sub-order names it.
    #[inline]
    pub(super) fn is_mentioned(&self) -> bool {
        self.source.has(MENTIONED)
    }

    /// Whether it has no tracking number to tell it from others.
    #[inline]
    pub(super) fn is_untracked(&self) -> bool {
        self.source.has(UNTRACKED)
    }

    #[inline]
    pub(super) fn source(&self) -> u32 {
        self.source.source()
    }

    #[inline]
    pub(super) fn stands_for_row(&self) -> bool {
        self.source.has(STANDS_FOR_ROW)
    }
}

/// What the flags of a [`ParcelRecord`] say.
pub(super) mod flag {
    pub(in super::super) const HAS_STATUS: u32 = 1;
    pub(in super::super) const RETURNED: u32 = 1 << 1;
    pub(in super::super) const HAS_PROGRESS: u32 = 1 << 2;
    pub(in super::super) const UNDERWAY: u32 = 1 << 3;
    pub(in super::super) const SIGNED: u32 = 1 << 4;
    pub(in super::super) const STANDS_FOR_ROW: u32 = 1 << 5;
}

impl ParcelRecord {
    /// Of the several parcels of a row one stands for it in the account.
    #[inline]
    pub(super) fn of(order: Id, row: &ParcelRow, stands_for_row: bool) -> ParcelRecord {
        let mut flags = 0;
        for (flag, on) in [
            (flag::HAS_STATUS, row.returned.is_some()),
            (flag::RETURNED, row.returned == Some(true)),
            (flag::HAS_PROGRESS, row.progress.is_some()),
            (flag::UNDERWAY, row.progress == Some(ParcelProgress::Underway)),
            (flag::SIGNED, row.progress == Some(ParcelProgress::Signed)),
            (flag::STANDS_FOR_ROW, stands_for_row),
        ] {
            flags |= if on { flag } else { 0 };
        }
        let ParcelRow { tracking, carrier, ship, pickup, sign, .. } = *row;
        ParcelRecord { order, tracking, carrier, ship, pickup, sign, flags }
    }

    #[inline]
    pub(super) fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }
}

impl Shop {
    /// The parcels of an order that count: those of a logistics export and, where that has tracking numbers to tell them
    /// apart, further ones that 快递信息 names. Of an order in no logistics export, those that 快递信息 names.
    pub(crate) fn known_parcels_of(&self, order: u32) -> impl Iterator<Item = (u32, &Parcel)> {
        let untracked = self.parcels_of(order).any(|(_, p)| p.in_logistics() && p.is_untracked());
        self.parcels_of(order).filter(move |(_, p)| p.in_logistics() || (p.is_mentioned() && !untracked))
    }

    /// The first pickup or sign day of any parcel, matched or not, as far as it is known at a time.
    pub(crate) fn logistics_begin_by(&self, now: Stamp) -> Option<Day> {
        let (first, _) = self.logistics_span.0?;
        let is_by_now = |parcel: &Parcel| parcel.pickup.is_by(now) || parcel.signed.is_by(now);
        let mut parcels = self.partitions.iter().flat_map(|partition| &partition.parcels);
        match first.cmp(&now.day()?) {
            Ordering::Less => Some(first),
            Ordering::Equal => parcels.any(is_by_now).then_some(first),
            Ordering::Greater => None,
        }
    }

    /// When a parcel was reported as shipped.
    pub(crate) fn shipped(&self, parcel: u32) -> Stamp {
        let partition = self.partition_of(parcel);
        let shipped = partition.and_then(|own| own.parcel_ships.get(own.place(parcel) as usize));
        shipped.copied().unwrap_or_default()
    }

    /// Compares two parcels of an order by their tracking numbers.
    pub(super) fn compare_trackings(&self, a: u32, b: u32) -> Ordering {
        let tracking = |parcel: u32| {
            let partition = self.partition_of(parcel)?;
            let trackings = &partition.trackings;
            let known = trackings.binary_search_by_key(&partition.place(parcel), |(place, _)| *place);
            let (_, id) = trackings.get(known.ok()?)?;
            Some((*id, partition.texts.as_slice()))
        };
        compare_ids(tracking(a).unwrap_or_default(), tracking(b).unwrap_or_default())
    }
}
