//! The file of a history: what it holds, and what it would hold with other rows for some days.

use super::cells::{Cells, Wrong};
use super::days::History;
use super::header::Header;
use super::layout::{Layout, lines};
use super::row::{HistoryRow, Level, Owner};
use crate::catalogue::{Arg, Diagnostic, Headers, diagnostics, io_reason, text};
use crate::faults;
use crate::shown_text::as_text;
use crate::time::Day;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::ErrorKind;
use std::ops::Range;
use std::path::Path;

/// A history as it lies on disk.
#[derive(Debug)]
pub struct HistoryFile {
    bytes: Vec<u8>,
    layout: Layout,
    header: Header,
    /// The lines below the header.
    records: Vec<Record>,
}

/// A line.
#[derive(Debug)]
struct Record {
    range: Range<usize>,
    number: u64,
    /// What it says; nothing where it is blank.
    row: Option<HistoryRow>,
}

impl HistoryFile {
    /// Reads a file; one that is not there yet, or is empty, is a new one with such headers.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, or any line is none of a history.
    pub fn read_or_new(path: &Path, headers: Headers) -> Result<HistoryFile, Box<Diagnostic>> {
        // A file is rewritten as a whole, which nothing else can be.
        if path.metadata().is_ok_and(|there| !there.is_file() && !there.is_dir()) {
            return Err(at(path, diagnostics::path_unreadable(text::not_a_file)));
        }
        match faults::read_file("history", path) {
            Ok(bytes) => HistoryFile::parse(bytes, headers).map_err(|wrong| at(path, *wrong)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(HistoryFile::new(headers)),
            Err(error) => Err(at(path, diagnostics::path_unreadable(io_reason(&error)))),
        }
    }

    /// Reads a file that must be there.
    ///
    /// # Errors
    ///
    /// Where it is not there, cannot be read, or any line is none of a history.
    pub fn read(path: &Path) -> Result<HistoryFile, Box<Diagnostic>> {
        if !path.exists() {
            return Err(at(path, diagnostics::path_not_found()));
        }
        HistoryFile::read_or_new(path, Headers::Keys)
    }

    fn new(headers: Headers) -> HistoryFile {
        let (layout, header) = (Layout::NEW, Header::new(headers));
        let titles = header.keys().map(|key| header.style.title("", key));
        let bytes = [Layout::mark(), layout.line(titles)].concat();
        HistoryFile { bytes, layout, header, records: Vec::new() }
    }

    fn parse(bytes: Vec<u8>, headers: Headers) -> Result<HistoryFile, Box<Diagnostic>> {
        if bytes.is_empty() || bytes == Layout::mark() {
            return Ok(HistoryFile::new(headers));
        }
        let invalid = |found: Arg| Box::new(diagnostics::history_invalid(found, text::expected_history));
        let layout = Layout::of(&bytes).map_err(invalid)?;
        let unclosed = |line: u64| {
            let found = text::history_found_quote;
            Box::new(diagnostics::history_invalid(found, text::expected_closed_quote).line(line))
        };
        let mut all = lines(&bytes).map_err(unclosed)?.into_iter();
        let cells = |range: &Range<usize>| layout.cells(bytes.get(range.clone()).unwrap_or_default());
        let first = all.next().map(|(_, range)| cells(&range)).unwrap_or_default();
        let header = Header::read(&first)?;
        let keys: Vec<&'static str> = header.keys().collect();
        let mut records = Vec::new();
        for (number, range) in all {
            let row = row(&keys, &cells(&range));
            let row = row.map_err(|wrong| {
                let refused = diagnostics::history_invalid(wrong.found, wrong.expected).line(number);
                match wrong.column {
                    Some(column) => Box::new(refused.column(header.style.title("", column))),
                    None => Box::new(refused),
                }
            })?;
            records.push(Record { range, number, row });
        }
        let file = HistoryFile { bytes, layout, header, records };
        file.check()?;
        Ok(file)
    }

    /// Every figure once, and a total for every day: else rows have been lost, or two histories have been pasted
    /// into one.
    fn check(&self) -> Result<(), Box<Diagnostic>> {
        /// The line of each figure of a day.
        type Figures<'r> = HashMap<(Level, &'r str), u64>;
        let mut seen: HashMap<(Owner, Day), (u64, Figures<'_>)> = HashMap::new();
        for record in &self.records {
            let Some(row) = &record.row else { continue };
            let (_, figures) =
                seen.entry((row.owner(), row.day)).or_insert_with(|| (record.number, HashMap::new()));
            if let Some(before) = figures.insert(row.figure(), record.number) {
                let found = |lang| text::history_twice(lang, &row.id, row.day, before);
                let wrong = diagnostics::history_invalid(found, text::expected_history_once);
                return Err(Box::new(wrong.line(record.number)));
            }
        }
        let is_headless = |figures: &Figures<'_>| !figures.keys().any(|(level, _)| *level == Level::Total);
        let headless = seen.iter().filter(|(_, (_, figures))| is_headless(figures));
        match headless.min_by_key(|(_, (line, _))| *line) {
            None => Ok(()),
            Some(((_, day), (line, _))) => {
                let found = |lang| text::history_no_total(lang, day);
                let wrong = diagnostics::history_invalid(found, text::expected_history_total);
                Err(Box::new(wrong.line(*line)))
            }
        }
    }

    /// The days of a shop under a rulebook.
    pub fn of(&self, shop: Option<&str>, rulebook_id: &str) -> History {
        let owner = Owner::of(shop, rulebook_id);
        let rows = self.records.iter().filter_map(|record| record.row.as_ref());
        History::of_rows(rows.filter(|row| row.owner() == owner).cloned())
    }

    /// Of which shops by which rulebooks it has days, in its order.
    pub fn owners(&self) -> Vec<(Option<&str>, &str)> {
        let (mut owners, mut known) = (Vec::new(), HashSet::new());
        for row in self.records.iter().filter_map(|record| record.row.as_ref()) {
            let owner = (row.shop.as_deref(), row.rulebook_id.as_str());
            if known.insert(owner) {
                owners.push(owner);
            }
        }
        owners
    }

    /// The bytes of the file with these rows in place of those of the same shops, rulebooks and days. Everything else
    /// stays as it is. A new day comes behind the last one before it.
    pub fn with(&self, rows: &[HistoryRow]) -> Vec<u8> {
        let mut groups: BTreeMap<Day, Vec<(Owner, Vec<&HistoryRow>)>> = BTreeMap::new();
        for row in rows {
            let (owner, of_day) = (row.owner(), groups.entry(row.day).or_default());
            match of_day.iter_mut().find(|(other, _)| *other == owner) {
                Some((_, group)) => group.push(row),
                None => of_day.push((owner, vec![row])),
            }
        }
        let mut inserted: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
        let mut replaced: HashSet<usize> = HashSet::new();
        let mut of_days: HashMap<(Owner, Day), Vec<usize>> = HashMap::new();
        for (at, row) in
            self.records.iter().enumerate().filter_map(|(at, record)| Some((at, record.row.as_ref()?)))
        {
            of_days.entry((row.owner(), row.day)).or_default().push(at);
        }
        for (day, of_day) in groups {
            for (owner, group) in of_day {
                let own = of_days.remove(&(owner, day)).unwrap_or_default();
                let at = own.first().copied().unwrap_or_else(|| self.place_of(day));
                replaced.extend(own);
                let lines = group.into_iter().flat_map(|row| self.line(row));
                inserted.entry(at).or_default().extend(lines);
            }
        }
        let begin = self.records.first().map_or(self.bytes.len(), |record| record.range.start);
        let mut bytes = self.bytes.get(..begin).unwrap_or_default().to_vec();
        for at in 0..=self.records.len() {
            if let Some(lines) = inserted.get(&at) {
                bytes.extend(self.layout.end_of(&bytes));
                bytes.extend(lines);
            }
            let kept = self.records.get(at).filter(|_| !replaced.contains(&at));
            let kept = kept.and_then(|record| self.bytes.get(record.range.clone())).unwrap_or_default();
            bytes.extend(kept);
        }
        bytes
    }

    /// Behind the last line of a day that is no later.
    fn place_of(&self, day: Day) -> usize {
        let is_before = |record: &Record| record.row.as_ref().is_some_and(|row| row.day <= day);
        self.records.iter().rposition(is_before).map_or(0, |at| at + 1)
    }

    /// A row as the file writes it.
    fn line(&self, row: &HistoryRow) -> Vec<u8> {
        let Ok(Value::Object(cells)) = serde_json::to_value(row) else { return Vec::new() };
        let style = self.header.style;
        let cell = |key: &'static str| match cells.get(key) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => as_text(style.word("", key, text).unwrap_or(text)).into_owned(),
            Some(Value::Bool(value)) => {
                let id = if *value { "true" } else { "false" };
                style.word("", key, id).unwrap_or(id).to_owned()
            }
            Some(other) => other.to_string(),
        };
        self.layout.line(self.header.keys().map(cell))
    }
}

/// A line as a row; nothing where every cell is blank, as spreadsheet programs leave them below a table.
fn row(keys: &[&'static str], cells: &[String]) -> Result<Option<HistoryRow>, Wrong> {
    if cells.iter().all(|cell| cell.trim().is_empty()) {
        return Ok(None);
    }
    if cells.len() != keys.len() {
        let found = Arg::from(|lang| text::history_cells(lang, cells.len()));
        return Err(Wrong {
            column: None,
            found,
            expected: Arg::from(|lang| text::history_cells(lang, keys.len())),
        });
    }
    Cells { keys, cells }.row().map(Some)
}

fn at(path: &Path, wrong: Diagnostic) -> Box<Diagnostic> {
    Box::new(wrong.path(path.to_string_lossy()))
}
