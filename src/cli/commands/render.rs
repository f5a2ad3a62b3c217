//! `tiyanfen render`: a report that was printed as JSON, or as a page with its JSON in it, in another form.

use crate::catalogue::{Diagnostic, Lang, diagnostics, io_reason, text};
use crate::cli::arguments::DocumentArgs;
use crate::cli::help::{examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::faults::Faulty;
use crate::reference::ReferencePage;
use crate::report::{
    Calibration, CaseTable, CauseTable, CheckReport, Document, ForecastReport, Format, FullReport,
    IndustryList, PlanReport, Reconciliation, RulebookList, RulebookPage, ScoreReport, ShopList, Style,
    Trend, Watch, WhatIf, WhyReport, data_of_page,
};
use clap::Args;
use serde::Deserialize;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(about = say(text::about_render), after_help = examples(&[
    "tiyanfen render score.json",
    "tiyanfen render score.json --format csv --bom --output score.csv",
]))]
pub(crate) struct Render {
    #[arg(value_name = "REPORT", help = say(text::help_render_report))]
    report: PathBuf,
    #[command(flatten)]
    output: DocumentArgs,
}

impl Render {
    /// Reads it back, shows it.
    pub(crate) fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        let shown = self.report.to_string_lossy();
        let file = read(&self.report).map_err(|error| unreadable(&error).path(shown.as_ref()))?;
        let json = data_of_page(&file).unwrap_or(&file);
        let output = self.output.open_for_any("render")?;
        output.spares([&self.report])?;
        let guards_ids = output.bom && output.format == Format::Csv;
        let presentation = Presentation { format: output.format, guards_ids, lang, style: output.style() };
        let rendered = render_json(json, &presentation).map_err(|wrong| wrong.path(shown.as_ref()))?;
        output.finish(rendered)?;
        Ok(Outcome::Done)
    }
}

/// More than a report of a million cases has; a device has no end.
const MOST_BYTES: u64 = 1 << 29;

/// A file, or standard input for `-`.
fn read(path: &Path) -> io::Result<String> {
    let from: Box<dyn Read> = match path == Path::new("-") {
        true => Box::new(Faulty::new("standard input", io::stdin().lock())),
        false => Box::new(Faulty::open("report", path)?),
    };
    let mut json = String::new();
    let read = from.take(MOST_BYTES + 1).read_to_string(&mut json)?;
    if read as u64 > MOST_BYTES { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(json) }
}

fn unreadable(error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::NotFound => diagnostics::path_not_found(),
        io::ErrorKind::FileTooLarge => diagnostics::path_unreadable(text::typed_too_large),
        _ => diagnostics::path_unreadable(io_reason(error)),
    }
}

/// How it is to be shown.
struct Presentation {
    /// The form of the output.
    format: Format,
    /// Will a spreadsheet program open it that guesses what a cell is?
    guards_ids: bool,
    /// Of what people read.
    lang: Lang,
    /// Of text.
    style: Style,
}

type RenderJson = fn(&str, &Presentation) -> Result<Vec<u8>, Diagnostic>;

/// Every document by its name.
const DOCUMENTS: &[(&str, RenderJson)] = &[
    of::<ScoreReport>(),
    of::<FullReport>(),
    of::<CaseTable>(),
    of::<CauseTable>(),
    of::<Trend>(),
    of::<WhyReport>(),
    of::<WhatIf>(),
    of::<ForecastReport>(),
    of::<PlanReport>(),
    of::<CheckReport>(),
    of::<Reconciliation>(),
    of::<Watch>(),
    of::<Calibration>(),
    of::<ShopList>(),
    of::<RulebookList>(),
    of::<RulebookPage>(),
    of::<IndustryList>(),
    of::<ReferencePage>(),
];

const fn of<D: Document>() -> (&'static str, RenderJson) {
    (D::NAME, |json, presentation| {
        let mut document: D = serde_json::from_str(json).map_err(|error| invalid(&error))?;
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
fn render_json(json: &str, presentation: &Presentation) -> Result<Vec<u8>, Diagnostic> {
    /// The key that every document begins with.
    #[derive(Deserialize)]
    struct Head {
        document: Option<String>,
    }
    let head: Head = serde_json::from_str(json).map_err(|error| invalid(&error))?;
    let name = head.document.unwrap_or_default();
    match DOCUMENTS.iter().find(|(known, _)| *known == name) {
        Some((_, render)) => render(json, presentation),
        None => Err(diagnostics::report_invalid(|lang| text::report_unknown(lang, &name))),
    }
}

fn invalid(error: &serde_json::Error) -> Diagnostic {
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
