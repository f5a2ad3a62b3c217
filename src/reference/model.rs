//! What an explained indicator consists of.

use crate::catalogue::Words;
use crate::field::Field;
use crate::indicator::Indicator;
use crate::report::RulebookTitle;
use serde::Serialize;

/// An indicator explained. Texts in both languages; keys never absent.
#[derive(Debug, Serialize)]
pub struct IndicatorPage {
    /// What is explained: `indicator`.
    pub topic: &'static str,
    /// The id.
    pub id: &'static str,
    /// The platform's name.
    pub name_zh: &'static str,
    /// The name in English.
    pub name_en: &'static str,
    /// The dimension's id.
    pub dimension: &'static str,
    /// The dimension's name.
    pub dimension_zh: &'static str,
    /// The dimension's name in English.
    pub dimension_en: &'static str,
    /// The unit's id.
    pub unit: &'static str,
    /// `high` or `low` is better.
    pub direction: &'static str,
    /// What it is.
    pub definition_zh: String,
    /// What it is.
    pub definition_en: String,
    /// What is counted above the line.
    pub numerator_zh: String,
    /// What is counted above the line.
    pub numerator_en: String,
    /// What is counted below the line.
    pub denominator_zh: String,
    /// What is counted below the line.
    pub denominator_en: String,
    /// Which day places a case in a window.
    pub cohort_zh: String,
    /// Which day places a case in a window.
    pub cohort_en: String,
    /// Which events raise the value.
    pub raises_zh: String,
    /// Which events raise the value.
    pub raises_en: String,
    /// Which events lower the value.
    pub lowers_zh: String,
    /// Which events lower the value.
    pub lowers_en: String,
    /// When a case enters and leaves.
    pub enters_zh: String,
    /// When a case enters and leaves.
    pub enters_en: String,
    /// Rules that decide single cases.
    pub notes_zh: Vec<String>,
    /// Rules that decide single cases.
    pub notes_en: Vec<String>,
    /// What to do about it.
    pub advice_zh: &'static str,
    /// What to do about it.
    pub advice_en: &'static str,
    /// The reason classes in the order in which they are tried; empty where reasons do not matter.
    pub reason_classes: Vec<ReasonClass>,
    /// Which part rests on what.
    pub sources: Vec<SourceLine>,
    /// The rulebook in use.
    pub rulebook: RulebookTitle,
    /// Why exports only come near to what the platform counts, as the rulebook says; null where it does not.
    pub approximation: Option<ApproximationLine>,
    /// The window in days.
    pub window_days: i32,
    /// Weight in the dimension, 0…1; null without weight.
    pub weight_in_dimension: Option<f64>,
    /// Weight of the whole score, 0…1; null without weight.
    pub weight_in_total: Option<f64>,
    /// `linear`, `steps`, or null without weight.
    pub curve: Option<&'static str>,
    /// The curve's points, in the rulebook's order; empty without weight.
    pub anchors: Vec<Anchor>,
    /// Points where no step is reached; null for other curves.
    pub beyond: Option<f64>,
    /// The exports it needs.
    pub exports: Vec<&'static str>,
    /// The columns it needs: one of each group.
    pub columns: Vec<Vec<ColumnNames>>,
    /// How to give it by hand.
    pub set: SetLine,
    #[serde(skip)]
    pub(super) indicator: Indicator,
}

/// A class of reasons.
#[derive(Debug, Serialize)]
pub struct ReasonClass {
    /// Its id in the rulebook.
    pub class: String,
    /// Does it count for the indicator?
    pub counts: bool,
    /// The words by which a reason is recognised; empty for `other`, the class of all other reasons.
    pub words: Vec<String>,
}

/// What a part of the definition rests on.
#[derive(Debug, Serialize)]
pub struct SourceLine {
    /// `platform`, `reported` or `estimate`.
    pub basis: &'static str,
    /// Which part.
    pub text_zh: String,
    /// Which part.
    pub text_en: String,
    #[serde(skip)]
    pub(super) name: Words,
}

/// Why a figure is only near to what the platform counts.
#[derive(Debug, Serialize)]
pub struct ApproximationLine {
    /// In Chinese.
    pub why_zh: String,
    /// In English.
    pub why_en: String,
}

/// A point of a curve.
#[derive(Debug, Serialize)]
pub struct Anchor {
    /// The value.
    pub value: f64,
    /// Its points, 0…100.
    pub points: f64,
}

/// A column by its names.
#[derive(Debug, Serialize)]
pub struct ColumnNames {
    /// The kind of export it is in.
    pub export: &'static str,
    /// The field's key in the table of columns.
    pub field: &'static str,
    /// Header names that stand for it, best first.
    pub names: Vec<String>,
    #[serde(skip)]
    pub(super) of: Field,
}

/// How to give an indicator by hand.
#[derive(Debug, Serialize)]
pub struct SetLine {
    /// As it is typed.
    pub example: String,
    /// The least value accepted.
    pub least: f64,
    /// The greatest value accepted.
    pub most: f64,
}
