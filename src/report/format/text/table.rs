//! Tables of text: columns two blanks apart, as wide as their widest cell in columns of the terminal. Of a table that is
//! wider than the page columns leave in the order of their ranks (`shrink`).

use super::columns;
use super::shrink::{GAP, Shown, fitted, is_across};
use super::wrap::{shortened, wrapped};
use crate::report::block::{Breaks, Cell, DayMark, Line, Sparkline, Table};

/// A table as it is shown.
pub(super) struct ShownTable {
    /// Its lines, none with blanks at its end.
    pub lines: Vec<Line>,
    /// The headings of the columns that have left.
    pub left: Vec<String>,
}

/// A table within so much room; every column of it where it may be wider.
pub(super) fn shown(table: &Table, room: usize, is_wide: bool) -> ShownTable {
    let fitted = fitted(table, room, is_wide);
    let mut lines = Vec::new();
    if table.columns.iter().any(|column| !column.heading.is_empty()) {
        let heading = |own: &Shown| {
            let heading = table.columns.get(own.place).map_or("", |column| column.heading.as_str());
            wrapped(&heading.into(), Breaks::Words, (0, 0), own.width)
        };
        let headings: Vec<Vec<Line>> = fitted.iter().map(heading).collect();
        lines.extend(lines_across(table, &headings, &fitted));
    }
    for row in &table.rows {
        // What stands alone in its row is no cell of a column but a line across.
        if let (true, Some(cell)) = (is_across(row, table.columns.len()), row.first()) {
            lines.push(shortened(&line_of(cell), room));
            continue;
        }
        let cell = |own: &Shown| match row.get(own.place) {
            Some(Cell::Sentence(line)) => wrapped(line, Breaks::Words, (0, 0), own.width),
            Some(cell) => vec![shortened(&line_of(cell), own.width)],
            None => Vec::new(),
        };
        let cells: Vec<Vec<Line>> = fitted.iter().map(cell).collect();
        lines.extend(lines_across(table, &cells, &fitted));
    }
    let is_shown = |place: usize| fitted.iter().any(|own| own.place == place);
    let left = table.columns.iter().enumerate().filter(|(place, _)| !is_shown(*place));
    ShownTable { lines, left: left.map(|(_, column)| column.heading.clone()).collect() }
}

/// As many lines as the highest cell of a row has.
fn lines_across(table: &Table, cells: &[Vec<Line>], fitted: &[Shown]) -> Vec<Line> {
    let height = cells.iter().map(Vec::len).max().unwrap_or(1);
    (0..height).map(|line| across(table, cells, line, fitted)).collect()
}

/// A line across the cells of a row.
fn across(table: &Table, row: &[Vec<Line>], line: usize, fitted: &[Shown]) -> Line {
    let (mut across, mut blanks) = (Line::default(), 0);
    for (cell, own) in row.iter().zip(fitted) {
        let text = cell.get(line).filter(|text| !text.is_empty());
        let free = own.width.saturating_sub(text.map_or(0, |text| columns(&text.text())));
        let is_right = table.columns.get(own.place).is_some_and(|column| column.is_right);
        let (before, after) = if is_right { (free, 0) } else { (0, free) };
        if let Some(text) = text {
            across = across.then(" ".repeat(blanks + before)).then(text.clone());
            blanks = 0;
        } else {
            blanks += before;
        }
        blanks += after + GAP.len();
    }
    trimmed(across)
}

/// Without blanks at its end.
fn trimmed(mut line: Line) -> Line {
    while let Some(last) = line.0.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        line.0.pop();
    }
    line
}

/// A cell on a line of its own.
fn line_of(cell: &Cell) -> Line {
    match cell {
        Cell::Line(line) | Cell::Sentence(line) | Cell::Link(line, _) => line.clone(),
        Cell::Bar(share) => bar(*share).into(),
        Cell::Sparkline(sparkline) => drawn(sparkline).into(),
        Cell::Days(marks) => marks.iter().map(day_mark).collect::<String>().into(),
    }
}

/// How many cells a whole bar has.
pub(super) const BAR: usize = 20;

/// Twenty cells, in eighths.
fn bar(share: f64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (share.clamp(0.0, 1.0) * 160.0).round() as usize;
    "█".repeat(eighths / 8) + EIGHTHS.get(eighths % 8).copied().unwrap_or_default()
}

/// Eight heights from the lowest to the highest; blank without a figure.
pub(in crate::report::format) fn drawn(sparkline: &Sparkline) -> String {
    const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let (lowest, highest) = (sparkline.lowest, sparkline.highest);
    let height = |value: f64| {
        // A level row runs in the middle.
        let share = if highest > lowest { (value - lowest) / (highest - lowest) } else { 0.5 };
        HEIGHTS.get((share * 7.0).round() as usize).copied().unwrap_or('█')
    };
    sparkline.values.iter().map(|value| value.map_or(' ', height)).collect()
}

pub(in crate::report::format) fn day_mark(mark: &DayMark) -> char {
    match mark {
        DayMark::Outside => '·',
        DayMark::Empty => '░',
        DayMark::Rows => '█',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::block::{Column, Span, Tone};

    #[test]
    fn columns_line_up_whatever_the_characters_are_wide() {
        let mut table = Table::new([Column::left("名"), Column::right("n"), Column::left("")]);
        table.row(["商品", "1", ""]);
        table.row(["ab", "100", "x"]);
        table.row(["alone"]);
        let said: Vec<String> = shown(&table, 100, false).lines.iter().map(Line::text).collect();
        assert_eq!(said, ["名      n", "商品    1", "ab    100  x", "alone"]);
    }

    #[test]
    fn tones_take_no_room() {
        let mut table = Table::default();
        table.row([Line::new("good", Tone::Good), Line::from("x")]);
        table.row(["y", "z"]);
        let all = shown(&table, 100, false).lines;
        assert_eq!(
            all[0].0,
            [Span::new("good", Tone::Good), Span::new("  ", Tone::Plain), Span::new("x", Tone::Plain)]
        );
        assert_eq!(all[1].text(), "y     z");
    }

    #[test]
    fn bars_are_twenty_cells_long() {
        assert_eq!(bar(0.0), "");
        assert_eq!(bar(1.0), "█".repeat(20));
        assert_eq!(bar(0.025), "▌");
    }

    #[test]
    fn a_sparkline_runs_from_the_lowest_to_the_highest() {
        let line = |values: &[Option<f64>]| {
            let known = || values.iter().flatten().copied();
            let (lowest, highest) = (known().fold(f64::MAX, f64::min), known().fold(f64::MIN, f64::max));
            drawn(&Sparkline { values: values.to_vec(), lowest, highest })
        };
        let eight: Vec<Option<f64>> = (0..8).map(|v| Some(f64::from(v))).collect();
        assert_eq!(line(&eight), "▁▂▃▄▅▆▇█");
        assert_eq!(line(&[Some(5.0), None, None, Some(1.0)]), "█  ▁");
        assert_eq!(line(&[Some(2.0), Some(2.0)]), "▅▅");
        assert_eq!(line(&[Some(0.0)]), "▅");
    }
}
