//! Stage, small-shop rule, bonuses, deductions, and what buyers are shown: a row each.

use super::build::Builder;
use super::model::*;
use crate::rounding::shown_whole;
use crate::rulebook::ORDER_WINDOW_DAYS;
use crate::scorecard::Stage;

impl Builder<'_> {
    pub(super) fn stage(&self) -> Option<StageRow> {
        let card = &self.cards.own;
        let growth = self.request.rulebook.scoring.growth.as_ref()?;
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
        let card = &self.cards.own;
        let (rule, score) = (self.request.rulebook.scoring.small_shop.as_ref()?, card.small_shop?);
        let fixed = card.indicators.iter().filter(|row| row.small_shop);
        Some(SmallShopRow {
            orders: score.orders,
            covered_days: self.covered_order_days(),
            orders_below: score.orders_below,
            applies: score.applies,
            points: rule.points,
            indicators: fixed.map(|row| row.indicator.id()).collect(),
        })
    }

    /// Of the days in which orders are counted, those of the orders exports: more orders may lie in the others.
    fn covered_order_days(&self) -> i32 {
        let as_of = self.request.as_of;
        self.analysis.availability().covered_order_days(as_of.plus(1 - ORDER_WINDOW_DAYS), as_of)
    }

    pub(super) fn buyer(&self) -> Option<BuyerRow> {
        let card = &self.cards.own;
        let buyer = self.request.rulebook.scoring.buyer.as_ref()?;
        // The page shows whole numbers; the bands are bands of those. As with every score shown, none that
        // looks like a threshold that is not reached.
        let value = card.value?;
        let points = shown_whole(value, self.borders.iter().copied());
        let shown = (card.stage != Some(Stage::Growth)).then(|| buyer.shown(points));
        Some(BuyerRow { points, value: shown.map(|s| s.0), stars: shown.map(|s| s.1) })
    }

    pub(super) fn bonuses(&self) -> Vec<BonusRow> {
        let scores = self.cards.own.bonuses.iter();
        let pairs = self.request.rulebook.scoring.bonuses.iter().zip(scores);
        pairs
            .map(|(bonus, score)| BonusRow {
                id: bonus.id.clone(),
                title_zh: bonus.title_zh.clone(),
                title_en: bonus.title_en.clone(),
                dimension: score.dimension.map(|dimension| dimension.id()),
                cap: bonus.points,
                points: score.points,
                basis: score.basis,
                indicator: bonus.measured.as_ref().and_then(|m| Some(m.indicator()?.id())),
                at_least: bonus.measured.as_ref().map(|m| m.at_least),
                value: score.value,
                source_zh: bonus.source_zh.clone(),
                source_en: bonus.source_en.clone(),
            })
            .collect()
    }

    pub(super) fn deductions(&self) -> Vec<DeductionRow> {
        let scores = self.cards.own.deductions.iter();
        let pairs = self.request.rulebook.scoring.deductions.iter().zip(scores);
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
