//! A configuration as TOML: which keys there may be, and what may stand behind them.

use super::{Key, Kind, Setting};
use crate::catalogue::{Code, Diagnostic, Text};
use crate::indicator::Indicator;
use crate::shown_text::one_line;
use crate::threads::Threads;
use crate::toml_file::{self, Reader, Table, Value, shown, shown_value};
use std::path::Path;
use toml::de::DeValue;

/// Reads a file; everything that is wrong with its keys and values.
pub fn read_file(path: &Path) -> Result<Vec<Setting>, Vec<Diagnostic>> {
    let text = toml_file::read_file(path, Code::ConfigInvalid)?;
    read(&text, &path.to_string_lossy())
}

/// Reads a text.
pub(super) fn read(text: &str, path: &str) -> Result<Vec<Setting>, Vec<Diagnostic>> {
    let mut settings = Reader::new(text, path, Code::ConfigInvalid).read(whole)?;
    // Tables come in the order of their names.
    settings.sort_by_key(|setting| setting.line);
    Ok(settings)
}

fn whole(reader: &mut Reader<'_>, table: &Table<'_>) -> Vec<Setting> {
    let mut settings = Vec::new();
    for (name, value) in table {
        let Some(key) = Key::ALL.into_iter().find(|key| key.name == name.get_ref().as_ref()) else {
            unknown_key(reader, name);
            continue;
        };
        if !key.kind.is_table() {
            settings.extend(setting(reader, key, None, value));
            continue;
        }
        for (name, value) in reader.table(value, &format!("[{}]", key.name)) {
            settings.extend(setting(reader, key, Some(name.get_ref()), value));
        }
    }
    settings
}

/// A key that is none of the known ones; of an indicator it is known where it belongs.
fn unknown_key(reader: &mut Reader<'_>, key: &toml_file::Key<'_>) {
    let name: &str = key.get_ref();
    if Indicator::by_id(name).is_some() {
        let found = (Text::FoundKey, name.to_owned());
        reader.wrong(key.span(), found, Text::ExpectedBelow, "[set]".to_owned());
    } else {
        reader.unknown_key(key.span(), name, &Key::ALL.map(|key| key.name));
    }
}

fn setting(reader: &mut Reader<'_>, key: Key, name: Option<&str>, value: &Value<'_>) -> Option<Setting> {
    let text = text_of(key.kind, value.get_ref());
    if text.is_none() {
        let expected = match key.kind {
            Kind::Text => Text::ExpectedText,
            Kind::Threads => Text::ExpectedThreads,
            Kind::Values => Text::ExpectedNumber,
            Kind::Counts => Text::ExpectedCount,
            Kind::Switches => Text::ExpectedBoolean,
        };
        let found = format!("{} = {}", shown(name.unwrap_or(key.name)), shown_value(value));
        reader.wrong(value.span(), (Text::FoundSetting, found), expected, Threads::MOST.to_string());
    }
    let line = reader.line(value.span());
    Some(Setting { key, name: name.map(|name| one_line(name).into_owned()), text: text?, line })
}

/// A value as it would be typed; `None` where it is no value of that kind.
fn text_of(kind: Kind, value: &DeValue<'_>) -> Option<String> {
    match (kind, value) {
        (Kind::Text, DeValue::String(text)) => {
            Some(one_line(text.trim()).into_owned()).filter(|text| !text.is_empty())
        }
        (Kind::Threads, DeValue::Integer(number)) if number.radix() == 10 => {
            let count = number.as_str().parse().ok().filter(|count| (1..=Threads::MOST).contains(count));
            count.map(|count| count.to_string())
        }
        (Kind::Values, DeValue::Integer(number)) if number.radix() == 10 => Some(number.as_str().to_owned()),
        (Kind::Values, DeValue::Float(number)) => Some(number.as_str().to_owned()),
        (Kind::Values, DeValue::String(text)) => {
            let number = text.trim().trim_end_matches(['%', '％']).trim();
            number.parse::<f64>().is_ok().then(|| text.trim().to_owned())
        }
        (Kind::Counts, DeValue::Integer(number)) if number.radix() == 10 => {
            number.as_str().parse::<u32>().ok().map(|count| count.to_string())
        }
        (Kind::Switches, DeValue::Boolean(has)) => Some(if *has { "1" } else { "0" }.to_owned()),
        _ => None,
    }
}
