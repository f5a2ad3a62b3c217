//! `cases` lists what the report counts: its rows sum to the indicator's fraction.

mod common;

use common::{Folder, indicator, run, tiyanfen};
use serde_json::Value;
use tiyanfen::indicator::{Direction, Indicator, Unit};

fn json(args: &[&str]) -> Value {
    let run = run(tiyanfen().args(args).args(["--format", "json", "--quiet"]));
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

fn sum(cases: &Value, key: &str) -> f64 {
    cases["cases"].as_array().unwrap().iter().map(|case| case[key].as_f64().unwrap()).sum()
}

#[test]
fn cases_sum_to_the_fraction_of_every_indicator() {
    let report = json(&["score", "fixtures/demo"]);
    for of in Indicator::ALL {
        let row = indicator(&report, of.id());
        for window in [30, 90] {
            let of_window = |key: &str| row[format!("{key}_{window}")].as_f64().unwrap_or(0.0);
            let days = window.to_string();
            let all = json(&["cases", of.id(), "fixtures/demo", "--denominator", "--window", &days]);
            let about = format!("{} {window}", of.id());
            assert!((sum(&all, "denominator") - of_window("denominator")).abs() < 1e-9, "{about}");
            assert!((sum(&all, "numerator") - of_window("numerator")).abs() < 1e-6, "{about}");
        }
    }
}

#[test]
fn every_case_is_in_the_numerator_or_a_miss() {
    let list = |choice: &[&str]| json(&[&["cases", "pickup_on_time_rate", "fixtures/demo"], choice].concat());
    let (all, numerator, misses) = (list(&["--denominator"]), list(&[]), list(&["--misses"]));
    let count = |cases: &Value| cases["cases"].as_array().unwrap().len();
    assert_eq!((count(&all), count(&numerator), count(&misses)), (107, 92, 15));
    assert_eq!((sum(&numerator, "numerator"), sum(&misses, "numerator")), (92.0, 0.0));
}

#[test]
fn a_case_leaves_the_window_on_the_day_it_says() {
    let cases = json(&["cases", "quality_return_rate", "fixtures/demo", "--as-of", "2026-10-30"]);
    let case = &cases["cases"][0];
    let leaves = case["leaves_on"].as_str().unwrap();
    let before =
        chrono::NaiveDate::parse_from_str(leaves, "%Y-%m-%d").unwrap().pred_opt().unwrap().to_string();
    let is_there = |day: &str| {
        let cases = json(&["cases", "quality_return_rate", "fixtures/demo", "--as-of", day]);
        cases["cases"].as_array().unwrap().iter().any(|c| c["order_id"] == case["order_id"])
    };
    assert!(is_there(&before));
    assert!(!is_there(leaves));
}

/// The command that the report names finds as many cases as its sentence speaks of.
#[test]
fn the_reports_own_command_lists_the_cases_it_speaks_of() {
    let report = run(tiyanfen().args(["score", "fixtures/demo", "--quiet", "--weakest", "21"])).stdout;
    let commands: Vec<&str> =
        report.lines().filter_map(|l| l.split_once("tiyanfen cases ")).map(|c| c.1).collect();
    assert!(commands.len() >= 2, "{report}");
    for command in commands {
        let args: Vec<&str> = ["cases"].into_iter().chain(command.split(' ')).collect();
        let of = Indicator::by_id(args[1]).unwrap();
        let rows = json(&args)["cases"].as_array().unwrap().len() as f64;
        let demo = json(&["score", "fixtures/demo"]);
        let row = indicator(&demo, of.id());
        let (n, d) = (row["numerator"].as_f64().unwrap(), row["denominator"].as_f64().unwrap());
        let facts = of.info();
        let spoken_of = match (facts.unit, facts.direction) {
            (Unit::Ratio, Direction::High) => d - n,
            (Unit::Ratio, Direction::Low) => n,
            _ => d,
        };
        assert_eq!(rows, spoken_of, "{command}");
    }
}

/// What lies after the as-of day decided nothing and is not shown.
#[test]
fn later_times_are_not_shown() {
    let folder = Folder::new()
        .csv(
            "orders.csv",
            "主订单编号,子订单编号,商品ID,选购商品,订单应付金额,支付完成时间,订单状态,省",
            &["1,1,11,辣条,9.90,2026-10-01 10:00:00,已发货,湖北省"],
        )
        .csv(
            "parcels.csv",
            "运单号,订单编号,物流公司,揽收时间,签收时间",
            &["SF1,1,顺丰速运,2026-10-03 10:00:00,2026-10-05 10:00:00"],
        );
    let late = folder.run(&[
        "cases",
        "pickup_on_time_rate",
        ".",
        "--as-of",
        "2026-10-04",
        "--misses",
        "--format",
        "csv",
        "-q",
    ]);
    let row = late.stdout.lines().nth(1).unwrap();
    assert!(row.contains("2026-10-03 10:00:00") && !row.contains("2026-10-05"), "{row}");
    assert!(
        row.starts_with(
            "pickup_on_time_rate,2026-10-04,1,,11,辣条,顺丰速运,湖北省,2026-10-02,2026-11-01,0.0,1,0.0"
        ),
        "{row}"
    );
}

const ORDERS: &str = "主订单编号,子订单编号,商品ID,选购商品,订单应付金额,支付完成时间,订单完成时间,订单状态,省,达人昵称,流量来源";

fn case_of<'c>(cases: &'c Value, order: &str) -> &'c Value {
    cases["cases"].as_array().unwrap().iter().find(|case| case["order_id"] == order).unwrap()
}

/// The carrier is that of the parcel picked up last, as far as was known on the day; without pickups that of the
/// smallest tracking number: 9 is smaller than 10.
#[test]
fn the_carrier_is_that_of_the_parcel_picked_up_last() {
    let folder = Folder::new()
        .csv("orders.csv", ORDERS, &["1,1,11,辣条,9.90,2026-10-01 10:00:00,,已发货,湖北省,-,自营"])
        .csv(
            "parcels.csv",
            "运单号,订单编号,物流公司,揽收时间,签收时间",
            &[
                "10,1,圆通速递,2026-10-03 10:00:00,",
                "9,1,顺丰速运,2026-10-02 10:00:00,",
                "YT8,1,中通快递,2026-10-05 10:00:00,",
                // It shows how far the export reaches.
                "7,2,韵达快递,2026-10-20 10:00:00,",
            ],
        );
    let carrier = |day: &str| {
        let list = ["cases", "pickup_on_time_rate", ".", "--denominator", "--as-of", day];
        let run = folder.run(&[&list[..], &["--format", "json", "--quiet"]].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let cases: Value = serde_json::from_str(&run.stdout).unwrap();
        case_of(&cases, "1")["carrier"].as_str().unwrap().to_owned()
    };
    assert_eq!(carrier("2026-10-02"), "顺丰速运");
    assert_eq!(carrier("2026-10-03"), "圆通速递");
    assert_eq!(carrier("2026-10-04"), "圆通速递");
    assert_eq!(carrier("2026-10-05"), "中通快递");
    // Each parcel is a case of its own with its own carrier.
    let run = folder.run(&[
        "cases",
        "waybill_sla_rate",
        ".",
        "--denominator",
        "--as-of",
        "2026-10-08",
        "-q",
        "--format",
        "csv",
    ]);
    for carrier in ["圆通速递", "顺丰速运", "中通快递"] {
        assert!(run.stdout.contains(carrier), "{}", run.stdout);
    }
}

/// Without any pickup the smallest tracking number decides.
#[test]
fn without_a_pickup_the_smallest_tracking_number_decides() {
    for rows in [["10,1,圆通速递,,", "9,1,顺丰速运,,"], ["9,1,顺丰速运,,", "10,1,圆通速递,,"]]
    {
        let folder = Folder::new()
            .csv(
                "orders.csv",
                ORDERS,
                &["1,1,11,辣条,9.90,2026-10-01 10:00:00,2026-10-06 10:00:00,已完成,湖北省,-,自营"],
            )
            .csv("parcels.csv", "运单号,订单编号,物流公司,揽收时间,签收时间", &rows)
            .csv("refunds.csv", "售后单号,订单号,售后类型,售后状态,售后申请时间,售后原因", &[]);
        let run = folder.run(&[
            "cases",
            "quality_return_rate",
            ".",
            "--denominator",
            "--as-of",
            "2026-10-08",
            "-q",
            "--format",
            "csv",
        ]);
        assert!(run.stdout.contains("顺丰速运") && !run.stdout.contains("圆通速递"), "{}", run.stdout);
    }
}

/// Creator and channel are those of the sub-order whose product the case is about, else of the dearest.
#[test]
fn creator_and_channel_are_those_of_the_deciding_sub_order() {
    let folder = Folder::new()
        .csv(
            "orders.csv",
            ORDERS,
            &[
                "1,101,11,辣条,9.90,2026-10-01 10:00:00,2026-10-05 10:00:00,已完成,湖北省,阿香,精选联盟",
                "1,102,12,面包,19.90,2026-10-01 10:00:00,2026-10-05 10:00:00,已完成,湖北省,老李,自营",
                "2,201,11,辣条,9.90,2026-10-01 10:00:00,2026-10-05 10:00:00,已完成,湖北省,0,-",
                // The same product at the same price twice: the smaller id decides, and 309 is smaller than 3010.
                "3,3010,11,辣条,9.90,2026-10-01 10:00:00,2026-10-05 10:00:00,已完成,湖北省,乙,自营",
                "3,309,11,辣条,9.90,2026-10-01 10:00:00,2026-10-05 10:00:00,已完成,湖北省,甲13800138000,自营",
            ],
        )
        .csv(
            "refunds.csv",
            "售后单号,订单号,商品单号,售后类型,售后状态,售后申请时间,售后原因",
            &["91,1,101,已发货仅退款,退款成功,2026-10-06 10:00:00,包装/商品破损"],
        );
    let run = folder.run(&[
        "cases",
        "quality_return_rate",
        ".",
        "--denominator",
        "--as-of",
        "2026-10-08",
        "-q",
        "--format",
        "json",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let cases: Value = serde_json::from_str(&run.stdout).unwrap();
    let labels = |order: &str| {
        let case = case_of(&cases, order);
        ["product_id", "reason_class", "channel", "creator"].map(|key| case[key].as_str().unwrap().to_owned())
    };
    assert_eq!(labels("1"), ["11", "damage", "精选联盟", "阿香"]);
    assert_eq!(labels("2"), ["11", "", "", ""]);
    assert_eq!(labels("3"), ["11", "", "自营", "甲…"]);
    assert_eq!(cases["reason_classes"].as_array().unwrap().len(), 1);
    assert_eq!(cases["reason_classes"][0]["title_zh"], "破损");
    // Before the after-sale nothing decides but the price.
    let before = folder.run(&[
        "cases",
        "quality_return_rate",
        ".",
        "--denominator",
        "--as-of",
        "2026-10-05",
        "-q",
        "--format",
        "json",
    ]);
    let cases: Value = serde_json::from_str(&before.stdout).unwrap();
    assert_eq!(case_of(&cases, "1")["creator"], "老李");
    let text = folder
        .run(&["cases", "quality_return_rate", ".", "--as-of", "2026-10-08", "-q", "--lang", "zh", "--wide"])
        .stdout;
    assert!(text.contains("破损") && text.contains("阿香") && !text.contains("damage"), "{text}");
}
