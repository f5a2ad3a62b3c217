//! The first records of a table of text. Many small tables are looked at, and the csv crate builds its automaton anew
//! for each reader, which costs more than all that follows: here it is built once for each delimiter.

use super::bytes::Bytes;
use super::delimited::Delimiter;
use super::encoding::Encoding;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::cell::RefCell;
use std::io::{self, BufRead, BufReader};

/// How many bytes are read at a time.
const BUFFER: usize = 1 << 13;

/// Splits the first records of tables.
#[derive(Debug)]
pub(super) struct FirstRecords(Vec<(Delimiter, RefCell<Reader>)>);

impl FirstRecords {
    pub(super) fn new() -> FirstRecords {
        let reader =
            |own: &Delimiter| (*own, RefCell::new(ReaderBuilder::new().delimiter(own.byte()).build()));
        FirstRecords(Delimiter::ALL.iter().map(reader).collect())
    }

    /// The first so many records, decoded; what cannot be decoded is blank.
    pub(super) fn read(
        &self,
        bytes: &Bytes,
        most: usize,
        encoding: Encoding,
        delimiter: Delimiter,
    ) -> io::Result<Vec<Vec<String>>> {
        let Some((_, reader)) = self.0.iter().find(|(own, _)| *own == delimiter) else {
            return Ok(Vec::new());
        };
        // A clone of a reader lacks what tells bytes apart.
        let (mut reader, mut input) = (reader.borrow_mut(), BufReader::with_capacity(BUFFER, bytes.open()?));
        reader.reset();
        let (mut cells, mut ends) = (vec![0; BUFFER], vec![0; 128]);
        let (mut written, mut ended) = (0, 0);
        let mut records = Vec::new();
        while records.len() < most {
            let (cells_left, ends_left) = (cells.get_mut(written..), ends.get_mut(ended..));
            let (Some(cells_left), Some(ends_left)) = (cells_left, ends_left) else { break };
            let (result, taken, put, more) = reader.read_record(input.fill_buf()?, cells_left, ends_left);
            input.consume(taken);
            (written, ended) = (written + put, ended + more);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => cells.resize(2 * cells.len(), 0),
                ReadRecordResult::OutputEndsFull => ends.resize(2 * ends.len(), 0),
                ReadRecordResult::Record => {
                    let mut start = 0;
                    let cell = |end: &usize| {
                        let cell = cells.get(start..*end).unwrap_or_default();
                        start = *end;
                        encoding.decode(cell).unwrap_or_default().into_owned()
                    };
                    records.push(ends.iter().take(ended).map(cell).collect());
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
    use std::cell::RefCell;
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
                let first = FirstRecords::new().read(&bytes, most, Encoding::Utf8, delimiter).unwrap();
                assert_eq!(first, expected[..most.min(expected.len())], "{text:.40} {delimiter:?}");
            }
        }
    }
}
