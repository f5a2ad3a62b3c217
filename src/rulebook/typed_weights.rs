//! Weights that a shop types in and weights by industry that its file takes over: what is typed holds. A row
//! of an industry would otherwise replace, without a word, what was read off the back office.

use super::tree::{Table, text_of};
use std::collections::BTreeSet;
use toml::Spanned;
use toml::de::{DeArray, DeValue};

const SCORING: &str = "scoring";
const DIMENSIONS: &str = "dimensions";
const INDICATORS: &str = "indicators";
const INDUSTRIES: &str = "industries";
const WEIGHT: &str = "weight";
const WEIGHTS: &str = "weights";

/// What a file weighs itself.
#[derive(Debug, Default)]
pub(super) struct TypedWeights {
    /// Dimensions in the total.
    dimensions: bool,
    /// Indicators, by their dimension.
    indicators_of: BTreeSet<String>,
}

impl TypedWeights {
    /// Of a file, before it is completed by what it extends. Nothing where it has rows of industries of its
    /// own, or is one of the platform's, whose rows are meant to differ from its usual weights.
    pub(super) fn of(own: &Table<'_>) -> TypedWeights {
        let mut typed = TypedWeights::default();
        let Some(scoring) = table(own, SCORING).filter(|_| !own.contains_key("family")) else { return typed };
        if scoring.contains_key(INDUSTRIES) {
            return typed;
        }
        for item in list(scoring, DIMENSIONS) {
            let DeValue::Table(dimension) = item.get_ref() else { continue };
            typed.dimensions |= dimension.contains_key(WEIGHT);
            let weighs = |part: &Spanned<DeValue<'_>>| matches!(part.get_ref(), DeValue::Table(part) if part.contains_key(WEIGHT));
            if list(dimension, INDICATORS).any(weighs) {
                typed.indicators_of.extend(text_of(item, "id").map(str::to_owned));
            }
        }
        typed
    }

    /// Takes the weights out of the rows of a completed file that the typed ones stand for: all of a level,
    /// since only all of them together sum to 1. A row without weights is none.
    pub(super) fn hold_in(&self, whole: &mut Table<'_>) {
        let mut typed: BTreeSet<String> = BTreeSet::new();
        for item in table(whole, SCORING).into_iter().flat_map(|scoring| list(scoring, DIMENSIONS)) {
            let (DeValue::Table(dimension), Some(id)) = (item.get_ref(), text_of(item, "id")) else {
                continue;
            };
            if self.dimensions {
                typed.insert(id.to_owned());
            }
            if self.indicators_of.contains(id) {
                typed.extend(list(dimension, INDICATORS).filter_map(|i| text_of(i, "id").map(str::to_owned)));
            }
        }
        let Some(DeValue::Table(scoring)) = whole.get_mut(SCORING).map(Spanned::get_mut) else { return };
        let Some(DeValue::Array(rows)) = scoring.get_mut(INDUSTRIES).map(Spanned::get_mut) else { return };
        if typed.is_empty() {
            return;
        }
        let mut kept = DeArray::new();
        for mut row in rows.iter().cloned() {
            if let DeValue::Table(row) = row.get_mut()
                && let Some(DeValue::Table(weights)) = row.get_mut(WEIGHTS).map(Spanned::get_mut)
            {
                typed.iter().for_each(|id| drop(weights.remove(id.as_str())));
                if weights.is_empty() {
                    continue;
                }
            }
            kept.push(row);
        }
        *rows = kept;
    }
}

fn table<'v, 't>(outer: &'v Table<'t>, key: &str) -> Option<&'v Table<'t>> {
    match outer.get(key)?.get_ref() {
        DeValue::Table(inner) => Some(inner),
        _ => None,
    }
}

fn list<'v, 't>(outer: &'v Table<'t>, key: &str) -> impl Iterator<Item = &'v Spanned<DeValue<'t>>> {
    let items = match outer.get(key).map(Spanned::get_ref) {
        Some(DeValue::Array(items)) => Some(items),
        _ => None,
    };
    items.into_iter().flat_map(|items| items.iter())
}
