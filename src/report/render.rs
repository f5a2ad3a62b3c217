//! A document read back from its JSON, for any other format that it has.

use super::{
    CaseTable, CheckReport, Document, Format, IndustryList, Reconciliation, RulebookList, RulebookPage,
    ScoreReport, Style, Trend,
};
use crate::catalogue::{Diagnostic, Lang, diagnostics, text};
use serde::Deserialize;

/// How it is to be shown.
pub(crate) struct Presentation {
    /// The form of the output.
    pub format: Format,
    /// Will a spreadsheet program open it that guesses what a cell is?
    pub guards_ids: bool,
    /// Of what people read.
    pub lang: Lang,
    /// Of text.
    pub style: Style,
}

type Render = fn(&str, &Presentation) -> Result<Vec<u8>, Diagnostic>;

/// Every document by its name.
const DOCUMENTS: &[(&str, Render)] = &[
    of::<ScoreReport>(),
    of::<CaseTable>(),
    of::<Trend>(),
    of::<CheckReport>(),
    of::<Reconciliation>(),
    of::<RulebookList>(),
    of::<RulebookPage>(),
    of::<IndustryList>(),
];

const fn of<D: Document>() -> (&'static str, Render) {
    (D::NAME, |json, presentation| {
        let mut document: D = serde_json::from_str(json).map_err(|error| unreadable(&error))?;
        if presentation.guards_ids {
            document.guard_ids();
        }
        document.render(presentation.format, presentation.lang, presentation.style)
    })
}

/// A document that was printed as JSON.
///
/// # Errors
///
/// Where it is none, or has no such format.
pub(crate) fn render_json(json: &str, presentation: &Presentation) -> Result<Vec<u8>, Diagnostic> {
    /// The key that every document begins with.
    #[derive(Deserialize)]
    struct Head {
        document: Option<String>,
    }
    let head: Head = serde_json::from_str(json).map_err(|error| unreadable(&error))?;
    let name = head.document.unwrap_or_default();
    match DOCUMENTS.iter().find(|(known, _)| *known == name) {
        Some((_, render)) => render(json, presentation),
        None => Err(diagnostics::report_invalid(|lang| text::report_unknown(lang, &name))),
    }
}

fn unreadable(error: &serde_json::Error) -> Diagnostic {
    let what: fn(Lang) -> &'static str =
        if error.is_data() { text::report_other } else { text::report_no_json };
    let line = u64::try_from(error.line()).ok().filter(|line| *line > 0);
    diagnostics::report_invalid(what).line(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_document_has_a_name_of_its_own() {
        let names: HashSet<&str> = DOCUMENTS.iter().map(|(name, _)| *name).collect();
        assert_eq!(names.len(), DOCUMENTS.len());
        assert!(crate::report::DOCUMENTS.iter().all(|document| names.contains(document.name)));
    }
}
