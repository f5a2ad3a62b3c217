//! What the reference needs until its pages are documents of blocks.

use super::{Format, Style};
use crate::catalogue::Lang;
use comfy_table::{Table, presets};
use serde::Serialize;

/// A document in JSON.
pub(crate) fn json(document: &impl Serialize) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(document)? + "\n")
}

/// Something that can be shown in every format; see [`super::Document`], which takes its place.
pub trait Render {
    /// The text of a format.
    fn render(&self, format: Format, lang: Lang, style: Style) -> anyhow::Result<String>;
}

fn trimmed(table: &Table) -> String {
    let lines = table.lines().map(|line| line.trim_end().to_owned() + "\n");
    lines.map(|line| line.strip_prefix(' ').map_or(line.clone(), str::to_owned)).collect()
}

/// A table two blanks to the right.
pub(crate) fn indented(table: &Table) -> String {
    trimmed(table).lines().map(|line| format!("  {line}\n")).collect()
}

pub(crate) fn plain_table() -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table
}
