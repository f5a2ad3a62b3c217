//! `tiyanfen schema`: the JSON Schema of the documents that other commands print as JSON.

use crate::catalogue::text;
use crate::cli::arguments::OutputFile;
use crate::cli::help::{self, examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::facts_table::STRUCTURES;
use crate::report::{DOCUMENTS, JsonDocument};
use clap::Args;
use clap::builder::PossibleValuesParser;

#[derive(Debug, Args)]
#[command(about = say(text::about_schema), after_help = examples(&[
    "tiyanfen schema",
    "tiyanfen schema cases --output cases.schema.json",
]))]
pub(crate) struct Schema {
    #[arg(value_name = "REPORT", help = help_of_report(), value_parser = PossibleValuesParser::new(names()))]
    report: Option<String>,
    #[command(flatten)]
    output: OutputFile,
}

fn documents() -> impl Iterator<Item = &'static JsonDocument> {
    DOCUMENTS.iter().chain(STRUCTURES)
}

fn names() -> impl Iterator<Item = &'static str> {
    documents().map(|document| document.name)
}

fn help_of_report() -> String {
    let names: Vec<&str> = names().collect();
    text::help_schema_report(help::lang(), names.join(", "), names.first().copied().unwrap_or_default())
}

impl Schema {
    /// Shows the schema.
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let output = self.output.open()?;
        let asked = self.report.as_deref();
        let document = documents().find(|document| asked.is_none_or(|name| name == document.name));
        let Some(document) = document else { return Ok(Outcome::Unusable) };
        output.finish(document.text()?)?;
        Ok(Outcome::Done)
    }
}
