//! A diagnostic: a code, where it is, and what fills its places.

use super::{Arg, Bilingual, Code, Excerpt, Lang, fill, text};
use crate::shown_text::shown_name;
use std::fmt;

/// Something to tell the user: an error, a warning or a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What it is.
    pub code: Code,
    /// The file.
    pub path: Option<String>,
    /// The line in it, or the row of a sheet, from 1.
    pub line: Option<u64>,
    /// The cell of a sheet, such as F12.
    pub cell: Option<String>,
    /// The column's name in the file.
    pub column: Option<String>,
    /// The line itself, where somebody typed it.
    pub excerpt: Option<Box<Excerpt>>,
    /// Boxed: a result with a diagnostic stays small.
    pub(super) args: Box<[(&'static str, Arg)]>,
}

impl Diagnostic {
    /// A diagnostic with what fills the places of its texts; the functions of [`super::diagnostics`] know which.
    pub(super) fn of(code: Code, args: Vec<(&'static str, Arg)>) -> Diagnostic {
        let args = args.into_boxed_slice();
        Diagnostic { code, path: None, line: None, cell: None, column: None, excerpt: None, args }
    }

    /// Names the file.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Diagnostic {
        self.path = Some(path.into());
        self
    }

    /// Names the line.
    #[must_use]
    pub fn line(mut self, line: impl Into<Option<u64>>) -> Diagnostic {
        self.line = line.into();
        self
    }

    /// Names the cell of a sheet.
    #[must_use]
    pub fn cell(mut self, cell: impl Into<String>) -> Diagnostic {
        self.cell = Some(cell.into());
        self
    }

    /// Names the column.
    #[must_use]
    pub fn column(mut self, column: impl Into<String>) -> Diagnostic {
        self.column = Some(column.into());
        self
    }

    /// Keeps what was found, where the message does not say it.
    #[must_use]
    pub(crate) fn with_found(mut self, found: impl Into<Arg>) -> Diagnostic {
        self.args = self.args.into_iter().chain([("found", found.into())]).collect();
        self
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        shown_name(&fill(self.code.message(lang), &self.filled(lang))).into_owned()
    }

    /// What to do.
    #[must_use]
    pub fn fix(&self, lang: Lang) -> String {
        shown_name(&fill(self.code.fix(lang), &self.filled(lang))).into_owned()
    }

    /// Where it is: file, line, column, as far as known; empty where nothing is.
    #[must_use]
    pub fn place(&self, lang: Lang) -> String {
        let mut place = self.shown_path().unwrap_or_default();
        if let Some(cell) = &self.cell {
            place += &text::place_cell(lang, cell);
        } else if let Some(line) = self.line {
            place += &text::place_line(lang, line);
        }
        if let Some(column) = &self.column {
            place += &text::place_column(lang, shown_name(column));
        }
        place
    }

    /// The file as it may be shown: names of files, of entries and of sheets hold whatever somebody typed.
    #[must_use]
    pub fn shown_path(&self) -> Option<String> {
        self.path.as_deref().map(|path| shown_name(path).into_owned())
    }

    /// The whole message on one line, the line of the file where somebody typed it, and what to do.
    #[must_use]
    pub fn render(&self, lang: Lang) -> String {
        let severity = self.code.severity().name(lang);
        let place = self.place(lang);
        let colon = lang.pick("：", ": ");
        let place = if place.is_empty() { place } else { format!("{place}{colon}") };
        let excerpt = self.excerpt.as_ref().map_or(String::new(), |excerpt| excerpt.render() + "\n");
        format!(
            "{}[{}]{colon}{place}{}\n{excerpt}  {}{colon}{}",
            severity,
            self.code.id(),
            self.message(lang),
            text::what_to_do(lang),
            self.fix(lang),
        )
    }

    /// Does another one say the same of the same line?
    pub(crate) fn says_the_same(&self, other: &Diagnostic) -> bool {
        (self.code, self.line, &self.path, &self.args) == (other.code, other.line, &other.path, &other.args)
    }

    /// What was found, where the diagnostic says so.
    #[must_use]
    pub fn found(&self, lang: Lang) -> Option<String> {
        self.arg("found", lang)
    }

    /// What should have been found.
    #[must_use]
    pub fn expected(&self, lang: Lang) -> Option<String> {
        let usual = || self.code.expected().map(|text| text.pick(lang).to_owned());
        self.arg("expected", lang).or_else(usual)
    }

    fn arg(&self, name: &str, lang: Lang) -> Option<String> {
        let arg = self.args.iter().find(|(key, _)| *key == name).map(|(_, arg)| arg.in_lang(lang));
        arg.map(|arg| shown_name(arg).into_owned())
    }

    fn filled(&self, lang: Lang) -> Vec<(&str, String)> {
        let args = self.args.iter().map(|(name, arg)| (*name, arg.in_lang(lang).to_owned()));
        let usual = self.code.expected().map(|text| ("expected", spaced(lang, text)));
        args.chain(usual).collect()
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Lang::En))
    }
}

impl std::error::Error for Diagnostic {}

/// Chinese runs straight on, but figures and Latin letters stand apart from it.
fn spaced(lang: Lang, text: Bilingual) -> String {
    let text = text.pick(lang);
    let latin = text.starts_with(|c: char| c.is_ascii_alphanumeric());
    if lang == Lang::Zh && latin { format!(" {text}") } else { text.to_owned() }
}
