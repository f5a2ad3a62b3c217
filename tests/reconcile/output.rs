//! Exact output on the demo shop, in every format and both languages.

use crate::common::{run, tiyanfen};

fn demo(args: &[&str]) -> String {
    let base = ["reconcile", "fixtures/demo-page.csv", "fixtures/demo", "--quiet"];
    let run = run(tiyanfen().args(base).args(args));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run.stdout
}

#[test]
fn text_in_both_languages() {
    for lang in ["zh", "en"] {
        insta::with_settings!({ omit_expression => true, snapshot_path => "../snapshots" }, {
            insta::assert_snapshot!(format!("text_{lang}"), demo(&["--lang", lang, "--shop", "小店"]));
        });
    }
}

#[test]
fn csv_and_json_are_the_same_in_every_language() {
    for format in ["csv", "json"] {
        let of = |lang| demo(&["--format", format, "--lang", lang]);
        assert_eq!(of("zh"), of("en"));
        insta::with_settings!({ omit_expression => true, snapshot_path => "../snapshots" }, {
            insta::assert_snapshot!(format, of("en"));
        });
    }
}
