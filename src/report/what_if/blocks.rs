//! The same for people: the answer first, then what makes it.

use super::model::{ChangedIndicator, SupposedRow, ThresholdChange, WhatIf};
use crate::catalogue::{Lang, text};
use crate::report::block::{Block, Column, Line, Paragraph, Table, Tone};
use crate::report::document::Document;
use crate::report::thresholds::{FigureBorder, borders_of_total};
use crate::report::{names, numbers};
use crate::rounding::{fixed, shown_score};
use serde::Serialize;

impl Document for WhatIf {
    const NAME: &'static str = "what-if";
    const HAS_ROWS: bool = true;
    const COLUMNS: &'static str = "level as_of shop rulebook_id id name_zh name_en before after change \
        numerator_before denominator_before numerator_after denominator_after points_before points_after";

    fn borders(&self) -> Vec<FigureBorder> {
        FigureBorder::of(self.thresholds.iter().map(|threshold| &threshold.row))
    }

    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let borders = borders_of_total(self.thresholds.iter().map(|threshold| &threshold.row));
        let total = |value: Option<f64>| {
            value.map_or_else(|| text::no_score(lang).to_owned(), |v| shown_score(v, borders.iter().copied()))
        };
        let change = self.change.map_or_else(|| "–".to_owned(), numbers::change_of_total);
        let title = text::what_if_title(lang, total(self.before), total(self.after), change);
        let supposed = self.in_words(lang);
        let supposed = if supposed.is_empty() {
            text::what_if_nothing(lang).to_owned()
        } else {
            text::what_if_supposed(lang, supposed.join(lang.pick("；", "; ")))
        };
        let head = self.head.in_short(&title, false, vec![supposed.into()], lang);
        let sections = [head, self.crossed(lang), self.figures(lang), self.head.basis(lang)];
        sections.into_iter().map(Block::Section).collect()
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        let head = &self.head.shop;
        let row = |level, id, [name_zh, name_en]: [&'static str; 2], before, after| ChangeRow {
            level,
            as_of: head.as_of,
            shop: head.shop.clone(),
            rulebook_id: head.rulebook.id.clone(),
            id,
            name_zh,
            name_en,
            before,
            after,
            change: Some(()).and_then(|()| Some(after? - before?)),
            ..ChangeRow::default()
        };
        let both = |name: fn(Lang) -> &'static str| [Lang::Zh, Lang::En].map(name);
        let total = row("total", "total", both(text::total), self.before, self.after);
        let dimensions = self.dimensions.iter().map(move |own| {
            let names = [Lang::Zh, Lang::En].map(|lang| own.title.id.name(lang));
            row("dimension", own.title.id.id(), names, own.before, own.after)
        });
        let indicators = self.indicators.iter().map(move |own| ChangeRow {
            numerator_before: own.numerator_before,
            denominator_before: own.denominator_before,
            numerator_after: own.numerator_after,
            denominator_after: own.denominator_after,
            points_before: own.points_before,
            points_after: own.points_after,
            ..row(
                "indicator",
                own.title.id.id(),
                [Lang::Zh, Lang::En].map(|lang| names::indicator(own.title.id, lang)),
                own.before,
                own.after,
            )
        });
        std::iter::once(total).chain(dimensions).chain(indicators)
    }
}

/// A figure now and then, as a row.
#[derive(Debug, Clone, Default, Serialize)]
struct ChangeRow {
    level: &'static str,
    as_of: crate::time::Day,
    shop: Option<String>,
    rulebook_id: String,
    id: &'static str,
    name_zh: &'static str,
    name_en: &'static str,
    before: Option<f64>,
    after: Option<f64>,
    change: Option<f64>,
    numerator_before: Option<f64>,
    denominator_before: Option<f64>,
    numerator_after: Option<f64>,
    denominator_after: Option<f64>,
    points_before: Option<f64>,
    points_after: Option<f64>,
}

impl WhatIf {
    /// What is supposed.
    fn in_words(&self, lang: Lang) -> Vec<String> {
        let without = self
            .without
            .iter()
            .map(|part| text::what_if_without(lang, part.by.name(lang), &part.value, part.orders));
        let set = self.set.iter().map(|set| {
            let value = numbers::exact_value(set.id.info().unit, set.value, lang);
            text::what_if_set(lang, names::indicator(set.id, lang), value)
        });
        self.supposed.iter().map(|row| row.in_words(lang)).chain(without).chain(set).collect()
    }

    fn figures(&self, lang: Lang) -> Vec<Block> {
        let headings =
            [text::what_if_before, text::what_if_after, text::what_if_change, text::what_if_points];
        let right = headings.map(|heading: fn(Lang) -> &'static str| Column::right(heading(lang)));
        let mut table = Table::new([Column::left(text::head_indicator(lang))].into_iter().chain(right));
        let moved = |before: Option<f64>, after: Option<f64>| before != after;
        for row in self.dimensions.iter().filter(|row| moved(row.before, row.after)) {
            let score = |value: Option<f64>| value.map_or("–".to_owned(), |value| fixed(value, 2));
            let change = row.change.map_or(String::new(), numbers::change_of_total);
            let name = names::dimension(row.title.id, lang).to_owned();
            table.row([name, score(row.before), score(row.after), change, String::new()]);
        }
        for row in self.indicators.iter().filter(|row| moved(row.before, row.after)) {
            table.row(row.cells(lang));
        }
        match (table.rows.is_empty(), self.in_words(lang).is_empty()) {
            (false, _) => vec![table.into()],
            (true, false) => vec![Paragraph::new(text::what_if_unchanged(lang)).into()],
            (true, true) => Vec::new(),
        }
    }

    fn crossed(&self, lang: Lang) -> Vec<Block> {
        let crossed: Vec<Block> = self.thresholds.iter().filter_map(|own| own.in_words(lang)).collect();
        if crossed.is_empty() && self.before != self.after {
            return vec![Paragraph::new(text::what_if_thresholds_same(lang)).into()];
        }
        crossed
    }
}

impl SupposedRow {
    fn in_words(&self, lang: Lang) -> String {
        let name = self.case.name(lang);
        let said = if self.undo {
            text::what_if_undo(lang, self.count, name)
        } else {
            text::what_if_add(lang, self.count, name)
        };
        let hours =
            self.hours.map(|hours| text::what_if_each_hours(lang, text::hours(lang, fixed(hours, 1))));
        said + &hours.unwrap_or_default()
    }
}

impl ChangedIndicator {
    fn cells(&self, lang: Lang) -> [String; 5] {
        let unit = self.title.unit;
        let value = |value: Option<f64>, numerator: Option<f64>, denominator: Option<f64>| {
            let shown = value.map_or("–".to_owned(), |value| numbers::value(unit, value, lang));
            match numerator.zip(denominator) {
                Some((n, d)) => format!("{shown} {}", numbers::fraction(unit, n, d.round() as i64)),
                None => shown,
            }
        };
        let small = self.before < Some(0.1);
        let change = self.change.map(|change| numbers::change(unit, change, small, lang));
        let points = self.points_after.zip(self.points_before).map(|(after, before)| after - before);
        [
            names::indicator(self.title.id, lang).to_owned(),
            value(self.before, self.numerator_before, self.denominator_before),
            value(self.after, self.numerator_after, self.denominator_after),
            change.unwrap_or_default(),
            points.map_or(String::new(), |points| numbers::signed(points, 1)),
        ]
    }
}

impl ThresholdChange {
    fn in_words(&self, lang: Lang) -> Option<Block> {
        let row = &self.row;
        let title = lang.pick(&row.title_zh, &row.title_en);
        let line = match (self.crossed, self.met_after) {
            (true, Some(true)) => Line::new(text::what_if_gained(lang, title), Tone::Good),
            (true, Some(false)) => {
                let consequence = lang.pick(&row.consequence_zh, &row.consequence_en);
                Line::new(text::what_if_lost(lang, title, consequence), Tone::Bad)
            }
            _ => return None,
        };
        Some(Paragraph::new(line).into())
    }
}
