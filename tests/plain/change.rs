//! The same shop told differently: as it was on a day, in another order, in more files.

use super::cells::{self, Time};
use super::dice::Dice;
use super::exports::{Kind, period_of};
use super::tables::{Files, Row, Table};
use chrono::{Duration, NaiveDate};
use std::collections::BTreeMap;

/// Times of what happens to an order, a parcel or an after-sale. Promised and expected times happen to
/// nobody: they may lie in the future.
const EVENTS: [(Kind, &[&str]); 4] = [
    (Kind::Orders, &["订单提交时间", "支付完成时间", "发货时间", "订单完成时间", "揽收时间", "签收时间"]),
    (Kind::Logistics, &["揽收时间", "签收时间"]),
    (Kind::Refunds, &["售后申请时间", "同意售后申请时间", "售后完结时间", "商家退款时间", "用户到账时间"]),
    (Kind::Reviews, &["评价日期"]),
];
/// Of these SPEC takes the latest of an order, or the first present of a row, before it looks at the day.
const LATEST_OF_ORDER: [&str; 4] = ["发货时间", "订单完成时间", "揽收时间", "签收时间"];
const FIRST_OF_ROW: [&str; 3] = ["售后完结时间", "商家退款时间", "用户到账时间"];

/// The shop without what happened after a day.
///
/// A later cell becomes blank. Where several cells make one time and an earlier one of them is not after
/// the day, a blank would make that one the result, which SPEC says it is not: the later cell then moves
/// to a still later day instead.
pub fn without_later(files: &Files, day: NaiveDate, dice: &mut Dice) -> Files {
    let mut files = files.clone();
    for table in &mut files.0 {
        let known = groups_with_known_cells(table, day);
        for row in &mut table.rows {
            for column in events(table.kind) {
                let Some(time) = event(row, column).filter(|time| time.day() > day) else { continue };
                let keeps = known.get(&group(table.kind, row, column)).copied().unwrap_or(false);
                let later = (time.at + Duration::hours(dice.between(1, 900))).format("%Y-%m-%d %H:%M:%S");
                row.insert(column, if keeps { later.to_string() } else { String::new() });
            }
        }
        let reported = |row: &Row| event(row, "日期").is_none_or(|time| time.day() <= day);
        if period_of(&table.name).is_some() {
            continue;
        }
        if table.kind == Kind::Service && table.rows.iter().any(reported) {
            table.rows.retain(reported);
        }
    }
    // A table of a period is known when the period is over.
    let is_over = |table: &Table| period_of(&table.name).is_none_or(|(_, last)| last <= day);
    if files.0.iter().any(|table| table.kind == Kind::Service && is_over(table)) {
        files.0.retain(is_over);
    }
    files
}

fn events(kind: Kind) -> &'static [&'static str] {
    EVENTS.iter().find(|(k, _)| *k == kind).map_or(&[], |(_, columns)| columns)
}

fn event(row: &Row, column: &str) -> Option<Time> {
    cells::clean(row.get(column)?).and_then(|text| cells::time(&text))
}

/// What makes one time together with a cell: nothing else, the column of the order, or cells of the row.
fn group(kind: Kind, row: &Row, column: &'static str) -> (String, &'static str) {
    let id = |column| row.get(column).map_or("", |cell| cell.trim()).to_owned();
    match kind {
        Kind::Orders if LATEST_OF_ORDER.contains(&column) => (id("主订单编号"), column),
        Kind::Refunds if FIRST_OF_ROW.contains(&column) => (id("售后单号"), FIRST_OF_ROW[0]),
        _ => (String::new(), ""),
    }
}

/// Which groups have a cell that is not after the day.
fn groups_with_known_cells(table: &Table, day: NaiveDate) -> BTreeMap<(String, &'static str), bool> {
    let mut known = BTreeMap::new();
    for row in &table.rows {
        for column in events(table.kind) {
            let key = group(table.kind, row, column);
            let by_then = event(row, column).is_some_and(|time| time.day() <= day);
            *known.entry(key).or_insert(false) |= by_then;
        }
    }
    known.remove(&(String::new(), ""));
    known
}

/// The rows of every file in another order.
pub fn shuffled(files: &Files, dice: &mut Dice) -> Files {
    let mut files = files.clone();
    for table in &mut files.0 {
        for last in (1..table.rows.len()).rev() {
            table.rows.swap(last, dice.between(0, last as i64) as usize);
        }
    }
    files
}

/// The rows of every file from the last to the first.
pub fn reversed(files: &Files) -> Files {
    let mut files = files.clone();
    files.0.iter_mut().for_each(|table| table.rows.reverse());
    files
}

/// Every file with more than one row in two files, the earlier rows in the older one.
pub fn split(files: &Files, dice: &mut Dice) -> Files {
    let halves = |table: &Table| {
        let mut table = table.clone();
        if table.rows.len() < 2 || period_of(&table.name).is_some() {
            return vec![table];
        }
        let rest = table.rows.split_off(dice.between(1, table.rows.len() as i64 - 1) as usize);
        let name = table.name.trim_end_matches(".csv").to_owned();
        table.name = format!("{name}_9.csv");
        let second = Table { name: format!("{name}_10.csv"), rows: rest, ..table.clone() };
        vec![table, second]
    };
    Files(files.0.iter().flat_map(halves).collect())
}
