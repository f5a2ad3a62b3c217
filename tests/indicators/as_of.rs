//! Which day a report is about when nobody says.

use crate::shop::*;

/// The day chosen and how.
fn chosen(shop: &Shop) -> (String, String) {
    let report = shop.score(&["--set", "im_reply_3min_rate=0.9"]);
    let text = |key: &str| report[key].as_str().expect("text").to_owned();
    (text("as_of"), text("as_of_basis"))
}

fn day(day: &str, basis: &str) -> (String, String) {
    (day.to_owned(), basis.to_owned())
}

#[test]
fn a_morning_export_is_about_the_day_before() {
    // Exported on the morning of 06-21, when that day's first orders are paid already.
    let shop = Shop::new()
        .orders(vec![order("A", "06-20 10:00"), order("B", "06-21 07:00").shipped("06-21 08:30")])
        .reviews(vec![review("A", "06-21 08:00", "5")]);
    assert_eq!(chosen(&shop), day("2025-06-20", "day_before_newest_event"));
}

#[test]
fn a_shop_whose_last_order_is_older_is_about_that_day() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-15 10:00"), order("B", "06-10 10:00")])
        .reviews(vec![review("A", "06-21 08:00", "5")]);
    assert_eq!(chosen(&shop), day("2025-06-15", "last_paid_day"));
}

#[test]
fn the_last_paid_day_is_that_of_a_valid_order() {
    let shop = Shop::new()
        .orders(vec![
            order("A", "06-15 10:00"),
            order("B", "06-18 10:00").amount("0.00"),
            order("C", "-").cell("订单提交时间", &time("06-19 10:00")).status("已关闭"),
        ])
        .reviews(vec![review("A", "06-21 08:00", "5")]);
    assert_eq!(chosen(&shop), day("2025-06-15", "last_paid_day"));
}

#[test]
fn every_kind_of_event_is_an_event() {
    let orders = |rows: Vec<Row>| Shop::new().orders([rows, vec![order("A", "06-30 10:00")]].concat());
    let b = || order("B", "06-10 10:00");
    let later = "07-05 08:00";
    let shops = [
        orders(vec![b().shipped(later)]),
        orders(vec![b().completed(later)]),
        orders(vec![]).parcels(vec![parcel("Y1", "elsewhere-1", later, "-")]),
        orders(vec![]).parcels(vec![parcel("Y1", "A", "-", later)]),
        orders(vec![]).reviews(vec![review("elsewhere-1", later, "5")]),
        orders(vec![]).refunds(vec![refund("1", "elsewhere-1", RETURN, later)]),
        orders(vec![]).refunds(vec![refund("1", "A", RETURN, "06-20 10:00").agreed(later)]),
        orders(vec![]).refunds(vec![refund("1", "A", RETURN, "06-20 10:00").finished(later)]),
    ];
    // With an event after it, 06-30 is a full day. Without one it would not be.
    for shop in shops {
        assert_eq!(chosen(&shop), day("2025-06-30", "last_paid_day"));
    }
    assert_eq!(chosen(&orders(vec![])), day("2025-06-29", "day_before_newest_event"));
}

#[test]
fn promised_and_expected_times_are_no_events() {
    let a = order("A", "06-20 10:00").promised("06-30 10:00").expected("06-30 10:00");
    assert_eq!(chosen(&Shop::new().orders(vec![a])), day("2025-06-19", "day_before_newest_event"));
}

#[test]
fn without_pay_times_it_is_the_day_before_the_newest_event() {
    let shop = Shop::new()
        .parcels(vec![parcel("Y1", "A", "06-10 10:00", "06-12 10:00")])
        .reviews(vec![review("A", "06-21 08:00", "5")]);
    assert_eq!(chosen(&shop), day("2025-06-20", "day_before_newest_event"));
}

#[test]
fn times_in_the_future_are_no_events_and_are_reported() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-15 10:00"), order("B", "2099-01-01 10:00:00")])
        .reviews(vec![review("A", "06-21 08:00", "5"), review("A", "2099-01-01 10:00:00", "5")]);
    assert_eq!(chosen(&shop), day("2025-06-15", "last_paid_day"));
    assert!(warned(&shop.score(&["--set", "im_reply_3min_rate=0.9"]), "future-times"));
}

#[test]
fn a_day_that_is_given_is_taken() {
    let shop = Shop::new().orders(vec![order("A", "06-15 10:00")]);
    let report = shop.at("06-30");
    assert_eq!((&report["as_of"], &report["as_of_basis"]), (&"2025-06-30".into(), &"argument".into()));
}
