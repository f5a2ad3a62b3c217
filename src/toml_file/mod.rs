//! A TOML file that somebody typed: decoded, parsed, and read value by value with the line of everything that is
//! wrong, all of it at once. Which keys there may be, and in which words a mistake is told, is known to who
//! reads it: rulebooks, the configuration, the table of columns.

mod found_expected;
mod items;
mod node;
mod secret;
mod syntax;
mod values;

pub(crate) use found_expected::{FoundExpected, shown, shown_value};
pub(crate) use items::{ELSEWHERE, IDENTITIES, TomlTable, TomlValue, identity, inside, item_names, text_of};
pub(crate) use node::{Fields, Node};
pub(crate) use secret::is_secret;
pub(crate) use syntax::SyntaxMistake;
pub(crate) use values::{ExpectedType, Wording};

use crate::catalogue::{Diagnostic, Excerpt};
use std::cell::{Cell, RefCell};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The text of a typed file, and everything that is wrong with it as far as it was read.
#[derive(Debug)]
pub(crate) struct Reader<'t> {
    text: &'t str,
    path: &'t str,
    wording: &'t dyn Wording,
    line_ends: Vec<usize>,
    /// What is wrong, each with whether a value could be read at all.
    mistakes: RefCell<Vec<(bool, Diagnostic)>>,
    unreadable: Cell<usize>,
}

impl<'t> Reader<'t> {
    /// Nothing of a text is read yet.
    pub(crate) fn new(text: &'t str, path: &'t str, wording: &'t dyn Wording) -> Reader<'t> {
        let line_ends = text.trim_end().match_indices('\n').map(|(end, _)| end).collect();
        Reader { text, path, wording, line_ends, mistakes: RefCell::default(), unreadable: Cell::new(0) }
    }

    /// The table that the text is.
    pub(crate) fn parse(&self) -> Result<TomlValue<'t>, Vec<SyntaxMistake>> {
        let table = DeTable::parse(self.text).map_err(|_| syntax::mistakes(self.text))?;
        Ok(Spanned::new(table.span(), DeValue::Table(table.into_inner())))
    }

    /// How mistakes are told.
    pub(crate) fn wording(&self) -> &'t dyn Wording {
        self.wording
    }

    /// What stands at a place.
    pub(crate) fn source(&self, at: Range<usize>) -> Option<&'t str> {
        self.text.get(at)
    }

    /// The line of a place, from 1; the end of a file is on its last line.
    pub(crate) fn line(&self, at: &Range<usize>) -> u64 {
        self.line_ends.partition_point(|end| *end < at.start) as u64 + 1
    }

    /// Takes note of a mistake, whose message says what the line is where it has to.
    pub(crate) fn tell(&self, at: Option<Range<usize>>, mistake: Diagnostic) {
        let line = at.map(|at| self.line(&at));
        self.mistakes.borrow_mut().push((true, mistake.path(self.path).line(line)));
    }

    /// Takes note of a mistake and shows the line. What is inherited stands on no line.
    pub(crate) fn report(&self, at: Option<Range<usize>>, mut mistake: Diagnostic) {
        mistake.excerpt = at.as_ref().map(|at| Box::new(self.excerpt(at)));
        self.tell(at, mistake);
    }

    /// The same of a value for which something else has to stand in: what depends on it is not worth checking.
    pub(crate) fn report_unreadable(&self, at: Option<Range<usize>>, mistake: Diagnostic) {
        self.report(at, mistake);
        self.unreadable.set(self.unreadable.get() + 1);
        if let Some((readable, _)) = self.mistakes.borrow_mut().last_mut() {
            *readable = false;
        }
    }

    /// How many values were unreadable so far.
    pub(crate) fn unreadable(&self) -> usize {
        self.unreadable.get()
    }

    /// The line of a place, to be shown.
    pub(crate) fn excerpt(&self, at: &Range<usize>) -> Excerpt {
        let line = syntax::line_around(self.text, at.start.min(self.text.trim_end().len()));
        let marked = at.start.saturating_sub(line.start)..at.end.saturating_sub(line.start);
        let line = self.text.get(line).unwrap_or_default();
        Excerpt::new(self.line(at), &secret::without(line), marked)
    }

    /// Everything that is wrong, in the order of the lines, each thing once; what has no line comes last.
    pub(crate) fn finish(self) -> Vec<Diagnostic> {
        let mut mistakes = self.mistakes.into_inner();
        mistakes.sort_by_key(|(readable, mistake)| (mistake.line.is_none(), mistake.line, *readable));
        let mut all: Vec<Diagnostic> = Vec::with_capacity(mistakes.len());
        for (_, mistake) in mistakes {
            let mut on_its_line = all.iter().rev().take_while(|before| before.line == mistake.line);
            if !on_its_line.any(|before| before.says_the_same(&mistake)) {
                all.push(mistake);
            }
        }
        all
    }
}
