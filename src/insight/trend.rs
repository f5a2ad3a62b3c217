//! The score day by day, off one timeline: a card per day, and the days on which the total crossed a score
//! with a consequence.

use crate::scorecard::{Card, Scorer};
use crate::time::Day;

/// The scorecards of so many days, the last of which is `last`; each is the one of that day's own score.
pub fn trend(scorer: &Scorer<'_>, last: Day, days: i32) -> Vec<(Day, Card)> {
    (0..days).rev().map(|back| last.plus(-back)).map(|day| (day, scorer.card(day, None))).collect()
}

/// A day on which the total was on the other side of a score than on the last day before that had a total.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossing {
    /// The day.
    pub day: Day,
    /// The total before.
    pub before: f64,
    /// The total on that day: at or above the score where `before` was below, or the other way round.
    pub after: f64,
    /// Had the same scored indicators data on both days? If not, data made the difference, not the shop.
    pub same_data: bool,
}

/// The days on which the total crossed `at`.
pub fn crossings(days: &[(Day, Card)], at: f64) -> Vec<Crossing> {
    let with_total: Vec<(Day, &Card, f64)> =
        days.iter().filter_map(|(day, card)| Some((*day, card, card.value?))).collect();
    let pairs = with_total.iter().zip(with_total.iter().skip(1));
    pairs
        .filter(|((_, _, before), (_, _, after))| (*before >= at) != (*after >= at))
        .map(|((_, card_before, before), (day, card, after))| Crossing {
            day: *day,
            before: *before,
            after: *after,
            same_data: card.has_the_same_data(card_before),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(totals: &[Option<f64>]) -> Vec<(Day, Card)> {
        let card = |value: &Option<f64>| Card {
            indicators: Vec::new(),
            dimensions: Vec::new(),
            coverage: 1.0,
            points: None,
            value: *value,
            low: 0.0,
            high: 5.0,
        };
        totals.iter().enumerate().map(|(i, value)| (Day(i as i32), card(value))).collect()
    }

    #[test]
    fn a_crossing_is_named_on_the_day_of_the_other_side() {
        let crossed = |totals: &[Option<f64>]| -> Vec<(i32, f64, f64)> {
            crossings(&days(totals), 4.0).iter().map(|c| (c.day.0, c.before, c.after)).collect()
        };
        let some = |values: &[f64]| values.iter().copied().map(Some).collect::<Vec<_>>();
        assert_eq!(crossed(&some(&[4.1, 4.0, 3.99, 4.0])), [(2, 4.0, 3.99), (3, 3.99, 4.0)]);
        assert_eq!(crossed(&some(&[4.0, 4.0, 4.5])), []);
        // Days without a total neither cross nor hide a crossing.
        assert_eq!(crossed(&[None, Some(3.9), None, None, Some(4.2), None]), [(4, 3.9, 4.2)]);
        assert_eq!(crossed(&[]), []);
    }
}
