//! Why the total changed: parts that add up to the change, worked out by hand, and exact output.

mod common;
#[path = "common/demo_request.rs"]
mod demo_request;

use common::{Folder, Run, run, tiyanfen};
use demo_request::{demo, request};
use serde_json::Value;
use tiyanfen::indicator::Indicator;
use tiyanfen::insight::{By, PartGroup, Why, WhyLine};
use tiyanfen::rulebook::{self, Rulebook};
use tiyanfen::scorecard::Manual;
use tiyanfen::time::Day;

fn why(args: &[&str]) -> Run {
    run(tiyanfen().args(["why", "fixtures/demo", "-q"]).args(args))
}

#[test]
fn exact_output_in_both_languages() {
    for lang in ["zh", "en"] {
        let of = |args: &[&str]| why(&[args, &["--lang", lang]].concat()).stdout;
        insta::assert_snapshot!(format!("week_{lang}"), of(&[]));
        insta::assert_snapshot!(
            format!("by_carrier_{lang}"),
            of(&["--since", "2026-09-20", "--by", "carrier"])
        );
        let rules = ["--rules", "douyin-2026-07", "--days", "30", "--by", "reason"];
        insta::assert_snapshot!(format!("small_shop_{lang}"), of(&rules));
        let help = run(tiyanfen().args(["why", "--help", "--lang", lang]));
        insta::assert_snapshot!(format!("help_{lang}"), help.stdout);
    }
    for format in ["json", "csv"] {
        let run = why(&["--days", "3", "--by", "product", "--format", format]);
        insta::assert_snapshot!(format!("product_{format}"), run.stdout);
    }
}

fn sum(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.sum()
}

/// The effects of the parts of a group on the value.
fn effects(line: &WhyLine, part: PartGroup) -> f64 {
    sum(line.parts.iter().filter(|own| own.part == part).filter_map(|own| own.effect))
}

/// Lines add up to the change, parts to their lines, effects to the change of the value, groups to the whole.
fn adds_up(why: &Why, ungrouped: &Why) {
    let place = format!("{} to {}", why.from, why.to);
    let all = sum(why.lines.iter().map(|line| line.points));
    assert!((all - (why.after - why.before)).abs() < 1e-9, "{place}: {all} of {}", why.after - why.before);
    for line in why.lines.iter().filter(|line| !line.parts.is_empty()) {
        let parts = sum(line.parts.iter().filter_map(|part| part.points));
        assert!((parts - line.points).abs() < 1e-9, "{place} {}: {parts} of {}", line.id(), line.points);
        let effects_of = |line: &WhyLine| sum(line.parts.iter().filter_map(|part| part.effect));
        if let ([Some(before), Some(after)], true) =
            (line.values, line.parts.iter().any(|part| part.effect.is_some()))
        {
            let (found, moved) = (effects_of(line), after - before);
            assert!(
                (found - moved).abs() < 1e-9 * after.abs().max(1.0),
                "{place} {}: {found} of {moved}",
                line.id()
            );
        }
        let whole = ungrouped.lines.iter().find(|own| own.id() == line.id()).unwrap();
        for part in [PartGroup::Entered, PartGroup::Left, PartGroup::Changed] {
            assert!((effects(line, part) - effects(whole, part)).abs() < 1e-9, "{place} {}", line.id());
        }
    }
}

#[test]
fn parts_add_up_on_every_day_under_every_rulebook() {
    let loaded = demo();
    let set = Manual::from([(Indicator::ImReply3MinRate, 0.9), (Indicator::ArrivalHours, 60.0)]);
    let (mut answers, mut nets, mut weights) = (0, 0, 0);
    for id in rulebook::ids() {
        let rulebook = Rulebook::built_in(id).unwrap();
        for (manual, days) in [(&Manual::new(), 130), (&set, 20)] {
            let last = Day::parse("2026-10-30").unwrap();
            for back in 0..days {
                let request = request(&loaded, &rulebook, last.plus(-back), manual);
                let analysis = request.analysis();
                for (since, by) in [1, 7, 45]
                    .into_iter()
                    .zip([By::Product, By::Carrier, By::Reason].iter().cycle().skip(back as usize % 3))
                {
                    let from = analysis.as_of().plus(-since);
                    let Ok(plain) = analysis.why(from, None) else { continue };
                    let grouped = analysis.why(from, Some(*by)).unwrap();
                    adds_up(&plain, &plain);
                    adds_up(&grouped, &plain);
                    answers += 1;
                    let with =
                        |part| plain.lines.iter().any(|line| line.parts.iter().any(|own| own.part == part));
                    nets += i32::from(with(PartGroup::Net));
                    weights += i32::from(with(PartGroup::Weight));
                }
            }
        }
    }
    assert!(answers > 2000 && nets > 50 && weights > 50, "{answers} {nets} {weights}");
}

#[test]
fn parts_add_up_with_every_label_and_with_missing_exports() {
    let (loaded, manual) = (demo(), Manual::new());
    let rulebook = Rulebook::default_rulebook().unwrap();
    let request = request(&loaded, &rulebook, Day::parse("2026-10-30").unwrap(), &manual);
    let analysis = request.analysis();
    let from = analysis.as_of().plus(-7);
    let plain = analysis.why(from, None).unwrap();
    for by in By::ALL {
        adds_up(&analysis.why(from, Some(*by)).unwrap(), &plain);
    }
    for missing in ["商品评价", "物流包裹", "飞鸽客服数据"] {
        let folder = std::fs::read_dir("fixtures/demo").unwrap().filter_map(|entry| {
            let path = entry.unwrap().path();
            (!path.to_string_lossy().contains(missing)).then_some(path)
        });
        let paths: Vec<String> = folder.map(|path| path.to_string_lossy().into_owned()).collect();
        let run = run(tiyanfen().args(["why", "-q", "--format", "json", "--days", "60"]).args(paths));
        assert_eq!(run.code, 0, "{missing}: {}", run.stderr);
        let answer: Value = serde_json::from_str(&run.stdout).unwrap();
        let lines = answer["lines"].as_array().unwrap().iter();
        let all = sum(lines.map(|line| line["points"].as_f64().unwrap()));
        assert!((all - answer["change"].as_f64().unwrap()).abs() < 1e-9, "{missing}");
    }
}

const ORDERS: &str = "主订单编号,商品ID,支付完成时间,订单应付金额";
const LOGISTICS: &str = "运单号,订单编号,物流公司,揽收时间,签收时间";
const REVIEWS: &str = "评价日期,订单ID,商品ID,商品评价得分";

/// Four orders signed on the first three days of September and one on the eleventh, all rated; the review of the fourth
/// gets worse on the twelfth, the fifth is bad.
fn shop() -> Folder {
    Folder::new()
        .csv(
            "orders.csv",
            ORDERS,
            &[
                "1,11,2026-08-31 09:00:00,5",
                "2,11,2026-08-31 09:00:00,5",
                "3,12,2026-08-31 09:00:00,5",
                "4,12,2026-08-31 09:00:00,5",
                "5,12,2026-09-09 09:00:00,5",
            ],
        )
        .csv(
            "logistics.csv",
            LOGISTICS,
            &[
                "71,1,甲快递,2026-08-31 12:00:00,2026-09-01 12:00:00",
                "72,2,甲快递,2026-08-31 12:00:00,2026-09-02 12:00:00",
                "73,3,乙快递,2026-08-31 12:00:00,2026-09-03 12:00:00",
                "74,4,乙快递,2026-08-31 12:00:00,2026-09-03 12:00:00",
                "75,5,乙快递,2026-09-09 12:00:00,2026-09-11 12:00:00",
            ],
        )
        .csv(
            "reviews.csv",
            REVIEWS,
            &[
                "2026-09-04 10:00:00,1,11,5",
                "2026-09-04 10:00:00,2,11,5",
                "2026-09-04 10:00:00,3,12,1",
                "2026-09-04 10:00:00,4,12,5",
                "2026-09-12 10:00:00,4,12,2",
                "2026-09-12 10:00:00,5,12,1",
            ],
        )
}

fn answer(args: &[&str]) -> Value {
    let set = "--set quality_return_rate=0.01 --set im_reply_3min_rate=0.9 --set refund_only_hours=4 \
        --set return_refund_hours=72 --set pickup_on_time_rate=1 --set arrival_hours=48 --format json -q";
    let set: Vec<&str> = set.split_whitespace().collect();
    let run = shop().run(&[&["why", ".", "--as-of", "2026-09-13"], args, &set[..]].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

fn line<'a>(answer: &'a Value, id: &str) -> &'a Value {
    answer["lines"].as_array().unwrap().iter().find(|line| line["id"] == id).unwrap()
}

#[test]
fn parts_are_those_of_the_identity() {
    // On the 10th 3 of 4 are good; on the 13th 2 of 5: one entered bad, one changed to bad.
    let answer = answer(&["--since", "2026-09-10"]);
    let reviews = line(&answer, "positive_review_rate");
    assert_eq!((&reviews["value_before"], &reviews["value_after"]), (&0.75.into(), &0.4.into()));
    // The mean of the values is 0.575, of the denominators 4.5. Entered: (0 − 0.575) / 4.5, changed: −1 / 4.5.
    let part = |name: &str| {
        let parts = reviews["parts"].as_array().unwrap();
        parts.iter().find(|part| part["part"] == name).unwrap()
    };
    let number = |value: &Value| value.as_f64().unwrap();
    assert!((number(&part("entered")["effect"]) - -0.575 / 4.5).abs() < 1e-12);
    assert!((number(&part("changed")["effect"]) - -1.0 / 4.5).abs() < 1e-12);
    // 0.75 lies on the line from 0.60 -> 0 to 0.80 -> 40: 30 points; 0.4 has none. In score units and half of a half.
    assert!((number(&reviews["points"]) - -30.0 / 20.0 * 0.25).abs() < 1e-12, "{reviews}");
    let share = 0.575 / 4.5 / 0.35;
    assert!((number(&part("entered")["points"]) - -0.375 * share).abs() < 1e-12);
    assert!((number(&part("changed")["points"]) - -0.375 * (1.0 - share)).abs() < 1e-12);
    assert_eq!((&part("entered")["orders"][0], &part("changed")["orders"][0]), (&"5".into(), &"4".into()));
    assert_eq!((&part("changed")["numerator"], &part("changed")["denominator"]), (&(-1.0).into(), &0.into()));
}

#[test]
fn parts_go_by_the_labels_of_their_cases() {
    let answer = answer(&["--since", "2026-09-10", "--by", "carrier"]);
    let reviews = line(&answer, "positive_review_rate");
    let parts = reviews["parts"].as_array().unwrap();
    let groups: Vec<(&str, &str)> =
        parts.iter().map(|part| (part["part"].as_str().unwrap(), part["group"].as_str().unwrap())).collect();
    assert_eq!(groups, [("changed", "乙快递"), ("entered", "乙快递")]);
    let answer = self::answer(&["--since", "2026-09-10", "--by", "day"]);
    let parts = line(&answer, "positive_review_rate")["parts"].as_array().unwrap().clone();
    assert_eq!((&parts[0]["group"], &parts[1]["group"]), (&"2026-09-03".into(), &"2026-09-11".into()));
}

#[test]
fn what_came_by_weight_is_a_part_of_its_own() {
    // On the 3rd nobody has written a review: the quality return rate has all of the product dimension.
    let answer = answer(&["--since", "2026-09-03"]);
    let part = |id: &str| {
        let parts = line(&answer, id)["parts"].as_array().unwrap().clone();
        assert_eq!((parts.len(), &parts[0]["part"]), (1, &"weight".into()), "{id}");
        parts[0]["points"].as_f64().unwrap()
    };
    let (quality, reviews) = (part("quality_return_rate"), part("positive_review_rate"));
    let others: f64 =
        0.15 * 100.0 + 0.35 * (0.4 * (90.0 + 2.0 / 9.0 * 10.0 - 10.0 / 9.0 * 0.0) + 0.6 * 100.0);
    let _ = others;
    // Half of the weight of the product goes from 95 points to none.
    let change = answer["change"].as_f64().unwrap();
    assert!((quality + reviews - change).abs() < 1e-12);
    assert!((change - -0.25 * 95.0 / 20.0).abs() < 1e-12, "{change}");
    assert!(reviews < 0.0 && quality < 0.0, "{reviews} {quality}");
}

#[test]
fn a_day_without_data_that_has_a_flat_total_changes_nothing() {
    // The shop of the growth stage has 70 points on both days, and data on the later one alone.
    let shop = Folder::new().csv("orders.csv", ORDERS, &["1,11,2026-08-01 10:00:00,5"]).csv(
        "service.csv",
        "日期,客服昵称,接待会话量,全天平响时长",
        &["2026-10-20,小满,10,50秒"],
    );
    for rules in ["douyin-2026-07", "douyin-2026-09"] {
        for days in [["2026-09-21", "2026-10-21"], ["2026-10-21", "2026-11-25"]] {
            let [since, as_of] = days;
            let args = ["why", ".", "--since", since, "--as-of", as_of, "--rules", rules, "--format", "json"];
            let run = shop.run(&args);
            assert_eq!(run.code, 0, "{}", run.stderr);
            let answer: Value = serde_json::from_str(&run.stdout).unwrap();
            let lines = answer["lines"].as_array().unwrap();
            let all: Vec<f64> = lines.iter().map(|line| line["points"].as_f64().unwrap()).collect();
            assert_eq!((&answer["before"], &answer["after"]), (&70.0.into(), &70.0.into()));
            assert!(all.iter().all(|points| points.abs() < 1e-9), "{rules} {days:?}: {lines:?}");
        }
    }
}

#[test]
fn days_without_a_total_and_wrong_days_are_refused() {
    for (args, code) in [
        (&["--since", "2026-02-30"][..], "since-invalid"),
        (&["--since", "2026-10-30"], "since-not-before"),
        (&["--since", "2026-06-20"], "no-total-on-day"),
        (&["--days", "0"], "number-invalid"),
    ] {
        let run = why(args);
        assert!(
            run.code == 2 && run.stderr.contains(code) && run.stdout.is_empty(),
            "{args:?}: {}",
            run.stderr
        );
    }
}

#[test]
fn the_score_names_the_two_largest_parts_of_a_week() {
    let score = run(tiyanfen().args(["score", "fixtures/demo", "--format", "json", "-q"]));
    let score: Value = serde_json::from_str(&score.stdout).unwrap();
    let named = score["change_7d_parts"].as_array().unwrap();
    let answer: Value = serde_json::from_str(&why(&["--format", "json"]).stdout).unwrap();
    let parts = answer["lines"].as_array().unwrap().iter().flat_map(|line| line["parts"].as_array().unwrap());
    let mut points: Vec<f64> = parts.filter_map(|part| part["points"].as_f64()).collect();
    points.sort_by(|a, b| b.abs().total_cmp(&a.abs()));
    let shown: Vec<f64> = named.iter().map(|part| part["points"].as_f64().unwrap()).collect();
    assert_eq!(shown, points[..2]);
}
