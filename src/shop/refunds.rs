//! After-sales: by their own id, the newest row winning for the columns its file has.

use super::{Kind, NONE, Shop, made_up_id, overwrite};
use crate::time::Stamp;

/// A row of an after-sales export. Outer `None`: the file has no such column.
#[derive(Debug, Default)]
pub struct RefundRow<'a> {
    /// The after-sale's id.
    pub id: &'a str,
    /// 订单号; inner `None` for a blank cell.
    pub order: Option<Option<&'a str>>,
    /// 商品单号; inner `None` for a blank cell.
    pub sub_order: Option<Option<&'a str>>,
    /// 售后类型.
    pub kind: Option<RefundTypeCell>,
    /// Does 商品发货状态 say that nothing was shipped?
    pub not_shipped: Option<bool>,
    /// 售后原因.
    pub reason: Option<Option<&'a str>>,
    /// 售后原因标签.
    pub tag: Option<Option<&'a str>>,
    /// 售后状态.
    pub status: Option<RefundStatus>,
    /// When it was applied for.
    pub apply: Option<Stamp>,
    /// When the merchant agreed.
    pub agree: Option<Stamp>,
    /// Finish times, best first: 完结, 商家退款, 用户到账.
    pub finish: [Option<Stamp>; 3],
    /// Did the platform arbitrate?
    pub arbitrated: Option<bool>,
    /// Was the merchant found liable?
    pub merchant_liable: Option<bool>,
}

/// What the type cell says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundTypeCell {
    /// 未发货(仅)退款.
    BeforeShipping,
    /// 已发货(仅)退款.
    Shipped,
    /// 仅退款: 商品发货状态 decides.
    RefundOnly,
    /// 退货退款.
    Return,
    /// 换货, 补寄, 维修, 价保, and words not known.
    Other,
}

/// The kinds of SPEC section 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundKind {
    /// Refunded before anything was shipped.
    BeforeShipping,
    /// Refunded without return.
    RefundOnly,
    /// Returned and refunded.
    Return,
    /// Exchange, resend, repair, price protection.
    Other,
}

/// 售后状态.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundStatus {
    /// Money went back.
    Success,
    /// Anything else.
    NotSuccess,
}

/// An after-sale.
#[derive(Debug, Clone)]
pub struct Refund {
    /// Its order, known or not.
    pub order: u32,
    pub(super) next: u32,
    /// The sub-order it names; [`NONE`] where it stands for the whole order.
    pub sub: u32,
    kind: RefundTypeCell,
    not_shipped: bool,
    /// Number of the reason's text, or [`NONE`].
    pub reason: u32,
    /// Number of the reason tag's text, or [`NONE`].
    pub tag: u32,
    /// Did it succeed?
    pub success: bool,
    /// When it was applied for.
    pub apply: Stamp,
    /// When the merchant agreed.
    pub agree: Stamp,
    finish: [Stamp; 3],
    /// Did the platform arbitrate? `None` where no file tells.
    pub arbitrated: Option<bool>,
    /// Was the merchant found liable?
    pub merchant_liable: bool,
    pub(super) source: u16,
}

impl Refund {
    /// When it was finished: the first present of its three times.
    pub fn finish(&self) -> Stamp {
        self.finish.iter().copied().find(|t| !t.is_missing()).unwrap_or_default()
    }

    /// Its kind (SPEC section 4).
    pub fn kind(&self) -> RefundKind {
        match self.kind {
            RefundTypeCell::BeforeShipping => RefundKind::BeforeShipping,
            RefundTypeCell::Shipped => RefundKind::RefundOnly,
            RefundTypeCell::RefundOnly if self.not_shipped => RefundKind::BeforeShipping,
            RefundTypeCell::RefundOnly => RefundKind::RefundOnly,
            RefundTypeCell::Return => RefundKind::Return,
            RefundTypeCell::Other => RefundKind::Other,
        }
    }

    /// Does it concern a sub-order?
    pub fn concerns(&self, sub: u32) -> bool {
        self.sub == NONE || self.sub == sub
    }
}

impl Shop {
    /// Takes a row of an after-sales export in.
    pub fn add_refund(&mut self, row: &RefundRow<'_>, source: u16) {
        let apply = row.apply.unwrap_or_default();
        let finish = row.finish.iter().flatten().copied().find(|t| !t.is_missing()).unwrap_or_default();
        for time in [apply, row.agree.unwrap_or_default(), finish] {
            self.event(time);
        }
        self.own_time(Kind::Refunds, apply, source);

        let (id, new) = self.refund_ids.intern(row.id);
        if new {
            self.refunds.push(Refund {
                order: NONE,
                next: NONE,
                sub: NONE,
                kind: RefundTypeCell::Other,
                not_shipped: false,
                reason: NONE,
                tag: NONE,
                success: false,
                apply: Stamp::MISSING,
                agree: Stamp::MISSING,
                finish: [Stamp::MISSING; 3],
                arbitrated: None,
                merchant_liable: false,
                source: u16::MAX,
            });
        }
        // A column the file lacks keeps what is known: without one for sub-orders the older place is the
        // more exact one.
        let older = self.refunds.get(id as usize).map(|r| (r.order, r.sub)).filter(|_| !new);
        let place = match (older, row.order, row.sub_order) {
            (Some(older), None, None) => older,
            (Some(older), Some(_), None) if older.1 != NONE => older,
            (Some(older), None, Some(sub)) => match sub.and_then(|s| self.sub_of_id(s)) {
                Some(sub) => (self.subs.get(sub as usize).map_or(older.0, |s| s.order), sub),
                None => (older.0, NONE),
            },
            (_, order, sub) => self.place_of_refund(row.id, order.flatten(), sub.flatten()),
        };
        let reason = row.reason.map(|r| r.map_or(NONE, |text| self.names.intern(text).0));
        let tag = row.tag.map(|r| r.map_or(NONE, |text| self.names.intern(text).0));
        let Some(refund) = self.refunds.get_mut(id as usize) else { return };
        let replaced = (!new).then_some(refund.source);
        refund.source = source;
        (refund.order, refund.sub) = place;
        overwrite(&mut refund.kind, row.kind);
        overwrite(&mut refund.not_shipped, row.not_shipped);
        overwrite(&mut refund.reason, reason);
        overwrite(&mut refund.tag, tag);
        overwrite(&mut refund.success, row.status.map(|s| s == RefundStatus::Success));
        overwrite(&mut refund.apply, row.apply);
        overwrite(&mut refund.agree, row.agree);
        for (slot, newer) in refund.finish.iter_mut().zip(row.finish) {
            overwrite(slot, newer);
        }
        overwrite(&mut refund.arbitrated, row.arbitrated.map(Some));
        overwrite(&mut refund.merchant_liable, row.merchant_liable);
        if let Some(older) = replaced {
            self.count_duplicate(older);
        }
    }

    /// The order and sub-order an after-sale names (SPEC section 2).
    fn place_of_refund(&mut self, id: &str, order: Option<&str>, sub: Option<&str>) -> (u32, u32) {
        if let Some(index) = sub.and_then(|s| self.sub_of_id(s)) {
            return (self.subs.get(index as usize).map_or(NONE, |s| s.order), index);
        }
        let Some(order) = order else {
            // It names no order at all: one of its own, so that it stays countable.
            return (self.order_of_main_id(&made_up_id(id)), NONE);
        };
        if let Some(known) = self.order_ids.find(order).filter(|o| self.is_known(*o)) {
            return (known, NONE);
        }
        match self.sub_of_id(order) {
            Some(index) => (self.subs.get(index as usize).map_or(NONE, |s| s.order), index),
            None => (self.order_of_main_id(order), NONE),
        }
    }
}
