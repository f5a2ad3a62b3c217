//! The edge days of a window: a fact of day D counts at D and, of N days, for the last time at D + N − 1.

use crate::common::indicator;
use crate::shop::*;

/// On each of some days: how many cases an indicator counts over the last 30 days.
fn cases(shop: &Shop, id: &str, days: &[&str]) -> Vec<i64> {
    let count = |day: &&str| indicator(&shop.at(day), id)["denominator_30"].as_i64().unwrap_or(0);
    days.iter().map(count).collect()
}

/// For a fact on 06-01: the day before, the day itself, the last of its 30 days, the day after.
const DAYS: &[&str] = &["05-31", "06-01", "06-30", "07-01"];
const IN_JUNE: &[i64] = &[0, 1, 1, 0];
/// The first and the last second of 06-01.
const SECONDS: &[&str] = &["06-01 00:00:00", "06-01 23:59:59"];

#[test]
fn sign_day() {
    for second in SECONDS {
        let shop = Shop::new().orders(vec![order("A", "05-28 10:00")]).parcels(vec![parcel(
            "Y1",
            "A",
            "05-28 12:00",
            second,
        )]);
        for id in ["arrival_hours", "transit_hours"] {
            assert_eq!(cases(&shop, id, DAYS), IN_JUNE, "{id} {second}");
        }
    }
}

#[test]
fn sign_day_of_90_days() {
    let shop = Shop::new()
        .orders(vec![order("A", "05-28 10:00")])
        .parcels(vec![parcel("Y1", "A", "05-28 12:00", "06-01 10:00")])
        .reviews(vec![review("A", "06-01 12:00", "5")]);
    // 30 days of June, 31 of July, 29 of August.
    let rated = ["05-31", "06-01", "08-29", "08-30"]
        .map(|day| indicator(&shop.at(day), "positive_review_rate")["denominator"].as_i64().unwrap_or(0));
    assert_eq!(rated, [0, 1, 1, 0]);
}

#[test]
fn pay_day() {
    for second in SECONDS {
        let shop = Shop::new().orders(vec![order("A", second)]).refunds(vec![refund(
            "1",
            "elsewhere-1",
            RETURN,
            "01-05 10:00",
        )]);
        for id in ["logistics_return_rate", "damage_return_rate", "dispute_liability_rate"] {
            assert_eq!(cases(&shop, id, DAYS), IN_JUNE, "{id} {second}");
        }
        for (day, orders) in DAYS.iter().zip(IN_JUNE) {
            assert_eq!(shop.at(day)["orders"]["valid_30"], *orders, "{day}");
        }
    }
}

#[test]
fn deadline_day() {
    // Due at 23:59:59 on the day after payment.
    for paid in ["05-31 00:00:00", "05-31 23:59:59"] {
        let shop = Shop::new()
            .orders(vec![order("A", paid)])
            .parcels(vec![early_parcel(), parcel("Y1", "A", "05-31 23:59:59", "-")]);
        assert_eq!(cases(&shop, "pickup_on_time_rate", DAYS), IN_JUNE, "{paid}");
    }
}

#[test]
fn deadline_day_of_a_presale() {
    for promised in SECONDS {
        let shop = Shop::new()
            .orders(vec![order("A", "05-20 10:00").promised(promised)])
            .parcels(vec![early_parcel(), parcel("Y1", "A", "-", "-")]);
        assert_eq!(cases(&shop, "pickup_on_time_rate", DAYS), IN_JUNE, "{promised}");
    }
}

#[test]
fn pickup_day() {
    for second in SECONDS {
        let shop =
            Shop::new().orders(vec![order("A", "05-28 10:00")]).parcels(vec![parcel("Y1", "A", second, "-")]);
        assert_eq!(cases(&shop, "pickup_hours", DAYS), IN_JUNE, "{second}");
    }
}

#[test]
fn due_day_of_a_parcel() {
    for expected in SECONDS {
        let shop = Shop::new()
            .orders(vec![order("A", "05-28 10:00").expected(expected)])
            .parcels(vec![parcel("Y1", "A", "05-28 12:00", "05-31 10:00")]);
        assert_eq!(cases(&shop, "waybill_sla_rate", DAYS), IN_JUNE, "{expected}");
    }
}

#[test]
fn success_day() {
    for second in SECONDS {
        let row = |id: &str, kind: &str| {
            refund(id, "A", kind, "05-28 10:00").agreed("05-28 12:00").finished(second)
        };
        let shop = Shop::new()
            .orders(vec![order("A", "05-20 10:00")])
            .refunds(vec![row("1", BEFORE_SHIPPING), row("2", RETURN)]);
        // The apply and agree days, in May, do not matter.
        for id in ["refund_only_hours", "return_refund_hours", "aftersale_review_hours"] {
            assert_eq!(cases(&shop, id, DAYS), IN_JUNE, "{id} {second}");
        }
    }
}

#[test]
fn first_apply_day() {
    for second in SECONDS {
        let shop = Shop::new().orders(vec![order("A", "05-20 10:00")]).refunds(vec![
            refund("1", "A", RETURN, second),
            // A later application of the same order neither keeps it in nor counts again.
            refund("2", "A", RETURN, "06-15 10:00").arbitrated(),
        ]);
        assert_eq!(cases(&shop, "platform_help_rate", DAYS), IN_JUNE, "{second}");
    }
}

#[test]
fn report_day() {
    let row = agent("06-01", "小满", "1", "90%").cell("全天平响时长", "20秒");
    let shop = Shop::new().service(vec![row.cell("有效评价数", "1").cell("全天不满意率", "0%")]);
    for id in ["im_reply_3min_rate", "im_reply_seconds", "im_dissatisfaction_rate"] {
        let counted: Vec<i64> = DAYS
            .iter()
            .map(|day| {
                let day = format!("2025-{day}");
                let report = shop.score(&["--as-of", &day, "--set", "arrival_hours=50"]);
                indicator(&report, id)["denominator_30"].as_i64().unwrap_or(0)
            })
            .collect();
        assert_eq!(counted, IN_JUNE, "{id}");
    }
}

#[test]
fn every_indicator_is_given_for_30_and_for_90_days() {
    let shop = Shop::new()
        .orders(vec![order("A", "04-10 10:00"), order("B", "06-10 10:00")])
        .parcels(vec![
            parcel("Y1", "A", "04-10 12:00", "04-12 10:00"),
            parcel("Y2", "B", "06-10 13:00", "06-13 10:00"),
        ])
        .reviews(vec![review("A", "04-13 10:00", "1"), review("B", "06-14 10:00", "5")]);
    let report = shop.at("06-30");
    let of = |id: &str, key: &str| indicator(&report, id)[key].clone();
    // Scored over 90 days, given for 30 as well.
    assert_fraction(&report, "positive_review_rate", 1.0, 2);
    assert_30(&report, "positive_review_rate", 1.0, 1);
    assert_near(&of("positive_review_rate", "value_90"), 1.0 / 2.0);
    // And the other way about.
    assert_fraction(&report, "arrival_hours", 72.0, 1);
    assert_near(&of("arrival_hours", "value_90"), (48.0 + 72.0) / 2.0);
    assert_near(&of("pickup_hours", "value_90"), (2.0 + 3.0) / 2.0);
    assert_eq!(of("positive_review_rate", "window_from"), "2025-04-02");
    assert_eq!(of("arrival_hours", "window_from"), "2025-06-01");
    assert_eq!(of("arrival_hours", "window_to"), "2025-06-30");
}

#[test]
fn the_total_is_given_for_30_and_for_90_days() {
    let shop = Shop::new()
        .orders(vec![order("A", "04-10 10:00"), order("B", "06-10 10:00")])
        .parcels(vec![
            parcel("Y1", "A", "04-10 12:00", "04-12 10:00"),
            parcel("Y2", "B", "06-10 12:00", "06-13 10:00"),
        ])
        .reviews(vec![review("A", "04-13 10:00", "1"), review("B", "06-14 10:00", "5")]);
    let report = shop.with(&[("im_reply_3min_rate", "0.88")]);
    // Each dimension has something, so each keeps its weight. Pickup is in time: 100 points. Arrival: 72 h
    // in 30 days, 60 h in 90, on the line from 48 h → 100 to 84 h → 90. Reviews: 1/1 → 100, 1/2 → 0 points.
    let total =
        |reviews: f64, arrival: f64| (0.50 * reviews + 0.15 * (100.0 + arrival) / 2.0 + 0.35 * 90.0) / 20.0;
    let arrival = |hours: f64| 100.0 - 10.0 * (hours - 48.0) / 36.0;
    assert_near(&report["score"]["value_30"], total(100.0, arrival(72.0)));
    assert_near(&report["score"]["value_90"], total(0.0, arrival(60.0)));
    // `classic` scores reviews over 90 days and arrival over 30.
    assert_near(&report["score"]["value"], total(0.0, arrival(72.0)));
}

#[test]
fn a_refunds_finish_time_is_chosen_before_it_is_held_against_the_day() {
    let row = refund("1", "A", REFUND_ONLY, "06-10 10:00").finished("07-01 10:00");
    let row = row.cell("商家退款时间", &time("06-11 10:00"));
    let shop = Shop::new().orders(vec![order("A", "06-01 10:00")]).refunds(vec![row]);
    // 售后完结时间 is the finish time, though only 商家退款时间 lies in June.
    assert_no_data(&shop.at("06-30"), "refund_only_hours");
    assert_fraction(&shop.at("07-01"), "refund_only_hours", 21.0 * 24.0, 1);
}
