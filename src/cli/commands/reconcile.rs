//! `tiyanfen reconcile`: the back office's figures beside one's own.

use crate::catalogue::{Diagnostic, Lang, Text};
use crate::cli::flags::{
    claim_flags, input_flags, output_flags, rules_flags, set_flag, shop_flag, subcommand, switch, value,
};
use crate::cli::outcome::{Failure, Outcome, tell};
use crate::cli::output::Output;
use crate::cli::resolve;
use crate::cli::rules::Rules;
use crate::cli::settings::Settings;
use crate::input;
use crate::insight::reconcile::{OrderIds, read_official, reconcile_template};
use crate::report::{Document, ReconcileRequest, Style, build_reconciliation};
use crate::time::{self, Day};
use clap::{Arg, ArgMatches, Command, ValueHint, value_parser};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::PathBuf;

/// The flags.
pub fn flags(lang: Lang) -> Command {
    let say = |text: Text| text.template(lang);
    let examples = [
        "tiyanfen reconcile --template --output page.csv",
        "tiyanfen reconcile fixtures/demo-page.csv fixtures/demo",
        "tiyanfen reconcile page.csv exports --exclude appeals.txt",
        "tiyanfen reconcile - exports --as-of 2026-10-30",
    ];
    let file = Arg::new("file")
        .value_name("FILE")
        .required_unless_present("template")
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
        .help(say(Text::HelpReconcileFile));
    let exclude = value("exclude", "FILE", say(Text::HelpExclude));
    subcommand(lang, Text::AboutReconcile, &examples)
        .arg(file)
        .args(input_flags(lang))
        .mut_arg("paths", |arg| arg.required(false).required_unless_present("template"))
        .mut_arg("as-of", |arg| arg.help(say(Text::HelpReconcileAsOf)))
        .arg(exclude.value_parser(value_parser!(PathBuf)).value_hint(ValueHint::FilePath))
        .arg(switch("template", say(Text::HelpTemplate)).conflicts_with("exclude"))
        .args(rules_flags(lang))
        .arg(set_flag(lang))
        .args(claim_flags(lang))
        .arg(shop_flag(lang))
        .args(output_flags(lang))
        .mut_arg("quiet", |arg| arg.help(say(Text::HelpQuietCases)))
}

/// Reads both sides, compares, shows.
pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Outcome, Failure> {
    let given_day = resolve::as_of(matches)?;
    if matches.get_flag("template") {
        return template(matches, given_day, lang);
    }
    let settings = Settings::read(matches)?;
    let options = resolve::reading(&settings, lang)?;
    let manual = resolve::manual(&settings)?;
    let rules = Rules::of(&settings, given_day)?;
    let file = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let official = read_official(&file, given_day)?;
    let columns = input::columns::Columns::with(options.columns.as_deref())?;
    let exclude = matches.get_one::<PathBuf>("exclude");
    let exclude = exclude.map(|path| OrderIds::read(path, &columns)).transpose()?;
    // Which rulebook was in force may depend on the day.
    let mut rulebooks = BTreeMap::new();
    let mut notes: Vec<Diagnostic> = Vec::new();
    for line in &official.lines {
        if let Entry::Vacant(day) = rulebooks.entry(line.day) {
            let chosen = rules.on(line.day)?;
            let new: Vec<Diagnostic> = chosen.notes.into_iter().filter(|n| !notes.contains(n)).collect();
            notes.extend(new);
            day.insert((chosen.rulebook, chosen.claims));
        }
    }
    let output = Output::open(resolve::output(matches))?;

    let loaded =
        input::load(&options).map_err(|errors| Failure::Said([official.errors.clone(), errors].concat()))?;
    let request = ReconcileRequest {
        loaded: &loaded,
        official: &official,
        rulebooks: &rulebooks,
        notes,
        manual: &manual,
        exclude: exclude.as_ref(),
        shop_name: resolve::shop_name(&settings),
        config: settings.config(),
    };
    let (reconciliation, diagnostics) = build_reconciliation(&request);
    tell(&diagnostics, lang, matches.get_flag("quiet"));
    let style = Style { colour: output.takes_colour() };
    let text = reconciliation.render(resolve::format(matches), lang, style)?;
    output.finish(&text, resolve::bom(matches))?;
    let unusable = loaded.has_refused() || !official.errors.is_empty();
    Ok(if unusable { Outcome::Unusable } else { Outcome::Done })
}

/// The empty table, of the day that was given or that the exports choose.
fn template(matches: &ArgMatches, given_day: Option<Day>, lang: Lang) -> Result<Outcome, Failure> {
    let output = Output::open_new(resolve::output(matches))?;
    // Without a table to read, all that is named are exports.
    let file = matches.get_one::<PathBuf>("file").cloned();
    let paths: Vec<PathBuf> = file.into_iter().chain(resolve::paths(matches)).collect();
    let settings = Settings::about(matches, &paths)?;
    let day = match given_day {
        None if !paths.is_empty() => {
            let options = resolve::reading(&settings, lang)?;
            let loaded = input::load(&input::Options { paths, ..options })?;
            Some(resolve::as_of_day(None, &loaded.shop).map_err(|e| Failure::beside(&loaded, e))?.0)
        }
        given => given,
    };
    let of = day.or_else(|| time::now().day()).unwrap_or(Day::NEVER);
    let rulebook = Rules::of(&settings, Some(of))?.on(of)?.rulebook;
    output.finish(&reconcile_template(&rulebook, day, lang)?, matches.get_flag("bom"))?;
    Ok(Outcome::Done)
}
