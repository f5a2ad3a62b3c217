//! A rulebook may extend another: `extends = "ID"` takes over whatever it does not say itself. Tables are
//! merged key by key; lists of tables item by item, by what the items are; other lists, and those that
//! `replace` names, stand as they are written. What `without` names is not taken over at all. Who it is and
//! since when is every rulebook's own.

use super::fields::nearest_first;
use crate::catalogue::{Diagnostic, Lang, diagnostics, nearest, text};
use crate::toml_file::{ELSEWHERE, IDENTITIES, TomlTable, TomlValue, identity, inside, item_names, text_of};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// What a rulebook says of itself only.
const OWN_KEYS: [&str; 8] =
    ["id", "default", "family", "title_zh", "title_en", "source_zh", "source_en", "in_force"];

const EXTENDS: &str = "extends";
const REPLACE: &str = "replace";
const WITHOUT: &str = "without";

/// One curve is not made of two: what says which kind it is brings all that belongs to it.
const CURVE: &str = "curve";
const OF_A_CURVE: [&str; 3] = ["anchors", "tiers", "beyond"];

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

/// The same value, as one that is taken over.
fn elsewhere(value: TomlValue<'_>) -> TomlValue<'_> {
    let inner = match value.into_inner() {
        DeValue::Table(table) => DeValue::Table(table_elsewhere(table)),
        DeValue::Array(items) => DeValue::Array(items.into_iter().map(elsewhere).collect()),
        other => other,
    };
    Spanned::new(ELSEWHERE, inner)
}

fn table_elsewhere(table: TomlTable<'_>) -> TomlTable<'_> {
    let entries = table.into_iter();
    entries.map(|(key, value)| (Spanned::new(ELSEWHERE, key.into_inner()), elsewhere(value))).collect()
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

/// Takes a place out of a table; was it there?
fn remove(table: &mut TomlTable<'_>, place: &str) -> bool {
    let Some((first, rest)) = place.split_once('.') else { return table.remove(place).is_some() };
    match table.get_mut(first).map(Spanned::get_mut) {
        Some(DeValue::Table(inner)) => remove(inner, rest),
        Some(DeValue::Array(items)) => remove_item(items, rest),
        _ => false,
    }
}

fn remove_item(items: &mut DeArray<'_>, place: &str) -> bool {
    let (name, rest) = place.split_once('.').map_or((place, None), |(name, rest)| (name, Some(rest)));
    let mut names = item_names(items.iter().map(identity)).into_iter();
    let Some(index) = names.position(|known| known == name) else { return false };
    match (rest, items.get_mut(index).map(Spanned::get_mut)) {
        (None, Some(_)) => {
            let others = items.iter().enumerate().filter(|(i, _)| *i != index);
            *items = others.map(|(_, item)| item.clone()).collect();
            true
        }
        (Some(rest), Some(DeValue::Table(inner))) => remove(inner, rest),
        _ => false,
    }
}

/// Every place below a table that has a name; is it that of a list?
fn places(table: &TomlTable<'_>, at: &str) -> Vec<(String, bool)> {
    let mut all = Vec::new();
    for (key, value) in table {
        let place = inside(at, key.get_ref());
        match value.get_ref() {
            DeValue::Table(table) => all.extend(places(table, &place)),
            DeValue::Array(items) => {
                for (item, name) in items.iter().zip(item_names(items.iter().map(identity))) {
                    if let DeValue::Table(table) = item.get_ref() {
                        let place = inside(&place, &name);
                        let inner = places(table, &place);
                        all.push((place, false));
                        all.extend(inner);
                    }
                }
            }
            _ => {}
        }
        all.push((place, value.get_ref().is_array()));
    }
    all
}

/// Fills in what a table does not say itself.
fn take_over<'t>(own: &mut TomlTable<'t>, base: TomlTable<'t>, at: &str, replaced: &[String]) {
    let own_curve = own.contains_key(CURVE);
    for (key, value) in base {
        let name = key.get_ref().clone();
        if own_curve && OF_A_CURVE.contains(&&*name) {
            continue;
        }
        let place = inside(at, &name);
        match own.get_mut(&*name).map(Spanned::get_mut) {
            None => {
                own.insert(key, value);
            }
            Some(DeValue::Table(own)) => {
                if let DeValue::Table(base) = value.into_inner() {
                    take_over(own, base, &place, replaced);
                }
            }
            Some(DeValue::Array(own)) => {
                if let DeValue::Array(base) = value.into_inner()
                    && !replaced.contains(&place)
                {
                    merge(own, base, &place, replaced);
                }
            }
            Some(_) => {}
        }
    }
}

/// Merges two lists of tables: the base's order, what is new behind. An empty list is no list of tables:
/// whoever writes one wants none.
fn merge<'t>(own: &mut DeArray<'t>, base: DeArray<'t>, at: &str, replaced: &[String]) {
    let of_all = |key: &&str| base.iter().all(|item| text_of(item, key).is_some());
    let Some(key) = IDENTITIES.into_iter().find(of_all) else { return };
    if own.is_empty() || !own.iter().all(|item| item.get_ref().is_table()) {
        return;
    }
    let mut rest: Vec<TomlValue<'t>> = std::mem::replace(own, DeArray::new()).into_iter().collect();
    for below in base {
        let id = text_of(&below, key).unwrap_or_default().to_owned();
        // One that is there twice is complained about later, as the one mistake that it is.
        let (same, others): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|item| text_of(item, key) == Some(&id));
        rest = others;
        if same.is_empty() {
            own.push(below.clone());
        }
        for mut item in same {
            if let (DeValue::Table(own), DeValue::Table(base)) = (item.get_mut(), below.get_ref()) {
                take_over(own, base.clone(), &inside(at, &id), replaced);
            }
            own.push(item);
        }
    }
    rest.into_iter().for_each(|item| own.push(item));
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
