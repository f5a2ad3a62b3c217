//! The command line: flags, output, exit codes. No arithmetic.

mod commands;
mod config;
mod flags;
mod interrupt;
mod outcome;
mod output;
mod progress;
mod resolve;
mod rules;
mod settings;
mod usage;

use outcome::{Failure, Outcome, tell};
use std::ffi::OsString;
use std::process::ExitCode;

/// The whole command line, for tests that hold help, completions and manual page against it.
#[doc(hidden)]
pub fn command(lang: crate::catalogue::Lang) -> clap::Command {
    flags::command(lang)
}

/// Runs the program.
pub fn run() -> ExitCode {
    interrupt::listen();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let lang = resolve::language(&arguments);
    let matches = match flags::command(lang).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return ExitCode::from(usage::explain(&error, &arguments, lang)),
    };
    let called = matches.subcommand();
    let command = called.and_then(|(name, _)| commands::ALL.iter().find(|command| command.name == name));
    let outcome = match (command, called) {
        (Some(command), Some((_, matches))) => (command.run)(matches, lang),
        _ => Ok(Outcome::Done),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Below) => ExitCode::from(1),
        Ok(Outcome::Unusable) => ExitCode::from(2),
        Err(failure) => {
            if let Failure::Said(diagnostics) = &failure {
                tell(diagnostics, lang, false);
            }
            match failure {
                Failure::BrokenPipe => ExitCode::SUCCESS,
                Failure::Said(_) => ExitCode::from(2),
            }
        }
    }
}
