//! Sheets of parcels, which have no official header.

use crate::common::{fraction, indicator, input};
use crate::support::{Account, account, all_used, column, orders, trap};

#[test]
fn a_parcel_may_carry_several_orders() {
    let trap = trap("parcel-with-several-orders");
    assert_eq!(account(&trap.report(), "logistics.csv"), all_used(4));
    let cases = trap.cases("arrival_hours");
    assert_eq!(column(&cases, "order_id"), orders(&[1, 2, 3, 4, 5, 6, 7]));
    assert_eq!(column(&cases, "signed_at"), ["2025-10-12 10:00:00"; 7]);
}

#[test]
fn a_parcel_with_two_sub_orders_of_one_order_is_one_row_in_use() {
    let report = trap("parcel-with-two-sub-orders").report();
    assert_eq!(account(&report, "logistics.csv"), all_used(1));
    assert_eq!(fraction(&report, "arrival_hours"), (48.0, 1));
}

#[test]
fn an_order_with_several_parcels_is_signed_when_all_are() {
    let trap = trap("order-with-several-parcels");
    assert_eq!(account(&trap.report(), "logistics.csv"), all_used(5));
    let cases = trap.cases("arrival_hours");
    assert_eq!(column(&cases, "order_id"), orders(&[3, 1]));
    assert_eq!(column(&cases, "signed_at"), ["2025-10-12 10:00:00", "2025-10-13 11:00:00"]);
    assert_eq!(column(&cases, "picked_up_at"), ["2025-10-10 18:00:00", "2025-10-11 09:00:00"]);
}

#[test]
fn unix_times_are_shanghai_times_and_zero_is_not_yet() {
    let trap = trap("unix-times-in-logistics");
    assert_eq!(account(&trap.report(), "logistics.csv"), all_used(3));
    let picked_up = trap.cases("pickup_hours");
    assert_eq!(column(&picked_up, "order_id"), orders(&[1, 2]));
    assert_eq!(column(&picked_up, "picked_up_at"), ["2025-10-10 18:00:00"; 2]);
    let signed = trap.cases("arrival_hours");
    assert_eq!(column(&signed, "order_id"), orders(&[1]));
    assert_eq!(column(&signed, "signed_at"), ["2025-10-12 10:00:00"]);
}

#[test]
fn a_parcel_refused_or_sent_back_is_never_signed() {
    let trap = trap("parcel-sent-back");
    assert_eq!(account(&trap.report(), "logistics.csv"), all_used(4));
    assert_eq!(column(&trap.cases("arrival_hours"), "order_id"), orders(&[4]));
    // Picked up they were.
    assert_eq!(trap.cases("pickup_hours").len(), 4);
}

#[test]
fn without_an_orders_export_every_order_of_the_logistics_export_is_valid() {
    let trap = trap("logistics-without-orders");
    let report = trap.report();
    assert_eq!(account(&report, "logistics.csv"), all_used(2));
    let expected = Account { read: 2, used: 1, unmatched: 1, ..Account::default() };
    assert_eq!(account(&report, "reviews.csv"), expected);
    assert_eq!(fraction(&report, "positive_review_rate"), (1.0, 1));
    assert_eq!(fraction(&report, "transit_hours"), (40.0 + 64.0, 2));
    // What needs a pay time has no data.
    assert_eq!(indicator(&report, "arrival_hours")["status"], "no_data");
}

#[test]
fn a_sheet_with_nothing_but_numbers_and_a_status_is_logistics() {
    let report = trap("logistics-by-status-only").report();
    assert_eq!(input(&report, "logistics.csv")["kind"], "logistics");
    assert_eq!(account(&report, "logistics.csv"), all_used(1));
    // Signed it says, but not when.
    assert_eq!(indicator(&report, "arrival_hours")["status"], "no_data");
}
