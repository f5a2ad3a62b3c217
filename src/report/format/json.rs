//! JSON: the document itself, the same in every language.

use serde::Serialize;

/// The document in JSON, with a line break at its end.
pub(super) fn render(document: &impl Serialize) -> anyhow::Result<Vec<u8>> {
    let mut json = serde_json::to_vec_pretty(document)?;
    json.push(b'\n');
    Ok(json)
}
