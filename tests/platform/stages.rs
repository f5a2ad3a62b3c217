//! Fewer than 30 valid paid orders in 30 days: a flat score.

use super::support::*;
use crate::common::Folder;

const RULES: &str = "--rules douyin --as-of 2026-08-28";

#[test]
fn thirty_orders_make_the_formal_stage() {
    let poor = with(&BEST_JULY, &[("product_rating", 4.0)]);
    let growth = score(&shop(29, "2026-08"), RULES, &poor);
    assert_eq!((&growth["stage"]["id"], &growth["stage"]["orders"]), (&"growth".into(), &29.into()));
    assert_eq!(growth["stage"]["formal_from"], 30);
    for key in ["value", "points", "low", "high"] {
        assert_eq!(growth["score"][key], 70.0, "{key}");
    }
    // What the flat total takes from the weighted mean.
    near(&growth["score"]["clamped_points"], 70.0 - (0.5 * (0.9 * 50.0 + 10.0) + 50.0));
    // Not shown to buyers.
    assert!(growth["buyer"]["value"].is_null() && growth["buyer"]["stars"].is_null());

    let formal = score(&shop(30, "2026-08"), RULES, &poor);
    assert_eq!((&formal["stage"]["id"], &formal["stage"]["orders"]), (&"formal".into(), &30.into()));
    assert!(formal["stage"]["flat_points"].is_null());
    // 4.0 is beyond the last tier: 50 points of the rating's 90 %, but 30 orders make a small shop: whether
    // it has few bad reviews no export tells, so the rule fixes nothing.
    let product = 0.9 * 50.0 + 0.1 * 100.0;
    near(dimension(&formal, "product"), product);
    near(&formal["score"]["points"], 0.5 * product + 15.0 + 35.0);
}

#[test]
fn orders_count_for_thirty_days_by_their_pay_day() {
    // Paid on the 1st to the 28th and the 1st again: 29 orders; two days leave the window on the 31st.
    let folder = shop(30, "2026-08");
    let of = |day: &str| {
        score(&folder, &format!("--rules douyin --as-of {day}"), &BEST_JULY)["stage"]["orders"].clone()
    };
    assert_eq!(of("2026-08-30"), 30);
    // The 1st had two orders, the 2nd two.
    assert_eq!(of("2026-08-31"), 28);
    assert_eq!(of("2026-09-01"), 26);
}

#[test]
fn bad_behaviour_lowers_the_flat_score() {
    let folder = shop(10, "2026-08");
    let bad = score(&folder, &format!("{RULES} --event fake_trade=1"), &BEST_JULY);
    assert_eq!((&bad["score"]["points"], &bad["stage"]["bad_behaviour"]), (&60.0.into(), &true.into()));
    let none = score(&folder, &format!("{RULES} --event fake_trade=0"), &BEST_JULY);
    assert_eq!((&none["score"]["points"], &none["stage"]["bad_behaviour"]), (&70.0.into(), &false.into()));
}

/// Orders alone make a growth shop's score, whatever else is missing; a formal shop's not.
#[test]
fn a_flat_score_needs_nothing_but_orders() {
    let growth = score(&shop(29, "2026-08"), RULES, &[]);
    assert_eq!((&growth["score"]["value"], &growth["score"]["coverage"]), (&70.0.into(), &0.0.into()));
    let formal = run(&shop(30, "2026-08"), RULES, &[]);
    assert_eq!(formal.code, 2);
    assert!(formal.stderr.contains("no-data"), "{}", formal.stderr);
}

/// Before the first order nobody knows how many there were; a month without orders is a month with fewer
/// than 30, whether or not more are known of later.
#[test]
fn no_orders_are_few_once_there_were_any() {
    let before = score(&shop(40, "2026-09"), RULES, &BEST_JULY);
    assert!(before["stage"].is_null() && before["small_shop"].is_null());
    near(&before["score"]["points"], 100.0);
    let pause = |later: &[String]| {
        let rows: Vec<String> = orders(40, "2026-03").into_iter().chain(later.iter().cloned()).collect();
        let folder = Folder::new().file("orders.csv", format!("{ORDERS}\n{}\n", rows.join("\n")));
        score(&folder, RULES, &BEST_JULY)
    };
    let later: Vec<String> =
        orders(40, "2026-10").into_iter().map(|row| row.replace("69000000000", "69000000001")).collect();
    for report in [pause(&[]), pause(&later)] {
        assert_eq!((&report["stage"]["id"], &report["stage"]["orders"]), (&"growth".into(), &0.into()));
        near(&report["score"]["points"], 70.0);
        assert!(report["buyer"]["value"].is_null());
    }
}

/// Too few orders may be too few exports: the report says so, and only then.
#[test]
fn an_export_that_covers_less_is_named_beside_the_stage() {
    let line = |day: &str, args: &str| {
        let text =
            run(&shop(29, "2026-08"), &format!("--rules douyin --as-of {day} --lang zh {args}"), &BEST_JULY);
        let stage = text.stdout.lines().find(|line| line.starts_with("阶段")).map(str::to_owned);
        (stage.unwrap_or_default(), text.stdout)
    };
    // Paid on the 1st to the 28th.
    let (stage, text) = line("2026-08-28", "");
    assert!(stage.contains("成长期") && text.contains("订单导出只盖了这 30 天里的 28 天"), "{text}");
    let report = score(&shop(29, "2026-08"), RULES, &BEST_JULY);
    assert_eq!(report["stage"]["covered_days"], 28);
    // Enough orders are enough, however many days they are of.
    let formal = score(&shop(30, "2026-08"), RULES, &BEST_JULY);
    assert_eq!((&formal["stage"]["id"], &formal["stage"]["covered_days"]), (&"formal".into(), &28.into()));
    let text = run(&shop(600, "2026-08"), &format!("{RULES} --lang zh"), &BEST_JULY).stdout;
    assert!(!text.contains("订单导出只盖了"), "{text}");
}
