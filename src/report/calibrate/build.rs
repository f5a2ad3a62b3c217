//! From a page and exports to the document and the file of the rulebook.

use super::model::{
    Calibration, CalibrationDays, ContradictionRow, CurveKind, CurveRow, PageRounding, TotalErrors,
};
use super::remarks::remarks;
use super::rulebook::calibrated_text;
use super::weights::weights_row;
use crate::analysis::{Analysis, reading_warnings};
use crate::catalogue::{Diagnostic, Lang};
use crate::indicator::Figure;
use crate::insight::calibrate::{Calibrated, CurveFit, LEAST_DAYS, Residual};
use crate::insight::reconcile::Official;
use crate::report::head::DocumentHead;
use crate::rulebook::Curve;
use crate::time::Day;

/// What is fitted to what.
pub(crate) struct CalibrationRequest<'a> {
    /// The shop under the base, at the last day of the page.
    pub(crate) analysis: &'a Analysis<'a>,
    pub(crate) official: &'a Official,
    /// The days of the page that go by the base …
    pub(crate) days: &'a [Day],
    /// … and those that do not.
    pub(crate) other_days: &'a [Day],
    /// The id of what comes of it.
    pub(crate) rulebook_id: &'a str,
    /// Where it is written to.
    pub(crate) written_to: Option<String>,
    /// What choosing the rules had to say.
    pub(crate) notes: Vec<Diagnostic>,
    pub(crate) shop: Option<String>,
    pub(crate) config: Option<String>,
}

/// A calibration: the document, the rulebook's file in a language, and what there is to say beside.
pub(crate) struct BuiltCalibration {
    pub(crate) document: Calibration,
    pub(crate) text: String,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Fits, and says how well.
///
/// # Errors
///
/// Where the rulebook that comes of it cannot be read back.
pub(crate) fn build_calibration(
    request: CalibrationRequest<'_>,
    lang: Lang,
) -> Result<BuiltCalibration, Vec<Diagnostic>> {
    let base = request.analysis.rulebook();
    let calibrated = request.analysis.calibrate(request.official, request.days);
    let text = calibrated_text(base, &calibrated, request.rulebook_id, lang)?;
    let loaded = request.analysis.loaded();
    let mut diagnostics = loaded.diagnostics.clone();
    diagnostics.extend(request.notes);
    diagnostics.extend(request.official.errors.iter().chain(&request.official.blank).cloned());
    diagnostics.extend(remarks(base, &calibrated, request.other_days));
    diagnostics.extend(reading_warnings(loaded, None));
    let [indicators, dimensions, total] = calibrated.halves;
    let [before, after, leaving_one_out] = calibrated.totals;
    let document = Calibration {
        head: DocumentHead::of::<Calibration>(),
        shop: request.shop,
        config: request.config,
        file: request.official.path.clone(),
        base: base.into(),
        rulebook_id: request.rulebook_id.to_owned(),
        written_to: request.written_to,
        days: CalibrationDays {
            used: calibrated.days.len(),
            from: calibrated.days.first().copied(),
            to: calibrated.days.last().copied(),
            other_rulebook: request.other_days.len(),
            growth: calibrated.growth_days,
        },
        rounding: PageRounding { indicators, dimensions, total },
        total: TotalErrors { before, after, leaving_one_out },
        curves: calibrated.fit.curves.iter().map(|fit| curve_row(fit, &calibrated)).collect(),
        weights: calibrated.fit.weights.iter().map(|fit| weights_row(fit, &calibrated)).collect(),
        helpful: calibrated.helpful.clone(),
        inputs: loaded.files.iter().map(Into::into).collect(),
        warnings: diagnostics.iter().map(Into::into).collect(),
    };
    Ok(BuiltCalibration { document, text, diagnostics })
}

/// How far a figure lies from the page by the base, and as fitted.
pub(super) fn residuals(figure: Figure, calibrated: &Calibrated) -> (Option<Residual>, Option<Residual>) {
    let own = calibrated.residuals.iter().find(|(of, ..)| *of == figure);
    own.map_or((None, None), |(_, before, after)| (*before, *after))
}

fn curve_row(fit: &CurveFit, calibrated: &Calibrated) -> CurveRow {
    let (id, info) = (fit.indicator, fit.indicator.info());
    let (before, after) = residuals(Figure::Indicator(id), calibrated);
    let (curve, beyond) = match &fit.curve {
        Curve::Linear { .. } => (CurveKind::Linear, None),
        Curve::Steps { beyond, .. } => (CurveKind::Steps, Some(*beyond)),
    };
    let contradiction = fit.contradiction.map(|found| ContradictionRow {
        better_day: found.better.day,
        better_value: found.better.value,
        better_points: found.better.points,
        worse_day: found.worse.day,
        worse_value: found.worse.value,
        worse_points: found.worse.points,
    });
    CurveRow {
        id,
        name_zh: info.name.zh.to_owned(),
        name_en: info.name.en.to_owned(),
        dimension: info.dimension,
        unit: info.unit,
        weight_in_total: calibrated.fit.scoring.scored(id).map_or(0.0, |(_, weight)| weight),
        outcome: fit.outcome,
        known: fit.outcome.is_known(fit.days, LEAST_DAYS),
        days: fit.days,
        values: fit.values,
        fixed_days: calibrated.fixed.iter().find(|(of, _)| *of == id).map_or(0, |(_, days)| *days),
        seen_from: fit.seen.map(|(from, _)| from),
        seen_to: fit.seen.map(|(_, to)| to),
        before,
        after,
        curve,
        pairs: fit.curve.pairs().to_vec(),
        beyond,
        tiers: fit.tiers.clone(),
        contradiction,
    }
}
