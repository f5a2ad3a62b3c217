//! What a rulebook adds to the weighted mean: stages, the small-shop rule, bonuses and deductions, and the
//! number that buyers are shown.

use super::Scale;
use super::fields::{POINTS, toml_table};
use crate::indicator::{Dimension, Indicator};
use crate::string_enum::string_enum;
use crate::toml_file::{ExpectedType, Node};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

const MOST_ORDERS: i64 = 1_000_000;

/// The days in which valid paid orders are counted for stages and for the small-shop rule.
pub(crate) const ORDER_WINDOW_DAYS: i32 = 30;

toml_table! {
    /// The growth stage: too few orders for a score of their own.
    pub struct Growth(fields, scale: Option<Scale>) {
        /// Fewer valid paid orders than this in 30 days.
        pub(crate) orders_below: i64 = whole(1..=MOST_ORDERS),
        /// The total, whatever the indicators.
        pub(crate) points: f64 = number(points_of(scale, None)),
        /// The total after bad behaviour: an event that deducts points in the formal stage.
        pub(crate) points_after_bad_behaviour: f64 = number(points_of(scale, points)),
    }
}

/// What the scale holds, or as much of it as lies below some points.
fn points_of(scale: Option<Scale>, below: Option<f64>) -> RangeInclusive<f64> {
    let (least, most) = scale.map_or((f64::MIN, f64::MAX), Scale::points);
    least..=below.unwrap_or(most)
}

toml_table! {
    /// Few orders and few cases: a fixed number of points.
    pub struct SmallShop(fields) {
        /// The points of an indicator with few cases.
        pub(crate) points: f64 = number(POINTS),
        /// A shop is small with fewer valid paid orders than this in 30 days.
        pub(crate) orders_below: i64 = whole(1..=MOST_ORDERS),
        /// The same for flagship shops and for the industries below.
        pub(crate) reduced_orders_below: i64 = whole(1..=orders_below.unwrap_or(MOST_ORDERS)),
        /// Industries with fewer, dearer orders.
        pub(crate) reduced_industries: Vec<String> = list(|name| name.text()),
        /// Which indicators, and how few cases.
        pub indicators: Vec<FewCases> = tables(FewCases::read),
    }
}

string_enum! {
    /// Which cases are few.
    CountedCases {
        /// Those in the numerator.
        Numerator = "numerator",
        /// All of them.
        Denominator = "denominator",
    }
}

toml_table! {
    /// When an indicator of a small shop has few cases.
    pub struct FewCases(fields) {
        /// Whose points are fixed.
        pub indicator("id"): Indicator = indicator(),
        pub(crate) most: i64 = whole(0..=MOST_ORDERS),
        pub(crate) count: CountedCases = required(|node| node.one_of(CountedCases::ALL, CountedCases::id)),
        /// Of which indicator, where not its own.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) of: Option<Indicator> = maybe(Node::indicator),
    }
}

impl FewCases {
    /// Whose cases are counted.
    pub fn counted(&self) -> Indicator {
        self.of.unwrap_or(self.indicator)
    }
}

toml_table! {
    /// Points on top, once.
    pub struct Bonus(fields, seen: &mut BTreeSet<String>) {
        pub(crate) id: String = id(seen),
        pub(crate) title_zh: String = text(),
        pub(crate) title_en: String = text(),
        pub(crate) points: f64 = number(POINTS),
        /// The dimension they are added to; the total where none is named.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) dimension: Option<Dimension> = maybe(|node| node.one_of(&Dimension::ALL, Dimension::id)),
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) measured: Option<Measured> = maybe_table(Measured::read),
        pub(crate) source_zh: String = text(),
        pub(crate) source_en: String = text(),
    }
}

toml_table! {
    /// What earns a bonus by itself.
    pub(crate) struct Measured(fields) {
        pub(crate) indicator: Indicator = indicator(),
        pub(crate) at_least: f64 = required(|node| {
            let value = node.any_number()?;
            node.within(value, &indicator?.info().unit.range())
        }),
    }
}

toml_table! {
    /// Points off, for each time, up to a cap.
    pub struct Deduction(fields, seen: &mut BTreeSet<String>) {
        pub(crate) id: String = id(seen),
        pub(crate) title_zh: String = text(),
        pub(crate) title_en: String = text(),
        pub(crate) points: f64 = number(POINTS),
        pub(crate) cap: f64 = number(points.unwrap_or_default()..=100.0),
        pub(crate) source_zh: String = text(),
        pub(crate) source_en: String = text(),
    }
}

impl Deduction {
    /// The points off for so many times.
    pub fn of(&self, count: u32) -> f64 {
        (self.points * f64::from(count)).min(self.cap)
    }
}

toml_table! {
    /// The number that buyers are shown instead of the score, and its stars.
    pub struct Buyer(fields) {
        /// The number up to the lowest band.
        pub(crate) least: f64 = number(POINTS),
        /// Bands of the score as a whole number, the highest first.
        pub(crate) bands: Vec<Band> = required(|node| Band::read_all(node)),
        /// (number, stars) from which number on how many stars, the most first.
        pub(crate) stars: Vec<(f64, f64)> = required(|node| stars(node)),
    }
}

toml_table! {
    /// A band of scores: above `above`, every `points_per_tenth` begun add a tenth to `base`.
    pub(crate) struct Band(fields, most: f64) {
        /// It begins above this score.
        pub(crate) above: f64 = number(-1e6..=most),
        /// The number at its lower border.
        pub(crate) base: f64 = number(POINTS),
        pub(crate) points_per_tenth: f64 = number(1e-6..=1e6),
    }
}

impl Band {
    fn read_all(node: &Node<'_>) -> Option<Vec<Band>> {
        let mut most = 1e6;
        node.list(ExpectedType::Tables, |node| {
            let band = node.table(|fields| Band::read(fields, most));
            most = band.as_ref().map_or(most, |band| band.above);
            band
        })
    }
}

fn stars(node: &Node<'_>) -> Option<Vec<(f64, f64)>> {
    let most = Cell::new(100.0);
    node.pairs(|pair, number, stars| {
        most.set(pair.within(number, &(0.0..=most.get())).unwrap_or(most.get()));
        pair.within(stars, &(0.0..=5.0))
    })
}

impl Buyer {
    /// The number for a score rounded to a whole number, with one decimal, and its stars.
    pub fn shown(&self, score: f64) -> (f64, f64) {
        let band = self.bands.iter().find(|band| score > band.above);
        let number = band.map_or(self.least, |band| {
            band.base + ((score - band.above) / band.points_per_tenth - 1e-9).ceil() / 10.0
        });
        // Tenths as they are written: 4.1, not 4.1000000000000005.
        let number = (number * 10.0).round() / 10.0;
        let stars = self.stars.iter().find(|(at, _)| number >= *at - 1e-9);
        (number, stars.or(self.stars.last()).map_or(0.0, |(_, stars)| *stars))
    }
}

#[cfg(test)]
mod tests {
    use crate::rulebook::{self, Rulebook};

    #[test]
    fn the_number_shown_to_buyers_follows_the_bands() {
        let books = rulebook::ids().into_iter().map(|id| Rulebook::built_in(id).unwrap());
        let buyers: Vec<_> = books.filter_map(|book| book.scoring.buyer).collect();
        assert!(buyers.len() >= 3);
        for buyer in buyers {
            for (score, shown, stars) in [
                (0.0, 3.0, 3.0),
                (50.0, 3.0, 3.0),
                (51.0, 3.1, 3.0),
                (55.0, 3.5, 3.5),
                (59.0, 3.9, 3.5),
                (60.0, 4.0, 4.0),
                (61.0, 4.1, 4.0),
                (64.0, 4.1, 4.0),
                (65.0, 4.2, 4.0),
                (80.0, 4.5, 4.5),
                (82.0, 4.6, 4.5),
                (88.0, 4.7, 4.5),
                (89.0, 4.8, 5.0),
                (100.0, 5.0, 5.0),
            ] {
                assert_eq!(buyer.shown(score), (shown, stars), "{score}");
            }
        }
    }
}
