//! "Did you mean …?"

use super::{Arg, Lang, text};
use unicode_normalization::UnicodeNormalization;

/// A name in the form in which names are compared: case, width, blanks, `-` and `_` make no difference.
pub(crate) fn plain(name: &str) -> String {
    let letters = name.nfkc().flat_map(char::to_lowercase);
    letters.filter(|c| !c.is_whitespace()).map(|c| if c == '-' { '_' } else { c }).collect()
}

/// How many letters of a word may be wrong where a name is told as near: every third, and no more than five.
pub(crate) fn most_wrong(word: &str) -> usize {
    word.chars().count().div_ceil(3).min(5)
}

/// The known word most like another, by the rule of [`super::look_up`]; `None` where nothing is like it.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let (word, mut parts) = (plain(word), Vec::new());
    let (mut near, mut held): (Option<(usize, &str)>, Option<&str>) = (None, None);
    for name in known {
        let plainly = plain(name);
        if word.chars().count() > 2 && plainly.contains(&word) {
            parts.push(name);
        }
        // `shop_name` has more to do with `shop` than with `shop_type`.
        let is_held = word.strip_prefix(plainly.as_str()).is_some_and(|rest| rest.starts_with('_'))
            || word.strip_suffix(plainly.as_str()).is_some_and(|rest| rest.ends_with('_'));
        if is_held && held.is_none_or(|known| known.len() < name.len()) {
            held = Some(name);
        }
        let distance = strsim::damerau_levenshtein(&word, &plainly);
        if distance <= most_wrong(&word) && near.is_none_or(|(least, _)| distance < least) {
            near = Some((distance, name));
        }
    }
    let slip = near.filter(|(distance, _)| *distance < 2);
    let best = slip.map(|(_, name)| name).or(held).or(near.map(|(_, name)| name));
    // A part of one name alone finds that.
    best.or_else(|| if let [name] = parts[..] { Some(name) } else { None })
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
        assert_eq!(nearest("pay-tme", ["submit_time", "pay_time"]), Some("pay_time"));
        assert_eq!(nearest("shop_name", ["shop", "shop_type"]), Some("shop"));
        assert_eq!(nearest("sign", ["pickup_time", "sign_time"]), Some("sign_time"));
        for word in ["xyz", "time", "shop", "re", "sorted", "carriers"] {
            assert_eq!(
                nearest(word, ["pay_time", "sign_time", "orders", "reviews", "product_id"]),
                None,
                "{word}"
            );
        }
    }
}
