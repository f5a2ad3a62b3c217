//! What JSON shows of a trend. Keys are never absent; what is not known is null. Numbers are not rounded, save
//! `score.display`.

use crate::indicator::{Dimension, Indicator};
use crate::report::figures::{DayFigures, DimensionTitle, IndicatorFigures, IndicatorTitle, TotalFigures};
use crate::report::from_sums::FromSums;
use crate::report::head::ShopHead;
use crate::report::inputs::InputRow;
use crate::report::thresholds::{CrossingRow, ThresholdRow};
use crate::report::warning::WarningRow;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A shop's score over some days. Keys are never absent; what is not known is null.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "tiyanfen trend --format json")]
pub struct Trend {
    /// What it begins with.
    #[serde(flatten)]
    pub head: ShopHead,
    /// The table of sums that it was made from: then `inputs` are empty. Null where it was made from exports.
    #[serde(default)]
    pub from_sums: Option<FromSums>,
    /// The first day.
    pub from: Day,
    /// The lowest score of the scale.
    pub scale_min: f64,
    /// The highest score of the scale.
    pub scale_max: f64,
    /// The dimensions: what does not change from day to day.
    pub dimensions: Vec<DimensionTitle>,
    /// The indicators, scored or not: what does not change from day to day.
    pub indicators: Vec<IndicatorTitle>,
    /// What the score and its parts open or close, as far as it applies on the last day, and when that changed.
    pub thresholds: Vec<TrendThreshold>,
    /// The days, the earliest first, none left out.
    pub days: Vec<TrendDay>,
    /// The files and the account of their rows.
    pub inputs: Vec<InputRow>,
    /// What the reader should know.
    pub warnings: Vec<WarningRow>,
}

/// Conditions that decide something: how they stand on the last day, and when the answer changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrendThreshold {
    /// How it stands on the last day.
    #[serde(flatten)]
    pub row: ThresholdRow,
    /// The days on which the answer changed.
    pub crossings: Vec<CrossingRow>,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrendDay {
    /// The as-of day.
    pub day: Day,
    /// Is it from the history, because the exports no longer cover as much of it?
    #[serde(default)]
    pub from_history: bool,
    /// The total.
    pub score: TotalFigures,
    /// The dimensions.
    pub dimensions: Vec<TrendDimension>,
    /// The indicators.
    pub indicators: Vec<TrendIndicator>,
    /// The thresholds.
    pub thresholds: Vec<TrendThresholdDay>,
}

/// A threshold on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrendThresholdDay {
    /// Its id.
    pub id: String,
    /// Is it met? Null where that cannot be said, and before it began to apply.
    pub met: Option<bool>,
    /// The value of the condition with least room; null without an answer.
    pub value: Option<f64>,
    /// Its distance, in its unit.
    pub distance: Option<f64>,
    /// Its place in the list, from 0.
    #[schemars(range(min = 0))]
    pub distance_of: Option<usize>,
}

/// A dimension on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrendDimension {
    /// Its id.
    pub id: Dimension,
    /// What it comes to.
    #[serde(flatten)]
    pub figures: DayFigures,
}

/// An indicator on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrendIndicator {
    /// Its id.
    pub id: Indicator,
    /// What it comes to.
    #[serde(flatten)]
    pub figures: IndicatorFigures,
}
