//! What an export cannot tell is no data, never 0, and no total is better than a wrong one.

use crate::common::indicator;
use crate::shop::*;
use serde_json::Value;

/// Everything but customer service, in June.
fn full() -> [Vec<Row>; 4] {
    [
        vec![order("A", "06-01 10:00")],
        vec![refund("1", "A", REFUND_ONLY, "06-10 10:00").finished("06-10 12:00")],
        vec![parcel("Y1", "A", "06-01 12:00", "06-03 10:00")],
        vec![review("A", "06-04 10:00", "5")],
    ]
}

fn missing<'a>(report: &'a Value, id: &str) -> &'a Value {
    let rows = report["missing"].as_array().expect("missing");
    rows.iter().find(|row| row["indicator"] == id).expect("the indicator is missing")
}

#[test]
fn without_an_export_its_indicators_have_no_data() {
    let [orders, refunds, parcels, reviews] = full();
    let without_reviews =
        Shop::new().orders(orders.clone()).refunds(refunds.clone()).parcels(parcels.clone());
    for id in ["positive_review_rate", "negative_review_rate", "product_rating", "service_rating"] {
        assert_no_data(&without_reviews.at("06-30"), id);
    }
    let without_refunds = Shop::new().orders(orders.clone()).reviews(reviews.clone()).parcels(parcels);
    for id in [
        "quality_return_rate",
        "logistics_return_rate",
        "damage_return_rate",
        "refund_only_hours",
        "return_refund_hours",
        "aftersale_review_hours",
        "dispute_liability_rate",
        "platform_help_rate",
    ] {
        assert_no_data(&without_refunds.at("06-30"), id);
    }
    let without_parcels = Shop::new().orders(orders).reviews(reviews).refunds(refunds);
    for id in ["pickup_on_time_rate", "pickup_hours", "arrival_hours", "transit_hours", "waybill_sla_rate"] {
        assert_no_data(&without_parcels.at("06-30"), id);
    }
    let report = without_parcels.bare();
    for id in ["im_reply_3min_rate", "im_reply_seconds", "im_dissatisfaction_rate"] {
        assert_no_data(&report, id);
    }
    assert_eq!(missing(&report, "im_reply_3min_rate")["reason"], "export");
    // Its share of the whole score: 35 % × 40 %.
    assert_near(&missing(&report, "im_reply_3min_rate")["weight"], 0.35 * 0.4);
    assert_eq!(missing(&report, "arrival_hours")["reason"], "export");
}

#[test]
fn without_a_column_its_indicators_have_no_data() {
    let [orders, refunds, parcels, _] = full();
    let refunds_without = |columns: &[&str]| {
        let shop = Shop::new().orders(orders.clone()).parcels(parcels.clone());
        shop.refunds_without(columns, refunds.clone()).at("06-30")
    };
    let report = refunds_without(&["售后原因", "售后原因标签"]);
    for id in ["quality_return_rate", "logistics_return_rate", "damage_return_rate"] {
        assert_no_data(&report, id);
    }
    assert_eq!(missing(&report, "quality_return_rate")["reason"], "column");
    let report = refunds_without(&["售后完结时间"]);
    assert_no_data(&report, "refund_only_hours");
    assert_eq!(missing(&report, "refund_only_hours")["column"], "售后完结时间");
    assert_no_data(&refunds_without(&["仲裁状态"]), "platform_help_rate");
    assert_no_data(&refunds_without(&["纠纷责任方"]), "dispute_liability_rate");

    let parcels_without = |column: &str| {
        Shop::new().orders(orders.clone()).parcels_without(&[column], parcels.clone()).at("06-30")
    };
    let report = parcels_without("签收时间");
    for id in ["arrival_hours", "transit_hours"] {
        assert_no_data(&report, id);
    }
    assert_fraction(&report, "pickup_hours", 2.0, 1);
    let report = parcels_without("揽收时间");
    for id in ["pickup_on_time_rate", "pickup_hours", "transit_hours"] {
        assert_no_data(&report, id);
    }
    assert_fraction(&report, "arrival_hours", 48.0, 1);

    let rows = vec![agent("06-10", "小满", "10", "90%").cell("全天平响时长", "20秒")];
    let report = Shop::new().service_without(&["全天3分钟回复率"], rows).with(&[("arrival_hours", "50")]);
    assert_no_data(&report, "im_reply_3min_rate");
    assert_fraction(&report, "im_reply_seconds", 200.0, 10);
}

#[test]
fn an_empty_window_is_no_data() {
    let [orders, refunds, parcels, _] = full();
    let report = Shop::new().orders(orders).refunds(refunds).parcels(parcels).at("08-30");
    for id in ["refund_only_hours", "arrival_hours", "logistics_return_rate", "platform_help_rate"] {
        assert_no_data(&report, id);
    }
    assert_eq!(missing(&report, "refund_only_hours")["reason"], "cases");
    // Signed on 06-03, in the 90 days until 08-31.
    assert_fraction(&report, "quality_return_rate", 0.0, 1);
}

#[test]
fn a_rate_of_zero_is_data() {
    let [orders, refunds, parcels, reviews] = full();
    let report = Shop::new().orders(orders).refunds(refunds).parcels(parcels).reviews(reviews).at("06-30");
    assert_fraction(&report, "quality_return_rate", 0.0, 1);
    assert_near(&indicator(&report, "quality_return_rate")["points"], 100.0);
}

fn only_orders() -> Shop {
    Shop::new().orders(vec![order("A", "06-01 10:00")])
}

#[test]
fn missing_indicators_leave_their_weight_to_their_dimension_and_a_range_behind() {
    // 0.90 → 80 points, 0.02 → 88, 16 h → 90, 192 h → 65.
    let report = only_orders().with(&[
        ("positive_review_rate", "0.90"),
        ("quality_return_rate", "0.02"),
        ("refund_only_hours", "16"),
        ("return_refund_hours", "192"),
    ]);
    // Logistics is out, so product and service share 0.85. In service, im_reply_3min_rate (0.4) is out, so
    // the other two, 0.3 each, have half of the dimension.
    let product = (80.0 + 88.0) / 2.0;
    let service = (0.3 * 90.0 + 0.3 * 65.0) / 0.6;
    let points = (0.50 * product + 0.35 * service) / 0.85;
    assert_near(&report["score"]["points"], points);
    assert_near(&report["score"]["value"], points / 20.0);
    assert_near(&report["score"]["coverage"], 0.50 + 0.35 * 0.6);
    // The rest at 0 and at 100 points.
    let known = 0.25 * 80.0 + 0.25 * 88.0 + 0.105 * 90.0 + 0.105 * 65.0;
    let unknown = 1.0 - (0.25 + 0.25 + 0.105 + 0.105);
    assert_near(&report["score"]["low"], known / 20.0);
    assert_near(&report["score"]["high"], (known + unknown * 100.0) / 20.0);

    // Lost: weight in the total after that × (100 − points), scaled.
    let of = |id: &str, key: &str| indicator(&report, id)[key].clone();
    assert_near(&of("positive_review_rate", "weight_in_total"), 0.25 / 0.85);
    assert_near(&of("return_refund_hours", "weight_in_total"), 0.35 * 0.5 / 0.85);
    assert_near(&of("positive_review_rate", "lost_score"), 0.25 / 0.85 * 20.0 / 20.0);
    assert_near(&of("quality_return_rate", "lost_score"), 0.25 / 0.85 * 12.0 / 20.0);
    assert_near(&of("refund_only_hours", "lost_score"), 0.175 / 0.85 * 10.0 / 20.0);
    assert_near(&of("return_refund_hours", "lost_score"), 0.175 / 0.85 * 35.0 / 20.0);
    // 0.25 × 20 = 5.0, 0.25 × 12 = 3.0, 0.175 × 10 = 1.75, 0.175 × 35 = 6.125.
    let weakest = ["return_refund_hours", "positive_review_rate", "quality_return_rate", "refund_only_hours"];
    assert_eq!(report["weakest"], Value::from(&weakest[..]));
}

#[test]
fn half_the_score_is_enough_for_a_total() {
    let report = only_orders().with(&[("positive_review_rate", "0.90"), ("quality_return_rate", "0.02")]);
    assert_near(&report["score"]["coverage"], 0.5);
    assert_near(&report["score"]["value"], (80.0 + 88.0) / 2.0 / 20.0);
    assert_near(&report["score"]["low"], 0.5 * 84.0 / 20.0);
    assert_near(&report["score"]["high"], (0.5 * 84.0 + 50.0) / 20.0);
}

#[test]
fn below_half_there_is_no_total_and_fail_under_cannot_judge() {
    // Service and half of logistics: 0.35 + 0.075.
    let set = [
        ("im_reply_3min_rate", "0.88"),
        ("refund_only_hours", "16"),
        ("return_refund_hours", "132"),
        ("arrival_hours", "84"),
    ];
    let report = only_orders().with(&set);
    assert_near(&report["score"]["coverage"], 0.425);
    assert!(report["score"]["value"].is_null() && report["score"]["display"].is_null());
    // All four are at 90 points.
    assert_near(&report["score"]["low"], 0.425 * 90.0 / 20.0);
    assert_near(&report["score"]["high"], (0.425 * 90.0 + 57.5) / 20.0);
    assert!(warned(&report, "low-coverage"));
    let mut args = vec!["score", ".", "--as-of", "2025-06-30"];
    let set: Vec<String> = set.iter().map(|(id, value)| format!("--set={id}={value}")).collect();
    args.extend(set.iter().map(String::as_str));
    assert_eq!(only_orders().run(&args).code, 0);
    assert_eq!(only_orders().run(&[&args[..], &["--fail-under", "1"]].concat()).code, 2);
}

#[test]
fn no_data_at_all_is_an_error() {
    assert_eq!(only_orders().run(&["score", ".", "--as-of", "2025-06-30"]).code, 2);
}
