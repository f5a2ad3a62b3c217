//! Orders whose times of submission and payment have other names, or none that is known.

use crate::base::{ORDER_COLUMNS, codes, orders, others, said_of, scored, total};
use crate::common::{Folder, indicator, input};
use serde_json::Value;

fn renamed(names: &[(&str, &str)]) -> Folder {
    let columns = names.iter().fold(ORDER_COLUMNS.to_owned(), |all, (old, new)| all.replace(old, new));
    others().file("订单.csv", orders(&columns, ""))
}

#[test]
fn the_times_of_orders_are_known_by_these_names_too() {
    let (exit, report) =
        scored(&renamed(&[("订单提交时间", "订单创建时间"), ("支付完成时间", "订单付款时间")]), &[]);
    assert_eq!((exit, total(&report).as_str()), (0, "3.91"), "{}", report["warnings"]);
    assert!(!codes(&report).contains(&"pay-stand-in"));
}

#[test]
fn the_time_of_creation_alone_stands_in() {
    let (_, report) = scored(&renamed(&[("订单提交时间", "订单创建时间"), ("支付完成时间", "甲")]), &[]);
    assert!(codes(&report).contains(&"pay-stand-in"), "{}", report["warnings"]);
    assert_eq!(input(&report, "订单.csv")["used"], 10);
}

fn missing(report: &Value) -> Vec<(&str, &str)> {
    let text = |value: &Value| match value.as_str() {
        Some("export") => "export",
        Some("column") => "column",
        _ => "cases",
    };
    let rows = report["missing"].as_array().expect("rows").iter();
    rows.map(|row| (row["indicator"].as_str().unwrap_or_default(), text(&row["reason"]))).collect()
}

/// Neither time: no order counts, and it is no use to add exports that are there.
#[test]
fn without_either_time_no_order_can_count_and_that_is_said() {
    let folder = renamed(&[("订单提交时间", "甲"), ("支付完成时间", "乙")]);
    let (exit, report) = scored(&folder, &[]);
    assert_eq!((exit, total(&report).as_str()), (0, "none"));
    assert_eq!(input(&report, "订单.csv")["excluded"], 10);
    assert_eq!(said_of(&report, "订单.csv")[0].0, "order-times-missing");
    assert_eq!(indicator(&report, "positive_review_rate")["denominator"].as_i64().unwrap_or(0), 0);
    let missing = missing(&report);
    for by_order in ["positive_review_rate", "quality_return_rate", "pickup_on_time_rate", "arrival_hours"] {
        assert!(missing.contains(&(by_order, "column")), "{by_order}: {missing:?}");
    }
    let text = folder.run(&["score", ".", "--as-of", "2026-09-25", "--lang", "zh"]).stdout;
    assert!(!text.contains("加入考核周期内的评价导出"), "{text}");
    assert!(text.contains("导出订单时勾选列 支付完成时间"), "{text}");
    let check = folder.run(&["check", "."]);
    let said = check.stdout + &check.stderr;
    assert!(said.contains("order-times-missing"), "{said}");
}

/// The column is there, and nothing is in it.
#[test]
fn a_column_of_blank_times_is_none() {
    let text = orders(ORDER_COLUMNS, "").replace(",2026-09-10 09:59:00,2026-09-10 10:00:00,", ",-,,");
    let (_, report) = scored(&others().file("订单.csv", text), &[]);
    assert_eq!(said_of(&report, "订单.csv")[0].0, "order-times-missing");
}

/// Beside an export with the times, one of items without them lacks nothing.
#[test]
fn an_export_of_items_needs_no_times_of_its_own() {
    let items = "主订单编号,子订单编号,选购商品,商品ID,订单应付金额\n".to_owned()
        + &(1..=10)
            .map(|n| {
                let id = crate::base::order_id(n);
                format!("{id},{id},手工酥饼,3718206998140375001,29.90\n")
            })
            .collect::<String>();
    let folder = others().file("订单.csv", orders(ORDER_COLUMNS, "")).file("商品.csv", items);
    let (exit, report) = scored(&folder, &[]);
    assert_eq!((exit, total(&report).as_str()), (0, "3.91"));
    assert!(!codes(&report).contains(&"order-times-missing"), "{}", report["warnings"]);
}

/// Some orders that were never paid are no reason to warn.
#[test]
fn orders_that_were_never_paid_are_excluded_in_silence() {
    let text =
        orders(ORDER_COLUMNS, "").replacen("2026-09-10 10:00:00", "-", 1).replacen("已完成", "待支付", 1);
    let (_, report) = scored(&others().file("订单.csv", text), &[]);
    assert_eq!(input(&report, "订单.csv")["excluded"], 1);
    assert!(!codes(&report).contains(&"order-times-missing"), "{}", report["warnings"]);
}
