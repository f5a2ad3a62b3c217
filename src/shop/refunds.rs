//! After-sales: one record for each id. Of several rows the newest wins, for the columns its file has.

use super::lists::Linked;
use super::rows::RefundRecord;
use super::sources::SourceAndFlags;
use super::taken::TakenBatch;
use super::texts::TextRef;
use super::{Id, NONE};
use crate::refund_kind::RefundKind;
use crate::time::Stamp;

/// A row of an after-sales export. Outer `None`: the file has no such column.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RefundRow {
    pub(crate) id: Id,
    /// 订单号.
    pub(crate) order: Option<Id>,
    /// 商品单号.
    pub(crate) sub_order: Option<Id>,
    /// 售后类型.
    pub(crate) kind: Option<RefundTypeCell>,
    /// Whether 商品发货状态 says that nothing was shipped.
    pub(crate) not_shipped: Option<bool>,
    /// 售后原因.
    pub(crate) reason: Option<TextRef>,
    /// 售后原因标签.
    pub(crate) tag: Option<TextRef>,
    /// 售后状态.
    pub(crate) status: Option<RefundStatus>,
    pub(crate) apply: Option<Stamp>,
    /// 自动处理截止时间.
    pub(crate) automatic_deadline: Option<Stamp>,
    /// When the merchant agreed.
    pub(crate) agree: Option<Stamp>,
    /// Finish times, best first: 完结, 商家退款, 用户到账.
    pub(crate) finish: [Option<Stamp>; 3],
    pub(crate) arbitrated: Option<bool>,
    pub(crate) merchant_liable: Option<bool>,
}

/// What the cell of the type says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RefundTypeCell {
    /// 未发货(仅)退款.
    BeforeShipping,
    /// 已发货(仅)退款.
    Shipped,
    /// 仅退款: 商品发货状态 decides.
    RefundOnly,
    /// 退货退款.
    Return,
    /// 换货, 补寄, 维修, 价保, and unknown types.
    Other,
}

/// 售后状态.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RefundStatus {
    /// Money went back.
    Success,
    /// Somebody has yet to do something.
    Open,
    /// Anything else.
    NotSuccess,
}

/// An after-sale.
#[derive(Debug, Clone)]
pub struct Refund {
    /// The number of its order, known or not.
    pub order: u32,
    pub(super) next: u32,
    /// The sub-order it names; [`NONE`] where it stands for the whole order.
    pub sub: u32,
    kind: RefundTypeCell,
    /// The number of the reason's text, or [`NONE`].
    pub reason: u32,
    /// The number of the reason tag's text, or [`NONE`].
    pub tag: u32,
    /// Whether money went back.
    pub success: bool,
    /// When it was applied for.
    pub apply: Stamp,
    /// When the platform decides for the merchant; a date alone means its end.
    pub(crate) automatic_deadline: Stamp,
    /// When the merchant agreed.
    pub agree: Stamp,
    finish: [Stamp; 3],
    /// Whether the platform arbitrated; `None` where no file says that.
    pub arbitrated: Option<bool>,
    /// Whether the merchant was found liable.
    pub merchant_liable: bool,
    source: SourceAndFlags,
}

impl Linked for Refund {
    #[inline]
    fn next(&self) -> u32 {
        self.next
    }
}

/// 商品发货状态 says that nothing was shipped.
const NOT_SHIPPED: u8 = 1;
/// 售后状态 says that somebody has yet to do something.
const OPEN: u8 = 2;

impl Refund {
    pub(super) fn source(&self) -> u32 {
        self.source.source()
    }

    /// When it was finished: the best of its three times that is there.
    pub(crate) fn finish(&self) -> Stamp {
        self.finish.iter().copied().find(|t| !t.is_missing()).unwrap_or_default()
    }

    /// Its kind (SPEC section 4).
    pub(crate) fn kind(&self) -> RefundKind {
        match self.kind {
            RefundTypeCell::BeforeShipping => RefundKind::BeforeShipping,
            RefundTypeCell::Shipped => RefundKind::RefundOnly,
            RefundTypeCell::RefundOnly if self.source.has(NOT_SHIPPED) => RefundKind::BeforeShipping,
            RefundTypeCell::RefundOnly => RefundKind::RefundOnly,
            RefundTypeCell::Return => RefundKind::Return,
            RefundTypeCell::Other => RefundKind::Other,
        }
    }

    /// Whether its status says that somebody has yet to do something.
    pub(crate) fn is_open(&self) -> bool {
        self.source.has(OPEN)
    }
}

/// What the flags of a [`RefundRecord`] say. A kind and a status take some bits each, one of which says that the file has
/// them.
mod flag {
    pub(super) const KIND: u32 = 0b111;
    pub(super) const STATUS_AT: u32 = 3;
    pub(super) const STATUS: u32 = 0b11 << STATUS_AT;
    pub(super) const ORDER: u32 = 1 << 5;
    pub(super) const SUB: u32 = 1 << 6;
    pub(super) const HAS_SHIPPED: u32 = 1 << 7;
    pub(super) const NOT_SHIPPED: u32 = 1 << 8;
    pub(super) const REASON: u32 = 1 << 9;
    pub(super) const TAG: u32 = 1 << 10;
    pub(super) const APPLY: u32 = 1 << 11;
    pub(super) const DEADLINE: u32 = 1 << 12;
    pub(super) const AGREE: u32 = 1 << 13;
    pub(super) const FINISH: [u32; 3] = [1 << 14, 1 << 15, 1 << 16];
    pub(super) const HAS_ARBITRATED: u32 = 1 << 17;
    pub(super) const ARBITRATED: u32 = 1 << 18;
    pub(super) const HAS_LIABLE: u32 = 1 << 19;
    pub(super) const LIABLE: u32 = 1 << 20;
}

const KINDS: [RefundTypeCell; 5] = [
    RefundTypeCell::BeforeShipping,
    RefundTypeCell::Shipped,
    RefundTypeCell::RefundOnly,
    RefundTypeCell::Return,
    RefundTypeCell::Other,
];
const STATUSES: [RefundStatus; 3] = [RefundStatus::Success, RefundStatus::Open, RefundStatus::NotSuccess];

/// The number of a value among all, from 1 on; 0 for none.
fn code<T: PartialEq>(all: &[T], value: Option<T>) -> u32 {
    value.and_then(|value| all.iter().position(|known| *known == value)).map_or(0, |place| place as u32 + 1)
}

/// The value with such a number.
fn decoded<T: Copy>(all: &[T], code: u32) -> Option<T> {
    all.get((code as usize).checked_sub(1)?).copied()
}

impl RefundRecord {
    pub(super) fn of(row: &RefundRow) -> RefundRecord {
        let mut flags = code(&KINDS, row.kind) | code(&STATUSES, row.status) << flag::STATUS_AT;
        for (flag, on) in [
            (flag::ORDER, row.order.is_some()),
            (flag::SUB, row.sub_order.is_some()),
            (flag::HAS_SHIPPED, row.not_shipped.is_some()),
            (flag::NOT_SHIPPED, row.not_shipped == Some(true)),
            (flag::REASON, row.reason.is_some()),
            (flag::TAG, row.tag.is_some()),
            (flag::APPLY, row.apply.is_some()),
            (flag::DEADLINE, row.automatic_deadline.is_some()),
            (flag::AGREE, row.agree.is_some()),
            (flag::HAS_ARBITRATED, row.arbitrated.is_some()),
            (flag::ARBITRATED, row.arbitrated == Some(true)),
            (flag::HAS_LIABLE, row.merchant_liable.is_some()),
            (flag::LIABLE, row.merchant_liable == Some(true)),
        ]
        .into_iter()
        .chain(flag::FINISH.into_iter().zip(row.finish.map(|time| time.is_some())))
        {
            flags |= if on { flag } else { 0 };
        }
        RefundRecord {
            id: row.id,
            order: row.order.unwrap_or_default(),
            sub: row.sub_order.unwrap_or_default(),
            reason: row.reason.unwrap_or_default(),
            tag: row.tag.unwrap_or_default(),
            apply: row.apply.unwrap_or_default(),
            automatic_deadline: row.automatic_deadline.unwrap_or_default(),
            agree: row.agree.unwrap_or_default(),
            finish: row.finish.map(Option::unwrap_or_default),
            flags,
        }
    }

    fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    /// The main order's id, where the file has a column for it.
    pub(super) fn order(&self) -> Option<Id> {
        self.has(flag::ORDER).then_some(self.order)
    }

    /// The sub-order's id, where the file has a column for it.
    pub(super) fn sub(&self) -> Option<Id> {
        self.has(flag::SUB).then_some(self.sub)
    }

    fn status(&self) -> Option<RefundStatus> {
        decoded(&STATUSES, (self.flags & flag::STATUS) >> flag::STATUS_AT)
    }
}

impl Refund {
    /// One of which nothing is known yet.
    pub(super) fn unknown() -> Refund {
        Refund {
            order: NONE,
            next: NONE,
            sub: NONE,
            kind: RefundTypeCell::Other,
            reason: NONE,
            tag: NONE,
            success: false,
            apply: Stamp::MISSING,
            automatic_deadline: Stamp::MISSING,
            agree: Stamp::MISSING,
            finish: [Stamp::MISSING; 3],
            arbitrated: None,
            merchant_liable: false,
            source: SourceAndFlags::of(0, 0),
        }
    }

    /// Takes over what a newer row says, for the columns that its file has.
    pub(super) fn update(&mut self, row: &RefundRecord, batch: &TakenBatch) {
        self.source.set_source(batch.source);
        if let Some(kind) = decoded(&KINDS, row.flags & flag::KIND) {
            self.kind = kind;
        }
        if row.has(flag::HAS_SHIPPED) {
            self.source.set(NOT_SHIPPED, row.has(flag::NOT_SHIPPED));
        }
        if row.has(flag::REASON) {
            self.reason = batch.name(row.reason);
        }
        if row.has(flag::TAG) {
            self.tag = batch.name(row.tag);
        }
        if let Some(status) = row.status() {
            self.success = status == RefundStatus::Success;
            self.source.set(OPEN, status == RefundStatus::Open);
        }
        let [first, second, third] = &mut self.finish;
        for (flag, slot, newer) in [
            (flag::APPLY, &mut self.apply, row.apply),
            (flag::DEADLINE, &mut self.automatic_deadline, row.automatic_deadline),
            (flag::AGREE, &mut self.agree, row.agree),
            (flag::FINISH[0], first, row.finish[0]),
            (flag::FINISH[1], second, row.finish[1]),
            (flag::FINISH[2], third, row.finish[2]),
        ] {
            if row.has(flag) {
                *slot = newer;
            }
        }
        if row.has(flag::HAS_ARBITRATED) {
            self.arbitrated = Some(row.has(flag::ARBITRATED));
        }
        if row.has(flag::HAS_LIABLE) {
            self.merchant_liable = row.has(flag::LIABLE);
        }
    }

    /// Whether a row lacks an end that is known, or is open where this succeeded: as if it were older.
    pub(super) fn goes_back(&self, row: &RefundRecord) -> bool {
        let mut ends = flag::FINISH.into_iter().zip(row.finish).zip(self.finish);
        ends.any(|((flag, newer), known)| row.has(flag) && newer.is_missing() && !known.is_missing())
            || (row.status().is_some_and(|status| status != RefundStatus::Success) && self.success)
    }
}
