//! A score and its parts at a day.

use super::{BonusScore, DeductionScore, SmallShopScore, Stage, Sum};
use crate::indicator::{Dimension, Figure, Indicator};
use crate::timeline::Tally;

/// An indicator on a scorecard.
#[derive(Debug, Clone)]
pub struct IndicatorScore {
    pub indicator: Indicator,
    pub(crate) window_days: i32,
    /// What was counted (zero where it is missing or set by hand).
    pub tally: Tally,
    /// The same with what is supposed besides.
    pub(crate) counted: Sum,
    pub value: Option<f64>,
    pub(crate) manual: bool,
    /// Points 0…100, where it is scored and has a value, or few cases in a small shop.
    pub points: Option<f64>,
    /// Are its points those of the small-shop rule?
    pub(crate) small_shop: bool,
    /// Its weight in the dimension, as the rulebook says; 0 where it is not scored.
    pub(crate) weight_in_dimension: f64,
    /// Its weight in the total after missing ones gave theirs away; 0 where it has no data.
    pub(crate) weight_in_total: f64,
    /// What it costs, in score units.
    pub(crate) lost: Option<f64>,
}

impl IndicatorScore {
    /// One of which nothing is known.
    pub(super) fn unmeasured(indicator: Indicator, window_days: i32) -> IndicatorScore {
        IndicatorScore {
            indicator,
            window_days,
            tally: Tally::default(),
            counted: Sum::default(),
            value: None,
            manual: false,
            points: None,
            small_shop: false,
            weight_in_dimension: 0.0,
            weight_in_total: 0.0,
            lost: None,
        }
    }
}

/// A dimension on a scorecard.
#[derive(Debug, Clone)]
pub struct DimensionScore {
    pub dimension: Dimension,
    /// Its weight after missing ones gave theirs away.
    pub(crate) weight_in_total: f64,
    /// Points 0…100, with the bonuses of the dimension.
    pub points: Option<f64>,
    /// The same on the scale of the score.
    pub(crate) value: Option<f64>,
    /// What it costs, in score units.
    pub(crate) lost: Option<f64>,
}

/// A score and its parts, at a day.
#[derive(Debug, Clone)]
pub struct Scorecard {
    /// Every indicator, scored or not, in the order of [`Indicator::ALL`].
    pub indicators: Vec<IndicatorScore>,
    /// The dimensions of the rulebook.
    pub dimensions: Vec<DimensionScore>,
    /// Share of the score that has data.
    pub coverage: f64,
    /// Valid orders paid in the 30 days; `None` where the exports know of none.
    pub(crate) orders: Option<i64>,
    /// The shop's stage, where the rulebook knows stages and the exports know orders.
    pub(crate) stage: Option<Stage>,
    /// The small-shop rule, where the rulebook has one and the exports know orders.
    pub(crate) small_shop: Option<SmallShopScore>,
    /// The bonuses of the rulebook, counting or not.
    pub(crate) bonuses: Vec<BonusScore>,
    /// The deductions of the rulebook, counting or not.
    pub(crate) deductions: Vec<DeductionScore>,
    /// The weighted mean of the dimensions; `None` below the least coverage.
    pub(crate) weighted: Option<f64>,
    /// Total points: the weighted mean, bonuses and deductions within the scale; flat in the growth stage;
    /// `None` below the least coverage.
    pub points: Option<f64>,
    /// The total on the scale; `None` below the least coverage.
    pub value: Option<f64>,
    /// The total if every missing indicator had 0 points.
    pub(crate) low: f64,
    /// The total if every missing indicator had 100 points.
    pub(crate) high: f64,
}

impl Scorecard {
    pub fn of(&self, indicator: Indicator) -> Option<&IndicatorScore> {
        self.indicators.get(indicator.index())
    }

    pub fn dimension(&self, dimension: Dimension) -> Option<&DimensionScore> {
        self.dimensions.iter().find(|row| row.dimension == dimension)
    }

    /// The value and the points of a figure.
    pub fn figure(&self, figure: Figure) -> (Option<f64>, Option<f64>) {
        match figure {
            Figure::Total => (self.value, self.points),
            Figure::Dimension(dimension) => {
                self.dimension(dimension).map_or((None, None), |row| (row.value, row.points))
            }
            Figure::Indicator(indicator) => {
                self.of(indicator).map_or((None, None), |row| (row.value, row.points))
            }
        }
    }

    pub fn bonus_points(&self) -> f64 {
        sum(self.bonuses.iter().filter(|bonus| bonus.dimension.is_none()).map(|bonus| bonus.points))
    }

    pub fn deduction_points(&self) -> f64 {
        sum(self.deductions.iter().map(|deduction| deduction.points))
    }

    /// Have the same scored indicators data on another card, and is the stage known on both or on neither?
    pub fn has_the_same_data(&self, other: &Scorecard) -> bool {
        self.data(None) == other.data(None)
    }

    /// Which scored indicators of a dimension have data; without a dimension all of them, and whether the stage is
    /// known. Scores of different data are no measure of each other.
    pub fn data(&self, dimension: Option<Dimension>) -> Vec<bool> {
        let of_it =
            self.indicators.iter().filter(|i| dimension.is_none_or(|d| i.indicator.info().dimension == d));
        let stage = dimension.is_none().then(|| self.stage.is_some());
        of_it.map(|i| i.points.is_some()).chain(stage).collect()
    }

    /// The indicators that cost something, most first, ties by id.
    pub fn weakest(&self) -> Vec<&IndicatorScore> {
        // What binary fractions make of equal losses does not decide which comes first.
        let lost = |i: &IndicatorScore| (i.lost.unwrap_or(0.0) * 1e9).round();
        let mut weakest: Vec<&IndicatorScore> = self.indicators.iter().filter(|i| lost(i) > 0.0).collect();
        weakest
            .sort_by(|a, b| lost(b).total_cmp(&lost(a)).then_with(|| a.indicator.id().cmp(b.indicator.id())));
        weakest
    }
}

/// A sum that is 0 where there is nothing to add, not the negative zero of an empty sum.
pub(super) fn sum(points: impl Iterator<Item = f64>) -> f64 {
    points.fold(0.0, |sum, points| sum + points)
}
