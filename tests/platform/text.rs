//! What the text says of all this.

use super::support::*;

fn text(count: usize, args: &str, set: &[(&str, f64)]) -> String {
    let month = if args.contains("2026-08") { "2026-08" } else { "2026-09" };
    let run = run(&shop(count, month), args, set);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout
}

#[test]
fn a_formal_shop_in_september() {
    let args = "--rules douyin --as-of 2026-09-28 --industry 水果 --event refused_invoice=2 --bonus freight_insurance";
    let set = with(&BEST_SEPTEMBER, &[("next_day_delivery_rate", 0.12)]);
    insta::assert_snapshot!("formal_september_zh", text(120, &format!("{args} --lang zh"), &set));
    insta::assert_snapshot!("formal_september_en", text(120, args, &set));
}

#[test]
fn a_small_shop_in_july() {
    let args = "--rules douyin --as-of 2026-08-28 --industry 水果 --event passive_service=6 --bonus remote_area_service";
    let set = with(&BEST_JULY, &[("pickup_score", 70.0)]);
    insta::assert_snapshot!("small_july_zh", text(120, &format!("{args} --lang zh"), &set));
    insta::assert_snapshot!("small_july_en", text(120, args, &set));
}

#[test]
fn a_shop_in_the_growth_stage() {
    let args = "--rules douyin --as-of 2026-09-28";
    insta::assert_snapshot!("growth_zh", text(12, &format!("{args} --lang zh"), &BEST_SEPTEMBER));
    insta::assert_snapshot!("growth_en", text(12, args, &BEST_SEPTEMBER));
}
