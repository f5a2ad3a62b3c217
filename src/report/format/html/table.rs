//! Tables. Those of many columns may be moved sideways by themselves, so that the page never is.

use super::markup::Tag;
use super::page::Page;
use crate::catalogue::text;
use crate::report::block::{Cell, Table};

/// From so many columns on a table may be wider than a telephone.
const WIDE: usize = 4;

impl Page {
    pub(super) fn table(&mut self, table: &Table) {
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or_default().max(table.columns.len());
        if table.rows.is_empty() {
            return;
        }
        // A bar and a strip take the room that there is.
        let is_drawn = table.rows.iter().flatten().any(|cell| matches!(cell, Cell::Bar(_) | Cell::Days(_)));
        if columns < WIDE || is_drawn {
            let class = if is_drawn { "strips" } else { "narrow" };
            return self.inside(Tag::new("table").class(class), |page| page.rows(table, columns));
        }
        // Without a pointer it is moved by keys, which needs the focus.
        let group = Tag::new("div").class("scroll").with("role", "group").with("tabindex", 0);
        let group = group.with("aria-label", text::page_table(self.lang, self.heading()));
        self.inside(group, |page| {
            page.inside(Tag::new("table"), |page| page.rows(table, columns));
        });
    }

    fn rows(&mut self, table: &Table, columns: usize) {
        if table.columns.iter().any(|column| !column.heading.is_empty()) {
            self.inside(Tag::new("thead"), |page| page.inside(Tag::new("tr"), |page| page.headings(table)));
        }
        self.inside(Tag::new("tbody"), |page| {
            for row in &table.rows {
                page.inside(Tag::new("tr"), |page| page.row(table, row, columns));
            }
        });
    }

    fn headings(&mut self, table: &Table) {
        for column in &table.columns {
            let name = if column.heading.is_empty() { "td" } else { "th" };
            let tag = Tag::new(name);
            let tag = if name == "th" { tag.with("scope", "col") } else { tag };
            let tag = if column.is_right { tag.class("n") } else { tag };
            self.text_in(tag, &column.heading);
        }
    }

    fn row(&mut self, table: &Table, row: &[Cell], columns: usize) {
        // A row of one cell speaks of the rows below it.
        if let ([only], true) = (row, columns > 1) {
            return self.cell(Tag::new("td").with("colspan", columns).class("between"), only, "");
        }
        let name = row.first().map(words).unwrap_or_default();
        for (place, cell) in row.iter().enumerate() {
            let is_name = place == 0 && matches!(cell, Cell::Line(line) if !line.is_empty()) && columns > 1;
            let tag = if is_name { Tag::new("th").with("scope", "row") } else { Tag::new("td") };
            let is_part = matches!(cell, Cell::Line(line) if line.text().starts_with(' '));
            let is_right = table.columns.get(place).is_some_and(|column| column.is_right);
            let tag = match cell {
                Cell::Sentence(_) => tag.class("sentence"),
                Cell::Bar(_) | Cell::Days(_) => tag.class("drawn"),
                _ if is_right => tag.class("n"),
                // Further in, as the line itself says.
                _ if is_part => tag.class("part"),
                _ => tag,
            };
            self.cell(tag, cell, &name);
        }
        if row.len() < columns {
            self.inside(Tag::new("td").with("colspan", columns - row.len()), |_| {});
        }
    }

    /// A cell in the row of a name.
    fn cell(&mut self, tag: Tag, cell: &Cell, name: &str) {
        self.inside(tag, |page| match cell {
            Cell::Line(line) | Cell::Sentence(line) => page.line(line),
            Cell::Link(line, to) => page.inside(Tag::new("a").with("href", to), |page| page.line(line)),
            Cell::Bar(share) => page.bar(*share, true),
            Cell::Sparkline(sparkline) => {
                let said = text::page_course(page.lang, name);
                page.sparkline(sparkline, &said);
            }
            Cell::Days(marks) => page.days(marks),
        });
    }
}

/// What a cell says.
fn words(cell: &Cell) -> String {
    match cell {
        Cell::Line(line) | Cell::Sentence(line) | Cell::Link(line, _) => line.text(),
        Cell::Bar(_) | Cell::Sparkline(_) | Cell::Days(_) => String::new(),
    }
}
