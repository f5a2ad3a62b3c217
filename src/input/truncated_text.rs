//! Text files that are cut short, as a download that broke off leaves them: the rows before the cut are accounted for as in
//! the whole file, the row that is cut is one row at most, and nothing panics.

use super::bytes::{Bytes, Unpacker};
use super::columns::Columns;
use super::delimited::Delimiter;
use super::detect::Detector;
use super::input_file::{FileStatus, InputFile};
use super::load::read_detected;
use super::options::Options;
use super::source::Source;
use crate::catalogue::Code;
use crate::parallel;
use crate::threads::Threads;
use crate::time::{Day, Stamp};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// So many bytes, or a record more, are read again and again: longer files are cut in parts, of which each has the first
/// records of the file before it.
const LONGEST: usize = 3_000;

/// So many records hold the header, of all the files.
const FIRST_RECORDS: usize = 4;

struct Reader<'c> {
    detector: Detector<'c>,
    columns: &'c Columns,
    options: Options,
}

impl<'c> Reader<'c> {
    fn new(columns: &'c Columns) -> Reader<'c> {
        let clock = Stamp::from_date(Day::parse("2026-10-31").unwrap().date()).unwrap();
        let mut options = Options::new(Vec::new(), clock);
        options.threads = Threads::of(1);
        options.service_period = Some((Day::parse("2026-09-01").unwrap(), Day::parse("2026-09-30").unwrap()));
        Reader { detector: Detector::new(columns, None), columns, options }
    }

    /// What becomes of the first bytes of a file.
    fn read(&self, name: &str, file: &Arc<File>, length: usize) -> Vec<InputFile> {
        let source = Source {
            bytes: Bytes::Section(Arc::clone(file), 0, length as u64),
            shown: name.to_owned(),
            name: name.to_owned(),
            named: true,
            exported_at: None,
            archive: None,
            opened: None,
        };
        let mut detected = self.detector.detect(&source, &mut Unpacker::default());
        read_detected(&mut detected, self.columns, &self.options).1
    }

    fn delimiter(&self, name: &str, content: &[u8]) -> u8 {
        let files = self.read(name, &file_of(content), content.len());
        files.first().and_then(|file| file.delimiter).map_or(b',', Delimiter::byte)
    }
}

/// A file, and where the cuts begin: what is before it another part of the file has.
struct Text {
    name: String,
    content: Vec<u8>,
    begin: usize,
    /// How many bytes of the file are left out before that.
    behind: usize,
}

/// Every text file of the fixtures, each content once; of long ones the first part.
fn texts() -> Vec<Text> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")];
    let mut paths: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|ending| ending == "csv" || ending == "txt") {
                paths.push(entry);
            }
        }
    }
    paths.sort();
    let mut seen = HashSet::new();
    let text = |path: PathBuf| {
        let content = fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        seen.insert(content.clone()).then_some(Text { name, content, begin: 0, behind: 0 })
    };
    paths.into_iter().filter_map(text).collect()
}

/// The parts of a text that is too long to be read again at each of its bytes.
fn parts(text: Text, reader: &Reader<'_>) -> Vec<Text> {
    let Text { name, content, .. } = text;
    let delimiter = reader.delimiter(&name, &content);
    let ends = ends_of_records(&content, delimiter);
    let first = ends.get(FIRST_RECORDS - 1).copied().unwrap_or(content.len());
    let mut parts = Vec::new();
    let mut begin = first;
    let mut head = 0;
    while begin < content.len() || parts.is_empty() {
        let far = ends.iter().copied().find(|end| *end > begin && end - begin + first >= LONGEST);
        let end = far.unwrap_or(content.len());
        let part = [&content[..first], &content[begin..end]].concat();
        parts.push(Text { name: name.clone(), content: part, begin: head, behind: begin - first });
        (begin, head) = (end, first);
    }
    parts
}

/// Where each record ends, as the csv crate splits them.
fn ends_of_records(content: &[u8], delimiter: u8) -> Vec<usize> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(content);
    let mut record = csv::ByteRecord::new();
    let mut ends = Vec::new();
    while reader.read_byte_record(&mut record).unwrap() {
        ends.push(reader.position().byte() as usize);
    }
    ends
}

/// Rows and lines that are none.
fn rows(files: &[InputFile]) -> u64 {
    files.iter().map(|file| file.read + file.skipped).sum()
}

fn is_accounted(files: &[InputFile], told: &str) {
    for file in files.iter().filter(|file| file.status == FileStatus::Used) {
        let rows = file.disposition;
        let sum = rows.used + rows.duplicate + rows.excluded + rows.unmatched + file.rejected;
        assert_eq!(file.read, sum, "{told}");
    }
}

fn is_used(files: &[InputFile]) -> bool {
    !files.is_empty() && files.iter().all(|file| file.status == FileStatus::Used)
}

/// Cuts a file at every third byte, and wherever a line ends or nearly so; says how often.
fn cut(Text { name, content, begin, behind }: &Text, reader: &Reader<'_>) -> usize {
    let file = file_of(content);
    let whole = reader.read(name, &file, content.len());
    is_accounted(&whole, name);
    let delimiter = reader.delimiter(name, content);
    let ends = ends_of_records(content, delimiter);
    let is_near_end =
        |at: usize| (at.saturating_sub(2)..at + 3).any(|near| content.get(near) == Some(&b'\n'));
    let is_cut = |at: &usize| at % 3 == name.len() % 3 || is_near_end(*at);
    let mut before: (usize, Vec<InputFile>) = (0, Vec::new());
    for length in (*begin..content.len()).filter(is_cut) {
        let told = format!("{name}, {length} of {} bytes, behind {behind}", content.len());
        let own = reader.read(name, &file, length);
        assert!(!own.is_empty(), "{told}: nothing is said");
        is_accounted(&own, &told);
        let end = ends.iter().copied().filter(|end| *end <= length).max().unwrap_or(0);
        if before.0 != end {
            before = (end, reader.read(name, &file, end));
        }
        let (complete, tail) = (&before.1, &content[end..length]);
        if is_used(&own) && is_used(complete) {
            adds_one_row(&own, complete, tail, delimiter, &told);
        } else if is_used(complete) && is_used(&whole) {
            // Half a cell of several lines, and half a header among the rows, may hide any number of rows.
            let is_named =
                |file: &InputFile| matches!(file.code, Some(Code::QuoteBroken | Code::HeadersDiffer));
            assert!(own.iter().all(is_named), "{told}: {:?}", own[0].code);
        }
        if is_used(&own) && is_used(&whole) {
            assert!(rows(&own) <= rows(&whole), "{told}");
        }
    }
    (*begin..content.len()).filter(is_cut).count()
}

/// What is left of the row that is cut is one row at most, and at least where it holds anything; all others are as they
/// are without it.
fn adds_one_row(own: &[InputFile], complete: &[InputFile], tail: &[u8], delimiter: u8, told: &str) {
    assert_eq!(own.len(), complete.len(), "{told}");
    let kinds = own.len() as u64;
    let more = rows(own).checked_sub(rows(complete)).expect(told);
    let blank_lines = memchr::memchr_iter(b'\n', tail).count() as u64;
    assert!(more <= kinds * (1 + blank_lines), "{told}: {more} more rows");
    let is_blank = tail.iter().all(|byte| byte.is_ascii_whitespace() || [b'"', delimiter].contains(byte));
    assert!(more >= kinds || is_blank, "{told}: {}", String::from_utf8_lossy(tail));
    for (own, complete) in own.iter().zip(complete) {
        assert_eq!((own.kind, own.encoding), (complete.kind, complete.encoding), "{told}");
        assert!(own.read <= complete.read + 1 && own.rejected >= complete.rejected, "{told}");
    }
}

fn file_of(content: &[u8]) -> Arc<File> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(content).unwrap();
    Arc::new(file)
}

/// Cuts parts of the texts, and says how often.
fn cut_parts(is_chosen: impl Fn(&Text) -> bool) -> usize {
    let columns = Columns::with(None).unwrap();
    let reader = Reader::new(&columns);
    let texts = texts();
    assert!(texts.len() > 150, "{} texts", texts.len());
    let parts: Vec<Text> =
        texts.into_iter().flat_map(|text| parts(text, &reader)).filter(is_chosen).collect();
    let cuts = parallel::map(parts, Threads::of(2), |part| cut(&part, &Reader::new(&columns)));
    cuts.into_iter().sum()
}

#[test]
fn rows_before_a_cut_count_as_in_the_whole_file() {
    let cuts = cut_parts(|part| part.begin == 0);
    assert!(cuts > 40_000, "{cuts} cuts");
}

#[test]
#[ignore = "takes minutes: the further parts of long texts"]
fn rows_before_a_cut_far_behind_the_header_count_as_in_the_whole_file() {
    let cuts = cut_parts(|part| part.begin > 0);
    assert!(cuts > 150_000, "{cuts} cuts");
}

/// Text in UTF-16 is read as the same text in UTF-8 is, and half a character is one that cannot be read.
#[test]
fn cut_utf16_is_read_as_cut_utf8_is() {
    let columns = Columns::with(None).unwrap();
    let reader = Reader::new(&columns);
    let orders = include_str!("../../fixtures/containers/xlsx/logistics.csv").trim_start_matches('\u{feff}');
    let units: Vec<u8> = format!("\u{feff}{orders}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (utf16, utf8) = (file_of(&units), file_of(orders.as_bytes()));
    let account =
        |files: &[InputFile]| files.iter().map(|f| (f.status, f.read, f.rejected)).collect::<Vec<_>>();
    for (at, (place, _)) in orders.char_indices().enumerate().skip(1) {
        let other = account(&reader.read("utf8.csv", &utf8, place));
        assert_eq!(account(&reader.read("utf16.csv", &utf16, 2 * at + 2)), other, "{place} bytes");
        let half = account(&reader.read("utf16.csv", &utf16, 2 * at + 3));
        let is_more = half.iter().zip(&other).all(|(half, other)| half.1 >= other.1 && half.1 <= other.1 + 1);
        assert!(is_more, "{place} bytes and a half: {half:?} {other:?}");
    }
}
