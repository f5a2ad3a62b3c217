//! Rows and columns. A mail is narrow: columns leave in the order of their ranks.

use super::tag::escaped;
use super::{INDENT, MONOSPACE, RULE, TEXT, spans, tone};
use crate::report::block::{Cell, Column, DayMark, Line, Sparkline, Table, Tone};
use crate::report::format::text::table::drawn;

/// So many columns can be read beside each other.
const MOST_COLUMNS: usize = 6;
/// How long a whole bar is, in pixels.
const BAR: f64 = 120.0;

/// A table of figures, with headings where it has any.
pub(super) fn html(table: &Table) -> String {
    if table.rows.is_empty() {
        return String::new();
    }
    let shown = shown_columns(table);
    let has_headings = table.columns.iter().any(|column| !column.heading.is_empty());
    let style = format!(
        "width:100%;margin:4px 0 8px 0;border-collapse:collapse;font-size:12px;line-height:1.5;color:{TEXT};"
    );
    let indent = table.level * INDENT;
    let mut html =
        if indent > 0 { format!("<div style=\"margin-left:{indent}px;\">") } else { String::new() };
    html += &format!("<table cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"{style}\">\n");
    if has_headings {
        let heading = |at: &usize| {
            let column = table.columns.get(*at);
            let (text, align) = (column.map_or("", |column| &column.heading), align(column));
            format!(
                "<th scope=\"col\" style=\"padding:4px 8px 4px 0;border-bottom:1px solid {RULE};font-weight:normal;\
                 text-align:{align};vertical-align:bottom;{}\">{}</th>",
                tone(Tone::Faint),
                escaped(text)
            )
        };
        html += &format!("<tr>{}</tr>\n", shown.iter().map(heading).collect::<String>());
    }
    let rows = table.rows.iter().map(|row| format!("<tr>{}</tr>\n", cells(row, table, &shown)));
    html += &rows.collect::<String>();
    html += "</table>";
    html + if indent > 0 { "</div>\n" } else { "\n" }
}

/// The places of the columns that stay.
fn shown_columns(table: &Table) -> Vec<usize> {
    let widest = table.rows.iter().map(Vec::len).max().unwrap_or_default().max(table.columns.len());
    let mut shown: Vec<usize> = (0..widest).collect();
    while shown.len() > MOST_COLUMNS {
        let rank = |at: &usize| table.columns.get(*at).map_or(0, |column| column.rank);
        let Some(highest) = shown.iter().copied().max_by_key(|at| (rank(at), *at)).filter(|at| rank(at) > 0)
        else {
            break;
        };
        shown.retain(|at| *at != highest);
    }
    shown
}

/// A row whose only cell says what the rows below it are goes across all of them.
fn cells(row: &[Cell], table: &Table, shown: &[usize]) -> String {
    let border = format!("border-bottom:1px solid {RULE};");
    if let ([only], true) = (row, shown.len() > 1) {
        let count = shown.len();
        return format!("<td colspan=\"{count}\" style=\"padding:4px 0;{border}\">{}</td>", cell(only));
    }
    let one = |at: &usize| {
        let inner = row.get(*at).map(cell).unwrap_or_default();
        let align = align(table.columns.get(*at));
        format!(
            "<td style=\"padding:4px 8px 4px 0;text-align:{align};vertical-align:top;{border}\">{inner}</td>"
        )
    };
    shown.iter().map(one).collect()
}

fn align(column: Option<&Column>) -> &'static str {
    if column.is_some_and(|column| column.is_right) { "right" } else { "left" }
}

fn cell(cell: &Cell) -> String {
    match cell {
        // A mail has no files beside it.
        Cell::Line(line) | Cell::Link(line, _) | Cell::Sentence(line) => spans(line),
        Cell::Bar(share) => bar(*share),
        Cell::Sparkline(sparkline) => course(sparkline),
        Cell::Days(marks) => monospaced(&marks.iter().map(|mark| day(*mark)).collect::<String>()),
    }
}

/// A bar on its ground, both of known width: mail programs take nothing else.
fn bar(share: f64) -> String {
    let width = (share.clamp(0.0, 1.0) * BAR).round();
    let block = |width: f64, colour: &str, inner: &str| {
        format!(
            "<div style=\"width:{width}px;height:9px;background-color:{colour};border-radius:4px;font-size:0;\
             line-height:0;\">{inner}</div>"
        )
    };
    block(BAR, RULE, &block(width, "#3b74c4", "&nbsp;"))
}

/// A course drawn with letters.
pub(super) fn course(sparkline: &Sparkline) -> String {
    monospaced(&drawn(sparkline))
}

fn monospaced(text: &str) -> String {
    let text = spans(&Line::from(text)).replace(' ', "&nbsp;");
    format!("<span style=\"font-family:{MONOSPACE};{}\">{text}</span>", tone(Tone::Faint))
}

fn day(mark: DayMark) -> char {
    match mark {
        DayMark::Outside => '·',
        DayMark::Empty => '░',
        DayMark::Rows => '█',
    }
}
