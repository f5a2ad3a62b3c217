//! The configuration that `init` writes: every key with what it is for and an example, none in force.
//! Remarks begin with `# `, keys that wait for a value with `#` alone.

use super::Key;
use crate::catalogue::{self, Lang};
use crate::indicator::{Indicator, IndicatorInfo, Unit};
use crate::rulebook::{self, Rulebook, ShopType};
use std::collections::BTreeSet;
use toml::Value;

/// The file in a language.
pub fn text(lang: Lang) -> String {
    let mut text = remark(catalogue::text::config_head(lang));
    for key in Key::ALL {
        text += &format!("\n{}", remark((key.about)(lang)));
        // A table may stand empty; a value without its table would be a key nobody knows.
        if key.kind.is_table() {
            text += &format!("[{}]\n", key.name);
        }
        for (name, value, meaning) in examples(key, lang) {
            let meaning = if meaning.is_empty() { meaning } else { format!("  # {meaning}") };
            text += &format!("#{name} = {value}{meaning}\n");
        }
    }
    text
}

fn remark(text: &str) -> String {
    text.lines().map(|line| format!("# {line}\n")).collect()
}

/// Names, values as TOML writes them, and what a name stands for.
fn examples(key: Key, lang: Lang) -> Vec<(String, String, String)> {
    let one = |text: &str| vec![(key.name.to_owned(), Value::from(text).to_string(), String::new())];
    let each = |ids: Vec<(String, String)>, value: &str| {
        ids.into_iter().map(|(id, meaning)| (id, value.to_owned(), meaning)).collect()
    };
    let books = Rulebook::all_built_in().unwrap_or_default();
    match key.name {
        "shop" => one(catalogue::text::config_shop_example(lang)),
        "industry" => {
            let mut own = books.iter().filter(|book| book.family.as_deref() == family());
            let row = own.find_map(|book| book.scoring.industries.first());
            one(row.map_or("", |row| &row.name))
        }
        "shop_type" => one(ShopType::Flagship.id()),
        "rules" => one(family().unwrap_or(rulebook::default_id())),
        "columns" => one("columns.toml"),
        "threads" => vec![(key.name.to_owned(), "2".to_owned(), String::new())],
        "set" => {
            let facts = Indicator::ALL.into_iter().map(Indicator::info);
            facts.map(|f| (f.id.to_owned(), f.example.to_owned(), meaning(f, lang))).collect()
        }
        "events" => {
            let all = books.iter().flat_map(|book| &book.scoring.deductions);
            each(once(all.map(|d| (d.id.clone(), lang.pick(&d.title_zh, &d.title_en).to_owned()))), "1")
        }
        _ => {
            let all = books.iter().flat_map(|book| &book.scoring.bonuses);
            each(once(all.map(|b| (b.id.clone(), lang.pick(&b.title_zh, &b.title_en).to_owned()))), "true")
        }
    }
}

/// The rulebooks that examples are taken from: those that change with the day.
fn family() -> Option<&'static str> {
    rulebook::families().first().copied()
}

/// Each id once, as the first says it.
fn once(all: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let mut seen = BTreeSet::new();
    all.filter(|(id, _)| seen.insert(id.clone())).collect()
}

/// An indicator's name, and its unit where that is no rate.
fn meaning(facts: &IndicatorInfo, lang: Lang) -> String {
    let name = facts.name.pick(lang);
    let unit = match facts.unit {
        Unit::Ratio => return name.to_owned(),
        Unit::Stars => catalogue::text::unit_stars(lang),
        Unit::Points => catalogue::text::unit_points(lang),
        Unit::Hours => catalogue::text::unit_hours(lang),
        Unit::Seconds => catalogue::text::unit_seconds(lang),
    };
    format!("{name}{}{unit}", lang.pick("，", ", "))
}
