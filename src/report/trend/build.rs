//! From an analysis to a trend.

use super::model::{Trend, TrendDay, TrendDimension, TrendIndicator, TrendThreshold, TrendThresholdDay};
use crate::analysis::{DifferingDay, KeptDays, ScoredDays, ThresholdHistory, ThresholdStatus};
use crate::catalogue::{Diagnostic, diagnostics};
use crate::indicator::Indicator;
use crate::report::day::ScoredDay;
use crate::report::figures::{DimensionTitle, IndicatorTitle};
use crate::report::from_sums::{FromSums, days_missing};
use crate::report::request::{Request, no_data};
use crate::report::thresholds::{CrossingRow, ThresholdRow, borders_of_total};
use crate::rounding::fixed;
use crate::rulebook::{Definitions, Threshold};
use crate::scorecard::Scorecard;
use crate::time::Day;
use std::rc::Rc;

/// Scores the `days` days that end on the as-of day; the warnings come separately too, to be shown beside.
///
/// # Errors
///
/// Where no scored indicator has data on any of them.
pub fn build_trend(request: &Request<'_>, days: i32) -> Result<(Trend, Vec<Diagnostic>), Box<Diagnostic>> {
    let (rulebook, as_of, analysis) = (request.rulebook, request.as_of, request.analysis());
    let (merged, from) = (KeptDays::new(&analysis, request.history), as_of.plus(1 - days));
    let scorecards: Vec<(Day, Rc<Scorecard>)> =
        (from.0..=as_of.0).map(|day| (Day(day), merged.scored(Day(day)))).collect();
    if scorecards.iter().all(|(_, own)| own.coverage == 0.0 && own.value.is_none()) {
        return Err(no_data(&analysis));
    }
    let histories: Vec<(&Threshold, ThresholdHistory)> = request
        .thresholds()
        .into_iter()
        .map(|threshold| (threshold, merged.threshold_history(threshold, from, as_of)))
        .collect();
    let thresholds: Vec<TrendThreshold> =
        histories.iter().map(|(t, history)| threshold(t, &rulebook.definitions, history)).collect();
    let borders = borders_of_total(thresholds.iter().map(|threshold| &threshold.row));
    let days = scorecards.iter().enumerate().map(|(place, (day, scorecard))| {
        let statuses = histories.iter().filter_map(|(t, history)| Some((*t, history.statuses.get(place)?)));
        let thresholds = statuses.map(|(threshold, status)| threshold_day(threshold, status)).collect();
        let kept = merged.kept(*day);
        let scored = kept.map_or_else(
            || ScoredDay::of(&analysis, *day, scorecard, &borders),
            |kept| ScoredDay::of_history(kept, scorecard, &borders),
        );
        day_of(*day, kept.is_some(), scored, thresholds)
    });
    // What the exports lack of days that are not theirs matters to nobody.
    let own = (from.0..as_of.0).map(Day).find(|day| merged.kept(*day).is_none());
    let mut diagnostics = request.diagnostics(&analysis, own.unwrap_or(as_of));
    diagnostics.extend(differing(&merged.differing(from, as_of)));
    let own = (from.0..=as_of.0).map(Day).filter(|day| merged.kept(*day).is_none());
    diagnostics.extend(days_missing(&analysis, own));
    let trend = Trend {
        head: request.head::<Trend>(),
        from_sums: FromSums::of(&analysis),
        from,
        scale_min: rulebook.scoring.scale.min,
        scale_max: rulebook.scoring.scale.max,
        dimensions: rulebook.scoring.dimensions.iter().map(DimensionTitle::of).collect(),
        indicators: Indicator::ALL.iter().map(|id| IndicatorTitle::of(*id, rulebook)).collect(),
        days: days.collect(),
        thresholds,
        inputs: request.loaded.files.iter().map(Into::into).collect(),
        warnings: diagnostics.iter().map(Into::into).collect(),
    };
    Ok((trend, diagnostics))
}

fn threshold(threshold: &Threshold, definitions: &Definitions, history: &ThresholdHistory) -> TrendThreshold {
    let row = ThresholdRow::new(threshold, definitions, history);
    let crossings = history.crossings.iter().filter_map(|crossing| CrossingRow::of(crossing, &row));
    TrendThreshold { crossings: crossings.collect(), row }
}

fn threshold_day(threshold: &Threshold, status: &ThresholdStatus) -> TrendThresholdDay {
    TrendThresholdDay {
        id: threshold.id.clone(),
        met: status.met,
        value: status.tightest_reading().and_then(|reading| reading.value),
        distance: status.tightest_reading().and_then(|reading| reading.room),
        distance_of: status.tightest,
    }
}

/// Days of which the history says something else.
fn differing(days: &[DifferingDay]) -> Option<Diagnostic> {
    let first = days.first()?;
    // Enough digits to tell them apart.
    let decimals =
        (2..6).find(|decimals| fixed(first.kept, *decimals) != fixed(first.own, *decimals)).unwrap_or(6);
    let [kept, own] = [first.kept, first.own].map(|total| fixed(total, decimals));
    Some(diagnostics::history_differs(days.len().to_string(), first.day.to_string(), kept, own))
}

fn day_of(day: Day, from_history: bool, scored: ScoredDay, thresholds: Vec<TrendThresholdDay>) -> TrendDay {
    let dimension = |(id, figures)| TrendDimension { id, figures };
    let indicators = Indicator::ALL.into_iter().zip(scored.indicators);
    TrendDay {
        day,
        from_history,
        score: scored.total,
        dimensions: scored.dimensions.into_iter().map(dimension).collect(),
        indicators: indicators.map(|(id, figures)| TrendIndicator { id, figures }).collect(),
        thresholds,
    }
}
