//! Ids in rows as words of a language.

use crate::catalogue::{Headers, Lang};
use crate::indicator::Figure;
use crate::insight::SupposedCase;
use std::borrow::Cow;

/// Columns that hold several ids with blanks between, and the column that holds one of them.
const LISTS: [(&str, &str); 1] = [("causes", "cause")];

/// The text of a cell, or what an id is called where columns have titles.
pub(super) fn in_words<'r>(document: &str, key: &str, text: &'r str, headers: Headers) -> Cow<'r, str> {
    let Headers::Titles(lang) = headers else { return text.into() };
    if let Some((_, one)) = LISTS.iter().find(|(list, _)| *list == key) {
        let words = text.split_whitespace().map(|id| headers.word(document, one, id).unwrap_or(id));
        return words.collect::<Vec<_>>().join(lang.pick("、", ", ")).into();
    }
    let word = headers.word(document, key, text).or_else(|| name(key, text, lang));
    word.map_or(Cow::Borrowed(text), Cow::Borrowed)
}

/// What the ids of figures and of supposed cases are called.
fn name(column: &str, id: &str, lang: Lang) -> Option<&'static str> {
    match column {
        "indicator" | "weakest" => Some(Figure::by_id(id)?.name(lang)),
        "add_case" => Some(SupposedCase::by_id(id)?.name(lang)),
        _ => None,
    }
}
