//! `tiyanfen render`: a report that was printed as JSON, in another form.

use crate::catalogue::{Diagnostic, Lang, Text, diagnostics, io_reason};
use crate::cli::arguments::DocumentArgs;
use crate::cli::help::{examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::report::{Format, Presentation, render_json};
use clap::Args;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(about = say(Text::AboutRender), after_help = examples(&[
    "tiyanfen render score.json",
    "tiyanfen render score.json --format csv --bom --output score.csv",
]))]
pub struct Render {
    #[arg(value_name = "REPORT", help = say(Text::HelpRenderReport))]
    report: PathBuf,
    #[command(flatten)]
    output: DocumentArgs,
}

impl Render {
    /// Reads it back, shows it.
    pub fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        let shown = self.report.to_string_lossy();
        let json = read(&self.report).map_err(|error| unreadable(&error).path(shown.as_ref()))?;
        let output = self.output.open()?;
        let guards_ids = output.bom && output.format == Format::Csv;
        let presentation = Presentation { format: output.format, guards_ids, lang, style: output.style() };
        let rendered = render_json(&json, &presentation).map_err(|wrong| wrong.path(shown.as_ref()))?;
        output.finish(rendered)?;
        Ok(Outcome::Done)
    }
}

/// A file, or standard input for `-`.
fn read(path: &Path) -> io::Result<String> {
    if path != Path::new("-") {
        return std::fs::read_to_string(path);
    }
    let mut json = String::new();
    io::stdin().lock().read_to_string(&mut json)?;
    Ok(json)
}

fn unreadable(error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::NotFound => diagnostics::path_not_found(),
        _ => diagnostics::path_unreadable(io_reason(error)),
    }
}
