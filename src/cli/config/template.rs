//! The configuration that `init` writes: every key with what it is for and an example, none in force.
//! Remarks begin with `# `, keys that wait for a value with `#` alone.

use super::mail::{Example, KEYS};
use super::{ConfigKey, MAIL};
use crate::catalogue::{Diagnostic, Lang, text};
use crate::indicator::{Indicator, Unit};
use crate::rulebook::{self, Rulebook, ShopType};
use std::collections::BTreeSet;
use toml_edit::Value;

/// The file in a language.
///
/// # Errors
/// A built-in rulebook cannot be read.
pub(crate) fn text(lang: Lang) -> Result<String, Diagnostic> {
    let rulebooks = Rulebook::all_built_in()?;
    let mut file = remark(text::config_head(lang));
    for key in ConfigKey::ALL {
        file += &format!("\n{}", remark((key.about)(lang)));
        // A table may stand empty; a value without its table would be a key nobody knows.
        if key.kind.is_table() {
            file += &format!("[{}]\n", key.name);
        }
        for (name, value, meaning) in examples(key, &rulebooks, lang) {
            let meaning = if meaning.is_empty() { meaning } else { format!("  # {meaning}") };
            file += &format!("#{name} = {value}{meaning}\n");
        }
    }
    Ok(file)
}

fn remark(text: &str) -> String {
    text.lines().map(|line| format!("# {line}\n")).collect()
}

/// Names, values as TOML writes them, and what a name stands for.
fn examples(key: ConfigKey, rulebooks: &[Rulebook], lang: Lang) -> Vec<(String, String, String)> {
    let one = |value: &str| vec![(key.name.to_owned(), value.to_owned(), String::new())];
    let one_text = |text: &str| one(&Value::from(text).to_string());
    match key.name {
        "shop" => one_text(text::config_shop_example(lang)),
        "industry" => {
            let mut own = rulebooks.iter().filter(|rulebook| rulebook.family.as_deref() == family());
            let row = own.find_map(|rulebook| rulebook.scoring.industries.first());
            one_text(row.map_or("", |row| &row.name))
        }
        "shop_type" => one_text(ShopType::Flagship.id()),
        "rules" => one_text(family().unwrap_or(rulebook::default_id())),
        "columns" => one_text("columns.toml"),
        "threads" => one("2"),
        "max_unpacked" => one_text("2G"),
        "set" => {
            let values = Indicator::ALL.into_iter().map(|indicator| {
                let example = indicator.info().example.to_owned();
                (indicator.id().to_owned(), example, meaning(indicator, lang))
            });
            values.collect()
        }
        MAIL => {
            let example = |example: &Example| match example {
                Example::Same(text) => (*text).to_owned(),
                Example::Text(text) => Value::from(text(lang)).to_string(),
            };
            let keys = KEYS.iter();
            keys.map(|key| (key.name.to_owned(), example(&key.example), (key.about)(lang).to_owned()))
                .collect()
        }
        "events" => {
            let all = rulebooks.iter().flat_map(|rulebook| &rulebook.scoring.deductions);
            once(
                all.map(|of| {
                    (of.id.clone(), "1".to_owned(), lang.pick(&of.title_zh, &of.title_en).to_owned())
                }),
            )
        }
        _ => {
            let all = rulebooks.iter().flat_map(|rulebook| &rulebook.scoring.bonuses);
            once(all.map(|of| {
                (of.id.clone(), "true".to_owned(), lang.pick(&of.title_zh, &of.title_en).to_owned())
            }))
        }
    }
}

/// The rulebooks that examples are taken from: those that change with the day.
fn family() -> Option<&'static str> {
    rulebook::families().first().copied()
}

/// Each id once, as the first says it.
fn once(all: impl Iterator<Item = (String, String, String)>) -> Vec<(String, String, String)> {
    let mut seen = BTreeSet::new();
    all.filter(|(id, ..)| seen.insert(id.clone())).collect()
}

/// An indicator's name, and its unit where that is no rate.
fn meaning(indicator: Indicator, lang: Lang) -> String {
    let (name, comma) = (indicator.info().name.pick(lang), lang.pick("，", ", "));
    let unit = match indicator.info().unit {
        Unit::Ratio => return name.to_owned(),
        Unit::Stars => text::unit_stars(lang),
        Unit::Points => text::unit_points(lang),
        Unit::Hours => text::unit_hours(lang),
        Unit::Seconds => text::unit_seconds(lang),
    };
    format!("{name}{comma}{unit}")
}
