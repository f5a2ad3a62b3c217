//! The trend for people: a small line per figure, where it began, how low and how high it went and when, where it
//! ended.

use super::model::{Trend, TrendDay};
use super::series::{Measured, Series, group_size};
use crate::catalogue::{Lang, text};
use crate::indicator::{Dimension, Direction, Indicator};
use crate::input::percent;
use crate::report::block::{Block, Breaks, Cell, Column, Line, Paragraph, Table, Tone};
use crate::report::document::Document;
use crate::report::figures::{IndicatorTitle, Status};
use crate::report::head::{basis, headline};
use crate::report::names;
use crate::report::thresholds::{FigureBorder, all_asked, borders_of_total, crossed};
use crate::report::total_chart::TotalChart;
use crate::rounding::fixed;
use crate::time::Day;
use chrono::Datelike;
use serde::Serialize;

impl Document for Trend {
    const NAME: &'static str = "trend";
    const HAS_ROWS: bool = true;
    const COLUMNS: &'static str = "level day shop rulebook_id id name_zh name_en dimension unit direction window_days \
        numerator denominator value points weight_in_total lost_score status approximate \
        coverage low high met distance from_history";

    fn borders(&self) -> Vec<FigureBorder> {
        FigureBorder::of(self.thresholds.iter().map(|threshold| &threshold.row))
    }

    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let view = TrendView { trend: self, lang };
        let sections = [view.head(), view.chart(), view.table(), view.remarks(), view.basis()];
        sections.into_iter().map(Block::Section).collect()
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        self.days.iter().flat_map(|day| self.rows_of(day))
    }
}

/// A trend as it is said in a language.
struct TrendView<'a> {
    trend: &'a Trend,
    lang: Lang,
}

impl TrendView<'_> {
    fn head(&self) -> Vec<Block> {
        let (lang, head, n) = (self.lang, &self.trend.head, self.trend.days.len());
        let title = Line::new(text::trend_title(lang), Tone::Strong);
        let days = text::trend_span(lang, self.trend.from, head.as_of, n);
        let title = headline(title, Some(days), Some(&head.rulebook), head.shop.as_deref(), lang);
        let careful = self.coverage().map(|line| Line::new(line, Tone::Careful));
        let lines = std::iter::once(self.ends()).chain(careful);
        let lines = lines.map(|line| Paragraph::new(line).breaks(Breaks::OneLineFirst).into());
        std::iter::once(title).chain(lines).collect()
    }

    /// From where to where the total went, and between which ends.
    fn ends(&self) -> Line {
        let (lang, series) = (self.lang, self.total());
        let Some([first, lowest, highest, last]) = series.ends() else { return text::no_score(lang).into() };
        let shown = |(_, value): (usize, f64)| series.measured.bare(value, lang);
        let on = |end: (usize, f64)| self.day(end.0);
        let ends = text::trend_ends(lang, shown(first), shown(last), series.change(first, last, lang));
        let (low, high) = (shown(lowest), shown(highest));
        let between = text::trend_between(lang, low, on(lowest), high, on(highest));
        names::joined([ends, between], lang.pick("，", ", ")).into()
    }

    /// How the last day was chosen, and what the line rests on.
    fn basis(&self) -> Vec<Block> {
        let (lang, head) = (self.lang, &self.trend.head);
        let as_of = Some((head.as_of, head.as_of_basis));
        let from_sums = self.trend.from_sums.iter().map(|sums| sums.origin(lang));
        basis(&head.rulebook, as_of, head.config.as_deref(), lang).into_iter().chain(from_sums).collect()
    }

    fn legend(&self) -> Block {
        let legend = match group_size(self.trend.days.len()) {
            1 => text::trend_legend(self.lang).to_owned(),
            size => text::trend_legend_grouped(self.lang, size),
        };
        Paragraph::new(Line::new(legend, Tone::Faint)).hanging(0).breaks(Breaks::Parts).into()
    }

    /// The total drawn, where a format can draw; elsewhere the table shows it.
    fn chart(&self) -> Vec<Block> {
        let trend = self.trend;
        let chart = TotalChart {
            past: trend.days.iter().map(|day| (day.day, day.score.value)).collect(),
            ahead: &[],
            thresholds: trend.thresholds.iter().map(|threshold| &threshold.row).collect(),
            scale: (trend.scale_min, trend.scale_max),
            instead: Vec::new(),
        };
        vec![chart.chart(self.lang).into()]
    }

    fn table(&self) -> Vec<Block> {
        let lang = self.lang;
        let left = [text::head_indicator(lang), "", text::trend_line(lang)].map(Column::left);
        let right = [
            (text::trend_first(lang), 1),
            (text::trend_lowest(lang), 2),
            (text::trend_highest(lang), 3),
            (text::trend_last(lang), 0),
            (text::trend_change(lang), 0),
        ];
        let right = right.map(|(heading, rank)| Column::right(heading).rank(rank));
        let new = || Table::new(left.clone().into_iter().chain(right.clone()));
        let (mut table, mut others) = (new(), new());
        let mut blank = Vec::new();
        let total = (text::total(lang), Direction::High, self.total());
        let dimensions = self.trend.dimensions.iter().enumerate().map(|(place, title)| {
            (names::dimension(title.id, lang), Direction::High, self.dimension(place, title.id))
        });
        let (scored, rest): (Vec<_>, Vec<_>) =
            self.trend.indicators.iter().enumerate().partition(|(_, title)| title.is_scored());
        let indicator = |(place, title): (usize, &IndicatorTitle)| {
            (names::indicator(title.id, lang), title.direction, self.indicator(place, title))
        };
        let upper = std::iter::once(total).chain(dimensions).chain(scored.into_iter().map(indicator));
        for (name, direction, series) in upper {
            match self.cells(name, direction, &series) {
                Some(cells) => table.row(cells),
                None => blank.push(name),
            }
        }
        let mut blank_others = Vec::new();
        for (name, direction, series) in rest.into_iter().map(indicator) {
            match self.cells(name, direction, &series) {
                Some(cells) => others.row(cells),
                None => blank_others.push(name),
            }
        }
        let without_data = |names: Vec<&str>| {
            let line = (!names.is_empty()).then(|| text::trend_blank(lang, names::listed(names, lang)))?;
            Some(Block::from(Paragraph::new(line).breaks(Breaks::Parts)))
        };
        let rest = std::iter::once(others.into()).chain(without_data(blank_others)).collect();
        let details = Block::Details { summary: text::unscored(lang).into(), blocks: rest };
        let details = (self.trend.indicators.iter().any(|title| !title.is_scored())).then_some(details);
        let blank = without_data(blank);
        std::iter::once(table.into()).chain(blank).chain([self.legend()]).chain(details).collect()
    }

    fn by_day<T>(&self, of: impl Fn(&TrendDay) -> T) -> Vec<T> {
        self.trend.days.iter().map(of).collect()
    }

    /// The scored indicators with data, by day; of one dimension or of all.
    fn behind(&self, dimension: Option<Dimension>) -> Vec<Vec<Indicator>> {
        self.by_day(|day| {
            let with_titles = self.trend.indicators.iter().zip(&day.indicators);
            let known = with_titles.filter(|(title, own)| {
                own.figures.day.points.is_some() && dimension.is_none_or(|of| of == title.dimension)
            });
            known.map(|(title, _)| title.id).collect()
        })
    }

    fn total(&self) -> Series {
        Series {
            values: self.by_day(|day| day.score.value),
            behind: self.behind(None),
            measured: Measured::Score(self.borders()),
        }
    }

    fn dimension(&self, place: usize, id: Dimension) -> Series {
        Series {
            values: self.by_day(|day| day.dimensions.get(place).and_then(|own| own.figures.value)),
            behind: self.behind(Some(id)),
            measured: Measured::Score(Vec::new()),
        }
    }

    fn indicator(&self, place: usize, title: &IndicatorTitle) -> Series {
        Series {
            values: self.by_day(|day| day.indicators.get(place).and_then(|own| own.figures.day.value)),
            behind: Vec::new(),
            measured: Measured::Indicator(title.unit),
        }
    }

    /// `None` where there is no data on any day.
    fn cells(&self, name: &str, direction: Direction, series: &Series) -> Option<[Cell; 8]> {
        let (lang, measured) = (self.lang, &series.measured);
        let [first, lowest, highest, last] = series.ends()?;
        let on = |shown: String, place: usize| format!("{shown} {}", self.day(place));
        // Where the row begins later or ends earlier than the trend, the day is said.
        let at = |shown: String, place: usize, usual: usize| {
            if place == usual { shown } else { on(shown, place) }
        };
        let arrow = if direction == Direction::Low { "↓" } else { "↑" };
        // The last value has its unit; long ones are left out of the others.
        Some([
            name.into(),
            arrow.into(),
            Cell::Sparkline(series.sparkline(lowest.1, highest.1)),
            at(measured.bare(first.1, lang), first.0, 0).into(),
            on(measured.bare(lowest.1, lang), lowest.0).into(),
            on(measured.bare(highest.1, lang), highest.0).into(),
            at(measured.shown(last.1, lang), last.0, series.values.len() - 1).into(),
            series.change(first, last, lang).into(),
        ])
    }

    /// A day, without its year where the whole trend lies in one.
    fn day(&self, place: usize) -> String {
        let as_of = self.trend.head.as_of;
        let year = |day: Day| day.date().year();
        let is_one_year = year(self.trend.from) == year(as_of);
        let day = self.trend.days.get(place).map_or(as_of, |day| day.day);
        day.date().format(if is_one_year { "%m-%d" } else { "%y-%m-%d" }).to_string()
    }

    fn borders(&self) -> Vec<f64> {
        borders_of_total(self.trend.thresholds.iter().map(|threshold| &threshold.row))
    }

    /// Thresholds, and what to be careful about.
    fn remarks(&self) -> Vec<Block> {
        let (lang, borders) = (self.lang, self.borders());
        let mut blocks: Vec<Block> = Vec::new();
        for (place, threshold) in self.trend.thresholds.iter().enumerate() {
            let crossings = threshold.crossings.iter();
            blocks.extend(crossings.filter_map(|crossing| crossed(&threshold.row, crossing, &borders, lang)));
            let mut answers = self.trend.days.iter().filter_map(|day| day.thresholds.get(place)?.met);
            if let (true, Some(met)) = (threshold.crossings.is_empty(), answers.next()) {
                let title = lang.pick(&threshold.row.title_zh, &threshold.row.title_en);
                let said = if met {
                    text::trend_always_met(lang, title)
                } else {
                    text::trend_never_met(lang, title)
                };
                blocks.push(all_asked(said, &threshold.row, lang).into());
            }
        }
        blocks
    }

    /// Which days are from the history.
    fn days_of_history(&self) -> Option<String> {
        let mut runs: Vec<(Day, Day)> = Vec::new();
        let days = self.trend.days.iter().filter(|day| day.from_history).map(|day| day.day);
        for day in days.clone() {
            match runs.last_mut() {
                Some((_, to)) if to.plus(1) == day => *to = day,
                _ => runs.push((day, day)),
            }
        }
        let named = names::day_runs(&runs, self.lang);
        (!runs.is_empty()).then(|| text::trend_from_history(self.lang, days.count(), named))
    }

    /// On how many days the total rests on other indicators than on the last or on part of its days, and what
    /// the last leaves open.
    fn coverage(&self) -> impl Iterator<Item = String> {
        let (lang, trend) = (self.lang, self.trend);
        let behind = self.behind(None);
        let others = behind.iter().filter(|day| Some(*day) != behind.last()).count();
        let is_partial = |day: &&TrendDay| {
            let scored = trend.indicators.iter().zip(&day.indicators).filter(|(title, _)| title.is_scored());
            scored.into_iter().any(|(_, own)| own.figures.day.status == Status::Partial)
        };
        let partial = trend.days.iter().filter(is_partial).count();
        let last = trend.days.last().map(|day| &day.score).filter(|score| score.coverage < 1.0);
        let last = last.map(|score| {
            text::trend_coverage(lang, percent(score.coverage), fixed(score.low, 2), fixed(score.high, 2))
        });
        let others = (others > 0).then(|| text::trend_other_data(lang, others));
        let partial = (partial > 0).then(|| text::trend_partial(lang, partial));
        others.into_iter().chain(partial).chain(last).chain(self.days_of_history())
    }
}
