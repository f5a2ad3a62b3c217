//! What clap finds wrong with a command line, in the language of the run.

use super::help::PROGRAM;
use crate::catalogue::{Code, Diagnostic, Lang, Text};
use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;
use std::io::Write;

/// Shows help or the error; the exit code.
pub fn explain(error: &clap::Error, program: &Command, arguments: &[OsString], lang: Lang) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A reader that goes away is no failure.
            let _ = write!(std::io::stdout().lock(), "{}", error.render());
            0
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let about = [Text::AboutScore, Text::AboutCases].map(|text| text.template(lang).to_owned());
            let [score, cases] = about;
            let welcome = Text::Welcome.with(lang, &[("score", score), ("cases", cases)]);
            let _ = writeln!(std::io::stderr().lock(), "{welcome}");
            2
        }
        _ => {
            let command = typed_command(program, arguments);
            let said = Diagnostic::new(Code::Usage).with("what", what(error, lang)).with("command", command);
            let _ = writeln!(std::io::stderr().lock(), "{}", said.render(lang));
            2
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
    let flag = || of(ContextKind::InvalidArg);
    let say = |text: Text, args: &[(&str, String)]| text.with(lang, args);
    let nearest = |kind: ContextKind| match of(kind) {
        near if near.is_empty() => String::new(),
        near => say(Text::UsageNearest, &[("nearest", near)]),
    };
    match error.kind() {
        ErrorKind::UnknownArgument => {
            say(Text::UsageUnknownArgument, &[("found", flag())]) + &nearest(ContextKind::SuggestedArg)
        }
        ErrorKind::InvalidSubcommand => {
            let found = of(ContextKind::InvalidSubcommand);
            say(Text::UsageUnknownCommand, &[("found", found)]) + &nearest(ContextKind::SuggestedSubcommand)
        }
        ErrorKind::MissingRequiredArgument => say(Text::UsageMissing, &[("found", flag())]),
        ErrorKind::InvalidValue if of(ContextKind::InvalidValue).is_empty() => {
            say(Text::UsageNoValue, &[("flag", flag())])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let values = of(ContextKind::ValidValue);
            let possible =
                if values.is_empty() { values } else { say(Text::UsagePossible, &[("values", values)]) };
            say(Text::UsageInvalidValue, &[("flag", flag()), ("found", of(ContextKind::InvalidValue))])
                + &possible
        }
        ErrorKind::ArgumentConflict if of(ContextKind::PriorArg) == flag() => {
            say(Text::UsageTwice, &[("flag", flag())])
        }
        ErrorKind::ArgumentConflict => {
            say(Text::UsageConflict, &[("flag", flag()), ("found", of(ContextKind::PriorArg))])
        }
        _ => say(Text::UsageOther, &[]),
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
