//! A table of columns written as TOML, in the order of the built-in one.

use super::{Columns, StatusWords, WrongFile};
use crate::field::{Field, Kind};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

/// Writes a table in the form in which it is read.
pub(super) fn write(columns: &Columns) -> String {
    let mut file = DocumentMut::new();
    for kind in Kind::ALL {
        let fields = Field::ALL.iter().filter(|field| field.kind() == kind);
        let names = fields.map(|field| (field.key(), texts(columns.names(*field))));
        file.insert(kind.id(), Item::Table(names.collect()));
    }
    let words =
        StatusWords::STATES.iter().filter_map(|state| Some((*state, texts(columns.words.of(state)?))));
    file.insert("words", Item::Table(words.collect()));
    let overrides = columns.kind_overrides.iter().map(|known| {
        let kinds: Array = known.kinds.iter().map(|kind| kind.id()).collect();
        Table::from_iter([("header", texts(&known.header)), ("kinds", value(kinds))])
    });
    insert_tables(&mut file, "fills", overrides);
    insert_tables(&mut file, "wrong_files", columns.wrong_files.iter().map(wrong_file));
    file.to_string()
}

fn texts(texts: &[String]) -> Item {
    value(texts.iter().collect::<Array>())
}

fn wrong_file(file: &WrongFile) -> Table {
    let about = [("id", &file.id), ("title_zh", &file.title_zh), ("title_en", &file.title_en)];
    let names = [("all", &file.all), ("any", &file.any), ("beside", &file.beside)];
    let names = names.into_iter().filter(|(_, names)| !names.is_empty());
    about
        .map(|(key, text)| (key, value(text)))
        .into_iter()
        .chain(names.map(|(key, names)| (key, texts(names))))
        .collect()
}

fn insert_tables(file: &mut DocumentMut, key: &str, tables: impl Iterator<Item = Table>) {
    let tables: ArrayOfTables = tables.collect();
    if !tables.is_empty() {
        file.insert(key, Item::ArrayOfTables(tables));
    }
}
