//! `tiyanfen init`: a configuration to fill in.

use crate::catalogue::{Code, Diagnostic, Lang, Text, io_reason};
use crate::cli::config::{FILE_NAME, template};
use crate::cli::flags::{output_flag, subcommand};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output::Output;
use crate::cli::resolve;
use clap::{Arg, ArgMatches, Command, ValueHint, value_parser};
use std::path::{Path, PathBuf};

/// The flags.
pub fn flags(lang: Lang) -> Command {
    let folder = Arg::new("folder")
        .value_name("FOLDER")
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::DirPath)
        .help(Text::HelpInitFolder.template(lang));
    let examples = ["tiyanfen init", "tiyanfen init exports", "tiyanfen init --output -"];
    let command = subcommand(lang, Text::AboutInit, &examples);
    command
        .about(Text::AboutInit.with(lang, &[("name", FILE_NAME.to_owned())]))
        .arg(folder.conflicts_with("output"))
        .arg(output_flag(lang).help(Text::HelpInitOutput.template(lang)))
}

/// Writes it, and says where.
pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Outcome, Failure> {
    let text = template::text(lang);
    let path = match (resolve::output(matches), matches.get_one::<PathBuf>("folder")) {
        (Some(file), _) => file.to_owned(),
        (None, Some(folder)) => folder_of(folder)?.join(FILE_NAME),
        (None, None) => PathBuf::from(FILE_NAME),
    };
    let output = Output::open_new(Some(&path))?;
    let is_printed = matches!(output, Output::Stdout);
    output.finish(&text, false)?;
    if is_printed {
        return Ok(Outcome::Done);
    }
    let done = Text::InitDone.with(lang, &[("path", path.to_string_lossy().into_owned())]);
    Output::Stdout.finish(&(done + "\n"), false)?;
    Ok(Outcome::Done)
}

/// A folder that is there.
fn folder_of(folder: &Path) -> Result<&Path, Diagnostic> {
    let shown = folder.to_string_lossy();
    match folder.metadata() {
        Ok(metadata) if metadata.is_dir() => Ok(folder),
        Ok(_) => Err(Diagnostic::new(Code::OutputUnwritable)
            .path(shown)
            .with("why", io_reason(&std::io::ErrorKind::NotADirectory.into()))),
        Err(_) => Err(Diagnostic::new(Code::PathNotFound).path(shown)),
    }
}
