//! After-sales that wait for the merchant.

use crate::support::*;

/// An order that waits for nothing itself.
fn orders() -> Vec<Row> {
    vec![order("A", "05-20 10:00").shipped("05-21 10:00")]
}

trait Deadline: Cells {
    fn automatic(self, at: &str) -> Self {
        self.cell("自动处理截止时间", at)
    }
}

impl Deadline for Row {}

#[test]
fn a_refund_waits_until_it_is_decided() {
    let applied = "06-11 10:00";
    let shop = Shop::new().orders(orders()).refunds(vec![
        refund("1", "A", REFUND_ONLY, applied),
        refund("2", "A", BEFORE_SHIPPING, applied).automatic("2025-06-12 18:00:00"),
        refund("3", "A", REFUND_ONLY, applied).automatic("2025-06-13"),
        // Agreed to, or finished.
        refund("4", "A", REFUND_ONLY, applied).agreed("06-12 12:00:00"),
        refund("5", "A", REFUND_ONLY, applied).cell("售后完结时间", "2025-06-12 12:00:00"),
        // Later than now: that has not happened.
        refund("6", "A", REFUND_ONLY, applied).agreed("06-12 12:00:01"),
        refund("7", "A", REFUND_ONLY, "06-12 12:00:01"),
        // Not open.
        refund("8", "A", REFUND_ONLY, applied).outcome("退款成功"),
        refund("9", "A", REFUND_ONLY, applied).outcome("售后关闭"),
        refund("10", "A", REFUND_ONLY, applied).outcome("商家拒绝，待买家处理"),
        refund("11", "A", REFUND_ONLY, applied).outcome("-"),
        // Exchanges are not refunds.
        refund("12", "A", "换货", applied),
    ]);
    let document = watch(&shop, &[]);
    let items = document["items"].as_array().unwrap();
    let found: Vec<(&str, &str)> = items
        .iter()
        .map(|item| (item["aftersale_id"].as_str().unwrap(), item["deadline"].as_str().unwrap()))
        .collect();
    assert_eq!(
        found,
        [
            ("2", "2025-06-12 18:00:00"),
            ("1", "2025-06-13 10:00:00"),
            ("6", "2025-06-13 10:00:00"),
            ("3", "2025-06-13 23:59:59"),
        ]
    );
    assert!(items.iter().all(|item| item["kind"] == "refund_waiting" && item["order_id"] == "A"));
}

#[test]
fn a_return_waits_until_it_is_decided_and_then_until_it_is_finished() {
    let applied = "06-05 10:00";
    let shop = Shop::new().orders(orders()).refunds(vec![
        refund("1", "A", RETURN, "06-12 10:00"),
        refund("2", "A", RETURN, "06-12 10:00").automatic("2025-06-12 18:00:00"),
        // Agreed to: seven days from then, whatever the deadline for deciding was.
        refund("3", "A", RETURN, applied)
            .agreed("06-05 20:00")
            .outcome("待买家退货")
            .automatic("2025-06-07 10:00:00"),
        refund("4", "A", RETURN, applied).agreed("06-05 20:00").cell("售后完结时间", "2025-06-12 12:00:00"),
        refund("5", "A", RETURN, applied).agreed("06-05 20:00").cell("售后完结时间", "2025-06-12 12:00:01"),
        refund("6", "A", RETURN, applied).agreed("06-05 20:00").outcome("售后关闭"),
    ]);
    let document = watch(&shop, &[]);
    let items = document["items"].as_array().unwrap();
    let found: Vec<[&str; 3]> = items
        .iter()
        .map(|item| ["kind", "aftersale_id", "deadline"].map(|key| item[key].as_str().unwrap()))
        .collect();
    assert_eq!(
        found,
        [
            ["return_waiting", "2", "2025-06-12 18:00:00"],
            ["return_waiting", "3", "2025-06-12 20:00:00"],
            ["return_waiting", "5", "2025-06-12 20:00:00"],
            ["return_waiting", "1", "2025-06-14 10:00:00"],
        ]
    );
}

#[test]
fn after_sales_of_unknown_orders_wait_too() {
    let shop = Shop::new().orders(orders()).refunds(vec![
        refund("1", "elsewhere-1", REFUND_ONLY, "06-12 10:00"),
        refund("2", "-", REFUND_ONLY, "06-12 11:00"),
    ]);
    let document = watch(&shop, &[]);
    let ids = |at: usize| {
        (document["items"][at]["order_id"].clone(), document["items"][at]["aftersale_id"].clone())
    };
    assert_eq!(ids(0), ("elsewhere-1".into(), "1".into()));
    assert_eq!(ids(1), ("".into(), "2".into()));
}

#[test]
fn a_newer_export_says_whether_an_after_sale_is_open() {
    let older = vec![refund("1", "A", REFUND_ONLY, "06-12 10:00").automatic("2025-06-12 18:00:00")];
    let closed = vec![refund("1", "A", REFUND_ONLY, "06-12 10:00").outcome("售后关闭")];
    let shop = || Shop::new().orders(orders()).refunds(older.clone());
    assert_eq!(listed(&shop().refunds(closed)).len(), 0);
    // A file without the columns keeps what is known.
    let columns = ["售后状态", "自动处理截止时间"];
    let again = vec![refund("1", "A", REFUND_ONLY, "06-12 10:00")];
    let shop = shop().refunds_without(&columns, again);
    assert_listed(&shop, &[["refund_waiting", "A", "06-12 18:00:00"]]);
}
