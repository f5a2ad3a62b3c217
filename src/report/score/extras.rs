//! What comes on top of the weighted mean: stage, small-shop rule, bonuses, deductions, and what buyers see.

use super::build::Builder;
use crate::field::Kind;
use crate::indicator::{Dimension, Indicator};
use crate::rounding::shown_whole;
use crate::rulebook::ORDER_WINDOW_DAYS;
use crate::scorecard::{BonusBasis, Stage};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The stage of a shop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
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
    pub indicators: Vec<Indicator>,
}

/// What buyers are shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BonusRow {
    /// Its id.
    pub id: String,
    /// In Chinese.
    pub title_zh: String,
    /// In English.
    pub title_en: String,
    /// The dimension it is added to; null for the total.
    pub dimension: Option<Dimension>,
    /// The points it is worth, once: its cap.
    #[schemars(range(min = 0))]
    pub cap: f64,
    /// The points it adds.
    #[schemars(range(min = 0))]
    pub points: f64,
    /// Why it counts or not.
    pub basis: BonusBasis,
    /// The indicator that tells, where one does.
    pub indicator: Option<Indicator>,
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
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

impl Builder<'_> {
    pub(super) fn stage(&self) -> Option<StageRow> {
        let card = &self.own;
        let growth = self.analysis.rulebook().scoring.growth.as_ref()?;
        let id = card.stage?;
        Some(StageRow {
            id,
            orders: card.orders?,
            covered_days: self.covered_order_days(),
            formal_from: growth.orders_below,
            flat_points: card.points.filter(|_| id == Stage::Growth),
            bad_behaviour: card.deductions.iter().any(|deduction| deduction.count > 0),
        })
    }

    pub(super) fn small_shop(&self) -> Option<SmallShopRow> {
        let card = &self.own;
        let (rule, score) = (self.analysis.rulebook().scoring.small_shop.as_ref()?, card.small_shop?);
        let fixed = card.indicators.iter().filter(|row| row.small_shop);
        Some(SmallShopRow {
            orders: score.orders,
            covered_days: self.covered_order_days(),
            orders_below: score.orders_below,
            applies: score.applies,
            points: rule.points,
            indicators: fixed.map(|row| row.indicator).collect(),
        })
    }

    /// Of the days in which orders are counted, those of the orders exports: more orders may lie in the others.
    fn covered_order_days(&self) -> i32 {
        let as_of = self.analysis.as_of();
        self.analysis
            .availability()
            .covered(Kind::Orders)
            .days_within(as_of.plus(1 - ORDER_WINDOW_DAYS), as_of)
    }

    pub(super) fn buyer(&self) -> Option<BuyerRow> {
        let card = &self.own;
        let buyer = self.analysis.rulebook().scoring.buyer.as_ref()?;
        // The page shows whole numbers; the bands are bands of those. As with every score shown, none that
        // looks like a threshold that is not reached.
        let value = card.value?;
        let points = shown_whole(value, self.borders.iter().copied());
        let shown = (card.stage != Some(Stage::Growth)).then(|| buyer.shown(points));
        Some(BuyerRow { points, value: shown.map(|s| s.0), stars: shown.map(|s| s.1) })
    }

    pub(super) fn bonuses(&self) -> Vec<BonusRow> {
        let scores = self.own.bonuses.iter();
        let pairs = self.analysis.rulebook().scoring.bonuses.iter().zip(scores);
        pairs
            .map(|(bonus, score)| BonusRow {
                id: bonus.id.clone(),
                title_zh: bonus.title_zh.clone(),
                title_en: bonus.title_en.clone(),
                dimension: score.dimension,
                cap: bonus.points,
                points: score.points,
                basis: score.basis,
                indicator: bonus.measured.as_ref().map(|m| m.indicator),
                at_least: bonus.measured.as_ref().map(|m| m.at_least),
                value: score.value,
                source_zh: bonus.source_zh.clone(),
                source_en: bonus.source_en.clone(),
            })
            .collect()
    }

    pub(super) fn deductions(&self) -> Vec<DeductionRow> {
        let scores = self.own.deductions.iter();
        let pairs = self.analysis.rulebook().scoring.deductions.iter().zip(scores);
        pairs
            .map(|(deduction, score)| DeductionRow {
                id: deduction.id.clone(),
                title_zh: deduction.title_zh.clone(),
                title_en: deduction.title_en.clone(),
                count: score.count,
                points_each: deduction.points,
                cap: deduction.cap,
                points: score.points,
                source_zh: deduction.source_zh.clone(),
                source_en: deduction.source_en.clone(),
            })
            .collect()
    }
}
