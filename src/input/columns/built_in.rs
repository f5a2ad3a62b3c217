//! The built-in table, as the build has read it.

use super::{BuiltInWords, Columns, StatusWords, WrongFile, texts};
use crate::field::Field;

struct BuiltInWrongFile {
    id: &'static str,
    /// In Chinese and in English.
    titles: [&'static str; 2],
    /// `all`, `any`, `beside`.
    names: [&'static [&'static str]; 3],
}

include!(concat!(env!("OUT_DIR"), "/built_in_columns.rs"));

/// The built-in table.
pub(super) fn columns() -> Columns {
    let mut columns = Columns { words: StatusWords::of_built_in(&WORDS), ..Columns::empty() };
    for (field, names) in NAMES {
        if let Some(slot) = columns.names.get_mut(*field as usize) {
            *slot = texts(names);
        }
    }
    columns.wrong_files = WRONG_FILES.iter().map(wrong_file).collect();
    columns
}

fn wrong_file(wrong: &BuiltInWrongFile) -> WrongFile {
    let BuiltInWrongFile { id, titles: [title_zh, title_en], names } = wrong;
    let [id, title_zh, title_en] = [id, title_zh, title_en].map(|text| (*text).to_owned());
    let [all, any, beside] = names.map(texts);
    WrongFile { id, title_zh, title_en, all, any, beside }
}
