//! Tables of Markdown, and tables as lists for robots that draw none.

use super::inline::Place;
use super::{Kind, Page};
use crate::report::block::{Cell, Line, Table};
use crate::report::format::text::table::{day_mark, drawn};

/// What stands between the cells of a row that is told on a line.
const BETWEEN: &str = " · ";
/// How many marks a bar has.
const BAR: usize = 10;

impl Page {
    pub(super) fn table(&mut self, table: &Table) {
        if self.is_short {
            let rows: Vec<String> = table.rows.iter().map(|row| self.told(table, row)).collect();
            let rows = rows.into_iter().filter(|row| !row.is_empty());
            rows.for_each(|row| self.piece(Kind::Point, format!("- {row}")));
        } else {
            self.piece(Kind::Whole, self.drawn(table));
        }
    }

    /// The line of headings, which GitHub asks for, the rule and the rows, all of as many cells.
    fn drawn(&self, table: &Table) -> String {
        let widest = table.rows.iter().map(Vec::len).max();
        let Some(width) = widest.map(|cells| cells.max(table.columns.len())).filter(|width| *width > 0)
        else {
            return String::new();
        };
        let across = |cells: &mut dyn Iterator<Item = String>| {
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        let row = |cells: &Vec<Cell>| across(&mut (0..width).map(|at| self.cell(cells.get(at))));
        let is_right = |at: usize| table.columns.get(at).is_some_and(|column| column.is_right);
        let rule = |at| if is_right(at) { "---:" } else { "---" }.to_owned();
        let head = [
            across(&mut (0..width).map(|at| self.table_heading(table, at))),
            across(&mut (0..width).map(rule)),
        ];
        head.into_iter().chain(table.rows.iter().map(row)).collect::<Vec<_>>().join("\n")
    }

    /// A row on a line: the first cell, and the others with their headings.
    fn told(&self, table: &Table, cells: &[Cell]) -> String {
        let told = cells.iter().enumerate().filter_map(|(at, own)| {
            let text = Some(self.cell(Some(own))).filter(|text| !text.is_empty())?;
            let heading = if at > 0 { self.table_heading(table, at) } else { String::new() };
            Some(if heading.is_empty() { text } else { format!("{heading} {text}") })
        });
        told.collect::<Vec<_>>().join(BETWEEN)
    }

    fn table_heading(&self, table: &Table, at: usize) -> String {
        let heading = table.columns.get(at).map(|column| column.heading.as_str());
        heading.map_or(String::new(), |heading| self.inline(&heading.into(), Place::Cell))
    }

    fn cell(&self, cell: Option<&Cell>) -> String {
        let line = match cell {
            None => return String::new(),
            Some(Cell::Line(line) | Cell::Sentence(line)) => return self.inline(line, Place::Cell),
            Some(Cell::Link(line, to)) => {
                let (name, to) =
                    (self.inline(line, Place::Cell), self.inline(&to.as_str().into(), Place::Cell));
                return format!("[{name}]({to})");
            }
            Some(Cell::Bar(share)) => bar(*share),
            // Blanks at the beginning of a cell are nothing, and days without a figure would be lost.
            Some(Cell::Sparkline(sparkline)) => drawn(sparkline).replace(' ', "·"),
            Some(Cell::Days(marks)) => marks.iter().map(day_mark).collect(),
        };
        self.inline(&Line::from(line), Place::Cell)
    }
}

/// Ten marks, as many of them full as the share says.
fn bar(share: f64) -> String {
    let full = (share.clamp(0.0, 1.0) * BAR as f64).round() as usize;
    "█".repeat(full) + &"░".repeat(BAR - full)
}
