//! Writes a sheet: its parts below each other, row by row, so that rows leave memory as they are written. What is longer
//! than a worksheet goes on in another.

use super::chart::chart;
use super::colours::{Rows, colour};
use super::days::{moment, serial};
use super::names::Names;
use super::styles::Styles;
use super::texts::shown;
use super::widths::{self, LINE_HEIGHT};
use crate::report::sheet::{Fit, NumberKind, Sheet, SheetCell, SheetPart, SheetTable};
use rust_xlsxwriter::{Format, IgnoreError, Workbook, Worksheet, XlsxError};
use std::collections::HashMap;

/// A4.
const PAPER: u8 = 9;
/// A table with more columns keeps its first one in sight.
const NARROW: usize = 8;
/// Margins of a page in inches: left, right, top, bottom, header, footer.
const MARGINS: [f64; 6] = [0.4, 0.4, 0.5, 0.6, 0.3, 0.3];

pub(super) struct SheetWriter<'s> {
    workbook: &'s mut Workbook,
    sheet: &'s Sheet<'s>,
    styles: &'s Styles,
    names: &'s mut Names,
    numbers: HashMap<NumberKind, Format>,
    widths: Vec<f64>,
    most_rows: u32,
    done: Vec<Worksheet>,
    worksheet: Worksheet,
    name: String,
    row: u32,
    used_columns: usize,
}

impl<'s> SheetWriter<'s> {
    pub(super) fn new(
        workbook: &'s mut Workbook,
        sheet: &'s Sheet<'s>,
        styles: &'s Styles,
        names: &'s mut Names,
        most_rows: u32,
    ) -> Result<SheetWriter<'s>, XlsxError> {
        let name = names.take(&sheet.name, 1);
        let mut writer = SheetWriter {
            worksheet: workbook.new_worksheet_with_low_memory()?,
            workbook,
            sheet,
            styles,
            names,
            numbers: HashMap::new(),
            widths: widths::columns(sheet),
            most_rows,
            done: Vec::new(),
            name,
            row: 0,
            used_columns: 1,
        };
        writer.begin()?;
        Ok(writer)
    }

    /// All parts of the sheet.
    pub(super) fn write(&mut self) -> Result<(), XlsxError> {
        for part in &self.sheet.parts {
            match part {
                SheetPart::Title(text) => self.line(text, &self.styles.title.clone(), 28.0)?,
                SheetPart::Heading(text) => self.line(text, &self.styles.heading.clone(), 24.0)?,
                SheetPart::Note(text) => self.line(text, &self.styles.note.clone(), LINE_HEIGHT)?,
                SheetPart::Headline(cell, scale) => self.headline(cell, scale)?,
                SheetPart::Table(table) => self.table(table)?,
                SheetPart::Gap => self.row += 1,
            }
        }
        Ok(())
    }

    /// The worksheets that it became.
    pub(super) fn finish(mut self) -> Result<Vec<Worksheet>, XlsxError> {
        self.end()?;
        self.done.push(self.worksheet);
        Ok(self.done)
    }

    /// Is the sheet one table, whose headings stand in the first row?
    fn is_table(&self) -> bool {
        matches!(self.sheet.parts.as_slice(), [SheetPart::Table(_)])
    }

    /// How many columns are printed: up to the chart, where there is one.
    fn printed_columns(&self) -> usize {
        self.sheet.chart.as_ref().map_or(self.used_columns, |chart| chart.over + 1)
    }

    /// How many pages go beside each other.
    fn pages(&self) -> u16 {
        widths::pages(&self.widths, self.sheet.chart.as_ref().map_or(usize::MAX, |chart| chart.over + 1))
    }

    fn begin(&mut self) -> Result<(), XlsxError> {
        let [left, right, top, bottom, header, footer] = MARGINS;
        let pages = self.pages();
        self.worksheet
            .set_name(&self.name)?
            .set_default_row_height(LINE_HEIGHT)
            .set_landscape()
            .set_paper_size(PAPER)
            .set_margins(left, right, top, bottom, header, footer)
            .set_print_fit_to_pages(pages, 0)
            .set_footer("&L&A&R&P / &N");
        if !self.is_table() {
            self.worksheet.set_screen_gridlines(false);
        }
        for (place, width) in self.widths.iter().enumerate() {
            self.worksheet.set_column_width(column(place), *width)?;
        }
        Ok(())
    }

    /// What is said of a worksheet when all its rows are known.
    fn end(&mut self) -> Result<(), XlsxError> {
        let last_row = self.row.saturating_sub(1);
        let last_column = column(self.printed_columns().saturating_sub(1));
        self.worksheet.set_print_area(0, 0, last_row, last_column)?;
        Ok(())
    }

    /// Goes on in another worksheet.
    fn next(&mut self) -> Result<(), XlsxError> {
        self.end()?;
        let next = self.workbook.new_worksheet_with_low_memory()?;
        self.done.push(std::mem::replace(&mut self.worksheet, next));
        self.name = self.names.take(&self.sheet.name, self.done.len() + 1);
        self.row = 0;
        self.begin()
    }

    fn line(&mut self, text: &str, style: &Format, height: f64) -> Result<(), XlsxError> {
        self.worksheet.set_row_height(self.row, height)?;
        self.worksheet.write_string_with_format(self.row, 0, shown(text), style)?;
        self.row += 1;
        Ok(())
    }

    fn headline(&mut self, cell: &SheetCell<'_>, scale: &str) -> Result<(), XlsxError> {
        self.worksheet.set_row_height(self.row, 42.0)?;
        match cell {
            SheetCell::Number(value, kind) => {
                let style = self.styles.headline(*kind, scale);
                self.worksheet.write_number_with_format(self.row, 0, *value, &style)?;
            }
            SheetCell::Text(text) => {
                let style = self.styles.headline(NumberKind::Plain, "");
                self.worksheet.write_string_with_format(self.row, 0, shown(text), &style)?;
            }
            SheetCell::Blank | SheetCell::Day(_) | SheetCell::Time(_) => {}
        }
        self.row += 1;
        Ok(())
    }

    fn table(&mut self, table: &SheetTable<'_>) -> Result<(), XlsxError> {
        let has_headings = table.columns.iter().any(|column| !column.heading.is_empty());
        self.used_columns = self.used_columns.max(table.columns.len());
        let mut written = 0;
        loop {
            if self.row + 2 > self.most_rows {
                self.next()?;
            }
            let heading = self.row;
            if has_headings {
                self.headings(table)?;
            }
            let room = (self.most_rows - self.row) as usize;
            let rows = table.rows.get(written..).unwrap_or_default();
            let rows = rows.get(..room).unwrap_or(rows);
            let first = self.row;
            for row in rows {
                self.cells(table, row)?;
            }
            if !rows.is_empty() {
                self.particulars(table, (heading, first), written)?;
            }
            written += rows.len();
            if written >= table.rows.len() {
                return Ok(());
            }
        }
    }

    fn headings(&mut self, table: &SheetTable<'_>) -> Result<(), XlsxError> {
        let lines = widths::heading_lines(table, &self.widths, self.is_table());
        self.worksheet.set_row_height(self.row, LINE_HEIGHT * lines + 6.0)?;
        for (place, own) in table.columns.iter().enumerate() {
            let mut cells =
                table.rows.iter().filter_map(|row| row.get(place)).filter(|cell| !cell.is_blank());
            let is_figures = matches!(cells.next(), Some(SheetCell::Number(..)));
            let style = if is_figures { &self.styles.figures } else { &self.styles.column };
            let heading = shown(&own.heading);
            self.worksheet.write_string_with_format(self.row, column(place), heading, style)?;
        }
        if self.is_table() {
            let fixed_columns = u16::from(table.columns.len() > NARROW);
            self.worksheet.set_freeze_panes(self.row + 1, fixed_columns)?;
            self.worksheet.set_repeat_rows(self.row, self.row)?;
            if self.pages() > 1 {
                self.worksheet.set_repeat_columns(0, 0)?;
            }
        }
        self.row += 1;
        Ok(())
    }

    fn cells(&mut self, table: &SheetTable<'_>, row: &[SheetCell<'_>]) -> Result<(), XlsxError> {
        let height = widths::height(table, row);
        if height > LINE_HEIGHT {
            self.worksheet.set_row_height(self.row, height)?;
        }
        for (place, (own, cell)) in table.columns.iter().zip(row).enumerate() {
            self.cell(column(place), cell, own.fit)?;
        }
        self.row += 1;
        Ok(())
    }

    fn cell(&mut self, place: u16, cell: &SheetCell<'_>, fit: Fit) -> Result<(), XlsxError> {
        let (row, styles) = (self.row, self.styles);
        let words = match fit {
            Fit::Wrapped(_) => &styles.wrapped,
            Fit::Over => &styles.over,
            Fit::Content | Fit::Chart(_) => &styles.text,
        };
        match cell {
            SheetCell::Blank if matches!(fit, Fit::Over | Fit::Chart(_)) => return Ok(()),
            SheetCell::Blank => self.worksheet.write_blank(row, place, &styles.blank)?,
            SheetCell::Text(text) => {
                self.worksheet.write_string_with_format(row, place, shown(text), words)?
            }
            SheetCell::Number(value, kind) => {
                let style = self.numbers.entry(*kind).or_insert_with(|| styles.number(*kind));
                self.worksheet.write_number_with_format(row, place, *value, style)?
            }
            SheetCell::Day(day) => {
                self.worksheet.write_number_with_format(row, place, serial(*day), &styles.day)?
            }
            SheetCell::Time(text) => match moment(text) {
                Some((serial, true)) => {
                    self.worksheet.write_number_with_format(row, place, serial, &styles.time)?
                }
                Some((serial, false)) => {
                    self.worksheet.write_number_with_format(row, place, serial, &styles.day)?
                }
                None => self.worksheet.write_string_with_format(row, place, shown(text), words)?,
            },
        };
        Ok(())
    }

    /// Filters, colours and the chart of rows that are written.
    fn particulars(
        &mut self,
        table: &SheetTable<'_>,
        (heading, first): (u32, u32),
        before: usize,
    ) -> Result<(), XlsxError> {
        let last = self.row.saturating_sub(1);
        let on_sheet = |row: &usize| {
            let place = u32::try_from(row.checked_sub(before)?).ok()?;
            Some(first + place).filter(|row| *row <= last)
        };
        let low_is_better = table.low_is_better.iter().filter_map(on_sheet).collect();
        let rows = Rows { first, last, low_is_better };
        for (place, own) in table.columns.iter().enumerate() {
            if let Some(colouring) = own.colouring {
                colour(&mut self.worksheet, column(place), &rows, colouring)?;
            }
        }
        let last_column = column(table.columns.len().saturating_sub(1));
        // Ids are texts on purpose.
        let texts = IgnoreError::NumberStoredAsText;
        self.worksheet.ignore_error_range(first, 0, last, last_column, texts)?;
        if self.is_table() && first > heading {
            self.worksheet.autofilter(heading, 0, last, last_column)?;
        }
        if let Some(own) = self.sheet.chart.as_ref().filter(|_| self.done.is_empty()) {
            let width = self.widths.get(own.over).copied().unwrap_or_default();
            let font = self.styles.font();
            let chart = chart(own, &self.name, &rows, width, font);
            self.worksheet.insert_chart_with_offset(first, column(own.over), &chart, 6, 6)?;
        }
        Ok(())
    }
}

fn column(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}
