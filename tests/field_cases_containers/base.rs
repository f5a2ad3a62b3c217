//! A clean shop, of which each case changes one thing: ten orders of one day, shipped and signed for, two after-sales,
//! five reviews, a week of customer service. Its score is 3.91.

use crate::common::{Folder, Run};
use serde_json::Value;

pub const ORDER_COLUMNS: &str = "主订单编号,子订单编号,选购商品,商品ID,订单应付金额,订单状态,售后状态,订单提交时间,支付完成时间,发货时间,订单完成时间,承诺发货时间";

pub fn order_id(n: u32) -> String {
    format!("69179267688236430{n:02}")
}

/// The orders export; a mark goes behind every id.
pub fn orders(columns: &str, mark: &str) -> String {
    let row = |n| {
        let id = order_id(n);
        format!(
            "{id}{mark},{id}{mark},手工酥饼,3718206998140375001,29.90,已完成,-,2026-09-10 09:59:00,2026-09-10 10:00:00,2026-09-10 17:00:00,2026-09-16 10:00:00,2026-09-12 10:00:00\n"
        )
    };
    columns.to_owned() + "\n" + &(1..=10).map(row).collect::<String>()
}

pub fn parcels() -> String {
    let row = |n| {
        format!(
            "YT9000000000{n:02},{},圆通速递,2026-09-10 17:00:00,2026-09-10 20:00:00,2026-09-13 12:00:00,已签收\n",
            order_id(n)
        )
    };
    "运单号,订单编号,物流公司,发货时间,揽收时间,签收时间,包裹状态\n".to_owned()
        + &(1..=10).map(row).collect::<String>()
}

/// All exports but that of orders.
pub fn others() -> Folder {
    let refund = |id: &str, order: u32, reason: &str| {
        let order = order_id(order);
        format!(
            "{id},{order},{order},手工酥饼,3718206998140375001,1/1已发货,退货退款,同意退款，退款成功,2026-09-14 10:00:00,{reason},2026-09-14 12:00:00,-,-,2026-09-17 10:00:00\n"
        )
    };
    let refunds = "售后单号,订单号,商品单号,商品名称,商品ID,商品发货状态,售后类型,售后状态,售后申请时间,售后原因,同意售后申请时间,仲裁状态,纠纷责任方,售后完结时间\n".to_owned()
        + &refund("14863988374883130011", 1, "做工粗糙 / 有瑕疵 / 破损或污渍")
        + &refund("14863988374883130021", 2, "多拍 / 错拍 / 不想要");
    let review =
        |n| format!("2026年09月15日 12:00:00,{},3718206998140375001,手工酥饼,一盒,5,好吃\n", order_id(n));
    let reviews = "评价日期,订单ID,商品ID,商品名称,商品规格,商品评价得分,评价内容\n".to_owned()
        + &(3..=7).map(review).collect::<String>();
    let day = |day| format!("2026-09-{day},小满,10,90.00%,50秒,4,0.00%\n");
    let service = "日期,客服昵称,接待会话量,全天3分钟回复率,全天平响时长,有效评价数,全天不满意率\n"
        .to_owned()
        + &(10..=16).map(day).collect::<String>();
    Folder::new()
        .file("售后单.csv", refunds)
        .file("物流.csv", parcels())
        .file("评价.csv", reviews)
        .file("飞鸽.csv", service)
}

pub fn base() -> Folder {
    others().file("订单.csv", orders(ORDER_COLUMNS, ""))
}

/// A run and its report.
pub fn scored(folder: &Folder, args: &[&str]) -> (i32, Value) {
    let run = run(folder, args);
    let report = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("no report: {run:?}"));
    (run.code, report)
}

fn run(folder: &Folder, args: &[&str]) -> Run {
    folder.run(&[&["score", ".", "--as-of", "2026-09-25", "--format", "json"], args].concat())
}

/// The total as the text report shows it.
pub fn total(report: &Value) -> String {
    report["score"]["display"].as_str().unwrap_or("none").to_owned()
}

/// Code and message of what was said of a file.
pub fn said_of<'r>(report: &'r Value, file: &str) -> Vec<(&'r str, &'r str)> {
    let warnings = report["warnings"].as_array().expect("warnings").iter();
    let of_file = warnings.filter(|said| said["path"].as_str().is_some_and(|path| path.ends_with(file)));
    let text = |value: &'r Value| value.as_str().unwrap_or_default();
    of_file.map(|said| (text(&said["code"]), text(&said["message_en"]))).collect()
}

/// The codes of all that was said.
pub fn codes(report: &Value) -> Vec<&str> {
    let warnings = report["warnings"].as_array().expect("warnings").iter();
    warnings.filter_map(|said| said["code"].as_str()).collect()
}

#[test]
fn the_base_is_a_clean_shop() {
    let (code, report) = scored(&base(), &[]);
    assert_eq!((code, total(&report).as_str()), (0, "3.91"), "{report}");
}
