//! From files to a [`Shop`]: containers, encodings, header names, cells, and an account of every row.
//!
//! Files are opened twice, first to see what they are, then to be read kind by kind and from the oldest
//! export to the newest. A row goes through in one pass: split on bytes (the marks of CSV never occur inside
//! a character of UTF-8 or GB18030), only the cells in use decoded, nothing kept but what the shop keeps. A
//! file found to be damaged half-way is refused as a whole: reading starts again without it, so that no part
//! of it counts.
//!
//! A file is read in [`pieces`] of half a megabyte, by as many threads as there are ([`pipeline`]). Each piece is
//! [`split`] 64 bytes at a time under a proof that the csv crate would split it alike; from the first place
//! where the proof fails the csv crate itself reads the rest ([`csv_records`]). Whoever split a row, it lands on a
//! [`row_intake`], where it is counted, judged and read into a batch; the [`table_intake`] module takes batches in, in the
//! order of the rows, and keeps the account. So the csv crate is the definition and the rest is a faster way to
//! the same rows: tests read nasty files both ways, cut at every byte, by one thread and by several.
//!
//! Nothing personal leaves this room: the table of columns has no field for names, phones, addresses or
//! messages, and a diagnostic shows an unreadable cell by its shape only.

mod bytes;
pub mod cell;
mod cell_cache;
mod cells;
pub mod columns;
pub mod container;
mod csv_records;
mod detect;
mod encoding;
mod header;
pub(crate) mod pasted;
mod piece_reader;
mod pieces;
mod pipeline;
mod progress;
mod readers;
pub(crate) mod row;
mod row_intake;
mod source;
mod split;
mod table_intake;

pub use encoding::Encoding;
pub use progress::{Progress, Stage, Watcher};

use crate::catalogue::{Code, Diagnostic, diagnostics};
use crate::field::Kind;
use crate::shop::{DayCounts, Disposition, Shop};
use crate::string_enum::string_enum;
use crate::threads::Threads;
use crate::time::{Day, Stamp};
use bytes::Unpacker;
use columns::Columns;
use detect::{DetectedFile, Detector};
pub use header::{KindReason, Mapping};
use piece_reader::{PieceReader, TableToRead};
use readers::ServicePeriods;
use row_intake::RowSettings;
use std::path::PathBuf;
use std::sync::Arc;
use table_intake::TableIntake;

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
    /// A table of columns on top of the built-in one.
    pub columns: Option<PathBuf>,
    /// How many rejected rows of a file are told one by one.
    pub samples: usize,
    /// How many threads may work.
    pub threads: Threads,
    /// How rows are split.
    pub splitting: Splitting,
    /// Who is told how far reading has come.
    pub progress: Option<Watcher>,
}

impl Options {
    /// Reading as it is done where nothing else is asked for.
    pub fn new(paths: Vec<PathBuf>, clock: Stamp) -> Options {
        // A few rejected rows are enough for seeing what is wrong.
        let (samples, threads, splitting) = (3, Threads::all(), Splitting::default());
        let (service_period, max_rejected, columns, progress) = (None, 0.01, None, None);
        Options { paths, service_period, max_rejected, clock, columns, samples, threads, splitting, progress }
    }

    fn begin(&self, stage: Stage, bytes: u64) {
        if let Some(progress) = &self.progress {
            progress.begin(stage, bytes);
        }
    }
}

/// How rows are split: the result is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Splitting {
    /// Fast, in pieces of so many bytes.
    Pieces(u64),
    /// By the csv crate, one after the other.
    Plain,
}

impl Default for Splitting {
    fn default() -> Splitting {
        Splitting::Pieces(pieces::PIECE)
    }
}

string_enum! {
    /// What became of a file.
    FileStatus {
        /// Its rows are accounted for.
        Used = "used",
        /// No export of the five kinds.
        Skipped = "skipped",
        /// An error; none of its rows counts.
        Refused = "refused",
    }
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
    pub encoding: Option<Encoding>,
    /// What became of it.
    pub status: FileStatus,
    /// Why it does not count.
    pub code: Option<Code>,
    /// Where its fields stand, and why it is taken for what it is.
    pub mapping: Option<Mapping>,
    /// On which days its rows are, by their own time.
    pub days: DayCounts,
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
    let mut loaded = survey(options)?;
    if loaded.files.iter().all(|file| file.status != FileStatus::Used) {
        loaded.diagnostics.push(diagnostics::nothing_scorable());
        return Err(loaded.diagnostics);
    }
    let failures = failures(&loaded.files, options.max_rejected);
    if !failures.is_empty() {
        loaded.diagnostics.extend(failures);
        return Err(loaded.diagnostics);
    }
    Ok(loaded)
}

/// Reads everything, whatever is wrong with it. Only an error where a path or the table of columns cannot
/// be read at all.
pub fn survey(options: &Options) -> Result<Loaded, Vec<Diagnostic>> {
    let columns = Columns::with(options.columns.as_deref())?;
    let sources = source::expand(&options.paths).map_err(|error| vec![error])?;
    let (looker, mut unpacker) = (Detector::new(&columns, options.progress.clone()), Unpacker::default());
    options.begin(Stage::Look, sources.iter().map(|source| source.bytes.length()).sum());
    let opened: Vec<DetectedFile> =
        sources.iter().flat_map(|source| looker.open(source, &mut unpacker)).collect();
    let mut refused: Vec<Option<Diagnostic>> = vec![None; opened.len()];
    let (shop, mut files, mut diagnostics) = loop {
        match read_all(&opened, &refused, &columns, options) {
            Ok(read) => break read,
            Err(damaged) => {
                damaged.into_iter().for_each(|(place, why)| refuse(&opened, &mut refused, place, why))
            }
        }
    };
    let mut told = Vec::new();
    for (file, why) in files.iter_mut().zip(refused) {
        if let Some(why) = why {
            file.status = FileStatus::Refused;
            file.code = Some(why.code);
            // A file that is read for several kinds is refused once.
            if !told.contains(&why) {
                told.push(why);
            }
        }
    }
    diagnostics.extend(told);
    Ok(Loaded { shop, files, diagnostics, columns })
}

/// Refuses a table, for every kind that it is read for.
fn refuse(opened: &[DetectedFile], refused: &mut [Option<Diagnostic>], place: usize, why: Diagnostic) {
    let table = opened.get(place).and_then(DetectedFile::table);
    for (slot, other) in refused.iter_mut().zip(opened) {
        if table.zip(other.table()).is_some_and(|(a, b)| Arc::ptr_eq(a, b)) {
            slot.get_or_insert_with(|| why.clone());
        }
    }
}

type ReadAll = (Shop, Vec<InputFile>, Vec<Diagnostic>);

/// One pass over all files that are not refused; the places of files that must be, with the reasons.
fn read_all(
    opened: &[DetectedFile],
    refused: &[Option<Diagnostic>],
    columns: &Columns,
    options: &Options,
) -> Result<ReadAll, Vec<(usize, Diagnostic)>> {
    let mut shop = Shop::new(options.clock);
    shop.set_threads(options.threads);
    let mut files: Vec<InputFile> = opened.iter().map(DetectedFile::summary).collect();
    let mut order: Vec<(usize, &DetectedFile)> =
        opened.iter().enumerate().filter(|(i, _)| refused.get(*i).is_some_and(Option::is_none)).collect();
    order.sort_by(|(_, a), (_, b)| a.kind().cmp(&b.kind()).then_with(|| source::age(&a.source, &b.source)));
    let mut diagnostics: Vec<Diagnostic> =
        order.iter().filter_map(|(_, file)| file.readable.as_ref().err().cloned()).collect();
    let readable =
        order.iter().filter_map(|(place, file)| Some((*place, file, file.readable.as_ref().ok()?)));
    let (mut places, mut jobs, mut progress, mut damaged) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (place, file, readable) in readable {
        let bytes = readable.table.watched(options.progress.as_ref());
        match bytes.open().and_then(|handle| handle.length()) {
            Ok(length) => jobs.push(TableToRead {
                readable,
                bytes,
                source: shop.add_source(readable.mapping.kind, readable.mapping.fields()),
                periods: ServicePeriods { given: options.service_period, of_file: file.source.period() },
                length,
            }),
            Err(why) => {
                damaged.push((place, file.unreadable(&why)));
                continue;
            }
        }
        places.push(place);
        progress.extend(files.get(place).cloned().map(table_intake::TableProgress::new));
    }
    options.begin(Stage::Read, jobs.iter().map(|job| job.length).sum());
    let tasks = piece_reader::tasks(&jobs, options.splitting);
    let about = RowSettings { clock: options.clock, samples: options.samples };
    let worker = || PieceReader::new(&jobs, &columns.words, about);
    let intake = TableIntake::new(&mut shop, &jobs, &mut progress, worker(), options.samples);
    pipeline::run(&tasks, options.threads.count(), intake, worker);
    for (place, read) in places.iter().zip(&mut progress) {
        damaged.extend(read.refusal.take().map(|why| (*place, why)));
    }
    if !damaged.is_empty() {
        return Err(damaged);
    }
    options.begin(Stage::Join, 0);
    shop.finish();
    for ((place, job), read) in places.iter().zip(&jobs).zip(progress) {
        let mut summary = read.summary;
        diagnostics.extend(read.notes);
        let source = usize::from(job.source);
        summary.disposition = shop.dispositions.get(source).copied().unwrap_or_default();
        summary.days = shop.source_days.get_mut(source).map(std::mem::take).unwrap_or_default();
        if let Some(file) = files.get_mut(*place) {
            *file = summary;
        }
    }
    Ok((shop, files, diagnostics))
}

/// Kinds with too many rejected rows, and rows that do not add up. The share is a kind's, so that a file
/// split in two fails or passes like the whole one.
pub fn failures(files: &[InputFile], max_rejected: f64) -> Vec<Diagnostic> {
    let mut failures = Vec::new();
    for file in files.iter().filter(|file| file.status == FileStatus::Used) {
        let d = file.disposition;
        let sum = d.used + d.duplicate + d.excluded + d.unmatched + file.rejected;
        if sum != file.read {
            failures.push(diagnostics::accounting_broken(file.read, sum).path(&file.path));
        }
    }
    for kind in Kind::ALL {
        let of_kind = || files.iter().filter(|f| f.kind == Some(kind) && f.status == FileStatus::Used);
        let read: u64 = of_kind().map(|f| f.read).sum();
        let rejected: u64 = of_kind().map(|f| f.rejected).sum();
        let share = rejected as f64 / read.max(1) as f64;
        if share > max_rejected {
            failures.push(diagnostics::too_many_rejected(
                |lang| kind.name(lang),
                read,
                rejected,
                percent(share),
                percent(max_rejected),
            ));
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
