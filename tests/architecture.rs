//! `docs/architecture.md` says what is true: its rooms, files, functions and lists are held against the sources.
//! `UPDATE_ARCHITECTURE=1 cargo test --test architecture` writes the imports and the lists anew.

mod architecture {
    pub mod document;
    pub mod imports;
    pub mod sources;
}

use architecture::document::{self, DOCUMENT, code_spans, part, table};
use architecture::imports::{Imports, circles, of_crate};
use architecture::sources::{is_defined_in, root, sources};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// No more files of a room may import each other.
const LARGEST_CIRCLE: usize = 3;

fn imports() -> Imports {
    of_crate(&root().join("src"))
}

/// The room of a file of `src`.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

/// Each room with the rooms it imports.
fn between_rooms(imports: &Imports) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut rooms: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (file, others) in imports.iter().filter(|(file, _)| *file != "lib.rs") {
        let others = others.keys().map(|other| room(other)).filter(|other| *other != room(file));
        rooms.entry(room(file)).or_default().extend(others);
    }
    rooms
}

#[test]
fn imports_and_lists_are_those_of_the_sources() {
    let imports = imports();
    let expected = document::with_imports(DOCUMENT, &between_rooms(&imports));
    let expected = document::with_lists(&expected, &sources());
    if std::env::var_os("UPDATE_ARCHITECTURE").is_some() {
        fs::write(root().join("docs/architecture.md"), expected).unwrap();
        return;
    }
    let drift = DOCUMENT.lines().zip(expected.lines()).find(|(is, should)| is != should);
    assert!(
        DOCUMENT == expected,
        "UPDATE_ARCHITECTURE=1 cargo test --test architecture; it begins at {drift:#?}"
    );
}

/// Every room has a row, and imports rooms of rows above its own only: there is no circle between rooms.
#[test]
fn rooms_import_only_what_stands_above_them() {
    let imports = imports();
    let mut rooms = between_rooms(&imports);
    let mut above = BTreeSet::new();
    for row in table(part("rooms")) {
        let name = code_spans(row[0]).next().unwrap();
        let imported = rooms.remove(name).unwrap_or_else(|| panic!("no room {name}"));
        if let Some(other) = imported.difference(&above).next() {
            let own = imports.iter().filter(|(file, _)| room(file) == name);
            let names: Vec<_> = own
                .flat_map(|(file, others)| others.iter().map(move |(to, names)| (file, to, names)))
                .filter(|(_, to, _)| room(to) == *other)
                .collect();
            panic!("{name} imports {other}, which does not stand above it: {names:#?}");
        }
        above.insert(name);
    }
    assert!(rooms.is_empty(), "rooms without a row: {rooms:?}");
}

#[test]
fn documents_and_commands_reach_the_shop_through_the_analysis_alone() {
    let is_below = |file: &str| ["shop", "timeline"].contains(&room(file)) || file == "scorecard/scorer.rs";
    for (file, others) in imports().iter().filter(|(file, _)| ["report", "cli"].contains(&room(file))) {
        let below: Vec<_> = others.iter().filter(|(other, _)| is_below(other)).collect();
        assert!(below.is_empty(), "{file} imports {below:?}");
    }
}

#[test]
fn no_room_is_a_tangle_of_files() {
    let imports = imports();
    let mut told = String::new();
    for circle in circles(&imports).iter().filter(|circle| circle.len() > LARGEST_CIRCLE) {
        told += &format!("{} files import each other:\n", circle.len());
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
    let paths: Vec<&str> = code_spans(DOCUMENT).filter(is_path).collect();
    for path in &paths {
        assert!(root().join(path).exists(), "{path}");
    }
    assert!(paths.len() > 20, "{paths:?}");
}

/// Every step of a datum's way names a function of its file.
#[test]
fn functions_are_where_the_way_says() {
    let steps = table(part("way"));
    for row in &steps {
        let [_, file, function] = row[..] else { panic!("{row:?}") };
        let file = code_spans(file).next().unwrap();
        for name in code_spans(function) {
            assert!(is_defined_in(file, name), "{file} defines no {name}");
        }
    }
    assert!(steps.len() >= 8);
}
