//! Tables of text: columns two blanks apart, as wide as their widest cell in columns of the terminal.

use super::wrap::{SCREEN, columns, wrapped};
use crate::report::block::{Breaks, Cell, DayMark, Line, Sparkline, Table};

/// What stands between two columns.
const GAP: &str = "  ";

/// The lines of a table that begins so many columns in, none with blanks at its end.
pub(super) fn lines(table: &Table, indent: usize) -> Vec<Line> {
    let has_headings = table.columns.iter().any(|column| !column.heading.is_empty());
    let headings = table.columns.iter().map(|column| Cell::Line(column.heading.as_str().into())).collect();
    let headings: Option<Vec<Cell>> = has_headings.then_some(headings);
    let rows: Vec<&Vec<Cell>> = headings.iter().chain(&table.rows).collect();
    let mut cells: Vec<Vec<Vec<Line>>> = rows.iter().map(|row| Vec::with_capacity(row.len())).collect();
    let mut widths: Vec<usize> = Vec::new();
    let mut room = SCREEN.saturating_sub(indent);
    for column in 0..rows.iter().map(|row| row.len()).max().unwrap_or_default() {
        let mut widest = 1;
        for (row, cells) in rows.iter().zip(&mut cells) {
            let lines = row.get(column).map(|cell| lines_of(cell, room));
            let width = lines.iter().flatten().map(|line| columns(&line.text())).max();
            widest = widest.max(width.unwrap_or_default());
            cells.extend(lines);
        }
        widths.push(widest);
        room = room.saturating_sub(widest + GAP.len());
    }
    let height = |row: &Vec<Vec<Line>>| row.iter().map(Vec::len).max().unwrap_or(1);
    cells.iter().flat_map(|row| (0..height(row)).map(|line| across(table, row, line, &widths))).collect()
}

/// A line across the cells of a row.
fn across(table: &Table, row: &[Vec<Line>], line: usize, widths: &[usize]) -> Line {
    let (mut across, mut blanks) = (Line::default(), 0);
    for (column, width) in widths.iter().enumerate() {
        let text = row.get(column).and_then(|cell| cell.get(line)).filter(|text| !text.is_empty());
        let free = width - text.map_or(0, |text| columns(&text.text()));
        let is_right = table.columns.get(column).is_some_and(|column| column.is_right);
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

/// A cell on its lines; a sentence has so much room.
fn lines_of(cell: &Cell, room: usize) -> Vec<Line> {
    match cell {
        Cell::Line(line) | Cell::Link(line, _) => vec![line.clone()],
        Cell::Sentence(line) => wrapped(line, Breaks::Words, (0, 0), room),
        Cell::Bar(share) => vec![bar(*share).into()],
        Cell::Sparkline(sparkline) => vec![drawn(sparkline).into()],
        Cell::Days(marks) => vec![marks.iter().map(day_mark).collect::<String>().into()],
    }
}

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
        let said: Vec<String> = lines(&table, 0).iter().map(Line::text).collect();
        assert_eq!(said, ["名       n", "商品     1", "ab     100  x", "alone"]);
    }

    #[test]
    fn tones_take_no_room() {
        let mut table = Table::default();
        table.row([Line::new("good", Tone::Good), Line::from("x")]);
        table.row(["y", "z"]);
        let all = lines(&table, 0);
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
