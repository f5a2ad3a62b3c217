//! `tiyanfen schema`: the JSON Schema of the documents that other commands print as JSON.

use crate::catalogue::{Lang, Text};
use crate::cli::flags::{choice, output_flag, subcommand};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output::Output;
use crate::cli::resolve;
use crate::report::DOCUMENTS;
use clap::{Arg, ArgMatches, Command};

/// The flags.
pub fn flags(lang: Lang) -> Command {
    let names: Vec<&str> = DOCUMENTS.iter().map(|document| document.name).collect();
    let help = Text::HelpSchemaReport.with(
        lang,
        &[("names", names.join(", ")), ("first", names.first().copied().unwrap_or_default().to_owned())],
    );
    let examples = ["tiyanfen schema", "tiyanfen schema cases --output cases.schema.json"];
    subcommand(lang, Text::AboutSchema, &examples)
        .arg(choice(Arg::new("report").value_name("REPORT").help(help), names))
        .arg(output_flag(lang))
}

/// Shows the schema.
pub fn run(matches: &ArgMatches, _lang: Lang) -> Result<Outcome, Failure> {
    let output = Output::open(resolve::output(matches))?;
    let asked = resolve::text(matches, "report");
    let document = DOCUMENTS.iter().find(|document| asked.is_none_or(|name| name == document.name));
    let Some(document) = document else { return Ok(Outcome::Unusable) };
    output.finish(&document.text()?, false)?;
    Ok(Outcome::Done)
}
