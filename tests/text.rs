//! The text report: as wide as the page, the answer first, all of it for whoever asks.

mod common;

use common::{Folder, Run, run, tiyanfen};
use serde::{Deserialize, Serialize};
use tiyanfen::catalogue::{Code, Lang};
use tiyanfen::indicator::Indicator;
use tiyanfen::input::columns::Columns;
use tiyanfen::reference::{ReferencePage, Topic};
use tiyanfen::report::{Block, Breaks, Detail, Document, Format, Style};
use tiyanfen::rulebook::Rulebook;
use unicode_width::UnicodeWidthStr;

const DEMO: &str = "fixtures/demo";

/// Documents that the demo shop has, each with its arguments.
const COMMANDS: [&str; 16] = [
    "score",
    "trend",
    "trend --days 90",
    "why",
    "why --by product",
    "what-if --add bad_review=1",
    "plan",
    "plan --target 4.9",
    "forecast",
    "forecast --stop",
    "cases quality_return_rate",
    "cases pickup_on_time_rate --misses",
    "watch",
    "causes pickup_on_time_rate",
    "check",
    "reconcile fixtures/demo-page.csv",
];

fn on_page(width: &str, lang: &str, command: &str, more: &[&str]) -> Run {
    let words: Vec<&str> = command.split(' ').chain([DEMO]).collect();
    let mut program = tiyanfen();
    run(program.env("COLUMNS", width).args(words).args(["--lang", lang]).args(more))
}

/// Each screen as a whole, in front of the eye.
#[test]
fn the_score_at_three_widths() {
    for lang in ["zh", "en"] {
        for width in ["80", "100", "120"] {
            let run = on_page(width, lang, "score", &[]);
            assert_eq!((run.code, run.stderr.as_str()), (0, ""));
            insta::assert_snapshot!(format!("score_{lang}_{width}"), run.stdout);
        }
        insta::assert_snapshot!(
            format!("score_{lang}_all"),
            on_page("120", lang, "score", &["--all"]).stdout
        );
    }
}

#[test]
fn cases_leave_columns_out_by_width() {
    for width in ["80", "100", "120"] {
        insta::assert_snapshot!(
            format!("cases_{width}"),
            on_page(width, "zh", "cases quality_return_rate", &[]).stdout
        );
    }
    let wide = on_page("80", "zh", "cases quality_return_rate", &["--wide"]).stdout;
    insta::assert_snapshot!("cases_wide", wide);
    // What leaves, leaves in this order: whatever has left a wider page has left a narrower one, too.
    let left = |width: &str| -> Vec<String> {
        let text = on_page(width, "zh", "cases quality_return_rate", &[]).stdout.replace("\n  ", "");
        let names = text.split_once(" 列：").map_or("", |(_, rest)| rest.split('（').next().unwrap());
        names.split('、').map(str::to_owned).collect()
    };
    let (narrow, middle, wide) = (left("80"), left("100"), left("120"));
    assert!(middle.iter().all(|name| narrow.contains(name)) && wide.iter().all(|name| middle.contains(name)));
    assert!(narrow.len() > middle.len() && middle.len() > wide.len(), "{narrow:?} {middle:?} {wide:?}");
}

/// Of every document: the lines in short come first, are five at most, and none is broken or too wide.
#[test]
fn brief_is_the_beginning_of_the_report() {
    for command in COMMANDS {
        for lang in ["zh", "en"] {
            for width in [80, 120] {
                let shown = width.to_string();
                let (brief, usual) =
                    (on_page(&shown, lang, command, &["--brief"]), on_page(&shown, lang, command, &[]));
                assert_eq!(brief.code, 0, "{command}: {}", brief.stderr);
                assert!(usual.stdout.starts_with(&brief.stdout), "{command}: {}", brief.stdout);
                assert!((1..=5).contains(&brief.stdout.lines().count()), "{command}: {}", brief.stdout);
                for line in usual.stdout.lines().filter(|line| !is_copied(line)) {
                    assert!(line.width() <= width, "{command} at {width}: {line}");
                }
            }
        }
    }
    let lines = |lang| on_page("80", lang, "score", &["--brief"]).stdout.lines().count();
    assert_eq!(["zh", "en"].map(lines), [5, 5]);
}

/// Paths and commands stay whole.
fn is_copied(line: &str) -> bool {
    line.contains(DEMO) || line.contains("：tiyanfen ") || line.contains(": tiyanfen ")
}

#[test]
fn indicators_without_weight_are_particulars() {
    for (lang, name, hint) in [
        ("zh", "商品差评率", "加 --all 还有：不计分的指标"),
        ("en", "Negative review rate", "--all adds: indicators without weight"),
    ] {
        for command in ["score", "trend"] {
            let (usual, all) =
                (on_page("120", lang, command, &[]), on_page("120", lang, command, &["--all"]));
            assert!(
                !usual.stdout.contains(name) && usual.stdout.trim_end().ends_with(hint),
                "{}",
                usual.stdout
            );
            assert!(all.stdout.contains(name) && !all.stdout.contains("--all"), "{}", all.stdout);
            // Whatever is said as usual is said there, too.
            let said: Vec<&str> = all.stdout.lines().collect();
            assert!(usual.stdout.lines().all(|line| line == hint || said.contains(&line)), "{command}");
        }
    }
}

#[test]
fn the_page_is_as_wide_as_a_terminal_within_what_can_be_read() {
    let widest = |width: &str, command: &str| {
        let text = on_page(width, "zh", command, &[]).stdout;
        let lines = text.lines().filter(|line| !is_copied(line));
        lines.map(UnicodeWidthStr::width).max().unwrap()
    };
    assert!((81..=100).contains(&widest("100", "score")));
    assert!((101..=120).contains(&widest("120", "score")));
    // Narrower and wider ones are taken for the next that can be read, and nonsense for none.
    let of = |width: &str| on_page(width, "zh", "score", &[]).stdout;
    assert_eq!(of("20"), of("80"));
    assert_eq!(of("500"), of("120"));
    for nonsense in ["", "0", "-3", "wide"] {
        assert_eq!(of(nonsense), of("100"), "{nonsense:?}");
    }
    let plain = run(tiyanfen().args(["score", DEMO, "--lang", "zh"])).stdout;
    assert_eq!(plain, of("100"));
}

/// A file is no terminal, and the same file is the same whoever writes it.
#[test]
fn a_file_is_100_columns_wide() {
    let folder = Folder::new();
    let demo = format!("{}/{DEMO}", env!("CARGO_MANIFEST_DIR"));
    let written = |width: &str| {
        let path = folder.path().join(format!("score-{width}.txt"));
        let run = run(tiyanfen().env("COLUMNS", width).args(["score", &demo, "-o", path.to_str().unwrap()]));
        assert_eq!(run.code, 0, "{}", run.stderr);
        std::fs::read_to_string(path).unwrap()
    };
    assert_eq!(written("80"), written("120"));
}

/// A real terminal, made by util-linux's `script`, says how wide it is; COLUMNS does not overrule it.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_says_how_wide_it_is() {
    for width in ["80", "95", "120"] {
        let bin = env!("CARGO_BIN_EXE_tiyanfen");
        // Quiet, for the line that tells how far reading has come is on the same terminal.
        let command = format!("stty rows 40 cols {width}; '{bin}' score '{DEMO}' --lang zh --quiet");
        let mut script = std::process::Command::new("script");
        script.args(["-q", "-e", "-c", &command, "/dev/null"]);
        script.env("COLUMNS", "111").env("NO_COLOR", "1").env("TIYANFEN_NOW", "2026-10-31 12:00:00");
        let output = script.stdin(std::process::Stdio::null()).output().expect("util-linux has script");
        let text = String::from_utf8(output.stdout).expect("UTF-8").replace('\r', "");
        assert_eq!(text, on_page(width, "zh", "score", &["--quiet"]).stdout, "{width}");
    }
}

/// What cannot be shortened says so; what asks for more than there is gets everything anyway.
#[test]
fn forms_for_programs_are_whole() {
    for format in ["json", "csv"] {
        let brief = on_page("100", "en", "score", &["--brief", "--format", format]);
        assert_eq!((brief.code, brief.stdout.as_str()), (2, ""));
        assert!(
            brief.stderr.contains("[format-not-brief]") && brief.stderr.contains("text"),
            "{}",
            brief.stderr
        );
        let plain = on_page("100", "en", "score", &["--format", format]).stdout;
        let all = on_page("80", "en", "score", &["--all", "--wide", "--format", format]);
        assert_eq!((all.code, all.stdout), (0, plain));
    }
    for other in ["--all", "--wide"] {
        assert_eq!(on_page("100", "en", "score", &["--brief", other]).code, 2);
    }
}

#[test]
fn a_report_read_back_takes_the_same_flags() {
    let folder =
        Folder::new().file("score.json", on_page("100", "en", "score", &["--format", "json"]).stdout);
    for flags in [&["--brief"][..], &["--all"], &["--wide"], &[]] {
        let again = run(tiyanfen()
            .env("COLUMNS", "90")
            .current_dir(folder.path())
            .args(["render", "score.json", "--lang", "en"])
            .args(flags));
        assert_eq!(again.stdout, on_page("90", "en", "score", flags).stdout, "{flags:?}");
    }
}

/// Blocks of another document, without what is copied.
#[derive(Serialize, Deserialize)]
struct Broken {
    #[serde(skip)]
    blocks: Vec<Block>,
}

impl Document for Broken {
    const NAME: &'static str = "broken";

    fn blocks(&self, _: Lang) -> Vec<Block> {
        fn kept(block: &Block) -> Option<Block> {
            match block {
                Block::Section(blocks) => Some(Block::Section(blocks.iter().filter_map(kept).collect())),
                Block::Paragraph(own) | Block::Advice(own) if own.breaks == Breaks::Nowhere => None,
                Block::Verbatim { .. } => None,
                other => Some(other.clone()),
            }
        }
        self.blocks.iter().filter_map(kept).collect()
    }
}

/// The pages of `explain` fit, too, and begin with what the page is about.
#[test]
fn pages_of_the_reference_fit() {
    let (rulebook, columns) = (Rulebook::default_rulebook().unwrap(), Columns::built_in());
    let topics =
        Indicator::ALL.into_iter().map(Topic::Indicator).chain(Code::ALL.iter().copied().map(Topic::Code));
    let pages = topics.map(|topic| ReferencePage::of(topic, &rulebook, &columns));
    for page in pages.chain([ReferencePage::index(&rulebook)]) {
        for lang in [Lang::Zh, Lang::En] {
            let broken = Broken { blocks: page.blocks(lang) };
            for width in [80, 93, 120] {
                let of = |detail| Style { detail, ..Style::PLAIN.for_width(width) };
                let text =
                    |style| String::from_utf8(broken.render(Format::Text, lang, style).unwrap()).unwrap();
                let (brief, usual) = (text(of(Detail::Brief)), text(of(Detail::Usual)));
                assert!(usual.starts_with(&brief) && (1..=5).contains(&brief.lines().count()), "{brief}");
                for line in usual.lines() {
                    assert!(line.width() <= width, "{width}: {line}");
                }
            }
        }
    }
}
