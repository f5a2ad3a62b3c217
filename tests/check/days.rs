//! The day strip: rows per day, gaps between files, days in several files.

use crate::common::Folder;
use crate::support::*;
use serde_json::{Value, json};

/// Orders files, each with an order on each of its days.
fn months(files: &[(&str, &[&str])]) -> Folder {
    let mut id = 0;
    let mut next = |day: &str| {
        id += 1;
        order(id, day)
    };
    files.iter().fold(Folder::new(), |folder, (name, days)| {
        let rows: Vec<String> = days.iter().map(|day| next(day)).collect();
        with(folder, name, ORDERS, &rows)
    })
}

fn kind<'v>(report: &'v Value, id: &str) -> &'v Value {
    rows(report, "days").iter().find(|row| row["kind"] == id).expect("the kind has days")
}

#[test]
fn a_gap_begins_after_the_last_day_and_ends_before_the_next_first() {
    let folder = months(&[
        ("a.csv", &["2026-09-28", "2026-09-30"]),
        ("b.csv", &["2026-10-02", "2026-10-03"]),
        ("c.csv", &["2026-10-04"]),
    ]);
    let report = fine(&folder);
    let orders = kind(&report, "orders");
    // One day lies between a and b, none between b and c; the hole in a is none between files.
    assert_eq!(orders["gaps"], json!([{"from": "2026-10-01", "to": "2026-10-01", "days": 1}]));
    assert_eq!(orders["overlaps"], json!([]));
    assert_eq!((&orders["first_day"], &orders["last_day"]), (&json!("2026-09-28"), &json!("2026-10-04")));
    let a = json!({
        "path": "./a.csv", "first_day": "2026-09-28", "last_day": "2026-09-30", "days_with_rows": 2,
        "rows": [1, 0, 1]
    });
    assert_eq!(orders["files"][0], a);
    let said = text(&folder, 0, &[".", "--lang", "zh"]);
    assert!(said.contains("日期 2026-09-28 到 2026-10-04，一格 1 天\n█ 有记录 "), "{said}");
    let drawn = "订单  2026-09-28 到 2026-10-04\n  █░█····  a.csv\n  ····██·  b.csv\n  ······█  c.csv\n";
    assert!(said.contains(drawn), "{said}");
    let gap =
        "  缺口 2026-10-01 到 2026-10-01（1 天）没有订单记录：漏导出的话补上；那几天本来就没有，可以不管\n";
    assert!(said.contains(gap), "{said}");
}

#[test]
fn a_file_inside_another_overlaps_on_its_own_days() {
    let report = fine(&months(&[
        ("long.csv", &["2026-10-01", "2026-10-31"]),
        ("short.csv", &["2026-10-10", "2026-10-12"]),
    ]));
    let orders = kind(&report, "orders");
    let paths = json!(["./long.csv", "./short.csv"]);
    let inside = json!([{"from": "2026-10-10", "to": "2026-10-12", "days": 3, "paths": paths}]);
    assert_eq!((&orders["overlaps"], &orders["gaps"]), (&inside, &json!([])));
}

/// Two files that meet on one day overlap on that day; of three, every set of files is a run of its own.
#[test]
fn overlaps_change_where_the_files_do() {
    let report = fine(&months(&[
        ("a.csv", &["2026-10-01", "2026-10-05"]),
        ("b.csv", &["2026-10-03", "2026-10-07"]),
        ("c.csv", &["2026-10-05", "2026-10-09"]),
        ("d.csv", &["2026-10-09", "2026-10-10"]),
    ]));
    let overlaps = rows(kind(&report, "orders"), "overlaps").iter();
    let runs: Vec<String> = overlaps
        .map(|run| {
            let paths: Vec<&str> =
                rows(run, "paths").iter().map(|path| &path.as_str().unwrap()[2..3]).collect();
            format!("{}..{} {}", run["from"].as_str().unwrap(), run["to"].as_str().unwrap(), paths.concat())
        })
        .collect();
    let expected = [
        "2026-10-03..2026-10-04 ab",
        "2026-10-05..2026-10-05 abc",
        "2026-10-06..2026-10-07 bc",
        "2026-10-09..2026-10-09 cd",
    ];
    assert_eq!(runs, expected);
}

#[test]
fn kinds_do_not_mix() {
    let folder = months(&[("orders.csv", &["2026-10-01", "2026-10-05"])]);
    let folder = with(folder, "reviews.csv", REVIEWS, &[review(1, "2026-10-20")]);
    let report = fine(&folder);
    assert_eq!(rows(&report, "days").len(), 2);
    for days in rows(&report, "days") {
        assert_eq!((&days["gaps"], &days["overlaps"]), (&json!([]), &json!([])), "{days}");
    }
}

/// Rows per day, by hand: a parcel stands on the day of its pickup and on that of its signature.
#[test]
fn rows_are_counted_by_day() {
    let folder = with(
        Folder::new(),
        "orders.csv",
        ORDERS,
        &[order(1, "2026-10-01"), order(2, "2026-10-01"), order(3, "2026-10-03")],
    );
    let parcels = [parcel(1, "2026-10-02", "2026-10-04"), parcel(2, "2026-10-02", "2026-10-05")];
    let report = fine(&with(folder, "parcels.csv", LOGISTICS, &parcels));
    assert_eq!(kind(&report, "orders")["files"][0]["rows"], json!([2, 0, 1]));
    let parcels = &kind(&report, "logistics")["files"][0];
    assert_eq!(parcels["rows"], json!([2, 0, 1, 1]));
    assert_eq!((&parcels["days_with_rows"], &parcels["first_day"]), (&json!(3), &json!("2026-10-02")));
}

/// A refused file covers nothing.
#[test]
fn refused_files_have_no_days() {
    let folder = months(&[("a.csv", &["2026-10-01"]), ("c.csv", &["2026-10-05"])]);
    let destroyed = "6.91793E+18,2,11,辣条,9.90,已发货,2026-10-03 09:00:00,2026-10-03 09:01:00".to_owned();
    let report = check(&with(folder, "b.csv", ORDERS, &[destroyed]), 2, &["."]);
    let orders = kind(&report, "orders");
    assert_eq!(orders["gaps"], json!([{"from": "2026-10-02", "to": "2026-10-04", "days": 3}]));
    assert_eq!(rows(orders, "files").len(), 2);
    let b = file(&report, "b.csv");
    assert_eq!((&b["status"], &b["first_day"], &b["read"]), (&json!("refused"), &Value::Null, &json!(0)));
}

/// Sixty marks at most, whatever the span: 2025-01-01 to 2026-10-01 are 639 days, 11 to a mark.
#[test]
fn a_long_span_is_drawn_in_few_marks() {
    let folder = months(&[("a.csv", &["2025-01-01"]), ("b.csv", &["2026-10-01"])]);
    let said = text(&folder, 0, &[".", "--lang", "en"]);
    assert!(said.contains("days to a mark: 11\n"), "{said}");
    let strip = |name: &str| {
        let line = said.lines().find(|line| line.ends_with(&format!("  {name}"))).unwrap();
        line.trim().split("  ").next().unwrap().to_owned()
    };
    assert_eq!(strip("a.csv"), format!("█{}", "·".repeat(58)));
    assert_eq!(strip("b.csv"), format!("{}█", "·".repeat(58)));
    assert!(said.contains("  gap 2025-01-02 to 2026-09-30 (days: 637) without any orders: "), "{said}");
}

/// Ten gaps are shown, the rest counted; three files of an overlap likewise.
#[test]
fn many_gaps_and_files_are_counted() {
    let names: Vec<String> = (1..=12).map(|n| format!("f{n:02}.csv")).collect();
    let days: Vec<[String; 1]> = (0..12).map(|n| [format!("2026-10-{:02}", 1 + 2 * n)]).collect();
    let folder = (0..12).fold(Folder::new(), |folder, n| {
        with(folder, &names[n], ORDERS, &[order(n as u64 + 1, &days[n][0])])
    });
    let said = text(&folder, 0, &[".", "--lang", "zh"]);
    assert_eq!(said.matches("  缺口 ").count(), 10, "{said}");
    assert!(said.contains("  还有 1 段，--format json 列出全部\n"), "{said}");
    assert_eq!(rows(kind(&fine(&folder), "orders"), "gaps").len(), 11);
    let same: Vec<(&str, &[&str])> = vec![
        ("a.csv", &["2026-10-01"]),
        ("b.csv", &["2026-10-01"]),
        ("c.csv", &["2026-10-01"]),
        ("d.csv", &["2026-10-01"]),
    ];
    let said = text(&months(&same), 0, &[".", "--lang", "zh"]);
    assert!(said.contains("（1 天）：a.csv、b.csv、c.csv 等 1 个文件\n"), "{said}");
}
