//! A rulebook may extend another: `extends = "ID"` takes over whatever it does not say itself. Tables are
//! merged key by key; lists of tables item by item, by what the items are; other lists, and those that
//! `replace` names, stand as they are written. What `without` names is not taken over at all. Who it is and
//! since when is every rulebook's own.

use super::fields::nearest_first;
use super::merge::{EXTENDS, OWN_KEYS, REPLACE, WITHOUT, places, remove, table_elsewhere, take_over};
use crate::catalogue::{Diagnostic, Lang, diagnostics, nearest, text};
use crate::toml_file::{ELSEWHERE, TomlTable, TomlValue};
use std::ops::Range;
use toml::Spanned;
use toml::de::DeTable;

/// What is wrong with what is taken over, and where.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) at: Option<Range<usize>>,
    pub(super) why: Box<Diagnostic>,
}

fn refused<S: Into<String>>(at: Range<usize>, why: impl Fn(Lang) -> S) -> Refused {
    Refused { at: (at != ELSEWHERE).then_some(at), why: Box::new(diagnostics::rulebook_invalid(why)) }
}

/// Where the text of a rulebook is found by its id.
pub(super) struct Library<'l> {
    /// The text of an id.
    pub(super) text: &'l dyn Fn(&str) -> Option<&'static str>,
    /// All ids.
    pub(super) ids: &'l [&'static str],
}

impl Library<'_> {
    /// Puts below a table all that it extends; what it takes over has no position.
    pub(super) fn complete(&self, own: &mut TomlTable<'_>) -> Result<(), Refused> {
        let own_id = own.get("id").and_then(|id| id.get_ref().as_str());
        let seen = own_id.into_iter().map(str::to_owned).collect();
        let extends = own.get(EXTENDS).map(Spanned::span);
        // What is wrong further below is wrong with what is extended.
        let completed = self.complete_below(own, seen);
        completed.map_err(|refused| Refused { at: refused.at.or(extends), ..refused })
    }

    fn complete_below(&self, own: &mut TomlTable<'_>, mut seen: Vec<String>) -> Result<(), Refused> {
        let replaced = replaced(own)?;
        let left_out = own.remove(WITHOUT);
        let Some(extended) = own.remove(EXTENDS) else { return Ok(()) };
        let at = extended.span();
        let Some(id) = extended.get_ref().as_str() else {
            let found = extended.get_ref().type_str();
            return Err(refused(at, |lang| text::rule_not_text(lang, EXTENDS, found)));
        };
        let circle = seen.iter().any(|seen| seen == id);
        seen.push(id.to_owned());
        if circle {
            return Err(refused(at, |lang| text::rule_extends_circle(lang, seen.join(" → "))));
        }
        let Some(base) = (self.text)(id) else {
            let expected = nearest_first(id, self.ids);
            return Err(refused(at, |lang| text::rule_extends_unknown(lang, id, &expected)));
        };
        let base = DeTable::parse(base);
        let base = base.map_err(|_| refused(at, |lang| text::rule_extends_unreadable(lang, id)))?;
        let mut base = table_elsewhere(base.into_inner());
        self.complete_below(&mut base, seen)?;
        for key in OWN_KEYS {
            base.remove(key);
        }
        if let Some(left_out) = left_out {
            leave_out(&mut base, &left_out)?;
        }
        take_over(own, base, "", &replaced);
        Ok(())
    }
}

/// Takes out of a table the places of the lists that stand alone. Each must be one that the table writes:
/// a misspelled one would change nothing, and nobody would notice.
fn replaced(table: &mut TomlTable<'_>) -> Result<Vec<String>, Refused> {
    let Some(value) = table.remove(REPLACE) else { return Ok(Vec::new()) };
    let own = places(table, "").into_iter().filter(|(_, is_list)| *is_list).map(|(place, _)| place);
    let own: Vec<String> = own.collect();
    let mut replaced = Vec::new();
    for (place, at) in names(&value, text::rule_replace_list)? {
        if !own.iter().any(|list| list == place) {
            let near = nearest(place, own.iter().map(String::as_str));
            let expected = near.map_or_else(|| own.join(", "), str::to_owned);
            return Err(refused(at, |lang| text::rule_replace(lang, place, &expected)));
        }
        replaced.push(place.to_owned());
    }
    Ok(replaced)
}

/// A list of places, and where each stands; anything else is refused.
fn names<'v>(
    value: &'v TomlValue<'_>,
    why: impl Fn(Lang, &'static str) -> String,
) -> Result<Vec<(&'v str, Range<usize>)>, Refused> {
    let other = |found: &TomlValue<'_>| {
        let kind = found.get_ref().type_str();
        refused(value.span(), |lang| why(lang, kind))
    };
    let items = value.get_ref().as_array().ok_or_else(|| other(value))?;
    items.iter().map(|item| Ok((item.get_ref().as_str().ok_or_else(|| other(item))?, item.span()))).collect()
}

/// Takes out of a base what is not to be taken over: tables, keys, items of lists by what they are.
fn leave_out(base: &mut TomlTable<'_>, left_out: &TomlValue<'_>) -> Result<(), Refused> {
    for (place, at) in names(left_out, text::rule_without_list)? {
        let known = places(base, "");
        if !remove(base, place) {
            let near = nearest(place, known.iter().map(|(place, _)| place.as_str())).unwrap_or_default();
            return Err(refused(at, |lang| text::rule_without(lang, place, near)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [(&str, &str); 5] = [
        ("base", "id = 'base'\ntitle = 'x'\nlist = [1, 2]\n[deep]\na = 1\nb = 2\n[deep.more]\nc = 3\n"),
        ("middle", "extends = 'base'\nid = 'middle'\n[deep]\nb = 20\n"),
        ("egg", "extends = 'hen'\nid = 'egg'\n"),
        ("hen", "extends = 'egg'\nid = 'hen'\n"),
        (
            "lists",
            "id = 'lists'\n[[part]]\nid = 'a'\nweight = 1\n[[part.inner]]\nclass = 'x'\ncurve = 'steps'\n\
            tiers = [[1, 2]]\nbeyond = 0\nw = 1\n[[part]]\nid = 'b'\nweight = 2\n",
        ),
    ];

    fn read(text: &str) -> Result<toml::Table, String> {
        let library = Library {
            text: &|id| TEXTS.into_iter().find(|(name, _)| *name == id).map(|(_, text)| text),
            ids: &["base", "middle"],
        };
        let mut table = DeTable::parse(text).unwrap();
        library.complete(table.get_mut()).map_err(|refused| {
            let at = text.get(refused.at.unwrap()).unwrap();
            format!("{at}: {}", refused.why.message(Lang::En))
        })?;
        let read = toml::Deserializer::from(table);
        Ok(serde::Deserialize::deserialize(read).unwrap())
    }

    fn expect(own: &str, expected: &str) {
        assert_eq!(read(own).unwrap(), toml::from_str::<toml::Table>(expected).unwrap(), "{own}");
    }

    #[test]
    fn tables_are_merged_key_by_key_and_lists_of_values_replaced() {
        expect(
            "extends = 'middle'\nid = 'own'\nlist = [9]\n[deep.more]\nd = 4\n",
            "id = 'own'\ntitle = 'x'\nlist = [9]\n[deep]\na = 1\nb = 20\n[deep.more]\nc = 3\nd = 4\n",
        );
        // Its own id, never that of what it extends.
        assert!(!read("extends = 'base'\n").unwrap().contains_key("id"));
    }

    const INNER: &str = "inner = [{class = 'x', curve = 'steps', tiers = [[1, 2]], beyond = 0, w = 1}]";

    #[test]
    fn lists_of_tables_are_merged_by_what_their_items_are() {
        expect(
            "extends = 'lists'\n[[part]]\nid = 'c'\n[[part]]\nid = 'b'\nweight = 3\nmore = 1\n",
            &format!(
                "[[part]]\nid = 'a'\nweight = 1\n{INNER}\n[[part]]\nid = 'b'\nweight = 3\nmore = 1\n[[part]]\nid = 'c'\n"
            ),
        );
        // Whoever writes an empty list wants none.
        expect("extends = 'lists'\npart = []\n", "part = []\n");
    }

    #[test]
    fn a_curve_is_not_made_of_two() {
        let b = "{id = 'b', weight = 2}";
        let own = "extends = 'lists'\n[[part]]\nid = 'a'\n[[part.inner]]\nclass = 'x'\n";
        expect(
            &format!("{own}curve = 'linear'\nanchors = [[3, 4]]\n"),
            &format!(
                "part = [{{id = 'a', weight = 1, inner = [{{class = 'x', curve = 'linear', anchors = [[3, 4]], w = 1}}]}}, {b}]"
            ),
        );
        // Other tiers of the same curve need not repeat the rest of it.
        expect(
            &format!("{own}tiers = [[5, 6]]\n"),
            &format!("part = [{{id = 'a', weight = 1, {}}}, {b}]", INNER.replace("[[1, 2]]", "[[5, 6]]")),
        );
    }

    #[test]
    fn what_is_replaced_stands_alone() {
        let own = "extends = 'lists'\nreplace = ['part']\n[[part]]\nid = 'b'\n";
        expect(own, "part = [{id = 'b'}]");
        let own = "extends = 'lists'\nreplace = ['part.a.inner']\n[[part]]\nid = 'a'\n[[part.inner]]\nclass = 'y'\n";
        expect(own, "part = [{id = 'a', weight = 1, inner = [{class = 'y'}]}, {id = 'b', weight = 2}]");
        let error = |places: &str| read(&own.replace("'part.a.inner'", places)).unwrap_err();
        assert!(error("'part.a.iner'").contains("part.a.inner"), "{}", error("'part.a.iner'"));
        assert!(error("'part.a.id'").starts_with("'part.a.id': "));
        assert!(error("'part', 3").contains("integer"));
    }

    #[test]
    fn circles_and_unknown_bases_are_refused() {
        let error = |text: &str| read(text).unwrap_err();
        assert!(error("id = 'a'\nextends = 'egg'\n").contains("a → egg → hen → egg"));
        assert!(error("extends = 'hen'\nid = 'egg'\n").contains("egg → hen → egg"));
        let unknown = error("id = 'a'\n\nextends = 'midle'\n");
        assert!(unknown.starts_with("'midle': ") && unknown.contains("'midle'"), "{unknown}");
        assert!(unknown.contains("middle, base"), "{unknown}");
        assert!(error("id = 'a'\nextends = 3\n").contains("integer"));
    }
}
