//! Header names, the header's row, kinds and aliases.

use crate::common::input;
use crate::support::{
    Account, account, all_used, case, column, is_said, order, orders, refund, refunds, said, says, text, trap,
};

#[test]
fn full_width_forms_inner_spaces_and_units_do_not_matter() {
    let trap = trap("header-full-width-and-spaces");
    let report = trap.report_with(0, &["."]);
    assert_eq!(account(&report, "orders.csv"), all_used(1));
    let cases = trap.cases("negative_review_rate");
    let case = case(&cases, &order(1));
    assert_eq!(text(case, "product_id"), "3718206998140375218");
    assert_eq!(text(case, "product_name"), "辣丝丝");
    assert_eq!(text(case, "paid_at"), "2025-10-10 10:00:00");
    // 平均响应时长（秒） and the full-width ３.
    assert_eq!(trap.cases("im_reply_seconds")[0]["value"], 11.0);
    assert_eq!(trap.cases("im_reply_3min_rate")[0]["value"], 0.9);
}

#[test]
fn capitals_and_a_unit_after_the_amount_do_not_matter() {
    // With the amount unread, the zero-price order would count.
    let report = trap("header-lower-case").report();
    let expected = Account { read: 2, used: 1, excluded: 1, ..Account::default() };
    assert_eq!(account(&report, "orders.csv"), expected);
    let cases = trap("header-lower-case").cases("negative_review_rate");
    assert_eq!(column(&cases, "product_id"), ["3718206998140375218"]);
    assert_eq!(column(&cases, "product_name"), ["辣丝丝"]);
}

#[test]
fn from_and_to_are_not_the_time_itself() {
    let cases = trap("header-from-and-to").cases("negative_review_rate");
    assert_eq!(column(&cases, "paid_at"), ["2025-10-10 10:00:00"]);
    assert_eq!(column(&cases, "signed_at"), ["2025-10-12 10:00:00"]);
}

#[test]
fn per_conversation_is_not_the_rate_itself() {
    let cases = trap("header-per-conversation").cases("im_reply_3min_rate");
    assert_eq!(cases.len(), 1);
    assert_eq!(cases[0]["value"], 0.9);
}

#[test]
fn titles_may_stand_above_the_header() {
    let trap = trap("header-below-titles");
    let report = trap.report();
    // Three title rows and a blank line.
    let expected = Account { read: 2, used: 1, rejected: 1, skipped: 4, ..Account::default() };
    assert_eq!(account(&report, "orders.csv"), expected);
    assert!(says(&report, "time-unreadable", "orders.csv", 7, "支付完成时间"), "{:?}", said(&report));
    assert_eq!(trap.paid(), orders(&[1]));
}

#[test]
fn the_header_is_looked_for_in_the_first_ten_rows() {
    let tenth = trap("header-on-the-tenth-row");
    assert_eq!(account(&tenth.report(), "orders.csv"), Account { skipped: 9, ..all_used(1) });
    let run = trap("header-on-the-eleventh-row").run(&["score", "orders.csv"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("error[file-unrecognised]: orders.csv"), "{}", run.stderr);
}

#[test]
fn columns_go_by_name_and_unknown_ones_are_ignored() {
    let trap = trap("columns-in-any-order");
    assert_eq!(account(&trap.report(), "orders.csv"), all_used(1));
    let cases = trap.cases("negative_review_rate");
    assert_eq!(column(&cases, "paid_at"), ["2025-10-10 10:00:00"]);
    assert_eq!(column(&cases, "signed_at"), ["2025-10-12 10:00:00"]);
}

#[test]
fn the_kind_goes_by_the_header_and_not_by_the_name() {
    let report = trap("kind-by-header").report_with(0, &["."]);
    for (file, kind) in [
        ("订单.csv", "refunds"),
        ("售后单.csv", "orders"),
        ("物流.csv", "reviews"),
        ("评价.csv", "logistics"),
        ("飞鸽.txt", "service"),
    ] {
        assert_eq!(input(&report, file)["kind"], kind, "{file}");
        assert_eq!(account(&report, file), all_used(1), "{file}");
    }
}

#[test]
fn kinds_are_tested_in_a_fixed_order() {
    let report = trap("kind-tested-in-order").report_with(0, &["."]);
    for (file, kind) in [
        ("a-refunds-like-orders.csv", "refunds"),
        ("b-reviews-like-orders.csv", "reviews"),
        ("c-orders-like-logistics.csv", "orders"),
        ("d-service-like-logistics.csv", "service"),
    ] {
        assert_eq!(input(&report, file)["kind"], kind, "{file}");
    }
}

#[test]
fn the_first_alias_present_wins_wherever_it_stands() {
    let trap = trap("alias-precedence");
    let report = trap.report();
    for file in ["orders.csv", "reviews.csv", "refunds.csv", "logistics.csv"] {
        assert_eq!(account(&report, file), all_used(1), "{file}");
    }
    let cases = trap.cases("positive_review_rate");
    let row = case(&cases, &order(1));
    assert_eq!(text(row, "stars"), "5");
    assert_eq!(text(row, "paid_at"), "2025-10-10 10:00:00");
    assert_eq!(text(row, "signed_at"), "2025-10-12 10:00:00");
    assert_eq!(text(row, "picked_up_at"), "2025-10-10 18:00:00");
    assert_eq!(text(row, "carrier"), "中通快递");
    assert_eq!(row["numerator"], 1.0);
    let returns = trap.cases("return_refund_hours");
    assert_eq!(column(&returns, "aftersale_id"), refunds(&[1]));
    assert_eq!(column(&returns, "applied_at"), ["2025-10-14 10:00:00"]);
    assert_eq!(column(&returns, "finished_at"), ["2025-10-16 10:00:00"]);
    assert_eq!(column(&returns, "reason"), ["商品腐烂/变质"]);
}

#[test]
fn every_alias_of_ids_amount_and_pay_time_is_known() {
    let trap = trap("every-alias");
    let report = trap.report();
    // In each file one order and one that cost nothing.
    let expected = || Account { read: 2, used: 1, excluded: 1, ..Account::default() };
    for letter in "abcdefghij".chars() {
        assert_eq!(account(&report, &format!("orders-{letter}.csv")), expected(), "{letter}");
    }
    assert!(!is_said(&report, "pay-stand-in"));
    assert_eq!(trap.paid(), orders(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
}

#[test]
fn the_standard_order_header_with_its_73_columns() {
    let trap = trap("standard-header");
    let report = trap.report();
    let expected = Account { read: 4, used: 3, excluded: 1, ..Account::default() };
    assert_eq!(account(&report, "orders.csv"), expected);
    let cases = trap.cases("negative_review_rate");
    assert_eq!(column(&cases, "order_id"), orders(&[1, 2, 3]));
    // Ciphertext and masked text are no province.
    assert_eq!(column(&cases, "province"), ["四川省", "", ""]);
    assert_eq!(column(&cases, "product_name"), ["辣丝丝"; 3]);
    // No sign time in the standard header: the finish time stands in.
    assert_eq!(column(&cases, "signed_at"), [""; 3]);
    assert_eq!(column(&cases, "finished_at"), ["2025-10-14 13:18:29"; 3]);
    assert!(is_said(&report, "sign-stand-in"));
}

#[test]
fn the_standard_after_sales_header_and_the_first_present_finish_time() {
    let trap = trap("standard-header");
    assert_eq!(account(&trap.report(), "refunds.csv"), all_used(3));
    let cases = trap.cases("refund_only_hours");
    assert_eq!(column(&cases, "order_id"), orders(&[1, 2, 3]));
    let hours = |n: u32| {
        let case = cases.iter().find(|c| c["aftersale_id"] == refund(n)).expect("the after-sale");
        case["value"].as_f64().expect("hours")
    };
    // 售后完结时间 though it is the earliest, then 商家退款时间, then 用户到账时间.
    assert_eq!([hours(1), hours(2), hours(3)], [1.0, 2.0, 3.0]);
}
