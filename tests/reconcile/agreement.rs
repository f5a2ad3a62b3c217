//! What agrees, and points, dimensions and the total.

use crate::common::indicator;
use crate::support::*;
use serde_json::Value;

/// The value and points of a figure in a report, as a program writes them.
fn own(report: &Value, id: &str) -> (String, String) {
    let row = match id {
        "total" => &report["score"],
        _ => report["dimensions"]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["id"] == id)
            .unwrap_or_else(|| indicator(report, id)),
    };
    let text = |key: &str| if row[key].is_null() { "-".to_owned() } else { row[key].to_string() };
    (text("value"), text("points"))
}

#[test]
fn ones_own_output_agrees_on_every_line() {
    let folder = Exports::WHOLE.folder();
    let mut table = "points,id,date,value\n".to_owned();
    for as_of in ["2025-04-11", "2025-06-30", "2025-05-20"] {
        let report = folder.score(&[
            "--as-of",
            as_of,
            "--set",
            "im_reply_3min_rate=0.9",
            "--set",
            "refund_only_hours=10",
        ]);
        let ids =
            report["indicators"].as_array().unwrap().iter().chain(report["dimensions"].as_array().unwrap());
        let ids = ids.map(|row| row["id"].as_str().unwrap()).chain(["total"]);
        for id in ids {
            let (value, points) = own(&report, id);
            if (value.as_str(), points.as_str()) != ("-", "-") {
                table += &format!("{points},{id},{as_of},{value}\n");
            }
        }
    }
    let compared = rows(&folder, &table, &[]);
    assert!(compared.len() > 45, "{}", compared.len());
    for row in compared {
        assert_eq!(row["status"], "agrees", "{row:#}");
        assert_eq!(row["causes"], serde_json::json!([]));
        assert_ne!((&row["value_agrees"], &row["points_agree"]), (&Value::Null, &Value::Null));
    }
}

/// The report rounded to so many decimals agrees as well: what was typed stands for all that rounds to it.
#[test]
fn rounded_figures_agree() {
    let folder = Exports::WHOLE.folder();
    let report = score(&folder, &[]);
    for decimals in 1..=6 {
        let mut table = "指标;日期;官方值;官方得分\n".to_owned();
        for row in report["indicators"].as_array().unwrap() {
            let Some(value) = row["value"].as_f64() else { continue };
            let unit = row["unit"].as_str().unwrap();
            let shown = match unit {
                "ratio" => format!("{:.decimals$}%", value * 100.0),
                "hours" => format!("{value:.decimals$}小时"),
                "seconds" => format!("{value:.decimals$}秒"),
                _ => format!("{value:.decimals$}"),
            };
            let points = row["points"].as_f64().map_or("-".to_owned(), |p| format!("{p:.decimals$}分"));
            table += &format!("{};{AS_OF};{shown};{points}\n", row["name_zh"].as_str().unwrap());
        }
        for row in rows(&folder, &table, &[]) {
            assert_eq!(row["status"], "agrees", "{row:#}");
        }
    }
}

#[test]
fn points_that_the_value_does_not_give() {
    let folder = Exports::WHOLE.folder();
    let (value, points) = own(&score(&folder, &[]), "arrival_hours");
    let (value, points): (f64, f64) = (value.parse().unwrap(), points.parse().unwrap());
    let of = |value: &str, points: &str| {
        let table = format!("id,value,points\narrival_hours,{value},{points}\n");
        rows(&folder, &table, &["--as-of", AS_OF]).remove(0)
    };
    let other = of(&format!("{value:.3}"), &format!("{:.1}", points - 4.0));
    assert_eq!((causes(&other), &other["value_agrees"]), (vec!["curve"], &true.into()), "{other:#}");
    // An hour either way is worth more than a tenth of a point.
    let coarse = of(&format!("{value:.0}"), &format!("{:.2}", points - 0.05));
    assert_eq!(causes(&coarse), ["precision"], "{coarse:#}");
    // Points that follow from another value are no matter of the curve.
    let lower = of(&format!("{:.3}", value + 20.0), &format!("{:.1}", points - 20.0 * 10.0 / 36.0));
    assert_eq!(causes(&lower)[0], "unknown", "{lower:#}");
    // Points alone are put on the own curve.
    let ninety = indicator(&score(&folder, &[]), "arrival_hours")["points_90"].as_f64().unwrap();
    let window = of("-", &format!("{ninety:.4}"));
    assert_eq!(causes(&window), ["window"], "{window:#}");
    let unscored = rows(&folder, &format!("date,id,points\n{AS_OF},pickup_hours,90\n"), &[]).remove(0);
    assert_eq!((causes(&unscored), &unscored["status"]), (vec!["not_scored"], &"no_data".into()));
}

#[test]
fn dimensions_and_the_total_by_their_parts() {
    let folder = Exports::WHOLE.folder();
    let report = score(&folder, &[]);
    let points = |id: &str| own(&report, id).1.parse::<f64>().unwrap();
    let of = |lines: &[(&str, f64)]| {
        let lines = lines.iter().map(|(id, points)| format!("{AS_OF},{id},{points:.2}\n"));
        rows(&folder, &format!("date,id,points\n{}", lines.collect::<String>()), &[])
    };
    let (quality, positive) = (points("quality_return_rate"), points("positive_review_rate"));
    // Two points more for quality returns are one more for the dimension and half of one for the total.
    let lines = [
        ("total", points("total") + 0.5),
        ("product", points("product") + 1.0),
        ("quality_return_rate", quality + 2.0),
        ("positive_review_rate", positive),
    ];
    let found = of(&lines);
    assert_eq!(
        (causes(&found[0]), &found[0]["causes"][0]["parts"]),
        (vec!["parts"], &serde_json::json!(["product"]))
    );
    assert_eq!(found[0]["causes"][0]["exact"], true);
    assert_eq!(found[1]["causes"][0]["parts"], serde_json::json!(["quality_return_rate"]));
    assert_eq!(found[1]["causes"][0]["exact"], true);
    // All parts agree, the dimension does not.
    let found = of(&[("product", points("product") + 3.0), lines[3], ("quality_return_rate", quality)]);
    assert_eq!(causes(&found[0]), ["weights"]);
    // Without its parts nobody can tell.
    let found = of(&[("total", points("total") + 3.0)]);
    assert_eq!(causes(&found[0]), ["unknown"]);
    assert_eq!(found[0]["causes"][0]["parts"], serde_json::json!(["product", "logistics", "service"]));
}

#[test]
fn what_has_no_data_says_what_would_supply_it() {
    let folder = Exports::WHOLE.folder();
    let found = row(&folder, "im_reply_seconds", "13.893秒", &[]);
    assert_eq!((causes(&found), &found["status"]), (vec!["no_data"], &"no_data".into()));
    let missing = &found["causes"][0]["missing"][0];
    assert_eq!((&missing["reason"], &missing["kinds"]), (&"export".into(), &serde_json::json!(["service"])));
    let alone = crate::common::Folder::new().csv(
        "im.csv",
        "日期,客服昵称,接待会话量,全天3分钟回复率,全天平响时长",
        &["2025-06-30,小王,10,95%,11秒"],
    );
    let run = alone.run(&["reconcile", "-", ".", "--format", "json", "-q"]);
    assert_eq!(run.code, 2, "nothing was typed");
}
