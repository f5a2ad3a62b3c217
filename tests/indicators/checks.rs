//! What a report is held against.

use crate::common::indicator;
use serde_json::Value;

/// Checks numerator and denominator over an indicator's own window.
#[track_caller]
pub fn assert_fraction(report: &Value, id: &str, numerator: f64, denominator: i64) {
    let row = indicator(report, id);
    check(row, "numerator", "denominator", "value", numerator, denominator);
}

/// Checks numerator and denominator over the last 30 days.
#[track_caller]
pub fn assert_30(report: &Value, id: &str, numerator: f64, denominator: i64) {
    let row = indicator(report, id);
    check(row, "numerator_30", "denominator_30", "value_30", numerator, denominator);
}

#[track_caller]
fn check(row: &Value, above: &str, below: &str, value: &str, numerator: f64, denominator: i64) {
    let of = |key: &str| row[key].as_f64().unwrap_or(f64::NAN);
    let same = (of(above) - numerator).abs() < 1e-9 && row[below].as_i64() == Some(denominator);
    assert!(same, "{} is {} / {}, not {numerator} / {denominator}", row["id"], row[above], row[below]);
    let quotient = numerator / denominator as f64;
    assert!(
        (of(value) - quotient).abs() < 1e-9,
        "{} has the value {}, not {quotient}",
        row["id"],
        row[value]
    );
}

/// Checks that an indicator has no data, and in particular no value 0.
#[track_caller]
pub fn assert_no_data(report: &Value, id: &str) {
    let row = indicator(report, id);
    assert_eq!(row["status"], "no_data", "{row}");
    assert!(row["value"].is_null() && row["points"].is_null(), "{row}");
}

/// Checks two numbers.
#[track_caller]
pub fn assert_near(found: &Value, expected: f64) {
    let near = found.as_f64().is_some_and(|found| (found - expected).abs() < 1e-9);
    assert!(near, "{found} is not {expected}");
}

/// Is there a warning of this code?
pub fn warned(report: &Value, code: &str) -> bool {
    let warnings = report["warnings"].as_array().expect("warnings");
    warnings.iter().any(|warning| warning["code"] == code)
}
