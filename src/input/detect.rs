//! What a file is: its container, its sheets, its encoding, its header.
//!
//! One path may hold many tables: a zip archive holds files, a workbook sheets, and a table may be read for
//! several kinds where the user's table of columns says so. Each becomes a [`DetectedFile`] with an account of its own.

use super::bytes::{Bytes, Unpacker};
use super::columns::Columns;
use super::container::archive::{Archive, PackageKind};
use super::container::compound_file;
use super::container::sheet_to_csv::SheetLayout;
use super::container::workbook::{self, HEADER_ROWS, WorkbookSheet};
use super::content::{FileContent, FirstContent};
use super::delimited::{self, Delimiter};
use super::encoding::Encoding;
use super::first_records::{DecodedRecords, FirstRecords};
use super::header::{HeaderMatch, Mapping};
use super::input_file::FileStatus;
use super::known_header_names::KnownHeaderNames;
use super::progress::Watcher;
use super::readable::{CsvTable, DetectedFile, ReadableTable};
use super::refusal::{Refusal, io_refusal, unreadable};
use super::source::{Source, TOML, left_over};
use super::spool;
use super::unusable::{refused, refused_for, unusable};
use crate::catalogue::{Code, Lang, PlainText, diagnostics, text};
use crate::guard::guarded;
use std::cell::RefCell;
use std::io;
use std::sync::Arc;

/// How deep a zip archive may lie in another.
const DEEPEST: u8 = 1;

/// How many bytes of a file may hold its header: a quote without a partner makes one row of all that follows.
const HEADER_BYTES: u64 = 1 << 22;

/// Detects what files are, one after the other.
pub(super) struct Detector<'c> {
    columns: &'c Columns,
    known: Arc<KnownHeaderNames>,
    first_records: FirstRecords,
    first_bytes: RefCell<Vec<u8>>,
    progress: Option<Watcher>,
}

impl<'c> Detector<'c> {
    pub(super) fn new(columns: &'c Columns, progress: Option<Watcher>) -> Detector<'c> {
        let known = Arc::new(KnownHeaderNames::of(columns));
        let (first_records, first_bytes) = (FirstRecords::default(), RefCell::default());
        Detector { columns, known, first_records, first_bytes, progress }
    }

    /// Detects what a file is. What is unpacked for it is kept while there is a table in it.
    pub(super) fn detect(&self, source: &Source, unpacker: &mut Unpacker) -> Vec<DetectedFile> {
        let mark = unpacker.mark();
        let detected = match spool::opened(source, unpacker) {
            Ok(source) => {
                unpacker.begin_file(source.bytes.length());
                self.detect_at(&source, 0, unpacker)
            }
            Err(why) => refused(source, why),
        };
        give_back_unread(&detected, mark, unpacker);
        detected
    }

    /// The bytes of a file, which report the progress of reading. Only of files on disk the length is known
    /// beforehand, so bytes that were unpacked do not count yet.
    fn watched(&self, source: &Source) -> Bytes {
        let is_on_disk = matches!(source.bytes, Bytes::Path(_));
        source.bytes.watched(self.progress.as_ref().filter(|_| is_on_disk))
    }

    fn content(&self, source: &Source) -> io::Result<FileContent> {
        let bytes = self.watched(source);
        let FirstContent { content, may_change } =
            FirstContent::of(&bytes, &mut self.first_bytes.borrow_mut())?;
        // The rest of a file decides only where its header makes sense in both encodings.
        if may_change && self.makes_sense(&source.bytes, Encoding::Gb18030)? {
            return FileContent::of(&bytes);
        }
        if let (Bytes::Watched(_, progress), FileContent::Text(_)) = (&bytes, &content) {
            // The rest of it is not read now.
            progress.add(bytes.length().saturating_sub(FirstContent::BYTES as u64));
        }
        Ok(content)
    }

    /// Detects what a file is, or one of an archive. Libraries unpack it here, and here alone.
    fn detect_at(&self, source: &Source, depth: u8, unpacker: &mut Unpacker) -> Vec<DetectedFile> {
        guarded(|| self.detect_content(source, depth, unpacker))
            .unwrap_or_else(|_| refused(source, Refusal::broken()))
    }

    fn detect_content(&self, source: &Source, depth: u8, unpacker: &mut Unpacker) -> Vec<DetectedFile> {
        if source.named && source.ending() == TOML {
            return vec![unusable(source, |_| diagnostics::toml_not_export(), "")];
        }
        if let Some(what) = left_over(&source.name) {
            return vec![unusable(source, diagnostics::file_unrecognised, what)];
        }
        let content = match self.content(source) {
            Ok(content) => content,
            Err(e) => return refused(source, unreadable(&e)),
        };
        match content {
            FileContent::Empty => vec![unusable(source, diagnostics::file_unrecognised, text::skipped_empty)],
            FileContent::Text(encoding) => self.text(source, encoding, unpacker),
            FileContent::Utf16(encoding) => {
                match delimited::utf16_as_utf8(&source.bytes, encoding, unpacker) {
                    Ok(bytes) => self.text(&Source { bytes, ..source.clone() }, Encoding::Utf16, unpacker),
                    Err(e) => refused(source, unreadable(&e)),
                }
            }
            FileContent::Gzip if depth > DEEPEST => {
                vec![unusable(source, |_| diagnostics::zip_too_deep(), "")]
            }
            FileContent::Gzip => match delimited::gunzipped(&source.bytes, unpacker) {
                Ok(bytes) => self.detect_at(&source.unpacked(bytes), depth + 1, unpacker),
                Err(e) => refused(source, io_refusal(&e)),
            },
            FileContent::Packed => self.packed(source, depth, unpacker),
            FileContent::OldOffice => refused(source, compound_file::refusal(&source.bytes)),
            FileContent::Unreadable(why) => refused(source, why),
        }
    }

    fn first_rows(
        &self,
        bytes: &Bytes,
        encoding: Encoding,
        delimiter: Delimiter,
    ) -> io::Result<DecodedRecords> {
        self.first_records.read(&bytes.first(HEADER_BYTES)?, HEADER_ROWS, encoding, delimiter)
    }

    /// Whether the first rows hold any known header name in an encoding.
    fn makes_sense(&self, bytes: &Bytes, encoding: Encoding) -> io::Result<bool> {
        for delimiter in Delimiter::ALL {
            let rows = self.first_rows(bytes, encoding, *delimiter)?;
            if !matches!(
                self.known.find(&rows.rows(), self.columns),
                HeaderMatch::Unknown(_) | HeaderMatch::Empty
            ) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn text(&self, source: &Source, encoding: Encoding, unpacker: &mut Unpacker) -> Vec<DetectedFile> {
        // A file meant as UTF-8 with one broken character is better read as UTF-8, rejecting that row, than as
        // GB18030 without any name that makes sense.
        let encodings: &[Encoding] =
            if encoding == Encoding::Gb18030 { &[encoding, Encoding::Utf8] } else { &[encoding] };
        let mut found = HeaderMatch::Empty;
        // The header line tells delimiters apart: with any but its own, all its names are one.
        for delimiter in Delimiter::ALL.iter().copied() {
            let mut fit: Option<(Encoding, Vec<Mapping>, usize)> = None;
            for encoding in encodings.iter().copied() {
                // No header stands before one in the first row.
                if fit.as_ref().is_some_and(|(_, _, row)| *row == 0) {
                    break;
                }
                let rows = match self.first_rows(&source.bytes, encoding, delimiter) {
                    Ok(rows) => rows,
                    Err(e) => return refused(source, unreadable(&e)),
                };
                match self.known.find(&rows.rows(), self.columns) {
                    // Of two headers in two encodings the first is the file's.
                    HeaderMatch::Fits(mappings, row) => {
                        if fit.as_ref().is_none_or(|(_, _, known)| row < *known) {
                            fit = Some((encoding, mappings, row));
                        }
                    }
                    other => found = std::mem::replace(&mut found, HeaderMatch::Empty).or_better(other),
                }
            }
            if let Some(fit) = fit {
                return self.delimited(source, delimiter, fit, unpacker);
            }
        }
        vec![self.unfit(source, &found)]
    }

    /// A table of text. Where no commas stand between its cells, it is written anew.
    fn delimited(
        &self,
        source: &Source,
        delimiter: Delimiter,
        (encoding, mappings, header_row): (Encoding, Vec<Mapping>, usize),
        unpacker: &mut Unpacker,
    ) -> Vec<DetectedFile> {
        let (bytes, delimiter) = match delimiter {
            Delimiter::Comma => (Ok(Ok(source.bytes.clone())), None),
            _ => (delimited::with_commas(&source.bytes, delimiter, unpacker), Some(delimiter)),
        };
        let bytes = match bytes {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(why)) => return vec![refused_for(source, why)],
            Err(e) => return refused(source, unreadable(&e)),
        };
        let known = Arc::clone(&self.known);
        fitting(source, mappings, CsvTable { bytes, encoding, delimiter, known, sheet: None, header_row })
    }

    /// A table that is not read.
    fn unfit(&self, source: &Source, found: &HeaderMatch) -> DetectedFile {
        match found {
            HeaderMatch::Wrong(place) => {
                self.columns.own.iter().for_each(|own| own.meet_wrong_file(*place));
                let wrong = self.columns.wrong_files.get(*place);
                let titles = wrong.map_or(("", ""), |wrong| (&wrong.title_zh, &wrong.title_en));
                unusable(source, diagnostics::wrong_file, titles)
            }
            HeaderMatch::Lacks(kind) => unusable(source, diagnostics::columns_unfit, |lang| kind.name(lang)),
            HeaderMatch::RowsAbove(rows) => refused_for(source, diagnostics::rows_above_header(*rows)),
            HeaderMatch::Empty => unusable(source, diagnostics::file_unrecognised, text::skipped_empty),
            HeaderMatch::Unknown(names) if !names.is_empty() => {
                let listed = |lang: Lang| names.join(lang.pick("、", ", "));
                let what = |lang| text::skipped_unknown_header(lang, listed(lang));
                unusable(source, diagnostics::file_unrecognised, what)
            }
            HeaderMatch::Fits(..) | HeaderMatch::Unknown(_) => {
                unusable(source, diagnostics::file_unrecognised, text::skipped_unrecognised)
            }
        }
    }

    /// A file that begins like a zip archive.
    fn packed(&self, source: &Source, depth: u8, unpacker: &mut Unpacker) -> Vec<DetectedFile> {
        let unsupported = |what: PlainText| vec![unusable(source, diagnostics::container_unsupported, what)];
        let overlapping = || vec![unusable(source, diagnostics::container_damaged, text::damaged_overlap)];
        let mut archive = match Archive::open(&self.watched(source)) {
            Ok(archive) => archive,
            Err(why) => return refused(source, why),
        };
        match archive.kind() {
            PackageKind::Xlsx if archive.overstates_strings() => {
                vec![unusable(source, diagnostics::container_damaged, text::damaged_xml)]
            }
            PackageKind::Xlsx if archive.has_overlaps() => overlapping(),
            PackageKind::Xlsx => match self.workbook(source, unpacker) {
                Ok(detected) => detected,
                Err(why) => refused(source, why),
            },
            PackageKind::Xlsb => unsupported(text::container_xlsb),
            PackageKind::Numbers => unsupported(text::container_numbers),
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
            PackageKind::Zip if archive.has_overlaps() => overlapping(),
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
            let detected = match archive.unpack(entry, unpacker) {
                Ok(bytes) => self.detect_at(&source.entry(&name, bytes), depth + 1, unpacker),
                Err(why) => refused(&source.entry(&name, source.bytes.clone()), why),
            };
            give_back_unread(&detected, mark, unpacker);
            all.extend(detected);
        }
        // The password is asked for once for the archive, not once for every file in it.
        let encrypted = |detected: &DetectedFile| detected.code() == Some(Code::ZipEncrypted);
        if !all.is_empty() && all.iter().all(encrypted) {
            return vec![unusable(source, |_| diagnostics::zip_encrypted(), "")];
        }
        // A named archive must hold something to read.
        if source.named && all.iter().all(|detected| detected.status == FileStatus::Skipped) {
            all.push(unusable(source, diagnostics::file_unrecognised, text::skipped_none_inside));
        }
        all
    }

    fn workbook(&self, source: &Source, unpacker: &mut Unpacker) -> Result<Vec<DetectedFile>, Refusal> {
        let find = |rows: &[Vec<String>]| {
            let rows: Vec<Vec<&str>> =
                rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
            self.known.find(&rows, self.columns)
        };
        // Progress is that of the second look.
        Archive::open(&source.bytes)?.weigh(unpacker).map_err(|limit| limit.refusal())?;
        let sheets = workbook::read(&self.watched(source), unpacker, &mut |rows| match find(rows) {
            HeaderMatch::Fits(mappings, header_row) => Ok(SheetLayout {
                width: mappings.iter().map(Mapping::named_width).max().unwrap_or_default(),
                time_columns: mappings.iter().flat_map(Mapping::time_columns).collect(),
                kept: HeaderMatch::Fits(mappings, header_row),
            }),
            other => Err(other),
        })?;
        let fits = |sheet: &&WorkbookSheet<HeaderMatch>| sheet.rows.is_some();
        let (fitting_sheets, total) = (sheets.iter().filter(fits).count(), sheets.len());
        if fitting_sheets == 0 {
            // Report the sheet that says most: a known wrong file, else one that is not empty.
            let found = sheets.into_iter().map(|sheet| sheet.kept);
            return Ok(vec![self.unfit(source, &found.fold(HeaderMatch::Empty, HeaderMatch::or_better))]);
        }
        let mut all = Vec::new();
        for sheet in sheets {
            let one_of_many = Source { named: false, ..source.sheet(&sheet.name) };
            match (sheet.kept, sheet.rows) {
                (HeaderMatch::Fits(mappings, header_row), Some((bytes, rows))) => {
                    let (known, rows) = (Arc::clone(&self.known), Some(rows));
                    let encoding = Encoding::Sheet;
                    let table = CsvTable { bytes, encoding, delimiter: None, known, sheet: rows, header_row };
                    let own = if fitting_sheets == 1 { source } else { &source.sheet(&sheet.name) };
                    all.extend(fitting(own, mappings, table));
                }
                (HeaderMatch::Empty, _) => {}
                (found, _) if total > 1 => all.push(self.unfit(&one_of_many, &found)),
                _ => {}
            }
        }
        Ok(all)
    }
}

/// Frees what was unpacked for a file without any table: pictures, say.
fn give_back_unread(detected: &[DetectedFile], mark: u64, unpacker: &mut Unpacker) {
    if detected.iter().all(|file| file.readable.is_err()) {
        unpacker.give_back(mark);
    }
}

fn fitting(source: &Source, mappings: Vec<Mapping>, table: CsvTable) -> Vec<DetectedFile> {
    let table = Arc::new(table);
    let readable = |mapping| Ok(ReadableTable { mapping, table: Arc::clone(&table) });
    let detected = |mapping| DetectedFile {
        source: source.clone(),
        readable: readable(mapping),
        status: FileStatus::Used,
    };
    mappings.into_iter().map(detected).collect()
}
