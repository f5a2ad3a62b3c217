//! Days that the exports cover, and the change against earlier days.

use crate::common::indicator;
use crate::shop::*;

#[test]
fn covered_days_are_the_days_of_the_window_inside_the_exports() {
    // The first own day is 06-11, so 20 of June's 30 days are covered.
    let rows = |first: &str| vec![agent(first, "小满", "10", "90%"), agent("06-30", "小满", "10", "90%")];
    let report = Shop::new().service(rows("06-11")).bare();
    let row = indicator(&report, "im_reply_3min_rate");
    assert_eq!((&row["covered_days"], &row["status"]), (&20.into(), &"partial".into()));
    assert!(warned(&report, "partial-days"));
    // The days between the first and the last count, with or without a row.
    for first in ["06-01", "05-02"] {
        let report = Shop::new().service(rows(first)).bare();
        let row = indicator(&report, "im_reply_3min_rate");
        assert_eq!((&row["covered_days"], &row["status"]), (&30.into(), &"ok".into()), "{first}");
        assert!(!warned(&report, "partial-days"));
    }
}

#[test]
fn after_sales_cover_the_days_from_the_first_to_the_last_application() {
    let row = |id: &str, applied: &str| refund(id, "A", REFUND_ONLY, applied);
    let covered = |first: &str, last: &str| {
        let shop = Shop::new().refunds(vec![row("1", first).finished("06-20 10:00"), row("2", last)]);
        let report = shop.at("06-30");
        let row = indicator(&report, "refund_only_hours");
        (row["covered_days"].as_i64(), row["status"].as_str().map(str::to_owned))
    };
    let partial = Some("partial".to_owned());
    assert_eq!(covered("06-05 10:00", "07-05 10:00"), (Some(26), partial.clone()));
    assert_eq!(covered("05-20 10:00", "06-25 10:00"), (Some(25), partial.clone()));
    assert_eq!(covered("06-10 10:00", "06-19 10:00"), (Some(10), partial));
    assert_eq!(covered("06-01 23:59:59", "06-30 00:00:00"), (Some(30), Some("ok".to_owned())));
}

#[test]
fn the_export_that_covers_least_decides() {
    let shop = Shop::new()
        .orders(vec![order("A", "03-01 10:00"), order("B", "06-10 10:00"), order("C", "06-30 10:00")])
        .parcels(vec![
            parcel("Y1", "A", "03-01 12:00", "03-03 10:00"),
            parcel("Y2", "B", "06-10 12:00", "06-12 10:00"),
            parcel("Y3", "C", "06-30 12:00", "-"),
        ])
        .reviews(vec![review("A", "04-12 10:00", "5"), review("B", "06-20 10:00", "5")]);
    // 04-12 to 06-20: 19 days of April, 31 of May, 20 of June.
    let report = shop.at("06-30");
    let row = indicator(&report, "positive_review_rate");
    assert_eq!((&row["covered_days"], &row["status"]), (&(19 + 31 + 20).into(), &"partial".into()));
    assert_eq!(indicator(&report, "arrival_hours")["status"], "ok");
}

#[test]
fn a_partial_window_changes_no_number() {
    let rows = vec![agent("06-30", "小满", "10", "90%")];
    let report = Shop::new().service(rows).bare();
    assert_fraction(&report, "im_reply_3min_rate", 9.0, 10);
    assert_near(&report["score"]["coverage"], 0.35 * 0.4);
}

/// Four orders signed on 05-20 and rated on 05-25 (5 stars), 06-15 (1), 06-25 (5) and 06-30 (1).
fn rated() -> Shop {
    let ids = ["A", "B", "C", "D"];
    let days = [("A", "05-25", "5"), ("B", "06-15", "1"), ("C", "06-25", "5"), ("D", "06-30", "1")];
    Shop::new()
        .orders(ids.map(|id| order(id, "05-18 10:00")).to_vec())
        .parcels(ids.map(|id| signed(id, "05-20 10:00")).to_vec())
        .reviews(days.iter().map(|(id, day, stars)| review(id, &format!("{day} 10:00"), stars)).collect())
}

#[test]
fn changes_are_against_1_7_and_30_days_before() {
    let report = rated().at("06-30");
    assert_fraction(&report, "positive_review_rate", 2.0, 4);
    let row = indicator(&report, "positive_review_rate");
    // 06-29: A, B, C. 06-23: A, B. 05-31: A.
    assert_near(&row["change_1d"], 2.0 / 4.0 - 2.0 / 3.0);
    assert_near(&row["change_7d"], 2.0 / 4.0 - 1.0 / 2.0);
    assert_near(&row["change_30d"], 2.0 / 4.0 - 1.0 / 1.0);
}

#[test]
fn the_change_of_the_total_is_the_change_of_its_indicators() {
    // With the other half of product fixed at 88 points, coverage is one half on all days.
    let set = [("quality_return_rate", "0.02")];
    let report = rated().with(&set);
    let score = |points: f64| (points + 88.0) / 2.0 / 20.0;
    // 2/4 → 0 points (clamped), 2/3 → 40 × (2/3 − 0.60) / 0.20, 1/2 → 0, 1/1 → 100.
    let day_before = score(40.0 * (2.0 / 3.0 - 0.60) / 0.20);
    // Pickup and arrival happened in May, so logistics has no data in June; a day of May has it.
    assert_near(&report["score"]["value"], score(0.0));
    assert_near(&report["score"]["change_1d"], score(0.0) - day_before);
    assert_near(&report["score"]["change_7d"], 0.0);
}

#[test]
fn there_is_no_change_against_a_day_without_data() {
    let shop = Shop::new().orders(vec![order("A", "06-25 10:00")]).parcels(vec![parcel(
        "Y1",
        "A",
        "06-25 12:00",
        "06-28 10:00",
    )]);
    let report = shop.at("06-30");
    let row = indicator(&report, "arrival_hours");
    assert_near(&row["change_1d"], 0.0);
    assert!(row["change_7d"].is_null() && row["change_30d"].is_null(), "{row}");
}
