//! Rulebooks of the shop's own: a file in place of an id, what it takes over, and everything that can be
//! wrong with it.

mod common;

use common::{Folder, Run};
use proptest::prelude::*;
use serde_json::Value;
use tiyanfen::catalogue::{Lang, OTHER_SECTION, rulebook_comment};
use tiyanfen::reference::rulebook_file;
use tiyanfen::rulebook::{self, Rulebook, Scoring};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");

/// The default with other weights of the dimensions, and nothing else.
const OWN: &str = "extends = \"classic\"\n\n[[scoring.dimensions]]\nid = \"product\"\nweight = 0.4\n\n\
    [[scoring.dimensions]]\nid = \"service\"\nweight = 0.45\n";

fn done(run: Run) -> String {
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout
}

/// The first line of what is wrong, without what to do; the run must end with 2 and say nothing else.
fn refused(folder: &Folder, rules: &str) -> String {
    let run = folder.run(&["explain", "--rules", rules]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    run.stderr.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn every_command_takes_a_file() {
    let folder = Folder::new().file("my.toml", OWN);
    let of = |args: &[&str]| done(folder.run(&[args, &["--rules", "my.toml"]].concat()));
    let score: Value = serde_json::from_str(&of(&["score", DEMO, "--format", "json", "-q"])).unwrap();
    let usual: Value =
        serde_json::from_str(&done(folder.run(&["score", DEMO, "--format", "json", "-q"]))).unwrap();
    let dimensions = |report: &Value| -> Vec<f64> {
        let rows = report["dimensions"].as_array().unwrap();
        rows.iter().map(|row| row["points"].as_f64().unwrap()).collect()
    };
    // The same dimensions, weighed 40, 15, 45 instead of 50, 15, 35.
    let [product, logistics, service] = dimensions(&usual)[..] else { panic!("three") };
    assert_eq!(dimensions(&score), [product, logistics, service]);
    let expected = (0.4 * product + 0.15 * logistics + 0.45 * service) / 20.0;
    assert!((score["score"]["value"].as_f64().unwrap() - expected).abs() < 1e-9);
    assert_eq!(score["rulebook"]["id"], "my");
    assert_eq!(score["rulebook"]["title_zh"], "my");

    assert!(of(&["trend", DEMO, "--days", "2", "-q"]).contains(" · my (estimate)\n"));
    assert!(of(&["cases", "arrival_hours", DEMO, "-q"]).lines().count() > 100);
    assert!(of(&["check", DEMO]).contains("(my)"));
    assert!(of(&["explain", "arrival_hours"]).contains("my (weights or curves are estimates)"));
    let page = done(folder.run(&["rules", "show", "my.toml"]));
    assert!(page.starts_with("my · estimate\n") && page.contains("Service 45%"), "{page}");
    let toml = done(folder.run(&["rules", "show", "my.toml", "--format", "toml"]));
    let own = Rulebook::parse("my.toml", OWN).unwrap();
    assert_eq!(Rulebook::parse("whole.toml", &toml).unwrap(), own);
    assert!(!toml.contains("extends"), "{toml}");
}

#[test]
fn the_command_for_the_cases_names_the_file() {
    let folder = Folder::new().file("my rules.toml", OWN);
    let score = done(folder.run(&["score", DEMO, "-q", "--rules", "./my rules.toml"]));
    let expected =
        format!("tiyanfen cases quality_return_rate --rules './my rules.toml' --as-of 2026-10-30 {DEMO}");
    assert!(score.contains(&expected), "{score}");
    // A built-in one is named by its id, once.
    let score = done(folder.run(&["score", DEMO, "-q", "--rules", "koubei"]));
    assert!(score.contains(" --rules koubei --as-of "), "{score}");
    // Once more where the platform's own are named.
    assert_eq!(score.matches("--rules").count(), score.matches("tiyanfen cases").count() + 1);
}

#[test]
fn a_word_is_an_id_or_a_file() {
    let folder = Folder::new()
        .file("koubei", "nonsense")
        .file("rules", OWN)
        .file("MY.TOML", OWN)
        .file("bom.toml", format!("\u{feff}{OWN}"))
        .file("copy.toml", format!("default = true\n{OWN}"))
        .file("gb.toml", encode_gb18030(&format!("title_zh = \"本店\"\n{OWN}")))
        .file("latin.toml", b"id = \"\xff\xfe\xff\"\n");
    let head = |rules: &str| {
        done(folder.run(&["rules", "show", rules, "--lang", "zh"])).lines().next().unwrap().to_owned()
    };
    assert_eq!(head("koubei"), "口碑分 koubei · 估算", "an id wins over a file of that bare name");
    assert_eq!(head("rules"), "rules · 估算");
    assert_eq!(head("MY.TOML"), "MY · 估算");
    assert_eq!(head("./bom.toml"), "bom · 估算");
    assert_eq!(head("gb.toml"), "本店 gb · 估算");
    assert_eq!(head("copy.toml"), "copy · 估算", "not the default");
    assert_eq!(
        refused(&folder, "./koubei"),
        "error[rulebook-invalid]: ./koubei line 1: the rulebook is invalid: this is not valid TOML: = is \
        missing, write key = value; the line: nonsense"
    );
    assert_eq!(
        refused(&folder, "no.toml"),
        "error[path-not-found]: no.toml: there is no such file or folder"
    );
    assert_eq!(
        refused(&folder, "./no/more"),
        "error[path-not-found]: ./no/more: there is no such file or folder"
    );
    assert!(refused(&folder, "./").starts_with("error[path-unreadable]: ./: cannot be read: "));
    assert_eq!(refused(&folder, "clasic"), "error[rulebook-unknown]: there is no rulebook 'clasic'");
    assert_eq!(
        refused(&folder, "latin.toml"),
        "error[rulebook-invalid]: latin.toml: the rulebook is invalid: the encoding of the file cannot be \
        read, expected UTF-8 or GB18030"
    );
}

fn encode_gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

#[test]
fn a_built_in_id_is_not_taken_twice() {
    let folder = Folder::new()
        .file("a.toml", "id = \"koubei\"\nextends = \"classic\"\n")
        .file("b.toml", "\nid = \"classic\"\nextends = \"classic\"\n[definitions]\nwindow = 3\n")
        .file("classic.toml", OWN);
    assert_eq!(
        refused(&folder, "a.toml"),
        "error[rulebook-invalid]: a.toml line 1: the rulebook is invalid: id = 'koubei' is a built-in \
        rulebook: choose another; to change parts of it write extends = \"koubei\""
    );
    // The rest is looked at all the same.
    let run = folder.run(&["explain", "--rules", "b.toml"]);
    let lines: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("error")).collect();
    assert!(lines[0].contains("line 2") && lines[0].contains("is a built-in"), "{lines:?}");
    assert!(lines[1].contains("line 5") && lines[1].contains("'window'"), "{lines:?}");
    assert_eq!(lines.len(), 2);
    assert_eq!(
        refused(&folder, "classic.toml"),
        "error[rulebook-invalid]: classic.toml: the rulebook is invalid: without an id the file's name is \
        the id, and 'classic' is a built-in rulebook: add an id or rename the file"
    );
}

#[test]
fn titles_stand_in_and_are_not_said_twice() {
    for (name, expected) in [
        ("", ("my", "my", "my")),
        ("id = \"mine\"\n", ("mine", "mine", "mine")),
        ("title_zh = \"本店\"\n", ("my", "本店", "my")),
        ("id = \"x\"\ntitle_zh = \"本店\"\ntitle_en = \"ours\"\n", ("x", "本店", "ours")),
    ] {
        let rulebook = Rulebook::parse("rules/my.toml", &format!("{name}{OWN}")).unwrap();
        let (id, zh, en) = expected;
        assert_eq!((&*rulebook.id, &*rulebook.title_zh, &*rulebook.title_en), (id, zh, en));
    }
    assert!(rulebook::names_file("rules/my.toml") && !rulebook::names_file("classic"));
}

/// What is said of a file, one line each: line of the file, what is wrong.
fn problems(text: &str, lang: Lang) -> Vec<String> {
    let problems = Rulebook::parse_all("my.toml", text).unwrap_err();
    let line = |line: Option<u64>| line.map_or("–".to_owned(), |line| line.to_string());
    problems.iter().map(|problem| format!("{} {}", line(problem.line), problem.message(lang))).collect()
}

/// Everything at once, in the order of the lines, each thing once.
#[test]
fn all_problems_are_told_at_once() {
    let text = "extends = \"classic\"\ntitel_en = \"ours\"\nestimate = \"no\"\n\n[definitions]\n\
        wayblil_sla_hours = 48\npickup_deadline = true\nquality_classes = [\"qualty\", \"damage\", \"demage\"]\n\n\
        [definitions.windows]\narrival_hours = 400\narival_hours = 30\n\n[[definitions.reasons]]\n\
        class = \"mine\"\n\n[[scoring.dimensions]]\nid = \"product\"\nweight = \"0.4\"\n\n\
        [[scoring.dimensions.indicators]]\nid = \"quality_return_rate\"\ncurve = \"stairs\"\n\
        tiers = [[0.01, 100], [0.02, 90, 80]]\n\n[[scoring.dimensions.indicators]]\n\
        id = \"product_ratings\"\nweight = 0.1\ncurve = \"linear\"\nanchors = [[4, 60], [5, 100]]\n\n\
        [[scoring.dimensions]]\nid = \"servise\"\nweight = 0.2\n";
    for (name, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        insta::assert_snapshot!(format!("all_{name}"), problems(text, lang).join("\n"));
    }
}

/// One thing wrong in a file that is whole: what replaces what, and what is said of it.
fn said(changes: &[(&str, &str)]) -> String {
    let whole = Folder::new().run(&["rules", "new", "--lang", "en"]).stdout;
    let whole: String = whole.lines().filter(|l| !l.starts_with('#')).map(|l| format!("{l}\n")).collect();
    let mut said = String::new();
    for (from, to) in changes {
        assert!(whole.contains(from), "{from}");
        let broken = whole.replacen(from, to, 1);
        said += &format!("{to}\n");
        for lang in [Lang::Zh, Lang::En] {
            for problem in Rulebook::parse_all("my.toml", &broken).unwrap_err() {
                said += &format!("  {}: {}\n", problem.place(lang), problem.message(lang));
                if let Some(line) = problem.line.filter(|_| lang == Lang::En) {
                    said += &format!("  > {}\n", broken.lines().nth(line as usize - 1).unwrap());
                }
            }
        }
    }
    said
}

#[test]
fn numbers_that_cannot_be_meant_are_refused() {
    let said = said(&[
        // Weights: of the dimensions, of the indicators of one, and one that is no weight.
        ("id = \"product\"\nweight = 0.5", "id = \"product\"\nweight = 0.4"),
        ("id = \"arrival_hours\"\nweight = 0.5", "id = \"arrival_hours\"\nweight = 0.6"),
        ("id = \"arrival_hours\"\nweight = 0.5", "id = \"arrival_hours\"\nweight = 50"),
        ("id = \"arrival_hours\"\nweight = 0.5", "id = \"arrival_hours\"\nweight = nan"),
        // Anchors: not rising, not better where the value is better, one beyond the range.
        ("[84.0, 90.0], [120.0, 70.0]", "[120.0, 70.0], [84.0, 90.0]"),
        ("[0.01, 95.0]", "[0.01, 80.0]"),
        ("[0.94, 90.0]", "[0.94, 79.0]"),
        ("[0.98, 100.0]", "[0.98, 101.0]"),
        // Tiers: the best last, in either direction; points that fall the wrong way; too much beyond.
        (
            "curve = \"linear\"\nanchors = [[0.6, 0.0], [0.8, 40.0], [0.85",
            "curve = \"steps\"\nbeyond = 0.0\ntiers = [[0.6, 0.0], [0.8, 40.0], [0.85",
        ),
        (
            "curve = \"linear\"\nanchors = [[48.0, 100.0], [84.0, 90.0]",
            "curve = \"steps\"\nbeyond = 0.0\ntiers = [[84.0, 90.0], [48.0, 100.0]",
        ),
        (
            "curve = \"linear\"\nanchors = [[48.0, 100.0], [84.0, 90.0]",
            "curve = \"steps\"\nbeyond = 0.0\ntiers = [[48.0, 80.0], [84.0, 90.0]",
        ),
        (
            "curve = \"linear\"\nanchors = [[48.0, 100.0]",
            "curve = \"steps\"\nbeyond = 40\ntiers = [[48.0, 100.0]",
        ),
        ("curve = \"linear\"\nanchors = [[48.0", "curve = \"steps\"\ntiers = [[48.0"),
        ("curve = \"linear\"\nanchors = [[48.0", "curve = \"linear\"\nbeyond = 3\nanchors = [[48.0"),
        ("default_window_days = 30", "default_window_days = 0"),
        (
            "arrival_hours\"\nweight = 0.5\ncurve = \"linear\"\nanchors = [[48.0, 100.0]",
            "arrival_hours\"\nweight = 0.5\ncurve = \"linear\"\nanchors = [[48.0, 100.0, 3.0]",
        ),
    ]);
    insta::assert_snapshot!("wrong_numbers", said);
}

#[test]
fn names_and_types_that_are_unknown_are_refused() {
    let said = said(&[
        ("id = \"arrival_hours\"", "id = \"arival_hours\""),
        ("product_rating = 90", "prodct_rating = 90"),
        ("id = \"arrival_hours\"", "id = \"product_rating\""),
        ("id = \"arrival_hours\"", "id = \"pickup_on_time_rate\""),
        ("id = \"logistics\"", "id = \"product\""),
        ("id = \"logistics\"", "id = \"logistic\""),
        ("quality_classes = [\"quality\"", "quality_classes = [\"qualty\""),
        ("quality_mark_class = \"quality\"", "quality_mark_class = \"marked\""),
        ("class = \"damage\"", "class = \"no_reason\""),
        ("pickup_deadline = \"next_day_end\"", "pickup_deadline = \"tomorrow\""),
        ("pickup_deadline = \"next_day_end\"", "pickup_deadline = 0"),
        ("pickup_deadline = \"next_day_end\"", "pickup_deadline = [48]"),
        ("waybill_sla_hours = 72", "waybil_sla_hours = 72"),
        ("waybill_sla_hours = 72", "delivery = 72"),
        ("waybill_sla_hours = 72", ""),
        ("waybill_sla_hours = 72", "waybill_sla_hours = 72.5"),
        ("waybill_sla_hours = 72", "waybill_sla_hours = 99999999999999999999"),
        ("least_coverage = 0.5", "least_coverage = \"50%\""),
        ("estimate = true", "estimate = 1"),
        ("words = [\"破损\", \"损坏\"]", "words = \"破损\""),
        ("words = [\"破损\", \"损坏\"]", "words = [\"破损\", \" \", 3]"),
        ("words = [\"破损\", \"损坏\"]", "words = [\"破损\\u001b[31m\"]"),
        ("[definitions.pickup_night]\nfrom_hour = 18\nto_hour = 6", "[definitions]\npickup_night = 18"),
        ("from_hour = 18\nto_hour = 6", "from_hour = 5\nto_hour = 6"),
        ("curve = \"linear\"", "curve = \"lines\""),
        ("curve = \"linear\"", "curve = 1"),
        ("anchors = [[48.0, 100.0], ", "anchors = [48.0, 100.0, "),
        ("[scoring.scale]", "[scoring.skale]"),
        ("id = \"my-rules\"", "id = \" \""),
        ("id = \"my-rules\"", "id = 3"),
    ]);
    insta::assert_snapshot!("wrong_names", said);
}

/// Text that is no TOML: in Chinese too, with the line, and no more than one thing said of a line.
#[test]
fn what_is_no_toml_is_said_in_words() {
    let said = said(&[
        ("id = \"my-rules\"", "id = \"my-rules"),
        ("id = \"my-rules\"", "id = “my-rules”"),
        ("id = \"my-rules\"", "id = my-rules"),
        ("id = \"my-rules\"", "id \"my-rules\""),
        ("id = \"my-rules\"", "id：\"my-rules\""),
        ("id = \"my-rules\"", "id =\nx == 1"),
        ("id = \"my-rules\"", "id = \"my-rules\"\nid = \"again\""),
        ("id = \"my-rules\"", "名字 = \"my-rules\""),
        ("id = \"my-rules\"", "id = \"C:\\my-rules\""),
        ("id = \"my-rules\"", "id = \"\"\"my-rules"),
        ("[definitions.windows]", "[definitions.windows"),
        ("[definitions.windows]", "[definitions]"),
        ("[[definitions.reasons]]", "[[definitions.reasons]"),
        ("least_coverage = 0.5", "least_coverage = 0,5"),
        ("least_coverage = 0.5", "least_coverage = 50%"),
        ("least_coverage = 0.5", "least_coverage = .5"),
        ("least_coverage = 0.5", "least_coverage = 0.5.1"),
        ("least_coverage = 0.5", "least_coverage = 05"),
        ("least_coverage = 0.5", "least_coverage = true false"),
        ("least_coverage = 0.5", "least_coverage = { a = 1"),
        ("least_coverage = 0.5", "least_coverage = 2026-13-45"),
        // A bracket that is not closed swallows the rest of the file.
        ("words = [\"破损\", \"损坏\"]", "words = [\"破损\", \"损坏\""),
        ("[240.0, 0.0]]", "[240.0, 0.0]"),
        ("[84.0, 90.0], [120.0, 70.0]", "[84.0, 90.0] [120.0, 70.0]"),
        ("[84.0, 90.0], [120.0, 70.0]", "[84.0, 90.0],, [120.0, 70.0]"),
        // Several lines, several mistakes.
        (
            "default_window_days = 30\npresale_after_hours = 48",
            "default_window_days 30\npresale_after_hours = 48 小时\n[[definitions.reasons]\nclass = \"a\"\nwords = []\n[definitions\nx = 1，5",
        ),
    ]);
    insta::assert_snapshot!("wrong_syntax", said);
}

/// A large file that is no TOML at all: so many mistakes are enough to begin with.
#[test]
fn a_file_of_nothing_but_mistakes_is_not_told_line_by_line() {
    assert_eq!(problems(&"= = =\n".repeat(300), Lang::En).len(), 100);
}

#[test]
fn a_new_file_reads_back_as_the_rulebook_it_was_made_from() {
    let folder = Folder::new().file("my.toml", OWN);
    let files = ["my.toml"];
    for from in rulebook::ids().into_iter().chain(files) {
        let base = match from {
            "my.toml" => Rulebook::parse(from, OWN).unwrap(),
            id => Rulebook::built_in(id).unwrap(),
        };
        for lang in ["zh", "en"] {
            let text = done(folder.run(&["rules", "new", "--from", from, "--lang", lang]));
            let read = Rulebook::parse("somewhere.toml", &text).unwrap();
            let named = |title: &str| title.to_owned();
            let expected = Rulebook {
                id: named("my-rules"),
                title_zh: named("my-rules"),
                title_en: named("my-rules"),
                default: false,
                family: None,
                in_force: None,
                scoring: Scoring { industries: Vec::new(), ..base.scoring.clone() },
                ..base.clone()
            };
            assert_eq!(read, expected, "{from} {lang}");
            // The example on top works too, and differs.
            let example = text.lines().take_while(|line| line.starts_with('#'));
            let example: Vec<&str> = example
                .filter_map(|line| line.strip_prefix("#     "))
                .filter(|line| !line.starts_with("replace"))
                .collect();
            if from == "my.toml" {
                assert_eq!(example, Vec::<&str>::new(), "no file is extended");
            } else {
                let short = Rulebook::parse("short.toml", &example.join("\n")).unwrap();
                assert_eq!(short.id, "my-short-rules");
                assert_ne!(short.scoring, base.scoring);
                assert_ne!(short.definitions, base.definitions);
            }
        }
    }
}

#[test]
fn a_new_file_says_what_to_type_in() {
    for lang in ["zh", "en"] {
        let folder = Folder::new();
        let args = ["rules", "new", "--id", "shop-1", "--output", "my shop.toml", "--lang", lang];
        assert_eq!(done(folder.run(&args)), "");
        let text = std::fs::read_to_string(folder.path().join("my shop.toml")).unwrap();
        insta::assert_snapshot!(format!("new_{lang}"), text);
        let fine = folder.run(&["rules", "check", "my shop.toml", "--lang", lang]);
        insta::assert_snapshot!(format!("fine_{lang}"), done(fine));
    }
}

/// Whatever section a built-in rulebook has, whoever changes a copy is told what belongs there.
#[test]
fn every_section_of_every_rulebook_has_a_comment() {
    for id in rulebook::ids() {
        let text = Rulebook::built_in(id).unwrap().to_toml().unwrap();
        for line in text.lines().filter(|line| line.starts_with('[')) {
            let path = line.trim_matches(['[', ']']);
            let left_out = ["in_force", "scoring.industries"].contains(&path);
            assert!(left_out || rulebook_comment(path).is_some(), "{id}: no comment on {line}");
        }
    }
}

#[test]
fn a_section_without_a_comment_is_still_written() {
    let rulebook = Rulebook::default_rulebook().unwrap();
    let text = rulebook_file(&rulebook, "x", "x.toml", Lang::En).unwrap();
    assert!(text.contains("\n[scoring.scale]\n") && !text.contains(OTHER_SECTION.en), "all are known");
}

#[test]
fn check_says_what_is_wrong_and_ends_with_2() {
    let folder = Folder::new().file("my.toml", OWN.replace("0.45", "0.5")).file("fine.toml", OWN);
    let run = folder.run(&["rules", "check", "my.toml"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert_eq!(
        run.stderr,
        "error[rulebook-invalid]: my.toml line 3: the rulebook is invalid: the weights of scoring.dimensions \
        sum to 1.05, not to 1\n  3 | [[scoring.dimensions]]\n    | ^^^^^^^^^^^^^^^^^^^^^^\n  what to do: correct it \
        and run again\n"
    );
    assert_eq!(folder.run(&["rules", "check", "no.toml"]).code, 2);
    let fine = folder.run(&["rules", "check", "fine.toml", "--output", "said.txt"]);
    assert_eq!((fine.code, fine.stdout.as_str(), fine.stderr.as_str()), (0, "", ""));
    let said = std::fs::read_to_string(folder.path().join("said.txt")).unwrap();
    assert!(said.starts_with("✓ fine.toml is fine: fine\n"), "{said}");
}

#[test]
fn a_new_rulebook_has_an_id_of_its_own() {
    let folder = Folder::new().file("bad.toml", "id = 3\n");
    for (args, expected) in [
        (&["--id", "koubei"][..], "id = 'koubei' is a built-in rulebook"),
        (&["--id", " "], "id must not be blank"),
        (&["--id", "a\nb"], "id holds a line break"),
        (&["--from", "clasic"], "there is no rulebook 'clasic'"),
        (&["--from", "none.toml"], "there is no such file"),
        (&["--from", "bad.toml"], "bad.toml line 1: the rulebook is invalid: id must be a text"),
    ] {
        let run = folder.run(&[&["rules", "new"], args].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.contains(expected), "{args:?}: {}", run.stderr);
    }
}

proptest! {
    /// Whatever is done to a file, it is read or refused with a reason, on a line that it has, in no more
    /// words than a screen holds.
    #[test]
    fn a_spoiled_file_is_read_or_refused(
        edits in proptest::collection::vec((0.0..1.0f64, 0..6usize, "[a-z\\[\\]{}=\"',.#0-9 \\n“：，]{0,4}"), 1..4),
        short in any::<bool>(),
    ) {
        let whole = Rulebook::default_rulebook().unwrap().to_toml().unwrap();
        let mut text: Vec<char> = if short { OWN.chars().collect() } else { whole.chars().collect() };
        for (place, cut, put) in edits {
            let at = (place * text.len() as f64) as usize;
            text.splice(at..(at + cut).min(text.len()), put.chars());
        }
        let text: String = text.into_iter().collect();
        if let Err(problems) = Rulebook::parse_all("my.toml", &text) {
            prop_assert!(!problems.is_empty());
            let lines = text.lines().count() as u64;
            for problem in &problems {
                prop_assert!(problem.line.is_none_or(|line| (1..=lines).contains(&line)), "{problem}");
            }
            let lines: Vec<_> = problems.iter().map(|problem| problem.line).collect();
            prop_assert!(lines.is_sorted_by_key(|line| (line.is_none(), *line)), "{lines:?}");
        }
    }
}

/// What a shop read off its back office holds, whatever the table of industries says; what it did not type in
/// still goes by the table.
#[test]
fn typed_weights_hold_against_those_of_the_industry() {
    const TYPED: &str = "extends = \"douyin-2026-09\"\n\n[[scoring.dimensions]]\nid = \"service\"\n\n\
        [[scoring.dimensions.indicators]]\nid = \"im_dissatisfaction_rate\"\nweight = 0.1\n\n\
        [[scoring.dimensions.indicators]]\nid = \"platform_help_rate\"\nweight = 0.4\n";
    const PRODUCT: &str = "extends = \"douyin-2026-09\"\n\n[[scoring.dimensions]]\nid = \"product\"\n\n\
        [[scoring.dimensions.indicators]]\nid = \"product_rating\"\nweight = 0.8\n\n\
        [[scoring.dimensions.indicators]]\nid = \"quality_return_rate\"\nweight = 0.2\n";
    let folder = Folder::new().file("typed.toml", TYPED).file("product.toml", PRODUCT);
    let weights = |rules: &str, ids: [&str; 4]| {
        // 男装, flagship: 20, 20, 30, 30 by the table.
        let shop = ["--industry", "男装", "--shop-type", "旗舰", "--format", "json", "-q"];
        let args = [&["score", DEMO, "--rules", rules], &shop[..]].concat();
        let report: Value = serde_json::from_str(&done(folder.run(&args))).unwrap();
        let rows = report["indicators"].as_array().unwrap().clone();
        let weight =
            |id: &str| rows.iter().find(|row| row["id"] == id).unwrap()["weight_in_dimension"].clone();
        ids.map(|id| weight(id).as_f64().unwrap())
    };
    let service =
        ["im_dissatisfaction_rate", "im_reply_seconds", "aftersale_review_hours", "platform_help_rate"];
    assert_eq!(weights("typed.toml", service), [0.1, 0.25, 0.25, 0.4]);
    assert_eq!(weights("product.toml", service), [0.2, 0.2, 0.3, 0.3]);
    assert_eq!(weights("douyin-2026-09", service), [0.2, 0.2, 0.3, 0.3]);
}

/// A sum that is wrong is told of once, not once more for each of a hundred industries.
#[test]
fn a_wrong_sum_is_not_repeated_for_every_industry() {
    const WRONG: &str = "extends = \"douyin-2026-09\"\n\n[[scoring.dimensions]]\nid = \"product\"\nweight = 0.6\n\n\
        [[scoring.dimensions.indicators]]\nid = \"product_ratings\"\nweight = 0.9\n";
    let folder = Folder::new().file("wrong.toml", WRONG);
    let run = folder.run(&["rules", "check", "wrong.toml"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.matches("[rulebook-invalid]").count() <= 3, "{}", run.stderr);
}

/// What somebody filled in is never written over: a second `rules new` or `reconcile --template` is refused.
#[test]
fn a_file_that_was_filled_in_is_not_replaced() {
    let folder = Folder::new().file("my.toml", OWN).file("page.csv", "filled in");
    for args in
        [&["rules", "new", "--output", "my.toml"][..], &["reconcile", "--template", "--output", "page.csv"]]
    {
        let run = folder.run(args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
        assert!(run.stderr.contains("config-exists"), "{}", run.stderr);
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("my.toml")).unwrap(), OWN);
    assert_eq!(std::fs::read_to_string(folder.path().join("page.csv")).unwrap(), "filled in");
}
