//! After-sales: how long they take, arbitration, liability.

use crate::common::indicator;
use crate::shop::*;

/// Orders A to G, paid on 06-08.
fn shop() -> Shop {
    Shop::new().orders(["A", "B", "C", "D", "E", "F", "G"].map(|id| order(id, "06-08 10:00")).to_vec())
}

/// A successful after-sale.
fn done(id: &str, order: &str, kind: &str, applied: &str, finished: &str) -> Row {
    refund(id, order, kind, applied).finished(finished)
}

#[test]
fn refund_only_hours_averages_self_settled_refunds_without_a_return() {
    let report = shop()
        .refunds(vec![
            done("1", "A", BEFORE_SHIPPING, "06-10 10:00", "06-10 12:00"),
            done("2", "B", REFUND_ONLY, "06-10 10:00", "06-10 15:00"),
            done("3", "C", REFUND_ONLY, "06-10 10:00", "06-20 10:00").arbitrated(),
            refund("4", "D", REFUND_ONLY, "06-10 10:00").outcome("售后关闭"),
            done("5", "E", RETURN, "06-10 10:00", "06-14 10:00"),
            done("6", "F", "换货", "06-10 10:00", "06-14 10:00"),
            // The night is no exception here: 22:00 to 09:30.
            done("7", "G", "仅退款", "06-10 22:00", "06-11 09:30"),
        ])
        .at("06-30");
    // 1, 2 and 7; the others are arbitrated, closed, a return, an exchange.
    assert_fraction(&report, "refund_only_hours", 2.0 + 5.0 + 11.5, 3);
}

#[test]
fn return_refund_hours_averages_self_settled_returns() {
    let report = shop()
        .refunds(vec![
            done("1", "A", RETURN, "06-10 10:00", "06-14 10:00"),
            done("2", "B", RETURN, "06-10 10:00", "06-15 22:00").outcome("已全额退款"),
            done("3", "C", RETURN, "06-10 10:00", "06-25 10:00").arbitrated(),
            done("4", "D", REFUND_ONLY, "06-10 10:00", "06-10 15:00"),
            refund("5", "E", RETURN, "06-10 10:00"),
        ])
        .at("06-30");
    assert_fraction(&report, "return_refund_hours", 96.0 + 132.0, 2);
}

#[test]
fn a_refund_is_finished_at_the_first_present_of_three_times() {
    let times = |id: &str, finish: &str, refunded: &str, received: &str| {
        refund(id, "A", REFUND_ONLY, "06-10 10:00")
            .finished(finish)
            .cell("商家退款时间", &time(refunded))
            .cell("用户到账时间", &time(received))
    };
    let report = shop()
        .refunds(vec![
            times("1", "06-10 14:00", "06-10 12:00", "06-10 11:00"),
            times("2", "-", "06-10 12:00", "06-10 11:00"),
            times("3", "-", "-", "06-10 11:00"),
        ])
        .at("06-30");
    assert_fraction(&report, "refund_only_hours", 4.0 + 2.0 + 1.0, 3);
}

#[test]
fn a_success_without_a_finish_time_gives_no_hours_and_is_reported() {
    let report = shop()
        .refunds(vec![
            done("1", "A", REFUND_ONLY, "06-10 10:00", "06-10 12:00"),
            refund("2", "B", REFUND_ONLY, "06-10 10:00").outcome("退款成功"),
        ])
        .at("06-30");
    assert_fraction(&report, "refund_only_hours", 2.0, 1);
    assert!(warned(&report, "success-without-finish"));
}

#[test]
fn a_refund_that_finished_before_it_was_applied_for_is_left_out_and_reported() {
    let report = shop()
        .refunds(vec![
            done("1", "A", REFUND_ONLY, "06-10 10:00", "06-10 12:00"),
            done("2", "B", REFUND_ONLY, "06-10 10:00", "06-10 09:59:59"),
        ])
        .at("06-30");
    assert_fraction(&report, "refund_only_hours", 2.0, 1);
    assert!(warned(&report, "negative-duration"));
}

#[test]
fn without_an_arbitration_column_all_count_as_self_settled_approximately() {
    let rows = || {
        vec![
            done("1", "A", REFUND_ONLY, "06-10 10:00", "06-10 12:00"),
            done("2", "B", RETURN, "06-10 10:00", "06-14 10:00"),
        ]
    };
    let without = shop().refunds_without(&["仲裁状态"], rows()).at("06-30");
    let with = shop().refunds(rows()).at("06-30");
    for (id, hours) in [("refund_only_hours", 2.0), ("return_refund_hours", 96.0)] {
        assert_fraction(&without, id, hours, 1);
        assert_eq!(indicator(&without, id)["approximate"], true, "{id}");
        assert_fraction(&with, id, hours, 1);
        assert_eq!(indicator(&with, id)["approximate"], false, "{id}");
    }
}

#[test]
fn the_words_for_no_arbitration() {
    let with = |id: &str, words: &str| {
        done(id, "A", REFUND_ONLY, "06-10 10:00", "06-10 12:00").cell("仲裁状态", words)
    };
    let none = ["-", "", "0", "无仲裁记录", "未介入"];
    let some = ["1", "仲裁中", "平台已介入"];
    let rows = none.iter().chain(&some).enumerate().map(|(n, words)| with(&n.to_string(), words)).collect();
    assert_fraction(&shop().refunds(rows).at("06-30"), "refund_only_hours", 2.0 * 5.0, 5);
}

#[test]
fn aftersale_review_hours_averages_apply_to_agree() {
    let report = shop()
        .refunds(vec![
            done("1", "A", RETURN, "06-10 10:00", "06-14 10:00").agreed("06-10 13:00"),
            done("2", "B", REFUND_ONLY, "06-10 10:00", "06-10 18:00").agreed("06-10 12:00"),
            // No agree time: the finish time for a refund only, nothing for a return.
            done("3", "C", REFUND_ONLY, "06-10 10:00", "06-10 15:00"),
            done("4", "D", RETURN, "06-10 10:00", "06-14 10:00"),
            done("5", "E", BEFORE_SHIPPING, "06-10 10:00", "06-10 11:00").agreed("06-10 10:30"),
            refund("6", "F", RETURN, "06-10 10:00").agreed("06-10 20:00"),
            // Self-settled or not makes no difference here.
            done("7", "G", RETURN, "06-10 10:00", "06-14 10:00").agreed("06-10 11:00").arbitrated(),
        ])
        .at("06-30");
    // 1: 3 h. 2: 2 h. 3: 5 h. 7: 1 h. Left out: 4, 5 (before shipping), 6 (no success).
    assert_fraction(&report, "aftersale_review_hours", 3.0 + 2.0 + 5.0 + 1.0, 4);
}

#[test]
fn the_review_night_is_from_23_00_00_to_07_59_59() {
    let seconds = |applied: &str, agreed: &str| {
        let row = done("1", "A", RETURN, applied, "06-14 10:00").agreed(agreed);
        let report = shop().refunds(vec![row]).at("06-30");
        let hours = indicator(&report, "aftersale_review_hours")["value"].as_f64().expect("hours");
        (hours * 3600.0).round()
    };
    let hour = 3600.0;
    assert_eq!(seconds("06-10 22:59:59", "06-11 09:00:00"), 10.0 * hour + 1.0);
    assert_eq!(seconds("06-10 23:00:00", "06-11 09:00:00"), hour);
    assert_eq!(seconds("06-11 00:00:00", "06-11 09:00:00"), hour);
    assert_eq!(seconds("06-11 07:59:59", "06-11 09:00:00"), hour);
    assert_eq!(seconds("06-11 08:00:00", "06-11 09:00:00"), hour);
    assert_eq!(seconds("06-11 08:00:01", "06-11 09:00:00"), hour - 1.0);
    // Agreed before the clock starts.
    assert_eq!(seconds("06-10 23:00:00", "06-10 23:05:00"), 0.0);
    assert_eq!(seconds("06-10 23:00:00", "06-11 08:00:00"), 0.0);
}

#[test]
fn a_night_does_not_hide_an_agreement_before_the_application() {
    let report = shop()
        .refunds(vec![
            done("1", "A", RETURN, "06-10 23:30", "06-14 10:00").agreed("06-10 23:10"),
            done("2", "B", RETURN, "06-10 23:30", "06-14 10:00").agreed("06-11 11:00"),
        ])
        .at("06-30");
    assert_fraction(&report, "aftersale_review_hours", 3.0, 1);
    assert!(warned(&report, "negative-duration"));
}

#[test]
fn a_finish_time_in_place_of_the_agree_time_follows_the_night_rule_too() {
    let row = done("1", "A", REFUND_ONLY, "06-10 23:30", "06-11 10:00");
    let report = shop().refunds(vec![row]).at("06-30");
    assert_fraction(&report, "aftersale_review_hours", 2.0, 1);
    // The other indicator knows no night: 23:30 to 10:00.
    assert_fraction(&report, "refund_only_hours", 10.5, 1);
}

#[test]
fn handled_in_time_is_24_hours_for_refunds_and_48_for_returns_nights_included() {
    let report = shop()
        .refunds(vec![
            done("1", "A", REFUND_ONLY, "06-10 23:30:00", "06-14 10:00").agreed("06-11 23:30:00"),
            done("2", "B", REFUND_ONLY, "06-10 23:30:00", "06-14 10:00").agreed("06-11 23:30:01"),
            done("3", "C", RETURN, "06-10 10:00:00", "06-14 10:00").agreed("06-12 10:00:00"),
            done("4", "D", RETURN, "06-10 10:00:00", "06-14 10:00").agreed("06-12 10:00:01").arbitrated(),
            // Without an agree time a refund is handled when it is finished.
            done("5", "E", REFUND_ONLY, "06-10 10:00:00", "06-11 10:00:00"),
            done("6", "F", "仅退款", "06-10 10:00:00", "06-11 10:00:01"),
            // Not counted: a return without an agree time, before shipping, an exchange, no success.
            done("7", "G", RETURN, "06-10 10:00", "06-10 11:00"),
            done("8", "A", BEFORE_SHIPPING, "06-10 10:00", "06-10 11:00").agreed("06-10 10:30"),
            done("9", "B", "换货", "06-10 10:00", "06-10 11:00").agreed("06-10 10:30"),
            refund("10", "C", REFUND_ONLY, "06-10 10:00").agreed("06-10 11:00"),
        ])
        .at("06-30");
    // In time: 1, 3, 5. Late by a second: 2, 4, 6.
    assert_fraction(&report, "aftersale_handled_in_time_rate", 3.0, 6);
    assert!(warned(&report, "hours-unknown"));
    // The same after-sales as these.
    assert_eq!(indicator(&report, "aftersale_review_hours")["denominator"], 6);
}

#[test]
fn handled_before_it_was_applied_for_or_on_a_day_without_an_hour_is_left_out() {
    let report = shop()
        .refunds(vec![
            done("1", "A", RETURN, "06-10 10:00", "06-14 10:00").agreed("06-10 09:59:59"),
            done("2", "B", RETURN, "2025-06-10", "06-14 10:00").agreed("06-10 12:00"),
            done("3", "C", RETURN, "06-10 10:00", "06-14 10:00").agreed("06-13 12:00"),
        ])
        .at("06-30");
    assert_fraction(&report, "aftersale_handled_in_time_rate", 0.0, 1);
    assert!(warned(&report, "negative-duration") && warned(&report, "hours-unknown"));
}

#[test]
fn handled_is_judged_by_what_is_known_on_the_day() {
    // Agreed after it was finished: until then the finish time stands in for a refund without return.
    let row = |kind: &str| done("1", "A", kind, "06-10 10:00", "06-10 15:00").agreed("06-12 10:00");
    let refund_only = shop().refunds(vec![row(REFUND_ONLY)]);
    assert_fraction(&refund_only.at("06-11"), "aftersale_handled_in_time_rate", 1.0, 1);
    assert_fraction(&refund_only.at("06-12"), "aftersale_handled_in_time_rate", 0.0, 1);
    assert_no_data(&shop().refunds(vec![row(RETURN)]).at("06-11"), "aftersale_handled_in_time_rate");
}

#[test]
fn the_cases_of_handling_show_until_when() {
    let shop = shop().refunds(vec![
        done("1", "A", RETURN, "06-10 10:00", "06-14 10:00").agreed("06-13 11:00"),
        done("2", "B", REFUND_ONLY, "06-10 10:00", "06-14 10:00").agreed("06-10 11:00"),
    ]);
    let args = ["cases", "aftersale_handled_in_time_rate", ".", "--as-of", "2025-06-30", "--misses"];
    let run = shop.run(&[&args[..], &["--format", "json"]].concat());
    let table: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let [case] = table["cases"].as_array().expect("cases").as_slice() else { panic!("{table}") };
    assert_eq!((&case["aftersale_id"], &case["numerator"]), (&"1".into(), &0.0.into()));
    let times = ["applied_at", "handling_due", "agreed_at"].map(|key| case[key].as_str().expect("a time"));
    assert_eq!(times, ["2025-06-10 10:00:00", "2025-06-12 10:00:00", "2025-06-13 11:00:00"]);
    assert!(shop.run(&args).stdout.contains("to be handled by"));
}

#[test]
fn an_agree_time_after_the_as_of_day_is_missing() {
    // Odd, but a date is a date: agreed after it was finished.
    let row = |kind: &str| done("1", "A", kind, "06-10 10:00", "06-10 15:00").agreed("06-12 10:00");
    let refund_only = shop().refunds(vec![row(REFUND_ONLY)]);
    assert_fraction(&refund_only.at("06-11"), "aftersale_review_hours", 5.0, 1);
    assert_fraction(&refund_only.at("06-12"), "aftersale_review_hours", 48.0, 1);
    let returned = shop().refunds(vec![row(RETURN)]);
    assert_no_data(&returned.at("06-11"), "aftersale_review_hours");
    assert_fraction(&returned.at("06-12"), "aftersale_review_hours", 48.0, 1);
}

#[test]
fn dispute_liability_rate_counts_orders_the_merchant_is_liable_for() {
    let shop = shop().refunds(vec![
        refund("1", "A", RETURN, "06-10 10:00").liable("商家责任"),
        // Two after-sales of one order are one order.
        refund("2", "A", RETURN, "06-12 10:00").liable("商家责任"),
        refund("3", "B", RETURN, "06-20 00:00:00").liable("卖家责任").outcome("售后关闭"),
        refund("4", "C", RETURN, "06-10 10:00").liable("买家责任"),
        refund("5", "D", RETURN, "06-10 10:00").liable("待定"),
        refund("6", "E", RETURN, "06-10 10:00"),
    ]);
    // A and B of A to G. A word nobody knows is reported, and not held against the merchant.
    let report = shop.at("06-30");
    assert_fraction(&report, "dispute_liability_rate", 2.0, 7);
    assert!(warned(&report, "word-unknown"));
    // Liability counts from the apply time.
    assert_fraction(&shop.at("06-19"), "dispute_liability_rate", 1.0, 7);
}

#[test]
fn platform_help_rate_counts_orders_not_after_sales() {
    let shop = shop().refunds(vec![
        refund("1", "A", RETURN, "06-10 10:00"),
        refund("2", "A", RETURN, "06-20 00:00:00").arbitrated(),
        refund("3", "A", RETURN, "06-22 10:00").arbitrated(),
        refund("4", "B", REFUND_ONLY, "06-11 10:00").outcome("售后关闭"),
        refund("5", "C", BEFORE_SHIPPING, "06-11 10:00"),
    ]);
    // Orders with an after-sale: A, B, C. With an arbitration: A, from its second application on.
    assert_fraction(&shop.at("06-30"), "platform_help_rate", 1.0, 3);
    assert_fraction(&shop.at("06-19"), "platform_help_rate", 0.0, 3);
}

#[test]
fn a_success_is_told_before_anything_else_in_the_state() {
    let state =
        |id: &str, words: &str| done(id, "A", REFUND_ONLY, "06-10 10:00", "06-10 12:00").outcome(words);
    let report = shop()
        .refunds(vec![
            state("1", "退款成功"),
            // 成功 is tested before 关闭.
            state("2", "退款成功，售后关闭"),
            state("3", "已全额退款"),
            state("4", "售后关闭"),
            state("5", "退款失败"),
            state("6", "平台仲裁中"),
            state("7", "待商家处理"),
        ])
        .at("06-30");
    assert_fraction(&report, "refund_only_hours", 3.0 * 2.0, 3);
}
