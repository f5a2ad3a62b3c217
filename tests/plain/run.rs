//! The project's own report and cases of a folder.

use super::compare::{RULEBOOK, load};
use super::tables::Files;
use chrono::NaiveDate;
use serde_json::Value;
use std::path::Path;
use tiyanfen::indicator::Indicator;
use tiyanfen::input::Loaded;
use tiyanfen::insight::Choice;
use tiyanfen::report::{CaseRow, Request, build, build_cases, build_trend};
use tiyanfen::scorecard::Manual;
use tiyanfen::shop::AsOfBasis;
use tiyanfen::time::Day;

pub fn request<'a>(loaded: &'a Loaded, day: NaiveDate, manual: &'a Manual) -> Request<'a> {
    Request {
        loaded,
        sums: None,
        rulebook: &RULEBOOK,
        as_of: Day::from_date(day),
        as_of_basis: AsOfBasis::Argument,
        profile: Default::default(),
        claims: Default::default(),
        notes: Vec::new(),
        rules: None,
        manual,
        weakest: 3,
        shop_name: None,
        config: None,
        arguments: Vec::new(),
        history: None,
        fail_under: None,
    }
}

/// The trend of the days up to one; null where no scored indicator has data on any.
pub fn trend(loaded: &Loaded, last: NaiveDate, days: i32, manual: &Manual) -> Value {
    let built = build_trend(&request(loaded, last, manual), days);
    built.map_or(Value::Null, |(trend, _)| serde_json::to_value(trend).expect("JSON"))
}

/// The report at a day; null where no scored indicator has data.
pub fn report(loaded: &Loaded, day: NaiveDate, manual: &Manual) -> Value {
    let built = build(request(loaded, day, manual));
    built.map_or(Value::Null, |(report, _)| serde_json::to_value(report).expect("JSON"))
}

/// What a report says of the shop, without what it says of files and of the days they cover.
pub fn numbers(files: &Files, day: NaiveDate) -> Result<Value, String> {
    numbers_of(files.folder().path(), day)
}

/// The same of a folder.
pub fn numbers_of(folder: &Path, day: NaiveDate) -> Result<Value, String> {
    let mut report = report(&load(folder)?, day, &Manual::new());
    for left_out in ["inputs", "warnings", "coverage", "age"] {
        report.as_object_mut().map(|report| report.remove(left_out));
    }
    for rows in ["indicators", "dimensions"] {
        for row in report.get_mut(rows).and_then(Value::as_array_mut).into_iter().flatten() {
            for of_days in ["covered_days", "coverage", "status"] {
                row.as_object_mut().map(|row| row.remove(of_days));
            }
        }
    }
    for of_days in ["covered_share", "status"] {
        report.get_mut("score").and_then(Value::as_object_mut).map(|score| score.remove(of_days));
    }
    Ok(report)
}

/// The same with what it says of the days that files cover.
pub fn figures(loaded: &Loaded, day: NaiveDate) -> Value {
    let mut report = report(loaded, day, &Manual::new());
    for left_out in ["inputs", "warnings"] {
        report.as_object_mut().map(|report| report.remove(left_out));
    }
    report
}

/// The first place where two reports differ.
pub fn difference(expected: &Value, found: &Value, place: &str) -> Option<String> {
    match (expected, found) {
        (Value::Object(a), Value::Object(b)) if a.len() == b.len() => {
            a.iter().find_map(|(key, a)| difference(a, b.get(key)?, &format!("{place}/{key}")))
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let name = |i: usize, row: &Value| row["id"].as_str().map_or(i.to_string(), str::to_owned);
            let mut pairs = a.iter().zip(b).enumerate();
            pairs.find_map(|(i, (a, b))| difference(a, b, &format!("{place}/{}", name(i, a))))
        }
        _ if expected == found => None,
        _ => Some(format!("{place} is {expected} or {found}")),
    }
}

/// All cases in an indicator's window.
pub fn cases(loaded: &Loaded, indicator: Indicator, window: i32, day: NaiveDate) -> Vec<CaseRow> {
    let manual = Manual::new();
    let request = request(loaded, day, &manual);
    build_cases(&request.analysis(), indicator, Choice::Denominator, window).cases
}
