//! What a file is: its container, its sheets, its encoding, its header.
//!
//! One path may hold many tables: a zip archive holds files, a workbook sheets, and a table may be read for
//! several kinds where the user says so. Each becomes a [`DetectedFile`] of its own, with an account of its own.

use super::bytes::{Bytes, Unpacker};
use super::columns::Columns;
use super::container::archive::{Archive, PackageKind, Refusal};
use super::container::sheet_to_csv::SheetRows;
use super::container::workbook::{self, HEADER_ROWS, SheetLayout, WorkbookSheet};
use super::csv_records::CsvRecords;
use super::encoding::{Encoding, FileContent, GLANCE, UnsupportedContent, glance, sniff};
use super::header::{HeaderMatch, KnownHeaderNames, Mapping, read_header};
use super::source::{Source, TOML};
use super::{FileStatus, InputFile, Watcher};
use crate::catalogue::{Arg, Code, Diagnostic, PlainText, Severity, diagnostics, io_reason, text};
use crate::field::Kind;
use crate::shop::{DayCounts, Disposition};
use csv::ByteRecord;
use std::sync::Arc;

/// A file, or a part of one, that was looked at.
pub struct DetectedFile {
    pub source: Source,
    pub readable: Result<ReadableTable, Diagnostic>,
    status: FileStatus,
}

/// A table that fits a kind.
pub struct ReadableTable {
    pub mapping: Mapping,
    pub table: Arc<CsvTable>,
}

/// Rows of cells: a CSV file, or a sheet that became one.
#[derive(Debug)]
pub struct CsvTable {
    bytes: Bytes,
    /// How the cells stand for characters.
    pub encoding: Encoding,
    sheet: Option<SheetRows>,
    /// Which of its rows is the header, from 0.
    pub header_row: usize,
}

impl CsvTable {
    /// Begins to read its rows with the csv crate: all of them, or, behind so many lines, from one on. Its bytes
    /// may be watched.
    pub fn records(&self, bytes: &Bytes, record: u64, lines: u64) -> std::io::Result<CsvRecords> {
        match record {
            0 => CsvRecords::open(bytes, self.sheet.as_ref()),
            record => CsvRecords::open_at(bytes, record, lines),
        }
    }

    /// Its bytes; somebody, if there is anybody, is told when they are read.
    pub fn watched(&self, progress: Option<&Watcher>) -> Bytes {
        self.bytes.watched(progress)
    }

    /// Does it come out of a workbook? Its cells know their columns, so that a row cannot be shifted.
    pub fn is_sheet(&self) -> bool {
        self.sheet.is_some()
    }
}

/// How deep a zip archive may lie in another.
const DEEPEST: u8 = 1;

/// How many bytes of a file may hold its header: a quote without a partner makes one row of all that follows.
const HEADER_BYTES: u64 = 1 << 22;

/// Looks at files, one after the other.
pub struct Detector<'c> {
    columns: &'c Columns,
    known: KnownHeaderNames,
    progress: Option<Watcher>,
}

/// What a table's first rows say.
enum HeaderFinding {
    Fits(Vec<Mapping>, usize),
    Wrong(usize),
    Lacks(Kind),
    Unknown,
    Empty,
}

impl<'c> Detector<'c> {
    /// Knows what headers look like.
    pub fn new(columns: &'c Columns, progress: Option<Watcher>) -> Detector<'c> {
        Detector { columns, known: KnownHeaderNames::of(columns), progress }
    }

    /// Looks at a file. What had to be unpacked for it stays as long as there is a table in it.
    pub fn open(&self, source: &Source, unpacker: &mut Unpacker) -> Vec<DetectedFile> {
        let mark = unpacker.mark();
        let opened = self.open_at(source, 0, unpacker);
        give_back_unread(&opened, mark, unpacker);
        opened
    }

    /// The bytes of a file. Only of those on disk it is known beforehand how many they are: reading what was
    /// unpacked counts for nothing yet.
    fn watched(&self, source: &Source) -> Bytes {
        let is_on_disk = matches!(source.bytes, Bytes::Path(_));
        source.bytes.watched(self.progress.as_ref().filter(|_| is_on_disk))
    }

    fn open_at(&self, source: &Source, depth: u8, unpacker: &mut Unpacker) -> Vec<DetectedFile> {
        if source.named && source.ending() == TOML {
            return vec![unusable(source, |_| diagnostics::toml_not_export(), "")];
        }
        let bytes = self.watched(source);
        let glanced = glance(&bytes).and_then(|(content, is_open)| {
            // A file of which even the header makes sense in one encoding only need not be read twice.
            let is_open = is_open && self.makes_sense(&source.bytes, Encoding::Gb18030)?;
            if is_open {
                return sniff(&bytes);
            }
            if let (Bytes::Watched(_, progress), FileContent::Text(_)) = (&bytes, &content) {
                // The rest of it is not looked at.
                progress.add(bytes.length().saturating_sub(GLANCE as u64));
            }
            Ok(content)
        });
        let content = match glanced {
            Ok(content) => content,
            Err(e) => return vec![unusable(source, diagnostics::path_unreadable, io_reason(&e))],
        };
        match content {
            FileContent::Empty => vec![unusable(source, diagnostics::file_unrecognised, text::skipped_empty)],
            FileContent::Text(encoding) => self.text(source, encoding),
            FileContent::Packed => self.packed(source, depth, unpacker),
            FileContent::OldOffice if workbook::is_protected(&source.bytes) => {
                vec![unusable(source, |_| diagnostics::workbook_encrypted(), "")]
            }
            FileContent::OldOffice => {
                vec![unusable(source, diagnostics::container_unsupported, text::container_xls)]
            }
            FileContent::UnsupportedContent(other) => {
                let (error, what): (fn(Arg) -> Diagnostic, PlainText) = match other {
                    UnsupportedContent::Html => (diagnostics::container_unsupported, text::container_html),
                    UnsupportedContent::Utf16 => (diagnostics::container_unsupported, text::container_utf16),
                    UnsupportedContent::Binary => (diagnostics::file_unrecognised, text::container_binary),
                };
                vec![unusable(source, error, what)]
            }
        }
    }

    /// Do the first rows say anything in an encoding?
    fn makes_sense(&self, bytes: &Bytes, encoding: Encoding) -> std::io::Result<bool> {
        let rows = first_rows(bytes, encoding)?;
        Ok(!matches!(self.verdict(&rows), HeaderFinding::Unknown | HeaderFinding::Empty))
    }

    fn text(&self, source: &Source, encoding: Encoding) -> Vec<DetectedFile> {
        // A file meant as UTF-8 with one broken character is better read as UTF-8, that row rejected,
        // than as GB18030 without any name that makes sense.
        let tries: &[Encoding] =
            if encoding == Encoding::Gb18030 { &[encoding, Encoding::Utf8] } else { &[encoding] };
        let mut verdict = HeaderFinding::Unknown;
        for encoding in tries {
            let rows = match first_rows(&source.bytes, *encoding) {
                Ok(rows) => rows,
                Err(e) => return vec![unusable(source, diagnostics::path_unreadable, io_reason(&e))],
            };
            match self.verdict(&rows) {
                HeaderFinding::Fits(mappings, header_row) => {
                    let bytes = source.bytes.clone();
                    return fitting(
                        source,
                        mappings,
                        CsvTable { bytes, encoding: *encoding, sheet: None, header_row },
                    );
                }
                HeaderFinding::Unknown | HeaderFinding::Empty => {}
                other => verdict = other,
            }
        }
        vec![self.unfit(source, &verdict)]
    }

    /// What the first rows of a table say.
    fn verdict(&self, rows: &[Vec<String>]) -> HeaderFinding {
        if rows.is_empty() {
            return HeaderFinding::Empty;
        }
        let header = self.known.header_row(rows).and_then(|place| Some((place, rows.get(place)?)));
        let Some((place, row)) = header else { return HeaderFinding::Unknown };
        match read_header(row, self.columns) {
            HeaderMatch::Fits(mappings) => HeaderFinding::Fits(mappings, place),
            HeaderMatch::Wrong(place) => HeaderFinding::Wrong(place),
            HeaderMatch::Lacks(kind) => HeaderFinding::Lacks(kind),
            HeaderMatch::Unknown => HeaderFinding::Unknown,
        }
    }

    /// A table that is not read.
    fn unfit(&self, source: &Source, verdict: &HeaderFinding) -> DetectedFile {
        match verdict {
            HeaderFinding::Wrong(place) => {
                let wrong = self.columns.wrong_files.get(*place);
                let titles = wrong.map_or(("", ""), |wrong| (&wrong.title_zh, &wrong.title_en));
                unusable(source, diagnostics::wrong_file, titles)
            }
            HeaderFinding::Lacks(kind) => {
                unusable(source, diagnostics::columns_unfit, |lang| kind.name(lang))
            }
            HeaderFinding::Empty => unusable(source, diagnostics::file_unrecognised, text::skipped_empty),
            HeaderFinding::Fits(..) | HeaderFinding::Unknown => {
                unusable(source, diagnostics::file_unrecognised, text::skipped_unrecognised)
            }
        }
    }

    /// Something that begins like a zip archive.
    fn packed(&self, source: &Source, depth: u8, unpacker: &mut Unpacker) -> Vec<DetectedFile> {
        let refused = |why: Refusal| vec![unusable(source, why.diagnostic, why.what)];
        let unsupported = |what: PlainText| vec![unusable(source, diagnostics::container_unsupported, what)];
        let mut archive = match Archive::open(&self.watched(source)) {
            Ok(archive) => archive,
            Err(why) => return refused(why),
        };
        match archive.sort() {
            PackageKind::Xlsx if archive.overstates_strings() => {
                vec![unusable(source, diagnostics::container_damaged, text::damaged_xml)]
            }
            PackageKind::Xlsx => match self.workbook(source, unpacker) {
                Ok(opened) => opened,
                Err(why) => refused(why),
            },
            PackageKind::Xlsb => unsupported(text::container_xlsb),
            PackageKind::OpenDocument => unsupported(text::container_open_document),
            PackageKind::Document => {
                vec![unusable(source, diagnostics::file_unrecognised, text::container_binary)]
            }
            PackageKind::Zip if depth > DEEPEST => {
                vec![unusable(source, |_| diagnostics::zip_too_deep(), "")]
            }
            PackageKind::Zip if archive.has_same_names() => {
                vec![unusable(source, diagnostics::container_damaged, text::damaged_same_names)]
            }
            PackageKind::Zip => self.archive(source, &mut archive, depth, unpacker),
        }
    }

    fn archive(
        &self,
        source: &Source,
        archive: &mut Archive,
        depth: u8,
        unpacker: &mut Unpacker,
    ) -> Vec<DetectedFile> {
        let mut all = Vec::new();
        for entry in archive.entries() {
            let (mark, name) = (unpacker.mark(), entry.name.clone());
            let opened = match archive.unpack(entry, unpacker) {
                Ok(bytes) => self.open_at(&source.entry(&name, bytes), depth + 1, unpacker),
                Err(why) => {
                    vec![unusable(&source.entry(&name, source.bytes.clone()), why.diagnostic, why.what)]
                }
            };
            give_back_unread(&opened, mark, unpacker);
            all.extend(opened);
        }
        // A password is an archive's: it is asked for once, not once for every file.
        let encrypted = |opened: &DetectedFile| opened.code() == Some(Code::ZipEncrypted);
        if !all.is_empty() && all.iter().all(encrypted) {
            return vec![unusable(source, |_| diagnostics::zip_encrypted(), "")];
        }
        // A named file without anything to read is an error, whatever is in it.
        if source.named && all.iter().all(|opened| opened.status == FileStatus::Skipped) {
            all.push(unusable(source, diagnostics::file_unrecognised, text::skipped_none_inside));
        }
        all
    }

    fn workbook(&self, source: &Source, unpacker: &mut Unpacker) -> Result<Vec<DetectedFile>, Refusal> {
        let sheets = workbook::read(&self.watched(source), unpacker, &mut |rows| match self.verdict(rows) {
            HeaderFinding::Fits(mappings, header_row) => Ok(SheetLayout {
                width: mappings.iter().map(Mapping::named_width).max().unwrap_or_default(),
                time_columns: mappings.iter().flat_map(Mapping::time_columns).collect(),
                kept: HeaderFinding::Fits(mappings, header_row),
            }),
            other => Err(other),
        })?;
        let fits = |sheet: &&WorkbookSheet<HeaderFinding>| sheet.rows.is_some();
        let (fitting_sheets, total) = (sheets.iter().filter(fits).count(), sheets.len());
        if fitting_sheets == 0 {
            // The one that says most: a wrong file by name, else anything that is not empty.
            let telling = |verdict: &HeaderFinding| match verdict {
                HeaderFinding::Wrong(_) | HeaderFinding::Lacks(_) => 2,
                HeaderFinding::Unknown | HeaderFinding::Fits(..) => 1,
                HeaderFinding::Empty => 0,
            };
            let verdict = sheets.into_iter().map(|sheet| sheet.kept).max_by_key(telling);
            return Ok(vec![self.unfit(source, &verdict.unwrap_or(HeaderFinding::Empty))]);
        }
        let mut all = Vec::new();
        for sheet in sheets {
            let one_of_many = Source { named: false, ..source.sheet(&sheet.name) };
            match (sheet.kept, sheet.rows) {
                (HeaderFinding::Fits(mappings, header_row), Some((bytes, rows))) => {
                    let table = CsvTable { bytes, encoding: Encoding::Sheet, sheet: Some(rows), header_row };
                    let own = if fitting_sheets == 1 { source } else { &source.sheet(&sheet.name) };
                    all.extend(fitting(own, mappings, table));
                }
                (HeaderFinding::Empty, _) => {}
                (verdict, _) if total > 1 => all.push(self.unfit(&one_of_many, &verdict)),
                _ => {}
            }
        }
        Ok(all)
    }
}

/// Pictures and other people's files in an archive take no room while the next one is unpacked.
fn give_back_unread(opened: &[DetectedFile], mark: u64, unpacker: &mut Unpacker) {
    if opened.iter().all(|opened| opened.readable.is_err()) {
        unpacker.give_back(mark);
    }
}

fn fitting(source: &Source, mappings: Vec<Mapping>, table: CsvTable) -> Vec<DetectedFile> {
    let table = Arc::new(table);
    let readable = |mapping| Ok(ReadableTable { mapping, table: Arc::clone(&table) });
    let opened = |mapping| DetectedFile {
        source: source.clone(),
        readable: readable(mapping),
        status: FileStatus::Used,
    };
    mappings.into_iter().map(opened).collect()
}

/// A file that is not read. What was not named itself and is nobody's export is passed over with a note;
/// what looks like an export that cannot be read is an error wherever it lies.
fn unusable(source: &Source, error: fn(Arg) -> Diagnostic, what: impl Into<Arg>) -> DetectedFile {
    let what = what.into();
    let error = error(what.clone());
    let why = match error.code {
        _ if source.named => error,
        Code::WrongFile => diagnostics::wrong_file_skipped(what),
        Code::FileUnrecognised => diagnostics::file_skipped(what),
        Code::ContainerUnsupported | Code::ContainerDamaged if !is_table_like(&source.ending()) => {
            diagnostics::file_skipped(what)
        }
        _ => error,
    };
    let why = why.path(&source.shown);
    let status = match why.code.severity() {
        Severity::Error => FileStatus::Refused,
        _ => FileStatus::Skipped,
    };
    DetectedFile { source: source.clone(), readable: Err(why), status }
}

/// Is a name that of a table or an archive of them?
fn is_table_like(ending: &str) -> bool {
    matches!(ending, "" | "csv" | "txt" | "tsv" | "xls" | "xlsx" | "xlsm" | "xlsb" | "et" | "ods" | "zip")
}

fn first_rows(bytes: &Bytes, encoding: Encoding) -> std::io::Result<Vec<Vec<String>>> {
    let mut records = CsvRecords::begin(&bytes.first(HEADER_BYTES)?)?;
    let mut record = ByteRecord::new();
    let mut rows = Vec::new();
    while rows.len() < HEADER_ROWS && records.read(&mut record)? {
        rows.push(record.iter().map(|c| encoding.decode(c).unwrap_or_default().into_owned()).collect());
    }
    Ok(rows)
}

impl DetectedFile {
    /// That its bytes cannot be read.
    pub fn unreadable(&self, why: &std::io::Error) -> Diagnostic {
        diagnostics::path_unreadable(io_reason(why)).path(&self.source.shown)
    }

    /// What the file was taken for.
    pub fn kind(&self) -> Option<Kind> {
        self.readable.as_ref().ok().map(|r| r.mapping.kind)
    }

    /// Why it is not read.
    fn code(&self) -> Option<Code> {
        self.readable.as_ref().err().map(|why| why.code)
    }

    /// The table it is read from: parts of one file share it.
    pub fn table(&self) -> Option<&Arc<CsvTable>> {
        self.readable.as_ref().ok().map(|r| &r.table)
    }

    /// The account before anything is read.
    pub fn summary(&self) -> InputFile {
        let readable = self.readable.as_ref().ok();
        InputFile {
            path: self.source.shown.clone(),
            kind: self.kind(),
            encoding: readable.map(|r| r.table.encoding),
            status: self.status,
            code: self.code(),
            mapping: readable.map(|r| r.mapping.clone()),
            days: DayCounts::default(),
            read: 0,
            rejected: 0,
            skipped: 0,
            disposition: Disposition::default(),
        }
    }
}
