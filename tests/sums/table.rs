//! The table as it is written and read.

use crate::common::{Folder, Run, run, tiyanfen};
use serde_json::Value;

pub const HEADER: &str = "shop,day,measure,window_days,numerator,denominator,approximate,unknown,negative";
pub const DEMO: &str = "fixtures/demo";

/// A folder with the sums of exports and their head beside them.
pub fn summed(exports: &str, arguments: &[&str]) -> Folder {
    let folder = Folder::new();
    let (sums, head) = (folder.path().join("sums.csv"), folder.path().join("sums.head.json"));
    let mut command = tiyanfen();
    command.args(["sums", exports, "--quiet", "--output"]).arg(sums).arg("--head").arg(head);
    let run = run(command.args(arguments));
    assert!([0, 2].contains(&run.code), "{exports}: {}", run.stderr);
    folder
}

pub fn table(folder: &Folder) -> Vec<String> {
    let text = std::fs::read_to_string(folder.path().join("sums.csv")).unwrap();
    text.lines().map(str::to_owned).collect()
}

pub fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stderr))
}

#[test]
fn every_day_and_window_has_its_rows_in_order() {
    let folder = summed(DEMO, &["--shop", "山间集", "--from", "2026-10-13", "--to", "2026-10-15"]);
    let table = table(&folder);
    assert_eq!(table[0], HEADER);
    let orders: Vec<&String> = table.iter().filter(|row| row.contains(",valid_orders,")).collect();
    let days = ["2026-10-13", "2026-10-14", "2026-10-15"];
    let keys = days.iter().flat_map(|day| [30, 90].map(|n| format!("山间集,{day},valid_orders,{n},0,")));
    assert_eq!(orders.len(), 6);
    assert!(orders.iter().zip(keys).all(|(row, key)| row.starts_with(&key)), "{orders:#?}");
    let day_of = |row: &String| row.split(',').nth(1).unwrap().to_owned();
    assert!(table[1..].is_sorted_by_key(day_of));
    // 37 of 40 conversations are answered in time: rates of customer service are in 1e-9.
    let score = json(&run(tiyanfen().args(["score", DEMO, "--as-of", "2026-10-15", "--format", "json"])));
    let rated = |id: &str| {
        let rows = score["indicators"].as_array().unwrap();
        let row = rows.iter().find(|row| row["id"] == id).unwrap();
        format!("{},{}", row["numerator_90"].as_f64().unwrap() as i64, row["denominator_90"])
    };
    for id in ["quality_return_rate", "negative_review_rate", "pickup_on_time_rate"] {
        let row = format!("山间集,2026-10-15,{id},90,{},", rated(id));
        assert!(table.iter().any(|own| own.starts_with(&row)), "{row}");
    }
}

#[test]
fn days_without_an_order_have_a_row_by_which_one_knows_that_nothing_was() {
    let folder = summed(DEMO, &["--from", "2026-01-01", "--to", "2026-01-01"]);
    let nothing = |days: u32| format!(",2026-01-01,valid_orders,{days},0,0,0,0,0");
    assert_eq!(table(&folder), [HEADER.to_owned(), nothing(30), nothing(90)]);
}

#[test]
fn the_range_is_that_which_was_asked_for_and_else_120_days_up_to_the_day_of_score() {
    let ends = |arguments: &[&str]| {
        let table = table(&summed(DEMO, arguments));
        [table.get(1), table.last()].map(|row| row.unwrap().split(',').nth(1).unwrap().to_owned())
    };
    assert_eq!(ends(&[]), ["2026-07-02", "2026-10-30"]);
    assert_eq!(ends(&["--to", "2026-10-15"]), ["2026-06-17", "2026-10-15"]);
    assert_eq!(ends(&["--from", "2026-10-29"]), ["2026-10-29", "2026-10-30"]);
    let rules: Vec<String> = table(&summed(DEMO, &["--rules", "douyin-2026-09", "--from", "2026-10-30"]));
    let windows: std::collections::BTreeSet<&str> =
        rules[1..].iter().map(|row| row.split(',').nth(3).unwrap()).collect();
    assert!(windows.contains("30") && windows.contains("90"), "{windows:?}");
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let of = |threads: &str| table(&summed(DEMO, &["--threads", threads]));
    assert_eq!(of("1"), of("7"));
}

#[test]
fn columns_and_rows_come_in_any_order_and_a_name_may_look_like_a_formula() {
    let folder = summed(DEMO, &["--shop", "=集"]);
    let usual = folder.run(&["score", "--sums", "sums.csv", "--format", "json"]);
    assert_eq!((usual.code, json(&usual)["shop"].as_str()), (0, Some("=集")), "{}", usual.stderr);
    let rows = table(&folder);
    let turned =
        |row: &String| row.split(',').rev().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
    let body = rows[1..].iter().rev().map(turned).collect::<Vec<_>>().join("\r\n");
    let text = format!("\u{feff}{}\r\n{body}", turned(&rows[0]));
    let folder = folder.file("sums.csv", text);
    let other = folder.run(&["score", "--sums", "sums.csv", "--format", "json"]);
    assert_eq!(other.stdout, usual.stdout, "{}", other.stderr);
}

#[test]
fn numbers_beyond_64_bits_are_whole() {
    let folder = summed(DEMO, &[]);
    let huge = "1".to_owned() + &"0".repeat(30);
    let big = |row: String| match row.starts_with(",2026-10-30,arrival_hours,90,") {
        false => row,
        true => {
            let mut cells: Vec<&str> = row.split(',').collect();
            cells[4] = &huge;
            cells.join(",")
        }
    };
    let text = table(&folder).into_iter().map(big).collect::<Vec<_>>().join("\n");
    let folder = folder.file("sums.csv", text);
    let score = json(&folder.run(&["score", "--sums", "sums.csv", "--format", "json"]));
    let row =
        score["indicators"].as_array().unwrap().iter().find(|row| row["id"] == "arrival_hours").unwrap();
    assert_eq!(row["numerator_90"].as_f64().unwrap(), 1e30 / 3600.0);
}
