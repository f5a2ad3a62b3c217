//! A table of columns as TOML: read with the line of everything that is wrong.

use super::own_table::TableLines;
use super::{Columns, KindOverride, StatusWords, WrongFile};
use crate::catalogue::{Diagnostic, text};
use crate::field::{Field, Kind};
use crate::toml_file::{ExpectedType, Fields, FoundExpected, Node};
use std::path::Path;

/// Reads a user's file.
pub(super) fn read_file(path: &Path) -> Result<(Columns, TableLines), Vec<Diagnostic>> {
    FoundExpected::COLUMNS.read_file(path, whole)
}

/// Reads a table.
#[cfg(test)]
pub(super) fn read(text: &str, path: &str) -> Result<Columns, Vec<Diagnostic>> {
    FoundExpected::COLUMNS.read_table(text, path, whole).map(|(columns, _)| columns)
}

fn whole(fields: &Fields<'_>) -> (Columns, TableLines) {
    let (mut columns, mut lines) = (Columns::empty(), TableLines::default());
    for kind in Kind::ALL {
        maybe_table(fields, kind.id(), |fields| {
            lines.kinds.push((kind, line(fields.node)));
            for field in Field::ALL.iter().filter(|field| field.kind() == kind) {
                if let Some(slot) = columns.names.get_mut(*field as usize) {
                    *slot = texts(fields.get(field.key()));
                }
            }
        });
    }
    maybe_table(fields, "words", |fields| {
        for state in StatusWords::STATES {
            let node = fields.get(state);
            if let Some(node) = &node {
                lines.words.push((state, line(node)));
            }
            if let Some(slot) = columns.words.of_mut(state) {
                *slot = texts(node);
            }
        }
    });
    columns.kind_overrides = fields
        .maybe_tables("fills", |fields| {
            lines.overrides.push(line(fields.node));
            kind_override(fields)
        })
        .unwrap_or_default();
    let wrong_files = fields.maybe_tables("wrong_files", |fields| {
        lines.wrong_files.push(line(fields.node));
        wrong_file(fields)
    });
    columns.wrong_files = wrong_files.unwrap_or_default();
    fields.refuse_others();
    (columns, lines)
}

fn line(node: &Node<'_>) -> Option<u64> {
    node.at().or(node.key_at()).map(|at| node.reader.line(&at))
}

fn maybe_table(fields: &Fields<'_>, key: &'static str, read: impl FnOnce(&Fields<'_>)) {
    if let Some(node) = fields.get(key) {
        node.table(|fields| {
            read(fields);
            Some(())
        });
    }
}

/// A list of texts; none where it is not there. An empty one would match every cell.
fn texts(node: Option<Node<'_>>) -> Vec<String> {
    list_of_texts(node, |_, text| Some(text.to_owned()))
}

fn list_of_texts<T>(node: Option<Node<'_>>, read: impl Fn(&Node<'_>, &str) -> Option<T>) -> Vec<T> {
    let read = |item: &Node<'_>| {
        let text = item.as_str().map(str::trim).filter(|text| !text.is_empty());
        read(item, item.typed(text, ExpectedType::Texts)?)
    };
    node.and_then(|node| node.list(ExpectedType::Texts, read)).unwrap_or_default()
}

/// A list that must be there and hold something.
fn some_texts<'n>(fields: &Fields<'n>, key: &'static str) -> Option<Node<'n>> {
    let node = fields.require(key, ExpectedType::Texts)?;
    if node.items().is_some_and(|mut items| items.next().is_none()) {
        node.unreadable(FoundExpected::COLUMNS.say(text::found_empty, text::expected_texts));
    }
    Some(node)
}

fn kind_override(fields: &Fields<'_>) -> Option<KindOverride> {
    let header = texts(some_texts(fields, "header"));
    let named = list_of_texts(some_texts(fields, "kinds"), |node, text| {
        let kind = Kind::ALL.into_iter().find(|kind| kind.id() == text);
        if kind.is_none() {
            node.unreadable(node.reader.wording().unknown(text, &Kind::ALL.map(Kind::id)));
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
    Some(KindOverride { header, kinds })
}

fn wrong_file(fields: &Fields<'_>) -> Option<WrongFile> {
    let text = |key| {
        let text = fields.need(key, ExpectedType::Text, |node| node.typed(node.as_str(), ExpectedType::Text));
        text.unwrap_or_default().to_owned()
    };
    let file = WrongFile {
        id: text("id"),
        title_zh: text("title_zh"),
        title_en: text("title_en"),
        all: texts(fields.get("all")),
        any: texts(fields.get("any")),
        beside: texts(fields.get("beside")),
    };
    // Without names it would never be recognised.
    let [all, any, beside] = ["all", "any", "beside"].map(|key| fields.get(key).is_some());
    if !(all || any && beside) {
        let absent = if any { "beside" } else { "all" };
        let found = |lang| text::found_no_key(lang, absent);
        fields.node.unreadable(FoundExpected::COLUMNS.say(found, text::expected_marks));
    }
    Some(file)
}
