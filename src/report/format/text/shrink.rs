//! How wide the columns of a table become that is wider than the page.
//!
//! A step is only taken where those before it were not enough:
//!
//! 1. Sentences are broken into lines, down to [`SENTENCE`] columns.
//! 2. Names are shortened with …, down to [`NAME`] columns: a name that is as long as it likes does not drive out figures.
//! 3. Columns leave, the highest rank first, of equal ranks the rightmost. Rank 0 never leaves.
//! 4. Names are shortened further, down to [`LEAST`] columns.
//!
//! Figures, dates and ids are never shortened. With `--wide` there is the first step only.

use super::columns;
use crate::report::block::{Cell, Column, Table};

/// What stands between two columns.
pub(super) const GAP: &str = "  ";
/// Narrower a sentence is not set.
const SENTENCE: usize = 24;
/// So much of a name stays before a column leaves.
const NAME: usize = 28;
/// So much of a name stays at least.
const LEAST: usize = 8;
/// An id is not longer.
const ID: usize = 40;

/// A column that is shown.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// Its place in the table.
    pub place: usize,
    /// How wide it is.
    pub width: usize,
    /// How wide it would be where there is room.
    whole: usize,
    rank: u8,
    has_sentences: bool,
    /// What of it is never shortened.
    firm: usize,
    /// Are there cells that can be shortened?
    is_soft: bool,
}

/// The columns that are shown within so much room, each with its width.
pub(super) fn fitted(table: &Table, cells: &[Vec<usize>], room: usize, is_wide: bool) -> Vec<Shown> {
    let count = cells.iter().map(Vec::len).chain([table.columns.len()]).max().unwrap_or_default();
    let mut shown: Vec<Shown> = (0..count).map(|place| Shown::of(table, cells, place)).collect();
    squeeze(&mut shown, room, |own| if own.has_sentences { own.firm.max(SENTENCE) } else { own.width });
    if is_wide {
        return shown;
    }
    squeeze(&mut shown, room, |own| own.least(NAME));
    while total(&shown) > room {
        let Some(rank) = shown.iter().map(|own| own.rank).max().filter(|rank| *rank > 0) else { break };
        let place = shown.iter().rposition(|own| own.rank == rank).unwrap_or_default();
        shown.remove(place);
    }
    // What has left may leave more room than was needed.
    shown.iter_mut().for_each(|own| own.width = own.whole);
    squeeze(&mut shown, room, |own| if own.has_sentences { own.firm.max(SENTENCE) } else { own.width });
    squeeze(&mut shown, room, |own| own.least(NAME));
    squeeze(&mut shown, room, |own| own.least(LEAST));
    shown
}

impl Shown {
    fn of(table: &Table, cells: &[Vec<usize>], place: usize) -> Shown {
        let widths = cells.iter().filter_map(|row| row.get(place)).copied();
        let column = table.columns.get(place);
        let rows = table.rows.iter().filter(|row| !is_across(row, table.columns.len()));
        let own = || rows.clone().filter_map(|row| row.get(place));
        let is_right = column.is_some_and(|column| column.is_right);
        let heading = column.map_or(0, |column| columns(&column.heading));
        let (soft, firm): (Vec<&Cell>, Vec<&Cell>) = own().partition(|cell| !is_right && is_name(cell));
        let firm = firm.into_iter().map(width).max().unwrap_or_default();
        let whole = widths.max().unwrap_or_default().max(1);
        Shown {
            place,
            width: whole,
            whole,
            rank: column.map_or(0, |column: &Column| column.rank),
            has_sentences: own().any(|cell| matches!(cell, Cell::Sentence(_))),
            firm: firm.max(heading).max(1),
            is_soft: !soft.is_empty(),
        }
    }

    /// How narrow it may become where so much of a name stays.
    fn least(&self, name: usize) -> usize {
        match (self.has_sentences, self.is_soft) {
            (true, _) => self.firm.max(SENTENCE.min(self.width)),
            (false, true) => self.firm.max(name).min(self.width),
            (false, false) => self.width,
        }
    }
}

/// Takes from the widest columns what is too much, none below its least width.
fn squeeze(shown: &mut [Shown], room: usize, least: impl Fn(&Shown) -> usize) {
    let mut excess = total(shown).saturating_sub(room);
    while excess > 0 {
        let soft = shown.iter_mut().filter(|own| own.width > least(own));
        let Some(widest) = soft.max_by_key(|own| own.width) else { return };
        widest.width -= 1;
        excess -= 1;
    }
}

fn total(shown: &[Shown]) -> usize {
    shown.iter().map(|own| own.width).sum::<usize>() + GAP.len() * shown.len().saturating_sub(1)
}

/// How wide a cell is where nothing has to be shortened; a sentence may be as narrow as it likes.
fn width(cell: &Cell) -> usize {
    match cell {
        Cell::Line(line) => columns(&line.text()),
        Cell::Sentence(_) => 0,
        Cell::Bar(_) => super::table::BAR,
        Cell::Sparkline(sparkline) => sparkline.values.len(),
        Cell::Days(marks) => marks.len(),
    }
}

/// Does a row have a single cell, which is a line across the table?
pub(super) fn is_across(row: &[Cell], columns: usize) -> bool {
    row.len() == 1 && columns > 1
}

/// Is it neither a figure nor a date nor an id?
fn is_name(cell: &Cell) -> bool {
    let Cell::Line(line) = cell else { return false };
    let text = line.text();
    let is_id = text.is_ascii() && !text.contains(' ') && text.len() <= ID;
    !is_id && text.contains(char::is_alphabetic)
}
