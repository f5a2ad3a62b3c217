//! The first records of a table of text. Many small tables are looked at, and the csv crate builds its automaton anew
//! for each reader, which costs more than all that follows: here it is built once for each delimiter.

use super::bytes::Bytes;
use super::delimited::Delimiter;
use super::encoding::Encoding;
use super::limits::{COLUMNS, LimitExceeded};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::cell::RefCell;
use std::io::{self, BufRead, BufReader};

/// How many bytes are read at a time.
const BUFFER: usize = 1 << 13;

/// Splits the first records of tables.
#[derive(Debug, Default, Clone)]
pub(super) struct FirstRecords {
    /// The automata of the delimiters that were met.
    readers: RefCell<Vec<(Delimiter, Reader)>>,
}

/// Records as text.
#[derive(Debug, Default)]
pub(super) struct DecodedRecords {
    text: String,
    /// Where their cells end in it, one behind the other.
    ends: Vec<usize>,
    /// How many cells each has.
    widths: Vec<usize>,
}

impl DecodedRecords {
    pub(super) fn rows(&self) -> Vec<Vec<&str>> {
        let (mut ends, mut start) = (self.ends.iter(), 0);
        let mut cell = |end: &usize| {
            let cell = self.text.get(start..*end).unwrap_or_default();
            start = *end;
            cell
        };
        self.widths.iter().map(|width| ends.by_ref().take(*width).map(&mut cell).collect()).collect()
    }

    /// Takes in a record whose cells end at some places among its bytes; one that cannot be decoded is blank.
    fn push(&mut self, bytes: &[u8], ends: &[usize], encoding: Encoding) {
        let begin = self.text.len();
        // Cells of UTF-8 are UTF-8 together.
        let whole = if encoding == Encoding::Gb18030 { None } else { encoding.decode(bytes) };
        match whole.filter(|text| ends.iter().all(|end| text.is_char_boundary(*end))) {
            Some(text) => {
                self.text.push_str(&text);
                self.ends.extend(ends.iter().map(|end| begin + end));
            }
            None => {
                let mut start = 0;
                for end in ends {
                    let cell = bytes.get(start..*end).unwrap_or_default();
                    self.text.push_str(&encoding.decode(cell).unwrap_or_default());
                    self.ends.push(self.text.len());
                    start = *end;
                }
            }
        }
        self.widths.push(ends.len());
    }
}

impl FirstRecords {
    /// The first so many records, decoded.
    pub(super) fn read(
        &self,
        bytes: &Bytes,
        most: usize,
        encoding: Encoding,
        delimiter: Delimiter,
    ) -> io::Result<DecodedRecords> {
        let mut readers = self.readers.borrow_mut();
        if !readers.iter().any(|(own, _)| *own == delimiter) {
            readers.push((delimiter, ReaderBuilder::new().delimiter(delimiter.byte()).build()));
        }
        let mut records = DecodedRecords::default();
        let Some((_, reader)) = readers.iter_mut().find(|(own, _)| *own == delimiter) else {
            return Ok(records);
        };
        // A clone of a reader lacks what tells bytes apart.
        reader.reset();
        let mut input = BufReader::with_capacity(BUFFER, bytes.open()?);
        let (mut cells, mut ends) = (vec![0; BUFFER], vec![0; 128]);
        let (mut written, mut ended) = (0, 0);
        while records.widths.len() < most {
            let (cells_left, ends_left) = (cells.get_mut(written..), ends.get_mut(ended..));
            let (Some(cells_left), Some(ends_left)) = (cells_left, ends_left) else { break };
            let (result, taken, put, more) = reader.read_record(input.fill_buf()?, cells_left, ends_left);
            input.consume(taken);
            (written, ended) = (written + put, ended + more);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => cells.resize(2 * cells.len(), 0),
                ReadRecordResult::OutputEndsFull if ended > COLUMNS => {
                    return Err(LimitExceeded::Columns.into());
                }
                ReadRecordResult::OutputEndsFull => ends.resize(2 * ends.len(), 0),
                ReadRecordResult::Record if ended > COLUMNS => return Err(LimitExceeded::Columns.into()),
                ReadRecordResult::Record => {
                    let ends = ends.get(..ended).unwrap_or_default();
                    records.push(cells.get(..written).unwrap_or_default(), ends, encoding);
                    (written, ended) = (0, 0);
                }
                ReadRecordResult::End => break,
            }
        }
        Ok(records)
    }
}

#[cfg(test)]
mod tests {
    use super::super::bytes::Unpacker;
    use super::super::csv_records::CsvRecords;
    use super::*;
    use csv::ByteRecord;
    use std::io::Write;

    #[test]
    fn the_same_as_the_csv_crate_reads() {
        let long = "长".repeat(9_000);
        let many = "x,".repeat(300);
        let texts = [
            "a,b\r\n\r\n\"x\"\"y\n\",2\n3".to_owned(),
            format!("\u{feff}\"a\",{long}\n{many}\n\u{feff}b;c\td\n"),
            "\n\n,\n\"never closed\n1,2".to_owned(),
            String::new(),
            "\u{feff}".to_owned(),
        ];
        let mut unpacker = Unpacker::default();
        for (text, delimiter) in texts.iter().flat_map(|text| Delimiter::ALL.iter().map(move |d| (text, *d)))
        {
            let mut part = unpacker.begin().unwrap();
            part.write_all(text.as_bytes()).unwrap();
            let bytes = part.finish();
            let (mut records, mut record) =
                (CsvRecords::open_delimited(&bytes, delimiter.byte()).unwrap(), ByteRecord::new());
            let mut expected: Vec<Vec<String>> = Vec::new();
            while records.read(&mut record).unwrap() {
                expected.push(record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect());
            }
            for most in 0..5 {
                let first = FirstRecords::default().read(&bytes, most, Encoding::Utf8, delimiter).unwrap();
                assert_eq!(first.rows(), expected[..most.min(expected.len())], "{text:.40} {delimiter:?}");
            }
        }
    }
}
