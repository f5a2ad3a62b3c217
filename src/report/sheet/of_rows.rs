//! Rows as a sheet: what a document gives that has no sheets of its own.

use super::{NumberKind, Sheet, SheetCell, SheetColumn, SheetTable};
use crate::catalogue::{Headers, Lang, text};
use crate::indicator::{Figure, Unit};
use crate::report::document::Document;
use crate::report::row_words::in_words;
use crate::report::thresholds::FigureBorder;
use crate::time::Day;
use serde_json::{Map, Value};

/// Columns with values of the total, whatever figure the row is about.
const OF_TOTAL: [&str; 3] = ["now", "target", "best_total"];

/// The rows of a document as one sheet, with titles and words in a language.
///
/// # Errors
///
/// Where a row cannot be written as JSON.
pub(in crate::report) fn of_rows<D: Document>(document: &D, lang: Lang) -> anyhow::Result<Sheet<'static>> {
    let mut keys: Vec<String> = D::COLUMNS.split_whitespace().map(str::to_owned).collect();
    let cells = Cells { document: D::NAME, headers: Headers::Titles(lang), borders: document.borders() };
    let mut table = SheetTable::default();
    for row in document.rows() {
        let Value::Object(row) = serde_json::to_value(&row)? else { continue };
        if keys.is_empty() {
            keys = row.keys().cloned().collect();
        }
        if table.columns.is_empty() {
            // One name is enough.
            keys.retain(|key| !key.ends_with(lang.pick("_en", "_zh")));
            table.columns = keys.iter().map(|key| cells.column(key)).collect();
        }
        table.row(keys.iter().map(|key| cells.cell(key, &row)));
    }
    Ok(Sheet::of_table(text::sheet_data(lang), table))
}

struct Cells {
    document: &'static str,
    headers: Headers,
    borders: Vec<FigureBorder>,
}

impl Cells {
    fn column(&self, key: &str) -> SheetColumn {
        SheetColumn { heading: self.headers.title(self.document, key).to_owned(), ..SheetColumn::default() }
    }

    fn cell(&self, key: &str, row: &Map<String, Value>) -> SheetCell<'static> {
        let words =
            |text: &str| SheetCell::text(in_words(self.document, key, text, self.headers).into_owned());
        match row.get(key) {
            None | Some(Value::Null) => SheetCell::Blank,
            Some(Value::Number(number)) => {
                let value = number.as_f64();
                SheetCell::number(value, value.map_or(NumberKind::Plain, |value| self.kind(key, value, row)))
            }
            Some(Value::Bool(value)) => words(if *value { "true" } else { "false" }),
            Some(Value::String(text)) if is_time(key, text) => SheetCell::time(text.clone()),
            Some(Value::String(text)) => words(text),
            Some(other) => SheetCell::text(other.to_string()),
        }
    }

    /// What a number measures, by the key of its column and the unit that the row names.
    fn kind(&self, key: &str, value: f64, row: &Map<String, Value>) -> NumberKind {
        let unit = row.get("unit").and_then(Value::as_str);
        let of = Unit::ALL.iter().copied().find(|of| Some(of.id()) == unit);
        let key = ["_30", "_90"].iter().find_map(|days| key.strip_suffix(days)).unwrap_or(key);
        let borders = |id: Option<&str>| -> Vec<f64> {
            let own = self.borders.iter().filter(|border| id == Some(border.id.as_str()));
            own.map(|border| border.at).collect()
        };
        match key {
            key if OF_TOTAL.contains(&key) => NumberKind::score(value, &borders(Some(Figure::Total.id()))),
            "value" | "low" | "high" | "rest_value" => {
                let borders = borders(row.get("id").and_then(Value::as_str));
                match (of, unit) {
                    (Some(of), _) => NumberKind::value(of, value, &borders),
                    (None, Some(_)) => NumberKind::score(value, &borders),
                    (None, None) => NumberKind::Plain,
                }
            }
            "numerator" => of.map_or(NumberKind::Plain, NumberKind::of_numerator),
            "points" => NumberKind::Points,
            "lost_score" | "recoverable" => NumberKind::Score(2),
            "cost" => NumberKind::score_change(value),
            "distance" => of.map_or(NumberKind::score_change(value), NumberKind::of_change),
            key if key.starts_with("change") => {
                of.map_or(NumberKind::score_change(value), NumberKind::of_change)
            }
            key if ["weight", "share", "coverage"].iter().any(|word| key.contains(word)) => NumberKind::Share,
            key if key.ends_with("hours_left") => NumberKind::Sum,
            key if row.get(key).is_some_and(|value| value.is_u64() || value.is_i64()) => NumberKind::Count,
            _ => NumberKind::Plain,
        }
    }
}

/// Is it a day, or a time of a day? A product may be called like one.
fn is_time(key: &str, text: &str) -> bool {
    const NAMED: [&str; 6] = ["as_of", "now", "deadline", "since", "from", "to"];
    const ENDINGS: [&str; 6] = ["day", "_at", "_on", "_due", "_from", "_to"];
    (NAMED.contains(&key) || ENDINGS.iter().any(|end| key.ends_with(end)))
        && text.get(..10).is_some_and(|day| Day::parse(day).is_some())
}
