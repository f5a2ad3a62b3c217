//! CSV: a header and one line per row; no header without a row.

use crate::catalogue::Headers;
use crate::indicator::Figure;
use crate::report::row_words::in_words;
use crate::report::style::RowStyle;
use crate::report::thresholds::FigureBorder;
use crate::rounding::rounded_on_its_side;
use crate::rulebook::Comparison;
use crate::shown_text::as_text;
use serde::Serialize;
use serde_json::{Map, Number, Value};
use std::borrow::Cow;

/// Columns with values of the total, whatever figure the row is about.
const OF_TOTAL: [&str; 3] = ["now", "target", "best_total"];
/// Columns that say how far a figure is from its border.
const DISTANCES: [&str; 1] = ["distance"];

/// Rows of a document as CSV, with the columns given or, where there are none, the keys of the first row.
pub(super) fn render<R: Serialize>(
    rows: impl IntoIterator<Item = R>,
    document: &str,
    columns: &str,
    borders: &[FigureBorder],
    style: RowStyle,
) -> anyhow::Result<Vec<u8>> {
    let mut columns: Vec<String> = columns.split_whitespace().map(str::to_owned).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let cells_of = CellWriter { document, borders, style };
    for (i, row) in rows.into_iter().enumerate() {
        let Value::Object(cells) = serde_json::to_value(&row)? else { continue };
        if columns.is_empty() {
            columns = cells.keys().cloned().collect();
        }
        if i == 0 && style.headers != Headers::None {
            writer.write_record(columns.iter().map(|key| style.headers.title(document, key)))?;
        }
        for key in &columns {
            writer.write_field(cells_of.cell(key, &cells).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(writer.into_inner()?)
}

/// Writes the cells of rows.
struct CellWriter<'a> {
    document: &'a str,
    borders: &'a [FigureBorder],
    style: RowStyle,
}

impl CellWriter<'_> {
    /// Null is an empty cell.
    fn cell<'r>(&self, key: &str, row: &'r Map<String, Value>) -> Cow<'r, str> {
        match row.get(key) {
            None | Some(Value::Null) => Cow::default(),
            Some(Value::String(text)) => self.words(key, text),
            Some(Value::Bool(value)) => self.words(key, if *value { "true" } else { "false" }),
            Some(Value::Number(number)) => self.number(key, number, row).into(),
            Some(other) => other.to_string().into(),
        }
    }

    fn words<'r>(&self, key: &str, text: &'r str) -> Cow<'r, str> {
        match in_words(self.document, key, text, self.style.headers) {
            Cow::Borrowed(text) => as_text(text),
            Cow::Owned(text) => as_text(&text).into_owned().into(),
        }
    }

    /// A number; rounded where that is asked for and it is not whole.
    fn number(&self, key: &str, number: &Number, row: &Map<String, Value>) -> String {
        let value = number.as_f64().filter(|_| number.is_f64());
        let Some((value, decimals)) = value.zip(self.style.decimals) else { return number.to_string() };
        if value.fract() == 0.0 {
            return format!("{value:.0}");
        }
        let of = if OF_TOTAL.contains(&key) {
            Some(Figure::Total.id())
        } else {
            // Where rows are about no figure in particular they are about the total.
            row.get("id").map_or(Some(Figure::Total.id()), Value::as_str)
        };
        let own = self.borders.iter().filter(|border| of == Some(border.id.as_str()));
        let own = own.map(|border| (border.comparison, border.at));
        let none = DISTANCES.contains(&key).then_some((Comparison::AtLeast, 0.0));
        let shown = rounded_on_its_side(value, decimals, own.chain(none));
        format!("{shown:.*}", decimals.max(0) as usize)
    }
}
