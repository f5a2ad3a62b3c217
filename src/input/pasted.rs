//! Tables that people type or paste: a header and a few lines, in a CSV file with whatever mark between the
//! cells, in a sheet, or on standard input. Blank lines and those that begin with `#` say nothing.

use super::delimited::utf16_as_utf8;
use crate::catalogue::{Diagnostic, diagnostics, text};
use crate::guard::guarded;
use crate::input::bytes::{Bytes, Unpacker};
use crate::input::cell::clean;
use crate::input::container::archive::Archive;
use crate::input::container::compound_file;
use crate::input::container::sheet_to_csv::SheetLayout;
use crate::input::container::workbook;
use crate::input::content::FileContent;
use crate::input::csv_records::CsvRecords;
use crate::input::encoding::Encoding;
use crate::input::refusal::{self, Refusal};
use crate::input::spool::{STANDARD_INPUT, is_standard_input, spool, stream};
use crate::shown_text::shown_name;
use csv::{ByteRecord, ReaderBuilder};
use std::io::{self, Read};
use std::path::Path;

/// What was typed.
#[derive(Debug)]
pub(crate) struct Pasted {
    /// The file as it is shown.
    pub(crate) path: String,
    /// Its lines, the header among them.
    pub(crate) lines: Vec<PastedLine>,
}

/// A line of it.
#[derive(Debug)]
pub(crate) struct PastedLine {
    /// Its number, or the row of a sheet, from 1.
    pub(crate) number: u64,
    /// Its cells, cleaned.
    pub(crate) cells: Vec<String>,
}

/// Nobody types more; what is larger is another file.
const MOST_BYTES: u64 = 16 << 20;

/// Reads a table; `is_date` says which heads of a sheet stand over dates.
pub(crate) fn read(path: &Path, is_date: fn(&str) -> bool) -> Result<Pasted, Diagnostic> {
    let is_input = path == Path::new(STANDARD_INPUT);
    let shown =
        if is_input { "<stdin>".to_owned() } else { shown_name(&path.to_string_lossy()).into_owned() };
    match guarded(|| lines_of(path, is_date)).unwrap_or_else(|_| Err(Refusal::broken().into_diagnostic())) {
        Ok(lines) => Ok(Pasted { path: shown, lines }),
        Err(refused) => Err(refused.path(shown)),
    }
}

/// The lines of a file, of a pipe, or of standard input.
fn lines_of(path: &Path, is_date: fn(&str) -> bool) -> Result<Vec<PastedLine>, Diagnostic> {
    if !path.exists() && !is_standard_input(path) {
        return Err(diagnostics::path_not_found());
    }
    let mut unpacker = Unpacker::default();
    let bytes = match stream(path) {
        None => Bytes::Path(path.to_owned()),
        Some(stream) => {
            spool(stream, path, MOST_BYTES + 1, &mut unpacker).map_err(Refusal::into_diagnostic)?
        }
    };
    unpacker.begin_file(bytes.length());
    if bytes.open().and_then(|handle| handle.length()).map_err(unreadable)? > MOST_BYTES {
        return Err(diagnostics::file_unrecognised(text::typed_too_large));
    }
    match FileContent::of(&bytes).map_err(unreadable)? {
        FileContent::Empty => Ok(Vec::new()),
        FileContent::Text(encoding) => Ok(lines(&decoded(&bytes, encoding).map_err(unreadable)?)),
        FileContent::Utf16(encoding) => {
            let bytes = utf16_as_utf8(&bytes, encoding, &mut unpacker).map_err(unreadable)?;
            Ok(lines(&decoded(&bytes, Encoding::Utf16).map_err(unreadable)?))
        }
        FileContent::Gzip => Err(diagnostics::archive_unsupported("gzip")),
        FileContent::Packed => sheet(&bytes, &mut unpacker, is_date),
        FileContent::OldOffice => Err(compound_file::refusal(&bytes).into_diagnostic()),
        FileContent::Unreadable(why) => Err(why.into_diagnostic()),
    }
}

fn unreadable(error: io::Error) -> Diagnostic {
    refusal::unreadable(&error).into_diagnostic()
}

fn decoded(bytes: &Bytes, encoding: Encoding) -> io::Result<String> {
    let mut raw = Vec::new();
    bytes.open()?.read_to_end(&mut raw)?;
    Ok(match encoding {
        Encoding::Gb18030 => encoding_rs::GB18030.decode_without_bom_handling(&raw).0.into_owned(),
        // A broken character leaves a cell that says nothing, on a line of its own.
        _ => String::from_utf8_lossy(&raw).into_owned(),
    })
}

/// The lines of a text. Each stands alone: a quote that nobody closed spoils one line, not all below it.
fn lines(text: &str) -> Vec<PastedLine> {
    let telling = |line: &&str| {
        let bare = clean(line);
        !bare.is_empty() && !bare.starts_with('#')
    };
    let mark = text.lines().find(telling).map_or(',', mark_between);
    let numbered = text.lines().enumerate().filter(|(_, line)| telling(line));
    let lines =
        numbered.map(|(place, line)| PastedLine { number: place as u64 + 1, cells: cells(line, mark) });
    lines.filter(PastedLine::says_something).collect()
}

/// What stands between the cells of a header.
fn mark_between(header: &str) -> char {
    let header = clean(header);
    ['\t', ';', ',', '；', '，'].into_iter().find(|mark| header.contains(*mark)).unwrap_or(',')
}

fn cells(line: &str, mark: char) -> Vec<String> {
    // The csv crate splits at bytes.
    let (line, delimiter) = match u8::try_from(mark) {
        Ok(byte) => (line.to_owned(), byte),
        Err(_) => (line.replace(mark, ","), b','),
    };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(line.as_bytes());
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(true) => record.iter().map(|cell| clean(cell).to_owned()).collect(),
        _ => Vec::new(),
    }
}

impl PastedLine {
    fn says_something(&self) -> bool {
        let first = self.cells.iter().find(|cell| !cell.is_empty());
        first.is_some_and(|cell| !cell.starts_with('#'))
    }
}

/// The first sheet with anything in it.
fn sheet(
    bytes: &Bytes,
    unpacker: &mut Unpacker,
    is_date: fn(&str) -> bool,
) -> Result<Vec<PastedLine>, Diagnostic> {
    let weighed =
        Archive::open(bytes).and_then(|mut archive| archive.weigh(unpacker).map_err(|e| e.refusal()));
    weighed.map_err(Refusal::into_diagnostic)?;
    let sheets = workbook::read(bytes, unpacker, &mut |rows| {
        let width = rows.iter().map(Vec::len).max().ok_or(())?;
        let heads = rows.iter().flat_map(|row| row.iter().enumerate());
        let dates = heads.filter(|(_, head)| is_date(head)).map(|(place, _)| place);
        Ok(SheetLayout { kept: (), width, time_columns: dates.collect() })
    });
    let sheets = sheets.map_err(Refusal::into_diagnostic)?;
    let Some((bytes, rows)) = sheets.into_iter().find_map(|sheet| sheet.rows) else { return Ok(Vec::new()) };
    let mut records = CsvRecords::open(&bytes, Some(&rows)).map_err(unreadable)?;
    let (mut record, mut lines) = (ByteRecord::new(), Vec::new());
    while records.read(&mut record).map_err(unreadable)? {
        let decoded = record.iter().map(|cell| Encoding::Sheet.decode(cell).unwrap_or_default());
        let cells = decoded.map(|cell| clean(&cell).to_owned()).collect();
        lines.push(PastedLine { number: records.first_line, cells });
    }
    lines.retain(PastedLine::says_something);
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Vec<(u64, Vec<String>)> {
        lines(text).into_iter().map(|line| (line.number, line.cells)).collect()
    }

    #[test]
    fn whatever_stands_between_cells_is_found_in_the_header() {
        for mark in [",", "\t", ";", "；", "，"] {
            let text = format!(
                "\u{feff}# 后台\n\n日期{mark}指标{mark}官方值\r\n{mark}{mark}\n2026-10-30{mark}总分{mark}4.5\n"
            );
            let head = ["日期", "指标", "官方值"].map(str::to_owned).to_vec();
            let line = ["2026-10-30", "总分", "4.5"].map(str::to_owned).to_vec();
            assert_eq!(read_text(&text), [(3, head), (5, line)], "{mark}");
        }
    }

    #[test]
    fn a_quote_spoils_its_own_line_only() {
        let found = read_text("id,value\n\"total,4.5\ntotal,\"4.5\"\n");
        assert_eq!(found.len(), 3);
        assert_eq!(found[2], (3, vec!["total".to_owned(), "4.5".to_owned()]));
    }
}
