//! The rulebooks that come with the program: every file of a folder. No list of them stands in the source.

use super::extend::Library;
use super::fields::RulebookWording;
use super::{InForce, Rulebook};
use crate::catalogue::{self, Diagnostic, Lookup, diagnostics};
use crate::time::Day;
use crate::toml_file::{Node, Reader};
use include_dir::{Dir, File, include_dir};
use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::LazyLock;

static FOLDER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/rulebook/built_in");

/// What is looked at before a rulebook is read as a whole. A file whose beginning cannot be read is there all the
/// same, under its name: who asks for it is told what is wrong with it.
#[derive(Debug, Default)]
struct RulebookHead {
    id: &'static str,
    text: &'static str,
    default: bool,
    family: Option<String>,
    in_force: Option<InForce>,
    /// In Chinese and in English.
    titles: [Option<String>; 2],
    is_readable: bool,
}

/// The default first, then from the newest to the oldest.
static HEADS: LazyLock<Vec<RulebookHead>> = LazyLock::new(|| {
    let head = |file: &'static File<'static>| {
        let id = file.path().file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        RulebookHead::of(id, file.contents_utf8().unwrap_or_default())
    };
    let mut heads: Vec<RulebookHead> = FOLDER.files().map(head).collect();
    let since = |head: &RulebookHead| head.in_force.as_ref().and_then(|f| f.from.clone().or(f.until.clone()));
    heads.sort_by_cached_key(|head| {
        (!head.default, Reverse(since(head)), Reverse(head.family.clone()), head.id)
    });
    heads
});

impl RulebookHead {
    fn of(id: &'static str, text: &'static str) -> RulebookHead {
        let mut head = RulebookHead { id, text, ..RulebookHead::default() };
        let reader = Reader::new(beginning(text), id, &RulebookWording);
        if let Ok(whole) = reader.parse()
            && let Some(fields) = Node::root(&reader, &whole).fields()
        {
            head.default = fields.maybe_boolean("default").unwrap_or_default();
            head.family = fields.maybe_text("family").flatten();
            head.in_force = fields.maybe_table("in_force", InForce::read).flatten();
            head.titles = ["title_zh", "title_en"].map(|key| fields.maybe_text(key).flatten());
            head.is_readable = true;
        }
        head.is_readable &= reader.finish().is_empty();
        head
    }
}

/// A rulebook up to the end of its first table, `[in_force]`: all that a head is made of. To read every rulebook
/// as a whole would cost each run more than its own.
fn beginning(text: &str) -> &str {
    let mut tables = text.match_indices("\n[").map(|(place, _)| place);
    tables.nth(1).and_then(|end| text.get(..=end)).unwrap_or(text)
}

/// Can it be told which rulebook is the default, and which belong to a family? Else what is wrong with one.
pub(super) fn check_heads() -> Result<(), Diagnostic> {
    HEADS.iter().filter(|head| !head.is_readable).try_for_each(|head| read(head.id).map(drop))
}

/// The ids, the default first.
pub fn ids() -> Vec<&'static str> {
    HEADS.iter().map(|head| head.id).collect()
}

/// The id of the rulebook that is used where none is named.
pub fn default_id() -> &'static str {
    HEADS.iter().find(|head| head.default).map_or("", |head| head.id)
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
    let since = of_family.filter_map(|head| Some((head.in_force.as_ref()?.first_day()?, head.id)));
    since.filter(|(first, _)| *first <= day).max().map(|(_, id)| id)
}

/// Does this rulebook come with the program?
pub(crate) fn is_built_in(id: &str) -> bool {
    HEADS.iter().any(|head| head.id == id)
}

/// A rulebook of the platform.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlatformRules {
    pub(crate) id: &'static str,
    /// The name under which the one in force is asked for.
    pub(crate) family: &'static str,
    pub(crate) title_zh: &'static str,
    pub(crate) title_en: &'static str,
}

impl PlatformRules {
    /// The one in force on a day, of a family; the first family is that of shops without one.
    pub(crate) fn on(day: Day, family: Option<&str>) -> Option<PlatformRules> {
        let family = family.or_else(|| families().first().copied())?;
        PlatformRules::of(in_force(family, day)?)
    }

    /// The one with an id.
    pub(crate) fn of(id: &str) -> Option<PlatformRules> {
        let head = HEADS.iter().find(|head| head.id == id)?;
        let family = head.family.as_deref()?;
        let [title_zh, title_en] = head.titles.each_ref().map(|title| title.as_deref().unwrap_or_default());
        Some(PlatformRules { id: head.id, family, title_zh, title_en })
    }
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

/// The same where the file says all of it itself.
pub(super) fn whole_text(id: &str) -> Option<&'static str> {
    text(id).filter(|text| !text.lines().any(|line| line.starts_with("extends")))
}

/// What a rulebook can be asked for by: families and ids.
pub(crate) fn names() -> Vec<&'static str> {
    let mut names = ids();
    names.extend(families());
    names
}

/// What people call a family or a rulebook: by its title, of a family without the date.
pub(super) fn look_up(word: &str) -> Lookup<&'static str> {
    let titles = |head: &'static RulebookHead| head.titles.iter().flatten().cloned();
    let undated = |title: String| {
        let title = title.split(['（', '(']).next().unwrap_or_default();
        title.split(" of ").next().unwrap_or_default().to_owned()
    };
    let families = families().into_iter().map(|family| {
        let of_family = HEADS.iter().filter(|head| head.family.as_deref() == Some(family));
        (family, of_family.flat_map(titles).map(undated).chain([family.to_owned()]).collect())
    });
    let books = HEADS.iter().map(|head| (head.id, titles(head).chain([head.id.to_owned()]).collect()));
    catalogue::look_up(word, families.chain(books))
}

/// Reads a rulebook by id.
pub(super) fn read(id: &str) -> Result<Rulebook, Diagnostic> {
    let text = text(id).ok_or_else(|| {
        diagnostics::rulebook_unknown(id, names().join(", "), look_up(id).suggested(|name| name))
    })?;
    Rulebook::parse(&format!("{id}.toml"), text)
}

/// Where rulebooks find what they extend.
pub(super) fn with_library<T>(read: impl FnOnce(&Library<'_>) -> T) -> T {
    read(&Library { text: &|id| text(id), ids: &ids() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_rulebook_can_be_read_and_bears_the_name_of_its_file() {
        assert_eq!(check_heads(), Ok(()));
        for id in ids() {
            assert_eq!(read(id).map(|rulebook| rulebook.id), Ok(id.to_owned()));
        }
    }

    #[test]
    fn one_that_cannot_be_read_is_there_under_its_name() {
        for text in ["family = \"x", "family = 3\n", "[in_force]\nfrom = \"2026\"\n"] {
            let head = RulebookHead::of("broken", text);
            assert_eq!((head.id, head.is_readable), ("broken", false), "{text}");
        }
        assert!(RulebookHead::of("fine", "family = \"x\"\n[definitions]\n[scoring]\nrest = ").is_readable);
    }
}
