//! A row of an orders export, as it is read, and as it lies in a lane. The bits of one number say which cells its file has.

use super::Id;
use super::cents::Cents;
use super::label_sets::LabelSet;
use super::rows::{OrderRecord, ProductRef, RareTimes};
use super::texts::{IndexRange, TextRef};
use crate::time::Stamp;

/// A row of an orders export. Of a cell that its file does not have, and of a blank one, nothing is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OrderRow {
    pub(crate) order_id: Id,
    pub(crate) sub_order_id: Id,
    pub(crate) product_id: TextRef,
    pub(crate) product_name: TextRef,
    /// The variant, which tells sub-orders apart where there is no sub-order id.
    pub(crate) sku: TextRef,
    /// Which cells its file has, and what some of them say: see [`flag`].
    pub(crate) flags: u32,
    /// Cents.
    pub(crate) amount: Option<i64>,
    /// The time of the pay-time column, or the submit time that stands in.
    pub(crate) paid: Stamp,
    pub(crate) ship: Stamp,
    pub(crate) finish: Stamp,
    /// Until when shipping is promised.
    pub(crate) promised: Stamp,
    /// When delivery is expected.
    pub(crate) expected: Stamp,
    pub(crate) rare_times: RareTimes,
    pub(crate) province: TextRef,
    pub(crate) creator: TextRef,
    pub(crate) channel: TextRef,
    /// The parcels that 快递信息 names, in the batch's list of them.
    pub(crate) express: IndexRange,
    /// How many sub-orders of the same joined row before it have the same product and variant.
    pub(crate) repeated: u32,
}

impl OrderRow {
    /// The row of an order that says no more than its ids.
    pub(crate) fn of_ids(order_id: Id, sub_order_id: Id, flags: u32) -> OrderRow {
        OrderRow {
            order_id,
            sub_order_id,
            product_id: TextRef::NONE,
            product_name: TextRef::NONE,
            sku: TextRef::NONE,
            flags,
            amount: None,
            paid: Stamp::MISSING,
            ship: Stamp::MISSING,
            finish: Stamp::MISSING,
            promised: Stamp::MISSING,
            expected: Stamp::MISSING,
            rare_times: RareTimes::default(),
            province: TextRef::NONE,
            creator: TextRef::NONE,
            channel: TextRef::NONE,
            express: IndexRange::default(),
            repeated: 0,
        }
    }

    #[inline]
    pub(super) fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    /// Province, creator and channel, by the places of their texts.
    #[inline]
    pub(super) fn label_set(&self) -> LabelSet {
        let place = |text: TextRef| text.place() as u32;
        LabelSet {
            province: place(self.province),
            creator: place(self.creator),
            channel: place(self.channel),
        }
    }

    /// Whether its status says that it was never paid, where the submit time stands in (SPEC section 2).
    pub(super) fn is_never_paid(&self) -> bool {
        let is_untouched = self.ship.is_missing() && !self.has(flag::AFTERSALE);
        self.has(flag::UNPAID) || (self.has(flag::CLOSED) && is_untouched)
    }
}

/// What the flags of an [`OrderRow`] say: which cells its file has, and what some of them say.
pub(crate) mod flag {
    pub(crate) const AMOUNT: u32 = 1;
    pub(crate) const SHIP: u32 = 1 << 1;
    pub(crate) const FINISH: u32 = 1 << 2;
    pub(crate) const PROMISED: u32 = 1 << 3;
    pub(crate) const EXPECTED: u32 = 1 << 4;
    pub(crate) const PICKUP: u32 = 1 << 5;
    pub(crate) const SIGN: u32 = 1 << 6;
    pub(crate) const PROVINCE: u32 = 1 << 7;
    pub(crate) const CREATOR: u32 = 1 << 8;
    pub(crate) const CHANNEL: u32 = 1 << 9;
    pub(crate) const ALL_LABELS: u32 = PROVINCE | CREATOR | CHANNEL;
    pub(crate) const STATUS: u32 = 1 << 10;
    /// It is closed or cancelled.
    pub(crate) const CLOSED: u32 = 1 << 11;
    /// Its status says that it was never paid (待支付, 已取消).
    pub(crate) const UNPAID: u32 = 1 << 12;
    pub(crate) const HAS_AFTERSALE: u32 = 1 << 13;
    /// It has an after-sale status.
    pub(crate) const AFTERSALE: u32 = 1 << 14;
    pub(crate) const HAS_TYPE: u32 = 1 << 15;
    /// It is of a type that is never picked up.
    pub(crate) const WITHOUT_PICKUP: u32 = 1 << 16;
    /// The file has pay times; or submit times, which stand in.
    pub(crate) const PAID: u32 = 1 << 17;
    pub(crate) const STANDS_IN: u32 = 1 << 18;
    pub(crate) const EXPRESS: u32 = 1 << 19;
    /// This sub-order stands for its row in the account. (A joined row has several.)
    pub(crate) const STANDS_FOR_ROW: u32 = 1 << 20;
    /// It is an order of a shop that was not asked for: what belongs to it counts nowhere.
    pub(crate) const OF_OTHER_SHOP: u32 = 1 << 21;
    /// The sub-order has the id of its order.
    pub(crate) const MAIN_ID: u32 = 1 << 22;
}

impl OrderRecord {
    #[inline]
    pub(super) fn of(
        row: &OrderRow,
        product: ProductRef,
        label_set: u32,
        amount: Cents,
        has_main_id: bool,
        extra: u32,
    ) -> OrderRecord {
        OrderRecord {
            order: row.order_id,
            product,
            label_set,
            amount,
            paid: row.paid,
            ship: row.ship,
            finish: row.finish,
            promised: row.promised,
            expected: row.expected,
            extra,
            flags: row.flags | if has_main_id { flag::MAIN_ID } else { 0 },
        }
    }

    #[inline]
    pub(super) fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    /// What a flag says, where the file says it at all.
    #[inline]
    pub(super) fn says(&self, known: u32, flag: u32) -> Option<bool> {
        self.has(known).then(|| self.has(flag))
    }
}
