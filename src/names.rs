//! Names in a language, one by one and in a row.

use crate::catalogue::{Lang, text};
use crate::field::Kind;
use crate::indicator::{Dimension, Figure, Indicator};
use crate::time::Day;
use chrono::Datelike;

/// The name of a kind of export.
pub(crate) fn kind(kind: Kind, lang: Lang) -> &'static str {
    kind.name(lang)
}

/// The name of an indicator.
pub(crate) fn indicator(indicator: Indicator, lang: Lang) -> &'static str {
    indicator.info().name.pick(lang)
}

/// The name of a dimension.
pub(crate) fn dimension(dimension: Dimension, lang: Lang) -> &'static str {
    dimension.name(lang)
}

/// The name of a figure.
pub(crate) fn figure(figure: Figure, lang: Lang) -> &'static str {
    figure.name(lang)
}

/// Names one after the other.
pub(crate) fn listed<T: AsRef<str>>(names: impl IntoIterator<Item = T>, lang: Lang) -> String {
    joined(names, lang.pick("、", ", "))
}

/// How many runs of days are named.
const RUNS: usize = 3;

/// Runs of days, the first few of many.
pub(crate) fn day_runs(runs: &[(Day, Day)], lang: Lang) -> String {
    let run = |(from, to): &(Day, Day)| {
        let to_day = if from.date().year() == to.date().year() { "%m-%d" } else { "%Y-%m-%d" };
        if from == to { from.to_string() } else { format!("{from}…{}", to.date().format(to_day)) }
    };
    let shown = listed(runs.iter().take(RUNS).map(run), lang);
    match runs.len().saturating_sub(RUNS) {
        0 => shown,
        more => text::and_more_runs(lang, shown, more),
    }
}

/// Texts with something between each two.
pub(crate) fn joined<T: AsRef<str>>(texts: impl IntoIterator<Item = T>, between: &str) -> String {
    let mut joined = String::new();
    for (i, text) in texts.into_iter().enumerate() {
        if i > 0 {
            joined.push_str(between);
        }
        joined.push_str(text.as_ref());
    }
    joined
}
