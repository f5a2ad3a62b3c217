//! What is weighed against each other: the dimensions in the total, the indicators in a dimension. Each such
//! level sums to 1, with the rulebook's own weights and with those of every industry.

use super::{ScoredDimension, ScoredIndicator};
use crate::catalogue::text;
use crate::indicator::{Dimension, Figure, Indicator};
use crate::shown_text::one_line;
use crate::toml_file::{ExpectedType, Node};
use std::collections::{BTreeMap, BTreeSet};

/// The weights of a rulebook while it is read.
#[derive(Debug, Default)]
pub(super) struct Weights {
    /// Is it the platform's? Its weights by industry are meant to differ from the usual ones.
    pub(super) is_platforms: bool,
    pub(super) total: Level,
    of_dimensions: Vec<(Option<Dimension>, Level)>,
    dimensions: BTreeSet<String>,
    indicators: BTreeSet<Indicator>,
}

/// What sums to 1.
#[derive(Debug, Default)]
pub(super) struct Level {
    weighed: Vec<Weighed>,
    /// Is everything in it readable, known and weighed?
    is_complete: bool,
}

#[derive(Debug)]
struct Weighed {
    figure: Figure,
    weight: f64,
    /// Does the file itself say so?
    is_own: bool,
}

impl Level {
    /// The weight of one of the level.
    pub(super) fn weight(&mut self, node: &Node<'_>, figure: Option<Figure>) -> Option<f64> {
        let weight = node.within(node.any_number()?, &(0.0..=1.0))?;
        let is_own = node.is_own();
        self.weighed.extend(figure.map(|figure| Weighed { figure, weight, is_own }));
        Some(weight)
    }

    /// Checks the sum, where there was nothing in the list that cannot be read.
    fn finish(&mut self, list: &Node<'_>, unreadable: usize, name: &str) {
        let count = list.items().map(Iterator::count);
        self.is_complete = list.reader.unreadable() == unreadable && count == Some(self.weighed.len());
        if self.is_complete {
            check_sum(list, name, self.weighed.iter().map(|one| one.weight));
        }
    }
}

impl Weights {
    /// Nothing is read yet.
    pub(super) fn new(is_platforms: bool) -> Weights {
        Weights { is_platforms, ..Weights::default() }
    }

    pub(super) fn read_dimensions(&mut self, node: &Node<'_>) -> Option<Vec<ScoredDimension>> {
        let unreadable = node.reader.unreadable();
        let read = |node: &Node<'_>| node.table(|fields| ScoredDimension::read(fields, &mut *self));
        let dimensions = node.list(ExpectedType::Tables, read)?;
        self.total.finish(node, unreadable, &node.place());
        Some(dimensions)
    }

    pub(super) fn read_indicators(
        &mut self,
        node: &Node<'_>,
        dimension: Option<Dimension>,
    ) -> Option<Vec<ScoredIndicator>> {
        let (unreadable, mut level) = (node.reader.unreadable(), Level::default());
        let indicators = node.list(ExpectedType::Tables, |node| {
            node.table(|fields| ScoredIndicator::read(fields, dimension, &mut level, &mut self.indicators))
        })?;
        level.finish(node, unreadable, dimension.map_or("", Dimension::id));
        self.of_dimensions.push((dimension, level));
        Some(indicators)
    }

    pub(super) fn dimension(&mut self, node: &Node<'_>) -> Option<Dimension> {
        let id = node.unique_text(&mut self.dimensions)?;
        let dimension = Dimension::by_id(&id);
        if dimension.is_none() {
            let known = Dimension::ALL.map(Dimension::id).join(", ");
            node.invalid(|lang| text::rule_dimension(lang, one_line(&id), &known));
        }
        dimension
    }

    fn levels(&self) -> impl Iterator<Item = (Option<Dimension>, &Level)> {
        let of_dimensions = self.of_dimensions.iter().map(|(dimension, level)| (*dimension, level));
        [(None, &self.total)].into_iter().chain(of_dimensions)
    }

    /// Whatever shares a level with a weight that the file itself says: only all of them together sum to 1. A row
    /// of an industry would otherwise replace, without a word, what was read off the back office.
    pub(super) fn typed(&self) -> BTreeSet<Figure> {
        let typed = self.levels().filter(|(_, level)| level.weighed.iter().any(|one| one.is_own));
        typed.flat_map(|(_, level)| level.weighed.iter().map(|one| one.figure)).collect()
    }

    /// Weights of an industry: of what is scored, each level with what they leave as it is summing to 1; without
    /// those that hold whatever the industry.
    pub(super) fn read_row(
        &self,
        node: &Node<'_>,
        industry: &str,
        typed: &BTreeSet<Figure>,
    ) -> Option<BTreeMap<Figure, f64>> {
        let figures = || self.levels().flat_map(|(_, level)| &level.weighed).map(|one| one.figure);
        let are_complete = self.levels().all(|(_, level)| level.is_complete);
        let read = |weight: Node<'_>| {
            let figure = figures().find(|figure| figure.id() == weight.key());
            if figure.is_none() && are_complete {
                let expected = figures().map(Figure::id).collect::<Vec<_>>().join(", ");
                weight.invalid(|lang| text::rule_unknown_key(lang, one_line(weight.key()), &expected));
            }
            figure.zip(weight.any_number().and_then(|number| weight.within(number, &(0.0..=1.0))))
        };
        let fields = node.open_table()?;
        let mut row: BTreeMap<Figure, f64> = fields.all().filter_map(read).collect();
        let is_whole = row.len() == fields.all().count();
        row.retain(|figure, _| !typed.contains(figure));
        // What a row leaves as it is, is not the row's mistake: a sum is told of once, where it is written.
        let weighs = |level: &Level| {
            level.is_complete && level.weighed.iter().any(|one| row.contains_key(&one.figure))
        };
        for (dimension, level) in self.levels().filter(|(_, level)| is_whole && weighs(level)) {
            let name =
                dimension.map_or(industry.to_owned(), |dimension| format!("{industry} {}", dimension.id()));
            let weight = |one: &Weighed| row.get(&one.figure).copied().unwrap_or(one.weight);
            check_sum(node, &name, level.weighed.iter().map(weight));
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
