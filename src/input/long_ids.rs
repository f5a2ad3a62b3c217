//! Ids that Excel has rounded: it keeps 15 digits, so most of the longer ids of a column then end in zeros.

use super::cells::Column;
use super::order_id_letters::{OrderIdLetters, order_field};
use super::row::{MOST_IDS, Row};
use crate::field::{Field, Kind};
use crate::shop::Id;
use std::borrow::Cow;

/// How many digits a long id has at least.
const LONG: u32 = 16;

/// An id that ends in 0000: packed, or its digits where it is too long for that.
type RoundedId = Result<Id, Box<[u8]>>;

/// Whether a packed id is long; `None` where it is long and ends in 0000.
#[inline]
pub(super) fn is_usual(id: Id) -> Option<bool> {
    match id.digits(LONG) {
        None => Some(false),
        Some(digits) => (!digits.is_multiple_of(10_000)).then_some(true),
    }
}

/// Whether an id is long; inside, the id itself where it ends in 0000.
fn long_id(id: Result<Id, Cow<'_, [u8]>>) -> Option<Option<RoundedId>> {
    let id: RoundedId = match id {
        Ok(id) => Ok(id),
        Err(cell) => {
            let end = cell.iter().rposition(u8::is_ascii_alphanumeric).map_or(0, |last| last + 1);
            let start = cell.iter().position(u8::is_ascii_alphanumeric).unwrap_or(0);
            let bytes = cell.get(start..end).unwrap_or_default();
            Id::packed(bytes).ok_or_else(|| bytes.into())
        }
    };
    let ends_rounded = match &id {
        Ok(id) => id.digits(LONG)?.is_multiple_of(10_000),
        Err(bytes) if bytes.len() >= LONG as usize && bytes.iter().all(u8::is_ascii_digit) => {
            bytes.ends_with(b"0000")
        }
        Err(_) => return None,
    };
    Some(ends_rounded.then_some(id))
}

/// The long ids of some rows, by the columns of [`super::header::Mapping::id_columns`].
#[derive(Debug, Default)]
pub(super) struct LongIds {
    /// Rows all of whose ids are usual, by the bits of those that are long.
    usual: [u64; 1 << MOST_IDS],
    columns: [ColumnOfIds; MOST_IDS],
}

#[derive(Debug, Default)]
pub(super) struct ColumnOfIds {
    /// How many ids are long, of rows that are not usual.
    long: u64,
    /// How many of those end in 0000.
    pub(super) rounded: u64,
    /// Some different ones of those that end in 0000: a shop may well have one product with such an id.
    distinct: Vec<RoundedId>,
    /// How those end that are not long.
    ends: OrderIdLetters,
    /// The line of the first that ends in 0000.
    pub(super) line: Option<u64>,
}

impl LongIds {
    /// Fewer different ids than this may end in 0000 by chance.
    const LEAST_DISTINCT: usize = 2;

    #[inline]
    pub(super) fn count(&mut self, row: &Row<'_>, line: impl Fn() -> u64) {
        match row.usual_ids.and_then(|long| self.usual.get_mut(usize::from(long))) {
            Some(rows) => *rows += 1,
            None => self.count_each(row, &line),
        }
    }

    /// How many usual ids of a column are long or, where `!long`, are not.
    fn usual(&self, place: usize, long: bool) -> u64 {
        let rows = self.usual.iter().enumerate();
        rows.filter(|(ids, _)| (ids >> place & 1 != 0) == long).map(|(_, rows)| rows).sum()
    }

    #[inline(never)]
    fn count_each(&mut self, row: &Row<'_>, line: &dyn Fn() -> u64) {
        for (place, column) in self.columns.iter_mut().enumerate() {
            let id = match row.packed_at(place) {
                Some(id) if is_usual(id) == Some(true) => {
                    column.long += 1;
                    continue;
                }
                Some(id) => {
                    column.ends.count_others(1);
                    Ok(id)
                }
                None => match row.id_cell_at(place) {
                    Some(cell) => {
                        column.ends.count(&cell);
                        Err(cell)
                    }
                    None => continue,
                },
            };
            let Some(id) = long_id(id) else { continue };
            column.long += 1;
            if let Some(rounded) = id {
                column.rounded += 1;
                column.keep(rounded);
                column.line.get_or_insert_with(line);
            }
        }
    }

    /// Adds those of later rows, whose lines count from `line` on.
    pub(super) fn add(&mut self, later: LongIds, line: u64) {
        self.usual.iter_mut().zip(later.usual).for_each(|(rows, later)| *rows += later);
        for (column, later) in self.columns.iter_mut().zip(later.columns) {
            column.long += later.long;
            column.rounded += later.rounded;
            column.ends.add(later.ends);
            later.distinct.into_iter().for_each(|id| column.keep(id));
            column.line = column.line.or(later.line.map(|at| line + at));
        }
    }

    /// How the ids end by which rows of a kind are joined to orders.
    pub(super) fn ends(&self, kind: Kind, fields: &[(Field, Column)]) -> OrderIdLetters {
        let place = fields.iter().position(|(field, _)| Some(*field) == order_field(kind));
        let Some((place, column)) = place.and_then(|place| Some((place, self.columns.get(place)?))) else {
            return OrderIdLetters::default();
        };
        let mut ends = column.ends;
        ends.count_others(self.usual(place, false));
        if self.usual(place, true) + column.long > 0 {
            ends.count_others(1);
        }
        ends
    }

    /// The first column in which most long ids end in 0000, and
    /// how many ids in it are long.
    pub(super) fn rounded<'l>(&'l self, fields: &[(Field, Column)]) -> Option<(Field, u64, &'l ColumnOfIds)> {
        let mut columns = fields
            .iter()
            .zip(&self.columns)
            .enumerate()
            .map(|(place, ((field, _), column))| (*field, self.usual(place, true) + column.long, column));
        columns.find(|(_, long, column)| {
            column.distinct.len() >= Self::LEAST_DISTINCT && column.rounded * 2 > *long
        })
    }
}

impl ColumnOfIds {
    fn keep(&mut self, id: RoundedId) {
        if self.distinct.len() < LongIds::LEAST_DISTINCT && !self.distinct.contains(&id) {
            self.distinct.push(id);
        }
    }
}
