//! The JSON is the artefact: every other form of a document can be made of it, and is the one that is printed directly.

mod common;

use common::{Folder, Run, run, tiyanfen};
use serde_json::Value;

/// A command line for every document, some of them several times: the name of the document, what is typed, and
/// whether the document has rows.
const DOCUMENTS: &[(&str, &[&str], bool)] = &[
    ("score", &["score", "fixtures/demo", "-q"], true),
    (
        "score",
        &["score", "fixtures/demo", "-q", "--rules", "douyin", "--industry", "3C数码", "--shop-type", "旗舰"],
        true,
    ),
    (
        "score",
        &["score", "fixtures/demo", "-q", "--as-of", "2026-07-05", "--weakest", "24", "--shop", "小店"],
        true,
    ),
    (
        "score",
        &[
            "score",
            "fixtures/demo",
            "-q",
            "--rules",
            "douyin",
            "--event",
            "fake_trade=1",
            "--bonus",
            "freight_insurance",
            "--set",
            "logistics_rating=4.8",
        ],
        true,
    ),
    ("score", &["score", "fixtures/demo/1793410560_物流包裹.csv", "-q", "--set", "arrival_hours=72"], true),
    ("trend", &["trend", "fixtures/demo", "-q"], true),
    ("trend", &["trend", "fixtures/demo", "-q", "--days", "200", "--rules", "douyin"], true),
    ("trend", &["trend", "fixtures/demo", "-q", "--days", "1", "--set", "logistics_rating=4.8"], true),
    ("forecast", &["forecast", "fixtures/demo", "-q"], true),
    ("forecast", &["forecast", "fixtures/demo", "-q", "--stop", "--days", "60", "--rules", "douyin"], true),
    ("forecast", &["forecast", "fixtures/demo", "-q", "--as-of", "2026-08-10"], true),
    ("cases", &["cases", "quality_return_rate", "fixtures/demo", "-q"], true),
    ("cases", &["cases", "im_reply_seconds", "fixtures/demo", "-q", "--denominator"], true),
    ("cases", &["cases", "logistics_rating", "fixtures/demo", "-q"], true),
    ("causes", &["causes", "quality_return_rate", "fixtures/demo", "-q"], true),
    (
        "causes",
        &["causes", "arrival_hours", "fixtures/demo", "-q", "--rules", "douyin", "--shop", "小店"],
        true,
    ),
    ("causes", &["causes", "logistics_rating", "fixtures/demo", "-q"], true),
    ("check", &["check", "fixtures/demo"], false),
    ("reconcile", &["reconcile", "fixtures/demo-page.csv", "fixtures/demo", "-q"], true),
    ("watch", &["watch", "fixtures/demo", "-q"], true),
    ("watch", &["watch", "fixtures/demo", "-q", "--now", "2026-12-01 08:00"], true),
    ("calibrate", &["calibrate", "fixtures/demo-page.csv", "fixtures/demo", "-q"], true),
    ("rulebooks", &["rules"], true),
    ("rulebook", &["rules", "show", "classic"], false),
    ("rulebook", &["rules", "show", "douyin"], false),
    ("industries", &["rules", "industries"], true),
    ("explain", &["explain"], false),
    ("explain", &["explain", "quality_return_rate"], false),
    ("explain", &["explain", "rows-rejected"], false),
    ("explain", &["explain", "forecast"], false),
];

fn in_format(arguments: &[&str], format: &str, lang: &str) -> Run {
    run(tiyanfen().args(arguments).args(["--format", format, "--lang", lang]))
}

#[test]
fn every_document_is_rendered_from_its_json() {
    for (name, arguments, has_rows) in DOCUMENTS {
        let json = in_format(arguments, "json", "zh");
        assert_eq!(json.code, 0, "{arguments:?}: {}", json.stderr);
        let document: Value = serde_json::from_str(&json.stdout).unwrap();
        assert_eq!(document["document"], *name, "{arguments:?}");
        assert_eq!(document.as_object().unwrap().keys().next().unwrap(), "document");
        let folder = Folder::new().file("report.json", &json.stdout);
        let formats: &[(&str, &str)] =
            &[("text", "zh"), ("text", "en"), ("json", "en"), ("csv", "zh")][..3 + usize::from(*has_rows)];
        // The page of a score has more beside it: tests/page.rs.
        let page: &[(&str, &str)] = if *name == "score" { &[] } else { &[("html", "zh"), ("html", "en")] };
        for (format, lang) in formats.iter().chain(page) {
            let again = folder.run(&["render", "report.json", "--format", format, "--lang", lang]);
            assert_eq!((again.code, again.stderr.as_str()), (0, ""), "{arguments:?} {format}");
            assert_eq!(again.stdout, in_format(arguments, format, lang).stdout, "{arguments:?} {format}");
        }
    }
}

/// A page holds its document, and is made again from it.
#[test]
fn every_document_is_rendered_from_its_page() {
    for (name, arguments, _) in DOCUMENTS.iter().filter(|(name, ..)| *name != "score") {
        let page = in_format(arguments, "html", "zh");
        assert_eq!(page.code, 0, "{arguments:?}: {}", page.stderr);
        let folder = Folder::new().file("report.html", &page.stdout);
        for (format, lang) in [("html", "zh"), ("json", "zh"), ("text", "en")] {
            let again = folder.run(&["render", "report.html", "--format", format, "--lang", lang]);
            assert_eq!((again.code, again.stderr.as_str()), (0, ""), "{arguments:?} {format}");
            assert!(
                again.stdout == in_format(arguments, format, lang).stdout,
                "{name} {arguments:?} {format}"
            );
        }
    }
}

#[test]
fn a_format_that_a_document_has_not_is_no_text_instead() {
    for (name, arguments, _) in DOCUMENTS.iter().filter(|(.., has_rows)| !has_rows) {
        let folder = Folder::new().file("report.json", in_format(arguments, "json", "en").stdout);
        let csv = folder.run(&["render", "report.json", "--format", "csv"]);
        assert_eq!((csv.code, csv.stdout.as_str()), (2, ""), "{name}");
        assert!(
            csv.stderr.contains("[format-missing]") && csv.stderr.contains("text, json"),
            "{}",
            csv.stderr
        );
    }
}

#[test]
fn ids_are_guarded_like_those_of_the_command_itself() {
    let arguments = ["cases", "quality_return_rate", "fixtures/demo", "-q"];
    let folder = Folder::new().file("report.json", in_format(&arguments, "json", "zh").stdout);
    let again = folder.run(&["render", "report.json", "--format", "csv", "--bom"]);
    let direct = run(tiyanfen().args(arguments).args(["--format", "csv", "--bom"]));
    assert!(direct.stdout.contains(",\t"), "{}", direct.stdout);
    assert_eq!(again.stdout, direct.stdout);
}

#[test]
fn what_is_no_report_is_refused() {
    let report = in_format(&["rules"], "json", "zh").stdout;
    let folder = Folder::new()
        .file("half.json", &report[..report.len() / 2])
        .file("other.json", "{ \"document\": \"weather\" }")
        .file("changed.json", report.replace("\"estimate\": true", "\"estimate\": 1"))
        .file("list.json", "[]");
    for (file, why) in [
        ("half.json", "not JSON"),
        ("other.json", "there is no report 'weather'"),
        ("changed.json", "not as this version writes it"),
        ("list.json", "not as this version writes it"),
    ] {
        let refused = folder.run(&["render", file]);
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{file}");
        let told = format!("error[report-invalid]: {file}");
        assert!(refused.stderr.starts_with(&told) && refused.stderr.contains(why), "{}", refused.stderr);
    }
    assert!(folder.run(&["render", "nowhere.json"]).stderr.contains("[path-not-found]"));
    let from_pipe = tiyanfen().args(["render", "-"]).write_stdin(report).output().unwrap();
    assert_eq!(from_pipe.stdout, in_format(&["rules"], "text", "en").stdout.into_bytes());
}
