//! The command line: flags, output, exit codes. No arithmetic.

mod arguments;
mod bare_path;
mod built_score;
mod commands;
mod config;
mod from_sums;
mod help;
mod history;
mod internal_error;
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
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, Command};
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
    command_with(lang, |_| true)
}

/// The command line with some of its subcommands.
fn command_with(lang: Lang, is_wanted: impl Fn(&str) -> bool) -> Command {
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
        Commands::add_to(program, is_wanted).after_help(format!("{examples}\n\n{}", say(text::exit_codes)))
    })
}

/// Runs the program.
pub fn run() -> ExitCode {
    interrupt::listen();
    let arguments = typed();
    let lang = resolve::language(&arguments);
    internal_error::end_run_on_panic(lang);
    let code = run_with(arguments, lang);
    own_window::wait_before_it_closes(lang);
    ExitCode::from(code)
}

/// What was typed. The shells of Windows leave `*.csv` to the program.
fn typed() -> Vec<OsString> {
    #[cfg(windows)]
    return wild::args_os().collect();
    #[cfg(not(windows))]
    std::env::args_os().collect()
}

/// Runs a command line, program name first, and gives its exit code: for fuzzing, which runs many in one process.
#[doc(hidden)]
pub fn run_with(arguments: Vec<OsString>, lang: Lang) -> u8 {
    if let Some(Err(found)) = time::clock_given() {
        tell(&[diagnostics::clock_invalid(time::CLOCK, found)], lang, false);
        return Outcome::Unusable as u8;
    }
    let arguments = bare_path::with_score(arguments);
    let ended = match parsed(&arguments, lang) {
        Ok(command) => command.run(lang),
        Err(error) => usage::explain(&error, &arguments, lang),
    };
    match ended {
        Ok(outcome) => outcome as u8,
        Err(Failure::BrokenPipe) => Outcome::Done as u8,
        Err(Failure::Diagnosed(diagnostics)) => {
            tell(&diagnostics, lang, false);
            Outcome::Unusable as u8
        }
    }
}

/// What was asked for. To build the whole command line takes as long as to read a small file: where the subcommand alone
/// understands its arguments, and where nothing but the version is asked for, it is not.
fn parsed(arguments: &[OsString], lang: Lang) -> Result<Commands, clap::Error> {
    let parse = |mut program: Command| {
        let matches = program.try_get_matches_from_mut(arguments)?;
        Commands::of(&matches)
    };
    let word = bare_path::first_word(arguments).and_then(|place| arguments.get(place));
    if word.is_none_or(|word| Commands::IDS.iter().any(|id| word == id)) {
        match parse(command_with(lang, |id| word.is_some_and(|word| word == id))) {
            Err(error) if word.is_some() || error.kind() != ErrorKind::DisplayVersion => {}
            done => return done,
        }
    }
    parse(command(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subcommand_alone_understands_what_the_whole_command_line_does() {
        for typed in [
            &["t", "score", "fixtures/demo", "--lang", "en"][..],
            &["t", "--lang", "en", "rules", "show", "xyz"],
            &["t", "completions", "bash"],
        ] {
            let arguments: Vec<OsString> = typed.iter().map(OsString::from).collect();
            let whole = command(Lang::En).try_get_matches_from(&arguments).unwrap();
            assert!(parsed(&arguments, Lang::En).is_ok());
            assert!(Commands::IDS.contains(&whole.subcommand_name().unwrap()));
        }
    }

    #[test]
    fn errors_help_and_version_are_those_of_the_whole_command_line() {
        for typed in [
            &["t"][..],
            &["t", "--version"],
            &["t", "-V", "--lang", "en"],
            &["t", "--help"],
            &["t", "--lang"],
            &["t", "--nothing"],
            &["t", "scor"],
            &["t", "score"],
            &["t", "score", "--help"],
            &["t", "score", "--version"],
            &["t", "score", "a", "--form", "json"],
            &["t", "rules", "shw"],
        ] {
            let arguments: Vec<OsString> = typed.iter().map(OsString::from).collect();
            for lang in [Lang::Zh, Lang::En] {
                let whole = command(lang).try_get_matches_from(&arguments).unwrap_err();
                let parsed = parsed(&arguments, lang).err().unwrap();
                assert_eq!(parsed.kind(), whole.kind(), "{typed:?}");
                assert_eq!(parsed.render().to_string(), whole.render().to_string(), "{typed:?}");
            }
        }
    }
}
