//! The flags that commands share, one definition each, and what every command looks like. A command's own
//! flags stand in its own file (`commands/`). Help is in the language of the run.

use super::commands;
use super::config::FILE_NAME;
use super::resolve::{TODAY, YESTERDAY};
use crate::catalogue::{Lang, Text};
use crate::indicator::Indicator;
use crate::report::Format;
use crate::rulebook::{self, ShopType};
use crate::threads::Threads;
use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, StyledStr, TypedValueParser};
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};
use std::ffi::OsStr;
use std::path::PathBuf;

/// The program's name.
pub const PROGRAM: &str = "tiyanfen";
/// The shop that examples are shown with.
const DEMO: &str = "fixtures/demo";

/// The whole command line: the commands of [`commands::ALL`] under one roof.
pub fn command(lang: Lang) -> Command {
    let say = |text: Text| text.template(lang);
    let lines = ["tiyanfen score fixtures/demo", "tiyanfen score --help"];
    Command::new(PROGRAM)
        .version(env!("CARGO_PKG_VERSION"))
        .about(say(Text::AboutProgram))
        .help_template(template(lang, &[Section::FirstSteps, Section::Commands, Section::Options]))
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
                .display_order(LAST)
                .help(say(Text::HelpVersion)),
        )
        .subcommands(
            commands::ALL.iter().map(|command| framed((command.flags)(lang).name(command.name), lang)),
        )
        .after_help(format!("{}\n\n{}", examples(lang, &lines), say(Text::ExitCodes)))
}

/// A subcommand, and those below it, with the frame of its help: sections for what it has.
fn framed(command: Command, lang: Lang) -> Command {
    let has_commands = command.get_subcommands().next().is_some();
    let has_arguments = command.get_positionals().next().is_some();
    let sections = [(has_commands, Section::Commands), (has_arguments, Section::Arguments)];
    let sections = sections.into_iter().filter(|(has, _)| *has).map(|(_, section)| section);
    let sections: Vec<Section> = sections.chain([Section::Options]).collect();
    command.help_template(template(lang, &sections)).mut_subcommands(|below| framed(below, lang))
}

/// A subcommand that has subcommands, with its help.
pub fn group(lang: Lang, about: Text, example_lines: &[&str]) -> Command {
    subcommand(lang, about, example_lines).disable_help_subcommand(true)
}

/// A subcommand with its help, before its own flags.
pub fn subcommand(lang: Lang, about: Text, example_lines: &[&str]) -> Command {
    // The name comes from the table of commands.
    Command::new("")
        .about(about.template(lang))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args_override_self(false)
        .arg(help_flag(lang))
        .after_help(examples(lang, example_lines))
}

/// The flags of commands that look at the exports as of a day.
pub fn input_flags(lang: Lang) -> Vec<Arg> {
    let as_of = value("as-of", "DAY", Text::HelpAsOf.template(lang));
    let mut flags = file_flags(lang);
    flags.insert(1, suggested(as_of, [YESTERDAY, TODAY].map(PossibleValue::new)));
    flags
}

/// The flags of commands that read exports.
pub fn file_flags(lang: Lang) -> Vec<Arg> {
    let say = |text: Text| text.template(lang);
    let threads = Text::HelpThreads.with(lang, &[("most", Threads::MOST.to_string())]);
    vec![
        Arg::new("paths")
            .value_name("PATH")
            .required(true)
            .num_args(1..)
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::AnyPath)
            .help(say(Text::HelpPaths)),
        config_flag(lang),
        columns_flag(lang),
        value("service-period", "FROM..TO", say(Text::HelpServicePeriod)),
        value("max-rejected", "SHARE", say(Text::HelpMaxRejected)).allow_hyphen_values(true),
        value("threads", "N", "").help(threads).allow_hyphen_values(true),
    ]
}

/// `--set`, for commands that score.
pub fn set_flag(lang: Lang) -> Arg {
    value("set", "ID=VALUE", Text::HelpSet.template(lang)).action(ArgAction::Append)
}

/// `--shop`, for commands that score.
pub fn shop_flag(lang: Lang) -> Arg {
    value("shop", "NAME", Text::HelpShop.template(lang))
}

/// `--rules`, for commands that count or score.
pub fn rules_flag(lang: Lang) -> Arg {
    let help = Text::HelpRules.with(lang, &[("default", rulebook::default_id().to_owned())]);
    rulebook_argument(value("rules", "ID|FILE", "").help(help))
}

/// `--rules` and whose shop it is, for commands that weigh.
pub fn rules_flags(lang: Lang) -> Vec<Arg> {
    [vec![rules_flag(lang)], shop_kind_flags(lang)].concat()
}

/// Whose shop it is.
pub fn shop_kind_flags(lang: Lang) -> Vec<Arg> {
    let types =
        ShopType::ALL.iter().map(|t| PossibleValue::new(t.id()).aliases([t.name_en(), t.page_name()]));
    vec![
        value("industry", "NAME", Text::HelpIndustry.template(lang)),
        choice(value("shop-type", "TYPE", Text::HelpShopType.template(lang)), types),
    ]
}

/// What no export tells, for commands that score.
pub fn claim_flags(lang: Lang) -> Vec<Arg> {
    let repeated = |arg: Arg| arg.action(ArgAction::Append);
    vec![
        repeated(value("event", "ID=COUNT", Text::HelpEvent.template(lang))),
        repeated(value("bonus", "ID", Text::HelpBonus.template(lang))),
    ]
}

/// An argument that is a rulebook: ids as a shell completes them, or a file.
pub fn rulebook_argument(arg: Arg) -> Arg {
    suggested(arg, rulebook::names().into_iter().map(PossibleValue::new))
}

/// The flags of commands that show something.
pub fn output_flags(lang: Lang) -> Vec<Arg> {
    vec![
        format_flag(lang, &Format::ALL.map(Format::id)),
        output_flag(lang),
        bom_flag(lang),
        switch("quiet", Text::HelpQuiet.template(lang)).short('q'),
    ]
}

/// The form of the output, of those that there are.
pub fn format_flag(lang: Lang, formats: &[&'static str]) -> Arg {
    let help = Text::HelpFormat.with(lang, &[("formats", formats.join(", "))]);
    choice(value("format", "FORMAT", "").help(help), formats.iter().copied())
}

/// `--bom`.
pub fn bom_flag(lang: Lang) -> Arg {
    switch("bom", Text::HelpBom.template(lang))
}

/// Where the result goes.
pub fn output_flag(lang: Lang) -> Arg {
    value("output", "FILE", Text::HelpOutput.template(lang))
        .short('o')
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
}

/// The user's table of columns.
pub fn columns_flag(lang: Lang) -> Arg {
    value("columns", "FILE", Text::HelpColumns.template(lang))
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
}

/// The configuration.
pub fn config_flag(lang: Lang) -> Arg {
    let help = Text::HelpConfig.with(lang, &[("name", FILE_NAME.to_owned())]);
    value("config", "FILE", "")
        .help(help)
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
}

/// What every command has comes below what it has of its own.
const LAST: usize = 900;

fn lang_flag(lang: Lang) -> Arg {
    choice(value("lang", "LANG", Text::HelpLang.template(lang)), ["zh", "en", "auto"]).display_order(LAST)
}

fn help_flag(lang: Lang) -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(Text::HelpHelp.template(lang))
        .display_order(LAST)
}

/// An argument with a few possible values, which its help names in its own words.
pub fn choice<V: Into<PossibleValue>>(arg: Arg, values: impl IntoIterator<Item = V>) -> Arg {
    arg.value_parser(PossibleValuesParser::new(values))
        .value_hint(ValueHint::Unknown)
        .hide_possible_values(true)
}

/// An argument of any text, of which a shell completes some. What is right is decided after parsing, in
/// words of our own.
pub fn suggested(arg: Arg, values: impl IntoIterator<Item = PossibleValue>) -> Arg {
    arg.value_parser(Suggestions(values.into_iter().collect()))
        .value_hint(ValueHint::Unknown)
        .hide_possible_values(true)
}

/// The id of an indicator, completed by a shell that shows names beside ids.
pub fn indicator_argument(lang: Lang) -> Arg {
    let ids = Indicator::ALL.into_iter().map(|indicator| {
        let facts = indicator.info();
        PossibleValue::new(facts.id).help(lang.pick(facts.name_zh, facts.name_en))
    });
    suggested(Arg::new("indicator").value_name("INDICATOR").help(Text::HelpIndicator.template(lang)), ids)
}

/// Takes any text; see [`suggested`].
#[derive(Clone)]
struct Suggestions(Vec<PossibleValue>);

impl TypedValueParser for Suggestions {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().cloned()))
    }
}

/// A flag with a value.
pub fn value(name: &'static str, value_name: &'static str, help: &'static str) -> Arg {
    // A number or a name: no file to complete.
    let hint = ValueHint::Other;
    Arg::new(name).long(name).value_name(value_name).help(help).action(ArgAction::Set).value_hint(hint)
}

/// A flag without a value.
pub fn switch(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help).action(ArgAction::SetTrue)
}

/// A part of a help text.
#[derive(Clone, Copy)]
enum Section {
    FirstSteps,
    Commands,
    Arguments,
    Options,
}

/// clap's own headings are English, so the template spells out the language's.
fn template(lang: Lang, sections: &[Section]) -> StyledStr {
    let mut text = format!("{{about}}\n\n{}\n  {{usage}}\n", heading(lang, Text::HeadingUsage));
    for section in sections {
        let (title, content) = match section {
            Section::FirstSteps => (Text::HeadingFirstSteps, Text::FirstSteps.template(lang)),
            Section::Commands => (Text::HeadingCommands, "{subcommands}"),
            Section::Arguments => (Text::HeadingArguments, "{positionals}"),
            Section::Options => (Text::HeadingOptions, "{options}"),
        };
        text += &format!("\n{}\n{content}\n", heading(lang, title));
    }
    // clap puts a blank line before it.
    text.truncate(text.trim_end().len());
    text += "{after-help}";
    StyledStr::from(text)
}

fn heading(lang: Lang, text: Text) -> String {
    format!("{}{}", text.template(lang), lang.pick("：", ":"))
}

fn examples(lang: Lang, lines: &[&str]) -> String {
    let mut text = format!("{}\n  {}", heading(lang, Text::ExamplesTitle), lines.join("\n  "));
    if lines.iter().any(|line| line.contains(DEMO)) {
        text += &format!("\n{}", Text::ExamplesDemo.with(lang, &[("demo", DEMO.to_owned())]));
    }
    text
}

/// Puts a section below the examples.
pub fn after(command: Command, lang: Lang, title: Text, lines: &[String]) -> Command {
    let above = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    command.after_help(format!("{above}\n\n{}\n  {}", heading(lang, title), lines.join("\n  ")))
}
