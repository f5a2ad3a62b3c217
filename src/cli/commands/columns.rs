//! `tiyanfen columns`: the table of header names and status words, in the form that `--columns` takes.

use crate::catalogue::{Lang, Text};
use crate::cli::flags::{columns_flag, config_flag, output_flag, subcommand};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output::Output;
use crate::cli::resolve;
use crate::cli::settings::Settings;
use crate::input::columns::{BUILT_IN, Columns};
use clap::{ArgMatches, Command};

/// The flags.
pub fn flags(lang: Lang) -> Command {
    let examples =
        ["tiyanfen columns", "tiyanfen columns --output my.toml", "tiyanfen columns --columns my.toml"];
    subcommand(lang, Text::AboutColumns, &examples)
        .arg(columns_flag(lang).help(Text::HelpColumnsMerged.template(lang)))
        .arg(config_flag(lang).help(Text::HelpConfigOnly.template(lang)))
        .arg(output_flag(lang))
}

/// Prints the built-in table as it is written, or what it becomes with a user's on top.
pub fn run(matches: &ArgMatches, _: Lang) -> Result<Outcome, Failure> {
    let output = Output::open(resolve::output(matches))?;
    let file = Settings::read(matches)?.file("columns")?;
    let columns = Columns::with(file.as_deref())?;
    let text = if file.is_some() { columns.to_toml() } else { BUILT_IN.to_owned() };
    output.finish(&text, false)?;
    Ok(Outcome::Done)
}
