//! Orders that no pickup is due for: refunded before shipping, closed, virtual.

use crate::common::indicator;
use crate::shop::*;

const ID: &str = "pickup_on_time_rate";

/// Order A and what a test adds; B was picked up in time. Paid on 06-10, so both are due on 06-11.
fn shop(orders: Vec<Row>) -> Shop {
    let b = order("B", "06-10 10:00");
    let parcels = vec![early_parcel(), parcel("Y1", "B", "06-10 18:00", "-")];
    Shop::new().orders([orders, vec![b]].concat()).parcels(parcels)
}

fn refunded(order: &str, applied: &str, finished: &str) -> Row {
    refund("1", order, BEFORE_SHIPPING, applied).finished(finished)
}

#[test]
fn an_order_refunded_before_its_deadline_is_not_due() {
    let shop =
        shop(vec![order("A", "06-10 10:00")]).refunds(vec![refunded("A", "06-10 11:00", "06-10 15:00")]);
    assert_fraction(&shop.at("06-30"), ID, 1.0, 1);
}

#[test]
fn a_refund_applied_for_at_the_deadline_counts_and_a_second_later_does_not() {
    let at = |applied: &str| {
        shop(vec![order("A", "06-10 10:00")]).refunds(vec![refunded("A", applied, "06-12 15:00")])
    };
    assert_fraction(&at("06-11 23:59:59").at("06-30"), ID, 1.0, 1);
    assert_fraction(&at("06-12 00:00:00").at("06-30"), ID, 1.0, 2);
}

#[test]
fn an_order_stays_due_until_its_refund_is_finished() {
    let shop =
        shop(vec![order("A", "06-10 10:00")]).refunds(vec![refunded("A", "06-11 20:00", "06-15 00:00:00")]);
    assert_fraction(&shop.at("06-14"), ID, 1.0, 2);
    assert_fraction(&shop.at("06-15"), ID, 1.0, 1);
}

#[test]
fn a_refund_that_failed_or_came_after_shipping_leaves_the_order_due() {
    let failed = refund("1", "A", BEFORE_SHIPPING, "06-10 11:00").outcome("售后关闭");
    assert_fraction(&shop(vec![order("A", "06-10 10:00")]).refunds(vec![failed]).at("06-30"), ID, 1.0, 2);
    let shipped = refund("1", "A", REFUND_ONLY, "06-10 11:00").finished("06-10 15:00");
    assert_fraction(&shop(vec![order("A", "06-10 10:00")]).refunds(vec![shipped]).at("06-30"), ID, 1.0, 2);
}

#[test]
fn every_sub_order_must_be_refunded() {
    let two =
        || vec![order("A", "06-10 10:00").sub("A1"), order("A", "06-10 10:00").sub("A2").product("502")];
    let one_of_two = shop(two()).refunds(vec![refunded("A", "06-10 11:00", "06-10 15:00").of_sub("A1")]);
    assert_fraction(&one_of_two.at("06-30"), ID, 1.0, 2);
    let both = shop(two()).refunds(vec![
        refunded("A", "06-10 11:00", "06-10 15:00").of_sub("A1"),
        refunded("A", "06-10 12:00", "06-13 15:00").of_sub("A2").cell("售后单号", "2"),
    ]);
    // Out once the second is finished too.
    assert_fraction(&both.at("06-12"), ID, 1.0, 2);
    assert_fraction(&both.at("06-13"), ID, 1.0, 1);
    let whole = shop(two()).refunds(vec![refunded("A", "06-10 11:00", "06-10 15:00")]);
    assert_fraction(&whole.at("06-30"), ID, 1.0, 1);
}

#[test]
fn a_gift_need_not_be_refunded_but_a_sub_order_of_unknown_amount_must() {
    let with = |amount: &str| {
        let orders = vec![
            order("A", "06-10 10:00"),
            order("A", "06-10 10:00").sub("A9").product("502").amount(amount),
        ];
        shop(orders).refunds(vec![refunded("A", "06-10 11:00", "06-10 15:00").of_sub("A")])
    };
    // A9 is the gift. Its id is unlike the main order's, which names the whole order in 订单号 only.
    assert_fraction(&with("0.00").at("06-30"), ID, 1.0, 1);
    assert_fraction(&with("5.00").at("06-30"), ID, 1.0, 2);
    assert_fraction(&with("-").at("06-30"), ID, 1.0, 2);
}

#[test]
fn without_an_after_sales_export_a_closed_order_is_not_due() {
    let closed = |status: &str| order("A", "06-10 10:00").status(status).outcome("退款成功");
    assert_fraction(&shop(vec![closed("已关闭")]).at("06-30"), ID, 1.0, 1);
    assert_fraction(&shop(vec![closed("已取消")]).at("06-30"), ID, 1.0, 1);
    assert_fraction(&shop(vec![closed("备货中")]).at("06-30"), ID, 1.0, 2);
}

#[test]
fn with_an_after_sales_export_a_closed_order_is_judged_by_its_refunds() {
    let closed = order("A", "06-10 10:00").status("已关闭").outcome("退款成功");
    let shop = shop(vec![closed]).refunds(vec![refunded("elsewhere-1", "06-10 11:00", "06-10 15:00")]);
    assert_fraction(&shop.at("06-30"), ID, 1.0, 2);
}

#[test]
fn a_closed_order_that_was_shipped_is_due() {
    let closed = order("A", "06-10 10:00").status("已关闭").outcome("退款成功").shipped("06-13 10:00");
    let shop = Shop::new()
        .orders(vec![closed, order("B", "06-10 10:00")])
        .parcels(vec![parcel("Y1", "B", "06-10 18:00", "-"), parcel("Y2", "A", "06-13 12:00", "-")]);
    // Its ship time is missing before 06-13, and then it looks like an order closed unshipped.
    assert_fraction(&shop.at("06-12"), ID, 1.0, 1);
    assert_fraction(&shop.at("06-13"), ID, 1.0, 2);
}

#[test]
fn every_paid_sub_order_must_be_closed() {
    let sub = |id: &str, status: &str| order("A", "06-10 10:00").sub(id).product(id).status(status);
    assert_fraction(&shop(vec![sub("A1", "已关闭"), sub("A2", "备货中")]).at("06-30"), ID, 1.0, 2);
    assert_fraction(&shop(vec![sub("A1", "已关闭"), sub("A2", "已取消")]).at("06-30"), ID, 1.0, 1);
    let gift = sub("A9", "备货中").amount("0.00");
    assert_fraction(&shop(vec![sub("A1", "已关闭"), gift]).at("06-30"), ID, 1.0, 1);
}

#[test]
fn virtual_in_store_and_self_collected_orders_are_not_due() {
    let kind = |id: &str, kind: &str| order(id, "06-10 10:00").cell("订单类型", kind);
    let report = shop(vec![
        kind("A", "虚拟商品订单"),
        kind("C", "到店核销"),
        kind("D", "门店自提"),
        kind("E", "普通订单"),
    ])
    .at("06-30");
    // Due: B (in time) and E (never picked up).
    assert_fraction(&report, ID, 1.0, 2);
}

#[test]
fn a_not_due_order_is_not_unknown_either() {
    let shop = shop(vec![order("A", "06-10 10:00").cell("订单类型", "虚拟商品订单").shipped("06-10 10:05")]);
    let report = shop.at("06-30");
    assert_fraction(&report, ID, 1.0, 1);
    assert_eq!(report["orders"]["pickup_unknown_30"], 0);
    // It is a paid order all the same.
    assert_eq!(report["orders"]["valid_30"], 2);
    assert_eq!(indicator(&report, ID)["denominator"], 1);
}

#[test]
fn the_deadline_of_a_presale_is_that_of_its_refund_too() {
    let at = |applied: &str| {
        let presale = order("A", "06-10 10:00").promised("06-20 10:00");
        shop(vec![presale]).refunds(vec![refunded("A", applied, "06-21 10:00")]).at("06-30")
    };
    assert_fraction(&at("06-20 10:00:00"), ID, 1.0, 1);
    assert_fraction(&at("06-20 10:00:01"), ID, 1.0, 2);
}
