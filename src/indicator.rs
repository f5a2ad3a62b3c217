//! The table of indicators (SPEC section 5), read from `indicator/*.toml`, a file for each dimension: an
//! indicator's id, names, unit, direction, what it needs of the exports, what makes it better, and how it is
//! counted in words.
//!
//! Windows, weights and curves are a rulebook's business; how an indicator is counted is the timeline's.

pub mod explanation;
mod figure;
mod figure_unit;

pub use explanation::{Basis, Explanation, PLACES, ReasonGroup};
pub use figure::Figure;
pub use figure_unit::FigureUnit;

use crate::catalogue::{Bilingual, Lang, Lookup, look_up, text};
use crate::field::{Field, Kind};
use crate::string_enum::string_enum;

/// One of the three parts of the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// 商品体验.
    Product,
    /// 物流体验.
    Logistics,
    /// 服务体验.
    Service,
}

impl Dimension {
    /// All three, in the order in which they are shown.
    pub const ALL: [Dimension; 3] = [Dimension::Product, Dimension::Logistics, Dimension::Service];

    /// The id in rulebooks and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Dimension::Product => "product",
            Dimension::Logistics => "logistics",
            Dimension::Service => "service",
        }
    }

    /// The dimension of an id.
    pub fn by_id(id: &str) -> Option<Dimension> {
        Dimension::ALL.into_iter().find(|dimension| dimension.id() == id)
    }

    /// The platform's name, or one in English.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Dimension::Product => text::dimension_product(lang),
            Dimension::Logistics => text::dimension_logistics(lang),
            Dimension::Service => text::dimension_service(lang),
        }
    }
}

string_enum!(ids of Dimension);

string_enum! {
    /// What a value is measured in.
    Unit {
        /// 0…1.
        Ratio = "ratio",
        /// 1…5.
        Stars = "stars",
        /// Hours.
        Hours = "hours",
        /// Seconds.
        Seconds = "seconds",
        /// 0…100.
        Points = "points",
    }
}

impl Unit {
    /// The values that make sense.
    pub fn range(self) -> std::ops::RangeInclusive<f64> {
        match self {
            Unit::Ratio => 0.0..=1.0,
            Unit::Stars => 1.0..=5.0,
            Unit::Points => 0.0..=100.0,
            Unit::Hours | Unit::Seconds => 0.0..=1e6,
        }
    }
}

string_enum! {
    /// Which way is better.
    Direction {
        /// More is better.
        High = "high",
        /// Less is better.
        Low = "low",
    }
}

include!(concat!(env!("OUT_DIR"), "/indicators.rs"));

/// Columns of which one must be in some file; without any of them the indicator has no data.
pub type AnyOf = &'static [Field];

/// What the table says of an indicator.
#[derive(Debug)]
pub struct IndicatorInfo {
    /// The id everywhere.
    pub id: &'static str,
    /// The platform's name, and one in English.
    pub name: Bilingual,
    /// The dimension it belongs to.
    pub dimension: Dimension,
    /// The unit of its value.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// The exports it needs; orders may be replaced by logistics (SPEC section 2).
    pub kinds: &'static [Kind],
    /// The columns it needs.
    pub columns: &'static [AnyOf],
    /// A plausible value, for `--set` examples.
    pub example: &'static str,
    /// What its figures count: `{n}` cases, `{d}` in all, `{miss}` those not among the cases, `{v}` the value.
    pub figures: Bilingual,
    /// What makes it better.
    pub advice: Bilingual,
    /// It in words.
    pub explanation: Explanation,
}

impl IndicatorInfo {
    /// Is it counted from sums of days, as customer service is, and not case by case?
    pub fn is_by_days(&self) -> bool {
        self.kinds == [Kind::Service]
    }
}

string_enum!(ids of Indicator);

impl Indicator {
    /// What the table says of it.
    pub fn info(self) -> &'static IndicatorInfo {
        self.entry()
    }

    /// Its place in [`Indicator::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// The indicator of an id.
    pub fn by_id(id: &str) -> Option<Indicator> {
        Indicator::ALL.into_iter().find(|i| i.id() == id)
    }

    /// The id.
    pub fn id(self) -> &'static str {
        self.info().id
    }

    /// What a word stands for: an id, a name, a part of one.
    pub(crate) fn look_up(word: &str) -> Lookup<Indicator> {
        let named = |indicator: Indicator| {
            let info = indicator.info();
            (indicator, [info.id, info.name.zh, info.name.en].map(str::to_owned).to_vec())
        };
        look_up(word, Indicator::ALL.into_iter().map(named))
    }

    /// Its name, and in Chinese the id behind it: what people read and what they type.
    pub(crate) fn name_and_id(self, lang: Lang) -> String {
        Figure::Indicator(self).name_and_id(lang)
    }

    /// Is a manual value possible?
    pub fn accepts(self, value: f64) -> bool {
        self.info().unit.range().contains(&value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_found() {
        for (i, indicator) in Indicator::ALL.into_iter().enumerate() {
            assert_eq!(indicator.index(), i);
            assert_eq!(Indicator::by_id(indicator.id()), Some(indicator));
        }
        assert_eq!(Indicator::look_up("im_reply_3min"), Lookup::Unknown(vec![Indicator::ImReply3MinRate]));
        assert_eq!(Indicator::look_up("揽收及时"), Lookup::Found(Indicator::PickupOnTimeRate));
    }

    #[test]
    fn examples_are_possible_values() {
        for indicator in Indicator::ALL {
            let value: f64 = indicator.info().example.parse().unwrap();
            assert!(indicator.accepts(value), "{}", indicator.id());
        }
    }
}
