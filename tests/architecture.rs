//! `docs/architecture.md` says what is true: its rooms, files, functions and lists are held against the sources.

mod architecture {
    pub mod imports;
}

use architecture::imports::{Imports, circles, of_crate};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const DOCUMENT: &str = include_str!("../docs/architecture.md");

/// No more files of a room may import each other.
const LARGEST_CIRCLE: usize = 3;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The part between two marks.
fn part(name: &str) -> &'static str {
    let begin = format!("<!-- {name} -->\n");
    let (_, rest) = DOCUMENT.split_once(&begin).unwrap_or_else(|| panic!("no {begin}"));
    rest.split_once(&format!("<!-- /{name} -->")).unwrap_or_else(|| panic!("{name} has no end")).0
}

/// What stands between backticks on a line.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The cells of the rows of a table, without its head.
fn table(text: &str) -> Vec<Vec<&str>> {
    let rows = text.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// The room of a file of `src`.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

/// Each room with the rooms it imports.
fn between_rooms(imports: &Imports) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut rooms: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (file, others) in imports {
        let others = others.keys().map(|other| room(other)).filter(|other| *other != room(file));
        rooms.entry(room(file)).or_default().extend(others);
    }
    rooms.remove("lib");
    rooms
}

/// A room imports what the table says, and only rooms above its own row: there is no circle between rooms.
#[test]
fn rooms_import_what_the_table_says() {
    let imports = of_crate(&root().join("src"));
    let mut actual = between_rooms(&imports);
    let mut above = BTreeSet::new();
    for row in table(part("rooms")) {
        let [name, _, imported] = row[..] else { panic!("{row:?}") };
        let name = quoted(name).next().unwrap();
        let stated: BTreeSet<&str> = quoted(imported).collect();
        let found = actual.remove(name).unwrap_or_else(|| panic!("no room {name}"));
        assert_eq!(stated, found, "{name}");
        let not_above: Vec<_> = found.difference(&above).collect();
        assert!(not_above.is_empty(), "{name} imports {not_above:?}");
        above.insert(name);
    }
    assert!(actual.is_empty(), "rooms without a row: {actual:?}");
}

#[test]
fn hardly_any_files_import_each_other() {
    let imports = of_crate(&root().join("src"));
    let mut told = String::new();
    for circle in circles(&imports).iter().filter(|circle| circle.len() > LARGEST_CIRCLE) {
        told += &format!("a circle of {}:\n", circle.len());
        for file in circle {
            let inside = imports[*file].iter().filter(|(other, _)| circle.contains(other.as_str()));
            inside.for_each(|(other, names)| told += &format!("  {file} → {other}: {names:?}\n"));
        }
    }
    assert!(told.is_empty(), "{told}");
}

/// Every file that the document names is there.
#[test]
fn files_exist() {
    let known = ["src/", "tests/", "fixtures/", "benches/", "docs/", ".ci/"];
    let is_path = |text: &&str| known.iter().any(|folder| text.starts_with(folder)) || text.ends_with(".md");
    let mut seen = 0;
    for path in quoted(DOCUMENT).filter(is_path) {
        assert!(root().join(path).exists(), "{path}");
        seen += 1;
    }
    assert!(seen > 20, "{seen}");
}

/// Every step of a datum's way names a function of its file.
#[test]
fn functions_are_where_the_way_says() {
    let steps = table(part("way"));
    for row in &steps {
        let [_, file, function, _] = row[..] else { panic!("{row:?}") };
        let text = fs::read_to_string(root().join(quoted(file).next().unwrap())).unwrap();
        for name in quoted(function) {
            let name = name.rsplit("::").next().unwrap();
            let defined = ["(", "<"].iter().any(|after| text.contains(&format!("fn {name}{after}")));
            assert!(defined, "{file} has no {name}");
        }
    }
    assert!(steps.len() >= 8);
}

/// A list headed by `<!-- files with A, B -->` names the files that have one of these words, every one of `src` and
/// no other. Comments and unit tests do not count.
#[test]
fn lists_of_files_are_whole() {
    let sources = sources(&root().join("src"));
    let mut lists = 0;
    for rest in DOCUMENT.split("<!-- files with ").skip(1) {
        let (words, rest) = rest.split_once(" -->\n").unwrap();
        let words: Vec<&str> = words.split(", ").collect();
        let items =
            rest.trim_start().lines().take_while(|line| line.starts_with("- ") || line.starts_with("  "));
        let listed: BTreeSet<&str> =
            items.filter(|line| line.starts_with("- ")).filter_map(|line| quoted(line).next()).collect();
        let has = |text: &str| words.iter().any(|word| has_word(text, word));
        let expected = sources.iter().filter(|(_, text)| has(text)).map(|(path, _)| path.as_str());
        let in_src = listed.iter().copied().filter(|path| path.starts_with("src/"));
        assert_eq!(in_src.collect::<BTreeSet<_>>(), expected.collect(), "{words:?}");
        for path in &listed {
            let text = fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
            assert!(has(&text), "{path} has none of {words:?}");
        }
        lists += 1;
    }
    assert!(lists >= 5, "{lists}");
}

/// Every file below a folder, by its path from the root, without comments and unit tests.
fn sources(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![PathBuf::from(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                open.push(entry);
                continue;
            }
            let text = fs::read_to_string(&entry).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
            let comment =
                if entry.extension().is_some_and(|extension| extension == "rs") { "//" } else { "#" };
            let code = text.lines().filter(|line| !line.trim_start().starts_with(comment));
            let path = entry.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            found.insert(path, code.collect::<Vec<_>>().join("\n"));
        }
    }
    found
}

fn has_word(text: &str, word: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !is_part(before.chars().next_back()) && !is_part(after.chars().next())
    })
}
