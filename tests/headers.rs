//! CSV for people who open it in a spreadsheet: titles of columns, words in cells, decimals.

mod common;

use common::{Folder, run, tiyanfen};
use std::collections::BTreeSet;
use tiyanfen::catalogue::{Lang, column_title};

/// Every command that prints rows, on the demo shop.
const ALL: [&str; 13] = [
    "score fixtures/demo",
    "trend fixtures/demo --days 2",
    "why fixtures/demo --by product",
    "what-if fixtures/demo --add bad_review=1",
    "plan fixtures/demo --target 4.6",
    "forecast fixtures/demo --days 2",
    "cases quality_return_rate fixtures/demo",
    "causes quality_return_rate fixtures/demo",
    "watch fixtures/demo",
    "reconcile fixtures/demo-page.csv fixtures/demo",
    "calibrate fixtures/demo-page.csv fixtures/demo --output /dev/null --report -",
    "rules",
    "rules industries",
];

fn csv(command: &str, more: &[&str]) -> Vec<Vec<String>> {
    let run = run(tiyanfen().args(command.split(' ')).args(["--format", "csv"]).args(more));
    assert!(run.code < 2, "{command}: {}", run.stderr);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(run.stdout.as_bytes());
    let rows = reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect());
    rows.collect()
}

/// Every column of every document has a title in both languages, and no two of a document the same.
#[test]
fn every_column_has_a_title() {
    for command in ALL {
        let keys = &csv(command, &[])[0];
        for (headers, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
            let titles = &csv(command, &["--headers", headers])[0];
            assert_eq!(titles.len(), keys.len());
            for (key, title) in keys.iter().zip(titles) {
                assert!(column_title(key).is_some(), "{command}: {key}");
                assert_ne!(key, title, "{command}: {lang:?}");
                let is_chinese = title.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c));
                assert_eq!(is_chinese, lang == Lang::Zh, "{command}: {title}");
            }
            let different: BTreeSet<&String> = titles.iter().collect();
            assert_eq!(different.len(), titles.len(), "{command}: {titles:?}");
        }
    }
}

/// No cell is an id where columns have titles, save ids of things that have no other name.
#[test]
fn no_id_stands_in_a_chinese_cell() {
    for command in ALL {
        let keys = csv(command, &[]).swap_remove(0);
        for row in csv(command, &["--headers", "zh"]).iter().skip(1) {
            for (key, cell) in keys.iter().zip(row) {
                let is_named = ["id", "rulebook_id", "base_id", "rulebook", "family", "group", "fitted"]
                    .contains(&key.as_str());
                let is_english = key.ends_with("_en");
                let is_id = cell.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') && !cell.is_empty();
                assert!(is_named || is_english || !is_id, "{command}: {key} {cell}");
            }
        }
    }
}

#[test]
fn a_table_for_excel() {
    for headers in ["zh", "en"] {
        let args = [
            "score",
            "fixtures/demo",
            "-q",
            "--shop",
            "山间集",
            "--format",
            "csv",
            "--decimals",
            "2",
            "--bom",
        ];
        let run = run(tiyanfen().args(args).args(["--headers", headers]));
        assert_eq!(run.code, 0, "{}", run.stderr);
        insta::assert_snapshot!(headers, run.stdout);
    }
    let with = csv("score fixtures/demo", &["--headers", "none"]);
    assert_eq!(with, csv("score fixtures/demo", &[])[1..]);
}

/// Decimals change numbers that are not whole, and nothing else.
#[test]
fn decimals_leave_counts_and_ids_alone() {
    for command in ALL {
        let (exact, short) = (csv(command, &[]), csv(command, &["--decimals", "3"]));
        assert_eq!(exact.len(), short.len());
        let mut rounded = 0;
        for (exact, short) in exact.iter().zip(&short) {
            for (exact, short) in exact.iter().zip(short).filter(|(exact, short)| exact != short) {
                let (value, shown): (f64, f64) = (exact.parse().unwrap(), short.parse().unwrap());
                assert!((value - shown).abs() <= 0.0005 + 1e-9, "{command}: {exact} {short}");
                let digits = short.split_once('.').map_or(0, |(_, digits)| digits.len());
                assert_eq!(digits, if value.fract() == 0.0 { 0 } else { 3 }, "{command}: {exact} {short}");
                rounded += 1;
            }
        }
        assert!(rounded > 0 || command.starts_with("rules"), "{command}");
    }
}

/// 4.425 with one decimal is 4.4; where 4.43 opens something it must not be shown as 4.43.
#[test]
fn no_figure_is_rounded_across_a_threshold() {
    let rules = "extends = \"classic\"\nid = \"mine\"\n[scoring]\n[[scoring.thresholds]]\nid = \"mine\"\n\
        title_zh = \"我的线\"\ntitle_en = \"my line\"\nconsequence_zh = \"没有\"\nconsequence_en = \"none\"\n\
        source_zh = \"自己\"\nsource_en = \"myself\"\nconditions = [{ of = \"total\", at_least = 4.43 }]\n";
    let folder = Folder::new().file("mine.toml", rules);
    let demo = format!("{}/fixtures/demo", env!("CARGO_MANIFEST_DIR"));
    let total = |more: &[&str]| {
        let args = ["trend", &demo, "-q", "--days", "1", "--format", "csv", "--decimals", "2"];
        let run = folder.run(&[&args[..], more].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
        let head = reader.headers().unwrap().clone();
        let at = |key: &str| head.iter().position(|own| own == key).unwrap();
        let (id, value, distance) = (at("id"), at("value"), at("distance"));
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let of = |name: &str| rows.iter().find(|row| &row[id] == name).cloned();
        let line = of("mine").map(|row| (row[value].to_owned(), row[distance].to_owned()));
        (of("total").unwrap()[value].to_owned(), line)
    };
    // 4.425007…
    assert_eq!(total(&[]), ("4.43".to_owned(), None));
    let line = Some(("4.42".to_owned(), "-0.01".to_owned()));
    assert_eq!(total(&["--rules", "mine.toml"]), ("4.42".to_owned(), line));
}

#[test]
fn other_formats_have_no_use_for_them() {
    for args in
        ["--headers zh", "--decimals 2", "--format json --headers none", "--output out.json --decimals 0"]
    {
        let folder = Folder::new();
        let demo = format!("{}/fixtures/demo", env!("CARGO_MANIFEST_DIR"));
        let run = folder.run(&["score", &demo].into_iter().chain(args.split(' ')).collect::<Vec<_>>());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args}");
        assert!(run.stderr.contains("[format-without-columns]"), "{}", run.stderr);
    }
    for decimals in ["-1", "10", "two", "1.5"] {
        let run = run(tiyanfen().args(["rules", "--format", "csv", "--decimals", decimals]));
        assert!(run.code == 2 && run.stderr.contains("[number-invalid]"), "{}", run.stderr);
    }
}

/// A history is titled as it is asked for, whatever is printed beside it, and keeps all digits.
#[test]
fn a_history_may_have_titles() {
    let folder = Folder::new();
    let demo = format!("{}/fixtures/demo", env!("CARGO_MANIFEST_DIR"));
    let args = ["score", &demo, "-q", "--format", "json", "--append", "history.csv", "--headers", "zh"];
    assert_eq!(folder.run(&args).code, 0);
    let kept = std::fs::read_to_string(folder.path().join("history.csv")).unwrap();
    let lines: Vec<&str> = kept.lines().collect();
    assert!(
        lines[0].starts_with("\u{feff}日期,店铺,规则集,层级,编号,名称,英文名称,所属维度,单位"),
        "{}",
        lines[0]
    );
    assert!(
        lines[1].starts_with("2026-10-30,,classic,总分,total,总分,Total,,分,越高越好,,,,4.425007682927479,")
    );
    assert!(lines[1].contains(",齐全,否,"), "{}", lines[1]);
    // Later runs go by the header of the file.
    let run = folder.run(&["score", &demo, "-q", "--as-of", "2026-10-29", "--append", "history.csv"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let after = std::fs::read_to_string(folder.path().join("history.csv")).unwrap();
    assert!(after.lines().nth(1).unwrap().starts_with("2026-10-29,,classic,总分,total,"));
    assert_eq!(after.lines().count(), 2 * lines.len() - 1);
}
