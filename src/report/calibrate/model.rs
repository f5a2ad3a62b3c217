//! What JSON shows of a calibration. Keys are never absent; what is not known is null. Numbers are not rounded.

use crate::indicator::{Dimension, Figure, Indicator, Unit};
use crate::insight::calibrate::{Helpful, Outcome, Residual, TierRange};
use crate::report::head::{DocumentHead, RulebookTitle};
use crate::report::inputs::InputRow;
use crate::report::warning::WarningRow;
use crate::string_enum::string_enum;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A rulebook fitted to the figures of the back-office page. Keys are never absent; what is not known is null.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "tiyanfen calibrate --format json")]
pub struct Calibration {
    /// What every document begins with.
    #[serde(flatten)]
    pub head: DocumentHead,
    /// The shop's name, where given.
    pub shop: Option<String>,
    /// The path of the configuration in use.
    pub config: Option<String>,
    /// The file of the page's figures; `<stdin>` for standard input.
    pub file: String,
    /// The rulebook that was fitted.
    pub base: RulebookTitle,
    /// The id of the rulebook that comes of it.
    pub rulebook_id: String,
    /// The file to which it was written.
    pub written_to: Option<String>,
    /// The days of the page that were used.
    pub days: CalibrationDays,
    /// Half a unit of the last digit of the points that the page shows.
    pub rounding: PageRounding,
    /// The total that the page's own values make, beside the total that the page shows.
    pub total: TotalErrors,
    /// The scored indicators.
    pub curves: Vec<CurveRow>,
    /// The dimensions and the total, with the weights of their parts.
    pub weights: Vec<WeightsRow>,
    /// Figures of the page that would help, most of the total first.
    pub helpful: Vec<Helpful>,
    /// The files of exports and the account of their rows.
    pub inputs: Vec<InputRow>,
    /// What the reader should know; wrong lines of the file among it.
    pub warnings: Vec<WarningRow>,
}

/// The days of the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CalibrationDays {
    /// How many were used.
    pub used: usize,
    /// The first of them.
    pub from: Option<Day>,
    /// The last of them.
    pub to: Option<Day>,
    /// How many go by another rulebook.
    pub other_rulebook: usize,
    /// On how many the growth stage fixed the total.
    pub growth: usize,
}

/// How the page rounds points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PageRounding {
    /// Of indicators.
    pub indicators: f64,
    /// Of dimensions.
    pub dimensions: f64,
    /// Of the total.
    pub total: f64,
}

/// How far the total that the page's own values make lies from the total that the page shows, in points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TotalErrors {
    /// By the base.
    pub before: Option<Residual>,
    /// By the fitted rulebook.
    pub after: Option<Residual>,
    /// Of each day by a rulebook that was fitted to all others.
    pub leaving_one_out: Option<Residual>,
}

/// An indicator's curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CurveRow {
    /// The indicator.
    pub id: Indicator,
    /// Its name, in Chinese.
    pub name_zh: String,
    /// Its name, in English.
    pub name_en: String,
    /// Its dimension.
    pub dimension: Dimension,
    /// Its unit.
    pub unit: Unit,
    /// Its weight in the total, as fitted.
    #[schemars(range(min = 0, max = 1))]
    pub weight_in_total: f64,
    /// What became of its curve.
    pub outcome: Outcome,
    /// Does the page bear the curve out? If not it stays an estimate.
    pub known: bool,
    /// Days with a value and its points.
    pub days: usize,
    /// How many different values they have.
    pub values: usize,
    /// On how many days a rule for small shops fixed its points.
    pub fixed_days: usize,
    /// The smallest value seen.
    pub seen_from: Option<f64>,
    /// The largest value seen.
    pub seen_to: Option<f64>,
    /// How far the base's curve lies from the page.
    pub before: Option<Residual>,
    /// How far this one does.
    pub after: Option<Residual>,
    /// What kind of curve it is.
    pub curve: CurveKind,
    /// Anchors, values rising, or tiers, best first: values and points.
    pub pairs: Vec<(f64, f64)>,
    /// Points where no tier is reached.
    pub beyond: Option<f64>,
    /// Between which values its tiers truly begin, where it was learnt.
    pub tiers: Vec<TierRange>,
    /// Two days that contradict each other.
    pub contradiction: Option<ContradictionRow>,
}

string_enum! {
    /// A kind of curve.
    CurveKind {
        /// Straight lines between anchors.
        Linear = "linear",
        /// Tiers.
        Steps = "steps",
    }
}

/// Two days of which the one with the better value has fewer points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ContradictionRow {
    /// The day of the better value.
    pub better_day: Day,
    /// The better value.
    pub better_value: f64,
    /// Its points.
    pub better_points: f64,
    /// The day of the worse value.
    pub worse_day: Day,
    /// The worse value.
    pub worse_value: f64,
    /// Its points.
    pub worse_points: f64,
}

/// The weights of the parts of a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WeightsRow {
    /// total, or the id of a dimension.
    pub id: Figure,
    /// Its name, in Chinese.
    pub name_zh: String,
    /// Its name, in English.
    pub name_en: String,
    /// What became of the weights.
    pub outcome: Outcome,
    /// Does the page bear them out? If not they stay an estimate.
    pub known: bool,
    /// Days on which the whole and all its parts have points.
    pub days: usize,
    /// As many are needed.
    pub days_needed: usize,
    /// Its parts.
    pub parts: Vec<PartRow>,
    /// Are the weights rounded to whole percent?
    pub rounded: bool,
    /// Ids of parts whose weights cannot be told apart.
    pub alike: Vec<Vec<Figure>>,
    /// How far the base's weights of the parts' points lie from the whole's.
    pub before: Option<Residual>,
    /// How far these do.
    pub after: Option<Residual>,
}

/// A part of a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PartRow {
    /// Its id.
    pub id: Figure,
    /// Its weight in the base.
    #[schemars(range(min = 0, max = 1))]
    pub base: f64,
    /// Its weight.
    #[schemars(range(min = 0, max = 1))]
    pub weight: f64,
}
