//! What JSON shows of a trend, and all that its renderers see. Keys are never absent; what is not known is
//! null. Numbers are not rounded, save `score.display`.

use crate::indicator::{Dimension, Direction, Indicator, Unit};
use crate::report::{InputRow, RulebookTitle, Status, Tool, WarningRow};
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
    /// Scores with a consequence, and when the total crossed them.
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
    /// ratio, stars, hours, seconds.
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

/// A score with a consequence.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TrendThreshold {
    /// Its id.
    pub id: String,
    /// In Chinese.
    pub title_zh: String,
    /// In English.
    pub title_en: String,
    /// The score from which it is met.
    pub at: f64,
    /// When the total came to the other side of it.
    pub crossings: Vec<CrossingRow>,
}

/// The total comes to the other side of a threshold.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CrossingRow {
    /// The first day on the other side.
    pub day: Day,
    /// Is the threshold met from that day on?
    pub met: bool,
    /// The total on the last day before that has one.
    pub before: f64,
    /// The total of the day.
    pub after: f64,
    /// Had the same scored indicators data on both days?
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
