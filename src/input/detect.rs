//! What a file is: its container, its sheets, its encoding, its header.
//!
//! One path may hold many tables: a zip archive holds files, a workbook sheets, and a table may be read for
//! several kinds where the user's table of columns says so. Each becomes a [`DetectedFile`] with an account of its own.

mod packed;

use super::bytes::{Bytes, Unpacker};
use super::columns::Columns;
use super::container::compound_file;
use super::container::workbook::HEADER_ROWS;
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
use crate::catalogue::{Lang, diagnostics, text};
use crate::guard::guarded;
use crate::parallel;
use crate::threads::Threads;
use std::cell::RefCell;
use std::io;
use std::sync::Arc;

/// How deep a zip archive may lie in another.
const DEEPEST: u8 = 1;

/// How many bytes of a file may hold its header: a quote without a partner makes one row of all that follows.
const HEADER_BYTES: u64 = 1 << 22;

/// How many headers a detector remembers.
const MOST_MAPPINGS: usize = 16;

/// How many files one thread looks at in the time that another needs to start.
const FILES_PER_THREAD: usize = 8;

/// A header that fits: its encoding, what it says of each kind, and its place among the rows.
type Fit = (Encoding, Vec<Mapping>, usize);

/// What a look at a file shows.
enum Look {
    /// All that there is to know.
    Detected(Vec<DetectedFile>),
    /// Text whose cells have other delimiters than commas.
    Text(Delimiter, Fit),
    /// No text: most of it must be unpacked.
    Content(FileContent),
}

/// Detects what files are.
#[derive(Clone)]
pub(super) struct Detector<'c> {
    columns: &'c Columns,
    known: Arc<KnownHeaderNames>,
    first_records: FirstRecords,
    first_bytes: RefCell<Vec<u8>>,
    /// What headers say that were met, the newest last: nearly all files have the header of another one.
    mappings: RefCell<Vec<Arc<Mapping>>>,
    progress: Option<Watcher>,
}

impl<'c> Detector<'c> {
    pub(super) fn new(columns: &'c Columns, progress: Option<Watcher>) -> Detector<'c> {
        let known = Arc::new(KnownHeaderNames::of(columns));
        let (first_records, first_bytes) = (FirstRecords::default(), RefCell::default());
        Detector { columns, known, first_records, first_bytes, mappings: RefCell::default(), progress }
    }

    /// Detects what files are, in their order. What needs no unpacking is looked at by all threads.
    pub(super) fn detect_all(
        &self,
        sources: &[Source],
        unpacker: &mut Unpacker,
        threads: Threads,
    ) -> Vec<DetectedFile> {
        let threads = threads.count().min(sources.len().div_ceil(FILES_PER_THREAD)).max(1);
        let looked =
            parallel::map_with(vec![self.clone(); threads], sources.iter().collect(), |own, source| {
                let file = spool::file(source)?;
                let look = own.look(&file);
                Some((file, look))
            });
        let detected = sources.iter().zip(looked).flat_map(|(source, looked)| match looked {
            Some((_, Look::Detected(detected))) => detected,
            Some((file, look)) => unpacking(unpacker, |unpacker| self.detect_opened(&file, look, unpacker)),
            None => self.detect(source, unpacker),
        });
        detected.collect()
    }

    /// Detects what a file is. What is unpacked for it is kept while there is a table in it.
    pub(super) fn detect(&self, source: &Source, unpacker: &mut Unpacker) -> Vec<DetectedFile> {
        unpacking(unpacker, |unpacker| match spool::opened(source, unpacker) {
            Ok(source) => self.detect_opened(&source, self.look(&source), unpacker),
            Err(why) => refused(source, why),
        })
    }

    fn detect_opened(&self, source: &Source, look: Look, unpacker: &mut Unpacker) -> Vec<DetectedFile> {
        unpacker.begin_file(source.bytes.length());
        self.detect_looked(source, look, 0, unpacker)
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

    /// What a look at a file shows, or at one of an archive.
    fn look(&self, source: &Source) -> Look {
        guarded(|| self.look_at(source))
            .unwrap_or_else(|_| Look::Detected(refused(source, Refusal::broken())))
    }

    fn look_at(&self, source: &Source) -> Look {
        if source.named && source.ending() == TOML {
            return Look::Detected(vec![unusable(source, |_| diagnostics::toml_not_export(), "")]);
        }
        if let Some(what) = left_over(&source.name) {
            return Look::Detected(vec![unusable(source, diagnostics::file_unrecognised, what)]);
        }
        match self.content(source) {
            Err(e) => Look::Detected(refused(source, unreadable(&e))),
            Ok(FileContent::Text(encoding)) => self.text(source, encoding),
            Ok(content) => Look::Content(content),
        }
    }

    /// Detects what a file is, or one of an archive, behind a look at it. Libraries unpack it here, and here alone.
    fn detect_looked(
        &self,
        source: &Source,
        look: Look,
        depth: u8,
        unpacker: &mut Unpacker,
    ) -> Vec<DetectedFile> {
        guarded(|| self.unpack(source, look, depth, unpacker))
            .unwrap_or_else(|_| refused(source, Refusal::broken()))
    }

    fn unpack(&self, source: &Source, look: Look, depth: u8, unpacker: &mut Unpacker) -> Vec<DetectedFile> {
        let content = match look {
            Look::Detected(detected) => return detected,
            Look::Text(delimiter, fit) => return self.with_commas(source, delimiter, fit, unpacker),
            Look::Content(content) => content,
        };
        match content {
            FileContent::Empty => vec![unusable(source, diagnostics::file_unrecognised, text::skipped_empty)],
            FileContent::Text(encoding) => self.unpack(source, self.text(source, encoding), depth, unpacker),
            FileContent::Utf16(encoding) => {
                match delimited::utf16_as_utf8(&source.bytes, encoding, unpacker) {
                    Ok(bytes) => {
                        let source = Source { bytes, ..source.clone() };
                        self.unpack(&source, self.text(&source, Encoding::Utf16), depth, unpacker)
                    }
                    Err(e) => refused(source, unreadable(&e)),
                }
            }
            FileContent::Gzip if depth > DEEPEST => {
                vec![unusable(source, |_| diagnostics::zip_too_deep(), "")]
            }
            FileContent::Gzip => match delimited::gunzipped(&source.bytes, unpacker) {
                Ok(bytes) => self.detect_below(&source.unpacked(bytes), depth, unpacker),
                Err(e) => refused(source, io_refusal(&e)),
            },
            FileContent::Packed => self.packed(source, depth, unpacker),
            FileContent::OldOffice => refused(source, compound_file::refusal(&source.bytes)),
            FileContent::Unreadable(why) => refused(source, why),
        }
    }

    fn detect_below(&self, source: &Source, depth: u8, unpacker: &mut Unpacker) -> Vec<DetectedFile> {
        self.detect_looked(source, self.look(source), depth + 1, unpacker)
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

    fn text(&self, source: &Source, encoding: Encoding) -> Look {
        // A file meant as UTF-8 with one broken character is better read as UTF-8, rejecting that row, than as
        // GB18030 without any name that makes sense.
        let encodings: &[Encoding] =
            if encoding == Encoding::Gb18030 { &[encoding, Encoding::Utf8] } else { &[encoding] };
        let mut found = HeaderMatch::Empty;
        // The header line tells delimiters apart: with any but its own, all its names are one.
        for delimiter in Delimiter::ALL.iter().copied() {
            let mut fit: Option<Fit> = None;
            for encoding in encodings.iter().copied() {
                // No header stands before one in the first row.
                if fit.as_ref().is_some_and(|(_, _, row)| *row == 0) {
                    break;
                }
                let rows = match self.first_rows(&source.bytes, encoding, delimiter) {
                    Ok(rows) => rows,
                    Err(e) => return Look::Detected(refused(source, unreadable(&e))),
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
            match (fit, delimiter) {
                (None, _) => {}
                (Some(fit), Delimiter::Comma) => {
                    return Look::Detected(self.delimited(source, source.bytes.clone(), None, fit));
                }
                (Some(fit), _) => return Look::Text(delimiter, fit),
            }
        }
        Look::Detected(vec![self.unfit(source, &found)])
    }

    /// A table of text with other delimiters, which is written anew.
    fn with_commas(
        &self,
        source: &Source,
        delimiter: Delimiter,
        fit: Fit,
        unpacker: &mut Unpacker,
    ) -> Vec<DetectedFile> {
        match delimited::with_commas(&source.bytes, delimiter, unpacker) {
            Ok(Ok(bytes)) => self.delimited(source, bytes, Some(delimiter), fit),
            Ok(Err(why)) => vec![refused_for(source, why)],
            Err(e) => refused(source, unreadable(&e)),
        }
    }

    /// A table of text with commas between its cells.
    fn delimited(
        &self,
        source: &Source,
        bytes: Bytes,
        delimiter: Option<Delimiter>,
        (encoding, mappings, header_row): Fit,
    ) -> Vec<DetectedFile> {
        let known = Arc::clone(&self.known);
        self.fitting(
            source,
            mappings,
            CsvTable { bytes, encoding, delimiter, known, sheet: None, header_row },
        )
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

    fn fitting(&self, source: &Source, mappings: Vec<Mapping>, table: CsvTable) -> Vec<DetectedFile> {
        let table = Arc::new(table);
        let readable = |mapping| Ok(ReadableTable { mapping, table: Arc::clone(&table) });
        let detected = |mapping| DetectedFile {
            source: source.clone(),
            readable: readable(self.shared(mapping)),
            status: FileStatus::Used,
        };
        mappings.into_iter().map(detected).collect()
    }

    /// The one of another file that says the same, where one was met.
    fn shared(&self, mapping: Mapping) -> Arc<Mapping> {
        let mut known = self.mappings.borrow_mut();
        let place = known.iter().position(|own| **own == mapping);
        let shared = match place {
            Some(place) => known.remove(place),
            None => Arc::new(mapping),
        };
        if known.len() == MOST_MAPPINGS {
            known.remove(0);
        }
        known.push(Arc::clone(&shared));
        shared
    }
}

/// Detects what a file is. What is unpacked for a file without any table, pictures say, is given back.
fn unpacking(
    unpacker: &mut Unpacker,
    detect: impl FnOnce(&mut Unpacker) -> Vec<DetectedFile>,
) -> Vec<DetectedFile> {
    let mark = unpacker.mark();
    let detected = detect(unpacker);
    if detected.iter().all(|file| file.readable.is_err()) {
        unpacker.give_back(mark);
    }
    detected
}
