//! The records of a CSV file, or of a sheet that became one, with the lines or rows they stand on; read by
//! the csv crate in a bounded buffer.

use super::bytes::{Bytes, Handle};
use super::container::spool::SheetRows;
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::io::{self, Chain, Read, Seek, SeekFrom};

/// Reads records and knows their lines.
pub struct Records {
    reader: Reader<Chain<&'static [u8], Handle>>,
    /// The line on which the next record begins, blank lines before it not yet counted.
    next_line: u64,
    /// The line on which the newest record begins.
    pub first_line: u64,
    /// The line on which the newest record ends.
    pub last_line: u64,
    /// Lines without anything: the csv crate passes over them.
    pub blank_lines: u64,
    /// The file's length where its last line has no line break, else never reached.
    torn_end: u64,
    /// Does the csv crate count the line feed of a CR LF only when it reads on? Seen at the first one.
    counts_late: bool,
    /// Where the newest record begins and ends, in bytes.
    bytes: (u64, u64),
    /// What to add to the csv crate's position for a place in the file.
    offset: u64,
    /// A line feed was put before the first record.
    is_begun_with_feed: bool,
    /// Has no record been read yet?
    is_first: bool,
    /// The same file once more, for looking at single records as they stand.
    raw: Handle,
    /// In a sheet: its rows, where the last of them was found, and how many records were read.
    sheet: Option<(SheetRows, usize, u64)>,
}

impl Records {
    /// Opens a file; one that came out of a sheet counts the rows of the sheet.
    pub fn open(bytes: &Bytes, sheet: Option<&SheetRows>) -> io::Result<Records> {
        let mut file = bytes.open()?;
        let length = file.length()?;
        let torn = last_bytes(&mut file, 1)?.last() != Some(&b'\n');
        Ok(Records {
            reader: reader(b"", bytes.open()?),
            next_line: 1,
            first_line: 0,
            last_line: 0,
            blank_lines: 0,
            torn_end: if torn { length } else { u64::MAX },
            counts_late: false,
            bytes: (0, 0),
            offset: 0,
            is_begun_with_feed: false,
            is_first: true,
            raw: file,
            sheet: sheet.map(|rows| (rows.clone(), 0, 0)),
        })
    }

    /// Opens a file at a record, which is not its first one, behind so many lines.
    pub fn open_at(bytes: &Bytes, record: u64, lines: u64) -> io::Result<Records> {
        let mut file = bytes.open()?;
        file.seek(SeekFrom::Start(record))?;
        // The csv crate takes a byte order mark off whatever it reads first. Inside a file it is part of a
        // cell, so a blank line goes before.
        Ok(Records {
            reader: reader(b"\n", file),
            next_line: lines + 1,
            offset: record.saturating_sub(1),
            is_begun_with_feed: true,
            ..Records::open(bytes, None)?
        })
    }

    /// Reads the next record; `false` at the end.
    pub fn read(&mut self, record: &mut ByteRecord) -> io::Result<bool> {
        if let Some((rows, place, records)) = &mut self.sheet {
            if !self.reader.read_byte_record(record).map_err(io::Error::from)? {
                return Ok(false);
            }
            *records += 1;
            self.first_line = rows.row_of(*records, place);
            self.blank_lines += self.first_line.saturating_sub(self.last_line + 1);
            self.last_line = self.first_line;
            return Ok(true);
        }
        let before = self.reader.position().line();
        self.bytes.0 = self.offset + self.reader.position().byte();
        if !self.reader.read_byte_record(record).map_err(io::Error::from)? {
            return Ok(false);
        }
        let end = self.offset + self.reader.position().byte();
        self.bytes.1 = end;
        let own = u64::from(std::mem::take(&mut self.is_begun_with_feed));
        self.bytes.0 += own;
        let passed = self.reader.position().line() - before - own;
        let first = std::mem::take(&mut self.is_first);
        // Only a record that passed another number of lines than one needs a closer look.
        let inside = if passed == 1 && !first && end < self.torn_end {
            0
        } else {
            record.as_slice().iter().filter(|b| **b == b'\n').count() as u64
        };
        self.counts_late |= first && passed == inside;
        let own_break = self.counts_late || end < self.torn_end;
        let blank = passed.saturating_sub(inside + u64::from(own_break));
        self.blank_lines += blank;
        self.next_line += blank;
        self.first_line = self.next_line;
        self.last_line = self.first_line + inside;
        self.next_line = self.last_line + 1;
        Ok(true)
    }

    /// Did a quote without a partner swallow line breaks? Only a record of several lines can be torn so:
    /// its bytes are looked at once more, and every quoted cell must end with a quote that a delimiter, a
    /// line break or the end follows. (The csv crate reads on after any other closing quote.)
    pub fn is_torn(&mut self) -> io::Result<bool> {
        if self.last_line == self.first_line {
            return Ok(false);
        }
        let (start, end) = self.bytes;
        let mut bytes = vec![0; (end - start) as usize];
        self.raw.seek(SeekFrom::Start(start))?;
        self.raw.read_exact(&mut bytes)?;
        Ok(!quotes_pair_up(&bytes))
    }
}

fn reader(begin: &'static [u8], file: Handle) -> Reader<Chain<&'static [u8], Handle>> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).buffer_capacity(1 << 18).from_reader(begin.chain(file))
}

fn quotes_pair_up(record: &[u8]) -> bool {
    let mut rest = record.strip_prefix(b"\xef\xbb\xbf").unwrap_or(record);
    loop {
        // At the beginning of a cell.
        if let Some(quoted) = rest.strip_prefix(b"\"") {
            rest = quoted;
            loop {
                let Some(quote) = rest.iter().position(|b| *b == b'"') else { return false };
                rest = rest.get(quote + 1..).unwrap_or_default();
                match rest.first() {
                    Some(b'"') => rest = rest.get(1..).unwrap_or_default(),
                    None | Some(b',' | b'\r' | b'\n') => break,
                    Some(_) => return false,
                }
            }
        }
        let Some(next) = rest.iter().position(|b| matches!(b, b',' | b'\r' | b'\n')) else { return true };
        rest = rest.get(next + 1..).unwrap_or_default();
    }
}

fn last_bytes(file: &mut Handle, most: u64) -> io::Result<Vec<u8>> {
    let length = file.length()?;
    file.seek(SeekFrom::Start(length.saturating_sub(most)))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    Ok(tail)
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
        let mut records = Records::open(&bytes, None).unwrap();
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
            ["a,\"b\nc\",d\n", "\"a\"\"\nb\"\r\n", "5\" x,\"\n\"", "\n\r\n\"a\n\",", "\u{feff}\"a\nb\",c"]
        {
            assert!(quotes_pair_up(well.as_bytes()), "{well:?}");
        }
        for torn in ["a,\"b\nc", "\"a\nb,\"c\",d\n", "x,\"y\n1,\"z\"\n"] {
            assert!(!quotes_pair_up(torn.as_bytes()), "{torn:?}");
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
