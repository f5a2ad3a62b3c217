//! Things by the words that people have for them: an id, a name in either language, a part of a Chinese name that fits
//! one thing only. What is like none of the names is told nothing, rather than something unrelated.

use super::nearest::most_wrong;
use super::{Arg, Diagnostic, Lang, diagnostics, did_you_mean, plain};

/// So many names are suggested at most.
const MOST: usize = 5;

/// What a word stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lookup<T> {
    /// One thing.
    Found(T),
    /// Any of several.
    Ambiguous(Vec<T>),
    /// Nothing; these are near.
    Unknown(Vec<T>),
}

/// Looks a word up among things and their names.
pub(crate) fn look_up<T: Copy + PartialEq>(
    word: &str,
    things: impl IntoIterator<Item = (T, Vec<String>)>,
) -> Lookup<T> {
    let word = plain(word);
    let plainly = |names: Vec<String>| names.iter().map(|name| plain(name)).collect();
    let things: Vec<(T, Vec<String>)> =
        things.into_iter().map(|(thing, names)| (thing, plainly(names))).collect();
    let which = |fits: &dyn Fn(&str) -> bool| -> Vec<T> {
        let of = things.iter().filter(|(_, names)| names.iter().any(|name| fits(name)));
        of.map(|(thing, _)| *thing).collect()
    };
    if let [thing, ..] = which(&|name| name == word)[..] {
        return Lookup::Found(thing);
    }
    // A part of an id is no name, it only helps to find one.
    let parts = if word.chars().count() > 1 { which(&|name| name.contains(&word)) } else { Vec::new() };
    if !word.is_ascii() && word.chars().count() > 1 {
        let letters = if parts.is_empty() { which(&|name| holds_in_order(name, &word)) } else { parts };
        match letters[..] {
            [] => {}
            [thing] => return Lookup::Found(thing),
            _ => return Lookup::Ambiguous(letters),
        }
        return Lookup::Unknown(near(&word, &things));
    }
    Lookup::Unknown(if parts.is_empty() { near(&word, &things) } else { parts })
}

/// Whether a name has all letters of a word in its order, as 3分钟平均回复率 has those of 3分钟回复率. A short word may mean
/// something else: 揽收率 is not 揽收及时率.
fn holds_in_order(name: &str, word: &str) -> bool {
    let mut letters = name.chars();
    word.chars().count() > 4 && word.chars().all(|letter| letters.any(|own| own == letter))
}

/// What is named nearly so, the nearest first: at most every third letter is wrong.
fn near<T: Copy + PartialEq>(word: &str, things: &[(T, Vec<String>)]) -> Vec<T> {
    let most = most_wrong(word);
    let distance = |name: &String| strsim::damerau_levenshtein(word, name);
    let nearest = |names: &Vec<String>| names.iter().map(distance).min().unwrap_or(usize::MAX);
    let mut near: Vec<(usize, T)> = things.iter().map(|(thing, names)| (nearest(names), *thing)).collect();
    near.retain(|(distance, _)| *distance <= most);
    near.sort_by_key(|(distance, _)| *distance);
    let best = near.first().map_or(0, |(distance, _)| *distance);
    near.into_iter().filter(|(distance, _)| *distance <= best + 1).map(|(_, thing)| thing).take(3).collect()
}

impl<T: Copy> Lookup<T> {
    /// "Did you mean …?" where only an id will do.
    pub(crate) fn suggested(&self, id: fn(T) -> &'static str) -> Arg {
        let ids: Vec<&str> = match self {
            Lookup::Found(thing) => vec![id(*thing)],
            Lookup::Ambiguous(things) | Lookup::Unknown(things) => {
                things.iter().take(MOST).map(|thing| id(*thing)).collect()
            }
        };
        did_you_mean(&ids)
    }

    /// The thing; else the several that a word may stand for, or what a diagnostic makes of "did you mean …?".
    ///
    /// # Errors
    ///
    /// Where the word does not stand for one thing.
    pub(crate) fn or_refuse(
        self,
        word: &str,
        name: impl Fn(T, Lang) -> String,
        unknown: impl FnOnce(Arg) -> Diagnostic,
    ) -> Result<T, Diagnostic> {
        let named = |things: &[T], lang: Lang| -> Vec<String> {
            things.iter().take(MOST).map(|thing| name(*thing, lang)).collect()
        };
        match self {
            Lookup::Found(thing) => Ok(thing),
            Lookup::Ambiguous(things) => {
                let several = |lang: Lang| named(&things, lang).join(lang.pick("、", ", "));
                Err(diagnostics::name_ambiguous(word, several))
            }
            Lookup::Unknown(things) => {
                let near = |lang| {
                    let names = named(&things, lang);
                    let names: Vec<&str> = names.iter().map(String::as_str).collect();
                    did_you_mean(&names).in_lang(lang).to_owned()
                };
                Err(unknown(Arg::from(near)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(word: &str) -> Lookup<u8> {
        let things = [
            (1, ["positive_review_rate", "商品好评率"]),
            (2, ["quality_return_rate", "商品品质退货率"]),
            (3, ["logistics_return_rate", "物流退货率"]),
            (4, ["im_reply_3min_rate", "3分钟平均回复率"]),
        ];
        look_up(word, things.map(|(thing, names)| (thing, names.map(str::to_owned).to_vec())))
    }

    #[test]
    fn a_name_or_a_part_that_fits_one_thing_is_understood() {
        for (word, thing) in [("商品好评率", 1), ("好评率", 1), ("Positive-Review-Rate", 1), ("品质退货", 2)]
        {
            assert_eq!(found(word), Lookup::Found(thing), "{word}");
        }
        assert_eq!(found("3分钟回复率"), Lookup::Found(4));
        assert_eq!(found("退货率"), Lookup::Ambiguous(vec![2, 3]));
    }

    #[test]
    fn only_what_is_near_is_suggested() {
        assert_eq!(found("positiv_review_rate"), Lookup::Unknown(vec![1]));
        assert_eq!(found("return_rate"), Lookup::Unknown(vec![2, 3]));
        assert_eq!(found("商品好平率"), Lookup::Unknown(vec![1]));
        for word in ["xyz", "停播", "率", "", "天气预报说明天下雨"] {
            assert_eq!(found(word), Lookup::Unknown(Vec::new()), "{word}");
        }
    }
}
