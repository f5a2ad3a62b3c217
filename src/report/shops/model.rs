//! What JSON shows of many shops. Keys are never absent; what is not known is null. Numbers are not rounded, save
//! `score.display`.

use crate::indicator::Indicator;
use crate::report::coverage::{Age, Coverage};
use crate::report::figures::{IndicatorTitle, Status, TotalFigures};
use crate::report::head::{DocumentHead, RulebookTitle};
use crate::report::thresholds::ThresholdRow;
use crate::report::warning::WarningRow;
use crate::string_enum::string_enum;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Shops side by side. Keys are never absent; what is not known is null.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "tiyanfen shops --format json")]
pub struct ShopList {
    /// What every document begins with.
    #[serde(flatten)]
    pub head: DocumentHead,
    /// The folder of the shops, or the table of their sums, as given.
    pub folder: String,
    /// Is it a table of sums? Then the shops have no folders of their own, and their names stand there.
    #[serde(default)]
    pub from_sums: bool,
    /// The score below which a shop is marked, where it was given.
    pub fail_under: Option<f64>,
    /// The age of data in days above which a shop is marked, where it was given.
    pub max_age: Option<i32>,
    /// The shops: those with a score first, the lowest first; then those without a total, then those that failed.
    pub shops: Vec<ShopRow>,
    /// Folders that hold no export and no configuration.
    pub other_folders: Vec<String>,
}

string_enum! {
    /// What became of a shop.
    ShopStatus {
        /// It was scored.
        Ok = "ok",
        /// It was scored, but files of it could not be used.
        Refused = "refused",
        /// It could not be scored.
        Failed = "failed",
    }
}

/// A shop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ShopRow {
    /// Its place by points, the best being 1; null without a total.
    #[schemars(range(min = 1))]
    pub rank: Option<usize>,
    /// Its name: that of the configuration, else of the folder.
    pub shop: String,
    /// The name of its folder.
    pub folder: String,
    /// Its page beside this document, where one was written.
    pub page: Option<String>,
    /// What became of it.
    pub status: ShopStatus,
    /// What it comes to; null where it failed.
    pub scored: Option<ScoredShop>,
    /// Is its score below the one given? Null without a score or without one to compare with.
    pub below: Option<bool>,
    /// Are its data older than the days given? Null where that is not known.
    pub too_old: Option<bool>,
    /// How many warnings its own report has.
    #[schemars(range(min = 0))]
    pub warnings: usize,
    /// Why it failed, or why files of it could not be used.
    pub errors: Vec<WarningRow>,
}

/// What a shop comes to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScoredShop {
    /// The as-of day.
    pub as_of: Day,
    /// The rulebook.
    pub rulebook: RulebookTitle,
    /// The total.
    pub score: TotalFigures,
    /// The highest score of the scale.
    pub scale_max: f64,
    /// The total against the day before; null where not the same indicators had data, here and below.
    pub change_1d: Option<f64>,
    /// Against 7 days before.
    pub change_7d: Option<f64>,
    /// Against 30 days before.
    pub change_30d: Option<f64>,
    /// The indicator that costs most; null where none is weak.
    pub weakest: Option<Indicator>,
    /// What that costs, in score units.
    #[schemars(range(min = 0))]
    pub weakest_lost: Option<f64>,
    /// The thresholds that are not met.
    pub missed: Vec<ThresholdRow>,
    /// How much of the score the exports cover.
    pub coverage: Coverage,
    /// How old the data are.
    pub age: Age,
    /// The indicators, scored or not.
    pub indicators: Vec<ShopIndicator>,
}

/// An indicator of a shop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ShopIndicator {
    /// Which.
    #[serde(flatten)]
    pub title: IndicatorTitle,
    /// Numerator; hours for hours.
    #[schemars(range(min = 0))]
    pub numerator: Option<f64>,
    /// Denominator.
    #[schemars(range(min = 0))]
    pub denominator: Option<i64>,
    /// Its value.
    #[schemars(range(min = 0))]
    pub value: Option<f64>,
    /// Points 0…100.
    #[schemars(range(min = 0, max = 100))]
    pub points: Option<f64>,
    /// Its weight in the total after missing ones gave theirs away.
    #[schemars(range(min = 0, max = 1))]
    pub weight_in_total: f64,
    /// What it costs, in score units.
    #[schemars(range(min = 0))]
    pub lost_score: Option<f64>,
    /// ok, partial, `no_data` or manual.
    pub status: Status,
    /// Its value against 7 days before.
    pub change_7d: Option<f64>,
}
