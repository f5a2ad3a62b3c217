//! The rulebooks that come with the program: every file of a folder. No list of them stands in the source. The build puts
//! what each extends below what it says itself, so that reading one takes little.

use super::extend::Library;
use super::{Rulebook, first_day_of};
use crate::catalogue::{self, Diagnostic, Lookup, diagnostics};
use crate::time::Day;
use std::collections::HashSet;

/// One of them, and what is asked of it before it is read.
struct BuiltInRulebook {
    id: &'static str,
    default: bool,
    family: Option<&'static str>,
    /// From when on it is in force.
    from: Option<&'static str>,
    /// In Chinese and in English.
    titles: [&'static str; 2],
    /// All that it says and takes over.
    json: &'static str,
    /// The file.
    text: &'static str,
}

// `ALL`: the default first, then from the newest to the oldest.
include!(concat!(env!("OUT_DIR"), "/built_in_rulebooks.rs"));

impl BuiltInRulebook {
    fn by_id(id: &str) -> Option<&'static BuiltInRulebook> {
        ALL.iter().find(|known| known.id == id)
    }

    fn of_family(family: &str) -> impl Iterator<Item = &'static BuiltInRulebook> {
        ALL.iter().filter(move |known| known.family == Some(family))
    }

    fn first_day(&self) -> Option<Day> {
        first_day_of(self.from?)
    }
}

/// The ids, the default first.
pub fn ids() -> Vec<&'static str> {
    ALL.iter().map(|known| known.id).collect()
}

/// The id of the rulebook that is used where none is named.
pub fn default_id() -> &'static str {
    ALL.iter().find(|known| known.default).map_or("", |known| known.id)
}

/// The names under which the rulebook in force on a day is asked for.
pub fn families() -> Vec<&'static str> {
    let mut families: Vec<&str> = ALL.iter().filter_map(|known| known.family).collect();
    let mut seen = HashSet::new();
    families.retain(|family| seen.insert(*family));
    families
}

/// The id of the rulebook of a family that is in force on a day, and since when; `None` before the first.
pub(super) fn in_force(family: &str, day: Day) -> Option<&'static str> {
    let since = BuiltInRulebook::of_family(family).filter_map(|known| Some((known.first_day()?, known.id)));
    since.filter(|(first, _)| *first <= day).max().map(|(_, id)| id)
}

/// Does this rulebook come with the program?
pub(crate) fn is_built_in(id: &str) -> bool {
    BuiltInRulebook::by_id(id).is_some()
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
        let BuiltInRulebook { id, family, titles: [title_zh, title_en], .. } = BuiltInRulebook::by_id(id)?;
        Some(PlatformRules { id, family: (*family)?, title_zh, title_en })
    }
}

/// The first day on which a rulebook of a family is in force.
pub(super) fn first_day(family: &str) -> Option<Day> {
    BuiltInRulebook::of_family(family).filter_map(BuiltInRulebook::first_day).min()
}

/// The text of a file as it is embedded.
pub(super) fn text(id: &str) -> Option<&'static str> {
    BuiltInRulebook::by_id(id).map(|known| known.text)
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
    let titles = |known: &BuiltInRulebook| known.titles.map(str::to_owned).into_iter();
    let undated = |title: String| {
        let title = title.split(['（', '(']).next().unwrap_or_default();
        title.split(" of ").next().unwrap_or_default().to_owned()
    };
    let families = families().into_iter().map(|family| {
        let of_family = BuiltInRulebook::of_family(family);
        (family, of_family.flat_map(titles).map(undated).chain([family.to_owned()]).collect())
    });
    let books = ALL.iter().map(|known| (known.id, titles(known).chain([known.id.to_owned()]).collect()));
    catalogue::look_up(word, families.chain(books))
}

/// Reads a rulebook by id.
pub(super) fn read(id: &str) -> Result<Rulebook, Diagnostic> {
    let known = BuiltInRulebook::by_id(id).ok_or_else(|| {
        diagnostics::rulebook_unknown(id, names().join(", "), look_up(id).suggested(|name| name))
    })?;
    // A file that cannot be read tells what is wrong with it.
    serde_json::from_str(known.json).or_else(|_| Rulebook::parse(&format!("{id}.toml"), known.text))
}

/// Where rulebooks find what they extend.
pub(super) fn with_library<T>(read: impl FnOnce(&Library<'_>) -> T) -> T {
    read(&Library { text: &|id| text(id), ids: &ids() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_one_is_ready_made_as_its_file_says_and_bears_the_name_of_that() {
        for BuiltInRulebook { id, default, family, from, titles, json, text } in &ALL {
            let parsed = Rulebook::parse(&format!("{id}.toml"), text).unwrap();
            assert_eq!(serde_json::from_str::<Rulebook>(json).unwrap(), parsed);
            let in_force = parsed.in_force.as_ref();
            assert_eq!((parsed.id.as_str(), parsed.default), (*id, *default));
            assert_eq!(parsed.family.as_deref(), *family);
            assert_eq!(in_force.and_then(|in_force| in_force.from.as_deref()), *from);
            assert_eq!([parsed.title_zh.as_str(), parsed.title_en.as_str()], *titles);
        }
    }
}
