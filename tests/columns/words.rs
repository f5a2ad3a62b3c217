//! Further words of cells: each changes a figure that can be counted by hand.

use crate::common::{Folder, fraction};
use serde_json::Value;

const ORDERS: &str = "主订单编号,子订单编号,订单应付金额,订单状态,支付完成时间,订单类型";
const LOGISTICS: &str = "运单号,订单编号,揽收时间,签收时间,包裹状态";
const REFUNDS: &str =
    "售后单号,订单号,售后类型,售后原因,售后状态,售后申请时间,售后完结时间,仲裁状态,纠纷责任方,商品发货状态";

fn shop(order: &str, parcel: &str, refund: &str, table: &str) -> Folder {
    let second = "2,2,9.90,已发货,2026-10-02 08:00:00,普通";
    let parcels = [parcel, "SF2,2,2026-10-02 10:00:00,2026-10-04 10:00:00,已签收"];
    Folder::new()
        .csv("orders.csv", ORDERS, &[order, second])
        .csv("parcels.csv", LOGISTICS, &parcels)
        .csv("refunds.csv", REFUNDS, &[refund])
        .file("my.toml", format!("[words]\n{table}\n"))
}

const ORDER: &str = "1,1,9.90,已发货,2026-10-02 08:00:00,普通";
const PARCEL: &str = "SF1,1,2026-10-02 10:00:00,2026-10-04 10:00:00,已签收";
const REFUND: &str = "71,1,退货退款,质量问题,退款成功,2026-10-05 10:00:00,2026-10-06 10:00:00,-,-,1/1已发货";

/// A report without the table and one with it.
fn both(folder: &Folder) -> [Value; 2] {
    let day = ["--as-of", "2026-10-10"];
    // The table lies in the folder that is read: it is no export and passed over.
    [folder.score_any(&day), folder.score_any(&[&day[..], &["--columns", "my.toml"]].concat())]
}

fn unknown_words(report: &Value) -> usize {
    report["warnings"].as_array().unwrap().iter().filter(|row| row["code"] == "word-unknown").count()
}

#[test]
fn a_refund_succeeds_by_a_word_of_ones_own() {
    let refund = REFUND.replace("退款成功", "钱已到账");
    let [before, after] = both(&shop(ORDER, PARCEL, &refund, "refund_success = [\"已到账\"]"));
    assert_eq!((unknown_words(&before), unknown_words(&after)), (1, 0));
    let folder = shop(ORDER, PARCEL, &refund, "refund_success = [\"已到账\"]");
    let hours = |args: &[&str]| {
        let set = ["--set", "im_reply_3min_rate=0.9", "--as-of", "2026-10-10"];
        let report = folder.score(&[&set[..], args].concat());
        let row = crate::common::indicator(&report, "return_refund_hours").clone();
        (row["numerator"].as_f64(), row["denominator"].as_i64())
    };
    assert_eq!(hours(&[]), (Some(0.0), Some(0)));
    assert_eq!(hours(&["--columns", "my.toml"]), (Some(24.0), Some(1)));
}

/// A closed order that was never shipped is not due: one due order instead of two.
#[test]
fn an_order_is_closed_or_unpaid_by_a_word_of_ones_own() {
    let folder = |table: &str| {
        let order = ORDER.replace("已发货", "作废");
        let folder = shop(&order, "SF9,2,-,-,-", REFUND, table);
        std::fs::remove_file(folder.path().join("refunds.csv")).unwrap();
        folder
    };
    let [before, after] = both(&folder("order_closed = [\"作废\"]"));
    assert_eq!(fraction(&before, "pickup_on_time_rate").1 - fraction(&after, "pickup_on_time_rate").1, 1);
    assert_eq!((unknown_words(&before), unknown_words(&after)), (1, 0));
    // Known, and nothing else: the order stays due.
    let [_, known] = both(&folder("order_known = [\"作废\"]"));
    assert_eq!(unknown_words(&known), 0);
    assert_eq!(fraction(&known, "pickup_on_time_rate").1, fraction(&before, "pickup_on_time_rate").1);
}

#[test]
fn goods_without_a_pickup_by_a_word_of_ones_own() {
    let order = ORDER.replace("普通", "电子卡券");
    let [before, after] =
        both(&shop(&order, "SF9,9,-,-,-", REFUND, "order_type_without_pickup = [\"卡券\"]"));
    assert_eq!(
        (fraction(&before, "pickup_on_time_rate").1, fraction(&after, "pickup_on_time_rate").1),
        (2, 1)
    );
}

#[test]
fn a_parcel_comes_back_by_a_word_of_ones_own() {
    let [before, after] =
        both(&shop(ORDER, &PARCEL.replace("已签收", "原路返还"), REFUND, "parcel_returned = [\"返还\"]"));
    assert_eq!((fraction(&before, "arrival_hours").1, fraction(&after, "arrival_hours").1), (2, 1));
}

#[test]
fn kinds_arbitration_and_liability_by_words_of_ones_own() {
    let refund = REFUND.replace("退货退款", "寄回").replace(",-,-,", ",没找平台,我方,");
    let table =
        "type_return = [\"寄回\"]\narbitration_none = [\"没找平台\"]\nliability_merchant = [\"我方\"]";
    let [before, after] = both(&shop(ORDER, PARCEL, &refund, table));
    // A word that nobody knows is no arbitration either; it is told.
    assert_eq!((unknown_words(&before), unknown_words(&after)), (3, 0));
    assert_eq!(
        (fraction(&before, "platform_help_rate"), fraction(&after, "platform_help_rate")),
        ((0.0, 1), (0.0, 1))
    );
    assert_eq!(
        (fraction(&before, "dispute_liability_rate"), fraction(&after, "dispute_liability_rate")),
        ((0.0, 2), (1.0, 2))
    );
}

/// 仅退款 before shipping is another thing than after it: its order's pickup is not due.
#[test]
fn goods_not_shipped_by_a_word_of_ones_own() {
    let refund = "71,1,仅退款,不想要,退款成功,2026-10-02 11:00:00,2026-10-02 12:00:00,-,-,还在仓库";
    let [before, after] = both(&shop(ORDER, "SF9,9,-,-,-", refund, "not_shipped = [\"还在仓库\"]"));
    assert_eq!(
        (fraction(&before, "pickup_on_time_rate").1, fraction(&after, "pickup_on_time_rate").1),
        (2, 1)
    );
}

#[test]
fn levels_of_reviews_by_words_of_ones_own() {
    let table = "review_good = [\"赞\"]\nreview_middle = [\"还行\"]\nreview_bad = [\"踩\"]";
    let folder = shop(ORDER, PARCEL, REFUND, table).csv(
        "reviews.csv",
        "订单ID,评价日期,评价等级",
        &["1,2026-10-05 10:00:00,踩", "2,2026-10-05 10:00:00,赞", "2,2026-10-06 10:00:00,还行"],
    );
    let [before, after] = both(&folder);
    assert_eq!(crate::common::indicator(&before, "positive_review_rate")["denominator"], 0);
    // Order 1 has one star, order 2 five and three: none above three at its lowest.
    assert_eq!(fraction(&after, "positive_review_rate"), (0.0, 2));
    assert_eq!(fraction(&after, "negative_review_rate"), (1.0, 2));
    assert_eq!(fraction(&after, "product_rating"), (5.0, 2));
}

#[test]
fn summary_rows_by_words_of_ones_own() {
    let table = "service_counts_row = [\"全店合并\"]\nservice_rates_row = [\"全店平均\"]";
    let folder = shop(ORDER, PARCEL, REFUND, table).csv(
        "im.csv",
        "日期,客服昵称,接待会话量,全天平响时长",
        &["2026-10-05,小王,10,60秒", "2026-10-05,全店合并,40,-", "2026-10-05,全店平均,-,30秒"],
    );
    let [before, after] = both(&folder);
    assert_eq!(fraction(&before, "im_reply_seconds").1, 10);
    assert_eq!(fraction(&after, "im_reply_seconds"), (1200.0, 40));
}

/// Blanks around a word are no part of it.
#[test]
fn words_are_trimmed() {
    let refund = REFUND.replace("退款成功", "钱已到账");
    let [before, after] = both(&shop(ORDER, PARCEL, &refund, "refund_success = [\" 已到账 \"]"));
    assert_eq!((unknown_words(&before), unknown_words(&after)), (1, 0));
}
