//! What the page shows, day by day, and how exactly.

use crate::analysis::Analysis;
use crate::field::Kind;
use crate::indicator::{Dimension, Figure, Indicator};
use crate::insight::reconcile::{Official, OfficialLine, TypedNumber};
use crate::rulebook::{ORDER_WINDOW_DAYS, Scoring};
use crate::scorecard::Stage;
use crate::time::Day;
use std::collections::BTreeMap;

/// An official value and its points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pair {
    pub(crate) day: Day,
    pub(crate) value: f64,
    pub(crate) points: f64,
}

/// A day of the page.
#[derive(Debug, Clone)]
pub(super) struct PageDay {
    pub(super) day: Day,
    values: BTreeMap<usize, f64>,
    points: BTreeMap<Figure, f64>,
    /// Indicators whose points the small-shop rule fixed.
    pub(super) fixed: Vec<Indicator>,
    /// Whether the growth stage fixed the total.
    pub(super) is_growth: bool,
    /// By dimension: what bonuses add to it.
    dimension_bonuses: Vec<(Dimension, f64)>,
    /// What bonuses and deductions add to the total.
    pub(super) extras: f64,
}

impl PageDay {
    pub(super) fn value(&self, indicator: Indicator) -> Option<f64> {
        self.values.get(&indicator.index()).copied()
    }

    pub(super) fn points(&self, figure: Figure) -> Option<f64> {
        self.points.get(&figure).copied()
    }

    pub(super) fn bonus(&self, dimension: Dimension) -> f64 {
        let own = self.dimension_bonuses.iter().find(|(of, _)| *of == dimension);
        own.map_or(0.0, |(_, points)| *points)
    }

    /// The value and the points of an indicator, where its curve made them.
    pub(super) fn pair(&self, indicator: Indicator) -> Option<Pair> {
        if self.fixed.contains(&indicator) {
            return None;
        }
        let points = self.points(Figure::Indicator(indicator))?;
        Some(Pair { day: self.day, value: self.value(indicator)?, points })
    }
}

/// Half a unit of the last digit that the page shows.
#[derive(Debug, Clone)]
pub(super) struct Precision {
    values: BTreeMap<usize, f64>,
    pub(super) indicators: f64,
    pub(super) dimensions: f64,
    pub(super) total: f64,
}

impl Precision {
    /// Of an indicator's values.
    pub(super) fn of_value(&self, indicator: Indicator) -> f64 {
        self.values.get(&indicator.index()).copied().unwrap_or_default()
    }

    /// Of a figure's points.
    pub(super) fn of_points(&self, figure: Figure) -> f64 {
        match figure {
            Figure::Total => self.total,
            Figure::Dimension(_) => self.dimensions,
            Figure::Indicator(_) => self.indicators,
        }
    }

    /// How the page rounds: like the figure with the most decimals, because noughts at the end may be left out.
    fn of(lines: &[&OfficialLine], scoring: &Scoring) -> Precision {
        let finest = |of: &dyn Fn(&&&OfficialLine) -> bool| {
            let points = lines.iter().filter(of).filter_map(|line| points_of(line, scoring));
            let finest = points.map(|typed| typed.half).fold(f64::INFINITY, f64::min);
            if finest.is_finite() { finest } else { 0.5 }
        };
        let mut values: BTreeMap<usize, f64> = BTreeMap::new();
        for line in lines {
            if let (Figure::Indicator(indicator), Some(typed)) = (line.figure, line.value) {
                let known = values.entry(indicator.index()).or_insert(f64::INFINITY);
                *known = known.min(typed.half);
            }
        }
        Precision {
            values,
            indicators: finest(&|line| matches!(line.figure, Figure::Indicator(_))),
            dimensions: finest(&|line| matches!(line.figure, Figure::Dimension(_))),
            total: finest(&|line| line.figure == Figure::Total),
        }
    }
}

/// The points of a line: those typed; a total and a dimension have them in their value.
fn points_of(line: &OfficialLine, scoring: &Scoring) -> Option<TypedNumber> {
    let of_value = || match line.figure {
        Figure::Indicator(_) => None,
        Figure::Total | Figure::Dimension(_) => Some(line.value?.times(scoring.scale.points_per_unit)),
    };
    line.points.or_else(of_value)
}

/// The days of the page that a rulebook scores, the earliest first, and how exactly the page shows them. What the page
/// cannot say comes from the exports: which points are fixed, and what bonuses and deductions add.
pub(super) fn page_days(
    official: &Official,
    days: &[Day],
    analysis: &Analysis<'_>,
) -> (Vec<PageDay>, Precision) {
    let scoring = &analysis.rulebook().scoring;
    let lines: Vec<&OfficialLine> = official.lines.iter().filter(|line| days.contains(&line.day)).collect();
    let precision = Precision::of(&lines, scoring);
    let mut sorted = days.to_vec();
    sorted.sort_unstable();
    let day = |day: Day| {
        let own = || lines.iter().filter(move |line| line.day == day);
        let values = own().filter_map(|line| match line.figure {
            Figure::Indicator(indicator) => Some((indicator.index(), line.value?.value)),
            Figure::Total | Figure::Dimension(_) => None,
        });
        let points = own().filter_map(|line| Some((line.figure, points_of(line, scoring)?.value)));
        let page = PageDay {
            day,
            values: values.collect(),
            points: points.collect(),
            fixed: Vec::new(),
            is_growth: false,
            dimension_bonuses: Vec::new(),
            extras: 0.0,
        };
        beside_exports(page, analysis, &precision)
    };
    (sorted.into_iter().map(day).collect(), precision)
}

/// Adds what the exports say of a day. Which points a small number of orders fixes is only known where the orders
/// exports cover the 30 days, and only so where the page shows the points that the rule fixes.
fn beside_exports(mut page: PageDay, analysis: &Analysis<'_>, precision: &Precision) -> PageDay {
    let scoring = &analysis.rulebook().scoring;
    let scorecard = analysis.scorecard(page.day);
    let is_covered = {
        let covered = analysis.availability().covered(Kind::Orders);
        covered.days_within(page.day.plus(1 - ORDER_WINDOW_DAYS), page.day) == ORDER_WINDOW_DAYS
    };
    let shows = |figure: Figure, fixed: f64| {
        let shown = page.points(figure);
        shown.is_some_and(|shown| (shown - fixed).abs() <= precision.of_points(figure) * (1.0 + 1e-9))
    };
    if is_covered {
        let small = scorecard.indicators.iter().filter(|own| own.small_shop);
        let fixed = small
            .filter(|own| own.points.is_some_and(|points| shows(Figure::Indicator(own.indicator), points)));
        let fixed = fixed.map(|own| own.indicator).collect();
        let is_growth = scorecard.stage == Some(Stage::Growth)
            && scorecard.points.is_some_and(|points| shows(Figure::Total, points));
        (page.fixed, page.is_growth) = (fixed, is_growth);
    }
    let on = |dimension: Option<Dimension>| -> f64 {
        let own = scorecard.bonuses.iter().filter(|bonus| bonus.dimension == dimension);
        own.map(|bonus| bonus.points).sum()
    };
    let deducted: f64 = scorecard.deductions.iter().map(|deduction| deduction.points).sum();
    page.extras = on(None) - deducted;
    page.dimension_bonuses =
        scoring.dimensions.iter().map(|own| (own.dimension, on(Some(own.dimension)))).collect();
    page
}

#[cfg(test)]
impl PageDay {
    /// A day made by a test.
    pub(super) fn of(day: i32, values: &[(Indicator, f64)], points: &[(Figure, f64)]) -> PageDay {
        PageDay {
            day: Day(day),
            values: values.iter().map(|(indicator, value)| (indicator.index(), *value)).collect(),
            points: points.iter().copied().collect(),
            fixed: Vec::new(),
            is_growth: false,
            dimension_bonuses: Vec::new(),
            extras: 0.0,
        }
    }
}

#[cfg(test)]
impl Precision {
    /// One for all points, values exact.
    pub(super) fn all(half: f64) -> Precision {
        Precision { values: BTreeMap::new(), indicators: half, dimensions: half, total: half }
    }
}
