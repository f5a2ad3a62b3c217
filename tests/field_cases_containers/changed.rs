//! Files that are written while they are read.
//!
//! The program reads two named pipes behind the orders: opening a pipe waits for the other end, so the first says that
//! the orders were detected, and the second holds the program until they are changed. Both are empty.

use crate::base::{ORDER_COLUMNS, orders, others, said_of, scored, total};
use crate::common::{Folder, input, run, tiyanfen};
use crate::containers::gz;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

fn score_while(folder: Folder, export: &str, change: impl FnOnce(&Path)) -> (i32, Value) {
    let path = folder.path();
    for pipe in ["1", "2"] {
        assert!(Command::new("mkfifo").arg(path.join(pipe)).status().expect("mkfifo").success());
    }
    let mut command = tiyanfen();
    command.current_dir(&path).args([
        "score",
        export,
        "售后单.csv",
        "物流.csv",
        "评价.csv",
        "飞鸽.csv",
        "1",
        "2",
    ]);
    command.args(["--as-of", "2026-09-25", "--format", "json"]);
    let ended = std::thread::spawn(move || run(&mut command));
    let open = |pipe: &str| std::fs::File::options().write(true).open(path.join(pipe)).expect("the pipe");
    drop(open("1"));
    change(&path.join(export));
    drop(open("2"));
    let ended = ended.join().expect("the program ends");
    let report = serde_json::from_str(&ended.stdout).unwrap_or_else(|_| panic!("no report: {ended:?}"));
    (ended.code, report)
}

fn with_orders() -> Folder {
    others().file("订单.csv", orders(ORDER_COLUMNS, ""))
}

fn assert_refused(what: &str, export: &str, (code, report): (i32, Value)) {
    assert_eq!(code, 2, "{what}");
    let row = input(&report, export);
    assert_eq!((&row["status"], &row["used"]), (&"refused".into(), &0.into()), "{what}");
    let said = said_of(&report, export);
    assert!(said.len() == 1 && said[0].0 == "file-changed", "{what}: {said:?}");
    assert_ne!(total(&report), "3.91", "{what}: nothing of it counts");
    assert_eq!(input(&report, "物流.csv")["read"], 10, "{what}: the others are read");
}

#[test]
fn a_file_that_is_not_touched_counts() {
    let (_, report) = score_while(with_orders(), "订单.csv", |_| {});
    assert_eq!((total(&report).as_str(), said_of(&report, "订单.csv").len()), ("3.91", 0));
}

#[test]
fn a_file_that_is_cut_lengthened_or_written_anew_is_refused_as_a_whole() {
    let text = orders(ORDER_COLUMNS, "");
    // After six rows, at the end of a row: what is left is a good file of fewer orders.
    let cut = text.lines().take(7).map(|line| format!("{line}\n")).collect::<String>();
    let longer =
        text.clone() + &text.lines().last().map(|row| row.replace("64300", "64309")).unwrap_or_default();
    for (what, new) in
        [("cut", cut), ("longer", longer), ("of the same length", text.replace("29.90", "39.90"))]
    {
        let ended =
            score_while(with_orders(), "订单.csv", |path| std::fs::write(path, new).expect("a file"));
        assert_refused(what, "订单.csv", ended);
    }
}

#[test]
fn a_file_that_is_replaced_or_removed_is_refused() {
    let ended = score_while(with_orders(), "订单.csv", |path| {
        let new = path.with_extension("new");
        std::fs::write(&new, orders(ORDER_COLUMNS, "")).expect("a file");
        std::fs::rename(&new, path).expect("a file");
    });
    assert_refused("replaced", "订单.csv", ended);
    let ended = score_while(with_orders(), "订单.csv", |path| std::fs::remove_file(path).expect("a file"));
    assert_eq!((ended.0, &input(&ended.1, "订单.csv")["status"]), (2, &"refused".into()));
}

#[test]
fn what_an_archive_holds_is_refused_with_it() {
    let folder = others().file("订单.csv.gz", gz(orders(ORDER_COLUMNS, "")));
    let ended = score_while(folder, "订单.csv.gz", |path| std::fs::write(path, "cut").expect("a file"));
    assert_refused("gzip", "订单.csv.gz", ended);
}

#[test]
fn a_file_in_peace_says_nothing() {
    let (code, report) = scored(&with_orders(), &[]);
    assert_eq!((code, said_of(&report, "订单.csv").len()), (0, 0));
}
