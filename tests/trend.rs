//! The score day by day: exact output, and every day the score of that day.

mod common;
#[path = "common/demo_request.rs"]
mod demo_request;
#[path = "common/trend_day.rs"]
mod trend_day;

use common::{Folder, run, tiyanfen};
use demo_request::{demo, request};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use tiyanfen::indicator::Indicator;
use tiyanfen::report;
use tiyanfen::rulebook::{self, Rulebook};
use tiyanfen::scorecard::Manual;
use tiyanfen::time::Day;

fn trend(args: &[&str]) -> String {
    let run = run(tiyanfen().args(["trend", "fixtures/demo", "--quiet"]).args(args));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{args:?}");
    run.stdout
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&trend(&[args, &["--format", "json"]].concat())).unwrap()
}

#[test]
fn text_in_both_languages() {
    for lang in ["zh", "en"] {
        insta::assert_snapshot!(format!("month_{lang}"), trend(&["--lang", lang]));
        // More days than a line has characters, from before the first order, over the turn of a year.
        insta::assert_snapshot!(format!("year_{lang}"), trend(&["--days", "366", "--lang", lang]));
        let other = ["--rules", "koubei", "--days", "40", "--as-of", "2026-10-15", "--shop", "山间集"];
        insta::assert_snapshot!(
            format!("other_rules_{lang}"),
            trend(&[&other, &["--lang", lang][..]].concat())
        );
        insta::assert_snapshot!(format!("one_day_{lang}"), trend(&["--days", "1", "--lang", lang]));
        let help = run(tiyanfen().args(["trend", "--help", "--lang", lang]));
        insta::assert_snapshot!(format!("help_{lang}"), help.stdout);
    }
}

#[test]
fn json_and_csv() {
    insta::assert_snapshot!("json", trend(&["--days", "2", "--format", "json"]));
    insta::assert_snapshot!("csv", trend(&["--days", "2", "--format", "csv"]));
    for format in ["json", "csv"] {
        let of = |lang| trend(&["--format", format, "--lang", lang]);
        assert_eq!(of("zh"), of("en"), "{format}");
    }
}

#[test]
fn the_last_day_is_the_score() {
    for args in [&[][..], &["--as-of", "2026-09-03"], &["--rules", "koubei"], &["--set", "arrival_hours=60"]]
    {
        let score = run(tiyanfen().args(["score", "fixtures/demo", "-q", "--format", "json"]).args(args));
        let score: Value = serde_json::from_str(&score.stdout).unwrap();
        let trend = json(&[args, &["--days", "3"]].concat());
        assert_eq!(trend_day::of_trend(&trend["days"][2]), trend_day::of_report(&score), "{args:?}");
        for key in ["schema_version", "tool", "shop", "rulebook", "as_of", "as_of_basis", "inputs"] {
            assert_eq!(trend[key], score[key], "{args:?} {key}");
        }
    }
}

/// The CSV's last day is the score's CSV, in the columns both have.
#[test]
fn the_last_day_of_the_csv_is_the_scores() {
    let columns = |text: &str, day_column: &str| -> Vec<BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let head = reader.headers().unwrap().clone();
        let rows = reader.records().map(|record| {
            let record = record.unwrap();
            let cells = head.iter().zip(record.iter());
            cells.map(|(key, cell)| (key.replace(day_column, "day"), cell.to_owned())).collect()
        });
        rows.collect()
    };
    let score = run(tiyanfen().args(["score", "fixtures/demo", "-q", "--format", "csv"])).stdout;
    let score = columns(&score, "as_of");
    let mut days = columns(&trend(&["--days", "31", "--format", "csv"]), "as_of");
    let thresholds = days.extract_if(.., |row| row["level"] == "threshold").collect::<Vec<_>>();
    assert_eq!(thresholds.len(), 31 * 2);
    assert!(thresholds.iter().all(|row| row["met"] == "true" && row["unit"] == "score"));
    assert_eq!(days.len(), 31 * score.len());
    let sorted = days.windows(2).all(|pair| pair[0]["day"] <= pair[1]["day"]);
    assert!(sorted, "by day");
    let last = &days[days.len() - score.len()..];
    for (trend, score) in last.iter().zip(&score) {
        for (key, cell) in trend.iter().filter(|(key, _)| score.contains_key(*key)) {
            assert_eq!(cell, &score[key], "{} {key}", trend["id"]);
        }
    }
}

/// Every day of a trend, under every rulebook: the total, every dimension and every indicator to the last
/// digit. From before the first order, so that days without any data are among them.
#[test]
fn every_day_is_the_score_of_that_day() {
    let loaded = demo();
    let by_hand = Manual::from([(Indicator::ServiceRating, 4.8), (Indicator::PickupOnTimeRate, 0.95)]);
    let ids = rulebook::ids().into_iter().map(|id| (id, Manual::new()));
    for (id, manual) in ids.chain([("koubei", by_hand)]) {
        let rulebook = Rulebook::built_in(id).unwrap();
        for (last, days) in [("2026-10-31", 40), ("2026-07-02", 20), ("2027-02-02", 10)] {
            let last = Day::parse(last).unwrap();
            let Ok((trend, _)) = report::build_trend(&request(&loaded, &rulebook, last, &manual), days)
            else {
                // No day of the trend has data: no day has by itself.
                let of = |back: i32| report::build(request(&loaded, &rulebook, last.plus(-back), &manual));
                assert!((0..days).all(|back| of(back).is_err()), "{id} {last}");
                continue;
            };
            let trend = serde_json::to_value(trend).unwrap();
            let shown = trend["days"].as_array().unwrap();
            assert_eq!(shown.len() as i32, days);
            for (back, day) in shown.iter().rev().enumerate() {
                let of = last.plus(-(back as i32));
                assert_eq!(day["day"], of.to_string());
                match report::build(request(&loaded, &rulebook, of, &manual)) {
                    Ok((score, _)) => {
                        let score = trend_day::of_report(&serde_json::to_value(score).unwrap());
                        assert_eq!(trend_day::of_trend(day), score, "{id} {of}");
                    }
                    Err(_) => {
                        assert_eq!(day["score"]["coverage"], 0.0, "{id} {of}");
                        assert!(day["score"]["value"].is_null(), "{id} {of}");
                    }
                }
            }
        }
    }
}

#[test]
fn keys_are_never_absent() {
    let trend = json(&["--days", "366"]);
    let keys = |row: &Value| row.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let days = trend["days"].as_array().unwrap();
    assert_eq!(days.len(), 366);
    for part in ["dimensions", "indicators"] {
        let rows = || days.iter().flat_map(|day| day[part].as_array().unwrap());
        let shapes: BTreeSet<Vec<String>> = rows().map(keys).collect();
        assert_eq!(shapes.len(), 1, "{part}");
        let heads = trend[part].as_array().unwrap();
        for day in days {
            let ids = |rows: &[Value]| rows.iter().map(|row| row["id"].clone()).collect::<Vec<_>>();
            assert_eq!(ids(day[part].as_array().unwrap()), ids(heads));
        }
    }
    let shapes: BTreeSet<Vec<String>> = days.iter().map(|day| keys(&day["score"])).collect();
    assert_eq!(shapes.len(), 1);
}

#[test]
fn days_are_1_to_366() {
    for wrong in ["0", "367", "-3", "x", "1.5", ""] {
        let run = run(tiyanfen().args(["trend", "nowhere", "--days", wrong]));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{wrong}");
        assert!(run.stderr.contains("error[number-invalid]: --days"), "{}", run.stderr);
        assert!(run.stderr.contains("within 1 and 366"), "{}", run.stderr);
    }
    assert_eq!(json(&["--days", "1"])["days"].as_array().unwrap().len(), 1);
    assert_eq!(json(&[])["days"].as_array().unwrap().len(), 30);
}

/// Before there is anything nothing is shown as zero.
#[test]
fn days_without_data_are_blank() {
    let trend = json(&["--as-of", "2026-07-01", "--days", "60"]);
    let first = &trend["days"][0];
    assert_eq!(first["score"]["status"], "no_data");
    assert!(first["score"]["value"].is_null() && first["score"]["display"].is_null());
    for row in first["indicators"].as_array().unwrap().iter().chain(first["dimensions"].as_array().unwrap()) {
        assert!(row["value"].is_null() && row["points"].is_null() && row["lost_score"].is_null(), "{row}");
        assert_eq!(row["status"], "no_data");
    }
    let none = run(tiyanfen().args(["trend", "fixtures/demo", "--as-of", "2020-01-01", "-q"]));
    assert_eq!((none.code, none.stdout.as_str()), (2, ""));
    assert!(none.stderr.contains("error[as-of-outside]"), "{}", none.stderr);
}

#[test]
fn it_ends_like_every_command() {
    let header = "主订单编号,子订单编号,商品ID,订单应付金额,订单提交时间,支付完成时间,订单状态";
    let row = "6.91793E+18,1,11,1,2026-10-01 09:00:00,2026-10-01 09:00:00,已发货";
    let folder = Folder::new().csv("orders.csv", header, &[row]);
    let path = folder.path().join("trend.csv");
    let args = ["--format", "csv", "--bom", "--output", path.to_str().unwrap()];
    assert_eq!(trend(&args), "");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("\u{feff}{}", trend(&["--format", "csv"])));
    // One file of several is refused: the result stands, the exit code says so.
    let refused = run(tiyanfen().args(["trend", "fixtures/demo"]).arg(folder.path().join("orders.csv")));
    assert_eq!(refused.code, 2);
    assert!(refused.stdout.starts_with("Experience score by day"), "{}", refused.stdout);
    assert!(refused.stderr.contains("error[ids-destroyed]"), "{}", refused.stderr);
    let unknown = run(tiyanfen().args(["trend", "fixtures/demo", "--rules", "kobei"]));
    assert!(unknown.code == 2 && unknown.stderr.contains("did you mean koubei?"), "{}", unknown.stderr);
}
