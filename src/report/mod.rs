//! One serialisable [`Report`], and renderers that see nothing else.

mod block;
mod build;
mod cases;
mod check;
mod csv;
mod document;
mod extras;
mod format;
mod head;
mod industries;
mod missing;
mod model;
mod reconcile;
mod rows;
mod rules;
mod schema;
mod sets;
mod status;
mod style;
mod text;
mod thresholds;
mod trend;
mod upper;
mod warnings;

pub use crate::insight::CaseRow;
pub use block::{Block, Breaks, Cell, Column, DayMark, Line, Paragraph, Span, Sparkline, Table, Tone};
pub use build::{Request, build};
pub use cases::{CaseTable, build_cases};
pub(crate) use check::fold::wrap;
pub use check::*;
pub use document::Document;
pub use format::Format;
pub use head::{DocumentHead, SCHEMA_VERSION, Tool};
pub use industries::{IndustryList, IndustryTable, build_industries};
pub use model::*;
pub use reconcile::*;
pub(crate) use rows::rulebook_title;
pub use rules::{RulebookList, RulebookPage, RulebookRow, build_rulebook_list, build_rulebook_page};
pub use schema::{DOCUMENTS, JsonDocument};
pub use sets::{CauseBy, MissingReason, Status};
pub use style::Style;
pub(crate) use text::figures::{exact, exact_value};
pub(crate) use text::rules::{fine as rulebook_is_fine, scores};
pub(crate) use text::{indented, plain_table, quoted};
pub use thresholds::{ConditionRow, FigureUnit, ThresholdRow};
pub use trend::*;

use crate::catalogue::{Lang, kind_name};
use crate::field::Kind;
use serde::Serialize;

/// The name of a kind of export by its id.
fn kind_in(lang: Lang, id: &str) -> String {
    let kind = Kind::ALL.into_iter().find(|kind| kind.id() == id);
    kind.map_or_else(String::new, |kind| lang.pick(kind_name(kind).0, kind_name(kind).1).to_owned())
}

/// A document in JSON.
pub(crate) fn json(document: &impl Serialize) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(document)? + "\n")
}

/// Something that can be shown in every format; see [`Document`], which takes its place.
pub trait Render {
    /// The text of a format.
    fn render(&self, format: Format, lang: Lang, style: Style) -> anyhow::Result<String>;
}

impl Render for Report {
    fn render(&self, format: Format, lang: Lang, style: Style) -> anyhow::Result<String> {
        match format {
            Format::Text => Ok(text::render(self, lang, style)),
            Format::Json => json(self),
            Format::Csv => csv::render(self.rows()),
        }
    }
}

impl Render for CaseTable {
    fn render(&self, format: Format, lang: Lang, _style: Style) -> anyhow::Result<String> {
        match format {
            Format::Text => Ok(cases::render(self, lang)),
            Format::Json => json(self),
            Format::Csv => csv::render(&self.cases),
        }
    }
}

impl Render for RulebookList {
    fn render(&self, format: Format, lang: Lang, _style: Style) -> anyhow::Result<String> {
        match format {
            Format::Text => Ok(text::rules::list(self, lang)),
            Format::Json => json(self),
            Format::Csv => csv::render(&self.rulebooks),
        }
    }
}

impl Render for RulebookPage {
    fn render(&self, format: Format, lang: Lang, _style: Style) -> anyhow::Result<String> {
        match format {
            Format::Json => json(self),
            _ => Ok(text::rules::page(self, lang)),
        }
    }
}

impl Render for Trend {
    fn render(&self, format: Format, lang: Lang, style: Style) -> anyhow::Result<String> {
        match format {
            Format::Text => Ok(text::trend::render(self, lang, style)),
            Format::Json => json(self),
            Format::Csv => csv::render(self.rows()),
        }
    }
}
