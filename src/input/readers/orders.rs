//! Orders.

use super::context::{CellCaches, OrderState, ReaderContext, kept};
use crate::field::Field;
use crate::input::cell;
use crate::input::columns::{StatusWords, matches};
use crate::input::header::Mapping;
use crate::input::ids::is_id;
use crate::input::rejection::{CellResult, HIDDEN, reject_without_id};
use crate::input::row::Row;
use crate::shop::{Id, IndexRange, OrderRow, RareTimes, TextRef, order_flag as flag};
use std::collections::HashMap;

/// Columns whose cells show, best first, how many sub-orders a row joins. Names of products do not: they may hold a
/// `;` themselves.
const JOINED: [Field; 7] = [
    Field::SubOrderId,
    Field::OrderProductId,
    Field::OrderAmount,
    Field::OrderStatus,
    Field::PayTime,
    Field::ShipTime,
    Field::FinishTime,
];

/// Reads a row of an orders export; some reports join all sub-orders of an order in one row.
pub(super) fn read_order(row: &Row<'_>, context: &mut ReaderContext<'_>) -> CellResult<()> {
    if row.may_join() {
        let count = joined(row)?;
        if count > 0 {
            return read_joined(row, count, context);
        }
    }
    let (order, status) = sub_order(row, JoinedPosition::default(), context)?;
    take(order, row, status, context);
    Ok(())
}

/// How many sub-orders a row joins; 0 where it joins none.
fn joined(row: &Row<'_>) -> CellResult<usize> {
    let mut count = 0;
    for field in JOINED {
        if count == 0 {
            count = row.joined(field)?;
        }
    }
    Ok(count)
}

#[cold]
fn read_joined(row: &Row<'_>, count: usize, context: &mut ReaderContext<'_>) -> CellResult<()> {
    let cells = row.joined_cells(count);
    let is_amount_whole = row.joined(Field::OrderAmount)? == 0;
    // All parts are read before the first is taken in: a row counts whole or not at all.
    let (mut orders, mut before) = (Vec::with_capacity(count), HashMap::new());
    for index in 0..count {
        let part = row.part(index, &cells);
        let own = |field| if part.is_of_all_parts(field) { Ok(None) } else { part.text(field) };
        let goods = (own(Field::OrderProductId)?, own(Field::OrderProductName)?, own(Field::OrderSku)?);
        let repeated = before.entry(goods).or_insert(0);
        let place = JoinedPosition {
            repeated: *repeated,
            whole: Some(row),
            is_amount_whole,
            first: orders.first().copied(),
        };
        *repeated += 1;
        orders.push(sub_order(&part, place, context)?);
    }
    for (index, (order, status)) in orders.into_iter().enumerate() {
        take(order, &row.part(index, &cells), status, context);
    }
    Ok(())
}

/// Takes a sub-order in, and notes words of its row that nobody knows.
#[inline(always)]
fn take(order: OrderRow, row: &Row<'_>, status: OrderState, context: &mut ReaderContext<'_>) {
    let has_no_province = order.flags & flag::PROVINCE != 0 && order.province == TextRef::NONE;
    context.batch.order(order);
    if has_no_province || status.unknown {
        note_unknown(row, has_no_province, status, context);
    }
}

#[inline(never)]
fn note_unknown(row: &Row<'_>, has_no_province: bool, status: OrderState, context: &mut ReaderContext<'_>) {
    if has_no_province {
        let is_strange = context.caches.strange_provinces.of(row, Field::Province, |row| {
            Ok(row.text(Field::Province)?.is_some_and(|text| !is_masked(&text)))
        });
        if let (Ok(true), Ok(Some(text))) = (is_strange, row.text(Field::Province)) {
            context.unknown_word(Field::Province, if names_a_place(&text) { &text } else { HIDDEN });
        }
    }
    if status.unknown
        && let Ok(Some(text)) = row.text(Field::OrderStatus)
    {
        context.unknown_word(Field::OrderStatus, &text);
    }
}

/// The place of a sub-order in a row that joins several.
#[derive(Clone, Copy, Default)]
struct JoinedPosition<'w> {
    /// How many before it have the same product and variant.
    repeated: u32,
    /// The joined row it is a part of.
    whole: Option<&'w Row<'w>>,
    /// Whether the amount is the whole order's.
    is_amount_whole: bool,
    /// What the first part of the row says.
    first: Option<(OrderRow, OrderState)>,
}

#[inline(always)]
fn sub_order(
    row: &Row<'_>,
    place: JoinedPosition<'_>,
    context: &mut ReaderContext<'_>,
) -> CellResult<(OrderRow, OrderState)> {
    // What counts for every part of a row is read once: there may be as many parts as its text is long.
    let again = |field: Field| place.first.filter(|_| row.is_of_all_parts(field));
    let ReaderContext { batch, words, caches, order_columns, .. } = context;
    let words: &StatusWords = words;
    let texts = &mut batch.texts;
    let order_id = row.id(Field::OrderId, texts)?;
    if order_id.is_none() {
        return Err(reject_without_id(Field::OrderId).into());
    }
    let sub_order_id = row.id(Field::SubOrderId, texts)?;
    let product_id = match again(Field::OrderProductId) {
        Some((first, _)) => first.product_id,
        None => caches.product_id(row, Field::OrderProductId, texts)?,
    };
    let product_name = match again(Field::OrderProductName) {
        Some((first, _)) => first.product_name,
        None => caches.name(row, Field::OrderProductName, texts)?,
    };
    let sku = match again(Field::OrderSku) {
        Some((first, _)) => first.sku,
        // Only what has no id of its own is told from others by its variant.
        None if place.whole.is_none() && sub_order_id.some().is_some() => TextRef::NONE,
        None => caches.variant(row, texts)?,
    };
    let status = match again(Field::OrderStatus) {
        Some((_, status)) => status,
        None => caches.order_states.of(row, Field::OrderStatus, |row| {
            let text = row.text(Field::OrderStatus)?;
            Ok(text.map_or(OrderState::default(), |text| OrderState::of(&text, words)))
        })?,
    };
    let whole_province = caches.provinces.of(row, Field::Province, texts, |row| {
        let text = row.text(Field::Province)?;
        Ok(text.as_deref().and_then(|text| province(words, text)).map(Box::from))
    })?;
    // An amount or a 快递信息 that is not joined belongs to the whole order; its first sub-order gets it.
    let is_first = place.first.is_none();
    let express = if is_first { place.whole.unwrap_or(row).text(Field::Express)? } else { None };
    let amount = row.money(Field::OrderAmount)?.flatten();
    let paid = if row.has(Field::PayTime) { Field::PayTime } else { Field::SubmitTime };
    let (paid, ship, finish) = (row.time(paid)?, row.time(Field::ShipTime)?, row.time(Field::FinishTime)?);
    let promised = row.time(Field::PromisedShipTime)?.as_promise();
    let expected = row.time(Field::ExpectedDeliveryTime)?.as_promise();
    let rare_times =
        RareTimes { pickup: row.time(Field::OrderPickupTime)?, sign: row.time(Field::OrderSignTime)? };
    let aftersale = has_aftersale(row, caches)?;
    let without_pickup = match again(Field::OrderType) {
        Some((first, _)) => first.flags & flag::WITHOUT_PICKUP != 0,
        None => is_without_pickup(row, caches, words)?,
    };
    let said = [
        (flag::CLOSED, status.closed),
        (flag::UNPAID, status.unpaid),
        (flag::STANDS_FOR_ROW, is_first),
        (flag::AFTERSALE, aftersale),
        (flag::WITHOUT_PICKUP, without_pickup),
    ];
    let flags = said.into_iter().fold(*order_columns, |flags, (flag, on)| flags | if on { flag } else { 0 });
    let mut order = OrderRow {
        order_id,
        sub_order_id,
        product_id,
        product_name,
        sku,
        flags,
        amount: amount.filter(|_| is_first || !place.is_amount_whole),
        paid,
        ship,
        finish,
        promised,
        expected,
        rare_times,
        province: whole_province,
        creator: match again(Field::Creator) {
            Some((first, _)) => first.creator,
            None => caches.creators.of(row, Field::Creator, texts, |row| {
                Ok(kept(row.name(Field::Creator)?.filter(|name| names_a_creator(name))))
            })?,
        },
        channel: match again(Field::Channel) {
            Some((first, _)) => first.channel,
            None => {
                caches.channels.of(row, Field::Channel, texts, |row| Ok(kept(row.name(Field::Channel)?)))?
            }
        },
        express: IndexRange::default(),
        repeated: place.repeated,
    };
    if row.has(Field::Express) && is_first {
        let named = express.as_deref().map(parcels).unwrap_or_default();
        let named: Vec<(Id, TextRef)> = named
            .into_iter()
            .map(|(number, carrier)| {
                let carrier = if carrier.is_empty() { TextRef::NONE } else { texts.add(carrier) };
                (texts.id(number), carrier)
            })
            .collect();
        order.express = batch.express(named);
        order.flags |= flag::EXPRESS;
    }
    Ok((order, status))
}

#[inline(always)]
fn has_aftersale(row: &Row<'_>, caches: &mut CellCaches) -> CellResult<bool> {
    if !row.has(Field::OrderAftersaleStatus) {
        return Ok(false);
    }
    caches.filled.of(row, Field::OrderAftersaleStatus, |row| {
        Ok(row.text(Field::OrderAftersaleStatus)?.as_deref().and_then(cell::own_status).is_some())
    })
}

#[inline(always)]
fn is_without_pickup(row: &Row<'_>, caches: &mut CellCaches, words: &StatusWords) -> CellResult<bool> {
    if !row.has(Field::OrderType) {
        return Ok(false);
    }
    caches.without_pickup.of(row, Field::OrderType, |row| {
        let kind = row.text(Field::OrderType)?;
        Ok(kind.is_some_and(|kind| matches(&kind, &words.order_type_without_pickup)))
    })
}

/// What a file of orders has, as flags of its rows. Without a pay-time column the submit time stands in (SPEC section 2).
pub(crate) fn order_columns(mapping: &Mapping) -> u32 {
    let has = |field| mapping.place(field).is_some();
    let paid = match (has(Field::PayTime), has(Field::SubmitTime)) {
        (true, _) => flag::PAID,
        (false, true) => flag::STANDS_IN,
        (false, false) => 0,
    };
    let columns = [
        (Field::OrderAmount, flag::AMOUNT),
        (Field::ShipTime, flag::SHIP),
        (Field::FinishTime, flag::FINISH),
        (Field::PromisedShipTime, flag::PROMISED),
        (Field::ExpectedDeliveryTime, flag::EXPECTED),
        (Field::OrderPickupTime, flag::PICKUP),
        (Field::OrderSignTime, flag::SIGN),
        (Field::Province, flag::PROVINCE),
        (Field::Creator, flag::CREATOR),
        (Field::Channel, flag::CHANNEL),
        (Field::OrderStatus, flag::STATUS),
        (Field::OrderAftersaleStatus, flag::HAS_AFTERSALE),
        (Field::OrderType, flag::HAS_TYPE),
    ];
    columns.into_iter().filter(|(field, _)| has(*field)).fold(paid, |flags, (_, flag)| flags | flag)
}

/// The province in a cell: none in ciphertext, masked text and cells of shifted rows. Text behind the province's name
/// is not kept.
fn province<'t>(words: &StatusWords, text: &'t str) -> Option<&'t str> {
    let name = words.provinces.iter().find(|name| text.starts_with(name.as_str()))?;
    let rest = text.get(name.len()..)?;
    let suffix = words.province_suffixes.iter().find(|suffix| rest == suffix.as_str());
    text.get(..name.len() + suffix.map_or(0, String::len))
}

/// Ciphertext, or a text with all but its first character masked.
fn is_masked(text: &str) -> bool {
    text.contains(['*', '＊']) || text.starts_with(['#', '$'])
}

/// Whether a cell names a creator: an id of 0 is that of nobody, and ciphertext names nobody.
fn names_a_creator(text: &str) -> bool {
    text != "0" && !text.starts_with("##") && !text.starts_with("$$")
}

/// Whether a text that is no known province may be shown: a shifted row has a buyer's name or address there.
fn names_a_place(text: &str) -> bool {
    text.chars().count() <= 8 && text.ends_with(['省', '州', '国', '岛', '盟'])
}

/// The parcels in 快递信息, `单号-快递公司,商品-商品ID,数量;…`: the number up to the first `-`, the carrier up to the
/// next `,`. The product behind it may hold both marks.
fn parcels(cell: &str) -> Vec<(&str, &str)> {
    let segments = cell.split(';').filter_map(|segment| segment.split_once('-'));
    segments
        .map(|(number, rest)| (cell::clean(number), cell::clean(rest.split(',').next().unwrap_or_default())))
        .filter(|(number, _)| is_id(number.as_bytes()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parcels_are_found_in_one_cell() {
        assert_eq!(
            parcels(
                "SF1234567-顺丰速运,辣条-大包,1-斤装-369,2;YT4567890-圆通速递,辣条-369,1;13800138000-张三"
            ),
            [("SF1234567", "顺丰速运"), ("YT4567890", "圆通速递")]
        );
        assert_eq!(parcels("暂时没有"), []);
    }
}
