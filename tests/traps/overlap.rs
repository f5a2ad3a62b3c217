//! Exports overlap: the newest wins, for the columns that it has.

use crate::support::{Account, account, all_used, case, column, order, orders, refunds, text, trap};

fn used_and_duplicate(used: u64, duplicate: u64) -> Account {
    Account { read: used + duplicate, used, duplicate, ..Account::default() }
}

#[test]
fn the_export_time_in_the_name_decides_and_files_without_one_are_oldest() {
    let trap = trap("overlap-export-time");
    let report = trap.report();
    assert_eq!(account(&report, "1760000000_orders.csv"), all_used(2));
    assert_eq!(account(&report, "1750000000_orders.csv"), used_and_duplicate(1, 1));
    assert_eq!(account(&report, "zzz.csv"), used_and_duplicate(1, 2));
    assert_eq!(trap.paid(), orders(&[1, 2, 3, 4]));
    // The same from any order of the arguments.
    for files in [
        ["zzz.csv", "1750000000_orders.csv", "1760000000_orders.csv"],
        ["1760000000_orders.csv", "1750000000_orders.csv", "zzz.csv"],
    ] {
        let cases = trap.cases_with("negative_review_rate", &[&files[..], &["--denominator"]].concat());
        assert_eq!(text(case(&cases, &order(1)), "product_name"), "新", "{files:?}");
    }
}

#[test]
fn without_export_times_files_of_a_folder_age_in_natural_order() {
    let trap = trap("overlap-natural-order");
    assert_eq!(column(&trap.cases("negative_review_rate"), "product_name"), ["十"]);
    let report = trap.report();
    assert_eq!(account(&report, "订单2.csv"), used_and_duplicate(0, 1));
    assert_eq!(account(&report, "订单10.csv"), all_used(1));
}

#[test]
fn without_export_times_the_later_argument_is_newer() {
    let trap = trap("overlap-natural-order");
    let cases = trap.cases_with("negative_review_rate", &["订单10.csv", "订单2.csv", "--denominator"]);
    assert_eq!(column(&cases, "product_name"), ["二"]);
}

#[test]
fn a_file_named_twice_counts_once() {
    let trap = trap("overlap-natural-order");
    let flags = ["--set", "im_reply_3min_rate=0.9"];
    let report = trap.report_with(0, &[&["订单2.csv", ".", "订单2.csv"], &flags[..]].concat());
    assert_eq!(report["inputs"].as_array().map(Vec::len), Some(2));
}

#[test]
fn inside_a_file_the_later_row_wins() {
    let trap = trap("overlap-same-file");
    assert_eq!(account(&trap.report(), "orders.csv"), used_and_duplicate(1, 1));
    assert_eq!(column(&trap.cases("negative_review_rate"), "product_name"), ["后"]);
}

#[test]
fn the_newest_wins_for_its_columns_and_others_keep_their_cells() {
    let trap = trap("overlap-columns");
    let cases = trap.cases("negative_review_rate");
    let row = case(&cases, &order(1));
    assert_eq!(text(row, "paid_at"), "2025-10-11 10:00:00");
    assert_eq!(text(row, "province"), "广东省");
    // The newer file has neither the sign time nor the product.
    assert_eq!(text(row, "signed_at"), "2025-10-12 10:00:00");
    assert_eq!(text(row, "product_name"), "辣丝丝");
    // A blank in a column that the newer file has is newer, too: order 2 was never paid.
    assert_eq!(trap.paid(), orders(&[1]));
    let report = trap.report();
    let expected = Account { read: 2, used: 1, excluded: 1, ..Account::default() };
    assert_eq!(account(&report, "1760000000_orders.csv"), expected);
    assert_eq!(account(&report, "1750000000_orders.csv"), used_and_duplicate(0, 2));
}

#[test]
fn without_sub_order_ids_order_product_and_variant_are_the_key() {
    let report = trap("overlap-without-sub-orders").report();
    assert_eq!(account(&report, "1750000000_orders.csv"), used_and_duplicate(1, 1));
    assert_eq!(account(&report, "1760000000_orders.csv"), all_used(1));
    assert_eq!(report["orders"]["valid_30"], 1);
}

#[test]
fn after_sales_overlap_by_their_own_id() {
    let trap = trap("overlap-refunds");
    let report = trap.report();
    assert_eq!(account(&report, "1750000000_refunds.csv"), used_and_duplicate(0, 1));
    assert_eq!(account(&report, "1760000000_refunds.csv"), all_used(1));
    // Status and finish time from the newer file, the reason from the older.
    let cases = trap.cases("return_refund_hours");
    assert_eq!(column(&cases, "aftersale_id"), refunds(&[1]));
    assert_eq!(column(&cases, "finished_at"), ["2025-10-16 10:00:00"]);
    assert_eq!(column(&cases, "reason"), ["商品腐烂/变质"]);
    assert_eq!(column(&trap.hits("quality_return_rate"), "order_id"), orders(&[1]));
}

#[test]
fn an_after_sale_keeps_its_sub_order_where_the_newer_file_has_no_column_for_it() {
    // After-sale 1 (no reason) is about one sub-order, after-sale 2 (quality) about the other. Were the
    // first to lose its sub-order, it would be the first reason of both.
    let trap = trap("overlap-refund-keeps-its-sub-order");
    assert_eq!(column(&trap.hits("quality_return_rate"), "order_id"), orders(&[1]));
}

#[test]
fn reviews_overlap_by_order_product_and_time() {
    let trap = trap("overlap-reviews");
    let report = trap.report();
    assert_eq!(account(&report, "1750000000_reviews.csv"), used_and_duplicate(1, 1));
    assert_eq!(account(&report, "1760000000_reviews.csv"), all_used(1));
    assert_eq!(column(&trap.cases("negative_review_rate"), "stars"), ["1 4"]);
}

#[test]
fn parcels_overlap_cell_by_cell() {
    let trap = trap("overlap-parcels");
    let report = trap.report();
    assert_eq!(account(&report, "1750000000_logistics.csv"), used_and_duplicate(0, 2));
    assert_eq!(account(&report, "1760000000_logistics.csv"), all_used(2));
    let cases = trap.cases("negative_review_rate");
    assert_eq!(column(&cases, "picked_up_at"), ["2025-10-10 19:00:00", "2025-10-10 18:00:00"]);
    assert_eq!(column(&cases, "signed_at"), ["2025-10-12 10:00:00", "2025-10-13 10:00:00"]);
    assert_eq!(column(&cases, "carrier"), ["中通快递", "中通快递"]);
}

#[test]
fn customer_service_overlaps_by_day_and_agent() {
    let trap = trap("overlap-service");
    let report = trap.report_with(0, &["."]);
    assert_eq!(account(&report, "1750000000_service.csv"), used_and_duplicate(1, 1));
    assert_eq!(account(&report, "1760000000_service.csv"), all_used(1));
    let rates = trap.cases("im_reply_3min_rate");
    let mut values: Vec<f64> = rates.iter().filter_map(|c| c["value"].as_f64()).collect();
    values.sort_by(f64::total_cmp);
    assert_eq!(values, [0.5, 0.9]);
    // The newer file has no mean time: the older cell stays.
    assert_eq!(trap.cases("im_reply_seconds").len(), 2);
}
