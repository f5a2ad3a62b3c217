//! The weights of a whole, as a row.

use super::build::residuals;
use super::model::{PartRow, WeightsRow};
use crate::catalogue::Lang;
use crate::insight::calibrate::{Calibrated, WeightFit};

pub(super) fn weights_row(fit: &WeightFit, calibrated: &Calibrated) -> WeightsRow {
    let (before, after) = residuals(fit.whole, calibrated);
    let parts = fit.parts.iter().zip(fit.base.iter().zip(&fit.weights));
    WeightsRow {
        id: fit.whole,
        name_zh: fit.whole.name(Lang::Zh).to_owned(),
        name_en: fit.whole.name(Lang::En).to_owned(),
        outcome: fit.outcome,
        known: fit.is_known(),
        days: fit.days,
        days_needed: fit.least_days(),
        parts: parts.map(|(id, (base, weight))| PartRow { id: *id, base: *base, weight: *weight }).collect(),
        rounded: fit.is_rounded,
        alike: fit.alike.clone(),
        before,
        after,
    }
}
