//! A text in both languages, for tables that hold nothing else.

use super::Lang;

/// Chinese and English; places, `{so}`, are the same in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Words {
    /// The text in a language.
    pub fn pick(self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}

/// A text in both languages.
pub const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}
