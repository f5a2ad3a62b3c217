//! Scores under the other rulebooks, by hand: values → points → total.

use crate::common::indicator;
use crate::shop::*;
use serde_json::Value;

/// A review with product, logistics and service stars; `-` where there is none.
fn stars(order: &str, written: &str, [product, logistics, service]: [&str; 3]) -> Row {
    review(order, written, product).cell("物流评价得分", logistics).cell("服务评价得分", service)
}

fn check_points(report: &Value, points: &[(&str, f64)]) {
    for (id, points) in points {
        assert_near(&indicator(report, id)["points"], *points);
    }
    let scored =
        report["indicators"].as_array().expect("rows").iter().filter(|row| row["points"].is_number());
    assert_eq!(scored.count(), points.len(), "nothing else is scored");
}

/// 50 orders signed in June and April, all within 90 days; five of them reviewed.
fn koubei_shop() -> Shop {
    let ids: Vec<String> = (0..50).map(|n| format!("A{n}")).collect();
    let april = |n: usize| n >= 48;
    let orders = ids.iter().enumerate();
    let orders = orders.map(|(n, id)| order(id, if april(n) { "04-10 10:00" } else { "06-01 10:00" }));
    let parcels = ids.iter().enumerate();
    let parcels = parcels.map(|(n, id)| signed(id, if april(n) { "04-13 10:00" } else { "06-04 10:00" }));
    Shop::new().orders(orders.collect()).parcels(parcels.collect()).reviews(vec![
        stars("A0", "06-12 10:00", ["2", "4", "4"]),
        stars("A1", "06-12 10:00", ["5", "5", "5"]),
        stars("A2", "06-12 10:00", ["3", "-", "5"]),
        // Signed on 04-13: inside 90 days, outside 30.
        stars("A48", "04-20 10:00", ["5", "4", "5"]),
        stars("A49", "04-20 10:00", ["5", "5", "5"]),
    ])
}

#[test]
fn the_reputation_score_is_reviews_over_signed_orders_and_two_ratings() {
    let report = koubei_shop().score(&["--as-of", "2025-06-30", "--rules", "koubei"]);
    // One order of 50 with 1 or 2 stars: 0.02, half-way from 0.01 → 85 to 0.03 → 55: 70 points.
    assert_fraction(&report, "negative_review_rate", 1.0, 50);
    // 4, 5, 4, 5 over the four orders that have one: 4.5 → 70.
    assert_fraction(&report, "logistics_rating", 18.0, 4);
    // 4, 5, 5, 5, 5: 4.8 → 90.
    assert_fraction(&report, "service_rating", 24.0, 5);
    check_points(
        &report,
        &[("negative_review_rate", 70.0), ("logistics_rating", 70.0), ("service_rating", 90.0)],
    );
    // 0.50 × 70 + 0.15 × 70 + 0.35 × 90 = 35 + 10.5 + 31.5 = 77; 77 / 20 = 3.85.
    assert_near(&report["score"]["points"], 77.0);
    assert_near(&report["score"]["value"], 3.85);
    assert_eq!(report["score"]["display"], "3.85");
    assert_near(&report["score"]["coverage"], 1.0);
    // What each costs: weight × missing points / 20.
    assert_near(&indicator(&report, "negative_review_rate")["lost_score"], 0.75);
    assert_near(&indicator(&report, "logistics_rating")["lost_score"], 0.225);
    assert_near(&indicator(&report, "service_rating")["lost_score"], 0.175);
    assert_eq!(report["rulebook"]["id"], "koubei");
    assert_eq!(report["thresholds"], Value::Array(Vec::new()));
    // Everything is measured over 90 days, what is not scored too.
    for row in report["indicators"].as_array().expect("rows") {
        assert_eq!(row["window_days"], 90, "{}", row["id"]);
    }
}

#[test]
fn without_ratings_the_reputation_score_stands_on_half_of_itself() {
    let orders = vec![order("A", "06-01 10:00"), order("B", "06-01 10:00")];
    let shop = Shop::new()
        .orders(orders)
        .parcels(vec![signed("A", "06-04 10:00"), signed("B", "06-04 10:00")])
        .reviews(vec![review("A", "06-12 10:00", "5")]);
    let report = shop.score(&["--as-of", "2025-06-30", "--rules", "koubei"]);
    // 0 of 2 → 100 points, all there is; the ratings may be worth 0 to 100: 50 to 100 points.
    assert_near(&report["score"]["coverage"], 0.5);
    assert_near(&report["score"]["value"], 5.0);
    assert_near(&report["score"]["low"], 2.5);
    assert_near(&report["score"]["high"], 5.0);
    let missing: Vec<&str> =
        report["missing"].as_array().expect("rows").iter().filter_map(|m| m["indicator"].as_str()).collect();
    assert_eq!(missing, ["service_rating", "logistics_rating"]);
    for (row, column) in
        report["missing"].as_array().expect("rows").iter().zip(["服务评价得分", "物流评价得分"])
    {
        assert_eq!((&row["reason"], &row["column"]), (&Value::from("column"), &Value::from(column)));
    }
    // A rating typed in closes the gap: 0.35 × 90 + 0.5 × 100 = 81.5 of 0.85 → 95.88…
    let shop = shop.score(&["--as-of", "2025-06-30", "--rules", "koubei", "--set", "service_rating=4.8"]);
    assert_near(&shop["score"]["points"], 81.5 / 0.85);
    assert_near(&shop["score"]["coverage"], 0.85);
}

#[test]
fn the_score_of_2022_has_the_logistics_rating_in_place_of_pickups() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-01 10:00"), order("B", "06-01 10:00"), order("C", "04-10 10:00")])
        .parcels(vec![
            parcel("Y1", "A", "06-02 10:00", "06-04 22:00"),
            parcel("Y2", "B", "06-02 10:00", "06-04 22:00"),
            parcel("Y3", "C", "04-11 10:00", "04-13 10:00"),
        ])
        .reviews(vec![
            stars("A", "06-12 10:00", ["5", "4", "-"]),
            stars("B", "06-12 10:00", ["5", "5", "-"]),
            // Signed before June: outside the 30 days of the logistics rating.
            stars("C", "06-12 10:00", ["5", "1", "-"]),
        ]);
    let set = [
        "--set=positive_review_rate=0.90",
        "--set=quality_return_rate=0.02",
        "--set=im_reply_3min_rate=0.88",
        "--set=refund_only_hours=16",
        "--set=return_refund_hours=192",
    ];
    let report = shop.score(&[&["--as-of", "2025-06-30", "--rules", "classic-2022"], &set[..]].concat());
    assert_fraction(&report, "logistics_rating", 9.0, 2);
    assert_fraction(&report, "arrival_hours", 168.0, 2);
    check_points(
        &report,
        &[
            ("positive_review_rate", 80.0),
            ("quality_return_rate", 88.0),
            ("logistics_rating", 70.0),
            ("arrival_hours", 90.0),
            ("im_reply_3min_rate", 90.0),
            ("refund_only_hours", 90.0),
            ("return_refund_hours", 65.0),
        ],
    );
    // Product (80 + 88) / 2 = 84, logistics (70 + 90) / 2 = 80, service 36 + 27 + 19.5 = 82.5;
    // 42 + 12 + 28.875 = 82.875; / 20 = 4.14375.
    assert_near(&report["score"]["points"], 82.875);
    assert_near(&report["score"]["value"], 4.14375);
    assert_near(&report["score"]["coverage"], 1.0);
    // The pickup rate is measured all the same, and costs nothing.
    assert_eq!(indicator(&report, "pickup_on_time_rate")["weight_in_total"], 0.0);
}
