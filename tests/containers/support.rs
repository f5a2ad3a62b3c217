//! Running the program inside the fixtures, and what of a report does not depend on containers.

use crate::common::{Run, run, tiyanfen};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The day on which every fixture is looked at.
pub const AS_OF: &str = "2025-10-30";

/// The CSV files of the shop, one per kind, all in `fixtures/containers/xlsx`.
pub const SHOP: [&str; 5] = ["orders", "logistics", "refunds", "reviews", "service"];

/// A folder below `fixtures/containers`.
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/containers").join(name)
}

/// The program inside such a folder, so that paths in messages are short.
pub fn run_in(name: &str, args: &[&str]) -> Run {
    run(tiyanfen().current_dir(folder(name)).args(args))
}

/// The report in JSON and the exit code; rejected rows are looked at instead of ending the run.
pub fn report(name: &str, paths: &[&str]) -> (i32, Value) {
    let flags = ["score", "--as-of", AS_OF, "--max-rejected", "1", "--format", "json"];
    let run = run_in(name, &[&flags[..], &["--set", "im_reply_3min_rate=0.9"], paths].concat());
    let report = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("no report: {run:?}"));
    (run.code, report)
}

/// The report where everything must be good.
pub fn good_report(name: &str, paths: &[&str]) -> Value {
    let (code, report) = report(name, paths);
    assert_eq!(code, 0, "{paths:?}: {:?}", said(&report));
    report
}

/// The cases of an indicator within 90 days, good and bad, or what was said instead.
pub fn cases(name: &str, indicator: &str, paths: &[&str]) -> String {
    let flags = ["cases", indicator, "--as-of", AS_OF, "--window", "90", "--denominator", "--format", "csv"];
    let run = run_in(name, &[&flags[..], &["--max-rejected", "1", "-q"], paths].concat());
    if run.code == 0 { run.stdout } else { format!("{run:?}") }
}

/// The CSV files of the shop but those of some kinds, as paths seen from a sibling folder.
pub fn others(kinds: &[&str]) -> Vec<String> {
    let rest = SHOP.iter().filter(|kind| !kinds.contains(kind));
    rest.map(|kind| format!("../xlsx/{kind}.csv")).collect()
}

pub fn strs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// What a report says whatever its rows came in: all but the paths and encodings of inputs, the places of
/// warnings, and notes on sheets that are no export.
pub fn substance(mut report: Value) -> Value {
    let remove = |rows: &mut Value, names: &[&str]| {
        for row in rows.as_array_mut().expect("rows") {
            let row = row.as_object_mut().expect("a row");
            names.iter().for_each(|name| drop(row.remove(*name)));
        }
    };
    let rows = |rows: &mut Value, stays: &dyn Fn(&Value) -> bool| {
        rows.as_array_mut().expect("rows").retain(|row| stays(row));
    };
    rows(&mut report["inputs"], &|row| row["status"] != "skipped");
    rows(&mut report["warnings"], &|row| row["code"] != "file-skipped");
    remove(&mut report["inputs"], &["path", "encoding"]);
    remove(&mut report["warnings"], &["path", "line", "cell"]);
    report["arguments"].take();
    report
}

/// Paths, encodings and counts of the inputs that are not left out.
pub fn inputs(report: &Value) -> Vec<(&str, &str, u64)> {
    let rows = report["inputs"].as_array().expect("inputs").iter().filter(|row| row["status"] != "skipped");
    rows.map(|row| {
        let text = |name: &str| row[name].as_str().unwrap_or_default();
        (text("path"), text("encoding"), row["read"].as_u64().expect("a count"))
    })
    .collect()
}

/// Code, path, cell, line and column of every diagnostic about a file.
pub fn said(report: &Value) -> Vec<(String, String, String, u64, String)> {
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let warnings = report["warnings"].as_array().expect("warnings").iter();
    warnings
        .filter(|w| w["path"].is_string())
        .map(|w| {
            let line = w["line"].as_u64().unwrap_or(0);
            (text(&w["code"]), text(&w["path"]), text(&w["cell"]), line, text(&w["column"]))
        })
        .collect()
}

/// The first place where two values differ.
pub fn difference(expected: &Value, found: &Value, place: &str) -> Option<String> {
    match (expected, found) {
        (Value::Object(a), Value::Object(b)) if a.len() == b.len() => {
            a.iter().find_map(|(key, a)| difference(a, b.get(key)?, &format!("{place}/{key}")))
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let mut pairs = a.iter().zip(b).enumerate();
            pairs.find_map(|(i, (a, b))| difference(a, b, &format!("{place}/{i}")))
        }
        _ if expected == found => None,
        _ => Some(format!("{place} is not {expected} but {found}")),
    }
}

/// Fails with the first difference of what two reports say.
pub fn same_substance(expected: &Value, found: &Value) -> Result<(), String> {
    let (expected, found) = (substance(expected.clone()), substance(found.clone()));
    difference(&expected, &found, "").map_or(Ok(()), Err)
}
