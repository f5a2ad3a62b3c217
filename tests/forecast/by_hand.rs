//! Figures worked out by hand.

use super::shop::{ahead, date, day, is, shop, total};

/// One bad order in each of the past eight weeks, always on the same weekday, and two that are older.
const WEEKLY: [i64; 10] = [3, 10, 17, 24, 31, 38, 45, 52, 60, 70];

#[test]
fn every_week_like_the_others() {
    let shop = shop(0..130, 0, &WEEKLY);
    let report = ahead(&shop, &["--days", "31"]);
    is(&report["now"]["value"], total(80.0, 90.0));
    // Every coming week has one bad order more, on its fourth day; 90 are always rated. All weeks are alike, so there
    // is no band.
    for (ahead, bad) in [(1, 10.0), (3, 10.0), (4, 11.0), (7, 11.0), (11, 12.0), (14, 12.0), (18, 13.0)] {
        let day = day(&report, ahead);
        assert_eq!(day["day"], date(-(ahead as i64)));
        for key in ["value", "low", "high"] {
            is(&day[key], total(90.0 - bad, 90.0));
        }
        is(&day["indicators"][0]["numerator"], 90.0 - bad);
        is(&day["indicators"][0]["denominator"], 90.0);
        assert_eq!(day["indicators"][0]["id"], "positive_review_rate");
    }
    // Of the day 70 before, the bad order leaves 90 days after it: on T + 20. That of 60 before on T + 30.
    is(&day(&report, 19)["value"], total(77.0, 90.0));
    is(&day(&report, 20)["value"], total(78.0, 90.0));
    is(&day(&report, 25)["value"], total(77.0, 90.0));
    is(&day(&report, 30)["value"], total(78.0, 90.0));
    assert_eq!(report["orders_per_day"], 1.0);
    assert_eq!(report["missing_days"], 0);
    // One a day: nothing but the day itself leaves, each without another.
    let certain = report["certain"].as_array().unwrap();
    let days: Vec<i64> = WEEKLY.iter().rev().map(|back| back - 90).collect();
    assert_eq!(certain.len(), days.len());
    for (leaves, back) in certain.iter().zip(days) {
        assert_eq!((&leaves["day"], &leaves["cases"]), (&date(back).into(), &1.into()));
        is(&leaves["change"], total(80.0, 89.0) - total(80.0, 90.0));
        assert_eq!(leaves["indicators"][0]["id"], "positive_review_rate");
    }
}

#[test]
fn nothing_comes_without_orders() {
    let report = ahead(&shop(0..130, 0, &WEEKLY), &["--stop", "--days", "40"]);
    assert_eq!((&report["stop"], &report["orders"]), (&true.into(), &().into()));
    // What is left of 90 orders after so many days; bad ones leave on T + 20 and T + 30.
    for (ahead, bad) in [(1, 10.0), (14, 10.0), (19, 10.0), (20, 9.0), (29, 9.0), (30, 8.0)] {
        let left = 90.0 - f64::from(ahead);
        let indicator = &day(&report, ahead as usize)["indicators"][0];
        is(&indicator["numerator"], left - bad);
        is(&indicator["denominator"], left);
    }
    is(&day(&report, 7)["value"], total(73.0, 83.0));
}

#[test]
fn what_is_paid_is_still_signed_without_new_orders() {
    // Paid two days before it is signed and reviewed: of the coming days the first two still bring one each.
    let report = ahead(&shop(0..130, 2, &[3, 60]), &["--stop", "--days", "14"]);
    for (ahead, rated, good) in [(1, 90.0, 88.0), (2, 90.0, 88.0), (3, 89.0, 87.0), (14, 78.0, 76.0)] {
        let indicator = &day(&report, ahead)["indicators"][0];
        is(&indicator["denominator"], rated);
        is(&indicator["numerator"], good);
    }
}

#[test]
fn more_orders_bring_more_of_everything() {
    let shop = shop(0..130, 0, &WEEKLY);
    for (orders, times) in [("3", 3.0), ("0.5", 0.5), ("1", 1.0), ("0", 0.0)] {
        let report = ahead(&shop, &["--orders", orders, "--days", "14"]);
        is(&report["orders"], times);
        let indicator = &day(&report, 14)["indicators"][0];
        is(&indicator["denominator"], 90.0 - 14.0 + 14.0 * times);
        is(&indicator["numerator"], 90.0 - 14.0 - 10.0 + 12.0 * times);
    }
    // As many as before is what comes anyway; none is what --stop says.
    let days = |args: &[&str]| ahead(&shop, &[args, &["--days", "30"]].concat())["days"].clone();
    let pairs = [(days(&["--orders", "1"]), days(&[])), (days(&["--orders", "0"]), days(&["--stop"]))];
    for (one, other) in pairs {
        for (one, other) in one.as_array().unwrap().iter().zip(other.as_array().unwrap()) {
            for key in ["value", "low", "high"] {
                is(&one[key], other[key].as_f64().unwrap());
            }
        }
    }
}

/// The first output of splitmix64.
fn splitmix64(seed: u64) -> u64 {
    let z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[test]
fn the_band_is_that_of_the_drawn_weeks() {
    // Three bad orders in the last week and two in the one before that; two older ones.
    let bad = [1, 3, 5, 8, 12, 61, 62];
    let report = ahead(&shop(0..130, 0, &bad), &["--days", "14"]);
    let by_week = |week: u64| [3.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0][week as usize];
    for (ahead, weeks) in [(7, 1), (14, 2)] {
        let total = |bad: f64| total(83.0 - bad, 90.0);
        let drawn = |path: u64| (1..=weeks).map(|week| by_week(splitmix64(1000 * path + week) % 8)).sum();
        let mut totals: Vec<f64> = (0..200).map(|path| total(drawn(path))).collect();
        totals.sort_by(f64::total_cmp);
        let middle = total(weeks as f64 * 5.0 / 8.0);
        let day = day(&report, ahead);
        is(&day["value"], middle);
        is(&day["low"], middle - 1.4 * (middle - totals[19]).max(0.0));
        is(&day["high"], (middle + 1.4 * (totals[179] - middle).max(0.0)).min(5.0));
        assert!(day["low"].as_f64() < day["high"].as_f64());
    }
}

/// A backtest that one can do oneself: the forecast of each day of the past, beside the score of the day it is about.
#[test]
fn backtests_are_forecasts_of_the_past() {
    // Bad ones at random, so that neither the forecast nor what stays is right.
    let bad = [2, 9, 11, 15, 23, 24, 40, 41, 47, 59, 66, 71, 90, 91, 101, 120, 133, 150];
    let shop = shop(0..160, 0, &bad);
    let report = ahead(&shop, &["--days", "1"]);
    for row in report["backtest"].as_array().unwrap() {
        let horizon = row["horizon"].as_i64().unwrap();
        let (mut errors, mut staying, mut hits) = (Vec::new(), Vec::new(), 0);
        for run in 1..=12 {
            // 56 days with an order lie up to there.
            if 7 * run > 160 - 56 || 7 * run < horizon {
                continue;
            }
            let of = |args: &[&str]| ahead(&shop, &[args, &["--days", &horizon.to_string()]].concat());
            let then = of(&["--as-of", &date(7 * run)]);
            let came = of(&["--as-of", &date(7 * run - horizon)])["now"]["value"].as_f64().unwrap();
            let said = day(&then, horizon as usize);
            let figure = |key: &str| said[key].as_f64().unwrap();
            errors.push((figure("value") - came).abs());
            staying.push((then["now"]["value"].as_f64().unwrap() - came).abs());
            hits += i32::from(figure("low") <= came && came <= figure("high"));
        }
        let mean = |of: &[f64]| of.iter().sum::<f64>() / of.len() as f64;
        assert_eq!(row["runs"], errors.len(), "{horizon}");
        is(&row["mae"], mean(&errors));
        is(&row["mae_stays"], mean(&staying));
        is(&row["in_band"], f64::from(hits) / errors.len() as f64);
        assert_eq!(row["better"], mean(&errors) <= 0.9 * mean(&staying));
    }
    let runs = |horizon: usize| report["backtest"][horizon]["runs"].clone();
    assert_eq!([runs(0), runs(1), runs(2)], [12, 11, 8].map(serde_json::Value::from));
}
