//! The records of a CSV file or of a sheet turned into one, as the csv crate splits them, with their lines or rows.

use super::bytes::{Bytes, Handle};
use super::container::sheet_to_csv::SheetRows;
use super::encoding::UTF8_MARK;
use super::limits::{LimitExceeded, ROW_BYTES};
use super::system_error;
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::io::{self, Chain, Read, Seek, SeekFrom};

pub(super) struct CsvRecords {
    reader: Reader<LastRead>,
    /// How many line feeds lie before the place where reading began.
    lines: u64,
    /// Where in the file reading began.
    offset: u64,
    /// The line on which the newest record begins.
    pub(super) first_line: u64,
    /// The line on which the newest record ends.
    pub(super) last_line: u64,
    /// Blank lines, which the csv crate skips.
    pub(super) blank_lines: u64,
    /// The newest record ended with a carriage return: a line feed behind it belongs to it.
    has_returned: bool,
    /// A quote that never closes has swallowed the line feed that ends the file.
    swallows_end: bool,
    /// Where the newest record begins and ends, in bytes.
    bytes: (u64, u64),
    /// The same file, for reading single records again as they stand.
    raw: Handle,
    /// What stands between cells.
    delimiter: u8,
    /// Of a sheet: its rows, where the last of them was found, and how many records were read.
    sheet: Option<(SheetRows, usize, u64)>,
}

impl CsvRecords {
    /// Opens a file; records of a sheet have the row numbers of the sheet.
    pub(super) fn open(bytes: &Bytes, sheet: Option<&SheetRows>) -> io::Result<CsvRecords> {
        CsvRecords::with_delimiter(bytes, sheet, b',')
    }

    /// Opens a file with another mark between cells.
    pub(super) fn open_delimited(bytes: &Bytes, delimiter: u8) -> io::Result<CsvRecords> {
        CsvRecords::with_delimiter(bytes, None, delimiter)
    }

    fn with_delimiter(bytes: &Bytes, sheet: Option<&SheetRows>, delimiter: u8) -> io::Result<CsvRecords> {
        let file = bytes.open()?;
        let raw = file.clone();
        Ok(CsvRecords {
            reader: reader(b"", file, delimiter),
            lines: 0,
            offset: 0,
            first_line: 0,
            last_line: 0,
            blank_lines: 0,
            has_returned: false,
            swallows_end: false,
            bytes: (0, 0),
            raw,
            delimiter,
            sheet: sheet.map(|rows| (rows.clone(), 0, 0)),
        })
    }

    /// Opens a file at a record that is not its first one, behind so many lines.
    pub(super) fn open_at(bytes: &Bytes, record: u64, lines: u64) -> io::Result<CsvRecords> {
        let mut file = bytes.open()?;
        file.seek(SeekFrom::Start(record))?;
        // The csv crate removes a byte order mark from whatever it reads first. Inside a file such a mark belongs to
        // its cell, so reading begins with the line feed before the record.
        Ok(CsvRecords {
            reader: reader(b"\n", file, b','),
            lines: lines.saturating_sub(1),
            offset: record.saturating_sub(1),
            has_returned: true,
            ..CsvRecords::open(bytes, None)?
        })
    }

    /// Reads the next record; `false` at the end.
    pub(super) fn read(&mut self, record: &mut ByteRecord) -> io::Result<bool> {
        // The csv crate counts the line feeds it has passed, from one on.
        let (before, start) = (self.reader.position().line(), self.reader.position().byte());
        self.reader.get_mut().begin_row(start, self.lines + before);
        if let Some((rows, place, records)) = &mut self.sheet {
            if !self.reader.read_byte_record(record).map_err(system_error::of_csv)? {
                return Ok(false);
            }
            *records += 1;
            self.first_line = rows.row_of(*records, place);
            self.blank_lines += self.first_line.saturating_sub(self.last_line + 1);
            self.last_line = self.first_line;
            return Ok(true);
        }
        if !self.reader.read_byte_record(record).map_err(system_error::of_csv)? {
            return Ok(false);
        }
        let (after, end) = (self.reader.position().line(), self.reader.position().byte());
        let inside = memchr::memchr_iter(b'\n', record.as_slice()).count() as u64;
        let start = self.reader.get_ref().row_start().unwrap_or(start);
        self.bytes = (self.offset + start, self.offset + end);
        let last = self.reader.get_ref().before(end);
        self.reader.get_ref().check_length(end, last)?;
        // A line feed at the end is the record's own, unless quotes that never close have swallowed it.
        let may_be_swallowed = last == Some(b'\n') && record.as_slice().last() == Some(&b'\n');
        self.swallows_end = may_be_swallowed && !self.pairs_up()?;
        let own = u64::from(last == Some(b'\n') && !self.swallows_end);
        let passed_over = (after - before).saturating_sub(inside + own);
        self.blank_lines += passed_over.saturating_sub(u64::from(self.has_returned));
        self.first_line = self.lines + before + passed_over;
        self.last_line = self.first_line + inside;
        self.has_returned = last == Some(b'\r');
        Ok(true)
    }

    /// Whether a quote without a partner has swallowed line breaks. Only a record of several lines can be torn so: its
    /// bytes are read again, and every quoted cell must end with a quote that a delimiter, a line break or the end
    /// follows. (The csv crate reads on after any other closing quote.)
    pub(super) fn is_torn(&mut self) -> io::Result<bool> {
        // Swallowing the line feed at the end of the file harms no other row; its own shows it in its cells.
        if self.last_line - self.first_line <= u64::from(self.swallows_end) {
            return Ok(false);
        }
        Ok(!self.pairs_up()?)
    }

    fn pairs_up(&mut self) -> io::Result<bool> {
        let (start, end) = self.bytes;
        let mut bytes = vec![0; (end - start) as usize];
        self.raw.seek(SeekFrom::Start(start))?;
        self.raw.read_exact(&mut bytes)?;
        // The mark that begins the file is no part of its first cell; anywhere else it is text.
        let record = bytes.strip_prefix(UTF8_MARK).filter(|_| start == 0).unwrap_or(&bytes);
        Ok(quotes_pair_up(record, self.delimiter))
    }
}

/// How many bytes are read at a time.
const BUFFER: usize = 1 << 18;

fn reader(begin: &'static [u8], file: Handle, delimiter: u8) -> Reader<LastRead> {
    let recent = LastRead { source: begin.chain(file), end: 0, bytes: Vec::new(), row: None, line: 0 };
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter);
    builder.buffer_capacity(BUFFER).from_reader(recent)
}

/// Keeps what was read last: the csv crate does not say how a record ended.
struct LastRead {
    source: Chain<&'static [u8], Handle>,
    /// How many bytes were read in all.
    end: u64,
    /// The last of them.
    bytes: Vec<u8>,
    /// Where the row that is being read begins, behind blank lines; `None` as long as there are only those. Its line.
    row: Option<u64>,
    line: u64,
}

impl LastRead {
    /// A row is read from here on, or blank lines before it: `line` is the first of them.
    fn begin_row(&mut self, at: u64, line: u64) {
        (self.row, self.line) = (None, line);
        let back = self.end.saturating_sub(at) as usize;
        let from = self.bytes.len().saturating_sub(back);
        self.find_row(from);
    }

    /// Passes over line breaks, from a place among the bytes read last.
    fn find_row(&mut self, from: usize) {
        if self.row.is_some() {
            return;
        }
        let rest = self.bytes.get(from..).unwrap_or_default();
        let breaks = rest.iter().position(|b| !matches!(b, b'\r' | b'\n'));
        let passed = rest.get(..breaks.unwrap_or(rest.len())).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
        self.row = breaks.map(|breaks| self.end - (rest.len() - breaks) as u64);
    }

    fn row_start(&self) -> Option<u64> {
        self.row
    }

    /// Refuses a row, read up to `end`, that is too long without its line break.
    fn check_length(&self, end: u64, last: Option<u8>) -> io::Result<()> {
        // Of the two bytes of a line break the csv crate leaves the second for the next row.
        let breaks = u64::from(matches!(last, Some(b'\r' | b'\n')));
        let length = self.row.map_or(0, |row| end.saturating_sub(row + breaks));
        if length > ROW_BYTES as u64 { Err(LimitExceeded::Row(self.line).into()) } else { Ok(()) }
    }

    /// The byte before a place among those read last.
    fn before(&self, place: u64) -> Option<u8> {
        let back = usize::try_from(self.end.checked_sub(place)? + 1).ok()?;
        self.bytes.len().checked_sub(back).and_then(|at| self.bytes.get(at)).copied()
    }
}

impl Read for LastRead {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // What was read so far belongs to the row, save its line break at most.
        if self.row.is_some_and(|row| self.end - row > ROW_BYTES as u64 + 1) {
            return Err(LimitExceeded::Row(self.line).into());
        }
        let read = self.source.read(buffer)?;
        if read > 0 {
            self.bytes.clear();
            self.bytes.extend_from_slice(buffer.get(..read).unwrap_or_default());
            self.end += read as u64;
            self.find_row(0);
        }
        Ok(read)
    }
}

/// Whether every quoted cell of a record ends with a quote.
fn quotes_pair_up(record: &[u8], delimiter: u8) -> bool {
    let ends_cell = |byte: u8| byte == delimiter || matches!(byte, b'\r' | b'\n');
    let mut rest = record;
    loop {
        // At the beginning of a cell.
        if let Some(quoted) = rest.strip_prefix(b"\"") {
            rest = quoted;
            loop {
                let Some(quote) = rest.iter().position(|b| *b == b'"') else { return false };
                rest = rest.get(quote + 1..).unwrap_or_default();
                match rest.first() {
                    Some(b'"') => rest = rest.get(1..).unwrap_or_default(),
                    None => break,
                    Some(byte) if ends_cell(*byte) => break,
                    Some(_) => return false,
                }
            }
        }
        let Some(next) = rest.iter().position(|b| ends_cell(*b)) else { return true };
        rest = rest.get(next + 1..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::super::bytes::Unpacker;
    use super::*;
    use std::io::Write;

    fn lines(text: &str) -> (Vec<(u64, u64)>, u64) {
        let mut unpacker = Unpacker::default();
        let mut part = unpacker.begin().unwrap();
        part.write_all(text.as_bytes()).unwrap();
        let bytes = part.finish();
        let mut records = CsvRecords::open(&bytes, None).unwrap();
        let mut record = ByteRecord::new();
        let mut found = Vec::new();
        while records.read(&mut record).unwrap() {
            found.push((records.first_line, records.last_line));
        }
        (found, records.blank_lines)
    }

    #[test]
    fn quotes_pair_up_or_not() {
        for well in
            ["a,\"b\nc\",d\n", "\"a\"\"\nb\"\r\n", "5\" x,\"\n\"", "\n\r\n\"a\n\",", "\u{feff}\",1,\"\n\""]
        {
            assert!(quotes_pair_up(well.as_bytes(), b','), "{well:?}");
        }
        for torn in ["a,\"b\nc", "\"a\nb,\"c\",d\n", "x,\"y\n1,\"z\"\n"] {
            assert!(!quotes_pair_up(torn.as_bytes(), b','), "{torn:?}");
        }
    }

    #[test]
    fn lines_are_those_an_editor_shows() {
        for end in ["\n", "\r\n"] {
            let text = format!("a,b{end}1,2{end}{end}{end}\"x{end}y\",2{end}3,4{end}{end}5,\"6{end}7\"");
            let expected = (vec![(1, 1), (2, 2), (5, 6), (7, 7), (9, 10)], 3);
            assert_eq!(lines(&text), expected, "{text:?}");
            assert_eq!(lines(&format!("{text}{end}")), expected, "{text:?}");
            assert_eq!(lines(&format!("\"a{end}b\",c{end}1,2{end}3,4")), (vec![(1, 2), (3, 3), (4, 4)], 0));
        }
    }
}
