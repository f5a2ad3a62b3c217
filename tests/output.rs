//! Exact output of the program on the demo shop, in every format and both languages.

mod common;

use common::{run, tiyanfen};
use serde_json::Value;

fn score(args: &[&str]) -> String {
    let run = run(tiyanfen().args(["score", "fixtures/demo", "--quiet"]).args(args));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run.stdout
}

#[test]
fn text_in_chinese() {
    insta::assert_snapshot!(score(&["--lang", "zh"]));
}

#[test]
fn text_in_english() {
    insta::assert_snapshot!(score(&["--lang", "en"]));
}

#[test]
fn json() {
    insta::assert_snapshot!(score(&["--format", "json"]));
}

#[test]
fn csv() {
    insta::assert_snapshot!(score(&["--format", "csv"]));
}

#[test]
fn json_and_csv_are_the_same_in_every_language() {
    for format in ["json", "csv"] {
        let of = |lang| score(&["--format", format, "--lang", lang]);
        assert_eq!(of("zh"), of("en"), "{format}");
    }
}

/// What a shop sees that has no after-sales and no customer-service export: a range, and what closes it.
#[test]
fn text_with_data_missing() {
    let files = ["fixtures/demo/1793410200_订单_2026-10.csv", "fixtures/demo/1793410560_物流包裹.csv"];
    for lang in ["zh", "en"] {
        let mut command = tiyanfen();
        command.arg("score").args(files).args(["fixtures/demo/1793410620_飞鸽客服数据.csv"]);
        command.args([
            "fixtures/demo/1793410440_商品评价.csv",
            "--set",
            "refund_only_hours=12",
            "--lang",
            lang,
        ]);
        let run = run(&mut command);
        assert_eq!(run.code, 0);
        insta::assert_snapshot!(format!("missing_{lang}"), run.stdout + "--- stderr\n" + &run.stderr);
    }
}

#[test]
fn cases_as_text_and_csv() {
    let run =
        run(tiyanfen().args(["cases", "quality_return_rate", "fixtures/demo", "--quiet", "--lang", "zh"]));
    insta::assert_snapshot!("cases_text", run.stdout);
    let args = ["cases", "pickup_on_time_rate", "--misses", "fixtures/demo", "-q", "--format", "csv"];
    insta::assert_snapshot!("cases_csv", common::run(tiyanfen().args(args)).stdout);
}

#[test]
fn help_in_both_languages() {
    let program = tiyanfen::cli::command(tiyanfen::catalogue::Lang::En);
    let commands = program.get_subcommands().map(clap::Command::get_name);
    let commands: Vec<&str> = std::iter::once("").chain(commands).collect();
    for lang in ["zh", "en"] {
        for command in &commands {
            let mut tiyanfen = tiyanfen();
            tiyanfen.args([*command].iter().filter(|c| !c.is_empty())).args(["--lang", lang, "--help"]);
            let run = run(&mut tiyanfen);
            assert_eq!((run.code, run.stderr.as_str()), (0, ""));
            insta::assert_snapshot!(format!("help_{command}_{lang}"), run.stdout);
        }
    }
}

/// Chinese in English output may only come out of the data.
#[test]
fn english_output_holds_chinese_only_in_data() {
    let chinese = |c: char| ('\u{3000}'..='\u{9fff}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c);
    let mut text = score(&["--lang", "en", "--weakest", "24"]);
    let data = std::fs::read_dir("fixtures/demo").unwrap();
    let mut names: Vec<String> = data.map(|f| f.unwrap().path().to_string_lossy().into_owned()).collect();
    let report: Value = serde_json::from_str(&score(&["--format", "json", "--weakest", "24"])).unwrap();
    let causes = report["causes"].as_array().unwrap();
    assert!(!causes.is_empty());
    names.extend(causes.iter().filter_map(|c| c["name"].as_str()).map(str::to_owned));
    for name in names {
        text = text.replace(&name, "");
    }
    assert_eq!(text.chars().filter(|c| chinese(*c)).collect::<String>(), "");
}

/// Everything the text names stands in the JSON: other renderers need nothing else.
#[test]
fn the_demo_hides_a_product_a_carrier_and_a_week() {
    let report: Value = serde_json::from_str(&score(&["--format", "json"])).unwrap();
    let value = report["score"]["value"].as_f64().unwrap();
    assert!((4.2..4.7).contains(&value), "{value}");
    assert_eq!(report["score"]["coverage"], 1.0);
    let cause = |indicator: &str, by: &str| {
        let causes = report["causes"].as_array().unwrap();
        causes.iter().find(|c| c["indicator"] == indicator && c["by"] == by).unwrap().clone()
    };
    assert_eq!(cause("quality_return_rate", "product")["product_id"], demo::BAD_PRODUCT_ID);
    assert_eq!(cause("pickup_on_time_rate", "carrier")["name"], demo::SLOW_CARRIER);
    let week = cause("im_reply_3min_rate", "days");
    assert_eq!(week["from"], demo::HECTIC_WEEK[0].to_string());
    assert_eq!(week["to"], demo::HECTIC_WEEK[1].to_string());
}

#[path = "../benches/generate/demo.rs"]
#[allow(dead_code)]
mod demo;

/// The committed demo shop is what its generator writes.
#[test]
fn the_demo_is_generated() {
    let files = demo::files();
    let on_disk = std::fs::read_dir("fixtures/demo").unwrap().count();
    assert_eq!(on_disk, files.len());
    for (name, bytes) in files {
        let path = std::path::Path::new("fixtures/demo").join(&name);
        assert!(
            std::fs::read(&path).unwrap() == bytes,
            "{name}: run `cargo bench --bench generate -- demo fixtures/demo`"
        );
    }
}
