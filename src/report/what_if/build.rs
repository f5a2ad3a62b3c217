//! From two analyses to what changes between them.

use super::model::{
    ChangedDimension, ChangedIndicator, SetRow, SupposedRow, ThresholdChange, WhatIf, WithoutRow,
};
use crate::analysis::Analysis;
use crate::catalogue::{Arg, Diagnostic, Lang, diagnostics, did_you_mean, nearest, text};
use crate::indicator::Indicator;
use crate::insight::{Change, Impossible, Part, SupposedCase};
use crate::report::answer::AnswerHead;
use crate::report::figures::{DimensionTitle, IndicatorTitle};
use crate::report::names;
use crate::report::request::{Request, no_data};
use crate::report::thresholds::ThresholdRow;
use crate::scorecard::{IndicatorScore, Manual, Scorecard, Sum};
use std::collections::HashSet;

/// What is supposed.
pub struct Supposition {
    /// Cases that are added or undone.
    pub changes: Vec<Change>,
    /// Orders that are left out.
    pub without: Vec<Part>,
    /// Values of indicators, with those that hold now, too.
    pub manual: Manual,
    /// Which of them are supposed.
    pub set: Vec<Indicator>,
}

/// Scores a shop as it is and as it would be; the warnings come separately too.
///
/// # Errors
///
/// Where nothing has data, or what is supposed is not possible.
pub fn build_what_if(
    request: &Request<'_>,
    supposition: &Supposition,
) -> Result<(WhatIf, Vec<Diagnostic>), Box<Diagnostic>> {
    let analysis = request.analysis();
    let before = analysis.scorecard(request.as_of);
    let mut left_out = HashSet::new();
    let mut without = Vec::new();
    for part in &supposition.without {
        let orders = analysis.orders_of_part(part);
        if orders.is_empty() {
            return Err(Box::new(unknown(&analysis, part)));
        }
        without.push(WithoutRow { by: part.kind, value: part.value.clone(), orders: orders.len() });
        left_out.extend(orders);
    }
    let changed = analysis.with_manual(&supposition.manual);
    let changed = if left_out.is_empty() { changed } else { changed.without(left_out) };
    let supposed = changed.supposed(&supposition.changes);
    let supposed = supposed.map_err(|(change, why)| Box::new(impossible(&change, why)))?;
    let after = changed.scorecard_supposing(request.as_of, &supposed);
    if [&*before, &after].iter().all(|own| own.coverage == 0.0 && own.value.is_none()) {
        return Err(no_data(&analysis));
    }
    let mut diagnostics = request.diagnostics(&analysis, request.as_of);
    diagnostics.extend(supposition.changes.iter().filter_map(|change| without_effect(&changed, change)));
    let thresholds = request.thresholds().into_iter().map(|threshold| {
        let row = ThresholdRow::at(&analysis, threshold, request.as_of);
        let met_after = changed.threshold_status_supposing(threshold, &supposed).met;
        let crossed = row.met.zip(met_after).is_some_and(|(before, after)| before != after);
        ThresholdChange { row, met_after, crossed }
    });
    let scoring = &request.rulebook.scoring;
    let what_if = WhatIf {
        head: AnswerHead::of::<WhatIf>(request, &analysis),
        supposed: supposition.changes.iter().map(|change| supposed_row(&changed, change)).collect(),
        without,
        set: supposition.set.iter().filter_map(|id| set_row(*id, &supposition.manual)).collect(),
        before: before.value,
        after: after.value,
        change: change(before.value, after.value),
        dimensions: scoring
            .dimensions
            .iter()
            .map(|scored| {
                let [before, after] = [&*before, &after]
                    .map(|card: &Scorecard| card.dimension(scored.dimension).and_then(|own| own.value));
                let title = DimensionTitle::of(scored);
                ChangedDimension { title, before, after, change: change(before, after) }
            })
            .collect(),
        indicators: before
            .indicators
            .iter()
            .zip(&after.indicators)
            .map(|(before, after)| indicator(before, after, request))
            .collect(),
        thresholds: thresholds.collect(),
        warnings: diagnostics.iter().map(Into::into).collect(),
    };
    Ok((what_if, diagnostics))
}

fn change(before: Option<f64>, after: Option<f64>) -> Option<f64> {
    Some(after? - before?)
}

fn indicator(before: &IndicatorScore, after: &IndicatorScore, request: &Request<'_>) -> ChangedIndicator {
    let counted = |own: &IndicatorScore| {
        let known = !own.manual && own.value.is_some();
        known.then_some(own.counted).map(|Sum { numerator, denominator }| (numerator, denominator)).unzip()
    };
    let (numerator_before, denominator_before) = counted(before);
    let (numerator_after, denominator_after) = counted(after);
    ChangedIndicator {
        title: IndicatorTitle::of(before.indicator, request.rulebook),
        before: before.value,
        after: after.value,
        change: change(before.value, after.value),
        numerator_before,
        denominator_before,
        numerator_after,
        denominator_after,
        points_before: before.points,
        points_after: after.points,
    }
}

fn supposed_row(analysis: &Analysis<'_>, change: &Change) -> SupposedRow {
    let hours = change.hours.or_else(|| analysis.usual_hours(change.case)).filter(|_| !change.undo);
    SupposedRow {
        case: change.case,
        name_zh: change.case.name(Lang::Zh).to_owned(),
        name_en: change.case.name(Lang::En).to_owned(),
        count: change.count,
        undo: change.undo,
        hours: hours.filter(|_| change.case.timed_by().is_some()),
    }
}

fn set_row(id: Indicator, manual: &Manual) -> Option<SetRow> {
    Some(SetRow { id, value: *manual.get(&id)? })
}

/// A case that concerns only indicators without data changes nothing.
fn without_effect(analysis: &Analysis<'_>, change: &Change) -> Option<Diagnostic> {
    let now = analysis.scorecard(analysis.as_of());
    let concerned: Vec<Indicator> =
        change.case.effects(&analysis.rulebook().definitions).iter().map(|effect| effect.indicator).collect();
    let own = |id: &Indicator| now.of(*id);
    let has_data = |id: &&Indicator| own(id).is_some_and(|own| own.value.is_some() && !own.manual);
    if concerned.iter().any(|id| has_data(&id)) {
        return None;
    }
    let all_manual = concerned.iter().all(|id| own(id).is_some_and(|own| own.manual));
    let why = |lang: Lang| {
        let names = names::listed(concerned.iter().map(|id| names::indicator(*id, lang)), lang);
        if all_manual { text::case_all_manual(lang, names) } else { text::case_no_data(lang, names) }
    };
    Some(diagnostics::case_without_effect(name(change.case), why))
}

fn impossible(change: &Change, why: Impossible) -> Diagnostic {
    match why {
        Impossible::NoUndo => diagnostics::case_no_undo(name(change.case)),
        Impossible::Room(room) => {
            let room = |lang| match change.undo {
                true => text::room_to_undo(lang, room),
                false => text::room_to_add(lang, room),
            };
            diagnostics::case_no_room(name(change.case), u64::from(change.count), room)
        }
    }
}

fn name(case: SupposedCase) -> Arg {
    Arg::from(|lang| case.name(lang))
}

fn unknown(analysis: &Analysis<'_>, part: &Part) -> Diagnostic {
    let values = analysis.values_like(part);
    let holds = values.iter().find(|value| value.contains(part.value.trim())).map(String::as_str);
    let near = holds.or_else(|| nearest(&part.value, values.iter().map(String::as_str)));
    let near: Vec<&str> = near.into_iter().collect();
    diagnostics::without_unknown(|lang| part.kind.name(lang), &*part.value, did_you_mean(&near))
}
