//! `tiyanfen check`: what the files are, how far they go, and what is wrong with them.

use crate::catalogue::{Lang, Text};
use crate::cli::flags::{file_flags, format_flag, output_flag, rules_flag, subcommand};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output::Output;
use crate::cli::resolve;
use crate::cli::rules::Rules;
use crate::cli::settings::Settings;
use crate::input;
use crate::report::{CheckRequest, Document, Format, Style, build_check};
use crate::time::{self, Day};
use clap::{ArgMatches, Command};

/// The forms a check has.
const FORMATS: [Format; 2] = [Format::Text, Format::Json];

/// The flags.
pub fn flags(lang: Lang) -> Command {
    let examples = ["tiyanfen check fixtures/demo", "tiyanfen check --format json fixtures/demo"];
    subcommand(lang, Text::AboutCheck, &examples)
        .args(file_flags(lang))
        .arg(rules_flag(lang))
        .arg(format_flag(lang, &FORMATS.map(Format::id)))
        .arg(output_flag(lang))
}

/// Reads, accounts, shows.
pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Outcome, Failure> {
    let settings = Settings::read(matches)?;
    let options = input::Options { samples: usize::MAX, ..resolve::reading(&settings, lang)? };
    let rules = Rules::of(&settings, None)?;
    let output = Output::open(resolve::output(matches))?;
    let loaded = input::survey(&options)?;
    let day = loaded.shop.default_as_of().map_or(time::now().day(), |(day, _)| Some(day));
    let rulebook = rules.on(day.unwrap_or(Day::NEVER))?.rulebook;
    let request = CheckRequest {
        loaded: &loaded,
        rulebook: &rulebook,
        max_rejected: options.max_rejected,
        config: settings.config(),
    };
    let report = build_check(&request);
    let style = Style { colour: output.takes_colour() };
    let text = report.render(resolve::format(matches), lang, style)?;
    output.finish(&text, false)?;
    Ok(if report.has_errors() { Outcome::Unusable } else { Outcome::Done })
}
