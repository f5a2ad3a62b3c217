//! From texts as typed to values that make sense.

use crate::catalogue::{Arg, Diagnostic, Lang, diagnostics};
use crate::indicator::{Indicator, Unit};
use crate::input::parsed_size;
use crate::insight::{Change, Part, PartKind, SupposedCase};
use crate::time::{self, Day, Stamp};
use chrono::NaiveDateTime;
use std::ffi::OsString;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// The flags of supposed cases.
pub(super) const ADD: &str = "add";
/// Of those that are undone.
pub(super) const UNDO: &str = "undo";
/// So many cases of a kind are supposed at most.
const MOST_CASES: u32 = 1_000_000;

/// The values of `--lang`; `auto` is the language of the machine.
pub(super) const LANGUAGES: [(&str, Option<Lang>); 3] =
    [("zh", Some(Lang::Zh)), ("en", Some(Lang::En)), ("auto", None)];

/// The language of the run, looked up before anything is parsed, because parsing may fail and must then
/// speak it.
pub(super) fn language(arguments: &[OsString]) -> Lang {
    let mut words = arguments.iter().map(|a| a.to_string_lossy());
    while let Some(word) = words.next() {
        let given = match word.strip_prefix("--lang") {
            Some("") => words.next().map(|w| w.into_owned()),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        let known = LANGUAGES.iter().find(|(id, _)| given.as_deref() == Some(id));
        if let Some((_, Some(lang))) = known {
            return *lang;
        }
    }
    Lang::of_machine()
}

/// The as-of days that have a name.
pub(super) const TODAY: &str = "today";
/// The last full day, unless files are older.
pub(super) const YESTERDAY: &str = "yesterday";

/// The as-of day, where one was typed.
pub(super) fn as_of(typed: Option<&str>) -> Result<Option<Day>, Diagnostic> {
    let Some(typed) = typed else { return Ok(None) };
    let today = time::now().day();
    let day = match typed {
        TODAY => today,
        YESTERDAY => today.map(|day| day.plus(-1)),
        other => Day::parse(other).filter(|day| time::Stamp::from_date(day.date()).is_some()),
    };
    day.map(Some).ok_or_else(|| diagnostics::as_of_invalid(typed))
}

/// A time of day on a day, where one was typed.
pub(super) fn now(typed: Option<&str>) -> Result<Option<Stamp>, Diagnostic> {
    let Some(typed) = typed else { return Ok(None) };
    let formats = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    let parsed = formats.iter().find_map(|format| NaiveDateTime::parse_from_str(typed.trim(), format).ok());
    let now = parsed.and_then(Stamp::from_time).filter(|now| !now.is_missing());
    now.map(Some).ok_or_else(|| diagnostics::now_invalid(typed))
}

/// `FROM..TO`, where it was typed.
pub(super) fn period(typed: Option<&str>) -> Result<Option<(Day, Day)>, Diagnostic> {
    let Some(typed) = typed else { return Ok(None) };
    let days = typed.split_once("..").and_then(|(from, to)| Some((Day::parse(from)?, Day::parse(to)?)));
    let days = days.filter(|(from, to)| from <= to);
    days.map(Some).ok_or_else(|| diagnostics::service_period_invalid(typed))
}

/// The number of a flag, where it was typed.
pub(super) fn within<T>(
    flag: &str,
    typed: Option<&str>,
    range: RangeInclusive<T>,
) -> Result<Option<T>, Diagnostic>
where
    T: FromStr + PartialOrd + Copy + Into<f64>,
{
    let Some(typed) = typed else { return Ok(None) };
    let number = typed.parse().ok().filter(|number| range.contains(number));
    let (least, most) = range.into_inner();
    let wrong = || diagnostics::number_invalid(format!("--{flag}"), typed, least.into(), most.into());
    number.map(Some).ok_or_else(wrong)
}

/// The number of bytes of a flag, where it was typed.
pub(super) fn size(flag: &str, typed: Option<&str>) -> Result<Option<u64>, Diagnostic> {
    let Some(typed) = typed else { return Ok(None) };
    parsed_size(typed).map(Some).ok_or_else(|| diagnostics::size_invalid(format!("--{flag}"), typed))
}

/// Cases that are supposed: `CASE=COUNT`, or `CASE@HOURS=COUNT`.
pub(super) fn change(flag: &str, typed: &str) -> Result<Change, Diagnostic> {
    let invalid = || diagnostics::case_invalid(flag, typed);
    let (named, count) = typed.split_once(['=', '＝']).ok_or_else(invalid)?;
    let (word, hours) = match named.split_once(['@', '＠']) {
        None => (named.trim(), None),
        Some((word, hours)) => (word.trim(), Some(hours.trim().parse::<f64>().map_err(|_| invalid())?)),
    };
    let count = count.trim().parse().ok().filter(|count| (1..=MOST_CASES).contains(count));
    let count = count.ok_or_else(invalid)?;
    let unknown = |near: Arg| diagnostics::case_unknown(word, near);
    let case = SupposedCase::look_up(word).or_refuse(word, SupposedCase::name_and_id, unknown)?;
    let undo = flag == UNDO;
    let takes_time =
        hours.is_none_or(|hours| !undo && case.timed_by().is_some() && Unit::Hours.range().contains(&hours));
    if takes_time { Ok(Change { case, count, undo, hours }) } else { Err(invalid()) }
}

/// Orders that are left out: `KIND=VALUE`.
pub(super) fn part(typed: &str) -> Result<Part, Diagnostic> {
    let invalid = || diagnostics::without_invalid(typed);
    let (kind, value) = typed.split_once(['=', '＝']).ok_or_else(invalid)?;
    let kind = PartKind::by_name(kind).ok_or_else(invalid)?;
    let value = value.trim();
    if value.is_empty() { Err(invalid()) } else { Ok(Part { kind, value: value.to_owned() }) }
}

/// An indicator by its id, by the name that reports show, or by a part of it.
pub(super) fn indicator(word: &str) -> Result<Indicator, Diagnostic> {
    let unknown = |near: Arg| diagnostics::indicator_unknown(word, near);
    Indicator::look_up(word).or_refuse(word, Indicator::name_and_id, unknown)
}
