//! Reading all files of a run: which is what, in which order they are read, and which must be left out.

use super::bytes::Unpacker;
use super::columns::Columns;
use super::detect::Detector;
use super::exports_below::exports_below;
use super::input_file::{FileStatus, InputFile};
use super::limits::listed_rows;
use super::options::Options;
use super::piece_reader::PieceReader;
use super::progress::Stage;
use super::readable::DetectedFile;
use super::readers::ServicePeriods;
use super::row_intake::RowSettings;
use super::table_intake::{TableIntake, TableProgress};
use super::tables::{TablePiece, TableToRead, pieces_of};
use super::{pipeline, shops, source, unused_columns};
use crate::catalogue::{Code, Diagnostic, diagnostics};
use crate::field::Kind;
use crate::shop::{BatchNumbers, JoinedOrders, Shop, ShopBuilder, WholeShop};
use crate::shown_text::percent;
use crate::time::{Day, Stamp};
use std::collections::HashMap;
use std::io;
use std::sync::Arc;

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
    /// What is known of a shop of which no row is at hand.
    ///
    /// # Errors
    ///
    /// Where the table of columns cannot be read.
    pub(crate) fn without_rows(whole: &WholeShop, options: &Options) -> Result<Loaded, Vec<Diagnostic>> {
        let mut shop = Shop::new(options.clock);
        shop.know_whole(whole);
        let columns = Columns::with(options.columns.as_deref())?;
        Ok(Loaded { shop, files: Vec::new(), diagnostics: Vec::new(), columns })
    }

    /// Does any file count?
    pub fn has_used(&self) -> bool {
        self.files.iter().any(|file| file.status == FileStatus::Used)
    }

    /// The first and the last day of the rows of all files.
    pub fn days(&self) -> Option<(Day, Day)> {
        let spans = self.files.iter().filter_map(|file| file.days.span());
        spans.reduce(|all, span| (all.0.min(span.0), all.1.max(span.1)))
    }

    /// Was a file refused?
    pub fn has_refused(&self) -> bool {
        self.files.iter().any(|file| file.status == FileStatus::Refused)
    }
}

/// Reads everything that can be scored.
///
/// # Errors
///
/// With all diagnostics so far, where a path or the table of columns cannot be read, where no file can be scored, and
/// where too many rows were rejected.
pub fn load(options: &Options) -> Result<Loaded, Vec<Diagnostic>> {
    scorable(survey(options)?, options)
}

/// Endings of files that hold tables.
const TABLES: [&str; 8] = ["csv", "tsv", "xlsx", "xls", "xlsm", "et", "zip", "gz"];

/// The same where there may be nothing to score: `None` where no file is a table, and the folders below hold no export.
///
/// # Errors
///
/// As of [`load`].
pub fn load_if_any(options: &Options) -> Result<Option<Loaded>, Vec<Diagnostic>> {
    let loaded = survey(options)?;
    let is_table = |file: &InputFile| TABLES.contains(&source::ending(&file.path).as_str());
    let is_other = loaded.files.iter().all(|file| file.status == FileStatus::Skipped && !is_table(file));
    if is_other && !loaded.diagnostics.iter().any(|own| own.code == Code::ExportsBelow) {
        return Ok(None);
    }
    scorable(loaded, options).map(Some)
}

fn scorable(mut loaded: Loaded, options: &Options) -> Result<Loaded, Vec<Diagnostic>> {
    if !loaded.has_used() {
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

/// Reads everything, whatever is wrong with it.
///
/// # Errors
///
/// Where a path or the table of columns cannot be read at all.
pub fn survey(options: &Options) -> Result<Loaded, Vec<Diagnostic>> {
    let columns = Columns::with(options.columns.as_deref())?;
    let sources = source::expand(&options.paths, options.recursive).map_err(|error| vec![error])?;
    let (detector, mut unpacker) =
        (Detector::new(&columns, options.progress.clone()), Unpacker::with_limit(options.max_unpacked));
    options.begin(Stage::Detect, || sources.iter().map(|source| source.bytes.length()).sum());
    let mut detected = detector.detect_all(&sources, &mut unpacker, options.threads);
    let (shop, files, mut found) = read_detected(&mut detected, &columns, options);
    found.extend(unused_columns::without_effect(&columns, &files));
    match shops::diagnostics(&files, options.only_shop.as_deref()) {
        Ok(shops) => found.extend(shops),
        Err(unknown) => {
            found.push(unknown);
            return Err(found);
        }
    }
    found.extend(exports_below(options, &detected, &detector));
    Ok(Loaded { shop, files, diagnostics: found, columns })
}

/// Reads what was detected, and tells of each file what became of it.
pub(super) fn read_detected(
    detected: &mut [DetectedFile],
    columns: &Columns,
    options: &Options,
) -> (Shop, Vec<InputFile>, Vec<Diagnostic>) {
    let mut refused: Vec<Option<Diagnostic>> = vec![None; detected.len()];
    // A file may turn out to be damaged half-way. No part of it may count, so all others are read again without it.
    let (shop, mut files, mut found) = loop {
        match read_all(detected, &refused, columns, options) {
            Ok(read) if leave_letters_out(detected, &read.1) => {}
            Ok(read) => break read,
            Err(damaged) => refuse(detected, &mut refused, damaged),
        }
    };
    // A file that is read for several kinds is reported once.
    let mut reported: HashMap<String, Vec<Diagnostic>> = HashMap::new();
    for (file, why) in files.iter_mut().zip(refused) {
        if let Some(why) = why {
            file.status = FileStatus::Refused;
            file.code = Some(why.code);
            let of_file = reported.entry(file.path.clone()).or_default();
            if !of_file.contains(&why) {
                of_file.push(why.clone());
                found.push(why);
            }
        }
    }
    (shop, files, found)
}

/// Refuses damaged tables, each for every kind that it is read for.
fn refuse(detected: &[DetectedFile], refused: &mut [Option<Diagnostic>], damaged: Vec<(usize, Diagnostic)>) {
    let mut whys = HashMap::new();
    for (place, why) in damaged {
        if let Some(table) = detected.get(place).and_then(DetectedFile::table) {
            whys.entry(Arc::as_ptr(table)).or_insert(why);
        }
    }
    for (slot, file) in refused.iter_mut().zip(detected) {
        if let Some(why) = file.table().and_then(|table| whys.get(&Arc::as_ptr(table))) {
            slot.get_or_insert_with(|| why.clone());
        }
    }
}

/// Leaves the letter out of the order ids of every file all of whose ids have one, where another file's have none; says
/// whether there is such a file, so that all must be read again.
fn leave_letters_out(detected: &mut [DetectedFile], files: &[InputFile]) -> bool {
    let is_without = |file: &InputFile, detected: &DetectedFile| {
        let is_mended = detected.readable.as_ref().is_ok_and(|r| r.mapping.order_id_letter().is_some());
        is_mended || file.order_id_letters.has_none()
    };
    if !files.iter().zip(&*detected).any(|(file, detected)| is_without(file, detected)) {
        return false;
    }
    let mut has_any = false;
    for (file, detected) in files.iter().zip(detected) {
        if let (Some(letter), Ok(readable)) = (file.order_id_letters.of_all(), &mut detected.readable) {
            Arc::make_mut(&mut readable.mapping).leave_out_letter(letter);
            has_any = true;
        }
    }
    has_any
}

/// About so many bytes of all files belong to a partition of the orders: what is made of them, a sixth or so, fits into the
/// cache of a core.
const BYTES_PER_PARTITION: u64 = 1 << 23;
/// With more partitions, rows cost more on their way into them than is saved where they are joined.
const MOST_PARTITIONS: u64 = 1 << 8;

type ReadAll = (Shop, Vec<InputFile>, Vec<Diagnostic>);

/// Reads all files that are not refused. An error names further files that must be refused, by their places, with the
/// reasons.
fn read_all(
    detected: &[DetectedFile],
    refused: &[Option<Diagnostic>],
    columns: &Columns,
    options: &Options,
) -> Result<ReadAll, Vec<(usize, Diagnostic)>> {
    let mut shop = ShopBuilder::new(options.clock, options.threads);
    shop.only_share(options.share);
    let mut files: Vec<InputFile> = detected.iter().map(DetectedFile::summary).collect();
    let mut order: Vec<(usize, &DetectedFile)> =
        detected.iter().enumerate().filter(|(i, _)| refused.get(*i).is_some_and(Option::is_none)).collect();
    order.sort_by(|(_, a), (_, b)| {
        a.kind().cmp(&b.kind()).then_with(|| source::compare_age(&a.source, &b.source))
    });
    let mut notes: Vec<Diagnostic> =
        order.iter().filter_map(|(_, file)| file.readable.as_ref().err().cloned()).collect();
    let readable =
        order.iter().filter_map(|(place, file)| Some((*place, file, file.readable.as_ref().ok()?)));
    let (mut places, mut tables) = (Vec::new(), Vec::new());
    let (mut progress, mut damaged) = (Vec::new(), Vec::new());
    for (place, file, readable) in readable {
        let bytes = readable.table.watched(options.progress.as_ref());
        // One that cannot be opened any more is found when it is read.
        let length = bytes.length();
        let Some(source) = shop.add_source(readable.mapping.kind, readable.mapping.fields()) else {
            damaged.push((place, file.unreadable(&io::ErrorKind::QuotaExceeded.into())));
            continue;
        };
        if let Some(time) = file.source.exported_at.and_then(Stamp::from_unix) {
            shop.add_export_time(readable.mapping.kind, time);
        }
        let periods = ServicePeriods { given: options.service_period, of_file: file.source.period() };
        tables.push(TableToRead { readable, source, periods, bytes, length });
        places.push(place);
        progress.extend(files.get(place).cloned().map(TableProgress::new));
    }
    let bytes = tables.iter().map(|table| table.length).sum();
    options.begin(Stage::Read, || bytes);
    let partitions = (bytes / BYTES_PER_PARTITION).min(MOST_PARTITIONS);
    shop.share_out(options.partitions.map_or(partitions, u64::from));
    let samples = options.samples.min(listed_rows(tables.len()));
    let settings = RowSettings {
        samples,
        only_shop: options.only_shop.as_deref(),
        own_words: columns.own.as_ref().map_or(&[], |own| &own.words),
    };
    let [orders, parcels, others] = pieces_of(&tables, options.splitting);
    let numbers = BatchNumbers::default();
    let mut read = |shop: &mut ShopBuilder, pieces: &[TablePiece], joined: Option<&JoinedOrders>| {
        let routes = shop.routes(&numbers, joined);
        let reader = || PieceReader::new(&tables, &columns.words, settings, options.splitting, routes);
        let mut intake = TableIntake::new(shop, &tables, &mut progress, samples);
        pipeline::run(pieces, options.threads.count(), &mut intake, reader)
    };
    let rows = read(&mut shop, &orders, None);
    let mut joined = shop.join_orders(rows);
    if !parcels.is_empty() {
        let rows = read(&mut shop, &parcels, Some(&joined));
        shop.join_parcels(&mut joined, rows);
    }
    let rows = read(&mut shop, &others, Some(&joined));
    // Whatever else is wrong with a file that was written meanwhile comes of that.
    let changes = order.iter().filter(|(_, file)| file.readable.is_ok());
    damaged.extend(changes.filter_map(|(place, file)| Some((*place, file.source.change()?))));
    for (place, read) in places.iter().zip(&mut progress) {
        damaged.extend(read.refusal.take().map(|why| (*place, why)));
    }
    if !damaged.is_empty() {
        return Err(damaged);
    }
    options.begin(Stage::Join, || 0);
    let mut shop = shop.finish(joined, rows);
    if shop.is_overfull() {
        let of_one = Options { partitions: Some(1), ..options.clone() };
        return read_all(detected, refused, columns, &of_one);
    }
    let path_of = |source: u32| {
        // Files are numbered in the order in which they are read.
        let place = places.get(source as usize);
        place.and_then(|place| files.get(*place)).map(|file| file.path.clone()).unwrap_or_default()
    };
    for ((older, source), rows) in &shop.went_back {
        notes.push(diagnostics::state_went_back(*rows, path_of(*older)).path(path_of(*source)));
    }
    for ((older, source), rows) in &shop.service_conflicts {
        notes.push(shops::service_conflict(*rows, &path_of(*older), &path_of(*source)));
    }
    for ((place, table), read) in places.iter().zip(&tables).zip(progress) {
        let mut summary = read.summary;
        notes.extend(read.notes);
        let source = table.source as usize;
        summary.disposition = shop.dispositions.get(source).copied().unwrap_or_default();
        summary.days = shop.source_days.get_mut(source).map(std::mem::take).unwrap_or_default();
        // An export of items needs no times of its own beside one of orders that has them.
        let is_left_out = summary.disposition.excluded > summary.disposition.used;
        summary.disposition.excluded += summary.other_shops;
        if summary.kind == Some(Kind::Orders) && is_left_out && summary.days.span().is_none() {
            notes.push(diagnostics::order_times_missing().path(&summary.path));
        }
        // All of them were asked for, and there is an end to what is kept.
        let not_listed = summary.rejected.saturating_sub(samples as u64);
        if samples < options.samples && not_listed > 0 {
            notes.push(diagnostics::rows_not_listed(samples, not_listed).path(&summary.path));
        }
        if let Some(file) = files.get_mut(*place) {
            *file = summary;
        }
    }
    Ok((shop, files, notes))
}

/// Files whose account does not add up, and kinds with too many rejected rows. The share is that of a kind, so that a
/// file split in two fails or passes like the whole one.
pub(crate) fn failures(files: &[InputFile], max_rejected: f64) -> Vec<Diagnostic> {
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
        let read: u64 = of_kind().map(|f| f.read - f.other_shops).sum();
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
