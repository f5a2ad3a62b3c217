//! Curves: raw value → points from 0 to 100 (SPEC section 6).

use super::problem::Problem;
use crate::catalogue::Text;
use crate::indicator::Direction;

/// How a value turns into points.
#[derive(Debug, Clone, PartialEq)]
pub enum Curve {
    /// Straight lines between anchors, clamped at both ends.
    Linear {
        /// (value, points), values rising.
        anchors: Vec<(f64, f64)>,
    },
    /// Tiers: the points of the best tier whose value is reached, else those beyond.
    Steps {
        /// (value, points), best first.
        tiers: Vec<(f64, f64)>,
        /// Points where no tier is reached.
        beyond: f64,
    },
}

impl Curve {
    /// The points of a value; never rounded.
    pub fn points(&self, value: f64, direction: Direction) -> f64 {
        match self {
            Curve::Linear { anchors } => interpolate(anchors, value),
            Curve::Steps { tiers, beyond } => tiers
                .iter()
                .find(|(at, _)| match direction {
                    Direction::High => value >= *at,
                    Direction::Low => value <= *at,
                })
                .map_or(*beyond, |(_, points)| *points),
        }
    }

    /// Points within 0…100, values in order, and no better value with fewer points; `at` is where the
    /// indicator stands.
    pub(super) fn problems(&self, id: &str, direction: Direction, at: &str) -> Vec<Problem> {
        let (key, pairs) = match self {
            Curve::Linear { anchors } => ("anchors", anchors),
            Curve::Steps { tiers, .. } => ("tiers", tiers),
        };
        let id = ("id", id.to_owned());
        if pairs.is_empty() {
            return vec![Problem::new(Text::RuleCurveEmpty, &[id]).at(at)];
        }
        let broken = |text: Text, found: String, index: usize| {
            Problem::new(text, &[id.clone(), ("found", found)]).at(format!("{at}.{key}.{index}"))
        };
        let beyond_range =
            |(value, points): &(f64, f64)| !value.is_finite() || !(0.0..=100.0).contains(points);
        let mut problems: Vec<Problem> = pairs
            .iter()
            .enumerate()
            .filter(|(_, pair)| beyond_range(pair))
            .map(|(i, (value, points))| broken(Text::RuleCurvePoints, format!("[{value}, {points}]"), i))
            .collect();
        for (i, (before, after)) in pairs.iter().zip(pairs.iter().skip(1)).enumerate() {
            if beyond_range(before) || beyond_range(after) {
                continue;
            }
            let ((value, points), (next, next_points)) = (*before, *after);
            // Anchors rise in value; tiers begin with the best, whichever way that is.
            let best_first = matches!(self, Curve::Steps { .. });
            let rising = !best_first || direction == Direction::Low;
            let found = format!("[{value}, {points}], [{next}, {next_points}]");
            let better_next = rising == (direction == Direction::High);
            if if rising { next <= value } else { next >= value } {
                let order = if rising { Text::RuleCurveRising } else { Text::RuleCurveFalling };
                problems.push(broken(order, found, i + 1));
                // Written the other way round, every pair would be one more.
                break;
            } else if if better_next { next_points < points } else { next_points > points } {
                let better = match direction {
                    Direction::High => Text::RuleCurveHigh,
                    Direction::Low => Text::RuleCurveLow,
                };
                problems.push(broken(better, found, i + 1));
                break;
            }
        }
        if let (Curve::Steps { beyond, .. }, Some((_, last))) = (self, pairs.last())
            && !(0.0..=last.clamp(0.0, 100.0)).contains(beyond)
        {
            let args = [id.clone(), ("found", beyond.to_string()), ("most", last.to_string())];
            problems.push(Problem::new(Text::RuleCurveBeyond, &args).at(format!("{at}.beyond")));
        }
        problems
    }
}

fn interpolate(anchors: &[(f64, f64)], value: f64) -> f64 {
    let Some(&(first, first_points)) = anchors.first() else { return 0.0 };
    if value <= first {
        return first_points;
    }
    let mut left = (first, first_points);
    for &right in anchors.iter().skip(1) {
        if value <= right.0 {
            return left.1 + (right.1 - left.1) * ((value - left.0) / (right.0 - left.0));
        }
        left = right;
    }
    left.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_go_through_their_anchors_and_stop_at_the_ends() {
        let curve = Curve::Linear { anchors: vec![(0.6, 0.0), (0.8, 40.0), (0.9, 80.0)] };
        let at = |v| curve.points(v, Direction::High);
        assert_eq!(at(0.1), 0.0);
        assert_eq!(at(0.8), 40.0);
        assert!((at(0.85) - 60.0).abs() < 1e-9);
        assert_eq!(at(1.0), 80.0);
        assert!(curve.problems("", Direction::High, "").is_empty());
        assert!(!curve.problems("", Direction::Low, "").is_empty());
    }

    #[test]
    fn steps_take_the_best_tier_reached() {
        let curve = Curve::Steps { tiers: vec![(15.0, 100.0), (25.0, 90.0)], beyond: 50.0 };
        let at = |v| curve.points(v, Direction::Low);
        assert_eq!((at(15.0), at(15.1), at(25.1)), (100.0, 90.0, 50.0));
        assert!(curve.problems("", Direction::Low, "").is_empty());
        assert!(!curve.problems("", Direction::High, "").is_empty());
    }
}
