//! Customer service, whose columns every merchant sets himself.

use crate::common::{fraction, indicator};
use crate::support::{Trap, account, all_used, column, is_said, message, trap};
use serde_json::Value;

/// Cohort day, numerator and denominator of every case.
fn facts(trap: &Trap, indicator: &str) -> Vec<(String, f64, i64)> {
    let cases = trap.cases(indicator);
    let fact = |case: &Value| {
        let numerator = (case["numerator"].as_f64().expect("a figure") * 1e6).round() / 1e6;
        let day = case["cohort_day"].as_str().expect("a day").to_owned();
        (day, numerator, case["denominator"].as_i64().expect("a count"))
    };
    cases.iter().map(fact).collect()
}

fn fact(day: &str, numerator: f64, denominator: i64) -> (String, f64, i64) {
    (day.to_owned(), numerator, denominator)
}

#[test]
fn summary_rows_stand_for_the_agents_of_their_day() {
    let trap = trap("service-summary-rows");
    assert_eq!(account(&trap.report_with(0, &["."]), "service.csv"), all_used(4));
    // Counts from 店铺汇总值, rates from 店铺平均值; on the second day there is only an agent.
    let second = |numerator, denominator| fact("2025-10-02", numerator, denominator);
    assert_eq!(facts(&trap, "im_reply_3min_rate"), [fact("2025-10-01", 36.0, 40), second(7.0, 10)]);
    assert_eq!(facts(&trap, "im_reply_seconds"), [fact("2025-10-01", 800.0, 40), second(300.0, 10)]);
    assert_eq!(facts(&trap, "im_dissatisfaction_rate"), [fact("2025-10-01", 2.0, 8), second(0.5, 5)]);
}

#[test]
fn summary_rows_of_any_file_stand_for_the_agents_of_all() {
    let trap = trap("service-summary-in-another-file");
    assert_eq!(facts(&trap, "im_reply_3min_rate"), [fact("2025-10-01", 36.0, 40)]);
}

#[test]
fn working_hours_come_before_the_whole_day() {
    // The whole-day columns stand to the left with other values.
    let trap = trap("service-month-in-the-name");
    let report = trap.report_with(0, &[".", "--service-period", "2025-10-01..2025-10-07"]);
    assert_eq!(fraction(&report, "im_reply_3min_rate"), (9.0, 10));
    assert_eq!(fraction(&report, "im_reply_seconds"), (200.0, 10));
}

#[test]
fn the_header_of_2024() {
    let trap = trap("service-2024-header");
    let report = trap.report_with(0, &["."]);
    assert_eq!(account(&report, "service.csv"), all_used(2));
    assert_eq!(
        facts(&trap, "im_reply_3min_rate"),
        [fact("2025-10-01", 9.0, 10), fact("2025-10-02", 21.0, 30)]
    );
    assert_eq!(
        facts(&trap, "im_reply_seconds"),
        [fact("2025-10-01", 450.0, 10), fact("2025-10-02", 750.0, 30)]
    );
    // No count of rated conversations: all conversations weigh, approximately.
    assert_eq!(fraction(&report, "im_dissatisfaction_rate"), (0.5, 40));
    assert_eq!(indicator(&report, "im_dissatisfaction_rate")["approximate"], true);
}

#[test]
fn a_period_in_the_files_name_counts_on_its_last_day() {
    for (name, day) in [
        ("service-period-in-the-name", "2025-10-20"),
        ("service-period-after-the-export-time", "2025-10-07"),
        ("service-month-in-the-name", "2025-09-30"),
    ] {
        let trap = trap(name);
        assert_eq!(facts(&trap, "im_reply_3min_rate"), [fact(day, 9.0, 10)], "{name}");
        let run = trap.run(&["score", ".", "--as-of", "2025-09-30"]);
        assert!(!run.stderr.contains("service-undated"), "{name}: {}", run.stderr);
    }
}

#[test]
fn the_service_period_flag_wins_over_the_name() {
    let trap = trap("service-period-in-the-name");
    let args = [".", "--denominator", "--service-period", "2025-10-01..2025-10-25"];
    let cases = trap.cases_with("im_reply_3min_rate", &args);
    assert_eq!(column(&cases, "cohort_day"), ["2025-10-25"]);
}

#[test]
fn rows_without_any_date_count_on_the_as_of_day_with_a_warning() {
    let trap = trap("service-without-any-date");
    let report = trap.report_with(0, &["."]);
    assert_eq!(
        message(&report, "service-undated"),
        "2 customer-service rows have no date and count on 2025-10-30"
    );
    assert_eq!(fraction(&report, "im_reply_3min_rate"), (30.0, 40));
    assert_eq!(column(&trap.cases("im_reply_3min_rate"), "cohort_day"), ["2025-10-30"; 2]);
    let dated = trap.report_with(0, &[".", "--service-period", "2025-10-01..2025-10-07"]);
    assert!(!is_said(&dated, "service-undated"));
    assert_eq!(fraction(&dated, "im_reply_3min_rate"), (30.0, 40));
}

#[test]
fn without_conversation_counts_every_row_weighs_one() {
    let report = trap("service-without-sessions").report_with(0, &["."]);
    assert_eq!(fraction(&report, "im_reply_3min_rate"), (1.6, 2));
    assert_eq!(indicator(&report, "im_reply_3min_rate")["approximate"], true);
}

#[test]
fn a_row_without_a_rate_is_left_out_of_that_indicator_only() {
    let report = trap("service-without-a-rate").report_with(0, &["."]);
    assert_eq!(account(&report, "service.csv"), all_used(2));
    assert_eq!(fraction(&report, "im_reply_3min_rate"), (24.0, 30));
    assert_eq!(fraction(&report, "im_reply_seconds"), (200.0, 10));
}
