//! Nothing to score: a report all the same, and exit code 2 only where something is an error.

use crate::common::Folder;
use crate::common::container::{workbook, zipped};
use crate::support::*;
use serde_json::{Value, json};

const WRONG: &str = "订单号,结算时间,结算金额\n1,2026-10-01,3\n";

/// The same archive with the mark of a password on its entries.
fn encrypted(mut bytes: Vec<u8>) -> Vec<u8> {
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let mut at = 0;
        while let Some(found) = bytes[at..].windows(4).position(|window| window == signature) {
            bytes[at + found + flags] |= 1;
            at += found + 4;
        }
    }
    bytes
}

fn orders() -> String {
    format!("{ORDERS}\n{}\n", order(1, "2026-10-01"))
}

/// Status and code of every file, and the number of errors.
fn outcome(report: &Value) -> Value {
    let files = rows(report, "files").iter().map(|file| json!([file["status"], file["code"]]));
    json!([files.collect::<Vec<_>>(), report["counts"]["errors"]])
}

#[test]
fn an_empty_folder_lacks_everything() {
    let report = check(&Folder::new(), 2, &["."]);
    assert_eq!((outcome(&report), &report["as_of"]), (json!([[], 1]), &Value::Null));
    assert_eq!((&report["days"], rows(&report, "missing_kinds").len()), (&json!([]), 5));
    // Not -0.
    assert_eq!(report["coverage"].to_string(), "0.0");
    let said = text(&Folder::new(), 2, &[".", "--lang", "zh"]);
    assert!(
        said.starts_with("检查 0 个文件 · 1 个错误 · 0 个提醒 · 0 条说明\n这些文件最多能算出总分的 0%"),
        "{said}"
    );
    assert!(said.contains("没有任何日期"), "{said}");
}

/// In a folder unknown and wrong files are passed over; named themselves they are errors.
#[test]
fn unknown_and_wrong_files() {
    let folder = Folder::new().file("notes.csv", "a,b\n1,2\n").file("bill.csv", WRONG).file("empty.csv", "");
    let report = check(&folder, 2, &["."]);
    let passed_over = [
        json!(["skipped", "wrong-file-skipped"]),
        json!(["skipped", "file-skipped"]),
        json!(["skipped", "file-skipped"]),
    ];
    assert_eq!(outcome(&report), json!([passed_over, 1]));
    for (name, code) in
        [("notes.csv", "file-unrecognised"), ("bill.csv", "wrong-file"), ("empty.csv", "file-unrecognised")]
    {
        let named = check(&folder, 2, &[name]);
        assert_eq!(outcome(&named), json!([[["refused", code]], 1]), "{name}");
    }
    let said = text(&folder, 2, &["notes.csv", "--lang", "zh"]);
    assert!(
        said.contains(
            "✗ notes.csv\n  错误[file-unrecognised]：用不了：认不出是哪种导出表\n    怎么办：给订单、"
        ),
        "{said}"
    );
    assert!(said.contains("列名叫法不同的，用 --columns 补上"), "{said}");
}

/// Only a refused file: what it is, why, and nothing about its columns.
#[test]
fn refused_files_only() {
    let destroyed = "6.91793E+18,2,11,辣条,9.90,已发货,2026-10-03 09:00:00,2026-10-03 09:01:00".to_owned();
    let folder = with(Folder::new(), "orders.csv", ORDERS, &[destroyed]);
    let report = check(&folder, 2, &["."]);
    assert_eq!(outcome(&report), json!([[["refused", "ids-destroyed"]], 1]));
    assert_eq!(missing_kind(&report, "orders").expect("none is usable")["share"], 0.65);
    let said = text(&folder, 2, &[".", "--lang", "en"]);
    assert!(said.contains("✗ ./orders.csv\n  orders · UTF-8 · known by 主订单编号,"), "{said}");
    assert!(!said.contains("columns used") && !said.contains("no dates\n  rows"), "{said}");
    assert!(said.contains("no orders export can be used"), "{said}");
}

#[test]
fn archives_and_workbooks_are_checked_inside() {
    let im = format!("{SERVICE}\n{}\n", service("2026-10-01"));
    let folder = Folder::new()
        .file(
            "exports.zip",
            zipped(&[("2026/orders.csv", &orders()), ("im.csv", &im), ("readme.txt", "hello")]),
        )
        .file("book.xlsx", workbook(&[("评价", &format!("{REVIEWS}\n{}", review(1, "2026-10-09")))]))
        .file("locked.zip", encrypted(zipped(&[("orders.csv", &orders())])));
    let report = check(&folder, 2, &["exports.zip", "book.xlsx", "locked.zip"]);
    let account = |name: &str| {
        let file = file(&report, name);
        json!([file["kind"], file["encoding"], file["status"], file["code"], file["used"]])
    };
    assert_eq!(account("exports.zip/2026/orders.csv"), json!(["orders", "utf-8", "used", null, 1]));
    assert_eq!(account("exports.zip/im.csv"), json!(["service", "utf-8", "used", null, 1]));
    assert_eq!(account("exports.zip/readme.txt"), json!([null, null, "skipped", "file-skipped", 0]));
    assert_eq!(account("book.xlsx"), json!(["reviews", "xlsx", "used", null, 1]));
    assert_eq!(account("locked.zip"), json!([null, null, "refused", "zip-encrypted", 0]));
    let days: Vec<&str> = rows(&report, "days").iter().map(|kind| kind["kind"].as_str().unwrap()).collect();
    assert_eq!(days, ["orders", "reviews", "service"]);
}

/// In a workbook a rejected cell has its address.
#[test]
fn a_cell_of_a_sheet_has_its_address() {
    let bad = order(2, "2026-10-02").replace("9.90", "面议");
    let sheets = [
        ("封面", "说明"),
        ("订单", &*format!("{}{bad}", orders())),
        ("售后", &*format!("{REFUNDS}\n{}", refund(71, 1, "2026-10-05"))),
    ];
    let folder = Folder::new().file("book.xlsx", workbook(&sheets));
    let report = check(&folder, 2, &["."]);
    assert_eq!(file(&report, "book.xlsx#订单")["rejected"], 1);
    assert_eq!(file(&report, "book.xlsx#售后")["kind"], "refunds");
    let row = said(&report, "amount-unreadable")[0];
    assert_eq!(
        (&row["cell"], &row["line"], &row["column"]),
        (&json!("E3"), &json!(3), &json!("订单应付金额"))
    );
    let said = text(&folder, 2, &[".", "--lang", "zh"]);
    assert!(said.contains("提醒[amount-unreadable]：单元格 E3，列“订单应付金额”："), "{said}");
}

#[test]
fn a_path_that_is_not_there_is_an_error_in_both_languages() {
    for (lang, message) in [("zh", "找不到这个文件或文件夹"), ("en", "there is no such file or folder")]
    {
        let run = whole().run(&["check", "orders.csv", "没有.csv", "--lang", lang]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains(message) && run.stderr.contains("没有.csv"), "{}", run.stderr);
    }
}
