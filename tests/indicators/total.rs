//! From values to the score: curves, weights, the sanity shops, values set by hand, display.

use crate::common::indicator;
use crate::shop::*;
use serde_json::Value;

/// The scored indicators, in the order of the rulebook.
const SCORED: [&str; 7] = [
    "positive_review_rate",
    "quality_return_rate",
    "pickup_on_time_rate",
    "arrival_hours",
    "im_reply_3min_rate",
    "refund_only_hours",
    "return_refund_hours",
];

/// The report of a shop whose seven values are all set by hand.
fn shop(values: [&str; 7]) -> Value {
    let set: Vec<(&str, &str)> = SCORED.into_iter().zip(values).collect();
    Shop::new().orders(vec![order("A", "06-01 10:00")]).with(&set)
}

/// The point on the line between two anchors.
fn line(value: f64, from: (f64, f64), to: (f64, f64)) -> f64 {
    from.1 + (to.1 - from.1) * (value - from.0) / (to.0 - from.0)
}

/// Total points from the seven.
fn total(p: [f64; 7]) -> f64 {
    let [positive, quality, pickup, arrival, reply, refund, returned] = p;
    0.50 * (positive + quality) / 2.0
        + 0.15 * (pickup + arrival) / 2.0
        + 0.35 * (0.4 * reply + 0.3 * refund + 0.3 * returned)
}

fn check(report: &Value, points: [f64; 7]) {
    for (id, points) in SCORED.into_iter().zip(points) {
        assert_near(&indicator(report, id)["points"], points);
    }
    assert_near(&report["score"]["points"], total(points));
    assert_near(&report["score"]["value"], total(points) / 20.0);
    assert_near(&report["score"]["coverage"], 1.0);
    assert_near(&report["score"]["low"], total(points) / 20.0);
    assert_near(&report["score"]["high"], total(points) / 20.0);
}

#[test]
fn a_good_shop_comes_to_about_4_85() {
    let report = shop(["0.97", "0.008", "0.985", "64", "0.94", "6", "96"]);
    check(
        &report,
        [
            line(0.97, (0.94, 90.0), (0.98, 100.0)),
            line(0.008, (0.003, 100.0), (0.01, 95.0)),
            line(0.985, (0.96, 92.0), (0.99, 100.0)),
            line(64.0, (48.0, 100.0), (84.0, 90.0)),
            line(0.94, (0.88, 90.0), (0.97, 100.0)),
            line(6.0, (4.0, 100.0), (16.0, 90.0)),
            line(96.0, (72.0, 100.0), (132.0, 90.0)),
        ],
    );
    assert_eq!(report["score"]["display"], "4.85");
}

#[test]
fn an_average_shop_comes_to_about_4_5() {
    let report = shop(["0.94", "0.018", "0.96", "82", "0.88", "15", "130"]);
    check(
        &report,
        [
            90.0,
            line(0.018, (0.01, 95.0), (0.02, 88.0)),
            92.0,
            line(82.0, (48.0, 100.0), (84.0, 90.0)),
            90.0,
            line(15.0, (4.0, 100.0), (16.0, 90.0)),
            line(130.0, (72.0, 100.0), (132.0, 90.0)),
        ],
    );
    let value = report["score"]["value"].as_f64().expect("a score");
    assert!((value - 4.5).abs() < 0.05, "{value}");
}

#[test]
fn a_weak_shop_comes_to_about_3_8() {
    let report = shop(["0.90", "0.035", "0.91", "105", "0.78", "28", "165"]);
    check(
        &report,
        [
            80.0,
            line(0.035, (0.02, 88.0), (0.04, 65.0)),
            line(0.91, (0.90, 75.0), (0.96, 92.0)),
            line(105.0, (84.0, 90.0), (120.0, 70.0)),
            line(0.78, (0.75, 75.0), (0.88, 90.0)),
            line(28.0, (16.0, 90.0), (36.0, 70.0)),
            line(165.0, (132.0, 90.0), (192.0, 65.0)),
        ],
    );
    let value = report["score"]["value"].as_f64().expect("a score");
    assert!((value - 3.8).abs() < 0.05, "{value}");
}

#[test]
fn a_small_shop_falls_by_0_58_on_one_bad_and_one_neutral_review_more() {
    // 52 signed orders, 10 of them rated with 5 stars, one quality return; on 06-30 two more reviews.
    let ids: Vec<String> = (0..52).map(|n| format!("A{n}")).collect();
    let mut reviews: Vec<Row> = ids[..10].iter().map(|id| review(id, "06-12 10:00", "5")).collect();
    reviews.push(review("A20", "06-30 09:00", "1"));
    reviews.push(review("A21", "06-30 21:00", "3"));
    let shop = Shop::new()
        .orders(ids.iter().map(|id| order(id, "06-01 10:00")).collect())
        .parcels(ids.iter().map(|id| signed(id, "06-05 10:00")).collect())
        .refunds(vec![refund("1", "A30", RETURN, "06-12 10:00").reason("质量问题")])
        .reviews(reviews);
    let set = [
        "--set=pickup_on_time_rate=0.95",
        "--set=arrival_hours=84",
        "--set=im_reply_3min_rate=0.87",
        "--set=refund_only_hours=18",
        "--set=return_refund_hours=140",
    ];
    let at = |day: &str| shop.score(&[&["--as-of", day], &set[..]].concat());
    let (before, after) = (at("2025-06-29"), at("2025-06-30"));
    assert_fraction(&before, "positive_review_rate", 10.0, 10);
    assert_fraction(&after, "positive_review_rate", 10.0, 12);
    let points = |positive: f64| {
        [
            positive,
            line(1.0 / 52.0, (0.01, 95.0), (0.02, 88.0)),
            line(0.95, (0.90, 75.0), (0.96, 92.0)),
            90.0,
            line(0.87, (0.75, 75.0), (0.88, 90.0)),
            line(18.0, (16.0, 90.0), (36.0, 70.0)),
            line(140.0, (132.0, 90.0), (192.0, 65.0)),
        ]
    };
    check(&before, points(100.0));
    check(&after, points(line(10.0 / 12.0, (0.80, 40.0), (0.85, 60.0))));
    // 10 / 12 lies two thirds of the way from 40 to 60 points; a quarter of what is lost is in the total.
    let fall: f64 = 0.25 * (100.0 - (40.0 + 20.0 * 2.0 / 3.0)) / 20.0;
    assert!((fall - 0.58).abs() < 0.005, "{fall}");
    assert_near(&after["score"]["change_1d"], -fall);
    assert_near(&after["score"]["change_7d"], -fall);
}

#[test]
fn curves_are_clamped_at_both_ends() {
    check(&shop(["1", "0", "1", "1", "1", "0", "0"]), [100.0; 7]);
    check(&shop(["0.5", "0.2", "0.1", "900", "0.2", "500", "900"]), [0.0; 7]);
}

#[test]
fn what_an_indicator_loses_is_its_weight_times_its_missing_points() {
    // 80, 88, 75, 90, 90, 90 and 65 points.
    let report = shop(["0.90", "0.02", "0.90", "84", "0.88", "16", "192"]);
    let lost = [
        0.25 * 20.0 / 20.0,
        0.25 * 12.0 / 20.0,
        0.075 * 25.0 / 20.0,
        0.075 * 10.0 / 20.0,
        0.14 * 10.0 / 20.0,
        0.105 * 10.0 / 20.0,
        0.105 * 35.0 / 20.0,
    ];
    for (id, lost) in SCORED.into_iter().zip(lost) {
        assert_near(&indicator(&report, id)["lost_score"], lost);
    }
    // What all of them lose and what is left make a full score.
    let value = report["score"]["value"].as_f64().expect("a score");
    assert!((value + lost.iter().sum::<f64>() - 5.0).abs() < 1e-9);
    // 5.0, 3.675, 3.0, 1.875, 1.4, 1.05, 0.75 hundredths of points.
    let weakest = [
        "positive_review_rate",
        "return_refund_hours",
        "quality_return_rate",
        "pickup_on_time_rate",
        "im_reply_3min_rate",
        "refund_only_hours",
        "arrival_hours",
    ];
    // A hundredth of the scale is 0.05: who loses less is no weakness.
    assert_eq!(report["weakest"], Value::from(&weakest[..6]));
    for (rank, id) in weakest.into_iter().enumerate() {
        assert_eq!(indicator(&report, id)["rank"], rank + 1, "{id}");
    }
}

#[test]
fn equal_losses_are_ordered_by_id() {
    // Both halves of product at 0 points, both refund indicators at 90, logistics at 100 and 100.
    let report = shop(["0.60", "0.15", "0.99", "48", "0.97", "16", "132"]);
    let weakest = ["positive_review_rate", "quality_return_rate", "refund_only_hours", "return_refund_hours"];
    assert_eq!(report["weakest"], Value::from(&weakest[..]));
}

#[test]
fn a_value_set_by_hand_wins_over_the_exports_in_every_window() {
    let shop = Shop::new().orders(vec![order("A", "06-01 10:00"), order("B", "04-20 10:00")]).parcels(vec![
        parcel("Y1", "A", "06-01 12:00", "06-03 10:00"),
        parcel("Y2", "B", "04-20 12:00", "04-23 10:00"),
    ]);
    assert_fraction(&shop.at("06-30"), "arrival_hours", 48.0, 1);
    let report =
        shop.with(&[("arrival_hours", "84"), ("transit_hours", "30"), ("im_reply_3min_rate", "88%")]);
    for (id, value, points) in [("arrival_hours", 84.0, Some(90.0)), ("transit_hours", 30.0, None)] {
        let row = indicator(&report, id);
        assert_eq!(row["status"], "manual", "{id}");
        for key in ["value", "value_30", "value_90"] {
            assert_near(&row[key], value);
        }
        assert_eq!(row["points"].as_f64(), points, "{id}");
    }
    assert_near(&indicator(&report, "im_reply_3min_rate")["value"], 0.88);
}

#[test]
fn a_score_is_never_shown_across_a_threshold() {
    // 0.02 → 88 points; the other half of product makes the total. 4.00 and 2.00 are thresholds.
    let product = |positive: &str, quality: &str| {
        let shop = Shop::new().orders(vec![order("A", "06-01 10:00")]);
        shop.with(&[("positive_review_rate", positive), ("quality_return_rate", quality)])
    };
    let shown = |report: &Value| report["score"]["display"].as_str().expect("a score").to_owned();
    // 0.8796 → 60 + 20 × 0.0296 / 0.05 = 71.84; (71.84 + 88) / 2 / 20 = 3.996.
    let below = product("0.8796", "0.02");
    assert_near(&below["score"]["value"], 3.996);
    assert_eq!(shown(&below), "3.99");
    assert_eq!(below["thresholds"][0]["met"], false);
    assert_near(&below["thresholds"][0]["distance"], -0.004);
    // 0.88 → 72; 4.000. 0.8804 → 72.16; 4.004.
    assert_eq!(shown(&product("0.8804", "0.02")), "4.00");
    assert_eq!(product("0.8804", "0.02")["thresholds"][0]["met"], true);
    // Away from thresholds, half away from zero: (100 + 65) / 2 / 20 = 4.125.
    assert_eq!(shown(&product("0.98", "0.04")), "4.13");
    // 0.6746 → 14.92; (14.92 + 65) / 2 / 20 = 1.998.
    let removal = product("0.6746", "0.04");
    assert_near(&removal["score"]["value"], 1.998);
    assert_eq!(shown(&removal), "1.99");
}

#[test]
fn fail_under_compares_the_exact_score_not_the_one_shown() {
    let shop = Shop::new().orders(vec![order("A", "06-01 10:00")]);
    let code = |least: &str| {
        // 3.996, shown as 3.99.
        let set = ["--set=positive_review_rate=0.8796", "--set=quality_return_rate=0.02"];
        shop.run(&[&["score", ".", "--as-of", "2025-06-30", "--fail-under", least], &set[..]].concat()).code
    };
    assert_eq!(code("3.995"), 0);
    assert_eq!(code("3.997"), 1);
}
