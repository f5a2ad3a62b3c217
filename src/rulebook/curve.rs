//! Curves: raw value → points from 0 to 100 (SPEC section 6).

use super::fields::POINTS;
use crate::catalogue::{Arg, diagnostics, text};
use crate::indicator::{Direction, Indicator};
use crate::toml_file::{Fields, Node};
use serde::{Deserialize, Serialize};

/// How a value turns into points.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(tag = "curve", rename_all = "lowercase")]
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

    /// Points within 0…100, values in order, and no better value with fewer points.
    fn check(&self, fields: &Fields<'_>, indicator: Indicator) {
        let (id, direction) = (indicator.id(), indicator.info().direction);
        let key = if matches!(self, Curve::Linear { .. }) { "anchors" } else { "tiers" };
        if let Some(node) = fields.get(key) {
            self.check_pairs(&node, id, direction);
        }
        if let (Curve::Steps { tiers, beyond }, Some(node)) = (self, fields.get("beyond"))
            && let Some((_, last)) = tiers.last()
            && !(0.0..=last.clamp(0.0, 100.0)).contains(beyond)
        {
            node.invalid(|lang| text::rule_curve_beyond(lang, id, beyond, last));
        }
    }

    /// The same of the pairs alone, which are the items of a list.
    pub(super) fn check_pairs(&self, list: &Node<'_>, id: &str, direction: Direction) {
        for (index, why) in self.mistakes(id, direction) {
            let at = list.items().into_iter().flatten().nth(index).and_then(|pair| pair.at());
            list.reader.report(at, diagnostics::rulebook_invalid(why));
        }
    }

    /// The pairs of value and points.
    pub fn pairs(&self) -> &[(f64, f64)] {
        match self {
            Curve::Linear { anchors } => anchors,
            Curve::Steps { tiers, .. } => tiers,
        }
    }

    /// What is wrong with which pair.
    fn mistakes(&self, id: &str, direction: Direction) -> Vec<(usize, Arg)> {
        // Anchors rise in value; tiers begin with the best, whichever way that is.
        let rising = matches!(self, Curve::Linear { .. }) || direction == Direction::Low;
        let better_next = rising == (direction == Direction::High);
        let is_possible = |(value, points): &(f64, f64)| value.is_finite() && POINTS.contains(points);
        let impossible = self.pairs().iter().enumerate().filter(|(_, pair)| !is_possible(pair));
        let mut mistakes: Vec<(usize, Arg)> = impossible
            .map(|(index, (value, points))| {
                let found = format!("[{value}, {points}]");
                (index, Arg::from(|lang| text::rule_curve_points(lang, id, &found)))
            })
            .collect();
        let step = |(index, step): (usize, &[(f64, f64)])| {
            let [before, after] = step else { return None };
            if !is_possible(before) || !is_possible(after) {
                return None;
            }
            let ((value, points), (next, next_points)) = (*before, *after);
            let in_order = if rising { next > value } else { next < value };
            let is_better = if better_next { next_points >= points } else { next_points <= points };
            let found = format!("[{value}, {points}], [{next}, {next_points}]");
            let why = match (in_order, is_better) {
                (false, _) if rising => Arg::from(|lang| text::rule_curve_rising(lang, id, &found)),
                (false, _) => Arg::from(|lang| text::rule_curve_falling(lang, id, &found)),
                (true, true) => return None,
                (true, false) => Arg::from(|lang| match direction {
                    Direction::High => text::rule_curve_high(lang, id, &found),
                    Direction::Low => text::rule_curve_low(lang, id, &found),
                }),
            };
            Some((index + 1, why))
        };
        // Written the other way round, every pair would be one more mistake.
        mistakes.extend(self.pairs().windows(2).enumerate().find_map(step));
        mistakes
    }
}

impl Fields<'_> {
    /// The keys of a curve, which stand among those of an indicator.
    pub(super) fn curve(&self, key: &'static str, indicator: Option<Indicator>) -> Option<Curve> {
        let unreadable = self.node.reader.unreadable();
        let kind = self.required(key, |node| node.one_of(&["linear", "steps"], |kind| kind));
        let [anchors, tiers] =
            ["anchors", "tiers"].map(|key| self.maybe(key, |node| node.pairs(|_, _, _| ())));
        let beyond = self.maybe("beyond", Node::any_number);
        if !self.are_readable(unreadable) {
            return None;
        }
        // That of another indicator says nothing about this one.
        let (kind, indicator) = (kind?, indicator?);
        let curve = match (kind, anchors?, tiers?, beyond?) {
            ("linear", Some(anchors), None, None) if !anchors.is_empty() => Curve::Linear { anchors },
            ("steps", None, Some(tiers), Some(beyond)) if !tiers.is_empty() => Curve::Steps { tiers, beyond },
            _ => {
                self.node.invalid(|lang| text::rule_curve_empty(lang, indicator.id()));
                return None;
            }
        };
        curve.check(self, indicator);
        Some(curve)
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
        assert!(curve.mistakes("", Direction::High).is_empty());
        assert!(!curve.mistakes("", Direction::Low).is_empty());
    }

    #[test]
    fn steps_take_the_best_tier_reached() {
        let curve = Curve::Steps { tiers: vec![(15.0, 100.0), (25.0, 90.0)], beyond: 50.0 };
        let at = |v| curve.points(v, Direction::Low);
        assert_eq!((at(15.0), at(15.1), at(25.1)), (100.0, 90.0, 50.0));
        assert!(curve.mistakes("", Direction::Low).is_empty());
        assert!(!curve.mistakes("", Direction::High).is_empty());
    }
}
