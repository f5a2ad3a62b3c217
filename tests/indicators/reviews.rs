//! Stars: what an order's reviews add, and when.

use crate::common::indicator;
use crate::shop::*;

/// Five signed orders. A: 5 stars. B: 4. C: 3. D: no review. E: two products, 5 and 2.
fn five_orders() -> Shop {
    let ids = ["A", "B", "C", "D", "E"];
    Shop::new()
        .orders(ids.iter().map(|id| order(id, "06-08 10:00")).collect())
        .parcels(ids.iter().map(|id| signed(id, "06-10 10:00")).collect())
        .reviews(vec![
            review("A", "06-11 09:00", "5"),
            review("B", "06-12 09:00", "4"),
            review("C", "06-12 10:00", "3"),
            review("E", "06-12 11:00", "5"),
            review("E", "06-12 11:00", "2").product("502"),
        ])
}

#[test]
fn positive_review_rate_counts_rated_orders_whose_lowest_star_is_four_or_more() {
    // Rated: A, B, C, E. Lowest star 4 or more: A (5) and B (4); E's lowest is 2.
    assert_fraction(&five_orders().at("06-30"), "positive_review_rate", 2.0, 4);
}

#[test]
fn negative_review_rate_counts_orders_whose_lowest_star_is_two_or_less_among_all_signed() {
    // Signed: A to E, with or without a review. Lowest star 2 or less: E alone; C's 3 is neutral.
    assert_fraction(&five_orders().at("06-30"), "negative_review_rate", 1.0, 5);
}

#[test]
fn product_rating_averages_an_orders_stars_before_it_averages_orders() {
    // A 5, B 4, C 3, E (5 + 2) / 2. D has no star.
    let sum = 5.0 + 4.0 + 3.0 + (5.0 + 2.0) / 2.0;
    assert_fraction(&five_orders().at("06-30"), "product_rating", sum, 4);
}

#[test]
fn a_third_of_a_star_is_not_rounded_away() {
    let shop = Shop::new()
        .orders(["A", "B"].map(|id| order(id, "06-08 10:00")).to_vec())
        .parcels(["A", "B"].map(|id| signed(id, "06-10 10:00")).to_vec())
        .reviews(vec![
            review("A", "06-11 09:00", "5"),
            review("A", "06-11 10:00", "5"),
            review("A", "06-11 11:00", "4"),
            review("B", "06-11 09:00", "4"),
        ]);
    assert_fraction(&shop.at("06-30"), "product_rating", 14.0 / 3.0 + 4.0, 2);
}

#[test]
fn logistics_rating_and_service_rating_count_orders_that_have_that_star() {
    let stars = |order: &str, logistics: &str, service: &str| {
        review(order, "06-12 09:00", "5").cell("物流评价得分", logistics).cell("服务评价得分", service)
    };
    let shop = Shop::new()
        .orders(["A", "B", "C"].map(|id| order(id, "06-08 10:00")).to_vec())
        .parcels(["A", "B", "C"].map(|id| signed(id, "06-10 10:00")).to_vec())
        .reviews(vec![
            stars("A", "5", "4"),
            stars("B", "-", "1"),
            stars("C", "2", "-"),
            stars("C", "5", "-").product("502"),
        ]);
    let report = shop.at("06-30");
    // Logistics: A 5, C (2 + 5) / 2; B has none. Service: A 4, B 1; C has none.
    assert_fraction(&report, "logistics_rating", 5.0 + (2.0 + 5.0) / 2.0, 2);
    assert_fraction(&report, "service_rating", 4.0 + 1.0, 2);
}

#[test]
fn stars_that_the_export_does_not_hold_are_no_data() {
    let report = five_orders().at("06-30");
    assert_no_data(&report, "logistics_rating");
    assert_no_data(&report, "service_rating");
}

#[test]
fn a_level_stands_in_for_stars_where_the_file_has_none() {
    let level = |order: &str, level: &str| review(order, "06-12 09:00", "-").cell("评价等级", level);
    let shop = Shop::new()
        .orders(["A", "B", "C"].map(|id| order(id, "06-08 10:00")).to_vec())
        .parcels(["A", "B", "C"].map(|id| signed(id, "06-10 10:00")).to_vec())
        .reviews(vec![level("A", "好评"), level("B", "中评"), level("C", "差评")]);
    let report = shop.at("06-30");
    // 好评 5, 中评 3, 差评 1.
    assert_fraction(&report, "product_rating", 5.0 + 3.0 + 1.0, 3);
    assert_fraction(&report, "positive_review_rate", 1.0, 3);
    assert_fraction(&report, "negative_review_rate", 1.0, 3);
}

#[test]
fn a_level_is_kept_where_a_newer_file_has_no_such_column() {
    let rated = |id: &str, stars: &str| review(id, "06-12 09:00", stars);
    let older = || vec![rated("A", "-").cell("评价等级", "差评"), rated("B", "5").cell("评价等级", "好评")];
    for (newer, stars, orders) in [
        // Blank stars replace the older ones, and the level that is not said again stands in.
        (vec![rated("A", "-"), rated("B", "-")], 1.0 + 5.0, 2),
        (vec![rated("A", "4"), rated("B", "3")], 4.0 + 3.0, 2),
        (vec![rated("A", "-").cell("评价等级", "中评"), rated("B", "-").cell("评价等级", "-")], 3.0, 1),
    ] {
        let shop = Shop::new()
            .orders(["A", "B"].map(|id| order(id, "06-08 10:00")).to_vec())
            .parcels(["A", "B"].map(|id| signed(id, "06-10 10:00")).to_vec())
            .reviews_named("评价-2025-06-20.csv", older())
            .reviews_named("评价-2025-06-21.csv", newer);
        assert_fraction(&shop.at("06-30"), "product_rating", stars, orders);
    }
}

#[test]
fn two_reviews_on_different_days_count_from_their_own_days() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-08 10:00")])
        .parcels(vec![signed("A", "06-10 10:00")])
        .reviews(vec![review("A", "06-12 09:00", "5"), review("A", "06-20 23:59:59", "2")]);
    // Signed but not yet rated.
    let before = shop.at("06-11");
    assert_eq!(indicator(&before, "positive_review_rate")["denominator"].as_i64().unwrap_or(0), 0);
    assert_fraction(&before, "negative_review_rate", 0.0, 1);
    // Between the two, only the first exists.
    for day in ["06-12", "06-19"] {
        let between = shop.at(day);
        assert_fraction(&between, "positive_review_rate", 1.0, 1);
        assert_fraction(&between, "negative_review_rate", 0.0, 1);
        assert_fraction(&between, "product_rating", 5.0, 1);
    }
    let after = shop.at("06-20");
    assert_fraction(&after, "positive_review_rate", 0.0, 1);
    assert_fraction(&after, "negative_review_rate", 1.0, 1);
    assert_fraction(&after, "product_rating", (5.0 + 2.0) / 2.0, 1);
}

#[test]
fn a_review_after_the_as_of_day_does_not_exist() {
    let orders = || vec![order("A", "06-08 10:00"), order("B", "06-08 10:00")];
    let parcels = || vec![signed("A", "06-10 10:00"), signed("B", "06-10 10:00")];
    let known =
        Shop::new().orders(orders()).parcels(parcels()).reviews(vec![review("A", "06-12 09:00", "5")]);
    let later = Shop::new().orders(orders()).parcels(parcels()).reviews(vec![
        review("A", "06-12 09:00", "5"),
        review("A", "07-01 00:00:00", "1"),
        review("B", "07-01 00:00:00", "1"),
    ]);
    for id in ["positive_review_rate", "negative_review_rate", "product_rating"] {
        let (known, later) = (known.at("06-30"), later.at("06-30"));
        assert_eq!(indicator(&known, id)["value"], indicator(&later, id)["value"], "{id}");
        assert_eq!(indicator(&known, id)["denominator"], indicator(&later, id)["denominator"], "{id}");
    }
}

#[test]
fn a_review_written_before_the_parcel_is_signed_counts_once_it_is() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-08 10:00")])
        .parcels(vec![signed("A", "06-10 10:00")])
        .reviews(vec![review("A", "06-09 09:00", "5")]);
    assert_eq!(indicator(&shop.at("06-09"), "positive_review_rate")["status"], "no_data");
    assert_fraction(&shop.at("06-10"), "positive_review_rate", 1.0, 1);
}

#[test]
fn a_review_belongs_to_its_orders_sign_day_not_to_its_own() {
    // Signed on 04-01, one day before the 90-day window; reviewed inside it.
    let shop = Shop::new()
        .orders(vec![order("A", "03-30 10:00"), order("B", "03-30 10:00")])
        .parcels(vec![signed("A", "04-01 23:59:59"), signed("B", "04-02 00:00:00")])
        .reviews(vec![review("A", "04-10 09:00", "1"), review("B", "04-10 09:00", "5")]);
    assert_fraction(&shop.at("06-30"), "positive_review_rate", 1.0, 1);
}

#[test]
fn reviews_without_a_time_or_stars_are_left_out_and_reported() {
    let shop = Shop::new()
        .orders(["A", "B", "C"].map(|id| order(id, "06-08 10:00")).to_vec())
        .parcels(["A", "B", "C"].map(|id| signed(id, "06-10 10:00")).to_vec())
        .reviews(vec![
            review("A", "06-12 09:00", "5"),
            review("B", "-", "1"),
            review("C", "06-12 09:00", "-"),
        ]);
    let report = shop.at("06-30");
    assert_fraction(&report, "positive_review_rate", 1.0, 1);
    assert!(warned(&report, "review-without-time"));
    assert!(warned(&report, "review-without-stars"));
}

#[test]
fn a_review_may_name_the_sub_order() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-08 10:00").sub("A1"), order("A", "06-08 10:00").sub("A2").product("502")])
        .parcels(vec![signed("A", "06-10 10:00")])
        .reviews(vec![review("A2", "06-12 09:00", "4").product("502"), review("A", "06-12 09:00", "5")]);
    // Both are reviews of the one main order.
    assert_fraction(&shop.at("06-30"), "product_rating", (4.0 + 5.0) / 2.0, 1);
}

#[test]
fn a_review_in_two_overlapping_exports_is_one_review() {
    let shop = Shop::new()
        .orders(vec![order("A", "06-08 10:00")])
        .parcels(vec![signed("A", "06-10 10:00")])
        .reviews(vec![review("A", "06-12 09:00", "1"), review("A", "06-12 10:00", "4")])
        .reviews(vec![review("A", "06-12 09:00", "1")]);
    // Counted twice, the 1 would give (1 + 1 + 4) / 3.
    assert_fraction(&shop.at("06-30"), "product_rating", (1.0 + 4.0) / 2.0, 1);
}
