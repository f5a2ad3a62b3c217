//! The project and the plain implementation side by side.

use super::count::{Figure, Figures, count};
use super::coverage::Coverage;
use super::shop::Shop;
use chrono::{Days, NaiveDate};
use std::path::Path;
use std::sync::LazyLock;
use tiyanfen::indicator::{Indicator, Unit};
use tiyanfen::input::{self, Loaded, Options};
use tiyanfen::rulebook::Rulebook;
use tiyanfen::scorecard::Availability;
use tiyanfen::threads::Threads;
use tiyanfen::time::{Day, Stamp};
use tiyanfen::timeline::{Facts, Measure, Timeline};

pub const WINDOWS: [u64; 2] = [30, 90];

/// Reads a folder with the project's reader. The clock is far away, so that nothing lies in the future.
pub fn load(folder: &Path) -> Result<Loaded, String> {
    load_with(folder, Threads::default(), None)
}

/// The same with some threads and some partitions of the orders.
pub fn load_with(folder: &Path, threads: Threads, partitions: Option<u32>) -> Result<Loaded, String> {
    let clock = NaiveDate::from_ymd_opt(2030, 1, 1).and_then(Stamp::from_date).expect("a date");
    let all = Options::new(vec![folder.to_owned()], clock);
    let options = Options { max_rejected: 0.0, threads, partitions, ..all };
    let loaded = input::load(&options).map_err(|why| format!("not read: {why:?}"))?;
    if loaded.has_refused() { Err(format!("refused: {:?}", loaded.diagnostics)) } else { Ok(loaded) }
}

pub static RULEBOOK: LazyLock<Rulebook> =
    LazyLock::new(|| Rulebook::default_rulebook().expect("the built-in rulebook"));

/// The files of a folder by name.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file"));
    let read = |entry: std::fs::DirEntry| {
        let bytes = std::fs::read(entry.path()).expect("a readable file");
        (entry.file_name().to_string_lossy().into_owned(), bytes)
    };
    entries.map(read).collect()
}

/// Compares every figure on every day from `before` days before the first event to `after` days after
/// the last; the first difference as text.
pub fn compare(folder: &Path, before: u64, after: u64) -> Result<(), String> {
    let loaded = load(folder)?;
    let plain = Shop::new(&files(folder));
    let (availability, coverage) =
        (Availability::of(&loaded.shop), Coverage::of(&plain, Indicator::ALL.into_iter().map(Indicator::id)));
    let Some((first, last)) = plain.days() else { return Ok(()) };
    let (first, last) = (first - Days::new(before), last + Days::new(after));
    let at = |as_of: NaiveDate| {
        let facts = Facts::new(&loaded.shop, &RULEBOOK.definitions, Day::from_date(as_of));
        Timeline::build(&facts, RULEBOOK.definitions.window_lengths())
    };
    // Only customer service without a date depends on the as-of day of the run; otherwise one timeline
    // must be right on all days.
    let undated = plain.service.keys().any(|(day, _)| day.is_none());
    let whole = at(last);
    for day in first.iter_days().take_while(|day| *day <= last) {
        let expected = count(&plain, day, &WINDOWS);
        let own = undated.then(|| at(day));
        compare_day(own.as_ref().unwrap_or(&whole), &availability, day, &expected)?;
        compare_coverage(&coverage, &availability, day)?;
    }
    Ok(())
}

fn compare_day(
    timeline: &Timeline,
    availability: &Availability,
    day: NaiveDate,
    expected: &Figures,
) -> Result<(), String> {
    for window in WINDOWS {
        let at = |measure| timeline.at(measure, window as i32, Day::from_date(day));
        let valid = Figure { denominator: at(Measure::ValidOrders).denominator as f64, ..Figure::default() };
        same("valid_orders", true, (day, window), valid, expected)?;
        for indicator in Indicator::ALL {
            let tally = at(Measure::Of(indicator));
            let found = if availability.missing(indicator).is_some() {
                Figure::default()
            } else {
                Figure {
                    numerator: tally.shown_numerator(indicator),
                    denominator: tally.denominator as f64,
                    // Only a pickup that may or may not have been in time is reported as unknown.
                    unknown: if indicator == Indicator::PickupOnTimeRate { tally.unknown } else { 0 },
                }
            };
            let from_service = indicator.id().starts_with("im_");
            let counted = indicator.info().unit == Unit::Ratio && !from_service;
            same(indicator.id(), counted, (day, window), found, expected)?;
        }
    }
    Ok(())
}

/// Compares on how many days of each window the exports cover each indicator.
fn compare_coverage(coverage: &Coverage, availability: &Availability, day: NaiveDate) -> Result<(), String> {
    for (indicator, window) in Indicator::ALL.into_iter().flat_map(|i| WINDOWS.map(|window| (i, window))) {
        let last = Day::from_date(day);
        let found = availability.covered_days(indicator, last.plus(1 - window as i32), last);
        let expected = coverage.days(indicator.id(), day, window);
        if found as usize != expected {
            let id = indicator.id();
            return Err(format!("covered_days of {id} at {day} over {window} days: {expected}, not {found}"));
        }
    }
    Ok(())
}

fn same(
    id: &'static str,
    counted: bool,
    (day, window): (NaiveDate, u64),
    found: Figure,
    expected: &Figures,
) -> Result<(), String> {
    let expected = expected.get(&(id, window)).copied().unwrap_or_default();
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-6 * a.abs().max(b.abs());
    let numerators = if counted {
        found.numerator == expected.numerator
    } else {
        near(found.numerator, expected.numerator)
    };
    if numerators && found.denominator == expected.denominator && found.unknown == expected.unknown {
        return Ok(());
    }
    Err(format!("{id} at {day} over {window} days: counted {expected:?}, the project says {found:?}"))
}
