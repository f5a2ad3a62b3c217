//! After-sales.

use super::context::ReaderContext;
use crate::field::Field;
use crate::input::cell;
use crate::input::columns::{StatusWords, is_or_matches, matches};
use crate::input::row::{Rejection, Row, reject_without_id};
use crate::shop::{RefundRow, RefundStatus, RefundTypeCell};

/// Reads a row of an after-sales export.
pub(super) fn read_refund(row: &Row<'_>, context: &mut ReaderContext<'_>) -> Result<(), Rejection> {
    let ReaderContext { batch, words, caches, .. } = context;
    let texts = &mut batch.texts;
    let id = row.id(Field::RefundId, texts)?;
    if id.is_none() {
        return Err(reject_without_id(Field::RefundId));
    }
    let order = row.id(Field::RefundOrder, texts)?;
    let sub_order = row.id(Field::RefundSubOrder, texts)?;
    let reason = caches.name(row, Field::RefundReason, texts)?;
    let tag = caches.name(row, Field::RefundReasonTag, texts)?;
    let kind = row.text(Field::RefundType)?;
    let status = row.text(Field::RefundStatus)?;
    let status = status.as_deref().and_then(cell::own_status);
    let liability = row.text(Field::Liability)?;
    let arbitration = row.text(Field::Arbitration)?;
    let shipped = row.text(Field::RefundShipped)?;

    let kind_cell = kind.as_deref().and_then(|text| refund_type(words, text));
    let status_cell = status.and_then(|text| refund_status(words, text));
    let party = liability.as_deref().map(|text| merchant_liable(words, text));
    let held = arbitration.as_deref().map(|text| arbitration_held(words, text));
    let refund = RefundRow {
        id,
        order: row.has(Field::RefundOrder).then_some(order),
        sub_order: row.has(Field::RefundSubOrder).then_some(sub_order),
        kind: row.has(Field::RefundType).then_some(kind_cell.unwrap_or(RefundTypeCell::Other)),
        not_shipped: row
            .has(Field::RefundShipped)
            .then(|| shipped.as_deref().is_some_and(|text| not_shipped(words, text))),
        reason: row.has(Field::RefundReason).then_some(reason),
        tag: row.has(Field::RefundReasonTag).then_some(tag),
        status: row.has(Field::RefundStatus).then_some(status_cell.unwrap_or(RefundStatus::NotSuccess)),
        apply: row.stamp(Field::ApplyTime)?,
        automatic_deadline: row.stamp(Field::AutomaticDeadline)?,
        agree: row.stamp(Field::AgreeTime)?,
        finish: [
            row.stamp(Field::RefundFinishTime)?,
            row.stamp(Field::MerchantRefundTime)?,
            row.stamp(Field::BuyerReceivedTime)?,
        ],
        arbitrated: row.has(Field::Arbitration).then_some(held.flatten().unwrap_or(false)),
        merchant_liable: row.has(Field::Liability).then_some(party.flatten().unwrap_or(false)),
    };
    batch.refund(refund);
    let words = [
        (Field::RefundType, kind.as_deref(), kind_cell.is_some()),
        (Field::RefundStatus, status, status_cell.is_some()),
        (Field::Liability, liability.as_deref(), party.flatten().is_some()),
        (Field::Arbitration, arbitration.as_deref(), held.flatten().is_some()),
    ];
    let unknown =
        words.into_iter().filter_map(|(field, text, is_known)| Some((field, text.filter(|_| !is_known)?)));
    context.unknown_words(unknown);
    Ok(())
}

fn refund_type(words: &StatusWords, text: &str) -> Option<RefundTypeCell> {
    [
        (&words.type_before_shipping, RefundTypeCell::BeforeShipping),
        (&words.type_return, RefundTypeCell::Return),
        (&words.type_shipped, RefundTypeCell::Shipped),
        (&words.type_refund_only, RefundTypeCell::RefundOnly),
        (&words.type_other, RefundTypeCell::Other),
    ]
    .into_iter()
    .find_map(|(words, kind)| matches(text, words).then_some(kind))
}

fn refund_status(words: &StatusWords, text: &str) -> Option<RefundStatus> {
    [
        (&words.refund_not_success, RefundStatus::NotSuccess),
        (&words.refund_success, RefundStatus::Success),
        (&words.refund_closed, RefundStatus::NotSuccess),
        (&words.refund_refused, RefundStatus::NotSuccess),
        (&words.refund_arbitrated, RefundStatus::NotSuccess),
        (&words.refund_open, RefundStatus::Open),
    ]
    .into_iter()
    .find_map(|(words, status)| matches(text, words).then_some(status))
}

/// `None` for an unknown party, which is reported and never held against the merchant.
fn merchant_liable(words: &StatusWords, text: &str) -> Option<bool> {
    if matches(text, &words.liability_not_merchant) {
        Some(false)
    } else if matches(text, &words.liability_merchant) {
        Some(true)
    } else {
        matches(text, &words.liability_others).then_some(false)
    }
}

/// `None` for a word that is neither known to say yes nor known to say no: it is reported, and never held against the
/// merchant.
fn arbitration_held(words: &StatusWords, text: &str) -> Option<bool> {
    if is_or_matches(text, &words.arbitration_none) {
        Some(false)
    } else {
        is_or_matches(text, &words.arbitration_held).then_some(true)
    }
}

/// `未发货`, or `0/n…`.
fn not_shipped(words: &StatusWords, text: &str) -> bool {
    text.starts_with("0/") || matches(text, &words.not_shipped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::columns::Columns;

    #[test]
    fn types_and_statuses_are_tested_in_order() {
        let words = Columns::built_in().words;
        for (text, kind) in [
            ("未发货仅退款", RefundTypeCell::BeforeShipping),
            ("未发货退款", RefundTypeCell::BeforeShipping),
            ("已发货仅退款", RefundTypeCell::Shipped),
            ("已发货退款", RefundTypeCell::Shipped),
            ("仅退款", RefundTypeCell::RefundOnly),
            ("退货退款", RefundTypeCell::Return),
            ("换货", RefundTypeCell::Other),
            ("价保", RefundTypeCell::Other),
        ] {
            assert_eq!(refund_type(&words, text), Some(kind), "{text}");
        }
        for (text, status) in [
            ("退款成功", Some(RefundStatus::Success)),
            ("已全额退款", Some(RefundStatus::Success)),
            ("售后关闭", Some(RefundStatus::NotSuccess)),
            ("退款失败", Some(RefundStatus::NotSuccess)),
            ("待商家处理", Some(RefundStatus::Open)),
            ("拒绝，待平台处理", Some(RefundStatus::NotSuccess)),
            ("天晓得", None),
        ] {
            assert_eq!(refund_status(&words, text), status, "{text}");
        }
        assert!(not_shipped(&words, "0/1已发货") && not_shipped(&words, "未发货"));
        assert!(!not_shipped(&words, "1/1已发货"));
    }

    #[test]
    fn an_unknown_party_is_never_the_merchant() {
        let words = Columns::built_in().words;
        assert_eq!(merchant_liable(&words, "商家责任"), Some(true));
        assert_eq!(merchant_liable(&words, "卖家"), Some(true));
        assert_eq!(merchant_liable(&words, "非商家责任"), Some(false));
        assert_eq!(merchant_liable(&words, "用户责任"), Some(false));
        assert_eq!(merchant_liable(&words, "火星人"), None);
    }
}
