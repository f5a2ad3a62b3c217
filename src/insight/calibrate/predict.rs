//! What a rulebook makes of the page's own values.

use super::page::PageDay;
use super::weights::parts_of;
use crate::indicator::{Dimension, Figure, Indicator};
use crate::rulebook::Scoring;

/// The points of an indicator that its curve makes of the official value; fixed ones as the page shows them, and where
/// it shows no value, its points.
pub(super) fn indicator_points(indicator: Indicator, day: &PageDay, scoring: &Scoring) -> Option<f64> {
    let shown = day.points(Figure::Indicator(indicator));
    let (scored, _) = scoring.scored(indicator)?;
    match day.value(indicator) {
        Some(value) if !day.fixed.contains(&indicator) => {
            Some(scored.curve.points(value, indicator.info().direction))
        }
        _ => shown,
    }
}

/// The points of a dimension, from the points of its parts: as the page shows them, or from the values.
pub(super) fn dimension_points(
    dimension: Dimension,
    day: &PageDay,
    scoring: &Scoring,
    from_values: bool,
) -> Option<f64> {
    let mut sum = 0.0;
    for (part, weight) in parts_of(Figure::Dimension(dimension), scoring) {
        let points = match part {
            Figure::Indicator(indicator) if from_values => indicator_points(indicator, day, scoring),
            part => day.points(part),
        };
        sum += weight * points?;
    }
    let within = scoring.dimension_range.map_or(sum, |range| sum.clamp(range.min, range.max));
    Some((within + day.bonus(dimension)).min(100.0))
}

/// The total from the dimensions as the page shows them.
pub(super) fn total_of_dimensions(day: &PageDay, scoring: &Scoring) -> Option<f64> {
    total(day, scoring, |dimension| day.points(Figure::Dimension(dimension)))
}

/// The total from the values; a dimension of which they are not all there, as the page shows it.
pub(super) fn total_of_values(day: &PageDay, scoring: &Scoring) -> Option<f64> {
    total(day, scoring, |dimension| {
        dimension_points(dimension, day, scoring, true).or_else(|| day.points(Figure::Dimension(dimension)))
    })
}

fn total(day: &PageDay, scoring: &Scoring, points: impl Fn(Dimension) -> Option<f64>) -> Option<f64> {
    if day.is_growth {
        return None;
    }
    let mut sum = 0.0;
    for own in &scoring.dimensions {
        sum += own.weight * points(own.dimension)?;
    }
    Some(scoring.scale.clamp(sum + day.extras))
}
