//! Five secret rulebooks: 60 days of the page are fitted, 30 further days predicted.

use crate::page::{Total, calibrated, page, predicted, shop};
use crate::secret::{CLASSIC, Indicator, JULY, Pace, Secret, walk};

const LEARNT: usize = 60;
const PREDICTED: usize = 30;

struct Case {
    name: &'static str,
    base: &'static str,
    indicators: &'static [Indicator],
    is_stepped: bool,
    total: Total,
    seed: u64,
}

const CASES: [Case; 5] = [
    Case {
        name: "linear, five-point",
        base: "classic",
        indicators: &CLASSIC,
        is_stepped: false,
        total: Total::FivePoint,
        seed: 11,
    },
    Case {
        name: "linear, whole points",
        base: "classic",
        indicators: &CLASSIC,
        is_stepped: false,
        total: Total::WholePoints,
        seed: 22,
    },
    Case {
        name: "linear, whole points, another",
        base: "classic",
        indicators: &CLASSIC,
        is_stepped: false,
        total: Total::WholePoints,
        seed: 33,
    },
    Case {
        name: "stepped",
        base: "douyin-2026-07",
        indicators: &JULY,
        is_stepped: true,
        total: Total::WholePoints,
        seed: 44,
    },
    Case {
        name: "stepped, another",
        base: "douyin-2026-07",
        indicators: &JULY,
        is_stepped: true,
        total: Total::WholePoints,
        seed: 55,
    },
];

/// How far predictions lie from the truth, and in the mean those of the base.
fn errors(case: &Case, pace: Pace) -> (Vec<f64>, f64) {
    let secret = Secret::of(case.seed, case.indicators, case.is_stepped);
    let days = walk(case.seed + 1, case.indicators, LEARNT + PREDICTED, pace);
    let folder = shop(&page(&secret, &days[..LEARNT], case.total));
    let report = calibrated(&folder, case.base);
    let further = &days[LEARNT..];
    let errors: Vec<f64> = further
        .iter()
        .map(|values| (predicted(&folder, "my.toml", case.indicators, values) - secret.total(values)).abs())
        .collect();
    // A few days tell how far off the base is.
    let few = &further[..8];
    let before: f64 = few
        .iter()
        .map(|values| (predicted(&folder, case.base, case.indicators, values) - secret.total(values)).abs())
        .sum();
    let before = before / few.len() as f64;
    let mean = errors.iter().sum::<f64>() / errors.len() as f64;
    let most = errors.iter().copied().fold(0.0, f64::max);
    // Seen with --nocapture.
    println!(
        "{}: {}/{PREDICTED} within 1, mean {mean:.3}, most {most:.3}, base {before:.3}; fit {}",
        case.name,
        within(&errors),
        report["total"]
    );
    (errors, before)
}

#[test]
fn secret_rulebooks_are_found_again() {
    let mut all = Vec::new();
    for case in &CASES {
        let own = errors(case, Pace::Steady).0;
        assert!(within(&own) * 100 >= own.len() * 85, "{}: {own:?}", case.name);
        all.extend(own);
    }
    assert!(within(&all) * 100 >= all.len() * 95, "{} of {}", within(&all), all.len());
}

#[test]
fn values_that_nobody_has_seen_are_judged_better_than_before() {
    for case in [&CASES[0], &CASES[3]] {
        let (own, before) = errors(case, Pace::Drifting);
        let mean = own.iter().sum::<f64>() / own.len() as f64;
        assert!(mean < before / 2.0, "{}: {mean}, before {before}", case.name);
    }
}

fn within(errors: &[f64]) -> usize {
    errors.iter().filter(|error| **error <= 1.0).count()
}
