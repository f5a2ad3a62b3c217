//! Excel workbooks: every sheet that fits, turned into the rows of a CSV file.
//!
//! The XML of a sheet is slow to read, and its texts lie in a table that must be in memory. So a workbook is read once,
//! cell by cell: the columns up to the last named one are written as CSV into a temporary file without a name, and from
//! there on a sheet is a file like any other. The dimension that a sheet states may be wrong and is not used.

use super::archive;
use super::number;
use super::sheet_to_csv::{SheetLayout, SheetRow, SheetRows, SheetToCsv};
use crate::catalogue::{PlainText, diagnostics, text};
use crate::input::bytes::{Bytes, Handle, Unpacker};
use crate::input::limits::{LimitExceeded, ROW_BYTES};
use crate::input::refusal::{Refusal, damaged, io_refusal};
use crate::input::system_error;
use calamine::{Reader, SheetType, Style, Xlsx, XlsxError};
use std::collections::HashSet;
use std::io::BufReader;

/// How many of the first rows that are not empty may hold the header.
pub(crate) const HEADER_ROWS: usize = 10;

/// The last column a sheet can have.
const LAST_COLUMN: usize = 16_383;

pub(crate) struct WorkbookSheet<K> {
    pub(crate) name: String,
    /// What the caller has decided about it.
    pub(crate) kept: K,
    /// Its rows as CSV in UTF-8; `None` where it is not to be read.
    pub(crate) rows: Option<(Bytes, SheetRows)>,
}

/// Decides from the first rows of a sheet which columns to take; an error says that the sheet is not to be read.
pub(crate) type Decide<'d, K> = &'d mut dyn FnMut(&[Vec<String>]) -> Result<SheetLayout<K>, K>;

type Book = Xlsx<BufReader<Handle>>;

fn open(bytes: &Bytes) -> Result<Book, Refusal> {
    let handle = bytes.open().map_err(|e| io_refusal(&e))?;
    Xlsx::new(BufReader::new(handle)).map_err(|e| refusal(&e))
}

/// Reads every sheet that `decide` wants.
pub(crate) fn read<K>(
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
    // The library finds sheets by name: of two with the same name the first would be read twice.
    let mut seen = HashSet::new();
    if !names.iter().all(|name| seen.insert(name)) {
        return Err(damaged(text::damaged_same_sheets));
    }
    let mut sheets = Vec::new();
    for name in &names {
        match read_sheet(&mut book, name, unpacker, decide) {
            Ok(sheet) => sheets.push(sheet),
            // A chart that is listed as a sheet.
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
    let mut csv: Option<SheetToCsv<'_, K>> = None;
    let mut unpacker = Some(unpacker);
    loop {
        let next = cells.next_cell_with_style_id()?;
        let number = next.as_ref().map(|(cell, _)| cell.get_position().0);
        if number != row.number {
            let line = row.line();
            if let Some(texts) = row.texts() {
                match &mut csv {
                    Some(csv) => csv.write(line, texts)?,
                    None => first.push((line, texts.to_vec())),
                }
            }
            if (first.len() == HEADER_ROWS || number.is_none())
                && let Some(unpacker) = unpacker.take()
            {
                let seen: Vec<Vec<String>> = first.iter().map(|(_, texts)| texts.clone()).collect();
                let layout = match decide(&seen) {
                    Ok(layout) => layout,
                    Err(kept) => return Ok(WorkbookSheet { name: name.to_owned(), kept, rows: None }),
                };
                row.width = layout.width;
                let mut begun = SheetToCsv::new(layout, is_1904, unpacker)?;
                for (line, texts) in &mut first {
                    begun.write(*line, texts)?;
                }
                csv = Some(begun);
            }
            row.begin(number);
        }
        let Some((cell, style)) = next else { break };
        let shows_time = shows_time.get(style).copied().unwrap_or(false);
        row.put(cell.get_position().1 as usize, cell.get_value(), shows_time, is_1904);
        if row.bytes > ROW_BYTES {
            return Err(XlsxError::Io(LimitExceeded::Row(row.line()).into()));
        }
    }
    match csv {
        Some(csv) => {
            let (kept, bytes, rows) = csv.finish()?;
            Ok(WorkbookSheet { name: name.to_owned(), kept, rows: Some((bytes, rows)) })
        }
        // Without any cell there was no row whose end leads to a decision.
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
        XlsxError::Io(e) => io_refusal(e),
        other => match system_error::behind(other) {
            Some(e) => io_refusal(e),
            None => damaged(damage(other)),
        },
    }
}

/// What is wrong, as a text of the catalogue: the library's message quotes the cell, which may be a buyer's phone
/// number.
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
