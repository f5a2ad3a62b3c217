//! What the items of lists and the places in a table are called. The build knows it, too: it merges rulebooks.

use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table whose keys and values know where they stand.
pub(crate) type TomlTable<'t> = DeTable<'t>;
/// A value that knows where it stands.
pub(crate) type TomlValue<'t> = Spanned<DeValue<'t>>;

/// What tells the tables of a list apart, the first of these that they have.
pub(crate) const IDENTITIES: [&str; 3] = ["id", "class", "indicator"];

/// The position of what a file takes over from another.
pub(crate) const ELSEWHERE: Range<usize> = usize::MAX..usize::MAX;

/// A place inside another.
pub(crate) fn inside(outer: &str, name: &str) -> String {
    if outer.is_empty() { name.to_owned() } else { format!("{outer}.{name}") }
}

pub(super) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// What the items of a list are called.
pub(crate) fn item_names<'a>(ids: impl IntoIterator<Item = Option<&'a str>>) -> Vec<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let name = |(index, id): (usize, Option<&'a str>)| match id.filter(|id| !is_blank(id)) {
        None => index.to_string(),
        Some(id) => {
            let times = seen.entry(id).and_modify(|times| *times += 1).or_insert(1);
            if *times > 1 { format!("{id}#{times}") } else { id.to_owned() }
        }
    };
    ids.into_iter().enumerate().map(name).collect()
}

/// A text in a table.
pub(crate) fn text_of<'v>(value: &'v TomlValue<'_>, key: &str) -> Option<&'v str> {
    value.get_ref().as_table()?.get(key)?.get_ref().as_str()
}

/// What tells an item of a list from the others.
pub(crate) fn identity<'v>(item: &'v TomlValue<'_>) -> Option<&'v str> {
    IDENTITIES.iter().find_map(|key| text_of(item, key))
}
