//! Weights by industry and type of shop.

use super::support::*;
use crate::common::run as run_program;
use crate::common::tiyanfen;
use serde_json::Value;
use tiyanfen::indicator::Figure;
use tiyanfen::rulebook::{Rulebook, ShopType};

/// Percentages of one indicator over all rows, summed: figures taken from the published table.
fn sum(book: &Rulebook, id: &str) -> f64 {
    let figure = Figure::by_id(id).unwrap();
    let weights = book.scoring.industries.iter().map(|row| row.weights[&figure] * 100.0);
    weights.sum::<f64>().round()
}

#[test]
fn all_rows_of_the_published_table_are_there() {
    let before = Rulebook::built_in("douyin-2026-05").unwrap();
    let after = Rulebook::built_in("douyin-2026-07").unwrap();
    for book in [&before, &after] {
        let rows = &book.scoring.industries;
        assert_eq!(rows.len(), 101, "{}", book.id);
        let of = |of_type| rows.iter().filter(|row| row.shop_type == of_type).count();
        let counts = [ShopType::Flagship, ShopType::Ordinary, ShopType::General].map(of);
        assert_eq!(counts, [19, 19, 63], "{}", book.id);
    }
    assert_eq!(sum(&before, "aftersale_handled_in_time_rate"), OLD_AFTERSALE);
    assert_eq!(sum(&before, "im_reply_seconds"), OLD_REPLY);
    assert_eq!(sum(&after, "im_dissatisfaction_rate"), NEW_DISSATISFACTION);
    assert_eq!(sum(&after, "im_reply_seconds"), NEW_REPLY);
    assert_eq!(sum(&after, "aftersale_review_hours"), NEW_REVIEW);
    assert_eq!(sum(&after, "platform_help_rate"), NEW_HELP);
    // Since September nothing new was published: the same rows.
    assert_eq!(Rulebook::built_in("douyin-2026-09").unwrap().scoring.industries, after.scoring.industries);
}

const OLD_AFTERSALE: f64 = 5210.0;
const OLD_REPLY: f64 = 4890.0;
const NEW_DISSATISFACTION: f64 = 2620.0;
const NEW_REPLY: f64 = 2775.0;
const NEW_REVIEW: f64 = 2295.0;
const NEW_HELP: f64 = 2410.0;

fn service_weights(args: &str) -> Vec<(String, f64)> {
    let report = score(&shop(600, "2026-08"), args, &BEST_JULY);
    let rows = report["indicators"].as_array().unwrap().iter();
    let scored = rows.filter(|row| row["dimension"] == "service" && row["weight_in_dimension"] != 0.0);
    scored
        .map(|row| (row["id"].as_str().unwrap().to_owned(), row["weight_in_dimension"].as_f64().unwrap()))
        .collect()
}

#[test]
fn an_industry_and_a_type_choose_a_row() {
    let of = |args: &str| service_weights(&format!("--rules douyin --as-of 2026-08-28 {args}"));
    let weights = |review, reply, dissatisfied, help| {
        vec![
            ("aftersale_review_hours".to_owned(), review),
            ("platform_help_rate".to_owned(), help),
            ("im_reply_seconds".to_owned(), reply),
            ("im_dissatisfaction_rate".to_owned(), dissatisfied),
        ]
    };
    assert_eq!(of("--industry 彩妆/仪器 --shop-type 非旗舰"), weights(0.30, 0.15, 0.35, 0.20));
    assert_eq!(of("--industry 本地生活"), weights(0.20, 0.25, 0.25, 0.30));
    // What makes no difference between types holds for each.
    assert_eq!(of("--industry 本地生活 --shop-type 旗舰"), weights(0.20, 0.25, 0.25, 0.30));
    assert_eq!(of(""), weights(0.25, 0.25, 0.25, 0.25));
}

#[test]
fn cross_border_industries_weigh_dimensions_too() {
    let weights = |day: &str, industry: &str| -> Vec<f64> {
        let args = format!("--rules crossborder --as-of {day} --industry {industry}");
        let report = score(&shop(600, "2026-08"), &args, &with(&BEST_JULY, &[("damage_return_rate", 0.0)]));
        report["dimensions"].as_array().unwrap().iter().map(|d| d["weight"].as_f64().unwrap()).collect()
    };
    assert_eq!(weights("2026-08-28", "跨境大健康"), [0.40, 0.30, 0.30]);
    assert_eq!(weights("2026-08-28", "跨境时尚"), [0.50, 0.25, 0.25]);
    assert_eq!(weights("2026-09-08", "跨境大健康"), [0.25, 0.20, 0.55]);
    assert_eq!(weights("2026-09-08", "跨境大快消"), [0.47, 0.20, 0.33]);
    assert_eq!(weights("2026-09-08", "跨境时尚"), [0.44, 0.20, 0.36]);
}

#[test]
fn names_that_are_wrong_are_answered_with_those_that_are_near() {
    let folder = shop(40, "2026-08");
    let error = |args: &str| {
        let run = run(&folder, &format!("--rules douyin --as-of 2026-08-28 {args}"), &[]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args}");
        run.stderr
    };
    assert!(error("--industry 数码").contains("高端3C数码"), "{}", error("--industry 数码"));
    assert!(error("--industry 女裤").contains("女装"));
    assert!(error("--industry 跨境").contains("跨境大快消"));
    let types = error("--industry 3C数码");
    assert!(types.contains("shop-type-needed") && types.contains("非旗舰 / 旗舰"), "{types}");
    assert!(error("--industry 3C数码 --shop-type 通用").contains("shop-type-needed"));
    assert!(error("--shop-type 直营").contains("usage"));
}

#[test]
fn the_list_shows_every_row() {
    let json = run_program(tiyanfen().args(["rules", "industries", "--format", "json"]));
    let list: Value = serde_json::from_str(&json.stdout).unwrap();
    let tables: Vec<(usize, usize)> = list["tables"]
        .as_array()
        .unwrap()
        .iter()
        .map(|table| (table["rulebooks"].as_array().unwrap().len(), table["rows"].as_array().unwrap().len()))
        .collect();
    assert_eq!(tables, [(2, 101), (1, 3), (1, 3), (1, 101)]);
    let text = run_program(tiyanfen().args(["rules", "industries", "--lang", "zh"])).stdout;
    for row in Rulebook::built_in("douyin-2026-05").unwrap().scoring.industries {
        assert!(
            text.lines().any(|line| line.starts_with(&row.name) && line.contains(row.shop_type.id())),
            "{row:?}"
        );
    }
    // 101 + 101 + 3 + 3 rows, each line 4, 2 or 11 weights; the July table stands for two rulebooks.
    let csv = run_program(tiyanfen().args(["rules", "industries", "--format", "csv"])).stdout;
    assert_eq!(csv.lines().count(), 1 + 2 * 101 * 4 + 101 * 2 + 2 * 3 * 11);
    let some =
        run_program(tiyanfen().args(["rules", "industries", "数码", "--rules", "douyin-2026-07"])).stdout;
    assert!(some.contains("高端3C数码") && !some.contains("女装"), "{some}");
    let none = run_program(tiyanfen().args(["rules", "industries", "女裤"]));
    assert!(none.code == 2 && none.stderr.contains("女装"), "{}", none.stderr);
}

#[test]
fn rules_without_industries_say_that_they_have_no_effect() {
    let set = [("positive_review_rate", 0.98), ("quality_return_rate", 0.001)];
    let report = score(&shop(40, "2026-08"), "--industry 女装", &set);
    assert!(report["warnings"].as_array().unwrap().iter().any(|w| w["code"] == "industry-unused"));
    let report = score(&shop(40, "2026-08"), "--rules douyin --as-of 2026-08-28", &BEST_JULY);
    assert!(report["warnings"].as_array().unwrap().iter().any(|w| w["code"] == "industry-unset"));
}
