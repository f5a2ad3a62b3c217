//! "Did you mean …?"

use super::{Arg, Lang, text};
use unicode_normalization::UnicodeNormalization;

/// A name in the form in which names are compared: case, width, blanks, `-` and `_` make no difference.
pub(crate) fn plain(name: &str) -> String {
    let letters = name.nfkc().flat_map(char::to_lowercase);
    letters.filter(|c| !c.is_whitespace()).map(|c| if c == '-' { '_' } else { c }).collect()
}

/// How alike two words are, from 0 to 1, whatever their case.
fn likeness(a: &str, b: &str) -> f64 {
    strsim::jaro_winkler(&a.to_lowercase(), &b.to_lowercase())
}

/// The known word most like another; `None` where nothing is like it.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    const LEAST: f64 = 0.75;
    let like = known.into_iter().map(|name| (likeness(word, name), name)).filter(|(l, _)| *l >= LEAST);
    like.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

/// "Did you mean …?" behind a sentence; nothing where nothing is near.
pub(crate) fn did_you_mean(near: &[&str]) -> Arg {
    Arg::from(|lang: Lang| match near {
        [] => String::new(),
        near => text::usage_nearest(lang, near.join(lang.pick("、", ", "))),
    })
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_finger_is_understood_and_nonsense_is_not() {
        assert_eq!(nearest("order_idd", ["order_id", "sku"]), Some("order_id"));
        assert_eq!(nearest("Orders", ["orders", "reviews"]), Some("orders"));
        assert_eq!(nearest("xyz", ["orders", "reviews"]), None);
    }
}
