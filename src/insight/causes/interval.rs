//! How far a rate may lie from the one that was seen.

/// The point of the normal distribution beyond which 2.5 % lie.
const Z: f64 = 1.959_963_984_540_054;

/// Wilson's 95 % interval of a rate: `hits` of `cases`. `None` without cases.
pub(crate) fn wilson(hits: f64, cases: f64) -> Option<(f64, f64)> {
    if cases <= 0.0 {
        return None;
    }
    let (rate, square) = (hits / cases, Z * Z);
    let middle = rate + square / (2.0 * cases);
    let half = Z * (rate * (1.0 - rate) / cases + square / (4.0 * cases * cases)).max(0.0).sqrt();
    let whole = 1.0 + square / cases;
    Some((((middle - half) / whole).max(0.0), ((middle + half) / whole).min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_those_of_the_formula() {
        // z² = 3.8414588: 1 of 10 is (0.1 + 0.1920729 ± 1.9599640 × √(0.009 + 0.0096036)) / 1.3841459.
        for (hits, cases, low, high) in [
            (1.0, 10.0, 0.017_876_213, 0.404_150_022),
            (0.0, 10.0, 0.0, 0.277_532_799),
            (10.0, 10.0, 0.722_467_201, 1.0),
            (50.0, 100.0, 0.403_831_530, 0.596_168_470),
        ] {
            let (found_low, found_high) = wilson(hits, cases).unwrap();
            assert!((found_low - low).abs() < 1e-8, "{hits} of {cases}: {found_low}");
            assert!((found_high - high).abs() < 1e-8, "{hits} of {cases}: {found_high}");
        }
        assert_eq!(wilson(0.0, 0.0), None);
    }
}
