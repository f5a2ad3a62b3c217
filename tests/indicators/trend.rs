//! The trend by hand: when the total crossed a threshold, and which days can be compared.

use crate::common::Run;
use crate::shop::*;
use serde_json::Value;

/// Ten orders rated 5; on 06-20 a 1 and a 3 more, on 06-22 ten more 5. Quality is set to 0.02 (88 points),
/// nothing else is known: product is the whole total.
fn shop() -> Shop {
    let ids: Vec<String> = (0..30).map(|n| format!("A{n}")).collect();
    let rated = |from: usize, to: usize, at: &'static str| -> Vec<Row> {
        ids[from..to].iter().map(|id| review(id, at, "5")).collect()
    };
    let mut reviews = rated(0, 10, "06-12 10:00");
    reviews.extend([review("A10", "06-20 09:00", "1"), review("A11", "06-20 21:00", "3")]);
    reviews.extend(rated(12, 22, "06-22 10:00"));
    Shop::new()
        .orders(ids.iter().map(|id| order(id, "06-01 10:00")).collect())
        .parcels(ids.iter().map(|id| signed(id, "06-05 10:00")).collect())
        .reviews(reviews)
}

fn run(shop: &Shop, args: &[&str]) -> Run {
    let set = ["--set=quality_return_rate=0.02", "--set=pickup_on_time_rate=0.99", "--set=arrival_hours=48"];
    let as_of = if args.contains(&"--as-of") { &[][..] } else { &["--as-of", "2025-06-24"] };
    shop.run(&[&["trend", ".", "--quiet"], as_of, &set[..], args].concat())
}

fn json(shop: &Shop, args: &[&str]) -> Value {
    let run = run(shop, &[&["--format", "json"], args].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).expect("JSON")
}

#[test]
fn a_threshold_is_crossed_on_the_day_the_reviews_were_written() {
    // Product 50 %, logistics 15 % at 100 points, no service: the total is (50 × product + 15 × 100) / 65.
    let total = |positive: f64| (50.0 * (positive + 88.0) / 2.0 + 1500.0) / 65.0 / 20.0;
    let trend = json(&shop(), &["--days", "8"]);
    let days = trend["days"].as_array().expect("days");
    // Up to 06-19 10 of 10: 100 points. 06-20: 10 of 12, two thirds from 40 to 60. 06-22: 20 of 22 =
    // 0.9090…, from 0.90 → 80 to 0.94 → 90.
    let fallen = 40.0 + 20.0 * 2.0 / 3.0;
    let risen = 80.0 + 10.0 * (20.0 / 22.0 - 0.90) / 0.04;
    let expected = [100.0, 100.0, 100.0, fallen, fallen, risen, risen, risen];
    for (day, positive) in days.iter().zip(expected) {
        assert_near(&day["score"]["value"], total(positive));
    }
    assert_eq!(days.len(), expected.len());
    // 4.77 → 3.87 → 4.43.
    let alliance = &trend["thresholds"][0];
    let crossings = alliance["crossings"].as_array().expect("crossings");
    let said: Vec<(&str, bool)> = crossings
        .iter()
        .map(|c| (c["day"].as_str().expect("a day"), c["met"].as_bool().expect("a side")))
        .collect();
    assert_eq!(said, [("2025-06-20", false), ("2025-06-22", true)]);
    assert_near(&crossings[0]["before"], total(100.0));
    assert_near(&crossings[0]["after"], total(fallen));
    assert_near(&crossings[1]["after"], total(risen));
    assert_eq!((&crossings[0]["of"], &crossings[0]["condition"]), (&"total".into(), &0.into()));
    // As the score says it: met again for the second time on 06-22, and below it up to the day before.
    assert_eq!((&alliance["since"], &alliance["since_open"]), (&"2025-06-22".into(), &false.into()));
    let fallen = json(&shop(), &["--days", "1", "--as-of", "2025-06-21"]);
    let fallen = &fallen["thresholds"][0];
    assert_eq!((&fallen["met"], &fallen["since"]), (&false.into(), &"2025-06-20".into()));
    assert_near(&fallen["distance"], total(40.0 + 20.0 * 2.0 / 3.0) - 4.0);
    assert_eq!(trend["thresholds"][1]["crossings"], Value::Array(Vec::new()));
    let text = run(&shop(), &["--days", "8"]).stdout;
    let alliance = "affiliate alliance entry";
    let down = format!("↓ 2025-06-20 {alliance} no longer met: Total ≥ 4.00, 4.77 -> 3.87\n");
    let up = format!("↑ 2025-06-22 {alliance} met: Total ≥ 4.00, 3.87 -> 4.43\n");
    assert!(text.contains(&down) && text.contains(&up), "{text}");
    assert!(text.contains("✓ met throughout: removal risk line, Total ≥ 2.00\n"), "{text}");
    // Highest, lowest and change in the row of the total: three heights, three days, two days, three days.
    let row = text.lines().find(|line| line.starts_with("Total")).expect("the total");
    assert_eq!(
        row.split_whitespace().collect::<Vec<_>>(),
        ["Total", "↑", "███▁▁▅▅▅", "4.77", "3.87", "06-20", "4.77", "06-17", "4.43", "-0.34"]
    );
}

#[test]
fn days_with_other_data_are_not_compared() {
    // Up to 06-11 there is no review: the total rests on quality, logistics and replies alone.
    let text = run(&shop(), &["--days", "15", "--set=im_reply_3min_rate=0.97"]).stdout;
    let row = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).expect("a row");
        line.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(row("Total").last().map(String::as_str), Some("–"));
    assert_eq!(row("Product ").last().map(String::as_str), Some("–"));
    // The same indicators of logistics on all days: they can be compared, and nothing has changed.
    assert_eq!(row("Logistics ").last().map(String::as_str), Some("0.00"));
    assert!(text.contains("than on the last: 2;"), "{text}");
    // The reviews' own row is blank for two days, begins on 06-12, and says so.
    let line = text.lines().find(|line| line.starts_with("Positive review rate")).expect("the row");
    assert!(line.contains("  ↑    ████████▁▁▄▄▄  "), "{line}");
    assert!(line.contains("100.0% 06-12"), "{line}");
    assert!(text.contains("no data on any day: "), "{text}");
    // Without the replies nothing is known of service, and of the total too little before the reviews.
    let text = run(&shop(), &["--days", "15"]).stdout;
    assert!(text.contains("no data on any day: Service, "), "{text}");
    assert!(!text.lines().any(|line| line.starts_with("Service ")), "{text}");
    let line = text.lines().find(|line| line.starts_with("Total")).expect("the total");
    assert!(line.contains("  ↑    ████████▁▁▅▅▅  ") && line.contains("4.77 06-12"), "{line}");
}

#[test]
fn a_total_that_comes_and_goes_with_data_says_so() {
    // Without logistics nothing but quality is known before 06-12: a quarter of the score, no total.
    let run = shop().run(&[
        "trend",
        ".",
        "--as-of",
        "2025-06-14",
        "--days",
        "4",
        "--set=quality_return_rate=0.15",
        "--quiet",
        "--format",
        "json",
    ]);
    let trend: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let days = trend["days"].as_array().expect("days");
    assert!(days[0]["score"]["value"].is_null());
    assert_near(&days[0]["score"]["coverage"], 0.25 + 0.15);
    // 0.15 → 0 points of quality, 100 of reviews.
    assert_near(&days[3]["dimensions"][0]["points"], 50.0);
}
