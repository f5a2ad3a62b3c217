//! What is weighed against each other: the dimensions in the total, the indicators in a dimension. Each such
//! level sums to 1, with the rulebook's own weights and with those of every industry.

use crate::catalogue::text;
use crate::indicator::Figure;
use crate::text_cleaning::one_line;
use crate::toml_file::{Fields, Node};
use std::collections::{BTreeMap, BTreeSet};

/// All levels of a rulebook while it is read, the total first.
#[derive(Debug, Default)]
pub(super) struct Weights {
    levels: Vec<Level>,
}

#[derive(Debug)]
struct Level {
    /// The id of its dimension, as it is written; `None` of the total.
    dimension: Option<String>,
    weighed: Vec<Weighed>,
    /// Is everything in it readable, known and weighed?
    is_complete: bool,
}

/// One of a level.
#[derive(Debug)]
pub(super) struct Weighed {
    figure: Option<Figure>,
    pub(super) weight: Option<f64>,
    /// Does the file itself say so?
    is_own: bool,
}

impl Weighed {
    pub(super) fn read(fields: &Fields<'_>, figure: Option<Figure>) -> Weighed {
        let is_own = fields.get("weight").is_some_and(|node| node.is_own());
        Weighed { figure, weight: fields.need("weight", |node| node.number(0.0..=1.0)), is_own }
    }
}

impl Weights {
    /// Reads the items of a level and checks that they sum to 1.
    pub(super) fn read_level<T>(
        &mut self,
        fields: &Fields<'_>,
        (key, dimension): (&'static str, Option<&str>),
        mut read: impl FnMut(&Fields<'_>, &mut Weights) -> (Weighed, Option<T>),
    ) -> Vec<T> {
        let unreadable = fields.node.reader.unreadable();
        let mut weighed = Vec::new();
        let items = fields.tables(key, |fields| {
            let (weight, item) = read(fields, self);
            weighed.push(weight);
            item
        });
        let node = fields.get(key);
        let count = node.and_then(|node| node.items().map(Iterator::count));
        let is_known = |one: &Weighed| one.figure.is_some() && one.weight.is_some();
        let is_readable = fields.node.reader.unreadable() == unreadable;
        let is_complete = is_readable && count == Some(weighed.len()) && weighed.iter().all(is_known);
        let level = Level { dimension: dimension.map(str::to_owned), weighed, is_complete };
        if let Some(node) = node.filter(|_| is_complete) {
            let name = dimension.map_or_else(|| node.place(), str::to_owned);
            check_sum(&node, &name, level.weighed.iter().filter_map(|one| one.weight));
        }
        let place = if dimension.is_none() { 0 } else { self.levels.len() };
        self.levels.insert(place, level);
        items
    }

    fn are_complete(&self) -> bool {
        self.levels.iter().all(|level| level.is_complete)
    }

    fn figures(&self) -> impl Iterator<Item = Figure> {
        self.levels.iter().flat_map(|level| &level.weighed).filter_map(|one| one.figure)
    }

    /// Whatever shares a level with a weight that the file itself says: only all of them together sum to 1.
    pub(super) fn typed(&self) -> BTreeSet<Figure> {
        let typed = self.levels.iter().filter(|level| level.weighed.iter().any(|one| one.is_own));
        typed.flat_map(|level| &level.weighed).filter_map(|one| one.figure).collect()
    }

    /// Weights of an industry: of what is scored, each level with what they leave as it is summing to 1. What is
    /// `typed` in the file holds; a row of an industry would otherwise replace, without a word, what was read off
    /// the back office.
    pub(super) fn read_row(
        &self,
        node: &Node<'_>,
        industry: &str,
        typed: &BTreeSet<Figure>,
    ) -> Option<BTreeMap<Figure, f64>> {
        let read = |weight: Node<'_>| {
            let figure = self.figures().find(|figure| figure.id() == weight.key());
            if figure.is_none() && self.are_complete() {
                let expected = self.figures().map(Figure::id).collect::<Vec<_>>().join(", ");
                weight.invalid(|lang| text::rule_unknown_key(lang, one_line(weight.key()), &expected));
            }
            figure.zip(weight.number(0.0..=1.0))
        };
        let fields = node.open_table()?;
        let mut row: BTreeMap<Figure, f64> = fields.all().filter_map(read).collect();
        let is_whole = row.len() == fields.all().count() && self.are_complete();
        row.retain(|figure, _| !typed.contains(figure));
        if !is_whole {
            return Some(row);
        }
        for level in &self.levels {
            let of = |one: &Weighed| one.figure.and_then(|figure| row.get(&figure)).copied();
            // What a row leaves as it is, is not the row's mistake: a sum is told of once, where it is written.
            if level.weighed.iter().any(|one| of(one).is_some()) {
                let dimension = level.dimension.iter().map(String::as_str);
                let name: Vec<&str> = [industry].into_iter().chain(dimension).collect();
                check_sum(
                    node,
                    &name.join(" "),
                    level.weighed.iter().filter_map(|one| of(one).or(one.weight)),
                );
            }
        }
        Some(row)
    }
}

fn check_sum(node: &Node<'_>, name: &str, weights: impl Iterator<Item = f64>) {
    let sum: f64 = weights.sum();
    if (sum - 1.0).abs() > 1e-9 {
        // 0.8999999999999999 is what binary fractions make of 0.9.
        node.invalid(|lang| text::rule_weights(lang, name, (sum * 1e9).round() / 1e9));
    }
}
