//! How wide the columns of a table become that is wider than the page.
//!
//! A step is only taken where those before it were not enough:
//!
//! 1. Sentences are broken into lines, down to [`SENTENCE`] columns.
//! 2. Headings are broken into two lines.
//! 3. Names are shortened with …, down to [`NAME`] columns: a name that is as long as it likes does not drive out figures.
//! 4. Columns leave, the highest rank first, of equal ranks the rightmost. Rank 0 never leaves.
//! 5. Headings are broken into three lines, names are shortened down to [`LEAST`] columns.
//!
//! Figures, dates and ids are never shortened, nor is anything in a column that says so. With `--wide` there is the first
//! step only.

use super::columns;
use super::wrap::wrapped;
use crate::report::block::{Breaks, Cell, Column, Table};

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
    rank: u8,
    /// How wide its heading is on one line, on two and on three.
    headings: [usize; 3],
    /// How wide its cells are on one line.
    cells: usize,
    /// What of them is never shortened.
    firm: usize,
    /// Are there cells that can be shortened?
    is_soft: bool,
    has_sentences: bool,
}

/// The columns that are shown within so much room, each with its width.
pub(super) fn fitted(table: &Table, room: usize, is_wide: bool) -> Vec<Shown> {
    let count = table.rows.iter().map(Vec::len).chain([table.columns.len()]).max().unwrap_or_default();
    let mut shown: Vec<Shown> = (0..count).map(|place| Shown::of(table, place)).collect();
    if is_wide {
        squeeze(&mut shown, room, |own| own.least(usize::MAX, 0));
        return shown;
    }
    gently(&mut shown, room);
    while total(&shown) > room {
        let Some(rank) = shown.iter().map(|own| own.rank).max().filter(|rank| *rank > 0) else { break };
        let place = shown.iter().rposition(|own| own.rank == rank).unwrap_or_default();
        shown.remove(place);
    }
    // What has left may leave more room than was needed.
    shown.iter_mut().for_each(|own| own.width = own.whole());
    gently(&mut shown, room);
    squeeze(&mut shown, room, |own| own.least(LEAST, 2));
    shown
}

/// The steps that come before a column leaves.
fn gently(shown: &mut [Shown], room: usize) {
    squeeze(shown, room, |own| own.least(usize::MAX, 0));
    squeeze(shown, room, |own| own.least(usize::MAX, 1));
    squeeze(shown, room, |own| own.least(NAME, 1));
}

impl Shown {
    fn of(table: &Table, place: usize) -> Shown {
        let column = table.columns.get(place).cloned().unwrap_or_else(|| Column::left(""));
        let rows = table.rows.iter().filter(|row| !is_across(row, table.columns.len()));
        let own: Vec<&Cell> = rows.filter_map(|row| row.get(place)).collect();
        let may_be_shortened = !column.is_right && !column.is_firm;
        let (soft, firm): (Vec<&Cell>, Vec<&Cell>) =
            own.iter().partition(|cell| may_be_shortened && is_name(cell));
        let widest = |cells: &[&Cell]| cells.iter().map(|cell| width(cell)).max().unwrap_or_default();
        let shown = Shown {
            place,
            width: 0,
            rank: column.rank,
            headings: [1, 2, 3].map(|lines| heading(&column.heading, lines)),
            cells: widest(&own),
            firm: firm
                .iter()
                .filter(|cell| !is_sentence(cell))
                .map(|cell| width(cell))
                .max()
                .unwrap_or_default(),
            is_soft: !soft.is_empty(),
            has_sentences: own.iter().any(|cell| is_sentence(cell)),
        };
        Shown { width: shown.whole(), ..shown }
    }

    /// How wide it is where there is room.
    fn whole(&self) -> usize {
        self.cells.max(self.headings[0]).max(1)
    }

    /// How narrow it may become where so much of a name stays and the heading is broken so often.
    fn least(&self, name: usize, breaks: usize) -> usize {
        let cells = match (self.has_sentences, self.is_soft) {
            (true, _) => self.firm.max(SENTENCE),
            (false, true) => self.firm.max(name),
            (false, false) => self.cells,
        };
        let heading = self.headings.get(breaks).copied().unwrap_or_default();
        cells.min(self.cells).max(heading).max(1)
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

/// How wide a heading is that is broken into so many lines at most.
fn heading(heading: &str, lines: usize) -> usize {
    let whole = columns(heading);
    let fits = |width: &usize| {
        let broken = wrapped(&heading.into(), Breaks::Words, (0, 0), *width);
        broken.len() <= lines && broken.iter().all(|line| columns(&line.text()) <= *width)
    };
    // Between characters only those are broken that may stand apart.
    let word = heading.split(' ').filter(|word| word.is_ascii()).map(columns).max().unwrap_or_default();
    // A short heading gains nothing by being broken.
    (whole.div_ceil(lines).max(word).max(LEAST)..whole).find(fits).unwrap_or(whole)
}

/// How wide a cell is on one line.
fn width(cell: &Cell) -> usize {
    match cell {
        Cell::Line(line) | Cell::Sentence(line) | Cell::Link(line, _) => columns(&line.text()),
        Cell::Bar(_) => super::table::BAR,
        Cell::Sparkline(sparkline) => sparkline.values.len(),
        Cell::Days(marks) => marks.len(),
    }
}

fn is_sentence(cell: &Cell) -> bool {
    matches!(cell, Cell::Sentence(_))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::block::Line;

    /// A name, a figure that never leaves, and figures of ranks.
    fn table(name: &str) -> Table {
        let figure = |rank: u8| Column::right(format!("rank{rank}")).rank(rank);
        let mut table = Table::new([Column::left("name"), figure(0), figure(2), figure(1), figure(2)]);
        table.row([Line::from(name), "12345".into(), "23456".into(), "34567".into(), "45678".into()]);
        table
    }

    fn places(table: &Table, room: usize) -> Vec<usize> {
        fitted(table, room, false).iter().map(|own| own.place).collect()
    }

    fn widths(table: &Table, room: usize, is_wide: bool) -> Vec<usize> {
        fitted(table, room, is_wide).iter().map(|own| own.width).collect()
    }

    #[test]
    fn the_highest_rank_leaves_first_and_of_equals_the_rightmost() {
        // Of 4 columns, and four of 5 with 2 between each two: 32.
        let table = table("name");
        assert_eq!(places(&table, 32), [0, 1, 2, 3, 4]);
        assert_eq!(places(&table, 31), [0, 1, 2, 3]);
        assert_eq!(places(&table, 25), [0, 1, 2, 3]);
        assert_eq!(places(&table, 24), [0, 1, 3]);
        assert_eq!(places(&table, 17), [0, 1]);
        // What never leaves stays, and figures are not shortened.
        assert_eq!(places(&table, 3), [0, 1]);
        assert_eq!(widths(&table, 3, false), [4, 5]);
    }

    #[test]
    fn a_long_name_is_shortened_before_a_column_leaves() {
        let long = table(&"名".repeat(60));
        assert_eq!(widths(&long, 80, false), [52, 5, 5, 5, 5]);
        assert_eq!(widths(&long, 56, false), [28, 5, 5, 5, 5]);
        assert_eq!(widths(&long, 55, false), [34, 5, 5, 5]);
        // With nothing left that could leave, more of it goes.
        assert_eq!(widths(&long, 20, false), [13, 5]);
        assert_eq!(widths(&long, 3, false), [8, 5]);
        // Whoever wants all columns gets the whole name, too.
        assert_eq!(widths(&long, 20, true), [120, 5, 5, 5, 5]);
    }

    #[test]
    fn ids_and_firm_columns_are_never_shortened() {
        let id = table("7012067107697588161");
        assert_eq!(widths(&id, 20, false), [19, 5]);
        let mut firm = table(&"名".repeat(60));
        firm.columns[0] = Column::left("name").firm();
        assert_eq!(widths(&firm, 80, false), [120, 5]);
    }

    #[test]
    fn headings_are_broken_before_anything_is_lost() {
        let mut table = Table::new([Column::left("one heading of words"), Column::right("7").rank(1)]);
        table.row(["a", "1"]);
        assert_eq!(widths(&table, 23, false), [20, 1]);
        assert_eq!(widths(&table, 14, false), [11, 1]);
        assert_eq!(widths(&table, 13, false), [13]);
        assert_eq!(widths(&table, 8, false), [8]);
        assert_eq!([1, 2, 3].map(|lines| heading("售后平均审核时长", lines)), [16, 8, 8]);
        assert_eq!([1, 2, 3].map(|lines| heading("数值", lines)), [4, 4, 4]);
    }

    #[test]
    fn sentences_share_what_the_others_leave() {
        let mut table = Table::new([Column::left("id"), Column::left(""), Column::left("")]);
        let sentence = |words: usize| Cell::Sentence(Line::from("word ".repeat(words).trim_end()));
        table.row([Cell::from("ab"), sentence(20), sentence(8)]);
        assert_eq!(widths(&table, 200, false), [2, 99, 39]);
        assert_eq!(widths(&table, 100, false), [2, 55, 39]);
        assert_eq!(widths(&table, 60, false), [2, 27, 27]);
        assert_eq!(widths(&table, 20, false), [2, 24, 24]);
    }
}
