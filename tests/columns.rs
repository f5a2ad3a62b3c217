//! `--columns`: further names and words, files that fill several kinds; `tiyanfen columns` prints the table.

mod common;

#[path = "columns/errors.rs"]
mod errors;
#[path = "columns/fills.rs"]
mod fills;
#[path = "columns/names.rs"]
mod names;
#[path = "columns/words.rs"]
mod words;

use common::{Folder, Run, run, tiyanfen};
use serde_json::Value;

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");

/// What `tiyanfen columns` prints.
fn printed(folder: &Folder, args: &[&str]) -> String {
    let run = folder.run(&[&["columns"], args].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run.stdout
}

/// `tiyanfen COMMAND … --format json`, which must go well.
fn json(folder: &Folder, args: &[&str]) -> Value {
    let run = folder.run(&[args, &["--format", "json"]].concat());
    assert_eq!(run.code, 0, "{args:?}: {}{}", run.stderr, run.stdout);
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn the_built_in_table_is_printed_as_it_is_committed() {
    let committed = include_str!("../src/input/columns.toml");
    for lang in ["zh", "en"] {
        let run = run(tiyanfen().args(["columns", "--lang", lang]));
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, committed, ""));
    }
    let folder = Folder::new();
    assert_eq!(printed(&folder, &["--output", "my.toml"]), "");
    assert_eq!(std::fs::read_to_string(folder.path().join("my.toml")).unwrap(), committed);
}

/// The built-in table on top of itself changes nothing, in any command.
#[test]
fn the_printed_table_is_input_that_changes_nothing() {
    let folder = Folder::new();
    let table = printed(&folder, &[]);
    let folder = folder.file("my.toml", table);
    for command in
        [&["score", DEMO][..], &["cases", "quality_return_rate", DEMO], &["check", DEMO], &["trend", DEMO]]
    {
        // What is typed is told, for the commands that a text names.
        let untyped = |mut report: Value| {
            report.as_object_mut().map(|keys| keys.remove("arguments"));
            report
        };
        let with = json(&folder, &[command, &["--columns", "my.toml"]].concat());
        assert_eq!(untyped(with), untyped(json(&folder, command)), "{command:?}");
    }
}

const MINE: &str = "[orders]\norder_id = [\"单号\"]\npay_time = [\"收款时间\"]\n\n[words]\nrefund_success = [\"搞定\"]\n\n\
    [[fills]]\nheader = [\"单号\", \"揽件\"]\nkinds = [\"orders\", \"logistics\"]\n\n\
    [[wrong_files]]\nid = \"erp\"\ntitle_zh = \"某 ERP 的表\"\ntitle_en = \"a table of some ERP\"\nall = [\"仓内单号\"]\n";

/// The merged table holds the user's names first, in the order of the built-in one, and is input again.
#[test]
fn a_merged_table_is_input_with_the_same_result() {
    let folder = Folder::new().file("my.toml", MINE);
    let merged = printed(&folder, &["--columns", "my.toml"]);
    assert!(merged.contains("\norder_id = [\"单号\", \"主订单编号\", "), "{merged}");
    assert!(merged.contains("\nrefund_success = [\"搞定\", \"成功\", "), "{merged}");
    let keys = |text: &str| -> Vec<String> {
        let keys = text.lines().filter(|line| !line.starts_with([' ', '#']));
        keys.filter_map(|line| line.split_once(" = ")).map(|(key, _)| key.to_owned()).collect()
    };
    let built_in = keys(&printed(&folder, &[]));
    let words = built_in.iter().position(|key| key == "order_waiting_for_payment").unwrap();
    let all = built_in.iter().position(|key| key == "province_suffixes").unwrap() + 1;
    assert_eq!(keys(&merged)[words..all], built_in[words..all], "states in their order");
    let folder = folder.file("merged.toml", &merged);
    assert_eq!(printed(&folder, &["--columns", "merged.toml"]), merged);
    let folder = folder.csv(
        "o.csv",
        "单号,收款时间,订单应付金额,订单状态,揽件,运单号",
        &["1,2026-10-01 09:00:00,9,已发货,-,SF1"],
    );
    let of = |table: &str| {
        let mut report = json(&folder, &["check", "o.csv", "--columns", table]);
        // What is said of a table names its file and line.
        let said = report["diagnostics"].as_array_mut().expect("diagnostics").iter_mut();
        for of_table in said.filter(|said| said["path"] == table) {
            (of_table["path"], of_table["line"]) = (Value::Null, Value::Null);
        }
        report
    };
    assert_eq!(of("my.toml"), of("merged.toml"));
    assert_eq!(of("my.toml")["files"].as_array().unwrap().len(), 2);
}

/// A wrong file of one's own is named, also where its id is a built-in one's.
#[test]
fn a_wrong_file_of_ones_own_is_named() {
    let folder =
        Folder::new().file("my.toml", MINE).file("x.csv", "仓内单号,订单号,订单状态,支付时间\n1,2,3,4\n");
    for (lang, title) in [("zh", "这是某 ERP 的表，"), ("en", "this is a table of some ERP, ")] {
        let run: Run = folder.run(&["check", "x.csv", "--columns", "my.toml", "--lang", lang]);
        assert!(
            run.code == 2 && run.stdout.contains("[wrong-file]") && run.stdout.contains(title),
            "{}",
            run.stdout
        );
    }
}

/// Editors save in many ways.
#[test]
fn every_encoding_and_line_end_of_an_editor_is_read() {
    let (gb, _, _) = encoding_rs::GB18030.encode(MINE);
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(MINE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let expected = printed(&Folder::new().file("my.toml", MINE), &["--columns", "my.toml"]);
    for (about, bytes) in [
        ("GB18030", gb.into_owned()),
        ("BOM", format!("\u{feff}{MINE}").into_bytes()),
        ("CRLF", MINE.replace('\n', "\r\n").into_bytes()),
        ("UTF-16", utf16),
        ("BOM and CRLF", format!("\u{feff}{}", MINE.replace('\n', "\r\n")).into_bytes()),
    ] {
        let folder = Folder::new().file("my.toml", bytes);
        assert_eq!(printed(&folder, &["--columns", "my.toml"]), expected, "{about}");
    }
    // What adds nothing changes nothing.
    let empty = Folder::new().file("my.toml", "");
    let comment = Folder::new().file("my.toml", "# 还没写\n");
    assert_eq!(printed(&empty, &["--columns", "my.toml"]), printed(&comment, &["--columns", "my.toml"]));
}
