//! A line of the page beside the own figure.

use super::cause::{CauseKeys, ReconcileCause, with_all_keys};
use crate::indicator::{Figure, Unit};
use crate::string_enum::string_enum;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

string_enum! {
    /// What a line is about.
    FigureLevel {
        /// The score itself.
        Total = "total",
        /// A dimension.
        Dimension = "dimension",
        /// An indicator.
        Indicator = "indicator",
    }
}

string_enum! {
    /// How a line came out.
    Agreement {
        /// All that was typed agrees with one's own, within the digits that were typed.
        Agrees = "agrees",
        /// Value or points differ.
        Differs = "differs",
        /// There is nothing of one's own to compare with.
        NoData = "no_data",
    }
}

/// A line of the file. Its own figures stand beside the official ones; a difference is own minus official.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReconcileRow {
    /// The line in the file, from 1.
    #[schemars(range(min = 1))]
    pub line: u64,
    /// total, dimension or indicator.
    pub level: FigureLevel,
    /// The indicator's or dimension's id, or total.
    pub id: Figure,
    /// In Chinese.
    pub name_zh: String,
    /// In English.
    pub name_en: String,
    /// What an indicator's value is measured in; null for total and dimensions.
    pub unit: Option<Unit>,
    /// Length of an indicator's window.
    #[schemars(range(min = 1))]
    pub window_days: Option<i32>,
    /// The own numerator; hours for hours.
    #[schemars(range(min = 0))]
    pub numerator: Option<f64>,
    /// The own denominator.
    #[schemars(range(min = 0))]
    pub denominator: Option<i64>,
    /// The value on the page, where typed.
    pub official_value: Option<f64>,
    /// Half a unit of its last digit: what it stands for lies no further away.
    pub official_value_half: Option<f64>,
    /// The own value.
    pub value: Option<f64>,
    /// Their difference.
    pub value_difference: Option<f64>,
    /// Do they agree? Null where there are not both.
    pub value_agrees: Option<bool>,
    /// The points on the page, where typed.
    pub official_points: Option<f64>,
    /// Half a unit of their last digit.
    pub official_points_half: Option<f64>,
    /// The own points.
    pub points: Option<f64>,
    /// Their difference.
    pub points_difference: Option<f64>,
    /// Do they agree? Null where there are not both.
    pub points_agree: Option<bool>,
    /// How the line came out.
    pub status: Agreement,
    /// Where it does not agree: the likely causes, those first that bring the official figure out.
    #[serde(serialize_with = "with_all_keys")]
    #[schemars(with = "Vec<CauseKeys>")]
    pub causes: Vec<ReconcileCause>,
}
