//! The formats of documents, a file each. A format renders blocks, rows or the whole document to bytes and knows
//! none of them by name.
//!
//! A new format is a file here, its `mod` and a line of the table below.

mod csv;
mod html;
mod json;
pub(super) mod mail;
mod markdown;
pub(super) mod text;
mod xlsx;

pub(crate) use html::data as data_of_page;

use super::document::Document;
use super::style::Style;
use crate::catalogue::{Diagnostic, Lang, diagnostics};

/// Formats by what they are made of: `blocks`, `rows`, `sheets`, the `document`, or blocks and document as a `page`.
macro_rules! formats {
    ($($name:ident = $id:ident from $source:ident, $meaning:literal;)*) => {
        /// The form of the output.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Format { $(#[doc = $meaning] $name,)* }

        impl Format {
            /// All of them, in the order of the help.
            pub const ALL: [Format; [$(stringify!($id)),*].len()] = [$(Format::$name,)*];

            /// The name on the command line.
            pub fn id(self) -> &'static str {
                match self { $(Format::$name => stringify!($id),)* }
            }

            /// Is it made of rows?
            fn needs_rows(self) -> bool {
                match self { $(Format::$name => matches!(stringify!($source).as_bytes(), b"rows" | b"sheets"),)* }
            }

            fn bytes<D: Document>(self, document: &D, lang: Lang, style: Style) -> anyhow::Result<Vec<u8>> {
                match self { $(Format::$name => formats!($source $id document lang style),)* }
            }
        }
    };
    (blocks $id:ident $document:ident $lang:ident $style:ident) => {
        Ok($id::render(&$document.blocks($lang), $lang, $style))
    };
    (rows $id:ident $document:ident $lang:ident $style:ident) => {
        $id::render($document.rows(), D::NAME, D::COLUMNS, &$document.borders(), $style.rows)
    };
    (sheets $id:ident $document:ident $lang:ident $style:ident) => { $id::render(&$document.sheets($lang)?, $lang) };
    (page $id:ident $document:ident $lang:ident $style:ident) => {
        $id::render($document, &$document.blocks($lang), $lang)
    };
    (document $id:ident $document:ident $lang:ident $style:ident) => { $id::render($document) };
}

formats! {
    Text = text from blocks, "For people.";
    Json = json from document, "For programs: the same in every language.";
    Markdown = markdown from blocks, "For chats and GitHub.";
    Html = html from page, "For a browser: one file, with the JSON in it.";
    Csv = csv from rows, "For spreadsheets: rows that append from month to month.";
    Xlsx = xlsx from sheets, "A workbook.";
}

impl Format {
    /// What the names of its files end in.
    pub fn ending(self) -> &'static str {
        match self.id() {
            "text" => "txt",
            "markdown" => "md",
            id => id,
        }
    }

    /// What mails and pages call the type of its files.
    pub fn media_type(self) -> &'static str {
        match self.id() {
            "json" => "application/json",
            "csv" => "text/csv; charset=utf-8",
            "html" => "text/html; charset=utf-8",
            "markdown" => "text/markdown; charset=utf-8",
            "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _ => "text/plain; charset=utf-8",
        }
    }

    /// Has a document this format?
    pub fn is_of<D: Document>(self) -> bool {
        D::HAS_ROWS || !self.needs_rows()
    }

    /// Can it show a document's answer in short alone? The others hold the whole document.
    pub fn can_be_brief(self) -> bool {
        matches!(self, Format::Text | Format::Markdown)
    }

    /// Is it made for a program alone, such that a terminal would show nothing but garbage?
    pub fn is_binary(self) -> bool {
        matches!(self, Format::Xlsx)
    }

    /// May a byte order mark stand before it? Readers of the others do not expect one.
    pub fn takes_mark(self) -> bool {
        !matches!(self, Format::Json | Format::Xlsx)
    }

    /// The formats of documents that have no rows.
    pub fn all_without_rows() -> impl Iterator<Item = Format> {
        Format::ALL.into_iter().filter(|format| !format.needs_rows())
    }

    /// The formats that a document has.
    pub fn all_of<D: Document>() -> impl Iterator<Item = Format> {
        Format::ALL.into_iter().filter(|format| format.is_of::<D>())
    }

    /// A document in this format.
    ///
    /// # Errors
    ///
    /// Where the document has no such format.
    pub(super) fn render<D: Document>(
        self,
        document: &D,
        lang: Lang,
        style: Style,
    ) -> Result<Vec<u8>, Diagnostic> {
        if !self.is_of::<D>() {
            let formats: Vec<&str> = Format::all_of::<D>().map(Format::id).collect();
            return Err(diagnostics::format_missing(D::NAME, self.id(), formats.join(", ")));
        }
        self.bytes(document, lang, style).map_err(|error| diagnostics::output_unwritable(error.to_string()))
    }
}
