//! What an order with many sub-orders, parcels, reviews and after-sales costs grows with them, not with their square: four
//! times as many take about four times as many steps, in joining rows and in every answer.

use super::Choice;
use super::exports::{Needs, days_by_kind};
use super::forecast::OrdersToCome;
use crate::analysis::Analysis;
use crate::effort;
use crate::indicator::Indicator;
use crate::input::{self, Options};
use crate::rulebook::Rulebook;
use crate::scorecard::{Claims, Manual};
use crate::threads::Threads;
use crate::time::{Day, Stamp};
use std::borrow::Cow;
use std::fmt::Write as _;

const ORDERS: &str =
    "主订单编号,子订单编号,商品ID,订单应付金额,省,支付完成时间,订单状态,发货时间,达人ID,快递信息";
const PARCELS: &str = "运单号,订单编号,物流公司,发货时间,揽收时间,签收时间,包裹状态";
const REVIEWS: &str = "评价日期,订单ID,商品ID,商品评价得分,物流评价得分,服务评价得分";
const REFUNDS: &str = "售后单号,订单号,商品单号,商品发货状态,售后类型,售后状态,售后申请时间,售后原因,自动处理截止时间,\
                       同意售后申请时间,仲裁状态,纠纷责任方,售后完结时间";

/// A header and rows.
#[derive(Default)]
struct Table(String);

impl Table {
    fn new(header: &str) -> Table {
        Table(format!("{header}\n"))
    }

    fn row(&mut self, row: std::fmt::Arguments<'_>) {
        writeln!(self.0, "{row}").unwrap();
    }
}

/// Files with some number of the same thing.
type Shape = fn(u32) -> Vec<(Name, Table)>;

/// Of a file.
type Name = Cow<'static, str>;

const PAID: &str = "2026-10-02 10:00:00";

fn joined(n: u32, part: impl Fn(u32) -> String) -> String {
    (0..n).map(part).collect::<Vec<_>>().join(";")
}

/// Many sub-orders in one row; the variants of one product, and products that differ.
fn sub_orders_in_a_cell(n: u32) -> Vec<(Name, Table)> {
    let mut orders = Table::new(ORDERS);
    let ids = joined(n, |number| (10_000_000 + number).to_string());
    orders.row(format_args!("690001,{ids},11,9.9,福建,{PAID},已发货,{PAID},7,"));
    let products = joined(n, |number| (20_000_000 + number).to_string());
    orders.row(format_args!("690002,,{products},9.9,福建,{PAID},已发货,{PAID},7,"));
    let same = joined(n, |_| "12".to_owned());
    orders.row(format_args!("690003,,{same},9.9,福建,{PAID},已发货,{PAID},7,"));
    vec![("订单.csv".into(), orders)]
}

/// Many parcels in one cell, named again by a newer row.
fn parcels_in_a_cell(n: u32) -> Vec<(Name, Table)> {
    let mut orders = Table::new(ORDERS);
    let express = joined(n, |number| format!("YT{number:08}-圆通速递-11-1"));
    for _ in 0..3 {
        orders.row(format_args!("690001,690001,11,9.9,福建,{PAID},已发货,{PAID},7,{express}"));
    }
    vec![("订单.csv".into(), orders)]
}

/// One tracking number that many orders name, in two rows each, and as many rows of it without an order.
fn orders_of_a_tracking_number(n: u32) -> Vec<(Name, Table)> {
    let (mut orders, mut parcels) = (Table::new(ORDERS), Table::new(PARCELS));
    for order in (0..n).chain(0..n) {
        let id = 690_000 + order;
        orders.row(format_args!("{id},{id},11,9.9,福建,{PAID},已发货,{PAID},7,YT1-圆通速递-11-1"));
        parcels.row(format_args!("YT1,,圆通速递,{PAID},2026-10-03 10:00:00,2026-10-05 10:00:00,已签收"));
    }
    vec![("订单.csv".into(), orders), ("物流.csv".into(), parcels)]
}

/// The same where every other row of the tracking number names an order.
fn orders_of_a_tracking_number_and_of_none(n: u32) -> Vec<(Name, Table)> {
    let mut files = orders_of_a_tracking_number(n);
    let mut parcels = Table::new(PARCELS);
    for order in (0..n).chain(0..n) {
        for id in [String::new(), (690_000 + order).to_string()] {
            parcels.row(format_args!("YT1,{id},圆通速递,,2026-10-03 10:00:00,2026-10-05 10:00:00,已签收"));
        }
    }
    files.retain(|(name, _)| *name != "物流.csv");
    files.push(("物流.csv".into(), parcels));
    files
}

/// A parcel that carries many orders.
fn orders_of_a_parcel(n: u32) -> Vec<(Name, Table)> {
    let (mut orders, mut parcels) = (Table::new(ORDERS), Table::new(PARCELS));
    for order in 0..n {
        let id = 690_000 + order;
        orders.row(format_args!("{id},{id},11,9.9,福建,{PAID},已发货,{PAID},7,"));
    }
    let ids = joined(2 * n, |order| (690_000 + order).to_string());
    parcels.row(format_args!("YT1,{ids},圆通速递,{PAID},2026-10-03 10:00:00,2026-10-05 10:00:00,已签收"));
    vec![("订单.csv".into(), orders), ("物流.csv".into(), parcels)]
}

/// An order with many sub-orders, each of which names a parcel of its own and one of all.
fn sub_orders_of_an_order(n: u32) -> Vec<(Name, Table)> {
    let mut orders = Table::new(ORDERS);
    orders.row(format_args!("690001,690001,11,9.9,福建,{PAID},已发货,{PAID},7,"));
    for sub in (0..n).chain(0..n) {
        let express = format!("YT{sub:08}-圆通速递-11-1;YT99-圆通速递-11-1");
        orders.row(format_args!("690001,{},{sub},9.9,福建,{PAID},已发货,,{sub},{express}", 10_000_000 + sub));
        orders.row(format_args!("690001,690001,11,9.9,福建,{PAID},已发货,{PAID},7,"));
    }
    vec![("订单.csv".into(), orders)]
}

/// An order with many parcels, some of which wait.
fn parcels_of_an_order(n: u32) -> Vec<(Name, Table)> {
    let (mut orders, mut parcels) = (Table::new(ORDERS), Table::new(PARCELS));
    for sub in 0..n {
        orders.row(format_args!("690001,{},{sub},9.9,福建,{PAID},已发货,{PAID},7,", 10_000_000 + sub));
    }
    for parcel in (0..n).chain(0..n) {
        let (carrier, signed) = (parcel % 7, if parcel % 2 == 0 { "2026-10-05 10:00:00" } else { "" });
        parcels.row(format_args!("YT{parcel:08},690001,快递{carrier},{PAID},2026-10-03 10:00:00,{signed},"));
    }
    vec![("订单.csv".into(), orders), ("物流.csv".into(), parcels)]
}

/// An order with many reviews, on different days.
fn reviews_of_an_order(n: u32) -> Vec<(Name, Table)> {
    let (mut orders, mut reviews) = (Table::new(ORDERS), Table::new(REVIEWS));
    orders.0 = format!("{ORDERS},订单完成时间\n");
    orders.row(format_args!("690001,690001,11,9.9,福建,{PAID},已完成,{PAID},7,,2026-10-06 10:00:00"));
    let first = day("2026-10-07");
    for review in (0..n).chain(0..n) {
        let day = first.plus(review as i32);
        reviews.row(format_args!("{day} 10:00:00,690001,11,{},{},5", 1 + review % 5, 1 + review % 3));
    }
    vec![("订单.csv".into(), orders), ("评价.csv".into(), reviews)]
}

/// After-sales of an order with as many sub-orders, of the whole and of each.
fn refunds_of_an_order(n: u32) -> Vec<(Name, Table)> {
    let (mut orders, mut refunds) = (Table::new(ORDERS), Table::new(REFUNDS));
    orders.row(format_args!("690001,690001,11,9.9,福建,{PAID},已发货,{PAID},7,"));
    for sub in 0..n {
        orders.row(format_args!("690001,{},{sub},9.9,福建,{PAID},已发货,,{sub},", 10_000_000 + sub));
    }
    for refund in 0..4 * n {
        let sub = match refund % 4 {
            0 => "690001".to_owned(),
            1 => String::new(),
            _ => (10_000_000 + refund / 4).to_string(),
        };
        let (kind, shipped) = if refund % 4 == 3 {
            ("未发货仅退款", "未发货")
        } else {
            ("退货退款", "1/1已发货")
        };
        let (state, end) =
            if refund % 8 < 5 { ("退款成功", "2026-10-09 10:00:00") } else { ("待商家处理", "") };
        let minute = refund / 60 % 60;
        refunds.row(format_args!(
            "{},690001,{sub},{shipped},{kind},{state},2026-10-02 11:{minute:02}:00,质量问题,2026-10-20 10:00:00,,\
             平台介入,商家,{end}",
            30_000_000 + refund
        ));
    }
    vec![("订单.csv".into(), orders), ("售后.csv".into(), refunds)]
}

/// As many periods of customer service, each within the next.
fn periods_within_each_other(n: u32) -> Vec<(Name, Table)> {
    let mut service = Table::new("日期,客服,人工接待会话量,3分钟回复率");
    for period in 0..n as i32 {
        let (first, last) = (day("2025-01-01").plus(-period), day("2025-01-01").plus(period));
        service.row(format_args!("{first}~{last},小王,10,95%"));
    }
    vec![("订单.csv".into(), sub_orders_in_a_cell(n).remove(0).1), ("客服.csv".into(), service)]
}

/// Orders in files of one row, which end in letters or not, and parcels of no orders.
fn files(n: u32) -> Vec<(Name, Table)> {
    let file = |number: u32| {
        let (id, letter) = (690_000 + number, if number % 4 == 1 { "A" } else { "" });
        let day = day("2025-01-01").plus(number as i32);
        let (mut orders, mut parcels) = (Table::new(ORDERS), Table::new(PARCELS));
        orders.row(format_args!("{id}{letter},{id},11,9.9,福建,{day} 10:00:00,已发货,,7,"));
        parcels.row(format_args!("YT{id},70{id},圆通速递,,{day} 10:00:00,{day} 11:00:00,已签收"));
        [(format!("订单{number}.csv").into(), orders), (format!("物流{number}.csv").into(), parcels)]
    };
    (0..n).flat_map(file).collect()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// How many steps reading so many takes, and asking everything of them.
fn steps(shape: Shape, n: u32) -> [u64; 2] {
    let folder = tempfile::tempdir().unwrap();
    for (name, table) in shape(n) {
        std::fs::write(folder.path().join(&*name), table.0).unwrap();
    }
    let clock = Stamp::from_date(day("2026-10-21").date()).unwrap();
    let begin = effort::steps();
    let options = Options { threads: Threads::of(1), ..Options::new(vec![folder.path().into()], clock) };
    let loaded = input::load(&options).unwrap();
    let read = effort::steps();
    let (claims, manual) = (Claims::default(), Manual::new());
    let _ = days_by_kind(&loaded.files);
    for rulebook in Rulebook::all_built_in().unwrap() {
        let needs = Needs::new(&loaded, &rulebook);
        loaded.files.iter().for_each(|file| drop(needs.columns(file)));
        let analysis = Analysis::new(&loaded, &rulebook, &claims, &manual, day("2026-10-15"));
        let _ = analysis.scorecard(analysis.as_of());
        for indicator in Indicator::ALL {
            let _ = analysis.case_rows(indicator, Choice::Denominator, 30);
        }
        let _ = analysis.causes(&Indicator::ALL);
        let _ = analysis.why(day("2026-10-08"), None);
        let _ = analysis.watch(Stamp::from_date(day("2026-10-16").date()).unwrap(), 200.0);
        let _ = analysis.forecast(14, OrdersToCome::default());
        let _ = analysis.plan(5.0);
    }
    [read - begin, effort::steps() - read]
}

#[test]
fn work_grows_with_the_rows() {
    let shapes: [(&str, Shape); 11] = [
        ("sub-orders in a cell", sub_orders_in_a_cell),
        ("parcels in a cell", parcels_in_a_cell),
        ("orders of a tracking number", orders_of_a_tracking_number),
        ("orders of a tracking number and of none", orders_of_a_tracking_number_and_of_none),
        ("orders of a parcel", orders_of_a_parcel),
        ("sub-orders of an order", sub_orders_of_an_order),
        ("parcels of an order", parcels_of_an_order),
        ("reviews of an order", reviews_of_an_order),
        ("after-sales of an order", refunds_of_an_order),
        ("periods within each other", periods_within_each_other),
        ("files", files),
    ];
    let mut grown = String::new();
    for (name, shape) in shapes {
        let (few, many) = (steps(shape, 100), steps(shape, 400));
        for (what, few, many) in [("reading", few[0], many[0]), ("answers", few[1], many[1])] {
            // Something is counted at all, and the logarithm of a search may grow, too.
            if few < 100 || many > 5 * few {
                writeln!(grown, "{name}, {what}: {few} steps, of four times as many {many}").unwrap();
            }
        }
    }
    assert!(grown.is_empty(), "{grown}");
}
