//! What if: sums worked out by hand, exact output, and what must hold whatever the shop.

mod common;

use common::{Folder, Run, indicator, run, tiyanfen};
use serde_json::Value;

const SEED: [&str; 3] = ["fixtures/seed-shop", "--as-of", "2026-09-30"];
const DEMO: [&str; 1] = ["fixtures/demo"];

fn what_if(args: &[&[&str]]) -> Run {
    run(tiyanfen().arg("what-if").args(args.concat()))
}

fn json(args: &[&[&str]]) -> Value {
    let run = what_if(&[&args.concat(), &["--format", "json", "-q"]]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

fn score(args: &[&[&str]]) -> Value {
    let run = run(tiyanfen().arg("score").args(args.concat()).args(["--format", "json", "-q"]));
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

/// How an indicator's sums change.
fn moved(answer: &Value, id: &str) -> (f64, f64) {
    let row = indicator(answer, id);
    let difference = |of: &str| number(&row[format!("{of}_after")]) - number(&row[format!("{of}_before")]);
    (difference("numerator"), difference("denominator"))
}

fn is_close(found: f64, expected: f64) -> bool {
    (found - expected).abs() < 1e-9
}

#[test]
fn exact_output_in_both_languages() {
    for lang in ["zh", "en"] {
        let of = |args: &[&[&str]]| what_if(&[&args.concat(), &["-q", "--lang", lang]]).stdout;
        let reviews = ["--add", "bad_review=1", "--add", "neutral_review=1"];
        insta::assert_snapshot!(format!("reviews_{lang}"), of(&[&SEED, &reviews]));
        let much = [
            "--add",
            "仅退款@24=3",
            "--undo",
            "晚揽=3",
            "--without",
            "carrier=极兔速递",
            "--set",
            "im_reply_3min_rate=99%",
        ];
        insta::assert_snapshot!(format!("much_{lang}"), of(&[&DEMO, &much]));
        insta::assert_snapshot!(format!("nothing_{lang}"), of(&[&DEMO]));
        let help = run(tiyanfen().args(["what-if", "--help", "--lang", lang]));
        insta::assert_snapshot!(format!("help_{lang}"), help.stdout);
    }
    for format in ["json", "csv"] {
        let run = what_if(&[&SEED, &["-q", "--add", "差评=1", "--format", format]]);
        insta::assert_snapshot!(format!("reviews_{format}"), run.stdout);
    }
}

#[test]
fn a_bad_and_a_neutral_review_cost_the_seeds_shop_0_58() {
    let answer = json(&[&SEED, &["--add", "bad_review=1", "--add", "neutral_review=1"]]);
    // 10 of 10 are 100 points; 10 of 12 lie at a third between 0.80 -> 40 and 0.85 -> 60... in points of 100:
    let after = 40.0 + (10.0 / 12.0 - 0.80) / 0.05 * 20.0;
    assert!(is_close(number(&answer["change"]), -(100.0 - after) * 0.5 * 0.5 / 20.0), "{}", answer["change"]);
    assert!((-0.59..-0.57).contains(&number(&answer["change"])));
    // Quality 1 / 52, pickup 38 / 40, arrival 84 h, replies 87 %, refunds 18 h, returns 140 h.
    let quality = 95.0 - (1.0 / 52.0 - 0.01) / 0.01 * 7.0;
    let pickup = 75.0 + (0.95 - 0.90) / 0.06 * 17.0;
    let replies = 75.0 + (0.87 - 0.75) / 0.13 * 15.0;
    let service = 0.4 * replies + 0.3 * (90.0 - 2.0 / 20.0 * 20.0) + 0.3 * (90.0 - 8.0 / 60.0 * 25.0);
    let total = 0.5 * (100.0 + quality) / 2.0 + 0.15 * (pickup + 90.0) / 2.0 + 0.35 * service;
    assert!(is_close(number(&answer["before"]), total / 20.0), "{} {}", answer["before"], total / 20.0);
    let threshold = &answer["thresholds"][0];
    assert_eq!((&threshold["met"], &threshold["met_after"]), (&true.into(), &false.into()));
    assert_eq!(threshold["crossed"], true);
    assert_eq!(answer["thresholds"][1]["crossed"], false);
}

/// What each case adds and undoes: the table of SPEC 7.1.
#[test]
fn every_case_changes_the_sums_it_should() {
    for (args, expected) in [
        (
            "--add bad_review=2",
            &[
                ("positive_review_rate", 0.0, 2.0),
                ("negative_review_rate", 2.0, 0.0),
                ("product_rating", 2.0, 2.0),
            ][..],
        ),
        (
            "--add neutral_review=1",
            &[
                ("positive_review_rate", 0.0, 1.0),
                ("negative_review_rate", 0.0, 0.0),
                ("product_rating", 3.0, 1.0),
            ],
        ),
        (
            "--add good_review=3",
            &[
                ("positive_review_rate", 3.0, 3.0),
                ("negative_review_rate", 0.0, 0.0),
                ("product_rating", 15.0, 3.0),
            ],
        ),
        (
            "--add quality_return=1",
            &[
                ("quality_return_rate", 1.0, 0.0),
                ("logistics_return_rate", 0.0, 0.0),
                ("damage_return_rate", 0.0, 0.0),
            ],
        ),
        (
            "--add damage_return=1",
            &[
                ("quality_return_rate", 1.0, 0.0),
                ("logistics_return_rate", 0.0, 0.0),
                ("damage_return_rate", 1.0, 0.0),
            ],
        ),
        (
            "--add logistics_return=1",
            &[
                ("quality_return_rate", 0.0, 0.0),
                ("logistics_return_rate", 1.0, 0.0),
                ("damage_return_rate", 0.0, 0.0),
            ],
        ),
        (
            "--add clean_order=2",
            &[
                ("quality_return_rate", 0.0, 2.0),
                ("logistics_return_rate", 0.0, 2.0),
                ("damage_return_rate", 0.0, 2.0),
                ("dispute_liability_rate", 0.0, 2.0),
                ("negative_review_rate", 0.0, 2.0),
                ("positive_review_rate", 0.0, 0.0),
            ],
        ),
        ("--add late_pickup=1", &[("pickup_on_time_rate", 0.0, 1.0)]),
        ("--add timely_pickup=1", &[("pickup_on_time_rate", 1.0, 1.0)]),
        ("--add late_delivery=1", &[("waybill_sla_rate", 0.0, 1.0)]),
        ("--add timely_delivery=1", &[("waybill_sla_rate", 1.0, 1.0)]),
        ("--add slow_pickup@24=1", &[("pickup_hours", 24.0, 1.0), ("arrival_hours", 0.0, 0.0)]),
        ("--add slow_arrival@100=2", &[("arrival_hours", 200.0, 2.0), ("transit_hours", 0.0, 0.0)]),
        ("--add refund_only@7.5=2", &[("refund_only_hours", 15.0, 2.0), ("return_refund_hours", 0.0, 0.0)]),
        ("--add return_refund@90=1", &[("return_refund_hours", 90.0, 1.0)]),
        ("--add review@3=1", &[("aftersale_review_hours", 3.0, 1.0)]),
        ("--add platform_help=1", &[("platform_help_rate", 1.0, 0.0)]),
        ("--add dispute_lost=1", &[("dispute_liability_rate", 1.0, 0.0)]),
        ("--add unanswered=1", &[("im_reply_3min_rate", 0.0, 1.0), ("im_reply_seconds", 600.0, 1.0)]),
        ("--add answered=1", &[("im_reply_3min_rate", 1.0, 1.0), ("im_reply_seconds", 0.0, 1.0)]),
        ("--add dissatisfied=1", &[("im_dissatisfaction_rate", 1.0, 1.0)]),
        ("--add satisfied=1", &[("im_dissatisfaction_rate", 0.0, 1.0)]),
        ("--undo quality_return=2", &[("quality_return_rate", -2.0, 0.0)]),
        ("--undo damage_return=1", &[("quality_return_rate", -1.0, 0.0), ("damage_return_rate", -1.0, 0.0)]),
        ("--undo late_pickup=2", &[("pickup_on_time_rate", 2.0, 0.0)]),
        ("--undo late_delivery=2", &[("waybill_sla_rate", 2.0, 0.0)]),
        ("--undo platform_help=1", &[("platform_help_rate", -1.0, 0.0)]),
        ("--undo dispute_lost=1", &[("dispute_liability_rate", -1.0, 0.0)]),
        ("--undo unanswered=3", &[("im_reply_3min_rate", 3.0, 0.0), ("im_reply_seconds", -1800.0, 0.0)]),
        ("--undo dissatisfied=3", &[("im_dissatisfaction_rate", -3.0, 0.0)]),
    ] {
        let answer = json(&[&DEMO, &args.split(' ').collect::<Vec<_>>()]);
        for (id, numerator, denominator) in expected {
            let (n, d) = moved(&answer, id);
            assert!(is_close(n, *numerator) && is_close(d, *denominator), "{args} {id}: {n} / {d}");
        }
    }
}

const ORDERS: &str = "主订单编号,支付完成时间,订单应付金额";
const LOGISTICS: &str = "运单号,订单编号,揽收时间,签收时间";

/// Orders that took 10, 20, 30, 40 and 100 hours to arrive.
fn arrivals() -> Folder {
    let hours = ["02 10:00:00", "02 20:00:00", "03 06:00:00", "03 16:00:00", "06 04:00:00"];
    let parcels = hours.iter().enumerate();
    let parcels: Vec<String> =
        parcels.map(|(i, at)| format!("{i},{},2026-09-02 08:00:00,2026-09-{at}", i + 1)).collect();
    let orders: Vec<String> = (1..=5).map(|id| format!("{id},2026-09-02 00:00:00,5")).collect();
    let rows = |rows: &[String]| rows.iter().map(|row| format!("{row}\n")).collect::<String>();
    Folder::new()
        .file("orders.csv", format!("{ORDERS}\n{}", rows(&orders)))
        .file("logistics.csv", format!("{LOGISTICS}\n{}", rows(&parcels)))
}

fn of_arrivals(folder: &Folder, args: &[&str]) -> (f64, f64) {
    let set =
        "--set positive_review_rate=0.9 --set quality_return_rate=0.01 --as-of 2026-09-10 --format json -q";
    let run = folder.run(&[&["what-if", "."], args, &set.split(' ').collect::<Vec<_>>()].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    moved(&serde_json::from_str(&run.stdout).unwrap(), "arrival_hours")
}

#[test]
fn hours_are_the_ninetieth_percentile_and_undone_ones_take_the_median() {
    let folder = arrivals();
    // Rank ⌈0.9 × 5⌉ = 5: 100 hours.
    assert_eq!(of_arrivals(&folder, &["--add", "slow_arrival=1"]), (100.0, 1.0));
    assert_eq!(of_arrivals(&folder, &["--add", "slow_arrival@12=2"]), (24.0, 2.0));
    // The median is 30: 100 becomes 30, then 40 becomes 30.
    assert_eq!(of_arrivals(&folder, &["--undo", "slow_arrival=1"]), (-70.0, 0.0));
    assert_eq!(of_arrivals(&folder, &["--undo", "slow_arrival=2"]), (-80.0, 0.0));
    let run = folder.run(&["what-if", ".", "--undo", "slow_arrival=3", "--as-of", "2026-09-10"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("case-no-room") && run.stderr.contains("only 2 to undo"), "{}", run.stderr);
}

#[test]
fn reviews_are_undone_the_worst_first() {
    let reviews = "评价日期,订单ID,商品ID,商品评价得分";
    let rows = ["1,2", "2,1", "3,3", "4,5", "5,4"];
    let rows: Vec<String> = rows
        .iter()
        .map(|row| row.split_once(',').unwrap())
        .map(|(order, star)| format!("2026-09-08 10:00:00,{order},11,{star}"))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let folder = arrivals().csv("reviews.csv", reviews, &rows);
    let of = |args: &[&str], id: &str| {
        let run = folder
            .run(&[&["what-if", ".", "--as-of", "2026-09-10", "--format", "json", "-q"], args].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        moved(&serde_json::from_str(&run.stdout).unwrap(), id)
    };
    for (args, id, expected) in [
        (["--undo", "bad_review=1"], "product_rating", (-1.0, -1.0)),
        (["--undo", "bad_review=2"], "product_rating", (-3.0, -2.0)),
        (["--undo", "bad_review=2"], "positive_review_rate", (0.0, -2.0)),
        (["--undo", "bad_review=2"], "negative_review_rate", (-2.0, 0.0)),
        (["--undo", "neutral_review=1"], "product_rating", (-3.0, -1.0)),
        (["--undo", "neutral_review=1"], "negative_review_rate", (0.0, 0.0)),
        (["--undo", "good_review=1"], "product_rating", (-4.0, -1.0)),
        (["--undo", "good_review=1"], "positive_review_rate", (-1.0, -1.0)),
    ] {
        assert_eq!(of(&args, id), expected, "{args:?} {id}");
    }
    let run = folder.run(&["what-if", ".", "--as-of", "2026-09-10", "--undo", "bad_review=3"]);
    assert!(run.stderr.contains("only 2 to undo"), "{}", run.stderr);
}

#[test]
fn nothing_changed_is_now_and_undone_after_added_too() {
    for args in [&[][..], &["--rules", "koubei"], &["--rules", "douyin-2026-07"], &["--as-of", "2026-09-03"]]
    {
        let total = score(&[&DEMO, args])["score"]["value"].clone();
        let same = json(&[&DEMO, args]);
        assert_eq!((&same["before"], &same["after"]), (&total, &total), "{args:?}");
        for case in ["bad_review", "quality_return", "damage_return", "platform_help", "dispute_lost"] {
            let case = format!("{case}=2");
            let answer = json(&[&DEMO, args, &["--add", &case, "--undo", &case]]);
            assert!(is_close(number(&answer["after"]), number(&total)), "{case} {args:?}");
        }
    }
}

#[test]
fn the_cost_of_one_is_what_if_with_one_under_every_rulebook() {
    let (mut costs, mut leasts) = (0, 0);
    for id in tiyanfen::rulebook::ids() {
        let rules = ["--rules", id];
        for row in score(&[&DEMO, &rules])["cost_of_one"].as_array().unwrap() {
            let case = row["case"].as_str().unwrap();
            let of = |count: u64| {
                let answer = json(&[&DEMO, &rules, &["--add", &format!("{case}={count}")]]);
                number(&answer["change"])
            };
            assert!(is_close(of(1), number(&row["change"])), "{rules:?} {case}");
            costs += 1;
            if let Some(least) = row["least"].as_object() {
                let count = least["count"].as_u64().unwrap();
                assert!(is_close(of(count), number(&least["change"])), "{rules:?} {case}");
                assert!(of(count).abs() > 1e-12 && of(count - 1).abs() <= 1e-12, "{rules:?} {case} {count}");
                leasts += 1;
            }
        }
    }
    assert!(costs > 50 && leasts > 5, "{costs} {leasts}");
}

#[test]
fn without_orders_is_as_if_they_were_not_in_the_files() {
    let read =
        |name: &str| std::fs::read_to_string(format!("fixtures/seed-shop/{name}_20260930.csv")).unwrap();
    // Every third order goes to 广东省.
    let orders = read("订单");
    let gone: Vec<&str> =
        orders.lines().filter(|line| line.contains("广东省")).map(|line| &line[..19]).collect();
    assert!(gone.len() > 10);
    let mut folder = Folder::new();
    for name in ["订单", "物流", "评价", "售后", "飞鸽客服"] {
        let kept = read(name).lines().filter(|line| !gone.iter().any(|id| line.contains(id))).fold(
            String::new(),
            |mut text, line| {
                text.push_str(line);
                text.push('\n');
                text
            },
        );
        folder = folder.file(&format!("{name}_20260930.csv"), kept);
    }
    let rest = folder.score(&["--as-of", "2026-09-30", "-q"]);
    let answer = json(&[&SEED, &["--without", "省份=广东省"]]);
    assert_eq!(answer["without"][0]["orders"], gone.len());
    assert_eq!(answer["after"], rest["score"]["value"]);
    for row in answer["indicators"].as_array().unwrap() {
        let id = row["id"].as_str().unwrap();
        assert_eq!(row["after"], indicator(&rest, id)["value"], "{id}");
    }
    assert_ne!(answer["before"], answer["after"]);
    // One order by its id, a product by its id and by its name.
    assert_eq!(json(&[&SEED, &["--without", &format!("order={}", gone[0])]])["without"][0]["orders"], 1);
    let by = |value: &str| json(&[&SEED, &["--without", value]])["without"][0]["orders"].clone();
    assert_eq!(by("product=31002"), by("商品=香薰蜡烛"));
}

#[test]
fn what_cannot_be_supposed_is_said() {
    for (args, code, said) in [
        ("--add bad_review", "case-invalid", "CASE=COUNT"),
        ("--add bad_review=0", "case-invalid", "bad_review=0"),
        ("--add bad_review@3=1", "case-invalid", "bad_review@3=1"),
        ("--undo refund_only@3=1", "case-invalid", "refund_only@3=1"),
        ("--add bad_revew=1", "case-unknown", "did you mean bad_review?"),
        ("--add 揽收=1", "name-ambiguous", "slow_pickup"),
        ("--undo clean_order=1", "case-no-undo", "order without return"),
        ("--add quality_return=999", "case-no-room", "there is room for 276 only"),
        ("--without 广东省", "without-invalid", "carrier="),
        ("--without carrier=顺丰", "without-unknown", "did you mean 顺丰速运?"),
    ] {
        let run = what_if(&[&DEMO, &args.split(' ').collect::<Vec<_>>()]);
        let is_said = run.stderr.contains(code) && run.stderr.contains(said);
        assert!(run.code == 2 && is_said && run.stdout.is_empty(), "{args}: {}", run.stderr);
    }
    // From no total to one nothing is crossed: nobody knows on which side it was.
    let some = arrivals().run(&[
        "what-if",
        ".",
        "--as-of",
        "2026-09-10",
        "--set",
        "positive_review_rate=0.5",
        "--set",
        "quality_return_rate=0.2",
        "--format",
        "json",
        "-q",
    ]);
    let some: Value = serde_json::from_str(&some.stdout).unwrap();
    assert!(some["before"].is_null() && some["after"].is_number(), "{some}");
    assert!(some["thresholds"].as_array().unwrap().iter().all(|row| row["crossed"] == false));
    // What concerns only indicators without data changes nothing, and that is said.
    let folder = arrivals();
    let set = "--set positive_review_rate=0.9 --set quality_return_rate=0.01 --as-of 2026-09-10";
    let run = folder
        .run(&[&["what-if", ".", "--add", "unanswered=5"], &set.split(' ').collect::<Vec<_>>()[..]].concat());
    assert!(run.code == 0 && run.stderr.contains("case-without-effect"), "{}", run.stderr);
}

#[test]
fn a_value_set_by_hand_is_supposed_and_wins_over_cases() {
    let answer = json(&[&DEMO, &["--set", "im_reply_3min_rate=95%", "--add", "unanswered=100"]]);
    let row = indicator(&answer, "im_reply_3min_rate");
    assert_eq!((&row["after"], &row["numerator_after"]), (&0.95.into(), &Value::Null));
    assert_eq!(answer["set"][0]["id"], "im_reply_3min_rate");
    let set = score(&[&DEMO, &["--set", "im_reply_3min_rate=95%"]]);
    assert_eq!(answer["before"], score(&[&DEMO])["score"]["value"]);
    assert_eq!(answer["after"], set["score"]["value"]);
}
