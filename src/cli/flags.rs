//! The flags: one definition each. Help is in the language of the run.

use crate::catalogue::{Lang, Text};
use crate::report::Format;
use clap::builder::{PossibleValuesParser, StyledStr};
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// The subcommand that computes the score.
pub const SCORE: &str = "score";
/// The subcommand that lists cases.
pub const CASES: &str = "cases";

/// The whole command line.
pub fn command(lang: Lang) -> Command {
    let say = |text: Text| text.template(lang);
    let command = |name: &'static str, about: Text| {
        Command::new(name)
            .about(say(about))
            .help_template(template(lang, &["{positionals}", "{options}"]))
            .disable_help_flag(true)
            .disable_version_flag(true)
            .args_override_self(false)
            .arg(help_flag(lang))
    };
    let score = command(SCORE, Text::AboutScore)
        .args(input_flags(lang))
        .arg(value("set", "ID=VALUE", say(Text::HelpSet)).action(ArgAction::Append))
        .arg(value("weakest", "N", say(Text::HelpWeakest)).allow_hyphen_values(true))
        .arg(value("fail-under", "SCORE", say(Text::HelpFailUnder)).allow_hyphen_values(true))
        .arg(value("shop", "NAME", say(Text::HelpShop)))
        .args(output_flags(lang))
        .after_help(examples(
            lang,
            &[
                "tiyanfen score fixtures/demo",
                "tiyanfen score fixtures/demo --as-of 2026-10-15 --format json --output score.json",
                "tiyanfen score fixtures/demo --set im_reply_3min_rate=0.95",
                "tiyanfen score fixtures/demo --quiet --fail-under 4.2",
            ],
        ));
    let cases = command(CASES, Text::AboutCases)
        .arg(Arg::new("indicator").value_name("INDICATOR").required(true).help(say(Text::HelpIndicator)))
        .args(input_flags(lang))
        .arg(switch("denominator", say(Text::HelpDenominator)))
        .arg(switch("misses", say(Text::HelpMisses)).conflicts_with("denominator"))
        .arg(value("window", "DAYS", say(Text::HelpWindow)).allow_hyphen_values(true))
        .args(output_flags(lang))
        .mut_arg("quiet", |arg| arg.help(say(Text::HelpQuietCases)))
        .after_help(examples(lang, &[
            "tiyanfen cases quality_return_rate fixtures/demo",
            "tiyanfen cases pickup_on_time_rate --misses fixtures/demo",
            "tiyanfen cases arrival_hours --window 90 --format csv --bom --output arrival.csv fixtures/demo",
        ]));
    Command::new("tiyanfen")
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
        .subcommands([score, cases])
        .after_help(examples(lang, &["tiyanfen score fixtures/demo", "tiyanfen score --help"]))
}

fn input_flags(lang: Lang) -> Vec<Arg> {
    let say = |text: Text| text.template(lang);
    vec![
        Arg::new("paths")
            .value_name("PATH")
            .required(true)
            .num_args(1..)
            .value_parser(value_parser!(PathBuf))
            .help(say(Text::HelpPaths)),
        value("as-of", "DAY", say(Text::HelpAsOf)),
        value("service-period", "FROM..TO", say(Text::HelpServicePeriod)),
        value("max-rejected", "SHARE", say(Text::HelpMaxRejected)).allow_hyphen_values(true),
    ]
}

fn output_flags(lang: Lang) -> Vec<Arg> {
    let say = |text: Text| text.template(lang);
    let formats = Format::ALL.map(Format::id);
    let help = Text::HelpFormat.with(lang, &[("formats", formats.join(", "))]);
    vec![
        value("format", "FORMAT", "")
            .help(help)
            .value_parser(PossibleValuesParser::new(formats))
            .hide_possible_values(true),
        value("output", "FILE", say(Text::HelpOutput)).short('o').value_parser(value_parser!(PathBuf)),
        switch("bom", say(Text::HelpBom)),
        switch("quiet", say(Text::HelpQuiet)).short('q'),
    ]
}

fn lang_flag(lang: Lang) -> Arg {
    value("lang", "LANG", Text::HelpLang.template(lang))
        .value_parser(PossibleValuesParser::new(["zh", "en", "auto"]))
        .hide_possible_values(true)
}

fn help_flag(lang: Lang) -> Arg {
    Arg::new("help").short('h').long("help").action(ArgAction::Help).help(Text::HelpHelp.template(lang))
}

fn value(name: &'static str, value_name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value_name).help(help).action(ArgAction::Set)
}

fn switch(name: &'static str, help: &'static str) -> Arg {
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
