//! The JSON of a document is the document: read back, it gives the same text and the same rows.

mod common;

use common::{run, tiyanfen};
use tiyanfen::catalogue::Lang;
use tiyanfen::report::{
    CaseTable, CheckReport, Document, Format, IndustryList, RulebookList, RulebookPage, Style,
};

fn printed(args: &[&str], format: Format, lang: Lang) -> String {
    let lang = if lang == Lang::Zh { "zh" } else { "en" };
    let run = run(tiyanfen().args(args).args(["--format", format.id(), "--lang", lang]));
    assert!(run.code == 0 || run.code == 2, "{args:?}: {}", run.stderr);
    run.stdout
}

fn comes_back<D: Document>(args: &[&str]) {
    let json = printed(args, Format::Json, Lang::Zh);
    let document: D = serde_json::from_str(&json).unwrap_or_else(|e| panic!("{args:?}: {e}"));
    for format in Format::all_of::<D>() {
        for lang in [Lang::Zh, Lang::En] {
            let rendered = document.render(format, lang, Style::PLAIN).unwrap();
            let rendered = String::from_utf8(rendered).unwrap();
            assert!(rendered == printed(args, format, lang), "{args:?} {} {lang:?}", format.id());
        }
    }
    for format in Format::ALL.into_iter().filter(|format| !format.is_of::<D>()) {
        let error = document.render(format, Lang::En, Style::PLAIN).unwrap_err();
        assert_eq!(error.code.id(), "format-missing");
        assert!(error.fix(Lang::En).contains("text, json"), "{}", error.fix(Lang::En));
    }
}

#[test]
fn cases_come_back() {
    comes_back::<CaseTable>(&["cases", "arrival_hours", "fixtures/demo", "-q"]);
    comes_back::<CaseTable>(&["cases", "quality_return_rate", "fixtures/demo", "--denominator", "-q"]);
    comes_back::<CaseTable>(&["cases", "logistics_rating", "fixtures/demo", "-q"]);
}

#[test]
fn a_check_comes_back() {
    comes_back::<CheckReport>(&["check", "fixtures/demo"]);
    comes_back::<CheckReport>(&["check", "fixtures/traps/containers"]);
}

#[test]
fn rulebooks_come_back() {
    comes_back::<RulebookList>(&["rules"]);
    comes_back::<IndustryList>(&["rules", "industries"]);
    for id in tiyanfen::rulebook::ids() {
        comes_back::<RulebookPage>(&["rules", "show", id]);
    }
}
