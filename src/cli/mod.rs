//! The command line: flags, output, exit codes. No arithmetic.

mod arguments;
mod bare_path;
mod built_score;
mod commands;
mod config;
mod help;
mod history;
mod interrupt;
mod mail_letter;
mod mail_route;
mod outcome;
mod output;
mod own_window;
mod progress;
mod resolve;
mod rules;
mod session;
mod settings;
mod shop_runs;
mod usage;
mod verdict;

use crate::catalogue::{Lang, diagnostics, text};
use crate::time;
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
        let last =
            |name: &'static str, help: &'static str| Arg::new(name).long(name).display_order(LAST).help(help);
        let languages = PossibleValuesParser::new(resolve::LANGUAGES.map(|(id, _)| id));
        let examples = help::examples(&["tiyanfen score fixtures/demo", "tiyanfen score --help"]);
        let program = Command::new(PROGRAM)
            .version(env!("CARGO_PKG_VERSION"))
            .about(say(text::about_program))
            .subcommand_required(true)
            .arg(last("help", say(text::help_help)).short('h').action(ArgAction::Help).global(true))
            .arg(last("lang", say(text::help_lang)).value_name("LANG").value_parser(languages).global(true))
            .arg(last("version", say(text::help_version)).short('V').action(ArgAction::Version));
        Commands::augment_subcommands(program).after_help(format!("{examples}\n\n{}", say(text::exit_codes)))
    })
}

/// Runs the program.
pub fn run() -> ExitCode {
    interrupt::listen();
    let arguments = typed();
    let lang = resolve::language(&arguments);
    let code = run_with(arguments, lang);
    own_window::wait_before_it_closes(lang);
    code
}

/// What was typed. The shells of Windows leave `*.csv` to the program.
fn typed() -> Vec<OsString> {
    #[cfg(windows)]
    return wild::args_os().collect();
    #[cfg(not(windows))]
    std::env::args_os().collect()
}

fn run_with(arguments: Vec<OsString>, lang: Lang) -> ExitCode {
    if let Some(Err(found)) = time::clock_given() {
        tell(&[diagnostics::clock_invalid(time::CLOCK, found)], lang, false);
        return ExitCode::from(Outcome::Unusable as u8);
    }
    let program = command(lang);
    let arguments = bare_path::with_score(&program, arguments);
    let matches = program.clone().try_get_matches_from(&arguments);
    let ended = match matches.and_then(|matches| Commands::from_arg_matches(&matches)) {
        Ok(command) => command.run(program, lang),
        Err(error) => usage::explain(&error, &program, &arguments, lang),
    };
    match ended {
        Ok(outcome) => ExitCode::from(outcome as u8),
        Err(Failure::BrokenPipe) => ExitCode::SUCCESS,
        Err(Failure::Diagnosed(diagnostics)) => {
            tell(&diagnostics, lang, false);
            ExitCode::from(Outcome::Unusable as u8)
        }
    }
}
