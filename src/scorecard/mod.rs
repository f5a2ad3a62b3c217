//! From values to a score (SPEC section 6): scoring × timeline at a day.
//!
//! Points are never rounded here. A missing indicator gives its weight to the others of its dimension,
//! a missing dimension to the other dimensions; `coverage` is what was there before that.

mod availability;
mod rounding;

pub use availability::{Availability, Missing};
pub use rounding::{fixed, rounded, shown_score};

use crate::indicator::{Dimension, Indicator};
use crate::rulebook::{Definitions, Scoring};
use crate::time::Day;
use crate::timeline::{Tally, Timeline};
use std::collections::BTreeMap;

/// Values set by hand.
pub type Manual = BTreeMap<Indicator, f64>;

/// All that a score depends on but the day.
pub struct Scorer<'a> {
    /// Sums by day.
    pub timeline: &'a Timeline,
    /// Windows.
    pub definitions: &'a Definitions,
    /// Weights, curves, scale.
    pub scoring: &'a Scoring,
    /// Values set by hand: they win, in every window.
    pub manual: &'a Manual,
    /// Which indicators the exports can give at all.
    pub availability: &'a Availability,
}

/// An indicator on a scorecard.
#[derive(Debug, Clone)]
pub struct IndicatorScore {
    /// Which one.
    pub indicator: Indicator,
    /// Its window in days.
    pub window_days: i32,
    /// What was counted (zero where it is missing or set by hand).
    pub tally: Tally,
    /// Its value.
    pub value: Option<f64>,
    /// Was it set by hand?
    pub manual: bool,
    /// Points 0…100, where it is scored and has a value.
    pub points: Option<f64>,
    /// Its weight in the dimension, as the rulebook says; 0 where it is not scored.
    pub weight_in_dimension: f64,
    /// Its weight in the total after missing ones gave theirs away; 0 where it has no data.
    pub weight_in_total: f64,
    /// What it costs, in score units.
    pub lost: Option<f64>,
}

/// A dimension on a scorecard.
#[derive(Debug, Clone)]
pub struct DimensionScore {
    /// Which one.
    pub dimension: Dimension,
    /// Its weight, as the rulebook says.
    pub weight: f64,
    /// Its weight after missing ones gave theirs away.
    pub weight_in_total: f64,
    /// Points 0…100.
    pub points: Option<f64>,
    /// The same on the scale of the score.
    pub value: Option<f64>,
    /// What it costs, in score units.
    pub lost: Option<f64>,
}

/// A score and its parts, at a day.
#[derive(Debug, Clone)]
pub struct Card {
    /// Every indicator, scored or not, in the order of [`Indicator::ALL`].
    pub indicators: Vec<IndicatorScore>,
    /// The dimensions of the rulebook.
    pub dimensions: Vec<DimensionScore>,
    /// Share of the score that has data.
    pub coverage: f64,
    /// Total points; `None` below the least coverage.
    pub points: Option<f64>,
    /// The total on the scale; `None` below the least coverage.
    pub value: Option<f64>,
    /// The total if every missing indicator had 0 points.
    pub low: f64,
    /// The total if every missing indicator had 100 points.
    pub high: f64,
}

impl Card {
    /// An indicator's row.
    pub fn of(&self, indicator: Indicator) -> Option<&IndicatorScore> {
        self.indicators.get(indicator.index())
    }

    /// Have the same scored indicators data on another card?
    pub fn has_the_same_data(&self, other: &Card) -> bool {
        let with_data =
            |card: &Card| -> Vec<bool> { card.indicators.iter().map(|i| i.points.is_some()).collect() };
        with_data(self) == with_data(other)
    }

    /// The indicators that cost something, most first, ties by id.
    pub fn weakest(&self) -> Vec<&IndicatorScore> {
        let lost = |i: &IndicatorScore| i.lost.unwrap_or(0.0);
        let mut weakest: Vec<&IndicatorScore> = self.indicators.iter().filter(|i| lost(i) > 0.0).collect();
        weakest
            .sort_by(|a, b| lost(b).total_cmp(&lost(a)).then_with(|| a.indicator.id().cmp(b.indicator.id())));
        weakest
    }
}

impl Scorer<'_> {
    /// The score at the end of a day; `window` measures every indicator in a plain window instead of
    /// the rulebook's.
    pub fn card(&self, day: Day, window: Option<i32>) -> Card {
        let mut indicators: Vec<IndicatorScore> =
            Indicator::ALL.iter().map(|i| self.measure(*i, day, window)).collect();
        let mut dimensions = Vec::new();
        let (mut coverage, mut low, mut high) = (0.0, 0.0, 0.0);
        let mut weight_with_data = 0.0;
        for scored in &self.scoring.dimensions {
            let Some(dimension) = scored.dimension() else { continue };
            let (mut sum, mut weights) = (0.0, 0.0);
            for part in &scored.indicators {
                let Some(row) = part.indicator().and_then(|i| indicators.get_mut(i.index())) else {
                    continue;
                };
                row.weight_in_dimension = part.weight;
                row.points = row.value.map(|v| part.curve.points(v, row.indicator.facts().direction));
                let whole = scored.weight * part.weight;
                match row.points {
                    None => high += whole * 100.0,
                    Some(points) => {
                        sum += part.weight * points;
                        weights += part.weight;
                        coverage += whole;
                        low += whole * points;
                        high += whole * points;
                    }
                }
            }
            let points = (weights > 0.0).then(|| sum / weights);
            if points.is_some() {
                weight_with_data += scored.weight;
            }
            dimensions.push((dimension, scored, weights, points));
        }

        let scale = &self.scoring.scale;
        let dimensions: Vec<DimensionScore> = dimensions
            .into_iter()
            .map(|(dimension, scored, weights, points)| {
                let share = if points.is_some() { scored.weight / weight_with_data } else { 0.0 };
                for part in &scored.indicators {
                    let row = part.indicator().and_then(|i| indicators.get_mut(i.index()));
                    if let Some((row, points)) = row.and_then(|row| row.points.map(|p| (row, p))) {
                        row.weight_in_total = share * part.weight / weights;
                        row.lost = Some(row.weight_in_total * (100.0 - points) / scale.points_per_unit);
                    }
                }
                DimensionScore {
                    dimension,
                    weight: scored.weight,
                    weight_in_total: share,
                    points,
                    value: points.map(|p| scale.score(p)),
                    lost: points.map(|p| share * (100.0 - p) / scale.points_per_unit),
                }
            })
            .collect();
        // Weights are decimal fractions: their sum is not 0.6499999999999999.
        let coverage = (coverage * 1e12_f64).round() / 1e12;
        let enough = coverage > 0.0 && coverage >= self.scoring.least_coverage - 1e-9;
        let points = enough
            .then(|| dimensions.iter().filter_map(|d| Some(d.weight_in_total * d.points?)).sum::<f64>());
        Card {
            indicators,
            dimensions,
            coverage,
            points,
            value: points.map(|p| scale.score(p)),
            low: scale.score(low),
            high: scale.score(high),
        }
    }

    fn measure(&self, indicator: Indicator, day: Day, window: Option<i32>) -> IndicatorScore {
        let window_days = window.unwrap_or_else(|| self.definitions.window_days(indicator));
        let manual = self.manual.get(&indicator).copied();
        let tally = if manual.is_some() || self.availability.missing(indicator).is_some() {
            Tally::default()
        } else {
            self.timeline.indicator(indicator, window_days, day)
        };
        IndicatorScore {
            indicator,
            window_days,
            value: manual.or_else(|| tally.value(indicator)),
            tally,
            manual: manual.is_some(),
            points: None,
            weight_in_dimension: 0.0,
            weight_in_total: 0.0,
            lost: None,
        }
    }
}
