//! Signed or not: several parcels, returned ones, times of the orders export, and the stand-in.

use crate::common::indicator;
use crate::shop::*;

/// Orders in the 30-day window by sign day.
fn signed_orders(report: &serde_json::Value) -> i64 {
    indicator(report, "quality_return_rate")["denominator_30"].as_i64().unwrap_or(0)
}

/// An after-sale of no order in the input, so that the return rates have their export.
fn some_refund() -> Vec<Row> {
    vec![refund("900", "elsewhere-1", RETURN, "01-05 10:00")]
}

#[test]
fn an_order_is_signed_when_its_last_parcel_is() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-08 10:00")])
        .parcels(vec![
            parcel("Y1", "A", "06-08 12:00", "06-10 10:00"),
            parcel("Y2", "A", "06-08 12:00", "06-12 10:00"),
        ])
        .refunds(some_refund());
    assert_eq!(signed_orders(&shop.at("06-11")), 0);
    assert_eq!(signed_orders(&shop.at("06-12")), 1);
    assert_fraction(&shop.at("06-30"), "arrival_hours", 4.0 * 24.0, 1);
}

#[test]
fn an_order_with_a_parcel_that_is_never_signed_is_not_signed() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-08 10:00"), order("B", "06-08 10:00")])
        .parcels(vec![
            parcel("Y1", "A", "06-08 12:00", "06-10 10:00"),
            parcel("Y2", "A", "06-08 12:00", "-"),
            parcel("Y3", "B", "06-08 12:00", "06-10 10:00"),
        ])
        .reviews(vec![review("A", "06-12 10:00", "1"), review("B", "06-12 10:00", "5")]);
    let report = shop.at("06-30");
    assert_fraction(&report, "negative_review_rate", 0.0, 1);
    assert_fraction(&report, "arrival_hours", 48.0, 1);
}

#[test]
fn a_returned_parcel_is_never_signed_and_nothing_stands_in() {
    let orders = ["A", "B", "C", "D"].map(|id| order(id, "06-08 10:00").completed("06-14 10:00"));
    let shop = Shop::new()
        .orders(orders.to_vec())
        .parcels(vec![
            parcel("Y1", "A", "06-08 12:00", "06-10 10:00").state("拒签"),
            parcel("Y2", "B", "06-08 12:00", "06-10 10:00").state("已退回"),
            parcel("Y3", "C", "06-08 12:00", "06-10 10:00").state("退签"),
            parcel("Y4", "D", "06-08 12:00", "06-10 10:00").state("已签收"),
        ])
        .refunds(some_refund());
    let report = shop.at("06-30");
    assert_eq!(signed_orders(&report), 1);
    assert_fraction(&report, "arrival_hours", 48.0, 1);
    assert_near(&report["orders"]["sign_stand_in_share_90"], 0.0);
}

#[test]
fn one_returned_parcel_of_two_is_enough() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-08 10:00").completed("06-14 10:00")])
        .parcels(vec![
            parcel("Y1", "A", "06-08 12:00", "06-10 10:00"),
            parcel("Y2", "A", "06-08 12:00", "-").state("拒签"),
        ])
        .refunds(some_refund());
    assert_eq!(signed_orders(&shop.at("06-30")), 0);
}

#[test]
fn pickup_and_sign_columns_of_the_orders_export_count() {
    let own = |id: &str, picked_up: &str, signed: &str| {
        order(id, "06-08 10:00").cell("揽收时间", &time(picked_up)).cell("签收时间", &time(signed))
    };
    let shop = Shop::new().orders(vec![
        own("A", "06-08 14:00", "06-10 10:00"),
        own("B", "06-10 00:00:00", "06-11 10:00"),
        own("C", "-", "-"),
    ]);
    let report = shop.at("06-30");
    assert_fraction(&report, "pickup_hours", 4.0 + 38.0, 2);
    assert_fraction(&report, "arrival_hours", 48.0 + 72.0, 2);
    assert_fraction(&report, "transit_hours", 44.0 + 34.0, 2);
    // B missed 23:59:59 by a second, C was never picked up. C has no parcel either, but there is no logistics
    // export whose first day it could precede.
    assert_fraction(&report, "pickup_on_time_rate", 1.0, 3);
}

#[test]
fn a_parcel_wins_over_the_columns_of_the_orders_export() {
    let own = |id: &str| {
        order(id, "06-08 10:00").cell("揽收时间", &time("06-08 14:00")).cell("签收时间", &time("06-10 10:00"))
    };
    let shop = Shop::new().orders(vec![own("A"), own("B")]).parcels(vec![parcel(
        "Y1",
        "A",
        "06-08 18:00",
        "06-12 10:00",
    )]);
    let report = shop.at("06-30");
    assert_fraction(&report, "pickup_hours", 8.0 + 4.0, 2);
    assert_fraction(&report, "arrival_hours", 96.0 + 48.0, 2);
}

#[test]
fn a_parcel_without_an_order_id_finds_its_order_by_tracking_number() {
    let tracked = |id: &str, text: &str| order(id, "06-08 10:00").cell("快递信息", text);
    let shop = Shop::new()
        // Two parcels joined by a semicolon; the product holds a dash of its own.
        .orders(vec![
            tracked("A", "\"YT1-圆通速递,皂-大-501,1;YT2-圆通速递,皂-501,1;\""),
            tracked("B", "\"YT3-圆通速递,皂-501,1;\""),
        ])
        .parcels_without(
            &["订单编号"],
            vec![
                parcel("YT1", "", "06-08 12:00", "06-09 10:00"),
                parcel("YT2", "", "06-08 12:00", "06-10 10:00"),
                parcel("YT3", "", "06-08 12:00", "06-11 10:00"),
                parcel("YT4", "", "06-08 12:00", "06-11 10:00"),
            ],
        );
    // A is signed with its second parcel; YT4 is nobody's.
    assert_fraction(&shop.at("06-30"), "arrival_hours", 48.0 + 72.0, 2);
}

#[test]
fn one_parcel_may_carry_two_orders() {
    let shop = Shop::new().orders(vec![order("A", "06-08 10:00"), order("B", "06-08 22:00")]).parcels(vec![
        parcel("Y1", "A", "06-09 10:00", "06-10 10:00"),
        parcel("Y1", "B", "06-09 10:00", "06-10 10:00"),
    ]);
    assert_fraction(&shop.at("06-30"), "arrival_hours", 48.0 + 36.0, 2);
}

#[test]
fn the_finish_time_stands_in_for_the_sign_day_only() {
    let shop = Shop::new()
        .orders(vec![
            order("A", "06-08 10:00").completed("06-14 10:00"),
            order("B", "06-08 10:00"),
            order("C", "06-08 10:00").completed("06-15 10:00"),
        ])
        .parcels(vec![parcel("Y1", "B", "06-08 12:00", "06-10 10:00")])
        .refunds(vec![refund("1", "A", RETURN, "06-15 10:00").reason("质量问题")])
        .reviews(vec![review("A", "06-15 10:00", "2"), review("C", "06-15 10:00", "5")]);
    let report = shop.at("06-30");
    // A and C count by their finish days, B by its sign day.
    for (id, numerator, denominator) in
        [("quality_return_rate", 1.0, 3), ("positive_review_rate", 1.0, 2), ("negative_review_rate", 1.0, 3)]
    {
        assert_fraction(&report, id, numerator, denominator);
        assert_eq!(indicator(&report, id)["approximate"], true, "{id}");
    }
    assert_near(&report["orders"]["sign_stand_in_share_90"], 2.0 / 3.0);
    assert!(warned(&report, "sign-stand-in"));
    // Hours are B's alone.
    assert_fraction(&report, "arrival_hours", 48.0, 1);
    assert_fraction(&report, "transit_hours", 46.0, 1);
    assert_eq!(indicator(&report, "arrival_hours")["approximate"], false);
}

#[test]
fn the_stand_in_goes_when_the_real_sign_time_comes() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-08 10:00").completed("06-10 10:00")])
        .parcels(vec![parcel("Y1", "A", "06-08 12:00", "06-12 10:00")])
        .refunds(some_refund());
    let approximate = |day: &str| {
        let report = shop.at(day);
        (signed_orders(&report), indicator(&report, "quality_return_rate")["approximate"].clone())
    };
    assert_eq!(approximate("06-09").0, 0);
    assert_eq!(approximate("06-11"), (1, true.into()));
    assert_eq!(approximate("06-12"), (1, false.into()));
    // Of the 30 days that the sign day gives it, the last is 07-11; the finish day would end on 07-09.
    assert_eq!(approximate("07-11"), (1, false.into()));
    assert_eq!(signed_orders(&shop.at("07-12")), 0);
}

#[test]
fn without_an_orders_export_the_parcels_are_the_orders() {
    let shop = Shop::new()
        .parcels(vec![
            parcel("Y1", "A", "06-08 12:00", "06-10 12:00"),
            parcel("Y2", "B", "06-08 12:00", "06-11 12:00"),
        ])
        .reviews(vec![review("A", "06-12 10:00", "5"), review("Z", "06-12 10:00", "1")]);
    let report = shop.at("06-30");
    assert_fraction(&report, "positive_review_rate", 1.0, 1);
    assert_fraction(&report, "negative_review_rate", 0.0, 2);
    assert_fraction(&report, "transit_hours", 48.0 + 72.0, 2);
    // These need a pay time.
    for id in ["pickup_on_time_rate", "pickup_hours", "arrival_hours", "logistics_return_rate"] {
        assert_no_data(&report, id);
    }
}

#[test]
fn a_newer_state_of_a_parcel_wins() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-08 10:00"), order("B", "06-08 10:00")])
        .parcels(vec![
            parcel("Y1", "A", "06-08 12:00", "06-10 10:00").state("已签收"),
            parcel("Y2", "B", "06-08 12:00", "06-10 10:00").state("拒签"),
        ])
        .parcels(vec![
            parcel("Y1", "A", "-", "-").state("拒签"),
            parcel("Y2", "B", "-", "06-12 10:00").state("已签收"),
        ]);
    assert_fraction(&shop.at("06-30"), "arrival_hours", 96.0, 1);
}
