//! What the back office shows, typed or pasted by the shop: a line per day and figure.

use super::typed_number::{self, TypedNumber};
use crate::catalogue::{Arg, Diagnostic, Lang, diagnostics, text};
use crate::indicator::{Figure, Unit};
use crate::input::cell;
use crate::input::columns::normalise;
use crate::input::pasted::{self, PastedLine};
use crate::input::rejection::shown;
use crate::shown_text::{one_line, shown_name};
use crate::time::Day;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// A figure as the page shows it.
#[derive(Debug, Clone, Copy)]
pub(in crate::insight) struct OfficialLine {
    /// The line it stands on, from 1.
    pub(in crate::insight) line: u64,
    pub(in crate::insight) day: Day,
    pub(in crate::insight) figure: Figure,
    /// Its value, where typed; one of value and points always is.
    pub(in crate::insight) value: Option<TypedNumber>,
    pub(in crate::insight) points: Option<TypedNumber>,
}

/// All that was typed.
#[derive(Debug)]
pub(crate) struct Official {
    /// The file as it is shown.
    pub(crate) path: String,
    /// The lines that can be read, as they come.
    pub(in crate::insight) lines: Vec<OfficialLine>,
    /// What is wrong with the others.
    pub(crate) errors: Vec<Diagnostic>,
    /// How many lines of figures were not filled in.
    pub(crate) blank: Option<Diagnostic>,
}

impl Official {
    /// The days it is of, as they come.
    pub(crate) fn days(&self) -> Vec<Day> {
        let mut seen = HashSet::new();
        self.lines.iter().map(|line| line.day).filter(|day| seen.insert(*day)).collect()
    }
}

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OfficialColumn {
    Date,
    Id,
    Value,
    Points,
}

impl OfficialColumn {
    pub(super) const ALL: [OfficialColumn; 4] =
        [OfficialColumn::Date, OfficialColumn::Id, OfficialColumn::Value, OfficialColumn::Points];

    /// How a template spells its head, in Chinese and in English.
    pub(super) fn name(self, lang: Lang) -> &'static str {
        self.names().nth(usize::from(lang == Lang::En)).unwrap_or_default()
    }

    /// What its head may say.
    fn names(self) -> impl Iterator<Item = &'static str> {
        let names = match self {
            OfficialColumn::Date => {
                "日期、date、day、时间、截至日、统计日期、数据日期、更新日期、考核日期、as_of"
            }
            OfficialColumn::Id => {
                "指标、id、指标id、指标名、指标名称、名称、名字、项目、维度、指标/维度、indicator、figure、\
                 name、metric、item"
            }
            OfficialColumn::Value => {
                "官方值、value、官方数值、数值、值、指标值、指标数值、表现、本期值、官方、后台值、official、\
                 official_value、official value"
            }
            OfficialColumn::Points => {
                "官方得分、points、得分、分数、官方分、官方分数、指标得分、分、后台得分、score、\
                 official_points、official points"
            }
        };
        names.split('、')
    }

    fn of(head: &str) -> Option<OfficialColumn> {
        let head = normalise(head);
        OfficialColumn::ALL.into_iter().find(|column| column.names().any(|name| normalise(name) == head))
    }
}

/// Reads what was typed; `-` is standard input. Lines without a day are of `undated`.
///
/// # Errors
/// The file or its header cannot be read; what is wrong with single lines comes with the others.
pub(crate) fn read_official(path: &Path, undated: Option<Day>) -> Result<Official, Diagnostic> {
    let table = pasted::read(path, |head| OfficialColumn::of(head) == Some(OfficialColumn::Date))?;
    let header = table.lines.first();
    let columns = Columns::of(header.map_or(&[], |header| &header.cells));
    if let Some(missing) = columns.missing() {
        let expected = |lang| text::official_names(lang, missing.name(Lang::Zh), missing.name(Lang::En));
        let error =
            diagnostics::official_header(expected, |lang| text::official_cells(lang, columns.heads.len()));
        return Err(error.path(table.path).line(header.map(|header| header.number)));
    }
    let (mut read, mut errors, mut blank) = (Vec::new(), Vec::new(), 0_usize);
    let mut seen: HashMap<(Day, Figure), u64> = HashMap::new();
    for line in table.lines.iter().skip(1) {
        if columns.is_blank(line) {
            blank += 1;
            continue;
        }
        let found = columns.line(line, undated).and_then(|found| {
            match seen.insert((found.day, found.figure), line.number) {
                Some(before) => Err(diagnostics::official_twice(found.day, found.figure.id(), before)
                    .column(columns.name(OfficialColumn::Id))),
                None => Ok(found),
            }
        });
        match found {
            Ok(found) => read.push(found),
            Err(error) => errors.push(error.path(&table.path).line(line.number)),
        }
    }
    let note = (blank > 0).then(|| diagnostics::official_blank(blank).path(&table.path));
    // A table in which nothing is filled in is no mistake of one line.
    if read.is_empty() && errors.is_empty() {
        return Err(diagnostics::official_empty().path(table.path));
    }
    Ok(Official { path: table.path, lines: read, errors, blank: note })
}

struct Columns<'t> {
    heads: &'t [String],
    places: [Option<usize>; 4],
}

impl Columns<'_> {
    fn of(heads: &[String]) -> Columns<'_> {
        let place = |column| heads.iter().position(|head| OfficialColumn::of(head) == Some(column));
        Columns { heads, places: OfficialColumn::ALL.map(place) }
    }

    fn place(&self, column: OfficialColumn) -> Option<usize> {
        self.places.get(column as usize).copied().flatten()
    }

    /// A column without which nothing can be compared.
    fn missing(&self) -> Option<OfficialColumn> {
        let has = |column| self.place(column).is_some();
        match has(OfficialColumn::Value) || has(OfficialColumn::Points) {
            _ if !has(OfficialColumn::Id) => Some(OfficialColumn::Id),
            false => Some(OfficialColumn::Value),
            true => None,
        }
    }

    /// What the column is called in the file; else what it should be called, in the language of the others.
    fn name(&self, column: OfficialColumn) -> String {
        let is_english = self.heads.iter().all(|head| head.is_ascii());
        let head = self.place(column).and_then(|place| self.heads.get(place));
        let usual = || column.name(if is_english { Lang::En } else { Lang::Zh }).to_owned();
        head.map_or_else(usual, |head| shown_name(head).into_owned())
    }

    /// A cell, where there is anything in it.
    fn cell<'l>(&self, line: &'l PastedLine, column: OfficialColumn) -> Option<&'l str> {
        let cell = line.cells.get(self.place(column)?)?;
        (!cell::is_missing(cell)).then_some(cell.as_str())
    }

    /// A line of a template that was left as it was.
    fn is_blank(&self, line: &PastedLine) -> bool {
        let values = [OfficialColumn::Value, OfficialColumn::Points];
        let beyond = line.cells.iter().skip(self.heads.len());
        values.iter().all(|column| self.cell(line, *column).is_none())
            && beyond.into_iter().all(String::is_empty)
    }

    fn line(&self, line: &PastedLine, undated: Option<Day>) -> Result<OfficialLine, Diagnostic> {
        let width = self.heads.len();
        if line.cells.iter().skip(width).any(|cell| !cell.is_empty()) {
            return Err(diagnostics::official_width(line.cells.len(), width));
        }
        let found = |column| self.cell(line, column).map_or_else(|| text::found_nothing.into(), shown);
        let id = self.cell(line, OfficialColumn::Id).unwrap_or_default();
        let unknown = |near: Arg| diagnostics::official_figure(found(OfficialColumn::Id), near);
        let figure = Figure::look_up(id).or_refuse(&one_line(id), Figure::name_and_id, unknown);
        let figure = figure.map_err(|wrong| wrong.column(self.name(OfficialColumn::Id)))?;
        let day = match self.cell(line, OfficialColumn::Date) {
            None => undated,
            Some(text) => cell::time(text).and_then(|time| time.day()),
        };
        let day = day.ok_or_else(|| {
            diagnostics::official_date(found(OfficialColumn::Date)).column(self.name(OfficialColumn::Date))
        })?;
        let number = |column, read: fn(Figure, &str) -> Option<TypedNumber>, expected: Expected| {
            let refused = || diagnostics::official_number(found(column), expected).column(self.name(column));
            self.cell(line, column).map(|text| read(figure, text).ok_or_else(refused)).transpose()
        };
        let value = number(OfficialColumn::Value, typed_number::value, expected(figure))?;
        let points = number(OfficialColumn::Points, typed_number::points, text::expected_points)?;
        Ok(OfficialLine { line: line.number, day, figure, value, points })
    }
}

type Expected = fn(Lang) -> &'static str;

/// How a figure's value is written.
fn expected(figure: Figure) -> Expected {
    match figure {
        Figure::Total | Figure::Dimension(_) => text::expected_score,
        Figure::Indicator(indicator) => match indicator.info().unit {
            Unit::Ratio => text::expected_ratio,
            Unit::Stars => text::expected_stars,
            Unit::Points => text::expected_points,
            Unit::Hours => text::expected_hours,
            Unit::Seconds => text::expected_seconds,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_head_names_one_column() {
        let mut seen = HashSet::new();
        for column in OfficialColumn::ALL {
            for name in column.names() {
                assert_eq!(OfficialColumn::of(name), Some(column), "{name}");
                assert!(seen.insert(normalise(name)), "{name} names two columns");
            }
        }
        assert_eq!(OfficialColumn::of(" 官方值 "), Some(OfficialColumn::Value));
    }
}
