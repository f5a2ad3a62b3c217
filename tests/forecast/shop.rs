//! A shop with an order every day, each signed and reviewed at once, of which some are bad: every figure ahead can be
//! worked out on paper.

use crate::common::{Folder, Run};
use chrono::{Days, NaiveDate};
use serde_json::Value;

/// The as-of day.
pub const T: &str = "2026-09-30";

/// Everything else that `classic` scores, at the value where 100 points begin.
const OTHERS: [&str; 6] = [
    "quality_return_rate=0.003",
    "pickup_on_time_rate=0.99",
    "arrival_hours=48",
    "im_reply_3min_rate=0.97",
    "refund_only_hours=4",
    "return_refund_hours=72",
];

/// The date of a day before (or, negative, after) the as-of day.
pub fn date(back: i64) -> String {
    let as_of = NaiveDate::parse_from_str(T, "%Y-%m-%d").unwrap();
    let day = if back < 0 {
        as_of.checked_add_days(Days::new(back.unsigned_abs()))
    } else {
        as_of.checked_sub_days(Days::new(back.unsigned_abs()))
    };
    day.unwrap().to_string()
}

/// An order on each of some days, named by how far back they lie; finished and reviewed `wait` days after it was paid,
/// with one star where that day is among `bad`, else with five.
pub fn shop(days: impl Iterator<Item = i64>, wait: i64, bad: &[i64]) -> Folder {
    let (mut orders, mut reviews) = (Vec::new(), Vec::new());
    for finished in days {
        let (paid, day) = (date(finished + wait), date(finished));
        let id = 6_917_926_768_823_000_000_i64 + finished;
        orders.push(format!("{id},{id},11,28.90,{paid} 09:00:00,{paid} 09:00:00,{day} 12:00:00,已完成"));
        let stars = if bad.contains(&finished) { 1 } else { 5 };
        reviews.push(format!("{day} 20:00:00,{id},11,{stars}"));
    }
    let lines = |rows: &[String]| rows.iter().map(|row| format!("{row}\n")).collect::<String>();
    let head = "主订单编号,子订单编号,商品ID,订单应付金额,订单提交时间,支付完成时间,订单完成时间,订单状态\n";
    Folder::new()
        .file("1793000000_订单.csv", head.to_owned() + &lines(&orders))
        .file("1793000000_评价.csv", "评价日期,订单ID,商品ID,商品评价得分\n".to_owned() + &lines(&reviews))
}

/// Looks ahead from the as-of day, or another.
pub fn run_on(shop: &Folder, args: &[&str]) -> Run {
    let others = OTHERS.iter().flat_map(|set| ["--set", set]);
    let as_of = if args.contains(&"--as-of") { &[][..] } else { &["--as-of", T] };
    let all: Vec<&str> = ["forecast", ".", "--format", "json"]
        .iter()
        .chain(as_of)
        .copied()
        .chain(others)
        .chain(args.iter().copied())
        .collect();
    shop.run(&all)
}

/// The same as JSON.
pub fn ahead(shop: &Folder, args: &[&str]) -> Value {
    let run = run_on(shop, args);
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

/// The total where so many of so many reviewed orders are good: `classic` gives 60 points at 0.85, 80 at 0.90, 90 at
/// 0.94, 100 at 0.98, and a quarter of the score to it.
pub fn total(good: f64, rated: f64) -> f64 {
    let rate = good / rated;
    let points = match rate {
        rate if rate >= 0.98 => 100.0,
        rate if rate >= 0.94 => 90.0 + (rate - 0.94) / 0.04 * 10.0,
        rate if rate >= 0.90 => 80.0 + (rate - 0.90) / 0.04 * 10.0,
        rate if rate >= 0.85 => 60.0 + (rate - 0.85) / 0.05 * 20.0,
        _ => panic!("{rate}"),
    };
    5.0 * (0.75 + 0.25 * points / 100.0)
}

/// Is a figure this, but for what binary fractions make of it?
#[track_caller]
pub fn is(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap_or_else(|| panic!("{found}, not {expected}"));
    assert!((found - expected).abs() < 1e-9, "{found}, not {expected}");
}

/// The days of a forecast, the next at 1.
pub fn day(report: &Value, ahead: usize) -> &Value {
    &report["days"][ahead - 1]
}
