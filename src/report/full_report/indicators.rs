//! What the score is made of: the weakest with what to do, dimensions, a card for each scored indicator, a table of the
//! others.

use super::blocks::FullView;
use super::model::IndicatorCourse;
use crate::catalogue::{Lang, text};
use crate::indicator::Direction;
use crate::input::percent;
use crate::report::block::{Block, Card, Cell, Column, Fact, Line, Paragraph, Sparkline, Table, Tone};
use crate::report::score::IndicatorRow;
use crate::report::{names, numbers};
use crate::rounding::{fixed, rounded};

/// Points that a sparkline is high at least: smaller changes must not look large.
const LEAST_HEIGHT: f64 = 10.0;
/// Points below which an indicator is not well.
const POOR: f64 = 60.0;

impl FullView<'_> {
    /// A card for each of the weakest.
    pub(super) fn weakest(&self) -> Vec<Block> {
        let (lang, report) = (self.lang, &self.report.score);
        if report.weakest.is_empty() {
            return self.score.weakest();
        }
        let rows = report.weakest.iter().filter_map(|id| report.indicator(*id));
        let cards = rows.map(|row| {
            let rank = row.detail.rank.map_or_else(String::new, |rank| format!("{rank} "));
            let lost = self.score.lost(row.figures.day.lost_score);
            let counted = Paragraph::new(self.score.in_figures(row));
            // The first of its blocks says what the card's head says.
            let rest = self.score.weak(row).into_iter().skip(1);
            Card {
                title: format!("{rank}· {}", names::indicator(row.title.id, lang)).into(),
                figure: lost.map_or_else(Line::default, |lost| {
                    Line::new(text::lost_label(lang, fixed(lost, 2)), Tone::Bad)
                }),
                blocks: std::iter::once(counted.into()).chain(rest).collect(),
                ..Card::default()
            }
        });
        let heading = Block::Heading(text::weakest_title(lang, report.weakest.len()).into());
        vec![heading, Block::Cards(cards.collect())]
    }

    pub(super) fn dimensions(&self) -> Vec<Block> {
        let mut table = Table::new(["", "", "", "", ""].map(Column::left));
        table.columns.iter_mut().skip(1).for_each(|column| column.is_right = true);
        table.rows.extend(self.report.score.dimensions.iter().map(|row| self.score.dimension(row)));
        vec![Block::Heading(text::page_dimensions(self.lang).into()), table.into()]
    }

    /// Cards of those that count, a folded table of those that do not.
    pub(super) fn indicators(&self) -> Vec<Block> {
        let (lang, report) = (self.lang, &self.report.score);
        let (scored, rest): (Vec<&IndicatorRow>, Vec<&IndicatorRow>) =
            report.indicators.iter().partition(|row| row.title.weight_in_dimension > 0.0);
        let cards = scored.into_iter().map(|row| self.card(row)).collect();
        let mut blocks = vec![Block::Heading(text::page_indicators(lang).into()), Block::Cards(cards)];
        if !rest.is_empty() {
            let summary = text::page_unscored(lang, rest.len()).into();
            blocks.push(Block::Details { summary, blocks: vec![self.table(&rest).into()] });
        }
        blocks
    }

    fn card(&self, row: &IndicatorRow) -> Card {
        let (lang, unit, figures) = (self.lang, row.title.unit, &row.figures.day);
        let beside = &row.detail.beside;
        let counted = row.figures.numerator.zip(row.figures.denominator).filter(|_| figures.value.is_some());
        let counted = counted.map(|(n, d)| numbers::fraction(unit, n, d));
        let points = figures.points.map(|points| (text::head_points(lang), pointed(points)));
        let lost = self.score.lost(figures.lost_score);
        let lost = lost.map(|lost| (text::head_lost(lang), fixed(lost, 2).into()));
        let weight = (text::page_weight(lang), percent(rounded(figures.weight_in_total, 4)).into());
        let plain =
            [(text::head30(lang), beside.days_30.0.value), (text::head90(lang), beside.days_90.0.value)];
        let plain = plain.into_iter().map(|(label, value)| (label, self.value(row, value).into()));
        let status = self.score.status(row);
        let status =
            (!status.is_empty()).then(|| (text::head_status(lang), Line::new(status, Tone::Careful)));
        let facts: Vec<(&str, Line)> =
            points.into_iter().chain(lost).chain(plain).chain([weight]).chain(status).collect();
        let sparkline = self.report.course.indicators.iter().find(|own| own.id == row.title.id);
        let sparkline = sparkline.and_then(|own| self.sparkline(own));
        let window = text::window_days(lang, row.title.window_days);
        let note = counted.map_or_else(|| window.clone(), |counted| format!("{counted} · {window}"));
        let change = self.change(row);
        let change = if change.is_empty() {
            change
        } else {
            Line::from(format!(" · {} ", text::head_change7(lang))).then(change)
        };
        Card {
            title: names::indicator(row.title.id, lang).into(),
            figure: self.value(row, figures.value).into(),
            note: Line::from(note).then(change),
            share: None,
            course: sparkline.as_ref().map_or_else(String::new, |(_, said)| said.clone()),
            sparkline: sparkline.map(|(drawn, _)| drawn),
            facts: facts.into_iter().map(|(label, figure)| Fact::new(label, figure)).collect(),
            blocks: Vec::new(),
        }
    }

    /// The points by day, so that up is better whatever is measured, and what there is to see.
    fn sparkline(&self, course: &IndicatorCourse) -> Option<(Sparkline, String)> {
        let known = || course.points.iter().flatten().copied();
        let (last, lowest, highest) = (known().last()?, known().reduce(f64::min)?, known().reduce(f64::max)?);
        let [least, most, now] = [lowest, highest, last].map(|points| fixed(points, 1));
        let said = text::page_points_by_day(self.lang, course.points.len(), least, most, now);
        let lacking = ((LEAST_HEIGHT - (highest - lowest)) / 2.0).max(0.0);
        let lowest = (lowest - lacking).clamp(0.0, 100.0 - LEAST_HEIGHT);
        let highest = highest.max(lowest + LEAST_HEIGHT);
        Some((Sparkline { values: course.points.clone(), lowest, highest }, said))
    }

    fn value(&self, row: &IndicatorRow, value: Option<f64>) -> String {
        value.map_or_else(|| "–".to_owned(), |value| numbers::value(row.title.unit, value, self.lang))
    }

    /// The change against a week before: whether that is better, told by a sign too.
    fn change(&self, row: &IndicatorRow) -> Line {
        let Some(change) = row.detail.beside.change_7d else { return Line::default() };
        let small = row.figures.day.value < Some(0.1);
        let shown = numbers::change(row.title.unit, change, small, self.lang);
        let better = if row.title.direction == Direction::Low { -change } else { change };
        let arrow = if change > 0.0 { "▲ " } else { "▼ " };
        match rounded(better, 4) {
            better if better > 0.0 => Line::new(format!("{arrow}{shown}"), Tone::Good),
            worse if worse < 0.0 => Line::new(format!("{arrow}{shown}"), Tone::Bad),
            _ => shown.into(),
        }
    }

    fn table(&self, rows: &[&IndicatorRow]) -> Table {
        let lang = self.lang;
        let figures: [fn(Lang) -> &'static str; 6] = [
            text::head_window,
            text::head_value,
            text::head_fraction,
            text::head30,
            text::head90,
            text::head_change7,
        ];
        let columns = figures.map(|heading| Column::right(heading(lang)));
        let ends = [text::head_indicator, text::head_status]
            .map(|heading: fn(Lang) -> &'static str| Column::left(heading(lang)));
        let [first, last] = ends;
        let mut table = Table::new([first].into_iter().chain(columns).chain([last]));
        for row in rows {
            let beside = &row.detail.beside;
            let value = row.figures.day.value;
            let counted = row.figures.numerator.zip(row.figures.denominator).filter(|_| value.is_some());
            table.row([
                Cell::from(names::indicator(row.title.id, lang)),
                text::window_days(lang, row.title.window_days).into(),
                self.value(row, value).into(),
                counted.map_or_else(String::new, |(n, d)| numbers::fraction(row.title.unit, n, d)).into(),
                self.value(row, beside.days_30.0.value).into(),
                self.value(row, beside.days_90.0.value).into(),
                self.change(row).into(),
                self.score.status(row).into(),
            ]);
        }
        table
    }
}

/// Points; poor ones strike the eye.
fn pointed(points: f64) -> Line {
    Line::new(fixed(points, 1), if points < POOR { Tone::Bad } else { Tone::Strong })
}
