//! Documents: one serialisable value for each answer. Its JSON is the artefact; everything else is made of it.

use super::block::Block;
use super::format::Format;
use super::style::Style;
use crate::catalogue::{Diagnostic, Lang};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// An answer, ready for every format that it has.
pub trait Document: Serialize + DeserializeOwned {
    /// Its name: what its key `document` says.
    const NAME: &'static str;
    /// Has it rows, that is a form for spreadsheets?
    const HAS_ROWS: bool = false;

    /// What it says to people, in a language.
    fn blocks(&self, lang: Lang) -> Vec<Block>;

    /// Its rows, all with the same keys, for formats of rows.
    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        std::iter::empty::<()>()
    }

    /// The document in a format.
    ///
    /// # Errors
    ///
    /// Where it has no such format.
    fn render(&self, format: Format, lang: Lang, style: Style) -> Result<Vec<u8>, Diagnostic> {
        format.render(self, lang, style)
    }
}
