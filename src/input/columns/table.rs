//! A table of columns as TOML: read with the line of everything that is wrong, and written.

use super::{Columns, Fill, Words, WrongFile};
use crate::catalogue::{Arg, Code, Diagnostic, Lang, Text, nearest};
use crate::field::{Field, Kind};
use crate::input::text_file;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads a user's file.
pub fn read_file(path: &Path) -> Result<Columns, Vec<Diagnostic>> {
    let shown = path.to_string_lossy();
    let text = match text_file::read(path).map_err(|error| vec![error])? {
        Ok(text) => text,
        Err(text) => {
            let mut reader = Reader { text: &text, path: &shown, wrong: Vec::new() };
            reader.wrong(0..0, (Text::FoundEncoding, String::new()), Text::ExpectedUtf8, String::new());
            return Err(reader.wrong);
        }
    };
    let mut columns = Columns::empty();
    read(&text, &shown, &mut columns)?;
    Ok(columns)
}

/// Reads a table.
pub fn read(text: &str, path: &str, into: &mut Columns) -> Result<(), Vec<Diagnostic>> {
    let mut reader = Reader { text, path, wrong: Vec::new() };
    match DeTable::parse(text) {
        Ok(table) => reader.whole(table.get_ref(), into),
        Err(e) => {
            let found = (Text::TomlSyntax, e.message().to_owned());
            reader.wrong(e.span().unwrap_or_default(), found, Text::ExpectedToml, String::new());
        }
    }
    // Tables come in the order of their names.
    reader.wrong.sort_by_key(|wrong| wrong.line);
    if reader.wrong.is_empty() { Ok(()) } else { Err(reader.wrong) }
}

struct Reader<'t> {
    text: &'t str,
    path: &'t str,
    wrong: Vec<Diagnostic>,
}

type Table<'t> = DeTable<'t>;
type Value<'t> = Spanned<DeValue<'t>>;

const FILLS: &str = "fills";
const WRONG_FILES: &str = "wrong_files";
const WORDS: &str = "words";

impl Reader<'_> {
    fn wrong(&mut self, span: Range<usize>, found: (Text, String), expected: Text, names: String) {
        let line = self.text.get(..span.start).unwrap_or_default().matches('\n').count() as u64 + 1;
        let say = |text: Text, key: &'static str, value: &str| {
            let args = [(key, value.to_owned())];
            Arg::Both(text.with(Lang::Zh, &args), text.with(Lang::En, &args))
        };
        let diagnostic = Diagnostic::new(Code::ColumnsInvalid).path(self.path).line(line);
        self.wrong.push(
            diagnostic
                .with("found", say(found.0, "found", &found.1))
                .with("expected", say(expected, "names", &names)),
        );
    }

    /// A key that is none of the known ones.
    fn unknown_key(&mut self, span: Range<usize>, key: &str, known: &[&str]) {
        let (expected, names) = match nearest(key, known.iter().copied()) {
            Some(near) => (Text::ExpectedNearest, near.to_owned()),
            None => (Text::ExpectedKey, known.join(", ")),
        };
        self.wrong(span, (Text::FoundKey, key.to_owned()), expected, names);
    }

    fn whole(&mut self, table: &Table<'_>, into: &mut Columns) {
        for (key, value) in table {
            let name: &str = key.get_ref();
            if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.id() == name) {
                self.names(kind, value, into);
            } else if name == WORDS {
                self.words(value, into);
            } else if name == FILLS {
                into.fills = self.list(value, Reader::fill);
            } else if name == WRONG_FILES {
                into.wrong_files = self.list(value, Reader::wrong_file);
            } else {
                let known = Kind::ALL.map(Kind::id).into_iter().chain([WORDS, FILLS, WRONG_FILES]);
                self.unknown_key(key.span(), name, &known.collect::<Vec<_>>());
            }
        }
    }

    fn names(&mut self, kind: Kind, value: &Value<'_>, into: &mut Columns) {
        let fields = || Field::ALL.iter().copied().filter(|field| field.kind() == kind);
        for (key, value) in self.table(value) {
            let name: &str = key.get_ref();
            match fields().find(|field| field.key() == name) {
                Some(field) => {
                    let names = self.texts(value);
                    if let Some(slot) = into.names.get_mut(field as usize) {
                        *slot = names;
                    }
                }
                None => self.unknown_key(key.span(), name, &fields().map(Field::key).collect::<Vec<_>>()),
            }
        }
    }

    fn words(&mut self, value: &Value<'_>, into: &mut Columns) {
        for (key, value) in self.table(value) {
            let state: &str = key.get_ref();
            let words = self.texts(value);
            match into.words.of_mut(state) {
                Some(slot) => *slot = words,
                None => self.unknown_key(key.span(), state, Words::STATES),
            }
        }
    }

    fn fill(&mut self, value: &Value<'_>) -> Fill {
        let mut fill = Fill::default();
        let keys = ["header", "kinds"];
        for (key, value) in self.table(value) {
            match &**key.get_ref() {
                "header" => fill.header = self.some_texts(value).into_iter().map(|(text, _)| text).collect(),
                "kinds" => {
                    for (name, span) in self.some_texts(value) {
                        match Kind::ALL.into_iter().find(|kind| kind.id() == name) {
                            // A file is read once for a kind, however often that is said.
                            Some(kind) if fill.kinds.contains(&kind) => {}
                            Some(kind) => fill.kinds.push(kind),
                            None => self.unknown_key(span, &name, &Kind::ALL.map(Kind::id)),
                        }
                    }
                }
                other => self.unknown_key(key.span(), other, &keys),
            }
        }
        for key in keys {
            self.require(value, key, Text::ExpectedTexts);
        }
        fill
    }

    fn wrong_file(&mut self, value: &Value<'_>) -> WrongFile {
        let mut file = WrongFile::default();
        for (key, value) in self.table(value) {
            let slot = match &**key.get_ref() {
                "id" => &mut file.id,
                "title_zh" => &mut file.title_zh,
                "title_en" => &mut file.title_en,
                "all" => {
                    file.all = self.texts(value);
                    continue;
                }
                "any" => {
                    file.any = self.texts(value);
                    continue;
                }
                "beside" => {
                    file.beside = self.texts(value);
                    continue;
                }
                other => {
                    let known = ["id", "title_zh", "title_en", "all", "any", "beside"];
                    self.unknown_key(key.span(), other, &known);
                    continue;
                }
            };
            match value.get_ref() {
                DeValue::String(text) => *slot = text.to_string(),
                _ => self.wrong(value.span(), found(value), Text::ExpectedText, String::new()),
            }
        }
        for key in ["id", "title_zh", "title_en"] {
            self.require(value, key, Text::ExpectedText);
        }
        // Without names it would never be recognised.
        let has = |key: &str| holds(value, key);
        if !(has("all") || has("any") && has("beside")) {
            let absent = if has("any") { "beside" } else { "all" };
            self.require(value, absent, Text::ExpectedMarks);
        }
        file
    }

    /// A table must have a key.
    fn require(&mut self, table: &Value<'_>, key: &str, expected: Text) {
        if matches!(table.get_ref(), DeValue::Table(_)) && !holds(table, key) {
            self.wrong(table.span(), (Text::FoundNoKey, key.to_owned()), expected, String::new());
        }
    }

    fn table<'v, 't>(
        &mut self,
        value: &'v Value<'t>,
    ) -> Vec<(&'v Spanned<toml::de::DeString<'t>>, &'v Value<'t>)> {
        match value.get_ref() {
            DeValue::Table(table) => table.iter().collect(),
            _ => {
                self.wrong(value.span(), found(value), Text::ExpectedTable, String::new());
                Vec::new()
            }
        }
    }

    fn list<T>(&mut self, value: &Value<'_>, read: impl Fn(&mut Self, &Value<'_>) -> T) -> Vec<T> {
        match value.get_ref() {
            DeValue::Array(values) => values.iter().map(|value| read(self, value)).collect(),
            _ => {
                self.wrong(value.span(), found(value), Text::ExpectedTables, String::new());
                Vec::new()
            }
        }
    }

    fn texts(&mut self, value: &Value<'_>) -> Vec<String> {
        self.spanned_texts(value).into_iter().map(|(text, _)| text).collect()
    }

    /// Texts of which there must be one.
    fn some_texts(&mut self, value: &Value<'_>) -> Vec<(String, Range<usize>)> {
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

fn holds(table: &Value<'_>, key: &str) -> bool {
    matches!(table.get_ref(), DeValue::Table(table) if table.contains_key(key))
}

fn found(value: &Value<'_>) -> (Text, String) {
    let text = match value.get_ref() {
        DeValue::String(text) => format!("\"{text}\""),
        DeValue::Table(_) => "[…]".to_owned(),
        DeValue::Array(_) => "[[…]]".to_owned(),
        DeValue::Boolean(value) => value.to_string(),
        DeValue::Integer(value) => value.as_str().to_owned(),
        DeValue::Float(value) => value.as_str().to_owned(),
        DeValue::Datetime(value) => value.to_string(),
    };
    (Text::FoundValue, text)
}
