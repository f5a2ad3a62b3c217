//! Every workbook of `fixtures/containers/xlsx` against the CSV of the same content.

use crate::support::{cases, folder, good_report, others, report, said, same_substance, strs};
use std::collections::BTreeSet;

/// Workbook, kind, CSV of the same content.
const TWINS: [(&str, &str, &str); 36] = [
    ("hand-1904", "orders", "orders"),
    ("hand-blank-cells", "orders", "hand-rows-between"),
    ("hand-date-formats", "orders", "orders"),
    ("hand-dates-only", "reviews", "hand-dates-only"),
    ("hand-empty-first", "reviews", "reviews"),
    ("hand-far-header", "logistics", "logistics"),
    ("hand-far-right", "logistics", "logistics"),
    ("hand-formulas", "refunds", "hand-formulas"),
    ("hand-inline-strings", "reviews", "reviews"),
    ("hand-iso-dates", "reviews", "reviews"),
    ("hand-midnight", "refunds", "hand-midnight"),
    ("hand-no-references", "refunds", "refunds"),
    ("hand-number-ids", "logistics", "hand-number-ids"),
    ("hand-plain-serials", "orders", "orders"),
    ("hand-prefixed", "service", "service"),
    ("hand-ragged", "orders", "hand-ragged"),
    ("hand-rich-text", "orders", "hand-rich-text"),
    ("hand-rich-text-inline", "orders", "hand-rich-text"),
    ("hand-rows-between", "orders", "hand-rows-between"),
    ("hand-seconds", "service", "hand-seconds"),
    ("hand-strict", "logistics", "logistics"),
    ("hand-unreadable", "refunds", "hand-unreadable"),
    ("libreoffice-after-sales", "refunds", "refunds"),
    ("libreoffice-logistics", "logistics", "libreoffice-logistics"),
    ("libreoffice-orders-as-text", "orders", "orders"),
    ("libreoffice-reviews-header-in-row-3", "reviews", "libreoffice-reviews-header-in-row-3"),
    ("libreoffice-service-1904", "service", "service"),
    ("openpyxl-1904", "refunds", "refunds"),
    ("openpyxl-chart-first", "reviews", "reviews"),
    ("openpyxl-header-in-row-3", "orders", "openpyxl-header-in-row-3"),
    ("openpyxl-number-ids", "logistics", "openpyxl-number-ids"),
    ("openpyxl-reviews", "reviews", "reviews"),
    ("openpyxl-reviews-backslashes", "reviews", "reviews"),
    ("openpyxl-rich-text", "orders", "orders"),
    ("openpyxl-service", "service", "service"),
    ("openpyxl-write-only", "refunds", "refunds"),
];

/// Workbooks that other tests look at: those that are refused, and those of several sheets.
const ELSEWHERE: [&str; 9] = [
    "hand-ids-all-digits",
    "hand-ids-at-the-limit",
    "hand-ids-destroyed",
    "hand-ids-scientific-text",
    "hand-last-row",
    "hand-two-halves",
    "libreoffice-ids-destroyed",
    "openpyxl-ids-destroyed",
    "openpyxl-two-kinds",
];

/// Indicators whose cases show what was read of a kind.
fn indicators(kind: &str) -> &'static [&'static str] {
    match kind {
        "orders" => &["negative_review_rate", "pickup_on_time_rate", "arrival_hours", "waybill_sla_rate"],
        "logistics" => &["arrival_hours", "transit_hours", "pickup_hours"],
        "refunds" => {
            &["quality_return_rate", "refund_only_hours", "return_refund_hours", "platform_help_rate"]
        }
        "reviews" => &["positive_review_rate", "product_rating"],
        _ => &["im_reply_3min_rate", "im_reply_seconds", "im_dissatisfaction_rate"],
    }
}

#[test]
fn a_workbook_is_its_csv() {
    let mut wrong = Vec::new();
    for (book, kind, twin) in TWINS {
        let (rest, book, twin) = (others(&[kind]), format!("{book}.xlsx"), format!("{twin}.csv"));
        let with = |file: &str| [strs(&rest), vec![file]].concat().into_iter().map(str::to_owned).collect();
        let (as_book, as_csv): (Vec<String>, Vec<String>) = (with(&book), with(&twin));
        let expected = good_report("xlsx", &strs(&as_csv));
        let (code, found) = report("xlsx", &strs(&as_book));
        if code != 0 {
            wrong.push(format!("{book}: exit code {code}: {:?}", said(&found)));
            continue;
        }
        let row = found["inputs"].as_array().and_then(|rows| rows.iter().find(|row| row["path"] == *book));
        match row {
            None => wrong.push(format!("{book} is no input: {}", found["inputs"])),
            Some(row) if row["encoding"] != "xlsx" => wrong.push(format!("{book}: {row}")),
            Some(_) => {}
        }
        if let Err(difference) = same_substance(&expected, &found) {
            wrong.push(format!("{book}: {difference}"));
        }
        for indicator in indicators(kind) {
            let (expected, found) =
                (cases("xlsx", indicator, &strs(&as_csv)), cases("xlsx", indicator, &strs(&as_book)));
            assert!(expected.lines().count() > 3, "{twin} shows no {indicator}: {expected}");
            if expected != found {
                wrong.push(format!("{book}: the cases of {indicator} differ:\n{expected}\n{found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_fixture_is_forgotten() {
    let listed: BTreeSet<String> =
        TWINS.iter().map(|(book, ..)| *book).chain(ELSEWHERE).map(|book| format!("{book}.xlsx")).collect();
    let files = std::fs::read_dir(folder("xlsx")).expect("the fixtures");
    let names = files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
    let present: BTreeSet<String> = names.filter(|name| name.ends_with(".xlsx")).collect();
    assert_eq!(present, listed);
}

/// The twins of a kind say the same of the shop as its plain CSV where only the form differs; otherwise
/// they would be weak witnesses.
#[test]
fn the_shop_is_rich_enough_to_tell() {
    let all = others(&[]);
    let report = good_report("xlsx", &strs(&all));
    let of = |id: &str| {
        let row = crate::common::indicator(&report, id);
        (row["status"].as_str().unwrap_or_default().to_owned(), row["denominator"].as_i64().unwrap_or(0))
    };
    for id in [
        "positive_review_rate",
        "quality_return_rate",
        "pickup_on_time_rate",
        "arrival_hours",
        "refund_only_hours",
    ] {
        assert!(of(id).1 >= 10, "{id}: {:?}", of(id));
    }
    assert!(of("return_refund_hours").1 >= 3 && of("im_reply_seconds").1 >= 100);
}
