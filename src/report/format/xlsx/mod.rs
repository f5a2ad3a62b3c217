//! Workbooks. Cells are what they are: numbers with all their digits, days, texts; never a formula, whatever a text
//! begins with. The same sheets give the same bytes.

mod chart;
mod colours;
mod days;
mod names;
mod styles;
mod texts;
mod widths;
mod writer;

use crate::catalogue::{Lang, io_reason, text};
use crate::guard::{Panicked, guarded};
use crate::report::sheet::Sheet;
use crate::time::Day;
use anyhow::anyhow;
use chrono::Datelike;
use names::Names;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use styles::Styles;
use writer::SheetWriter;

/// How many rows a sheet can have.
const MOST_ROWS: u32 = 1_048_576;
/// When a workbook was made that is about no day: what is fixed makes the same bytes.
const NO_DAY: (u16, u8, u8) = (2000, 1, 1);

/// Sheets as a workbook. Their rows go into a temporary file until all of it is known.
pub(super) fn render(sheets: &[Sheet<'_>], lang: Lang) -> anyhow::Result<Vec<u8>> {
    let folder = || std::env::temp_dir().to_string_lossy().into_owned();
    match guarded(|| workbook(sheets, lang, MOST_ROWS)) {
        Ok(Err(XlsxError::TempFileError(_, why))) => {
            Err(anyhow!(text::folder_unusable(lang, folder(), io_reason(&why).in_lang(lang))))
        }
        Ok(written) => Ok(written?),
        // Which the library does where it cannot write to the file.
        Err(Panicked) => Err(anyhow!(text::folder_full(lang, folder()))),
    }
}

fn workbook(sheets: &[Sheet<'_>], lang: Lang, most_rows: u32) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let day = sheets.iter().filter_map(|sheet| sheet.day).max();
    workbook.set_properties(&properties(day)?);
    let styles = Styles::new(lang);
    let mut names = Names::default();
    for sheet in sheets {
        let mut writer = SheetWriter::new(&mut workbook, sheet, &styles, &mut names, most_rows)?;
        writer.write()?;
        let worksheets = writer.finish()?;
        worksheets.into_iter().for_each(|worksheet| workbook.push_worksheet(worksheet));
    }
    workbook.save_to_buffer()
}

fn properties(day: Option<Day>) -> Result<DocProperties, XlsxError> {
    let of = |day: Day| {
        let date = day.date();
        (u16::try_from(date.year()).unwrap_or(NO_DAY.0), date.month() as u8, date.day() as u8)
    };
    let (year, month, day) = day.map_or(NO_DAY, of);
    let made = ExcelDateTime::from_ymd(year, month, day)?;
    Ok(DocProperties::new().set_author(env!("CARGO_PKG_NAME")).set_creation_datetime(&made))
}

#[cfg(test)]
mod tests;
