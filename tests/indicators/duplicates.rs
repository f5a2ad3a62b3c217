//! Overlapping exports: the newest row wins, and a column it lacks keeps the older cell.

use crate::common::input;
use crate::shop::*;

/// Names of an older and a newer export: the digits are the unix time of the export.
const OLDER: &str = "1749500000_售后.csv";
const NEWER: &str = "1749900000_售后.csv";

fn orders() -> Shop {
    Shop::new().orders(vec![order("A", "06-01 10:00"), order("B", "06-01 10:00")])
}

fn open() -> Row {
    refund("1", "A", REFUND_ONLY, "06-08 10:00")
}

fn settled() -> Row {
    open().finished("06-08 13:00")
}

#[test]
fn the_newer_state_of_an_after_sale_wins() {
    let shop = orders().refunds_named(NEWER, &[], vec![settled()]).refunds_named(OLDER, &[], vec![open()]);
    let report = shop.at("06-30");
    assert_fraction(&report, "refund_only_hours", 3.0, 1);
    assert_fraction(&report, "platform_help_rate", 0.0, 1);
    assert_eq!(input(&report, OLDER)["duplicate"], 1);
    assert_eq!(input(&report, NEWER)["used"], 1);
}

#[test]
fn an_older_success_does_not_outlive_a_newer_state() {
    // The success was taken back: the cells of the newest export count, the blank finish time too.
    let shop = orders().refunds_named(OLDER, &[], vec![settled()]).refunds_named(
        NEWER,
        &[],
        vec![
            open().outcome("售后关闭"),
            refund("2", "B", REFUND_ONLY, "06-08 10:00").finished("06-08 11:00"),
        ],
    );
    assert_fraction(&shop.at("06-30"), "refund_only_hours", 1.0, 1);
}

#[test]
fn a_file_without_an_export_time_is_older_than_one_with() {
    // By name alone, 售后 would come after the digits.
    let shop =
        orders().refunds_named("售后.csv", &[], vec![open()]).refunds_named(OLDER, &[], vec![settled()]);
    assert_fraction(&shop.at("06-30"), "refund_only_hours", 3.0, 1);
}

#[test]
fn digit_runs_in_names_are_compared_as_numbers() {
    // As text, 售后_10 would come before 售后_9.
    let shop = orders().refunds_named("售后_9.csv", &[], vec![open()]).refunds_named(
        "售后_10.csv",
        &[],
        vec![settled()],
    );
    assert_fraction(&shop.at("06-30"), "refund_only_hours", 3.0, 1);
}

#[test]
fn among_equals_the_later_argument_is_newer() {
    let shop =
        orders().refunds_named("甲.csv", &[], vec![open()]).refunds_named("乙.csv", &[], vec![settled()]);
    let hours = |first: &str, second: &str| {
        let args =
            ["score", "1760000000_订单_0.csv", first, second, "--format", "json", "--as-of", "2025-06-30"];
        let run = shop.run(&[&args[..], &["--set", "im_reply_3min_rate=0.9"]].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
        crate::common::indicator(&report, "refund_only_hours")["value"].as_f64()
    };
    assert_eq!(hours("甲.csv", "乙.csv"), Some(3.0));
    assert_eq!(hours("乙.csv", "甲.csv"), None);
}

#[test]
fn inside_a_file_the_later_row_wins() {
    assert_fraction(&orders().refunds(vec![open(), settled()]).at("06-30"), "refund_only_hours", 3.0, 1);
    assert_no_data(&orders().refunds(vec![settled(), open()]).at("06-30"), "refund_only_hours");
}

#[test]
fn a_column_that_the_newer_export_lacks_keeps_the_older_cell() {
    let arbitrated = open().arbitrated();
    let shop = orders()
        .refunds_named(OLDER, &[], vec![arbitrated.clone(), refund("2", "B", REFUND_ONLY, "06-08 10:00")])
        .refunds_named(
            NEWER,
            &["仲裁状态"],
            vec![settled(), refund("2", "B", REFUND_ONLY, "06-08 10:00").finished("06-08 11:00")],
        );
    let report = shop.at("06-30");
    // 1 is settled as the newer file says, after the arbitration that only the older one knows.
    assert_fraction(&report, "refund_only_hours", 1.0, 1);
    assert_fraction(&report, "platform_help_rate", 1.0, 2);
}

#[test]
fn overlapping_order_exports_hold_each_sub_order_once() {
    let older = vec![order("A", "06-08 10:00").sub("A1").amount("0.00"), order("B", "06-09 10:00")];
    let newer = vec![order("A", "06-08 10:00").sub("A1").amount("10.00").completed("06-14 10:00")];
    let shop = Shop::new()
        .orders_named("1749500000_订单.csv", &[], older)
        .orders_named("1749900000_订单.csv", &["承诺发货时间"], newer)
        .reviews(vec![review("A", "06-15 10:00", "5")]);
    let report = shop.at("06-30");
    assert_eq!(report["orders"]["valid_30"], 2);
    assert_fraction(&report, "positive_review_rate", 1.0, 1);
    assert_eq!(input(&report, "1749500000_订单.csv")["duplicate"], 1);
}

#[test]
fn a_promise_survives_an_export_without_that_column() {
    let older = vec![order("A", "06-08 10:00").promised("06-20 10:00")];
    let parcels = || vec![early_parcel(), parcel("Y1", "A", "06-19 10:00", "-")];
    let with = |lacking: &[&str]| {
        Shop::new()
            .orders_named("1749500000_订单.csv", &[], older.clone())
            .orders_named("1749900000_订单.csv", lacking, vec![order("A", "06-08 10:00")])
            .parcels(parcels())
            .at("06-30")
    };
    // Kept, it is a presale picked up in time; cleared by the newer file, it was due on 06-09.
    assert_fraction(&with(&["承诺发货时间"]), "pickup_on_time_rate", 1.0, 1);
    assert_fraction(&with(&[]), "pickup_on_time_rate", 0.0, 1);
}

#[test]
fn without_a_sub_order_column_the_product_and_sku_tell_rows_apart() {
    let row = |sku: &str, amount: &str| order("A", "06-08 10:00").cell("商品规格", sku).amount(amount);
    let rows = || vec![row("大", "0.00"), row("小", "10.00")];
    let shop = Shop::new()
        .orders_without(&["子订单编号"], rows())
        .orders_without(&["子订单编号"], vec![row("小", "0.00")]);
    // The last file sets 小 to nothing: the whole order is then free. As a third row it would still be paid.
    assert_eq!(shop.at("06-30")["orders"]["valid_30"], 0);
    assert_eq!(Shop::new().orders_without(&["子订单编号"], rows()).at("06-30")["orders"]["valid_30"], 1);
}

#[test]
fn parcels_merge_cell_by_cell() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-08 10:00")])
        .parcels(vec![parcel("Y1", "A", "06-08 12:00", "-")])
        // The newer row holds the sign time only; its blank pickup time takes nothing away.
        .parcels(vec![parcel("Y1", "A", "-", "06-10 10:00")]);
    let report = shop.at("06-30");
    assert_fraction(&report, "pickup_hours", 2.0, 1);
    assert_fraction(&report, "transit_hours", 46.0, 1);
}

#[test]
fn customer_service_of_a_day_and_agent_counts_once() {
    let shop = Shop::new()
        .service(vec![agent("06-10", "小满", "10", "50%"), agent("06-10", "阿禾", "10", "70%")])
        .service(vec![agent("06-10", "小满", "20", "90%")]);
    assert_fraction(&shop.bare(), "im_reply_3min_rate", 0.9 * 20.0 + 0.7 * 10.0, 30);
}
