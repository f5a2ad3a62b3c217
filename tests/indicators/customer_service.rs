//! 飞鸽: means weighted by sessions, the shop's own summary rows, rows without a date.

use crate::common::indicator;
use crate::shop::*;

const REPLY: &str = "im_reply_3min_rate";

#[test]
fn im_reply_3min_rate_weighs_agents_and_days_by_sessions() {
    let report = Shop::new()
        .service(vec![
            agent("06-10", "小满", "30", "90%"),
            agent("06-10", "阿禾", "10", "50%"),
            agent("06-11", "小满", "60", "100%"),
        ])
        .bare();
    // Not the mean of the rates, 0.8.
    assert_fraction(&report, REPLY, 0.9 * 30.0 + 0.5 * 10.0 + 1.0 * 60.0, 30 + 10 + 60);
}

#[test]
fn im_reply_seconds_weighs_the_mean_by_sessions() {
    let mean = |name: &str, sessions: &str, mean: &str| {
        agent("06-10", name, sessions, "90%").cell("全天平响时长", mean)
    };
    let report = Shop::new()
        .service(vec![mean("小满", "30", "11秒"), mean("阿禾", "10", "2分30秒"), mean("店长", "5", "-")])
        .bare();
    // A row without a mean is left out.
    assert_fraction(&report, "im_reply_seconds", 11.0 * 30.0 + 150.0 * 10.0, 40);
}

#[test]
fn im_dissatisfaction_rate_weighs_by_rated_sessions() {
    let rated = |name: &str, sessions: &str, rated: &str, rate: &str| {
        agent("06-10", name, sessions, "90%").cell("有效评价数", rated).cell("全天不满意率", rate)
    };
    let rows = || vec![rated("小满", "30", "4", "25%"), rated("阿禾", "10", "6", "50%")];
    let with = Shop::new().service(rows()).bare();
    assert_fraction(&with, "im_dissatisfaction_rate", 0.25 * 4.0 + 0.5 * 6.0, 10);
    // Where the file has no rated count, sessions weigh.
    let without = Shop::new().service_without(&["有效评价数"], rows()).bare();
    assert_fraction(&without, "im_dissatisfaction_rate", 0.25 * 30.0 + 0.5 * 10.0, 40);
    assert_eq!(indicator(&without, "im_dissatisfaction_rate")["approximate"], true);
}

/// The shop's two summary rows of a day.
fn summary(day: &str, sessions: &str, rate: &str) -> Vec<Row> {
    vec![agent(day, "店铺汇总值", sessions, "-"), agent(day, "店铺平均值", "-", rate)]
}

#[test]
fn summary_rows_win_over_the_agents_of_their_day() {
    let agents = vec![
        agent("06-10", "小满", "30", "90%"),
        agent("06-10", "阿禾", "10", "50%"),
        agent("06-11", "小满", "20", "50%"),
    ];
    let report = Shop::new().service([agents, summary("06-10", "100", "80%")].concat()).bare();
    // 06-10: 100 sessions at 0.8, whatever the agents say. 06-11 has agents only.
    assert_fraction(&report, REPLY, 0.8 * 100.0 + 0.5 * 20.0, 120);
}

#[test]
fn a_day_with_half_a_summary_has_no_rate() {
    let counts_only = vec![agent("06-10", "小满", "30", "90%"), agent("06-10", "店铺汇总值", "100", "-")];
    let next_day = vec![agent("06-11", "小满", "20", "50%")];
    let report = Shop::new().service([counts_only, next_day].concat()).bare();
    // No agent row of 06-10 counts, and its summary has no rate.
    assert_fraction(&report, REPLY, 0.5 * 20.0, 20);
}

#[test]
fn summary_rows_win_over_the_agents_of_their_period() {
    let rows = vec![agent("06-10", "小满", "30", "90%")];
    let report = Shop::new()
        .service_named(
            "飞鸽_2025-06-01_2025-06-30.csv",
            &["日期"],
            [rows, summary("06-10", "100", "80%")].concat(),
        )
        .bare();
    assert_fraction(&report, REPLY, 0.8 * 100.0, 100);
}

#[test]
fn summary_rows_of_another_file_win_too() {
    for first in ["客服_甲.csv", "客服_丙.csv"] {
        let report = Shop::new()
            .service_named(first, &[], vec![agent("06-10", "小满", "30", "90%")])
            .service_named("客服_乙.csv", &[], summary("06-10", "100", "80%"))
            .bare();
        assert_fraction(&report, REPLY, 0.8 * 100.0, 100);
    }
}

#[test]
fn without_a_sessions_column_every_row_weighs_one() {
    let rows = vec![agent("06-10", "小满", "", "90%"), agent("06-11", "小满", "", "60%")];
    let report = Shop::new().service_without(&["接待会话量"], rows).bare();
    assert_fraction(&report, REPLY, 0.9 + 0.6, 2);
    assert_eq!(indicator(&report, REPLY)["approximate"], true);
}

#[test]
fn a_row_without_a_rate_is_left_out() {
    let rows = vec![agent("06-10", "小满", "30", "90%"), agent("06-10", "阿禾", "70", "-")];
    assert_fraction(&Shop::new().service(rows).bare(), REPLY, 0.9 * 30.0, 30);
}

#[test]
fn a_rate_above_one_and_a_half_is_a_percentage() {
    let rows = vec![
        agent("06-10", "小满", "10", "0.9"),
        agent("06-10", "阿禾", "10", "80"),
        agent("06-10", "店长", "10", "70%"),
    ];
    assert_fraction(&Shop::new().service(rows).bare(), REPLY, 9.0 + 8.0 + 7.0, 30);
}

#[test]
fn working_hours_columns_are_used_before_whole_day_ones() {
    let rows = vec![agent("06-10", "小满", "10", "60%").cell("工作时间3分钟回复率", "90%")];
    assert_fraction(&Shop::new().service(rows).bare(), REPLY, 9.0, 10);
}

#[test]
fn rows_without_a_date_belong_to_the_period_in_the_file_name() {
    let rows = || vec![agent("06-10", "小满", "10", "90%"), agent("06-10", "阿禾", "30", "70%")];
    let shop = Shop::new().service_named("飞鸽_2025-05-21_2025-06-20.csv", &["日期"], rows());
    let fraction = 0.9 * 10.0 + 0.7 * 30.0;
    // One fact on its last day, 06-20: in the window until 07-19.
    assert_no_data(&shop.score(&["--as-of", "2025-06-19", "--set", "arrival_hours=50"]), REPLY);
    assert_fraction(&shop.score(&["--as-of", "2025-06-20"]), REPLY, fraction, 40);
    assert_fraction(&shop.score(&["--as-of", "2025-07-19"]), REPLY, fraction, 40);
    assert_30_is_empty(&shop.score(&["--as-of", "2025-07-20", "--set", "arrival_hours=50"]));
}

fn assert_30_is_empty(report: &serde_json::Value) {
    assert_eq!(indicator(report, REPLY)["denominator_30"].as_i64().unwrap_or(0), 0);
}

#[test]
fn rows_without_a_date_belong_to_the_period_given() {
    let rows = vec![agent("06-10", "小满", "10", "90%")];
    let shop = Shop::new().service_without(&["日期"], rows);
    let at = |day: &str| {
        let period = ["--service-period", "2025-05-21..2025-06-20", "--set", "arrival_hours=50"];
        shop.score(&[&["--as-of", day], &period[..]].concat())
    };
    assert_no_data(&at("2025-06-19"), REPLY);
    assert_fraction(&at("2025-06-20"), REPLY, 9.0, 10);
    assert_fraction(&at("2025-06-30"), REPLY, 9.0, 10);
}

#[test]
fn rows_without_any_date_belong_to_the_as_of_day_with_a_warning() {
    let rows = vec![agent("06-10", "小满", "10", "90%")];
    let report = Shop::new().service_without(&["日期"], rows).bare();
    assert_fraction(&report, REPLY, 9.0, 10);
    assert!(warned(&report, "service-undated"));
}
