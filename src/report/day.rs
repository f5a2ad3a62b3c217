//! A day of an analysis in figures.

use super::figures::{DayFigures, IndicatorFigures, Status, TotalFigures};
use crate::analysis::Analysis;
use crate::indicator::Dimension;
use crate::rounding::{rounded, shown_score};
use crate::scorecard::{IndicatorScore, Scorecard};
use crate::time::Day;

/// What a day comes to: the total, the dimensions of the rulebook, every indicator.
pub(super) struct ScoredDay {
    pub total: TotalFigures,
    pub dimensions: Vec<(Dimension, DayFigures)>,
    pub indicators: Vec<IndicatorFigures>,
}

impl ScoredDay {
    /// A day by its scorecard; the total is not shown as reaching one of `borders` that it does not reach.
    pub(super) fn of(analysis: &Analysis<'_>, day: Day, scorecard: &Scorecard, borders: &[f64]) -> ScoredDay {
        let indicators: Vec<IndicatorFigures> =
            scorecard.indicators.iter().map(|own| indicator(analysis, day, own)).collect();
        let with_scores = || scorecard.indicators.iter().zip(&indicators);
        let dimensions: Vec<(Dimension, DayFigures)> = scorecard
            .dimensions
            .iter()
            .map(|own| {
                let parts = with_scores().filter(|(score, _)| {
                    score.indicator.info().dimension == own.dimension && score.weight_in_dimension > 0.0
                });
                let figures = DayFigures {
                    value: own.value,
                    points: own.points,
                    weight_in_total: own.weight_in_total,
                    lost_score: own.lost,
                    status: of_whole(own.points.is_some(), parts.map(|(_, figures)| figures.day.status)),
                };
                (own.dimension, figures)
            })
            .collect();
        let total = TotalFigures {
            value: scorecard.value,
            display: scorecard.value.map(|value| shown_score(value, borders.iter().copied())),
            points: scorecard.points,
            coverage: scorecard.coverage,
            covered_share: covered_share(analysis, day, scorecard),
            low: scorecard.low,
            high: scorecard.high,
            status: of_whole(scorecard.value.is_some(), dimensions.iter().map(|(_, own)| own.status)),
        };
        ScoredDay { total, dimensions, indicators }
    }
}

/// The weights of the scored indicators with data, each times the share of its window that the exports cover.
fn covered_share(analysis: &Analysis<'_>, day: Day, scorecard: &Scorecard) -> f64 {
    let share = |own: &IndicatorScore| match own.manual {
        true => 1.0,
        false => f64::from(analysis.covered_days(own, day).min(own.window_days)) / f64::from(own.window_days),
    };
    let parts = analysis.rulebook().scoring.weighted().filter_map(|(part, weight)| {
        let own = scorecard.of(part.indicator).filter(|own| own.points.is_some())?;
        Some(weight * share(own))
    });
    // What is whole is 1, not a hair less.
    rounded(parts.sum(), 9)
}

fn indicator(analysis: &Analysis<'_>, day: Day, own: &IndicatorScore) -> IndicatorFigures {
    let (numerator, denominator) = analysis.counted(own).unzip();
    IndicatorFigures {
        numerator,
        denominator,
        day: DayFigures {
            value: own.value,
            points: own.points,
            weight_in_total: own.weight_in_total,
            lost_score: own.lost,
            status: of_indicator(own, analysis.covered_days(own, day)),
        },
        approximate: own.tally.approximate > 0,
    }
}

/// What an indicator rests on, of whose window the exports cover so many days.
fn of_indicator(own: &IndicatorScore, covered: i32) -> Status {
    // Few cases in a small shop are points without a value.
    match (own.manual, own.value.or(own.points)) {
        (true, _) => Status::Manual,
        (false, None) => Status::NoData,
        (false, Some(_)) if covered < own.window_days => Status::Partial,
        (false, Some(_)) => Status::Ok,
    }
}

/// What a total or a dimension rests on, from those of its parts that count.
fn of_whole(has_value: bool, mut parts: impl Iterator<Item = Status>) -> Status {
    match has_value {
        false => Status::NoData,
        true if parts.all(|status| matches!(status, Status::Ok | Status::Manual)) => Status::Ok,
        true => Status::Partial,
    }
}
