//! A configuration as TOML: which keys there may be, and what may stand behind them.

use super::{ConfigKey, Setting, ValueKind, mail};
use crate::catalogue::{Arg, Diagnostic, text};
use crate::indicator::Indicator;
use crate::input::parsed_size;
use crate::shown_text::one_line;
use crate::threads::Threads;
use crate::toml_file::{Fields, FoundExpected, Node, shown, shown_value};
use std::path::Path;
use toml::de::DeValue;

/// Reads a file; everything that is wrong with its keys and values.
pub(super) fn read_file(path: &Path) -> Result<Vec<Setting>, Vec<Diagnostic>> {
    FoundExpected::CONFIGURATION.read_file(path, whole)
}

fn whole(fields: &Fields<'_>) -> Vec<Setting> {
    let mut settings = Vec::new();
    for key in ConfigKey::ALL {
        let Some(node) = fields.get(key.name) else { continue };
        if !key.kind.is_table() {
            settings.extend(setting(key, None, &node));
        } else if key.kind == ValueKind::Mail {
            settings.extend(node.open_table().iter().flat_map(|fields| mail::read(key, fields)));
        } else if let Some(fields) = node.open_table() {
            settings.extend(fields.all().filter_map(|node| setting(key, Some(node.key()), &node)));
        }
    }
    for node in fields.unknown() {
        let found = |lang| text::found_key(lang, node.key());
        let why = match Indicator::by_id(node.key()) {
            // It is known where it belongs.
            Some(_) => FoundExpected::CONFIGURATION.say(found, |lang| text::expected_below(lang, "[set]")),
            None => node.reader.wording().unknown(node.key(), &fields.known()),
        };
        node.reader.report(node.key_at(), why);
    }
    settings.sort_by_key(|setting| setting.line);
    settings
}

fn setting(key: ConfigKey, name: Option<&str>, node: &Node<'_>) -> Option<Setting> {
    let text = text_of(key.kind, node.value.get_ref());
    if text.is_none() {
        let expected = match key.kind {
            ValueKind::Text => text::expected_text.into(),
            ValueKind::Threads => Arg::from(|lang| text::expected_threads(lang, Threads::MOST)),
            ValueKind::Size => text::expected_size.into(),
            ValueKind::Values => text::expected_number.into(),
            ValueKind::Counts => text::expected_count.into(),
            ValueKind::Switches => text::expected_boolean.into(),
            // Its keys are read elsewhere.
            ValueKind::Mail => text::expected_text.into(),
        };
        let found = format!("{} = {}", shown(node.key()), shown_value(node.value));
        node.unreadable(FoundExpected::CONFIGURATION.say(|lang| text::found_setting(lang, &found), expected));
    }
    let (at, name) = (node.value.span(), name.map(|name| one_line(name).into_owned()));
    let (line, excerpt) = (node.reader.line(&at), node.reader.excerpt(&at));
    Some(Setting { key, name, text: text?, line, excerpt })
}

/// A value as it would be typed; `None` where it is no value of that kind.
fn text_of(kind: ValueKind, value: &DeValue<'_>) -> Option<String> {
    match (kind, value) {
        (ValueKind::Text, DeValue::String(text)) => {
            Some(one_line(text.trim()).into_owned()).filter(|text| !text.is_empty())
        }
        (ValueKind::Size, DeValue::String(text)) => {
            parsed_size(text).is_some().then(|| text.trim().to_owned())
        }
        (ValueKind::Threads, DeValue::Integer(number)) if number.radix() == 10 => {
            let count = number.as_str().parse().ok().filter(|count| (1..=Threads::MOST).contains(count));
            count.map(|count| count.to_string())
        }
        (ValueKind::Values, DeValue::Integer(number)) if number.radix() == 10 => {
            Some(number.as_str().to_owned())
        }
        (ValueKind::Values, DeValue::Float(number)) => Some(number.as_str().to_owned()),
        (ValueKind::Values, DeValue::String(text)) => {
            let number = text.trim().trim_end_matches(['%', '％']).trim();
            number.parse::<f64>().is_ok().then(|| text.trim().to_owned())
        }
        (ValueKind::Counts, DeValue::Integer(number)) if number.radix() == 10 => {
            number.as_str().parse::<u32>().ok().map(|count| count.to_string())
        }
        (ValueKind::Switches, DeValue::Boolean(has)) => Some(if *has { "1" } else { "0" }.to_owned()),
        _ => None,
    }
}
