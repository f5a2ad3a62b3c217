//! Orders.

use super::Target;
use crate::catalogue::Code;
use crate::field::Field;
use crate::input::cell;
use crate::input::columns::{Words, matches};
use crate::input::row::{Rejection, Row, reject};
use crate::shop::{OrderRow, PayCell};
use crate::time::Stamp;

/// Takes a row of an orders export in; one of an order-dimension report is several sub-orders.
pub fn read_order(row: &Row<'_>, target: &mut Target<'_>) -> Result<(), Rejection> {
    let Some(order_id) = row.id(Field::OrderId)? else {
        return Err(reject(Code::IdMissing, Field::OrderId, ""));
    };
    let sub_order_id = row.id(Field::SubOrderId)?;
    let product_id = row.id(Field::OrderProductId)?;
    let product_name = row.text(Field::OrderProductName)?;
    let sku = row.text(Field::OrderSku)?;
    let ship = row.stamp(Field::ShipTime)?;
    let status = row.text(Field::OrderStatus)?;
    let status = status.as_deref().unwrap_or_default();
    let province = row.text(Field::Province)?;
    let express = row.text(Field::Express)?;
    let express: Vec<(&str, &str)> = express.as_deref().map(parcels).unwrap_or_default();

    let base = OrderRow {
        order_id: &order_id,
        sub_order_id: sub_order_id.as_deref(),
        product_id: product_id.as_deref(),
        product_name: product_name.as_deref(),
        sku: sku.as_deref(),
        amount: None,
        pay: pay(row, target.words, status, ship)?,
        ship,
        finish: row.stamp(Field::FinishTime)?,
        promised: row.stamp(Field::PromisedShipTime)?,
        expected: row.stamp(Field::ExpectedDeliveryTime)?,
        pickup: row.stamp(Field::OrderPickupTime)?,
        sign: row.stamp(Field::OrderSignTime)?,
        closed: row.has(Field::OrderStatus).then(|| {
            matches(status, &target.words.order_closed) || matches(status, &target.words.order_cancelled)
        }),
        without_pickup: row
            .text(Field::OrderType)?
            .map(|kind| matches(&kind, &target.words.order_type_without_pickup))
            .or(row.has(Field::OrderType).then_some(false)),
        province: row.has(Field::Province).then(|| province.as_deref().filter(|p| !is_cipher(p))),
        express: &express,
        stands_for_row: true,
    };
    let joined = sub_order_id.as_deref().or(product_id.as_deref()).filter(|id| id.contains(';'));
    let rows = match joined {
        Some(ids) => split(row, &base, ids.split(';').count())?,
        None => {
            vec![OrderRow {
                amount: row.cell(Field::OrderAmount, Code::AmountUnreadable, cell::money)?,
                ..base
            }]
        }
    };
    if !status.is_empty() && !knows(target.words, status) {
        target.shop.remarks.unknown_order_status += 1;
    }
    for order in &rows {
        target.shop.add_order(order, target.source);
    }
    Ok(())
}

/// The sub-orders of a joined row: a cell with as many parts as there are sub-orders is dealt out, any
/// other counts for all. An amount that is not joined is the whole order's: the first sub-order bears it.
fn split<'a>(row: &Row<'_>, base: &OrderRow<'a>, count: usize) -> Result<Vec<OrderRow<'a>>, Rejection> {
    let part = |text: Option<&'a str>, i: usize| {
        text.map(|text| {
            let mut parts = text.split(';');
            if text.split(';').count() == count { cell::clean(parts.nth(i).unwrap_or(text)) } else { text }
        })
    };
    let amounts = match row.text(Field::OrderAmount)? {
        None => vec![None; count],
        Some(text) => {
            let parts: Vec<&str> = text.split(';').map(cell::clean).collect();
            let parts = if parts.len() == count { parts } else { vec![&*text] };
            let mut amounts = Vec::with_capacity(count);
            for part in parts {
                let cents = if cell::is_missing(part) { None } else { cell::money(part) };
                if cents.is_none() && !cell::is_missing(part) {
                    return Err(reject(Code::AmountUnreadable, Field::OrderAmount, part));
                }
                amounts.push(cents);
            }
            amounts.resize(count, None);
            amounts
        }
    };
    let present = row.has(Field::OrderAmount);
    Ok(amounts
        .into_iter()
        .enumerate()
        .map(|(i, cents)| OrderRow {
            sub_order_id: part(base.sub_order_id, i),
            product_id: part(base.product_id, i),
            product_name: part(base.product_name, i),
            sku: part(base.sku, i),
            amount: present.then_some(cents),
            express: if i == 0 { base.express } else { &[] },
            stands_for_row: i == 0,
            ..*base
        })
        .collect())
}

/// SPEC section 2: without a pay-time column the submit time stands in, unless the status says unpaid.
fn pay(row: &Row<'_>, words: &Words, status: &str, ship: Option<Stamp>) -> Result<PayCell, Rejection> {
    if let Some(time) = row.stamp(Field::PayTime)? {
        return Ok(PayCell::Paid(time));
    }
    let Some(submit) = row.stamp(Field::SubmitTime)? else { return Ok(PayCell::Absent) };
    let never_shipped = ship.unwrap_or_default().is_missing();
    let without_aftersale = row.text(Field::OrderAftersaleStatus)?.is_none();
    let unpaid = matches(status, &words.order_waiting_for_payment)
        || matches(status, &words.order_cancelled)
        || (matches(status, &words.order_closed) && never_shipped && without_aftersale);
    Ok(PayCell::StandIn(if unpaid { Stamp::MISSING } else { submit }))
}

fn knows(words: &Words, status: &str) -> bool {
    let known =
        [&words.order_waiting_for_payment, &words.order_cancelled, &words.order_closed, &words.order_known];
    known.into_iter().any(|words| matches(status, words))
}

/// Ciphertext (`##…`, `$$…`) and masked text tell nothing.
fn is_cipher(text: &str) -> bool {
    text.starts_with("##") || text.starts_with("$$") || text.contains('*')
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
