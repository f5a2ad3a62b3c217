//! A score, with as much beside it as a format shows.

use crate::catalogue::{Diagnostic, Lang};
use crate::report::{self, Document, Extent, Format, FullReport, Request, ScoreReport, Style};

/// The score alone, or with what belongs beside it.
pub(super) enum BuiltScore {
    Score(Box<ScoreReport>),
    Full(Box<FullReport>),
}

impl BuiltScore {
    /// What a format shows beside the score; nothing where it shows the score alone.
    pub(super) fn extent(format: Format) -> Option<Extent> {
        match format {
            Format::Html => Some(Extent::WithoutCases),
            Format::Xlsx => Some(Extent::WithCases),
            _ => None,
        }
    }

    /// As much as that.
    pub(super) fn of(
        request: Request<'_>,
        extent: Option<Extent>,
    ) -> Result<(BuiltScore, Vec<Diagnostic>), Box<Diagnostic>> {
        let Some(extent) = extent else {
            return report::build(request).map(|(score, said)| (BuiltScore::Score(Box::new(score)), said));
        };
        report::build_full_report(request, extent)
            .map(|(full, said)| (BuiltScore::Full(Box::new(full)), said))
    }

    pub(super) fn score(&self) -> &ScoreReport {
        match self {
            BuiltScore::Score(score) => score,
            BuiltScore::Full(full) => &full.score,
        }
    }

    /// The bytes of a format that shows so much.
    pub(super) fn render(&self, format: Format, lang: Lang, style: Style) -> Result<Vec<u8>, Diagnostic> {
        match self {
            BuiltScore::Full(full) if BuiltScore::extent(format).is_some() => {
                full.render(format, lang, style)
            }
            built => built.score().render(format, lang, style),
        }
    }
}

/// The score, with all that several formats show: each as much as its own file would.
pub(super) struct Reports {
    first: (Option<Extent>, BuiltScore),
    others: Vec<(Option<Extent>, BuiltScore)>,
}

impl Reports {
    pub(super) fn of(
        request: &Request<'_>,
        formats: &[Format],
    ) -> Result<(Reports, Vec<Diagnostic>), Box<Diagnostic>> {
        let mut extents: Vec<Extent> = Vec::new();
        for extent in formats.iter().filter_map(|format| BuiltScore::extent(*format)) {
            if !extents.contains(&extent) {
                extents.push(extent);
            }
        }
        let mut extents = extents.into_iter();
        let extent = extents.next();
        let (built, diagnostics) = BuiltScore::of(request.clone(), extent)?;
        let other = |extent| Ok((Some(extent), BuiltScore::of(request.clone(), Some(extent))?.0));
        let others: Result<_, Box<Diagnostic>> = extents.map(other).collect();
        Ok((Reports { first: (extent, built), others: others? }, diagnostics))
    }

    pub(super) fn score(&self) -> &ScoreReport {
        self.first.1.score()
    }

    /// The one that a format shows.
    pub(super) fn of_format(&self, format: Format) -> &BuiltScore {
        let extent = BuiltScore::extent(format);
        let own = self.others.iter().find(|(other, _)| extent.is_some() && *other == extent);
        own.map_or(&self.first.1, |(_, built)| built)
    }
}
