//! Tiers from what was seen in them: each begins in the middle between the worst value seen in it and the best seen
//! below it.

use super::page::Pair;
use crate::indicator::Direction;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is known of where a tier begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TierRange {
    /// Its points.
    pub points: f64,
    /// The value at which it is taken to begin.
    pub begins: f64,
    /// The worst value seen in it.
    pub worst_inside: Option<f64>,
    /// The best value seen below it.
    pub best_below: Option<f64>,
    /// Was its beginning learnt, with values on both sides?
    pub learnt: bool,
}

/// The tiers of a stepped curve.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tiers {
    /// Best first.
    pub(super) tiers: Vec<TierRange>,
    /// Points where no tier is reached.
    pub(super) beyond: f64,
}

/// Two days whose tiers overlap: the one with the better value has fewer points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Overlap {
    pub(super) better: Pair,
    pub(super) worse: Pair,
}

/// Values as if high were always better.
#[derive(Debug, Clone, Copy)]
struct Turned(Direction);

impl Turned {
    fn of(self, value: f64) -> f64 {
        match self.0 {
            Direction::High => value,
            Direction::Low => -value,
        }
    }
}

/// The tiers that some pairs show, and where nothing was seen those of a base. `half` is half a unit of the last digit
/// of the values, `points_half` of the points.
pub(super) fn tiers(
    pairs: &[Pair],
    direction: Direction,
    base: (&[(f64, f64)], f64),
    (half, points_half): (f64, f64),
) -> Result<Tiers, Overlap> {
    let (turned, (base_tiers, base_beyond)) = (Turned(direction), base);
    // What the page shows of a tier may be rounded.
    let levels: Vec<f64> = base_tiers.iter().map(|(_, points)| *points).chain([base_beyond]).collect();
    let level = |points: f64| {
        let near = levels.iter().copied().filter(|level| (level - points).abs() <= points_half);
        near.min_by(|a, b| (a - points).abs().total_cmp(&(b - points).abs())).unwrap_or(points)
    };
    let seen: Vec<(f64, Pair)> = pairs.iter().map(|pair| (level(pair.points), *pair)).collect();
    let mut all: Vec<f64> = seen.iter().map(|(level, _)| *level).chain(levels.iter().copied()).collect();
    all.sort_by(|a, b| b.total_cmp(a));
    all.dedup();
    let lowest_seen = seen.iter().map(|(level, _)| *level).fold(f64::INFINITY, f64::min);
    let beyond = base_beyond.min(lowest_seen);
    let mut found: Vec<TierRange> = Vec::new();
    for points in all.into_iter().filter(|points| *points > beyond) {
        let better = |a: &Pair, b: &Pair| turned.of(a.value).total_cmp(&turned.of(b.value));
        let inside = seen.iter().filter(|(level, _)| *level == points).map(|(_, pair)| *pair);
        let below = seen.iter().filter(|(level, _)| *level < points).map(|(_, pair)| *pair);
        let (worst_inside, best_below) = (inside.min_by(better), below.max_by(better));
        if let (Some(worse), Some(better)) = (worst_inside, best_below)
            && turned.of(better.value) - turned.of(worse.value) > 2.0 * half * (1.0 + 1e-9)
        {
            return Err(Overlap { better, worse });
        }
        let begins = base_tiers.iter().find(|(_, own)| *own == points).map(|(value, _)| *value);
        let learnt = worst_inside.zip(best_below);
        let begins = match learnt {
            Some((worst, best)) => Some(f64::midpoint(worst.value, best.value)),
            // Only values inside: where the base says, unless that leaves one of them out.
            None => match (begins, worst_inside) {
                (Some(base), Some(worst)) if turned.of(base) > turned.of(worst.value) => Some(worst.value),
                (None, worst) => worst.map(|worst| worst.value),
                (base, _) => base,
            },
        };
        found.extend(begins.map(|begins| TierRange {
            points,
            begins,
            worst_inside: worst_inside.map(|pair| pair.value),
            best_below: best_below.map(|pair| pair.value),
            learnt: learnt.is_some(),
        }));
    }
    let unseen = |found: &[TierRange], is_top: bool| -> Vec<f64> {
        let first_seen = found.iter().position(|tier| tier.worst_inside.is_some()).unwrap_or_default();
        let of_side = found.iter().enumerate().filter(|(place, _)| (*place < first_seen) == is_top);
        of_side.filter(|(_, tier)| tier.worst_inside.is_none()).map(|(_, tier)| tier.points).collect()
    };
    // From what was seen outwards, so that each has a neighbour that is settled.
    for points in unseen(&found, false).into_iter().chain(unseen(&found, true).into_iter().rev()) {
        settle(&mut found, points, base_tiers, turned);
    }
    Ok(Tiers { tiers: found, beyond })
}

/// Moves a tier that was never seen to where it does not contradict what was, if the base has it elsewhere. One for
/// which there is no room goes.
fn settle(found: &mut Vec<TierRange>, points: f64, base: &[(f64, f64)], turned: Turned) {
    let Some(place) = found.iter().position(|tier| tier.points == points) else { return };
    let Some(own) = found.get(place) else { return };
    let above = place.checked_sub(1).and_then(|place| found.get(place));
    let below = found.get(place + 1);
    let base_of = |points: f64| base.iter().find(|(_, own)| *own == points).map(|(value, _)| *value);
    let usual_gap = || base.windows(2).map(gap_of).fold(f64::INFINITY, f64::min);
    let gap = |other: &TierRange| {
        let of_both = base_of(other.points).map(|other| (own.begins - other).abs());
        of_both.filter(|gap| *gap > 0.0).unwrap_or_else(usual_gap)
    };
    // It begins below where the better one does, and above all that was seen with fewer points.
    let ceiling = above.map(|tier| turned.of(tier.begins));
    let floor = own.best_below.map(|value| turned.of(value));
    let begins = turned.of(own.begins);
    let settled = match (floor, ceiling) {
        (Some(floor), Some(ceiling)) if floor >= ceiling => None,
        (Some(floor), Some(ceiling)) if begins <= floor || begins >= ceiling => {
            Some(f64::midpoint(floor, ceiling))
        }
        (Some(floor), None) if begins <= floor => {
            below.map(|below| (turned.of(below.begins) + gap(below)).max(floor + gap(below)))
        }
        (None, Some(ceiling)) if begins >= ceiling => above.map(|above| ceiling - gap(above)),
        _ => Some(begins),
    };
    match (settled.filter(|at| at.is_finite()), found.get_mut(place)) {
        // Turning is its own reverse.
        (Some(at), Some(own)) => own.begins = turned.of(at),
        _ => {
            found.remove(place);
        }
    }
}

fn gap_of(two: &[(f64, f64)]) -> f64 {
    match two {
        [a, b] => (a.0 - b.0).abs(),
        _ => f64::INFINITY,
    }
}

impl Tiers {
    /// The tiers as a curve has them: values and points, best first, each beginning strictly below the one before.
    pub(super) fn pairs(&self, direction: Direction) -> Vec<(f64, f64)> {
        let turned = Turned(direction);
        let mut pairs: Vec<(f64, f64)> = Vec::new();
        for tier in &self.tiers {
            if pairs.last().is_none_or(|(before, _)| turned.of(tier.begins) < turned.of(*before)) {
                pairs.push((tier.begins, tier.points));
            }
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Day;

    const BASE: [(f64, f64); 5] = [(4.85, 100.0), (4.75, 90.0), (4.65, 80.0), (4.55, 70.0), (4.45, 60.0)];

    fn pairs(all: &[(f64, f64)]) -> Vec<Pair> {
        all.iter()
            .enumerate()
            .map(|(i, (value, points))| Pair { day: Day(i as i32), value: *value, points: *points })
            .collect()
    }

    fn found(all: &[(f64, f64)]) -> Result<(Vec<(f64, f64)>, f64), Overlap> {
        let tiers = tiers(&pairs(all), Direction::High, (&BASE, 50.0), (0.00005, 0.5))?;
        Ok((tiers.pairs(Direction::High), tiers.beyond))
    }

    fn near(found: &[(f64, f64)], expected: &[(f64, f64)]) {
        let same = |a: &(f64, f64), b: &(f64, f64)| (a.0 - b.0).abs() < 1e-12 && a.1 == b.1;
        let all = found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| same(a, b));
        assert!(all, "{found:?} is not {expected:?}");
    }

    #[test]
    fn a_tier_begins_in_the_middle_between_it_and_what_is_below() {
        let seen = [(4.90, 100.0), (4.83, 100.0), (4.81, 90.0), (4.72, 90.0), (4.70, 80.0), (4.66, 80.0)];
        let (tiers, beyond) = found(&seen).unwrap();
        // 80 has nothing below it: the base's 4.65 holds. 70 and 60 were never seen.
        near(&tiers, &[(4.82, 100.0), (4.71, 90.0), (4.65, 80.0), (4.55, 70.0), (4.45, 60.0)]);
        assert_eq!(beyond, 50.0);
    }

    #[test]
    fn a_tier_never_seen_stays_where_there_is_room_for_it() {
        // 90 was never seen: 4.75 lies between 4.68 (80) and the middle 4.79.
        let (tiers, _) = found(&[(4.90, 100.0), (4.68, 80.0), (4.50, 70.0)]).unwrap();
        near(&tiers, &[(4.79, 100.0), (4.75, 90.0), (4.59, 80.0), (4.50, 70.0), (4.45, 60.0)]);
        // 80 reaches to 4.78: 90 lies in the middle between that and where 100 begins, 4.84.
        let (tiers, _) = found(&[(4.90, 100.0), (4.78, 80.0), (4.60, 80.0), (4.5, 70.0)]).unwrap();
        near(&tiers, &[(4.84, 100.0), (4.81, 90.0), (4.55, 80.0), (4.50, 70.0), (4.45, 60.0)]);
        // 100 was never seen, and 90 reaches above the base's 4.85: as far above as in the base.
        let (tiers, _) = found(&[(4.90, 90.0), (4.88, 90.0), (4.80, 80.0), (4.70, 70.0)]).unwrap();
        near(&tiers, &[(5.0, 100.0), (4.84, 90.0), (4.75, 80.0), (4.55, 70.0), (4.45, 60.0)]);
        // 70 was never seen, and 80 reaches below the base's 4.55.
        let (tiers, _) = found(&[(4.90, 100.0), (4.70, 90.0), (4.50, 80.0)]).unwrap();
        near(&tiers, &[(4.80, 100.0), (4.60, 90.0), (4.50, 80.0), (4.40, 70.0), (4.30, 60.0)]);
    }

    #[test]
    fn points_that_the_base_does_not_have_make_a_tier() {
        let (tiers, beyond) = found(&[(4.90, 95.0), (4.80, 85.0), (4.30, 40.0)]).unwrap();
        assert!(tiers.contains(&(4.85, 95.0)) && beyond == 40.0, "{tiers:?} {beyond}");
        // A page that shows whole points means 90 by 90.3.
        let (tiers, _) = found(&[(4.90, 100.0), (4.78, 90.3), (4.70, 80.0)]).unwrap();
        near(&tiers[..2], &[(4.84, 100.0), (4.74, 90.0)]);
    }

    #[test]
    fn overlapping_tiers_are_refused() {
        let overlap = found(&[(4.90, 90.0), (4.80, 100.0), (4.70, 80.0)]).unwrap_err();
        assert_eq!((overlap.better.value, overlap.worse.value), (4.90, 4.80));
        // Within the last digit of the values it is none.
        assert!(found(&[(4.8001, 90.0), (4.80, 100.0), (4.70, 80.0)]).is_ok());
    }

    #[test]
    fn where_low_is_better_tiers_rise() {
        let base = [(0.003, 100.0), (0.008, 90.0), (0.015, 80.0)];
        let seen = pairs(&[(0.002, 100.0), (0.004, 100.0), (0.006, 90.0), (0.012, 80.0)]);
        let tiers = tiers(&seen, Direction::Low, (&base, 50.0), (0.0, 0.5)).unwrap();
        near(&tiers.pairs(Direction::Low), &[(0.005, 100.0), (0.009, 90.0), (0.015, 80.0)]);
    }
}
