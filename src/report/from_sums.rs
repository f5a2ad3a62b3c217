//! Where a report comes from that was made from sums, and what it therefore lacks.

use super::block::{Block, Line, Paragraph, Tone};
use crate::analysis::Analysis;
use crate::catalogue::{Arg, Diagnostic, Lang, diagnostics, text};
use crate::report::names;
use crate::shown_text::shown_name;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The table of sums in the place of exports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FromSums {
    /// The file, as given.
    pub file: String,
    /// The first day that it has.
    pub first_day: Day,
    /// The last day.
    pub last_day: Day,
}

impl FromSums {
    /// That of an analysis, where it is one of sums.
    pub(super) fn of(analysis: &Analysis<'_>) -> Option<FromSums> {
        let sums = analysis.sums()?;
        let (first_day, last_day) = sums.span()?;
        Some(FromSums { file: shown_name(&sums.file).into_owned(), first_day, last_day })
    }

    /// Which it is, and what cannot be told from it.
    pub(super) fn in_words(&self, lang: Lang) -> String {
        text::from_sums(lang, &self.file, self.first_day, self.last_day)
    }

    /// The same as a line of a report.
    pub(super) fn line(&self, lang: Lang) -> Block {
        Paragraph::new(Line::new(self.in_words(lang), Tone::Careful)).into()
    }

    /// Which it is, where nothing but files is missing that the report would show.
    pub(super) fn origin(&self, lang: Lang) -> Block {
        Paragraph::new(text::from_sums_alone(lang, &self.file, self.first_day, self.last_day)).into()
    }
}

/// Says which of the days that a report looks at the sums do not have.
pub(super) fn days_missing(
    analysis: &Analysis<'_>,
    days: impl IntoIterator<Item = Day>,
) -> Option<Diagnostic> {
    let sums = analysis.sums()?;
    let (missing, (first, last)) = (sums.missing_within(days), sums.span()?);
    let named = |lang| names::day_runs(&missing, lang);
    let named = Arg::Both(named(Lang::Zh), named(Lang::En));
    (!missing.is_empty()).then(|| diagnostics::sums_days(named, first, last).path(&sums.file))
}
