//! A rulebook of the shop's own: a file beside the built-in ones.

use super::fields::RulebookWording;
use super::{Rulebook, built_in};
use crate::catalogue::{Arg, Diagnostic, diagnostics, text};
use crate::text_file;
use crate::toml_file::{ELSEWHERE, Node, Reader, TomlTable, TomlValue};
use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::DeValue;

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
        if names_file(word) {
            Rulebook::of_file(Path::new(word))
        } else {
            Rulebook::built_in(word).map_err(|error| vec![error])
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
            .map_err(|_| vec![diagnostics::rulebook_invalid(text::rule_encoding).path(&*shown)])?;
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
        let why: Arg = if id.trim().is_empty() {
            Arg::from(|lang| text::rule_blank(lang, ID))
        } else if id.contains(char::is_control) {
            Arg::from(|lang| text::rule_control(lang, ID))
        } else if built_in::text(id).is_some() || built_in::families().contains(&id) {
            Arg::from(|lang| text::rule_id_taken(lang, id))
        } else {
            return Ok(());
        };
        Err(diagnostics::rulebook_invalid(why))
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
    let reader = Reader::new(text, path, &RulebookWording);
    let rulebook = match reader.parse() {
        Ok(whole) => read(&reader, whole, path, taken),
        Err(mistakes) => {
            for mistake in mistakes {
                let what = |lang| text::rule_syntax(lang, mistake.what.in_lang(lang), &mistake.line);
                reader.tell(Some(mistake.span.clone()), diagnostics::rulebook_invalid(what));
            }
            None
        }
    };
    match (rulebook, reader.finish()) {
        (Some(rulebook), mistakes) if mistakes.is_empty() => Ok(rulebook),
        (_, mistakes) => Err(mistakes),
    }
}

fn read(reader: &Reader<'_>, mut whole: TomlValue<'_>, path: &str, taken: &[&str]) -> Option<Rulebook> {
    if let DeValue::Table(table) = whole.get_mut() {
        if let Some((at, why)) = name(table, path, taken) {
            reader.report(at, diagnostics::rulebook_invalid(why));
        }
        if let Err(refused) = built_in::with_library(|library| library.complete(table)) {
            reader.report(refused.at, *refused.why);
            return None;
        }
    }
    Node::root(reader, &whole).table(Rulebook::read)
}

fn own_id<'v>(table: &'v TomlTable<'_>) -> Option<&'v str> {
    table.get(ID)?.get_ref().as_str()
}

/// Gives a table an id and titles where it names none; why an id that it should have is taken.
fn name(table: &mut TomlTable<'_>, path: &str, taken: &[&str]) -> Option<(Option<Range<usize>>, Arg)> {
    let own = own_id(table).filter(|id| !id.trim().is_empty());
    let stem = || Path::new(path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let id = own.map(str::to_owned).or_else(stem).unwrap_or_else(|| NO_NAME.to_owned());
    let has_none = !table.contains_key(ID);
    let named = |name: &str| DeValue::String(Cow::Owned(name.to_owned()));
    for key in [ID].into_iter().chain(TITLES) {
        if !table.contains_key(key) {
            let key = Spanned::new(ELSEWHERE, Cow::Borrowed(key));
            table.insert(key, Spanned::new(ELSEWHERE, named(&id)));
        }
    }
    let is_own = own_id(table).is_some_and(|own| own == id);
    let value = table.get_mut(ID).filter(|_| is_own && taken.contains(&id.as_str()))?;
    let at = Some(value.span()).filter(|_| !has_none);
    // Under another name, so that the rest can be looked at too.
    *value = Spanned::new(value.span(), named(NO_NAME));
    let why = if has_none {
        Arg::from(|lang| text::rule_stem_taken(lang, &id))
    } else {
        Arg::from(|lang| text::rule_id_taken(lang, &id))
    };
    Some((at, why))
}
