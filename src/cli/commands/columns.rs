//! `tiyanfen columns`: the table of header names and status words, in the form that `--columns` takes.

use crate::catalogue::text;
use crate::cli::arguments::{ColumnsFile, ConfigFile, OutputFile};
use crate::cli::help::{examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::settings::Settings;
use crate::input::columns::{self, BUILT_IN};
use clap::Args;

#[derive(Debug, Args)]
#[command(about = say(text::about_columns), after_help = examples(&[
    "tiyanfen columns",
    "tiyanfen columns --output my.toml",
    "tiyanfen columns --columns my.toml",
]), mut_arg("columns", |arg| arg.help(say(text::help_columns_merged))),
    mut_arg("config", |arg| arg.help(say(text::help_config_only))))]
pub(crate) struct Columns {
    #[command(flatten)]
    columns: ColumnsFile,
    #[command(flatten)]
    config: ConfigFile,
    #[command(flatten)]
    output: OutputFile,
}

impl Columns {
    /// Prints the built-in table as it is written, or what it becomes with a user's on top.
    pub(crate) fn run(self) -> Result<Outcome, Failure> {
        let output = self.output.open()?;
        let settings = Settings::read(self.config.config.as_deref(), &[], &[])?;
        let file = settings.file("columns", self.columns.columns.as_ref())?;
        let columns = columns::Columns::with(file.as_deref())?;
        output.finish(if file.is_some() { columns.to_toml() } else { BUILT_IN.to_owned() })?;
        Ok(Outcome::Done)
    }
}
