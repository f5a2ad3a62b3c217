//! Whole outputs in both languages.

use crate::common::Folder;
use crate::page::{Total, calibrate, page, shop};
use crate::secret::{CLASSIC, JULY, Pace, Secret, walk};

/// Three weeks of a linear score, without the points of one dimension's parts.
fn linear() -> Folder {
    let secret = Secret::of(7, &CLASSIC, false);
    let text = page(&secret, &walk(8, &CLASSIC, 21, Pace::Steady), Total::FivePoint);
    let missing = ["refund_only_hours", "return_refund_hours"];
    let kept = text.lines().filter(|line| !missing.iter().any(|id| line.contains(id)));
    // One of them is there on three days.
    let few = text.lines().filter(|line| line.contains(missing[0])).take(3);
    shop(&kept.chain(few).map(|line| format!("{line}\n")).collect::<String>())
}

fn stepped() -> Folder {
    let secret = Secret::of(9, &JULY, true);
    shop(&page(&secret, &walk(10, &JULY, 30, Pace::Steady), Total::WholePoints))
}

#[test]
fn text_in_both_languages() {
    for lang in ["zh", "en"] {
        for (name, base, folder) in
            [("linear", "classic", linear()), ("stepped", "douyin-2026-07", stepped())]
        {
            let run = calibrate(&folder, base, &["--lang", lang, "--shop", "山间集"]);
            let file = std::fs::read_to_string(folder.path().join("my.toml")).unwrap();
            let all = format!("{}--- standard error\n{}--- my.toml\n{file}", run.stdout, run.stderr);
            insta::assert_snapshot!(format!("{name}_{lang}"), all);
            let widest = run.stdout.lines().map(unicode_width::UnicodeWidthStr::width).max();
            assert!(widest.is_some_and(|width| width <= 100), "{widest:?}\n{}", run.stdout);
        }
    }
}

#[test]
fn json_and_csv() {
    let of = |format: &str, lang: &str| {
        calibrate(&linear(), "classic", &["--quiet", "--format", format, "--lang", lang]).stdout
    };
    insta::assert_snapshot!("json", of("json", "zh"));
    insta::assert_snapshot!("csv", of("csv", "zh"));
    for format in ["json", "csv"] {
        assert_eq!(of(format, "zh"), of(format, "en"), "{format}");
    }
}
