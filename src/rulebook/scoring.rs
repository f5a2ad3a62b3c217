//! What is it worth: dimensions, weights, curves, scale and thresholds.

use super::Curve;
use crate::indicator::{Dimension, Indicator};
use serde::Deserialize;

/// The part of a rulebook that the scorecard needs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// Below this coverage no total is given.
    pub least_coverage: f64,
    /// How points are shown.
    pub scale: Scale,
    /// The dimensions with their indicators.
    pub dimensions: Vec<ScoredDimension>,
    /// Scores with a consequence.
    pub thresholds: Vec<Threshold>,
}

/// How points are shown.
#[derive(Debug, Clone, Copy, Deserialize)]
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
}

/// A dimension and its weight in the total.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoredDimension {
    id: String,
    /// Weight in the total.
    pub weight: f64,
    /// Its indicators.
    pub indicators: Vec<ScoredIndicator>,
}

/// An indicator, its weight in the dimension and its curve.
#[derive(Debug, Clone, Deserialize)]
pub struct ScoredIndicator {
    id: String,
    /// Weight in the dimension.
    pub weight: f64,
    /// Value → points.
    #[serde(flatten)]
    pub curve: Curve,
}

/// A score with a consequence.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// A stable id.
    pub id: String,
    /// What it decides, in Chinese.
    pub title_zh: String,
    /// What it decides, in English.
    pub title_en: String,
    /// The score from which it is met.
    pub at: f64,
    /// Who says so.
    pub source: String,
}

impl ScoredDimension {
    /// Which dimension it is.
    pub fn dimension(&self) -> Option<Dimension> {
        Dimension::ALL.into_iter().find(|d| d.id() == self.id)
    }
}

impl ScoredIndicator {
    /// Which indicator it is.
    pub fn indicator(&self) -> Option<Indicator> {
        Indicator::by_id(&self.id)
    }
}

impl Scoring {
    pub(super) fn check(&self) -> Result<(), String> {
        sums_to_one("scoring.dimensions", self.dimensions.iter().map(|d| d.weight))?;
        for dimension in &self.dimensions {
            if dimension.dimension().is_none() {
                return Err(format!("no dimension {}: product, logistics or service", dimension.id));
            }
            sums_to_one(&dimension.id, dimension.indicators.iter().map(|i| i.weight))?;
            for scored in &dimension.indicators {
                let indicator = scored.indicator().ok_or_else(|| {
                    format!("no indicator {}; did you mean {}?", scored.id, Indicator::nearest(&scored.id))
                })?;
                let checked = scored.curve.check(indicator.facts().direction);
                checked.map_err(|why| format!("{}: {why}", scored.id))?;
            }
        }
        Ok(())
    }
}

fn sums_to_one(what: &str, weights: impl Iterator<Item = f64>) -> Result<(), String> {
    let sum: f64 = weights.sum();
    if (sum - 1.0).abs() > 1e-9 {
        return Err(format!("{what}: weights sum to {sum}, not to 1"));
    }
    Ok(())
}
