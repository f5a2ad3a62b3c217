//! The first records of a table of text. Many small tables are looked at, and the csv crate builds its automaton anew
//! for each reader, which costs more than all that follows: here it is built once for each delimiter.

use super::bytes::Bytes;
use super::delimited::Delimiter;
use super::encoding::Encoding;
use super::limits::{COLUMNS, LimitExceeded};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::cell::RefCell;
use std::io;

/// How many bytes are read at a time.
const BUFFER: usize = 1 << 13;

/// Splits the first records of tables.
#[derive(Debug, Default, Clone)]
pub(super) struct FirstRecords(RefCell<Splitter>);

/// What is used again for each table.
#[derive(Debug, Default, Clone)]
struct Splitter {
    /// The automata of the delimiters that were met.
    readers: Vec<(Delimiter, Reader)>,
    input: Vec<u8>,
    /// The cells of a record without their delimiters, and where they end.
    cells: Vec<u8>,
    ends: Vec<usize>,
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
        if let Some(text) = whole.filter(|text| ends.iter().all(|end| text.is_char_boundary(*end))) {
            self.text.push_str(&text);
            self.ends.extend(ends.iter().map(|end| begin + end));
        } else {
            let mut start = 0;
            for end in ends {
                let cell = bytes.get(start..*end).unwrap_or_default();
                self.text.push_str(&encoding.decode(cell).unwrap_or_default());
                self.ends.push(self.text.len());
                start = *end;
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
        let Splitter { readers, input, cells, ends } = &mut *self.0.borrow_mut();
        if !readers.iter().any(|(own, _)| *own == delimiter) {
            readers.push((delimiter, ReaderBuilder::new().delimiter(delimiter.byte()).build()));
        }
        let mut records = DecodedRecords::default();
        let Some((_, reader)) = readers.iter_mut().find(|(own, _)| *own == delimiter) else {
            return Ok(records);
        };
        // A clone of a reader lacks what tells bytes apart.
        reader.reset();
        let mut file = bytes.open()?;
        input.resize(BUFFER, 0);
        cells.resize(cells.len().max(BUFFER), 0);
        ends.resize(ends.len().max(128), 0);
        let (mut from, mut read) = (0, 0);
        let (mut written, mut ended) = (0, 0);
        while records.widths.len() < most {
            let (cells_left, ends_left) = (cells.get_mut(written..), ends.get_mut(ended..));
            let (Some(cells_left), Some(ends_left)) = (cells_left, ends_left) else { break };
            if from == read {
                (from, read) = (0, file.read_fully(input)?);
            }
            let rest = input.get(from..read).unwrap_or_default();
            let (result, taken, put, more) = reader.read_record(rest, cells_left, ends_left);
            from += taken;
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

    #[test]
    fn a_character_cut_by_a_delimiter_is_none() {
        let mut unpacker = Unpacker::default();
        let mut part = unpacker.begin().unwrap();
        part.write_all(b"a,\xe8,\xae\xa2,\xe8\xae\xa2\n\xff,b\n").unwrap();
        let records =
            FirstRecords::default().read(&part.finish(), 9, Encoding::Utf8, Delimiter::Comma).unwrap();
        assert_eq!(records.rows(), [vec!["a", "", "", "订"], vec!["", "b"]]);
    }
}
