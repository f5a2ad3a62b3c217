//! The figures of a score's page: the total, the dimensions, the indicators, by any name people give them.

use super::{Dimension, Indicator};
use crate::catalogue::{Lang, likeness, plain, text};
use std::collections::HashMap;
use std::sync::LazyLock;

/// One figure of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Figure {
    /// The score itself.
    Total,
    /// A dimension.
    Dimension(Dimension),
    /// An indicator.
    Indicator(Indicator),
}

/// What the page and the shops call the total, besides its own name.
const TOTAL_NAMES: [&str; 5] = ["total", "体验分", "商家体验分", "店铺体验分", "抖店体验分"];

/// Worked out once: a table of figures is looked up line by line.
static BY_NAME: LazyLock<HashMap<String, Figure>> = LazyLock::new(|| {
    let named = |figure: Figure| figure.called().into_iter().map(move |name| (plain(&name), figure));
    Figure::all().flat_map(named).collect()
});

impl Figure {
    /// All of them, the total first.
    pub fn all() -> impl Iterator<Item = Figure> {
        let dimensions = Dimension::ALL.into_iter().map(Figure::Dimension);
        let indicators = Indicator::ALL.into_iter().map(Figure::Indicator);
        std::iter::once(Figure::Total).chain(dimensions).chain(indicators)
    }

    /// The id.
    pub fn id(self) -> &'static str {
        match self {
            Figure::Total => "total",
            Figure::Dimension(dimension) => dimension.id(),
            Figure::Indicator(indicator) => indicator.id(),
        }
    }

    /// The name in a language.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Figure::Total => text::total(lang),
            Figure::Dimension(dimension) => dimension.name(lang),
            Figure::Indicator(indicator) => indicator.info().name.pick(lang),
        }
    }

    /// Everything it may be called.
    fn called(self) -> Vec<String> {
        let (zh, en) = (self.name(Lang::Zh), self.name(Lang::En));
        let mut called = vec![self.id().to_owned(), zh.to_owned(), en.to_owned()];
        match self {
            Figure::Total => called.extend(TOTAL_NAMES.map(str::to_owned)),
            // 商品体验分, and 商品 for short.
            Figure::Dimension(_) => {
                called.extend([format!("{zh}分"), zh.trim_end_matches("体验").to_owned()]);
            }
            Figure::Indicator(_) => {}
        }
        called
    }

    /// The figure of an id.
    pub fn by_id(id: &str) -> Option<Figure> {
        Figure::all().find(|figure| figure.id() == id)
    }

    /// What a word names: case, width, blanks, `-` and `_` make no difference.
    pub fn by_name(word: &str) -> Option<Figure> {
        BY_NAME.get(&plain(word)).copied()
    }

    /// The id nearest to a mistyped name.
    pub fn nearest(word: &str) -> &'static str {
        let word = plain(word);
        let similarity = |name: &String| {
            let name = plain(name);
            // Half a name is nearer than any misspelling.
            let part = word.chars().count() > 1 && name.contains(&word);
            likeness(&word, &name) + f64::from(u8::from(part))
        };
        let near = |figure: &Figure| figure.called().iter().map(similarity).fold(0.0, f64::max);
        Figure::all().max_by(|a, b| near(a).total_cmp(&near(b))).map_or("", Figure::id)
    }
}

impl serde::Serialize for Figure {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> serde::Deserialize<'de> for Figure {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Figure, D::Error> {
        let id = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Figure::by_id(&id).ok_or_else(|| {
            serde::de::Error::invalid_value(serde::de::Unexpected::Str(&id), &"the id of a figure")
        })
    }
}

impl schemars::JsonSchema for Figure {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Figure".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[a-z0-9_]+$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_name_names_one_figure() {
        let mut seen = HashSet::new();
        for figure in Figure::all() {
            let names: HashSet<String> = figure.called().iter().map(|name| plain(name)).collect();
            for name in names {
                assert_eq!(Figure::by_name(&name), Some(figure), "{name}");
                assert!(seen.insert(name.clone()), "{name} names two figures");
            }
        }
        assert_eq!(Figure::by_name(" 物流体验分 "), Some(Figure::Dimension(Dimension::Logistics)));
        assert_eq!(
            Figure::by_name("Pickup-On-Time-Rate"),
            Some(Figure::Indicator(Indicator::PickupOnTimeRate))
        );
        assert_eq!(Figure::by_name(""), None);
    }

    #[test]
    fn half_a_name_is_understood() {
        assert_eq!(Figure::nearest("揽收及时"), "pickup_on_time_rate");
        assert_eq!(Figure::nearest("品质退货"), "quality_return_rate");
        assert_eq!(Figure::nearest("物流体检"), "logistics");
    }
}
