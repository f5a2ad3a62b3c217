//! A line through what was seen: pools joined, the least telling anchors dropped, the base's curve beyond.

use super::pool::pooled;
use crate::indicator::Direction;
use crate::rulebook::Curve;

/// A curve has so many anchors at most.
const MOST_ANCHORS: usize = 12;
/// So many of what was seen stay, however many the base has beyond: a base with many anchors, such as a fitted one, must
/// not crowd out what is being learnt.
const LEAST_SEEN: usize = 8;
/// The least and the most points.
const POINTS: (f64, f64) = (0.0, 100.0);

/// The anchors of a line through pairs of value and points; beyond them those of a base, moved to join.
pub(super) fn line_through(
    pairs: &[(f64, f64)],
    direction: Direction,
    base: &[(f64, f64)],
) -> Vec<(f64, f64)> {
    let mut seen = pooled(pairs, direction);
    let (Some(first), Some(last)) = (seen.first().copied(), seen.last().copied()) else {
        return base.to_vec();
    };
    let least = pairs.iter().map(|pair| pair.0).fold(f64::INFINITY, f64::min);
    let most = pairs.iter().map(|pair| pair.0).fold(f64::NEG_INFINITY, f64::max);
    let mut below = beyond(base, first, base.iter().rev().filter(|anchor| anchor.0 < least));
    below.reverse();
    let above = beyond(base, last, base.iter().filter(|anchor| anchor.0 > most));
    let room = MOST_ANCHORS.saturating_sub(below.len() + above.len()).max(LEAST_SEEN);
    let mut sorted = pairs.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    drop_anchors(&mut seen, &sorted, room);
    [below, seen, above].concat()
}

/// The anchors of a base beyond an end, nearest first, moved up or down so that they join it, and cut where points end.
fn beyond<'b>(
    base: &[(f64, f64)],
    end: (f64, f64),
    anchors: impl Iterator<Item = &'b (f64, f64)>,
) -> Vec<(f64, f64)> {
    let curve = Curve::Linear { anchors: base.to_vec() };
    // A line has no direction of its own.
    let shift = end.1 - curve.points(end.0, Direction::High);
    let (mut before, mut moved) = (end, Vec::new());
    for (value, points) in anchors {
        let points = points + shift;
        let within = points.clamp(POINTS.0, POINTS.1);
        if within == points {
            before = (*value, points);
            moved.push(before);
            continue;
        }
        // It leaves the range on the way.
        if within != before.1 {
            let share = (within - before.1) / (points - before.1);
            moved.push((before.0 + share * (value - before.0), within));
        }
        break;
    }
    moved
}

/// Drops anchors, never an end, until there are few enough: each time the one without which the squares of what the
/// line misses grow least. Pairs by rising value.
fn drop_anchors(anchors: &mut Vec<(f64, f64)>, pairs: &[(f64, f64)], most: usize) {
    let mut growth: Vec<f64> =
        (0..anchors.len()).map(|place| growth_without(anchors, place, pairs)).collect();
    while anchors.len() > most {
        let Some((place, _)) = growth.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1)) else { return };
        if growth.get(place).is_none_or(|growth| growth.is_infinite()) {
            return;
        }
        anchors.remove(place);
        growth.remove(place);
        for neighbour in [place.saturating_sub(1), place] {
            if let Some(own) = growth.get_mut(neighbour) {
                *own = growth_without(anchors, neighbour, pairs);
            }
        }
    }
}

/// By how much the sum of squares grows without an anchor; an end cannot go.
fn growth_without(anchors: &[(f64, f64)], place: usize, pairs: &[(f64, f64)]) -> f64 {
    let around = place.checked_sub(1).and_then(|before| anchors.get(before..=place + 1));
    let Some([before, own, after]) = around else { return f64::INFINITY };
    let from = pairs.partition_point(|pair| pair.0 <= before.0);
    let until = pairs.partition_point(|pair| pair.0 < after.0);
    let between = pairs.get(from..until).unwrap_or_default();
    let misses = |line: &[(f64, f64)]| {
        let curve = Curve::Linear { anchors: line.to_vec() };
        let miss = |pair: &(f64, f64)| curve.points(pair.0, Direction::High) - pair.1;
        between.iter().map(|pair| miss(pair).powi(2)).sum::<f64>()
    };
    misses(&[*before, *after]) - misses(&[*before, *own, *after])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_anchor_that_is_missed_least_goes_first() {
        // On the line from (0, 0) to (4, 40) lie all but (3, 33): without it the squares grow by 9.
        let pairs = [(0.0, 0.0), (1.0, 10.0), (2.0, 21.0), (3.0, 33.0), (4.0, 40.0)];
        let mut anchors = pairs.to_vec();
        // Without (1, 10): the line from 0 to 21 is at 10.5 there. Without (2, 21): 21.5. Without (3, 33): 30.5.
        drop_anchors(&mut anchors, &pairs, 4);
        assert_eq!(anchors, [(0.0, 0.0), (2.0, 21.0), (3.0, 33.0), (4.0, 40.0)]);
        // Now without (2, 21) the line to (3, 33) is at 11 and 22: 1 + 1 − 0.25. Without (3, 33): 6.25.
        drop_anchors(&mut anchors, &pairs, 3);
        assert_eq!(anchors, [(0.0, 0.0), (3.0, 33.0), (4.0, 40.0)]);
        // The ends stay.
        drop_anchors(&mut anchors, &pairs, 1);
        assert_eq!(anchors, [(0.0, 0.0), (4.0, 40.0)]);
    }

    #[test]
    fn beyond_what_was_seen_the_base_is_moved_to_join() {
        let base = [(0.60, 0.0), (0.80, 40.0), (0.90, 80.0), (0.94, 90.0), (0.98, 100.0)];
        let seen = [(0.88, 77.0), (0.90, 85.0), (0.92, 88.0)];
        let line = line_through(&seen, Direction::High, &base);
        // The base has 72 at 0.88: 5 less than seen. It has 85 at 0.92: 3 less. At 0.98 that would be 103: the line
        // from (0.94, 93) leaves 100 at 0.94 + 7 / 10 × 0.04.
        let expected = [
            (0.60, 5.0),
            (0.80, 45.0),
            (0.88, 77.0),
            (0.90, 85.0),
            (0.92, 88.0),
            (0.94, 93.0),
            (0.968, 100.0),
        ];
        let near = |a: &(f64, f64), b: &(f64, f64)| (a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9;
        assert!(line.len() == 7 && line.iter().zip(&expected).all(|(a, b)| near(a, b)), "{line:?}");
        // Moved down, it leaves 0 on the other side.
        let line = line_through(&[(0.88, 32.0), (0.90, 40.0), (0.92, 45.0)], Direction::High, &base);
        assert!((line[0].0 - 0.80).abs() < 1e-9 && line[0].1.abs() < 1e-9, "{line:?}");
    }

    #[test]
    fn a_line_has_twelve_anchors_at_most() {
        let base = [(0.0, 100.0), (200.0, 0.0)];
        let pairs: Vec<(f64, f64)> =
            (0..60).map(|i| (50.0 + f64::from(i), 75.0 - f64::from(i * i) / 100.0)).collect();
        let line = line_through(&pairs, Direction::Low, &base);
        assert_eq!((line.len(), line[0], line[1]), (12, (0.0, 100.0), (50.0, 75.0)));
        let curve = Curve::Linear { anchors: line };
        let worst =
            pairs.iter().map(|(v, p)| (curve.points(*v, Direction::Low) - p).abs()).fold(0.0, f64::max);
        assert!(worst < 0.4, "{worst}");
    }

    #[test]
    fn many_anchors_of_a_base_do_not_crowd_out_what_was_seen() {
        let base: Vec<(f64, f64)> =
            (0..30).map(|i| (f64::from(i) * 10.0, 100.0 - f64::from(i) * 3.0)).collect();
        let pairs: Vec<(f64, f64)> =
            (0..20).map(|i| (150.0 + f64::from(i) / 4.0, 60.0 - f64::from(i * i) / 20.0)).collect();
        let line = line_through(&pairs, Direction::Low, &base);
        let seen = line.iter().filter(|anchor| (150.0..=154.75).contains(&anchor.0)).count();
        assert_eq!(seen, LEAST_SEEN, "{line:?}");
        let curve = Curve::Linear { anchors: line };
        let worst =
            pairs.iter().map(|(v, p)| (curve.points(*v, Direction::Low) - p).abs()).fold(0.0, f64::max);
        assert!(worst < 0.5, "{worst}");
    }
}
