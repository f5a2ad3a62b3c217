//! What a rulebook adds to the weighted mean: stages, the small-shop rule, bonuses and deductions, and the
//! number that buyers are shown.

use super::fields::POINTS;
use crate::closed_set::closed_set;
use crate::indicator::{Dimension, Indicator};
use crate::toml_file::{Fields, Node};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::collections::BTreeSet;

const MOST_ORDERS: i64 = 1_000_000;

/// The days in which valid paid orders are counted for stages and for the small-shop rule.
pub const ORDER_WINDOW_DAYS: i32 = 30;

/// The growth stage: too few orders for a score of their own.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Growth {
    /// Fewer valid paid orders than this in 30 days.
    pub orders_below: i64,
    /// The total, whatever the indicators.
    pub points: f64,
    /// The total after bad behaviour: an event that deducts points in the formal stage.
    pub points_after_bad_behaviour: f64,
}

impl Growth {
    /// `least` and `most` are the points that the scale holds.
    pub(super) fn read(fields: &Fields<'_>, (least, most): (f64, f64)) -> Option<Growth> {
        let orders_below = fields.whole("orders_below", 1..=MOST_ORDERS);
        let points = fields.need("points", |node| node.number(least..=most));
        let after = fields.number("points_after_bad_behaviour", least..=points.unwrap_or(most));
        Some(Growth { orders_below, points: points?, points_after_bad_behaviour: after })
    }
}

/// Few orders and few cases: a fixed number of points.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct SmallShop {
    /// The points of an indicator with few cases.
    pub points: f64,
    /// A shop is small with fewer valid paid orders than this in 30 days.
    pub orders_below: i64,
    /// The same for flagship shops and for the industries below.
    pub reduced_orders_below: i64,
    /// Industries with fewer, dearer orders.
    pub reduced_industries: Vec<String>,
    /// Which indicators, and how few cases.
    pub indicators: Vec<FewCases>,
}

impl SmallShop {
    pub(super) fn read(fields: &Fields<'_>) -> Option<SmallShop> {
        let points = fields.number("points", POINTS);
        let orders_below = fields.need("orders_below", |node| node.whole(1..=MOST_ORDERS));
        let reduced_orders_below =
            fields.whole("reduced_orders_below", 1..=orders_below.unwrap_or(MOST_ORDERS));
        let reduced_industries = fields.list("reduced_industries", |name| name.text());
        let indicators = fields.tables("indicators", FewCases::read);
        let orders_below = orders_below?;
        Some(SmallShop { points, orders_below, reduced_orders_below, reduced_industries, indicators })
    }
}

closed_set! {
    /// Which cases are few.
    CountedCases {
        /// Those in the numerator.
        Numerator = "numerator",
        /// All of them.
        Denominator = "denominator",
    }
}

/// When an indicator of a small shop has few cases.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct FewCases {
    /// Whose points are fixed.
    #[serde(rename = "id")]
    pub indicator: Indicator,
    /// At most so many.
    pub most: i64,
    /// Which cases.
    pub count: CountedCases,
    /// Of which indicator, where not its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Indicator>,
}

impl FewCases {
    fn read(fields: &Fields<'_>) -> Option<FewCases> {
        let indicator = fields.need("id", Node::indicator);
        let most = fields.whole("most", 0..=MOST_ORDERS);
        let count = fields.need("count", |node| node.one_of(CountedCases::ALL, CountedCases::id));
        let of = fields.maybe("of", Node::indicator);
        Some(FewCases { indicator: indicator?, most, count: count?, of })
    }

    /// Whose cases are counted.
    pub fn counted(&self) -> Indicator {
        self.of.unwrap_or(self.indicator)
    }
}

/// Points on top, once.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Bonus {
    /// A stable id.
    pub id: String,
    /// What it is for, in Chinese.
    pub title_zh: String,
    /// What it is for, in English.
    pub title_en: String,
    /// How many points.
    pub points: f64,
    /// The dimension they are added to; the total where none is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dimension: Option<Dimension>,
    /// An indicator that tells whether it is earned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured: Option<Measured>,
    /// Who says so, in Chinese.
    pub source_zh: String,
    /// Who says so, in English.
    pub source_en: String,
}

impl Bonus {
    pub(super) fn read(fields: &Fields<'_>, seen: &mut BTreeSet<String>) -> Option<Bonus> {
        let id = fields.id(seen);
        let (title_zh, title_en) = (fields.text("title_zh"), fields.text("title_en"));
        let points = fields.number("points", POINTS);
        let dimension = fields.maybe("dimension", |node| node.one_of(&Dimension::ALL, Dimension::id));
        let measured = fields.maybe_table("measured", Measured::read);
        let (source_zh, source_en) = (fields.text("source_zh"), fields.text("source_en"));
        Some(Bonus { id, title_zh, title_en, points, dimension, measured, source_zh, source_en })
    }
}

/// What earns a bonus by itself.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Measured {
    /// The indicator.
    pub indicator: Indicator,
    /// The value from which it is earned.
    pub at_least: f64,
}

impl Measured {
    fn read(fields: &Fields<'_>) -> Option<Measured> {
        let indicator = fields.need("indicator", Node::indicator);
        let range = indicator.map_or(f64::MIN..=f64::MAX, |indicator| indicator.facts().unit.range());
        let at_least = fields.number("at_least", range);
        Some(Measured { indicator: indicator?, at_least })
    }
}

/// Points off, for each time, up to a cap.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Deduction {
    /// A stable id.
    pub id: String,
    /// What it is for, in Chinese.
    pub title_zh: String,
    /// What it is for, in English.
    pub title_en: String,
    /// Points for each time.
    pub points: f64,
    /// Most points in all.
    pub cap: f64,
    /// Who says so, in Chinese.
    pub source_zh: String,
    /// Who says so, in English.
    pub source_en: String,
}

impl Deduction {
    pub(super) fn read(fields: &Fields<'_>, seen: &mut BTreeSet<String>) -> Option<Deduction> {
        let id = fields.id(seen);
        let (title_zh, title_en) = (fields.text("title_zh"), fields.text("title_en"));
        let points = fields.need("points", |node| node.number(POINTS));
        let cap = fields.number("cap", points.unwrap_or_default()..=100.0);
        let (source_zh, source_en) = (fields.text("source_zh"), fields.text("source_en"));
        Some(Deduction { id, title_zh, title_en, points: points?, cap, source_zh, source_en })
    }

    /// The points off for so many times.
    pub fn of(&self, count: u32) -> f64 {
        (self.points * f64::from(count)).min(self.cap)
    }
}

/// The number that buyers are shown instead of the score, and its stars.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Buyer {
    /// The number up to the lowest band.
    pub least: f64,
    /// Bands of the score as a whole number, the highest first.
    pub bands: Vec<Band>,
    /// (number, stars) from which number on how many stars, the most first.
    pub stars: Vec<(f64, f64)>,
}

/// A band of scores: above `above`, every `points_per_tenth` begun add a tenth to `base`.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Band {
    /// It begins above this score.
    pub above: f64,
    /// The number at its lower border.
    pub base: f64,
    /// Points for a tenth more.
    pub points_per_tenth: f64,
}

impl Band {
    /// `below` is where the band before it begins: the highest comes first.
    fn read(fields: &Fields<'_>, below: &mut f64) -> Option<Band> {
        let above = fields.need("above", |node| node.number(-1e6..=*below));
        let base = fields.number("base", POINTS);
        let points_per_tenth = fields.number("points_per_tenth", 1e-6..=1e6);
        *below = above.unwrap_or(*below);
        Some(Band { above: above?, base, points_per_tenth })
    }
}

impl Buyer {
    pub(super) fn read(fields: &Fields<'_>) -> Option<Buyer> {
        let least = fields.number("least", POINTS);
        let mut below = 1e6;
        let bands = fields.tables("bands", |fields| Band::read(fields, &mut below));
        let most = Cell::new(100.0);
        let stars = fields.need("stars", |node| {
            node.pairs(|pair, number, stars| {
                most.set(pair.within(number, &(0.0..=most.get())).unwrap_or(most.get()));
                pair.within(stars, &(0.0..=5.0))
            })
        });
        Some(Buyer { least, bands, stars: stars? })
    }

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
