//! After-sales.

use super::context::{ReaderContext, Word};
use crate::field::Field;
use crate::input::cell;
use crate::input::columns::{StatusWords, is_or_matches, matches};
use crate::input::rejection::{CellResult, reject_without_id};
use crate::input::row::Row;
use crate::shop::{RefundRow, RefundStatus, RefundTypeCell};
use std::borrow::Cow;

/// Reads a row of an after-sales export.
pub(super) fn read_refund(row: &Row<'_>, context: &mut ReaderContext<'_>) -> CellResult<()> {
    let ReaderContext { batch, words, caches, .. } = context;
    let words: &StatusWords = words;
    let texts = &mut batch.texts;
    let id = row.id(Field::RefundId, texts)?;
    if id.is_none() {
        return Err(reject_without_id(Field::RefundId).into());
    }
    let order = row.id(Field::RefundOrder, texts)?;
    let sub_order = row.id(Field::RefundSubOrder, texts)?;
    let reason = caches.name(row, Field::RefundReason, texts)?;
    let tag = caches.name(row, Field::RefundReasonTag, texts)?;
    let kind = caches.refund_types.of(row, Field::RefundType, |row| {
        let text = row.text(Field::RefundType)?;
        Ok(Word::of(text.as_deref(), |text| refund_type(words, text)))
    })?;
    let status = caches.refund_states.of(row, Field::RefundStatus, |row| {
        let text = row.text(Field::RefundStatus)?;
        Ok(Word::of(text.as_deref().and_then(cell::own_status), |text| refund_status(words, text)))
    })?;
    let liable = caches.liabilities.of(row, Field::Liability, |row| {
        let text = row.text(Field::Liability)?;
        Ok(Word::of(text.as_deref(), |text| merchant_liable(words, text)))
    })?;
    let held = caches.arbitrations.of(row, Field::Arbitration, |row| {
        let text = row.text(Field::Arbitration)?;
        Ok(Word::of(text.as_deref(), |text| arbitration_held(words, text)))
    })?;
    let not_shipped = caches.not_shipped.of(row, Field::RefundShipped, |row| {
        Ok(row.text(Field::RefundShipped)?.is_some_and(|text| not_shipped(words, &text)))
    })?;
    let refund = RefundRow {
        id,
        order: row.has(Field::RefundOrder).then_some(order),
        sub_order: row.has(Field::RefundSubOrder).then_some(sub_order),
        kind: row.has(Field::RefundType).then_some(kind.or(RefundTypeCell::Other)),
        not_shipped: row.has(Field::RefundShipped).then_some(not_shipped),
        reason: row.has(Field::RefundReason).then_some(reason),
        tag: row.has(Field::RefundReasonTag).then_some(tag),
        status: row.has(Field::RefundStatus).then_some(status.or(RefundStatus::NotSuccess)),
        apply: row.stamp(Field::ApplyTime)?,
        automatic_deadline: row.stamp(Field::AutomaticDeadline)?,
        agree: row.stamp(Field::AgreeTime)?,
        finish: [
            row.stamp(Field::RefundFinishTime)?,
            row.stamp(Field::MerchantRefundTime)?,
            row.stamp(Field::BuyerReceivedTime)?,
        ],
        arbitrated: row.has(Field::Arbitration).then_some(held.or(false)),
        merchant_liable: row.has(Field::Liability).then_some(liable.or(false)),
    };
    batch.refund(refund);
    let unknown = [
        (Field::RefundType, kind.is_unknown()),
        (Field::RefundStatus, status.is_unknown()),
        (Field::Liability, liable.is_unknown()),
        (Field::Arbitration, held.is_unknown()),
    ];
    if unknown.iter().any(|(_, is_unknown)| *is_unknown) {
        note_unknown(row, unknown, context);
    }
    Ok(())
}

/// Notes the words of a row that the table of words lacks.
#[cold]
fn note_unknown(row: &Row<'_>, unknown: [(Field, bool); 4], context: &mut ReaderContext<'_>) {
    let unknown = unknown.into_iter().filter(|(_, is_unknown)| *is_unknown);
    let texts = unknown.filter_map(|(field, _)| Some((field, row.text(field).ok()??)));
    let texts: Vec<(Field, Cow<'_, str>)> = texts.collect();
    context.unknown_words(texts.iter().map(|(field, text)| match field {
        Field::RefundStatus => (*field, cell::own_status(text).unwrap_or_default()),
        _ => (*field, &**text),
    }));
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
