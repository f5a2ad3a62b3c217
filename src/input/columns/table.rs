//! A table of columns as TOML: read with the line of everything that is wrong, and written.

use super::{Columns, KindOverride, StatusWords, WrongFile};
use crate::catalogue::{Code, Diagnostic, Text};
use crate::field::{Field, Kind};
use crate::toml_file::{self, Reader, Table, Value, found, holds};
use std::path::Path;
use toml::de::DeValue;

/// Reads a user's file.
pub fn read_file(path: &Path) -> Result<Columns, Vec<Diagnostic>> {
    let text = toml_file::read_file(path, Code::ColumnsInvalid)?;
    let mut columns = Columns::empty();
    read(&text, &path.to_string_lossy(), &mut columns)?;
    Ok(columns)
}

/// Reads a table.
pub fn read(text: &str, path: &str, into: &mut Columns) -> Result<(), Vec<Diagnostic>> {
    Reader::new(text, path, Code::ColumnsInvalid).read(|reader, table| reader.whole(table, into))
}

/// What a table of columns looks like.
const TABLE: &str = "[orders]";

const FILLS: &str = "fills";
const WRONG_FILES: &str = "wrong_files";
const WORDS: &str = "words";

impl Reader<'_> {
    fn whole(&mut self, table: &Table<'_>, into: &mut Columns) {
        for (key, value) in table {
            let name: &str = key.get_ref();
            if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.id() == name) {
                self.names(kind, value, into);
            } else if name == WORDS {
                self.words(value, into);
            } else if name == FILLS {
                into.kind_overrides = self.list(value, Reader::fill);
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
        for (key, value) in self.table(value, TABLE) {
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
        for (key, value) in self.table(value, TABLE) {
            let state: &str = key.get_ref();
            let words = self.texts(value);
            match into.words.of_mut(state) {
                Some(slot) => *slot = words,
                None => self.unknown_key(key.span(), state, StatusWords::STATES),
            }
        }
    }

    fn fill(&mut self, value: &Value<'_>) -> KindOverride {
        let mut fill = KindOverride::default();
        let keys = ["header", "kinds"];
        for (key, value) in self.table(value, TABLE) {
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
        for (key, value) in self.table(value, TABLE) {
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
}
