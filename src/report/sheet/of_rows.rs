//! Rows as a sheet: what a document gives that has no sheets of its own.

use super::{NumberKind, Sheet, SheetCell, SheetColumn, SheetTable};
use crate::catalogue::{Headers, Lang};
use crate::indicator::Unit;
use crate::time::Day;
use serde::Serialize;
use serde_json::{Map, Value};

/// Rows as one sheet, with the columns given or, where there are none, the keys of the first row.
///
/// # Errors
///
/// Where a row cannot be written as JSON.
pub(in crate::report) fn of_rows<R: Serialize>(
    name: &str,
    rows: impl IntoIterator<Item = R>,
    columns: &str,
    lang: Lang,
) -> anyhow::Result<Sheet<'static>> {
    let mut keys: Vec<String> = columns.split_whitespace().map(str::to_owned).collect();
    let mut table = SheetTable::default();
    for row in rows {
        let Value::Object(row) = serde_json::to_value(&row)? else { continue };
        if keys.is_empty() {
            keys = row.keys().cloned().collect();
        }
        table.row(keys.iter().map(|key| cell(name, key, &row, lang)));
    }
    table.columns = keys.iter().map(|key| SheetColumn::new(Headers::Titles(lang).title(name, key))).collect();
    Ok(Sheet::of_table(name, table))
}

/// Ids and `true` say what they say in the CSV for people.
fn cell(document: &str, key: &str, row: &Map<String, Value>, lang: Lang) -> SheetCell<'static> {
    let word = |id: &str| Headers::Titles(lang).word(document, key, id).map(SheetCell::text);
    match row.get(key) {
        None | Some(Value::Null) => SheetCell::Blank,
        Some(Value::Number(number)) => SheetCell::number(number.as_f64(), kind(key, row)),
        Some(Value::Bool(is)) => {
            let id = is.to_string();
            word(&id).unwrap_or_else(|| SheetCell::text(id))
        }
        Some(Value::String(text)) if is_time(key, text) => SheetCell::time(text.clone()),
        Some(Value::String(text)) => word(text).unwrap_or_else(|| SheetCell::text(text.clone())),
        Some(other) => SheetCell::text(other.to_string()),
    }
}

/// Is it a day, or a time of a day? A product may be called like one.
fn is_time(key: &str, text: &str) -> bool {
    const NAMED: [&str; 4] = ["as_of", "now", "deadline", "since"];
    const ENDINGS: [&str; 6] = ["day", "_at", "_on", "_due", "_from", "_to"];
    (NAMED.contains(&key) || ["from", "to"].contains(&key) || ENDINGS.iter().any(|end| key.ends_with(end)))
        && text.get(..10).is_some_and(|day| Day::parse(day).is_some())
}

/// What a number measures, by the key of its column and the unit that the row names.
fn kind(key: &str, row: &Map<String, Value>) -> NumberKind {
    let unit = row.get("unit").and_then(Value::as_str);
    let of = Unit::ALL.iter().copied().find(|of| Some(of.id()) == unit);
    let key = ["_30", "_90"].iter().find_map(|days| key.strip_suffix(days)).unwrap_or(key);
    let by_unit = |kind: fn(Unit) -> NumberKind, score| of.map_or(score, kind);
    match key {
        "value" | "low" | "high" | "rest_value" | "distance" => by_unit(
            NumberKind::of_unit,
            if unit.is_some() { NumberKind::Score(2) } else { NumberKind::Plain },
        ),
        "numerator" => by_unit(NumberKind::of_numerator, NumberKind::Plain),
        "points" => NumberKind::Points,
        "lost_score" | "recoverable" | "cost" => NumberKind::Score(2),
        key if key.starts_with("change") => by_unit(NumberKind::of_change, NumberKind::ScoreChange),
        key if ["weight", "share", "coverage"].iter().any(|word| key.contains(word)) => NumberKind::Share,
        key if key.ends_with("hours_left") => NumberKind::Sum,
        key if row.get(key).is_some_and(|value| value.is_u64() || value.is_i64()) => NumberKind::Count,
        _ => NumberKind::Plain,
    }
}
