//! Scoring × what was counted at a day.
//!
//! A missing indicator gives its weight to the others of its dimension, a missing dimension to the other dimensions;
//! `coverage` is what was there before that.

use super::counts::{Counts, Sum};
use super::model::sum;
use super::{Availability, BonusScore, Claims, DimensionScore, IndicatorScore, Manual, Scorecard, Stage};
use crate::indicator::{Dimension, Indicator};
use crate::rulebook::{Definitions, Scoring};
use crate::time::Day;
use crate::timeline::{Measure, Tally};

/// All that a score depends on but the day.
pub(crate) struct Scorer<'a> {
    /// Sums by day.
    pub counts: &'a dyn Counts,
    /// What is counted.
    pub definitions: &'a Definitions,
    /// By indicator: the length of its window, in days.
    pub window_days: &'a [i32; Indicator::ALL.len()],
    /// Weights, curves, scale.
    pub scoring: &'a Scoring,
    /// Values set by hand: they win, in every window.
    pub manual: &'a Manual,
    /// Events and bonuses.
    pub claims: &'a Claims,
    /// Which indicators the exports can give at all.
    pub availability: &'a Availability,
}

impl Scorer<'_> {
    /// The score at the end of a day; `window` measures every indicator in a plain window instead of
    /// the rulebook's.
    pub(crate) fn scorecard(&self, day: Day, window: Option<i32>) -> Scorecard {
        self.scorecard_of(self.measures(day, window), day)
    }

    /// What every indicator measures at the end of a day, without points.
    pub(crate) fn measures(&self, day: Day, window: Option<i32>) -> Vec<IndicatorScore> {
        Indicator::ALL.iter().map(|i| self.measure(*i, day, window)).collect()
    }

    /// The score at the end of a day, with nothing measured of indicators that add nothing to it.
    pub(crate) fn score_alone(&self, day: Day) -> Scorecard {
        let is_counted = self.scoring.counted();
        let measure = |indicator: &Indicator| match is_counted[indicator.index()] {
            true => self.measure(*indicator, day, None),
            false => IndicatorScore::unmeasured(*indicator, self.window_days[indicator.index()]),
        };
        self.scorecard_of(Indicator::ALL.iter().map(measure).collect(), day)
    }

    /// The score at the end of a day from what every indicator measures then.
    pub(crate) fn scorecard_of(&self, mut indicators: Vec<IndicatorScore>, day: Day) -> Scorecard {
        let orders = self.orders(day);
        let small_shop = self.small_shop(orders);
        let small = small_shop.is_some_and(|rule| rule.applies);
        let mut bonuses = self.bonuses(&indicators);
        let deductions = self.deductions();
        let scale = &self.scoring.scale;
        let mut parts = Vec::new();
        let (mut coverage, mut low, mut high, mut weight_with_data) = (0.0, 0.0, 0.0, 0.0);
        for scored in &self.scoring.dimensions {
            let dimension = scored.dimension;
            let (mut sum, mut weights, mut missing) = (0.0, 0.0, 0.0);
            for part in &scored.indicators {
                let Some(row) = indicators.get_mut(part.indicator.index()) else {
                    continue;
                };
                row.weight_in_dimension = part.weight;
                let few =
                    if small { self.small_shop_points(row.indicator, day, row.window_days) } else { None };
                row.small_shop = few.is_some();
                let direction = row.indicator.info().direction;
                row.points = few.or_else(|| row.value.map(|v| part.curve.points(v, direction)));
                match row.points {
                    None => missing += part.weight,
                    Some(points) => {
                        sum += part.weight * points;
                        weights += part.weight;
                        coverage += scored.weight * part.weight;
                    }
                }
            }
            let bonus: f64 = of_dimension(&bonuses, dimension).map(|bonus| bonus.points).sum();
            let with_bonus = |points: f64| (self.within_dimension(points) + bonus).min(100.0);
            let points = (weights > 0.0).then(|| with_bonus(sum / weights));
            low += scored.weight * with_bonus(sum);
            high += scored.weight * with_bonus(sum + missing * 100.0);
            if points.is_some() {
                weight_with_data += scored.weight;
            }
            // What has no points has nothing to add to.
            let room = points.map_or(0.0, |_| (100.0 - self.within_dimension(sum / weights)).max(0.0));
            cut_to_room(&mut bonuses, dimension, room);
            parts.push((dimension, scored, weights, points));
        }

        let dimensions: Vec<DimensionScore> = parts
            .into_iter()
            .map(|(dimension, scored, weights, points)| {
                // Where only what weighs nothing has data there is nothing to share out: no weight, no loss.
                let share = if points.is_some() { part_of(scored.weight, weight_with_data) } else { 0.0 };
                for part in &scored.indicators {
                    let row = indicators.get_mut(part.indicator.index());
                    if let Some((row, points)) = row.and_then(|row| row.points.map(|p| (row, p))) {
                        row.weight_in_total = part_of(share * part.weight, weights);
                        row.lost = Some(row.weight_in_total * (100.0 - points) / scale.points_per_unit);
                    }
                }
                DimensionScore {
                    dimension,
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
        let weighted = enough
            .then(|| dimensions.iter().filter_map(|d| Some(d.weight_in_total * d.points?)).sum::<f64>());
        let on_total = bonuses.iter().filter(|bonus| bonus.dimension.is_none());
        let added = sum(on_total.map(|bonus| bonus.points));
        let taken = sum(deductions.iter().map(|deduction| deduction.points));
        let stage = self.stage(orders);
        let flat = self.growth_points().filter(|_| stage == Some(Stage::Growth));
        // Few orders make a flat score, whatever else is known.
        let total = |points: f64| flat.unwrap_or_else(|| scale.clamp(points + added - taken));
        let points = weighted.map(total).or(flat);
        Scorecard {
            indicators,
            dimensions,
            coverage,
            orders: orders.map(|orders| orders.round() as i64),
            stage,
            small_shop,
            bonuses,
            deductions,
            weighted,
            points,
            value: points.map(|p| scale.score(p)),
            low: scale.score(total(low)),
            high: scale.score(total(high)),
        }
    }

    fn within_dimension(&self, points: f64) -> f64 {
        self.scoring.dimension_range.map_or(points, |range| points.clamp(range.min, range.max))
    }

    /// What an indicator measures at the end of a day, without points; `window` instead of the rulebook's.
    pub(crate) fn measure(&self, indicator: Indicator, day: Day, window: Option<i32>) -> IndicatorScore {
        let window_days = window.unwrap_or(self.window_days[indicator.index()]);
        let manual = self.manual.get(&indicator).copied();
        let measure = Measure::Of(indicator);
        let (tally, counted) = if manual.is_some() || self.availability.missing(indicator).is_some() {
            (Tally::default(), Sum::default())
        } else {
            let tally = self.counts.tally(measure, window_days, day);
            // Where the rulebook says that exports only come near, that goes for every case.
            let tally = match self.definitions.approximation(indicator) {
                Some(_) => tally.approximate_if(true),
                None => tally,
            };
            (tally, Sum::of(&tally, indicator) + self.counts.supposed(measure, window_days, day))
        };
        IndicatorScore {
            value: manual.or_else(|| counted.value()),
            tally,
            counted,
            manual: manual.is_some(),
            ..IndicatorScore::unmeasured(indicator, window_days)
        }
    }
}

/// A weight as a part of all that have data; 0 where those weigh nothing.
fn part_of(weight: f64, all: f64) -> f64 {
    if all > 0.0 { weight / all } else { 0.0 }
}

fn of_dimension(bonuses: &[BonusScore], dimension: Dimension) -> impl Iterator<Item = &BonusScore> {
    bonuses.iter().filter(move |bonus| bonus.dimension == Some(dimension))
}

/// Bonuses of a dimension add no more than it has room for.
fn cut_to_room(bonuses: &mut [BonusScore], dimension: Dimension, mut room: f64) {
    for bonus in bonuses.iter_mut().filter(|bonus| bonus.dimension == Some(dimension)) {
        bonus.points = bonus.points.min(room);
        room -= bonus.points;
    }
}
