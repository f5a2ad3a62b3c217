//! Ids destroyed by Excel: the file is refused as a whole, good files still count, the exit code is 2.

use crate::common::input;
use crate::support::{Trap, account, all_used, is_said, message, orders, said, says, trap};
use serde_json::Value;

fn refused(name: &str, code: &str, line: u64, column: &str) -> Value {
    let trap = trap(name);
    let report = trap.report_with_refusal();
    assert!(says(&report, code, "bad.csv", line, column), "{name}: {:?}", said(&report));
    assert_eq!(input(&report, "bad.csv")["status"], "refused", "{name}");
    assert_eq!(input(&report, "bad.csv")["code"], code, "{name}");
    // Not even the rows before the damage count.
    assert_eq!(account(&report, "good.csv"), all_used(3), "{name}");
    assert_eq!(report["orders"]["valid_30"], 3, "{name}");
    explains(&trap, code);
    report
}

/// What to do is said in both languages.
fn explains(trap: &Trap, code: &str) {
    for (lang, words) in [("en", "do not open and save it in Excel"), ("zh", "不要用 Excel 打开后再保存")]
    {
        let run = trap.run(&["cases", "negative_review_rate", ".", "--as-of", "2025-10-30", "--lang", lang]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains(code) && run.stderr.contains(words), "{}", run.stderr);
    }
}

#[test]
fn order_ids_in_scientific_notation() {
    let report = refused("ids-destroyed-orders", "ids-destroyed", 4, "主订单编号");
    assert!(message(&report, "ids-destroyed").contains("6.91793E+18"));
}

#[test]
fn sub_order_ids_in_scientific_notation() {
    refused("ids-destroyed-sub-orders", "ids-destroyed", 3, "子订单编号");
}

#[test]
fn product_ids_in_scientific_notation() {
    refused("ids-destroyed-products", "ids-destroyed", 3, "商品ID");
}

#[test]
fn ids_of_reviews_in_scientific_notation() {
    // The row before holds a text of two lines, so that the damage lies on line 5.
    refused("ids-destroyed-reviews", "ids-destroyed", 5, "订单ID");
}

#[test]
fn ids_of_refunds_in_scientific_notation() {
    refused("ids-destroyed-refunds", "ids-destroyed", 3, "商品单号");
}

#[test]
fn ids_of_logistics_in_scientific_notation() {
    refused("ids-destroyed-logistics", "ids-destroyed", 3, "订单编号");
}

#[test]
fn tracking_numbers_in_scientific_notation() {
    refused("ids-destroyed-trackings", "ids-destroyed", 3, "运单号");
}

#[test]
fn order_ids_that_mostly_end_in_zeros() {
    let report = refused("ids-rounded-orders", "ids-rounded", 3, "主订单编号");
    assert_eq!(message(&report, "ids-rounded"), "ids destroyed by Excel: of 4 long ids 3 end in 0000");
}

#[test]
fn ids_of_reviews_that_mostly_end_in_zeros() {
    refused("ids-rounded-reviews", "ids-rounded", 2, "订单ID");
}

#[test]
fn ids_of_refunds_that_mostly_end_in_zeros() {
    refused("ids-rounded-refunds", "ids-rounded", 2, "订单号");
}

#[test]
fn ids_of_logistics_that_mostly_end_in_zeros() {
    refused("ids-rounded-logistics", "ids-rounded", 2, "订单编号");
}

#[test]
fn rounded_ids_behind_an_apostrophe() {
    refused("ids-rounded-behind-a-mark", "ids-rounded", 2, "主订单编号");
}

#[test]
fn a_single_id_may_end_in_zeros() {
    let trap = trap("ids-with-chance-zeros");
    let report = trap.report();
    assert_eq!(account(&report, "orders.csv"), all_used(4));
    assert!(!is_said(&report, "ids-rounded"));
    let rounded = "6917926768800010000".to_owned();
    assert_eq!(trap.paid(), [vec![rounded], orders(&[1, 2, 3])].concat());
}

#[test]
fn a_shop_with_one_product_may_have_an_id_that_ends_in_zeros() {
    // Four rows, but one id: nothing tells that it was rounded.
    let trap = trap("one-product-with-chance-zeros");
    assert_eq!(account(&trap.report(), "orders.csv"), all_used(4));
}

#[test]
fn a_named_file_with_destroyed_ids_leaves_nothing_to_score() {
    let run = trap("ids-destroyed-orders").run(&["score", "bad.csv"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.stdout, "");
    assert!(
        run.stderr.contains("error[ids-destroyed]: bad.csv line 4, column '主订单编号'"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("error[nothing-scorable]"), "{}", run.stderr);
}

#[test]
fn every_damaged_file_is_named_in_one_run() {
    let report = trap("two-damaged-files").report_with_refusal();
    assert!(says(&report, "ids-destroyed", "bad1.csv", 2, "主订单编号"), "{:?}", said(&report));
    assert!(says(&report, "ids-destroyed", "bad2.csv", 3, "订单ID"), "{:?}", said(&report));
    assert_eq!(account(&report, "good.csv"), all_used(3));
}
