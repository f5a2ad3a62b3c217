//! Sub-orders: one record each. Of several rows the newest wins, for the columns its file has.

use super::cents::Cents;
use super::lists::Linked;
use super::sources::SourceAndFlags;
use crate::time::Stamp;

/// A sub-order.
#[derive(Debug, Clone)]
pub struct SubOrder {
    /// The number of its main order.
    pub order: u32,
    pub(super) next: u32,
    /// The number of its product, or [`NONE`].
    pub product: u32,
    /// The pay time, or the submit time that stands in.
    pub(super) paid: Stamp,
    /// When it was shipped.
    pub ship: Stamp,
    /// When it was finished.
    pub finish: Stamp,
    /// Until when shipping is promised.
    pub promised: Stamp,
    /// When delivery is expected.
    pub expected: Stamp,
    /// See [`Shop::amount_of`](super::Shop::amount_of).
    pub(super) amount: Cents,
    /// The number of its province, creator and channel among the sets of its partition.
    pub(super) label_set: u32,
    pub(super) source: SourceAndFlags,
}

impl Linked for SubOrder {
    #[inline]
    fn next(&self) -> u32 {
        self.next
    }
}

pub(super) const CLOSED: u8 = 1;
pub(super) const WITHOUT_PICKUP: u8 = 2;
pub(super) const MAIN_ID: u8 = 4;
pub(super) const PAY_COLUMN: u8 = 8;
pub(super) const STANDS_FOR_ROW: u8 = 16;
pub(super) const UNPAID: u8 = 32;
pub(super) const AFTERSALE: u8 = 64;
pub(super) const HAS_STATUS: u8 = 128;

impl SubOrder {
    /// When it was paid. Where the submit time stands in, its status may say that it never was: 待支付,
    /// 已取消, or 已关闭 without ship time and after-sale (SPEC section 2).
    #[inline]
    pub(crate) fn pay(&self) -> Stamp {
        let never_paid = self.source.has(UNPAID) || (self.needs_ship_time() && self.ship.is_missing());
        if self.is_pay_stand_in() && never_paid { Stamp::MISSING } else { self.paid }
    }

    /// What must have happened before it is known that it was paid: only a ship time tells a closed
    /// sub-order without pay time from one that was never paid.
    #[inline]
    pub(crate) fn pay_known_by(&self) -> Stamp {
        if self.is_pay_stand_in() && self.needs_ship_time() { self.ship } else { Stamp::MISSING }
    }

    #[inline]
    fn needs_ship_time(&self) -> bool {
        self.source.has(CLOSED) && !self.source.has(AFTERSALE)
    }

    /// Whether its amount is above zero or unknown: gifts are worth no money.
    #[inline]
    pub(crate) fn is_worth_money(&self) -> bool {
        self.amount.is_blank() || self.amount.is_above_zero()
    }

    /// Whether it is closed or cancelled.
    pub(crate) fn is_closed(&self) -> bool {
        self.source.has(CLOSED)
    }

    /// Whether it has a status: sub-orders of an export of items, beside one of orders, have none.
    pub(crate) fn has_status(&self) -> bool {
        self.source.has(HAS_STATUS)
    }

    /// Whether it is of a type that is never picked up.
    #[inline]
    pub(crate) fn is_without_pickup(&self) -> bool {
        self.source.has(WITHOUT_PICKUP)
    }

    /// Whether the submit time stands in for its pay time.
    #[inline]
    pub(crate) fn is_pay_stand_in(&self) -> bool {
        !self.source.has(PAY_COLUMN) && !self.paid.is_missing()
    }

    pub(super) fn has_main_id(&self) -> bool {
        self.source.has(MAIN_ID)
    }

    #[inline]
    pub(super) fn stands_for_row(&self) -> bool {
        self.source.has(STANDS_FOR_ROW)
    }

    #[inline]
    pub(super) fn source(&self) -> u32 {
        self.source.source()
    }
}
