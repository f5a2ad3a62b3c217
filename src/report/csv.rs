//! CSV: a header and one line per row, made from the same structures as JSON.

use super::LeveledRow;
use serde::Serialize;
use serde_json::Value;

/// Rows as CSV. The header is the keys of the first row, so there is always one where there is a row.
pub fn render<R: Serialize>(rows: impl IntoIterator<Item = R>) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for (i, row) in rows.into_iter().enumerate() {
        let Value::Object(cells) = serde_json::to_value(&row)? else { continue };
        if i == 0 {
            writer.write_record(cells.keys())?;
        }
        writer.write_record(cells.values().map(cell))?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

/// Null is an empty cell.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

impl Serialize for LeveledRow<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Flat<'a> {
            level: &'static str,
            #[serde(flatten)]
            row: &'a super::IndicatorRow,
        }
        Flat { level: self.level, row: self.row }.serialize(serializer)
    }
}
