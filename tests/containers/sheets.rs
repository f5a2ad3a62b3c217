//! Workbooks of several sheets: every sheet that fits is read, and none is lost without a word.

use crate::common::run;
use crate::support::{good_report, inputs, others, report, run_in, said, same_substance, strs};

#[test]
fn two_kinds_in_one_workbook_are_two_inputs() {
    let rest = others(&["orders", "refunds"]);
    let found = good_report("xlsx", &[vec!["openpyxl-two-kinds.xlsx"], strs(&rest)].concat());
    let expected = good_report("xlsx", &[vec!["orders.csv", "refunds.csv"], strs(&rest)].concat());
    assert_eq!(
        inputs(&found)[..2],
        [("openpyxl-two-kinds.xlsx#订单", "xlsx", 28), ("openpyxl-two-kinds.xlsx#售后", "xlsx", 16)]
    );
    same_substance(&expected, &found).unwrap_or_else(|difference| panic!("{difference}"));
}

#[test]
fn two_sheets_of_one_kind_are_both_read_even_a_hidden_one() {
    let rest = others(&["orders"]);
    let mut found = good_report("xlsx", &[vec!["hand-two-halves.xlsx"], strs(&rest)].concat());
    let mut expected = good_report("xlsx", &[vec!["orders.csv"], strs(&rest)].concat());
    let read: Vec<_> = inputs(&found).into_iter().take(2).collect();
    assert_eq!(
        read,
        [("hand-two-halves.xlsx#订单 1", "xlsx", 14), ("hand-two-halves.xlsx#订单 2", "xlsx", 14)]
    );
    for report in [&mut found, &mut expected] {
        report["inputs"] = serde_json::json!([]);
    }
    same_substance(&expected, &found).unwrap_or_else(|difference| panic!("{difference}"));
}

#[test]
fn a_sheet_that_is_no_export_is_passed_over_with_a_note() {
    for (book, sheet) in [
        ("openpyxl-two-kinds.xlsx", "说明"),
        ("libreoffice-after-sales.xlsx", "说明"),
        ("libreoffice-reviews-header-in-row-3.xlsx", "草稿"),
    ] {
        let rest = others(&["orders", "refunds", "reviews"]);
        let report = good_report("xlsx", &[vec![book, "orders.csv"], strs(&rest)].concat());
        let path = format!("{book}#{sheet}");
        let note = said(&report).into_iter().find(|said| said.1 == path);
        assert_eq!(note.map(|said| said.0).as_deref(), Some("file-skipped"), "{book}: {:?}", said(&report));
    }
}

#[test]
fn a_workbook_without_any_export_is_refused_by_name() {
    for (book, code) in [
        ("empty-workbook.xlsx", "file-unrecognised"),
        ("empty-openpyxl.xlsx", "file-unrecognised"),
        ("contacts.xlsx", "file-unrecognised"),
        ("chart-only.xlsx", "file-unrecognised"),
        ("settlement.xlsx", "wrong-file"),
    ] {
        let alone = run_in("refused", &["score", book]);
        assert_eq!(alone.code, 2, "{book}");
        assert!(alone.stderr.contains(&format!("error[{code}]: {book}")), "{}", alone.stderr);
        let rest = others(&[]);
        let (exit, report) = report("refused", &[strs(&rest), vec![book]].concat());
        assert_eq!(exit, 2, "{book}");
        assert_eq!(crate::common::input(&report, "orders.csv")["read"], 28, "{book}");
    }
}

/// In a folder such a workbook may lie about: it is passed over.
#[test]
fn a_workbook_without_any_export_is_skipped_in_a_folder() {
    let folder = crate::common::Folder::new();
    for book in ["empty-workbook.xlsx", "contacts.xlsx", "settlement.xlsx"] {
        let bytes = std::fs::read(crate::support::folder("refused").join(book)).expect("a fixture");
        std::fs::write(folder.path().join(book), bytes).expect("a file in a folder");
    }
    std::fs::copy(crate::support::folder("xlsx").join("orders.csv"), folder.path().join("orders.csv"))
        .expect("a file in a folder");
    let args = ["score", ".", "--as-of", "2025-10-30", "--set", "im_reply_3min_rate=0.9", "--format", "json"];
    let run = run(crate::common::tiyanfen().current_dir(folder.path()).args(args));
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (book, code) in [
        ("contacts.xlsx", "note[file-skipped]"),
        ("empty-workbook.xlsx", "note[file-skipped]"),
        ("settlement.xlsx", "warning[wrong-file-skipped]"),
    ] {
        assert!(run.stderr.contains(&format!("{code}: ./{book}")), "{book}: {}", run.stderr);
    }
}
