//! The rulebooks that come with the program: every file of a folder. No list of them stands in the source.

use super::Rulebook;
use super::extend::Library;
use crate::catalogue::{Code, Diagnostic, did_you_mean, nearest};
use crate::time::Day;
use include_dir::{Dir, include_dir};
use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::LazyLock;

static FOLDER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/rulebook/built_in");

/// What is looked at before a rulebook is read as a whole.
#[derive(Deserialize)]
struct Head {
    id: String,
    #[serde(default)]
    default: bool,
    family: Option<String>,
    in_force: Option<super::InForce>,
    #[serde(skip)]
    text: &'static str,
}

/// The default first, then from the newest to the oldest.
static HEADS: LazyLock<Vec<Head>> = LazyLock::new(|| {
    let texts = FOLDER.files().filter_map(include_dir::File::contents_utf8);
    let head = |text| toml::from_str(beginning(text)).ok().map(|head| Head { text, ..head });
    let mut heads: Vec<Head> = texts.filter_map(head).collect();
    let since = |head: &Head| head.in_force.as_ref().and_then(|f| f.from.clone().or(f.until.clone()));
    heads.sort_by_cached_key(|head| {
        (!head.default, Reverse(since(head)), Reverse(head.family.clone()), head.id.clone())
    });
    heads
});

/// A rulebook up to the end of its first table, `[in_force]`: all that a head is made of. To read every rulebook
/// as a whole would cost each run more than its own.
fn beginning(text: &str) -> &str {
    let mut tables = text.match_indices("\n[").map(|(place, _)| place);
    tables.nth(1).and_then(|end| text.get(..=end)).unwrap_or(text)
}

/// The ids, the default first.
pub fn ids() -> Vec<&'static str> {
    HEADS.iter().map(|head| head.id.as_str()).collect()
}

/// The id of the rulebook that is used where none is named.
pub fn default_id() -> &'static str {
    HEADS.iter().find(|head| head.default).map_or("", |head| head.id.as_str())
}

/// The names under which the rulebook in force on a day is asked for.
pub fn families() -> Vec<&'static str> {
    let mut families: Vec<&str> = HEADS.iter().filter_map(|head| head.family.as_deref()).collect();
    let mut seen = HashSet::new();
    families.retain(|family| seen.insert(*family));
    families
}

/// The id of the rulebook of a family that is in force on a day, and since when; `None` before the first.
pub(super) fn in_force(family: &str, day: Day) -> Option<&'static str> {
    let of_family = HEADS.iter().filter(|head| head.family.as_deref() == Some(family));
    let since = of_family.filter_map(|head| Some((head.in_force.as_ref()?.first_day()?, head.id.as_str())));
    since.filter(|(first, _)| *first <= day).max().map(|(_, id)| id)
}

/// The first day on which a rulebook of a family is in force.
pub(super) fn first_day(family: &str) -> Option<Day> {
    let of_family = HEADS.iter().filter(|head| head.family.as_deref() == Some(family));
    of_family.filter_map(|head| head.in_force.as_ref()?.first_day()).min()
}

/// The text of a file as it is embedded.
pub(super) fn text(id: &str) -> Option<&'static str> {
    HEADS.iter().find(|head| head.id == id).map(|head| head.text)
}

/// What a rulebook can be asked for by: families and ids.
pub fn names() -> Vec<&'static str> {
    let mut names = ids();
    names.extend(families());
    names
}

/// Reads a rulebook by id.
pub(super) fn read(id: &str) -> Result<Rulebook, Diagnostic> {
    let text = text(id).ok_or_else(|| {
        Diagnostic::new(Code::RulebookUnknown)
            .with("found", id)
            .with("nearest", did_you_mean(nearest(id, names()).as_slice()))
            .with("ids", names().join(", "))
    })?;
    Rulebook::parse(&format!("{id}.toml"), text)
}

/// Where rulebooks find what they extend.
pub(super) fn with_library<T>(read: impl FnOnce(&Library<'_>) -> T) -> T {
    read(&Library { text: &|id| text(id), ids: &ids() })
}
