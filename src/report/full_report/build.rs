//! From a request to the full report.

use super::model::{Course, FullReport, IndicatorCourse};
use crate::analysis::{Analysis, KeptDays, ScoredDays};
use crate::catalogue::Diagnostic;
use crate::history::History;
use crate::indicator::Indicator;
use crate::insight::Choice;
use crate::insight::exports::days_by_kind;
use crate::insight::forecast::OrdersToCome;
use crate::insight::watch::{NowBasis, usual_now};
use crate::report::cases::{CaseTable, build_cases};
use crate::report::forecast::build_forecast;
use crate::report::head::DocumentHead;
use crate::report::request::Request;
use crate::report::score::build;
use crate::report::watch::{Watch, WatchRequest, build_watch};
use crate::scorecard::Scorecard;
use crate::time::{AsOfBasis, Day, Stamp};
use std::rc::Rc;

/// So many days are shown, the as-of day last.
const COURSE_DAYS: i32 = 90;
/// So many days are looked ahead.
const FORECAST_DAYS: i32 = 30;
/// Hours that cases with a deadline may have left.
const WATCH_HOURS: f64 = 48.0;

/// How much of a full report is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All but single cases, of which there may be many.
    WithoutCases,
    /// The cases of the weakest too.
    WithCases,
}

/// Scores a shop at a day and builds what belongs beside that; the warnings come separately too, to be shown beside it.
///
/// # Errors
///
/// Where no scored indicator has data.
pub fn build_full_report(
    request: Request<'_>,
    extent: Extent,
) -> Result<(FullReport, Vec<Diagnostic>), Box<Diagnostic>> {
    // What is to come and what waits are single orders.
    let has_orders = request.sums.is_none();
    let forecast = || build_forecast(&request, FORECAST_DAYS, OrdersToCome::AsBefore).ok();
    let forecast = has_orders.then(forecast).flatten();
    let watch = has_orders.then(|| watch(&request)).flatten();
    let analysis = request.analysis();
    let course = course(&analysis, request.history);
    let covered = days_by_kind(&request.loaded.files);
    let (score, diagnostics) = build(request.clone())?;
    let cases = (extent == Extent::WithCases && has_orders)
        .then(|| score.weakest.iter().map(|id| cases(&analysis, *id)));
    let report = FullReport {
        head: DocumentHead::of::<FullReport>(),
        course,
        forecast: forecast.map(|(forecast, _)| forecast),
        watch,
        covered,
        cases: cases.map(Iterator::collect),
        score,
    };
    Ok((report, diagnostics))
}

/// What waits at the end of the exports, or where the as-of day was given at the end of that.
fn watch(request: &Request<'_>) -> Option<Watch> {
    let (now, basis) = match request.as_of_basis {
        AsOfBasis::Argument => (Stamp::from_instant(request.as_of.plus(1).start()), NowBasis::Argument),
        _ => usual_now(&request.loaded.shop)?,
    };
    let request = Request { as_of: now.day()?.plus(-1), ..request.clone() };
    Some(build_watch(&request, WatchRequest { now, basis, within: WATCH_HOURS }).0)
}

fn course(analysis: &Analysis<'_>, history: Option<&History>) -> Course {
    let merged = KeptDays::new(analysis, history);
    let days: Vec<Day> = (0..COURSE_DAYS).rev().map(|back| analysis.as_of().plus(-back)).collect();
    let scorecards: Vec<Rc<Scorecard>> = days.iter().map(|day| merged.scored(*day)).collect();
    let figures = |id: Indicator| {
        let of_days = scorecards.iter().map(move |card| card.of(id));
        of_days.map(|own| own.map_or((None, None), |own| (own.value, own.points))).unzip()
    };
    let scored = analysis.rulebook().scoring.weighted().map(|(part, _)| part.indicator);
    let indicators = scored.map(|id| {
        let (value, points) = figures(id);
        IndicatorCourse { id, value, points }
    });
    Course {
        from_history: days.iter().copied().filter(|day| merged.kept(*day).is_some()).collect(),
        total: scorecards.iter().map(|card| card.value).collect(),
        indicators: indicators.collect(),
        days,
    }
}

/// The cases that cost points.
fn cases(analysis: &Analysis<'_>, indicator: Indicator) -> CaseTable {
    let window_days = analysis.rulebook().definitions.window_days(indicator);
    build_cases(analysis, indicator, Choice::costly(indicator), window_days)
}
