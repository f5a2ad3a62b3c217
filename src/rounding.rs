//! Rounding, for display only: half away from zero, and never across a threshold.

use crate::catalogue::{Lang, text};
use crate::indicator::Unit;
use crate::rulebook::Comparison;

/// A number rounded half away from zero to so many decimals. 2.675, which binary fractions hold as
/// 2.67499…, counts as 2.675: a hair of 1e-9 is added before the cut.
pub fn rounded(value: f64, decimals: i32) -> f64 {
    let unit = 10f64.powi(decimals);
    let scaled = value.abs() * unit;
    let whole = (scaled + 0.5 + 1e-9).floor() / unit;
    // No negative zero: "-0.00" would look like a loss.
    if whole == 0.0 { 0.0 } else { whole.copysign(value) }
}

/// The same as text.
pub fn fixed(value: f64, decimals: i32) -> String {
    format!("{:.*}", decimals.max(0) as usize, rounded(value, decimals))
}

/// A value with its unit; small rates with a digit more.
pub fn shown_value(unit: Unit, value: f64, lang: Lang) -> String {
    match unit {
        Unit::Ratio => format!("{}%", fixed(value * 100.0, if value < 0.1 { 2 } else { 1 })),
        Unit::Stars => fixed(value, 2),
        Unit::Points => text::points(lang, fixed(value, 1)),
        Unit::Hours => text::hours(lang, fixed(value, 1)),
        Unit::Seconds => text::seconds(lang, fixed(value, 1)),
    }
}

/// A score with two decimals that is not shown as reaching a threshold it does not reach.
///
/// ```
/// use tiyanfen::rounding::shown_score;
/// assert_eq!(shown_score(3.996, [4.0, 2.0]), "3.99");
/// assert_eq!(shown_score(3.996, []), "4.00");
/// ```
pub fn shown_score(value: f64, thresholds: impl IntoIterator<Item = f64>) -> String {
    format!("{:.2}", shown(value, 2, thresholds))
}

/// The same as a whole number.
pub fn shown_whole(value: f64, thresholds: impl IntoIterator<Item = f64>) -> f64 {
    shown(value, 0, thresholds)
}

/// A number rounded to so many decimals, or towards zero or away from it where rounding would bring it to the other side
/// of a border.
pub fn rounded_on_its_side(
    value: f64,
    decimals: i32,
    borders: impl IntoIterator<Item = (Comparison, f64)>,
) -> f64 {
    let shown = rounded(value, decimals);
    let crosses =
        |(comparison, at): (Comparison, f64)| comparison.holds(value, at) != comparison.holds(shown, at);
    if !borders.into_iter().any(crosses) {
        return shown;
    }
    let unit = 10f64.powi(decimals);
    let whole = if shown > value { (value * unit).floor() } else { (value * unit).ceil() };
    whole / unit
}

fn shown(value: f64, decimals: i32, thresholds: impl IntoIterator<Item = f64>) -> f64 {
    let reaches = |score, at| Comparison::AtLeast.holds(score, at);
    let shown = rounded(value, decimals);
    if thresholds.into_iter().any(|at| !reaches(value, at) && reaches(shown, at)) {
        let unit = 10f64.powi(decimals);
        return (value * unit).floor() / unit;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(fixed(2.675, 2), "2.68");
        assert_eq!(fixed(-2.675, 2), "-2.68");
        assert_eq!(fixed(2.6749, 2), "2.67");
        assert_eq!(fixed(0.125, 2), "0.13");
        assert_eq!(fixed(-0.001, 2), "0.00");
    }

    #[test]
    fn a_threshold_is_not_crossed_by_rounding() {
        assert_eq!(shown_score(3.996, [4.0, 2.0]), "3.99");
        assert_eq!(shown_score(3.9999999, [4.0]), "3.99");
        assert_eq!(shown_score(4.0, [4.0]), "4.00");
        assert_eq!(shown_score(3.996, [3.0]), "4.00");
        assert_eq!(shown_score(4.504, [4.0]), "4.50");
        // Whole numbers too: 69.6 is not shown as 70 where 70 opens something.
        assert_eq!(shown_whole(69.6, [70.0, 60.0]), 69.0);
        assert_eq!(shown_whole(69.6, [60.0]), 70.0);
        assert_eq!(shown_whole(70.4, [70.0]), 70.0);
        // Above a border, too, where less is better.
        use Comparison::{AtLeast, AtMost, Below};
        for (value, decimals, comparison, at, shown) in [
            (3.996, 2, AtLeast, 4.0, 3.99),
            (4.62, 1, AtLeast, 4.61, 4.7),
            (0.0504, 2, AtMost, 0.05, 0.06),
            (0.0496, 2, Below, 0.05, 0.04),
            (0.0496, 2, AtMost, 0.05, 0.05),
            (-0.004, 2, AtLeast, 0.0, -0.01),
            (2.675, 2, AtLeast, 4.0, 2.68),
        ] {
            assert_eq!(rounded_on_its_side(value, decimals, [(comparison, at)]), shown, "{value}");
        }
        // What binary fractions make of 4: it is met, and shown as met.
        assert_eq!(shown_score(4.0 - 1e-14, [4.0]), "4.00");
    }
}
