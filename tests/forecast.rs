//! The score of the days ahead: exact output, figures worked out by hand, and what they must not depend on.

mod common;
mod forecast {
    pub mod by_hand;
    pub mod independent;
    pub mod little_past;
    pub mod shop;
}

use common::{run, tiyanfen};
use serde_json::Value;

fn forecast(args: &[&str]) -> String {
    let run = run(tiyanfen().args(["forecast", "fixtures/demo", "--quiet"]).args(args));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{args:?}");
    run.stdout
}

#[test]
fn text_in_both_languages() {
    for lang in ["zh", "en"] {
        let of = |name: &str, args: &[&str]| {
            insta::assert_snapshot!(format!("{name}_{lang}"), forecast(&[args, &["--lang", lang]].concat()));
        };
        of("two_weeks", &[]);
        of("stopped", &["--stop", "--days", "90", "--shop", "山间集"]);
        of("more_orders", &["--orders", "20", "--days", "1"]);
        of("too_short", &["--as-of", "2026-08-10"]);
        // Thresholds on means and indicators, a scale of a hundred points.
        of("other_rules", &["--rules", "douyin", "--days", "30"]);
        of("late_kinds", &["--as-of", "2026-08-20"]);
        let help = run(tiyanfen().args(["forecast", "--help", "--lang", lang]));
        insta::assert_snapshot!(format!("help_{lang}"), help.stdout);
    }
}

#[test]
fn json_and_csv() {
    insta::assert_snapshot!("json", forecast(&["--days", "1", "--format", "json"]));
    insta::assert_snapshot!("csv", forecast(&["--days", "2", "--format", "csv"]));
    for format in ["json", "csv"] {
        let of = |lang| forecast(&["--format", format, "--lang", lang]);
        assert_eq!(of("zh"), of("en"), "{format}");
    }
}

/// The CSV has the figures of the JSON, a row for each day and figure.
#[test]
fn rows_are_the_figures_of_the_days() {
    let json: Value = serde_json::from_str(&forecast(&["--format", "json"])).unwrap();
    let csv = forecast(&["--format", "csv"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let head = reader.headers().unwrap().clone();
    let rows: Vec<Value> = reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            head.iter().zip(&record).map(|(key, cell)| (key.to_owned(), Value::from(cell))).collect()
        })
        .collect();
    let days = json["days"].as_array().unwrap();
    let indicators = json["indicators"].as_array().unwrap().len();
    assert_eq!((days.len(), rows.len()), (14, 14 * (1 + 3 + indicators)));
    for (day, rows) in days.iter().zip(rows.chunks(rows.len() / 14)) {
        let parts = ["dimensions", "indicators"].into_iter().flat_map(|part| day[part].as_array().unwrap());
        let figures = std::iter::once(day).chain(parts);
        for (figure, row) in figures.zip(rows) {
            assert_eq!((&row["day"], &row["as_of"]), (&day["day"], &json["as_of"]));
            for key in ["id", "value", "low", "high", "points", "coverage", "numerator", "denominator"] {
                let cell = row[key].as_str().unwrap();
                match figure.get(key) {
                    Some(Value::Number(number)) => {
                        assert_eq!(cell.parse::<f64>().unwrap(), number.as_f64().unwrap(), "{row} {key}");
                    }
                    Some(Value::String(text)) => assert_eq!(cell, text),
                    Some(Value::Null) => assert_eq!(cell, "", "{row} {key}"),
                    _ => assert!(cell.is_empty() || key == "id", "{row} {key}"),
                }
            }
        }
    }
}

#[test]
fn what_is_typed_must_make_sense() {
    for (args, said) in [
        (&["--days", "0"][..], "error[number-invalid]: --days"),
        (&["--days", "91"], "within 1 and 90"),
        (&["--days", "x"], "error[number-invalid]: --days"),
        (&["--orders", "-1"], "error[number-invalid]: --orders"),
        (&["--orders", "many"], "error[number-invalid]: --orders"),
        (&["--orders", "nan"], "error[number-invalid]: --orders"),
        (&["--stop", "--orders", "3"], "error[usage]"),
    ] {
        let run = run(tiyanfen().args(["forecast", "nowhere"]).args(args));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.contains(said), "{args:?}: {}", run.stderr);
    }
    let none = run(tiyanfen().args(["forecast", "fixtures/demo", "--as-of", "2020-01-01", "-q"]));
    assert!(none.code == 2 && none.stderr.contains("error[as-of-outside]"), "{}", none.stderr);
}

/// A bad review leaves its window like any other bad case, where a rulebook scores stars.
#[test]
fn bad_reviews_are_among_what_is_certain() {
    let of = |command: &str, args: &[&str]| -> Value {
        let rules =
            ["fixtures/demo", "--rules", "douyin-2026-09", "--as-of", "2026-08-10", "--format", "json", "-q"];
        let run = run(tiyanfen().arg(command).args(rules).args(args));
        serde_json::from_str(&run.stdout).unwrap()
    };
    let forecast = of("forecast", &[]);
    let certain = forecast["certain"].as_array().unwrap();
    let day = certain.iter().find(|day| day["day"] == "2026-08-27").unwrap();
    assert_eq!(day["indicators"][0], serde_json::json!({ "id": "product_rating", "cases": 1 }));
    // One star of one order: without it the rating has as much as what if says, and two late parcels leave beside it.
    let review = of("what-if", &["--undo", "bad_review=1"])["change"].as_f64().unwrap();
    let both = day["change"].as_f64().unwrap();
    assert!((review - 6.473_077).abs() < 1e-6 && (both - 6.938_337).abs() < 1e-6, "{review} {both}");
}
