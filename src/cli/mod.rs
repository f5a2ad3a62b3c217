//! The command line: flags, output, exit codes. No arithmetic.

mod commands;
mod flags;
mod outcome;
mod output;
mod resolve;
mod usage;

use outcome::{Failure, Outcome, tell};
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program.
pub fn run() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let lang = resolve::language(&arguments);
    let matches = match flags::command(lang).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return ExitCode::from(usage::explain(&error, &arguments, lang)),
    };
    let outcome = match matches.subcommand() {
        Some((flags::SCORE, matches)) => commands::score::run(matches, lang),
        Some((flags::CASES, matches)) => commands::cases::run(matches, lang),
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
