//! The total and the scored indicators by day, with what is expected and the borders of thresholds, as a table and a
//! chart.

use super::super::FullReport;
use crate::catalogue::{Lang, text};
use crate::indicator::Figure;
use crate::report::forecast::ForecastDay;
use crate::report::names;
use crate::report::sheet::{
    Colouring, Fit, NumberKind, Sheet, SheetCell, SheetChart, SheetColumn, SheetSeries, SheetTable, Stroke,
};
use crate::report::thresholds::borders_of;
use crate::rounding::fixed;

/// How wide the chart is, in characters of a column.
const CHART: f64 = 112.0;
/// A border further away from the figures than this share of the scale is not drawn: it would flatten them.
const NEAR: f64 = 0.1;
/// The scale of the chart begins and ends at whole parts of the score's scale, so many of them.
const PARTS: f64 = 50.0;

pub(super) fn sheet(report: &FullReport, lang: Lang) -> Sheet<'_> {
    let course = Totals::of(report, lang);
    let mut columns = vec![SheetColumn::new(text::sheet_day(lang)), SheetColumn::new(text::total(lang))];
    if !course.ahead.is_empty() {
        let headings = [text::sheet_forecast(lang), text::sheet_band_low(lang), text::sheet_band_high(lang)];
        columns.extend(headings.map(SheetColumn::new));
    }
    let first_border = columns.len();
    columns.extend(course.borders.iter().map(|border| SheetColumn::new(border.title.as_str())));
    let over = columns.len();
    columns.push(SheetColumn::new(text::sheet_chart(lang)).fit(Fit::Chart(CHART)));
    for indicator in &report.course.indicators {
        let name = names::indicator(indicator.id, lang);
        columns.push(SheetColumn::new(name));
        columns.push(SheetColumn::new(&text::sheet_points_of(lang, name)).coloured(Colouring::POINTS));
    }
    let mut table = SheetTable::new(columns);
    let days = report.course.days.len();
    (0..days).for_each(|place| table.row(course.known(place)));
    course.ahead.iter().for_each(|day| table.row(course.expected(day)));
    let chart = course.chart(first_border, over);
    Sheet {
        chart: Some(chart),
        ..Sheet::of_table(text::sheet_course(lang), table).on(report.score.head.as_of)
    }
}

/// A border of a threshold on the total.
struct TotalBorder {
    title: String,
    at: f64,
    met: Option<bool>,
}

struct Totals<'a> {
    report: &'a FullReport,
    lang: Lang,
    borders: Vec<TotalBorder>,
    ahead: Vec<&'a ForecastDay>,
}

impl<'a> Totals<'a> {
    fn of(report: &'a FullReport, lang: Lang) -> Totals<'a> {
        let mut borders: Vec<TotalBorder> = Vec::new();
        for row in &report.score.thresholds {
            for condition in row.conditions.iter().filter(|of| of.is_of_total() && of.mean_days.is_none()) {
                let title = lang.pick(&row.title_zh, &row.title_en);
                let title = format!("{title} {}", fixed(condition.at, 2));
                borders.push(TotalBorder { title, at: condition.at, met: condition.met });
            }
        }
        let ahead = report.forecast.iter().flat_map(|forecast| &forecast.days);
        let is_after = |day: &&ForecastDay| Some(&day.day) > report.course.days.last();
        Totals { report, lang, borders, ahead: ahead.filter(is_after).collect() }
    }

    /// A day of the past. What is expected begins where the past ends, so that the lines meet.
    fn known(&self, place: usize) -> Vec<SheetCell<'a>> {
        let course = &self.report.course;
        let is_last = place + 1 == course.days.len();
        let total = self.score(course.total.get(place).copied().flatten());
        let joint = if is_last { total.clone() } else { SheetCell::Blank };
        let expected = if self.ahead.is_empty() { Vec::new() } else { vec![joint; 3] };
        let figures = course.indicators.iter().flat_map(|indicator| {
            let of = |list: &[Option<f64>]| list.get(place).copied().flatten();
            [
                SheetCell::value(indicator.id.info().unit, of(&indicator.value), &[]),
                SheetCell::number(of(&indicator.points), NumberKind::Points),
            ]
        });
        let day = SheetCell::day(course.days.get(place).copied());
        let head = [day, total].into_iter().chain(expected).chain(self.border_cells());
        head.chain([SheetCell::Blank]).chain(figures).collect()
    }

    fn expected(&self, day: &ForecastDay) -> Vec<SheetCell<'a>> {
        let figures = self.report.course.indicators.iter().flat_map(|indicator| {
            let own = day.indicators.iter().find(|own| own.id == indicator.id);
            [
                SheetCell::value(indicator.id.info().unit, own.and_then(|own| own.value), &[]),
                SheetCell::number(own.and_then(|own| own.points), NumberKind::Points),
            ]
        });
        let scores = [day.value, day.low, day.high].map(|score| self.score(score));
        let head = [SheetCell::Day(day.day), SheetCell::Blank].into_iter().chain(scores);
        head.chain(self.border_cells()).chain([SheetCell::Blank]).chain(figures).collect()
    }

    fn border_cells(&self) -> impl Iterator<Item = SheetCell<'a>> {
        self.borders.iter().map(|border| SheetCell::score(Some(border.at), &[]))
    }

    fn score(&self, value: Option<f64>) -> SheetCell<'a> {
        SheetCell::score(value, &borders_of(&self.report.score.thresholds, Figure::Total))
    }

    fn chart(&self, first_border: usize, over: usize) -> SheetChart {
        let (lang, course, score) = (self.lang, &self.report.course, &self.report.score.score);
        let ahead = self.ahead.iter().flat_map(|day| [day.value, day.low, day.high]);
        let known: Vec<f64> = course.total.iter().copied().chain(ahead).flatten().collect();
        let (scale, least, most) = (score.scale_max - score.scale_min, score.scale_min, score.scale_max);
        let ends = |values: &[f64]| {
            let lowest = values.iter().copied().reduce(f64::min).unwrap_or(least);
            (lowest, values.iter().copied().reduce(f64::max).unwrap_or(most))
        };
        let (lowest, highest) = ends(&known);
        let is_near = |at: f64| at > lowest - scale * NEAR && at < highest + scale * NEAR;
        let near: Vec<(usize, &TotalBorder)> =
            self.borders.iter().enumerate().filter(|(_, border)| is_near(border.at)).collect();
        let shown: Vec<f64> = near.iter().map(|(_, border)| border.at).chain(known).collect();
        let (bottom, top) = ends(&shown);
        let part = scale / PARTS;
        let extent = (
            ((bottom / part).floor() - 1.0).mul_add(part, 0.0).max(least),
            ((top / part).ceil() + 1.0).mul_add(part, 0.0).min(most),
        );
        let series = |column, stroke| SheetSeries { column, stroke };
        let mut lines = vec![series(1, Stroke::Known)];
        if !self.ahead.is_empty() {
            lines.extend([series(2, Stroke::Expected), series(3, Stroke::Band), series(4, Stroke::Band)]);
        }
        lines.extend(near.iter().map(|(place, border)| {
            series(first_border + place, if border.met == Some(false) { Stroke::Unmet } else { Stroke::Met })
        }));
        let title = match self.ahead.len() {
            0 => text::sheet_chart_title(lang, course.days.len()),
            ahead => text::sheet_chart_title_ahead(lang, course.days.len(), ahead),
        };
        SheetChart { title, description: self.in_words(), categories: 0, series: lines, extent, over }
    }

    /// What there is to see.
    fn in_words(&self) -> String {
        let course = &self.report.course;
        let known = || course.total.iter().copied().flatten();
        let shown = |value: Option<f64>| value.map_or("–".to_owned(), |value| fixed(value, 2));
        let (lowest, highest) = (known().reduce(f64::min), known().reduce(f64::max));
        let ends = [known().next(), known().last(), lowest, highest].map(shown);
        let [first, last, lowest, highest] = ends;
        text::sheet_chart_words(self.lang, first, last, lowest, highest)
    }
}
