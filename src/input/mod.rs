//! From files to a [`Shop`]: containers, encodings, header names, cells, and an account of every row.
//!
//! Files are opened twice, first to see what they are, then to be read kind by kind and from the oldest
//! export to the newest. A row goes through in one pass: split by the csv crate on bytes (the marks of
//! CSV never occur inside a character of UTF-8 or GB18030), only the cells in use decoded, nothing kept
//! but what the shop keeps. A file found to be damaged half-way is refused as a whole: reading starts
//! again without it, so that no part of it counts.
//!
//! Nothing personal leaves this room: the table of columns has no field for names, phones, addresses or
//! messages, and a diagnostic shows an unreadable cell by its shape only.

pub mod cell;
pub mod columns;
mod file;
mod header;
mod readers;
mod records;
mod row;
mod sniff;
mod source;

use crate::catalogue::{Code, Diagnostic};
use crate::field::Kind;
use crate::shop::{Disposition, Shop};
use crate::time::{Day, Stamp};
use columns::Columns;
use file::Opened;
use std::path::PathBuf;

/// What the user asks of reading.
#[derive(Debug, Clone)]
pub struct Options {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// The days of customer-service rows without a date.
    pub service_period: Option<(Day, Day)>,
    /// Largest share of rejected rows of a kind.
    pub max_rejected: f64,
    /// The machine's clock: what lies later has not happened.
    pub clock: Stamp,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileStatus {
    /// Its rows are accounted for.
    Used,
    /// No export of the five kinds.
    Skipped,
    /// An error; none of its rows counts.
    Refused,
}

/// One file and the account of its rows: `read` is the sum of used, duplicate, excluded, unmatched and
/// rejected; lines that are no data (blank, repeated headers, totals) are `skipped`.
#[derive(Debug, Clone)]
pub struct InputFile {
    /// The path as given.
    pub path: String,
    /// What it was taken for.
    pub kind: Option<Kind>,
    /// How its text is encoded.
    pub encoding: Option<&'static str>,
    /// What became of it.
    pub status: FileStatus,
    /// Why it does not count.
    pub code: Option<Code>,
    /// Data rows.
    pub read: u64,
    /// Data rows that could not be used.
    pub rejected: u64,
    /// Lines that are no data.
    pub skipped: u64,
    /// What became of the other rows.
    pub disposition: Disposition,
}

/// What was read.
#[derive(Debug)]
pub struct Loaded {
    /// The shop.
    pub shop: Shop,
    /// The files, in the order of the arguments.
    pub files: Vec<InputFile>,
    /// Notes, warnings and errors about files and rows.
    pub diagnostics: Vec<Diagnostic>,
    /// The table of columns that was used.
    pub columns: Columns,
}

impl Loaded {
    /// Was a file refused?
    pub fn has_refused(&self) -> bool {
        self.files.iter().any(|file| file.status == FileStatus::Refused)
    }
}

/// Reads everything. An error where nothing can be scored or too many rows were rejected; the
/// diagnostics so far come with it.
pub fn load(options: &Options) -> Result<Loaded, Vec<Diagnostic>> {
    let columns = Columns::built_in().map_err(|e| {
        vec![Diagnostic::new(Code::RulebookInvalid).path("columns.toml").with("why", e.to_string())]
    })?;
    let mut opened = Vec::new();
    for source in source::expand(&options.paths).map_err(|error| vec![error])? {
        opened.push(file::open(source, &columns));
    }
    let mut refused: Vec<Option<Diagnostic>> = vec![None; opened.len()];
    let (shop, mut files, mut diagnostics) = loop {
        match read_all(&opened, &refused, &columns, options) {
            Ok(read) => break read,
            Err(damaged) => {
                for (place, why) in damaged {
                    if let Some(slot) = refused.get_mut(place) {
                        *slot = Some(why);
                    }
                }
            }
        }
    };
    for (file, why) in files.iter_mut().zip(refused) {
        if let Some(why) = why {
            file.status = FileStatus::Refused;
            file.code = Some(why.code);
            diagnostics.push(why);
        }
    }
    if files.iter().all(|file| file.status != FileStatus::Used) {
        diagnostics.push(Diagnostic::new(Code::NothingScorable));
        return Err(diagnostics);
    }
    let failures = failures(&files, options.max_rejected);
    if !failures.is_empty() {
        diagnostics.extend(failures);
        return Err(diagnostics);
    }
    Ok(Loaded { shop, files, diagnostics, columns })
}

type ReadAll = (Shop, Vec<InputFile>, Vec<Diagnostic>);

/// One pass over all files that are not refused; the places of files that must be, with the reasons.
fn read_all(
    opened: &[Opened],
    refused: &[Option<Diagnostic>],
    columns: &Columns,
    options: &Options,
) -> Result<ReadAll, Vec<(usize, Diagnostic)>> {
    let mut shop = Shop::new(options.clock);
    let mut diagnostics = Vec::new();
    let mut damaged = Vec::new();
    let mut files: Vec<InputFile> = opened.iter().map(Opened::summary).collect();
    let mut sources: Vec<Option<u16>> = vec![None; opened.len()];
    let mut order: Vec<(usize, &Opened)> =
        opened.iter().enumerate().filter(|(i, _)| refused.get(*i).is_some_and(Option::is_none)).collect();
    order.sort_by(|(_, a), (_, b)| a.kind().cmp(&b.kind()).then_with(|| source::age(&a.source, &b.source)));
    for (place, file) in order {
        let Some(summary) = files.get_mut(place) else { continue };
        match &file.readable {
            Err(why) => diagnostics.push(why.clone()),
            Ok(readable) => {
                let number = shop.add_source(readable.mapping.kind, readable.mapping.fields());
                if let Some(slot) = sources.get_mut(place) {
                    *slot = Some(number);
                }
                let target = readers::Target {
                    shop: &mut shop,
                    words: &columns.words,
                    source: number,
                    periods: readers::Periods {
                        given: options.service_period,
                        of_file: file::period(&file.source),
                    },
                };
                match file.read(readable, target, summary) {
                    Ok(notes) => diagnostics.extend(notes),
                    Err(why) => damaged.push((place, *why)),
                }
            }
        }
    }
    if !damaged.is_empty() {
        return Err(damaged);
    }
    shop.finish();
    for (file, source) in files.iter_mut().zip(sources) {
        if let Some(disposition) = source.and_then(|s| shop.dispositions.get(usize::from(s))) {
            file.disposition = *disposition;
        }
    }
    Ok((shop, files, diagnostics))
}

/// Kinds with too many rejected rows, and rows that do not add up. The share is a kind's, so that a file
/// split in two fails or passes like the whole one.
fn failures(files: &[InputFile], max_rejected: f64) -> Vec<Diagnostic> {
    let mut failures = Vec::new();
    for file in files.iter().filter(|file| file.status == FileStatus::Used) {
        let d = file.disposition;
        let sum = d.used + d.duplicate + d.excluded + d.unmatched + file.rejected;
        if sum != file.read {
            let broken = Diagnostic::new(Code::AccountingBroken).path(&file.path);
            failures.push(broken.with("read", file.read).with("sum", sum));
        }
    }
    for kind in Kind::ALL {
        let of_kind = || files.iter().filter(|f| f.kind == Some(kind) && f.status == FileStatus::Used);
        let read: u64 = of_kind().map(|f| f.read).sum();
        let rejected: u64 = of_kind().map(|f| f.rejected).sum();
        let share = rejected as f64 / read.max(1) as f64;
        if share > max_rejected {
            failures.push(
                Diagnostic::new(Code::TooManyRejected)
                    .with("kind", crate::catalogue::kind_name(kind))
                    .with("read", read)
                    .with("rejected", rejected)
                    .with("share", percent(share))
                    .with("allowed", percent(max_rejected)),
            );
        }
    }
    failures
}

/// A share as a percentage with two decimals at most.
pub fn percent(share: f64) -> String {
    let text = format!("{:.2}", share * 100.0);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{text}%")
}
