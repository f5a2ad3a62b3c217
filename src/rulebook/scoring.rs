//! What is it worth: dimensions, weights, curves and scale, and what comes on top of them.

use super::extra::{Bonus, Buyer, Deduction, Growth, SmallShop};
use super::industry::Industry;
use super::{Curve, Threshold};
use crate::indicator::{Dimension, Indicator};
use serde::{Deserialize, Serialize};

/// The part of a rulebook that the scorecard needs.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
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

/// The least and the most points.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The least.
    pub min: f64,
    /// The most.
    pub max: f64,
}

/// How points are shown.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The lowest score.
    pub min: f64,
    /// The highest score.
    pub max: f64,
    /// Points that make one unit of the score.
    pub points_per_unit: f64,
}

impl Scale {
    /// A score from points.
    pub fn score(&self, points: f64) -> f64 {
        (points / self.points_per_unit).clamp(self.min, self.max)
    }

    /// Points cut to what the scale holds.
    pub fn clamp(&self, points: f64) -> f64 {
        points.clamp(self.min * self.points_per_unit, self.max * self.points_per_unit)
    }
}

/// A dimension and its weight in the total.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ScoredDimension {
    pub(super) id: String,
    /// Weight in the total.
    pub weight: f64,
    /// Its indicators.
    pub indicators: Vec<ScoredIndicator>,
}

/// An indicator, its weight in the dimension and its curve.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(from = "IndicatorForm", into = "IndicatorForm")]
pub struct ScoredIndicator {
    pub(super) id: String,
    /// Weight in the dimension.
    pub weight: f64,
    /// Value → points.
    pub curve: Curve,
}

/// How an indicator is written: its curve stands among its own keys. Spelled out, because a flattened enum
/// would let unknown keys pass and lose the line of an error.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct IndicatorForm {
    id: String,
    weight: f64,
    curve: CurveForm,
    #[serde(skip_serializing_if = "Option::is_none")]
    anchors: Option<Vec<(f64, f64)>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tiers: Option<Vec<(f64, f64)>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    beyond: Option<f64>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum CurveForm {
    Linear,
    Steps,
}

impl From<IndicatorForm> for ScoredIndicator {
    fn from(form: IndicatorForm) -> ScoredIndicator {
        let curve = match (form.curve, form.anchors, form.tiers, form.beyond) {
            (CurveForm::Linear, Some(anchors), None, None) => Curve::Linear { anchors },
            (CurveForm::Steps, None, Some(tiers), Some(beyond)) => Curve::Steps { tiers, beyond },
            // Neither the one nor the other: an empty curve is refused with what belongs to which.
            _ => Curve::Linear { anchors: Vec::new() },
        };
        ScoredIndicator { id: form.id, weight: form.weight, curve }
    }
}

impl From<ScoredIndicator> for IndicatorForm {
    fn from(scored: ScoredIndicator) -> IndicatorForm {
        let (curve, anchors, tiers, beyond) = match scored.curve {
            Curve::Linear { anchors } => (CurveForm::Linear, Some(anchors), None, None),
            Curve::Steps { tiers, beyond } => (CurveForm::Steps, None, Some(tiers), Some(beyond)),
        };
        IndicatorForm { id: scored.id, weight: scored.weight, curve, anchors, tiers, beyond }
    }
}

impl ScoredDimension {
    /// Which dimension it is.
    pub fn dimension(&self) -> Option<Dimension> {
        Dimension::by_id(&self.id)
    }
}

impl ScoredIndicator {
    /// Which indicator it is.
    pub fn indicator(&self) -> Option<Indicator> {
        Indicator::by_id(&self.id)
    }
}

impl Scoring {
    /// The scored indicators, in the order of the dimensions.
    pub fn indicators(&self) -> impl Iterator<Item = Indicator> + '_ {
        self.dimensions.iter().flat_map(|d| &d.indicators).filter_map(ScoredIndicator::indicator)
    }
}
