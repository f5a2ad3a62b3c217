//! What is wrong with a rulebook, in both languages, and on which line of the file.

use super::tree::{Node, lies_in, start_of};
use crate::catalogue::{Arg, Code, Diagnostic, Lang, Text};

/// Something wrong, and the dotted path of keys and names that leads to it.
#[derive(Debug)]
pub(super) struct Problem {
    at: String,
    start: Option<usize>,
    why: Arg,
}

impl Problem {
    /// A text with its places filled.
    pub(super) fn new(text: Text, args: &[(&str, String)]) -> Problem {
        Problem::because(Arg::Both(text.with(Lang::Zh, args), text.with(Lang::En, args)))
    }

    /// The same, of what is a text in each language already.
    pub(super) fn because(why: Arg) -> Problem {
        Problem { at: String::new(), start: None, why }
    }

    /// Says where, in the names of [`super::tree`]: `scoring.dimensions.product.weight`.
    pub(super) fn at(mut self, place: impl Into<String>) -> Problem {
        self.at = place.into();
        self
    }

    /// Says where in the text, in place of what would be looked up.
    pub(super) fn starting_at(mut self, start: Option<usize>) -> Problem {
        self.start = start;
        self
    }

    /// Does it concern a place, something inside it or something around it?
    pub(super) fn touches(&self, place: &str) -> bool {
        lies_in(&self.at, place) || lies_in(place, &self.at)
    }

    /// The diagnostic of what stands in no file.
    pub(super) fn without_file(self) -> Diagnostic {
        Diagnostic::new(Code::RulebookInvalid).with("why", self.why)
    }

    /// The diagnostic, with the line where the file itself holds the place or a table around it. What is
    /// inherited has none.
    pub(super) fn in_file(self, path: &str, text: &str, nodes: &[Node]) -> Diagnostic {
        let start = self.start.or_else(|| start_of(nodes, &self.at));
        let line = start.map(|start| line_of(text, start));
        Diagnostic::new(Code::RulebookInvalid).path(path).line(line).with("why", self.why)
    }
}

/// All that is wrong, as far as it was found.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Problem>);

impl Problems {
    /// Takes note of what a check finds, and goes on.
    pub(super) fn note(&mut self, outcome: Result<(), Problem>) {
        self.0.extend(outcome.err());
    }

    /// Takes note of several.
    pub(super) fn extend(&mut self, more: impl IntoIterator<Item = Problem>) {
        self.0.extend(more);
    }

    /// Takes over what others took note of.
    pub(super) fn append(&mut self, others: Problems) {
        self.0.extend(others.0);
    }

    /// Is nothing wrong?
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forgets what touches one of some places: whatever is said of them follows from something else that
    /// was said already.
    pub(super) fn forget(&mut self, places: &[String]) {
        self.0.retain(|problem| !places.iter().any(|place| problem.touches(place)));
    }

    /// In the order of the lines; what has no line comes last.
    pub(super) fn in_file(self, path: &str, text: &str, nodes: &[Node]) -> Vec<Diagnostic> {
        let mut said: Vec<Diagnostic> =
            self.0.into_iter().map(|problem| problem.in_file(path, text, nodes)).collect();
        said.sort_by_key(|diagnostic| (diagnostic.line.is_none(), diagnostic.line));
        let mut all: Vec<Diagnostic> = Vec::with_capacity(said.len());
        for diagnostic in said {
            let mut on_its_line = all.iter().rev().take_while(|before| before.line == diagnostic.line);
            if !on_its_line.any(|before| *before == diagnostic) {
                all.push(diagnostic);
            }
        }
        all
    }
}

/// The line of a position, from 1; the end of a file is on its last line.
fn line_of(text: &str, start: usize) -> u64 {
    let text = text.trim_end();
    let before = text.get(..start.min(text.len())).unwrap_or_default();
    before.matches('\n').count() as u64 + 1
}
