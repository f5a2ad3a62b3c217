//! A table of sums as somebody wrote it: columns and rows in any order.

use super::COLUMNS;
use super::shop::ShopSums;
use crate::catalogue::{Arg, Diagnostic, Lang, Lookup, diagnostics, did_you_mean, io_reason, look_up, text};
use crate::faults::FaultyFile;
use crate::shown_text::of_text;
use crate::time::{Day, Stamp};
use crate::timeline::{Measure, Tally, Timeline};
use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufReader;
use std::path::Path;
use std::rc::Rc;

/// The longest window; no rulebook has one of more days.
const MOST_WINDOW_DAYS: i32 = 36_500;

/// A table of sums: all shops, or the one that was asked for.
#[derive(Debug)]
pub struct SumsTable {
    file: String,
    /// The rows of each shop; none of those that were not asked for.
    shops: BTreeMap<String, Vec<Row>>,
}

/// A row of a shop.
#[derive(Debug, Clone, Copy)]
struct Row {
    measure: Measure,
    window_days: i32,
    day: Day,
    tally: Tally,
    line: u64,
}

impl Row {
    fn key(&self) -> (Day, usize, i32) {
        (self.day, self.measure.index(), self.window_days)
    }
}

/// A cell that is not what its column holds.
struct WrongCell {
    column: &'static str,
    found: String,
    expected: Arg,
}

impl SumsTable {
    /// Reads a table; of other shops than the one that is asked for only the names are kept.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, a column is missing, any cell is not what its column holds, or a row comes twice.
    pub fn read(path: &Path, only: Option<&str>) -> Result<SumsTable, Box<Diagnostic>> {
        let at = |wrong: Diagnostic| Box::new(wrong.path(path.to_string_lossy()));
        let file = FaultyFile::open("sums", path).map_err(|error| {
            at(match error.kind() {
                std::io::ErrorKind::NotFound => diagnostics::path_not_found(),
                _ => diagnostics::path_unreadable(io_reason(&error)),
            })
        })?;
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(BufReader::new(file));
        let places = places(&mut reader).map_err(at)?;
        let mut table = SumsTable { file: path.to_string_lossy().into_owned(), shops: BTreeMap::new() };
        let mut record = StringRecord::new();
        while reader.read_record(&mut record).map_err(|error| at(unreadable(&error)))? {
            let line = record.position().map_or(0, csv::Position::line);
            let wrong = |wrong: WrongCell| {
                let found = format!("“{}”", wrong.found);
                at(diagnostics::sums_invalid(found, wrong.expected).line(line).column(wrong.column))
            };
            let cells = Cells { record: &record, places: &places };
            let row = cells.row(line).map_err(wrong)?;
            let shop = of_text(cells.of(0));
            // A name is copied once, not row by row.
            if !table.shops.contains_key(shop) {
                table.shops.insert(shop.to_owned(), Vec::new());
            }
            let is_wanted = only.is_none_or(|only| shop == only || shop.is_empty());
            if let Some(rows) = table.shops.get_mut(shop).filter(|_| is_wanted) {
                rows.push(row);
            }
        }
        if table.shops.is_empty() {
            return Err(at(diagnostics::sums_invalid(text::sums_no_row, text::expected_sums)));
        }
        table.shops.values_mut().try_for_each(|rows| in_order(rows)).map_err(at)?;
        Ok(table)
    }

    /// The names of its shops; empty for one without a name.
    pub fn shops(&self) -> impl ExactSizeIterator<Item = &str> {
        self.shops.keys().map(String::as_str)
    }

    /// The name, in the table, of the shop that is asked for; without a name the only one. One without a name answers to
    /// any.
    ///
    /// # Errors
    ///
    /// Where there are several, or none of that name.
    pub fn shop_of(&self, asked: Option<&str>) -> Result<&str, Diagnostic> {
        let only = || self.shops().next().filter(|_| self.shops.len() == 1);
        let found = match asked {
            None => only(),
            Some(name) => {
                self.shops().find(|own| *own == name).or_else(|| only().filter(|own| own.is_empty()))
            }
        };
        found.ok_or_else(|| {
            match asked {
                None => diagnostics::sums_shops(self.shops.len(), |lang| self.names(lang)),
                Some(name) => {
                    let shops = self.shops().map(|own| (own, vec![own.to_owned()]));
                    let near = match look_up(name, shops) {
                        Lookup::Found(own) => vec![own],
                        Lookup::Ambiguous(near) | Lookup::Unknown(near) => near,
                    };
                    diagnostics::sums_shop_unknown(name, did_you_mean(&near))
                }
            }
            .path(&self.file)
        })
    }

    /// A few names.
    fn names(&self, lang: Lang) -> String {
        const MOST: usize = 5;
        let named = self.shops().filter(|name| !name.is_empty()).take(MOST);
        named.collect::<Vec<_>>().join(lang.pick("、", ", "))
    }

    /// The sums of a shop, which the table then no longer has.
    pub fn take(&mut self, shop: &str) -> ShopSums {
        let rows = self.shops.get_mut(shop).map(std::mem::take).unwrap_or_default();
        let windows: BTreeSet<i32> = rows.iter().map(|row| row.window_days).collect();
        let windows: Vec<i32> = windows.into_iter().collect();
        let sums = rows.iter().map(|row| (row.measure, row.window_days, row.day, row.tally));
        ShopSums {
            file: self.file.clone(),
            shop: Some(shop.to_owned()).filter(|shop| !shop.is_empty()),
            undated_service_day: None,
            days: rows.iter().map(|row| row.day).collect(),
            timeline: Rc::new(Timeline::of_sums(windows.clone(), sums)),
            windows,
        }
    }
}

/// Sorts rows, each of which may come once.
fn in_order(rows: &mut [Row]) -> Result<(), Diagnostic> {
    rows.sort_by_key(Row::key);
    let twice = rows.iter().zip(rows.iter().skip(1)).filter(|(row, next)| row.key() == next.key());
    match twice.min_by_key(|(_, next)| next.line) {
        None => Ok(()),
        Some((row, next)) => {
            let (id, day, days, line) = (row.measure.id(), row.day, row.window_days, row.line);
            let found = |lang| text::sums_twice(lang, id, day, days, line);
            Err(diagnostics::sums_invalid(found, text::expected_sums_once).line(next.line))
        }
    }
}

/// The place of each column.
fn places(reader: &mut Reader<BufReader<FaultyFile>>) -> Result<[usize; COLUMNS.len()], Diagnostic> {
    let header = reader.headers().map_err(|error| unreadable(&error))?;
    let titles: Vec<&str> = header.iter().map(|title| title.trim_start_matches('\u{feff}').trim()).collect();
    let missing: Vec<&str> = COLUMNS.into_iter().filter(|column| !titles.contains(column)).collect();
    if !missing.is_empty() {
        let found = |lang: Lang| text::sums_no_column(lang, missing.join(lang.pick("、", ", ")));
        return Err(diagnostics::sums_invalid(found, text::expected_sums).line(1));
    }
    // Sums of groups do not add up to those of the shop: some orders are in no group, some in several.
    let is_other = |(place, title): &(usize, &&str)| {
        !COLUMNS.contains(title) || titles.iter().take(*place).any(|before| before == *title)
    };
    if let Some((_, other)) = titles.iter().enumerate().find(is_other) {
        let found = |lang| text::sums_other_column(lang, other);
        return Err(diagnostics::sums_invalid(found, text::expected_sums_no_group).line(1));
    }
    Ok(COLUMNS.map(|column| titles.iter().position(|title| *title == column).unwrap_or_default()))
}

fn unreadable(error: &csv::Error) -> Diagnostic {
    if let ErrorKind::Io(error) = error.kind() {
        return diagnostics::path_unreadable(io_reason(error));
    }
    let line = error.position().map(csv::Position::line);
    diagnostics::sums_invalid(text::sums_no_text, text::expected_sums).line(line)
}

/// A day that exports may have.
fn day(cell: &str) -> Option<Day> {
    Day::parse(cell).filter(|day| Stamp::from_date(day.date()).is_some())
}

/// The cells of a line.
struct Cells<'c> {
    record: &'c StringRecord,
    places: &'c [usize; COLUMNS.len()],
}

impl Cells<'_> {
    /// The cell of a column, by its place among [`COLUMNS`].
    fn of(&self, column: usize) -> &str {
        self.places.get(column).and_then(|place| self.record.get(*place)).unwrap_or_default().trim()
    }

    fn row(&self, line: u64) -> Result<Row, WrongCell> {
        let days = 1..=MOST_WINDOW_DAYS;
        Ok(Row {
            day: self.read(1, text::expected_iso_day, day)?,
            measure: self.measure()?,
            window_days: self
                .read(3, text::expected_days, |cell| cell.parse().ok().filter(|n| days.contains(n)))?,
            tally: Tally {
                numerator: self.read(4, text::expected_integer, |cell| cell.parse().ok())?,
                denominator: self.count(5)?,
                approximate: self.count(6)?,
                unknown: self.count(7)?,
                negative: self.count(8)?,
            },
            line,
        })
    }

    fn count(&self, column: usize) -> Result<i64, WrongCell> {
        self.read(column, text::expected_count_from_0, |cell| cell.parse().ok().filter(|n| *n >= 0))
    }

    fn measure(&self) -> Result<Measure, WrongCell> {
        let near = |cell: &str| {
            let measures = Measure::all().map(|own| (own.id(), vec![own.id().to_owned()]));
            match look_up(cell, measures) {
                Lookup::Found(id) => vec![id],
                Lookup::Ambiguous(near) | Lookup::Unknown(near) => near,
            }
        };
        let expected = |lang: Lang| {
            let near = did_you_mean(&near(self.of(2)));
            format!("{}{}", text::expected_measure(lang), near.in_lang(lang))
        };
        self.read(2, expected, Measure::by_id)
    }

    fn read<T>(
        &self,
        column: usize,
        expected: impl Into<Arg>,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, WrongCell> {
        let cell = self.of(column);
        read(cell).ok_or_else(|| WrongCell {
            column: COLUMNS.get(column).copied().unwrap_or_default(),
            found: cell.to_owned(),
            expected: expected.into(),
        })
    }
}
