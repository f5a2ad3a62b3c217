//! How long things take: sums in whole seconds, shown in hours, and the nights that do not count.

use crate::common::indicator;
use crate::shop::*;

#[test]
fn pickup_hours_averages_pay_to_pickup() {
    let shop = Shop::new()
        .orders(vec![
            order("A", "06-10 10:00"),
            order("B", "06-10 12:00"),
            order("C", "06-10 20:00"),
            order("D", "06-10 12:00"),
        ])
        .parcels(vec![
            parcel("Y1", "A", "06-10 18:00", "-"),
            parcel("Y2", "B", "06-10 15:00", "-"),
            // Picked up in the night in which it was paid, before the clock starts.
            parcel("Y3", "C", "06-11 05:00", "-"),
            parcel("Y4", "D", "-", "-"),
        ]);
    // D is not picked up.
    assert_fraction(&shop.at("06-30"), "pickup_hours", 8.0 + 3.0 + 0.0, 3);
}

/// Hours from pay to pickup at 07:00:00 on 06-11.
fn pickup_hours(paid: &str) -> f64 {
    let shop =
        Shop::new().orders(vec![order("A", paid)]).parcels(vec![parcel("Y1", "A", "06-11 07:00", "-")]);
    indicator(&shop.at("06-30"), "pickup_hours")["value"].as_f64().expect("hours")
}

#[test]
fn the_pickup_night_is_from_18_00_00_to_05_59_59() {
    let near =
        |found: f64, seconds: i32| assert!((found * 3600.0 - f64::from(seconds)).abs() < 1e-6, "{found}");
    // By day the clock starts at once: 17:59:59 to 07:00:00 is 13 h and a second.
    near(pickup_hours("06-10 17:59:59"), 13 * 3600 + 1);
    // By night it starts at the next 06:00:00.
    near(pickup_hours("06-10 18:00:00"), 3600);
    near(pickup_hours("06-10 23:59:59"), 3600);
    near(pickup_hours("06-11 00:00:00"), 3600);
    near(pickup_hours("06-11 05:59:59"), 3600);
    near(pickup_hours("06-11 06:00:00"), 3600);
    near(pickup_hours("06-11 06:00:01"), 3600 - 1);
}

#[test]
fn a_parcel_picked_up_before_the_clock_starts_took_no_time() {
    let at = |picked_up: &str| {
        let orders = vec![order("A", "06-10 18:00:00")];
        let shop = Shop::new().orders(orders).parcels(vec![parcel("Y1", "A", picked_up, "-")]);
        indicator(&shop.at("06-30"), "pickup_hours")["numerator"].as_f64().expect("hours") * 3600.0
    };
    assert!(at("06-10 18:30").abs() < 1e-6);
    assert!(at("06-11 06:00:00").abs() < 1e-6);
    assert!((at("06-11 06:00:01") - 1.0).abs() < 1e-6);
}

#[test]
fn a_night_does_not_hide_a_pickup_before_the_payment() {
    let shop = Shop::new().orders(vec![order("A", "06-10 20:00"), order("B", "06-10 20:00")]).parcels(vec![
        // Before it was paid: bad data, and not a parcel that took no time.
        parcel("Y1", "A", "06-10 19:00", "-"),
        parcel("Y2", "B", "06-11 08:00", "-"),
    ]);
    let report = shop.at("06-30");
    assert_fraction(&report, "pickup_hours", 2.0, 1);
    assert!(warned(&report, "negative-duration"));
}

#[test]
fn arrival_hours_averages_pay_to_sign_without_a_night_rule() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-01 20:00"), order("B", "06-02 08:00"), order("C", "06-02 08:00")])
        .parcels(vec![
            parcel("Y1", "A", "06-02 10:00", "06-03 20:00"),
            parcel("Y2", "B", "06-02 10:00", "06-04 20:30"),
            parcel("Y3", "C", "06-02 10:00", "-"),
        ]);
    // A: two days. B: two days and 12.5 h. C is under way.
    assert_fraction(&shop.at("06-30"), "arrival_hours", 48.0 + 60.5, 2);
}

#[test]
fn pickup_score_averages_a_score_per_order() {
    let shop = Shop::new()
        .orders(["A", "B", "C", "D", "E", "F", "G"].map(|id| order(id, "06-10 10:00")).to_vec())
        .parcels(vec![
            parcel("Y1", "A", "06-10 11:00", "-"),
            parcel("Y2", "B", "06-10 16:00:00", "-"),
            parcel("Y3", "C", "06-11 01:00", "-"),
            parcel("Y4", "D", "06-11 10:00", "-"),
            // The last of two parcels decides.
            parcel("Y5", "E", "06-10 11:00", "-"),
            parcel("Y6", "E", "06-11 22:00", "-"),
            parcel("Y7", "F", "06-20 10:00", "-"),
            parcel("Y8", "G", "-", "-"),
        ]);
    // A 1 h, B 6 h: 100. C 15 h, halfway from 6 to 24: 90. D 24 h: 80. E 36 h, halfway to 48: 65. F ten days: 50.
    // G is not picked up.
    let sum = 100.0 + 100.0 + 90.0 + 80.0 + 65.0 + 50.0;
    let report = shop.at("06-30");
    assert_fraction(&report, "pickup_score", sum, 6);
    assert_eq!(indicator(&report, "pickup_score")["unit"], "points");
    // By the day of pickup: F not yet.
    assert_fraction(&shop.at("06-19"), "pickup_score", sum - 50.0, 5);
}

#[test]
fn pickup_score_follows_the_pickup_night_and_leaves_out_what_pickup_hours_does() {
    let shop =
        Shop::new().orders(["A", "B", "C", "D"].map(|id| order(id, "06-10 20:00")).to_vec()).parcels(vec![
            // From 06:00 on: 15 h, and at night no time at all.
            parcel("Y1", "A", "06-11 21:00", "-"),
            parcel("Y2", "B", "06-11 02:00", "-"),
            // Before it was paid; and on a day of which the hour is not known.
            parcel("Y3", "C", "06-10 19:00", "-"),
            parcel("Y4", "D", "2025-06-11", "-"),
        ]);
    let report = shop.at("06-30");
    assert_fraction(&report, "pickup_hours", 15.0, 2);
    assert_fraction(&report, "pickup_score", 90.0 + 100.0, 2);
    for code in ["negative-duration", "hours-unknown"] {
        assert!(warned(&report, code), "{code}");
    }
}

#[test]
fn the_score_of_a_second_is_exact_to_a_billionth() {
    // 6 h and 1 s: a second costs 20 / 18 h = 20 / 64 800 s = 0.000308641 975… points.
    let shop = Shop::new().orders(vec![order("A", "06-10 10:00")]).parcels(vec![parcel(
        "Y1",
        "A",
        "06-10 16:00:01",
        "-",
    )]);
    assert_eq!(indicator(&shop.at("06-30"), "pickup_score")["value"], 99.999691358);
}

#[test]
fn next_day_delivery_counts_signatures_by_the_end_of_the_day_after_payment() {
    let shop = Shop::new()
        .orders(vec![
            order("A", "06-10 00:00:00"),
            order("B", "06-10 23:59:59"),
            order("C", "06-10 00:00:00"),
            order("D", "06-10 23:59:59"),
            order("E", "06-10 10:00"),
            order("F", "06-10 10:00"),
            order("G", "06-10 10:00").completed("06-11 10:00"),
            order("H", "06-10 10:00"),
        ])
        .parcels(vec![
            parcel("Y1", "A", "-", "06-11 23:59:59"),
            parcel("Y2", "B", "-", "06-10 23:59:59"),
            parcel("Y3", "C", "-", "06-12 00:00:00"),
            parcel("Y4", "D", "-", "06-12 00:00:00"),
            // Days suffice.
            parcel("Y5", "E", "-", "2025-06-11"),
            // Signed before it was paid; G has a finish time only; of H one parcel is late.
            parcel("Y6", "F", "-", "06-10 09:59:59"),
            parcel("Y7", "G", "-", "-"),
            parcel("Y8", "H", "-", "06-11 10:00"),
            parcel("Y9", "H", "-", "06-13 10:00"),
        ]);
    let report = shop.at("06-30");
    // In time: A, B, E. Not: C, D, H.
    assert_fraction(&report, "next_day_delivery_rate", 3.0, 6);
    assert!(warned(&report, "negative-duration"));
    // By the day of signature.
    assert_fraction(&shop.at("06-11"), "next_day_delivery_rate", 3.0, 3);
}

#[test]
fn a_day_signed_before_the_day_paid_is_no_next_day() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-10 10:00"), order("B", "06-10 10:00")])
        // The day before is bad data; the same day may be before or after.
        .parcels(vec![parcel("Y1", "A", "-", "2025-06-09"), parcel("Y2", "B", "-", "2025-06-10")]);
    assert_fraction(&shop.at("06-30"), "next_day_delivery_rate", 1.0, 1);
}

#[test]
fn transit_hours_averages_pickup_to_sign() {
    let shop =
        Shop::new().orders(["A", "B", "C", "D"].map(|id| order(id, "06-01 10:00")).to_vec()).parcels(vec![
            parcel("Y1", "A", "06-02 10:00", "06-04 10:00"),
            // The last pickup is at 14:00 on 06-03, the last signature at 20:00 on 06-05.
            parcel("Y2", "B", "06-02 10:00", "06-05 20:00"),
            parcel("Y3", "B", "06-03 14:00", "06-04 09:00"),
            parcel("Y4", "C", "-", "06-04 10:00"),
            parcel("Y5", "D", "06-02 10:00", "-"),
        ]);
    // C has no pickup time, D no sign time.
    assert_fraction(&shop.at("06-30"), "transit_hours", 48.0 + 54.0, 2);
}

#[test]
fn waybill_sla_rate_counts_parcels_signed_by_the_expected_time_or_72_hours_after_pickup() {
    let shop = Shop::new()
        .orders(vec![
            order("A", "06-10 08:00"),
            order("B", "06-10 08:00").expected("06-12 12:00"),
            order("C", "06-10 08:00"),
            order("D", "06-10 08:00"),
        ])
        .parcels(vec![
            parcel("Y1", "A", "06-10 10:00", "06-13 10:00:00"),
            parcel("Y2", "A", "06-10 10:00", "06-13 10:00:01"),
            parcel("Y3", "B", "06-10 10:00", "06-12 12:00:00"),
            parcel("Y4", "B", "06-10 10:00", "06-12 12:00:01"),
            parcel("Y5", "C", "06-10 10:00", "-"),
            parcel("Y6", "C", "06-10 10:00", "06-12 10:00").state("拒签"),
            parcel("Y7", "D", "-", "-"),
        ]);
    // In time: Y1 (72 h to the second), Y3. Late by a second: Y2, Y4. Never signed: Y5, Y6 (a returned parcel,
    // whatever time it carries). Not due: Y7, neither expected nor picked up.
    assert_fraction(&shop.at("06-30"), "waybill_sla_rate", 2.0, 6);
    // Due by 06-12: Y3 and Y4, because only B names an expected time.
    assert_fraction(&shop.at("06-12"), "waybill_sla_rate", 1.0, 2);
}

#[test]
fn the_latest_expected_time_of_the_sub_orders_counts() {
    let shop = Shop::new()
        .orders(vec![
            order("A", "06-10 08:00").sub("A1").expected("06-12 12:00"),
            order("A", "06-10 08:00").sub("A2").product("502").expected("06-14 12:00"),
        ])
        .parcels(vec![parcel("Y1", "A", "06-10 10:00", "06-14 10:00")]);
    assert_fraction(&shop.at("06-30"), "waybill_sla_rate", 1.0, 1);
}

#[test]
fn an_expected_date_ends_behind_an_expected_time_of_its_day() {
    for times in [["06-14 12:00", "2025-06-14"], ["2025-06-14", "06-14 12:00"]] {
        let subs = ["A1", "A2"].into_iter().zip(times);
        let shop = Shop::new()
            .orders(subs.map(|(sub, time)| order("A", "06-10 08:00").sub(sub).expected(time)).collect())
            .parcels(vec![parcel("Y1", "A", "06-10 10:00", "06-14 15:00")]);
        assert_fraction(&shop.at("06-30"), "waybill_sla_rate", 1.0, 1);
    }
}

#[test]
fn negative_durations_are_left_out_of_the_mean_and_reported() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-10 10:00"), order("B", "06-10 10:00")])
        .parcels(vec![
            // Picked up and signed before it was paid; the order is a signed order all the same.
            parcel("Y1", "A", "06-09 09:00", "06-09 20:00"),
            parcel("Y2", "B", "06-10 14:00", "06-12 10:00"),
        ])
        .reviews(vec![review("A", "06-12 09:00", "1")]);
    let report = shop.at("06-30");
    assert_fraction(&report, "arrival_hours", 48.0, 1);
    assert_fraction(&report, "pickup_hours", 4.0, 1);
    assert_fraction(&report, "negative_review_rate", 1.0, 2);
    // Picked up before the deadline, so in time; pickup to sign is in order.
    assert_fraction(&report, "pickup_on_time_rate", 2.0, 2);
    assert_fraction(&report, "transit_hours", 11.0 + 44.0, 2);
    assert!(warned(&report, "negative-duration"));
}

#[test]
fn a_date_without_a_time_of_day_gives_days_but_no_hours() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-10 10:00"), order("B", "06-10 10:00")])
        .parcels(vec![
            parcel("Y1", "A", "06-10 14:00", "2025-06-12"),
            parcel("Y2", "B", "06-10 14:00", "06-12 10:00"),
        ])
        .reviews(vec![review("A", "2025-06-13", "5")]);
    let report = shop.at("06-30");
    assert_fraction(&report, "arrival_hours", 48.0, 1);
    assert_fraction(&report, "transit_hours", 44.0, 1);
    // Both are signed, and A's review counts from its day on.
    assert_fraction(&report, "negative_review_rate", 0.0, 2);
    assert_fraction(&report, "positive_review_rate", 1.0, 1);
}

#[test]
fn unix_times_are_read_in_beijing_time() {
    // 2025-06-10 00:00:00 in Shanghai is 2025-06-09 16:00:00 UTC = 1749484800.
    let start = 1_749_484_800_i64;
    let millis = |hour: i64| format!("{}", (start + hour * 3600) * 1000);
    let shop = Shop::new()
        .orders(vec![order("A", &(start + 10 * 3600).to_string())])
        .parcels(vec![early_parcel(), parcel("Y1", "A", &millis(12), &millis(34))]);
    let report = shop.at("06-11");
    // Paid at 10:00, picked up at 12:00, signed at 10:00 the next day.
    assert_fraction(&report, "pickup_hours", 2.0, 1);
    assert_fraction(&report, "arrival_hours", 24.0, 1);
    assert_fraction(&report, "pickup_on_time_rate", 1.0, 1);
}
