//! Orders.

use super::Target;
use crate::catalogue::Code;
use crate::field::Field;
use crate::input::cell;
use crate::input::columns::{Words, matches};
use crate::input::row::{Rejection, Row, reject};
use crate::shop::{OrderRow, PayCell};
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

/// Takes a row of an orders export in; one of an order-dimension report is several sub-orders.
pub fn read_order(row: &Row<'_>, target: &mut Target<'_>) -> Result<(), Rejection> {
    let mut count = 0;
    for field in JOINED {
        if count == 0 {
            count = row.joined(field)?;
        }
    }
    if count == 0 {
        let words = target.words;
        return sub_order(row, Place::default(), Some(target), words);
    }
    // Every part is read before the first is taken in: a row counts whole or not at all.
    for take in [false, true] {
        let mut before = Vec::new();
        for index in 0..count {
            let part = row.part(index, count);
            let text = |field| part.text(field).map(|text| text.map(Cow::into_owned));
            let goods =
                (text(Field::OrderProductId)?, text(Field::OrderProductName)?, text(Field::OrderSku)?);
            let repeated = before.iter().filter(|known| **known == goods).count();
            before.push(goods);
            let (place, words) = (Place { index, repeated, whole: Some(row) }, target.words);
            sub_order(&part, place, take.then_some(&mut *target), words)?;
        }
    }
    Ok(())
}

/// Where a sub-order stands in its row.
#[derive(Clone, Copy, Default)]
struct Place<'w> {
    index: usize,
    /// How many before it have the same product and variant.
    repeated: usize,
    /// The joined row it is a part of.
    whole: Option<&'w Row<'w>>,
}

/// Reads one sub-order, and takes it in where there is a target.
fn sub_order(
    row: &Row<'_>,
    place: Place<'_>,
    target: Option<&mut Target<'_>>,
    words: &Words,
) -> Result<(), Rejection> {
    let Some(order_id) = row.id(Field::OrderId)? else {
        return Err(reject(Code::IdMissing, Field::OrderId, ""));
    };
    let sub_order_id = row.id(Field::SubOrderId)?;
    let product_id = row.id(Field::OrderProductId)?;
    let product_name = row.name(Field::OrderProductName)?;
    let sku = row.text(Field::OrderSku)?;
    let status = row.text(Field::OrderStatus)?;
    let status = status.as_deref().unwrap_or_default();
    let whole_province = row.text(Field::Province)?;
    // An amount that is not joined, like 快递信息, is the whole order's: its first sub-order bears it.
    let first = place.index == 0;
    let express = if first { place.whole.unwrap_or(row).text(Field::Express)? } else { None };
    let express: Vec<(&str, &str)> = express.as_deref().map(parcels).unwrap_or_default();
    let whole_amount = match place.whole {
        Some(whole) if !first => whole.joined(Field::OrderAmount)? == 0,
        _ => false,
    };
    let amount = row.cell(Field::OrderAmount, Code::AmountUnreadable, cell::money)?;

    let order = OrderRow {
        order_id: &order_id,
        sub_order_id: sub_order_id.as_deref(),
        product_id: product_id.as_deref(),
        product_name: product_name.as_deref(),
        sku: sku.as_deref(),
        amount: if whole_amount { amount.map(|_| None) } else { amount },
        pay: pay(row)?,
        ship: row.stamp(Field::ShipTime)?,
        finish: row.stamp(Field::FinishTime)?,
        promised: row.stamp(Field::PromisedShipTime)?,
        expected: row.stamp(Field::ExpectedDeliveryTime)?,
        pickup: row.stamp(Field::OrderPickupTime)?,
        sign: row.stamp(Field::OrderSignTime)?,
        closed: row
            .has(Field::OrderStatus)
            .then(|| matches(status, &words.order_closed) || matches(status, &words.order_cancelled)),
        unpaid: row.has(Field::OrderStatus).then(|| {
            matches(status, &words.order_waiting_for_payment) || matches(status, &words.order_cancelled)
        }),
        aftersale: match row.has(Field::OrderAftersaleStatus) {
            true => Some(row.text(Field::OrderAftersaleStatus)?.is_some()),
            false => None,
        },
        without_pickup: row
            .text(Field::OrderType)?
            .map(|kind| matches(&kind, &words.order_type_without_pickup))
            .or(row.has(Field::OrderType).then_some(false)),
        province: row
            .has(Field::Province)
            .then(|| whole_province.as_deref().and_then(|p| province(words, p))),
        express: (row.has(Field::Express) && first).then_some(express.as_slice()),
        repeated: place.repeated,
        stands_for_row: first,
    };
    if let Some(target) = target {
        if !status.is_empty() && !knows(words, status) {
            target.shop.remarks.unknown_order_status += 1;
        }
        target.shop.add_order(&order, target.source);
    }
    Ok(())
}

/// SPEC section 2: without a pay-time column the submit time stands in.
fn pay(row: &Row<'_>) -> Result<PayCell, Rejection> {
    if let Some(time) = row.stamp(Field::PayTime)? {
        return Ok(PayCell::Paid(time));
    }
    Ok(row.stamp(Field::SubmitTime)?.map_or(PayCell::Absent, PayCell::StandIn))
}

fn knows(words: &Words, status: &str) -> bool {
    let known =
        [&words.order_waiting_for_payment, &words.order_cancelled, &words.order_closed, &words.order_known];
    known.into_iter().any(|words| matches(status, words))
}

/// The province of a cell. Ciphertext, masked text and whatever a shifted row brings are none; what follows
/// a province's name is not kept.
fn province<'t>(words: &Words, text: &'t str) -> Option<&'t str> {
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
