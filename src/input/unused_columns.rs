//! What of a user's table of columns has no effect in a run: most likely a name is misspelled, or a file is missing.

use super::columns::{Columns, OwnWord, normalise};
use super::header::Mapping;
use super::input_file::InputFile;
use crate::catalogue::{Code, Diagnostic, Lang, diagnostics};
use crate::field::Field;
use crate::shown_text::one_line;
use std::sync::atomic::Ordering;

/// Tables of names none of which stands in a header, words that no cell holds, overrides and wrong files that fit no file.
pub(super) fn without_effect(columns: &Columns, files: &[InputFile]) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    let Some(own) = &columns.own else { return all };
    let mappings: Vec<&Mapping> = files.iter().filter_map(|file| file.mapping.as_deref()).collect();
    let stands = |(field, name): &(Field, String)| {
        mappings.iter().any(|m| m.place(*field).is_some() && normalise(m.name(*field)) == *name)
    };
    for (kind, line) in &own.lines.kinds {
        let mut added = own.names.iter().filter(|(field, _)| field.kind() == *kind).peekable();
        if added.peek().is_some() && !added.any(stands) {
            all.push(diagnostics::columns_unused(kind.id()).path(&own.path).line(*line));
        }
    }
    for (state, line) in &own.lines.words {
        let mut added = own.words.iter().filter(|word| word.state == *state).peekable();
        if added.peek().is_some() && !added.any(OwnWord::is_met) {
            all.push(diagnostics::words_unused(*state).path(&own.path).line(*line));
        }
    }
    for (place, line, is_met) in &own.wrong_files {
        let title =
            columns.wrong_files.get(*place).map(|wrong| (wrong.title_zh.as_str(), wrong.title_en.as_str()));
        if let (Some(title), false) = (title, is_met.load(Ordering::Relaxed)) {
            all.push(diagnostics::wrong_files_unused(title).path(&own.path).line(*line));
        }
    }
    // Of a file that lacks the id column of a declared kind that is said already, and its header is not known here.
    if files.iter().any(|file| file.code == Some(Code::ColumnsUnfit)) {
        return all;
    }
    for (declared, line) in columns.kind_overrides.iter().zip(&own.lines.overrides) {
        let header = |mapping: &Mapping| mapping.header().map(normalise).collect::<Vec<_>>();
        if !mappings.iter().any(|mapping| declared.fits(&header(mapping))) {
            let names = |lang: Lang| one_line(&declared.header.join(lang.pick("、", ", "))).into_owned();
            all.push(diagnostics::fills_unused(names).path(&own.path).line(*line));
        }
    }
    all
}
