//! What comes on top of the weighted mean: stage, small-shop rule, bonuses, deductions, and what buyers see.

use crate::indicator::{Dimension, Indicator};
use crate::scorecard::{BonusBasis, Stage};
use schemars::JsonSchema;
use serde::Serialize;

/// The stage of a shop.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StageRow {
    /// growth or formal.
    pub id: Stage,
    /// Valid orders paid in the last 30 days.
    #[schemars(range(min = 0))]
    pub orders: i64,
    /// How many of these 30 days the orders exports cover: with fewer there may be more orders.
    #[schemars(range(min = 0, max = 30))]
    pub covered_days: i32,
    /// From how many on the stage is formal.
    #[schemars(range(min = 1))]
    pub formal_from: i64,
    /// The flat points of the growth stage; null in the formal one.
    #[schemars(range(min = 0, max = 100))]
    pub flat_points: Option<f64>,
    /// Do events of bad behaviour lower them?
    pub bad_behaviour: bool,
}

/// The small-shop rule.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SmallShopRow {
    /// Valid orders paid in the last 30 days.
    #[schemars(range(min = 0))]
    pub orders: i64,
    /// How many of these 30 days the orders exports cover: with fewer there may be more orders.
    #[schemars(range(min = 0, max = 30))]
    pub covered_days: i32,
    /// Fewer than this make a shop small.
    #[schemars(range(min = 1))]
    pub orders_below: i64,
    /// Is it small?
    pub applies: bool,
    /// The points of an indicator with few cases.
    #[schemars(range(min = 0, max = 100))]
    pub points: f64,
    /// The indicators whose points the rule fixes.
    #[schemars(with = "Vec<Indicator>")]
    pub indicators: Vec<&'static str>,
}

/// What buyers are shown.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BuyerRow {
    /// The total as a whole number, from which the rest follows.
    pub points: f64,
    /// The number, with one decimal; null in the growth stage, which is not shown.
    pub value: Option<f64>,
    /// The stars.
    #[schemars(range(min = 0, max = 5))]
    pub stars: Option<f64>,
}

/// Something that adds points.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BonusRow {
    /// Its id.
    pub id: String,
    /// In Chinese.
    pub title_zh: String,
    /// In English.
    pub title_en: String,
    /// The dimension it is added to; null for the total.
    #[schemars(with = "Option<Dimension>")]
    pub dimension: Option<&'static str>,
    /// The points it is worth, once: its cap.
    #[schemars(range(min = 0))]
    pub cap: f64,
    /// The points it adds.
    #[schemars(range(min = 0))]
    pub points: f64,
    /// Why it counts or not.
    pub basis: BonusBasis,
    /// The indicator that tells, where one does.
    #[schemars(with = "Option<Indicator>")]
    pub indicator: Option<&'static str>,
    /// The value from which it is earned.
    pub at_least: Option<f64>,
    /// That indicator's value.
    pub value: Option<f64>,
    /// Who says so, in Chinese.
    pub source_zh: String,
    /// Who says so, in English.
    pub source_en: String,
}

/// Something that takes points.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DeductionRow {
    /// Its id.
    pub id: String,
    /// In Chinese.
    pub title_zh: String,
    /// In English.
    pub title_en: String,
    /// How often in the last 30 days, as the shop says.
    pub count: u32,
    /// The points for each time.
    #[schemars(range(min = 0))]
    pub points_each: f64,
    /// The most points in all.
    #[schemars(range(min = 0))]
    pub cap: f64,
    /// The points it takes.
    #[schemars(range(min = 0))]
    pub points: f64,
    /// Who says so, in Chinese.
    pub source_zh: String,
    /// Who says so, in English.
    pub source_en: String,
}
