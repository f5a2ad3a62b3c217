//! Days that the exports cover, and the change against earlier days.

use crate::common::indicator;
use crate::shop::*;
use chrono::NaiveDate;
use serde_json::{Value, json};

/// Every so many days from one to another, as `06-11`.
fn days(first: &str, last: &str, step: usize) -> Vec<String> {
    let day = |text: &str| NaiveDate::parse_from_str(&format!("2025-{text}"), "%Y-%m-%d").expect("a date");
    let all = day(first).iter_days().take_while(|date| *date <= day(last));
    all.step_by(step).map(|date| date.format("%m-%d").to_string()).collect()
}

fn service_on(days: &[String]) -> Shop {
    Shop::new().service(days.iter().map(|day| agent(day, "小满", "10", "90%")).collect())
}

#[test]
fn covered_days_are_the_days_of_the_window_inside_the_exports() {
    let covered = |days: &[String]| {
        let report = service_on(days).bare();
        let row = indicator(&report, "im_reply_3min_rate").clone();
        assert_eq!(row["status"] == "partial", warned(&report, "partial-days"));
        (row["covered_days"].clone(), row["status"].clone(), row["coverage"]["missing"].clone())
    };
    // The first own day is 06-11, so 20 of June's 30 days are covered.
    let missing = json!([["2025-06-01", "2025-06-10"]]);
    assert_eq!(covered(&days("06-11", "06-30", 1)), (20.into(), "partial".into(), missing));
    for first in ["06-01", "05-02"] {
        assert_eq!(covered(&days(first, "06-30", 1)), (30.into(), "ok".into(), json!([])), "{first}");
    }
}

#[test]
fn a_run_of_days_without_a_row_is_a_gap_where_chance_would_hardly_leave_it() {
    let without = |from: &str, to: &str| {
        let mut all = days("06-01", "06-30", 1);
        all.retain(|day| day.as_str() < from || day.as_str() > to);
        let report = service_on(&all).bare();
        let coverage = indicator(&report, "im_reply_3min_rate")["coverage"].clone();
        (coverage["days"].clone(), coverage["kind"].clone(), coverage["missing"].clone())
    };
    // q = (0 + 1) / (29 + 1), q * 30 = 1: a quiet day.
    assert_eq!(without("06-14", "06-14"), (30.into(), Value::Null, json!([])));
    // q = (0 + 1) / (28 + 1), q^2 * 30 = 0.036: two of them are missing.
    let missing = json!([["2025-06-14", "2025-06-15"]]);
    assert_eq!(without("06-14", "06-15"), (28.into(), "service".into(), missing));
}

#[test]
fn exports_reach_to_their_newest_event_or_their_time_of_export() {
    let covered = |file: &str, first: &str, last: &str| {
        let applied = days(first, last, 1);
        let row =
            |(n, day): (usize, &String)| refund(&n.to_string(), "A", REFUND_ONLY, &format!("{day} 10:00"));
        let mut rows: Vec<Row> = applied.iter().enumerate().map(row).collect();
        rows[0] = rows[0].clone().finished("06-20 10:00");
        let report = Shop::new().refunds_named(file, &[], rows).at("06-30");
        let row = indicator(&report, "refund_only_hours");
        (row["covered_days"].as_i64(), row["status"].as_str().map(str::to_owned))
    };
    let partial = Some("partial".to_owned());
    assert_eq!(covered("售后.csv", "06-05", "07-05"), (Some(26), partial.clone()));
    assert_eq!(covered("售后.csv", "05-20", "06-25"), (Some(25), partial.clone()));
    // Nothing was applied for on 06-19 and 06-20, but what was is settled on 06-20.
    assert_eq!(covered("售后.csv", "06-10", "06-18"), (Some(11), partial.clone()));
    assert_eq!(covered("售后.csv", "06-01", "06-30"), (Some(30), Some("ok".to_owned())));
    // 1750900000 is 09:06 on 06-26.
    assert_eq!(covered("1750900000_售后.csv", "05-20", "06-18"), (Some(26), partial));
}

#[test]
fn the_export_that_covers_least_decides() {
    let ordered = days("03-01", "06-30", 10);
    let ids: Vec<String> = (0..ordered.len()).map(|n| format!("A{n}")).collect();
    let orders = || ids.iter().zip(&ordered);
    let on = |(id, day): (&String, &String)| order(id, &format!("{day} 10:00"));
    let picked_up = |(id, day): (&String, &String)| {
        parcel(&format!("Y{id}"), id, &format!("{day} 12:00"), &format!("{day} 20:00"))
    };
    let rated = ids.iter().zip(["04-12", "04-22", "05-02", "05-12", "05-22", "06-01", "06-11", "06-20"]);
    let shop = Shop::new()
        .orders(orders().map(on).collect())
        .parcels(orders().map(picked_up).collect())
        .reviews_named("评价.csv", rated.map(|(id, day)| review(id, &format!("{day} 10:00"), "5")).collect());
    // 04-12 to 06-20: 19 days of April, 31 of May, 20 of June.
    let report = shop.at("06-30");
    let row = indicator(&report, "positive_review_rate");
    assert_eq!((&row["covered_days"], &row["status"]), (&(19 + 31 + 20).into(), &"partial".into()));
    let missing = json!([["2025-04-02", "2025-04-11"], ["2025-06-21", "2025-06-30"]]);
    let worst = json!({ "days": 70, "window": 90, "kind": "reviews", "missing": missing });
    assert_eq!(row["coverage"], worst);
    assert_eq!(indicator(&report, "arrival_hours")["status"], "ok");
    for key in ["days", "window", "kind", "missing"] {
        assert_eq!(report["coverage"][key], worst[key]);
    }
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
