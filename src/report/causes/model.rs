//! What JSON shows of causes. Keys are never absent; what is not known is null. Numbers are not rounded.

use crate::indicator::{Direction, Indicator, Unit};
use crate::insight::By;
use crate::insight::exports::MissingRow;
use crate::report::coverage::{Age, DayCoverage};
use crate::report::figures::Status;
use crate::report::head::ShopHead;
use crate::report::warning::WarningRow;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the groups of an indicator's cases cost. Keys are never absent; what is not known is null.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "tiyanfen causes --format json")]
pub struct CauseTable {
    /// What it begins with.
    #[serde(flatten)]
    pub head: ShopHead,
    /// The indicator.
    pub indicator: Indicator,
    /// ratio, stars, hours, seconds, points.
    pub unit: Unit,
    /// high or low: which is better.
    pub direction: Direction,
    /// First day of the window.
    pub window_from: Day,
    /// Length of the window.
    #[schemars(range(min = 1))]
    pub window_days: i32,
    /// How many days of the window the exports cover.
    pub coverage: DayCoverage,
    /// How old the inputs are.
    pub age: Age,
    /// The total, on its scale; null below the least coverage.
    pub score: Option<f64>,
    /// Numerator; hours for hours.
    #[schemars(range(min = 0))]
    pub numerator: Option<f64>,
    /// Denominator.
    #[schemars(range(min = 0))]
    pub denominator: Option<i64>,
    /// Numerator / denominator, or what was set by hand.
    #[schemars(range(min = 0))]
    pub value: Option<f64>,
    /// The lower end of Wilson's 95 % interval of the value; null for means.
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
    /// ok, partial, `no_data`; manual for an indicator that was set by hand, whose groups have nothing to recover.
    pub status: Status,
    /// Are fewer than 30 in its denominator?
    pub small_numbers: bool,
    /// Why there is nothing to group, and what would supply it.
    pub missing: Option<MissingRow>,
    /// The groups, the dearest first.
    pub causes: Vec<GroupRow>,
    /// What the reader should know.
    pub warnings: Vec<WarningRow>,
}

/// A group of an indicator's cases.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroupRow {
    /// The indicator.
    pub indicator: Indicator,
    /// What it is a group by; day for the run of 7 days with most to recover.
    pub by: By,
    /// The product's id (its name where there is none), the id of the class of reasons, the first and last day, or the
    /// name.
    pub group: String,
    /// Its name; of a class of reasons in Chinese.
    pub group_name: String,
    /// The same in English.
    pub group_name_en: String,
    /// First day of a run of days.
    pub from: Option<Day>,
    /// Last day of a run of days.
    pub to: Option<Day>,
    /// Bad cases in it; of means those beyond the rest's mean.
    #[schemars(range(min = 0))]
    pub bad: f64,
    /// Bad cases in all.
    #[schemars(range(min = 0))]
    pub all_bad: f64,
    /// Cases in it.
    #[schemars(range(min = 1))]
    pub cases: i64,
    /// Its share of the bad cases; of means its share of what these exceed the rest's mean by.
    #[schemars(range(min = 0, max = 1))]
    pub share: f64,
    /// Its share of all cases.
    #[schemars(range(min = 0, max = 1))]
    pub share_of_cases: f64,
    /// Its value; null where only shares are known.
    #[schemars(range(min = 0))]
    pub value: Option<f64>,
    /// The lower end of Wilson's 95 % interval of its value; null for means.
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
    /// The value of the rest; null where there is none.
    #[schemars(range(min = 0))]
    pub rest: Option<f64>,
    /// The lower end of Wilson's 95 % interval of the rest's value.
    pub rest_low: Option<f64>,
    /// Its upper end.
    pub rest_high: Option<f64>,
    /// What the total would gain if the group had the value of the rest; null where that is not known.
    pub recoverable: Option<f64>,
    /// Does it stand out?
    pub stands_out: bool,
}
