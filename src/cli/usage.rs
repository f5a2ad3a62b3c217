//! What clap finds wrong with a command line, in the language of the run.

use super::arguments::OutputFile;
use super::help::PROGRAM;
use super::outcome::{Failure, Outcome};
use crate::catalogue::{Lang, diagnostics, text};
use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;
use std::io::Write;

/// Shows help; or says what is wrong.
pub(super) fn explain(error: &clap::Error, arguments: &[OsString], lang: Lang) -> Result<Outcome, Failure> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            OutputFile { output: None }.open()?.finish(error.render().to_string())?;
            Ok(Outcome::Done)
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let welcome = text::welcome(lang, text::about_score(lang), text::about_cases(lang));
            let _ = writeln!(std::io::stderr().lock(), "{welcome}");
            Ok(Outcome::Unusable)
        }
        _ => {
            Err(diagnostics::usage(what(error, lang), typed_command(&super::command(lang), arguments)).into())
        }
    }
}

/// The command that was meant, as far as it was typed right.
fn typed_command(program: &Command, arguments: &[OsString]) -> String {
    let (mut words, mut at) = (PROGRAM.to_owned(), program);
    for word in arguments.iter().skip(1) {
        if let Some(below) = at.find_subcommand(word) {
            words = format!("{words} {}", below.get_name());
            at = below;
        }
    }
    words
}

fn what(error: &clap::Error, lang: Lang) -> String {
    let of = |kind: ContextKind| context(error, kind);
    let (flag, found) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let unless_empty = |text: fn(Lang, String) -> String, kind: ContextKind| match of(kind) {
        nothing if nothing.is_empty() => nothing,
        something => text(lang, something),
    };
    match error.kind() {
        ErrorKind::UnknownArgument => {
            text::usage_unknown_argument(lang, flag)
                + &unless_empty(text::usage_nearest, ContextKind::SuggestedArg)
        }
        ErrorKind::InvalidSubcommand => {
            let found = of(ContextKind::InvalidSubcommand);
            text::usage_unknown_command(lang, found)
                + &unless_empty(text::usage_nearest, ContextKind::SuggestedSubcommand)
        }
        ErrorKind::MissingRequiredArgument => text::usage_missing(lang, flag),
        ErrorKind::InvalidValue if found.is_empty() => text::usage_no_value(lang, flag),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            text::usage_invalid_value(lang, flag, found)
                + &unless_empty(text::usage_possible, ContextKind::ValidValue)
        }
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            prior if prior == flag => text::usage_twice(lang, flag),
            prior => text::usage_conflict(lang, flag, prior),
        },
        _ => text::usage_other(lang).to_owned(),
    }
}

/// A piece of what clap knows of the error.
fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    }
}
