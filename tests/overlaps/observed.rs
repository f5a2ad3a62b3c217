//! Everything that a run says of some exports, as one text.

use crate::plain::run::{cases, report, trend};
use chrono::NaiveDate;
use std::fmt::Write as _;
use std::path::Path;
use tiyanfen::catalogue::{Code, Lang};
use tiyanfen::indicator::Indicator;
use tiyanfen::input::{self, InputFile, Loaded, Options, Splitting};
use tiyanfen::scorecard::Manual;
use tiyanfen::threads::Threads;
use tiyanfen::time::Stamp;

/// Days at which a shop is looked at: amid its events, and when all have happened.
const DAYS: [(i32, u32, u32); 2] = [(2026, 1, 25), (2026, 2, 20)];

/// A folder read in pieces of some size by so many threads; everything else has to be the same for all.
pub fn read(folder: &Path, splitting: Splitting, threads: usize) -> Result<Loaded, String> {
    let clock = NaiveDate::from_ymd_opt(2030, 1, 1).and_then(Stamp::from_date).expect("a date");
    let options = Options {
        splitting,
        threads: Threads::of(threads),
        samples: 9,
        max_rejected: 1.0,
        ..Options::new(vec![folder.to_owned()], clock)
    };
    input::load(&options).map_err(|why| format!("not read: {why:?}"))
}

/// The account of every file, the messages, the reports and all cases.
pub fn observed(loaded: &Loaded) -> String {
    let mut text = accounts(loaded);
    for (year, month, day) in DAYS {
        let day = NaiveDate::from_ymd_opt(year, month, day).expect("a date");
        let manual = Manual::new();
        writeln!(text, "{}\n{}", report(loaded, day, &manual), trend(loaded, day, 20, &manual)).unwrap();
        for (indicator, window) in Indicator::ALL.into_iter().flat_map(|of| [(of, 30), (of, 90)]) {
            for case in cases(loaded, indicator, window, day) {
                writeln!(text, "{} {window} {case:?}", indicator.id()).unwrap();
            }
        }
    }
    text
}

/// What became of every row, and what was said of it.
pub fn accounts(loaded: &Loaded) -> String {
    let mut text = String::new();
    for InputFile { path, status, code, read, rejected, skipped, disposition, days, .. } in &loaded.files {
        let path = path.rsplit(['/', '\\']).next().unwrap_or_default();
        let rows = format!("{read} {rejected} {skipped} {disposition:?}");
        writeln!(text, "{path} {status:?} {code:?} {rows} {days:?}").unwrap();
    }
    // Which way a file was read is told; nothing else may differ.
    for told in loaded.diagnostics.iter().filter(|told| told.code != Code::ReadPlainly) {
        writeln!(text, "{} {:?} {:?}", told.message(Lang::En), told.line, told.column).unwrap();
    }
    text
}

/// The first line in which two texts differ.
pub fn difference(expected: &str, found: &str) -> Option<String> {
    if expected == found {
        return None;
    }
    let mut pairs = expected.lines().zip(found.lines());
    let (expected, found) = pairs.find(|(a, b)| a != b).unwrap_or(("", "more or fewer lines"));
    let at = expected.bytes().zip(found.bytes()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| {
        let bytes = text.as_bytes();
        let part = &bytes[at.saturating_sub(200)..bytes.len().min(at + 200)];
        String::from_utf8_lossy(part).into_owned()
    };
    Some(format!("expected …{}…\nfound    …{}…", around(expected), around(found)))
}
