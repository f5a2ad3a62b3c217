//! From an analysis to the causes of an indicator.

use super::{CauseTable, GroupRow};
use crate::catalogue::{Bilingual, Diagnostic};
use crate::indicator::Indicator;
use crate::insight::exports::MissingRow;
use crate::insight::{Cause, Estimate, has_small_numbers};
use crate::report::figures::Status;
use crate::report::request::{Request, as_of_outside};

/// Groups the cases of an indicator.
///
/// # Errors
///
/// Where the as-of day lies outside the files.
pub fn build_causes(
    request: &Request<'_>,
    indicator: Indicator,
) -> Result<(CauseTable, Vec<Diagnostic>), Box<Diagnostic>> {
    let (as_of, analysis) = (request.as_of, request.analysis());
    let window_days = analysis.rulebook().definitions.window_days(indicator);
    if let Some(outside) = as_of_outside(request.loaded, as_of, window_days) {
        return Err(Box::new(outside));
    }
    let card = analysis.scorecard(as_of);
    let own = analysis.measure(indicator, as_of, None);
    let causes = analysis.cause_groups(indicator);
    let (numerator, denominator) = analysis.counted(&own).unzip();
    let counted = numerator.zip(denominator);
    let estimate = counted.and_then(|(n, d)| Estimate::of_counts(n, d as f64, indicator));
    let weight = analysis.rulebook().scoring.weighted().find(|(part, _)| part.indicator == indicator);
    let is_covered = analysis.covered_days(&own, as_of) >= window_days;
    let status = match (own.manual, own.value) {
        (true, _) => Status::Manual,
        (_, None) => Status::NoData,
        _ if is_covered => Status::Ok,
        _ => Status::Partial,
    };
    let weight = weight.map_or(0.0, |(_, weight)| weight);
    let diagnostics = request.diagnostics(&analysis, as_of);
    let table = CauseTable {
        head: request.head::<CauseTable>(),
        indicator,
        unit: indicator.info().unit,
        direction: indicator.info().direction,
        window_from: as_of.plus(1 - window_days),
        coverage: Some(analysis.window_coverage(indicator, window_days, as_of)).into(),
        age: analysis.data_age(request.as_of_basis).into(),
        window_days,
        score: card.value,
        numerator,
        denominator,
        value: own.value,
        low: estimate.and_then(|estimate| estimate.low),
        high: estimate.and_then(|estimate| estimate.high),
        status,
        small_numbers: denominator.is_some_and(has_small_numbers),
        missing: causes.is_empty().then(|| MissingRow::of(&analysis, indicator, weight)),
        causes: causes.into_iter().map(|cause| GroupRow::of(indicator, cause)).collect(),
        warnings: diagnostics.iter().map(Into::into).collect(),
    };
    Ok((table, diagnostics))
}

impl GroupRow {
    fn of(indicator: Indicator, cause: Cause) -> GroupRow {
        let Bilingual { zh, en } = cause.group.name;
        let (own, rest) = (cause.own, cause.rest);
        GroupRow {
            indicator,
            by: cause.by,
            group: if cause.group.id.is_empty() { zh.clone() } else { cause.group.id },
            group_name: zh,
            group_name_en: en,
            from: cause.days.map(|(from, _)| from),
            to: cause.days.map(|(_, to)| to),
            bad: cause.bad,
            all_bad: cause.all_bad,
            cases: cause.cases,
            share: cause.share,
            share_of_cases: cause.share_of_cases,
            value: own.map(|own| own.value()),
            low: own.and_then(|own| own.low),
            high: own.and_then(|own| own.high),
            rest: rest.map(|rest| rest.value()),
            rest_low: rest.and_then(|rest| rest.low),
            rest_high: rest.and_then(|rest| rest.high),
            recoverable: cause.recoverable,
            stands_out: cause.stands_out,
        }
    }
}
