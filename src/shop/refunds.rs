//! After-sales: one record for each id. Of several rows the newest wins, for the columns its file has.

use super::sources::SourceAndFlags;
use super::text_numbers::TextNumbers;
use super::texts::TextRef;
use super::{Id, NONE, Shop, made_up_id, overwrite};
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

    /// Whether a row lacks an end that is known, or is open where this succeeded: as if it were older.
    fn goes_back(&self, row: &RefundRow) -> bool {
        let mut ends = row.finish.iter().zip(self.finish);
        ends.any(|(newer, known)| newer.is_some_and(Stamp::is_missing) && !known.is_missing())
            || (row.status.is_some_and(|status| status != RefundStatus::Success) && self.success)
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

    /// Whether it concerns a sub-order.
    pub(crate) fn concerns(&self, sub: u32) -> bool {
        self.sub == NONE || self.sub == sub
    }
}

impl Shop {
    pub(super) fn add_refund(&mut self, row: &RefundRow, numbers: &mut TextNumbers<'_>, source: u32) {
        let (id, new) = self.refund_ids.intern(row.id, numbers.arena());
        if new {
            self.refunds.push(Refund {
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
            });
        }
        // A file without a column keeps what is known: without one for sub-orders the older place is more exact.
        let older = self.refunds.get(id as usize).map(|r| (r.order, r.sub)).filter(|_| !new);
        let place = match (older, row.order, row.sub_order) {
            (Some(older), None, None) => older,
            (Some(older), Some(_), None) if older.1 != NONE => older,
            (Some(older), None, Some(sub)) => {
                match sub.some().and_then(|s| self.sub_of_id(s, numbers.arena())) {
                    Some(sub) => (self.subs.get(sub as usize).map_or(older.0, |s| s.order), sub),
                    None => (older.0, NONE),
                }
            }
            (_, order, sub) => {
                self.place_of_refund(row.id, order.unwrap_or_default(), sub.unwrap_or_default(), numbers)
            }
        };
        let reason = row.reason.map(|reason| numbers.name(reason, &mut self.names));
        let tag = row.tag.map(|tag| numbers.name(tag, &mut self.names));
        let Some(refund) = self.refunds.get_mut(id as usize) else { return };
        let replaced = (!new).then_some(refund.source());
        let went_back = !new && refund.goes_back(row);
        refund.source.set_source(source);
        (refund.order, refund.sub) = place;
        overwrite(&mut refund.kind, row.kind);
        if let Some(not_shipped) = row.not_shipped {
            refund.source.set(NOT_SHIPPED, not_shipped);
        }
        overwrite(&mut refund.reason, reason);
        overwrite(&mut refund.tag, tag);
        overwrite(&mut refund.success, row.status.map(|s| s == RefundStatus::Success));
        if let Some(status) = row.status {
            refund.source.set(OPEN, status == RefundStatus::Open);
        }
        overwrite(&mut refund.automatic_deadline, row.automatic_deadline);
        overwrite(&mut refund.apply, row.apply);
        overwrite(&mut refund.agree, row.agree);
        for (slot, newer) in refund.finish.iter_mut().zip(row.finish) {
            overwrite(slot, newer);
        }
        overwrite(&mut refund.arbitrated, row.arbitrated.map(Some));
        overwrite(&mut refund.merchant_liable, row.merchant_liable);
        if let Some(older) = replaced {
            self.count_duplicate(older);
            if went_back {
                self.count_went_back(older, source);
            }
        }
    }

    /// The order and sub-order an after-sale names (SPEC section 2).
    fn place_of_refund(&mut self, id: Id, order: Id, sub: Id, numbers: &TextNumbers<'_>) -> (u32, u32) {
        let arena = numbers.arena();
        let known = order.some().and_then(|order| self.order_ids.find(order, arena));
        let known = known.filter(|order| self.is_known(*order));
        // A sub-order is known by both ids: a number that the order does not have says nothing.
        if let Some(known) = known {
            let own = sub.some().and_then(|sub| self.sub_of_order(known, order, sub, numbers));
            return (known, own.unwrap_or(NONE));
        }
        if let Some(index) = sub.some().and_then(|s| self.sub_of_id(s, arena)) {
            return (self.subs.get(index as usize).map_or(NONE, |s| s.order), index);
        }
        if order.is_none() {
            // It names no order: it gets one of its own, so that it stays countable.
            return (self.order_of_text(&made_up_id(&numbers.text_of_id(id))), NONE);
        }
        match self.sub_of_id(order, arena) {
            Some(index) => (self.subs.get(index as usize).map_or(NONE, |s| s.order), index),
            None => (self.order_of_main_id(order, arena), NONE),
        }
    }
}
