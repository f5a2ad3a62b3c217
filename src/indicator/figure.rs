//! The figures of a score's page: the total, the dimensions, the indicators, by any name people give them.

use super::{Dimension, Indicator};
use crate::catalogue::{Lang, Lookup, look_up, plain, text};
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

    /// What a word stands for: an id, a name, a part of one.
    pub(crate) fn look_up(word: &str) -> Lookup<Figure> {
        match Figure::by_name(word) {
            Some(figure) => Lookup::Found(figure),
            None => look_up(word, Figure::all().map(|figure| (figure, figure.called()))),
        }
    }

    /// Its name, and in Chinese the id behind it: what people read and what they type.
    pub(crate) fn name_and_id(self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("{}（{}）", self.name(lang), self.id()),
            Lang::En => self.id().to_owned(),
        }
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

/// By their ids, as they are written.
impl Ord for Figure {
    fn cmp(&self, other: &Figure) -> std::cmp::Ordering {
        self.id().cmp(other.id())
    }
}

impl PartialOrd for Figure {
    fn partial_cmp(&self, other: &Figure) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
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
        let found = |word| match Figure::look_up(word) {
            Lookup::Found(figure) => figure.id(),
            Lookup::Ambiguous(_) => "several",
            Lookup::Unknown(near) => near.first().map_or("none", |figure| figure.id()),
        };
        for (word, id) in [
            ("揽收及时", "pickup_on_time_rate"),
            ("品质退货", "quality_return_rate"),
            ("好评率", "positive_review_rate"),
            ("物流体检", "logistics"),
            ("自主完结时长", "several"),
            ("天气", "none"),
        ] {
            assert_eq!(found(word), id, "{word}");
        }
    }
}
