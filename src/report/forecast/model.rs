//! What JSON shows of a forecast. Keys are never absent; what is not known is null. Numbers are not rounded, save
//! `display`.

use crate::field::Kind;
use crate::indicator::{Dimension, Indicator};
use crate::report::coverage::{Age, Coverage};
use crate::report::figures::{DimensionTitle, IndicatorTitle};
use crate::report::head::ShopHead;
use crate::report::inputs::InputRow;
use crate::report::thresholds::{CrossingRow, ThresholdRow};
use crate::report::warning::WarningRow;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a shop's score is going to be. Keys are never absent; what is not known is null.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "tiyanfen forecast --format json")]
pub struct ForecastReport {
    /// What it begins with.
    #[serde(flatten)]
    pub head: ShopHead,
    /// How many days ahead were asked for.
    #[schemars(range(min = 1, max = 90))]
    pub days_ahead: i32,
    /// Is it supposed that no more orders come?
    pub stop: bool,
    /// How many orders a day are supposed to come; null: as many as in the past weeks.
    #[schemars(range(min = 0))]
    pub orders: Option<f64>,
    /// How many valid orders a day had in the last 56 days.
    #[schemars(range(min = 0))]
    pub orders_per_day: f64,
    /// The lowest score of the scale.
    pub scale_min: f64,
    /// The highest score of the scale.
    pub scale_max: f64,
    /// What the score of the as-of day rests on.
    pub coverage: Coverage,
    /// How old the data are.
    pub age: Age,
    /// The as-of day itself, from which it goes on.
    pub now: ForecastDay,
    /// The dimensions: what does not change from day to day.
    pub dimensions: Vec<DimensionTitle>,
    /// The indicators, scored or not: what does not change from day to day.
    pub indicators: Vec<IndicatorTitle>,
    /// The days on which bad cases of today leave their windows, the earliest first, whatever else comes.
    pub certain: Vec<CertainDay>,
    /// The days ahead, the next first, none left out; none at all where days with a paid order are missing.
    pub days: Vec<ForecastDay>,
    /// The totals of the last 30 days, the as-of day last.
    pub past: Vec<PastDay>,
    /// How well plain forecasts from days of the past have done.
    pub backtest: Vec<BacktestRow>,
    /// What the score and its parts open or close, as far as it applies on the as-of day, and when that changes.
    pub thresholds: Vec<ForecastThreshold>,
    /// How many days with a paid order a forecast lacks; 0 where there are enough.
    #[schemars(range(min = 0, max = 56))]
    pub missing_days: i32,
    /// Kinds of export that begin within the last 56 days: what came before is missing from what comes again.
    pub late_kinds: Vec<LateKind>,
    /// The files and the account of their rows.
    pub inputs: Vec<InputRow>,
    /// What the reader should know.
    pub warnings: Vec<WarningRow>,
}

/// A coming day on which bad cases leave their windows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CertainDay {
    /// The first day on which they no longer count.
    pub day: Day,
    /// What that alone does to the total of the as-of day; null where there is no total.
    pub change: Option<f64>,
    /// How many cases leave, of all indicators.
    #[schemars(range(min = 1))]
    pub cases: i64,
    /// The same by indicator.
    pub indicators: Vec<CertainCases>,
}

/// Bad cases of an indicator that leave its window on one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CertainCases {
    /// The indicator.
    pub id: Indicator,
    /// How many.
    #[schemars(range(min = 1))]
    pub cases: i64,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ForecastDay {
    /// The day.
    pub day: Day,
    /// The total on the middle path; null below the least coverage.
    pub value: Option<f64>,
    /// The same as shown: two decimals, never rounded across a threshold.
    #[schemars(regex(pattern = r"^-?\d+\.\d\d$"))]
    pub display: Option<String>,
    /// Points 0…100 behind it.
    #[schemars(range(min = 0, max = 100))]
    pub points: Option<f64>,
    /// The lower border of the band.
    pub low: Option<f64>,
    /// The upper border of the band.
    pub high: Option<f64>,
    /// Share of the score that has data.
    #[schemars(range(min = 0, max = 1))]
    pub coverage: f64,
    /// The dimensions.
    pub dimensions: Vec<ForecastDimension>,
    /// The indicators.
    pub indicators: Vec<ForecastIndicator>,
    /// The thresholds.
    pub thresholds: Vec<ForecastThresholdDay>,
}

/// A dimension on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ForecastDimension {
    /// Its id.
    pub id: Dimension,
    /// Its points on the scale of the score.
    pub value: Option<f64>,
    /// Points 0…100.
    #[schemars(range(min = 0, max = 100))]
    pub points: Option<f64>,
}

/// An indicator on a day. What comes again comes in parts, so cases are no whole numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ForecastIndicator {
    /// Its id.
    pub id: Indicator,
    /// Numerator; hours for hours.
    pub numerator: Option<f64>,
    /// Denominator.
    pub denominator: Option<f64>,
    /// Numerator / denominator, or what was set by hand.
    pub value: Option<f64>,
    /// Points 0…100.
    #[schemars(range(min = 0, max = 100))]
    pub points: Option<f64>,
}

/// A threshold on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ForecastThresholdDay {
    /// Its id.
    pub id: String,
    /// Is it met? Null where that cannot be said.
    pub met: Option<bool>,
}

/// The total of a day of the past.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PastDay {
    /// The day.
    pub day: Day,
    /// Its total.
    pub value: Option<f64>,
}

/// How plain forecasts of so many days have done from days of the past, a week apart, of which it is known what came.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BacktestRow {
    /// How many days ahead.
    #[schemars(range(min = 1))]
    pub horizon: i32,
    /// From how many days.
    #[schemars(range(min = 0, max = 12))]
    pub runs: usize,
    /// Mean absolute error of the total; null without runs.
    #[schemars(range(min = 0))]
    pub mae: Option<f64>,
    /// The same of saying that it stays as it is.
    #[schemars(range(min = 0))]
    pub mae_stays: Option<f64>,
    /// In which share of the runs the total lay in the band.
    #[schemars(range(min = 0, max = 1))]
    pub in_band: Option<f64>,
    /// Was the forecast better by at least 10 %?
    pub better: Option<bool>,
}

/// Conditions that decide something: how they stand on the as-of day, and when the answer changes on the middle path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ForecastThreshold {
    /// How it stands on the as-of day.
    #[serde(flatten)]
    pub row: ThresholdRow,
    /// The days on which the answer changes.
    pub crossings: Vec<CrossingRow>,
}

/// A kind of export that begins late.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LateKind {
    /// The kind.
    pub kind: Kind,
    /// Its first day.
    pub first: Day,
}
