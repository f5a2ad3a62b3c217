//! The way to a target, for people: the shortest way first, then whether it comes by itself, then every indicator alone.

use super::model::{AloneRow, PlanReport, UndoRow};
use crate::catalogue::{Lang, text};
use crate::indicator::{Figure, Indicator};
use crate::insight::SupposedCase;
use crate::insight::plan::TargetBasis;
use crate::report::block::{Block, Cell, Column, Line, Paragraph, Table, Tone};
use crate::report::document::Document;
use crate::report::thresholds::FigureBorder;
use crate::report::{names, numbers};
use crate::rounding::{fixed, shown_score};
use crate::rulebook::Comparison;
use crate::time::Day;
use serde::Serialize;

impl Document for PlanReport {
    const NAME: &'static str = "plan";
    const HAS_ROWS: bool = true;

    fn borders(&self) -> Vec<FigureBorder> {
        let id = Figure::Total.id().to_owned();
        vec![FigureBorder { id, comparison: Comparison::AtLeast, at: self.target }]
    }

    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let total = |value: f64| shown_score(value, [self.target]);
        let title = if self.already_reached {
            text::plan_reached(lang, total(self.now), fixed(self.target, 2))
        } else {
            let lacking = (self.target - self.now).max(0.01);
            text::plan_title(lang, total(self.now), fixed(self.target, 2), fixed(lacking, 2))
        };
        let target = self.target_in_words(lang).map(Line::from);
        let mut ways = Vec::new();
        let mut sections = Vec::new();
        if let (false, Some(orders)) = (self.already_reached, self.flat_below_orders) {
            ways.push(Line::new(text::plan_flat(lang, orders), Tone::Careful));
        } else if !self.already_reached {
            ways.extend([self.shortest_way(lang), self.by_itself(lang)]);
            let mut alone = vec![Block::Heading(text::plan_alone(lang).into()), self.table(lang).into()];
            alone.push(Paragraph::new(text::plan_alone_note(lang)).into());
            sections.extend([self.advice(lang), alone]);
        }
        let head = self.head.in_short(&title, false, ways.into_iter().chain(target).collect(), lang);
        sections.push(self.head.basis(lang));
        std::iter::once(head).chain(sections).map(Block::Section).collect()
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        let head = &self.head.shop;
        self.alone.iter().map(|own| PlanRow {
            as_of: head.as_of,
            shop: head.shop.as_deref(),
            rulebook_id: &head.rulebook.id,
            now: self.now,
            target: self.target,
            id: own.title.id,
            name_zh: &own.title.name_zh,
            name_en: &own.title.name_en,
            value_now: own.now,
            value: own.value,
            best_total: own.best_total,
            undo: own.undo,
            bad: own.bad,
            add: own.add,
            add_case: own.add_case,
            add_hours: own.add_hours,
            set: self.set.iter().filter(|row| own.is_undone_by(row.case)).map(|row| row.count).sum(),
        })
    }
}

/// An indicator alone, as a row.
#[derive(Debug, Serialize)]
struct PlanRow<'a> {
    as_of: Day,
    shop: Option<&'a str>,
    rulebook_id: &'a str,
    now: f64,
    target: f64,
    id: Indicator,
    name_zh: &'a str,
    name_en: &'a str,
    value_now: f64,
    value: Option<f64>,
    best_total: f64,
    undo: Option<u32>,
    bad: u32,
    add: Option<u32>,
    add_case: Option<SupposedCase>,
    add_hours: Option<f64>,
    /// How many of its bad cases are in the short set.
    set: u32,
}

impl AloneRow {
    fn is_undone_by(&self, case: SupposedCase) -> bool {
        SupposedCase::bad_ones(self.title.id).contains(&case)
    }
}

impl UndoRow {
    fn in_words(&self, lang: Lang) -> String {
        text::what_if_undo(lang, self.count, lang.pick(&self.name_zh, &self.name_en))
    }
}

impl PlanReport {
    /// Why this target.
    fn target_in_words(&self, lang: Lang) -> Option<String> {
        match (self.target_basis, &self.threshold) {
            (TargetBasis::Threshold, Some(threshold)) => {
                Some(text::plan_for_threshold(lang, lang.pick(&threshold.title_zh, &threshold.title_en)))
            }
            (TargetBasis::NextStep, _) => Some(text::plan_for_next_step(lang).to_owned()),
            _ => None,
        }
    }

    /// The set that reaches the target, or how far all of it goes.
    fn shortest_way(&self, lang: Lang) -> Line {
        let total = shown_score(self.set_total, [self.target]);
        if self.set.is_empty() {
            Line::new(text::plan_no_way(lang), Tone::Careful)
        } else {
            let listed = names::joined(self.set.iter().map(|row| row.in_words(lang)), lang.pick("、", ", "));
            let said = if self.reached {
                text::plan_shortest(lang, listed, total)
            } else {
                text::plan_not_enough(lang, listed, total)
            };
            Line::new(said, if self.reached { Tone::Good } else { Tone::Careful })
        }
    }

    fn by_itself(&self, lang: Lang) -> Line {
        match self.day {
            Some(day) => text::plan_by_itself(lang, day).into(),
            None => text::plan_not_by_itself(lang).into(),
        }
    }

    fn table(&self, lang: Lang) -> Table {
        let left = Column::left(text::head_indicator(lang));
        let headings = [
            (text::plan_now as fn(Lang) -> &'static str, 0),
            (text::plan_needed, 0),
            (text::plan_undo, 0),
            (text::plan_add, 1),
        ];
        let right = headings.map(|(heading, rank)| Column::right(heading(lang)).rank(rank));
        let mut table = Table::new([left].into_iter().chain(right));
        for own in &self.alone {
            let value = |value: f64| numbers::value(own.title.unit, value, lang);
            let needed = own
                .value
                .map_or_else(|| text::plan_best(lang, shown_score(own.best_total, [self.target])), value);
            let undo = match (own.undo, own.bad) {
                (Some(undo), _) => text::plan_undo_of(lang, undo, own.bad),
                (None, 0) => "–".to_owned(),
                (None, bad) => text::plan_undo_all(lang, bad),
            };
            let add = own.add.map_or_else(|| "–".to_owned(), |add| own.added(add, lang));
            let name = names::indicator(own.title.id, lang);
            let figures = [name.to_owned(), value(own.now), needed].map(Cell::from);
            table.row(figures.into_iter().chain([undo, add].map(Cell::from)));
        }
        table
    }

    /// What to do about the kinds of cases in the set.
    fn advice(&self, lang: Lang) -> Vec<Block> {
        let of = |row: &UndoRow| {
            let indicator = self.alone.iter().find(|own| own.is_undone_by(row.case))?.title.id;
            let name = lang.pick(&row.name_zh, &row.name_en);
            let advice = text::why_advice(lang, name, indicator.info().advice.pick(lang));
            Some(Block::Advice(Paragraph::new(advice)))
        };
        self.set.iter().filter_map(of).collect()
    }
}

impl AloneRow {
    fn added(&self, count: u32, lang: Lang) -> String {
        let name = self.add_case.map_or("", |case| case.name(lang));
        let hours =
            self.add_hours.map(|hours| text::what_if_each_hours(lang, text::hours(lang, fixed(hours, 1))));
        format!("{count} {name}{}", hours.unwrap_or_default())
    }
}
