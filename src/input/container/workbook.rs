//! Excel workbooks: every sheet that fits, turned into the rows of a CSV file.
//!
//! A sheet is XML that costs far more to read than its rows are worth, and its texts lie in a table of
//! their own that must be in memory. So a workbook is opened once, cell by cell; the columns up to the last
//! named one go as CSV into a file without a name, and from there on a sheet is a file like any other. The
//! sheet's stated dimension is not looked at.

use super::archive::{self, Refusal};
use super::number;
use super::sheet_to_csv::{SheetRow, SheetRows, SheetToCsv};
use crate::catalogue::{Code, PlainText, diagnostics, text};
use crate::input::bytes::{Bytes, Handle, Unpacker};
use calamine::{Reader, SheetType, Style, Xlsx, XlsxError};
use std::collections::HashSet;
use std::io::BufReader;

/// How many first rows with anything in them may hold the header.
pub const HEADER_ROWS: usize = 10;

/// The last column a sheet can have.
const LAST_COLUMN: usize = 16_383;

/// What to take of a sheet, once its first rows are known.
pub struct SheetLayout<K> {
    /// What the sheet turned out to be.
    pub kept: K,
    /// How many columns to take.
    pub width: usize,
    /// Columns of times: plain numbers there are counted in the workbook's own date system.
    pub time_columns: Vec<usize>,
}

/// A sheet.
pub struct WorkbookSheet<K> {
    /// Its name.
    pub name: String,
    /// What it turned out to be.
    pub kept: K,
    /// Its rows as CSV in UTF-8; `None` where none were to be taken.
    pub rows: Option<(Bytes, SheetRows)>,
}

/// Says of the first rows of a sheet what it is and, where it is to be read, what to take.
pub type Decide<'d, K> = &'d mut dyn FnMut(&[Vec<String>]) -> Result<SheetLayout<K>, K>;

type Book = Xlsx<BufReader<Handle>>;

/// Opens a workbook. One that is protected by a password is an old container that holds the new one.
fn open(bytes: &Bytes) -> Result<Book, Refusal> {
    let handle = bytes.open().map_err(|e| archive::io_refusal(&e))?;
    Xlsx::new(BufReader::new(handle)).map_err(|e| refusal(&e))
}

/// Is an old container a workbook protected by a password?
pub fn is_protected(bytes: &Bytes) -> bool {
    open(bytes).is_err_and(|why| why.into_diagnostic().code == Code::WorkbookEncrypted)
}

/// Reads every sheet: `decide` says from its first rows what it is and what to take of it.
pub fn read<K>(
    bytes: &Bytes,
    unpacker: &mut Unpacker,
    decide: Decide<'_, K>,
) -> Result<Vec<WorkbookSheet<K>>, Refusal> {
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
        return Err(archive::damaged(text::damaged_same_sheets));
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
) -> Result<WorkbookSheet<K>, XlsxError> {
    let is_1904 = book.has_1904_epoch();
    let mut cells = book.worksheet_cells_reader(name)?;
    let shows_time: Vec<bool> = cells.styles().iter().map(shows_time).collect();
    let mut row = SheetRow::default();
    row.width = LAST_COLUMN + 1;
    let mut first = Vec::new();
    let mut spool: Option<SheetToCsv<'_, K>> = None;
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
                    Err(kept) => return Ok(WorkbookSheet { name: name.to_owned(), kept, rows: None }),
                };
                row.width = layout.width;
                let mut begun = SheetToCsv::new(layout, is_1904, room)?;
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
            Ok(WorkbookSheet { name: name.to_owned(), kept, rows: Some((bytes, rows)) })
        }
        // Not a single cell: there was no row whose end could have decided anything.
        None => match decide(&[]) {
            Ok(SheetLayout { kept, .. }) | Err(kept) => {
                Ok(WorkbookSheet { name: name.to_owned(), kept, rows: None })
            }
        },
    }
}

fn shows_time(style: &Style) -> bool {
    style.number_format.as_ref().is_some_and(|f| number::shows_time(&f.format_code, f.format_id))
}

fn refusal(error: &XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal { diagnostic: |_| diagnostics::workbook_encrypted(), what: "".into() },
        XlsxError::Zip(e) => archive::refusal(e),
        XlsxError::Io(e) => archive::io_refusal(e),
        other => archive::damaged(damage(other)),
    }
}

/// What is wrong, in words of our own: the library quotes the cell it stumbles over, and that may be a
/// buyer's phone number.
fn damage(error: &XlsxError) -> PlainText {
    match error {
        XlsxError::CellTAttribute(_)
        | XlsxError::CellError(_)
        | XlsxError::Unrecognized { .. }
        | XlsxError::Parse(_)
        | XlsxError::ParseFloat(_)
        | XlsxError::ParseInt(_) => text::damaged_cell,
        XlsxError::FileNotFound(_)
        | XlsxError::RelationshipNotFound
        | XlsxError::WorksheetNotFound(_)
        | XlsxError::Unexpected(_) => text::damaged_part,
        _ => text::damaged_xml,
    }
}
