//! The score of one order's pickup, in integers: a mean of many must not depend on the order of rows, nor
//! on the machine.

use super::curve::Curve;
use super::fields::{MOST_HOURS, toml_table};
use crate::catalogue::text;
use crate::indicator::Direction;
use crate::time::HOUR_SECONDS;
use crate::toml_file::Node;

toml_table! {
    /// What one picked-up order scores, by its hours from payment to pickup.
    pub(crate) struct PickupScore(fields) {
        /// (hours, points): straight lines between these, level before the first and after the last.
        pub(crate) anchors: Vec<(f64, f64)> = required(read_anchors),
    }
}

/// Hours rising, points within 0…100 and never rising.
fn read_anchors(node: &Node<'_>) -> Option<Vec<(f64, f64)>> {
    let anchors = node.pairs(|pair, hours, _| pair.within(hours, &(0.0..=MOST_HOURS as f64)))?;
    if anchors.is_empty() {
        node.invalid(|lang| text::rule_blank(lang, node.name()));
    }
    let place = node.outer().map(Node::place).unwrap_or_default();
    Curve::Linear { anchors: anchors.clone() }.check_pairs(node, &place, Direction::Low);
    Some(anchors)
}

/// How many units of a score make a point: scores are whole numbers of 1e-9.
pub(crate) const SCORE_UNIT: i64 = 1_000_000_000;

impl PickupScore {
    /// The anchors in whole seconds and units of [`SCORE_UNIT`], each rounded to the nearest.
    pub(crate) fn table(&self) -> ScoreTable {
        // What a checked rulebook never exceeds: products of the two then fit into 64 bits.
        let whole = |(hours, points): &(f64, f64)| {
            let seconds = hours.clamp(0.0, MOST_HOURS as f64) * HOUR_SECONDS as f64;
            (seconds.round() as i64, (points.clamp(0.0, 100.0) * SCORE_UNIT as f64).round() as i64)
        };
        ScoreTable { anchors: self.anchors.iter().map(whole).collect() }
    }
}

/// A [`PickupScore`] ready for many orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ScoreTable {
    /// (seconds, score), seconds rising.
    anchors: Vec<(i64, i64)>,
}

impl ScoreTable {
    /// The score of an order picked up after so many seconds, in units of [`SCORE_UNIT`]; between two units
    /// the nearer one, of two equally near ones the higher.
    pub(crate) fn score(&self, seconds: i64) -> i64 {
        let Some(&(mut from)) = self.anchors.first() else { return 0 };
        for &to in self.anchors.iter().skip(1) {
            if seconds <= from.0 {
                break;
            }
            if seconds <= to.0 {
                // Not zero: `seconds` lies behind the one end and not behind the other.
                let (length, gone) = (to.0 - from.0, seconds - from.0);
                return from.1 + (2 * (to.1 - from.1) * gone + length).div_euclid(2 * length);
            }
            from = to;
        }
        from.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(anchors: &[(f64, f64)]) -> ScoreTable {
        PickupScore { anchors: anchors.to_vec() }.table()
    }

    #[test]
    fn lines_go_through_their_anchors_and_are_level_beyond() {
        let table = table(&[(6.0, 100.0), (24.0, 80.0), (48.0, 50.0)]);
        let at = |hours: f64| table.score((hours * 3600.0) as i64) as f64 / SCORE_UNIT as f64;
        for (hours, points) in [
            (0.0, 100.0),
            (6.0, 100.0),
            (15.0, 90.0),
            (24.0, 80.0),
            (36.0, 65.0),
            (48.0, 50.0),
            (2000.0, 50.0),
        ] {
            assert_eq!(at(hours), points, "{hours}");
        }
        // One anchor is one score for all.
        assert_eq!(self::table(&[(6.0, 70.0)]).score(0), 70 * SCORE_UNIT);
        assert_eq!(self::table(&[(6.0, 70.0)]).score(1_000_000), 70 * SCORE_UNIT);
    }

    #[test]
    fn the_longest_line_does_not_overflow_nor_do_numbers_no_check_has_seen() {
        let table = table(&[(0.0, 100.0), (MOST_HOURS as f64, 0.0)]);
        assert_eq!(table.score(MOST_HOURS * HOUR_SECONDS / 2), 50 * SCORE_UNIT);
        assert_eq!(table.score(MOST_HOURS * HOUR_SECONDS - 1), 3162);
        let wild = self::table(&[(f64::NEG_INFINITY, f64::NAN), (f64::MAX, f64::MAX)]);
        assert_eq!(wild.score(MOST_HOURS * HOUR_SECONDS), 100 * SCORE_UNIT);
    }

    #[test]
    fn a_score_is_rounded_to_a_billionth_half_up() {
        // Three seconds share one point: a third and two thirds of it are gone.
        let third = table(&[(0.0, 1.0), (3.0 / 3600.0, 0.0)]);
        assert_eq!([0, 1, 2, 3].map(|s| third.score(s)), [1_000_000_000, 666_666_667, 333_333_333, 0]);
        // Two seconds share one unit: after one of them it is half a unit, which goes up.
        let half = table(&[(0.0, 1e-9), (2.0 / 3600.0, 0.0)]);
        assert_eq!([0, 1, 2].map(|s| half.score(s)), [1, 1, 0]);
    }
}
