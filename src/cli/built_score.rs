//! A score as far as a format shows it.

use crate::catalogue::Diagnostic;
use crate::report::{self, Extent, Format, FullReport, Request, ScoreReport};

/// The score alone, or with what belongs beside it.
pub(super) enum BuiltScore {
    Score(Box<ScoreReport>),
    Full(Box<FullReport>),
}

impl BuiltScore {
    /// As much as a format shows.
    pub(super) fn of(
        request: Request<'_>,
        format: Format,
    ) -> Result<(BuiltScore, Vec<Diagnostic>), Box<Diagnostic>> {
        let extent = match format {
            Format::Html => Extent::WithoutCases,
            Format::Xlsx => Extent::WithCases,
            _ => {
                return report::build(request)
                    .map(|(score, said)| (BuiltScore::Score(Box::new(score)), said));
            }
        };
        report::build_full_report(request, extent)
            .map(|(full, said)| (BuiltScore::Full(Box::new(full)), said))
    }

    /// The score itself.
    pub(super) fn score(&self) -> &ScoreReport {
        match self {
            BuiltScore::Score(score) => score,
            BuiltScore::Full(full) => &full.score,
        }
    }
}
