//! `tiyanfen cases`: the orders behind an indicator, for auditing a number.

use crate::catalogue::{Lang, Text};
use crate::cli::flags::{
    indicator_argument, input_flags, output_flags, rules_flag, subcommand, switch, value,
};
use crate::cli::outcome::{Failure, Outcome, tell};
use crate::cli::output::Output;
use crate::cli::resolve;
use crate::cli::rules::Rules;
use crate::cli::settings::Settings;
use crate::input;
use crate::insight::Choice;
use crate::report::{Render, Style, build_cases};
use clap::{ArgMatches, Command};

/// The flags.
pub fn flags(lang: Lang) -> Command {
    let say = |text: Text| text.template(lang);
    let examples = [
        "tiyanfen cases quality_return_rate fixtures/demo",
        "tiyanfen cases pickup_on_time_rate --misses fixtures/demo",
        "tiyanfen cases arrival_hours --window 90 --format csv --bom --output arrival.csv fixtures/demo",
    ];
    subcommand(lang, Text::AboutCases, &examples)
        .arg(indicator_argument(lang).required(true))
        .args(input_flags(lang))
        .arg(rules_flag(lang))
        .arg(switch("denominator", say(Text::HelpDenominator)))
        .arg(switch("misses", say(Text::HelpMisses)).conflicts_with("denominator"))
        .arg(value("window", "DAYS", say(Text::HelpWindow)).allow_hyphen_values(true))
        .args(output_flags(lang))
        .mut_arg("quiet", |arg| arg.help(say(Text::HelpQuietCases)))
}

/// Reads, collects, shows.
pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Outcome, Failure> {
    let indicator = resolve::indicator(resolve::text(matches, "indicator").unwrap_or_default())?;
    let settings = Settings::read(matches)?;
    let options = resolve::reading(&settings, lang)?;
    let given_day = resolve::as_of(matches)?;
    let window = resolve::whole(matches, "window", 1, 366)?;
    let rules = Rules::of(&settings, given_day)?;
    let output = Output::open(resolve::output(matches))?;

    let loaded = input::load(&options)?;
    let (as_of, _) = resolve::as_of_day(given_day, &loaded.shop).map_err(|e| Failure::beside(&loaded, e))?;
    let chosen = rules.on(as_of).map_err(|e| Failure::beside(&loaded, e))?;
    tell(&loaded.diagnostics, lang, matches.get_flag("quiet"));
    tell(&chosen.notes, lang, matches.get_flag("quiet"));
    let choice = match (matches.get_flag("denominator"), matches.get_flag("misses")) {
        (true, _) => Choice::Denominator,
        (_, true) => Choice::Misses,
        _ => Choice::Numerator,
    };
    let definitions = &chosen.rulebook.definitions;
    let window = window.unwrap_or_else(|| definitions.window_days(indicator));
    let mut table = build_cases(&loaded.shop, definitions, (indicator, choice), (as_of, window));
    let format = resolve::format(matches);
    let bom = resolve::bom(matches);
    if bom && format == crate::report::Format::Csv {
        table.guard_ids();
    }
    let text = table.render(format, lang, Style::PLAIN)?;
    output.finish(&text, bom)?;
    Ok(if loaded.has_refused() { Outcome::Unusable } else { Outcome::Done })
}
