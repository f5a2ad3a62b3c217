//! Small pages, worked out by hand.

use crate::common::Folder;
use crate::page::{calibrate, calibrated, predicted, shop};
use crate::secret::CLASSIC;
use serde_json::{Value, json};

/// A page of lines `day id value points`, of September 2026.
fn page(lines: &[(u32, &str, &str, &str)]) -> String {
    let line = |(day, id, value, points): &(u32, &str, &str, &str)| {
        format!("2026-09-{day:02},{id},{value},{points}\n")
    };
    "date,id,value,points\n".to_owned() + &lines.iter().map(line).collect::<String>()
}

fn curve<'r>(report: &'r Value, id: &str) -> &'r Value {
    report["curves"].as_array().unwrap().iter().find(|own| own["id"] == id).unwrap()
}

fn weights<'r>(report: &'r Value, id: &str) -> &'r Value {
    report["weights"].as_array().unwrap().iter().find(|own| own["id"] == id).unwrap()
}

fn codes(report: &Value) -> Vec<&str> {
    let warnings = report["warnings"].as_array().unwrap().iter();
    let own = warnings.map(|warning| warning["code"].as_str().unwrap());
    own.filter(|code| code.starts_with("calibration-")).collect()
}

fn written(folder: &Folder) -> String {
    std::fs::read_to_string(folder.path().join("my.toml")).unwrap()
}

#[track_caller]
fn assert_pairs(found: &Value, expected: &[(f64, f64)]) {
    let found: Vec<(f64, f64)> = serde_json::from_value(found.clone()).unwrap();
    let near = |a: &(f64, f64), b: &(f64, f64)| (a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-6;
    let all = found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| near(a, b));
    assert!(all, "{found:?} is not {expected:?}");
}

#[test]
fn pools_become_anchors_and_the_base_goes_on_beyond_them() {
    let rate = "positive_review_rate";
    let folder = shop(&page(&[
        (1, rate, "90.0%", "70"),
        (2, rate, "91.0%", "76"),
        (3, rate, "92.0%", "79"),
        (4, rate, "91.0%", "82"),
        (5, rate, "93.0%", "84"),
    ]));
    let report = calibrated(&folder, "classic");
    let own = curve(&report, rate);
    assert_eq!((&own["outcome"], &own["days"], &own["values"]), (&json!("learnt"), &json!(5), &json!(4)));
    // 91 % has 79 in the mean, as 92 % has: no violation. The base has 60 at 85 %, 80 at 90 % and 87.5 at 93 %:
    // below, 10 less; above, 3.5 less.
    // From (0.8, 30) the base falls by 40 to 0.6: it leaves 0 on the way, at 0.65.
    assert_pairs(
        &own["pairs"],
        &[
            (0.65, 0.0),
            (0.8, 30.0),
            (0.85, 50.0),
            (0.9, 70.0),
            (0.91, 79.0),
            (0.92, 79.0),
            (0.93, 84.0),
            (0.94, 86.5),
            (0.98, 96.5),
        ],
    );
    // What is off: 3 on the second day and on the fourth.
    let after: Value = own["after"].clone();
    assert_eq!((&after["days"], after["most"].as_f64()), (&json!(5), Some(3.0)));
    // The base misses by 10, 6.5, 6, 0.5 and 3.5.
    assert!((own["before"]["mean"].as_f64().unwrap() - 26.5 / 5.0).abs() < 1e-9, "{}", own["before"]);
    assert_eq!(codes(&report), ["calibration-contradiction"]);
    // The rest is as it was, and an estimate.
    assert!(written(&folder).contains("estimate = true"));
    let usual = [0.93, 0.01, 0.96, 72.0, 0.9, 10.0, 100.0];
    let (new, old) =
        (predicted(&folder, "my.toml", &CLASSIC, &usual), predicted(&folder, "classic", &CLASSIC, &usual));
    assert!((new - (old - 0.25 * 3.5)).abs() < 1e-9, "{new} {old}");
}

#[test]
fn tiers_begin_in_the_middle_and_the_file_says_between_which_values() {
    let rating = "product_rating";
    let folder = shop(&page(&[
        (1, rating, "4.9000", "100"),
        (2, rating, "4.8300", "100"),
        (3, rating, "4.8100", "90"),
        (4, rating, "4.7200", "90"),
        (5, rating, "4.7000", "80"),
    ]));
    let report = calibrated(&folder, "douyin-2026-07");
    let own = curve(&report, rating);
    assert_pairs(&own["pairs"], &[(4.82, 100.0), (4.71, 90.0), (4.65, 80.0), (4.55, 70.0), (4.45, 60.0)]);
    assert_eq!(
        own["tiers"][1],
        json!({"points": 90.0, "begins": 4.71, "worst_inside": 4.72, "best_below": 4.7, "learnt": true})
    );
    let file = written(&folder);
    assert!(file.contains("#   90 points truly begin between 4.72 and 4.7\n"), "{file}");
    assert!(file.contains("#   80 points: their border was never seen and is an estimate\n"), "{file}");
    assert!(
        file.starts_with("# A rulebook written by tiyanfen calibrate: douyin-2026-07, fitted to 5 days"),
        "{file}"
    );
    let check = folder.run(&["rules", "check", "my.toml"]);
    assert_eq!(check.code, 0, "{}", check.stderr);
}

#[test]
fn tiers_that_overlap_teach_nothing() {
    let rating = "product_rating";
    let folder = shop(&page(&[
        (1, rating, "4.9000", "90"),
        (2, rating, "4.8300", "100"),
        (3, rating, "4.8100", "90"),
        (4, rating, "4.7200", "80"),
        (5, rating, "4.7000", "70"),
    ]));
    let report = calibrated(&folder, "douyin-2026-07");
    assert_eq!(curve(&report, rating)["outcome"], "contradiction");
    assert_eq!(curve(&report, rating)["contradiction"]["better_day"], "2026-09-01");
    let expected = ["calibration-tiers-overlap", "calibration-contradiction", "calibration-nothing-learnt"];
    assert_eq!(codes(&report), expected);
}

#[test]
fn a_base_that_fits_stays_word_for_word() {
    // 0.85 gives 60 and 0.90 gives 80 under classic; 48 hours or less give 100.
    let lines = [1, 2, 3, 4, 5, 6].map(|day| {
        let (value, points) = if day % 2 == 0 { ("85.00%", "60") } else { ("87.50%", "70") };
        [(day, "positive_review_rate", value, points), (day, "arrival_hours", "84.0", "90")]
    });
    let folder = shop(&page(&lines.concat()));
    let report = calibrated(&folder, "classic");
    assert_eq!(curve(&report, "positive_review_rate")["outcome"], "base_fits");
    assert_eq!(curve(&report, "positive_review_rate")["known"], true);
    assert_eq!(codes(&report), ["calibration-nothing-learnt"]);
    assert!(!written(&folder).contains("[[scoring"), "{}", written(&folder));
    let values = [0.93, 0.01, 0.96, 72.0, 0.9, 10.0, 100.0];
    assert_eq!(
        predicted(&folder, "my.toml", &CLASSIC, &values),
        predicted(&folder, "classic", &CLASSIC, &values)
    );
}

/// Six days with three dimensions, and a total of 60 % of the first, 30 % of the second and 10 % of the third.
fn dimensions(of_total: impl Fn(f64) -> f64) -> String {
    let days = [[90, 80, 70], [85, 88, 74], [93, 70, 66], [88, 75, 90], [79, 83, 81], [95, 90, 60]];
    let mut text = "date,id,value,points\n".to_owned();
    for (place, [product, logistics, service]) in days.into_iter().enumerate() {
        let day = format!("2026-09-{:02}", place + 10);
        let total = 0.6 * f64::from(product) + 0.3 * f64::from(logistics) + 0.1 * f64::from(service);
        text += &format!(
            "{day},product,-,{product}.0\n{day},logistics,-,{logistics}.0\n{day},service,-,{service}.0\n\
             {day},total,-,{:.1}\n",
            of_total(total)
        );
    }
    text
}

#[test]
fn weights_of_the_dimensions_are_found() {
    let folder = shop(&dimensions(|total| total));
    let report = calibrated(&folder, "classic");
    let own = weights(&report, "total");
    assert_eq!((&own["outcome"], &own["rounded"], &own["days"]), (&json!("learnt"), &json!(true), &json!(6)));
    let found: Vec<f64> =
        own["parts"].as_array().unwrap().iter().map(|part| part["weight"].as_f64().unwrap()).collect();
    assert_eq!(found, [0.6, 0.3, 0.1]);
    assert_eq!(weights(&report, "product")["outcome"], "no_figures");
    // Which figures would help: all indicators, and none of the wholes that are there.
    let helpful: Vec<&str> =
        report["helpful"].as_array().unwrap().iter().map(|own| own["figure"].as_str().unwrap()).collect();
    assert_eq!((helpful.len(), helpful.contains(&"total")), (7, false), "{helpful:?}");
    assert!(written(&folder).contains("id = \"product\"\nweight = 0.6\n"), "{}", written(&folder));
}

#[test]
fn what_bonuses_and_deductions_add_does_not_come_from_weights() {
    // 2026-09: 2 points for freight insurance, 10 off for fake trades.
    let folder = shop(&dimensions(|total| total + 2.0 - 10.0));
    let args = ["--quiet", "--format", "json", "--bonus", "freight_insurance", "--event", "fake_trade=1"];
    let run = calibrate(&folder, "douyin-2026-09", &args);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let found: Vec<&Value> =
        weights(&report, "total")["parts"].as_array().unwrap().iter().map(|part| &part["weight"]).collect();
    assert_eq!(found, [0.6, 0.3, 0.1]);
    // Nobody knows of them without the flags: then no weights explain the page, and that is said.
    let report = calibrated(&folder, "douyin-2026-09");
    assert!(codes(&report).contains(&"calibration-weights-unexplained"), "{:?}", codes(&report));
}

#[test]
fn too_few_days_leave_the_base_and_say_so() {
    let rate = "positive_review_rate";
    let mut lines = dimensions(|total| total).lines().take(17).collect::<Vec<_>>().join("\n") + "\n";
    for day in 10..14 {
        lines += &format!("2026-09-{day},{rate},{}%,99\n", 80 + day);
    }
    let report = calibrated(&shop(&lines), "classic");
    assert_eq!(
        (&curve(&report, rate)["outcome"], &weights(&report, "total")["outcome"]),
        (&json!("too_few"), &json!("too_few"))
    );
    let expected = ["calibration-few-days", "calibration-weights-few-days", "calibration-nothing-learnt"];
    assert_eq!(codes(&report), expected);
    // The total hangs on all of it: first of what would help. One more day is enough.
    assert_eq!(report["helpful"][0], json!({"figure": "total", "what": "points", "days": 1, "weight": 1.0}));
}

#[test]
fn parts_that_move_together_are_named() {
    let mut text = "date,id,value,points\n".to_owned();
    for (day, (a, b)) in [(80.0, 60.0), (82.0, 65.0), (90.0, 61.0), (85.0, 75.0), (88.0, 70.0), (79.0, 72.0)]
        .into_iter()
        .enumerate()
    {
        let (day, total) = (day + 1, 0.7 * a + 0.3 * b);
        text += &format!(
            "2026-09-{day:02},product,-,{a}\n2026-09-{day:02},logistics,-,{a}\n2026-09-{day:02},service,-,{b}\n2026-09-{day:02},total,-,{total:.2}\n"
        );
    }
    let report = calibrated(&shop(&text), "classic");
    let own = weights(&report, "total");
    assert_eq!(own["alike"], json!([["product", "logistics"]]));
    // The base has 50, 15 and 35: the first two gain 2.5 each.
    let found: Vec<f64> =
        own["parts"].as_array().unwrap().iter().map(|part| part["weight"].as_f64().unwrap()).collect();
    let near = found.iter().zip([0.525, 0.175, 0.3]).all(|(a, b)| (a - b).abs() < 0.011);
    assert!(near, "{found:?}");
    assert!(codes(&report).contains(&"calibration-alike"));
}

#[test]
fn days_of_another_rulebook_are_left_out() {
    let rate = "quality_return_rate";
    let mut text = "date,id,value,points\n".to_owned();
    for (day, points) in [(4, "100"), (5, "100"), (9, "95"), (10, "90"), (11, "85"), (12, "80"), (13, "75")] {
        text += &format!("2026-09-{day:02},{rate},{:.3}%,{points}\n", 0.4 + 0.1 * f64::from(day));
    }
    let report = calibrated(&shop(&text), "douyin");
    assert_eq!((&report["base"]["id"], &report["days"]["used"]), (&json!("douyin-2026-09"), &json!(5)));
    assert_eq!(report["days"]["other_rulebook"], 2);
    assert!(codes(&report).contains(&"calibration-other-rulebook"));
    assert_eq!(curve(&report, rate)["days"], 5);
}

#[test]
fn points_that_a_rule_fixes_say_nothing_about_the_curve() {
    // Two orders a day: 60 in 30 days make a small shop, and one return is few.
    let header = "主订单编号,子订单编号,商品ID,订单应付金额,支付完成时间,发货时间,订单完成时间,订单状态";
    let days: Vec<String> = (0..70)
        .map(|i| (chrono::NaiveDate::from_ymd_opt(2026, 7, 1).unwrap() + chrono::Days::new(i)).to_string())
        .collect();
    let orders: Vec<String> = days
        .iter()
        .enumerate()
        .flat_map(|(i, day)| {
            [1, 2].map(|n| {
                format!("A{i}-{n},A{i}-{n},11,10.00,{day} 10:00:00,{day} 12:00:00,{day} 20:00:00,已完成")
            })
        })
        .collect();
    let refunds = "售后单号,订单号,售后类型,售后状态,售后申请时间,售后完结时间,售后原因";
    let refund = "1,A3-1,退货退款,退款成功,2026-07-05 10:00:00,2026-07-06 10:00:00,质量问题";
    let rate = "quality_return_rate";
    let lines = [
        (1, rate, "0.400%", "80"),
        (2, rate, "0.600%", "80"),
        // Here the page does not show what the rule fixes: its own count must be another.
        (3, rate, "0.700%", "90"),
    ];
    let folder = Folder::new()
        .csv("orders.csv", header, &orders.iter().map(String::as_str).collect::<Vec<_>>())
        .csv("refunds.csv", refunds, &[refund])
        .file("page.csv", page(&lines));
    let args = [
        "calibrate",
        "page.csv",
        "orders.csv",
        "refunds.csv",
        "--rules",
        "douyin-2026-07",
        "--format",
        "json",
        "-q",
    ];
    let run = folder.run(&args);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let own = curve(&report, rate);
    assert_eq!((&own["fixed_days"], &own["days"]), (&json!(2), &json!(1)), "{own}");
    assert!(codes(&report).contains(&"calibration-fixed-points"));
}

#[test]
fn a_base_of_ones_own_is_written_as_a_whole() {
    let folder = shop(&dimensions(|total| total));
    calibrated(&folder, "classic");
    std::fs::rename(folder.path().join("my.toml"), folder.path().join("first.toml")).unwrap();
    let page = dimensions(|total| total - 1.0);
    let folder = folder.file("page.csv", page);
    let report = calibrated(&folder, "first.toml");
    // It is called what it says, whatever its file is called.
    assert_eq!(report["base"]["id"], "my");
    let file = written(&folder);
    assert!(!file.contains("extends") && file.contains("id = \"my\""), "{file}");
    assert_eq!(folder.run(&["rules", "check", "my.toml"]).code, 0);
}

#[test]
fn where_it_goes() {
    let folder = shop(&dimensions(|total| total));
    let run = folder.run(&[
        "calibrate",
        "page.csv",
        "service.csv",
        "--rules",
        "classic",
        "-o",
        "-",
        "--report",
        "fit.csv",
    ]);
    assert!(run.stdout.starts_with("# ") && run.stdout.contains("id = \"calibrated\""), "{}", run.stdout);
    let report = std::fs::read_to_string(folder.path().join("fit.csv")).unwrap();
    assert!(report.starts_with("shop,rulebook_id,base_id,id,"), "{report}");
    // Nobody asked for the rulebook.
    let run = folder.run(&["calibrate", "page.csv", "service.csv", "--rules", "classic"]);
    assert!(run.stdout.contains("the rulebook was not written: give -o my.toml"), "{}", run.stdout);
    // The name of a built-in rulebook is taken.
    let run = folder.run(&["calibrate", "page.csv", "service.csv", "-o", "classic.toml"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("[rulebook-invalid]"), "{}", run.stderr);
    // A wrong line is told, the others are used.
    let folder = folder.file("page.csv", dimensions(|total| total) + "2026-09-20,nonsense,1,2\n");
    let run = calibrate(&folder, "classic", &["--quiet", "--format", "json"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("[official-figure]"), "{}", run.stderr);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(weights(&report, "total")["outcome"], "learnt");
}
