//! A text in both languages, for tables that hold nothing else.

use super::Lang;

/// Chinese and English; places, `{so}`, are the same in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bilingual {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Bilingual {
    /// The text in a language.
    pub fn pick(self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}
