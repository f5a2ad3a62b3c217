//! Rows whose order is not in the orders export, or not valid.

use crate::common::{indicator, input};
use crate::shop::*;

/// A is an order; B costs nothing; Z is not in the export.
fn orders() -> Shop {
    Shop::new().orders(vec![order("A", "06-01 10:00"), order("B", "06-01 10:00").amount("0.00")])
}

#[test]
fn success_and_apply_indicators_count_every_after_sale() {
    let done = |id: &str, order: &str, finished: &str| {
        refund(id, order, REFUND_ONLY, "06-10 10:00").finished(finished).liable("商家责任").reason("包装破损")
    };
    let shop = orders().refunds(vec![
        done("1", "A", "06-10 12:00"),
        done("2", "B", "06-10 14:00"),
        done("3", "Z", "06-10 16:00"),
        refund("4", "Z", RETURN, "06-12 10:00").arbitrated(),
        refund("5", "Y", RETURN, "06-12 10:00"),
    ]);
    let report = shop.at("06-30");
    assert_fraction(&report, "refund_only_hours", 2.0 + 4.0 + 6.0, 3);
    // No agree time: the finish time.
    assert_fraction(&report, "aftersale_review_hours", 2.0 + 4.0 + 6.0, 3);
    // Orders with an after-sale: A, B, Z (twice), Y.
    assert_fraction(&report, "platform_help_rate", 1.0, 4);
    // By pay day, only A is an order.
    assert_fraction(&report, "damage_return_rate", 1.0, 1);
    assert_fraction(&report, "dispute_liability_rate", 1.0, 1);
    let file = input(&report, "售后_1.csv");
    assert_eq!((&file["unmatched"], &file["excluded"]), (&3.into(), &1.into()));
    assert!(warned(&report, "unmatched-rows"));
}

#[test]
fn unmatched_parcels_and_reviews_count_nowhere() {
    let report = orders()
        .parcels(vec![
            parcel("Y1", "A", "06-01 12:00", "06-03 10:00"),
            parcel("Y2", "B", "06-02 12:00", "06-09 10:00"),
            parcel("Y3", "Z", "06-02 12:00", "06-09 10:00"),
        ])
        .reviews(vec![review("A", "06-10 10:00", "5"), review("Z", "06-10 10:00", "1")])
        .at("06-30");
    assert_fraction(&report, "positive_review_rate", 1.0, 1);
    assert_fraction(&report, "negative_review_rate", 0.0, 1);
    assert_fraction(&report, "pickup_hours", 2.0, 1);
    assert_fraction(&report, "arrival_hours", 48.0, 1);
    assert_fraction(&report, "transit_hours", 46.0, 1);
    assert_fraction(&report, "pickup_on_time_rate", 1.0, 1);
    assert_fraction(&report, "waybill_sla_rate", 1.0, 1);
    assert_eq!(input(&report, "物流_1.csv")["unmatched"], 1);
    assert_eq!(input(&report, "评价_2.csv")["unmatched"], 1);
}

#[test]
fn after_sales_alone_give_what_needs_no_order() {
    let report = Shop::new()
        .refunds(vec![
            refund("1", "A", REFUND_ONLY, "06-10 10:00").finished("06-10 12:00"),
            refund("2", "B", RETURN, "06-10 10:00")
                .finished("06-14 10:00")
                .agreed("06-10 11:00")
                .arbitrated(),
        ])
        .at("06-30");
    assert_fraction(&report, "refund_only_hours", 2.0, 1);
    assert_fraction(&report, "aftersale_review_hours", 2.0 + 1.0, 2);
    assert_fraction(&report, "platform_help_rate", 1.0, 2);
    for id in ["quality_return_rate", "logistics_return_rate", "damage_return_rate", "dispute_liability_rate"]
    {
        assert_no_data(&report, id);
    }
    assert_no_data(&report, "return_refund_hours");
    assert_eq!(indicator(&report, "return_refund_hours")["denominator"].as_i64().unwrap_or(0), 0);
}

#[test]
fn a_known_sub_order_finds_its_order_whatever_the_other_column_says() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-01 10:00").sub("A1"), order("B", "06-01 10:00")])
        .refunds(vec![refund("1", "Z", RETURN, "06-10 10:00").of_sub("A1").reason("包装破损")]);
    assert_fraction(&shop.at("06-30"), "damage_return_rate", 1.0, 2);
}

#[test]
fn a_parcel_may_name_a_sub_order() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-01 10:00").sub("A1"), order("A", "06-01 10:00").sub("A2").product("502")])
        .parcels(vec![
            parcel("Y1", "A1", "06-01 12:00", "06-02 10:00"),
            parcel("Y2", "A2", "06-01 12:00", "06-03 10:00"),
        ]);
    assert_fraction(&shop.at("06-30"), "arrival_hours", 48.0, 1);
}
