//! Parts of a table of columns that have no effect in a run.

use crate::base::{base, codes, scored, total};
use crate::common::Folder;
use serde_json::Value;

/// Code and line of what is said of the table.
fn said(folder: &Folder) -> Vec<(String, u64)> {
    let (exit, report) = scored(folder, &["--columns", "my.toml"]);
    assert_eq!((exit, total(&report).as_str()), (0, "3.91"));
    of_table(&report)
}

fn of_table(report: &Value) -> Vec<(String, u64)> {
    let warnings = report["warnings"].as_array().expect("warnings").iter();
    let of_table = warnings.filter(|said| said["path"] == "my.toml");
    of_table
        .map(|said| {
            (said["code"].as_str().unwrap_or_default().to_owned(), said["line"].as_u64().unwrap_or(0))
        })
        .collect()
}

fn with(table: &str) -> Folder {
    base().file("my.toml", table)
}

#[test]
fn fills_that_fit_no_file_are_warned_of_with_their_line() {
    let table = "# mine\n\n[[fills]]\nheader = [\"主订单编号\", \"揽件\"]\nkinds = [\"orders\", \"logistics\"]\n\n\
        [[fills]]\nheader = [\"运单号\", \"订单编号\"]\nkinds = [\"logistics\"]\n";
    assert_eq!(said(&with(table)), [("fills-unused".to_owned(), 3)]);
}

#[test]
fn a_table_of_names_that_stand_nowhere_is_noted_with_its_line() {
    let table = "[orders]\npay_time = [\"支付完成时间\"]\n\n[logistics]\ntracking = [\"单\"]\nstatus = [\"包裹状态\"]\n";
    assert_eq!(said(&with(table)), [("columns-unused".to_owned(), 4)]);
}

/// Of two words of a state one is enough; a word that is built in already is no addition.
#[test]
fn words_and_wrong_files_that_nothing_holds_are_noted_with_their_lines() {
    let table = "[words]\norder_known = [\"作废\", \"完成\"]\nparcel_returned = [\"退签\", \"飞走了\"]\nreview_bad = [\"差评\"]\n";
    assert_eq!(said(&with(table)), [("words-unused".to_owned(), 3)]);
    let wrong = "[[wrong_files]]\nid = \"stock\"\ntitle_zh = \"库存表\"\ntitle_en = \"stock\"\nall = [\"库存\", \"仓位\"]\n";
    assert_eq!(said(&with(wrong)), [("wrong-files-unused".to_owned(), 1)]);
    let folder = with(wrong).file("库存.csv", "库存,仓位,备注\n1,2,3\n");
    assert_eq!(said(&folder), []);
}

#[test]
fn names_that_stand_in_a_header_have_an_effect() {
    let folder = base();
    let orders = std::fs::read_to_string(folder.path().join("订单.csv")).expect("the orders");
    let folder = folder
        .file("订单.csv", orders.replace("支付完成时间", "付 款 于"))
        .file("my.toml", "[orders]\npay_time = [\"付款于\", \"另一个\"]\n[service]\nagent = [\"谁\"]\n");
    assert_eq!(said(&folder), [("columns-unused".to_owned(), 3)]);
}

#[test]
fn what_is_built_in_needs_no_file() {
    let folder = Folder::new();
    let built_in = folder.run(&["columns"]).stdout;
    assert_eq!(said(&with(&built_in)), []);
    let (_, report) = scored(&with("[words]\nrefund_success = [\"成功\"]\n"), &["--columns", "my.toml"]);
    assert!(!codes(&report).iter().any(|code| code.ends_with("-unused")), "{}", report["warnings"]);
}
