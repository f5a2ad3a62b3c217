//! Mistakes told as what was found and what is expected there: those of the configuration and of the table of
//! columns.

use super::{ExpectedType, Fields, Node, Reader, TomlValue, Wording};
use crate::catalogue::{Arg, Code, Diagnostic, diagnostics, nearest, text};
use crate::shown_text::{one_line, without_personal_numbers};
use crate::text_file;
use std::path::Path;
use toml::de::DeValue;

/// The words for mistakes of which each says what was found and what is expected.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FoundExpected {
    code: Code,
}

impl FoundExpected {
    /// Those of a configuration.
    pub(crate) const CONFIGURATION: FoundExpected = FoundExpected { code: Code::ConfigInvalid };
    /// Those of a table of columns.
    pub(crate) const COLUMNS: FoundExpected = FoundExpected { code: Code::ColumnsInvalid };

    /// What was found and what is expected.
    pub(crate) fn say(self, found: impl Into<Arg>, expected: impl Into<Arg>) -> Diagnostic {
        match self.code {
            Code::ColumnsInvalid => diagnostics::columns_invalid(found, expected),
            _ => diagnostics::config_invalid(found, expected),
        }
    }

    /// Reads a file; everything that is wrong with it, in the order of the lines.
    pub(crate) fn read_file<T>(
        self,
        path: &Path,
        read: impl FnOnce(&Fields<'_>) -> T,
    ) -> Result<T, Vec<Diagnostic>> {
        let shown = path.to_string_lossy();
        match text_file::read(path) {
            Ok(Ok(text)) => self.read_table(&text, &shown, read),
            Ok(Err(_)) => Err(vec![self.say(text::found_encoding, text::expected_utf8).path(shown).line(1)]),
            Err(error) => Err(vec![error]),
        }
    }

    /// Reads the table that a text is.
    pub(crate) fn read_table<T>(
        self,
        text: &str,
        path: &str,
        read: impl FnOnce(&Fields<'_>) -> T,
    ) -> Result<T, Vec<Diagnostic>> {
        let reader = Reader::new(text, path, &self);
        let whole = reader.parse().map_err(|mistakes| {
            for mistake in mistakes {
                let found = |lang| text::toml_syntax(lang, mistake.what.in_lang(lang));
                reader.report(Some(mistake.span.clone()), self.say(found, text::expected_toml));
            }
        });
        let value = whole.ok().and_then(|whole| Node::root(&reader, &whole).fields().as_ref().map(read));
        match (value, reader.finish()) {
            (Some(value), mistakes) if mistakes.is_empty() => Ok(value),
            (_, mistakes) => Err(mistakes),
        }
    }
}

impl Wording for FoundExpected {
    fn expected(&self, found: &Node<'_>, expected: ExpectedType) -> Diagnostic {
        let what = match expected {
            ExpectedType::Texts => Arg::from(text::expected_texts),
            ExpectedType::Tables => Arg::from(text::expected_tables),
            ExpectedType::Table if self.code == Code::ColumnsInvalid => {
                Arg::from(|lang| text::expected_table(lang, "[orders]"))
            }
            ExpectedType::Table => Arg::from(|lang| text::expected_table(lang, format!("[{}]", found.key()))),
            _ => Arg::from(text::expected_text),
        };
        self.say(|lang| text::found_value(lang, shown_value(found.value)), what)
    }

    fn unknown(&self, found: &str, known: &[&str]) -> Diagnostic {
        let expected = match nearest(found, known.iter().copied()) {
            Some(near) => Arg::from(|lang| text::expected_nearest(lang, near)),
            None => Arg::from(|lang| text::expected_key(lang, known.join(", "))),
        };
        self.say(|lang| text::found_key(lang, shown(found)), expected)
    }

    fn missing(&self, _: &Node<'_>, key: &str, expected: ExpectedType) -> Diagnostic {
        let found = |lang| text::found_no_key(lang, key);
        match expected {
            ExpectedType::Texts => self.say(found, text::expected_texts),
            _ => self.say(found, text::expected_text),
        }
    }
}

/// A value as a diagnostic shows it.
pub(crate) fn shown_value(value: &TomlValue<'_>) -> String {
    match value.get_ref() {
        DeValue::String(text) => shown(&format!("\"{text}\"")),
        DeValue::Table(_) => "[…]".to_owned(),
        DeValue::Array(_) => "[[…]]".to_owned(),
        DeValue::Boolean(value) => value.to_string(),
        DeValue::Integer(value) => shown(value.as_str()),
        DeValue::Float(value) => value.as_str().to_owned(),
        DeValue::Datetime(value) => value.to_string(),
    }
}

/// A text on one line: a phone number that strayed into it is not repeated.
pub(crate) fn shown(text: &str) -> String {
    without_personal_numbers(&one_line(text)).into_owned()
}
