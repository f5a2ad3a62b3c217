//! A shop with so many orders, whose indicators are set by hand.

use crate::common::{Folder, Run};
use serde_json::Value;

pub const ORDERS: &str = "主订单编号,子订单编号,商品ID,订单应付金额,订单提交时间,支付完成时间,订单状态";

/// The rows of so many orders, all paid on 2026-08-01 or, from 28 on, on later days up to the 28th.
pub fn orders(count: usize, month: &str) -> Vec<String> {
    (0..count)
        .map(|i| {
            let (id, day) = (6_900_000_000_000_000_000_u64 + i as u64, i % 28 + 1);
            format!("{id},{id},1,10.00,{month}-{day:02} 10:00:00,{month}-{day:02} 10:00:01,已完成")
        })
        .collect()
}

/// A folder with so many orders paid in a month.
pub fn shop(count: usize, month: &str) -> Folder {
    let rows = orders(count, month);
    Folder::new().csv("orders.csv", ORDERS, &rows.iter().map(String::as_str).collect::<Vec<_>>())
}

/// `score . …`, every `--set` spelled out.
pub fn run(folder: &Folder, args: &str, set: &[(&str, f64)]) -> Run {
    let set: Vec<String> = set.iter().map(|(id, value)| format!("--set={id}={value}")).collect();
    let args: Vec<&str> = ["score", "."]
        .into_iter()
        .chain(args.split_whitespace())
        .chain(set.iter().map(String::as_str))
        .collect();
    folder.run(&args)
}

/// The report of such a run.
pub fn score(folder: &Folder, args: &str, set: &[(&str, f64)]) -> Value {
    let run = run(folder, &format!("--format json {args}"), set);
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).expect("JSON")
}

pub fn near(value: &Value, expected: f64) {
    let value = value.as_f64().unwrap_or(f64::NAN);
    assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
}

/// A dimension's points.
pub fn dimension<'a>(report: &'a Value, id: &str) -> &'a Value {
    let rows = report["dimensions"].as_array().expect("dimensions");
    &rows.iter().find(|row| row["id"] == id).expect("a dimension")["points"]
}

/// The row of a list with an id.
pub fn row<'a>(report: &'a Value, list: &str, id: &str) -> &'a Value {
    let rows = report[list].as_array().expect("a list");
    rows.iter().find(|row| row["id"] == id).unwrap_or_else(|| panic!("{id} in {list}"))
}

/// Values that score 100 points everywhere since July 2026, until September.
pub const BEST_JULY: [(&str, f64); 9] = [
    ("product_rating", 4.9),
    ("quality_return_rate", 0.001),
    ("pickup_score", 100.0),
    ("waybill_sla_rate", 0.97),
    ("logistics_return_rate", 0.0),
    ("im_dissatisfaction_rate", 0.01),
    ("im_reply_seconds", 10.0),
    ("aftersale_review_hours", 1.0),
    ("platform_help_rate", 0.001),
];

/// The same since September.
pub const BEST_SEPTEMBER: [(&str, f64); 9] = [
    ("product_rating", 4.9),
    ("quality_return_rate", 0.001),
    ("pickup_hours", 5.0),
    ("waybill_sla_rate", 0.97),
    ("damage_return_rate", 0.0),
    ("im_dissatisfaction_rate", 0.01),
    ("im_reply_seconds", 10.0),
    ("aftersale_review_hours", 1.0),
    ("platform_help_rate", 0.001),
];

/// Some values with others in their place.
pub fn with<'a>(base: &[(&'a str, f64)], changes: &[(&'a str, f64)]) -> Vec<(&'a str, f64)> {
    let kept = base.iter().filter(|(id, _)| !changes.iter().any(|(changed, _)| changed == id));
    kept.chain(changes).copied().collect()
}
