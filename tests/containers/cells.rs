//! Cells of a workbook that cannot be read: their addresses, and ids that a spreadsheet has rounded.

use crate::support::{AS_OF, good_report, others, report, run_in, said, strs};

/// The messages of a run on one file that must fail, in both languages.
fn messages(file: &str) -> String {
    let said = ["zh", "en"].map(|lang| {
        let run = run_in("xlsx", &["score", file, "--as-of", AS_OF, "--lang", lang]);
        format!("--- {lang}, exit code {}\n{}", run.code, run.stderr)
    });
    said.concat()
}

#[test]
fn ids_kept_as_large_numbers_refuse_the_file_and_name_the_cell() {
    for (book, kind, cell, line, column) in [
        ("hand-ids-destroyed.xlsx", "refunds", "D17", 17, "商品单号"),
        ("hand-ids-all-digits.xlsx", "refunds", "D17", 17, "商品单号"),
        ("hand-ids-at-the-limit.xlsx", "refunds", "D17", 17, "商品单号"),
        ("hand-ids-scientific-text.xlsx", "refunds", "B5", 5, "订单号"),
        ("openpyxl-ids-destroyed.xlsx", "refunds", "B5", 5, "订单号"),
        ("libreoffice-ids-destroyed.xlsx", "orders", "A2", 2, "主订单编号"),
    ] {
        let rest = others(&[kind]);
        let (code, report) = report("xlsx", &[strs(&rest), vec![book]].concat());
        assert_eq!(code, 2, "{book}");
        let expected = ("ids-destroyed".into(), book.into(), cell.into(), line, column.to_owned());
        assert!(said(&report).contains(&expected), "{book}: {:?}", said(&report));
        // The other files count all the same.
        let row = crate::common::input(&report, book);
        assert_eq!((row["status"].as_str(), row["read"].as_u64()), (Some("refused"), Some(0)), "{book}");
        assert_eq!(crate::common::input(&report, "reviews.csv")["used"], 16);
    }
}

#[test]
fn what_is_said_of_ids_kept_as_large_numbers() {
    insta::with_settings!({ omit_expression => true, snapshot_path => "../snapshots" }, {
        insta::assert_snapshot!("ids_as_numbers", messages("hand-ids-destroyed.xlsx"));
    });
}

#[test]
fn unreadable_cells_are_named_by_address() {
    let rest = others(&["refunds"]);
    let report = good_report("xlsx", &[strs(&rest), vec!["hand-unreadable.xlsx"]].concat());
    let said = said(&report);
    for (code, cell, line, column) in [
        ("time-unreadable", "F12", 12, "售后申请时间"),
        ("time-unreadable", "G13", 13, "售后完结时间"),
        ("time-unreadable", "F14", 14, "售后申请时间"),
    ] {
        let expected = (code.into(), "hand-unreadable.xlsx".into(), cell.into(), line, column.into());
        assert!(said.contains(&expected), "{said:?}");
    }
    let row = crate::common::input(&report, "hand-unreadable.xlsx");
    assert_eq!((row["read"].as_u64(), row["rejected"].as_u64()), (Some(16), Some(4)));
}

#[test]
fn what_is_said_of_unreadable_cells() {
    insta::with_settings!({ omit_expression => true, snapshot_path => "../snapshots" }, {
        insta::assert_snapshot!("unreadable_cells", messages("hand-unreadable.xlsx"));
    });
}

/// A CSV has lines and no cells.
#[test]
fn a_csv_names_no_cells() {
    let rest = others(&["refunds"]);
    let report = good_report("xlsx", &[strs(&rest), vec!["hand-unreadable.csv"]].concat());
    assert!(said(&report).iter().any(|(code, ..)| code == "time-unreadable"));
    assert!(said(&report).iter().all(|(_, _, cell, ..)| cell.is_empty()), "{:?}", said(&report));
}

/// The stated dimension is a million rows, and one row really stands in the last of them.
#[test]
fn a_stray_last_row_is_counted_from_the_header() {
    let rest = others(&["logistics"]);
    let with = |file| good_report("xlsx", &[strs(&rest), vec![file]].concat());
    let found = with("hand-last-row.xlsx");
    let row = crate::common::input(&found, "hand-last-row.xlsx");
    let (read, skipped) = (row["read"].as_u64().expect("a count"), row["skipped"].as_u64().expect("a count"));
    assert_eq!(row["used"], crate::common::input(&with("logistics.csv"), "logistics.csv")["used"]);
    assert_eq!(1 + read + skipped, 1_048_576, "every row of the sheet is the header, data or blank");
    for part in ["score", "indicators", "dimensions", "causes"] {
        assert_eq!(found[part], with("logistics.csv")[part], "{part}");
    }
}
