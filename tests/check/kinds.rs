//! What a file is taken for and why, and the days of its rows.

use crate::common::Folder;
use crate::support::*;
use serde_json::{Value, json};

/// Kind, why, the columns that decided, first and last day.
fn taken(file: &Value) -> Value {
    json!([file["kind"], file["taken_by"], file["signature"], file["first_day"], file["last_day"]])
}

/// Orders by pay day, refunds by apply day, reviews by the day written, parcels by pickup and sign day,
/// customer service by report day.
#[test]
fn the_columns_that_decide_and_the_days_of_each_kind() {
    let report = fine(&whole());
    let of = |name: &str| taken(file(&report, name));
    let orders = ["主订单编号", "订单状态", "订单提交时间", "订单应付金额", "选购商品", "支付完成时间"];
    assert_eq!(of("orders.csv"), json!(["orders", "signature", orders, "2026-10-01", "2026-10-03"]));
    let refunds = ["售后单号", "售后类型", "售后申请时间"];
    assert_eq!(of("refunds.csv"), json!(["refunds", "signature", refunds, "2026-10-08", "2026-10-08"]));
    let reviews = ["商品评价得分", "评价日期", "评价内容"];
    assert_eq!(of("reviews.csv"), json!(["reviews", "signature", reviews, "2026-10-09", "2026-10-09"]));
    let parcels = ["揽收时间", "签收时间", "包裹状态", "运单号", "订单编号"];
    assert_eq!(of("parcels.csv"), json!(["logistics", "signature", parcels, "2026-10-02", "2026-10-07"]));
    let im = ["全天3分钟回复率", "全天平响时长", "客服昵称", "日期", "接待会话量"];
    assert_eq!(of("im.csv"), json!(["service", "signature", im, "2026-10-01", "2026-10-02"]));
    assert!(
        rows(&report, "files").iter().all(|file| file["encoding"] == "utf-8" && file["status"] == "used")
    );
    assert_eq!(report["coverage"], 1.0);
    assert_eq!((&report["missing_kinds"], &report["counts"]["errors"]), (&json!([]), &json!(0)));
    // The newest event is of 10-09, the last pay day 10-03.
    assert_eq!(report["as_of"], "2026-10-03");
}

#[test]
fn the_text_says_the_same() {
    let said = text(&whole(), 0, &["orders.csv", "--lang", "en"]);
    let line = "  orders · 2026-10-01 to 2026-10-03 · UTF-8 · known by 主订单编号, ";
    assert!(said.contains(line), "{said}");
    let said = text(&whole(), 0, &["orders.csv", "--lang", "zh"]);
    assert!(said.contains("  订单 · 2026-10-01 到 2026-10-03 · UTF-8 · 认表头 主订单编号、"), "{said}");
}

/// An order is not of the day it was submitted or shipped, an unpaid one of no day.
#[test]
fn orders_without_a_pay_time_have_no_day() {
    let unpaid = "9,9,11,辣条,9.90,已取消,2026-09-01 09:00:00,-".to_owned();
    let folder = with(Folder::new(), "orders.csv", ORDERS, &[order(1, "2026-10-01"), unpaid]);
    let orders = fine(&folder);
    let orders = file(&orders, "orders.csv");
    assert_eq!((&orders["first_day"], &orders["last_day"]), (&json!("2026-10-01"), &json!("2026-10-01")));
    assert_eq!((&orders["read"], &orders["used"], &orders["excluded"]), (&json!(2), &json!(1), &json!(1)));
}

#[test]
fn a_period_comes_from_the_file_name_or_the_flag() {
    let header = "客服昵称,接待会话量,全天3分钟回复率";
    let folder = Folder::new().csv("客服_2026-09-01_2026-09-30.csv", header, &["小王,10,95%"]);
    let span = |report: &Value| {
        let file = &rows(report, "files")[0];
        json!([file["first_day"], file["last_day"]])
    };
    assert_eq!(span(&fine(&folder)), json!(["2026-09-01", "2026-09-30"]));
    let given = check(&folder, 0, &[".", "--service-period", "2026-10-01..2026-10-02"]);
    assert_eq!(span(&given), json!(["2026-10-01", "2026-10-02"]));
    let undated = fine(&Folder::new().csv("客服.csv", header, &["小王,10,95%"]));
    assert_eq!((span(&undated), &undated["as_of"]), (json!([null, null]), &Value::Null));
    assert_eq!(said(&undated, "service-undated").len(), 1);
}

/// The account says how a file is encoded and where the header stands does not matter.
#[test]
fn encodings_and_titles_above_the_header() {
    let csv = format!("{REVIEWS}\n{}\n", review(1, "2026-10-09"));
    let (gb, _, _) = encoding_rs::GB18030.encode(&csv);
    let folder = Folder::new()
        .file("gb.csv", gb)
        .file("bom.csv", format!("\u{feff}{csv}"))
        .file("title.csv", format!("商品评价导出\n\n{csv}"));
    let report = check(&folder, 0, &["."]);
    let encoding = |name: &str| file(&report, name)["encoding"].as_str().unwrap_or("").to_owned();
    assert_eq!(
        ["gb.csv", "bom.csv", "title.csv"].map(encoding),
        ["gb18030", "utf-8-bom", "utf-8"].map(str::to_owned)
    );
    assert!(rows(&report, "files").iter().all(|file| file["kind"] == "reviews"), "{report}");
}

#[test]
fn found_unread_and_missing_columns_are_all_fields_and_all_names() {
    let header = format!("{ORDERS},买家留言,订单提交时间,,旗帜颜色");
    let rows_of = format!("{},hello,-,,红", order(1, "2026-10-01"));
    let report = fine(&with(Folder::new(), "orders.csv", &header, &[rows_of]));
    let orders = file(&report, "orders.csv");
    let found: Vec<Value> = rows(orders, "columns_found").to_vec();
    assert_eq!(found.len(), 8);
    assert_eq!(found[0], json!({"field": "order_id", "column": "主订单编号"}));
    assert_eq!(found[7], json!({"field": "pay_time", "column": "支付完成时间"}));
    // The second of two columns of one name is not read; one without a name is none.
    assert_eq!(orders["columns_unread"], json!(["买家留言", "订单提交时间", "旗帜颜色"]));
    let fields = tiyanfen::field::Field::ALL.iter();
    let of_orders = fields.filter(|field| field.kind() == tiyanfen::field::Kind::Orders).count();
    // Nothing is missing where no column names the shop.
    assert_eq!(rows(orders, "columns_missing").len(), of_orders - 8 - 1);
}

/// Months that are alike tell their columns once.
#[test]
fn a_file_with_the_columns_of_an_earlier_one_says_so() {
    let folder = with(Folder::new(), "a.csv", ORDERS, &[order(1, "2026-10-01")]);
    let folder = with(folder, "b.csv", ORDERS, &[order(2, "2026-10-02")]);
    let folder = with(folder, "c.csv", &format!("{ORDERS},备注"), &[order(3, "2026-10-03") + ",x"]);
    let said = text(&folder, 0, &[".", "--lang", "en"]);
    assert_eq!(said.matches("columns used (8)").count(), 2, "{said}");
    assert_eq!(said.matches("  columns as in ./a.csv").count(), 1, "{said}");
}
