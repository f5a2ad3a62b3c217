//! Tables that can be read, and files of which detection has said whether they hold any.

use super::bytes::Bytes;
use super::container::sheet_to_csv::SheetRows;
use super::csv_records::CsvRecords;
use super::delimited::Delimiter;
use super::encoding::Encoding;
use super::header::Mapping;
use super::input_file::{FileStatus, InputFile};
use super::known_header_names::KnownHeaderNames;
use super::order_id_letters::OrderIdLetters;
use super::progress::Watcher;
use super::refusal::unreadable;
use super::shops::ShopRows;
use super::source::Source;
use crate::catalogue::{Code, Diagnostic};
use crate::field::{Field, Kind};
use crate::shop::{DayCounts, Disposition};
use std::io;
use std::sync::Arc;

/// A file, or a part of one, and what detection found in it.
pub(super) struct DetectedFile {
    pub(super) source: Source,
    /// The table, or why there is none.
    pub(super) readable: Result<ReadableTable, Diagnostic>,
    pub(super) status: FileStatus,
}

/// A table whose header fits a kind.
pub(super) struct ReadableTable {
    /// Files with the same header share one.
    pub(super) mapping: Arc<Mapping>,
    pub(super) table: Arc<CsvTable>,
}

/// A CSV file, or a sheet of a workbook as one.
#[derive(Debug)]
pub(super) struct CsvTable {
    pub(super) bytes: Bytes,
    pub(super) encoding: Encoding,
    /// What stood between the cells of a text file where that was no comma; here it is one.
    pub(super) delimiter: Option<Delimiter>,
    /// Which rows of its sheet its records are.
    pub(super) sheet: Option<SheetRows>,
    /// Every known header name, by which another header among the rows is known.
    pub(super) known: Arc<KnownHeaderNames>,
    /// Which of its records is the header, from 0.
    pub(super) header_row: usize,
}

impl CsvTable {
    /// Its records as the csv crate splits them, from a byte on at which a record begins behind so many lines.
    pub(super) fn records(&self, bytes: &Bytes, start: u64, lines: u64) -> io::Result<CsvRecords> {
        match start {
            0 => CsvRecords::open(bytes, self.sheet.as_ref()),
            start => CsvRecords::open_at(bytes, start, lines),
        }
    }

    /// Its bytes, which report the progress of reading where a watcher is given.
    pub(super) fn watched(&self, progress: Option<&Watcher>) -> Bytes {
        self.bytes.watched(progress)
    }

    /// Cells of a sheet know their columns, so that its rows cannot be shifted.
    pub(super) fn is_sheet(&self) -> bool {
        self.sheet.is_some()
    }
}

impl DetectedFile {
    pub(super) fn unreadable(&self, why: &io::Error) -> Diagnostic {
        unreadable(why).into_diagnostic().path(&self.source.shown)
    }

    pub(super) fn kind(&self) -> Option<Kind> {
        self.readable.as_ref().ok().map(|r| r.mapping.kind)
    }

    /// Why it is not read.
    pub(super) fn code(&self) -> Option<Code> {
        self.readable.as_ref().err().map(|why| why.code)
    }

    /// The table it is read from; a table that is read for several kinds is shared.
    pub(super) fn table(&self) -> Option<&Arc<CsvTable>> {
        self.readable.as_ref().ok().map(|r| &r.table)
    }

    /// The account before anything is read.
    pub(super) fn summary(&self) -> InputFile {
        let readable = self.readable.as_ref().ok();
        InputFile {
            path: self.source.shown.clone(),
            kind: self.kind(),
            encoding: readable.map(|r| r.table.encoding),
            delimiter: readable.and_then(|r| r.table.delimiter),
            status: self.status,
            code: self.code(),
            mapping: readable.map(|r| Arc::clone(&r.mapping)),
            days: DayCounts::default(),
            read: 0,
            rejected: 0,
            skipped: 0,
            order_id_letters: OrderIdLetters::default(),
            other_shops: 0,
            shops: ShopRows::new(),
            disposition: Disposition::default(),
        }
    }
}

impl ReadableTable {
    /// Whether the same bytes in the same column of another table say the same.
    pub(super) fn says_the_same(&self, other: &ReadableTable) -> bool {
        self.table.encoding == other.table.encoding && self.mapping == other.mapping
    }

    /// Adds the place of a field's cell: line and column, in a sheet also its address.
    pub(super) fn at(&self, diagnostic: Diagnostic, field: Field, line: u64) -> Diagnostic {
        let diagnostic = diagnostic.line(line);
        let Some(place) = self.mapping.place(field) else { return diagnostic };
        let diagnostic = diagnostic.column(self.mapping.name(field));
        if self.table.is_sheet() { diagnostic.cell(address(place, line)) } else { diagnostic }
    }
}

/// `F12`: the sixth column, row 12.
fn address(column: usize, row: u64) -> String {
    format!("{}{row}", column_letters(column))
}

/// `F`: the sixth column.
pub(crate) fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        let named = [0, 5, 25, 26, 51, 52, 701, 702, 16_383].map(|column| address(column, 12));
        assert_eq!(named, ["A12", "F12", "Z12", "AA12", "AZ12", "BA12", "ZZ12", "AAA12", "XFD12"]);
    }
}
