//! Orders that wait for their pickup, or for being shipped.

use crate::support::*;

/// An order without ship time, that nobody has closed.
fn open(id: &str, paid: &str) -> Row {
    order(id, paid).status("待发货")
}

#[test]
fn an_order_waits_for_its_pickup_until_the_end_of_the_next_day() {
    let shop = Shop::new()
        .orders(["A", "B", "C", "D", "E"].map(|id| open(id, "06-12 10:00")).to_vec())
        .parcels(vec![
            early_parcel(),
            parcel("Y1", "B", "06-12 12:00:00", "-"),
            // Later than now: that has not happened.
            parcel("Y2", "C", "06-12 12:00:01", "-"),
            // One of two parcels is not picked up.
            parcel("Y3", "D", "06-12 11:00", "-"),
            parcel("Y4", "D", "-", "-"),
        ]);
    assert_listed(
        &shop,
        &[
            ["pickup_due", "A", "06-13 23:59:59"],
            ["pickup_due", "C", "06-13 23:59:59"],
            ["pickup_due", "D", "06-13 23:59:59"],
            ["pickup_due", "E", "06-13 23:59:59"],
        ],
    );
}

#[test]
fn a_presale_waits_until_its_promise() {
    let shop = Shop::new()
        .orders(vec![
            open("A", "06-09 10:00").promised("06-13 08:00:30"),
            // No presale: due on 06-10, and promised for a time that is past, too.
            open("B", "06-09 10:00").promised("06-11 10:00"),
            open("C", "06-01 10:00").promised("2025-06-14 00:00:00"),
        ])
        .parcels(vec![early_parcel()]);
    assert_listed(
        &shop,
        &[
            ["pickup_due", "B", "06-10 23:59:59"],
            ["ship_promise", "B", "06-11 10:00:00"],
            ["pickup_due", "A", "06-13 08:00:30"],
            ["ship_promise", "A", "06-13 08:00:30"],
        ],
    );
    // C is promised for the end of 06-14, which is 59:59:59 hours ahead.
    let more = watch(&shop, &["--within", "60"]);
    assert_eq!(more["items"][4]["deadline"], "2025-06-14 23:59:59");
    assert_near(&more["items"][4]["hours_left"], 60.0 - 1.0 / 3600.0);
}

#[test]
fn what_needs_no_pickup_does_not_wait() {
    let paid = "06-12 10:00";
    let promised = |id: &str| open(id, paid).promised("06-14 10:00");
    let shop = Shop::new()
        .orders(vec![
            promised("A").cell("订单类型", "虚拟商品"),
            promised("B"),
            promised("C"),
            promised("D"),
            // Closed, on a day of which the after-sales exports tell: they have nothing of it.
            promised("E").status("已关闭"),
            promised("F").amount("0.00"),
            // Unpaid, or paid later than now.
            order("G", "-").promised("06-14 10:00").status("待支付"),
            order("H", "06-12 12:00:01").promised("06-14 10:00"),
        ])
        .refunds(vec![
            refund("1", "elsewhere-1", RETURN, "06-01 10:00").outcome("售后关闭"),
            refund("2", "B", BEFORE_SHIPPING, "06-12 10:30").finished("06-12 11:00"),
            // Finished later than now: until then the order waits.
            refund("3", "C", BEFORE_SHIPPING, "06-12 10:30").finished("06-12 12:00:01"),
            refund("4", "D", REFUND_ONLY, "06-12 10:30").finished("06-12 11:00"),
        ])
        .parcels(vec![early_parcel()]);
    let waiting = ["C", "D"];
    let mut expected: Vec<[&str; 3]> =
        waiting.iter().map(|id| ["pickup_due", *id, "06-13 23:59:59"]).collect();
    expected.extend(waiting.iter().map(|id| ["ship_promise", *id, "06-14 10:00:00"]));
    assert_listed(&shop, &expected);
}

#[test]
fn a_closed_order_does_not_wait_where_no_after_sales_tell_why() {
    let orders = vec![open("A", "06-12 10:00").status("已关闭"), open("B", "06-12 10:00")];
    let shop = Shop::new().orders(orders).parcels(vec![early_parcel()]);
    assert_listed(&shop, &[["pickup_due", "B", "06-13 23:59:59"]]);
}

#[test]
fn a_closed_order_does_not_wait_where_after_sales_are_there_either() {
    let closed = open("A", "06-12 10:00").promised("06-14 10:00").status("已关闭");
    let shop = Shop::new()
        .orders(vec![closed, open("B", "06-12 10:00"), open("C", "06-05 10:00")])
        .refunds(vec![refund("1", "C", REFUND_ONLY, "06-06 10:30").finished("06-06 11:00")])
        .parcels(vec![early_parcel()]);
    let listed = listed(&shop);
    assert!(listed.iter().all(|item| item[1] != "A"), "{listed:?}");
    assert!(listed.iter().any(|item| item[1] == "B"), "{listed:?}");
}

#[test]
fn of_what_is_not_known_nothing_is_listed() {
    let shop = Shop::new()
        .orders(vec![
            // Shipped, but in no logistics export; the second ship time is later than now.
            order("A", "06-12 10:00").shipped("06-12 11:00"),
            order("B", "06-12 10:00").shipped("06-12 12:30"),
            order("C", "06-12 10:00"),
            // Paid before the logistics exports begin.
            order("D", "06-06 10:00"),
        ])
        .parcels(vec![
            parcel("Y1", "elsewhere-1", "06-07 10:00", "-"),
            // Signed for, but never picked up.
            parcel("Y2", "C", "-", "06-12 11:00"),
        ]);
    assert_listed(&shop, &[["pickup_due", "B", "06-13 23:59:59"]]);
}

#[test]
fn the_logistics_exports_begin_no_sooner_than_they_are_known_to() {
    // Their first event is later than now: at that time there are none, and A waits for its pickup.
    let orders = || vec![order("A", "06-11 10:00")];
    let begin = |at: &str| Shop::new().orders(orders()).parcels(vec![parcel("Y1", "elsewhere-1", at, "-")]);
    assert_listed(&begin("06-12 12:00:01"), &[["pickup_due", "A", "06-12 23:59:59"]]);
    assert_listed(&begin("06-12 12:00:00"), &[]);
}

#[test]
fn a_shipped_or_picked_up_order_has_kept_its_promise() {
    let promised = |id: &str| open(id, "06-12 10:00").promised("06-14 10:00");
    let shop = Shop::new()
        .orders(vec![
            promised("A").shipped("06-12 12:00:00"),
            promised("B").shipped("06-12 12:00:01"),
            promised("C"),
        ])
        .parcels(vec![early_parcel(), parcel("Y1", "C", "06-12 11:00", "-")]);
    assert_listed(&shop, &[["pickup_due", "B", "06-13 23:59:59"], ["ship_promise", "B", "06-14 10:00:00"]]);
}

#[test]
fn past_ones_are_listed_for_seven_days_and_coming_ones_as_far_as_asked() {
    let presale = |id: &str, promised: &str| open(id, "05-20 10:00").promised(promised);
    let shop = Shop::new()
        .orders(vec![
            presale("A", "06-05 11:59:59"),
            presale("B", "06-05 12:00:00"),
            presale("C", "06-14 12:00:00"),
            presale("D", "06-14 12:00:01"),
        ])
        .parcels(vec![early_parcel()]);
    let hours = |args: &[&str]| {
        let items = watch(&shop, args)["items"].as_array().unwrap().clone();
        let promises = items.into_iter().filter(|item| item["kind"] == "ship_promise");
        promises.map(|item| item["hours_left"].as_f64().unwrap()).collect::<Vec<f64>>()
    };
    assert_eq!(hours(&[]), [-168.0, 48.0]);
    assert_eq!(hours(&["--within", "0"]), [-168.0]);
    assert_eq!(hours(&["--within", "48.5"]), [-168.0, 48.0, 48.0 + 1.0 / 3600.0]);
}

#[test]
fn without_an_orders_export_nothing_waits_for_a_pickup() {
    let shop = Shop::new().parcels(vec![early_parcel(), parcel("Y1", "A", "-", "-")]);
    assert_listed(&shop, &[]);
}
