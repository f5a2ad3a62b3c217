//! What a cause costs: figures worked out by hand, and exact output.

mod common;

use common::{Folder, indicator, run, tiyanfen};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tiyanfen::indicator::{Direction, Indicator, Unit};

/// What else `classic` scores.
const OTHERS: [(&str, &str); 7] = [
    ("positive_review_rate", "0.95"),
    ("quality_return_rate", "0.01"),
    ("pickup_on_time_rate", "0.98"),
    ("arrival_hours", "72"),
    ("im_reply_3min_rate", "0.9"),
    ("refund_only_hours", "10"),
    ("return_refund_hours", "100"),
];

/// The groups of an indicator, with everything else that `classic` scores set by hand.
fn causes(folder: &Folder, indicator: &str, args: &[&str]) -> Value {
    let set = OTHERS.iter().filter(|(id, _)| *id != indicator);
    let set: Vec<String> =
        set.flat_map(|(id, value)| ["--set".to_owned(), format!("{id}={value}")]).collect();
    let set: Vec<&str> = set.iter().map(String::as_str).collect();
    let run = folder.run(&[&["causes", indicator, ".", "-q", "--format", "json"], args, &set].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

fn group<'t>(table: &'t Value, by: &str, group: &str) -> &'t Value {
    let mut rows = table["causes"].as_array().unwrap().iter();
    rows.find(|row| row["by"] == by && row["group"] == group)
        .unwrap_or_else(|| panic!("{by} {group}: {table:#}"))
}

fn is_near(row: &Value, key: &str, expected: f64) {
    let found = row[key].as_f64().unwrap_or(f64::NAN);
    assert!((found - expected).abs() < 1e-9, "{key}: {found}, not {expected}: {row:#}");
}

/// 40 due orders, 9 of them late. The carrier 慢 has 10 of them and 6 late, the creator 甲 8 and 5 late; all late ones are
/// of the first of two days.
fn late(reversed: bool) -> Folder {
    let (mut orders, mut parcels) = (Vec::new(), Vec::new());
    for i in 1..=40 {
        let day = if i <= 20 { 1 } else { 15 };
        let creator = if i <= 5 || (14..=16).contains(&i) { "甲" } else { "-" };
        let carrier = if i <= 10 { "慢" } else { "快" };
        // 10 orders of the slow carrier, 6 of them late; 3 late of the other 30.
        let pickup = if i <= 6 || (11..=13).contains(&i) { day + 2 } else { day };
        orders.push(format!("{i},{i},11,辣条,9.90,2026-10-{day:02} 10:00:00,已发货,{creator},自营"));
        parcels.push(format!("SF{i},{i},{carrier},2026-10-{pickup:02} 20:00:00,"));
    }
    if reversed {
        orders.reverse();
        parcels.reverse();
    }
    let rows = |rows: &[String]| rows.join("\n") + "\n";
    let orders =
        "主订单编号,子订单编号,商品ID,选购商品,订单应付金额,支付完成时间,订单状态,达人昵称,流量来源\n"
            .to_owned()
            + &rows(&orders);
    let parcels = "运单号,订单编号,物流公司,揽收时间,签收时间\n".to_owned() + &rows(&parcels);
    Folder::new().file("订单.csv", orders).file("物流.csv", parcels)
}

/// 31 of 40 are 0.775, 35 points; pickups are 7.5 % of the total of 20 points a score unit.
#[test]
fn a_carrier_a_creator_and_a_week_by_hand() {
    let table = causes(&late(false), "pickup_on_time_rate", &["--as-of", "2026-10-30"]);
    assert_eq!((&table["numerator"], &table["denominator"]), (&json!(31.0), &json!(40)));
    assert_eq!(
        (&table["small_numbers"], &table["missing"], &table["status"]),
        (&json!(false), &json!(null), &json!("partial"))
    );
    is_near(&table, "low", 0.624_969_032_577);
    is_near(&table, "high", 0.876_839_086_765);

    // 4 of 10 at the rest's 27 of 30: 36 of 40 are 75 points, 40 more: 0.075 × 40 / 20.
    let slow = group(&table, "carrier", "慢");
    assert_eq!((&slow["bad"], &slow["all_bad"], &slow["cases"]), (&json!(6.0), &json!(9.0), &json!(10)));
    assert_eq!(slow["stands_out"], true);
    for (key, expected) in [
        ("share", 6.0 / 9.0),
        ("share_of_cases", 0.25),
        ("value", 0.4),
        ("rest", 0.9),
        ("recoverable", 0.15),
        ("low", 0.168_180_329_706),
        ("high", 0.687_326_230_266),
        ("rest_low", 0.743_789_174_208),
        ("rest_high", 0.965_400_111_253),
    ] {
        is_near(slow, key, expected);
    }
    // 3 of 8 at the rest's 28 of 32: 35 of 40 are 66.25 points.
    let creator = group(&table, "creator", "甲");
    is_near(creator, "recoverable", 0.075 * 31.25 / 20.0);
    assert_eq!(creator["stands_out"], true);
    // 11 of 20 at the rest's 20 of 20: 100 points. Of the weeks that hold the day the earliest inside the window.
    let week = group(&table, "day", "2026-10-01..2026-10-07");
    is_near(week, "recoverable", 0.075 * 65.0 / 20.0);
    assert_eq!(
        (&week["from"], &week["to"], &week["stands_out"]),
        (&json!("2026-10-01"), &json!("2026-10-07"), &json!(true))
    );
    // 27 of 30 at the rest's 4 of 10: 16 of 40 are no points at all.
    let fast = group(&table, "carrier", "快");
    is_near(fast, "recoverable", -0.075 * 35.0 / 20.0);
    assert_eq!(fast["stands_out"], false);
    // What all have in common has no rest.
    for (by, id) in [("product", "11"), ("channel", "自营")] {
        let whole = group(&table, by, id);
        assert_eq!(
            (&whole["rest"], &whole["recoverable"], &whole["stands_out"]),
            (&json!(null), &json!(null), &json!(false))
        );
    }
    let order: Vec<&str> =
        table["causes"].as_array().unwrap().iter().map(|row| row["group"].as_str().unwrap()).collect();
    assert_eq!(order, ["2026-10-01..2026-10-07", "慢", "甲", "快", "11", "自营"]);
}

#[test]
fn no_order_of_rows_and_no_number_of_threads_changes_a_digit() {
    let expected = causes(&late(false), "pickup_on_time_rate", &["--as-of", "2026-10-30"]);
    for args in [&["--as-of", "2026-10-30"][..], &["--as-of", "2026-10-30", "--threads", "1"]] {
        assert_eq!(causes(&late(true), "pickup_on_time_rate", args), expected);
    }
}

/// The score tells the same groups, with the same gain.
#[test]
fn the_score_says_what_its_causes_cost() {
    let set = OTHERS.iter().filter(|(id, _)| *id != "pickup_on_time_rate");
    let set: Vec<String> =
        set.flat_map(|(id, value)| ["--set".to_owned(), format!("{id}={value}")]).collect();
    let set: Vec<&str> = set.iter().map(String::as_str).collect();
    let folder = late(false);
    let report = folder.score(&[&["--as-of", "2026-10-30", "-q"], &set[..]].concat());
    let causes: Vec<(&str, f64, f64)> = report["causes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["indicator"] == "pickup_on_time_rate")
        .map(|row| {
            let number = |key: &str| row[key].as_f64().unwrap();
            (row["by"].as_str().unwrap(), (number("recoverable") * 1e9).round() / 1e9, number("value"))
        })
        .collect();
    assert_eq!(causes, [("days", 0.24375, 0.45), ("carrier", 0.15, 0.6), ("creator", 0.1171875, 0.625)]);
    let text = |lang: &str| {
        let args = ["score", ".", "-q", "--as-of", "2026-10-30", "--lang", lang];
        folder.run(&[&args[..], &set].concat()).stdout
    };
    // Without the breaks of long lines.
    let joined = |text: String, between: &str| text.lines().map(str::trim).collect::<Vec<_>>().join(between);
    let (zh, en) = (joined(text("zh"), ""), joined(text("en"), " "));
    assert!(zh.contains("9 单中 6 单是快递“慢”（它出问题的占 60.0%，其余 10.0%），修好能涨 0.15 分"), "{zh}");
    assert!(zh.contains("9 单中 5 单是达人“甲”带的"), "{zh}");
    assert!(
        en.contains("6 of the 9 are carrier 慢 (60.0% of its cases went wrong, 10.0% of the rest)"),
        "{en}"
    );
    assert!(en.contains("put right, it would gain 0.15"), "{en}");
}

/// Refunds without return: 4 for quality that take 38, 40, 42 and 40 hours, 8 for no reason that take 3 to 5, their mean
/// 4. Beyond that mean lie the 4 by 144 hours in all, and two of the 8 by an hour each.
#[test]
fn a_reason_stands_out_by_its_hours() {
    let hours = [38, 40, 42, 40, 3, 4, 5, 4, 3, 4, 5, 4];
    let mut orders = String::from("主订单编号,子订单编号,商品ID,订单应付金额,支付完成时间,订单状态\n");
    let mut refunds = String::from("售后单号,订单号,售后类型,售后状态,售后原因,售后申请时间,售后完结时间\n");
    for (i, hours) in hours.iter().enumerate() {
        let reason = if i < 4 { "质量问题" } else { "不想要" };
        let end = format!("2026-10-{:02} {:02}:00:00", 10 + hours / 24, hours % 24);
        orders += &format!("{i},{i},11,9.90,2026-10-05 10:00:00,已完成\n");
        refunds += &format!("9{i},{i},已发货仅退款,退款成功,{reason},2026-10-10 00:00:00,{end}\n");
    }
    let folder = Folder::new().file("订单.csv", orders).file("售后.csv", refunds);
    let table = causes(&folder, "refund_only_hours", &["--as-of", "2026-10-20"]);
    let quality = group(&table, "reason", "quality");
    assert_eq!((&quality["group_name"], &quality["group_name_en"]), (&json!("质量"), &json!("quality")));
    assert_eq!(
        (&quality["bad"], &quality["all_bad"], &quality["cases"]),
        (&json!(4.0), &json!(6.0), &json!(4))
    );
    assert_eq!(
        (&quality["low"], &quality["rest_high"], &quality["stands_out"]),
        (&json!(null), &json!(null), &json!(true))
    );
    is_near(quality, "share", 144.0 / 146.0);
    is_near(quality, "value", 40.0);
    is_near(quality, "rest", 4.0);
    // 192 hours of 12 are 16, 90 points; 48 hours are 4, 100 points; 0.35 × 0.3 of the total.
    is_near(quality, "recoverable", 0.35 * 0.3 * 10.0 / 20.0);
    // Of the others none is beyond the 40 hours of the rest; one of the rest is.
    let no_reason = group(&table, "reason", "no_reason");
    assert_eq!(
        (&no_reason["bad"], &no_reason["all_bad"], &no_reason["share"]),
        (&json!(0.0), &json!(1.0), &json!(0.0))
    );
    assert_eq!((&table["small_numbers"], &table["low"]), (&json!(true), &json!(null)));
}

/// Where high is better, what lies below the rest's mean is bad: four of 1 star, and one of 4 where the rest's mean is
/// 4.875.
#[test]
fn stars_are_bad_below_the_mean() {
    let mut orders =
        String::from("主订单编号,子订单编号,商品ID,订单应付金额,支付完成时间,订单完成时间,订单状态\n");
    let mut reviews = String::from("评价日期,订单ID,商品ID,商品评价得分\n");
    for (i, star) in [1, 1, 1, 1, 5, 5, 5, 5, 5, 5, 5, 4].into_iter().enumerate() {
        let product = if i < 4 { 11 } else { 12 };
        orders += &format!("{i},{i},{product},9.90,2026-10-01 10:00:00,2026-10-05 10:00:00,已完成\n");
        reviews += &format!("2026-10-06 10:00:00,{i},{product},{star}\n");
    }
    let folder = Folder::new().file("订单.csv", orders).file("评价.csv", reviews);
    let table = causes(&folder, "product_rating", &["--as-of", "2026-10-20"]);
    let worst = group(&table, "product", "11");
    assert_eq!(
        (&worst["bad"], &worst["all_bad"], &worst["stands_out"]),
        (&json!(4.0), &json!(5.0), &json!(true))
    );
    is_near(worst, "share", 15.5 / 16.375);
    is_near(worst, "rest", 4.875);
    // `classic` does not score it: it costs nothing.
    is_near(worst, "recoverable", 0.0);
}

/// 1 of 10 orders returned for quality: (0.1 + 0.1920729 ± 1.9599640 × √(0.009 + 0.0096036)) / 1.3841459.
#[test]
fn small_numbers_are_said_as_such() {
    let orders: Vec<String> = (1..=10)
        .map(|i| format!("{i},{i},11,辣条,9.90,2026-10-01 10:00:00,2026-10-05 10:00:00,已完成"))
        .collect();
    let orders: Vec<&str> = orders.iter().map(String::as_str).collect();
    let folder = Folder::new()
        .csv(
            "orders.csv",
            "主订单编号,子订单编号,商品ID,选购商品,订单应付金额,支付完成时间,订单完成时间,订单状态",
            &orders,
        )
        .csv(
            "refunds.csv",
            "售后单号,订单号,售后类型,售后状态,售后原因,售后申请时间",
            &["91,3,已发货仅退款,退款成功,质量问题,2026-10-06 10:00:00"],
        );
    let table = causes(&folder, "quality_return_rate", &["--as-of", "2026-10-20"]);
    assert_eq!((&table["numerator"], &table["denominator"]), (&json!(1.0), &json!(10)));
    assert_eq!(table["small_numbers"], true);
    is_near(&table, "low", 0.017_876_213_095);
    is_near(&table, "high", 0.404_150_026_795);
    // A reason is known only of the order that was returned: it has shares and nothing else.
    let reason = group(&table, "reason", "quality");
    assert_eq!((&reason["bad"], &reason["cases"], &reason["share"]), (&json!(1.0), &json!(1), &json!(1.0)));
    for key in ["value", "low", "high", "rest", "rest_low", "rest_high", "recoverable"] {
        assert_eq!(reason[key], json!(null), "{key}");
    }
    assert_eq!(reason["stands_out"], false, "one case is not three");

    let report = folder.score_any(&["--as-of", "2026-10-20", "-q"]);
    let row = indicator(&report, "quality_return_rate");
    assert_eq!(row["small_numbers"], true);
    is_near(row, "value_low", 0.017_876_213_095);
    is_near(row, "value_high", 0.404_150_026_795);
    let said = |command: &[&str], lang: &str| {
        let args = ["--as-of", "2026-10-20", "-q", "--lang", lang, "--set", "im_reply_3min_rate=0.9"];
        folder.run(&[command, &args].concat()).stdout
    };
    for command in [&["score", "."][..], &["causes", "quality_return_rate", "."]] {
        let (zh, en) = (said(command, "zh"), said(command, "en"));
        assert!(zh.contains("样本少：分母只有 10，真实水平多半在 1.79%–40.4% 之间"), "{zh}");
        assert!(
            en.contains("few cases, only 10: the true rate most likely lies between 1.79% and 40.4%"),
            "{en}"
        );
    }
}

/// Without a total there is nothing to gain, and without data nothing to group: it says why.
#[test]
fn what_cannot_be_said_is_said() {
    let folder = late(false);
    let args = ["causes", "pickup_on_time_rate", ".", "-q", "--as-of", "2026-10-30", "--format", "json"];
    let table: Value = serde_json::from_str(&folder.run(&args).stdout).unwrap();
    assert_eq!(
        (&table["score"], &group(&table, "carrier", "慢")["recoverable"]),
        (&json!(null), &json!(null))
    );
    assert_eq!(group(&table, "carrier", "慢")["stands_out"], true);

    let of = |indicator: &str, lang: &str| {
        let run = folder.run(&["causes", indicator, ".", "-q", "--as-of", "2026-10-30", "--lang", lang]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout
    };
    let (zh, en) = (of("im_reply_3min_rate", "zh"), of("im_reply_3min_rate", "en"));
    assert!(zh.contains("飞鸽") && zh.contains("--set im_reply_3min_rate="), "{zh}");
    assert!(en.contains("customer service") && en.contains("--set im_reply_3min_rate="), "{en}");
    assert!(of("pickup_on_time_rate", "zh").contains("算不出修好能涨多少"));

    // What was set by hand is not changed by putting a group right.
    let manual = causes(
        &folder,
        "pickup_on_time_rate",
        &["--as-of", "2026-10-30", "--set", "pickup_on_time_rate=0.7"],
    );
    assert_eq!((&manual["status"], &manual["value"]), (&json!("manual"), &json!(0.7)));
    is_near(group(&manual, "carrier", "慢"), "recoverable", 0.0);

    let outside = folder.run(&["causes", "pickup_on_time_rate", ".", "-q", "--as-of", "2025-10-30"]);
    assert!(outside.code == 2 && outside.stdout.is_empty(), "{outside:?}");
}

fn demo(args: &[&str]) -> String {
    let run = run(tiyanfen().args(["causes"]).args(args).args(["fixtures/demo", "-q"]));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{args:?}");
    run.stdout
}

#[test]
fn the_demo_in_both_languages() {
    for lang in ["zh", "en"] {
        for indicator in
            ["pickup_on_time_rate", "quality_return_rate", "refund_only_hours", "im_reply_3min_rate"]
        {
            insta::assert_snapshot!(format!("{indicator}_{lang}"), demo(&[indicator, "--lang", lang]));
        }
    }
}

#[test]
fn json_and_csv() {
    for format in ["json", "csv"] {
        let of = |lang: &str| demo(&["quality_return_rate", "--format", format, "--lang", lang]);
        assert_eq!(of("zh"), of("en"));
        insta::assert_snapshot!(format, of("zh"));
    }
    // Behind a TAB a spreadsheet program keeps all digits of a product's id.
    let guarded = demo(&["quality_return_rate", "--format", "csv", "--bom"]);
    assert!(guarded.contains("product,\t3724510839264015873,"), "{guarded}");
}

/// The groups are those that `cases` prints: their sums are sums of its rows.
#[test]
fn groups_are_sums_of_the_cases_that_are_printed() {
    let mut compared = 0;
    for indicator in Indicator::ALL {
        let json = |command: &str, args: &[&str]| -> Value {
            let args = [&[command, indicator.id(), "fixtures/demo", "-q", "--format", "json"], args].concat();
            serde_json::from_str(&run(tiyanfen().args(args)).stdout).unwrap()
        };
        let (table, cases) = (json("causes", &[]), json("cases", &["--denominator"]));
        let cases = cases["cases"].as_array().unwrap();
        let number = |case: &Value, key: &str| case[key].as_f64().unwrap();
        let sums = |is_in: &dyn Fn(&Value) -> bool| {
            let own = cases.iter().filter(|case| is_in(case));
            own.fold((0.0, 0.0), |(n, d), case| {
                (n + number(case, "numerator"), d + number(case, "denominator"))
            })
        };
        let facts = indicator.info();
        let (whole_n, whole_d) = sums(&|_| true);
        for row in table["causes"].as_array().unwrap() {
            let id = row["group"].as_str().unwrap();
            let key = match row["by"].as_str().unwrap() {
                "product" => "product_id",
                "reason" => "reason_class",
                by => by,
            };
            let (from, to) = (row["from"].as_str(), row["to"].as_str());
            let is_in = |case: &Value| match from.zip(to) {
                Some((from, to)) => (from..=to).contains(&case["cohort_day"].as_str().unwrap()),
                None => case[key] == id,
            };
            let (n, d) = sums(&is_in);
            let (rest_n, rest_d) = (whole_n - n, whole_d - d);
            assert!(d > 0.0, "{}: {row:#}", indicator.id());
            assert_eq!(row["cases"].as_f64(), Some(d), "{}: {row:#}", indicator.id());
            is_near(row, "share_of_cases", d / whole_d);
            if !row["value"].is_null() {
                is_near(row, "value", n / d);
            }
            if !row["rest"].is_null() {
                is_near(row, "rest", rest_n / rest_d);
            }
            // By how much, and how many, cases are worse than the rest; of rates each bad one by one.
            let sign = if facts.direction == Direction::Low { 1.0 } else { -1.0 };
            let beyond = |case: &Value| match facts.unit {
                Unit::Ratio if sign > 0.0 => number(case, "numerator"),
                Unit::Ratio => number(case, "denominator") - number(case, "numerator"),
                _ => {
                    (sign * (number(case, "value") - rest_n / rest_d)).max(0.0) * number(case, "denominator")
                }
            };
            if rest_d > 0.0 || facts.unit == Unit::Ratio {
                let of = |is_in: &dyn Fn(&Value) -> bool| -> f64 {
                    cases.iter().filter(|c| is_in(c)).map(beyond).sum()
                };
                let (own, all) = (of(&is_in), of(&|_| true));
                let share = if all > 0.0 { own / all } else { 0.0 };
                assert!((number(row, "share") - share).abs() < 1e-6, "{}: {share} {row:#}", indicator.id());
                if facts.unit == Unit::Ratio {
                    assert!((number(row, "bad") - own).abs() < 1e-6, "{}: {row:#}", indicator.id());
                }
            }
            compared += 1;
        }
        // Every label that cases print is a group.
        for (by, key) in [
            ("product", "product_id"),
            ("carrier", "carrier"),
            ("province", "province"),
            ("reason", "reason_class"),
            ("channel", "channel"),
            ("creator", "creator"),
        ] {
            let printed: BTreeSet<&str> = cases
                .iter()
                .map(|case| case[key].as_str().unwrap())
                .filter(|label| !label.is_empty())
                .collect();
            let grouped: BTreeSet<&str> = table["causes"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|row| row["by"] == by)
                .map(|row| row["group"].as_str().unwrap())
                .collect();
            assert_eq!(grouped, printed, "{} {by}", indicator.id());
        }
    }
    assert!(compared > 500, "{compared}");
}
