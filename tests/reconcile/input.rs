//! What people type: marks between cells, encodings, sheets, standard input, and what is wrong with a line.

use crate::common::{Folder, container, tiyanfen};
use crate::support::*;

/// One line of every unit and level, agreeing or not: only that it is read.
const TABLE: &str = "日期,指标,官方值,官方得分\n2025-06-30,总分,4.5,-\n2025/6/30,物流体验分,4.5,90分\n2025年6月30日,商品品质退货率,1.340%,\n20250630,arrival_hours,3天2小时,90\n";

fn read(table: &[u8], name: &str) -> Vec<(String, u64)> {
    let folder = Exports::WHOLE.folder();
    let page = Folder::new().file(name, table);
    let path = page.path().join(name);
    let run = folder.run(&["reconcile", path.to_str().unwrap(), ".", "--format", "json", "-q"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let rows = document["days"][0]["rows"].as_array().unwrap();
    rows.iter().map(|row| (row["id"].as_str().unwrap().to_owned(), row["line"].as_u64().unwrap())).collect()
}

#[test]
fn tables_in_every_form_are_read_alike() {
    let expected: Vec<(String, u64)> = ["total", "logistics", "quality_return_rate", "arrival_hours"]
        .iter()
        .zip(2..)
        .map(|(id, line)| ((*id).to_owned(), line))
        .collect();
    assert_eq!(read(TABLE.as_bytes(), "page.csv"), expected);
    assert_eq!(read(format!("\u{feff}{TABLE}").as_bytes(), "page.csv"), expected);
    assert_eq!(read(TABLE.replace(',', "\t").as_bytes(), "page.txt"), expected);
    assert_eq!(read(TABLE.replace(',', ";").replace('\n', "\r\n").as_bytes(), "page.csv"), expected);
    assert_eq!(read(TABLE.replace(',', "，").as_bytes(), "page.csv"), expected);
    assert_eq!(read(&encoding_rs::GB18030.encode(TABLE).0, "page.csv"), expected);
    assert_eq!(read(&container::workbook(&[("Sheet1", TABLE)]), "page.xlsx"), expected);
    let spaced = TABLE.replacen('\n', "\n\n# 抄自后台\n", 1);
    let later = expected.into_iter().map(|(id, line)| (id, line + 2)).collect::<Vec<_>>();
    assert_eq!(read(spaced.as_bytes(), "page.csv"), later);
}

#[test]
fn standard_input_is_read() {
    let folder = Exports::WHOLE.folder();
    let mut command = tiyanfen();
    command
        .current_dir(folder.path())
        .args(["reconcile", "-", ".", "-q", "--format", "csv"])
        .write_stdin(TABLE);
    let run = crate::common::run(&mut command);
    assert_eq!((run.code, run.stdout.lines().count()), (0, 5), "{}", run.stderr);
}

#[test]
fn wrong_lines_are_told_and_the_others_count() {
    let folder = Exports::WHOLE.folder();
    let table = "日期,指标,官方值,官方得分\n\
        2025-06-30,揽收率,1.3%,90\n\
        06-30,总分,4.5,90\n\
        2025-06-30,商品品质退货率,1.34,-\n\
        2025-06-30,商品好评率,95%,九十\n\
        2025-06-30,物流体验,-,-\n\
        2025-06-30,总分,4.5,90,1\n\
        2025-06-30,揽收及时率,93.3%,-\n\
        2025-06-30,pickup_on_time_rate,93.3%,-\n\
        2025-06-30,13800138000,93.3%,-\n\
        ,总分,4.5,-\n";
    for lang in ["zh", "en"] {
        let run = run(&folder, table, &["--lang", lang, "--format", "csv"]);
        assert_eq!(run.code, 2);
        assert_eq!(run.stdout.lines().count(), 2, "{}", run.stdout);
        assert!(!run.stderr.contains("13800138000"), "{}", run.stderr);
        let told = run.stderr.lines().map(|line| {
            // The page lies in a folder of its own.
            let path = line.find("page.csv").map(|at| {
                line[..at]
                    .rfind(['：', ' '])
                    .map_or(0, |from| from + line[from..].chars().next().map_or(1, char::len_utf8))
            });
            match (path, line.find("page.csv")) {
                (Some(from), Some(at)) => format!("{}{}\n", &line[..from], &line[at..]),
                _ => format!("{line}\n"),
            }
        });
        insta::with_settings!({ omit_expression => true, snapshot_path => "../snapshots" }, {
            insta::assert_snapshot!(format!("lines_{lang}"), told.collect::<String>());
        });
    }
}

#[test]
fn files_that_are_no_such_table_are_refused() {
    let folder = Exports::WHOLE.folder();
    for (table, code) in [
        ("", "official-header"),
        ("日期,官方值\n2025-06-30,1\n", "official-header"),
        ("id,date\n", "official-header"),
    ] {
        let run = run(&folder, table, &[]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains(code), "{}", run.stderr);
    }
    let nowhere = folder.run(&["reconcile", "nowhere.csv", "."]);
    assert!(
        nowhere.code == 2 && nowhere.stderr.contains("[path-not-found]: nowhere.csv"),
        "{}",
        nowhere.stderr
    );
    // An export given first: its header says nothing of figures.
    let swapped = folder.run(&["reconcile", "orders.csv", "."]);
    assert!(swapped.code == 2 && swapped.stderr.contains("[official-header]"), "{}", swapped.stderr);
    let nothing = folder.run(&["reconcile"]);
    assert!(nothing.code == 2 && nothing.stderr.contains("<FILE>"), "{}", nothing.stderr);
    let list = Folder::new().file("appeals.csv", "备注\n好\n");
    let path = list.path().join("appeals.csv");
    let run = run(&folder, TABLE, &["--exclude", path.to_str().unwrap()]);
    assert!(run.code == 2 && run.stderr.contains("[exclude-header]"), "{}", run.stderr);
}

#[test]
fn a_template_lists_what_is_scored() {
    let folder = Exports::WHOLE.folder();
    for (lang, header) in [("zh", "日期,指标,官方值,官方得分"), ("en", "date,id,value,points")] {
        let run = folder.run(&["reconcile", "--template", ".", "--lang", lang]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        let lines: Vec<&str> = run.stdout.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(lines[0], header);
        assert_eq!(lines.len(), 1 + 1 + 3 + 7);
        assert!(
            lines[1..].iter().all(|line| line.starts_with("2025-07-01,") && line.ends_with(",,")),
            "{lines:?}"
        );
        // Filled in, it is read.
        let filled = run.stdout.replace(",,\n", ",-,90\n");
        assert_eq!(rows(&folder, &filled, &[]).len(), 11);
    }
    let given = folder.run(&["reconcile", "--template", "--as-of", "2025-01-02"]);
    assert!(given.stdout.contains("\n2025-01-02,total,,\n"), "{}", given.stdout);
}
