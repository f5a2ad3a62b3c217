//! What a rulebook adds to the weighted mean: stages, the small-shop rule, bonuses and deductions, and the
//! number that buyers are shown.

use crate::indicator::{Dimension, Indicator};
use crate::string_enum::string_enum;
use serde::{Deserialize, Serialize};

/// The days in which valid paid orders are counted for stages and for the small-shop rule.
pub const ORDER_WINDOW_DAYS: i32 = 30;

/// The growth stage: too few orders for a score of their own.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Growth {
    /// Fewer valid paid orders than this in 30 days.
    pub orders_below: i64,
    /// The total, whatever the indicators.
    pub points: f64,
    /// The total after bad behaviour: an event that deducts points in the formal stage.
    pub points_after_bad_behaviour: f64,
}

/// Few orders and few cases: a fixed number of points.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
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

string_enum! {
    /// Which cases are few.
    CountedCases {
        /// Those in the numerator.
        Numerator = "numerator",
        /// All of them.
        Denominator = "denominator",
    }
}

/// When an indicator of a small shop has few cases.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FewCases {
    pub(super) id: String,
    /// At most so many.
    pub most: i64,
    /// Which cases.
    pub(super) count: String,
    /// Of which indicator, where not its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) of: Option<String>,
}

impl FewCases {
    /// Whose points are fixed.
    pub fn indicator(&self) -> Option<Indicator> {
        Indicator::by_id(&self.id)
    }

    /// Whose cases are counted.
    pub fn counted(&self) -> Option<(Indicator, CountedCases)> {
        let of = self.of.as_ref().unwrap_or(&self.id);
        Some((Indicator::by_id(of)?, CountedCases::by_id(&self.count)?))
    }
}

/// Points on top, once.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
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
    pub(super) dimension: Option<String>,
    /// An indicator that tells whether it is earned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured: Option<Measured>,
    /// Who says so, in Chinese.
    pub source_zh: String,
    /// Who says so, in English.
    pub source_en: String,
}

/// What earns a bonus by itself.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    pub(super) indicator: String,
    /// The value from which it is earned.
    pub at_least: f64,
}

impl Measured {
    /// The indicator.
    pub fn indicator(&self) -> Option<Indicator> {
        Indicator::by_id(&self.indicator)
    }
}

impl Bonus {
    /// The dimension its points are added to; `None`: the total.
    pub fn dimension(&self) -> Option<Dimension> {
        self.dimension.as_deref().and_then(Dimension::by_id)
    }
}

/// Points off, for each time, up to a cap.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
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
    /// The points off for so many times.
    pub fn of(&self, count: u32) -> f64 {
        (self.points * f64::from(count)).min(self.cap)
    }
}

/// The number that buyers are shown instead of the score, and its stars.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Buyer {
    /// The number up to the lowest band.
    pub least: f64,
    /// Bands of the score as a whole number, the highest first.
    pub bands: Vec<Band>,
    /// (number, stars) from which number on how many stars, the most first.
    pub stars: Vec<(f64, f64)>,
}

/// A band of scores: above `above`, every `points_per_tenth` begun add a tenth to `base`.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// It begins above this score.
    pub above: f64,
    /// The number at its lower border.
    pub base: f64,
    /// Points for a tenth more.
    pub points_per_tenth: f64,
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
