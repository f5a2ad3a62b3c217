//! A table of columns as TOML: read with the line of everything that is wrong.

use super::{Columns, Fill, Words, WrongFile};
use crate::catalogue::{Code, Diagnostic, text};
use crate::field::{Field, Kind};
use crate::toml_file::{self, Fields};
use std::path::Path;

/// What a table of columns looks like.
const TABLE: &str = "[orders]";

/// Reads a user's file.
pub fn read_file(path: &Path) -> Result<Columns, Vec<Diagnostic>> {
    toml_file::read_file(path, Code::ColumnsInvalid, whole)
}

/// Reads a table.
pub fn read(text: &str, path: &str) -> Result<Columns, Vec<Diagnostic>> {
    toml_file::read_table(text, path, Code::ColumnsInvalid, whole)
}

fn whole(fields: &Fields<'_>) -> Columns {
    let mut columns = Columns::empty();
    for kind in Kind::ALL {
        fields.expect_table(kind.id(), TABLE, |fields| {
            for field in Field::ALL.iter().filter(|field| field.kind() == kind) {
                if let Some(slot) = columns.names.get_mut(*field as usize) {
                    *slot = fields.expect_texts(field.key());
                }
            }
        });
    }
    fields.expect_table("words", TABLE, |fields| {
        for state in Words::STATES {
            if let Some(slot) = columns.words.of_mut(state) {
                *slot = fields.expect_texts(state);
            }
        }
    });
    columns.fills = fields.expect_tables("fills", TABLE, fill);
    columns.wrong_files = fields.expect_tables("wrong_files", TABLE, wrong_file);
    fields.expect_no_more();
    columns
}

fn fill(fields: &Fields<'_>) -> Fill {
    let header = fields.expect_some_texts("header", |_, text| Some(text.to_owned()));
    let named = fields.expect_some_texts("kinds", |node, text| {
        let kind = Kind::ALL.into_iter().find(|kind| kind.id() == text);
        if kind.is_none() {
            node.expected_one_of(node.at(), text, &Kind::ALL.map(Kind::id));
        }
        kind
    });
    // A file is read once for a kind, however often that is said.
    let mut kinds = Vec::with_capacity(named.len());
    named.into_iter().for_each(|kind| {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    });
    Fill { header, kinds }
}

fn wrong_file(fields: &Fields<'_>) -> WrongFile {
    let file = WrongFile {
        id: fields.expect_text("id"),
        title_zh: fields.expect_text("title_zh"),
        title_en: fields.expect_text("title_en"),
        all: fields.expect_texts("all"),
        any: fields.expect_texts("any"),
        beside: fields.expect_texts("beside"),
    };
    // Without names it would never be recognised.
    let [all, any, beside] = ["all", "any", "beside"].map(|key| fields.get(key).is_some());
    if !all && !(any && beside) {
        fields.expected_key(if any { "beside" } else { "all" }, text::expected_marks);
    }
    file
}
