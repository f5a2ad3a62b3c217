//! Too little to go by.

use super::shop::{ahead, run_on, shop};
use serde_json::Value;

#[test]
fn it_takes_56_days_with_a_paid_order() {
    let enough = ahead(&shop(0..56, 0, &[3, 40]), &[]);
    assert_eq!((&enough["missing_days"], enough["days"].as_array().unwrap().len()), (&Value::from(0), 14));
    // No day of the past has as much before it.
    assert_eq!(enough["backtest"][0]["runs"], 0);
    assert!(enough["backtest"][0]["mae"].is_null() && enough["backtest"][0]["better"].is_null());
    // A day more for every day without an order.
    for (days, missing) in [(55, 1), (20, 36)] {
        let short = ahead(&shop(0..days, 0, &[3, 10]), &[]);
        assert_eq!(short["missing_days"], missing, "{days}");
        assert_eq!((&short["days"], &short["backtest"]), (&Value::Array(vec![]), &Value::Array(vec![])));
        // What is certain needs no past.
        assert_eq!(short["certain"].as_array().unwrap().len(), 2, "{days}");
    }
    let every_other = ahead(&shop((0..110).step_by(2), 0, &[2]), &[]);
    assert_eq!(every_other["missing_days"], 1);
    let every_other = ahead(&shop((0..112).step_by(2), 0, &[2]), &[]);
    assert_eq!((&every_other["missing_days"], &every_other["orders_per_day"]), (&0.into(), &0.5.into()));
}

#[test]
fn orders_to_come_need_orders_that_came() {
    // Enough days with an order, the last of them 60 days ago.
    let long_ago = shop(60..130, 0, &[70]);
    let run = run_on(&long_ago, &["--orders", "3"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(
        run.stderr.contains("error[no-past-orders]: the last 56 days up to 2026-09-30"),
        "{}",
        run.stderr
    );
    let plain = ahead(&long_ago, &[]);
    assert_eq!((&plain["missing_days"], &plain["orders_per_day"]), (&0.into(), &0.0.into()));
}

#[test]
fn exports_that_begin_late_are_named() {
    let kinds = |days: std::ops::Range<i64>| {
        let report = ahead(&shop(days, 0, &[]), &[]);
        let late = report["late_kinds"].as_array().unwrap().clone();
        late.iter().map(|own| own["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    // The 56th day counts back from the as-of day itself.
    assert_eq!(kinds(0..56), [] as [&str; 0]);
    assert_eq!(kinds(0..55), ["orders", "reviews"]);
}
