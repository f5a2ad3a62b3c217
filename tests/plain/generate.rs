//! Generated shops: small, but with everything that can go wrong in exports.
//!
//! An order and all that belongs to it grow from one seed; what is odd about the exports as a whole is
//! drawn once per shop.

use super::cells::{clean, time};
use super::dice::Dice;
use super::exports::Kind;
use super::generate_orders::{ORDER_COLUMNS, PARCEL_COLUMNS, order};
use super::generate_rest::{REFUND_COLUMNS, REVIEW_COLUMNS, SERVICE_COLUMNS};
use super::generate_rest::{after_sales, reviews, service, service_periods};
use super::tables::{Files, Row, Table};
use chrono::{Days, NaiveDate};
use proptest::bool::weighted;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Days from the first possible payment to the last.
const DAYS: i64 = 120;

/// Columns that an export of a kind may have, or may lack.
const EXTRA: [(Kind, &str, f64); 5] = [
    (Kind::Orders, "揽收时间", 0.3),
    (Kind::Orders, "签收时间", 0.3),
    (Kind::Orders, "快递信息", 0.5),
    (Kind::Service, "工作时间3分钟回复率", 0.3),
    (Kind::Service, "全天不满意率", 0.8),
];
const LACKING: [(Kind, &str, f64); 20] = [
    (Kind::Orders, "子订单编号", 0.1),
    (Kind::Orders, "商品ID", 0.1),
    (Kind::Orders, "订单应付金额", 0.1),
    (Kind::Orders, "支付完成时间", 0.15),
    (Kind::Orders, "发货时间", 0.1),
    (Kind::Orders, "订单完成时间", 0.1),
    (Kind::Logistics, "订单编号", 0.1),
    (Kind::Logistics, "揽收时间", 0.05),
    (Kind::Logistics, "签收时间", 0.05),
    (Kind::Reviews, "商品评价得分", 0.1),
    (Kind::Reviews, "物流评价得分", 0.4),
    (Kind::Reviews, "服务评价得分", 0.4),
    (Kind::Refunds, "仲裁状态", 0.15),
    (Kind::Refunds, "纠纷责任方", 0.15),
    (Kind::Refunds, "同意售后申请时间", 0.15),
    (Kind::Refunds, "售后完结时间", 0.15),
    (Kind::Refunds, "售后原因", 0.1),
    (Kind::Refunds, "售后原因标签", 0.2),
    (Kind::Service, "接待会话量", 0.15),
    (Kind::Service, "有效评价数", 0.3),
];

/// Which exports a shop has, in the order of [`KINDS`].
const KINDS: [(Kind, f64); 5] = [
    (Kind::Orders, 0.85),
    (Kind::Logistics, 0.85),
    (Kind::Refunds, 0.9),
    (Kind::Reviews, 0.9),
    (Kind::Service, 0.8),
];

/// What is odd about a shop.
#[derive(Debug, Clone)]
struct Oddities {
    kinds: Vec<bool>,
    extra: Vec<bool>,
    lacking: Vec<bool>,
    gb18030: bool,
    undated_service: bool,
    /// Do some cells hold a date without a time of day?
    dates: bool,
    /// Are there older exports, and rows twice in a file?
    duplicates: bool,
    /// Are sub-orders numbered 1, 2, 3 within their order, as files of other origin do?
    numbered: bool,
    /// Which files do not say when they were exported, so that they reach no further than their rows.
    unstamped: Vec<bool>,
    /// Do the reviews end half-way?
    early_reviews: bool,
    /// Are there tables of customer service for days, weeks and months, whose names alone say which?
    periods: bool,
}

fn oddities(duplicates: f64, undated: f64) -> impl Strategy<Value = Oddities> {
    let all = |chances: Vec<f64>| chances.into_iter().map(weighted).collect::<Vec<_>>();
    let kinds = all(KINDS.iter().map(|k| k.1).collect());
    let extra = all(EXTRA.iter().map(|e| e.2).collect());
    let lacking = all(LACKING.iter().map(|l| l.2).collect());
    let unstamped = all(vec![0.2; KINDS.len()]);
    let exports = (kinds, extra, lacking, unstamped);
    let rows = (weighted(0.3), weighted(undated), weighted(0.6), weighted(duplicates));
    let rare = (weighted(0.15), weighted(0.2), weighted(0.35));
    (exports, rows, rare).prop_map(|((kinds, extra, lacking, unstamped), rows, rare)| Oddities {
        kinds,
        extra,
        lacking,
        gb18030: rows.0,
        undated_service: rows.1,
        dates: rows.2,
        duplicates: rows.3,
        numbered: rare.0,
        unstamped,
        early_reviews: rare.1,
        periods: rare.2,
    })
}

/// Shops of all kinds.
pub fn shops() -> impl Strategy<Value = Files> {
    shops_of(0.6, 0.15)
}

/// Shops in which every row is there once, and every row of customer service has its date.
pub fn shops_without_duplicates() -> impl Strategy<Value = Files> {
    shops_of(0.0, 0.0)
}

fn shops_of(duplicates: f64, undated: f64) -> impl Strategy<Value = Files> {
    let seed = || any::<u64>().no_shrink();
    (oddities(duplicates, undated), vec(seed(), 5..=40), seed())
        .prop_map(|(odd, seeds, other)| shop(&odd, &seeds, &mut Dice::new(other, odd.dates)))
        .prop_filter("a shop has some export", |files| !files.0.is_empty())
}

fn shop(odd: &Oddities, seeds: &[u64], dice: &mut Dice) -> Files {
    let mut rows: [Vec<Row>; 5] = Default::default();
    for (number, seed) in seeds.iter().enumerate() {
        let mut dice = Dice::new(*seed, odd.dates);
        let (draft, orders, parcels) = order(&mut dice, number + 1, DAYS, odd.numbered);
        rows[0].extend(orders);
        rows[1].extend(parcels);
        rows[2].extend(after_sales(&mut dice, &draft, number + 1));
        rows[3].extend(reviews(&mut dice, &draft));
    }
    rows[4] = service(dice, DAYS, !odd.undated_service);
    let has_periods = odd.periods && odd.kinds[tables_index(Kind::Service)];
    let periods = if has_periods { service_periods(dice, DAYS) } else { Vec::new() };
    // Which of two tables of one day is the newer is the matter of other tests.
    let is_apart = |row: &Row| {
        let own =
            |(first, last, _): &(NaiveDate, NaiveDate, _)| first == last && row["日期"] == first.to_string();
        !periods.iter().any(own)
    };
    rows[4].retain(is_apart);
    if odd.early_reviews {
        let written = |row: &Row| row.get("评价日期").and_then(|cell| time(&clean(cell)?));
        let half = first_day() + Days::new(DAYS as u64 / 2);
        rows[3].retain(|row| written(row).is_none_or(|time| time.day() < half));
    }

    let mut tables = Vec::new();
    for ((kind, _), mut rows) in KINDS.into_iter().zip(rows) {
        let has = odd.kinds[tables_index(kind)];
        if !has || rows.is_empty() {
            continue;
        }
        if !odd.duplicates {
            drop_equal_keys(kind, &mut rows, &header(odd, kind));
        }
        let is_stamped = !odd.unstamped[tables_index(kind)];
        let table = Table {
            kind,
            name: format!("{}{}.csv", if is_stamped { "1790000000_" } else { "" }, name(kind)),
            header: header(odd, kind),
            rows,
            gb18030: odd.gb18030,
        };
        if odd.duplicates { tables.extend(with_older_exports(dice, table)) } else { tables.push(table) }
    }
    for (first, last, rows) in periods {
        let header: Vec<&str> = header(odd, Kind::Service).into_iter().filter(|c| *c != "日期").collect();
        let name = format!("客服_{first}-{last}.csv");
        tables.push(Table { kind: Kind::Service, name, header, rows, gb18030: odd.gb18030 });
    }
    Files(tables)
}

/// The first day on which anything is paid.
pub fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date")
}

fn tables_index(kind: Kind) -> usize {
    KINDS.iter().position(|(k, _)| *k == kind).expect("every kind is listed")
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Orders => "订单",
        Kind::Logistics => "物流包裹",
        Kind::Refunds => "售后单",
        Kind::Reviews => "商品评价",
        Kind::Service => "飞鸽客服数据",
    }
}

fn header(odd: &Oddities, kind: Kind) -> Vec<&'static str> {
    let whole: &[&'static str] = match kind {
        Kind::Orders => &ORDER_COLUMNS,
        Kind::Logistics => &PARCEL_COLUMNS,
        Kind::Refunds => &REFUND_COLUMNS,
        Kind::Reviews => &REVIEW_COLUMNS,
        Kind::Service => &SERVICE_COLUMNS,
    };
    let lacks = |column: &str| {
        let place = LACKING.iter().position(|(k, name, _)| *k == kind && *name == column);
        place.is_some_and(|place| odd.lacking[place]) || (column == "日期" && odd.undated_service)
    };
    let extra = EXTRA.iter().zip(&odd.extra).filter(|((k, ..), has)| *k == kind && **has);
    whole
        .iter()
        .copied()
        .filter(|column| !lacks(column))
        .chain(extra.map(|((_, name, _), _)| *name))
        .collect()
}

/// The columns that say which row is the same as which.
fn keys(kind: Kind, header: &[&str]) -> &'static [&'static str] {
    match kind {
        Kind::Orders if header.contains(&"子订单编号") => &["主订单编号", "子订单编号"],
        Kind::Orders => &["主订单编号", "商品ID", "选购商品", "商品规格"],
        Kind::Logistics => &["运单号", "订单编号"],
        Kind::Refunds => &["售后单号"],
        Kind::Reviews => &["订单ID", "商品ID", "评价日期"],
        Kind::Service => &["日期", "客服昵称"],
    }
}

/// Keeps one row of each key, so that the order of rows can mean nothing. Rows may name an order in
/// several ways, hence only what else makes up the key of a parcel or a review is looked at.
fn drop_equal_keys(kind: Kind, rows: &mut Vec<Row>, header: &[&'static str]) {
    let mut seen = BTreeSet::new();
    let columns: Vec<&str> =
        keys(kind, header).iter().copied().filter(|c| header.contains(c) && !c.starts_with("订单")).collect();
    rows.retain(|row| {
        let key = columns.iter().map(|column| {
            let cell = row.get(column).and_then(|cell| clean(cell));
            cell.as_deref().and_then(time).map_or(cell.clone(), |time| Some(time.at.to_string()))
        });
        seen.insert(key.collect::<Vec<_>>())
    });
}

/// The file and older exports of it: some of its rows as they were before, some of its columns.
fn with_older_exports(dice: &mut Dice, mut newest: Table) -> Vec<Table> {
    let mut older = newest.clone();
    let names: [(&str, &str); 3] = [("1780000000_", "1790000000_"), ("", "1790000000_"), ("2_", "10_")];
    let (before, after) = dice.pick(&names);
    older.name = format!("{before}{}.csv", name(newest.kind));
    newest.name = format!("{after}{}.csv", name(newest.kind));
    let fixed = keys(newest.kind, &newest.header);
    older.rows.retain(|_| dice.percent(70));
    let others = newest.rows.clone();
    for row in &mut older.rows {
        for (column, cell) in row.iter_mut().filter(|(column, _)| !fixed.contains(column)) {
            match dice.between(0, 9) {
                0 | 1 => cell.clear(),
                2 => {
                    let other = &others[dice.between(0, others.len() as i64 - 1) as usize];
                    *cell = other.get(column).cloned().unwrap_or_default();
                }
                _ => {}
            }
        }
    }
    // A row that only the older export has, and one twice in the newest file.
    if newest.rows.len() > 1 && dice.percent(50) {
        newest.rows.remove(0);
    }
    if let Some(row) = older.rows.first().filter(|_| dice.percent(50)).cloned() {
        newest.rows.push(row);
    }
    let optional =
        ["发货时间", "订单完成时间", "预计送达时间", "订单应付金额", "揽收时间", "商家退款时间", "仲裁状态"];
    let file = if dice.percent(50) { &mut newest } else { &mut older };
    let dropped = dice.pick(&optional);
    file.header.retain(|column| *column != dropped);
    if older.rows.is_empty() { vec![newest] } else { vec![older, newest] }
}
