//! A TOML file of the user's: decoded, and read with the line of everything that is wrong with it, all of it
//! at once. Which keys there may be, its own reader knows: the table of columns, the configuration.

use crate::catalogue::{Arg, Code, Diagnostic, Lang, Text, nearest};
use crate::shown_text::one_line;
use crate::shown_text::without_phone;
use crate::text_file;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// A table with its places.
pub type Table<'t> = DeTable<'t>;
/// A value with its place.
pub type Value<'t> = Spanned<DeValue<'t>>;
/// A key with its place.
pub type Key<'t> = Spanned<DeString<'t>>;

/// Something that is wrong with one of them.
#[derive(Debug)]
pub struct Reader<'t> {
    text: &'t str,
    path: &'t str,
    code: Code,
    /// Where lines end.
    line_ends: Vec<usize>,
    wrong: Vec<Diagnostic>,
}

/// The text of a file; what is wrong with it bears `code`.
pub fn read_file(path: &Path, code: Code) -> Result<String, Vec<Diagnostic>> {
    text_file::read(path).map_err(|error| vec![error])?.map_err(|text| {
        let shown = path.to_string_lossy();
        let mut reader = Reader::new(&text, &shown, code);
        reader.wrong(0..0, (Text::FoundEncoding, String::new()), Text::ExpectedUtf8, String::new());
        reader.wrong
    })
}

/// What was found on a line of a file and what was expected there, a text and what fills its place each.
pub fn wrong(code: Code, path: &str, line: u64, found: (Text, &str), expected: (Text, &str)) -> Diagnostic {
    let say = |text: Text, key: &'static str, value: &str| {
        let args = [(key, value.to_owned())];
        Arg::Both(text.with(Lang::Zh, &args), text.with(Lang::En, &args))
    };
    Diagnostic::new(code)
        .path(path)
        .line(line)
        .with("found", say(found.0, "found", found.1))
        .with("expected", say(expected.0, "names", expected.1))
}

impl<'t> Reader<'t> {
    /// Reads a text; what is wrong with it bears `code`.
    pub fn new(text: &'t str, path: &'t str, code: Code) -> Reader<'t> {
        let line_ends = text.match_indices('\n').map(|(end, _)| end).collect();
        Reader { text, path, code, line_ends, wrong: Vec::new() }
    }

    /// Parses the text and reads the table it is; everything that is wrong, in the order of the lines.
    pub fn read<T: Default>(
        mut self,
        whole: impl FnOnce(&mut Self, &Table<'_>) -> T,
    ) -> Result<T, Vec<Diagnostic>> {
        let read = match DeTable::parse(self.text) {
            Ok(table) => whole(&mut self, table.get_ref()),
            Err(e) => {
                let found = (Text::TomlSyntax, e.message().to_owned());
                self.wrong(e.span().unwrap_or_default(), found, Text::ExpectedToml, String::new());
                T::default()
            }
        };
        // Tables come in the order of their names.
        self.wrong.sort_by_key(|wrong| wrong.line);
        if self.wrong.is_empty() { Ok(read) } else { Err(self.wrong) }
    }

    /// The line of a place, from 1.
    pub fn line(&self, span: Range<usize>) -> u64 {
        self.line_ends.partition_point(|end| *end < span.start) as u64 + 1
    }

    /// Says what was found and what was expected, a text and what fills its place each.
    pub fn wrong(&mut self, span: Range<usize>, found: (Text, String), expected: Text, names: String) {
        let line = self.line(span);
        self.wrong.push(wrong(self.code, self.path, line, (found.0, &found.1), (expected, &names)));
    }

    /// A key that is none of the known ones.
    pub fn unknown_key(&mut self, span: Range<usize>, key: &str, known: &[&str]) {
        let (expected, names) = match nearest(key, known.iter().copied()) {
            Some(near) => (Text::ExpectedNearest, near.to_owned()),
            None => (Text::ExpectedKey, known.join(", ")),
        };
        self.wrong(span, (Text::FoundKey, shown(key)), expected, names);
    }

    /// A table must have a key.
    pub fn require(&mut self, table: &Value<'_>, key: &str, expected: Text) {
        if matches!(table.get_ref(), DeValue::Table(_)) && !holds(table, key) {
            self.wrong(table.span(), (Text::FoundNoKey, key.to_owned()), expected, String::new());
        }
    }

    /// The keys and values of a table; none where it is something else. `example` is what it may look like.
    pub fn table<'v, 'd>(
        &mut self,
        value: &'v Value<'d>,
        example: &str,
    ) -> Vec<(&'v Key<'d>, &'v Value<'d>)> {
        match value.get_ref() {
            DeValue::Table(table) => table.iter().collect(),
            _ => {
                self.wrong(value.span(), found(value), Text::ExpectedTable, example.to_owned());
                Vec::new()
            }
        }
    }

    /// What each table of a list of them says.
    pub fn list<T>(&mut self, value: &Value<'_>, read: impl Fn(&mut Self, &Value<'_>) -> T) -> Vec<T> {
        match value.get_ref() {
            DeValue::Array(values) => values.iter().map(|value| read(self, value)).collect(),
            _ => {
                self.wrong(value.span(), found(value), Text::ExpectedTables, String::new());
                Vec::new()
            }
        }
    }

    /// A list of texts.
    pub fn texts(&mut self, value: &Value<'_>) -> Vec<String> {
        self.spanned_texts(value).into_iter().map(|(text, _)| text).collect()
    }

    /// Texts of which there must be one, with their places.
    pub fn some_texts(&mut self, value: &Value<'_>) -> Vec<(String, Range<usize>)> {
        if value.get_ref().as_array().is_some_and(|values| values.is_empty()) {
            self.wrong(value.span(), (Text::FoundEmpty, String::new()), Text::ExpectedTexts, String::new());
        }
        self.spanned_texts(value)
    }

    fn spanned_texts(&mut self, value: &Value<'_>) -> Vec<(String, Range<usize>)> {
        let DeValue::Array(values) = value.get_ref() else {
            self.wrong(value.span(), found(value), Text::ExpectedTexts, String::new());
            return Vec::new();
        };
        let mut texts = Vec::new();
        for value in values.iter() {
            match value.get_ref() {
                // An empty word would match every cell.
                DeValue::String(text) if !text.trim().is_empty() => {
                    texts.push((text.trim().to_owned(), value.span()))
                }
                _ => self.wrong(value.span(), found(value), Text::ExpectedTexts, String::new()),
            }
        }
        texts
    }
}

/// Has a table a key?
pub fn holds(table: &Value<'_>, key: &str) -> bool {
    matches!(table.get_ref(), DeValue::Table(table) if table.contains_key(key))
}

/// A value as a diagnostic shows it.
pub fn found(value: &Value<'_>) -> (Text, String) {
    (Text::FoundValue, shown_value(value))
}

/// A value as a diagnostic shows it, without a text of its own.
pub fn shown_value(value: &Value<'_>) -> String {
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
pub fn shown(text: &str) -> String {
    without_phone(&one_line(text)).into_owned()
}
