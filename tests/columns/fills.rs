//! `[[fills]]`: a file that is read for several kinds, or for one that its header does not tell.

use crate::common::container::workbook;
use crate::common::{Folder, input};
use crate::json;
use serde_json::Value;
use serde_json::json as value;

const BOTH: &str = "[orders]\norder_id = [\"单号\"]\npay_time = [\"付款\"]\n\
    [logistics]\norder_id = [\"单号\"]\ntracking = [\"面单\"]\npickup_time = [\"揽件\"]\nsign_time = [\"妥投\"]\n\
    [[fills]]\nheader = [\"单号\", \"揽件\", \"妥投\"]\nkinds = [\"orders\", \"logistics\"]\n";
const HEADER: &str = "单号,付款,订单状态,订单应付金额,面单,揽件,妥投";
const ROWS: [&str; 4] = [
    "1,2026-10-01 10:00:00,已发货,9.90,SF1,2026-10-01 20:00:00,2026-10-03 10:00:00",
    "2,2026-10-02 10:00:00,已发货,9.90,SF2,2026-10-04 20:00:00,2026-10-06 10:00:00",
    "3,2026-10-03 10:00:00,已发货,9.90,-,-,-",
    "4,-,已取消,9.90,-,-,-",
];

fn together() -> Folder {
    Folder::new().file("my.toml", BOTH).csv("all.csv", HEADER, &ROWS)
}

/// Columns of the rows, by their places.
fn columns(of: &[usize]) -> Vec<String> {
    let pick = |row: &str| {
        let cells: Vec<&str> = row.split(',').collect();
        of.iter().map(|place| cells[*place]).collect::<Vec<_>>().join(",")
    };
    std::iter::once(HEADER).chain(ROWS).map(pick).collect()
}

const SCORE: [&str; 6] = ["--columns", "my.toml", "--as-of", "2026-10-10", "--set", "im_reply_3min_rate=0.9"];

fn score(folder: &Folder, files: &[&str]) -> Value {
    let set = ["--set", "quality_return_rate=0.01"];
    json(folder, &[&["score"], files, &SCORE[..], &set].concat())
}

/// Read for two kinds it gives what two files give; each kind accounts for every row.
#[test]
fn orders_and_parcels_in_one_file() {
    let one = score(&together(), &["all.csv"]);
    let (orders, parcels) = (columns(&[0, 1, 2, 3]), columns(&[4, 0, 5, 6]));
    let folder = Folder::new()
        .file("my.toml", BOTH.split("[[fills]]").next().unwrap())
        .file("o.csv", orders.join("\n") + "\n")
        .file("l.csv", parcels.join("\n") + "\n");
    let two = score(&folder, &["o.csv", "l.csv"]);
    assert_eq!(one["indicators"], two["indicators"]);
    assert_eq!((&one["score"], &one["orders"]), (&two["score"], &two["orders"]));
    // Due: 1, 2 and 3; in time: 1. Signed after 48 and 96 hours.
    assert_eq!(crate::common::fraction(&two, "pickup_on_time_rate"), (1.0, 3));
    assert_eq!(crate::common::fraction(&one, "arrival_hours"), (144.0, 2));
    let account =
        |file: &Value| value!([file["path"], file["kind"], file["read"], file["used"], file["excluded"]]);
    let accounts: Vec<Value> = one["inputs"].as_array().unwrap().iter().map(account).collect();
    assert_eq!(accounts, [value!(["all.csv", "orders", 4, 3, 1]), value!(["all.csv", "logistics", 4, 3, 1])]);
}

/// Check says why, counts the file once, and keeps its days apart by kind.
#[test]
fn check_says_that_the_table_said_so() {
    let folder = together();
    let report = json(&folder, &["check", "all.csv", "--columns", "my.toml"]);
    for file in report["files"].as_array().unwrap() {
        assert_eq!((&file["taken_by"], &file["signature"]), (&value!("columns"), &value!([])));
    }
    let days: Vec<Value> = report["days"]
        .as_array()
        .unwrap()
        .iter()
        .map(|k| value!([k["kind"], k["first_day"], k["last_day"]]))
        .collect();
    let expected =
        [value!(["orders", "2026-10-01", "2026-10-03"]), value!(["logistics", "2026-10-01", "2026-10-06"])];
    assert_eq!(days, expected);
    let said = folder.run(&["check", "all.csv", "--columns", "my.toml", "--lang", "zh"]).stdout;
    assert!(said.starts_with("检查 1 个文件 · "), "{said}");
    assert!(said.contains("  物流 · 2026-10-01 到 2026-10-06 · UTF-8 · 列名表里指定的\n"), "{said}");
}

#[test]
fn three_kinds_in_one_file() {
    let reviews = "[reviews]\norder_id = [\"单号\"]\nstars = [\"星\"]\ntime = [\"评于\"]\n";
    let fill = |name: &str, kinds: &str| {
        format!("[[fills]]\nheader = [\"单号\", \"妥投\", \"{name}\"]\nkinds = [{kinds}]\n")
    };
    let (names, two) = BOTH.split_once("[[fills]]").unwrap();
    // The first that fits counts: one lacks a name, the last would fit as well.
    let mine = [
        names,
        reviews,
        &fill("没有这一列", "\"orders\""),
        &fill("星", "\"orders\", \"logistics\", \"reviews\""),
        "[[fills]]",
        two,
    ];
    let mine = mine.concat();
    let rows = ROWS.map(|row| format!("{row},5,2026-10-07 10:00:00"));
    let folder = Folder::new().file("my.toml", mine).csv(
        "all.csv",
        &format!("{HEADER},星,评于"),
        &rows.each_ref().map(String::as_str),
    );
    let report = score(&folder, &["all.csv"]);
    let kinds: Vec<&Value> = report["inputs"].as_array().unwrap().iter().map(|file| &file["kind"]).collect();
    assert_eq!(kinds, ["orders", "logistics", "reviews"], "the first that fits");
    assert!(report["inputs"].as_array().unwrap().iter().all(|file| file["read"] == 4));
    // Rated of the signed ones: 1 and 2.
    assert_eq!(crate::common::fraction(&report, "positive_review_rate"), (2.0, 2));
}

/// What is said wins over what the header looks like: a wrong file, another kind.
#[test]
fn what_the_table_says_wins() {
    let wrong = "订单号,订单状态,支付时间,结算时间,结算金额\n1,已发货,2026-10-01 10:00:00,2026-10-09,9\n";
    let refunds = "售后单号,订单号,售后类型,订单状态,支付时间\n7,1,退货退款,已发货,2026-10-01 10:00:00\n";
    for (content, header, before) in
        [(wrong, "结算时间", Value::Null), (refunds, "售后单号", value!("refunds"))]
    {
        let table = format!("[[fills]]\nheader = [\"{header}\"]\nkinds = [\"orders\"]\n");
        let folder = Folder::new().file("x.csv", content).file("my.toml", table);
        let kind = |args: &[&str]| {
            let run = folder.run(&[&["check", "x.csv", "--format", "json"], args].concat());
            serde_json::from_str::<Value>(&run.stdout).unwrap()["files"][0]["kind"].clone()
        };
        assert_eq!((kind(&[]), kind(&["--columns", "my.toml"])), (before, value!("orders")));
    }
}

/// A header that only the table knows is found below titles, in a folder, in an archive and in a sheet.
#[test]
fn fills_hold_wherever_the_table_lies() {
    let csv = format!("{HEADER}\n{}\n", ROWS.join("\n"));
    let table = "[[fills]]\nheader = [\"单号\", \"妥投\"]\n";
    assert!(!BOTH.contains(table));
    let folder = Folder::new()
        .file("my.toml", BOTH)
        .file("titles.csv", format!("本店发货明细\n\n{csv}"))
        .file("book.xlsx", workbook(&[("说明", "只看第二张"), ("明细", &csv)]))
        .file("all.zip", crate::common::container::zipped(&[("in/all.csv", &csv)]));
    let report = json(&folder, &["check", ".", "--columns", "my.toml"]);
    for name in ["titles.csv", "book.xlsx", "all.zip/in/all.csv"] {
        let kinds: Vec<&Value> = report["files"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|file| file["path"].as_str().unwrap().ends_with(name) && file["status"] == "used")
            .map(|file| &file["kind"])
            .collect();
        assert_eq!(kinds, ["orders", "logistics"], "{name}");
    }
    // The same rows three times are one shop: every one counts once, the others as duplicates.
    let sum = |kind: &str, key: &str| -> u64 {
        let files = report["files"].as_array().unwrap().iter().filter(|file| file["kind"] == kind);
        files.map(|file| file[key].as_u64().unwrap()).sum()
    };
    assert_eq!((sum("orders", "read"), sum("orders", "used"), sum("orders", "duplicate")), (12, 3, 8));
}

/// A kind whose rows nothing tells apart cannot be filled.
#[test]
fn a_fill_without_an_id_is_refused() {
    let table = "[[fills]]\nheader = [\"单号\", \"妥投\"]\nkinds = [\"logistics\", \"refunds\"]\n";
    let folder = Folder::new()
        .file("my.toml", BOTH.split("[[fills]]").next().unwrap().to_owned() + table)
        .csv("all.csv", HEADER, &ROWS);
    for paths in [&["all.csv"][..], &["."]] {
        for (lang, kind) in [("zh", "列名表说这个文件算售后，"), ("en", "reads this file for after-sales, ")]
        {
            let run = folder.run(&[&["check"], paths, &["--columns", "my.toml", "--lang", lang]].concat());
            assert_eq!((run.code, run.stdout.matches("[columns-unfit]").count()), (2, 1), "{}", run.stdout);
            assert!(run.stdout.contains(kind), "{}", run.stdout);
        }
    }
    let score = folder.run(&["score", "all.csv", "--columns", "my.toml"]);
    assert!(score.code == 2 && score.stderr.contains("[nothing-scorable]"), "{}", score.stderr);
}

/// A cell that costs the file costs it for both kinds, and is told once.
#[test]
fn a_refused_file_is_refused_for_every_kind_and_told_once() {
    let rows = [ROWS[0], "6.91793E+18,2026-10-02 10:00:00,已发货,9.90,SF2,-,-"];
    let folder = Folder::new().file("my.toml", BOTH).csv("all.csv", HEADER, &rows);
    let run = folder.run(&["check", ".", "--columns", "my.toml", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let files: Vec<Value> = report["files"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|file| !file["kind"].is_null())
        .map(|file| value!([file["kind"], file["status"], file["code"], file["read"]]))
        .collect();
    let refused = |kind: &str| value!([kind, "refused", "ids-destroyed", 0]);
    assert_eq!((run.code, files), (2, vec![refused("orders"), refused("logistics")]));
    assert_eq!((&report["counts"]["errors"], &report["days"]), (&value!(1), &value!([])));
    // Destroyed tracking numbers cost the orders, too: the file is exported again as a whole.
    let rows = [ROWS[0], "2,2026-10-02 10:00:00,已发货,9.90,6.91793E+18,-,-"];
    let folder = folder.csv("all.csv", HEADER, &rows);
    let run = folder.run(&["check", "all.csv", "--columns", "my.toml", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(report["files"].as_array().unwrap().iter().all(|file| file["status"] == "refused"), "{report}");
    assert_eq!((run.code, &report["counts"]["errors"]), (2, &value!(1)));
}

/// A file without what the table asks for is read as ever.
#[test]
fn a_header_that_lacks_one_name_does_not_fit() {
    let folder = Folder::new().file("my.toml", BOTH).csv(
        "o.csv",
        "单号,付款,订单状态,揽件",
        &["1,2026-10-01 10:00:00,已发货,-"],
    );
    let report = score(&folder, &["o.csv"]);
    let file = input(&report, "o.csv");
    assert_eq!((&file["kind"], report["inputs"].as_array().unwrap().len()), (&value!("orders"), 1));
}

/// What is wrong with a row is told once; what is read for one kind is not unread for the other.
#[test]
fn a_bad_row_is_told_once_and_read_columns_are_read() {
    let rows = [ROWS[0], "张三,2026-10-02 10:00:00,已发货,9.90,SF2,-,-", "2,2026-10-02 10:00:00,已发货"];
    let folder = Folder::new().file("my.toml", BOTH).csv(
        "all.csv",
        &format!("{HEADER},备注"),
        &rows.map(|row| format!("{row},x")).each_ref().map(String::as_str),
    );
    let run = folder.run(&["check", "all.csv", "--columns", "my.toml", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let said = |code: &str| {
        report["diagnostics"].as_array().unwrap().iter().filter(|row| row["code"] == code).count()
    };
    assert_eq!((said("id-unreadable"), said("row-too-short"), said("rows-rejected")), (1, 1, 2));
    for file in report["files"].as_array().unwrap() {
        assert_eq!((&file["columns_unread"], &file["rejected"]), (&value!(["备注"]), &value!(2)), "{file}");
    }
}
