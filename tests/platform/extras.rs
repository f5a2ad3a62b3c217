//! Bonuses, deductions, clamping, and the number shown to buyers.

use super::support::*;

const JULY: &str = "--rules douyin --as-of 2026-08-28";
const SEPTEMBER: &str = "--rules douyin --as-of 2026-09-28";

#[test]
fn deductions_count_each_time_up_to_their_cap() {
    let folder = shop(600, "2026-08");
    for (events, taken) in [
        ("--event passive_service=1", 3.0),
        ("--event passive_service=5", 15.0),
        ("--event passive_service=6", 15.0),
        ("--event fake_trade=1", 15.0),
        ("--event fake_trade=2", 15.0),
        ("--event fake_trade", 15.0),
        ("--event fake_trade=1 --event passive_service=2", 21.0),
    ] {
        let report = score(&folder, &format!("{JULY} {events}"), &BEST_JULY);
        near(&report["score"]["deduction_points"], taken);
        near(&report["score"]["points"], 100.0 - taken);
        near(&report["score"]["weighted_points"], 100.0);
    }
    let report = score(&folder, &format!("{JULY} --event passive_service=6"), &BEST_JULY);
    let taken = row(&report, "deductions", "passive_service");
    assert_eq!(
        (&taken["count"], &taken["points_each"], &taken["cap"], &taken["points"]),
        (&6.into(), &3.0.into(), &15.0.into(), &15.0.into())
    );
}

#[test]
fn september_takes_for_more_and_less_at_once() {
    let folder = shop(600, "2026-09");
    for (event, taken) in [
        ("abnormal_return_address=1", 2.0),
        ("abnormal_return_address=9", 10.0),
        ("refused_invoice=3", 6.0),
        ("refused_invoice=6", 10.0),
        ("fake_trade=1", 10.0),
        ("fake_trade=3", 10.0),
        ("false_advertising=1", 10.0),
        ("fraud_shipping=1", 10.0),
        ("brand_confusion=1", 10.0),
    ] {
        let report = score(&folder, &format!("{SEPTEMBER} --event {event}"), &BEST_SEPTEMBER);
        near(&report["score"]["points"], 100.0 - taken);
    }
}

#[test]
fn bonuses_add_to_the_total_within_its_limits() {
    let folder = shop(600, "2026-09");
    // 4.45 stars are 60 points on the line.
    let set = with(&BEST_SEPTEMBER, &[("product_rating", 4.45)]);
    let mean = 0.5 * (0.9 * 60.0 + 10.0) + 50.0;
    for (bonus, added) in [
        ("", 0.0),
        ("--bonus freight_insurance", 2.0),
        ("--bonus freight_insurance=1 --bonus bulky_freight_insurance --bonus door_installation", 6.0),
        ("--bonus freight_insurance=0", 0.0),
        ("--bonus next_day_delivery", 5.0),
    ] {
        let report = score(&folder, format!("{SEPTEMBER} {bonus}").trim_end(), &set);
        near(&report["score"]["bonus_points"], added);
        near(&report["score"]["points"], mean + added);
        assert_eq!(report["score"]["clamped_points"], 0.0);
    }
    let full = score(&folder, &format!("{SEPTEMBER} --bonus freight_insurance"), &BEST_SEPTEMBER);
    near(&full["score"]["points"], 100.0);
    near(&full["score"]["clamped_points"], -2.0);
    assert_eq!(row(&full, "bonuses", "freight_insurance")["basis"], "claimed");
    assert_eq!(row(&full, "bonuses", "door_installation")["basis"], "unknown");
}

#[test]
fn next_day_delivery_is_measured_from_20_percent_on() {
    let folder = shop(600, "2026-09");
    let set =
        |share: f64| with(&BEST_SEPTEMBER, &[("product_rating", 4.45), ("next_day_delivery_rate", share)]);
    let of = |share: f64, more: &str| score(&folder, format!("{SEPTEMBER} {more}").trim_end(), &set(share));
    let reached = of(0.2, "");
    assert_eq!(row(&reached, "bonuses", "next_day_delivery")["basis"], "measured");
    near(&reached["score"]["bonus_points"], 5.0);
    let short = of(0.199, "");
    assert_eq!(row(&short, "bonuses", "next_day_delivery")["basis"], "not_reached");
    near(&short["score"]["bonus_points"], 0.0);
    // What the shop says wins, both ways.
    near(&of(0.199, "--bonus next_day_delivery")["score"]["bonus_points"], 5.0);
    near(&of(0.2, "--bonus next_day_delivery=0")["score"]["bonus_points"], 0.0);
}

#[test]
fn remote_areas_add_to_logistics_up_to_100() {
    let folder = shop(600, "2026-08");
    let of = |pickup: f64| {
        let set = with(&BEST_JULY, &[("pickup_score", pickup)]);
        score(&folder, &format!("{JULY} --bonus remote_area_service"), &set)
    };
    // 15 % of 80, the rest 100: 97, and 3.
    let full = of(80.0);
    near(dimension(&full, "logistics"), 100.0);
    near(&row(&full, "bonuses", "remote_area_service")["points"], 3.0);
    // 15 % of 90: 98.5, room for 1.5.
    let cut = of(90.0);
    near(dimension(&cut, "logistics"), 100.0);
    near(&row(&cut, "bonuses", "remote_area_service")["points"], 1.5);
    // 15 % of 60: 94.
    let room = of(60.0);
    near(dimension(&room, "logistics"), 97.0);
    near(&room["score"]["points"], 50.0 + 0.15 * 97.0 + 35.0);
    // It is part of the dimension, not of what is added to the total.
    near(&room["score"]["bonus_points"], 0.0);
    near(&room["score"]["weighted_points"], 50.0 + 0.15 * 97.0 + 35.0);
}

#[test]
fn totals_stay_within_their_limits() {
    let worst = [
        ("product_rating", 1.0),
        ("quality_return_rate", 1.0),
        ("pickup_score", 50.0),
        ("waybill_sla_rate", 0.0),
        ("logistics_return_rate", 1.0),
        ("im_dissatisfaction_rate", 1.0),
        ("im_reply_seconds", 600.0),
        ("aftersale_review_hours", 200.0),
        ("platform_help_rate", 1.0),
    ];
    let events = "--event fake_trade=1 --event passive_service=5";
    let report = score(&shop(600, "2026-08"), &format!("{JULY} {events}"), &worst);
    near(&report["score"]["weighted_points"], 50.0);
    near(&report["score"]["points"], 50.0);
    near(&report["score"]["clamped_points"], 30.0);
    // Since September the total may fall to 0, a dimension not below 50.
    let worst = with(&worst, &[("pickup_hours", 100.0), ("damage_return_rate", 1.0)]);
    let events = "--event fake_trade=1 --event false_advertising=1 --event fraud_shipping=1 --event brand_confusion=1 \
                  --event refused_invoice=5 --event abnormal_return_address=5";
    let events = events.split_whitespace().collect::<Vec<_>>().join(" ");
    let report = score(&shop(600, "2026-09"), &format!("{SEPTEMBER} {events}"), &worst);
    near(dimension(&report, "product"), 50.0);
    near(&report["score"]["points"], 0.0);
    near(&report["score"]["clamped_points"], 10.0);
    near(&report["buyer"]["value"], 3.0);
}

/// An empty sum is 0, not the negative zero of binary fractions.
#[test]
fn nothing_added_is_zero() {
    for args in [JULY, "--as-of 2026-08-28"] {
        let set = with(&BEST_JULY, &[("positive_review_rate", 0.97)]);
        let run = run(&shop(600, "2026-08"), &format!("{args} --format json"), &set);
        assert!(!run.stdout.contains("-0.0,"), "{args}");
    }
}

/// Equal losses go by id, whatever their last binary digit.
#[test]
fn equal_losses_go_by_id() {
    let set = with(&BEST_JULY, &[("quality_return_rate", 0.025), ("platform_help_rate", 0.01)]);
    let args = "--rules crossborder --as-of 2026-08-28 --industry 跨境大快消";
    let report = score(&shop(600, "2026-08"), args, &set);
    assert_eq!(report["weakest"], serde_json::json!(["platform_help_rate", "quality_return_rate"]));
}

/// Weighted mean, bonuses, deductions and what clamping does make the total, whatever is claimed.
#[test]
fn the_parts_make_the_total() {
    let folder = shop(600, "2026-09");
    for rating in [4.3, 4.5, 4.62, 4.71, 4.9] {
        for claims in [
            "",
            "--event fake_trade=1",
            "--bonus next_day_delivery",
            "--event refused_invoice=9 --bonus freight_insurance",
        ] {
            let set = with(&BEST_SEPTEMBER, &[("product_rating", rating)]);
            let report = score(&folder, format!("{SEPTEMBER} {claims}").trim_end(), &set);
            let part = |key: &str| report["score"][key].as_f64().unwrap();
            let sum = part("weighted_points") + part("bonus_points") - part("deduction_points")
                + part("clamped_points");
            near(&report["score"]["points"], sum);
            let each = |list: &str| -> f64 {
                report[list].as_array().unwrap().iter().map(|row| row["points"].as_f64().unwrap()).sum()
            };
            near(&report["score"]["bonus_points"], each("bonuses"));
            near(&report["score"]["deduction_points"], each("deductions"));
            let dimensions = report["dimensions"].as_array().unwrap().iter();
            let mean: f64 = dimensions
                .map(|d| d["weight_in_total"].as_f64().unwrap() * d["points"].as_f64().unwrap())
                .sum();
            near(&report["score"]["weighted_points"], mean);
        }
    }
}

#[test]
fn buyers_are_shown_the_whole_number_in_tenths() {
    let folder = shop(600, "2026-08");
    let set = with(&BEST_JULY, &[("product_rating", 4.7), ("pickup_score", 60.0)]);
    let report = score(&folder, JULY, &set);
    // 4.7 stars are 80 points: product 82; logistics 94, service 100: 90.1, shown as 90: 4.0 and 8 tenths.
    near(&report["score"]["points"], 0.5 * 82.0 + 0.15 * 94.0 + 35.0);
    assert_eq!(report["buyer"]["points"], 90.0);
    assert_eq!((&report["buyer"]["value"], &report["buyer"]["stars"]), (&4.8.into(), &5.0.into()));
}

#[test]
fn what_nobody_knows_is_refused_and_what_others_know_is_said_to_have_no_effect() {
    let folder = shop(600, "2026-08");
    let error = |args: &str| {
        let run = run(&folder, &format!("{JULY} {args}"), &BEST_JULY);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args}");
        run.stderr
    };
    let unknown = error("--event fake_trades=1");
    assert!(unknown.contains("event-unknown") && unknown.contains("fake_trade?"), "{unknown}");
    let unknown = error("--bonus freight");
    assert!(unknown.contains("bonus-unknown") && unknown.contains("freight_insurance"), "{unknown}");
    for wrong in ["fake_trade=-1", "fake_trade=1.5", "fake_trade=", "fake_trade=10000"] {
        assert!(error(&format!("--event {wrong}")).contains("event-invalid"), "{wrong}");
    }
    assert!(error("--bonus freight_insurance=2").contains("bonus-invalid"));
    let report =
        score(&folder, &format!("{JULY} --event false_advertising=1 --bonus freight_insurance"), &BEST_JULY);
    let codes: Vec<&str> =
        report["warnings"].as_array().unwrap().iter().map(|w| w["code"].as_str().unwrap()).collect();
    assert_eq!(codes.iter().filter(|code| **code == "claim-unused").count(), 2, "{codes:?}");
    near(&report["score"]["points"], 100.0);
}

/// The whole number is no threshold higher than the total: 69.6 does not read as 70, which opens doors.
#[test]
fn the_whole_number_crosses_no_threshold() {
    let set = with(&BEST_SEPTEMBER, &[("product_rating", 4.842)]);
    // (4.85 - 4.842) / 0.1 of 10 points of 45 % are 0.36 points lost.
    let args =
        format!("{SEPTEMBER} --event fake_trade=1 --event false_advertising=1 --event fraud_shipping=1");
    let report = score(&shop(600, "2026-09"), &args, &set);
    near(&report["score"]["points"], 69.64);
    assert_eq!(report["buyer"]["points"], 69.0);
    // No threshold lies at 90.
    let report = score(&shop(600, "2026-09"), &format!("{SEPTEMBER} --event fake_trade=1"), &set);
    near(&report["score"]["points"], 89.64);
    assert_eq!(report["buyer"]["points"], 90.0);
}

/// Nothing added and nothing taken is no negative zero.
#[test]
fn nothing_is_zero() {
    let run = run(&shop(600, "2026-08"), &format!("{JULY} --format json"), &BEST_JULY);
    assert!(run.stdout.contains("\"bonus_points\": 0.0") && run.stdout.contains("\"deduction_points\": 0.0"));
}
