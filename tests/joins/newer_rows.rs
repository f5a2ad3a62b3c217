//! Rows that name another order than older rows did, several or none.

use super::listed::{ORDERS, PARCELS, REFUNDS, account, cases, csv, order};
use crate::common::Folder;

/// A newer row moves an after-sale to the order that it names; a file without the columns leaves it where it was.
#[test]
fn the_newest_row_says_which_order_an_after_sale_is_of() {
    const STATUS: &str = "售后单号,售后类型,售后状态,售后申请时间,售后原因,售后完结时间";
    const BY_ORDER: &str = "售后单号,订单号,售后类型,售后状态,售后申请时间,售后原因,售后完结时间";
    const BY_SUB: &str = "售后单号,商品单号,售后类型,售后状态,售后申请时间,售后原因,售后完结时间";
    let (open, done) = (
        "退货退款,待商家处理,2026-10-05 10:00:00,质量问题,",
        "退货退款,退款成功,2026-10-05 10:00:00,质量问题,2026-10-06 10:00:00",
    );
    let older = format!("14290000000000000017,6900051,69179267688236437519,{open}");
    for (header, newer, place, [used, unmatched]) in [
        (REFUNDS, "6900052,69179267688236437520,", "6900052 13", [2, 0]),
        (REFUNDS, "6900052,,", "6900052 13", [2, 0]),
        (REFUNDS, "6900051,,", "6900051 11", [2, 0]),
        (REFUNDS, ",,", " ", [0, 2]),
        (REFUNDS, "6900059,,", "6900059 ", [0, 2]),
        (STATUS, "", "6900051 12", [1, 1]),
        (BY_ORDER, "6900051,", "6900051 12", [2, 0]),
        // Of another order the older row's sub-order is none; an id that no order has says nothing against it.
        (BY_ORDER, "6900052,", "6900052 13", [2, 0]),
        (BY_ORDER, ",", "6900051 12", [1, 1]),
        (BY_ORDER, "6900059,", "6900051 12", [1, 1]),
        (BY_SUB, "69179267688236437520,", "6900052 13", [2, 0]),
        (BY_SUB, ",", "6900051 11", [1, 1]),
    ] {
        let mut folder = Folder::new();
        let orders = [
            // Of an after-sale of the whole order, the dearest sub-order is the case's; of equal ones the smaller id.
            order("6900051", "6900051", "11"),
            order("6900051", "69179267688236437519", "12"),
            order("6900052", "69179267688236437520", "13"),
        ];
        folder = csv(folder, "orders.csv", ORDERS, &orders);
        folder = csv(folder, "1790000000_refunds.csv", REFUNDS, std::slice::from_ref(&older));
        folder = csv(
            folder,
            "1790000001_refunds.csv",
            header,
            &[
                format!("14290000000000000017,{newer}{done}"),
                // Another after-sale, by the last digit, stays what it is.
                format!("14290000000000000018,{newer}{open}"),
            ],
        );
        let found = cases(&folder, "return_refund_hours", &["order_id", "product_id"]);
        assert_eq!(found, [place], "{header} {newer}");
        assert_eq!(account(&folder, "1790000000_refunds.csv"), [0, 1, 0, 0], "{header} {newer}");
        let newest = account(&folder, "1790000001_refunds.csv");
        assert_eq!(newest, [used, 0, 0, unmatched], "{header} {newer}");
    }
}

/// A parcel carries all orders that its cell names, and one that names none those whose newest 快递信息 names it.
#[test]
fn a_parcel_of_several_orders_and_one_of_none() {
    const EXPRESS: &str = "主订单编号,子订单编号,商品ID,订单应付金额,支付完成时间,订单状态,快递信息";
    let mut folder = Folder::new();
    let express = |main: &str, sub: &str, cell: &str| format!("{},{cell}", order(main, sub, "11"));
    let of_both = "\"YT1-圆通速递,山楂条-11,1;78000000000000000012-圆通速递,山楂条-11,1\"";
    folder = csv(
        folder,
        "1790000000_orders.csv",
        EXPRESS,
        &[
            express("6900061", "6900061", of_both),
            express("6900062", "6900062", of_both),
            express("6900063", "6900063", "YT1-圆通速递"),
            express("6900064", "6900064", "78000000000000000013-圆通速递"),
            express("6900065", "69179267688236437519", "-"),
        ],
    );
    folder = csv(folder, "1790000001_orders.csv", EXPRESS, &[express("6900063", "6900063", "-")]);
    let row = |number: &str, orders: &str, hour: u32| {
        format!("{number},{orders},2026-10-02 {hour}:00:00,2026-10-04 {hour}:00:00")
    };
    folder = csv(
        folder,
        "1790000000_parcels.csv",
        PARCELS,
        &[
            row("YT1", "", 10),
            row("78000000000000000012", "-", 11),
            row("78000000000000000014", "", 12),
            row("SF1", "6900063;69179267688236437519、6900069", 13),
        ],
    );
    folder = csv(
        folder,
        "1790000001_parcels.csv",
        "运单号,揽收时间,签收时间",
        &["YT1,2026-10-02 14:00:00,".to_owned()],
    );
    assert_eq!(
        cases(&folder, "pickup_hours", &["order_id", "picked_up_at", "signed_at"]),
        [
            "6900061 2026-10-02 14:00:00 2026-10-04 11:00:00",
            "6900062 2026-10-02 14:00:00 2026-10-04 11:00:00",
            "6900063 2026-10-02 13:00:00 2026-10-04 13:00:00",
            "6900065 2026-10-02 13:00:00 2026-10-04 13:00:00",
        ]
    );
    assert_eq!(account(&folder, "1790000000_parcels.csv"), [2, 1, 0, 1]);
    assert_eq!(account(&folder, "1790000001_parcels.csv"), [1, 0, 0, 0]);
}
