//! The weights of the parts of a whole, fitted to what the page showed of both.

use super::curve::Outcome;
use super::page::{PageDay, Precision};
use super::simplex::{Row, alike, squares, weighted, weights};
use crate::indicator::Figure;
use crate::rulebook::Scoring;

/// Days that are needed beyond the number of parts.
pub(crate) const SPARE_DAYS: usize = 2;
/// Weights that do not give what the page shows, and miss it by more than so many points in the mean, are no fit.
const BAD_FIT: f64 = 1.0;
/// What binary fractions may make of no difference.
const HAIR: f64 = 1e-9;
/// A file has weights with so many decimals.
const MICRO: f64 = 1e6;

/// What was found of a whole.
#[derive(Debug, Clone)]
pub(crate) struct WeightFit {
    /// The total or a dimension.
    pub(crate) whole: Figure,
    pub(crate) outcome: Outcome,
    /// Its parts.
    pub(crate) parts: Vec<Figure>,
    /// Their weights in the base.
    pub(crate) base: Vec<f64>,
    /// Their weights, the base's where they were not learnt.
    pub(crate) weights: Vec<f64>,
    /// Days on which the whole and all its parts have points.
    pub(crate) days: usize,
    /// Were they rounded to whole percent?
    pub(crate) is_rounded: bool,
    /// The largest difference that the page does not round away, where there is one.
    pub(crate) missed: Option<f64>,
    /// Parts whose weights cannot be told apart.
    pub(crate) alike: Vec<Vec<Figure>>,
    /// The parts of which the page shows no points on any day, and the whole where it has none.
    pub(crate) absent: Vec<Figure>,
}

impl WeightFit {
    /// Days without which nothing is learnt.
    pub(crate) fn least_days(&self) -> usize {
        self.parts.len() + SPARE_DAYS
    }

    /// Does the page bear the weights out? A single part has all the weight.
    pub(crate) fn is_known(&self) -> bool {
        self.parts.len() < 2 || self.outcome.is_known(self.days, self.least_days())
    }
}

/// The parts of a whole with their weights.
pub(super) fn parts_of(whole: Figure, scoring: &Scoring) -> Vec<(Figure, f64)> {
    match whole {
        Figure::Total => {
            scoring.dimensions.iter().map(|own| (Figure::Dimension(own.dimension), own.weight)).collect()
        }
        Figure::Dimension(dimension) => {
            let own = scoring.dimensions.iter().filter(|own| own.dimension == dimension);
            let indicators = own.flat_map(|own| &own.indicators);
            indicators.map(|part| (Figure::Indicator(part.indicator), part.weight)).collect()
        }
        Figure::Indicator(_) => Vec::new(),
    }
}

/// The points that the weighted mean of a whole had on a day: without what is added, and only where nothing was cut.
pub(super) fn mean_of(whole: Figure, day: &PageDay, scoring: &Scoring, half: f64) -> Option<f64> {
    let shown = day.points(whole)?;
    let (least, most, added) = match whole {
        Figure::Total if day.is_growth => return None,
        Figure::Total => {
            let scale = scoring.scale;
            (scale.clamp(f64::NEG_INFINITY), scale.clamp(f64::INFINITY), day.extras)
        }
        Figure::Dimension(dimension) => {
            let range = scoring.dimension_range;
            let bonus = day.bonus(dimension);
            // A bonus comes on top of the range, up to 100.
            (range.map_or(0.0, |range| range.min) + bonus, 100.0, bonus)
        }
        Figure::Indicator(_) => return None,
    };
    let is_cut = shown <= least + half + HAIR || shown >= most - half - HAIR;
    (!is_cut).then_some(shown - added)
}

/// Fits the weights of a whole's parts to some days.
pub(super) fn fit_weights(
    whole: Figure,
    scoring: &Scoring,
    days: &[&PageDay],
    precision: &Precision,
) -> WeightFit {
    let (parts, base): (Vec<Figure>, Vec<f64>) = parts_of(whole, scoring).into_iter().unzip();
    let half = precision.of_points(whole);
    let halves: Vec<f64> = parts.iter().map(|part| precision.of_points(*part)).collect();
    let row = |day: &&PageDay| -> Option<Row> {
        let points: Option<Vec<f64>> = parts.iter().map(|part| day.points(*part)).collect();
        Some((points?, mean_of(whole, day, scoring, half)?))
    };
    let rows: Vec<Row> = days.iter().filter_map(row).collect();
    let shown = |figure: &Figure| days.iter().any(|day| day.points(*figure).is_some());
    let absent = parts.iter().chain([&whole]).filter(|figure| !shown(figure)).copied().collect();
    let mut fit = WeightFit {
        whole,
        outcome: Outcome::NoFigures,
        weights: base.clone(),
        base,
        days: rows.len(),
        is_rounded: false,
        missed: None,
        alike: Vec::new(),
        absent,
        parts,
    };
    let missed = |weights: &[f64]| {
        let room = half + weighted(&halves, weights) + HAIR;
        let differences = rows.iter().map(|(parts, whole)| (weighted(parts, weights) - whole).abs());
        differences.filter(|difference| *difference > room).reduce(f64::max)
    };
    let keeps = |weights: &[f64]| missed(weights).is_none();
    fit.outcome = match rows.len() {
        0 => return fit,
        // There is nothing to share out.
        _ if fit.parts.len() < 2 || keeps(&fit.base) => Outcome::BaseFits,
        days if days < fit.least_days() => Outcome::TooFew,
        _ => Outcome::Learnt,
    };
    // Rounding to whole numbers errs by up to a half, by 0.29 in the mean.
    let groups = alike(&rows, fit.parts.len(), half / 3f64.sqrt());
    let named =
        |group: Vec<usize>| group.into_iter().filter_map(|part| fit.parts.get(part).copied()).collect();
    if rows.len() >= fit.least_days() {
        fit.alike = groups.into_iter().map(named).collect();
    }
    if fit.outcome != Outcome::Learnt {
        return fit;
    }
    let Some(best) = weights(&rows, &fit.base) else {
        fit.outcome = Outcome::NotBetter;
        return fit;
    };
    if squares(&rows, &best) >= squares(&rows, &fit.base) {
        (fit.outcome, fit.missed) = (Outcome::NotBetter, missed(&fit.base));
        return fit;
    }
    let mean = rows.iter().map(|(parts, whole)| (weighted(parts, &best) - whole).abs()).sum::<f64>()
        / rows.len() as f64;
    if missed(&best).is_some() && mean > BAD_FIT {
        (fit.outcome, fit.missed) = (Outcome::Contradiction, missed(&best));
        return fit;
    }
    let rounded = to_units(&best, 100.0);
    fit.is_rounded = keeps(&rounded);
    fit.weights = if fit.is_rounded { rounded } else { to_units(&best, MICRO) };
    fit.missed = missed(&fit.weights);
    fit
}

/// Weights in so many units, which still sum to 1: what is left over goes to those that lost most.
fn to_units(weights: &[f64], units: f64) -> Vec<f64> {
    let mut whole: Vec<f64> = weights.iter().map(|weight| (weight * units + HAIR).floor()).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    let lost = |place: &usize| {
        let (own, cut) = (weights.get(*place), whole.get(*place));
        own.zip(cut).map_or(0.0, |(own, cut)| own * units - cut)
    };
    order.sort_by(|a, b| lost(b).total_cmp(&lost(a)).then(a.cmp(b)));
    let missing = (units - whole.iter().sum::<f64>()).round().max(0.0) as usize;
    for place in order.into_iter().take(missing) {
        if let Some(slot) = whole.get_mut(place) {
            *slot += 1.0;
        }
    }
    whole.into_iter().map(|whole| whole / units).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::Dimension;
    use crate::rulebook::Rulebook;

    fn usual() -> Scoring {
        Rulebook::default_rulebook().unwrap().scoring
    }

    fn days(weights: [f64; 3], points: &[[f64; 3]], round: impl Fn(f64) -> f64) -> Vec<PageDay> {
        let day = |(i, own): (usize, &[f64; 3])| {
            let total = round(weighted(own, &weights));
            let dimensions =
                Dimension::ALL.into_iter().zip(own).map(|(of, points)| (Figure::Dimension(of), *points));
            let all: Vec<(Figure, f64)> = dimensions.chain([(Figure::Total, total)]).collect();
            PageDay::of(i as i32, &[], &all)
        };
        points.iter().enumerate().map(day).collect()
    }

    const POINTS: [[f64; 3]; 6] = [
        [90.0, 80.0, 70.0],
        [85.0, 88.0, 74.0],
        [93.0, 70.0, 66.0],
        [88.0, 75.0, 90.0],
        [79.0, 83.0, 81.0],
        [95.0, 90.0, 60.0],
    ];

    fn fit(days: &[PageDay], half: f64) -> WeightFit {
        fit_weights(Figure::Total, &usual(), &days.iter().collect::<Vec<_>>(), &Precision::all(half))
    }

    #[test]
    fn weights_are_rounded_to_whole_percent_where_that_keeps_every_day() {
        let page = |points: f64| points.round();
        let own = fit(&days([0.40, 0.35, 0.25], &POINTS, page), 0.5);
        assert_eq!((own.outcome, own.days, own.is_rounded), (Outcome::Learnt, 6, true));
        assert!((own.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{:?}", own.weights);
        assert!(own.weights.iter().all(|weight| (weight * 100.0 - (weight * 100.0).round()).abs() < 1e-9));
        // Exact figures give the exact weights; whole percent would miss them.
        let own = fit(&days([0.405, 0.345, 0.25], &POINTS, |points| points), 1e-6);
        assert!(!own.is_rounded);
        assert!(
            (own.weights[0] - 0.405).abs() < 1e-6 && (own.weights[1] - 0.345).abs() < 1e-6,
            "{:?}",
            own.weights
        );
    }

    #[test]
    fn a_base_that_fits_and_too_few_days_leave_the_base() {
        // 50, 15, 35 are the base's.
        assert_eq!(fit(&days([0.5, 0.15, 0.35], &POINTS, f64::round), 0.5).outcome, Outcome::BaseFits);
        let few = fit(&days([0.2, 0.6, 0.2], &POINTS[..4], f64::round), 0.5);
        assert_eq!((few.outcome, few.weights), (Outcome::TooFew, vec![0.5, 0.15, 0.35]));
        assert_eq!(fit(&days([0.2, 0.6, 0.2], &POINTS[..5], f64::round), 0.5).outcome, Outcome::Learnt);
        let none = fit(&[PageDay::of(1, &[], &[(Figure::Dimension(Dimension::Product), 90.0)])], 0.5);
        let absent = vec![
            Figure::Dimension(Dimension::Logistics),
            Figure::Dimension(Dimension::Service),
            Figure::Total,
        ];
        assert_eq!((none.outcome, none.absent), (Outcome::NoFigures, absent));
    }

    #[test]
    fn weights_that_explain_nothing_are_not_used() {
        let own = fit(&days([0.3, 0.3, 0.4], &POINTS, |points| points - 12.0), 0.5);
        assert_eq!((own.outcome, own.weights), (Outcome::Contradiction, vec![0.5, 0.15, 0.35]));
        assert!(own.missed.is_some_and(|most| most > 1.0));
    }

    #[test]
    fn what_is_added_or_cut_is_no_mean() {
        let all = Rulebook::all_built_in().unwrap();
        // Of those whose dimensions run from 50 to 100 the one with a total from 0 on.
        let mut scorings = all.into_iter().map(|rulebook| rulebook.scoring);
        let scoring = scorings.find(|own| own.dimension_range.is_some() && own.scale.min == 0.0).unwrap();
        let mut day =
            PageDay::of(1, &[], &[(Figure::Total, 93.0), (Figure::Dimension(Dimension::Product), 50.0)]);
        day.extras = 7.0;
        assert_eq!(mean_of(Figure::Total, &day, &scoring, 0.5), Some(86.0));
        // The dimension may be worse than 50; a total of 100 may be more, and in the growth stage it is flat.
        assert_eq!(mean_of(Figure::Dimension(Dimension::Product), &day, &scoring, 0.5), None);
        let full = PageDay::of(1, &[], &[(Figure::Total, 99.6)]);
        assert_eq!(mean_of(Figure::Total, &full, &scoring, 0.5), None);
        day.is_growth = true;
        assert_eq!(mean_of(Figure::Total, &day, &scoring, 0.5), None);
    }

    #[test]
    fn what_rounding_leaves_over_goes_to_those_that_lost_most() {
        assert_eq!(to_units(&[0.336, 0.333, 0.331], 100.0), [0.34, 0.33, 0.33]);
        assert_eq!(to_units(&[0.29, 0.71], 100.0), [0.29, 0.71]);
        assert_eq!(to_units(&[0.125, 0.125, 0.75], 100.0), [0.13, 0.12, 0.75]);
    }
}
