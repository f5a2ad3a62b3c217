//! Documents: one serialisable value for each answer. Its JSON is the artefact; everything else is made of it.

use super::block::Block;
use super::format::Format;
use super::sheet::{self, Sheet};
use super::style::Style;
use super::thresholds::FigureBorder;
use crate::catalogue::{Diagnostic, Lang};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// An answer, ready for every format that it has.
pub trait Document: Serialize + DeserializeOwned {
    /// Its name: what its key `document` says.
    const NAME: &'static str;
    /// Has it rows, that is a form for spreadsheets?
    const HAS_ROWS: bool = false;
    /// The columns of its rows in their order, with blanks between; without them those of the first row.
    const COLUMNS: &'static str = "";

    /// What it says to people, in a language.
    fn blocks(&self, lang: Lang) -> Vec<Block>;

    /// The borders that figures of its rows must not seem to cross when they are rounded.
    fn borders(&self) -> Vec<FigureBorder> {
        Vec::new()
    }

    /// Its rows, for formats of rows.
    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        std::iter::empty::<()>()
    }

    /// Its sheets in a language, for workbooks: its rows, where it has no others.
    ///
    /// # Errors
    ///
    /// Where a row cannot be written as JSON.
    fn sheets(&self, lang: Lang) -> anyhow::Result<Vec<Sheet<'_>>> {
        Ok(vec![sheet::of_rows(self, lang)?])
    }

    /// Guards its ids against spreadsheet programs, which take them for numbers and round them.
    fn guard_ids(&mut self) {}

    /// The document in a format.
    ///
    /// # Errors
    ///
    /// Where it has no such format.
    fn render(&self, format: Format, lang: Lang, style: Style) -> Result<Vec<u8>, Diagnostic> {
        format.render(self, lang, style)
    }
}
