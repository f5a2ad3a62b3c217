//! What a forecast must not depend on: what came later, threads, how far one looks.

use super::shop::{ahead, shop};
use crate::common::{run, tiyanfen};
use serde_json::Value;

#[test]
fn what_came_later_changes_nothing() {
    let bad = [3, 12, 26, 33, 61];
    let known = ahead(&shop(0..130, 2, &bad), &[]);
    // Two months more, with bad orders among them.
    let later = ahead(&shop(-60..130, 2, &[&bad[..], &[-1, -9, -30]].concat()), &[]);
    for key in ["days", "certain", "backtest", "past", "now", "missing_days", "late_kinds", "thresholds"] {
        assert_eq!(known[key], later[key], "{key}");
    }
}

fn demo(args: &[&str]) -> Value {
    let run = run(tiyanfen().args(["forecast", "fixtures/demo", "-q", "--format", "json"]).args(args));
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn threads_change_nothing() {
    for args in [&[][..], &["--stop"], &["--orders", "7"]] {
        let of = |threads| demo(&[args, &["--threads", threads]].concat());
        assert_eq!(of("1"), of("7"), "{args:?}");
    }
}

#[test]
fn how_far_one_looks_changes_nothing_before() {
    for args in [&[][..], &["--stop"], &["--orders", "7"]] {
        let of = |days| demo(&[args, &["--days", days]].concat());
        let (near, far) = (of("15"), of("90"));
        assert_eq!(near["days"].as_array().unwrap()[..], far["days"].as_array().unwrap()[..15], "{args:?}");
        assert_eq!((near["days"].as_array().unwrap().len(), far["days"].as_array().unwrap().len()), (15, 90));
        for key in ["certain", "backtest", "past", "now"] {
            assert_eq!(near[key], far[key], "{key}");
        }
    }
}

/// What stands today is the score of today.
#[test]
fn it_begins_where_the_score_ends() {
    for rules in tiyanfen::rulebook::ids() {
        let forecast = demo(&["--rules", rules, "--days", "31"]);
        let score =
            run(tiyanfen().args(["score", "fixtures/demo", "-q", "--format", "json", "--rules", rules]));
        let score: Value = serde_json::from_str(&score.stdout).unwrap();
        for key in ["value", "display", "points", "coverage"] {
            assert_eq!(forecast["now"][key], score["score"][key], "{rules} {key}");
        }
        for key in ["rulebook", "as_of", "as_of_basis", "inputs", "coverage", "age"] {
            assert_eq!(forecast[key], score[key], "{rules} {key}");
        }
        let days = forecast["days"].as_array().unwrap();
        let is_between = |day: &Value| match day["value"].as_f64() {
            None => day["low"].is_null() && day["high"].is_null(),
            Some(value) => {
                let scale = [&forecast["scale_min"], &forecast["scale_max"]].map(|end| end.as_f64().unwrap());
                let [low, high] = ["low", "high"].map(|key| day[key].as_f64().unwrap());
                scale[0] <= low && low <= value && value <= high && high <= scale[1]
            }
        };
        assert!(days.len() == 31 && days.iter().all(is_between), "{rules}");
    }
}
