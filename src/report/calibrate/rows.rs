//! A calibration as rows: one per figure.

use super::model::{Calibration, CurveRow, WeightsRow};
use crate::indicator::Figure;
use crate::insight::calibrate::{Outcome, Residual};
use serde::Serialize;

/// A row.
#[derive(Debug, Serialize)]
pub(super) struct FigureRow<'a> {
    shop: Option<&'a str>,
    rulebook_id: &'a str,
    base_id: &'a str,
    id: Figure,
    name_zh: &'a str,
    name_en: &'a str,
    outcome: Outcome,
    known: bool,
    days: usize,
    values: Option<usize>,
    before_mean: Option<f64>,
    before_most: Option<f64>,
    after_mean: Option<f64>,
    after_most: Option<f64>,
    /// Value and points, or id and weight, of each anchor, tier or part.
    fitted: String,
}

pub(super) fn rows(report: &Calibration) -> impl Iterator<Item = FigureRow<'_>> {
    let curves = report.curves.iter().map(|own| of_curve(report, own));
    curves.chain(report.weights.iter().map(|own| of_weights(report, own)))
}

fn of_curve<'a>(report: &'a Calibration, own: &'a CurveRow) -> FigureRow<'a> {
    let pair = |(value, points): &(f64, f64)| format!("{value}:{points}");
    let beyond = own.beyond.map(|points| format!("beyond:{points}"));
    let fitted: Vec<String> = own.pairs.iter().map(pair).chain(beyond).collect();
    FigureRow {
        shop: report.shop.as_deref(),
        rulebook_id: &report.rulebook_id,
        base_id: &report.base.id,
        id: Figure::Indicator(own.id),
        name_zh: &own.name_zh,
        name_en: &own.name_en,
        outcome: own.outcome,
        known: own.known,
        days: own.days,
        values: Some(own.values),
        before_mean: mean(own.before),
        before_most: most(own.before),
        after_mean: mean(own.after),
        after_most: most(own.after),
        fitted: fitted.join(" "),
    }
}

fn of_weights<'a>(report: &'a Calibration, own: &'a WeightsRow) -> FigureRow<'a> {
    let fitted: Vec<String> =
        own.parts.iter().map(|part| format!("{}:{}", part.id.id(), part.weight)).collect();
    FigureRow {
        shop: report.shop.as_deref(),
        rulebook_id: &report.rulebook_id,
        base_id: &report.base.id,
        id: own.id,
        name_zh: &own.name_zh,
        name_en: &own.name_en,
        outcome: own.outcome,
        known: own.known,
        days: own.days,
        values: None,
        before_mean: mean(own.before),
        before_most: most(own.before),
        after_mean: mean(own.after),
        after_most: most(own.after),
        fitted: fitted.join(" "),
    }
}

fn mean(residual: Option<Residual>) -> Option<f64> {
    residual.map(|residual| residual.mean)
}

fn most(residual: Option<Residual>) -> Option<f64> {
    residual.map(|residual| residual.most)
}
