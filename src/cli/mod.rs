//! The command line: flags, output, exit codes. No arithmetic.

mod arguments;
mod commands;
mod config;
mod help;
mod interrupt;
mod outcome;
mod output;
mod progress;
mod resolve;
mod rules;
mod session;
mod settings;
mod usage;

use crate::catalogue::{Lang, Text};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, FromArgMatches, Subcommand};
use commands::Commands;
use help::{PROGRAM, say};
use outcome::{Failure, Outcome, tell};
use std::ffi::OsString;
use std::process::ExitCode;

/// What every command has comes below what it has of its own.
const LAST: usize = 900;

/// The whole command line, for tests that hold help, completions and manual page against it.
#[doc(hidden)]
pub fn command(lang: Lang) -> Command {
    help::in_language(lang, || {
        let lines = ["tiyanfen score fixtures/demo", "tiyanfen score --help"];
        let last = |name: &'static str, help| Arg::new(name).long(name).display_order(LAST).help(say(help));
        let languages = PossibleValuesParser::new(["zh", "en", "auto"]);
        let program = Command::new(PROGRAM)
            .version(env!("CARGO_PKG_VERSION"))
            .about(say(Text::AboutProgram))
            .subcommand_required(true)
            .arg(last("help", Text::HelpHelp).short('h').action(ArgAction::Help).global(true))
            .arg(last("lang", Text::HelpLang).value_name("LANG").value_parser(languages).global(true))
            .arg(last("version", Text::HelpVersion).short('V').action(ArgAction::Version));
        let examples = help::examples(&lines);
        Commands::augment_subcommands(program).after_help(format!("{examples}\n\n{}", say(Text::ExitCodes)))
    })
}

/// Runs the program.
pub fn run() -> ExitCode {
    interrupt::listen();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let lang = resolve::language(&arguments);
    let program = command(lang);
    let matches = program.clone().try_get_matches_from(&arguments);
    let outcome = match matches.and_then(|matches| Commands::from_arg_matches(&matches)) {
        Ok(command) => command.run(program, lang),
        Err(error) => return ExitCode::from(usage::explain(&error, &program, &arguments, lang)),
    };
    match outcome {
        Ok(outcome) => ExitCode::from(outcome as u8),
        Err(Failure::BrokenPipe) => ExitCode::SUCCESS,
        Err(Failure::Diagnosed(diagnostics)) => {
            tell(&diagnostics, lang, false);
            ExitCode::from(Outcome::Unusable as u8)
        }
    }
}
