//! The parts of `docs/architecture.md`, and what they should be.

use super::sources::has_word;
use std::collections::{BTreeMap, BTreeSet};

pub const DOCUMENT: &str = include_str!("../../docs/architecture.md");

/// What stands before the words of a list.
const LIST: &str = "<!-- files with ";

/// The part between two marks.
pub fn part(name: &str) -> &'static str {
    let begin = format!("<!-- {name} -->\n");
    let (_, rest) = DOCUMENT.split_once(&begin).unwrap_or_else(|| panic!("no {begin}"));
    rest.split_once(&format!("<!-- /{name} -->")).unwrap_or_else(|| panic!("{name} has no end")).0
}

/// What stands between backticks.
pub fn code_spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The cells of the rows of a table, without its head.
pub fn table(text: &str) -> Vec<Vec<&str>> {
    let rows = text.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// The document with what each room imports in the last cell of its row, in the order of the rows.
pub fn with_imports(document: &str, rooms: &BTreeMap<&str, BTreeSet<&str>>) -> String {
    let rows = part("rooms");
    let order: Vec<&str> = table(rows).iter().filter_map(|row| code_spans(row[0]).next()).collect();
    let with_imports = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let room = code_spans(cells[0]).next().filter(|_| line.starts_with('|'));
        let Some(imported) = room.and_then(|room| rooms.get(room)) else { return line.to_owned() };
        let imported = order.iter().filter(|room| imported.contains(*room)).map(|room| format!("`{room}`"));
        format!("| {} | {} | {} |", cells[0], cells[1], imported.collect::<Vec<_>>().join(" "))
    };
    let lines: String = rows.lines().map(|line| with_imports(line) + "\n").collect();
    document.replace(rows, &lines)
}

/// The document with its lists of files. A list that is headed by `<!-- files with A, B -->` names the files of `src`
/// that have one of these words, every one and no other; comments and unit tests do not count. Files of other
/// folders are left as they are.
pub fn with_lists(document: &str, sources: &BTreeMap<String, String>) -> String {
    let mut parts = document.split(LIST);
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut lists = 0;
    for part in parts {
        let (words, rest) = part.split_once(" -->\n").expect("the end of a mark");
        let end = rest.find("\n\n").map_or(rest.len(), |end| end + 1);
        let (list, after) = rest.split_at(end);
        text += &format!("{LIST}{words} -->\n{}{after}", list_of(words, list, sources));
        lists += 1;
    }
    assert!(lists >= 5, "{lists} lists");
    text
}

fn list_of(words: &str, list: &str, sources: &BTreeMap<String, String>) -> String {
    let has = |text: &String| words.split(", ").any(|word| has_word(text, word));
    let mut missing: BTreeSet<&str> =
        sources.iter().filter(|(_, text)| has(text)).map(|(path, _)| path.as_str()).collect();
    let mut text = String::new();
    for item in list.split("\n- ") {
        let item = item.trim_start_matches("- ").trim_end();
        let path = code_spans(item).next().unwrap_or_default();
        if !path.starts_with("src/") || missing.remove(path) {
            text += &format!("- {item}\n");
        }
    }
    text + &missing.iter().map(|path| format!("- `{path}`\n")).collect::<String>()
}
