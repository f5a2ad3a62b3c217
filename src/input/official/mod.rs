//! What the back office shows, typed or pasted by the shop: a line per day and figure.

mod number;
mod table;

pub use number::Typed;
pub(super) use table::{Line, Table, read as read_table};

use super::cell;
use super::columns::normalise;
use super::row::shown;
use crate::catalogue::{Arg, Code, Diagnostic, Lang, Text};
use crate::indicator::{Figure, Unit};
use crate::shown_text::one_line;
use crate::string_enum::string_enum;
use crate::time::Day;
use std::collections::HashMap;
use std::path::Path;

/// A figure as the page shows it.
#[derive(Debug, Clone, Copy)]
pub struct OfficialLine {
    /// The line it stands on, from 1.
    pub line: u64,
    /// The day it is of.
    pub day: Day,
    /// Which figure.
    pub figure: Figure,
    /// Its value, where typed; one of value and points always is.
    pub value: Option<Typed>,
    /// Its points, where typed.
    pub points: Option<Typed>,
}

/// All that was typed.
#[derive(Debug)]
pub struct Official {
    /// The file as it is shown.
    pub path: String,
    /// The lines that can be read, as they come.
    pub lines: Vec<OfficialLine>,
    /// What is wrong with the others.
    pub errors: Vec<Diagnostic>,
}

string_enum! {
    /// A column of the table.
    OfficialColumn {
        /// The day.
        Date = "date",
        /// Which figure.
        Id = "id",
        /// Its value.
        Value = "value",
        /// Its points.
        Points = "points",
    }
}

impl OfficialColumn {
    /// What its head may say; the first two are how a template spells it, in Chinese and in English.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            OfficialColumn::Date => &[
                "日期",
                "date",
                "day",
                "时间",
                "截至日",
                "统计日期",
                "数据日期",
                "更新日期",
                "考核日期",
                "as_of",
            ],
            OfficialColumn::Id => &[
                "指标",
                "id",
                "指标id",
                "指标名",
                "指标名称",
                "名称",
                "名字",
                "项目",
                "维度",
                "指标/维度",
                "indicator",
                "figure",
                "name",
                "metric",
                "item",
            ],
            OfficialColumn::Value => &[
                "官方值",
                "value",
                "官方数值",
                "数值",
                "值",
                "指标值",
                "指标数值",
                "表现",
                "本期值",
                "官方",
                "后台值",
                "official",
                "official_value",
                "official value",
            ],
            OfficialColumn::Points => &[
                "官方得分",
                "points",
                "得分",
                "分数",
                "官方分",
                "官方分数",
                "指标得分",
                "分",
                "后台得分",
                "score",
                "official_points",
                "official points",
            ],
        }
    }

    fn of(head: &str) -> Option<OfficialColumn> {
        let head = normalise(head);
        let named = |column: &OfficialColumn| column.names().iter().any(|name| normalise(name) == head);
        OfficialColumn::ALL.iter().copied().find(named)
    }
}

/// Reads what was typed; `-` is standard input. Lines without a day are of `undated`. An error where the
/// file or its header cannot be read; what is wrong with single lines comes with the others.
pub fn read_official(path: &Path, undated: Option<Day>) -> Result<Official, Diagnostic> {
    let table = read_table(path, |head| OfficialColumn::of(head) == Some(OfficialColumn::Date))?;
    let Some((header, lines)) = table.lines.split_first() else {
        return Err(header_error(&table, None, OfficialColumn::Id));
    };
    let place = |column: OfficialColumn| {
        header.cells.iter().position(|head| OfficialColumn::of(head) == Some(column))
    };
    let columns =
        Columns { header, places: OfficialColumn::ALL.iter().map(|column| place(*column)).collect() };
    let missing = [OfficialColumn::Id, OfficialColumn::Value].into_iter().find(|column| match column {
        OfficialColumn::Value => place(OfficialColumn::Value).or(place(OfficialColumn::Points)).is_none(),
        column => place(*column).is_none(),
    });
    if let Some(missing) = missing {
        return Err(header_error(&table, Some(header), missing));
    }
    let (mut read, mut errors) = (Vec::new(), Vec::new());
    let mut seen: HashMap<(Day, Figure), u64> = HashMap::new();
    for line in lines {
        let found = columns.line(line, undated).and_then(|found| {
            match seen.insert((found.day, found.figure), line.number) {
                Some(before) => Err(Diagnostic::new(Code::OfficialTwice)
                    .column(columns.name(OfficialColumn::Id))
                    .with("found", found.figure.id())
                    .with("day", found.day)
                    .with("before", before)),
                None => Ok(found),
            }
        });
        match found {
            Ok(found) => read.push(found),
            Err(error) => errors.push(error.path(&table.path).line(line.number)),
        }
    }
    Ok(Official { path: table.path, lines: read, errors })
}

fn header_error(table: &Table, header: Option<&Line>, missing: OfficialColumn) -> Diagnostic {
    let names = |lang: Lang| {
        let [zh, en] = [0, 1].map(|place| missing.names().get(place).copied().unwrap_or_default());
        Text::OfficialNames.with(lang, &[("zh", zh.to_owned()), ("en", en.to_owned())])
    };
    let cells = header.map_or(0, |header| header.cells.len());
    let found = |lang: Lang| Text::OfficialCells.with(lang, &[("n", cells.to_string())]);
    Diagnostic::new(Code::OfficialHeader)
        .path(&table.path)
        .line(header.map(|header| header.number))
        .with("found", Arg::Both(found(Lang::Zh), found(Lang::En)))
        .with("expected", Arg::Both(names(Lang::Zh), names(Lang::En)))
}

struct Columns<'t> {
    header: &'t Line,
    places: Vec<Option<usize>>,
}

impl Columns<'_> {
    fn place(&self, column: OfficialColumn) -> Option<usize> {
        self.places.get(column as usize).copied().flatten()
    }

    /// What the column is called in the file.
    fn name(&self, column: OfficialColumn) -> String {
        let head = self.place(column).and_then(|place| self.header.cells.get(place));
        // What a table without the column should call it, in the table's own language.
        let chinese = self.header.cells.iter().any(|cell| !cell.is_ascii());
        let usual = || column.names().get(usize::from(!chinese)).map_or(column.id(), |name| *name).to_owned();
        head.map_or_else(usual, |head| one_line(head).into_owned())
    }

    /// A cell, where there is anything in it.
    fn cell<'l>(&self, line: &'l Line, column: OfficialColumn) -> Option<&'l str> {
        let cell = line.cells.get(self.place(column)?)?;
        (!cell::is_missing(cell)).then_some(cell.as_str())
    }

    fn line(&self, line: &Line, undated: Option<Day>) -> Result<OfficialLine, Diagnostic> {
        let width = self.header.cells.len();
        if line.cells.iter().skip(width).any(|cell| !cell.is_empty()) {
            let wide = Diagnostic::new(Code::OfficialWidth).with("found", line.cells.len());
            return Err(wide.with("expected", width));
        }
        let wrong = |code: Code, column: OfficialColumn| {
            let found = self.cell(line, column).map_or_else(|| Text::FoundNothing.into(), shown);
            Diagnostic::new(code).column(self.name(column)).with("found", found)
        };
        let id = self.cell(line, OfficialColumn::Id).unwrap_or_default();
        let figure = Figure::by_name(id).ok_or_else(|| {
            wrong(Code::OfficialFigure, OfficialColumn::Id).with("nearest", Figure::nearest(id))
        })?;
        let day = match self.cell(line, OfficialColumn::Date) {
            None => undated,
            Some(text) => cell::time(text).and_then(|time| time.day()),
        };
        let day = day.ok_or_else(|| wrong(Code::OfficialDate, OfficialColumn::Date))?;
        let number = |column: OfficialColumn, read: fn(Figure, &str) -> Option<Typed>, expected: Text| {
            let text = self.cell(line, column);
            text.map(|text| {
                read(figure, text)
                    .ok_or_else(|| wrong(Code::OfficialNumber, column).with("expected", expected))
            })
            .transpose()
        };
        let value = number(OfficialColumn::Value, number::value, expected(figure))?;
        let points = number(OfficialColumn::Points, number::points, Text::ExpectedPoints)?;
        if value.is_none() && points.is_none() {
            let column = [OfficialColumn::Value, OfficialColumn::Points]
                .into_iter()
                .find(|c| self.place(*c).is_some());
            return Err(Diagnostic::new(Code::OfficialBlank)
                .column(self.name(column.unwrap_or(OfficialColumn::Value))));
        }
        Ok(OfficialLine { line: line.number, day, figure, value, points })
    }
}

/// How a figure's value is written.
fn expected(figure: Figure) -> Text {
    match figure {
        Figure::Total | Figure::Dimension(_) => Text::ExpectedScore,
        Figure::Indicator(indicator) => match indicator.info().unit {
            Unit::Ratio => Text::ExpectedRatio,
            Unit::Stars => Text::ExpectedStars,
            Unit::Points => Text::ExpectedPoints,
            Unit::Hours => Text::ExpectedHours,
            Unit::Seconds => Text::ExpectedSeconds,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_head_names_one_column() {
        let mut seen = HashSet::new();
        for column in OfficialColumn::ALL {
            for name in column.names() {
                assert_eq!(OfficialColumn::of(name), Some(*column), "{name}");
                assert!(seen.insert(normalise(name)), "{name} names two columns");
            }
        }
        assert_eq!(OfficialColumn::of(" 官方值 "), Some(OfficialColumn::Value));
    }
}
