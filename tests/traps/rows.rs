//! Rows that are no data, and rows that are torn.

use crate::common::input;
use crate::support::{Account, account, all_used, orders, said, says, trap};

#[test]
fn blank_rows_repeated_headers_and_totals_are_skipped_and_counted() {
    let trap = trap("rows-that-are-no-data");
    // A header behind a byte order mark (two files joined), an all-empty row, a blank line, a row of
    // white space, a header with TABs, a total.
    assert_eq!(account(&trap.report(), "orders.csv"), Account { skipped: 6, ..all_used(3) });
    assert_eq!(trap.paid(), orders(&[1, 2, 3]));
}

#[test]
fn a_total_row_may_begin_with_an_empty_cell_or_carry_a_tab() {
    let report = trap("total-row-variants").report();
    assert_eq!(account(&report, "orders.csv"), Account { skipped: 2, ..all_used(1) });
}

#[test]
fn a_total_row_may_begin_with_a_cell_of_nothing_but_a_tab() {
    let report = trap("total-row-behind-a-tab").report();
    assert_eq!(account(&report, "orders.csv"), Account { skipped: 1, ..all_used(1) });
}

#[test]
fn a_repeated_header_that_begins_with_a_digit_is_skipped_too() {
    let trap = trap("repeated-header-with-a-digit");
    let report = trap.report_with(0, &["."]);
    assert_eq!(account(&report, "service.csv"), Account { skipped: 1, ..all_used(2) });
}

#[test]
fn a_row_that_lacks_cells_is_rejected() {
    let trap = trap("rows-too-short");
    let report = trap.report();
    let expected = Account { read: 4, used: 2, rejected: 2, ..Account::default() };
    assert_eq!(account(&report, "orders.csv"), expected);
    // Line 3 lacks its last cell, or any cell before it: nobody can tell.
    assert!(says(&report, "row-too-short", "orders.csv", 3, ""), "{:?}", said(&report));
    assert!(says(&report, "row-too-short", "orders.csv", 4, ""), "{:?}", said(&report));
    assert_eq!(trap.paid(), orders(&[1, 4]));
}

#[test]
fn a_row_shifted_by_a_comma_is_rejected() {
    let trap = trap("rows-too-long");
    let report = trap.report();
    let expected = Account { read: 3, used: 2, rejected: 1, ..Account::default() };
    assert_eq!(account(&report, "orders.csv"), expected);
    assert!(says(&report, "row-too-long", "orders.csv", 3, ""), "{:?}", said(&report));
    assert_eq!(trap.paid(), orders(&[1, 3]));
}

#[test]
fn empty_cells_beyond_the_header_do_no_harm() {
    assert_eq!(account(&trap("rows-with-empty-tails").report(), "orders.csv"), all_used(3));
}

#[test]
fn both_halves_of_a_row_torn_by_a_line_break_are_rejected() {
    let trap = trap("rows-torn-in-two");
    let report = trap.report();
    let expected = Account { read: 4, used: 2, rejected: 2, ..Account::default() };
    assert_eq!(account(&report, "orders.csv"), expected);
    assert!(says(&report, "row-too-short", "orders.csv", 3, ""));
    assert!(says(&report, "row-too-short", "orders.csv", 4, ""));
    assert_eq!(trap.paid(), orders(&[1, 3]));
}

#[test]
fn too_many_rejected_rows_end_the_run() {
    let run = trap("rows-torn-in-two").run(&["score", ".", "--as-of", "2025-10-30"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("error[too-many-rejected]"), "{}", run.stderr);
    assert!(run.stderr.contains("of 4 rows 2 cannot be used (50%)"), "{}", run.stderr);
}

#[test]
fn a_stray_quote_that_joins_rows_refuses_the_file() {
    let trap = trap("torn-by-a-stray-quote");
    let report = trap.report_with_refusal();
    assert!(says(&report, "quote-broken", "bad.csv", 3, ""), "{:?}", said(&report));
    assert_eq!(input(&report, "bad.csv")["status"], "refused");
    assert_eq!(account(&report, "good.csv"), all_used(3));
    assert_eq!(valid_orders(&report), 3);
}

#[test]
fn a_file_that_ends_inside_a_quote_is_refused() {
    // The quote opened in the last cell of line 3 swallows every row after it.
    let report = trap("ends-inside-a-quote").report_with_refusal();
    assert!(says(&report, "quote-broken", "bad.csv", 3, ""), "{:?}", said(&report));
    assert_eq!(valid_orders(&report), 3);
}

#[test]
fn a_stray_quote_is_noticed_even_where_the_widths_fit() {
    // The quote opened on line 2 is closed by the honest one on line 3: order 2 would vanish in a remark.
    let run = trap("torn-by-a-stray-quote-that-fits").run(&["score", ".", "--as-of", "2025-10-30"]);
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert!(run.stderr.contains("error[quote-broken]"), "{}", run.stderr);
}

#[test]
fn a_column_without_a_name_is_ignored_like_any_unknown_one() {
    assert_eq!(account(&trap("unnamed-column").report(), "orders.csv"), all_used(2));
}

fn valid_orders(report: &serde_json::Value) -> i64 {
    report["orders"]["valid_30"].as_i64().expect("a count")
}
