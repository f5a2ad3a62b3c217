//! Joined rows, parcels in a cell, gifts, closed orders, files without pay times, statuses.

use crate::common::fraction;
use crate::support::{Account, account, all_used, case, column, is_said, message, order, orders, text, trap};

#[test]
fn an_order_dimension_row_is_dealt_out_to_its_sub_orders() {
    let trap = trap("joined-sub-orders");
    let report = trap.report();
    assert_eq!(account(&report, "orders.csv"), all_used(2));
    assert_eq!(account(&report, "reviews.csv"), all_used(1));
    assert_eq!(account(&report, "refunds.csv"), all_used(2));
    let cases = trap.cases("logistics_return_rate");
    // The dearer of the two names the order.
    assert_eq!(text(case(&cases, &order(1)), "product_name"), "豆干");
    assert_eq!(text(case(&cases, &order(1)), "product_id"), "3718206998140375002");
    // The review and the second after-sale name the second sub-order, whose first reason is quality.
    assert_eq!(fraction(&report, "negative_review_rate"), (1.0, 2));
    assert_eq!(column(&trap.hits("quality_return_rate"), "order_id"), orders(&[1]));
}

#[test]
fn joined_amounts_without_any_joined_id_are_one_orders() {
    let trap = trap("joined-amounts-without-ids");
    assert_eq!(account(&trap.report(), "orders.csv"), all_used(1));
    assert_eq!(trap.paid(), orders(&[1]));
}

#[test]
fn a_joined_row_with_one_product_twice_counts() {
    let trap = trap("joined-products-of-one-kind");
    assert_eq!(account(&trap.report(), "orders.csv"), all_used(1));
    assert_eq!(trap.paid(), orders(&[1]));
}

#[test]
fn joined_statuses_belong_to_their_sub_orders() {
    // One of order 1's two sub-orders is closed: it is still due and was never picked up. Order 2 is
    // closed as a whole and never due.
    let trap = trap("joined-statuses");
    let cases = trap.cases("pickup_on_time_rate");
    assert_eq!(column(&cases, "order_id"), orders(&[1, 3]));
    assert_eq!(fraction(&trap.report(), "pickup_on_time_rate"), (1.0, 2));
}

#[test]
fn a_mark_at_the_end_of_a_joined_cell_is_no_further_sub_order() {
    // Both sub-orders were refunded before shipping, so the order is not due.
    let trap = trap("joined-with-a-mark-at-the-end");
    assert_eq!(column(&trap.cases("pickup_on_time_rate"), "order_id"), orders(&[3]));
}

#[test]
fn joined_times_are_read_one_by_one() {
    let trap = trap("joined-times");
    assert_eq!(account(&trap.report(), "orders.csv"), all_used(1));
    let cases = trap.cases("pickup_hours");
    assert_eq!(column(&cases, "paid_at"), ["2025-10-10 10:00:00"]);
    assert_eq!(column(&cases, "picked_up_at"), ["2025-10-10 18:30:00"]);
}

#[test]
fn parcels_in_one_cell_whose_products_hold_the_marks() {
    let trap = trap("express-cell");
    let report = trap.report();
    assert_eq!(account(&report, "orders.csv"), all_used(3));
    let expected = Account { read: 4, used: 3, unmatched: 1, ..Account::default() };
    assert_eq!(account(&report, "logistics.csv"), expected);
    // Order 1: both parcels arrived, the later one counts. Order 2: one of two is not known to have.
    let cases = trap.cases("arrival_hours");
    assert_eq!(column(&cases, "order_id"), orders(&[1]));
    assert_eq!(text(&cases[0], "signed_at"), "2025-10-13 11:00:00");
    assert_eq!(text(&cases[0], "picked_up_at"), "2025-10-10 19:00:00");
    // Of several carriers the first by name.
    assert_eq!(text(&cases[0], "carrier"), "圆通速递");
}

#[test]
fn gifts_and_zero_price_orders() {
    let trap = trap("gifts");
    let report = trap.report();
    let expected = Account { read: 6, used: 5, excluded: 1, ..Account::default() };
    assert_eq!(account(&report, "orders.csv"), expected);
    assert_eq!(trap.paid(), orders(&[1, 3, 4]));
    // What was paid for in order 1 was refunded before shipping; its gift does not make it due.
    assert_eq!(column(&trap.cases("pickup_on_time_rate"), "order_id"), orders(&[3, 4]));
    // A review that names the gift is the order's.
    assert_eq!(account(&report, "reviews.csv"), all_used(1));
}

#[test]
fn closed_orders_were_never_paid_or_refunded_before_shipping() {
    let trap = trap("closed-orders");
    let report = trap.report();
    let expected = Account { read: 4, used: 3, excluded: 1, ..Account::default() };
    assert_eq!(account(&report, "orders.csv"), expected);
    assert_eq!(trap.paid(), orders(&[2, 3, 4]));
    // Closed without a ship time: not due.
    assert_eq!(column(&trap.cases("pickup_on_time_rate"), "order_id"), orders(&[3, 4]));
}

#[test]
fn without_a_pay_time_column_the_submit_time_stands_in_for_paid_orders() {
    let trap = trap("no-pay-time");
    let report = trap.report();
    let expected = Account { read: 8, used: 5, excluded: 3, ..Account::default() };
    assert_eq!(account(&report, "orders.csv"), expected);
    // 待支付, 已取消 and 已关闭 with neither after-sale status nor ship time were not paid.
    let cases = trap.cases("logistics_return_rate");
    assert_eq!(column(&cases, "order_id"), orders(&[4, 5, 6, 7, 8]));
    assert_eq!(column(&cases, "paid_at"), ["2025-10-10 09:58:00"; 5]);
    assert!(message(&report, "pay-stand-in").contains("for 5 orders the submit time stands in"));
}

#[test]
fn the_eight_order_statuses_are_known_and_no_other() {
    let report = trap("order-statuses").report();
    assert_eq!(
        message(&report, "word-unknown"),
        "1 rows have an unknown word for 订单状态: '飞走了' in 1; taken as 'an open order'"
    );
    // With a pay time every one of them was paid.
    assert_eq!(account(&report, "orders.csv"), all_used(9));
    assert!(!is_said(&report, "pay-stand-in"));
}
