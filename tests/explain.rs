//! `tiyanfen explain`: exact pages, none forgotten, none that says what the program does not do.

mod common;

use common::{Folder, run, tiyanfen};
use serde_json::Value;
use tiyanfen::catalogue::{Code, Input, Lang};
use tiyanfen::indicator::Indicator;
use tiyanfen::input::columns::Columns;
use tiyanfen::reference::{ReferencePage, Topic};
use tiyanfen::report::{Document, Format, Style};
use tiyanfen::rulebook::Rulebook;

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");

fn explain(args: &[&str]) -> String {
    let run = run(tiyanfen().arg("explain").args(args));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{args:?}");
    run.stdout
}

fn json(topic: &str) -> Value {
    serde_json::from_str(&explain(&[topic, "--format", "json"])).unwrap()
}

fn both(topic: &[&str]) -> String {
    let of = |lang: &str| explain(&[topic, &["--lang", lang]].concat());
    of("zh") + "---\n" + &of("en")
}

/// One of each unit, by orders, parcels, after-sales, reasons and conversations.
#[test]
fn indicators() {
    for id in [
        "positive_review_rate",
        "product_rating",
        "quality_return_rate",
        "pickup_on_time_rate",
        "arrival_hours",
        "waybill_sla_rate",
        "aftersale_review_hours",
        "im_reply_3min_rate",
        "im_reply_seconds",
    ] {
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(id, both(&[id]));
        });
    }
}

#[test]
fn codes() {
    for id in ["usage", "file-skipped", "ids-destroyed", "row-too-long", "partial-days", "word-unknown"] {
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(id, both(&[id]));
        });
    }
}

#[test]
fn guides() {
    for id in [
        "forecast",
        "why",
        "plan",
        "what-if",
        "watch",
        "calibrate",
        "platform",
        "bad_review",
        "refund_only",
        "late_pickup",
    ] {
        insta::assert_snapshot!(id, both(&[id]));
    }
    insta::assert_snapshot!("other_rules", both(&["damage_return", "--rules", "douyin-2026-07"]));
    for (word, id) in
        [("差评", "bad_review"), ("晚揽", "late_pickup"), ("后台对不上", "platform"), ("提分", "plan")]
    {
        assert_eq!(explain(&[word, "--lang", "zh"]), explain(&[id, "--lang", "zh"]), "{word}");
    }
    let page = explain(&["forecast", "--lang", "zh"]);
    for word in ["停播", "停止直播", "断播", "预测"] {
        assert_eq!(explain(&[word, "--lang", "zh"]), page, "{word}");
    }
}

#[test]
fn the_list_of_everything() {
    insta::assert_snapshot!("list", both(&[]));
}

#[test]
fn pages_as_json() {
    for id in ["quality_return_rate", "im_reply_seconds", "usage", "nothing-scorable"] {
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("json_{id}"), explain(&[id, "--format", "json"]));
        });
    }
}

fn is_chinese(c: char) -> bool {
    ('\u{3000}'..='\u{9fff}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c)
}

/// Every page in both languages: no place unfilled, nothing foreign but header names, words of reasons and
/// lines of files, which are Chinese in the exports.
#[test]
fn every_page_is_whole_in_both_languages() {
    let definitions = Rulebook::default_rulebook().unwrap().definitions;
    let mark = definitions.quality_mark.clone();
    for topic in Topic::all() {
        let page = json(topic.id());
        let mut data = vec![mark.clone()];
        gather(&page["columns"], &mut data);
        gather(&page["reason_classes"], &mut data);
        gather(&page["input"], &mut data);
        if let Topic::Code(code) = topic {
            data.extend(code.example().column);
        }
        // Longer ones first: one header name may be a part of another.
        data.sort_by_key(|text| std::cmp::Reverse(text.len()));
        for lang in ["zh", "en"] {
            let mut text = explain(&[topic.id(), "--lang", lang]);
            assert!(!text.contains(['{', '}']), "{text}");
            for known in &data {
                text = text.replace(known.as_str(), "");
            }
            let words = text.chars().filter(|c| is_chinese(*c)).count();
            // A column that stands for several in a message, and a word of a file, are the only Chinese left.
            let named = topic == Topic::Code(Code::WordUnknown) && lang == "en";
            let text = if named { text.replace("售后状态", "").replace("天晓得", "") } else { text };
            match lang {
                "zh" => assert!(words > 40, "{text}"),
                // Industries and types of shop have no other names.
                _ if matches!(topic, Topic::Code(Code::IndustryUnknown | Code::ShopTypeNeeded)) => {}
                // Lines of a table of columns name them as the file does.
                _ if matches!(topic, Topic::Code(Code::SheetHoldsBoth | Code::SheetMayHoldOrders)) => {}
                _ => assert_eq!(text.chars().filter(|c| is_chinese(*c)).collect::<String>(), "", "{text}"),
            }
        }
    }
}

/// Every string below a value.
fn gather(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| gather(value, found)),
        Value::Object(values) => values.values().for_each(|value| gather(value, found)),
        _ => {}
    }
}

#[test]
fn json_is_the_same_in_every_language_and_keys_are_never_absent() {
    let keys = |page: &Value| page.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let (mut of_indicators, mut of_codes) = (Vec::new(), Vec::new());
    let (mut of_guides, mut of_cases) = (Vec::new(), Vec::new());
    for topic in Topic::all() {
        let of = |lang| explain(&[topic.id(), "--format", "json", "--lang", lang]);
        assert_eq!(of("zh"), of("en"), "{}", topic.id());
        let page: Value = serde_json::from_str(&of("en")).unwrap();
        match topic {
            Topic::Indicator(_) => of_indicators.push(keys(&page)),
            Topic::Code(_) => of_codes.push(keys(&page)),
            Topic::Guide(_) => of_guides.push(keys(&page)),
            Topic::Case(_) => of_cases.push(keys(&page)),
        }
    }
    of_indicators.dedup();
    of_codes.dedup();
    of_guides.dedup();
    of_cases.dedup();
    let shapes = [of_indicators.len(), of_codes.len(), of_guides.len(), of_cases.len()];
    assert_eq!(shapes, [1; 4]);
    let list: Value = serde_json::from_str(&explain(&["--format", "json"])).unwrap();
    assert_eq!(list["indicators"].as_array().unwrap().len(), Indicator::ALL.len());
    assert_eq!(list["diagnostics"].as_array().unwrap().len(), Code::ALL.len());
}

/// What the page says of a curve is what the score is computed by: at every anchor and half-way between
/// two, with the weights of the page.
#[test]
fn the_curve_is_the_one_that_scores() {
    let pages: Vec<Value> =
        Indicator::ALL.iter().map(|i| json(i.id())).filter(|page| !page["curve"].is_null()).collect();
    assert_eq!(pages.len(), 7);
    let whole: f64 = pages.iter().map(|page| page["weight_in_total"].as_f64().unwrap()).sum();
    assert!((whole - 1.0).abs() < 1e-9, "{whole}");
    let anchor = |page: &Value, at: usize| {
        let anchor = &page["anchors"][at];
        Some((anchor["value"].as_f64()?, anchor["points"].as_f64()?))
    };
    let most = pages.iter().map(|page| page["anchors"].as_array().unwrap().len()).max().unwrap();
    let mut checked = 0;
    for at in 0..most {
        for halfway in [false, true] {
            let expected: Vec<Option<(f64, f64)>> = pages
                .iter()
                .map(|page| match (anchor(page, at)?, anchor(page, at + 1)) {
                    (here, _) if !halfway => Some(here),
                    ((v, p), Some((w, q))) => Some(((v + w) / 2.0, (p + q) / 2.0)),
                    _ => None,
                })
                .collect();
            let mut command = tiyanfen();
            command.args(["score", DEMO, "--quiet", "--format", "json"]);
            for (page, expected) in pages.iter().zip(&expected) {
                let value = expected.map_or(0.0, |(value, _)| value);
                command.arg("--set").arg(format!("{}={value}", page["id"].as_str().unwrap()));
            }
            let report: Value = serde_json::from_str(&run(&mut command).stdout).unwrap();
            for (page, expected) in pages.iter().zip(expected) {
                let Some((value, points)) = expected else { continue };
                let row = common::indicator(&report, page["id"].as_str().unwrap());
                let scored = row["points"].as_f64().unwrap();
                assert!(
                    (scored - points).abs() < 1e-9,
                    "{}: {value} gives {scored}, not {points}",
                    page["id"]
                );
                assert_eq!(row["weight_in_total"], page["weight_in_total"], "{}", page["id"]);
                assert_eq!(row["window_days"], page["window_days"], "{}", page["id"]);
                checked += 1;
            }
        }
    }
    assert_eq!(checked, 37 + 37 - 7);
}

/// Another rulebook, other words: steps instead of lines, hours instead of a day, another night.
#[test]
fn a_page_follows_its_rulebook() {
    let classic = include_str!("../src/rulebook/built_in/classic.toml");
    let mut text = classic.to_owned();
    for (from, to) in [
        ("pickup_deadline = \"next_day_end\"", "pickup_deadline = 36"),
        ("presale_after_hours = 48", "presale_after_hours = 60"),
        ("from_hour = 18", "from_hour = 20"),
        ("positive_review_rate = 90", "positive_review_rate = 45"),
        (
            "curve = \"linear\"\nanchors = [[48.0, 100.0], [84.0, 90.0], [120.0, 70.0], [168.0, 40.0], [240.0, 0.0]]",
            "curve = \"steps\"\ntiers = [[48.0, 100.0], [72.5, 90.0]]\nbeyond = 50.0",
        ),
    ] {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let rulebook = Rulebook::parse("my.toml", &text).unwrap();
    let columns = Columns::built_in();
    let page = |indicator, lang| {
        let page = ReferencePage::of(Topic::Indicator(indicator), &rulebook, &columns);
        String::from_utf8(page.render(Format::Text, lang, Style::PLAIN).unwrap()).unwrap()
    };
    let steps = page(Indicator::ArrivalHours, Lang::En);
    assert!(steps.contains("≤ 48 h     100\n"), "{steps}");
    assert!(steps.contains("≤ 72.5 h      90\n"), "{steps}");
    assert!(steps.contains("the best tier reached counts; 50 where none is"), "{steps}");
    let pickup = page(Indicator::PickupOnTimeRate, Lang::En);
    assert!(
        pickup.contains(
            "deadline: 36 hours after payment; where the promised ship time lies more than 60 hours"
        )
    );
    let night = page(Indicator::PickupHours, Lang::Zh);
    assert!(night.contains("20:00 到次日 06:00 之间付款的，从 06:00 开始计时"), "{night}");
    let window = page(Indicator::PositiveReviewRate, Lang::Zh);
    assert!(window.contains("过完第 45 天离开") && window.contains("考核周期 45 天"), "{window}");
}

/// Every page of its JSON says in every language what it says itself.
#[test]
fn pages_can_be_made_of_their_json() {
    let rulebook = Rulebook::default_rulebook().unwrap();
    let columns = Columns::built_in();
    let of = |topic| ReferencePage::of(topic, &rulebook, &columns);
    for page in Topic::all().map(of).chain([ReferencePage::index(&rulebook)]) {
        let json = page.render(Format::Json, Lang::En, Style::PLAIN).unwrap();
        let again: ReferencePage = serde_json::from_slice(&json).unwrap();
        for lang in [Lang::Zh, Lang::En] {
            let text = |page: &ReferencePage| {
                page.render(Format::Text, lang, Style { colour: true, ..Style::PLAIN }).unwrap()
            };
            assert_eq!(text(&again), text(&page));
        }
        assert_eq!(again.render(Format::Json, Lang::En, Style::PLAIN).unwrap(), json);
    }
}

/// An example with an input is what the program says to that input, word for word; to the mended input it
/// does not say it.
#[test]
fn examples_are_real() {
    const SET: [&str; 7] = [
        "positive_review_rate=0.95",
        "quality_return_rate=0.01",
        "pickup_on_time_rate=0.98",
        "arrival_hours=72",
        "im_reply_3min_rate=0.9",
        "refund_only_hours=10",
        "return_refund_hours=100",
    ];
    const ORDERS: &str = "主订单编号,商品ID,订单应付金额,支付完成时间,订单状态\n6917926768823643751,11,28.90,2026-10-01 09:01:00,已发货\n";
    let score = |name: &str, header: &str, lines: &[&str], lang: &str| {
        let content = format!("{header}\n{}\n", lines.join("\n"));
        // Something to fit to, where the example is not about orders itself.
        let folder = Folder::new().file("base.csv", ORDERS).file(name, content);
        let mut words = vec!["score", name, "--as-of", "2026-10-30", "--max-rejected", "1", "--lang", lang];
        if !header.starts_with("主订单编号") {
            words.push("base.csv");
        }
        SET.iter().for_each(|set| words.extend(["--set", set]));
        folder.run(&words).stderr
    };
    let typed = |line: &str, lang: &str| {
        let folder = Folder::new();
        let line = line.replace("exports", DEMO);
        let mut program = common::tiyanfen();
        program.current_dir(folder.path());
        // What stands before the program is a variable of the environment.
        let before = line.split(' ').take_while(|word| *word != "tiyanfen");
        program.envs(before.clone().filter_map(|word| word.split_once('=')));
        program.args(line.split(' ').skip(before.count() + 1)).args(["--lang", lang]);
        common::run(&mut program).stderr
    };
    let (mut real, mut mended) = (0, 0);
    for code in Code::ALL {
        let explanation = code.explanation();
        let Some(input) = explanation.input else { continue };
        for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
            let example = code.example().render(lang);
            let file = explanation.path().unwrap_or("input.csv");
            let (wrong, right) = match input {
                Input::Typed { wrong, right } => (typed(wrong, name), Some(typed(right, name))),
                Input::File { header, wrong, right } => (
                    score(file, header, wrong, name),
                    (!right.is_empty()).then(|| score(file, header, right, name)),
                ),
            };
            assert!(wrong.contains(&example), "{}: expected\n{example}\nfound\n{wrong}", code.id());
            real += 1;
            if let Some(right) = right {
                assert!(!right.contains(&format!("[{}]", code.id())), "{}: {right}", code.id());
                mended += 1;
            }
        }
    }
    assert!(real >= 60 && mended >= 50, "{real} {mended}");
}

#[test]
fn names_and_codes_are_taken_in_many_forms() {
    let page = explain(&["positive_review_rate", "--lang", "zh"]);
    for word in ["商品好评率", "Positive-Review-Rate", "positive review rate"] {
        assert_eq!(explain(&[word, "--lang", "zh"]), page, "{word}");
    }
    assert_eq!(explain(&["Ids-Destroyed"]), explain(&["ids-destroyed"]));
}

#[test]
fn an_unknown_word_is_answered_with_the_nearest() {
    let unknown = |word: &str| {
        let run = run(tiyanfen().args(["explain", word]));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{word}");
        run.stderr
    };
    assert!(unknown("pickup_ontime_rate").contains("did you mean pickup_on_time_rate"));
    assert!(unknown("揽收急时率").contains("did you mean pickup_on_time_rate"));
    assert!(!unknown("天气").contains("did you mean"));
    assert!(!unknown("xyz").contains("did you mean"));
    assert!(unknown("time_unreadble").contains("did you mean time-unreadable"));
    assert!(unknown("unreadable").contains("-unreadable, "));
    let csv = run(tiyanfen().args(["explain", "usage", "--format", "csv"]));
    assert_eq!(csv.code, 2);
    assert!(csv.stderr.contains("possible: text, json"), "{}", csv.stderr);
}

#[test]
fn a_page_can_go_to_a_file() {
    let folder = Folder::new();
    let said = folder.run(&["explain", "usage", "--output", "usage.txt", "--lang", "en"]);
    assert_eq!((said.code, said.stdout.as_str(), said.stderr.as_str()), (0, "", ""));
    let written = std::fs::read_to_string(folder.path().join("usage.txt")).unwrap();
    assert_eq!(written, explain(&["usage", "--lang", "en"]));
}
