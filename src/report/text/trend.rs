//! The trend for people: a small line per row, where it began, how low and how high it went and when, where
//! it ended.

use super::sparkline::{group_size, sparkline};
use super::{config_line, figures, plain_table, thresholds, trimmed};
use crate::catalogue::{Lang, Text};
use crate::indicator::{Direction, Unit};
use crate::report::check::fold::{WIDTH, fold, pack, wrap};
use crate::report::thresholds::borders_of_total;
use crate::report::{Status, Style, Trend, TrendDay};
use crate::scorecard::{fixed, shown_score};
use crate::time::Day;
use chrono::Datelike;
use comfy_table::CellAlignment;
use std::collections::BTreeSet;

/// The trend as text.
pub fn render(trend: &Trend, lang: Lang, style: Style) -> String {
    let sheet = Sheet { trend, lang, style };
    let sections = [sheet.head(), sheet.table(), sheet.remarks()];
    sections.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join("\n")
}

struct Sheet<'a> {
    trend: &'a Trend,
    lang: Lang,
    style: Style,
}

/// A row: its name, which way is better, its value by day, and how values and changes are written.
struct Row<'a> {
    name: &'a str,
    low_is_better: bool,
    values: Vec<Option<f64>>,
    /// By day: the scored indicators behind it that have data; only like is compared with like.
    behind: Vec<BTreeSet<&'static str>>,
    shown: Box<dyn Fn(f64) -> String + 'a>,
    /// Of an indicator in hours, seconds or points: without the unit, which the last value has.
    unit: Option<Unit>,
    /// A change, and the last value.
    change: Box<dyn Fn(f64, f64) -> String + 'a>,
}

impl<'a> Sheet<'a> {
    fn say(&self, text: Text, args: &[(&str, String)]) -> String {
        text.with(self.lang, args)
    }

    fn head(&self) -> String {
        let (trend, n) = (self.trend, self.trend.days.len());
        let title = self.say(Text::TrendTitle, &[]);
        let title = trend.shop.as_ref().map_or(title.clone(), |shop| format!("{shop} · {title}"));
        let args = [
            ("from", trend.from.to_string()),
            ("to", trend.as_of.to_string()),
            ("n", n.to_string()),
            ("basis", figures::basis(trend.as_of_basis, self.lang).to_owned()),
        ];
        let days = self.say(Text::TrendDays, &args);
        let label = trend.rulebook.full_label(self.lang);
        let legend = match group_size(n) {
            1 => self.say(Text::TrendLegend, &[]),
            size => self.say(Text::TrendLegendGrouped, &[("n", size.to_string())]),
        };
        let config = config_line(trend.config.as_deref(), self.lang);
        format!("{}    {label}\n{days}\n{config}{}\n", self.style.strong(title), fold(&legend, 0))
    }

    fn table(&self) -> String {
        let heads = [
            Some(Text::HeadIndicator),
            None,
            Some(Text::TrendLine),
            Some(Text::TrendFirst),
            Some(Text::TrendLowest),
            Some(Text::TrendHighest),
            Some(Text::TrendLast),
            Some(Text::TrendChange),
        ];
        let mut table = plain_table();
        table.set_header(heads.map(|head| head.map_or("", |head| head.template(self.lang))));
        for column in table.column_iter_mut().skip(3) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        let (scored, unscored): (Vec<usize>, Vec<usize>) =
            (0..self.trend.indicators.len()).partition(|i| self.is_scored(*i));
        let rows = |indices: Vec<usize>| indices.into_iter().filter_map(|i| self.indicator(i));
        let mut blank = Vec::new();
        let upper =
            std::iter::once(self.total()).chain((0..self.trend.dimensions.len()).map(|i| self.dimension(i)));
        for row in upper.chain(rows(scored)) {
            match self.cells(&row) {
                Some(cells) => {
                    table.add_row(cells);
                }
                None => blank.push(row.name),
            }
        }
        let mut separated = false;
        for row in rows(unscored) {
            match self.cells(&row) {
                Some(cells) => {
                    if !separated {
                        table.add_row([format!("— {} —", self.say(Text::Unscored, &[]))]);
                        separated = true;
                    }
                    table.add_row(cells);
                }
                None => blank.push(row.name),
            }
        }
        let mut text = trimmed(&table);
        if !blank.is_empty() {
            let names = blank.join(self.lang.pick("、", ", "));
            text += &(fold(&self.say(Text::TrendBlank, &[("names", names)]), 2) + "\n");
        }
        text
    }

    fn is_scored(&self, index: usize) -> bool {
        self.trend.indicators.get(index).is_some_and(|head| head.weight_in_dimension > 0.0)
    }

    fn by_day<T>(&self, of: impl Fn(&TrendDay) -> T) -> Vec<T> {
        self.trend.days.iter().map(of).collect()
    }

    /// The scored indicators with data, by day; of one dimension or of all.
    fn behind(&self, dimension: Option<&str>) -> Vec<BTreeSet<&'static str>> {
        self.by_day(|day| {
            let with_heads = self.trend.indicators.iter().zip(&day.indicators);
            with_heads
                .filter(|(head, own)| own.points.is_some() && dimension.is_none_or(|d| d == head.dimension))
                .map(|(head, _)| head.id)
                .collect()
        })
    }

    fn total(&self) -> Row<'a> {
        let borders = self.borders();
        Row {
            name: Text::Total.template(self.lang),
            low_is_better: false,
            values: self.by_day(|day| day.score.value),
            behind: self.behind(None),
            shown: Box::new(move |v| shown_score(v, borders.iter().copied())),
            unit: None,
            change: Box::new(|change, _| figures::signed(change, 2)),
        }
    }

    fn dimension(&self, index: usize) -> Row<'a> {
        let head = self.trend.dimensions.get(index);
        Row {
            name: head.map_or("", |head| self.lang.pick(head.name_zh, head.name_en)),
            low_is_better: false,
            values: self.by_day(|day| day.dimensions.get(index).and_then(|d| d.value)),
            behind: self.behind(head.map(|head| head.id)),
            shown: Box::new(|v| fixed(v, 2)),
            unit: None,
            change: Box::new(|change, _| figures::signed(change, 2)),
        }
    }

    fn indicator(&self, index: usize) -> Option<Row<'a>> {
        let (head, lang) = (self.trend.indicators.get(index)?, self.lang);
        let unit = head.unit;
        Some(Row {
            name: lang.pick(head.name_zh, head.name_en),
            low_is_better: head.direction == Direction::Low,
            values: self.by_day(|day| day.indicators.get(index).and_then(|i| i.value)),
            behind: Vec::new(),
            shown: Box::new(move |v| figures::value(unit, v, lang)),
            unit: Some(unit),
            change: Box::new(move |change, last| {
                figures::change(unit, change, unit == Unit::Ratio && last < 0.1, lang)
            }),
        })
    }

    /// `None` where there is no data on any day.
    fn cells(&self, row: &Row<'_>) -> Option<[String; 8]> {
        let known = || row.values.iter().enumerate().filter_map(|(i, v)| Some((i, (*v)?)));
        let (first, last) = (known().next()?, known().next_back()?);
        let lowest = known().min_by(|a, b| a.1.total_cmp(&b.1))?;
        // Of equals the last is taken: from behind, that is the earliest day, as for the lowest.
        let highest = known().rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
        // The last value has its unit; long ones are left out of the others.
        let bare = |value: f64| match row.unit {
            Some(Unit::Points | Unit::Hours | Unit::Seconds) => fixed(value, 1),
            _ => (row.shown)(value),
        };
        let on = |shown: String, index: usize| format!("{shown} {}", self.day(index));
        // Where the row begins later or ends earlier than the trend, the day is said.
        let at = |shown: String, index: usize, usual: usize| {
            if index == usual { shown } else { on(shown, index) }
        };
        let alike = row.behind.get(first.0) == row.behind.get(last.0);
        Some([
            row.name.to_owned(),
            (if row.low_is_better { "↓" } else { "↑" }).to_owned(),
            sparkline(&row.values, lowest.1, highest.1),
            at(bare(first.1), first.0, 0),
            on(bare(lowest.1), lowest.0),
            on(bare(highest.1), highest.0),
            at((row.shown)(last.1), last.0, row.values.len() - 1),
            if alike { (row.change)(last.1 - first.1, last.1) } else { "–".to_owned() },
        ])
    }

    /// A day, without its year where the whole trend lies in one.
    fn day(&self, index: usize) -> String {
        let year = |day: Day| day.date().year();
        let same_year = year(self.trend.from) == year(self.trend.as_of);
        let day = self.trend.days.get(index).map_or(self.trend.as_of, |day| day.day);
        day.date().format(if same_year { "%m-%d" } else { "%y-%m-%d" }).to_string()
    }

    fn borders(&self) -> Vec<f64> {
        borders_of_total(self.trend.thresholds.iter().map(|threshold| &threshold.row))
    }

    /// Thresholds, and what to be careful about.
    fn remarks(&self) -> String {
        let mut lines = Vec::new();
        let borders = self.borders();
        for (i, threshold) in self.trend.thresholds.iter().enumerate() {
            let row = &threshold.row;
            let title = ("title", self.lang.pick(&row.title_zh, &row.title_en).to_owned());
            for crossing in &threshold.crossings {
                let Some(condition) = row.conditions.get(crossing.condition) else { continue };
                let text = if crossing.met { Text::TrendCrossedUp } else { Text::TrendCrossedDown };
                let shown = |value: f64| thresholds::shown(condition, value, &borders, self.lang);
                let args = [
                    title.clone(),
                    ("day", crossing.day.to_string()),
                    ("asked", thresholds::asked(condition, self.lang)),
                ];
                let from_to = [("before", shown(crossing.before)), ("after", shown(crossing.after))];
                let mut pieces = vec![self.say(text, &args), self.say(Text::TrendFromTo, &from_to)];
                if !crossing.same_data {
                    pieces.push(self.say(Text::TrendCrossedByData, &[]));
                }
                let line = pack(pieces, 2, WIDTH);
                lines.push(if crossing.met { self.style.good(line) } else { self.style.bad(line) });
            }
            let mut answers = self.trend.days.iter().filter_map(|day| day.thresholds.get(i)?.met);
            if let (true, Some(met)) = (threshold.crossings.is_empty(), answers.next()) {
                let text = if met { Text::TrendAlwaysMet } else { Text::TrendNeverMet };
                lines.push(thresholds::all_asked(self.say(text, &[title]), row, WIDTH, self.lang));
            }
        }
        lines.extend(self.coverage().map(|line| self.style.careful(wrap(&line, 2))));
        lines.iter().map(|line| format!("{line}\n")).collect()
    }

    /// On how many days the total rests on other indicators than on the last or on part of its days, and what
    /// the last leaves open.
    fn coverage(&self) -> impl Iterator<Item = String> {
        let behind = self.behind(None);
        let others = behind.iter().filter(|day| Some(*day) != behind.last()).count();
        let others = (others > 0).then(|| self.say(Text::TrendOtherData, &[("n", others.to_string())]));
        let uncovered = |day: &&TrendDay| {
            let scored = day.indicators.iter().enumerate().filter(|(i, _)| self.is_scored(*i));
            scored.into_iter().any(|(_, indicator)| indicator.status == Status::Partial)
        };
        let partial = self.trend.days.iter().filter(uncovered).count();
        let partial = (partial > 0).then(|| self.say(Text::TrendPartial, &[("n", partial.to_string())]));
        let last = self.trend.days.last().map(|day| &day.score).filter(|score| score.coverage < 1.0);
        let last = last.map(|score| {
            let args = [
                ("coverage", crate::input::percent(score.coverage)),
                ("low", fixed(score.low, 2)),
                ("high", fixed(score.high, 2)),
            ];
            self.say(Text::TrendCoverage, &args)
        });
        others.into_iter().chain(partial).chain(last)
    }
}
