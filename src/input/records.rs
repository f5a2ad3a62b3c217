//! The records of a CSV file with the lines they stand on, read by the csv crate in a bounded buffer.

use csv::{ByteRecord, Reader, ReaderBuilder};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// Reads records and knows their lines.
pub struct Records {
    reader: Reader<File>,
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
}

impl Records {
    /// Opens a file.
    pub fn open(path: &Path) -> io::Result<Records> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let torn = last_bytes(&mut file, 1)?.last() != Some(&b'\n');
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 18)
            .from_reader(File::open(path)?);
        Ok(Records {
            reader,
            next_line: 1,
            first_line: 0,
            last_line: 0,
            blank_lines: 0,
            torn_end: if torn { length } else { u64::MAX },
            counts_late: false,
        })
    }

    /// Reads the next record; `false` at the end.
    pub fn read(&mut self, record: &mut ByteRecord) -> io::Result<bool> {
        let before = self.reader.position().line();
        if !self.reader.read_byte_record(record).map_err(io::Error::from)? {
            return Ok(false);
        }
        let passed = self.reader.position().line() - before;
        // Only a record that passed another number of lines than one needs a closer look.
        let inside = if passed == 1 && self.first_line != 0 && self.reader.position().byte() < self.torn_end {
            0
        } else {
            record.as_slice().iter().filter(|b| **b == b'\n').count() as u64
        };
        self.counts_late |= self.first_line == 0 && passed == inside;
        let own_break = self.counts_late || self.reader.position().byte() < self.torn_end;
        let blank = passed.saturating_sub(inside + u64::from(own_break));
        self.blank_lines += blank;
        self.next_line += blank;
        self.first_line = self.next_line;
        self.last_line = self.first_line + inside;
        self.next_line = self.last_line + 1;
        Ok(true)
    }
}

/// Does a file end inside a quoted cell? Asked of the last record: a quoted cell that holds a line break
/// and is the last one must be followed by nothing but its quote and white space.
pub fn ends_inside_quotes(path: &Path, last: &ByteRecord) -> io::Result<bool> {
    let Some(cell) = last.iter().next_back() else { return Ok(false) };
    if !cell.contains(&b'\n') {
        return Ok(false);
    }
    let tail = last_bytes(&mut File::open(path)?, 4096)?;
    Ok(tail.trim_ascii_end().last() != Some(&b'"'))
}

fn last_bytes(file: &mut File, most: u64) -> io::Result<Vec<u8>> {
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(most)))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    Ok(tail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn lines(text: &str) -> (Vec<(u64, u64)>, u64) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let mut records = Records::open(file.path()).unwrap();
        let mut record = ByteRecord::new();
        let mut found = Vec::new();
        while records.read(&mut record).unwrap() {
            found.push((records.first_line, records.last_line));
        }
        (found, records.blank_lines)
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
