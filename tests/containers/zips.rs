//! Archives: what is inside counts as if it lay in a folder.

use crate::common::{Folder, input};
use crate::support::{good_report, inputs, others, report, run_in, said, same_substance, strs};
use serde_json::{Value, json};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// Entry, encoding, the kind whose CSV has the same content.
type Entry = (&'static str, &'static str, &'static str);

/// A terminal would obey an escape, and a line break would part a message.
#[test]
fn names_of_parts_do_not_reach_the_terminal_as_they_are() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let orders = "主订单编号,订单应付金额,订单状态,支付完成时间\n1,9.90,已发货,2026-10-01 10:00:00\n";
    for name in ["\u{1b}[31m订单.csv", "a\nb.csv"] {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(orders.as_bytes()).unwrap();
    }
    let archive = writer.finish().unwrap().into_inner();
    let check = Folder::new().file("orders.zip", archive).run(&["check", "."]);
    assert_eq!(check.code, 0, "{}", check.stderr);
    assert!(!check.stdout.contains('\u{1b}'), "{:?}", check.stdout);
    for path in ["orders.zip/[31m订单.csv\n", "orders.zip/a b.csv\n"] {
        assert!(check.stdout.contains(path), "{:?}", check.stdout);
    }
}

const ARCHIVES: [(&str, &[Entry]); 10] = [
    (
        "gbk-names.zip",
        &[
            ("售后单.xlsx", "xlsx", "refunds"),
            ("商品评价.xlsx", "xlsx", "reviews"),
            ("导出/物流包裹.csv", "utf-8", "logistics"),
            ("导出/订单.csv", "gb18030", "orders"),
            ("飞鸽客服.csv", "utf-8", "service"),
        ],
    ),
    (
        "utf8-names.zip",
        &[
            ("售后单.xlsx", "xlsx", "refunds"),
            ("商品评价.csv", "utf-8", "reviews"),
            ("客服🎧.csv", "utf-8", "service"),
            ("物流/包裹.csv", "utf-8", "logistics"),
            ("订单.csv", "utf-8", "orders"),
        ],
    ),
    // UTF-8 names without the flag that says so, and the files that macOS adds.
    (
        "mac.zip",
        &[
            ("售后.csv", "utf-8", "refunds"),
            ("物流.csv", "utf-8", "logistics"),
            ("订单.csv", "utf-8", "orders"),
        ],
    ),
    ("stored.zip", &[("logistics.csv", "utf-8", "logistics"), ("orders.csv", "utf-8", "orders")]),
    ("data-descriptors.zip", &[("orders.csv", "utf-8", "orders"), ("refunds.xlsx", "xlsx", "refunds")]),
    ("zip64.zip", &[("orders.csv", "utf-8", "orders"), ("refunds.csv", "utf-8", "refunds")]),
    ("comment.zip", &[("orders.csv", "utf-8", "orders")]),
    (
        "nested.zip",
        &[
            ("orders.csv", "utf-8", "orders"),
            ("更多/inner.zip/售后单.csv", "utf-8", "refunds"),
            ("更多/inner.zip/评价.xlsx", "xlsx", "reviews"),
        ],
    ),
    ("two-kinds.zip", &[("book.xlsx#订单", "xlsx", "orders"), ("book.xlsx#售后", "xlsx", "refunds")]),
    // The content decides, not the name.
    ("not-a-workbook.xlsx", &[("orders.csv", "utf-8", "orders"), ("refunds.csv", "utf-8", "refunds")]),
];

fn without_inputs(mut report: Value) -> Value {
    report["inputs"] = json!([]);
    report
}

#[test]
fn an_archive_is_the_files_in_it() {
    let mut wrong = Vec::new();
    for (archive, entries) in ARCHIVES {
        let kinds: Vec<&str> = entries.iter().map(|entry| entry.2).collect();
        let rest = others(&kinds);
        let (code, found) = report("zip", &[vec![archive], strs(&rest)].concat());
        let expected = good_report("zip", &strs(&others(&[])));
        let paths: Vec<(String, &str)> =
            entries.iter().map(|(entry, encoding, _)| (format!("{archive}/{entry}"), *encoding)).collect();
        let read: Vec<(String, &str)> =
            inputs(&found).into_iter().take(paths.len()).map(|row| (row.0.to_owned(), row.1)).collect();
        if code != 0 || read != paths {
            wrong.push(format!("{archive}: exit code {code}, read {read:?}, said {:?}", said(&found)));
        }
        if let Err(difference) = same_substance(&without_inputs(expected), &without_inputs(found)) {
            wrong.push(format!("{archive}: {difference}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_content_decides_and_not_the_name() {
    for (file, encoding) in [("workbook.zip", "xlsx"), ("workbook.csv", "xlsx"), ("text.xlsx", "utf-8")] {
        let rest = others(&["reviews"]);
        let found = good_report("zip", &[vec![file], strs(&rest)].concat());
        assert_eq!(inputs(&found)[0], (file, encoding, 16));
    }
}

#[test]
fn what_macos_and_excel_leave_behind_is_not_worth_a_word() {
    let run = run_in("zip", &["score", "mac.zip", "--as-of", "2025-10-30", "--format", "json"]);
    for mark in ["MACOSX", "DS_Store", "~$"] {
        assert!(!run.stdout.contains(mark) && !run.stderr.contains(mark), "{mark}: {}", run.stderr);
    }
}

#[test]
fn entries_in_folders_are_read_and_folders_are_no_entries() {
    let rest = others(&["orders", "logistics"]);
    let found = good_report("zip", &[vec!["folders.zip"], strs(&rest)].concat());
    assert_eq!(inputs(&found)[0], ("folders.zip/a/b/orders.csv", "utf-8", 28));
    assert!(
        inputs(&found)[1].0.ends_with("logistics.csv"),
        "a name that Windows wrote: {:?}",
        inputs(&found)
    );
    assert_eq!(inputs(&found)[1].2, 23);
    let about: Vec<_> = said(&found).into_iter().map(|said| (said.0, said.1)).collect();
    assert!(about.contains(&("file-skipped".into(), "folders.zip/读我.txt".into())), "{about:?}");
    assert!(!about.iter().any(|(_, path)| path.ends_with('/')), "{about:?}");
}

/// Nothing is unpacked, so a name that points elsewhere does no harm; what it names is read like the rest.
#[test]
fn names_that_point_outside_do_no_harm() {
    let rest = others(&["orders", "logistics"]);
    let found = good_report("zip", &[vec!["outside.zip"], strs(&rest)].concat());
    let mut read: Vec<u64> = inputs(&found).iter().take(2).map(|row| row.2).collect();
    read.sort_unstable();
    assert_eq!(read, [23, 28]);
}

#[test]
fn an_archive_in_an_archive_is_read_and_one_deeper_refused() {
    let rest = others(&["orders", "logistics"]);
    let (code, found) = report("refused", &[vec!["nested-too-deep.zip"], strs(&rest)].concat());
    assert_eq!(code, 2);
    let said: Vec<_> = said(&found).into_iter().map(|said| (said.0, said.1)).collect();
    let expected = ("zip-too-deep".into(), "nested-too-deep.zip/middle.zip/inner.zip".into());
    assert!(said.contains(&expected), "{said:?}");
    for (entry, read) in
        [("nested-too-deep.zip/middle.zip/logistics.csv", 23), ("nested-too-deep.zip/orders.csv", 28)]
    {
        assert_eq!(input(&found, entry)["read"], read, "{entry}");
    }
}

/// An archive from texts.
fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(text.as_bytes()).expect("an entry");
    }
    zip.finish().expect("an archive").into_inner()
}

const HEADER: &str = "主订单编号,子订单编号,商品ID,订单应付金额,订单状态,支付完成时间";
const ROW: &str = "6917926768823643751,6917926768823643751,11,28.90,已发货,2025-10-01 09:01:00";

/// Which of two exports is newer: the time in the entry's name counts, else the time in the archive's.
#[test]
fn the_export_time_of_an_entry_is_its_own_or_the_archives() {
    let text = format!("{HEADER}\n{ROW}\n");
    for (archive_name, entry, other, newer) in [
        ("1793410200_导出.zip", "订单.csv", "1788228180_订单.csv", "entry"),
        ("1788228180_导出.zip", "订单.csv", "1793410200_订单.csv", "other"),
        ("1793410200_导出.zip", "1785546720_订单.csv", "1788228180_订单.csv", "other"),
        ("1785546720_导出.zip", "1793410200_订单.csv", "1788228180_订单.csv", "entry"),
        ("导出.zip", "里/1793410200_订单.csv", "1788228180_订单.csv", "entry"),
        ("导出.zip", "订单.csv", "1788228180_订单.csv", "other"),
    ] {
        let folder = Folder::new().file(archive_name, archive(&[(entry, &text)])).file(other, &text);
        let report = folder.score_any(&["--as-of", "2025-10-30"]);
        let of =
            |name: &str| (input(&report, name)["used"].as_u64(), input(&report, name)["duplicate"].as_u64());
        let (wins, loses) = ((Some(1), Some(0)), (Some(0), Some(1)));
        let expected = if newer == "entry" { (wins, loses) } else { (loses, wins) };
        assert_eq!(
            (of(&format!("{archive_name}/{entry}")), of(other)),
            expected,
            "{archive_name} {entry} {other}"
        );
    }
}

/// In name order, whatever the order inside: the later of equally old exports wins.
#[test]
fn entries_stand_in_name_order() {
    let text = format!("{HEADER}\n{ROW}\n");
    let zipped = archive(&[("订单10.csv", &text), ("订单2.csv", &text), ("订单1.csv", &text)]);
    let report = Folder::new().file("导出.zip", zipped).score_any(&["--as-of", "2025-10-30"]);
    let paths: Vec<&str> = inputs(&report).iter().map(|row| row.0).collect();
    assert_eq!(paths, ["./导出.zip/订单1.csv", "./导出.zip/订单2.csv", "./导出.zip/订单10.csv"]);
    assert_eq!(input(&report, "订单10.csv")["used"], 1);
}

/// Rows of customer service without a date belong to the period in the entry's name.
#[test]
fn the_period_stands_in_the_name_of_the_entry() {
    let text = "客服昵称,接待会话量,全天3分钟回复率\n小满,10,90%\n";
    let folder = Folder::new()
        .csv("orders.csv", HEADER, &[ROW])
        .file("a.zip", archive(&[("客服_2025-10-01_2025-10-20.csv", text)]));
    let args = ["score", ".", "--as-of", "2025-10-30", "--format", "json", "--set", "arrival_hours=72"];
    let run = folder.run(&args);
    assert!(!run.stderr.contains("service-undated"), "{}", run.stderr);
    let report: Value = serde_json::from_str(&run.stdout).expect("a report");
    let row = crate::common::indicator(&report, "im_reply_3min_rate");
    assert_eq!((row["denominator_30"].as_i64(), row["value"].as_f64()), (Some(10), Some(0.9)));
}
