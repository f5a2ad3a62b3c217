//! From flags as typed to values that make sense.

use super::progress;
use super::settings::Settings;
use crate::catalogue::{Code, Diagnostic, Lang, Text};
use crate::indicator::{Indicator, Unit};
use crate::input;
use crate::reference::Topic;
use crate::report::Format;
use crate::rulebook;
use crate::scorecard::Manual;
use crate::shop::{AsOfBasis, Shop};
use crate::threads::Threads;
use crate::time::{self, Day};
use clap::ArgMatches;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The language of the run, looked up before anything is parsed, because parsing may fail and must then
/// speak it.
pub fn language(arguments: &[OsString]) -> Lang {
    let mut words = arguments.iter().map(|a| a.to_string_lossy());
    while let Some(word) = words.next() {
        let given = match word.strip_prefix("--lang") {
            Some("") => words.next().map(|w| w.into_owned()),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        match given.as_deref() {
            Some("zh") => return Lang::Zh,
            Some("en") => return Lang::En,
            _ => {}
        }
    }
    Lang::of_machine()
}

/// The as-of days that have a name.
pub const TODAY: &str = "today";
/// The last full day, unless files are older.
pub const YESTERDAY: &str = "yesterday";

/// The paths as typed.
pub fn paths(matches: &ArgMatches) -> Vec<PathBuf> {
    // Commands about no exports have none.
    let typed = matches.try_get_many::<PathBuf>("paths").ok().flatten();
    typed.into_iter().flatten().cloned().collect()
}

/// What to read, and how.
pub fn reading(settings: &Settings<'_>, lang: Lang) -> Result<input::Options, Diagnostic> {
    let matches = settings.matches;
    let service_period = match text(matches, "service-period") {
        None => None,
        Some(given) => {
            let days = given.split_once("..").and_then(|(a, b)| Some((Day::parse(a)?, Day::parse(b)?)));
            match days.filter(|(from, to)| from <= to) {
                None => return Err(Diagnostic::new(Code::ServicePeriodInvalid).with("found", given)),
                days => days,
            }
        }
    };
    // Not every command has something to be quiet about.
    let quiet = matches.try_get_one("quiet").ok().flatten().copied().unwrap_or(false);
    let usual = input::Options::new(paths(matches), time::now());
    Ok(input::Options {
        service_period,
        max_rejected: number(matches, "max-rejected", 0.0, 1.0)?.unwrap_or(usual.max_rejected),
        columns: settings.file("columns")?,
        threads: threads(settings)?.unwrap_or(usual.threads),
        progress: if quiet { None } else { progress::on_terminal(lang) },
        ..usual
    })
}

/// How many threads may work.
fn threads(settings: &Settings<'_>) -> Result<Option<Threads>, Diagnostic> {
    let Some(given) = settings.text("threads") else { return Ok(None) };
    let count = given.text.parse().ok().filter(|count| (1..=Threads::MOST).contains(count));
    // What stands in the configuration was looked at when it was read.
    let most = Threads::MOST as f64;
    count.map(|count| Some(Threads::of(count))).ok_or_else(|| out_of_range("threads", &given.text, 1.0, most))
}

/// What says again what was read, as typed: the paths, after the flags without which they read differently.
pub fn reading_again(settings: &Settings<'_>) -> Vec<String> {
    let matches = settings.matches;
    let flag = |name: &str, given: String| [format!("--{name}"), given];
    let columns = matches.get_one::<PathBuf>("columns").map(|file| file.to_string_lossy().into_owned());
    let columns = columns.map(|given| flag("columns", given));
    let config = settings.config_to_repeat().map(|file| flag("config", file));
    let texts = ["service-period", "max-rejected"];
    let texts = texts.into_iter().filter_map(|name| Some(flag(name, text(matches, name)?.to_owned())));
    let paths = paths(matches).into_iter().map(|path| path.to_string_lossy().into_owned());
    config.into_iter().chain(columns).chain(texts).flatten().chain(paths).collect()
}

/// The `--rules` without which the same command would go by others.
pub fn rules_again(settings: &Settings<'_>) -> Option<String> {
    let usual = |word: &str| word == rulebook::default_id() && settings.config().is_none();
    text(settings.matches, "rules").filter(|word| !usual(word)).map(str::to_owned)
}

/// The as-of day as typed; checked before anything is read.
pub fn as_of(matches: &ArgMatches) -> Result<Option<Day>, Diagnostic> {
    let Some(given) = text(matches, "as-of") else { return Ok(None) };
    let today = time::now().day();
    let day = match given {
        TODAY => today,
        YESTERDAY => today.map(|day| day.plus(-1)),
        given => Day::parse(given).filter(|day| time::Stamp::from_date(day.date()).is_some()),
    };
    day.map(Some).ok_or_else(|| Diagnostic::new(Code::AsOfInvalid).with("found", given))
}

/// The shop's name.
pub fn shop_name(settings: &Settings<'_>) -> Option<String> {
    settings.text("shop").map(|given| given.text.into_owned())
}

/// The as-of day, and how it was chosen.
pub fn as_of_day(given: Option<Day>, shop: &Shop) -> Result<(Day, AsOfBasis), Diagnostic> {
    let chosen = given.map(|day| (day, AsOfBasis::Argument)).or_else(|| shop.default_as_of());
    chosen.ok_or_else(|| Diagnostic::new(Code::AsOfUnknown))
}

/// An indicator by its id or by the name that reports show.
pub fn indicator(word: &str) -> Result<Indicator, Diagnostic> {
    match Topic::by_name(word) {
        Some(Topic::Indicator(indicator)) => Ok(indicator),
        _ => {
            let unknown = Diagnostic::new(Code::IndicatorUnknown).with("found", word);
            Err(unknown.with("nearest", Indicator::nearest(word)))
        }
    }
}

/// Values set by hand: `ID=VALUE`, a rate also as a percentage.
pub fn manual(settings: &Settings<'_>) -> Result<Manual, Diagnostic> {
    let mut manual = Manual::new();
    for given in settings.all("set") {
        let text = &*given.text;
        let invalid =
            || given.wrong(Diagnostic::new(Code::SetInvalid).with("found", text), Text::ExpectedNumber);
        let (id, typed) = text.split_once('=').ok_or_else(invalid)?;
        let indicator = indicator(id.trim()).map_err(|wrong| given.blame(wrong))?;
        let unit = indicator.info().unit;
        let value = match typed.trim().strip_suffix(['%', '％']) {
            Some(percent) if unit == Unit::Ratio => percent.trim().parse().map(|p: f64| p / 100.0),
            _ => typed.trim().parse(),
        };
        let value = value.map_err(|_| invalid())?;
        if !indicator.accepts(value) {
            let range = unit.range();
            return Err(given.blame(
                Diagnostic::new(Code::SetOutOfRange)
                    .with("indicator", indicator.id())
                    .with("found", typed)
                    .with("least", *range.start())
                    .with("most", *range.end()),
            ));
        }
        // By its id and by its name it is still one value.
        if given.is_written() && manual.contains_key(&indicator) {
            return Err(given.wrong(invalid(), Text::ExpectedOnce));
        }
        manual.insert(indicator, value);
    }
    Ok(manual)
}

/// A number within limits.
pub fn number(matches: &ArgMatches, flag: &str, least: f64, most: f64) -> Result<Option<f64>, Diagnostic> {
    let Some(given) = text(matches, flag) else { return Ok(None) };
    let parsed = given.parse().ok().filter(|n: &f64| (least..=most).contains(n));
    parsed.map(Some).ok_or_else(|| out_of_range(flag, given, least, most))
}

/// A whole number within limits.
pub fn whole(matches: &ArgMatches, flag: &str, least: i32, most: i32) -> Result<Option<i32>, Diagnostic> {
    let Some(given) = text(matches, flag) else { return Ok(None) };
    let parsed = given.parse().ok().filter(|n: &i32| (least..=most).contains(n));
    parsed.map(Some).ok_or_else(|| out_of_range(flag, given, f64::from(least), f64::from(most)))
}

fn out_of_range(flag: &str, given: &str, least: f64, most: f64) -> Diagnostic {
    let invalid = Diagnostic::new(Code::NumberInvalid).with("flag", format!("--{flag}")).with("found", given);
    invalid.with("least", least).with("most", most)
}

/// The format asked for.
pub fn format(matches: &ArgMatches) -> Format {
    let given = text(matches, "format");
    Format::ALL.into_iter().find(|format| Some(format.id()) == given).unwrap_or(Format::Text)
}

/// The output file.
pub fn output(matches: &ArgMatches) -> Option<&Path> {
    matches.get_one::<PathBuf>("output").map(PathBuf::as_path)
}

/// A flag's text; none where a command has no such flag.
pub fn text<'m>(matches: &'m ArgMatches, flag: &str) -> Option<&'m str> {
    matches.try_get_one::<String>(flag).ok().flatten().map(String::as_str)
}

/// Does the output begin with a byte order mark? JSON never does: its readers do not expect one.
pub fn bom(matches: &ArgMatches) -> bool {
    matches.get_flag("bom") && format(matches) != Format::Json
}
