//! The cells of a row that joins several sub-orders with `;`: each is split once, not once for every part.

use super::cell;
use crate::effort;
use crate::field::Field;
use std::borrow::Cow;

/// Stands between the sub-orders of a row that joins several.
pub(super) const JOIN: char = ';';

/// The parts of a joined cell.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.trim_end_matches(JOIN).split(JOIN).inspect(|_| effort::step()).map(cell::clean)
}

/// The cells by field.
pub(super) struct JoinedCells(Vec<(Field, JoinedCell)>);

enum JoinedCell {
    /// Its text counts for all parts.
    OfAll(Option<String>),
    /// Each part has its own.
    OfEach(Vec<String>),
}

impl JoinedCells {
    /// The cells of so many sub-orders. A cell with as many parts gives each its own; any other cell counts for all.
    pub(super) fn of<'r>(
        cells: impl Iterator<Item = (Field, Option<Cow<'r, str>>)>,
        count: usize,
    ) -> JoinedCells {
        let split = |text: Option<Cow<'_, str>>| match text {
            Some(text) if text.contains(JOIN) && parts(&text).count() == count => {
                JoinedCell::OfEach(parts(&text).map(str::to_owned).collect())
            }
            text => JoinedCell::OfAll(text.map(Cow::into_owned)),
        };
        JoinedCells(cells.map(|(field, text)| (field, split(text))).collect())
    }

    fn get(&self, field: Field) -> Option<&JoinedCell> {
        self.0.iter().find(|(own, _)| *own == field).map(|(_, cell)| cell)
    }

    /// Whether a field's cell says the same for every part.
    pub(super) fn is_of_all(&self, field: Field) -> bool {
        matches!(self.get(field), Some(JoinedCell::OfAll(_)))
    }

    /// What a field's cell says for a part; outer `None` where it is not known.
    pub(super) fn part(&self, field: Field, index: usize) -> Option<Option<&str>> {
        Some(match self.get(field)? {
            JoinedCell::OfAll(text) => text.as_deref(),
            JoinedCell::OfEach(parts) => {
                parts.get(index).map(String::as_str).filter(|text| !cell::is_missing(text))
            }
        })
    }
}
