//! Rulebooks for people, until they are documents of blocks.

pub mod rules;
mod rules_extras;

use super::{numbers as figures, thresholds};
use comfy_table::{Table, presets};

/// A table without the blanks that fill its lines up.
pub fn trimmed(table: &Table) -> String {
    let lines = table.lines().map(|line| line.trim_end().to_owned() + "\n");
    lines.map(|line| line.strip_prefix(' ').map_or(line.clone(), str::to_owned)).collect()
}

/// A table two blanks to the right.
pub fn indented(table: &Table) -> String {
    trimmed(table).lines().map(|line| format!("  {line}\n")).collect()
}

pub fn plain_table() -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table
}
