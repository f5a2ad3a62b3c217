//! Rulebooks as data: what is built in, what the commands show of it, what is wrong with a broken one.

mod common;

use common::{run, tiyanfen};
use serde_json::Value;
use std::path::{Path, PathBuf};
use tiyanfen::catalogue::Lang;
use tiyanfen::indicator::{Direction, Indicator};
use tiyanfen::rulebook::{self, Curve, Rulebook};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rulebook/built_in");

fn all() -> Vec<Rulebook> {
    rulebook::ids().into_iter().map(|id| Rulebook::built_in(id).unwrap()).collect()
}

fn shown(args: &[&str]) -> String {
    let run = run(tiyanfen().args(args));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{args:?}");
    run.stdout
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn every_file_of_the_folder_is_a_rulebook_of_its_name() {
    let mut names: Vec<String> = files(Path::new(FOLDER))
        .iter()
        .map(|f| f.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let mut ids = rulebook::ids();
    names.sort();
    ids.sort();
    assert_eq!(ids, names);
    assert!(ids.len() >= 3);
    assert_eq!(all().iter().filter(|r| r.default).count(), 1, "exactly one default");
    assert_eq!(Rulebook::default_rulebook().unwrap().id, rulebook::default_id());
    assert_eq!(rulebook::ids()[0], rulebook::default_id());
}

/// The source knows no rulebook: ids are data. An id counts where it stands as a word of its own, whatever
/// its case, in code, comments and texts alike.
#[test]
fn no_id_stands_in_the_source() {
    let part_of_a_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let mut looked_at = 0;
    for file in files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        if file.starts_with(FOLDER) {
            continue;
        }
        looked_at += 1;
        let text = std::fs::read_to_string(&file).unwrap().to_lowercase();
        for (number, line) in text.lines().enumerate() {
            let word = line.split(|c| !part_of_a_word(c)).find(|word| rulebook::ids().contains(word));
            assert_eq!(word, None, "{}:{}: {line}", file.display(), number + 1);
        }
    }
    assert!(looked_at > 50);
}

#[test]
fn each_says_who_says_so_and_what_is_estimated() {
    for rulebook in all() {
        let id = &rulebook.id;
        assert!(rulebook.source_zh.is_some() && rulebook.source_en.is_some(), "{id}");
        assert_eq!(rulebook.estimated_zh.is_some(), rulebook.estimate, "{id}");
        assert_eq!(rulebook.estimated_en.is_some(), rulebook.estimate, "{id}");
        let in_force = rulebook.in_force.expect("when it was in force");
        assert!(in_force.from.is_some() || in_force.until.is_some(), "{id}");
    }
}

#[test]
fn as_toml_each_reads_back_as_itself() {
    for rulebook in all() {
        let toml = shown(&["rules", "show", &rulebook.id, "--format", "toml", "--bom"]);
        assert_eq!(toml, rulebook.to_toml().unwrap());
        assert_eq!(Rulebook::parse("copy.toml", &toml).unwrap(), rulebook);
        assert!(!toml.contains("extends"), "whole without any other");
        // Any change shows, also where the comments of the file are kept otherwise.
        let mut other = rulebook.clone();
        other.scoring.thresholds.clear();
        other.definitions.waybill_sla_hours = 48;
        assert_eq!(Rulebook::parse("other.toml", &other.to_toml().unwrap()).unwrap(), other);
    }
    assert!(shown(&["rules", "show", "classic", "--format", "toml"]).contains("\n# "), "comments are kept");
}

#[test]
fn tiers_read_back_too() {
    let text = shown(&["rules", "show", "koubei", "--format", "toml"]);
    let steps = "curve = \"steps\"\ntiers = [[4.8, 100.0], [4.5, 80.0]]\nbeyond = 50.0\n";
    let text = text[..text.rfind("curve").unwrap()].to_owned() + steps;
    let rulebook = Rulebook::parse("steps.toml", &text).unwrap();
    let last = &rulebook.scoring.dimensions[2].indicators[0];
    assert_eq!(last.curve, Curve::Steps { tiers: vec![(4.8, 100.0), (4.5, 80.0)], beyond: 50.0 });
    assert_eq!(Rulebook::parse("again.toml", &rulebook.to_toml().unwrap()).unwrap(), rulebook);
}

/// An indicator's id, weight in the total, window and anchors.
type Row = (&'static str, f64, i32, Vec<(f64, f64)>);

fn scored(id: &str) -> Vec<Row> {
    let rulebook = Rulebook::built_in(id).unwrap();
    let mut rows = Vec::new();
    for dimension in &rulebook.scoring.dimensions {
        for part in &dimension.indicators {
            let indicator = part.indicator().unwrap();
            let Curve::Linear { anchors } = &part.curve else { panic!("lines") };
            for (value, points) in anchors {
                let direction = indicator.info().direction;
                assert_eq!(part.curve.points(*value, direction), *points, "{id} {}", indicator.id());
            }
            let weight = (dimension.weight * part.weight * 1e9).round() / 1e9;
            let window = rulebook.definitions.window_days(indicator);
            rows.push((indicator.id(), weight, window, anchors.clone()));
        }
    }
    rows
}

#[test]
fn the_reputation_score_is_three_indicators_over_90_days() {
    let rating = vec![(3.0, 0.0), (4.0, 40.0), (4.5, 70.0), (4.8, 90.0), (5.0, 100.0)];
    let reviews = vec![(0.002, 100.0), (0.01, 85.0), (0.03, 55.0), (0.05, 30.0), (0.10, 0.0)];
    let expected = [
        ("negative_review_rate", 0.5, 90, reviews),
        ("logistics_rating", 0.15, 90, rating.clone()),
        ("service_rating", 0.35, 90, rating),
    ];
    assert_eq!(scored("koubei"), expected);
    assert!(Rulebook::built_in("koubei").unwrap().scoring.thresholds.is_empty());
}

#[test]
fn the_score_of_2022_differs_in_one_indicator() {
    let (then, now) = (scored("classic-2022"), scored("classic"));
    let rating = vec![(3.0, 0.0), (4.0, 40.0), (4.5, 70.0), (4.8, 90.0), (5.0, 100.0)];
    for (then, now) in then.iter().zip(&now) {
        if now.0 == "pickup_on_time_rate" {
            assert_eq!(*then, ("logistics_rating", 0.075, 30, rating.clone()));
        } else {
            assert_eq!(then, now);
        }
    }
    assert_eq!(then.len(), 7);
    let [then, now] = ["classic-2022", "classic"].map(|id| Rulebook::built_in(id).unwrap());
    assert_eq!(then.definitions, now.definitions);
    assert_eq!(then.scoring.thresholds, now.scoring.thresholds);
}

/// Better never gets fewer points, in any curve of any rulebook, anywhere in the unit's range.
#[test]
fn no_curve_turns() {
    for rulebook in all() {
        for part in rulebook.scoring.dimensions.iter().flat_map(|d| &d.indicators) {
            let indicator = part.indicator().unwrap();
            let (low, high) = indicator.info().unit.range().into_inner();
            let high = high.min(400.0);
            let points = |i: u32| {
                let value = low + (high - low) * f64::from(i) / 1000.0;
                part.curve.points(value, indicator.info().direction)
            };
            for i in 0..1000 {
                let better = match indicator.info().direction {
                    Direction::High => points(i + 1) >= points(i),
                    Direction::Low => points(i + 1) <= points(i),
                };
                assert!(better && (0.0..=100.0).contains(&points(i)), "{} {i}", indicator.id());
            }
        }
    }
}

#[test]
fn the_list_and_each_rulebook_for_people() {
    for lang in ["zh", "en"] {
        insta::assert_snapshot!(format!("list_{lang}"), shown(&["rules", "--lang", lang]));
        let pages: Vec<String> =
            rulebook::ids().iter().map(|id| shown(&["rules", "show", id, "--lang", lang])).collect();
        insta::assert_snapshot!(format!("show_{lang}"), pages.join("\n=====\n"));
        let help = |args: &[&str]| shown(&[args, &["--help", "--lang", lang]].concat());
        insta::assert_snapshot!(
            format!("help_{lang}"),
            help(&["rules"]) + "=====\n" + &help(&["rules", "show"])
        );
    }
}

#[test]
fn the_list_and_a_rulebook_for_programs() {
    insta::assert_snapshot!("list_json", shown(&["rules", "--format", "json"]));
    insta::assert_snapshot!("list_csv", shown(&["rules", "--format", "csv"]));
    insta::assert_snapshot!("show_json", shown(&["rules", "show", "koubei", "--format", "json"]));
    for args in
        [&["rules", "--format", "json"][..], &["rules", "show", "classic", "--format", "json", "--bom"]]
    {
        let of = |lang| shown(&[args, &["--lang", lang]].concat());
        assert_eq!(of("zh"), of("en"));
        serde_json::from_str::<Value>(&of("zh")).unwrap();
    }
}

#[test]
fn the_demo_under_the_other_rulebooks() {
    for id in rulebook::ids().into_iter().filter(|id| *id != rulebook::default_id()) {
        for lang in ["zh", "en"] {
            let score = shown(&["score", "fixtures/demo", "--quiet", "--rules", id, "--lang", lang]);
            insta::assert_snapshot!(format!("demo_{id}_{lang}"), score);
        }
    }
    // Naming the default changes nothing.
    let named = ["score", "fixtures/demo", "--quiet", "--rules", rulebook::default_id()];
    assert_eq!(shown(&named), shown(&["score", "fixtures/demo", "--quiet"]));
}

#[test]
fn cases_are_those_of_the_rulebooks_window() {
    let rows = |rules: &str| {
        let args = ["cases", "arrival_hours", "fixtures/demo", "--quiet", "--format", "csv", "--denominator"];
        shown(&[&args[..], &["--rules", rules]].concat()).lines().count() - 1
    };
    assert_eq!((rows("classic"), rows("koubei")), (107, 284));
}

/// What is wrong, where, and what was expected, in both languages. The text is the default's, with one
/// thing changed.
#[test]
fn a_broken_rulebook_is_refused_with_the_reason() {
    let text = Rulebook::default_rulebook().unwrap().to_toml().unwrap();
    let mut said = String::new();
    for (from, to) in [
        ("id = \"classic\"", "id = \"\""),
        ("title_en = \"five", "titel_en = \"five"),
        ("waybill_sla_hours = 72\n", ""),
        ("estimate = true", "estimate = \"yes\""),
        ("title_en = \"five-point score\"", "title_en = 5"),
        ("[in_force]", "[in_force"),
        ("presale_after_hours = 48", "presale_after_hours = \"48 h\""),
        ("pickup_deadline = \"next_day_end\"", "pickup_deadline = true"),
        ("damage_classes = [\"damage\"]", "damage_classes = \"damage\""),
        ("[0.80, 40.0]", "0.80"),
        ("default_window_days = 30", "default_window_days = 0"),
        ("pickup_deadline = \"next_day_end\"", "pickup_deadline = \"tomorrow\""),
        ("pickup_deadline = \"next_day_end\"", "pickup_deadline = -24"),
        ("product_rating = 90", "product_ratings = 90"),
        ("product_rating = 90", "product_rating = 400"),
        ("from_hour = 18", "from_hour = 5"),
        ("anchors = [[6.0, 100.0], [24.0, 80.0]", "anchors = [[6.0, 100.0], [4.0, 80.0]"),
        ("anchors = [[6.0, 100.0], [24.0, 80.0]", "anchors = [[6.0, 100.0], [24.0, 101.0]"),
        ("anchors = [[6.0, 100.0], [24.0, 80.0]", "anchors = [[6.0, 70.0], [24.0, 80.0]"),
        ("anchors = [[6.0, 100.0], [24.0, 80.0]", "anchors = [[-6.0, 100.0], [24.0, 80.0]"),
        ("anchors = [[6.0, 100.0], [24.0, 80.0], [48.0, 50.0]]", "anchors = []"),
        ("refund_only = 24", "refund_only = 0"),
        ("return = 48", "return = 8785"),
        ("return = 48", "returns = 48"),
        ("quality_classes = [\"quality\"", "quality_classes = [\"qualty\""),
        ("class = \"damage\"", "class = \"quality\""),
        ("\"破损\", ", "\" \", "),
        ("least_coverage = 0.5", "least_coverage = 50"),
        ("points_per_unit = 20.0", "points_per_unit = 0"),
        ("id = \"logistics\"", "id = \"delivery\""),
        ("id = \"logistics\"", "id = \"product\""),
        ("weight = 0.50", "weight = 0.40"),
        ("weight = 0.35", "weight = -0.35"),
        ("id = \"arrival_hours\"\nweight = 0.5", "id = \"arrival_hours\"\nweight = 0.6"),
        ("id = \"arrival_hours\"", "id = \"arrival_hour\""),
        ("id = \"arrival_hours\"", "id = \"product_rating\""),
        ("id = \"arrival_hours\"", "id = \"pickup_on_time_rate\""),
        ("curve = \"linear\"", "curve = \"round\""),
        ("curve = \"linear\"", "curve = \"steps\""),
        ("curve = \"linear\"", "curve = \"linear\"\nbeyond = 50"),
        ("[84.0, 90.0]", "[44.0, 90.0]"),
        ("[0.01, 95.0]", "[0.01, 85.0]"),
        ("[0.98, 100.0]", "[0.98, 101.0]"),
        ("at_least = 4.0", "at_least = 80.0"),
        ("at_least = 4.0", "at_least = nan"),
        ("at_least = 4.0", "at_most = 5, below = 5"),
        ("of = \"total\", at_least = 4.0", "of = \"total\""),
        ("of = \"total\", at_least = 4.0", "of = \"商品体验分\", at_least = 4.0"),
        ("of = \"total\", at_least = 4.0", "of = \"product\", at_least = 65.0"),
        ("of = \"total\", at_least = 4.0", "of = \"negative_review_rates\", below = 0.05"),
        ("of = \"total\", at_least = 4.0", "of = \"negative_review_rate\", below = 5"),
        ("of = \"total\", at_least = 4.0", "of = \"negative_review_rate\", below = 0.05, mean_days = 7"),
        ("of = \"total\", at_least = 4.0", "of = \"negative_review_rate\", below = 0.05, window_days = 0"),
        ("of = \"total\", at_least = 4.0", "of = \"product\", at_least = 4.0, window_days = 30"),
        ("of = \"total\", at_least = 4.0", "of = \"total\", at_least = 4.0, mean_days = 367"),
        ("conditions = [{ of = \"total\", at_least = 4.0 }]", "conditions = []"),
        ("id = \"alliance-entry\"", "id = \"alliance-entry\"\nat = 4.0"),
        ("id = \"alliance-entry\"", "id = \" \""),
        ("id = \"removal-risk\"", "id = \"alliance-entry\""),
        ("id = \"removal-risk\"", "id = \"removal-risk\"\nfrom = \"2026-7-29\""),
        ("id = \"removal-risk\"", "id = \"removal-risk\"\nindustries = [\"水果\", \"\"]"),
        ("id = \"removal-risk\"", "id = \"removal-risk\"\nreplaces = \"removal-risk\""),
        ("consequence_zh = \"店铺有被清退的风险\"\n", ""),
        ("consequence_zh = \"店铺有被清退的风险\"", "consequence_zh = \"\""),
    ] {
        assert!(text.contains(from), "{from}");
        let broken = text.replacen(from, to, 1);
        let error = Rulebook::parse("my.toml", &broken).unwrap_err();
        let line = error.line.expect("a line") as usize;
        assert!((1..=broken.lines().count()).contains(&line), "{from}");
        let there = broken.lines().nth(line - 1).unwrap();
        said += &format!("{to}\n  line {line}: {there}\n");
        said += &format!("  {}\n  {}\n", error.message(Lang::Zh), error.message(Lang::En));
    }
    insta::assert_snapshot!("broken", said);
}

#[test]
fn a_file_of_ones_own_says_only_what_differs() {
    let text = "extends = \"classic\"\nid = \"mine\"\ntitle_zh = \"本店\"\ntitle_en = \"ours\"\n\
        [definitions]\nwaybill_sla_hours = 48\n[definitions.windows]\narrival_hours = 60\n";
    let (mine, base) = (Rulebook::parse("mine.toml", text).unwrap(), Rulebook::built_in("classic").unwrap());
    assert_eq!((mine.id.as_str(), mine.default, mine.in_force.is_none()), ("mine", false, true));
    assert_eq!(mine.scoring, base.scoring);
    assert_eq!(mine.definitions.window_days(Indicator::ArrivalHours), 60);
    assert_eq!(mine.definitions.window_days(Indicator::ProductRating), 90);
    assert_eq!(mine.definitions.waybill_sla_hours, 48);
    assert_eq!((mine.estimate, mine.estimated_en), (base.estimate, base.estimated_en));
    // A line of the file where the file is to blame, also for what is said in it of something inherited.
    let line = |own: &str| Rulebook::parse("mine.toml", &format!("{text}{own}")).unwrap_err().line;
    assert_eq!(line("[scoring.scale]\nmax = -3\n"), Some(10));
    assert_eq!(line("[scoring]\nlowest = 3\n"), Some(10));
    let named = Rulebook::parse("mine.toml", &text.replace("mine", "classic")).unwrap_err();
    assert!(named.message(Lang::En).contains("in a circle: classic → classic"), "{named}");
}
