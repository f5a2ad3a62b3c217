//! Cells of a history into a row, also after a spreadsheet program has written them in its own way.

use super::row::{HistoryRow, Level};
use crate::catalogue::{Arg, Lang, says, text};
use crate::indicator::{Dimension, Direction, FigureUnit};
use crate::scorecard::Status;
use crate::shown_text::{of_text, shown_name};
use crate::time::Day;
use chrono::NaiveDate;

/// A cell that is not what its column holds: in which column, what stands there, what should.
#[derive(Debug)]
pub(super) struct Wrong {
    pub column: Option<&'static str>,
    pub found: Arg,
    pub expected: Arg,
}

/// The cells of a line by the keys of their columns.
pub(super) struct Cells<'c> {
    pub keys: &'c [&'static str],
    pub cells: &'c [String],
}

impl Cells<'_> {
    /// The row.
    pub(super) fn row(&self) -> Result<HistoryRow, Wrong> {
        let level = self.needed("level", Level::ALL, Level::id)?;
        Ok(HistoryRow {
            day: self.day()?,
            shop: self.text("shop"),
            rulebook_id: self.some_text("rulebook_id")?,
            level,
            id: self.some_text("id")?,
            name_zh: self.text("name_zh").unwrap_or_default(),
            name_en: self.text("name_en").unwrap_or_default(),
            dimension: self.one_of("dimension", &Dimension::ALL, Dimension::id)?,
            unit: self.one_of("unit", &FigureUnit::ALL, FigureUnit::id)?,
            direction: self.needed("direction", Direction::ALL, Direction::id)?,
            window_days: self.count("window_days")?,
            numerator: self.number("numerator")?,
            denominator: self.count("denominator")?,
            value: self.number("value")?,
            points: self.number("points")?,
            weight_in_total: self.number("weight_in_total")?.unwrap_or_default(),
            lost_score: self.number("lost_score")?,
            status: self.needed("status", Status::ALL, Status::id)?,
            approximate: self.boolean("approximate")?.unwrap_or_default(),
            coverage: self.number("coverage")?,
            covered_share: self.number("covered_share")?,
            low: self.number("low")?,
            high: self.number("high")?,
            met: self.boolean("met")?,
            distance: self.number("distance")?,
            distance_of: self.count("distance_of")?,
        })
    }

    /// What stands in a column; nothing where it is blank.
    fn cell(&self, key: &str) -> Option<&str> {
        let cell = self.keys.iter().position(|own| *own == key).and_then(|at| self.cells.get(at))?.trim();
        let cell = of_text(cell);
        (!cell.is_empty()).then_some(cell)
    }

    fn wrong(&self, column: &'static str, expected: impl Into<Arg>) -> Wrong {
        let found = self.cell(column).map_or_else(|| text::found_nothing.into(), shown);
        Wrong { column: Some(column), found, expected: expected.into() }
    }

    fn text(&self, key: &str) -> Option<String> {
        self.cell(key).map(str::to_owned)
    }

    fn some_text(&self, key: &'static str) -> Result<String, Wrong> {
        self.text(key).ok_or_else(|| self.wrong(key, text::expected_text))
    }

    fn day(&self) -> Result<Day, Wrong> {
        self.cell("day").and_then(day).ok_or_else(|| self.wrong("day", text::expected_history_day))
    }

    fn number(&self, key: &'static str) -> Result<Option<f64>, Wrong> {
        let Some(cell) = self.cell(key) else { return Ok(None) };
        let number = cell.parse().ok().filter(|number: &f64| number.is_finite());
        number.map(Some).ok_or_else(|| self.wrong(key, text::expected_number))
    }

    /// A whole number, also as a spreadsheet program may write it.
    fn count<T: TryFrom<i64>>(&self, key: &'static str) -> Result<Option<T>, Wrong> {
        let Some(number) = self.number(key)? else { return Ok(None) };
        let count = (number.fract() == 0.0 && number.abs() < 1e15).then_some(number as i64);
        let count = count.and_then(|count| T::try_from(count).ok());
        count.map(Some).ok_or_else(|| self.wrong(key, text::expected_count))
    }

    fn boolean(&self, key: &'static str) -> Result<Option<bool>, Wrong> {
        let id = |value: bool| if value { "true" } else { "false" };
        self.one_of(key, &[true, false], id)
    }

    fn needed<T: Copy>(&self, key: &'static str, all: &[T], id: fn(T) -> &'static str) -> Result<T, Wrong> {
        self.one_of(key, all, id)?.ok_or_else(|| self.wrong(key, ids(all, id)))
    }

    /// An id of a set, or its word in some language.
    fn one_of<T: Copy>(
        &self,
        key: &'static str,
        all: &[T],
        id: impl Fn(T) -> &'static str,
    ) -> Result<Option<T>, Wrong> {
        let Some(cell) = self.cell(key) else { return Ok(None) };
        let value = all.iter().copied().find(|value| says(key, id(*value), cell));
        value.map(Some).ok_or_else(|| self.wrong(key, ids(all, id)))
    }
}

fn ids<T: Copy>(all: &[T], id: impl Fn(T) -> &'static str) -> Arg {
    let ids = all.iter().map(|value| id(*value)).collect::<Vec<_>>().join(", ");
    Arg::from(|lang| text::expected_key(lang, &ids))
}

/// `2026-10-30`, or as spreadsheet programs in Chinese write it, `2026/10/30` and `2026/9/5`.
fn day(cell: &str) -> Option<Day> {
    let mut parts = cell.split(['-', '/', '.']);
    let mut next =
        |most: usize| parts.next().filter(|part| (1..=most).contains(&part.len()))?.parse::<u32>().ok();
    let (year, month, day) = (next(4)?, next(2)?, next(2)?);
    let is_whole = parts.next().is_none() && (2000..2100).contains(&year);
    let date = NaiveDate::from_ymd_opt(year as i32, month, day).filter(|_| is_whole);
    date.map(Day::from_date)
}

/// What a cell holds, as it may be shown: nobody knows what file it is.
fn shown(cell: &str) -> Arg {
    let is_number = |c: char| c.is_ascii_digit() || "./:-+%".contains(c);
    if cell.len() <= 24 && cell.chars().all(is_number) {
        return shown_name(cell).into_owned().into();
    }
    let length = cell.chars().count();
    Arg::Both(text::found_characters(Lang::Zh, length), text::found_characters(Lang::En, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_spreadsheet_programs_write_them() {
        let day_of = |text: &str| day(text).map(|day| day.to_string());
        for text in ["2026-09-05", "2026/9/5", "2026/09/05", "2026.9.5"] {
            assert_eq!(day_of(text).as_deref(), Some("2026-09-05"), "{text}");
        }
        for text in ["9/5/2026", "2026-13-01", "2026-02-30", "26-09-05", "2026-09-05 00:00", "46270", ""] {
            assert_eq!(day_of(text), None, "{text}");
        }
    }
}
