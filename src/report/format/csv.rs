//! CSV: a header and one line per row; no header without a row.

use serde::Serialize;
use serde_json::Value;

/// Rows as CSV, with the columns given or, where there are none, the keys of the first row.
pub(super) fn render<R: Serialize>(
    rows: impl IntoIterator<Item = R>,
    columns: &[&str],
) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for (i, row) in rows.into_iter().enumerate() {
        let Value::Object(cells) = serde_json::to_value(&row)? else { continue };
        match (i, columns.is_empty()) {
            (0, true) => writer.write_record(cells.keys())?,
            (0, false) => writer.write_record(columns)?,
            _ => {}
        }
        if columns.is_empty() {
            writer.write_record(cells.values().map(cell))?;
        } else {
            writer.write_record(columns.iter().map(|key| cells.get(*key).map(cell).unwrap_or_default()))?;
        }
    }
    Ok(writer.into_inner()?)
}

/// Null is an empty cell.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
