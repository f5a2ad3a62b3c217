//! The tables of two rulebooks become one: of what the one extends, the other takes over whatever it does not say itself.
//! The build does the same with the built-in ones (`catalogue/compile/rulebooks.rs`).

use crate::toml_file::{ELSEWHERE, IDENTITIES, TomlTable, TomlValue, identity, inside, item_names, text_of};
use toml::Spanned;
use toml::de::{DeArray, DeValue};

/// What a rulebook says of itself only.
pub(crate) const OWN_KEYS: [&str; 8] =
    ["id", "default", "family", "title_zh", "title_en", "source_zh", "source_en", "in_force"];

pub(crate) const EXTENDS: &str = "extends";
pub(crate) const REPLACE: &str = "replace";
pub(crate) const WITHOUT: &str = "without";

/// One curve is not made of two: what says which kind it is brings all that belongs to it.
const CURVE: &str = "curve";
const OF_A_CURVE: [&str; 3] = ["anchors", "tiers", "beyond"];

/// The same value, as one that is taken over.
fn elsewhere(value: TomlValue<'_>) -> TomlValue<'_> {
    let inner = match value.into_inner() {
        DeValue::Table(table) => DeValue::Table(table_elsewhere(table)),
        DeValue::Array(items) => DeValue::Array(items.into_iter().map(elsewhere).collect()),
        other => other,
    };
    Spanned::new(ELSEWHERE, inner)
}

pub(crate) fn table_elsewhere(table: TomlTable<'_>) -> TomlTable<'_> {
    let entries = table.into_iter();
    entries.map(|(key, value)| (Spanned::new(ELSEWHERE, key.into_inner()), elsewhere(value))).collect()
}

/// Takes a place out of a table; was it there?
pub(crate) fn remove(table: &mut TomlTable<'_>, place: &str) -> bool {
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
pub(crate) fn places(table: &TomlTable<'_>, at: &str) -> Vec<(String, bool)> {
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
pub(crate) fn take_over<'t>(own: &mut TomlTable<'t>, base: TomlTable<'t>, at: &str, replaced: &[String]) {
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
