//! Orders.

use super::{CellCaches, ReaderContext};
use crate::field::Field;
use crate::input::cell;
use crate::input::columns::{StatusWords, matches};
use crate::input::row::{Rejection, Row, reject_without_id};
use crate::shop::{Id, OrderRow, PayCell, TextArena, TextRef};
use std::borrow::Cow;

/// Columns whose cells show, best first, how many sub-orders an order-dimension row joins. Names of
/// products do not: they may hold the mark themselves.
const JOINED: [Field; 7] = [
    Field::SubOrderId,
    Field::OrderProductId,
    Field::OrderAmount,
    Field::OrderStatus,
    Field::PayTime,
    Field::ShipTime,
    Field::FinishTime,
];

/// What a status says.
#[derive(Debug, Clone, Copy, Default)]
pub struct OrderState {
    /// It is closed or cancelled.
    closed: bool,
    /// It was never paid.
    unpaid: bool,
    /// Nobody knows the word.
    unknown: bool,
}

/// Takes a row of an orders export in; one of an order-dimension report is several sub-orders.
pub fn read_order(row: &Row<'_>, target: &mut ReaderContext<'_>) -> Result<(), Rejection> {
    let mut count = 0;
    if row.may_join() {
        for field in JOINED {
            if count == 0 {
                count = row.joined(field)?;
            }
        }
    }
    if count == 0 {
        let (order, status) = sub_order(row, JoinedPosition::default(), target)?;
        take(order, status, target);
        return Ok(());
    }
    // Every part is read before the first is taken in: a row counts whole or not at all.
    let (mut orders, mut before) = (Vec::with_capacity(count), Vec::new());
    for index in 0..count {
        let part = row.part(index, count);
        let text = |field| part.text(field).map(|text| text.map(Cow::into_owned));
        let goods = (text(Field::OrderProductId)?, text(Field::OrderProductName)?, text(Field::OrderSku)?);
        let repeated = before.iter().filter(|known| **known == goods).count();
        before.push(goods);
        orders.push(sub_order(&part, JoinedPosition { index, repeated, whole: Some(row) }, target)?);
    }
    orders.into_iter().for_each(|(order, status)| take(order, status, target));
    Ok(())
}

fn take(order: OrderRow, status: OrderState, target: &mut ReaderContext<'_>) {
    target.batch.remarks.unknown_order_status += u64::from(status.unknown);
    target.batch.order(order);
}

/// Where a sub-order stands in its row.
#[derive(Clone, Copy, Default)]
struct JoinedPosition<'w> {
    index: usize,
    /// How many before it have the same product and variant.
    repeated: usize,
    /// The joined row it is a part of.
    whole: Option<&'w Row<'w>>,
}

/// Reads one sub-order.
fn sub_order(
    row: &Row<'_>,
    place: JoinedPosition<'_>,
    target: &mut ReaderContext<'_>,
) -> Result<(OrderRow, OrderState), Rejection> {
    let ReaderContext { batch, words, memories, .. } = target;
    let words: &StatusWords = words;
    let texts = &mut batch.texts;
    let order_id = row.id(Field::OrderId, texts)?;
    if order_id.is_none() {
        return Err(reject_without_id(Field::OrderId));
    }
    let sub_order_id = row.id(Field::SubOrderId, texts)?;
    let product_id = product_id(row, Field::OrderProductId, memories, texts)?;
    let product_name = memories
        .names
        .of(row, Field::OrderProductName, texts, |row| Ok(super::kept(row.name(Field::OrderProductName)?)))?;
    let sku = memories
        .variants
        .of(row, Field::OrderSku, texts, |row| Ok(super::kept(row.text(Field::OrderSku)?)))?;
    let status = memories.statuses.of(row, Field::OrderStatus, |row| {
        Ok(row.text(Field::OrderStatus)?.map_or(OrderState::default(), |text| OrderState::of(&text, words)))
    })?;
    let whole_province = memories.provinces.of(row, Field::Province, texts, |row| {
        let text = row.text(Field::Province)?;
        Ok(text.as_deref().and_then(|text| province(words, text)).map(Box::from))
    })?;
    // An amount that is not joined, like 快递信息, is the whole order's: its first sub-order bears it.
    let first = place.index == 0;
    let express = if first { place.whole.unwrap_or(row).text(Field::Express)? } else { None };
    let whole_amount = match place.whole {
        Some(whole) if !first => whole.joined(Field::OrderAmount)? == 0,
        _ => false,
    };
    let amount = row.money(Field::OrderAmount)?;
    let mut order = OrderRow {
        order_id,
        sub_order_id,
        product_id,
        product_name,
        sku,
        amount: if whole_amount { amount.map(|_| None) } else { amount },
        pay: pay(row)?,
        ship: row.stamp(Field::ShipTime)?,
        finish: row.stamp(Field::FinishTime)?,
        promised: row.stamp(Field::PromisedShipTime)?,
        expected: row.stamp(Field::ExpectedDeliveryTime)?,
        pickup: row.stamp(Field::OrderPickupTime)?,
        sign: row.stamp(Field::OrderSignTime)?,
        closed: row.has(Field::OrderStatus).then_some(status.closed),
        unpaid: row.has(Field::OrderStatus).then_some(status.unpaid),
        aftersale: match row.has(Field::OrderAftersaleStatus) {
            true => Some(memories.blanks.of(row, Field::OrderAftersaleStatus, |row| {
                Ok(row.text(Field::OrderAftersaleStatus)?.is_some())
            })?),
            false => None,
        },
        without_pickup: match row.has(Field::OrderType) {
            true => Some(memories.types.of(row, Field::OrderType, |row| {
                let kind = row.text(Field::OrderType)?;
                Ok(kind.is_some_and(|kind| matches(&kind, &words.order_type_without_pickup)))
            })?),
            false => None,
        },
        province: row.has(Field::Province).then_some(whole_province),
        express: None,
        repeated: u32::try_from(place.repeated).unwrap_or(u32::MAX),
        stands_for_row: first,
    };
    if row.has(Field::Express) && first {
        let named = express.as_deref().map(parcels).unwrap_or_default();
        let named: Vec<(Id, TextRef)> = named
            .into_iter()
            .map(|(number, carrier)| {
                let carrier = if carrier.is_empty() { TextRef::NONE } else { texts.word(carrier) };
                (texts.id(number), carrier)
            })
            .collect();
        order.express = Some(batch.express(named));
    }
    Ok((order, status))
}

/// A product's id as a word.
pub fn product_id(
    row: &Row<'_>,
    field: Field,
    memories: &mut CellCaches,
    texts: &mut TextArena,
) -> Result<TextRef, Rejection> {
    memories.products.of(row, field, texts, |row| Ok(super::kept(row.spelled_id(field)?)))
}

/// SPEC section 2: without a pay-time column the submit time stands in.
fn pay(row: &Row<'_>) -> Result<PayCell, Rejection> {
    if let Some(time) = row.stamp(Field::PayTime)? {
        return Ok(PayCell::Paid(time));
    }
    Ok(row.stamp(Field::SubmitTime)?.map_or(PayCell::Absent, PayCell::StandIn))
}

impl OrderState {
    fn of(text: &str, words: &StatusWords) -> OrderState {
        let is = |words: &[String]| matches(text, words);
        let (waiting, cancelled) = (is(&words.order_waiting_for_payment), is(&words.order_cancelled));
        let closed = is(&words.order_closed);
        OrderState {
            closed: closed || cancelled,
            unpaid: waiting || cancelled,
            unknown: !(waiting || cancelled || closed || is(&words.order_known)),
        }
    }
}

/// The province of a cell. Ciphertext, masked text and whatever a shifted row brings are none; what follows
/// a province's name is not kept.
fn province<'t>(words: &StatusWords, text: &'t str) -> Option<&'t str> {
    let name = words.provinces.iter().find(|name| text.starts_with(name.as_str()))?;
    let rest = text.get(name.len()..)?;
    let suffix = words.province_suffixes.iter().find(|suffix| rest == suffix.as_str());
    text.get(..name.len() + suffix.map_or(0, String::len))
}

/// 快递信息: `单号-快递公司,商品-商品ID,数量;…`: the number up to the first `-`, the carrier up to the next
/// `,`. What follows is the product, which may hold both marks.
fn parcels(cell: &str) -> Vec<(&str, &str)> {
    let segments = cell.split(';').filter_map(|segment| segment.split_once('-'));
    segments
        .map(|(number, rest)| (cell::clean(number), cell::clean(rest.split(',').next().unwrap_or_default())))
        .filter(|(number, _)| !number.is_empty() && number.bytes().all(|b| b.is_ascii_alphanumeric()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parcels_are_found_in_one_cell() {
        assert_eq!(
            parcels("SF123-顺丰速运,辣条-大包,1-斤装-369,2;YT456-圆通速递,辣条-369,1;"),
            [("SF123", "顺丰速运"), ("YT456", "圆通速递")]
        );
        assert_eq!(parcels("暂时没有"), []);
    }
}
