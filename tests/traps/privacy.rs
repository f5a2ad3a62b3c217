//! Personal data never comes out: not from its own columns, and not from rows that are shifted.

use crate::support::{AS_OF, Trap, trap};

/// Every personal cell of the fixtures holds one of these.
const MARKS: [&str; 4] = ["泄露", "欧阳", "9527", "1391111000"];

const INDICATORS: [&str; 24] = [
    "positive_review_rate",
    "negative_review_rate",
    "product_rating",
    "quality_return_rate",
    "pickup_on_time_rate",
    "pickup_hours",
    "pickup_score",
    "arrival_hours",
    "next_day_delivery_rate",
    "transit_hours",
    "logistics_rating",
    "service_rating",
    "waybill_sla_rate",
    "logistics_return_rate",
    "damage_return_rate",
    "refund_only_hours",
    "return_refund_hours",
    "aftersale_review_hours",
    "aftersale_handled_in_time_rate",
    "dispute_liability_rate",
    "platform_help_rate",
    "im_reply_3min_rate",
    "im_reply_seconds",
    "im_dissatisfaction_rate",
];

/// Everything the program can say about a folder: every format and every indicator's cases in both
/// languages, and the run that fails because of the rejected rows.
fn everything(trap: &Trap) -> Vec<(String, String)> {
    let mut said = Vec::new();
    let mut keep = |args: &[&str]| {
        let run = trap.run(args);
        said.push((args.join(" "), run.stdout + &run.stderr));
    };
    for lang in ["zh", "en"] {
        keep(&["score", ".", "--as-of", AS_OF, "--lang", lang]);
        let flags = [".", "--as-of", AS_OF, "--max-rejected", "1", "--lang", lang];
        for format in ["text", "json", "csv"] {
            let score = ["score", "--format", format, "--weakest", "24", "--set", "im_reply_3min_rate=0.1"];
            keep(&[&score[..], &flags].concat());
            for indicator in INDICATORS {
                let cases = ["cases", indicator, "--format", format, "--window", "90", "--denominator"];
                keep(&[&cases[..], &flags].concat());
                keep(&[&["causes", indicator, "--format", format][..], &flags].concat());
            }
        }
    }
    said
}

fn check(name: &str) {
    for (args, output) in everything(&trap(name)) {
        for mark in MARKS {
            let line = output.lines().find(|line| line.contains(mark));
            assert_eq!(line, None, "{name}: `tiyanfen {args}` shows {mark}");
        }
    }
}

#[test]
fn personal_columns_and_rejected_rows_show_nothing() {
    check("personal-data");
}

#[test]
fn the_fixture_really_reaches_reports_and_cases() {
    // A run that shows nothing at all would prove nothing.
    let trap = trap("personal-data");
    let report = trap.report();
    let counts = |name: &str| {
        let row = crate::common::input(&report, name);
        (row["used"].as_u64().unwrap_or(0), row["rejected"].as_u64().unwrap_or(0))
    };
    assert_eq!(counts("orders.csv"), (3, 2));
    assert!(counts("refunds.csv").0 >= 2 && counts("refunds.csv").1 >= 1, "{:?}", counts("refunds.csv"));
    assert_eq!(counts("reviews.csv"), (1, 3));
    assert_eq!(counts("logistics.csv"), (2, 1));
    assert_eq!(counts("service.csv"), (2, 3));
    assert_eq!(trap.cases("im_reply_3min_rate").len(), 2);
    assert_eq!(trap.cases("negative_review_rate").len(), 3);
}

#[test]
fn a_row_shifted_to_the_right_shows_nothing() {
    check("personal-data-shifted-right");
}

#[test]
fn a_row_shifted_to_the_left_shows_nothing() {
    check("personal-data-shifted-left");
}
