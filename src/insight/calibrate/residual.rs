//! How far what a rulebook makes lies from what the page shows.

use super::fit::Fit;
use super::page::{PageDay, Precision};
use super::predict::{dimension_points, indicator_points, total_of_dimensions, total_of_values};
use crate::indicator::Figure;
use crate::rulebook::Scoring;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Differences over some days, in points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Residual {
    /// How many days.
    #[schemars(range(min = 1))]
    pub days: usize,
    /// The mean of the absolute differences.
    #[schemars(range(min = 0))]
    pub mean: f64,
    /// The largest of them.
    #[schemars(range(min = 0))]
    pub most: f64,
}

impl Residual {
    /// `None` without a difference.
    pub(super) fn of(differences: impl Iterator<Item = f64>) -> Option<Residual> {
        let (mut days, mut sum, mut most) = (0_usize, 0.0, 0.0_f64);
        for difference in differences {
            days += 1;
            sum += difference.abs();
            most = most.max(difference.abs());
        }
        (days > 0).then(|| Residual { days, mean: sum / days as f64, most })
    }
}

/// How far a figure lies from what the page shows of what it is made of: an indicator of its value, a whole of its
/// parts.
pub(super) fn of_figure(figure: Figure, days: &[PageDay], scoring: &Scoring) -> Option<Residual> {
    let made = |day: &PageDay| match figure {
        // Fixed points are not the curve's.
        Figure::Indicator(indicator) => {
            day.pair(indicator).and_then(|_| indicator_points(indicator, day, scoring))
        }
        Figure::Dimension(dimension) => dimension_points(dimension, day, scoring, false),
        Figure::Total => total_of_dimensions(day, scoring),
    };
    Residual::of(days.iter().filter_map(|day| Some(made(day)? - day.points(figure)?)))
}

/// How far the total that the values make lies from the total that the page shows.
pub(super) fn of_total(days: &[PageDay], scoring: &Scoring) -> Option<Residual> {
    let difference = |day: &PageDay| Some(total_of_values(day, scoring)? - day.points(Figure::Total)?);
    Residual::of(days.iter().filter_map(difference))
}

/// The same of days each of which was left out of what was learnt from.
pub(super) fn leaving_one_out(days: &[PageDay], base: &Scoring, precision: &Precision) -> Option<Residual> {
    let difference = |(place, day): (usize, &PageDay)| {
        let shown = day.points(Figure::Total)?;
        let others: Vec<&PageDay> =
            days.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, day)| day).collect();
        let fit = Fit::of(base, &others, precision);
        Some(total_of_values(day, &fit.scoring)? - shown)
    };
    Residual::of(days.iter().enumerate().filter_map(difference))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_by_hand() {
        let residual = Residual::of([1.0, -2.0, 0.0].into_iter()).unwrap();
        assert_eq!(residual, Residual { days: 3, mean: 1.0, most: 2.0 });
        assert_eq!(Residual::of(std::iter::empty()), None);
    }
}
