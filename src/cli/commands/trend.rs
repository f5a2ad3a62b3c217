//! `tiyanfen trend`: the score day by day.

use crate::catalogue::{Lang, Text};
use crate::cli::flags::{
    claim_flags, input_flags, output_flags, rules_flags, set_flag, shop_flag, subcommand, value,
};
use crate::cli::outcome::{Failure, Outcome, tell};
use crate::cli::output::Output;
use crate::cli::resolve;
use crate::cli::rules::Rules;
use crate::cli::settings::Settings;
use crate::input;
use crate::report::{self, Render, Style};
use clap::{ArgMatches, Command};

/// How many days are shown where nobody says.
const DAYS: i32 = 30;

/// The flags.
pub fn flags(lang: Lang) -> Command {
    let days = Text::HelpTrendDays.with(lang, &[("default", DAYS.to_string())]);
    let examples = [
        "tiyanfen trend fixtures/demo",
        "tiyanfen trend fixtures/demo --days 90 --as-of 2026-10-15",
        "tiyanfen trend fixtures/demo --days 7 --format csv --bom --output trend.csv",
    ];
    subcommand(lang, Text::AboutTrend, &examples)
        .args(input_flags(lang))
        .arg(value("days", "N", "").help(days).allow_hyphen_values(true))
        .args(rules_flags(lang))
        .arg(set_flag(lang))
        .args(claim_flags(lang))
        .arg(shop_flag(lang))
        .args(output_flags(lang))
        .mut_arg("quiet", |arg| arg.help(Text::HelpQuietCases.template(lang)))
}

/// Reads, scores every day, shows.
pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Outcome, Failure> {
    let settings = Settings::read(matches)?;
    let options = resolve::reading(&settings, lang)?;
    let given_day = resolve::as_of(matches)?;
    let manual = resolve::manual(&settings)?;
    let days = resolve::whole(matches, "days", 1, 366)?.unwrap_or(DAYS);
    let rules = Rules::of(&settings, given_day)?;
    let output = Output::open(resolve::output(matches))?;

    let loaded = input::load(&options)?;
    let (as_of, as_of_basis) =
        resolve::as_of_day(given_day, &loaded.shop).map_err(|e| Failure::beside(&loaded, e))?;
    let chosen = rules.on(as_of).map_err(|e| Failure::beside(&loaded, e))?;
    let request = report::Request {
        loaded: &loaded,
        rulebook: &chosen.rulebook,
        profile: chosen.profile,
        claims: chosen.claims,
        notes: chosen.notes,
        rules: resolve::rules_again(&settings),
        as_of,
        as_of_basis,
        config: settings.config(),
        manual: &manual,
        weakest: 0,
        shop_name: resolve::shop_name(&settings),
        fail_under: None,
        arguments: Vec::new(),
    };
    let (trend, diagnostics) =
        report::build_trend(&request, days).map_err(|e| Failure::beside(&loaded, *e))?;
    tell(&diagnostics, lang, matches.get_flag("quiet"));
    let style = Style { colour: output.takes_colour() };
    let text = trend.render(resolve::format(matches), lang, style)?;
    output.finish(&text, resolve::bom(matches))?;
    Ok(if loaded.has_refused() { Outcome::Unusable } else { Outcome::Done })
}
