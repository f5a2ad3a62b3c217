//! The files of `src` as text.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of `src`, by its path from the root: the path without its extension, so that a list may ask for it, and the
/// text without comments and unit tests.
pub fn sources() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![root().join("src")];
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
            } else {
                let shown = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                let text = fs::read_to_string(&path).unwrap();
                let comment = if shown.ends_with(".rs") { "//" } else { "#" };
                let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
                let code = text.lines().filter(|line| !line.trim_start().starts_with(comment));
                let name = shown.rsplit_once('.').map_or(shown.as_str(), |(name, _)| name);
                found.insert(shown.clone(), format!("{name}\n{}", code.collect::<Vec<_>>().join("\n")));
            }
        }
    }
    found
}

/// Has a text a word, which is no part of a longer one?
pub fn has_word(text: &str, word: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !is_part(before.chars().next_back()) && !is_part(after.chars().next())
    })
}

/// Has a file a function, or a type, of this name?
pub fn is_defined_in(file: &str, name: &str) -> bool {
    let text = fs::read_to_string(root().join(file)).unwrap_or_else(|e| panic!("{file}: {e}"));
    let name = name.rsplit("::").next().unwrap_or(name);
    ["fn", "struct", "enum", "trait"].iter().any(|kind| has_word(&text, &format!("{kind} {name}")))
}
