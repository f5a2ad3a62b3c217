//! What fills a place of a diagnostic.

use super::Lang;

/// What fills a place of a message: the same in both languages, or one text for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Arg {
    /// Figures, names, paths.
    Same(String),
    /// Words: Chinese, English.
    Both(String, String),
}

impl Arg {
    /// The text in a language.
    pub(crate) fn in_lang(&self, lang: Lang) -> &str {
        match self {
            Arg::Same(text) => text,
            Arg::Both(zh, en) => lang.pick(zh, en),
        }
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Same(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Same(text.to_owned())
    }
}

impl From<(&str, &str)> for Arg {
    fn from((zh, en): (&str, &str)) -> Arg {
        Arg::Both(zh.to_owned(), en.to_owned())
    }
}

impl<F, S> From<F> for Arg
where
    F: Fn(Lang) -> S,
    S: Into<String>,
{
    fn from(text: F) -> Arg {
        Arg::Both(text(Lang::Zh).into(), text(Lang::En).into())
    }
}

macro_rules! from_numbers {
    ($($number:ty)*) => { $(impl From<$number> for Arg {
        fn from(number: $number) -> Arg { Arg::Same(number.to_string()) }
    })* };
}
from_numbers!(u64 i64 i32 usize f64 crate::time::Day);
