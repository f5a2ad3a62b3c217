//! From an analysis to a forecast.

use super::model::{
    BacktestRow, CertainCases, CertainDay, ForecastDay, ForecastDimension, ForecastIndicator, ForecastReport,
    ForecastThreshold, ForecastThresholdDay, LateKind, PastDay,
};
use crate::analysis::{Analysis, ThresholdStatus};
use crate::catalogue::{Diagnostic, diagnostics};
use crate::indicator::Indicator;
use crate::insight::forecast::{self, LeavingDay, OrdersToCome, PAST_DAYS};
use crate::report::coverage::Coverage;
use crate::report::figures::{DimensionTitle, IndicatorTitle};
use crate::report::request::{Request, no_data};
use crate::report::thresholds::{CrossingRow, ThresholdRow, borders_of_total};
use crate::rounding::shown_score;
use crate::rulebook::Threshold;
use crate::scorecard::{IndicatorScore, Scorecard};
use crate::time::Day;

/// So many days of the past are shown beside.
const PAST_SHOWN: i32 = 30;

/// Scores so many days ahead of the as-of day; the warnings come separately too, to be shown beside.
///
/// # Errors
///
/// Where no scored indicator has data on the as-of day, or orders to come are to be in proportion to none.
pub fn build_forecast(
    request: &Request<'_>,
    days: i32,
    orders: OrdersToCome,
) -> Result<(ForecastReport, Vec<Diagnostic>), Box<Diagnostic>> {
    let (rulebook, as_of, analysis) = (request.rulebook, request.as_of, request.analysis());
    let own = analysis.scorecard(as_of);
    if own.coverage == 0.0 && own.value.is_none() {
        return Err(no_data(&analysis));
    }
    let forecast = analysis.forecast(days, orders);
    let forecast = forecast.map_err(|_| Box::new(diagnostics::no_past_orders(as_of, PAST_DAYS)))?;
    let in_force = request.thresholds();
    let rows: Vec<ThresholdRow> =
        in_force.iter().map(|own| ThresholdRow::at(&analysis, own, as_of)).collect();
    let borders = borders_of_total(&rows);
    let courses: Vec<_> = in_force.iter().map(|own| analysis.threshold_ahead(own, &forecast.days)).collect();
    let with_statuses = |of: &dyn Fn(&Threshold, &[ThresholdStatus]) -> Option<bool>| {
        let named = in_force.iter().zip(&courses);
        named.map(|(own, (statuses, _))| (own.id.clone(), of(own, statuses))).collect::<Vec<_>>()
    };
    let builder = Builder { analysis: &analysis, borders: &borders };
    let now = with_statuses(&|own, _| analysis.threshold_status(own, as_of).met);
    let days_shown = forecast.days.iter().enumerate().map(|(place, ahead)| {
        let thresholds = with_statuses(&|_, statuses| statuses.get(place)?.met);
        builder.day(ahead.day, &ahead.scorecard, (ahead.low, ahead.high), thresholds)
    });
    let thresholds = rows.into_iter().zip(&courses).map(|(row, (_, crossings))| {
        let crossings = crossings.iter().filter_map(|crossing| CrossingRow::of(crossing, &row)).collect();
        ForecastThreshold { row, crossings }
    });
    let diagnostics = request.diagnostics(&analysis, as_of);
    let report = ForecastReport {
        head: request.head::<ForecastReport>(),
        days_ahead: days,
        stop: orders == OrdersToCome::None,
        orders: match orders {
            OrdersToCome::PerDay(orders) => Some(orders),
            OrdersToCome::AsBefore | OrdersToCome::None => None,
        },
        orders_per_day: forecast.orders_per_day,
        scale_min: rulebook.scoring.scale.min,
        scale_max: rulebook.scoring.scale.max,
        coverage: Coverage::of(&analysis),
        age: analysis.data_age(request.as_of_basis).into(),
        now: builder.day(as_of, &own, (own.value, own.value), now),
        dimensions: rulebook.scoring.dimensions.iter().map(DimensionTitle::of).collect(),
        indicators: Indicator::ALL.iter().map(|id| IndicatorTitle::of(*id, rulebook)).collect(),
        certain: forecast.leaving.iter().map(certain).collect(),
        days: days_shown.collect(),
        past: past(&analysis),
        backtest: forecast.backtest.iter().map(backtest).collect(),
        thresholds: thresholds.collect(),
        missing_days: forecast.missing_days,
        late_kinds: forecast
            .late_kinds
            .iter()
            .map(|(kind, first)| LateKind { kind: *kind, first: *first })
            .collect(),
        inputs: request.loaded.files.iter().map(Into::into).collect(),
        warnings: diagnostics.iter().map(Into::into).collect(),
    };
    Ok((report, diagnostics))
}

/// What days are made with.
struct Builder<'a> {
    analysis: &'a Analysis<'a>,
    /// Totals that must not seem to be reached where they are not.
    borders: &'a [f64],
}

impl Builder<'_> {
    fn day(
        &self,
        day: Day,
        own: &Scorecard,
        (low, high): (Option<f64>, Option<f64>),
        thresholds: Vec<(String, Option<bool>)>,
    ) -> ForecastDay {
        let dimensions = own.dimensions.iter();
        let dimensions = dimensions.map(|own| ForecastDimension {
            id: own.dimension,
            value: own.value,
            points: own.points,
        });
        ForecastDay {
            day,
            value: own.value,
            display: own.value.map(|value| shown_score(value, self.borders.iter().copied())),
            points: own.points,
            low,
            high,
            coverage: own.coverage,
            dimensions: dimensions.collect(),
            indicators: own.indicators.iter().map(|own| self.indicator(own)).collect(),
            thresholds: thresholds.into_iter().map(|(id, met)| ForecastThresholdDay { id, met }).collect(),
        }
    }

    fn indicator(&self, own: &IndicatorScore) -> ForecastIndicator {
        let counted = !own.manual && self.analysis.missing(own.indicator).is_none();
        ForecastIndicator {
            id: own.indicator,
            numerator: counted.then_some(own.counted.numerator),
            denominator: counted.then_some(own.counted.denominator),
            value: own.value,
            points: own.points,
        }
    }
}

fn certain(day: &LeavingDay) -> CertainDay {
    let indicators = day.cases.iter().map(|(id, cases)| CertainCases { id: *id, cases: *cases });
    CertainDay {
        day: day.day,
        change: day.change,
        cases: day.cases.iter().map(|(_, cases)| cases).sum(),
        indicators: indicators.collect(),
    }
}

fn past(analysis: &Analysis<'_>) -> Vec<PastDay> {
    let scored = analysis.scorecards(PAST_SHOWN).into_iter();
    scored.map(|(day, own)| PastDay { day, value: own.value }).collect()
}

fn backtest(row: &forecast::BacktestRow) -> BacktestRow {
    BacktestRow {
        horizon: row.horizon,
        runs: row.runs,
        mae: row.error,
        mae_stays: row.error_of_staying,
        in_band: row.in_band,
        better: row.is_better(),
    }
}
