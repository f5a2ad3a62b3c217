//! A rulebook may extend another: `extends = "ID"` takes over whatever it does not say itself. Tables are
//! merged key by key; lists of tables item by item, by what the items are; other lists, and those that
//! `replace` names, stand as they are written. What `without` names is not taken over at all. Who it is and
//! since when is every rulebook's own.

use super::problem::Problem;
use super::tree::{
    self, Table, Value, elsewhere, identity_key, inside, item_names, table_elsewhere, text_of,
};
use crate::catalogue::{Text, nearest};
use toml::Spanned;
use toml::de::{DeArray, DeValue};

/// What a rulebook says of itself only.
const OWN_KEYS: [&str; 8] =
    ["id", "default", "family", "title_zh", "title_en", "source_zh", "source_en", "in_force"];

const EXTENDS: &str = "extends";
const REPLACE: &str = "replace";
const WITHOUT: &str = "without";

/// One curve is not made of two: what says which kind it is brings all that belongs to it.
const CURVE: &str = "curve";
const OF_A_CURVE: [&str; 3] = ["anchors", "tiers", "beyond"];

/// Where the text of a rulebook is found by its id.
pub(super) struct Library<'l> {
    /// The text of an id.
    pub(super) text: &'l dyn Fn(&str) -> Option<&'static str>,
    /// All ids.
    pub(super) ids: &'l [&'static str],
}

impl Library<'_> {
    /// Puts below a table all that it extends; what it takes over has no position.
    pub(super) fn complete(&self, own: &mut Table<'_>) -> Result<(), Problem> {
        let mut seen: Vec<String> = Vec::new();
        if let Some(id) = own.get("id").and_then(|id| id.get_ref().as_str()) {
            seen.push(id.to_owned());
        }
        self.complete_below(own, seen)
    }

    fn complete_below(&self, own: &mut Table<'_>, mut seen: Vec<String>) -> Result<(), Problem> {
        let replaced = replaced(own)?;
        let left_out = own.remove(WITHOUT);
        let Some(id) = extended(own)? else { return Ok(()) };
        let circle = seen.contains(&id);
        seen.push(id.clone());
        if circle {
            let args = [("circle", seen.join(" → "))];
            return Err(Problem::new(Text::RuleExtendsCircle, &args).at(EXTENDS));
        }
        let base = (self.text)(&id).and_then(|text| Table::parse(text).ok());
        let Some(base) = base else {
            let near = nearest(&id, self.ids.iter().copied());
            let mut ids = self.ids.to_vec();
            ids.sort_by_key(|known| Some(*known) != near);
            let args = [("found", id), ("ids", ids.join(", "))];
            return Err(Problem::new(Text::RuleExtendsUnknown, &args).at(EXTENDS));
        };
        let mut base = table_elsewhere(base.get_ref());
        self.complete_below(&mut base, seen)?;
        for key in OWN_KEYS {
            base.remove(key);
        }
        if let Some(left_out) = left_out {
            leave_out(&mut base, left_out.get_ref())?;
        }
        take_over(own, base, "", &replaced);
        Ok(())
    }
}

/// Takes out of a table what it extends.
fn extended(table: &mut Table<'_>) -> Result<Option<String>, Problem> {
    match table.remove(EXTENDS).map(Spanned::into_inner) {
        None => Ok(None),
        Some(DeValue::String(id)) => Ok(Some(id.into_owned())),
        Some(other) => Err(not_text(EXTENDS, &other)),
    }
}

fn not_text(key: &str, found: &DeValue<'_>) -> Problem {
    let args = [("key", key.to_owned()), ("found", found.type_str().to_owned())];
    Problem::new(Text::RuleNotText, &args).at(key)
}

/// Takes out of a table the places of the lists that stand alone. Each must be one that the table writes:
/// a misspelled one would change nothing, and nobody would notice.
fn replaced(table: &mut Table<'_>) -> Result<Vec<String>, Problem> {
    let Some(value) = table.remove(REPLACE) else { return Ok(Vec::new()) };
    let DeValue::Array(items) = value.get_ref() else { return Err(not_a_list(value.get_ref())) };
    let own = lists(table, "");
    let mut places = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let Some(place) = item.get_ref().as_str() else { return Err(not_a_list(item.get_ref())) };
        if !own.iter().any(|list| list == place) {
            let near = nearest(place, own.iter().map(String::as_str));
            let expected = near.map_or_else(|| own.join(", "), str::to_owned);
            let args = [("found", place.to_owned()), ("expected", expected)];
            return Err(Problem::new(Text::RuleReplace, &args).at(inside(REPLACE, &index.to_string())));
        }
        places.push(place.to_owned());
    }
    Ok(places)
}

fn not_a_list(found: &DeValue<'_>) -> Problem {
    Problem::new(Text::RuleReplaceList, &[("found", found.type_str().to_owned())]).at(REPLACE)
}

/// Takes out of a base what is not to be taken over: tables, keys, items of lists by what they are.
fn leave_out(base: &mut Table<'_>, places: &DeValue<'_>) -> Result<(), Problem> {
    let not_a_list = |found: &DeValue<'_>| {
        Problem::new(Text::RuleWithoutList, &[("found", found.type_str().to_owned())]).at(WITHOUT)
    };
    let DeValue::Array(items) = places else { return Err(not_a_list(places)) };
    for (index, item) in items.iter().enumerate() {
        let Some(place) = item.get_ref().as_str() else { return Err(not_a_list(item.get_ref())) };
        let known = places_of(base, "");
        if !remove(base, place) {
            let near = nearest(place, known.iter().map(String::as_str));
            let args =
                [("found", place.to_owned()), ("expected", near.map_or_else(String::new, str::to_owned))];
            return Err(Problem::new(Text::RuleWithout, &args).at(inside(WITHOUT, &index.to_string())));
        }
    }
    Ok(())
}

/// Takes a place out of a table; was it there?
fn remove(table: &mut Table<'_>, place: &str) -> bool {
    let Some((first, rest)) = place.split_once('.') else { return table.remove(place).is_some() };
    match table.get_mut(first).map(Spanned::get_mut) {
        Some(DeValue::Table(inner)) => remove(inner, rest),
        Some(DeValue::Array(items)) => remove_item(items, rest),
        _ => false,
    }
}

fn remove_item(items: &mut DeArray<'_>, place: &str) -> bool {
    let (name, rest) = place.split_once('.').map_or((place, None), |(name, rest)| (name, Some(rest)));
    let mut names = item_names(items.iter().map(tree::identity)).into_iter();
    let Some(index) = names.position(|known| known == name) else { return false };
    match (rest, items.get_mut(index).map(Spanned::get_mut)) {
        (None, Some(_)) => {
            let mut kept = DeArray::new();
            let others = items.iter().enumerate().filter(|(i, _)| *i != index);
            others.for_each(|(_, item)| kept.push(item.clone()));
            *items = kept;
            true
        }
        (Some(rest), Some(DeValue::Table(inner))) => remove(inner, rest),
        _ => false,
    }
}

/// Every place below a table that has a name.
fn places_of(table: &Table<'_>, at: &str) -> Vec<String> {
    let mut places = Vec::new();
    for (key, value) in table {
        let place = inside(at, key.get_ref());
        match value.get_ref() {
            DeValue::Table(table) => places.extend(places_of(table, &place)),
            DeValue::Array(items) => {
                let names = item_names(items.iter().map(tree::identity));
                for (item, name) in items.iter().zip(names) {
                    if let DeValue::Table(table) = item.get_ref() {
                        places.push(inside(&place, &name));
                        places.extend(places_of(table, &inside(&place, &name)));
                    }
                }
            }
            _ => {}
        }
        places.push(place);
    }
    places
}

/// The places of the lists of a table, those of plain values too.
fn lists(table: &Table<'_>, at: &str) -> Vec<String> {
    let mut places = Vec::new();
    for (key, value) in table {
        let place = inside(at, key.get_ref());
        match value.get_ref() {
            DeValue::Table(table) => places.extend(lists(table, &place)),
            DeValue::Array(items) => {
                let names = item_names(items.iter().map(tree::identity));
                for (item, name) in items.iter().zip(names) {
                    if let DeValue::Table(table) = item.get_ref() {
                        places.extend(lists(table, &inside(&place, &name)));
                    }
                }
                places.push(place);
            }
            _ => {}
        }
    }
    places
}

/// Fills in what a table does not say itself.
fn take_over<'t>(own: &mut Table<'t>, base: Table<'t>, at: &str, replaced: &[String]) {
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
    let Some(key) = identity_key(&base) else { return };
    if own.is_empty() || !own.iter().all(|item| item.get_ref().is_table()) {
        return;
    }
    let mut rest: Vec<Value<'t>> = own.iter().cloned().collect();
    let mut merged = DeArray::new();
    for below in base.iter() {
        let Some(id) = text_of(below, key).map(str::to_owned) else { continue };
        // One that is there twice is complained about later, as the one mistake that it is.
        let (same, others) = rest.into_iter().partition(|item| text_of(item, key) == Some(&id));
        rest = others;
        if Vec::is_empty(&same) {
            merged.push(below.clone());
        }
        for mut item in same {
            if let (DeValue::Table(own), DeValue::Table(base)) =
                (item.get_mut(), elsewhere(below).into_inner())
            {
                take_over(own, base, &inside(at, &id), replaced);
            }
            merged.push(item);
        }
    }
    rest.into_iter().for_each(|item| merged.push(item));
    *own = merged;
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
        let mut table = Table::parse(text).unwrap();
        library.complete(table.get_mut()).map_err(|problem| format!("{problem:?}"))?;
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
        assert!(error("'part.a.id'").contains("replace.0"));
        assert!(error("'part', 3").contains("integer"));
    }

    #[test]
    fn circles_and_unknown_bases_are_refused() {
        let error = |text: &str| read(text).unwrap_err();
        assert!(error("id = 'a'\nextends = 'egg'\n").contains("a → egg → hen → egg"));
        assert!(error("extends = 'hen'\nid = 'egg'\n").contains("egg → hen → egg"));
        let unknown = error("id = 'a'\n\nextends = 'midle'\n");
        assert!(unknown.contains("at: \"extends\"") && unknown.contains("'midle'"), "{unknown}");
        assert!(unknown.contains("middle, base"), "{unknown}");
        assert!(error("id = 'a'\nextends = 3\n").contains("integer"));
    }
}
