//! What can be explained, found by what people type: an id, a code, a name in either language.

use crate::catalogue::{Code, likeness, plain};
use crate::indicator::Indicator;

/// Something that can be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// An indicator.
    Indicator(Indicator),
    /// A diagnostic's code.
    Code(Code),
}

impl Topic {
    /// Everything that can be explained.
    pub fn all() -> impl Iterator<Item = Topic> {
        let indicators = Indicator::ALL.into_iter().map(Topic::Indicator);
        indicators.chain(Code::ALL.iter().copied().map(Topic::Code))
    }

    /// Its id or code.
    pub fn id(self) -> &'static str {
        match self {
            Topic::Indicator(indicator) => indicator.id(),
            Topic::Code(code) => code.id(),
        }
    }

    /// What people may call it.
    fn names(self) -> Vec<&'static str> {
        match self {
            Topic::Indicator(indicator) => {
                let info = indicator.info();
                vec![info.id, info.name.zh, info.name.en]
            }
            Topic::Code(code) => vec![code.id()],
        }
    }

    /// What a word names: case, width, blanks, `-` and `_` make no difference.
    pub fn by_name(word: &str) -> Option<Topic> {
        let word = plain(word);
        Topic::all().find(|topic| topic.names().iter().any(|name| plain(name) == word))
    }
}

/// How many names are suggested at most.
const SUGGESTIONS: usize = 3;

/// The least similarity (0 to 1) of a second or third suggestion to a mistyped word.
const LEAST_SIMILARITY: f64 = 0.8;

/// The ids and codes nearest to a word, nearest first; at least one.
pub fn nearest(word: &str) -> Vec<&'static str> {
    let word = plain(word);
    let similarity = |name: &str| {
        let name = plain(name);
        // Half a name is nearer than any misspelling.
        let part = word.chars().count() > 1 && name.contains(&word);
        likeness(&word, &name) + f64::from(u8::from(part))
    };
    let mut near: Vec<(f64, &'static str)> = Topic::all()
        .map(|topic| (topic.names().into_iter().map(similarity).fold(0.0, f64::max), topic.id()))
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    let close = near.iter().enumerate().filter(|(i, (s, _))| *i == 0 || *s >= LEAST_SIMILARITY);
    close.take(SUGGESTIONS).map(|(_, (_, id))| *id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn everything_is_found_by_all_its_names() {
        let mut seen = HashSet::new();
        for topic in Topic::all() {
            for name in topic.names() {
                assert!(seen.insert(plain(name)), "{name} names two things");
                assert_eq!(Topic::by_name(name), Some(topic), "{name}");
            }
        }
        let pickup = Some(Topic::Indicator(Indicator::PickupOnTimeRate));
        for word in ["Pickup-On-Time-Rate", "ｐickup_on_time_rate", "pickup on time rate", " 揽收及时率 "]
        {
            assert_eq!(Topic::by_name(word), pickup, "{word}");
        }
        assert_eq!(Topic::by_name("ROWS_REJECTED"), Some(Topic::Code(Code::RowsRejected)));
        assert_eq!(Topic::by_name(""), None);
    }

    #[test]
    fn the_nearest_are_suggested() {
        assert_eq!(nearest("pickup_time_rate")[0], "pickup_on_time_rate");
        assert_eq!(nearest("rows-reject")[0], "rows-rejected");
        assert_eq!(nearest("好评率"), ["positive_review_rate"]);
        let ratings = nearest("综合评分");
        assert_eq!(ratings[0], "product_rating");
        assert_eq!(nearest("xyz").len(), 1);
        assert!(nearest("unreadable").len() == SUGGESTIONS);
    }
}
