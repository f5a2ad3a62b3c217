//! What `tiyanfen check` says: what each file was taken for and why, what its columns give and what the
//! missing ones cost, what became of every row, which days the exports cover. No score is needed for it.

mod build;
pub(super) mod fold;
mod model;
mod strip;
mod text;

pub use crate::insight::exports::DayRange;
pub use build::{CheckRequest, build_check};
pub use model::*;

use super::{Format, Render, Style, json};
use crate::catalogue::Lang;

impl Render for CheckReport {
    fn render(&self, format: Format, lang: Lang, style: Style) -> anyhow::Result<String> {
        match format {
            Format::Json => json(self),
            // The account of files has no rows that would append to one another.
            Format::Text | Format::Csv => Ok(text::render(self, lang, style)),
        }
    }
}
