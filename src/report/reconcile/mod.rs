//! What `tiyanfen reconcile` says: the figures of the back-office page beside one's own, and where they
//! differ, why.

mod build;
mod csv;
mod model;
mod sentences;
mod text;

pub use build::{ReconcileRequest, build_reconciliation};
pub use model::*;

use super::{Format, Render, Style, json};
use crate::catalogue::Lang;

impl Render for Reconciliation {
    fn render(&self, format: Format, lang: Lang, style: Style) -> anyhow::Result<String> {
        match format {
            Format::Text => Ok(text::render(self, lang, style)),
            Format::Json => json(self),
            Format::Csv => super::csv::render(self.rows()),
        }
    }
}
