//! How wide columns are, and how high rows: Chinese characters are as wide as two others.

use super::texts::shown;
use crate::report::sheet::{Fit, Sheet, SheetCell, SheetPart, SheetTable};
use unicode_width::UnicodeWidthStr;

/// The narrowest and the widest column that fits its cells.
const WIDTHS: (f64, f64) = (7.0, 42.0);
/// A heading that is not wider stands on one line.
const SHORT: usize = 8;
/// Room beside a text.
const BESIDE: f64 = 3.0;
/// Room for the button of a filter.
const BUTTON: f64 = 3.0;
/// How many characters go beside each other on a page of paper and can still be read.
const PAGE: f64 = 215.0;
/// How high a line is, in points.
pub(super) const LINE_HEIGHT: f64 = 18.0;

/// The widths of the columns of a sheet.
pub(super) fn columns(sheet: &Sheet<'_>) -> Vec<f64> {
    let mut widths: Vec<f64> = Vec::new();
    for part in &sheet.parts {
        let SheetPart::Table(table) = part else { continue };
        for (place, column) in table.columns.iter().enumerate() {
            let width = match column.fit {
                Fit::Content => fitting(table, place).clamp(WIDTHS.0, WIDTHS.1),
                Fit::Wrapped(width) | Fit::Chart(width) => width,
                Fit::Over => WIDTHS.0,
            };
            match widths.get_mut(place) {
                Some(known) => *known = known.max(width),
                None => widths.push(width),
            }
        }
    }
    widths
}

/// A heading that is not short may take two lines.
fn fitting(table: &SheetTable<'_>, place: usize) -> f64 {
    let heading = table.columns.get(place).map_or(0, |column| column.heading.width());
    let heading = heading.min(heading.div_ceil(2).max(SHORT));
    let cells = table.rows.iter().filter_map(|row| row.get(place)).map(width);
    let widest = cells.max().unwrap_or_default() as f64 + BESIDE;
    widest.max(heading as f64 + BESIDE + BUTTON)
}

fn width(cell: &SheetCell<'_>) -> usize {
    match cell {
        SheetCell::Blank => 0,
        SheetCell::Text(text) => text.width(),
        SheetCell::Number(value, kind) => kind.shown(*value).width(),
        SheetCell::Day(_) => "2026-10-30".len(),
        SheetCell::Time(text) => text.len(),
    }
}

/// How high a row has to be for its cells that are broken into lines.
pub(super) fn height(table: &SheetTable<'_>, row: &[SheetCell<'_>]) -> f64 {
    let lines = table.columns.iter().zip(row).map(|(column, cell)| match (column.fit, cell) {
        (Fit::Wrapped(width), SheetCell::Text(text)) => {
            // Not every line is filled to its end.
            (shown(text).width() as f64 / (width - BESIDE).max(1.0)).ceil()
        }
        _ => 1.0,
    });
    lines.fold(1.0, f64::max) * LINE_HEIGHT
}

/// How many pages beside each other a sheet takes.
pub(super) fn pages(widths: &[f64], printed: usize) -> u16 {
    (widths.iter().take(printed).sum::<f64>() / PAGE).ceil().clamp(1.0, 9.0) as u16
}

/// How many lines the headings of a table take, which may have buttons of a filter.
pub(super) fn heading_lines(table: &SheetTable<'_>, widths: &[f64], has_buttons: bool) -> f64 {
    let taken = if has_buttons { BESIDE + BUTTON } else { BESIDE };
    let lines = table.columns.iter().zip(widths).map(|(column, width)| {
        (column.heading.width() as f64 / (width - taken).max(1.0)).ceil().clamp(1.0, 2.0)
    });
    lines.fold(1.0, f64::max)
}
