//! A score, with as much beside it as a format shows.

use crate::catalogue::{Diagnostic, Lang};
use crate::report::{self, Document, Extent, Format, FullReport, Request, ScoreReport, Style};

/// The score alone, or with what belongs beside it.
pub(super) enum Built {
    Score(Box<ScoreReport>),
    Full(Box<FullReport>),
}

impl Built {
    /// What a format shows beside the score; nothing where it shows the score alone.
    pub(super) fn extent(format: Format) -> Option<Extent> {
        match format {
            Format::Xlsx => Some(Extent::WithCases),
            _ => None,
        }
    }

    /// As much as that.
    pub(super) fn of(
        request: Request<'_>,
        extent: Option<Extent>,
    ) -> Result<(Built, Vec<Diagnostic>), Box<Diagnostic>> {
        let Some(extent) = extent else {
            return report::build(request).map(|(score, said)| (Built::Score(Box::new(score)), said));
        };
        report::build_full_report(request, extent).map(|(full, said)| (Built::Full(Box::new(full)), said))
    }

    pub(super) fn score(&self) -> &ScoreReport {
        match self {
            Built::Score(score) => score,
            Built::Full(full) => &full.score,
        }
    }

    /// The bytes of a format that shows so much.
    pub(super) fn render(&self, format: Format, lang: Lang, style: Style) -> Result<Vec<u8>, Diagnostic> {
        match self {
            Built::Full(full) if Built::extent(format).is_some() => full.render(format, lang, style),
            built => built.score().render(format, lang, style),
        }
    }
}
