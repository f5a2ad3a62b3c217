//! What is it worth: dimensions, weights, curves and scale, and what comes on top of them.

use super::extra::{Bonus, Buyer, Deduction, Growth, SmallShop};
use super::fields::POINTS;
use super::industry::Industry;
use super::weights::{Weighed, Weights};
use super::{Curve, Threshold};
use crate::catalogue::text;
use crate::indicator::{Dimension, Figure, Indicator};
use crate::text_cleaning::one_line;
use crate::toml_file::Fields;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The part of a rulebook that the scorecard needs.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Scoring {
    /// Below this coverage no total is given.
    pub least_coverage: f64,
    /// How points are shown.
    pub scale: Scale,
    /// The points a dimension can have, where they are fewer than 0…100.
    pub dimension_range: Option<Range>,
    /// The growth stage, where there is one.
    pub growth: Option<Growth>,
    /// The small-shop rule, where there is one.
    pub small_shop: Option<SmallShop>,
    /// The number shown to buyers, where it is another than the score.
    pub buyer: Option<Buyer>,
    /// The dimensions with their indicators.
    pub dimensions: Vec<ScoredDimension>,
    /// Points on top.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bonuses: Vec<Bonus>,
    /// Points off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deductions: Vec<Deduction>,
    /// Figures with a consequence.
    pub thresholds: Vec<Threshold>,
    /// Weights by industry and type of shop.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub industries: Vec<Industry>,
}

impl Scoring {
    /// `is_platforms`: the weights by industry stand beside those of the file, whatever these are.
    pub(super) fn read(fields: &Fields<'_>, is_platforms: bool) -> Option<Scoring> {
        let least_coverage = fields.number("least_coverage", 0.0..=1.0);
        let scale = fields.table("scale", Scale::read);
        let dimension_range = fields.maybe_table("dimension_range", Range::read);
        let all_points = scale.map_or((f64::MIN, f64::MAX), |scale: Scale| scale.points());
        let growth = fields.maybe_table("growth", |fields| Growth::read(fields, all_points));
        let small_shop = fields.maybe_table("small_shop", SmallShop::read);
        let buyer = fields.maybe_table("buyer", Buyer::read);
        let mut weights = Weights::default();
        let mut seen = Default::default();
        let dimensions = weights.read_level(fields, ("dimensions", None), |fields, weights| {
            ScoredDimension::read(fields, weights, &mut seen)
        });
        let mut seen = BTreeSet::new();
        let bonuses = fields.maybe_tables("bonuses", |fields| Bonus::read(fields, &mut seen));
        let mut seen = BTreeSet::new();
        let deductions = fields.maybe_tables("deductions", |fields| Deduction::read(fields, &mut seen));
        let mut above = Vec::new();
        let thresholds =
            fields.tables("thresholds", |fields| Threshold::read(fields, scale.as_ref(), &mut above));
        let industries = fields.maybe("industries", |node| {
            let typed = if is_platforms || node.is_own() { BTreeSet::new() } else { weights.typed() };
            let mut seen = BTreeSet::new();
            node.list(|node| node.table(|fields| Industry::read(fields, &weights, &typed, &mut seen)))
        });
        Some(Scoring {
            least_coverage,
            scale: scale?,
            dimension_range,
            growth,
            small_shop,
            buyer,
            dimensions,
            bonuses,
            deductions,
            thresholds,
            industries: industries.unwrap_or_default(),
        })
    }
}

/// The least and the most points.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Range {
    /// The least.
    pub min: f64,
    /// The most.
    pub max: f64,
}

impl Range {
    fn read(fields: &Fields<'_>) -> Option<Range> {
        let min = fields.need("min", |node| node.number(POINTS));
        let max = fields.number("max", min.unwrap_or_default()..=100.0);
        Some(Range { min: min?, max })
    }
}

/// How points are shown.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Scale {
    /// The lowest score.
    pub min: f64,
    /// The highest score.
    pub max: f64,
    /// Points that make one unit of the score.
    pub points_per_unit: f64,
}

impl Scale {
    fn read(fields: &Fields<'_>) -> Option<Scale> {
        let min = fields.need("min", |node| node.number(-1e6..=1e6));
        let max = fields.need("max", |node| node.number(min.unwrap_or(-1e6)..=1e6));
        let points_per_unit = fields.need("points_per_unit", |node| node.number(1e-6..=1e6));
        Some(Scale { min: min?, max: max?, points_per_unit: points_per_unit? })
    }

    /// The least and the most points that the scale holds.
    pub(super) fn points(&self) -> (f64, f64) {
        (self.min * self.points_per_unit, self.max * self.points_per_unit)
    }

    /// A score from points.
    pub fn score(&self, points: f64) -> f64 {
        (points / self.points_per_unit).clamp(self.min, self.max)
    }

    /// Points cut to what the scale holds.
    pub fn clamp(&self, points: f64) -> f64 {
        let (least, most) = self.points();
        points.clamp(least, most)
    }
}

/// A dimension and its weight in the total.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct ScoredDimension {
    /// Which dimension it is.
    #[serde(rename = "id")]
    pub dimension: Dimension,
    /// Weight in the total.
    pub weight: f64,
    /// Its indicators.
    pub indicators: Vec<ScoredIndicator>,
}

impl ScoredDimension {
    fn read(
        fields: &Fields<'_>,
        weights: &mut Weights,
        seen: &mut (BTreeSet<String>, BTreeSet<Indicator>),
    ) -> (Weighed, Option<ScoredDimension>) {
        let mut name = String::new();
        let dimension = fields.need("id", |node| {
            name = node.unique_text(&mut seen.0)?;
            let dimension = Dimension::by_id(&name);
            if dimension.is_none() {
                let known = Dimension::ALL.map(Dimension::id).join(", ");
                node.invalid(|lang| text::rule_dimension(lang, one_line(&name), &known));
            }
            dimension
        });
        let weighed = Weighed::read(fields, dimension.map(Figure::Dimension));
        let indicators = weights.read_level(fields, ("indicators", Some(&name)), |fields, _| {
            ScoredIndicator::read(fields, dimension, &mut seen.1)
        });
        let weight = weighed.weight.unwrap_or_default();
        (weighed, dimension.map(|dimension| ScoredDimension { dimension, weight, indicators }))
    }
}

/// An indicator, its weight in the dimension and its curve.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct ScoredIndicator {
    /// Which indicator it is.
    #[serde(rename = "id")]
    pub indicator: Indicator,
    /// Weight in the dimension.
    pub weight: f64,
    /// Value → points.
    #[serde(flatten)]
    pub curve: Curve,
}

impl ScoredIndicator {
    /// `seen` holds the indicators of the dimensions before it too.
    fn read(
        fields: &Fields<'_>,
        dimension: Option<Dimension>,
        seen: &mut BTreeSet<Indicator>,
    ) -> (Weighed, Option<ScoredIndicator>) {
        let mut is_out_of_place = false;
        let indicator = fields.need("id", |node| {
            let indicator = node.indicator()?;
            let facts = indicator.facts();
            is_out_of_place = true;
            match dimension.filter(|dimension| facts.dimension != *dimension) {
                Some(here) => node.invalid(|lang| {
                    text::rule_other_dimension(lang, facts.id, facts.dimension.id(), here.id())
                }),
                None if !seen.insert(indicator) => node.invalid(|lang| text::rule_twice(lang, facts.id)),
                None => is_out_of_place = false,
            }
            Some(indicator)
        });
        let weighed = Weighed::read(fields, indicator.map(Figure::Indicator));
        let curve = Curve::read(fields, indicator);
        let scored = indicator.zip(curve).map(|(indicator, curve)| {
            let facts = indicator.facts();
            // That of another indicator says nothing about this one.
            if !is_out_of_place {
                curve.check(fields, facts.id, facts.direction);
            }
            ScoredIndicator { indicator, weight: weighed.weight.unwrap_or_default(), curve }
        });
        (weighed, scored)
    }
}

impl Scoring {
    /// The scored indicators, in the order of the dimensions.
    pub fn indicators(&self) -> impl Iterator<Item = Indicator> + '_ {
        self.dimensions.iter().flat_map(|d| &d.indicators).map(|part| part.indicator)
    }
}
