//! What a forecast comes to: the sentences, and the total drawn.

use super::blocks::ForecastView;
use super::lines::Lines;
use super::model::{ForecastDay, ForecastReport};
use crate::catalogue::{Lang, text};
use crate::input::percent;
use crate::report::block::{Block, Breaks, Cell, Chart, Line, Paragraph, Table, Tone};
use crate::report::names;
use crate::report::numbers;
use crate::report::total_chart::TotalChart;
use crate::rounding::{fixed, rounded};

impl ForecastReport {
    /// What it comes to, in sentences, and what they rest on.
    pub(in crate::report) fn in_sentences(&self, lang: Lang) -> Vec<Block> {
        let view = ForecastView { report: self, lang };
        let sentence = |line: Line| Paragraph::new(line).into();
        let no_better = view.no_better().map(sentence);
        std::iter::once(sentence(view.sentence())).chain(view.left_open()).chain(no_better).collect()
    }
}

impl ForecastView<'_> {
    /// What the answer leaves open.
    pub(super) fn left_open(&self) -> Vec<Block> {
        let (lang, report) = (self.lang, self.report);
        let Some(last) = report.days.last() else { return Vec::new() };
        let mut blocks: Vec<Block> = Vec::new();
        if last.coverage < 1.0 && last.value.is_some() {
            let range = self.between(Some(last.missing_at_0), Some(last.missing_at_100));
            let line = text::forecast_missing(lang, last.day, percent(last.coverage), range);
            blocks.push(Paragraph::new(Line::new(line, Tone::Careful)).into());
        }
        let late = report.late_kinds.iter();
        let late: Vec<String> =
            late.map(|own| text::forecast_late_kind(lang, names::kind(own.kind, lang), own.first)).collect();
        if !late.is_empty() {
            let line = text::forecast_late(lang, names::listed(late, lang));
            blocks.push(Paragraph::new(Line::new(line, Tone::Careful)).into());
        }
        blocks
    }

    /// What the answer leaves open, and the lines that show it.
    pub(super) fn answer(&self) -> Vec<Block> {
        let (lang, report) = (self.lang, self.report);
        let mut blocks = self.left_open();
        let Some(last) = report.days.last() else { return blocks };
        // Without a total on any day there is nothing to draw.
        let totals = report.past.iter().map(|day| day.value).chain(report.days.iter().map(|day| day.value));
        if totals.flatten().next().is_none() {
            return blocks;
        }
        let lines = Lines::of(report);
        let mut table = Table::default();
        let end = |value: Option<f64>| value.map(|value| self.score(value)).unwrap_or_default();
        table.row([text::total(lang).into(), Cell::Sparkline(lines.total), end(last.value).into()]);
        table.row([text::forecast_high(lang).into(), Cell::Sparkline(lines.high), end(last.high).into()]);
        table.row([text::forecast_low(lang).into(), Cell::Sparkline(lines.low), end(last.low).into()]);
        blocks.push(total_chart(report, table, lang).into());
        let (past, ahead) = (report.past.len(), report.days.len());
        let legend = text::forecast_legend(lang, past, ahead, lines.days_per_mark);
        blocks.push(Paragraph::new(legend).hanging(0).breaks(Breaks::Parts).into());
        blocks
    }

    pub(super) fn headline(&self, last: &ForecastDay) -> String {
        let (lang, report) = (self.lang, self.report);
        let from = report.head.as_of.plus(1);
        let supposed = match report.orders {
            _ if report.stop => text::forecast_stopped(lang, from),
            Some(orders) => {
                text::forecast_orders(lang, numbers::exact(orders), fixed(report.orders_per_day, 1))
            }
            None => text::forecast_as_before(lang).to_owned(),
        };
        let days = report.days_ahead;
        let Some(value) = last.value else {
            let with_total = report.days.iter().rev().find(|day| day.value.is_some());
            let coverage = percent(last.coverage);
            let said = text::forecast_no_total(lang, supposed, days, last.day, coverage);
            let until = with_total.and_then(|day| {
                Some(text::forecast_until(lang, said.as_str(), day.day, self.score(day.value?)))
            });
            return until.unwrap_or(said);
        };
        let range = self.range(last);
        let said = text::forecast_total(lang, supposed, days, last.day, self.score(value), range);
        let Some(now) = report.now.value else { return said };
        let change = value - now;
        let (by, shown) = (fixed(change.abs(), 2), self.score(now));
        match rounded(change, 2) {
            change if change > 0.0 => text::forecast_above(lang, said, shown, by),
            change if change < 0.0 => text::forecast_below(lang, said, shown, by),
            _ => text::forecast_level(lang, said, shown),
        }
    }
}

/// The total drawn: the past days and the coming ones.
fn total_chart(report: &ForecastReport, instead: Table, lang: Lang) -> Chart {
    let past: Vec<_> = report.past.iter().map(|own| (own.day, own.value)).collect();
    let thresholds = report.thresholds.iter().map(|threshold| &threshold.row).collect();
    let scale = (report.scale_min, report.scale_max);
    TotalChart { past, ahead: &report.days, thresholds, scale, instead: vec![instead.into()] }.chart(lang)
}
