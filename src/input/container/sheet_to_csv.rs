//! Writes the rows of a sheet, cell by cell, as CSV into a temporary file.

use super::number;
use crate::input::bytes::{Bytes, UnpackedSection, Unpacker};
use crate::input::cell;
use crate::input::system_error;
use calamine::DataRef;
use std::io::{self, BufWriter};

/// Which rows of a sheet its records are. Empty rows are left out, so both count alike only from jump to jump.
#[derive(Debug, Clone, Default)]
pub(crate) struct SheetRows {
    /// (record, row), both from 1, in order: the first record behind each gap, and its row.
    jumps: Vec<(u64, u64)>,
}

impl SheetRows {
    fn push(&mut self, record: u64, row: u64, place: &mut usize) {
        if self.row_of(record, place) != row {
            self.jumps.push((record, row));
        }
    }

    /// The row of a record. Records are asked for in order: `place` is where the last answer was found.
    pub(crate) fn row_of(&self, record: u64, place: &mut usize) -> u64 {
        while self.jumps.get(*place).is_some_and(|(at, _)| *at <= record) {
            *place += 1;
        }
        let (at, row) = place.checked_sub(1).and_then(|p| self.jumps.get(p)).copied().unwrap_or((1, 1));
        row + (record - at)
    }
}

/// What to take of a sheet, once its first rows are known.
pub(crate) struct SheetLayout<K> {
    /// What the caller has decided about the sheet.
    pub(crate) kept: K,
    pub(crate) width: usize,
    /// Columns of times, in which plain numbers count in the workbook's own date system.
    pub(crate) time_columns: Vec<usize>,
}

/// The cells of one row, in memory that is used again.
#[derive(Default)]
pub(crate) struct SheetRow {
    /// Its number, from 0; `None` before the first row and after the last.
    pub(crate) number: Option<u32>,
    /// How many columns are taken.
    pub(crate) width: usize,
    /// How many bytes were put into it.
    pub(crate) bytes: usize,
    texts: Vec<String>,
    used: usize,
    holds_something: bool,
}

impl SheetRow {
    /// Begins the next row; `None` after the last.
    pub(crate) fn begin(&mut self, number: Option<u32>) {
        self.texts.iter_mut().take(self.used).for_each(String::clear);
        self.number = number;
        (self.used, self.bytes) = (0, 0);
        self.holds_something = false;
    }

    /// The row as the sheet counts it.
    pub(crate) fn line(&self) -> u64 {
        u64::from(self.number.unwrap_or_default()) + 1
    }

    /// The cells, where any of them holds something.
    pub(crate) fn texts(&mut self) -> Option<&mut [String]> {
        self.texts.get_mut(..self.used).filter(|_| self.holds_something)
    }

    /// Puts a cell into the row, as the text that a CSV file would have.
    pub(crate) fn put(&mut self, column: usize, value: &DataRef<'_>, shows_time: bool, is_1904: bool) {
        if column >= self.width {
            return;
        }
        if self.texts.len() <= column {
            self.texts.resize(column + 1, String::new());
        }
        let Some(text) = self.texts.get_mut(column) else { return };
        text.clear();
        match value {
            DataRef::SharedString(value) => text.push_str(value),
            DataRef::String(value) | DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => {
                text.push_str(value);
            }
            DataRef::Float(value) => *text = number::plain(*value),
            DataRef::Int(value) => *text = number::plain(*value as f64),
            DataRef::Bool(value) => text.push_str(if *value { "TRUE" } else { "FALSE" }),
            DataRef::Error(error) => *text = error.to_string(),
            DataRef::DateTime(time) if time.is_duration() => *text = number::elapsed(time.as_f64()),
            DataRef::DateTime(time) => {
                let serial = time.as_f64();
                let since = if is_1904 && serial >= 1.0 { number::DAYS_TO_1904 } else { 0.0 };
                *text = number::moment(serial + since, shows_time);
            }
            DataRef::Empty => {}
        }
        self.bytes += text.len();
        self.used = self.used.max(column + 1);
        self.holds_something |= !cell::clean(text).is_empty();
    }
}

pub(crate) struct SheetToCsv<'u, K> {
    layout: SheetLayout<K>,
    is_1904: bool,
    writer: csv::Writer<BufWriter<UnpackedSection<'u>>>,
    rows: SheetRows,
    /// The place of the newest jump.
    place: usize,
    records: u64,
}

impl<'u, K> SheetToCsv<'u, K> {
    pub(crate) fn new(
        layout: SheetLayout<K>,
        is_1904: bool,
        unpacker: &'u mut Unpacker,
    ) -> io::Result<SheetToCsv<'u, K>> {
        let part = BufWriter::with_capacity(1 << 16, unpacker.begin()?);
        let writer = csv::WriterBuilder::new().flexible(true).from_writer(part);
        Ok(SheetToCsv { layout, is_1904, writer, rows: SheetRows::default(), place: 0, records: 0 })
    }

    /// Writes the row with the number `line`.
    pub(crate) fn write(&mut self, line: u64, texts: &mut [String]) -> io::Result<()> {
        if self.is_1904 {
            for column in &self.layout.time_columns {
                if let Some(text) = texts.get_mut(*column) {
                    in_1900(text);
                }
            }
        }
        self.records += 1;
        self.rows.push(self.records, line, &mut self.place);
        let taken = texts.get(..self.layout.width).unwrap_or(texts);
        self.writer.write_record(taken).map_err(system_error::of_csv)
    }

    /// The file, and the rows of its records.
    pub(crate) fn finish(self) -> io::Result<(K, Bytes, SheetRows)> {
        let writer = self.writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
        let part = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok((self.layout.kept, part.finish(), self.rows))
    }
}

/// Converts a plain number in a column of times from days since 1904 to days since 1900. Unix times and dates like
/// `20260922` are far larger.
fn in_1900(text: &mut String) {
    const LAST_SERIAL: f64 = 62_000.0;
    if let Ok(serial) = text.parse::<f64>()
        && (1.0..LAST_SERIAL).contains(&serial)
    {
        *text = number::plain(serial + number::DAYS_TO_1904);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_know_their_rows() {
        let mut rows = SheetRows::default();
        let mut place = 0;
        let lines = [3, 4, 5, 9, 10, 1_048_576];
        for (record, line) in (1..).zip(lines) {
            rows.push(record, line, &mut place);
        }
        assert_eq!(rows.jumps, [(1, 3), (4, 9), (6, 1_048_576)]);
        let mut place = 0;
        let found: Vec<u64> = (1..=6).map(|record| rows.row_of(record, &mut place)).collect();
        assert_eq!(found, lines);
    }

    #[test]
    fn plain_numbers_of_1904_become_those_of_1900() {
        let moved = |text: &str| {
            let mut text = text.to_owned();
            in_1900(&mut text);
            text
        };
        assert_eq!(moved("43538.5"), "45000.5");
        for other in ["1780000000", "20260922", "0", "", "2026-09-22", "0.25"] {
            assert_eq!(moved(other), other);
        }
    }
}
