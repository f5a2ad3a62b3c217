//! A row of an orders export, as it is read, and as it lies in a lane: there the bits of one number say which cells its file
//! has.

use super::Id;
use super::orders::BLANK_AMOUNT;
use super::rows::{OrderRecord, ProductRef, RareTimes};
use super::texts::{IndexRange, TextRef};
use crate::time::Stamp;

/// A row of an orders export. Outer `None`: the file has no such column; inner: the cell is blank.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct OrderRow {
    pub(crate) order_id: Id,
    pub(crate) sub_order_id: Id,
    pub(crate) product_id: TextRef,
    pub(crate) product_name: TextRef,
    /// The variant, which tells sub-orders apart where there is no sub-order id.
    pub(crate) sku: TextRef,
    /// Cents.
    pub(crate) amount: Option<Option<i64>>,
    pub(crate) pay: PayCell,
    pub(crate) ship: Option<Stamp>,
    pub(crate) finish: Option<Stamp>,
    /// Until when shipping is promised.
    pub(crate) promised: Option<Stamp>,
    /// When delivery is expected.
    pub(crate) expected: Option<Stamp>,
    pub(crate) pickup: Option<Stamp>,
    pub(crate) sign: Option<Stamp>,
    /// Whether it is closed or cancelled.
    pub(crate) closed: Option<bool>,
    /// Whether its status says that it was never paid (待支付, 已取消).
    pub(crate) unpaid: Option<bool>,
    /// Whether it has an after-sale status.
    pub(crate) aftersale: Option<bool>,
    /// Whether it is of a type that is never picked up.
    pub(crate) without_pickup: Option<bool>,
    pub(crate) province: Option<TextRef>,
    pub(crate) creator: Option<TextRef>,
    pub(crate) channel: Option<TextRef>,
    /// The parcels that 快递信息 names, in the batch's list of them.
    pub(crate) express: Option<IndexRange>,
    /// How many sub-orders of the same joined row before it have the same product and variant.
    pub(crate) repeated: u32,
    /// Whether this sub-order stands for its row in the account. (A joined row has several.)
    pub(crate) stands_for_row: bool,
    /// Whether it is an order of a shop that was not asked for: what belongs to it counts nowhere.
    pub(crate) of_other_shop: bool,
}

impl OrderRow {
    /// The times that few exports have, where it has one.
    #[inline]
    pub(super) fn rare_times(&self) -> Option<RareTimes> {
        let OrderRow { pickup, sign, .. } = *self;
        let times = RareTimes { pickup: pickup.unwrap_or_default(), sign: sign.unwrap_or_default() };
        (pickup.is_some() || sign.is_some()).then_some(times)
    }

    /// Whether its status says that it was never paid, where the submit time stands in (SPEC section 2).
    pub(super) fn is_never_paid(&self) -> bool {
        let is_untouched = || self.ship.is_none_or(Stamp::is_missing) && self.aftersale != Some(true);
        self.unpaid == Some(true) || (self.closed == Some(true) && is_untouched())
    }
}

/// What a row says about payment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum PayCell {
    /// The file has neither pay nor submit times.
    #[default]
    Absent,
    /// The time of the pay-time column.
    Paid(Stamp),
    /// Without a pay-time column: the submit time, which stands in.
    StandIn(Stamp),
}

/// What the flags of an [`OrderRecord`] say: which cells its file has, and what some of them say.
pub(super) mod flag {
    pub(in super::super) const AMOUNT: u32 = 1;
    pub(in super::super) const SHIP: u32 = 1 << 1;
    pub(in super::super) const FINISH: u32 = 1 << 2;
    pub(in super::super) const PROMISED: u32 = 1 << 3;
    pub(in super::super) const EXPECTED: u32 = 1 << 4;
    pub(in super::super) const PICKUP: u32 = 1 << 5;
    pub(in super::super) const SIGN: u32 = 1 << 6;
    pub(in super::super) const PROVINCE: u32 = 1 << 7;
    pub(in super::super) const CREATOR: u32 = 1 << 8;
    pub(in super::super) const CHANNEL: u32 = 1 << 9;
    pub(in super::super) const STATUS: u32 = 1 << 10;
    pub(in super::super) const CLOSED: u32 = 1 << 11;
    pub(in super::super) const HAS_UNPAID: u32 = 1 << 12;
    pub(in super::super) const UNPAID: u32 = 1 << 13;
    pub(in super::super) const HAS_AFTERSALE: u32 = 1 << 14;
    pub(in super::super) const AFTERSALE: u32 = 1 << 15;
    pub(in super::super) const HAS_TYPE: u32 = 1 << 16;
    pub(in super::super) const WITHOUT_PICKUP: u32 = 1 << 17;
    pub(in super::super) const PAID: u32 = 1 << 18;
    pub(in super::super) const STANDS_IN: u32 = 1 << 19;
    pub(in super::super) const STANDS_FOR_ROW: u32 = 1 << 20;
    pub(in super::super) const OF_OTHER_SHOP: u32 = 1 << 21;
    pub(in super::super) const MAIN_ID: u32 = 1 << 22;
    pub(in super::super) const EXPRESS: u32 = 1 << 23;
}

impl OrderRecord {
    #[inline]
    pub(super) fn of(row: &OrderRow, product: ProductRef, has_main_id: bool, extra: u32) -> OrderRecord {
        let cents = row.amount.flatten().unwrap_or(BLANK_AMOUNT) as u64;
        let (paid, pay) = match row.pay {
            PayCell::Absent => (Stamp::MISSING, 0),
            PayCell::Paid(time) => (time, flag::PAID),
            PayCell::StandIn(time) => (time, flag::STANDS_IN),
        };
        let mut flags = pay;
        for (flag, on) in [
            (flag::AMOUNT, row.amount.is_some()),
            (flag::SHIP, row.ship.is_some()),
            (flag::FINISH, row.finish.is_some()),
            (flag::PROMISED, row.promised.is_some()),
            (flag::EXPECTED, row.expected.is_some()),
            (flag::PICKUP, row.pickup.is_some()),
            (flag::SIGN, row.sign.is_some()),
            (flag::PROVINCE, row.province.is_some()),
            (flag::CREATOR, row.creator.is_some()),
            (flag::CHANNEL, row.channel.is_some()),
            (flag::STATUS, row.closed.is_some()),
            (flag::CLOSED, row.closed == Some(true)),
            (flag::HAS_UNPAID, row.unpaid.is_some()),
            (flag::UNPAID, row.unpaid == Some(true)),
            (flag::HAS_AFTERSALE, row.aftersale.is_some()),
            (flag::AFTERSALE, row.aftersale == Some(true)),
            (flag::HAS_TYPE, row.without_pickup.is_some()),
            (flag::WITHOUT_PICKUP, row.without_pickup == Some(true)),
            (flag::STANDS_FOR_ROW, row.stands_for_row),
            (flag::OF_OTHER_SHOP, row.of_other_shop),
            (flag::MAIN_ID, has_main_id),
            (flag::EXPRESS, row.express.is_some()),
        ] {
            flags |= if on { flag } else { 0 };
        }
        OrderRecord {
            order: row.order_id,
            sub: if has_main_id { Id::NONE } else { row.sub_order_id },
            product,
            province: row.province.unwrap_or_default(),
            creator: row.creator.unwrap_or_default(),
            channel: row.channel.unwrap_or_default(),
            amount: [cents as u32, (cents >> 32) as u32],
            paid,
            ship: row.ship.unwrap_or_default(),
            finish: row.finish.unwrap_or_default(),
            promised: row.promised.unwrap_or_default(),
            expected: row.expected.unwrap_or_default(),
            extra,
            flags,
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

    pub(super) fn cents(&self) -> i64 {
        let [low, high] = self.amount;
        (u64::from(high) << 32 | u64::from(low)) as i64
    }
}
