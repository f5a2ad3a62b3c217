//! The built-in rulebooks, ready to be read: what each extends is put below what it says itself here, and not whenever the
//! program starts. What every run asks of all of them, such as the default one, is known without reading any.

use crate::merge::{EXTENDS, OWN_KEYS, REPLACE, WITHOUT, remove, table_elsewhere, take_over};
use crate::source::{Generated, Problems, elements, files, one_line};
use crate::toml_file::{TomlTable, TomlValue};
use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use toml::Spanned;
use toml::de::DeTable;

const FOLDER: &str = "src/rulebook/built_in";

/// Texts by id.
type Texts = BTreeMap<String, String>;

pub fn compile(problems: &mut Problems) -> Generated {
    let mut texts = Texts::new();
    for path in files(FOLDER, problems) {
        let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match fs::read_to_string(&path) {
            Ok(text) => drop(texts.insert(id, text)),
            Err(why) => problems.push(format!("{}: {why}", path.display())),
        }
    }
    let mut rulebooks = Vec::new();
    for id in texts.keys() {
        match completed(id, &texts, texts.len()).and_then(|table| ReadyRulebook::of(id, table)) {
            Ok(rulebook) => rulebooks.push(rulebook),
            Err(why) => problems.push(format!("{FOLDER}/{id}.toml: {why}")),
        }
    }
    // The default first, then from the newest to the oldest.
    rulebooks.sort_by_cached_key(ReadyRulebook::rank);
    let entries = elements(&rulebooks, |rulebook| format!("\n    {}", rulebook.entry()));
    let code = format!("static ALL: [BuiltInRulebook; {}] = [{entries}\n];\n", rulebooks.len());
    ("built_in_rulebooks.rs", code)
}

/// The table of a rulebook with what it extends; so many rulebooks may stand one upon the other.
fn completed<'t>(id: &str, texts: &'t Texts, most: usize) -> Result<TomlTable<'t>, String> {
    let text = texts.get(id).ok_or_else(|| format!("there is no {id}"))?;
    let mut own = DeTable::parse(text).map_err(one_line)?.into_inner();
    let replaced = own.remove(REPLACE).map(names).transpose()?.unwrap_or_default();
    let left_out = own.remove(WITHOUT).map(names).transpose()?.unwrap_or_default();
    let Some(extended) = own.remove(EXTENDS) else { return Ok(own) };
    let extended = extended.get_ref().as_str().ok_or("extends: no text")?;
    let most = most.checked_sub(1).ok_or("it extends itself")?;
    let mut base = table_elsewhere(completed(extended, texts, most)?);
    for key in OWN_KEYS {
        base.remove(key);
    }
    if let Some(place) = left_out.iter().find(|place| !remove(&mut base, place)) {
        return Err(format!("without: there is no {place}"));
    }
    take_over(&mut own, base, "", &replaced);
    Ok(own)
}

/// A list of places.
fn names(value: TomlValue<'_>) -> Result<Vec<String>, String> {
    let items = value.get_ref().as_array().ok_or("no list")?.iter();
    items.map(|item| item.get_ref().as_str().map(str::to_owned).ok_or("no text".to_owned())).collect()
}

/// A rulebook as JSON, and what is asked of it before it is read.
struct ReadyRulebook {
    id: String,
    json: String,
    head: Head,
}

#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    default: bool,
    family: Option<String>,
    in_force: Option<InForce>,
    title_zh: String,
    title_en: String,
}

#[derive(Deserialize)]
struct InForce {
    from: Option<String>,
    until: Option<String>,
}

impl ReadyRulebook {
    fn of(id: &str, table: TomlTable<'_>) -> Result<ReadyRulebook, String> {
        let table = toml::Table::deserialize(toml::Deserializer::from(Spanned::new(0..0, table)));
        let table = table.map_err(one_line)?;
        let json = serde_json::to_string(&table).map_err(one_line)?;
        Ok(ReadyRulebook { id: id.to_owned(), json, head: table.try_into().map_err(one_line)? })
    }

    fn rank(&self) -> impl Ord + use<> {
        let since = self.head.in_force.as_ref().and_then(|f| f.from.clone().or(f.until.clone()));
        (!self.head.default, Reverse(since), Reverse(self.head.family.clone()), self.id.clone())
    }

    fn entry(&self) -> String {
        let ReadyRulebook { id, json, head } = self;
        let Head { default, family, in_force, title_zh, title_en } = head;
        let from = in_force.as_ref().and_then(|in_force| in_force.from.as_ref());
        format!(
            "BuiltInRulebook {{ id: {id:?}, default: {default}, family: {family:?}, from: {from:?}, \
             titles: [{title_zh:?}, {title_en:?}], json: {json:?}, \
             text: include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{FOLDER}/{id}.toml\")) }}"
        )
    }
}
