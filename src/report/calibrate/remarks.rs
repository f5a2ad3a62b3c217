//! What a calibration has to say beside its figures, as diagnostics.

use crate::catalogue::{Arg, Diagnostic, Lang, diagnostics};
use crate::indicator::{Figure, Indicator, Unit};
use crate::insight::calibrate::{
    Calibrated, Contradiction, CurveFit, LEAST_DAYS, LEAST_VALUES, Outcome, SPARE_DAYS, WeightFit,
};
use crate::names;
use crate::report::numbers::{exact, exact_value};
use crate::rounding::fixed;
use crate::rulebook::{Curve, Rulebook};
use crate::time::Day;

/// What could not be learnt, what contradicts itself, and what was left out.
pub(super) fn remarks(base: &Rulebook, calibrated: &Calibrated, other_days: &[Day]) -> Vec<Diagnostic> {
    let (fit, id) = (&calibrated.fit, base.id.as_str());
    let mut all = Vec::new();
    if let (Some(from), Some(to)) = (other_days.iter().min(), other_days.iter().max()) {
        all.push(diagnostics::calibration_other_rulebook(other_days.len(), *from, *to, id));
    }
    all.extend(fixed_points(calibrated));
    let of_outcome = |outcome: Outcome, is_steps: Option<bool>| {
        let is_one = move |own: &&CurveFit| {
            own.outcome == outcome
                && is_steps.is_none_or(|steps| matches!(own.curve, Curve::Steps { .. }) == steps)
        };
        fit.curves.iter().filter(is_one).map(|own| Figure::Indicator(own.indicator)).collect::<Vec<_>>()
    };
    let few = of_outcome(Outcome::TooFew, None);
    if !few.is_empty() {
        all.push(diagnostics::calibration_few_days(listed(few), LEAST_DAYS, LEAST_VALUES, id));
    }
    let overlapping = of_outcome(Outcome::Contradiction, Some(true));
    if !overlapping.is_empty() {
        all.push(diagnostics::calibration_tiers_overlap(listed(overlapping), id));
    }
    let contradictions = fit.curves.iter().filter_map(|own| Some((own.indicator, own.contradiction?)));
    all.extend(contradictions.map(|(indicator, found)| contradiction(indicator, found)));
    let few: Vec<Figure> =
        fit.weights.iter().filter(|own| own.outcome == Outcome::TooFew).map(|own| own.whole).collect();
    if !few.is_empty() {
        all.push(diagnostics::calibration_weights_few_days(listed(few), SPARE_DAYS, id));
    }
    all.extend(fit.weights.iter().filter_map(unexplained));
    for own in &fit.weights {
        let alike = own.alike.iter();
        all.extend(alike.map(|group| {
            diagnostics::calibration_alike(|lang| own.whole.name(lang), listed(group.clone()), id)
        }));
    }
    let is_learnt = fit.curves.iter().any(|own| own.outcome == Outcome::Learnt)
        || fit.weights.iter().any(|own| own.outcome == Outcome::Learnt);
    if !is_learnt {
        all.push(diagnostics::calibration_nothing_learnt(id));
    }
    all
}

/// Names one after the other, in both languages.
fn listed(figures: Vec<Figure>) -> Arg {
    Arg::from(|lang| names::listed(figures.iter().map(|figure| figure.name(lang)), lang))
}

fn fixed_points(calibrated: &Calibrated) -> Option<Diagnostic> {
    let of_rules = calibrated.fixed.iter().map(|(indicator, days)| (Figure::Indicator(*indicator), *days));
    let growth = (calibrated.growth_days > 0).then_some((Figure::Total, calibrated.growth_days));
    let all: Vec<(Figure, usize)> = of_rules.chain(growth).collect();
    let said = |lang: Lang| {
        let each = all.iter().map(|(figure, days)| match lang {
            Lang::Zh => format!("{}（{days} 天）", figure.name(lang)),
            Lang::En => format!("{} (days: {days})", figure.name(lang)),
        });
        names::listed(each, lang)
    };
    (!all.is_empty()).then(|| diagnostics::calibration_fixed_points(said))
}

fn contradiction(indicator: Indicator, found: Contradiction) -> Diagnostic {
    let unit: Unit = indicator.info().unit;
    let value = |value: f64| Arg::from(move |lang| exact_value(unit, value, lang));
    diagnostics::calibration_contradiction(
        |lang| names::indicator(indicator, lang),
        found.better.day,
        value(found.better.value),
        exact(found.better.points),
        found.worse.day,
        exact(found.worse.points),
        value(found.worse.value),
    )
}

/// Weights that were learnt and still miss the page by more than it rounds.
fn unexplained(own: &WeightFit) -> Option<Diagnostic> {
    let most = fixed(own.missed?, 1);
    Some(diagnostics::calibration_weights_unexplained(|lang| own.whole.name(lang), most))
}
