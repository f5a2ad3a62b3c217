//! The page of a secret rulebook, rounded as a page rounds, and the program run on it.

use crate::common::{Folder, Run};
use crate::secret::{Indicator, Secret, Written};
use serde_json::Value;

/// The first day.
pub fn day(place: usize) -> String {
    let first = chrono::NaiveDate::from_ymd_opt(2026, 7, 20).unwrap();
    (first + chrono::Days::new(place as u64)).to_string()
}

/// A value as the page shows it.
pub fn written(own: &Indicator, value: f64) -> String {
    match own.written {
        Written::Percent => format!("{:.3}%", value * 100.0),
        Written::Plain(decimals) => format!("{value:.decimals$}"),
    }
}

/// What the page shows of the total: whole points, or the five-point score with two decimals.
#[derive(Clone, Copy, PartialEq)]
pub enum Total {
    WholePoints,
    FivePoint,
}

/// The lines of the page for the first days.
pub fn page(secret: &Secret, days: &[Vec<f64>], total: Total) -> String {
    let mut text = "日期,指标,官方值,官方得分\n".to_owned();
    for (place, values) in days.iter().enumerate() {
        let day = day(place);
        for (i, own) in secret.indicators.iter().enumerate() {
            let points = secret.points(i, values[i]).round();
            text += &format!("{day},{},{},{points}\n", own.id, written(own, values[i]));
        }
        for (dimension, _) in &secret.dimension_weights {
            text += &format!("{day},{dimension},-,{}\n", secret.dimension(dimension, values).round());
        }
        let points = secret.total(values);
        text += &match total {
            Total::WholePoints => format!("{day},total,-,{}\n", points.round()),
            Total::FivePoint => format!("{day},total,{:.2},-\n", points / 20.0),
        };
    }
    text
}

/// A folder with a page and exports that say nothing about it.
pub fn shop(page: &str) -> Folder {
    let service = "日期,客服昵称,接待会话量,全天3分钟回复率,全天平响时长";
    Folder::new().csv("service.csv", service, &["2026-10-30,小李,10,95%,12秒"]).file("page.csv", page)
}

/// Runs `calibrate` on the page.
pub fn calibrate(folder: &Folder, base: &str, args: &[&str]) -> Run {
    let usual = ["calibrate", "page.csv", "service.csv", "--rules", base, "-o", "my.toml"];
    folder.run(&[&usual[..], args].concat())
}

/// The report of `calibrate` as JSON.
pub fn calibrated(folder: &Folder, base: &str) -> Value {
    let run = calibrate(folder, base, &["--quiet", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    serde_json::from_str(&run.stdout).unwrap()
}

/// The total in points that the program makes of values under a rulebook.
pub fn predicted(folder: &Folder, rules: &str, indicators: &[Indicator], values: &[f64]) -> f64 {
    let set = indicators
        .iter()
        .zip(values)
        .map(|(own, value)| format!("--set={}={}", own.id, written(own, *value)));
    let set: Vec<String> = set.collect();
    let usual =
        ["score", "service.csv", "--as-of", "2026-10-30", "--quiet", "--format", "json", "--rules", rules];
    let run = folder.run(&usual.into_iter().chain(set.iter().map(String::as_str)).collect::<Vec<_>>());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    report["score"]["points"].as_f64().unwrap_or_else(|| panic!("{}", report["score"]))
}
