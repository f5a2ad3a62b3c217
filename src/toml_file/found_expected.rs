//! Mistakes told as what was found and what is expected there: those of the configuration and of the table of
//! columns.

use super::{Fields, Node, Reader, Value, read_text};
use crate::catalogue::{Arg, Code, Diagnostic, diagnostics, nearest, text};
use crate::text_cleaning::{one_line, without_phone};
use std::ops::Range;
use std::path::Path;
use toml::de::DeValue;

/// What was found and what is expected, in the words of a code.
pub(crate) fn found_expected(code: Code, found: impl Into<Arg>, expected: impl Into<Arg>) -> Diagnostic {
    match code {
        Code::ColumnsInvalid => diagnostics::columns_invalid(found, expected),
        _ => diagnostics::config_invalid(found, expected),
    }
}

/// Reads a file; everything that is wrong with it, in the order of the lines, bears `code`.
pub(crate) fn read_file<T>(
    path: &Path,
    code: Code,
    read: impl FnOnce(&Fields<'_>) -> T,
) -> Result<T, Vec<Diagnostic>> {
    let shown = path.to_string_lossy();
    match read_text(path) {
        Ok(Ok(text)) => read_table(&text, &shown, code, read),
        Ok(Err(_)) => {
            let unknown = found_expected(code, text::found_encoding, text::expected_utf8);
            Err(vec![unknown.path(shown).line(1)])
        }
        Err(error) => Err(vec![error]),
    }
}

/// Reads the table that a text is.
pub(crate) fn read_table<T>(
    text: &str,
    path: &str,
    code: Code,
    read: impl FnOnce(&Fields<'_>) -> T,
) -> Result<T, Vec<Diagnostic>> {
    let reader = Reader::new(text, path, code);
    let whole = reader.parse().map_err(|mistakes| {
        for mistake in mistakes {
            let found = Arg::from(|lang| text::toml_syntax(lang, mistake.what.in_lang(lang)));
            reader.report(Some(mistake.span), found_expected(code, found, text::expected_toml));
        }
    });
    let value = whole.ok().and_then(|whole| Node::root(&reader, &whole).fields().as_ref().map(read));
    match (value, reader.finish()) {
        (Some(value), mistakes) if mistakes.is_empty() => Ok(value),
        (_, mistakes) => Err(mistakes),
    }
}

impl<'n> Node<'n> {
    /// Says what was found here and what is expected.
    pub(crate) fn found_expected(&self, found: impl Into<Arg>, expected: impl Into<Arg>) {
        self.reader.report(self.at_itself(), found_expected(self.reader.code(), found, expected));
    }

    /// Says that something else than this value is expected.
    fn expected(&self, expected: impl Into<Arg>) {
        self.found_expected(|lang| text::found_value(lang, shown_value(self.value)), expected);
    }

    /// The keys and values of what must be a table; `example` is what it may look like.
    pub(crate) fn expect_table(&'n self, example: &str) -> Option<Fields<'n>> {
        let fields = self.fields();
        if fields.is_none() {
            self.expected(|lang| text::expected_table(lang, example));
        }
        fields
    }

    /// What must be a list of texts, and where each stands. An empty word would match every cell.
    pub(crate) fn expect_texts<T>(&self, read: impl Fn(&Node<'_>, &str) -> Option<T>) -> Vec<T> {
        let Some(items) = self.items() else {
            self.expected(text::expected_texts);
            return Vec::new();
        };
        let read = |item: Node<'_>| match item.value.get_ref().as_str().map(str::trim) {
            Some(text) if !text.is_empty() => read(&item, text),
            _ => {
                item.expected(text::expected_texts);
                None
            }
        };
        items.filter_map(read).collect()
    }

    /// Says that a name is none of those known; the nearest of them, or all.
    pub(crate) fn expected_one_of(&self, at: Option<Range<usize>>, name: &str, known: &[&str]) {
        let expected = match nearest(name, known.iter().copied()) {
            Some(near) => Arg::from(|lang| text::expected_nearest(lang, near)),
            None => Arg::from(|lang| text::expected_key(lang, known.join(", "))),
        };
        let found = |lang| text::found_key(lang, shown(name));
        self.reader.report(at, found_expected(self.reader.code(), found, expected));
    }
}

impl Fields<'_> {
    /// Says of each key that nobody asked for that it is none of those known.
    pub(crate) fn expect_no_more(&self) {
        for node in self.unknown() {
            node.expected_one_of(node.key_at(), node.key(), &self.known());
        }
    }

    /// Says that a key is not there.
    pub(crate) fn expected_key(&self, key: &str, expected: impl Into<Arg>) {
        self.node.found_expected(|lang| text::found_no_key(lang, key), expected);
    }

    /// Reads a table, where it is there, and refuses what nobody asks for in it.
    pub(crate) fn expect_table(&self, key: &'static str, example: &str, read: impl FnOnce(&Fields<'_>)) {
        let Some(node) = self.get(key) else { return };
        if let Some(fields) = node.expect_table(example) {
            read(&fields);
            fields.expect_no_more();
        }
    }

    /// Reads each table of a list of them.
    pub(crate) fn expect_tables<T>(
        &self,
        key: &'static str,
        example: &str,
        read: impl Fn(&Fields<'_>) -> T,
    ) -> Vec<T> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let Some(items) = node.items() else {
            node.expected(text::expected_tables);
            return Vec::new();
        };
        let read = |item: Node<'_>| {
            let fields = item.expect_table(example)?;
            let value = read(&fields);
            fields.expect_no_more();
            Some(value)
        };
        items.filter_map(read).collect()
    }

    /// A text that must be there.
    pub(crate) fn expect_text(&self, key: &'static str) -> String {
        match self.get(key) {
            None => self.expected_key(key, text::expected_text),
            Some(node) => match node.value.get_ref().as_str() {
                Some(text) => return text.to_owned(),
                None => node.expected(text::expected_text),
            },
        }
        String::new()
    }

    /// A list of texts; none where it is not there.
    pub(crate) fn expect_texts(&self, key: &'static str) -> Vec<String> {
        let node = self.get(key);
        node.map_or_else(Vec::new, |node| node.expect_texts(|_, text| Some(text.to_owned())))
    }

    /// The same of which there must be one.
    pub(crate) fn expect_some_texts<T>(
        &self,
        key: &'static str,
        read: impl Fn(&Node<'_>, &str) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.get(key) else {
            self.expected_key(key, text::expected_texts);
            return Vec::new();
        };
        if node.value.get_ref().as_array().is_some_and(|items| items.is_empty()) {
            node.found_expected(text::found_empty, text::expected_texts);
        }
        node.expect_texts(read)
    }
}

/// A value as a diagnostic shows it.
pub(crate) fn shown_value(value: &Value<'_>) -> String {
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
    without_phone(&one_line(text)).into_owned()
}
