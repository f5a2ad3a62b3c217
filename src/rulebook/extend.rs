//! A rulebook may extend another: `extends = "ID"` takes over whatever it does not say itself, tables key
//! by key, lists as a whole. Who it is and since when is every rulebook's own.

use super::problem::{Problem, unreadable};
use crate::catalogue::{Diagnostic, Text};
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What a rulebook says of itself only.
const OWN_KEYS: [&str; 8] =
    ["id", "default", "family", "title_zh", "title_en", "source_zh", "source_en", "in_force"];

const EXTENDS: &str = "extends";

/// Where the text of a rulebook is found by its id.
pub(super) struct Library<'t> {
    /// The text of an id.
    pub(super) text: &'t dyn Fn(&str) -> Option<&'t str>,
    /// All ids.
    pub(super) ids: &'t [&'t str],
}

impl<'t> Library<'t> {
    /// Reads a rulebook with all that it extends. Positions in what comes out are those of `text`: what is
    /// taken over stands inside a table of its own or has no table of `text` around it.
    pub(super) fn read<T: DeserializeOwned>(&self, path: &str, text: &'t str) -> Result<T, Diagnostic> {
        let mut whole = parse(path, text)?;
        let mut seen: Vec<String> = string(whole.get_ref(), "id").into_iter().collect();
        let mut base = extended(path, text, whole.get_mut())?;
        while let Some(id) = base {
            let broken = |problem: Problem| Err(problem.at(EXTENDS).in_file(path, text));
            let circle = seen.contains(&id);
            seen.push(id.clone());
            if circle {
                return broken(Problem::new(Text::RuleExtendsCircle, &[("circle", seen.join(" → "))]));
            }
            let Some(base_text) = (self.text)(&id) else {
                let args = [("found", id.clone()), ("ids", self.ids.join(", "))];
                return broken(Problem::new(Text::RuleExtendsUnknown, &args));
            };
            let mut below = parse(&id, base_text)?;
            base = extended(&id, base_text, below.get_mut())?;
            for key in OWN_KEYS {
                below.get_mut().remove(key);
            }
            take_over(whole.get_mut(), below.into_inner());
        }
        T::deserialize(toml::Deserializer::from(whole)).map_err(|e| unreadable(path, text, &e))
    }
}

fn parse<'t>(path: &str, text: &'t str) -> Result<Spanned<DeTable<'t>>, Diagnostic> {
    DeTable::parse(text).map_err(|e| unreadable(path, text, &e))
}

/// Takes the base out of a table.
fn extended(path: &str, text: &str, table: &mut DeTable<'_>) -> Result<Option<String>, Diagnostic> {
    let Some(value) = table.remove(EXTENDS) else { return Ok(None) };
    match value.get_ref() {
        DeValue::String(id) => Ok(Some(id.to_string())),
        other => {
            let args = [("key", EXTENDS.to_owned()), ("found", other.type_str().to_owned())];
            Err(Problem::new(Text::RuleNotText, &args).at(EXTENDS).in_file(path, text))
        }
    }
}

fn string(table: &DeTable<'_>, key: &str) -> Option<String> {
    match table.get(key)?.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        _ => None,
    }
}

/// Fills in what a table does not say itself.
fn take_over<'t>(own: &mut DeTable<'t>, base: DeTable<'t>) {
    for (key, value) in base {
        match own.get_mut(key.get_ref().as_ref()).map(Spanned::get_mut) {
            None => {
                own.insert(key, value);
            }
            Some(DeValue::Table(own)) => {
                if let DeValue::Table(base) = value.into_inner() {
                    take_over(own, base);
                }
            }
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Lang;

    const TEXTS: [(&str, &str); 4] = [
        ("base", "id = 'base'\ntitle = 'x'\nlist = [1, 2]\n[deep]\na = 1\nb = 2\n[deep.more]\nc = 3\n"),
        ("middle", "extends = 'base'\nid = 'middle'\n[deep]\nb = 20\n"),
        ("egg", "extends = 'hen'\nid = 'egg'\n"),
        ("hen", "extends = 'egg'\nid = 'hen'\n"),
    ];

    fn read(text: &str) -> Result<toml::Table, String> {
        let library = Library {
            text: &|id| TEXTS.into_iter().find(|(name, _)| *name == id).map(|(_, text)| text),
            ids: &["base", "middle"],
        };
        // The texts live as long as the test.
        let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
        library.read("own.toml", text).map_err(|e| format!("{} {}", e.place(Lang::En), e.message(Lang::En)))
    }

    #[test]
    fn tables_are_merged_key_by_key_and_lists_replaced() {
        let own = "extends = 'middle'\nid = 'own'\nlist = [9]\n[deep.more]\nd = 4\n";
        let expected =
            "id = 'own'\ntitle = 'x'\nlist = [9]\n[deep]\na = 1\nb = 20\n[deep.more]\nc = 3\nd = 4\n";
        let expected: toml::Table = toml::from_str(expected).unwrap();
        assert_eq!(read(own).unwrap(), expected);
        // Its own id, never that of what it extends.
        assert!(!read("extends = 'base'\n").unwrap().contains_key("id"));
    }

    #[test]
    fn circles_and_unknown_bases_are_refused() {
        let error = |text: &str| read(text).unwrap_err();
        assert!(error("id = 'a'\nextends = 'egg'\n").contains("a → egg → hen → egg"));
        assert!(error("extends = 'hen'\nid = 'egg'\n").contains("egg → hen → egg"));
        let unknown = error("id = 'a'\n\nextends = 'bse'\n");
        assert!(unknown.starts_with("own.toml line 3 ") && unknown.contains("'bse'"), "{unknown}");
        assert!(unknown.contains("base, middle"), "{unknown}");
        assert!(error("id = 'a'\nextends = 3\n").contains("integer"));
        assert!(error("id = 'a'\nid = 'b'\n").starts_with("own.toml line 2 "));
    }
}
