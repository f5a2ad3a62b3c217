//! `tiyanfen check`: exact output on the demo, and hand-derived accounts of small shops.

mod common;

#[path = "check/accounts.rs"]
mod accounts;
#[path = "check/days.rs"]
mod days;
#[path = "check/diagnostics.rs"]
mod diagnostics;
#[path = "check/kinds.rs"]
mod kinds;
#[path = "check/missing.rs"]
mod missing;
#[path = "check/support.rs"]
mod support;
#[path = "check/unusable.rs"]
mod unusable;

use common::{run, tiyanfen};

fn demo(args: &[&str]) -> String {
    let run = run(tiyanfen().args(["check", "fixtures/demo"]).args(args));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run.stdout
}

#[test]
fn text_in_chinese() {
    insta::assert_snapshot!(demo(&["--lang", "zh"]));
}

#[test]
fn text_in_english() {
    insta::assert_snapshot!(demo(&["--lang", "en"]));
}

#[test]
fn json() {
    let json = demo(&["--format", "json"]);
    assert_eq!(json, demo(&["--format", "json", "--lang", "zh"]), "the same in every language");
    insta::assert_snapshot!(json);
}

/// Chinese in English output comes out of file names and headers only.
#[test]
fn english_output_holds_chinese_only_in_data() {
    let chinese = |c: char| ('\u{3000}'..='\u{9fff}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c);
    let mut text = demo(&["--lang", "en"]);
    for file in std::fs::read_dir("fixtures/demo").unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        text = text.replace(&name, "");
    }
    let report: serde_json::Value = serde_json::from_str(&demo(&["--format", "json"])).unwrap();
    let mut names: Vec<String> = Vec::new();
    for file in report["files"].as_array().unwrap() {
        let texts = |rows: &serde_json::Value| -> Vec<String> {
            let rows = rows.as_array().unwrap().iter();
            rows.filter_map(|name| name.as_str()).map(str::to_owned).collect()
        };
        names.extend(texts(&file["columns_unread"]));
        for column in file["columns_found"].as_array().unwrap() {
            names.push(column["column"].as_str().unwrap().to_owned());
        }
        for column in file["columns_missing"].as_array().unwrap() {
            names.extend(texts(&column["names"]));
        }
    }
    // A longer name may hold a shorter one.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for name in names {
        text = text.replace(&name, "");
    }
    assert_eq!(text.chars().filter(|c| chinese(*c)).collect::<String>(), "");
}

/// The longest lines of the demo fit a terminal of 120 columns, those of lists one of 100.
#[test]
fn lines_fit_a_terminal() {
    use unicode_width::UnicodeWidthStr;
    for lang in ["zh", "en"] {
        for line in demo(&["--lang", lang]).lines() {
            let most = if line.contains("重叠") || line.contains("overlap") { 120 } else { 100 };
            // What is ambiguous in width (█ ░ · …) is narrow on most terminals.
            assert!(line.width() <= most, "{}: {line}", line.width());
        }
    }
}

#[test]
fn the_report_goes_to_a_file() {
    let folder = common::Folder::new();
    let demo_path = format!("{}/fixtures/demo", env!("CARGO_MANIFEST_DIR"));
    let written = folder.run(&["check", &demo_path, "--format", "json", "--output", "check.json"]);
    assert_eq!((written.code, written.stdout.as_str(), written.stderr.as_str()), (0, "", ""));
    let text = std::fs::read_to_string(folder.path().join("check.json")).unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap()["counts"]["warnings"], 0);
    // A check has no rows that would append to one another.
    let csv = folder.run(&["check", &demo_path, "--format", "csv"]);
    assert_eq!((csv.code, csv.stdout.as_str()), (2, ""));
    assert!(csv.stderr.contains("possible: text, json"), "{}", csv.stderr);
}
