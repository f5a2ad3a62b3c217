//! CSV: a header and one line per row. The header is the keys of the first row, so there is one where there is a row.

use serde::Serialize;
use serde_json::Value;

/// Rows as CSV.
pub fn render<R: Serialize>(rows: impl IntoIterator<Item = R>) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for (i, row) in rows.into_iter().enumerate() {
        let Value::Object(cells) = serde_json::to_value(&row)? else { continue };
        if i == 0 {
            writer.write_record(cells.keys())?;
        }
        writer.write_record(cells.values().map(cell))?;
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
