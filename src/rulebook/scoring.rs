//! What is it worth: dimensions, weights, curves and scale, and what comes on top of them.

use super::extra::{Bonus, Buyer, Deduction, Growth, SmallShop};
use super::fields::{toml_table, unique};
use super::industry::Industry;
use super::scale::{Range, Scale};
use super::weights::{Level, Weights};
use super::{Curve, Threshold};
use crate::catalogue::text;
use crate::indicator::{Dimension, Figure, Indicator};
use crate::toml_file::Node;
use std::collections::BTreeSet;

toml_table! {
    /// The part of a rulebook that the scorecard needs.
    pub struct Scoring(fields, weights: &mut Weights) {
        /// Below this coverage no total is given.
        pub least_coverage: f64 = number(0.0..=1.0),
        /// How points are shown.
        pub scale: Scale = table(Scale::read),
        /// The points a dimension can have, where they are fewer than 0…100.
        pub dimension_range: Option<Range> = maybe_table(Range::read),
        /// The growth stage, where there is one.
        pub growth: Option<Growth> = maybe_table(|fields| Growth::read(fields, scale)),
        /// The small-shop rule, where there is one.
        pub small_shop: Option<SmallShop> = maybe_table(SmallShop::read),
        /// The number shown to buyers, where it is another than the score.
        pub buyer: Option<Buyer> = maybe_table(Buyer::read),
        /// The dimensions with their indicators.
        pub dimensions: Vec<ScoredDimension> = required(|node| weights.read_dimensions(node)),
        /// Points on top.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub bonuses: Vec<Bonus> = maybe_tables(unique(Bonus::read)),
        /// Points off.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub deductions: Vec<Deduction> = maybe_tables(unique(Deduction::read)),
        /// Figures with a consequence.
        pub thresholds: Vec<Threshold> = required(|node| Threshold::read_all(node, scale)),
        /// Weights by industry and type of shop.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub industries: Vec<Industry> = industries(weights),
    }
}

toml_table! {
    /// A dimension and its weight in the total.
    pub struct ScoredDimension(fields, all: &mut Weights) {
        pub dimension("id"): Dimension = required(|node| all.dimension(node)),
        /// Weight in the total.
        pub weight: f64 = required(|node| all.total.weight(node, dimension.map(Figure::Dimension))),
        pub indicators: Vec<ScoredIndicator> = required(|node| all.read_indicators(node, dimension)),
    }
}

toml_table! {
    /// An indicator, its weight in the dimension and its curve.
    pub struct ScoredIndicator(fields, here: Option<Dimension>, level: &mut Level, seen: &mut BTreeSet<Indicator>) {
        pub indicator("id"): Indicator = required(|node| in_place(node, here, seen)),
        /// Weight in the dimension.
        pub weight: f64 = required(|node| level.weight(node, indicator.map(Figure::Indicator))),
        /// Value → points.
        #[serde(flatten)]
        pub curve: Curve = curve(indicator),
    }
}

/// An indicator of the dimension in which it stands, and there once.
fn in_place(node: &Node<'_>, here: Option<Dimension>, seen: &mut BTreeSet<Indicator>) -> Option<Indicator> {
    let indicator = node.indicator()?;
    let facts = indicator.info();
    if let Some(here) = here.filter(|here| *here != facts.dimension) {
        node.invalid(|lang| text::rule_other_dimension(lang, facts.id, facts.dimension.id(), here.id()));
        return None;
    }
    if !seen.insert(indicator) {
        node.invalid(|lang| text::rule_twice(lang, facts.id));
        return None;
    }
    Some(indicator)
}

impl Scoring {
    /// The scored indicators, in the order of the dimensions.
    pub fn indicators(&self) -> impl Iterator<Item = Indicator> + '_ {
        self.weighted().map(|(part, _)| part.indicator)
    }

    /// The scored indicators with their weights in the total.
    pub(crate) fn weighted(&self) -> impl Iterator<Item = (&ScoredIndicator, f64)> {
        self.dimensions.iter().flat_map(|d| d.indicators.iter().map(|part| (part, d.weight * part.weight)))
    }

    /// By indicator: does a score depend on it, by its weight or by a bonus?
    pub(crate) fn counted(&self) -> [bool; Indicator::ALL.len()] {
        let measured = self.bonuses.iter().filter_map(|bonus| Some(bonus.measured.as_ref()?.indicator));
        let mut counted = [false; Indicator::ALL.len()];
        for indicator in self.weighted().map(|(part, _)| part.indicator).chain(measured) {
            counted[indicator.index()] = true;
        }
        counted
    }

    /// An indicator as it is scored, with its weight in the total.
    pub(crate) fn scored(&self, indicator: Indicator) -> Option<(&ScoredIndicator, f64)> {
        self.weighted().find(|(part, _)| part.indicator == indicator)
    }
}
