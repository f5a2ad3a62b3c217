//! Titles of columns and words of cells for people who open rows in a spreadsheet program, made of
//! `spreadsheet.toml`.

use super::{Bilingual, Lang};

include!(concat!(env!("OUT_DIR"), "/spreadsheet.rs"));

/// What the columns of rows are called in their first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Headers {
    /// By their keys, and cells by their ids: the same in every language.
    #[default]
    Keys,
    /// By titles in a language, and cells that hold ids by words of it.
    Titles(Lang),
    /// Not at all: there is no such line.
    None,
}

impl Headers {
    /// The title of a column of a document: its key where it has no other.
    pub(crate) fn title<'a>(self, document: &str, key: &'a str) -> &'a str {
        let Headers::Titles(lang) = self else { return key };
        let own = column_title(&format!("{document}.{key}"));
        own.or_else(|| column_title(key)).map_or(key, |title| title.pick(lang))
    }

    /// What a cell of a document says that holds an id, or `true` or `false`; nothing where it is none.
    pub(crate) fn word(self, document: &str, column: &str, id: &str) -> Option<&'static str> {
        /// The words of cells that mean the same in every column.
        const ANY: &str = "any";
        let Headers::Titles(lang) = self else { return None };
        let own = cell_word(&format!("{document}.{column}"), id);
        let word = own.or_else(|| cell_word(column, id)).or_else(|| cell_word(ANY, id));
        word.map(|word| word.pick(lang))
    }
}

/// The keys of the columns that a title may stand for: a key, or a title in some language.
pub(crate) fn is_called(key: &str, title: &str) -> bool {
    let titles = column_title(key);
    key.eq_ignore_ascii_case(title) || titles.is_some_and(|titles| [titles.zh, titles.en].contains(&title))
}

/// Does a cell of a column hold an id, or a word for it in some language?
pub(crate) fn says(column: &str, id: &str, cell: &str) -> bool {
    let word = |lang| Headers::Titles(lang).word("", column, id);
    id.eq_ignore_ascii_case(cell) || [Lang::Zh, Lang::En].map(word).contains(&Some(cell))
}
