//! A score on a line: what the subject of a mail says.

use super::ScoreReport;
use crate::catalogue::{Lang, text};
use crate::names;
use crate::report::numbers::signed;
use crate::shown_text::percent;

/// So many characters of a shop's name.
const MOST: usize = 40;

impl ScoreReport {
    /// Score, change against the day before, shop and day; where the data are older than they may be, how old they are.
    pub fn headline(&self, most_age: Option<i32>, lang: Lang) -> String {
        let score = &self.score;
        let first = match (&score.total.display, score.beside.change_1d) {
            (None, _) => text::headline_unknown(lang, percent(score.total.coverage)),
            (Some(shown), None) => text::headline(lang, shown),
            (Some(shown), Some(change)) => text::headline_change(lang, shown, signed(change, 2)),
        };
        let old = self.age.days.zip(most_age).filter(|(days, most)| days > most);
        let old = old.map(|(days, _)| text::headline_old(lang, days));
        let shop = self.head.shop.as_deref().map(short);
        names::joined(
            [Some(first), shop, Some(self.head.as_of.to_string()), old].into_iter().flatten(),
            " · ",
        )
    }
}

fn short(name: &str) -> String {
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
        None => name.to_owned(),
    }
}
