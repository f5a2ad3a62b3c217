//! What JSON shows of a score. Keys are never absent; what is not known is null. Numbers are not rounded, save
//! `score.display`.

use super::{BonusRow, BuyerRow, CauseRow, CostRow, DeductionRow, SmallShopRow, StageRow};
use crate::catalogue::Code;
use crate::indicator::Indicator;
use crate::insight::exports::MissingRow;
use crate::report::coverage::{Age, Coverage};
use crate::report::figures::{
    Beside, DayFigures, DimensionTitle, IndicatorDetail, IndicatorFigures, IndicatorTitle, PlainFigures,
    TotalFigures,
};
use crate::report::from_sums::FromSums;
use crate::report::head::ShopHead;
use crate::report::inputs::InputRow;
use crate::report::thresholds::ThresholdRow;
use crate::report::warning::WarningRow;
use crate::report::why::LargestPart;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A report of one shop at one day. Keys are never absent; what is not known is null.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "tiyanfen score --format json")]
pub struct ScoreReport {
    /// What it begins with.
    #[serde(flatten)]
    pub head: ShopHead,
    /// The table of sums that it was made from: then `causes`, `change_7d_parts` and `inputs` are empty, and `cost_of_one`
    /// has no case that takes time. Null where it was made from exports.
    #[serde(default)]
    pub from_sums: Option<FromSums>,
    /// The shop's stage, where the rulebook knows stages and the exports know orders.
    pub stage: Option<StageRow>,
    /// The small-shop rule, where the rulebook has one and the exports know orders.
    pub small_shop: Option<SmallShopRow>,
    /// How much of the score the inputs cover.
    pub coverage: Coverage,
    /// How old the inputs are.
    pub age: Age,
    /// The total.
    pub score: Score,
    /// What buyers are shown, where the rulebook says so and there is a total.
    pub buyer: Option<BuyerRow>,
    /// What adds points, counting or not.
    pub bonuses: Vec<BonusRow>,
    /// What takes points, counting or not.
    pub deductions: Vec<DeductionRow>,
    /// The two parts of the change against 7 days before that did most; empty where that is not known.
    pub change_7d_parts: Vec<LargestPart>,
    /// Counts of orders.
    pub orders: Orders,
    /// The dimensions.
    pub dimensions: Vec<DimensionRow>,
    /// The indicators, scored or not.
    pub indicators: Vec<IndicatorRow>,
    /// The ids of the weakest indicators, most lost first.
    pub weakest: Vec<Indicator>,
    /// Groups that stand out among the cases of the weakest.
    pub causes: Vec<CauseRow>,
    /// What one more case costs, of every kind that changes a scored indicator with data.
    pub cost_of_one: Vec<CostRow>,
    /// What the score and its parts open or close, as far as it applies on the day.
    pub thresholds: Vec<ThresholdRow>,
    /// The files and the account of their rows.
    pub inputs: Vec<InputRow>,
    /// Scored indicators without data, and what would supply them.
    pub missing: Vec<MissingRow>,
    /// What the reader should know.
    pub warnings: Vec<WarningRow>,
    /// The paths and the flags of reading as given: for the commands that the text names.
    pub arguments: Vec<String>,
    /// The `--rules` that these commands need, where the rulebook is not the default.
    pub rules: Option<String>,
}

/// The total.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Score {
    /// What it comes to.
    #[serde(flatten)]
    pub total: TotalFigures,
    /// The lowest score of the scale.
    pub scale_min: f64,
    /// The highest score of the scale.
    pub scale_max: f64,
    /// The weighted mean of the dimensions' points, before what follows.
    #[schemars(range(min = 0, max = 100))]
    pub weighted_points: Option<f64>,
    /// Points of the bonuses on the total (those of a dimension are in its points).
    #[schemars(range(min = 0))]
    pub bonus_points: f64,
    /// Points of the deductions.
    #[schemars(range(min = 0))]
    pub deduction_points: f64,
    /// What clamping to the scale, or the flat total of the growth stage, adds (positive) or takes (negative).
    pub clamped_points: f64,
    /// The same elsewhere.
    #[serde(flatten)]
    pub beside: Beside<PlainFigures>,
}

/// Counts of orders.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Orders {
    /// Valid orders paid in the last 30 days; null where there is no orders export.
    #[schemars(range(min = 0))]
    pub valid_30: Option<i64>,
    /// Valid orders paid in the last 90 days.
    #[schemars(range(min = 0))]
    pub valid_90: Option<i64>,
    /// Of the orders signed in the last 90 days, the share whose finish time stands in for the sign day.
    #[schemars(range(min = 0, max = 1))]
    pub sign_stand_in_share_90: Option<f64>,
    /// Due pickups of the last 30 days that are left out because it is not known whether they were met.
    #[schemars(range(min = 0))]
    pub pickup_unknown_30: i64,
}

/// A dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DimensionRow {
    /// Which one.
    #[serde(flatten)]
    pub title: DimensionTitle,
    /// What it comes to.
    #[serde(flatten)]
    pub figures: DayFigures,
    /// The same elsewhere.
    #[serde(flatten)]
    pub beside: Beside<PlainFigures>,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndicatorRow {
    /// The as-of day.
    pub as_of: Day,
    /// The shop's name.
    pub shop: Option<String>,
    /// The rulebook's id.
    pub rulebook_id: String,
    /// Which one.
    #[serde(flatten)]
    pub title: IndicatorTitle,
    /// What it comes to.
    #[serde(flatten)]
    pub figures: IndicatorFigures,
    /// What is told of it besides.
    #[serde(flatten)]
    pub detail: IndicatorDetail,
}

impl ScoreReport {
    /// Whether the text has a line of its own for warnings of a code, so that it need not be said beside it again.
    pub fn says(&self, code: Code) -> bool {
        matches!(code, Code::LowCoverage | Code::PartialDays | Code::SignStandIn | Code::PickupUnknown)
    }

    /// An indicator's row.
    pub fn indicator(&self, id: Indicator) -> Option<&IndicatorRow> {
        self.indicators.iter().find(|row| row.title.id == id)
    }
}
