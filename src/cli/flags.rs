//! The flags that commands share, one definition each, and what every command looks like. A command's own
//! flags stand in its own file (`commands/`). Help is in the language of the run.

use super::commands;
use crate::catalogue::{Lang, Text};
use crate::report::Format;
use clap::builder::{PossibleValuesParser, StyledStr};
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// The program's name.
pub const PROGRAM: &str = "tiyanfen";

/// The whole command line: the commands of [`commands::ALL`] under one roof.
pub fn command(lang: Lang) -> Command {
    let say = |text: Text| text.template(lang);
    Command::new(PROGRAM)
        .version(env!("CARGO_PKG_VERSION"))
        .about(say(Text::AboutProgram))
        .help_template(template(lang, &["{subcommands}", "{options}"]))
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help_flag(lang))
        .arg(lang_flag(lang).global(true))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(say(Text::HelpVersion)),
        )
        .subcommands(commands::ALL.iter().map(|command| (command.flags)(lang).name(command.name)))
        .after_help(examples(lang, &["tiyanfen score fixtures/demo", "tiyanfen score --help"]))
}

/// A subcommand with its help, before its own flags.
pub fn subcommand(lang: Lang, about: Text, example_lines: &[&str]) -> Command {
    // The name comes from the table of commands.
    Command::new("")
        .about(about.template(lang))
        .help_template(template(lang, &["{positionals}", "{options}"]))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args_override_self(false)
        .arg(help_flag(lang))
        .after_help(examples(lang, example_lines))
}

/// The flags of commands that read exports.
pub fn input_flags(lang: Lang) -> Vec<Arg> {
    let say = |text: Text| text.template(lang);
    vec![
        Arg::new("paths")
            .value_name("PATH")
            .required(true)
            .num_args(1..)
            .value_parser(value_parser!(PathBuf))
            .help(say(Text::HelpPaths)),
        value("as-of", "DAY", say(Text::HelpAsOf)),
        columns_flag(lang),
        value("service-period", "FROM..TO", say(Text::HelpServicePeriod)),
        value("max-rejected", "SHARE", say(Text::HelpMaxRejected)).allow_hyphen_values(true),
    ]
}

/// The flags of commands that show something.
pub fn output_flags(lang: Lang) -> Vec<Arg> {
    let say = |text: Text| text.template(lang);
    let formats = Format::ALL.map(Format::id);
    let help = Text::HelpFormat.with(lang, &[("formats", formats.join(", "))]);
    vec![
        value("format", "FORMAT", "")
            .help(help)
            .value_parser(PossibleValuesParser::new(formats))
            .hide_possible_values(true),
        output_flag(lang),
        switch("bom", say(Text::HelpBom)),
        switch("quiet", say(Text::HelpQuiet)).short('q'),
    ]
}

/// Where the result goes.
pub fn output_flag(lang: Lang) -> Arg {
    let help = Text::HelpOutput.template(lang);
    value("output", "FILE", help).short('o').value_parser(value_parser!(PathBuf))
}

/// The user's table of columns.
pub fn columns_flag(lang: Lang) -> Arg {
    value("columns", "FILE", Text::HelpColumns.template(lang)).value_parser(value_parser!(PathBuf))
}

fn lang_flag(lang: Lang) -> Arg {
    value("lang", "LANG", Text::HelpLang.template(lang))
        .value_parser(PossibleValuesParser::new(["zh", "en", "auto"]))
        .hide_possible_values(true)
}

fn help_flag(lang: Lang) -> Arg {
    Arg::new("help").short('h').long("help").action(ArgAction::Help).help(Text::HelpHelp.template(lang))
}

/// A flag with a value.
pub fn value(name: &'static str, value_name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value_name).help(help).action(ArgAction::Set)
}

/// A flag without a value.
pub fn switch(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help).action(ArgAction::SetTrue)
}

/// clap's own headings are English, so the template spells out the language's.
fn template(lang: Lang, sections: &[&str]) -> StyledStr {
    let say = |text: Text| text.template(lang);
    let colon = lang.pick("：", ":");
    let mut text = format!("{{about}}\n\n{}{colon}\n  {{usage}}\n", say(Text::HeadingUsage));
    for section in sections {
        let heading = match *section {
            "{positionals}" => Text::HeadingArguments,
            "{subcommands}" => Text::HeadingCommands,
            _ => Text::HeadingOptions,
        };
        text += &format!("\n{}{colon}\n{section}\n", say(heading));
    }
    // clap puts a blank line before it.
    text.truncate(text.trim_end().len());
    text += "{after-help}";
    StyledStr::from(text)
}

fn examples(lang: Lang, lines: &[&str]) -> String {
    let colon = lang.pick("：", ":");
    format!("{}{colon}\n  {}", Text::ExamplesTitle.template(lang), lines.join("\n  "))
}
