//! One indicator's curve, fitted to what the page showed.

use super::anchors::line_through;
use super::page::{PageDay, Pair, Precision};
use super::tiers::{Overlap, TierRange, tiers};
use crate::indicator::{Direction, Figure, Indicator};
use crate::rulebook::Curve;
use crate::string_enum::string_enum;
use std::collections::BTreeSet;

/// A curve is learnt from so many days at least …
pub(crate) const LEAST_DAYS: usize = 5;
/// … with so many different values.
pub(crate) const LEAST_VALUES: usize = 3;
/// Where days contradict each other and the fitted curve misses them by more than so many points in the mean, it is no
/// fit.
const BAD_FIT: f64 = 2.0;
/// What binary fractions may make of no difference.
const HAIR: f64 = 1e-9;

string_enum! {
    /// What became of a curve, or of the weights of a whole.
    Outcome {
        /// The base gives what the page shows.
        BaseFits = "base_fits",
        /// It was learnt from the page.
        Learnt = "learnt",
        /// The base gives something else, but there are too few days to learn from.
        TooFew = "too_few",
        /// What the page shows contradicts itself.
        Contradiction = "contradiction",
        /// What the page shows fits nothing better than the base.
        NotBetter = "not_better",
        /// The page shows nothing of it.
        NoFigures = "no_figures",
    }
}

impl Outcome {
    /// Does the page bear it out?
    pub(crate) fn is_known(self, days: usize, least: usize) -> bool {
        match self {
            Outcome::Learnt => true,
            Outcome::BaseFits => days >= least,
            Outcome::TooFew | Outcome::Contradiction | Outcome::NotBetter | Outcome::NoFigures => false,
        }
    }
}

/// What was found of an indicator.
#[derive(Debug, Clone)]
pub(crate) struct CurveFit {
    pub(crate) indicator: Indicator,
    pub(crate) outcome: Outcome,
    /// The curve, the base's where it was not learnt.
    pub(crate) curve: Curve,
    /// Days with a value and its points.
    pub(crate) days: usize,
    /// How many different values they have.
    pub(crate) values: usize,
    /// The smallest and the largest of them.
    pub(crate) seen: Option<(f64, f64)>,
    /// Days that contradict each other: a better value with fewer points.
    pub(crate) contradiction: Option<Contradiction>,
    /// Where its tiers begin, where it has tiers and was learnt.
    pub(crate) tiers: Vec<TierRange>,
}

/// Two days of which the one with the better value has fewer points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Contradiction {
    pub(crate) better: Pair,
    pub(crate) worse: Pair,
}

/// Fits the curve of an indicator to some days.
pub(super) fn fit_curve(
    indicator: Indicator,
    base: &Curve,
    days: &[&PageDay],
    precision: &Precision,
) -> CurveFit {
    let pairs: Vec<Pair> = days.iter().filter_map(|day| day.pair(indicator)).collect();
    let values: BTreeSet<u64> = pairs.iter().map(|pair| pair.value.to_bits()).collect();
    let direction = indicator.info().direction;
    let halves = (precision.of_value(indicator), precision.of_points(Figure::Indicator(indicator)));
    let ends = |ends: Option<(f64, f64)>, pair: &Pair| {
        Some(ends.map_or((pair.value, pair.value), |(a, b)| (a.min(pair.value), b.max(pair.value))))
    };
    let mut fit = CurveFit {
        indicator,
        outcome: Outcome::NoFigures,
        curve: base.clone(),
        days: pairs.len(),
        values: values.len(),
        seen: pairs.iter().fold(None, ends),
        contradiction: contradiction(&pairs, direction, halves),
        tiers: Vec::new(),
    };
    let gives = |pair: &Pair| gives(base, direction, *pair, halves);
    fit.outcome = match pairs.len() {
        0 => return fit,
        _ if pairs.iter().all(gives) => Outcome::BaseFits,
        days if days < LEAST_DAYS || fit.values < LEAST_VALUES => Outcome::TooFew,
        _ => Outcome::Learnt,
    };
    if fit.outcome != Outcome::Learnt {
        return fit;
    }
    match base {
        Curve::Linear { anchors } => {
            let pairs: Vec<(f64, f64)> = pairs.iter().map(|pair| (pair.value, pair.points)).collect();
            fit.curve = Curve::Linear {
                anchors: line_through(&pairs, direction, anchors).into_iter().map(tidy).collect(),
            };
        }
        Curve::Steps { tiers: base_tiers, beyond } => {
            match tiers(&pairs, direction, (base_tiers, *beyond), halves) {
                Ok(found) => {
                    fit.curve = Curve::Steps {
                        tiers: found.pairs(direction).into_iter().map(tidy).collect(),
                        beyond: found.beyond,
                    };
                    fit.tiers = found.tiers;
                }
                Err(Overlap { better, worse }) => {
                    fit.contradiction = Some(Contradiction { better, worse });
                    fit.outcome = Outcome::Contradiction;
                }
            }
        }
    }
    if fit.outcome == Outcome::Learnt
        && squares(&fit.curve, direction, &pairs) >= squares(base, direction, &pairs)
    {
        (fit.outcome, fit.curve, fit.tiers) = (Outcome::NotBetter, base.clone(), Vec::new());
    }
    let mean = misses(&fit.curve, direction, &pairs).map(f64::abs).sum::<f64>() / pairs.len() as f64;
    if fit.outcome == Outcome::Learnt && fit.contradiction.is_some() && mean > BAD_FIT {
        (fit.outcome, fit.curve, fit.tiers) = (Outcome::Contradiction, base.clone(), Vec::new());
    }
    fit
}

/// As many digits as a file needs.
fn tidy((value, points): (f64, f64)) -> (f64, f64) {
    ((value * 1e9).round() / 1e9, (points * 1e6).round() / 1e6)
}

/// Whether a curve gives what the page shows, as exactly as it shows it.
fn gives(curve: &Curve, direction: Direction, pair: Pair, (half, points_half): (f64, f64)) -> bool {
    let room = half * (1.0 + HAIR) + pair.value.abs().max(1.0) * 1e-12;
    let (a, b) = (curve.points(pair.value - room, direction), curve.points(pair.value + room, direction));
    let (low, high) = (a.min(b), a.max(b));
    let points_room = points_half * (1.0 + HAIR) + HAIR;
    low - points_room <= pair.points && pair.points <= high + points_room
}

fn squares(curve: &Curve, direction: Direction, pairs: &[Pair]) -> f64 {
    misses(curve, direction, pairs).map(|miss| miss.powi(2)).sum()
}

fn misses<'p>(curve: &'p Curve, direction: Direction, pairs: &'p [Pair]) -> impl Iterator<Item = f64> + 'p {
    pairs.iter().map(move |pair| curve.points(pair.value, direction) - pair.points)
}

/// The two days that contradict each other most, beyond what the page rounds away.
fn contradiction(
    pairs: &[Pair],
    direction: Direction,
    (half, points_half): (f64, f64),
) -> Option<Contradiction> {
    let turned = |pair: &Pair| if direction == Direction::High { pair.value } else { -pair.value };
    let mut sorted = pairs.to_vec();
    sorted.sort_by(|a, b| turned(a).total_cmp(&turned(b)).then(a.day.cmp(&b.day)));
    let mut worst: Option<(f64, Contradiction)> = None;
    // Of all that are clearly worse the one with most points.
    let (mut best, mut next) = (None::<Pair>, 0);
    for better in &sorted {
        while let Some(worse) =
            sorted.get(next).filter(|w| turned(better) - turned(w) > 2.0 * half * (1.0 + HAIR) + HAIR * 1e-3)
        {
            if best.is_none_or(|best| worse.points > best.points) {
                best = Some(*worse);
            }
            next += 1;
        }
        let Some(worse) = best else { continue };
        let by = worse.points - better.points;
        if by > 2.0 * points_half * (1.0 + HAIR) + HAIR && worst.is_none_or(|(known, _)| by > known) {
            worst = Some((by, Contradiction { better: *better, worse }));
        }
    }
    worst.map(|(_, found)| found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Indicator = Indicator::PositiveReviewRate;

    fn days(pairs: &[(f64, f64)]) -> Vec<PageDay> {
        let day = |(i, (value, points)): (usize, &(f64, f64))| {
            PageDay::of(i as i32, &[(RATE, *value)], &[(Figure::Indicator(RATE), *points)])
        };
        pairs.iter().enumerate().map(day).collect()
    }

    fn fit(pairs: &[(f64, f64)]) -> CurveFit {
        let base = Curve::Linear { anchors: vec![(0.6, 0.0), (0.8, 40.0), (0.9, 80.0), (0.98, 100.0)] };
        let days = days(pairs);
        fit_curve(RATE, &base, &days.iter().collect::<Vec<_>>(), &Precision::all(0.5))
    }

    #[test]
    fn a_base_that_gives_what_the_page_shows_stays() {
        // 0.85 gives 60 and 0.87 gives 68: shown as whole points.
        let own = fit(&[(0.85, 60.0), (0.86, 64.4), (0.87, 68.0)]);
        assert_eq!((own.outcome, own.days, own.values), (Outcome::BaseFits, 3, 3));
        assert!(!own.outcome.is_known(own.days, LEAST_DAYS));
        assert_eq!(fit(&[(0.85, 60.0), (0.86, 64.6)]).outcome, Outcome::TooFew);
    }

    #[test]
    fn five_days_with_three_values_are_enough() {
        let four = [(0.85, 70.0), (0.86, 73.0), (0.87, 76.0), (0.88, 78.0)];
        assert_eq!(fit(&four).outcome, Outcome::TooFew);
        let same = [(0.85, 70.0), (0.86, 73.0), (0.85, 70.0), (0.86, 73.0), (0.85, 70.0)];
        assert_eq!((fit(&same).outcome, fit(&same).values), (Outcome::TooFew, 2));
        let five = [(0.85, 70.0), (0.86, 73.0), (0.87, 76.0), (0.88, 78.0), (0.88, 79.0)];
        let own = fit(&five);
        assert_eq!((own.outcome, own.seen), (Outcome::Learnt, Some((0.85, 0.88))));
        assert!((own.curve.points(0.88, Direction::High) - 78.5).abs() < 1e-9);
        assert_eq!(fit(&[]).outcome, Outcome::NoFigures);
    }

    #[test]
    fn days_that_contradict_each_other_are_told() {
        let own = fit(&[(0.85, 70.0), (0.86, 85.0), (0.87, 76.0), (0.88, 78.0), (0.89, 84.5)]);
        let told = own.contradiction.unwrap();
        assert_eq!((told.better.value, told.worse.value), (0.87, 0.86));
        // 84.5 and 85 may both be 84.8 in truth.
        assert!(fit(&[(0.86, 85.0), (0.87, 84.5)]).contradiction.is_none());
    }

    #[test]
    fn days_without_any_order_teach_nothing() {
        let own = fit(&[(0.85, 90.0), (0.86, 20.0), (0.87, 95.0), (0.88, 30.0), (0.89, 70.0)]);
        assert_eq!((own.outcome, own.curve), (Outcome::Contradiction, fit(&[]).curve));
    }

    #[test]
    fn what_fits_nothing_better_stays_the_base() {
        // The other way round: pooled they are one mean, which misses the points more than the base does.
        let own = fit(&[(0.85, 59.0), (0.86, 66.0), (0.87, 67.0), (0.88, 71.0), (0.89, 10.0)]);
        assert_ne!(own.outcome, Outcome::BaseFits);
        let base = fit(&[]).curve;
        let pairs = [(0.85, 59.0), (0.86, 66.0), (0.87, 67.0), (0.88, 71.0), (0.89, 10.0)]
            .map(|(value, points)| Pair { day: crate::time::Day(0), value, points });
        assert!(squares(&own.curve, Direction::High, &pairs) <= squares(&base, Direction::High, &pairs));
    }
}
