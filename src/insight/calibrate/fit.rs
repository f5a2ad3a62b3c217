//! A rulebook's curves and weights, fitted to the days of a page.

use super::curve::{CurveFit, fit_curve};
use super::page::{PageDay, Precision};
use super::weights::{WeightFit, fit_weights};
use crate::indicator::{Figure, Indicator};
use crate::rulebook::Scoring;

/// What was learnt from some days.
#[derive(Debug, Clone)]
pub(crate) struct Fit {
    /// The base with what was learnt.
    pub(crate) scoring: Scoring,
    /// The scored indicators.
    pub(crate) curves: Vec<CurveFit>,
    /// The dimensions and the total.
    pub(crate) weights: Vec<WeightFit>,
}

impl Fit {
    /// Fits curves and weights to some days.
    pub(super) fn of(base: &Scoring, days: &[&PageDay], precision: &Precision) -> Fit {
        let curves: Vec<CurveFit> = base
            .weighted()
            .map(|(part, _)| fit_curve(part.indicator, &part.curve, days, precision))
            .collect();
        let wholes =
            base.dimensions.iter().map(|own| Figure::Dimension(own.dimension)).chain([Figure::Total]);
        let weights: Vec<WeightFit> = wholes.map(|whole| fit_weights(whole, base, days, precision)).collect();
        let mut scoring = base.clone();
        let learnt = |whole: Figure, part: Figure| {
            let fit = weights.iter().find(|fit| fit.whole == whole)?;
            let mut parts = fit.parts.iter().zip(&fit.weights);
            parts.find(|(own, _)| **own == part).map(|(_, weight)| *weight)
        };
        for dimension in &mut scoring.dimensions {
            let whole = Figure::Dimension(dimension.dimension);
            dimension.weight = learnt(Figure::Total, whole).unwrap_or(dimension.weight);
            for part in &mut dimension.indicators {
                part.weight = learnt(whole, Figure::Indicator(part.indicator)).unwrap_or(part.weight);
                if let Some(fit) = curves.iter().find(|fit| fit.indicator == part.indicator) {
                    part.curve = fit.curve.clone();
                }
            }
        }
        Fit { scoring, curves, weights }
    }

    /// What was found of an indicator's curve.
    pub(crate) fn curve(&self, indicator: Indicator) -> Option<&CurveFit> {
        self.curves.iter().find(|fit| fit.indicator == indicator)
    }
}
