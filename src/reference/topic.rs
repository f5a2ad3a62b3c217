//! What can be explained, found by what people type: an id, a code, a name in either language.

use super::guide::Guide;
use crate::catalogue::{Code, Lang, Lookup, look_up};
use crate::indicator::Indicator;
use crate::insight::SupposedCase;

/// Something that can be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// An indicator.
    Indicator(Indicator),
    /// A diagnostic's code.
    Code(Code),
    /// An answer of the program.
    Guide(Guide),
    /// A case that may be supposed.
    Case(SupposedCase),
}

impl Topic {
    /// Everything that can be explained.
    pub fn all() -> impl Iterator<Item = Topic> {
        let indicators = Indicator::ALL.into_iter().map(Topic::Indicator);
        let codes = Code::ALL.iter().copied().map(Topic::Code);
        let guides = Guide::ALL.iter().copied().map(Topic::Guide);
        let cases = SupposedCase::ALL.iter().copied().map(Topic::Case);
        indicators.chain(codes).chain(guides).chain(cases)
    }

    /// Its id or code.
    pub fn id(self) -> &'static str {
        match self {
            Topic::Indicator(indicator) => indicator.id(),
            Topic::Code(code) => code.id(),
            Topic::Guide(guide) => guide.id(),
            Topic::Case(case) => case.id(),
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
            Topic::Guide(guide) => guide.names(),
            Topic::Case(case) => vec![case.id(), case.name(Lang::Zh)],
        }
    }

    /// What a word stands for: an id, a code, a name, a part of one.
    pub(crate) fn look_up(word: &str) -> Lookup<Topic> {
        let named = |topic: Topic| (topic, topic.names().into_iter().map(str::to_owned).collect());
        look_up(word, Topic::all().map(named))
    }

    /// Its name, and in Chinese the id behind it.
    pub(crate) fn name_and_id(self, lang: Lang) -> String {
        match self {
            Topic::Indicator(indicator) => indicator.name_and_id(lang),
            Topic::Code(code) => code.id().to_owned(),
            Topic::Guide(guide) => guide.id().to_owned(),
            Topic::Case(case) => case.name_and_id(lang),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::plain;
    use std::collections::HashSet;

    #[test]
    fn everything_is_found_by_all_its_names() {
        let mut seen = HashSet::new();
        for topic in Topic::all() {
            for name in topic.names() {
                assert!(seen.insert(plain(name)), "{name} names two things");
                assert_eq!(Topic::look_up(name), Lookup::Found(topic), "{name}");
            }
        }
        let pickup = Lookup::Found(Topic::Indicator(Indicator::PickupOnTimeRate));
        for word in ["Pickup-On-Time-Rate", "ｐickup_on_time_rate", "pickup on time rate", " 揽收及时率 "]
        {
            assert_eq!(Topic::look_up(word), pickup, "{word}");
        }
        assert_eq!(Topic::look_up("ROWS_REJECTED"), Lookup::Found(Topic::Code(Code::RowsRejected)));
        assert_eq!(Topic::look_up(""), Lookup::Unknown(Vec::new()));
    }
}
