//! Which rulebook of a family holds on a day.

use super::support::*;

#[test]
fn the_one_in_force_on_the_as_of_day() {
    for (month, day, douyin, crossborder) in [
        ("2026-04", "2026-05-06", "classic", "classic"),
        ("2026-04", "2026-05-07", "douyin-2026-05", "classic"),
        ("2026-06", "2026-07-13", "douyin-2026-05", "classic"),
        ("2026-06", "2026-07-14", "douyin-2026-07", "crossborder-2026-07"),
        ("2026-08", "2026-09-07", "douyin-2026-07", "crossborder-2026-07"),
        ("2026-08", "2026-09-08", "douyin-2026-09", "crossborder-2026-09"),
    ] {
        let folder = shop(40, month);
        for (family, id) in [("douyin", douyin), ("crossborder", crossborder)] {
            let set =
                [("quality_return_rate", 0.001), ("product_rating", 4.9), ("positive_review_rate", 0.98)];
            let report = score(&folder, &format!("--rules {family} --as-of {day}"), &set);
            assert_eq!(report["rulebook"]["id"], id, "{family} {day}");
            let warnings = report["warnings"].as_array().unwrap();
            let noted = warnings.iter().any(|w| w["code"] == "rulebook-not-yet");
            assert_eq!(noted, id == "classic", "{family} {day}");
        }
    }
}

#[test]
fn without_a_day_the_day_found_in_the_files_decides() {
    // Paid up to 2026-06-28, nothing newer: that day minus one.
    let report = score(&shop(40, "2026-06"), "--rules douyin", &BEST_JULY);
    assert_eq!(report["as_of"], "2026-06-27");
    assert_eq!(report["rulebook"]["id"], "douyin-2026-05");
}

#[test]
fn the_default_is_none_of_them() {
    let set = [("positive_review_rate", 0.98), ("quality_return_rate", 0.001)];
    let report = score(&shop(40, "2026-09"), "--as-of 2026-09-28", &set);
    assert_eq!(report["rulebook"]["id"], "classic");
    for key in ["stage", "small_shop", "buyer", "industry", "shop_type"] {
        assert!(report[key].is_null(), "{key}");
    }
    assert_eq!(
        (report["bonuses"].as_array().unwrap().len(), report["deductions"].as_array().unwrap().len()),
        (0, 0)
    );
}

#[test]
fn a_trend_keeps_the_rules_of_its_last_day() {
    let folder = shop(600, "2026-08");
    let set: Vec<String> = BEST_SEPTEMBER.iter().map(|(id, v)| format!("--set={id}={v}")).collect();
    let mut args =
        vec!["trend", ".", "--rules", "douyin", "--as-of", "2026-09-10", "--days", "5", "--format", "json"];
    args.extend(set.iter().map(String::as_str));
    let run = folder.run(&args);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let trend: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(trend["rulebook"]["id"], "douyin-2026-09");
    for day in trend["days"].as_array().unwrap() {
        near(&day["score"]["points"], 100.0);
    }
}
