//! `--format markdown`: for chats and GitHub. What a shop calls its things is text there, whatever it looks like, and a
//! message is never longer than the robot of a chat takes.

mod common;

use common::{Folder, run, tiyanfen};
use insta::assert_snapshot;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

/// A robot of 企业微信 takes so many bytes less one.
const MESSAGE: usize = 4096;

const COMMANDS: &[&[&str]] = &[
    &["score", "fixtures/demo"],
    &["score", "fixtures/demo", "--rules", "douyin", "--weakest", "24"],
    &["trend", "fixtures/demo", "--days", "200"],
    &["why", "fixtures/demo"],
    &["what-if", "fixtures/demo", "--add", "bad_review=3"],
    &["plan", "fixtures/demo"],
    &["forecast", "fixtures/demo"],
    &["cases", "arrival_hours", "fixtures/demo", "--window", "90"],
    &["watch", "fixtures/demo", "--now", "2026-10-20 08:00"],
    &["causes", "pickup_on_time_rate", "fixtures/demo"],
    &["check", "fixtures/demo"],
    &["reconcile", "fixtures/demo-page.csv", "fixtures/demo"],
    &["rules"],
    &["explain", "quality_return_rate"],
];

/// Names that a demo shop's things are given in turn.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script><!-- -->",
    "<@all> <at user_id=\"all\"></at> @octocat",
    "[点我](https://evil.example) ![图](https://evil.example/x.png) www.evil.example a@evil.example",
    "**粗* __x__ `代码 | a | b | \\| ~~删~~ 500g*2袋*3 &lt;b&gt;",
    "# 标题\u{202E}倒过来\u{2066}",
];

fn markdown(arguments: &[&str]) -> String {
    let run = run(tiyanfen().args(arguments).args(["--format", "markdown"]));
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
    run.stdout
}

fn json(arguments: &[&str]) -> Value {
    let run = run(tiyanfen().args(arguments).args(["--format", "json"]));
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {}", run.stderr))
}

/// Renders a document, whose strings of a shop are changed before.
fn rendered(mut document: Value, change: &impl Fn(&mut String), options: &[&str]) -> String {
    fn each(value: &mut Value, change: &impl Fn(&mut String)) {
        match value {
            Value::String(text) => change(text),
            Value::Array(values) => values.iter_mut().for_each(|value| each(value, change)),
            Value::Object(values) => values.values_mut().for_each(|value| each(value, change)),
            _ => {}
        }
    }
    each(&mut document, change);
    let folder = Folder::new().file("document.json", document.to_string());
    let run = folder.run(&[&["render", "document.json", "--format", "markdown"], options].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout
}

/// Gives products, carriers, provinces, creators, reasons and files another name.
fn renamed(name: &str) -> impl Fn(&mut String) {
    move |text| {
        let known = ["手工桂花绿豆糕", "极兔速递", "广东省", "老周的茶水间", "fixtures/demo/", "我的店"];
        known.iter().for_each(|known| *text = text.replace(known, name));
    }
}

fn extensions() -> Options {
    Options::all() - Options::ENABLE_SMART_PUNCTUATION
}

/// Nothing of it but headings, bold, code, lists and tables, and these are whole.
fn assert_harmless(markdown: &str) {
    for event in Parser::new_ext(markdown, extensions()) {
        let harmless = match &event {
            Event::Start(tag) => matches!(
                tag,
                Tag::Heading { .. }
                    | Tag::Paragraph
                    | Tag::Strong
                    | Tag::List(_)
                    | Tag::Item
                    | Tag::CodeBlock(_)
                    | Tag::Table(_)
                    | Tag::TableHead
                    | Tag::TableRow
                    | Tag::TableCell
            ),
            event => matches!(event, Event::End(_) | Event::Text(_) | Event::Code(_)),
        };
        assert!(harmless, "{event:?} in:\n{markdown}");
    }
    for mark in ['<', '\u{202E}', '\u{2066}'] {
        assert!(!markdown.contains(mark), "{mark:?} in:\n{markdown}");
    }
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let mut before = None;
    for line in markdown.lines() {
        let own = line.starts_with('|').then(|| cells(line));
        assert!(own.is_none() || before.is_none() || own == before, "cells in {line:?} of:\n{markdown}");
        before = own;
    }
}

#[test]
fn a_score_in_both_languages() {
    for lang in ["zh", "en"] {
        let score = |more: &[&str]| {
            markdown(&[&["score", "fixtures/demo", "-q", "--shop", "小店", "--lang", lang], more].concat())
        };
        assert_snapshot!(format!("score_{lang}"), score(&[]));
        assert_snapshot!(format!("score_brief_{lang}"), score(&["--brief"]));
    }
}

#[test]
fn cases_that_wait_in_both_languages() {
    for lang in ["zh", "en"] {
        assert_snapshot!(
            format!("watch_{lang}"),
            markdown(&["watch", "fixtures/demo", "-q", "--lang", lang])
        );
        let days = &["trend", "fixtures/demo", "-q", "--days", "14", "--lang", lang];
        assert_snapshot!(format!("trend_{lang}"), markdown(days));
    }
}

#[test]
fn documents_are_headings_lists_and_tables() {
    for command in COMMANDS {
        for lang in ["zh", "en"] {
            for detail in [&[][..], &["--all"]] {
                assert_harmless(&markdown(&[command, detail, &["--lang", lang][..]].concat()));
            }
            let brief = markdown(&[command, &["--lang", lang, "--brief"][..]].concat());
            assert_harmless(&brief);
            assert!(brief.len() < MESSAGE, "{command:?}: {} bytes", brief.len());
            assert!(!brief.lines().any(|line| line.starts_with('|')), "{brief}");
        }
    }
}

#[test]
fn names_stay_names() {
    for command in COMMANDS {
        let document = json(command);
        for name in HOSTILE {
            for options in [&["--lang", "zh"][..], &["--lang", "en", "--all"]] {
                assert_harmless(&rendered(document.clone(), &renamed(name), options));
            }
            for lang in ["zh", "en"] {
                let long = name.repeat(200 / name.chars().count() + 1);
                let long: String = long.chars().take(200).collect();
                let options = ["--lang", lang, "--brief"];
                let brief = rendered(document.clone(), &renamed(&long), &options);
                assert_harmless(&brief);
                assert!(brief.len() < MESSAGE, "{command:?}: {} bytes", brief.len());
            }
        }
    }
}

#[test]
fn a_message_of_a_shop_with_many_long_thresholds_is_shortened_and_says_so() {
    let mut document = json(&["score", "fixtures/demo", "--shop", "我的店"]);
    let threshold = document["thresholds"][0].clone();
    document["thresholds"] = (0..300)
        .map(|place| {
            let mut one = threshold.clone();
            for key in ["title_zh", "title_en"] {
                one[key] = format!("{place}{}", "一个很长的门槛<b>".repeat(20)).into();
            }
            one
        })
        .collect();
    for (lang, end) in [("zh", "--format text）\n"), ("en", "--format text has all of it)\n")] {
        let name = renamed("👨\u{200D}👩\u{200D}👧一二三四五");
        let brief = rendered(document.clone(), &name, &["--lang", lang, "--brief"]);
        assert_harmless(&brief);
        assert!(brief.len() < MESSAGE, "{} bytes", brief.len());
        let whole = rendered(document.clone(), &name, &["--lang", lang]);
        assert!(whole.len() > 10 * MESSAGE, "{} bytes", whole.len());
        // The thresholds may be a line of the answer in short, or not be in it at all.
        assert!(brief.len() < MESSAGE / 2 || brief.ends_with(end), "{brief}");
    }
    let cases =
        markdown(&["cases", "arrival_hours", "fixtures/demo", "--denominator", "--brief", "--lang", "zh"]);
    assert!(cases.len() < MESSAGE && !cases.contains('|') && cases.contains("分母 107 条"), "{cases}");
}

#[test]
fn the_ending_of_a_file_says_it() {
    let folder = Folder::new();
    let demo = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");
    let run = folder.run(&["score", demo, "-q", "--output", "score.md"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    let written = std::fs::read_to_string(folder.path().join("score.md")).unwrap();
    assert!(written.starts_with("**Douyin experience score 4.43 / 5.00**"), "{written}");
}
