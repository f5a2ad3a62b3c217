//! From an analysis to the way to a target.

use super::model::{AloneRow, PlanReport, PlanThreshold, UndoRow};
use crate::catalogue::{Diagnostic, Lang, diagnostics};
use crate::input::percent;
use crate::insight::plan::{Alone, TargetBasis};
use crate::report::answer::AnswerHead;
use crate::report::figures::IndicatorTitle;
use crate::report::request::{Request, no_data};
use crate::scorecard::Stage;

/// Plans the way to a total, or to the next one that matters; the warnings come separately too.
///
/// # Errors
///
/// Where there is no total now.
pub fn build_plan(
    request: &Request<'_>,
    target: Option<f64>,
) -> Result<(PlanReport, Vec<Diagnostic>), Box<Diagnostic>> {
    let analysis = request.analysis();
    let own = analysis.scorecard(request.as_of);
    if own.coverage == 0.0 && own.value.is_none() {
        return Err(no_data(&analysis));
    }
    let next = analysis.plan_target(&request.thresholds());
    let (target, basis, threshold) = match (target, next) {
        (Some(target), _) => (target, TargetBasis::Argument, None),
        (None, Some((target, Some(threshold)))) => (target, TargetBasis::Threshold, Some(threshold)),
        (None, Some((target, None))) => (target, TargetBasis::NextStep, None),
        (None, None) => (0.0, TargetBasis::NextStep, None),
    };
    let no_total = || Box::new(diagnostics::no_total_on_day(request.as_of, percent(own.coverage)));
    let plan = analysis.plan(target).ok_or_else(no_total)?;
    let flat = request.rulebook.scoring.growth.as_ref().filter(|_| own.stage == Some(Stage::Growth));
    let diagnostics = request.diagnostics(&analysis, request.as_of);
    let report = PlanReport {
        head: AnswerHead::of::<PlanReport>(request, &analysis),
        now: plan.now,
        target: plan.target,
        target_basis: basis,
        threshold: threshold.map(|threshold| PlanThreshold {
            id: threshold.id.clone(),
            title_zh: threshold.title_zh.clone(),
            title_en: threshold.title_en.clone(),
        }),
        flat_below_orders: flat.map(|growth| growth.orders_below),
        already_reached: plan.is_reached_now,
        alone: plan.alone.iter().map(|own| alone(own, request)).collect(),
        set: plan
            .set
            .iter()
            .map(|(case, count)| UndoRow {
                case: *case,
                name_zh: case.name(Lang::Zh).to_owned(),
                name_en: case.name(Lang::En).to_owned(),
                count: *count,
            })
            .collect(),
        set_total: plan.set_total,
        reached: plan.reached,
        day: plan.day,
        warnings: diagnostics.iter().map(Into::into).collect(),
    };
    Ok((report, diagnostics))
}

fn alone(own: &Alone, request: &Request<'_>) -> AloneRow {
    AloneRow {
        title: IndicatorTitle::of(own.indicator, request.rulebook),
        now: own.now,
        value: own.value,
        best_total: own.best_total,
        undo: own.undo,
        bad: own.bad,
        add: own.add,
        add_case: own.good.map(|(case, _)| case),
        add_hours: own.good.and_then(|(_, hours)| hours),
    }
}
