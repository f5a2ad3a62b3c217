//! A rulebook of the shop's own: a file beside the built-in ones.

use super::problem::Problem;
use super::tree::{self, Table};
use super::{Rulebook, built_in, reading};
use crate::catalogue::{Diagnostic, Text};
use crate::text_file;
use std::path::Path;
use toml::Spanned;

const ID: &str = "id";
/// What the id stands in for.
const TITLES: [&str; 2] = ["title_zh", "title_en"];

/// What nothing is called.
const NO_NAME: &str = "-";

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
        let rulebook = parse(&shown, &text, &built_in::ids())?;
        // A copy of the default is not what is used where nobody says.
        Ok(Rulebook { default: false, ..rulebook })
    }
}

impl Rulebook {
    /// May a rulebook of one's own have this id?
    ///
    /// # Errors
    /// It is blank, holds control characters, or is a built-in one's.
    pub fn check_own_id(id: &str) -> Result<(), Diagnostic> {
        let problem = if id.trim().is_empty() {
            Problem::new(Text::RuleBlank, &[("key", ID.to_owned())])
        } else if id.contains(char::is_control) {
            Problem::new(Text::RuleControl, &[("key", ID.to_owned())])
        } else if built_in::text(id).is_some() {
            Problem::new(Text::RuleIdTaken, &[("found", id.to_owned())])
        } else {
            return Ok(());
        };
        Err(problem.without_file())
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

fn own_id<'v>(table: &'v Table<'_>) -> Option<&'v str> {
    table.get(ID)?.get_ref().as_str()
}

/// Gives a table an id and titles where it names none.
fn name(table: &mut Table<'_>, path: &str, taken: &[&str]) -> Result<(), Problem> {
    let own = own_id(table).filter(|id| !id.trim().is_empty());
    let stem = || Path::new(path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let id = own.map(str::to_owned).or_else(stem).unwrap_or_else(|| NO_NAME.to_owned());
    let has_none = !table.contains_key(ID);
    for key in [ID].into_iter().chain(TITLES) {
        if !table.contains_key(key) {
            table.insert(tree::key(key), tree::text(&id));
        }
    }
    let is_own = has_none || own_id(table).is_some_and(|own| own == id);
    if !is_own || !taken.contains(&id.as_str()) {
        return Ok(());
    }
    // Under another name, so that the rest can be looked at too.
    if let Some(named) = table.get_mut(ID) {
        *named = Spanned::new(named.span(), tree::text(NO_NAME).into_inner());
    }
    let why = if has_none { Text::RuleStemTaken } else { Text::RuleIdTaken };
    Err(Problem::new(why, &[("found", id)]).at(ID))
}
