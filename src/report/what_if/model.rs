//! What JSON shows of it. Keys are never absent; what is not known is null. Numbers are not rounded.

use crate::indicator::Indicator;
use crate::insight::{PartKind, SupposedCase};
use crate::report::answer::AnswerHead;
use crate::report::figures::{DimensionTitle, IndicatorTitle};
use crate::report::thresholds::ThresholdRow;
use crate::report::warning::WarningRow;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A score now, and if something were otherwise. Keys are never absent; what is not known is null.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "tiyanfen what-if --format json")]
pub struct WhatIf {
    /// What it begins with.
    #[serde(flatten)]
    pub head: AnswerHead,
    /// The cases that are added or undone.
    pub supposed: Vec<SupposedRow>,
    /// The orders that are left out.
    pub without: Vec<WithoutRow>,
    /// The values that are supposed.
    pub set: Vec<SetRow>,
    /// The total now; null below the least coverage.
    pub before: Option<f64>,
    /// The total then.
    pub after: Option<f64>,
    /// The difference.
    pub change: Option<f64>,
    /// The dimensions.
    pub dimensions: Vec<ChangedDimension>,
    /// The indicators, scored or not.
    pub indicators: Vec<ChangedIndicator>,
    /// The thresholds that apply.
    pub thresholds: Vec<ThresholdChange>,
    /// What the reader should know.
    pub warnings: Vec<WarningRow>,
}

/// Some cases of a kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SupposedRow {
    /// Its id.
    pub case: SupposedCase,
    /// In Chinese.
    pub name_zh: String,
    /// In English.
    pub name_en: String,
    /// How many.
    #[schemars(range(min = 1))]
    pub count: u32,
    /// Are they undone rather than added?
    pub undo: bool,
    /// How many hours each takes; null where it takes no time, or is undone.
    #[schemars(range(min = 0))]
    pub hours: Option<f64>,
}

/// Orders that are left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WithoutRow {
    /// What they have in common.
    pub by: PartKind,
    /// Which of it.
    pub value: String,
    /// How many they are, valid or not.
    pub orders: usize,
}

/// A value that is supposed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SetRow {
    /// Of which indicator.
    pub id: Indicator,
    /// The value.
    pub value: f64,
}

/// A dimension now and then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChangedDimension {
    /// Which one.
    #[serde(flatten)]
    pub title: DimensionTitle,
    /// Its score now.
    pub before: Option<f64>,
    /// Its score then.
    pub after: Option<f64>,
    /// The difference.
    pub change: Option<f64>,
}

/// An indicator now and then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChangedIndicator {
    /// Which one.
    #[serde(flatten)]
    pub title: IndicatorTitle,
    /// Its value now.
    pub before: Option<f64>,
    /// Its value then.
    pub after: Option<f64>,
    /// The difference.
    pub change: Option<f64>,
    /// Numerator now; null where it has no data or is set by hand.
    pub numerator_before: Option<f64>,
    /// Denominator now.
    pub denominator_before: Option<f64>,
    /// Numerator then.
    pub numerator_after: Option<f64>,
    /// Denominator then.
    pub denominator_after: Option<f64>,
    /// Points 0…100 now, where it is scored.
    #[schemars(range(min = 0, max = 100))]
    pub points_before: Option<f64>,
    /// Points then.
    #[schemars(range(min = 0, max = 100))]
    pub points_after: Option<f64>,
}

/// A threshold now and then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ThresholdChange {
    /// How it stands now.
    #[serde(flatten)]
    pub row: ThresholdRow,
    /// Would it be met then?
    pub met_after: Option<bool>,
    /// Is the answer another one? Not where there is none on one of the sides.
    pub crossed: bool,
}
