//! Excel workbooks: every sheet that fits, turned into the rows of a CSV file.
//!
//! A sheet is XML that costs far more to read than its rows are worth, and its texts lie in a table of
//! their own that must be in memory. So a workbook is opened once, cell by cell; the columns up to the last
//! named one go as CSV into a file without a name, and from there on a sheet is a file like any other. The
//! sheet's stated dimension is not looked at.

use super::archive::{self, Refusal};
use super::number;
use crate::catalogue::{Code, Text};
use crate::input::bytes::{Bytes, Handle, Unpacker, Unpacking};
use crate::input::cell;
use calamine::{DataRef, Reader, SheetType, Style, Xlsx, XlsxError};
use std::collections::HashSet;
use std::io::{self, BufReader, BufWriter};

/// How many first rows with anything in them may hold the header.
pub const HEADER_ROWS: usize = 10;

/// The last column a sheet can have.
const LAST_COLUMN: usize = 16_383;

/// What to take of a sheet, once its first rows are known.
pub struct Layout<K> {
    /// What the sheet turned out to be.
    pub kept: K,
    /// How many columns to take.
    pub width: usize,
    /// Columns of times: plain numbers there are counted in the workbook's own date system.
    pub time_columns: Vec<usize>,
}

/// A sheet.
pub struct Sheet<K> {
    /// Its name.
    pub name: String,
    /// What it turned out to be.
    pub kept: K,
    /// Its rows as CSV in UTF-8; `None` where none were to be taken.
    pub rows: Option<(Bytes, SheetRows)>,
}

/// Which rows of the sheet the records are: those after which rows without anything were passed over.
#[derive(Debug, Clone, Default)]
pub struct SheetRows {
    /// (record, row), both from 1, in order; from each on, records and rows count alike.
    jumps: Vec<(u64, u64)>,
}

impl SheetRows {
    fn push(&mut self, record: u64, row: u64, place: &mut usize) {
        if self.row_of(record, place) != row {
            self.jumps.push((record, row));
        }
    }

    /// The row of a record. Records are asked for in order: `place` is where the last answer was found.
    pub fn row_of(&self, record: u64, place: &mut usize) -> u64 {
        while self.jumps.get(*place).is_some_and(|(at, _)| *at <= record) {
            *place += 1;
        }
        let (at, row) = place.checked_sub(1).and_then(|p| self.jumps.get(p)).copied().unwrap_or((1, 1));
        row + (record - at)
    }
}

/// Says of the first rows of a sheet what it is and, where it is to be read, what to take.
pub type Decide<'d, K> = &'d mut dyn FnMut(&[Vec<String>]) -> Result<Layout<K>, K>;

type Book = Xlsx<BufReader<Handle>>;

/// Opens a workbook. One that is protected by a password is an old container that holds the new one.
fn open(bytes: &Bytes) -> Result<Book, Refusal> {
    let handle = bytes.open().map_err(|e| archive::io_refusal(&e))?;
    Xlsx::new(BufReader::new(handle)).map_err(|e| refusal(&e))
}

/// Is an old container a workbook protected by a password?
pub fn is_protected(bytes: &Bytes) -> bool {
    matches!(open(bytes), Err(refusal) if refusal.code == Code::WorkbookEncrypted)
}

/// Reads every sheet: `decide` says from its first rows what it is and what to take of it.
pub fn read<K>(
    bytes: &Bytes,
    unpacker: &mut Unpacker,
    decide: Decide<'_, K>,
) -> Result<Vec<Sheet<K>>, Refusal> {
    let mut book = open(bytes)?;
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    // Sheets are found by their names: of two with the same one, the first would be read twice.
    let mut seen = HashSet::new();
    if !names.iter().all(|name| seen.insert(name)) {
        return Err(archive::damaged(Text::DamagedSameSheets));
    }
    let mut sheets = Vec::new();
    for name in &names {
        match read_sheet(&mut book, name, unpacker, decide) {
            Ok(sheet) => sheets.push(sheet),
            // A chart that says it is a sheet.
            Err(XlsxError::NotAWorksheet(_)) => {}
            Err(e) => return Err(refusal(&e)),
        }
    }
    Ok(sheets)
}

fn read_sheet<K>(
    book: &mut Book,
    name: &str,
    unpacker: &mut Unpacker,
    decide: Decide<'_, K>,
) -> Result<Sheet<K>, XlsxError> {
    let is_1904 = book.has_1904_epoch();
    let mut cells = book.worksheet_cells_reader(name)?;
    let shows_time: Vec<bool> = cells.styles().iter().map(shows_time).collect();
    let mut row = Row { width: LAST_COLUMN + 1, ..Row::default() };
    let mut first = Vec::new();
    let mut spool: Option<Spool<'_, K>> = None;
    // Taken when the spool begins.
    let mut room = Some(unpacker);
    loop {
        let next = cells.next_cell_with_style_id()?;
        let number = next.as_ref().map(|(cell, _)| cell.get_position().0);
        if number != row.number {
            let line = row.line();
            if let Some(texts) = row.texts() {
                match &mut spool {
                    Some(spool) => spool.write(line, texts)?,
                    None => first.push((line, texts.to_vec())),
                }
            }
            if (first.len() == HEADER_ROWS || number.is_none())
                && let Some(room) = room.take()
            {
                let seen: Vec<Vec<String>> = first.iter().map(|(_, texts)| texts.clone()).collect();
                let layout = match decide(&seen) {
                    Ok(layout) => layout,
                    Err(kept) => return Ok(Sheet { name: name.to_owned(), kept, rows: None }),
                };
                row.width = layout.width;
                let mut begun = Spool::new(layout, is_1904, room)?;
                for (line, texts) in &mut first {
                    begun.write(*line, texts)?;
                }
                spool = Some(begun);
            }
            row.begin(number);
        }
        let Some((cell, style)) = next else { break };
        let shows_time = shows_time.get(style).copied().unwrap_or(false);
        row.put(cell.get_position().1 as usize, cell.get_value(), shows_time, is_1904);
    }
    match spool {
        Some(spool) => {
            let (kept, bytes, rows) = spool.finish()?;
            Ok(Sheet { name: name.to_owned(), kept, rows: Some((bytes, rows)) })
        }
        // Not a single cell: there was no row whose end could have decided anything.
        None => match decide(&[]) {
            Ok(Layout { kept, .. }) | Err(kept) => Ok(Sheet { name: name.to_owned(), kept, rows: None }),
        },
    }
}

/// The cells of one row, in buffers that are used again.
#[derive(Default)]
struct Row {
    number: Option<u32>,
    /// Columns beyond it are not taken.
    width: usize,
    texts: Vec<String>,
    used: usize,
    holds_something: bool,
}

impl Row {
    fn begin(&mut self, number: Option<u32>) {
        self.texts.iter_mut().take(self.used).for_each(String::clear);
        self.number = number;
        self.used = 0;
        self.holds_something = false;
    }

    /// The row as the sheet counts it.
    fn line(&self) -> u64 {
        u64::from(self.number.unwrap_or_default()) + 1
    }

    /// The cells, where there is anything in them.
    fn texts(&mut self) -> Option<&mut [String]> {
        self.texts.get_mut(..self.used).filter(|_| self.holds_something)
    }

    fn put(&mut self, column: usize, value: &DataRef<'_>, shows_time: bool, is_1904: bool) {
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
        self.used = self.used.max(column + 1);
        self.holds_something |= !cell::clean(text).is_empty();
    }
}

/// The rows of a sheet on their way into a file.
struct Spool<'u, K> {
    layout: Layout<K>,
    is_1904: bool,
    writer: csv::Writer<BufWriter<Unpacking<'u>>>,
    rows: SheetRows,
    /// Where the newest jump of the rows is.
    place: usize,
    records: u64,
}

impl<'u, K> Spool<'u, K> {
    fn new(layout: Layout<K>, is_1904: bool, room: &'u mut Unpacker) -> io::Result<Spool<'u, K>> {
        let part = BufWriter::with_capacity(1 << 16, room.begin()?);
        let writer = csv::WriterBuilder::new().flexible(true).from_writer(part);
        Ok(Spool { layout, is_1904, writer, rows: SheetRows::default(), place: 0, records: 0 })
    }

    fn write(&mut self, line: u64, texts: &mut [String]) -> io::Result<()> {
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
        self.writer.write_record(taken).map_err(io::Error::from)
    }

    fn finish(self) -> io::Result<(K, Bytes, SheetRows)> {
        let writer = self.writer.into_inner().map_err(|e| io::Error::from(e.error().kind()))?;
        let part = writer.into_inner().map_err(|e| io::Error::from(e.error().kind()))?;
        Ok((self.layout.kept, part.finish(), self.rows))
    }
}

/// A plain number in a column of times, counted from 1904, as the same time counted from 1900; Unix times
/// and dates like `20260922` lie far beyond.
fn in_1900(text: &mut String) {
    const LAST_SERIAL: f64 = 62_000.0;
    if let Ok(serial) = text.parse::<f64>()
        && (1.0..LAST_SERIAL).contains(&serial)
    {
        *text = number::plain(serial + number::DAYS_TO_1904);
    }
}

fn shows_time(style: &Style) -> bool {
    style.number_format.as_ref().is_some_and(|f| number::shows_time(&f.format_code, f.format_id))
}

fn refusal(error: &XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal { code: Code::WorkbookEncrypted, what: "".into() },
        XlsxError::Zip(e) => archive::refusal(e),
        XlsxError::Io(e) => archive::io_refusal(e),
        other => archive::damaged(damage(other)),
    }
}

/// What is wrong, in words of our own: the library quotes the cell it stumbles over, and that may be a
/// buyer's phone number.
fn damage(error: &XlsxError) -> Text {
    match error {
        XlsxError::CellTAttribute(_)
        | XlsxError::CellError(_)
        | XlsxError::Unrecognized { .. }
        | XlsxError::Parse(_)
        | XlsxError::ParseFloat(_)
        | XlsxError::ParseInt(_) => Text::DamagedCell,
        XlsxError::FileNotFound(_)
        | XlsxError::RelationshipNotFound
        | XlsxError::WorksheetNotFound(_)
        | XlsxError::Unexpected(_) => Text::DamagedPart,
        _ => Text::DamagedXml,
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
