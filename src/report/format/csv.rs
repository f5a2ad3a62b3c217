//! CSV: a header and one line per row; no header without a row.

use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;

/// Rows as CSV, with the columns given or, where there are none, the keys of the first row.
pub(super) fn render<R: Serialize>(
    rows: impl IntoIterator<Item = R>,
    columns: &str,
) -> anyhow::Result<Vec<u8>> {
    let mut columns: Vec<String> = columns.split_whitespace().map(str::to_owned).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    for (i, row) in rows.into_iter().enumerate() {
        let Value::Object(cells) = serde_json::to_value(&row)? else { continue };
        if columns.is_empty() {
            columns = cells.keys().cloned().collect();
        }
        if i == 0 {
            writer.write_record(&columns)?;
        }
        for key in &columns {
            writer.write_field(cells.get(key).map(cell).unwrap_or_default().as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(writer.into_inner()?)
}

/// Null is an empty cell.
fn cell(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::default(),
        Value::String(text) => text.into(),
        other => other.to_string().into(),
    }
}
