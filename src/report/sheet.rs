//! What a workbook consists of: sheets of typed cells. A document makes sheets in a language
//! ([`super::Document::sheets`]); the format writes them and knows no document.

mod cell;
mod chart;
mod of_rows;
mod table;

pub use cell::{NumberKind, SheetCell};
pub use chart::{SheetChart, SheetSeries, Stroke};
pub(super) use of_rows::of_rows;
pub use table::{Colouring, Fit, SheetColumn, SheetTable};

use crate::time::Day;

/// A sheet of a workbook: parts below each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet<'a> {
    /// Its name. The format makes a legal one of it that no other sheet has.
    pub name: String,
    /// The parts, each below the one before.
    pub parts: Vec<SheetPart<'a>>,
    /// A chart, drawn over a column that is blank.
    pub chart: Option<SheetChart>,
    /// The day that it is about, where there is one.
    pub day: Option<Day>,
}

/// A part of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum SheetPart<'a> {
    /// What the workbook is about.
    Title(String),
    /// The figure that answers, and the end of its scale behind it.
    Headline(SheetCell<'a>, String),
    /// What the table below is about.
    Heading(String),
    /// A sentence.
    Note(String),
    /// Rows and columns.
    Table(SheetTable<'a>),
    /// Nothing.
    Gap,
}

/// A heading with a capital at its beginning: elsewhere it stands in the middle of lines.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_ascii_uppercase().to_string() + chars.as_str())
}

impl<'a> Sheet<'a> {
    /// A sheet without parts.
    pub fn new(name: impl Into<String>) -> Sheet<'a> {
        Sheet { name: name.into(), parts: Vec::new(), chart: None, day: None }
    }

    /// A sheet that is a table, with its headings in the first row.
    pub fn of_table(name: impl Into<String>, table: SheetTable<'a>) -> Sheet<'a> {
        Sheet { parts: vec![SheetPart::Table(table)], ..Sheet::new(name) }
    }

    /// About a day.
    #[must_use]
    pub fn on(self, day: Day) -> Sheet<'a> {
        Sheet { day: Some(day), ..self }
    }

    /// Puts a part below the others.
    #[must_use]
    pub fn with(mut self, part: SheetPart<'a>) -> Sheet<'a> {
        self.parts.push(part);
        self
    }
}
