//! Files that are no exports by their names: downloads that are not finished, and what programs leave behind.

use crate::base::{ORDER_COLUMNS, base, codes, orders, said_of, scored, total};
use crate::common::input;

/// Half a file of orders with another amount of rows, which would count if it were read.
fn half() -> String {
    let text = orders(ORDER_COLUMNS, "")
        .replace("手工酥饼", "别的")
        .replace("69179267688236430", "69179267688236439");
    text.chars().take(600).collect()
}

#[test]
fn unfinished_downloads_are_left_out_with_a_note() {
    for name in [
        "订单.csv.crdownload",
        "未确认 123456.crdownload",
        "订单.csv.part",
        "订单.csv.partial",
        "订单.csv.download",
        "订单.xlsx.tmp",
        "订单.csv.opdownload",
        "订单.csv.xltd",
        "订单.csv.td",
        "订单.csv.!ut",
        "订单.csv.!qB",
        "订单.csv.aria2",
        "订单.CSV.CRDOWNLOAD",
    ] {
        let (exit, report) = scored(&base().file(name, half()), &[]);
        assert_eq!((exit, total(&report).as_str()), (0, "3.91"), "{name}");
        assert_eq!(input(&report, name)["status"], "skipped", "{name}");
        let said = said_of(&report, name);
        assert!(
            said.len() == 1 && said[0].0 == "file-left-over" && said[0].1.contains("not finished"),
            "{said:?}"
        );
    }
}

#[test]
fn a_folder_of_an_unfinished_download_is_left_out_with_a_note() {
    let folder = base();
    std::fs::create_dir(folder.path().join("订单.csv.download")).expect("a folder");
    let (exit, report) = scored(&folder.file("订单.csv.download/订单.csv", half()), &[]);
    assert_eq!((exit, total(&report).as_str()), (0, "3.91"));
    assert_eq!(said_of(&report, "订单.csv.download")[0].0, "file-left-over");
}

#[test]
fn what_programs_leave_behind_is_noted_where_it_looks_like_an_export() {
    for (name, what) in [
        ("~$订单.xlsx", "leaves while a file is open"),
        ("~$售后.xls", "leaves while a file is open"),
        (".订单.csv", "a hidden file"),
        ("._订单.csv", "a hidden file"),
        (".~订单.xlsx", "leaves while a file is open"),
    ] {
        let (exit, report) = scored(&base().file(name, half()), &[]);
        assert_eq!((exit, total(&report).as_str()), (0, "3.91"), "{name}");
        let said = said_of(&report, name);
        assert!(said.len() == 1 && said[0].0 == "file-left-over" && said[0].1.contains(what), "{said:?}");
    }
}

#[test]
fn nothing_is_said_of_files_that_look_like_no_export() {
    let folder =
        base().file(".DS_Store", "x").file(".env", "x").file("~x.toml", "a = 1").file(".a.toml", "a = 1");
    let (exit, report) = scored(&folder, &[]);
    assert_eq!((exit, total(&report).as_str()), (0, "3.91"));
    assert!(!codes(&report).contains(&"file-left-over"), "{}", report["warnings"]);
}

/// Half a file is no file, and one that was asked for is an error.
#[test]
fn a_name_on_the_command_line_is_refused() {
    let folder = base().file("订单.csv.part", orders(ORDER_COLUMNS, ""));
    let run = folder.run(&["check", "订单.csv.part"]);
    assert!(run.code == 2 && (run.stdout + &run.stderr).contains("not finished"));
}
