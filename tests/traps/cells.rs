//! What exports wrap around cells, the spellings of "missing", times, money, rates, durations.

use crate::support::{Account, account, all_used, case, column, order, orders, says, text, trap};
use serde_json::Value;

/// Every cell of order `n` is wrapped, its review is not: id, product, time and the join must come out
/// bare.
fn check_wrapped(n: u32) {
    let trap = trap("wrapped-cells");
    let cases = trap.hits("negative_review_rate");
    let case = case(&cases, &order(n));
    assert_eq!(text(case, "product_id"), format!("37182069981403752{n:02}"));
    assert_eq!(text(case, "product_name"), format!("辣丝丝{n}"));
    assert_eq!(text(case, "paid_at"), "2025-10-10 10:00:00");
    assert_eq!(text(case, "signed_at"), "2025-10-12 10:00:00");
    assert_eq!(text(case, "stars"), "2");
}

macro_rules! wrapped {
    ($($name:ident $n:literal)*) => { $(
        #[test]
        fn $name() {
            check_wrapped($n);
        }
    )* };
}

wrapped! {
    a_leading_tab_is_stripped 1
    a_trailing_tab_is_stripped 2
    a_leading_apostrophe_is_stripped 3
    a_leading_backtick_is_stripped 4
    a_formula_around_a_text_is_stripped 5
    no_break_spaces_are_stripped 6
    zero_width_marks_are_stripped 7
    a_byte_order_mark_in_a_cell_is_stripped 8
    spaces_of_every_width_are_stripped 9
    wrappers_inside_wrappers_are_stripped 10
    a_formula_whose_quotes_csv_does_not_know_is_stripped 11
}

#[test]
fn wrapped_rows_all_count() {
    let report = trap("wrapped-cells").report();
    assert_eq!(account(&report, "orders.csv"), all_used(11));
    assert_eq!(account(&report, "reviews.csv"), all_used(11));
}

#[test]
fn every_spelling_of_missing_is_a_missing_time() {
    let trap = trap("missing-cells");
    assert_eq!(account(&trap.report(), "orders.csv"), all_used(15));
    // Only the first row is signed; the other fourteen spell "not yet".
    assert_eq!(column(&trap.cases("negative_review_rate"), "order_id"), orders(&[1]));
    assert_eq!(trap.paid().len(), 15);
}

#[test]
fn every_spelling_of_missing_is_a_missing_id_and_amount() {
    let trap = trap("missing-amount-and-id");
    let report = trap.report();
    // Without an amount an order counts as worth something.
    assert_eq!(account(&report, "orders.csv"), all_used(10));
    let expected = Account { read: 10, used: 1, unmatched: 9, ..Account::default() };
    assert_eq!(account(&report, "reviews.csv"), expected);
}

#[test]
fn every_spelling_of_a_time_is_read_to_the_second() {
    let cases = trap("times").cases("logistics_return_rate");
    for (n, paid) in [
        (1, "2025-09-22 00:54:10"),
        (2, "2025-09-10 08:00:00"),
        (3, "2025-09-22"),
        (4, "2025-08-05 12:00:00"),
        (5, "2025-08-05"),
        (6, "2025-09-22 00:54:00"),
        (7, "2025-09-22"),
        (8, "2025-09-22 00:54:10"),
        (9, "2025-09-22 00:54:10"),
        (10, "2025-09-10 08:00:05"),
        (11, "2025-09-22 00:54:10"),
    ] {
        assert_eq!(text(case(&cases, &order(n)), "paid_at"), paid, "row {n}");
    }
}

#[test]
fn times_that_cannot_be_are_rejected_with_line_and_column() {
    let trap = trap("times-unreadable");
    let report = trap.report();
    let expected = Account { read: 6, used: 1, rejected: 5, ..Account::default() };
    assert_eq!(account(&report, "orders.csv"), expected);
    // The first three are shown.
    for line in [3, 4, 5] {
        assert!(says(&report, "time-unreadable", "orders.csv", line, "支付完成时间"), "{line}");
    }
    assert_eq!(trap.paid(), orders(&[1]));
}

#[test]
fn money_in_every_spelling_and_zero_in_every_spelling() {
    let trap = trap("money");
    let expected = Account { read: 10, used: 6, excluded: 4, ..Account::default() };
    assert_eq!(account(&trap.report(), "orders.csv"), expected);
    assert_eq!(trap.paid(), orders(&[1, 2, 3, 4, 5, 10]));
}

#[test]
fn money_is_compared_as_an_amount() {
    let cases = trap("money-compared").cases("negative_review_rate");
    assert_eq!(column(&cases, "product_name"), ["贵", "贵"]);
}

#[test]
fn money_in_words_is_rejected_with_line_and_column() {
    let report = trap("money-unreadable").report();
    let expected = Account { read: 2, used: 1, rejected: 1, ..Account::default() };
    assert_eq!(account(&report, "orders.csv"), expected);
    assert!(says(&report, "amount-unreadable", "orders.csv", 3, "订单应付金额"));
}

/// Day of the month and value of every case.
fn by_day(cases: &[Value]) -> Vec<(u32, f64)> {
    let day = |case: &Value| text(case, "cohort_day")[8..].parse().expect("a day");
    cases.iter().map(|case| (day(case), case["value"].as_f64().expect("a value"))).collect()
}

fn assert_values(cases: &[Value], expected: &[(u32, f64)]) {
    let found = by_day(cases);
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for ((day, value), (its_day, its_value)) in found.iter().zip(expected) {
        assert!(day == its_day && (value - its_value).abs() < 1e-6, "{day}: {value}, not {its_value}");
    }
}

#[test]
fn rates_with_and_without_a_sign() {
    let trap = trap("rates");
    let expected =
        [(1, 0.985), (2, 0.985), (3, 0.985), (4, 1.0), (5, 1.0), (6, 0.985)].map(|(day, rate)| (day, rate));
    assert_values(&trap.cases("im_reply_3min_rate"), &expected);
    // 1.5 and 1.2 are no percentages yet and no rates any more; 101 and -5% lie outside 0 to 100 %.
    let report = trap.report_with(0, &["."]);
    let counts = Account { read: 10, used: 6, rejected: 4, ..Account::default() };
    assert_eq!(account(&report, "service.csv"), counts);
    for line in [8, 9, 10] {
        assert!(says(&report, "rate-unreadable", "service.csv", line, "全天3分钟回复率"), "{line}");
    }
}

#[test]
fn durations_in_every_spelling() {
    let trap = trap("durations");
    let expected = [
        (1, 11.0),
        (2, 150.0),
        (3, 27_712.0),
        (4, 150.0),
        (5, 3_723.0),
        // An Excel fraction of a day.
        (6, 10.8),
        (7, 150.0),
        (8, 120.0),
    ];
    assert_values(&trap.cases("im_reply_seconds"), &expected);
    let report = trap.report();
    assert!(says(&report, "duration-unreadable", "service.csv", 10, "平均响应时长"));
}

#[test]
fn a_header_that_names_seconds_makes_small_durations_seconds() {
    assert_values(&trap("durations-in-seconds").cases("im_reply_seconds"), &[(1, 0.5), (2, 45.0)]);
}

#[test]
fn a_fraction_of_a_day_keeps_its_seconds() {
    // 150 s as Excel writes them, with 15 digits.
    assert_values(&trap("durations-of-a-day").cases("im_reply_seconds"), &[(1, 150.0)]);
}
