//! What JSON shows of it. Keys are never absent; what is not known is null. Numbers are not rounded.

use crate::insight::SupposedCase;
use crate::insight::plan::TargetBasis;
use crate::report::answer::AnswerHead;
use crate::report::figures::IndicatorTitle;
use crate::report::warning::WarningRow;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The way to a total. Keys are never absent; what is not known is null.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "tiyanfen plan --format json")]
pub struct PlanReport {
    /// What it begins with.
    #[serde(flatten)]
    pub head: AnswerHead,
    /// The total now.
    pub now: f64,
    /// The total to reach.
    pub target: f64,
    /// How it was chosen.
    pub target_basis: TargetBasis,
    /// The threshold that asks for it.
    pub threshold: Option<PlanThreshold>,
    /// Fewer valid orders in 30 days than this give a flat total, whatever the indicators; null where there are enough,
    /// or the rulebook knows no growth stage.
    pub flat_below_orders: Option<i64>,
    /// Is it reached already? Then there is nothing below.
    pub already_reached: bool,
    /// What each scored indicator would have to be, with all others as they are.
    pub alone: Vec<AloneRow>,
    /// Bad cases to undo, the most rewarding first.
    pub set: Vec<UndoRow>,
    /// The total without them.
    pub set_total: f64,
    /// Does that reach the target?
    pub reached: bool,
    /// The first of the coming 30 days on which the forecast's middle path reaches it; null where none does, or where
    /// there are too few days to foretell anything.
    pub day: Option<Day>,
    /// What the reader should know.
    pub warnings: Vec<WarningRow>,
}

/// A threshold that asks for a total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanThreshold {
    /// Its id.
    pub id: String,
    /// In Chinese.
    pub title_zh: String,
    /// In English.
    pub title_en: String,
}

/// An indicator alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AloneRow {
    /// Which one.
    #[serde(flatten)]
    pub title: IndicatorTitle,
    /// Its value now.
    pub now: f64,
    /// The value nearest to that of now that brings the total to the target; null where none does.
    pub value: Option<f64>,
    /// The total that a perfect value gives.
    pub best_total: f64,
    /// The least number of its bad cases to undo; null where not even all are enough.
    pub undo: Option<u32>,
    /// How many bad cases can be undone.
    pub bad: u32,
    /// The least number of good cases to add with no bad one among them; null where 100,000 are not enough.
    pub add: Option<u32>,
    /// The good case; null where there is none of its kind.
    pub add_case: Option<SupposedCase>,
    /// How many hours each good case takes, where it takes time.
    pub add_hours: Option<f64>,
}

/// Bad cases to undo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UndoRow {
    /// Of which kind.
    pub case: SupposedCase,
    /// In Chinese.
    pub name_zh: String,
    /// In English.
    pub name_en: String,
    /// How many.
    #[schemars(range(min = 1))]
    pub count: u32,
}
