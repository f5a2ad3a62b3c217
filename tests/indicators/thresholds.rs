//! Thresholds by hand: met or not, how far, since when, and what follows.

use crate::shop::*;
use serde_json::{Value, json};

/// Thirty orders; ten of them rated 5 on 06-12, one 1 on 06-20. Quality is set to 0.02 (88 points), and nothing
/// else is known: product is the whole total.
fn shop(later: &[(&'static str, &'static str, &'static str)]) -> Shop {
    let ids: Vec<String> = (0..30).map(|n| format!("A{n}")).collect();
    let mut reviews: Vec<Row> = ids[..10].iter().map(|id| review(id, "06-12 10:00", "5")).collect();
    reviews.push(review("A10", "06-20 09:00", "1"));
    reviews.push(review("A11", "06-20 09:00", "1"));
    reviews.extend(later.iter().map(|(id, at, stars)| review(id, at, stars)));
    Shop::new()
        .orders(ids.iter().map(|id| order(id, "06-01 10:00")).collect())
        .parcels(ids.iter().map(|id| signed(id, "06-05 10:00")).collect())
        .reviews(reviews)
}

const SET: [&str; 3] =
    ["--set=quality_return_rate=0.02", "--set=pickup_on_time_rate=0.9", "--set=arrival_hours=120"];

fn thresholds(shop: &Shop, as_of: &str) -> Value {
    shop.score(&[&["--as-of", as_of], &SET[..]].concat())["thresholds"].clone()
}

#[test]
fn every_key_of_a_threshold() {
    // Product (100 + 88) / 2 = 94 at 50 %, logistics (75 + 70) / 2 = 72.5 at 15 %: 5787.5 / 65 / 20 = 4.45….
    let total = (50.0 * 94.0 + 15.0 * 72.5) / 65.0 / 20.0;
    let rows = thresholds(&shop(&[]), "2025-06-15");
    let mut alliance = rows[0].clone();
    assert_near(&alliance["distance"], total - 4.0);
    assert_near(&alliance["conditions"][0]["value"], total);
    assert_near(&alliance["conditions"][0]["distance"], total - 4.0);
    for value in ["/distance", "/conditions/0/value", "/conditions/0/distance"] {
        *alliance.pointer_mut(value).expect("a number") = Value::Null;
    }
    let expected = json!({
        "id": "alliance-entry",
        "title_zh": "精选联盟准入",
        "title_en": "affiliate alliance entry",
        "consequence_zh": "进不了精选联盟，达人带不了货",
        "consequence_en": "no entry to the affiliate alliance: creators cannot sell the shop's products",
        "source_zh": "五分制时期在后台见过",
        "source_en": "seen in the five-point era",
        "met": true,
        // Before the first review less than half of the score is known: no answer.
        "since": "2025-06-12",
        "since_open": true,
        "distance": null,
        "distance_of": 0,
        "conditions": [{
            "of": "total",
            "name_zh": "总分",
            "name_en": "Total",
            "comparison": "at_least",
            "at": 4.0,
            "value": null,
            "met": true,
            "distance": null,
            "unit": "score",
            "mean_days": null,
            "window_days": null,
        }],
    });
    assert_eq!(alliance, expected);
}

#[test]
fn since_the_day_of_the_bad_reviews() {
    // 10 of 12 are good: 53.33 points; product 70.67 → (3533.3 + 1087.5) / 65 / 20 = 3.55.
    for (day, since, open, met) in [
        ("2025-06-12", "2025-06-12", true, true),
        ("2025-06-19", "2025-06-12", true, true),
        ("2025-06-20", "2025-06-20", false, false),
        ("2025-06-30", "2025-06-20", false, false),
    ] {
        let rows = thresholds(&shop(&[]), day);
        let said = (&rows[0]["met"], &rows[0]["since"], &rows[0]["since_open"]);
        assert_eq!(said, (&json!(met), &json!(since), &json!(open)), "{day}");
        // The other line is kept on all days.
        assert_eq!((&rows[1]["met"], &rows[1]["since"]), (&json!(true), &json!("2025-06-12")), "{day}");
    }
    let unknown = thresholds(&shop(&[]), "2025-06-11");
    for key in ["met", "since", "distance", "distance_of"] {
        assert!(unknown[0][key].is_null(), "{key}");
    }
    assert_eq!(unknown[0]["since_open"], false);
}

/// What is in the files of a later day changes no answer of an earlier one.
#[test]
fn later_reviews_change_no_earlier_answer() {
    let more = [("A12", "06-24 10:00", "1"), ("A0", "06-22 10:00", "1"), ("A13", "06-22 10:00", "5")];
    for day in ["2025-06-15", "2025-06-20", "2025-06-21"] {
        assert_eq!(thresholds(&shop(&more), day), thresholds(&shop(&[]), day), "{day}");
    }
    assert_ne!(thresholds(&shop(&more), "2025-06-24"), thresholds(&shop(&[]), "2025-06-24"));
}

#[test]
fn what_is_not_met_says_what_follows() {
    let text = |lang: &str, day: &str| {
        let args = [&["score", ".", "--as-of", day, "--lang", lang, "--quiet"][..], &SET[..]].concat();
        shop(&[]).run(&args).stdout
    };
    let zh = text("zh", "2025-06-21");
    assert!(
        zh.contains(
            "\n✗ 精选联盟准入：总分 ≥ 4.00，现 3.55（还差 0.45） · 2025-06-20 起不达标\n    \
             → 进不了精选联盟，达人带不了货\n\
             ✓ 清退风险线：总分 ≥ 2.00，现 3.55（高出 1.55） · 至少 2025-06-12 起就达标\n"
        ),
        "{zh}"
    );
    let en = text("en", "2025-06-21");
    assert!(
        en.contains(
            "\n✗ affiliate alliance entry: Total ≥ 4.00, now 3.55 (0.45 short) · not met since 2025-06-20\n    \
             → no entry to the affiliate alliance: creators cannot sell the shop's products\n\
             ✓ removal risk line: Total ≥ 2.00, now 3.55 (1.55 above) · met since 2025-06-12 or earlier\n"
        ),
        "{en}"
    );
    let unknown = text("zh", "2025-06-11");
    assert!(unknown.contains("\n? 精选联盟准入：总分 ≥ 4.00（无总分）\n"), "{unknown}");
}
