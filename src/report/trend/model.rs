//! What JSON shows of a trend, and all that its renderers see. Keys are never absent; what is not known is
//! null. Numbers are not rounded, save `score.display`.

use crate::indicator::{Dimension, Direction, Indicator, Unit};
use crate::report::{InputRow, RulebookTitle, Status, ThresholdRow, Tool, WarningRow};
use crate::shop::AsOfBasis;
use crate::time::Day;
use schemars::JsonSchema;
use serde::Serialize;

/// A shop's score over some days. Keys are never absent; what is not known is null.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tiyanfen trend --format json")]
pub struct Trend {
    /// The version of this shape.
    #[schemars(extend("const" = crate::report::SCHEMA_VERSION))]
    pub schema_version: u32,
    /// The program.
    pub tool: Tool,
    /// The shop's name, where given.
    pub shop: Option<String>,
    /// The path of the configuration in use.
    pub config: Option<String>,
    /// The rulebook in use.
    pub rulebook: RulebookTitle,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub as_of: Day,
    /// How that was chosen.
    pub as_of_basis: AsOfBasis,
    /// The lowest score of the scale.
    pub scale_min: f64,
    /// The highest score of the scale.
    pub scale_max: f64,
    /// The dimensions: what does not change from day to day.
    pub dimensions: Vec<TrendDimensionHead>,
    /// The indicators, scored or not: what does not change from day to day.
    pub indicators: Vec<TrendIndicatorHead>,
    /// What the score and its parts open or close, as far as it applies on the last day, and when that changed.
    pub thresholds: Vec<TrendThreshold>,
    /// The days, the earliest first, none left out.
    pub days: Vec<TrendDay>,
    /// The files and the account of their rows.
    pub inputs: Vec<InputRow>,
    /// What the reader should know.
    pub warnings: Vec<WarningRow>,
}

/// A dimension.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TrendDimensionHead {
    /// Its id.
    #[schemars(with = "Dimension")]
    pub id: &'static str,
    /// In Chinese.
    pub name_zh: &'static str,
    /// In English.
    pub name_en: &'static str,
    /// Its weight as the rulebook says.
    #[schemars(range(min = 0, max = 1))]
    pub weight: f64,
}

/// An indicator.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TrendIndicatorHead {
    /// Its id.
    #[schemars(with = "Indicator")]
    pub id: &'static str,
    /// In Chinese.
    pub name_zh: &'static str,
    /// In English.
    pub name_en: &'static str,
    /// The dimension's id.
    #[schemars(with = "Dimension")]
    pub dimension: &'static str,
    /// ratio, stars, hours, seconds, points.
    pub unit: Unit,
    /// high or low: which is better.
    pub direction: Direction,
    /// Length of the window.
    #[schemars(range(min = 1))]
    pub window_days: i32,
    /// Weight in its dimension as the rulebook says; 0 where it is not scored.
    #[schemars(range(min = 0, max = 1))]
    pub weight_in_dimension: f64,
}

/// Conditions that decide something: how they stand on the last day, and when the answer changed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TrendThreshold {
    /// How it stands on the last day.
    #[serde(flatten)]
    pub row: ThresholdRow,
    /// The days on which the answer changed.
    pub crossings: Vec<CrossingRow>,
}

/// A threshold is met from a day on, or no longer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CrossingRow {
    /// The first day with the other answer.
    pub day: Day,
    /// Is the threshold met from that day on?
    pub met: bool,
    /// The figure that made the difference; of several the first: total, or the id of a dimension or an indicator.
    pub of: &'static str,
    /// The place of its condition in the list, from 0.
    #[schemars(range(min = 0))]
    pub condition: usize,
    /// Its value on the last day before that has an answer.
    pub before: f64,
    /// Its value on the day.
    pub after: f64,
    /// Had the same scored indicators data behind both values?
    pub same_data: bool,
}

/// A day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TrendDay {
    /// The as-of day.
    pub day: Day,
    /// The total.
    pub score: TrendScore,
    /// The dimensions.
    pub dimensions: Vec<TrendDimension>,
    /// The indicators.
    pub indicators: Vec<TrendIndicator>,
    /// The thresholds.
    pub thresholds: Vec<TrendThresholdDay>,
}

/// A threshold on a day.
#[derive(Debug, Serialize, JsonSchema)]
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

/// The total of a day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TrendScore {
    /// The score; null below the least coverage.
    pub value: Option<f64>,
    /// The score as shown: two decimals, never rounded across a threshold.
    #[schemars(regex(pattern = r"^-?\d+\.\d\d$"))]
    pub display: Option<String>,
    /// Points 0…100 behind the score.
    #[schemars(range(min = 0, max = 100))]
    pub points: Option<f64>,
    /// Share of the score that has data.
    #[schemars(range(min = 0, max = 1))]
    pub coverage: f64,
    /// The score if every missing indicator had 0 points.
    pub low: f64,
    /// The score if every missing indicator had 100 points.
    pub high: f64,
    /// ok, partial or no_data.
    pub status: Status,
}

/// A dimension on a day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TrendDimension {
    /// Its id.
    #[schemars(with = "Dimension")]
    pub id: &'static str,
    /// Points 0…100.
    #[schemars(range(min = 0, max = 100))]
    pub points: Option<f64>,
    /// The same on the scale of the score.
    pub value: Option<f64>,
    /// Its weight after missing dimensions gave theirs away.
    #[schemars(range(min = 0, max = 1))]
    pub weight_in_total: f64,
    /// What it costs, in score units.
    #[schemars(range(min = 0))]
    pub lost_score: Option<f64>,
    /// ok, partial or no_data.
    pub status: Status,
}

/// An indicator on a day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TrendIndicator {
    /// Its id.
    #[schemars(with = "Indicator")]
    pub id: &'static str,
    /// Numerator; hours for hours.
    #[schemars(range(min = 0))]
    pub numerator: Option<f64>,
    /// Denominator.
    #[schemars(range(min = 0))]
    pub denominator: Option<i64>,
    /// Numerator / denominator.
    #[schemars(range(min = 0))]
    pub value: Option<f64>,
    /// Points 0…100.
    #[schemars(range(min = 0, max = 100))]
    pub points: Option<f64>,
    /// Weight in the total after missing ones gave theirs away.
    #[schemars(range(min = 0, max = 1))]
    pub weight_in_total: f64,
    /// What it costs, in score units.
    #[schemars(range(min = 0))]
    pub lost_score: Option<f64>,
    /// ok, partial, no_data or manual.
    pub status: Status,
    /// Does a stand-in or an estimate take part?
    pub approximate: bool,
}
