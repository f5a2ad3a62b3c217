//! Stars, levels, texts.

use crate::common::{fraction, indicator};
use crate::support::{
    Account, account, all_used, case, column, message, order, orders, said, says, text, trap,
};

#[test]
fn levels_stand_for_stars_where_there_are_none() {
    let trap = trap("review-levels");
    let cases = trap.cases("negative_review_rate");
    assert_eq!(column(&cases, "stars"), ["5", "3", "1", "", ""]);
    let report = trap.report();
    assert_eq!(fraction(&report, "positive_review_rate"), (1.0, 3));
    assert_eq!(fraction(&report, "negative_review_rate"), (1.0, 5));
    let expected = Account { read: 5, used: 3, excluded: 2, ..Account::default() };
    assert_eq!(account(&report, "reviews.csv"), expected);
    assert!(message(&report, "review-without-stars").starts_with("2 reviews have no stars"));
}

#[test]
fn stars_beat_the_level_and_a_blank_star_is_filled_by_it() {
    let cases = trap("review-levels-beside-stars").cases("negative_review_rate");
    assert_eq!(column(&cases, "stars"), ["2", "1"]);
}

#[test]
fn stars_are_whole_and_lie_within_one_and_five() {
    let trap = trap("review-stars");
    let report = trap.report();
    let expected = Account { read: 8, used: 4, rejected: 4, ..Account::default() };
    // 5, 5.0, 4分 and 1星; not 0, 6, 3.5 or 很好.
    assert_eq!(account(&report, "reviews.csv"), expected);
    assert_eq!(column(&trap.cases("positive_review_rate"), "stars"), ["5", "5", "4", "1"]);
    for line in [6, 7, 8] {
        assert!(
            says(&report, "stars-unreadable", "reviews.csv", line, "商品评价得分"),
            "{:?}",
            said(&report)
        );
    }
}

#[test]
fn texts_hold_emoji_quotes_and_line_breaks() {
    let trap = trap("review-texts");
    let report = trap.report();
    assert_eq!(account(&report, "reviews.csv"), all_used(2));
    assert_eq!(fraction(&report, "positive_review_rate"), (1.0, 2));
    assert_eq!(column(&trap.hits("negative_review_rate"), "order_id"), orders(&[1]));
}

#[test]
fn stars_that_the_export_does_not_have_are_no_data_and_never_zero() {
    let report = trap("review-texts").report();
    for id in ["logistics_rating", "service_rating"] {
        let row = indicator(&report, id);
        assert_eq!(row["status"], "no_data", "{id}");
        assert!(row["value"].is_null() && row["points"].is_null(), "{id}");
    }
    let run = trap("review-texts").run(&["score", ".", "--all", "--as-of", "2025-10-30"]);
    let line = run.stdout.lines().find(|line| line.starts_with("Service rating"));
    assert!(line.is_some_and(|line| line.contains("no data")), "{}", run.stdout);
}

#[test]
fn stars_for_logistics_and_service_are_read_where_they_are() {
    let trap = trap("review-other-stars");
    let report = trap.report();
    assert_eq!(fraction(&report, "logistics_rating"), (3.0, 1));
    assert_eq!(fraction(&report, "service_rating"), (6.0, 2));
    assert_eq!(fraction(&report, "product_rating"), (10.0, 2));
}

#[test]
fn reviews_without_time_stars_or_a_valid_order_are_accounted_for() {
    let trap = trap("reviews-left-out");
    let report = trap.report();
    let expected = Account { read: 6, used: 1, excluded: 3, unmatched: 2, ..Account::default() };
    assert_eq!(account(&report, "reviews.csv"), expected);
    assert!(message(&report, "review-without-time").starts_with("1 reviews have no written time"));
    assert!(message(&report, "review-without-stars").starts_with("1 reviews have no stars"));
    let cases = trap.cases("positive_review_rate");
    assert_eq!(text(case(&cases, &order(1)), "stars"), "5");
    assert_eq!(cases.len(), 1);
}
