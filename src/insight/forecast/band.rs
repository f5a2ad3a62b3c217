//! Between which scores a day is likely to lie.

use std::ops::RangeInclusive;

/// How much farther from the middle path than the paths themselves: what such bands have lacked in backtests.
const STRETCH: f64 = 1.4;

/// The borders of a total.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Band {
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
}

/// The band around the total of the middle path, from the totals of the paths that have one.
pub(super) fn band(middle: Option<f64>, mut totals: Vec<f64>, scale: RangeInclusive<f64>) -> Band {
    totals.sort_by(f64::total_cmp);
    // The rank is rounded up: of 200 totals the 20th and the 180th.
    let rank = |tenths: usize| (totals.len() * tenths).div_ceil(10);
    let at = |rank: usize| totals.get(rank.checked_sub(1)?).copied();
    let Some(((middle, low), high)) = middle.zip(at(rank(1))).zip(at(rank(9))) else {
        return Band { low: middle, high: middle };
    };
    let stretched = |border: f64| middle + STRETCH * (border - middle);
    let (least, most) = scale.into_inner();
    Band {
        low: Some(stretched(low).min(middle).clamp(least, most)),
        high: Some(stretched(high).max(middle).clamp(least, most)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(middle: f64, totals: Vec<f64>) -> (f64, f64) {
        let Band { low, high } = band(Some(middle), totals, 0.0..=5.0);
        (low.unwrap(), high.unwrap())
    }

    #[test]
    fn the_tenth_and_the_ninetieth_percentile_are_stretched() {
        // 200 totals 3.00, 3.01, … 4.99, from behind: the 20th is 3.19, the 180th 4.79.
        let totals: Vec<f64> = (0..200).rev().map(|n| 3.0 + f64::from(n) / 100.0).collect();
        let (low, high) = of(4.0, totals);
        assert!((low - (4.0 - 1.4 * 0.81)).abs() < 1e-12, "{low}");
        // 4 + 1.4 * 0.79 is beyond the scale.
        assert_eq!(high, 5.0);
    }

    #[test]
    fn the_middle_path_lies_inside() {
        assert_eq!(of(2.0, vec![3.0; 200]), (2.0, 2.0 + 1.4));
        assert_eq!(of(4.0, vec![3.0; 200]), (4.0 - 1.4, 4.0));
        assert_eq!(of(4.0, vec![4.0; 200]), (4.0, 4.0));
    }

    #[test]
    fn without_a_total_there_is_no_band() {
        let scale = 0.0..=5.0;
        assert_eq!(band(None, vec![4.0; 200], scale.clone()), Band::default());
        assert_eq!(band(Some(4.0), Vec::new(), scale), Band { low: Some(4.0), high: Some(4.0) });
        // Of fewer totals the ranks are those of as many: the 1st and the 9th of 9.
        let (low, high) = of(2.0, (1..=9).map(|n| f64::from(n) / 3.0).collect());
        assert!(low == 0.0 && (high - 3.4).abs() < 1e-12, "{low} {high}");
    }
}
