//! Rulebooks of the shop's own: a file in place of an id, what it takes over, and everything that can be
//! wrong with it.

mod common;

use common::{Folder, Run};
use serde_json::Value;
use tiyanfen::catalogue::Lang;
use tiyanfen::rulebook::{self, Rulebook};

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

    assert!(of(&["trend", DEMO, "--days", "2", "-q"]).contains("    my (estimate)"));
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
        format!("tiyanfen cases quality_return_rate --as-of 2026-10-30 --rules './my rules.toml' {DEMO}");
    assert!(score.contains(&expected), "{score}");
    // A built-in one is named by its id, once.
    let score = done(folder.run(&["score", DEMO, "-q", "--rules", "koubei"]));
    assert!(score.contains(" --rules koubei --as-of "), "{score}");
    assert_eq!(score.matches("--rules").count(), score.matches("tiyanfen cases").count());
}

#[test]
fn a_word_is_an_id_or_a_file() {
    let folder = Folder::new()
        .file("koubei", "nonsense")
        .file("rules", OWN)
        .file("MY.TOML", OWN)
        .file("bom.toml", format!("\u{feff}{OWN}"))
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
