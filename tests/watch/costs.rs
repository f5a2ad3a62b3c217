//! What missing a deadline costs, worked out by hand from the curves of the rulebook.

use crate::support::*;
use serde_json::Value;

fn item<'d>(document: &'d Value, kind: &str) -> &'d Value {
    let items = document["items"].as_array().unwrap();
    items.iter().find(|item| item["kind"] == kind).unwrap_or_else(|| panic!("no {kind}: {items:?}"))
}

#[test]
fn a_late_pickup_costs_what_it_takes_from_the_rate() {
    let mut orders: Vec<Row> = (0..8).map(|i| order(&format!("P{i}"), "06-05 10:00")).collect();
    orders.push(order("A", "06-12 10:00").promised("06-14 10:00"));
    let mut parcels: Vec<Row> =
        (0..8).map(|i| parcel(&format!("Y{i}"), &format!("P{i}"), "06-05 18:00", "-")).collect();
    parcels.push(early_parcel());
    let shop = Shop::new().orders(orders).parcels(parcels);
    let set = [
        "--set",
        "positive_review_rate=0.98",
        "--set",
        "quality_return_rate=0.003",
        "--set",
        "im_reply_3min_rate=0.97",
    ];
    // 8 of 8 in time. A late one makes 8/9, one in time 9/9. Of logistics only this has data: 15 % of the total.
    // 8/9 lies between 0.80 (40 points) and 0.90 (75 points).
    let document = watch(&shop, &set);
    let points = 40.0 + 35.0 * (8.0 / 9.0 - 0.8) / 0.1;
    assert_near(&item(&document, "pickup_due")["cost"], 0.15 * (points - 100.0) / 20.0);
    assert_eq!(item(&document, "pickup_due")["indicator"], "pickup_on_time_rate");
    // Nothing scored hangs on the promise.
    assert!(item(&document, "ship_promise")["cost"].is_null());
    assert!(item(&document, "ship_promise")["indicator"].is_null());
    // A value set by hand stays what it is, and without a total there is nothing to lose.
    let by_hand = watch(&shop, &[&set[..], &["--set", "pickup_on_time_rate=0.9"]].concat());
    assert!(item(&by_hand, "pickup_due")["cost"].is_null());
    assert!(item(&watch(&shop, &[]), "pickup_due")["cost"].is_null());
    // A rulebook that does not score it.
    assert!(item(&watch(&shop, &["--rules", "koubei", "--set", "negative_review_rate=0.01"]), "pickup_due")["cost"].is_null());
}

#[test]
fn a_refund_costs_the_hours_it_will_have_taken() {
    let shop = Shop::new().orders(vec![order("A", "05-20 10:00").shipped("05-21 10:00")]).refunds(vec![
        refund("1", "A", REFUND_ONLY, "06-05 10:00").finished("06-05 14:00"),
        refund("2", "A", REFUND_ONLY, "06-11 10:00"),
        refund("3", "A", REFUND_ONLY, "06-11 10:00").cell("自动处理截止时间", "2025-06-12 18:00:00"),
        // Without a time of day there are no hours.
        refund("4", "A", REFUND_ONLY, "2025-06-11"),
        refund("5", "A", RETURN, "06-05 10:00").agreed("06-05 20:00").finished("06-07 10:00"),
        refund("6", "A", RETURN, "06-05 10:00").agreed("06-06 10:00").outcome("待买家退货"),
    ]);
    let set = ["--set", "positive_review_rate=0.98", "--set", "im_reply_3min_rate=0.97"];
    let document = watch(&shop, &set);
    let cost = |id: &str| {
        let items = document["items"].as_array().unwrap();
        items.iter().find(|item| item["aftersale_id"] == id).unwrap()["cost"].clone()
    };
    // Product and service have data: service weighs 35/85 of the total, and 30 % of it are these hours.
    let weight = 35.0 / 85.0 * 0.3;
    // One took 4 hours, which is worth 100 points. With one of 48 the mean is 26: between 16 (90) and 36 (70).
    assert_near(&cost("2"), weight * (80.0 - 100.0) / 20.0);
    // With one of 32 hours it is 18.
    assert_near(&cost("3"), weight * (88.0 - 100.0) / 20.0);
    assert!(cost("4").is_null());
    // One return took 48 hours (100 points). With one of 8 days it is 120: between 72 (100) and 132 (90).
    assert_near(&cost("6"), weight * (92.0 - 100.0) / 20.0);
}

#[test]
fn a_late_delivery_costs_what_it_takes_from_the_rate() {
    let number = |i: usize| format!("P{i:02}");
    let orders: Vec<Row> = (0..40).map(|i| order(&number(i), "06-02 10:00").shipped("06-02 11:00")).collect();
    // 8 of 9 were delivered in the 72 hours after their pickup; the others are picked up on 06-11.
    let parcels: Vec<Row> = (0..40)
        .map(|i| match i {
            0 => parcel("Y00", "P00", "06-03 10:00", "06-06 10:00:01"),
            1..=8 => parcel(&format!("Y{i:02}"), &number(i), "06-03 10:00", "06-06 10:00"),
            _ => parcel(&format!("Y{i:02}"), &number(i), "06-11 10:00", "-"),
        })
        .collect();
    let shop = Shop::new().orders(orders).parcels(parcels);
    let set = [
        "--rules",
        "douyin-2026-09",
        "--set",
        "product_rating=4.85",
        "--set",
        "quality_return_rate=0.003",
        "--set",
        "pickup_hours=6",
        "--set",
        "damage_return_rate=0",
        "--set",
        "im_dissatisfaction_rate=0.06",
        "--set",
        "im_reply_seconds=15",
        "--set",
        "aftersale_review_hours=2",
        "--set",
        "platform_help_rate=0.002",
    ];
    let document = watch(&shop, &set);
    // Late: 8/10, worth 60 points; in time: 9/10, between 0.88 (80) and 0.92 (90). 70 % of logistics, which is 15 %.
    assert_near(&item(&document, "delivery_due")["cost"], 0.15 * 0.7 * (60.0 - 85.0));
}
