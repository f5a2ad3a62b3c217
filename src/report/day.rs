//! A day of an analysis in figures.

use super::figures::{DayFigures, IndicatorFigures, Status, TotalFigures};
use crate::analysis::Analysis;
use crate::history::{HistoryDay, HistoryRow};
use crate::indicator::{Dimension, Figure};
use crate::rounding::shown_score;
use crate::scorecard::{DimensionScore, IndicatorScore, Scorecard};
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
            covered_share: analysis.covered_share(day, scorecard),
            low: scorecard.low,
            high: scorecard.high,
            status: of_whole(scorecard.value.is_some(), dimensions.iter().map(|(_, own)| own.status)),
        };
        ScoredDay { total, dimensions, indicators }
    }
}

impl ScoredDay {
    /// A day as a history has it; `scorecard` is the card of its figures.
    pub(super) fn of_history(kept: &HistoryDay, scorecard: &Scorecard, borders: &[f64]) -> ScoredDay {
        let of = |figure: Figure| kept.figure(figure);
        let figures = |row: Option<&HistoryRow>| DayFigures {
            value: row.and_then(|row| row.value),
            points: row.and_then(|row| row.points),
            weight_in_total: row.map_or(0.0, |row| row.weight_in_total),
            lost_score: row.and_then(|row| row.lost_score),
            status: row.map_or(Status::NoData, |row| row.status),
        };
        let dimension = |own: &DimensionScore| (own.dimension, figures(of(Figure::Dimension(own.dimension))));
        let indicator = |own: &IndicatorScore| {
            let row = of(Figure::Indicator(own.indicator));
            IndicatorFigures {
                numerator: row.and_then(|row| row.numerator),
                denominator: row.and_then(|row| row.denominator),
                day: figures(row),
                approximate: row.is_some_and(|row| row.approximate),
            }
        };
        let total = TotalFigures {
            value: scorecard.value,
            display: scorecard.value.map(|value| shown_score(value, borders.iter().copied())),
            points: scorecard.points,
            coverage: scorecard.coverage,
            covered_share: kept.covered_share(),
            low: scorecard.low,
            high: scorecard.high,
            status: of(Figure::Total).map_or(Status::NoData, |row| row.status),
        };
        ScoredDay {
            total,
            dimensions: scorecard.dimensions.iter().map(dimension).collect(),
            indicators: scorecard.indicators.iter().map(indicator).collect(),
        }
    }
}

fn indicator(analysis: &Analysis<'_>, day: Day, own: &IndicatorScore) -> IndicatorFigures {
    let (numerator, denominator) = analysis.counted(own).filter(|_| analysis.knows(day)).unzip();
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
