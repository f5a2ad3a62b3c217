//! `tiyanfen score`: the main job.

use crate::catalogue::{Code, Diagnostic, Lang, Text};
use crate::cli::flags::{
    claim_flags, input_flags, output_flags, rules_flags, set_flag, shop_flag, subcommand, value,
};
use crate::cli::outcome::{Failure, Outcome, tell};
use crate::cli::output::Output;
use crate::cli::resolve;
use crate::cli::rules::Rules;
use crate::cli::settings::Settings;
use crate::indicator::Indicator;
use crate::input::{self, percent};
use crate::report::{self, Render, Style};
use crate::rulebook::Comparison;
use clap::{ArgMatches, Command};

/// The flags.
pub fn flags(lang: Lang) -> Command {
    let say = |text: Text| text.template(lang);
    let examples = [
        "tiyanfen score fixtures/demo",
        "tiyanfen score fixtures/demo --as-of 2026-10-15 --format json --output score.json",
        "tiyanfen score fixtures/demo --set im_reply_3min_rate=0.95",
        "tiyanfen score fixtures/demo --quiet --fail-under 4.2",
    ];
    subcommand(lang, Text::AboutScore, &examples)
        .args(input_flags(lang))
        .args(rules_flags(lang))
        .arg(set_flag(lang))
        .args(claim_flags(lang))
        .arg(value("weakest", "N", say(Text::HelpWeakest)).allow_hyphen_values(true))
        .arg(value("fail-under", "SCORE", say(Text::HelpFailUnder)).allow_hyphen_values(true))
        .arg(shop_flag(lang))
        .args(output_flags(lang))
}

/// Reads, scores, shows.
pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Outcome, Failure> {
    let settings = Settings::read(matches)?;
    let options = resolve::reading(&settings, lang)?;
    let given_day = resolve::as_of(matches)?;
    let manual = resolve::manual(&settings)?;
    let weakest = resolve::whole(matches, "weakest", 0, Indicator::ALL.len() as i32)?.unwrap_or(3);
    let rules = Rules::of(&settings, given_day)?;
    let quiet = matches.get_flag("quiet");
    let output = Output::open(resolve::output(matches))?;

    let loaded = input::load(&options)?;
    let (as_of, as_of_basis) =
        resolve::as_of_day(given_day, &loaded.shop).map_err(|e| Failure::beside(&loaded, e))?;
    let chosen = rules.on(as_of).map_err(|e| Failure::beside(&loaded, e))?;
    let scale = chosen.rulebook.scoring.scale;
    let fail_under = resolve::number(matches, "fail-under", scale.min, scale.max)
        .map_err(|e| Failure::beside(&loaded, e))?;
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
        weakest: usize::try_from(weakest).unwrap_or_default(),
        shop_name: resolve::shop_name(&settings),
        fail_under,
        arguments: resolve::reading_again(&settings),
    };
    let (report, diagnostics) = report::build(request).map_err(|e| Failure::beside(&loaded, *e))?;
    tell(&diagnostics, lang, quiet);

    let mut outcome = if loaded.has_refused() { Outcome::Unusable } else { Outcome::Done };
    if let Some(least) = fail_under {
        match report.score.value {
            None => {
                let coverage = percent(report.score.coverage);
                tell(&[Diagnostic::new(Code::NoTotal).with("coverage", coverage)], lang, quiet);
                outcome = Outcome::Unusable;
            }
            Some(value) if !Comparison::AtLeast.holds(value, least) && outcome == Outcome::Done => {
                outcome = Outcome::Below
            }
            Some(_) => {}
        }
    }
    // All is well and nobody wants to hear it: nothing on standard output, but a file is still written.
    if quiet && fail_under.is_some() && outcome == Outcome::Done && matches!(output, Output::Stdout) {
        return Ok(outcome);
    }
    let style = Style { colour: output.takes_colour() };
    let text = report.render(resolve::format(matches), lang, style)?;
    output.finish(&text, resolve::bom(matches))?;
    Ok(outcome)
}
