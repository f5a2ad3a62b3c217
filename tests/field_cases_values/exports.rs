//! Which of two exports is the newer, and by what a row is known again.

use crate::base::{ORDER_HEADER, REFUND_HEADER, Shop, id, messages, order, refund};

fn open_order(n: usize) -> String {
    order(n).replace("已完成", "备货中").replace("2026-09-10 17:00:00,2026-09-16 10:00:00", "-,-")
}

fn open_refund(n: usize) -> String {
    refund(n, "做工粗糙")
        .replace("同意退款，退款成功", "待商家处理")
        .replace("2026-09-14 12:00:00", "-")
        .replace("2026-09-17 10:00:00", "-")
}

/// Older after-sales in one file and newer ones in another.
fn refunds(older: &str, newer: &str) -> Shop {
    Shop::base().without("售后单.csv").with(newer, REFUND_HEADER, [refund(1, "做工粗糙")]).with(
        older,
        REFUND_HEADER,
        [open_refund(1)],
    )
}

#[test]
fn the_newer_export_wins_whatever_the_spelling_of_its_time() {
    for (older, newer) in [
        ("售后单.csv", "售后单 (1).csv"),
        ("售后单.csv", "售后单(1).csv"),
        ("售后单.csv", "售后单（2）.csv"),
        ("售后单 (2).csv", "售后单 (10).csv"),
        ("售后单2.csv", "售后单10.csv"),
        ("售后单导出-2026-09-15-12-46-49.csv", "售后单-2026-09-20 00_34_04.csv"),
        ("zz.csv", "售后单-2026-09-20.csv"),
        ("售后单-2026-09-19 23_00_00.csv", "售后单-2026-09-19.csv"),
        ("售后单20260915124649.csv", "售后单20260920003404.csv"),
        ("1757900000_售后单.csv", "售后单 2026-09-20 00-34-04.csv"),
        ("售后单 2026-09-14 00-34-04.csv", "1789700000_售后单.csv"),
        ("售后_20260901-20260930.csv", "售后-2026-09-20 08_00_00.csv"),
        ("售后-2026-09-20 08_00_00.csv", "售后-2026-09-20 08_00_00 (1).csv"),
    ] {
        let shop = refunds(older, newer);
        assert_eq!(shop.fraction("return_refund_hours"), (72.0, 1), "{older} {newer}");
        assert_eq!(shop.said("state-went-back"), [""; 0], "{older} {newer}");
    }
}

#[test]
fn a_state_that_went_back_is_told() {
    // The names say that the open one is newer.
    let shop = refunds("售后单 (1).csv", "售后单.csv");
    assert_eq!(shop.fraction("return_refund_hours").1, 0);
    let said = shop.said("state-went-back");
    assert!(said.len() == 1 && said[0].starts_with("1 行比 ") && said[0].contains("售后单.csv"), "{said:?}");
    let shop = Shop::base().with("订单.csv", ORDER_HEADER, (1..=10).map(order)).with(
        "订单 (1).csv",
        ORDER_HEADER,
        (1..=3).map(open_order),
    );
    let said = shop.said("state-went-back");
    assert!(said.len() == 1 && said[0].starts_with("3 行比 "), "{said:?}");
    // A file without those columns says nothing of them.
    let shop = Shop::base().with(
        "订单 (1).csv",
        "主订单编号,子订单编号,订单状态,支付完成时间",
        (1..=3).map(|n| format!("{},{},已完成,2026-09-10 10:00:00", id(n), id(n))),
    );
    assert_eq!(shop.said("state-went-back"), [""; 0]);
}

#[test]
fn a_sub_order_is_known_by_its_number_below_its_order() {
    let header = "主订单编号,子订单编号,订单应付金额,订单状态,支付完成时间";
    let row =
        |n: usize, sub: &str, amount: &str| format!("{},{sub},{amount},已完成,2026-09-10 10:00:00", id(n));
    let rows = [row(1, "10", "5.00"), row(2, "10", "6.00"), row(1, "10", "7.00")];
    let report = Shop::base().with("订单.csv", header, rows).report();
    let orders = crate::common::input(&report, "订单.csv");
    assert_eq!((orders["used"].as_u64(), orders["duplicate"].as_u64()), (Some(2), Some(1)));
    // Sub-orders numbered within each order, in two exports, and an after-sale of one of them.
    let rows = |status: &str| -> Vec<String> {
        let row = |n: usize, sub: usize| format!("{},{sub},9.90,{status},2026-09-10 10:00:00", id(n));
        (1..=10).flat_map(|n| [row(n, 1), row(n, 2)]).collect()
    };
    let shop = Shop::base()
        .with("订单.csv", header, rows("已发货"))
        .with("订单 (1).csv", header, rows("已完成"))
        .with(
            "售后单.csv",
            REFUND_HEADER,
            [
                refund(2, "质量问题").replacen(&format!("{0},{0}", id(2)), &format!("{},2", id(2)), 1),
                refund(3, "质量问题").replacen(&format!("{0},{0}", id(3)), &format!("{},2", id(3)), 1),
            ],
        );
    let report = shop.report();
    let files = ["订单.csv", "订单 (1).csv"].map(|name| crate::common::input(&report, name));
    assert_eq!((files[0]["duplicate"].as_u64(), files[1]["used"].as_u64()), (Some(20), Some(20)));
    assert_eq!(crate::common::fraction(&report, "quality_return_rate").0, 2.0);
    assert_eq!(messages(&report, "state-went-back"), [""; 0]);
}
