//! Charts of figures by day. What is drawn is stretched to the room that it has; what is written keeps its size and
//! stands at percentages of it. Whoever cannot see it has its title, its description and a table.

use super::drawings::{number, path};
use super::markup::Tag;
use super::page::Page;
use super::scale::Scale;
use crate::catalogue::text;
use crate::report::block::{Cell, Chart, Column, Curve, Table, Tone};
use crate::time::Day;
use chrono::Datelike;
use unicode_width::UnicodeWidthStr;

/// The share of the height that the lines have; the days are written below.
const PLOT: f64 = 90.0;
/// Where the days are written, in percent of the height.
const DAYS: f64 = 97.5;
/// A border whose name is longer is called by its value in the drawing; the legend has its name.
const LONGEST_NAME: usize = 30;
/// How far over its line a text stands, in percent of the height.
const OVER: f64 = 1.5;

impl Page {
    pub(super) fn chart(&mut self, chart: &Chart) {
        let Some(extent) = chart.extent() else { return self.parts(&chart.instead) };
        let scale = Scale::of(chart, extent);
        self.inside(Tag::new("figure").class("chart"), |page| {
            page.line_in(Tag::new("figcaption"), &chart.title);
            page.inside(Tag::new("div").class("drawing"), |page| {
                page.ticks(&scale);
                page.drawing(chart, &scale);
            });
            page.legend(chart, &scale);
            let summary = text::page_by_day(page.lang).into();
            page.details(&summary, |page| page.table(&page.by_day(chart)));
        });
    }

    fn drawing(&mut self, chart: &Chart, scale: &Scale) {
        let (title, description) = (self.id('t'), self.id('d'));
        let svg = Tag::new("svg").class("plot").with("role", "img");
        self.inside(svg.with("aria-labelledby", format!("{title} {description}")), |page| {
            page.text_alone(Tag::new("title").with("id", title), &chart.title.text());
            page.text_alone(Tag::new("desc").with("id", description), &chart.description);
            let view = format!("0 0 {} {}", scale.width(), Scale::HEIGHT);
            let plot = Tag::new("svg").with("viewBox", view).with("preserveAspectRatio", "none");
            page.inside(plot.with("width", "100%").with("height", format!("{PLOT}%")), |page| {
                page.lines(chart, scale);
            });
            page.labels(chart, scale);
        });
    }

    fn lines(&mut self, chart: &Chart, scale: &Scale) {
        let (left, right) = (0.0, scale.width() as f64);
        let across = |y: f64| path([Some((left, y)), Some((right, y))]);
        if let Some(last) = chart.last_known.filter(|last| last + 1 < chart.days.len()) {
            let x = scale.x(last);
            let area = Tag::new("rect").class("ahead").with("x", number(x)).with("width", number(right - x));
            self.shape(area.with("height", Scale::HEIGHT));
        }
        for tick in scale.ticks() {
            self.shape(Tag::new("path").class("grid").with("d", across(scale.y(tick))));
        }
        if let Some(band) = &chart.band {
            let edge = |values: &[Option<f64>]| -> Vec<(f64, f64)> {
                let points = values.iter().enumerate();
                points.filter_map(|(place, value)| Some((scale.x(place), scale.y((*value)?)))).collect()
            };
            let (low, high) = (edge(&band.low), edge(&band.high));
            let around = high.into_iter().chain(low.into_iter().rev()).map(Some);
            self.shape(Tag::new("path").class("band").with("d", path(around) + "Z"));
        }
        for border in chart.borders.iter().filter(|border| scale.holds(border.value)) {
            let tag = Tag::new("path").with("class", format!("border {}", tone(border.tone)));
            self.shape(tag.with("d", across(scale.y(border.value))));
        }
        for curve in &chart.curves {
            let points = curve.values.iter().enumerate();
            let points = points.map(|(place, value)| Some((scale.x(place), scale.y((*value)?))));
            let class = if curve.expected { "curve expected" } else { "curve" };
            self.shape(Tag::new("path").class(class).with("d", path(points)));
            if let Some((place, value)) = last_of(curve) {
                let dot = path([Some((scale.x(place), scale.y(value)))]);
                self.shape(Tag::new("path").class("dot").with("d", dot));
            }
        }
        // A pointer finds the figures of each day.
        for (place, day) in chart.days.iter().enumerate() {
            let figures = figures(chart, place);
            if !figures.is_empty() {
                let hit = Tag::new("rect").class("hit").with("x", place).with("width", 1);
                self.inside(hit.with("height", Scale::HEIGHT), |page| {
                    page.text_alone(Tag::new("title"), &format!("{day}  {}", figures.join("  ")));
                });
            }
        }
    }

    /// The figures beside the lines across; the table says the same.
    fn ticks(&mut self, scale: &Scale) {
        self.inside(Tag::new("svg").class("ticks").with("aria-hidden", "true"), |page| {
            for tick in scale.ticks() {
                page.word("tick", 100.0, height(scale, tick) + OVER, &scale.written(tick));
            }
        });
    }

    fn labels(&mut self, chart: &Chart, scale: &Scale) {
        let y = |value: f64| height(scale, value) - OVER;
        for (place, day) in months(&chart.days) {
            self.word("day", scale.percent(place), DAYS, &day.date().format("%m-%d").to_string());
        }
        for border in chart.borders.iter().filter(|border| scale.holds(border.value)) {
            let is_short = border.label.width() <= LONGEST_NAME;
            let name = if is_short { border.label.clone() } else { chart.shown(border.value) };
            self.word("name", 99.5, y(border.value), &name);
        }
        for curve in &chart.curves {
            if let Some((place, value)) = last_of(curve) {
                let class = if place + 1 == chart.days.len() { "end" } else { "now" };
                self.word(class, scale.percent(place).min(99.5), y(value) - OVER, &curve.last);
            }
        }
    }

    /// A text at percentages of the drawing.
    fn word(&mut self, class: &'static str, x: f64, y: f64, word: &str) {
        let tag = Tag::new("text").class(class);
        let tag = tag.with("x", format!("{}%", number(x))).with("y", format!("{}%", number(y)));
        self.text_alone(tag, word);
    }

    /// A text without elements in it, as in drawings.
    fn text_alone(&mut self, tag: Tag, text: &str) {
        self.inside(tag, |page| page.markup.text(text));
    }

    /// What each line is; a border that lies outside is told here alone.
    fn legend(&mut self, chart: &Chart, scale: &Scale) {
        self.inside(Tag::new("ul").class("legend"), |page| {
            for curve in &chart.curves {
                page.entry(if curve.expected { "curve expected" } else { "curve" }, &curve.label);
            }
            chart.band.iter().for_each(|band| page.entry("band", &band.label));
            for border in &chart.borders {
                let class = format!("border {}", tone(border.tone));
                match scale.holds(border.value) {
                    true => page.entry(&class, &border.label),
                    false => page.entry(&class, &text::page_outside(page.lang, &border.label)),
                }
            }
        });
    }

    fn entry(&mut self, class: &str, label: &str) {
        self.inside(Tag::new("li"), |page| {
            let key = Tag::new("svg").class("key").with("viewBox", "0 0 24 10").with("aria-hidden", "true");
            page.inside(key, |page| {
                let d = if class == "band" { "M0 1h24v8h-24z" } else { "M1 5h22" };
                page.shape(Tag::new("path").with("class", class).with("d", d));
            });
            page.say(label);
        });
    }

    fn by_day(&self, chart: &Chart) -> Table {
        let lang = self.lang;
        let labels = chart.curves.iter().map(|curve| &curve.label).chain(chart.band.iter().map(|b| &b.label));
        let columns = labels.map(Column::right);
        let mut table = Table::new([Column::left(text::page_day(lang))].into_iter().chain(columns));
        for (place, day) in chart.days.iter().enumerate() {
            let shown = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |v| chart.shown(v));
            let curves = chart.curves.iter().map(|curve| shown(curve.values.get(place).copied().flatten()));
            let band = chart.band.iter().map(|_| band(chart, place).unwrap_or_else(|| "–".to_owned()));
            let cells = [day.to_string()].into_iter().chain(curves).chain(band);
            table.row(cells.map(Cell::from));
        }
        table
    }
}

/// Where a figure stands, in percent of the height.
fn height(scale: &Scale, value: f64) -> f64 {
    scale.y(value) / f64::from(Scale::HEIGHT) * PLOT
}

/// The last day of a curve that has a value.
fn last_of(curve: &Curve) -> Option<(usize, f64)> {
    curve.values.iter().enumerate().rev().find_map(|(place, value)| Some((place, (*value)?)))
}

/// What a day has, as it is shown.
fn figures(chart: &Chart, place: usize) -> Vec<String> {
    let values = chart.curves.iter().filter_map(|curve| curve.values.get(place).copied().flatten());
    let mut figures: Vec<String> = values.map(|value| chart.shown(value)).collect();
    // Where what is expected begins, it is what is known.
    figures.dedup();
    figures.extend(band(chart, place).filter(|_| chart.last_known != Some(place)));
    figures
}

/// The band of a day as it is shown.
fn band(chart: &Chart, place: usize) -> Option<String> {
    let band = chart.band.as_ref()?;
    let of = |values: &[Option<f64>]| values.get(place).copied().flatten().map(|value| chart.shown(value));
    Some(format!("{}–{}", of(&band.low)?, of(&band.high)?))
}

/// The days that are written: the first of months, not too near to the ends.
fn months(days: &[Day]) -> Vec<(usize, Day)> {
    let near = days.len() / 20;
    let first = days.iter().copied().enumerate().filter(|(_, day)| day.date().day() == 1);
    let months: Vec<(usize, Day)> =
        first.filter(|(place, _)| *place >= near && place + near < days.len()).collect();
    if !months.is_empty() {
        return months;
    }
    // Within a month, every week.
    days.iter()
        .copied()
        .enumerate()
        .skip(near)
        .step_by(7)
        .filter(|(place, _)| place + near < days.len())
        .collect()
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Bad => "bad",
        _ => "",
    }
}
