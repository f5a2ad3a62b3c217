//! A text in both languages, and what must hold of it.

use serde::Deserialize;
use std::collections::BTreeMap;

/// A text in both languages.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    pub zh: String,
    pub en: String,
}

impl Bilingual {
    /// The names of its places in the order of the Chinese text.
    ///
    /// # Errors
    /// Says what is wrong where a text is not in its language or the languages have different places.
    pub fn places(&self) -> Result<Vec<String>, String> {
        let chinese = |c: char| matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
        // Three English words in a row give an English sentence away; flags, file names and ids hold no blanks.
        let typed = self.zh.replace("tiyanfen ", "");
        let mut runs = typed.split(|c: char| !c.is_ascii_alphabetic() && c != ' ');
        let english = runs.any(|run| run.split(' ').filter(|word| word.len() > 1).count() >= 3);
        if !self.zh.contains(chinese) || english {
            return Err(format!("zh is not Chinese: {}", self.zh));
        }
        if self.en.contains(chinese) {
            return Err(format!("en is not English: {}", self.en));
        }
        let (zh, en) = (places(&self.zh)?, places(&self.en)?);
        let lacking =
            |known: &[String], other: &[String]| other.iter().find(|name| !known.contains(name)).cloned();
        match (lacking(&zh, &en), lacking(&en, &zh)) {
            (Some(name), _) => Err(format!("zh lacks the place {{{name}}}")),
            (_, Some(name)) => Err(format!("en lacks the place {{{name}}}")),
            _ => Ok(zh),
        }
    }

    /// The text as a value of the program.
    pub fn value(&self) -> String {
        format!("Bilingual {{ zh: {:?}, en: {:?} }}", self.zh, self.en)
    }
}

/// A text that is the same in both languages, or the name of one, or a text in both.
#[derive(Deserialize)]
#[serde(try_from = "toml::Value")]
pub enum OneOrBoth {
    One(String),
    Both(Bilingual),
}

impl TryFrom<toml::Value> for OneOrBoth {
    type Error = toml::de::Error;

    fn try_from(value: toml::Value) -> Result<OneOrBoth, toml::de::Error> {
        match value {
            toml::Value::String(one) => Ok(OneOrBoth::One(one)),
            other => other.try_into().map(OneOrBoth::Both),
        }
    }
}

impl OneOrBoth {
    /// The text itself, or the one of its name.
    ///
    /// # Errors
    /// Says which name no text has.
    pub fn own_or<'t>(&'t self, shared: &'t BTreeMap<String, Bilingual>) -> Result<&'t Bilingual, String> {
        match self {
            OneOrBoth::Both(own) => Ok(own),
            OneOrBoth::One(name) => {
                shared.get(name).ok_or_else(|| format!("there is no shared text of the name {name:?}"))
            }
        }
    }

    /// As a value of the program.
    pub fn value(&self) -> String {
        match self {
            OneOrBoth::One(text) => format!("Bilingual {{ zh: {text:?}, en: {text:?} }}"),
            OneOrBoth::Both(text) => text.value(),
        }
    }
}

/// The names in braces, each once.
fn places(text: &str) -> Result<Vec<String>, String> {
    let mut names: Vec<String> = Vec::new();
    for rest in text.split('{').skip(1) {
        let name = rest.split_once('}').map_or("", |(name, _)| name);
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        {
            return Err(format!("a brace that opens no place: {text}"));
        }
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}
