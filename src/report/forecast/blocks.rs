//! The forecast for people: what is certain, what is to be expected, how far that can be trusted.

use super::model::{CertainDay, ForecastDay, ForecastReport, ForecastThreshold};
use crate::catalogue::{Lang, text};
use crate::input::percent;
use crate::insight::forecast::PAST_DAYS;
use crate::report::block::{Block, Breaks, Cell, Column, Line, Paragraph, Table, Tone};
use crate::report::document::Document;
use crate::report::head::{basis, basis_in_words, headline};
use crate::report::thresholds::{FigureBorder, all_asked, borders_of_total, crossed};
use crate::report::{coverage, names, numbers};
use crate::rounding::{fixed, rounded, shown_score};
use crate::time::Day;
use serde::Serialize;

/// So many of the days on which something leaves are told in words.
const CERTAIN_SHOWN: usize = 5;
/// The days ahead that have a column, beside the last.
const COLUMNS: [i32; 3] = [1, 7, 14];

impl Document for ForecastReport {
    const NAME: &'static str = "forecast";
    const HAS_ROWS: bool = true;
    const COLUMNS: &'static str = "level as_of day shop rulebook_id id name_zh name_en dimension unit direction \
        window_days numerator denominator value low high points coverage";

    fn borders(&self) -> Vec<FigureBorder> {
        FigureBorder::of(self.thresholds.iter().map(|threshold| &threshold.row))
    }

    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let view = ForecastView { report: self, lang };
        let sections =
            [view.head(), view.certain(), view.answer(), view.table(), view.remarks(), view.basis()];
        sections.into_iter().filter(|blocks| !blocks.is_empty()).map(Block::Section).collect()
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        self.days.iter().flat_map(|day| self.rows_of(day))
    }
}

/// A forecast as it is said in a language.
pub(super) struct ForecastView<'a> {
    pub(super) report: &'a ForecastReport,
    pub(super) lang: Lang,
}

impl ForecastView<'_> {
    fn head(&self) -> Vec<Block> {
        let (lang, report) = (self.lang, self.report);
        let head = &report.head;
        let title = Line::new(text::forecast_title(lang), Tone::Strong);
        let title = headline(
            title,
            Some(text::as_of_day(lang, head.as_of)),
            Some(&head.rulebook),
            head.shop.as_deref(),
            lang,
        );
        let lines = self.no_better().into_iter().chain([self.sentence()]);
        let lines = lines.map(|line| Paragraph::new(line).breaks(Breaks::OneLineFirst).into());
        let trust = coverage::line(&report.coverage, &report.age, None, lang);
        std::iter::once(title).chain(lines).chain([trust]).collect()
    }

    /// The sentence that answers.
    pub(super) fn sentence(&self) -> Line {
        let (lang, report) = (self.lang, self.report);
        let Some(last) = report.days.last() else {
            let (as_of, missing) = (report.head.as_of, report.missing_days);
            let line = text::forecast_too_short(lang, PAST_DAYS, as_of, PAST_DAYS - missing, missing);
            return Line::new(line, Tone::Careful);
        };
        Line::new(self.headline(last), Tone::Strong)
    }

    /// From which day, to which, and what it rests on.
    fn basis(&self) -> Vec<Block> {
        let (lang, report, head) = (self.lang, self.report, &self.report.head);
        let chosen = basis_in_words(head.as_of_basis, lang);
        let last = head.as_of.plus(report.days_ahead);
        let days = text::forecast_days(lang, head.as_of, chosen, report.days_ahead, last);
        let basis = basis(&head.rulebook, None, head.config.as_deref(), lang);
        std::iter::once(Paragraph::new(days).into()).chain(basis).collect()
    }

    /// At which horizons it has been no better than to say that all stays as it is.
    pub(super) fn no_better(&self) -> Option<Line> {
        let lang = self.lang;
        let worse = self.report.backtest.iter().filter(|row| row.better == Some(false));
        let worse: Vec<String> = worse.map(|row| text::forecast_in_days(lang, row.horizon)).collect();
        let line = (!worse.is_empty()).then(|| text::forecast_no_better(lang, names::listed(worse, lang)))?;
        Some(Line::new(line, Tone::Careful))
    }

    fn certain(&self) -> Vec<Block> {
        let (lang, certain) = (self.lang, &self.report.certain);
        let mut blocks = vec![Block::Heading(text::forecast_certain(lang).into())];
        if certain.is_empty() {
            blocks.push(Paragraph::new(text::forecast_certain_none(lang)).level(1).into());
            return blocks;
        }
        let size = |day: &&CertainDay| day.change.map_or(0.0, f64::abs);
        let is_seen = |day: &&CertainDay| day.change.is_none_or(|change| rounded(change, 2) != 0.0);
        let mut biggest: Vec<&CertainDay> = certain.iter().filter(is_seen).collect();
        biggest.sort_by(|a, b| size(b).total_cmp(&size(a)).then(b.cases.cmp(&a.cases)));
        biggest.truncate(CERTAIN_SHOWN);
        biggest.sort_by_key(|day| day.day);
        let mut table = Table::default().level(1);
        for day in &biggest {
            let change = day.change.map_or_else(|| "–".to_owned(), |change| numbers::signed(change, 2));
            let cases = day.indicators.iter();
            let cases =
                cases.map(|own| text::forecast_cases(lang, names::indicator(own.id, lang), own.cases));
            let cases = names::joined(cases, lang.pick("、", ", "));
            table.row([
                Cell::from(day.day.to_string()),
                change.into(),
                Cell::Sentence(text::forecast_leaves(lang, cases).into()),
            ]);
        }
        if !table.rows.is_empty() {
            blocks.push(table.into());
        }
        let others = certain.len() - biggest.len();
        if certain.iter().all(|day| day.change.is_none_or(|change| change == 0.0)) {
            let cases = certain.iter().map(|day| day.cases).sum::<i64>();
            blocks.push(Paragraph::new(text::forecast_certain_nothing(lang, cases)).level(1).into());
        } else if others > 0 {
            let (cases, last) = (certain.iter().map(|day| day.cases).sum::<i64>(), certain.last());
            let last = last.map_or(self.report.head.as_of, |day| day.day);
            let line = text::forecast_certain_more(lang, others, last, cases);
            blocks.push(Paragraph::new(line).level(1).into());
        }
        blocks
    }

    /// The band of a day.
    pub(super) fn range(&self, day: &ForecastDay) -> String {
        self.between(day.low, day.high)
    }

    pub(super) fn between(&self, low: Option<f64>, high: Option<f64>) -> String {
        let border = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| self.score(value));
        let (low, high) = (border(low), border(high));
        if low == high { low } else { format!("{low}{}{high}", self.lang.pick("–", "-")) }
    }

    /// Total, dimensions and scored indicators at a few days.
    fn table(&self) -> Vec<Block> {
        let (lang, report) = (self.lang, self.report);
        if report.days.is_empty() {
            return Vec::new();
        }
        let ahead = COLUMNS.into_iter().filter(|day| *day < report.days_ahead).chain([report.days_ahead]);
        let ahead: Vec<(i32, &ForecastDay)> =
            ahead.filter_map(|day| Some((day, report.days.get(day as usize - 1)?))).collect();
        let date = |day: Day| day.date().format("%m-%d").to_string();
        let headings = ahead.iter().map(|(n, own)| text::forecast_column(lang, n, date(own.day)));
        let headings = std::iter::once(date(report.head.as_of)).chain(headings);
        let mut table = Table::new(
            std::iter::once(Column::left(text::head_indicator(lang))).chain(headings.map(Column::right)),
        );
        let days: Vec<&ForecastDay> =
            std::iter::once(&report.now).chain(ahead.iter().map(|(_, own)| *own)).collect();
        let mut row = |name: &str, of: &dyn Fn(&ForecastDay) -> Option<String>| {
            let cells: Vec<Option<String>> = days.iter().map(|day| of(day)).collect();
            if cells.iter().any(Option::is_some) {
                let cells = cells.into_iter().map(|cell| cell.unwrap_or_else(|| "–".to_owned()));
                table.row(std::iter::once(name.to_owned()).chain(cells));
            }
        };
        row(text::total(lang), &|day| day.display.clone());
        row(text::forecast_band(lang), &|day| {
            (day.day != report.head.as_of && day.value.is_some()).then(|| self.range(day))
        });
        if self.is_supposed() || days.iter().any(|day| day.coverage < 1.0) {
            row(text::forecast_coverage(lang), &|day| Some(percent(day.coverage)));
        }
        for (place, title) in report.dimensions.iter().enumerate() {
            row(names::dimension(title.id, lang), &|day| {
                day.dimensions.get(place)?.value.map(|value| shown_score(value, []))
            });
        }
        for (place, title) in report.indicators.iter().enumerate().filter(|(_, title)| title.is_scored()) {
            row(names::indicator(title.id, lang), &|day| {
                day.indicators.get(place)?.value.map(|value| numbers::value(title.unit, value, lang))
            });
        }
        vec![table.into()]
    }

    /// Thresholds on the way, and how such forecasts have done.
    fn remarks(&self) -> Vec<Block> {
        let (lang, borders) = (self.lang, self.borders());
        let mut blocks: Vec<Block> = Vec::new();
        if !self.report.days.is_empty() {
            for (place, threshold) in self.report.thresholds.iter().enumerate() {
                let crossings = threshold.crossings.iter();
                blocks.extend(
                    crossings.filter_map(|crossing| crossed(&threshold.row, crossing, &borders, lang)),
                );
                blocks.extend(self.uncrossed(place, threshold));
            }
        }
        let tested: Vec<Block> = self
            .report
            .backtest
            .iter()
            .filter_map(|row| {
                let [mae, stays] = [row.mae?, row.mae_stays?].map(|error| fixed(error, 2));
                let hits = (row.in_band? * row.runs as f64).round();
                let horizon = text::forecast_in_days(lang, row.horizon);
                Some(
                    Paragraph::new(text::forecast_backtest(lang, row.runs, horizon, mae, stays, hits)).into(),
                )
            })
            .collect();
        let plain = (self.is_supposed() && !tested.is_empty()).then(|| text::forecast_backtest_plain(lang));
        blocks.extend(tested);
        blocks.extend(plain.map(|plain| Paragraph::new(plain).into()));
        blocks
    }

    /// A threshold whose answer is known on every day and never changes.
    fn uncrossed(&self, place: usize, threshold: &ForecastThreshold) -> Option<Block> {
        let lang = self.lang;
        let mut days = self.report.days.iter().map(|day| day.thresholds.get(place).and_then(|own| own.met));
        let met = threshold.row.met.filter(|met| days.all(|day| day == Some(*met)))?;
        let title = lang.pick(&threshold.row.title_zh, &threshold.row.title_en);
        let said = if met { text::trend_always_met(lang, title) } else { text::trend_never_met(lang, title) };
        Some(all_asked(said, &threshold.row, lang).into())
    }

    /// Are other orders supposed to come than in the past?
    fn is_supposed(&self) -> bool {
        self.report.stop || self.report.orders.is_some()
    }

    fn borders(&self) -> Vec<f64> {
        borders_of_total(self.report.thresholds.iter().map(|threshold| &threshold.row))
    }

    pub(super) fn score(&self, value: f64) -> String {
        shown_score(value, self.borders())
    }
}
