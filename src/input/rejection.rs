//! Why a cell, and with it its row, cannot be used, and what may be shown of it.

use super::cell::{self, Shape};
use crate::catalogue::{Arg, Code, Diagnostic, diagnostics, text};
use crate::field::Field;
use crate::shown_text::one_line;

/// Why a row cannot be used.
#[derive(Debug)]
pub(super) struct Rejection {
    /// What is wrong, of what was found.
    pub(super) diagnostic: fn(Arg) -> Diagnostic,
    /// The field whose cell is wrong.
    pub(super) field: Option<Field>,
    /// What was found, in a form that shows no personal data.
    pub(super) found: Arg,
    /// Whether the whole file must be refused.
    pub(super) refuses_file: bool,
}

impl Rejection {
    /// Whether the row has no id in a column that needs one.
    pub(super) fn is_without(&self, field: Field) -> bool {
        self.field == Some(field) && (self.diagnostic)(self.found.clone()).code == Code::IdMissing
    }
}

/// What a cell gives, or why the row cannot be used: in a box, which makes results small enough for registers.
pub(super) type CellResult<T> = Result<T, Box<Rejection>>;

/// A rejection because of a cell, of which it shows what may be shown.
pub(super) fn reject(diagnostic: fn(Arg) -> Diagnostic, field: Field, text: &str) -> Rejection {
    Rejection { diagnostic, field: Some(field), found: shown(text), refuses_file: false }
}

/// Rejects a row without the id by which it is told from others.
pub(super) fn reject_without_id(field: Field) -> Rejection {
    reject(|found| diagnostics::id_missing().with_found(found), field, "")
}

/// What may be shown of a cell that could not be read.
pub(crate) fn shown(text: &str) -> Arg {
    match cell::shape(text) {
        Shape::Shown(text) => Arg::Same(text.to_owned()),
        Shape::Digits(0) => text::found_nothing.into(),
        Shape::Digits(n) => Arg::from(|lang| text::found_digits(lang, n)),
        Shape::Characters(n) => Arg::from(|lang| text::found_characters(lang, n)),
    }
}

/// Stands for what is not shown.
pub(super) const HIDDEN: &str = "…";

/// How many characters of an unknown word are shown.
const WORD_LENGTH: usize = 12;

/// An unknown word as it may be shown: short, on one line, without digits that could be a number of somebody.
pub(super) fn shown_word(text: &str) -> String {
    let line = one_line(text);
    let mut word = String::new();
    let mut characters = 0;
    for run in line.split_inclusive(|c: char| !c.is_numeric()) {
        let digits = run.chars().filter(|c| c.is_numeric()).count();
        let kept = if digits > 4 { run.trim_start_matches(char::is_numeric) } else { run };
        if digits > 4 {
            word.push('…');
        }
        for c in kept.chars() {
            if characters == WORD_LENGTH {
                word.push('…');
                return word;
            }
            word.push(c);
            characters += 1;
        }
    }
    word
}
