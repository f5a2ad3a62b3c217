//! Which orders are valid: paid, and not given away.

use crate::common::{indicator, input};
use crate::shop::*;
use serde_json::Value;

fn valid(report: &Value) -> i64 {
    report["orders"]["valid_30"].as_i64().expect("a count")
}

#[test]
fn a_zero_price_order_is_not_valid() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-08 10:00"), order("B", "06-08 10:00").amount("0.00")])
        .parcels(vec![signed("A", "06-10 10:00"), signed("B", "06-10 10:00")])
        .reviews(vec![review("A", "06-12 10:00", "5"), review("B", "06-12 10:00", "1")]);
    let report = shop.at("06-30");
    assert_eq!(valid(&report), 1);
    assert_fraction(&report, "positive_review_rate", 1.0, 1);
    assert_fraction(&report, "negative_review_rate", 0.0, 1);
    // What belongs to it is excluded, not unmatched.
    assert_eq!(input(&report, "评价_2.csv")["excluded"], 1);
    assert_eq!(input(&report, "评价_2.csv")["unmatched"], 0);
}

#[test]
fn a_gift_is_part_of_its_order_and_alone_no_order() {
    let gift = |main: &str| order(main, "06-08 10:00").sub(&format!("{main}9")).product("509").amount("0.00");
    let shop = Shop::new().orders(vec![order("A", "06-08 10:00"), gift("A"), gift("B")]);
    assert_eq!(valid(&shop.at("06-30")), 1);
}

#[test]
fn a_blank_amount_is_unknown_and_counts() {
    let sub =
        |main: &str, sub: &str, amount: &str| order(main, "06-08 10:00").sub(sub).product(sub).amount(amount);
    let shop = Shop::new().orders(vec![
        // Blank in all its rows: unknown, valid.
        sub("A", "A1", "-"),
        sub("A", "A2", "-"),
        // A blank beside 0 counts as 0.
        sub("B", "B1", "-"),
        sub("B", "B2", "0.00"),
        sub("C", "C1", "-"),
        sub("C", "C2", "5.00"),
    ]);
    assert_eq!(valid(&shop.at("06-30")), 2);
}

#[test]
fn without_an_amount_column_every_paid_order_is_valid() {
    let rows = vec![order("A", "06-08 10:00"), order("B", "-")];
    assert_eq!(valid(&Shop::new().orders_without(&["订单应付金额"], rows).at("06-30")), 1);
}

#[test]
fn an_order_without_a_pay_time_is_not_valid() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-08 10:00"), order("B", "-").status("已关闭")])
        .parcels(vec![signed("A", "06-10 10:00"), signed("B", "06-10 10:00")])
        .reviews(vec![review("B", "06-12 10:00", "1")]);
    let report = shop.at("06-30");
    assert_eq!(valid(&report), 1);
    assert_fraction(&report, "negative_review_rate", 0.0, 1);
}

#[test]
fn the_submit_time_stands_in_where_there_is_no_pay_column() {
    let submitted =
        |id: &str, status: &str| order(id, "").cell("订单提交时间", &time("06-08 10:00")).status(status);
    let rows = vec![
        submitted("A", "已发货"),
        submitted("B", "待支付"),
        submitted("C", "已取消"),
        // Never paid: neither shipped nor with an after-sale.
        submitted("D", "已关闭"),
        submitted("E", "已关闭").outcome("退款成功"),
        submitted("F", "已关闭").shipped("06-09 10:00"),
    ];
    let shop = Shop::new().orders_without(&["支付完成时间"], rows).parcels(vec![parcel(
        "Y1",
        "A",
        "06-08 14:00",
        "06-10 10:00",
    )]);
    let report = shop.at("06-30");
    // A, E and F.
    assert_eq!(valid(&report), 3);
    assert_fraction(&report, "arrival_hours", 48.0, 1);
    assert!(warned(&report, "pay-stand-in"));
}

#[test]
fn sub_orders_are_one_order_with_the_earliest_pay_time() {
    let shop = Shop::new()
        .orders(vec![
            order("A", "06-08 12:00").sub("A1"),
            order("A", "06-08 10:00").sub("A2").product("502"),
            order("A", "-").sub("A3").product("503"),
        ])
        .parcels(vec![parcel("Y1", "A", "06-08 14:00", "06-10 10:00")]);
    let report = shop.at("06-30");
    assert_eq!(valid(&report), 1);
    assert_fraction(&report, "pickup_hours", 4.0, 1);
}

#[test]
fn a_finish_time_is_the_latest_of_the_sub_orders() {
    let shop = Shop::new()
        .orders(vec![
            order("A", "06-08 10:00").sub("A1").completed("06-12 10:00"),
            order("A", "06-08 10:00").sub("A2").product("502").completed("06-15 10:00"),
        ])
        .reviews(vec![review("A", "06-11 10:00", "5")]);
    assert_eq!(indicator(&shop.at("06-14"), "positive_review_rate")["status"], "no_data");
    assert_fraction(&shop.at("06-15"), "positive_review_rate", 1.0, 1);
}

#[test]
fn a_ship_time_is_the_latest_of_the_sub_orders() {
    let shop = Shop::new()
        .orders(vec![
            order("A", "06-08 10:00").sub("A1").shipped("06-09 10:00"),
            order("A", "06-08 10:00").sub("A2").product("502").shipped("06-15 10:00"),
        ])
        .parcels(vec![early_parcel()]);
    // Shipped without a parcel is unknown; until the last sub-order ships it was just not picked up.
    assert_fraction(&shop.at("06-14"), "pickup_on_time_rate", 0.0, 1);
    assert_no_data(&shop.at("06-15"), "pickup_on_time_rate");
}

#[test]
fn an_order_paid_after_the_as_of_day_is_no_order_yet() {
    let shop = Shop::new().orders(vec![order("A", "06-30 23:59:59"), order("B", "07-01 00:00:00")]);
    assert_eq!(valid(&shop.at("06-30")), 1);
    assert_eq!(valid(&shop.at("07-01")), 2);
}

#[test]
fn an_order_report_with_joined_sub_orders_is_read_alike() {
    let row = order("A", "06-08 10:00").sub("A1;A2").product("501;502").amount("10.00");
    let shop = Shop::new()
        .orders(vec![row])
        .parcels(vec![signed("A", "06-10 10:00")])
        .refunds(vec![refund("1", "A2", RETURN, "06-12 10:00").reason("质量问题")]);
    let report = shop.at("06-30");
    assert_eq!(valid(&report), 1);
    assert_fraction(&report, "quality_return_rate", 1.0, 1);
}

#[test]
fn an_order_counts_from_its_pay_day_even_where_it_was_signed_before() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-20 10:00"), order("B", "06-01 10:00")])
        .parcels(vec![signed("A", "06-10 10:00"), signed("B", "06-10 10:00")])
        .reviews(vec![review("A", "06-12 10:00", "1"), review("B", "06-12 10:00", "5")]);
    assert_fraction(&shop.at("06-19"), "negative_review_rate", 0.0, 1);
    assert_fraction(&shop.at("06-20"), "negative_review_rate", 1.0, 2);
}
