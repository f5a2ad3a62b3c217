//! Picked up in time: deadlines to the second, and what is not known.

use crate::shop::*;

#[test]
fn pickup_on_time_rate_counts_due_orders_picked_up_by_their_deadline() {
    let shop = Shop::new()
        .orders(["A", "B", "C", "D", "E"].map(|id| order(id, "06-10 10:00")).to_vec())
        .parcels(vec![
            early_parcel(),
            parcel("Y1", "A", "06-10 18:00", "-"),
            parcel("Y2", "B", "06-11 12:00", "-"),
            parcel("Y3", "C", "06-12 08:00", "-"),
            // D's parcel is known but still waits; E has none.
            parcel("Y4", "D", "-", "-"),
        ]);
    // In time: A, B. Late: C. Never: D, E.
    assert_fraction(&shop.at("06-30"), "pickup_on_time_rate", 2.0, 5);
}

#[test]
fn the_deadline_is_the_last_second_of_the_day_after_payment() {
    let shop = Shop::new()
        .orders(vec![
            order("A", "06-10 00:00:00"),
            order("B", "06-10 23:59:59"),
            order("C", "06-10 00:00:00"),
            order("D", "06-10 23:59:59"),
        ])
        .parcels(vec![
            parcel("Y1", "A", "06-11 23:59:59", "-"),
            parcel("Y2", "B", "06-11 23:59:59", "-"),
            parcel("Y3", "C", "06-12 00:00:00", "-"),
            parcel("Y4", "D", "06-12 00:00:00", "-"),
        ]);
    // The time of day of the payment does not matter.
    assert_fraction(&shop.at("06-30"), "pickup_on_time_rate", 2.0, 4);
}

#[test]
fn a_presale_is_due_at_its_promised_time_when_that_is_more_than_48_hours_after_payment() {
    let shop = Shop::new()
        .orders(vec![
            order("A", "06-10 10:00").promised("06-12 10:00:00"),
            order("B", "06-10 10:00").promised("06-12 10:00:01"),
            order("C", "06-10 10:00").promised("06-12 10:00:01"),
            order("D", "06-10 10:00").promised("06-20 10:00"),
        ])
        .parcels(vec![
            early_parcel(),
            parcel("Y1", "A", "06-12 09:00", "-"),
            parcel("Y2", "B", "06-12 10:00:01", "-"),
            parcel("Y3", "C", "06-12 10:00:02", "-"),
            parcel("Y4", "D", "06-19 10:00", "-"),
        ]);
    // A: exactly 48 h is no presale, so it was due on 06-11: late. B: one second more is, met to the second.
    // C: missed by a second. D: ten days, met.
    assert_fraction(&shop.at("06-30"), "pickup_on_time_rate", 2.0, 4);
    // On 06-11 only A is due; on 06-12 A, B and C.
    assert_fraction(&shop.at("06-11"), "pickup_on_time_rate", 0.0, 1);
    assert_fraction(&shop.at("06-12"), "pickup_on_time_rate", 1.0, 3);
    assert_fraction(&shop.at("06-19"), "pickup_on_time_rate", 1.0, 3);
}

#[test]
fn a_promise_at_midnight_or_a_date_alone_is_kept_until_that_day_ends() {
    for promised in ["2025-06-13", "2025-06-13 00:00:00"] {
        let shop = Shop::new()
            .orders(vec![
                order("A", "06-10 10:00").promised(promised),
                // 48 h to the end of that day: no presale, due on 06-12.
                order("B", "06-11 23:59:59").promised(promised),
            ])
            .parcels(vec![
                early_parcel(),
                parcel("Y1", "A", "06-13 23:59:59", "-"),
                parcel("Y2", "B", "06-13 09:00", "-"),
            ]);
        assert_fraction(&shop.at("06-30"), "pickup_on_time_rate", 1.0, 2);
        assert_fraction(&shop.at("06-12"), "pickup_on_time_rate", 0.0, 1);
    }
}

#[test]
fn the_earliest_promise_of_the_sub_orders_counts() {
    let shop = Shop::new()
        .orders(vec![
            order("A", "06-10 10:00").sub("A1").promised("06-20 10:00"),
            order("A", "06-10 10:00").sub("A2").promised("06-12 09:00"),
        ])
        .parcels(vec![parcel("Y1", "A", "06-12 08:00", "-")]);
    // 47 h after payment: no presale, due on 06-11.
    assert_fraction(&shop.at("06-30"), "pickup_on_time_rate", 0.0, 1);
}

#[test]
fn a_promise_of_the_same_day_ends_before_one_that_is_a_date() {
    for date in ["2025-06-13", "2025-06-13 00:00:00"] {
        for promises in [["06-13 12:00", date], [date, "06-13 12:00"]] {
            let subs = ["A1", "A2"].into_iter().zip(promises);
            let shop = Shop::new()
                .orders(
                    subs.map(|(sub, promise)| order("A", "06-10 10:00").sub(sub).promised(promise)).collect(),
                )
                .parcels(vec![early_parcel(), parcel("Y1", "A", "06-13 15:00", "-")]);
            assert_fraction(&shop.at("06-30"), "pickup_on_time_rate", 0.0, 1);
        }
    }
}

#[test]
fn an_order_is_picked_up_when_its_last_parcel_is() {
    let shop = Shop::new().orders(vec![order("A", "06-10 10:00"), order("B", "06-10 10:00")]).parcels(vec![
        parcel("Y1", "A", "06-10 18:00", "-"),
        parcel("Y2", "A", "06-12 18:00", "-"),
        parcel("Y3", "B", "06-10 18:00", "-"),
        parcel("Y4", "B", "06-11 18:00", "-"),
    ]);
    assert_fraction(&shop.at("06-30"), "pickup_on_time_rate", 1.0, 2);
    // The latest is taken first: on 06-11 A is not picked up at all.
    assert_fraction(&shop.at("06-11"), "pickup_hours", 24.0 + 8.0, 1);
}

#[test]
fn an_order_that_was_shipped_but_has_no_parcel_is_unknown() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-10 10:00").shipped("06-10 16:00"), order("B", "06-10 10:00")])
        .parcels(vec![early_parcel(), parcel("Y1", "B", "06-10 18:00", "-")]);
    let report = shop.at("06-30");
    assert_fraction(&report, "pickup_on_time_rate", 1.0, 1);
    assert_eq!(report["orders"]["pickup_unknown_30"], 1);
    assert!(warned(&report, "pickup-unknown"));
}

#[test]
fn a_ship_time_after_the_as_of_day_makes_nothing_unknown_yet() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-10 10:00").shipped("06-15 00:00:00"), order("B", "06-10 10:00")])
        .parcels(vec![early_parcel(), parcel("Y1", "B", "06-10 18:00", "-")]);
    // Until it ships, A is an order that nobody picked up.
    assert_fraction(&shop.at("06-14"), "pickup_on_time_rate", 1.0, 2);
    assert_fraction(&shop.at("06-15"), "pickup_on_time_rate", 1.0, 1);
}

#[test]
fn a_shipped_order_with_a_waiting_parcel_is_known_to_be_late() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-10 10:00").shipped("06-10 16:00")])
        .parcels(vec![early_parcel(), parcel("Y1", "A", "-", "-")]);
    assert_fraction(&shop.at("06-30"), "pickup_on_time_rate", 0.0, 1);
}

#[test]
fn an_order_that_was_signed_without_a_pickup_time_is_unknown() {
    let shop = Shop::new().orders(vec![order("A", "06-10 10:00"), order("B", "06-10 10:00")]).parcels(vec![
        early_parcel(),
        parcel("Y1", "A", "-", "06-14 10:00"),
        parcel("Y2", "B", "06-11 10:00", "06-14 10:00"),
    ]);
    // Before A is signed, it is only not picked up.
    assert_fraction(&shop.at("06-13"), "pickup_on_time_rate", 1.0, 2);
    let report = shop.at("06-14");
    assert_fraction(&report, "pickup_on_time_rate", 1.0, 1);
    assert_eq!(report["orders"]["pickup_unknown_30"], 1);
}

#[test]
fn an_order_paid_before_the_logistics_export_begins_is_unknown() {
    let shop = Shop::new()
        .orders(vec![
            order("A", "06-09 23:59:59"),
            order("B", "06-10 00:00:00"),
            order("C", "06-10 12:00"),
            order("D", "06-09 12:00"),
        ])
        .parcels(vec![
            parcel("Y1", "C", "06-11 12:00", "-"),
            // The first own day of the logistics exports is this unmatched parcel's sign day.
            parcel("Y2", "elsewhere-1", "-", "06-10 09:00"),
            parcel("Y3", "D", "-", "-"),
        ]);
    let report = shop.at("06-30");
    // A: unknown. B: paid on that first day, never picked up. C: in time. D: it has a parcel, which waits.
    assert_fraction(&report, "pickup_on_time_rate", 1.0, 3);
    assert_eq!(report["orders"]["pickup_unknown_30"], 1);
}

#[test]
fn without_any_pickup_time_in_the_input_there_is_no_data() {
    let orders = || vec![order("A", "06-10 10:00")];
    let none = Shop::new().orders(orders()).parcels(vec![parcel("Y1", "A", "-", "06-13 10:00")]);
    assert_no_data(&none.at("06-30"), "pickup_on_time_rate");
    // An unmatched parcel's pickup time is enough to know that the export holds them.
    let unmatched = Shop::new().orders(orders()).parcels(vec![early_parcel(), parcel("Y1", "A", "-", "-")]);
    assert_fraction(&unmatched.at("06-30"), "pickup_on_time_rate", 0.0, 1);
}

#[test]
fn a_pickup_after_the_as_of_day_is_missing() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-10 10:00").promised("06-20 10:00")])
        .parcels(vec![early_parcel(), parcel("Y1", "A", "06-19 10:00", "-")]);
    assert_no_data(&shop.at("06-18"), "pickup_hours");
    // 10 days less 10 to 10 o'clock: 06-10 10:00 to 06-19 10:00.
    assert_fraction(&shop.at("06-19"), "pickup_hours", 9.0 * 24.0, 1);
}

#[test]
fn dates_without_a_time_of_day_still_tell_the_day() {
    let shop = Shop::new()
        .orders(vec![order("A", "2025-06-10"), order("B", "2025-06-10")])
        .parcels(vec![parcel("Y1", "A", "2025-06-11", "-"), parcel("Y2", "B", "2025-06-12", "-")]);
    let report = shop.at("06-30");
    assert_fraction(&report, "pickup_on_time_rate", 1.0, 2);
    assert_no_data(&report, "pickup_hours");
}
