//! What JSON shows of it. Keys are never absent; what is not known is null. Numbers are not rounded.

use crate::insight::{By, PartGroup, WhyKind};
use crate::report::answer::AnswerHead;
use crate::report::warning::WarningRow;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why a total changed: lines that add up to the change. Keys are never absent; what is not known is null.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "tiyanfen why --format json")]
pub struct WhyReport {
    /// What it begins with.
    #[serde(flatten)]
    pub head: AnswerHead,
    /// The earlier day.
    pub from: Day,
    /// The later day: the as-of day.
    pub to: Day,
    /// By what the cases are grouped, where they are.
    pub by: Option<By>,
    /// The total at the end of the earlier day.
    pub before: f64,
    /// The total at the end of the later day.
    pub after: f64,
    /// The difference.
    pub change: f64,
    /// What it is made of, the largest first.
    pub lines: Vec<ChangeLine>,
    /// What the reader should know.
    pub warnings: Vec<WarningRow>,
}

/// A part of the change of the total.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChangeLine {
    /// The id of an indicator, else what the line is about.
    pub id: String,
    /// What it is about.
    pub kind: WhyKind,
    /// In Chinese.
    pub name_zh: String,
    /// In English.
    pub name_en: String,
    /// What it added, in score units.
    pub points: f64,
    /// The indicator's value on the earlier day.
    pub value_before: Option<f64>,
    /// The indicator's value on the later day.
    pub value_after: Option<f64>,
    /// What its share is made of, the largest first: parts with points add up to the line's.
    pub parts: Vec<ChangePart>,
}

/// One of the parts that did most.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LargestPart {
    /// The id of an indicator, else what the line is about.
    pub id: String,
    /// What the line is about.
    pub kind: WhyKind,
    /// In Chinese.
    pub name_zh: String,
    /// In English.
    pub name_en: String,
    /// Which cases; null for what has no cases.
    pub part: Option<PartGroup>,
    /// What it added, in score units.
    pub points: f64,
}

/// A part of an indicator's share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChangePart {
    /// Which cases.
    pub part: PartGroup,
    /// The id of their group; null where they are not grouped, empty where they have no such label.
    pub group: Option<String>,
    /// The group's name in Chinese.
    pub group_name_zh: Option<String>,
    /// The group's name in English.
    pub group_name_en: Option<String>,
    /// What they added to the total, in score units; null where effects are given in value only.
    pub points: Option<f64>,
    /// What they added to the indicator's value; null for what is no case.
    pub effect: Option<f64>,
    /// What they added to its numerator.
    pub numerator: Option<f64>,
    /// What they added to its denominator.
    pub denominator: Option<i64>,
    /// How many cases they are.
    pub cases: Option<u64>,
    /// Orders that did most of it.
    pub orders: Vec<String>,
}
