//! A rulebook of the shop's own: a file beside the built-in ones.

use super::problem::Problem;
use super::tree::{self, Table};
use super::{Rulebook, built_in, reading};
use crate::catalogue::{Diagnostic, Text};
use crate::input::text_file;
use std::path::Path;
use toml::Spanned;

const ID: &str = "id";
/// What the id stands in for.
const TITLES: [&str; 2] = ["title_zh", "title_en"];

/// How the names of rulebook files end.
const ENDING: &str = ".toml";

impl Rulebook {
    /// A built-in rulebook by its id, or one that a file holds. An id wins over a file of that bare name.
    ///
    /// # Errors
    /// Everything that is wrong with the file, in the order of its lines; that there is no such file; for
    /// a word that is neither an id nor a path, the nearest id and all of them.
    pub fn named_or_file(word: &str) -> Result<Rulebook, Vec<Diagnostic>> {
        match names_file(word) {
            true => Rulebook::of_file(Path::new(word)),
            false => Rulebook::built_in(word).map_err(|error| vec![error]),
        }
    }

    /// The rulebook that a file holds.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of its lines; an id that is a built-in one's.
    pub fn of_file(path: &Path) -> Result<Rulebook, Vec<Diagnostic>> {
        let shown = path.to_string_lossy();
        let text = text_file::read(path)
            .map_err(|error| vec![error])?
            .map_err(|_| vec![Problem::new(Text::RuleEncoding, &[]).in_file(&shown, "", &[])])?;
        parse(&shown, &text, &built_in::ids())
    }
}

/// Does a word mean a file, not the id of a built-in rulebook?
pub fn names_file(word: &str) -> bool {
    let is_path = || {
        word.to_ascii_lowercase().ends_with(ENDING)
            || word.contains(std::path::is_separator)
            || Path::new(word).is_file()
    };
    built_in::text(word).is_none() && is_path()
}

/// Reads and checks the text of a file; its id must be none of those taken.
pub(super) fn parse(path: &str, text: &str, taken: &[&str]) -> Result<Rulebook, Vec<Diagnostic>> {
    let reading = built_in::with_library(|library| {
        reading::read::<Rulebook>(text, library, |table| name(table, path, taken))
    });
    let mut problems = reading.problems;
    if let Some(rulebook) = &reading.value {
        let mut found = rulebook.check();
        found.forget(&reading.stand_ins);
        problems.append(found);
    }
    match (problems.is_empty(), reading.value) {
        (true, Some(rulebook)) => Ok(rulebook),
        _ => Err(problems.in_file(path, text, &reading.nodes)),
    }
}

/// Gives a table an id and titles where it names none.
fn name(table: &mut Table<'_>, path: &str, taken: &[&str]) -> Result<(), Problem> {
    let own = match table.get(ID) {
        Some(id) => id.get_ref().as_str().map(str::to_owned),
        None => None,
    };
    let stem = || Path::new(path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let has_none = !table.contains_key(ID);
    let Some(id) = own.or_else(|| stem().filter(|_| has_none)) else { return Ok(()) };
    for key in [ID].into_iter().chain(TITLES) {
        if !table.contains_key(key) {
            table.insert(tree::key(key), tree::text(&id));
        }
    }
    if !taken.contains(&id.as_str()) {
        return Ok(());
    }
    // Under another name, so that the rest can be looked at too.
    if let Some(named) = table.get_mut(ID) {
        *named = Spanned::new(named.span(), tree::text("-").into_inner());
    }
    let why = if has_none { Text::RuleStemTaken } else { Text::RuleIdTaken };
    Err(Problem::new(why, &[("found", id)]).at(ID))
}
