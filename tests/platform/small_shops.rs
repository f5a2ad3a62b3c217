//! Few orders and few cases: exactly 80 points.

use super::support::*;
use crate::common::Folder;
use serde_json::Value;

const RULES: &str = "--rules douyin --as-of 2026-08-28";
const REVIEWS: &str = "评价日期,订单ID,商品ID,商品评价得分";
const REFUNDS: &str =
    "售后单号,订单号,商品单号,售后类型,售后状态,售后申请时间,售后完结时间,售后原因,仲裁状态";

/// So many orders, all finished on the 28th, with so many 1-star and 5-star reviews and so many quality,
/// logistics and arbitrated after-sales.
struct Few {
    orders: usize,
    bad: usize,
    good: usize,
    quality: usize,
    logistics: usize,
    arbitrated: usize,
}

const NONE: Few = Few { orders: 100, bad: 0, good: 10, quality: 0, logistics: 0, arbitrated: 0 };

impl Few {
    fn folder(&self) -> Folder {
        let ids: Vec<u64> = (0..self.orders as u64).map(|i| 6_900_000_000_000_000_000 + i).collect();
        let orders: Vec<String> = ids
            .iter()
            .map(|id| {
                format!(
                    "{id},{id},1,10.00,2026-08-10 10:00:00,2026-08-10 10:00:01,已完成,2026-08-28 10:00:00"
                )
            })
            .collect();
        let review = |(i, id): (usize, &u64)| {
            format!("2026-08-28 11:00:00,{id},1,{}", if i < self.bad { 1 } else { 5 })
        };
        let reviews: Vec<String> = ids.iter().enumerate().take(self.bad + self.good).map(review).collect();
        let refund = |(i, id): (usize, &u64)| {
            let (reason, arbitration) = match i {
                i if i < self.quality => ("功能故障", "-"),
                i if i < self.quality + self.logistics => ("快递一直未送达", "-"),
                _ => ("不喜欢 / 效果不好", "平台介入"),
            };
            format!(
                "{},{id},{id},退货退款,退款成功,2026-08-28 12:00:00,2026-08-28 13:00:00,{reason},{arbitration}",
                id + 7
            )
        };
        let count = self.quality + self.logistics + self.arbitrated;
        let refunds: Vec<String> = ids.iter().enumerate().take(count).map(refund).collect();
        Folder::new()
            .file("orders.csv", format!("{ORDERS},订单完成时间\n{}\n", orders.join("\n")))
            .file("reviews.csv", format!("{REVIEWS}\n{}\n", reviews.join("\n")))
            .file("refunds.csv", format!("{REFUNDS}\n{}\n", refunds.join("\n")))
    }

    fn score(&self, more: &str, set: &[(&str, f64)]) -> Value {
        let rest = [("pickup_score", 90.0), ("waybill_sla_rate", 0.97), ("im_reply_seconds", 10.0)];
        let set = with(&rest, set);
        score(&self.folder(), &format!("{RULES} {more}"), &set)
    }
}

/// An indicator's points, and whether the rule fixed them.
fn points<'a>(report: &'a Value, id: &str) -> (&'a Value, bool) {
    let row = row(report, "indicators", id);
    (&row["points"], row["small_shop"].as_bool().unwrap())
}

#[test]
fn at_most_three_bad_cases_are_eighty_points_exactly() {
    let few = Few { bad: 3, good: 7, quality: 3, logistics: 3, arbitrated: 3, ..NONE };
    let report = few.score("", &[]);
    for id in ["product_rating", "quality_return_rate", "logistics_return_rate", "platform_help_rate"] {
        assert_eq!(points(&report, id), (&80.0.into(), true), "{id}");
    }
    assert_eq!(report["small_shop"]["applies"], true);
    let fixed: Vec<&str> = report["small_shop"]["indicators"]
        .as_array()
        .unwrap()
        .iter()
        .map(|id| id.as_str().unwrap())
        .collect();
    assert_eq!(
        fixed,
        ["product_rating", "quality_return_rate", "logistics_return_rate", "platform_help_rate"]
    );
    // The value is still the value: 7 × 5 + 3 × 1 stars over 10 orders.
    near(&row(&report, "indicators", "product_rating")["value"], 3.8);
    near(dimension(&report, "product"), 80.0);
}

#[test]
fn a_fourth_bad_case_goes_by_the_curve() {
    let few = Few { bad: 4, good: 6, quality: 4, logistics: 4, arbitrated: 4, ..NONE };
    let report = few.score("", &[]);
    // 3.4 stars; 4 % of signed orders; 4 % of paid orders; 4 of 12 after-sales: beyond the last tiers, save
    // quality, which 4 % reaches at 60.
    for (id, expected) in [
        ("product_rating", 50.0),
        ("quality_return_rate", 60.0),
        ("logistics_return_rate", 50.0),
        ("platform_help_rate", 50.0),
    ] {
        assert_eq!(points(&report, id), (&expected.into(), false), "{id}");
    }
    assert_eq!(report["small_shop"]["indicators"].as_array().unwrap().len(), 0);
}

#[test]
fn good_values_are_eighty_points_too() {
    let report = NONE.score("", &[]);
    assert_eq!(points(&report, "product_rating"), (&80.0.into(), true));
    assert_eq!(points(&report, "quality_return_rate"), (&80.0.into(), true));
}

#[test]
fn the_limit_is_500_orders_and_300_for_flagships_and_bulky_goods() {
    let applies = |orders: usize, more: &str| {
        Few { orders, ..NONE }.score(more, &[])["small_shop"]["applies"].as_bool().unwrap()
    };
    assert_eq!((applies(499, ""), applies(500, "")), (true, false));
    assert_eq!((applies(299, "--shop-type 旗舰"), applies(300, "--shop-type 旗舰")), (true, false));
    assert_eq!((applies(299, "--industry 钟表"), applies(300, "--industry 钟表")), (true, false));
    assert_eq!(
        (applies(300, "--industry 女装 --shop-type 非旗舰"), applies(300, "--industry 蔬菜/蔬菜制品")),
        (true, true)
    );
    let report = Few { orders: 500, ..NONE }.score("", &[]);
    assert_eq!(points(&report, "product_rating"), (&100.0.into(), false));
}

#[test]
fn before_july_the_platform_help_rate_was_not_among_them() {
    let folder = shop(100, "2026-06");
    let set = with(&BEST_JULY, &[("aftersale_handled_in_time_rate", 0.9)]);
    let report = score(&folder, "--rules douyin --as-of 2026-06-28", &set);
    assert_eq!(report["rulebook"]["id"], "douyin-2026-05");
    assert_eq!(report["small_shop"]["applies"], true);
    let rules = tiyanfen::rulebook::Rulebook::built_in("douyin-2026-05").unwrap();
    let ids = |book: &tiyanfen::rulebook::Rulebook| -> Vec<&'static str> {
        let rule = book.scoring.small_shop.clone().unwrap();
        rule.indicators.iter().map(|few| few.indicator().unwrap().info().id).collect()
    };
    assert_eq!(ids(&rules), ["product_rating", "quality_return_rate", "logistics_return_rate"]);
    let later = tiyanfen::rulebook::Rulebook::built_in("douyin-2026-07").unwrap();
    assert_eq!(ids(&later).len(), 5);
    // Since September no points per indicator are published.
    let last = tiyanfen::rulebook::Rulebook::built_in("douyin-2026-09").unwrap();
    assert!(last.scoring.small_shop.is_none() && last.scoring.growth.is_some());
}

/// What no export tells is not assumed to be few: without reviews nobody knows how many are bad.
#[test]
fn cases_that_are_not_known_are_not_few() {
    let report = score(&shop(100, "2026-08"), RULES, &BEST_JULY);
    assert_eq!(points(&report, "product_rating"), (&100.0.into(), false));
}

/// Three rated conversations are few, four are not; none at all are few as well.
#[test]
fn few_rated_conversations() {
    let rated = |count: usize| {
        let service = format!(
            "日期,客服昵称,接待会话量,全天平响时长,全天不满意率,有效评价数\n2026-08-20,甲,50,10,50%,{count}\n"
        );
        let folder = NONE.folder().file("service.csv", service);
        let set = [("pickup_score", 90.0), ("waybill_sla_rate", 0.97)];
        score(&folder, RULES, &set)
    };
    assert_eq!(points(&rated(3), "im_dissatisfaction_rate"), (&80.0.into(), true));
    assert_eq!(points(&rated(4), "im_dissatisfaction_rate"), (&50.0.into(), false));
    let none = rated(0);
    assert_eq!(points(&none, "im_dissatisfaction_rate"), (&80.0.into(), true));
    assert!(row(&none, "indicators", "im_dissatisfaction_rate")["value"].is_null());
    // All that is missing is a quarter of service: there are no after-sales to review.
    near(&none["score"]["coverage"], 1.0 - 0.25 * 0.35);
}

/// What the rule fixes cannot be mended by better values: the report says so in place of advice, and no sentence
/// around a value that is not there.
#[test]
fn no_advice_for_points_that_are_fixed() {
    let folder = Few { good: 0, ..NONE }.folder();
    let set: Vec<String> = [("pickup_score", 90.0), ("waybill_sla_rate", 0.97), ("im_reply_seconds", 10.0)]
        .iter()
        .map(|(id, value)| format!("--set={id}={value}"))
        .collect();
    let mut args = vec!["score", ".", "--rules", "douyin", "--as-of", "2026-08-28", "--lang", "zh"];
    args.extend(set.iter().map(String::as_str));
    let text = folder.run(&args).stdout;
    assert!(text.contains("商品综合评分  失9.00：小店规则固定 80 分\n  怎么办：差例少"), "{text}");
    assert!(!text.contains("平均  星") && !text.contains("tiyanfen cases product_rating"), "{text}");
    // With a value both are told.
    let text = NONE.folder().run(&args).stdout;
    assert!(text.contains("有评价的 10 单平均 5.00 星；小店规则固定 80 分"), "{text}");
    assert!(text.contains("tiyanfen cases product_rating"), "{text}");
}
