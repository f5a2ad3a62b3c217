//! Headers and rows of small shops, and what a check says of them.

use crate::common::Folder;
use serde_json::Value;

pub const ORDERS: &str =
    "主订单编号,子订单编号,商品ID,选购商品,订单应付金额,订单状态,订单提交时间,支付完成时间";
pub const REFUNDS: &str = "售后单号,订单号,售后类型,售后原因,售后状态,售后申请时间,售后完结时间";
pub const REVIEWS: &str = "订单ID,商品ID,评价日期,商品评价得分,评价内容";
pub const LOGISTICS: &str = "运单号,订单编号,物流公司,揽收时间,签收时间,包裹状态";
pub const SERVICE: &str = "日期,客服昵称,接待会话量,全天3分钟回复率,全天平响时长";

/// An order paid on a day.
pub fn order(id: u64, day: &str) -> String {
    format!("{id},{id},11,辣条,9.90,已发货,{day} 09:00:00,{day} 09:01:00")
}

pub fn refund(id: u64, order: u64, day: &str) -> String {
    format!("{id},{order},退货退款,质量问题,退款成功,{day} 10:00:00,{day} 20:00:00")
}

pub fn review(order: u64, day: &str) -> String {
    format!("{order},11,{day} 12:00:00,5,好")
}

pub fn parcel(order: u64, pickup: &str, sign: &str) -> String {
    format!("SF{order},{order},顺丰速运,{pickup} 18:00:00,{sign} 18:00:00,已签收")
}

pub fn service(day: &str) -> String {
    format!("{day},小王,10,95%,11秒")
}

/// A file of rows.
pub fn with(folder: Folder, name: &str, header: &str, rows: &[String]) -> Folder {
    folder.csv(name, header, &rows.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A shop with a file of every kind.
pub fn whole() -> Folder {
    let folder = Folder::new();
    let folder = with(folder, "orders.csv", ORDERS, &[order(1, "2026-10-01"), order(2, "2026-10-03")]);
    let folder = with(folder, "refunds.csv", REFUNDS, &[refund(71, 1, "2026-10-08")]);
    let folder = with(folder, "reviews.csv", REVIEWS, &[review(1, "2026-10-09")]);
    let parcels = [parcel(1, "2026-10-02", "2026-10-05"), parcel(2, "2026-10-04", "2026-10-07")];
    let folder = with(folder, "parcels.csv", LOGISTICS, &parcels);
    with(folder, "im.csv", SERVICE, &[service("2026-10-01"), service("2026-10-02")])
}

/// `tiyanfen check … --format json`, with the exit code that is expected.
pub fn check(folder: &Folder, code: i32, args: &[&str]) -> Value {
    let run = folder.run(&[&["check", "--format", "json"], args].concat());
    assert_eq!((run.code, run.stderr.as_str()), (code, ""), "{}", run.stdout);
    serde_json::from_str(&run.stdout).expect("JSON on standard output")
}

/// A check of everything in a folder that goes well.
pub fn fine(folder: &Folder) -> Value {
    check(folder, 0, &["."])
}

pub fn text(folder: &Folder, code: i32, args: &[&str]) -> String {
    let run = folder.run(&[&["check"], args].concat());
    assert_eq!((run.code, run.stderr.as_str()), (code, ""), "{}", run.stdout);
    run.stdout
}

pub fn rows<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().expect("a list")
}

/// The account of a file; of one read for several kinds, the first.
pub fn file<'v>(report: &'v Value, name: &str) -> &'v Value {
    let fits = |file: &&Value| file["path"].as_str().is_some_and(|path| path.ends_with(name));
    rows(report, "files").iter().find(fits).unwrap_or_else(|| panic!("{name} is not in the report"))
}

/// A missing column of a file.
pub fn missing<'v>(report: &'v Value, name: &str, field: &str) -> &'v Value {
    let columns = rows(file(report, name), "columns_missing");
    columns.iter().find(|column| column["field"] == field).unwrap_or_else(|| panic!("{field} is there"))
}

/// Ids and shares of what something costs.
pub fn costs(of: &Value) -> Vec<(&str, f64)> {
    let cost = |cost: &'_ Value| cost["share"].as_f64().unwrap_or(f64::NAN);
    rows(of, "costs").iter().map(|row| (row["indicator"].as_str().unwrap_or(""), cost(row))).collect()
}

/// A kind of export that no file gives.
pub fn missing_kind<'v>(report: &'v Value, kind: &str) -> Option<&'v Value> {
    rows(report, "missing_kinds").iter().find(|row| row["kind"] == kind)
}

/// The diagnostics of a code.
pub fn said<'v>(report: &'v Value, code: &str) -> Vec<&'v Value> {
    rows(report, "diagnostics").iter().filter(|row| row["code"] == code).collect()
}
