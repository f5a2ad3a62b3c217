//! A text in both languages, for tables that hold nothing else.

use super::Lang;
use serde::{Deserialize, Serialize};

/// Chinese and English; places, `{so}`, are the same in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bilingual<T = &'static str> {
    /// Chinese.
    pub zh: T,
    /// English.
    pub en: T,
}

impl<T> Bilingual<T> {
    /// What a function says in each language.
    pub(crate) fn from_fn(say: impl Fn(Lang) -> T) -> Bilingual<T> {
        Bilingual { zh: say(Lang::Zh), en: say(Lang::En) }
    }

    pub(crate) fn of(&self, lang: Lang) -> &T {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl Bilingual {
    /// The text in a language.
    pub fn pick(self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }

    pub(crate) fn to_owned(self) -> Bilingual<String> {
        Bilingual::from_fn(|lang| self.pick(lang).to_owned())
    }
}
