//! Why, for people: the answer in a sentence, lines that add up to the change, the orders behind the largest parts.

use super::model::{ChangeLine, ChangePart, WhyReport};
use crate::catalogue::{Lang, text};
use crate::indicator::Indicator;
use crate::report::block::{Block, Breaks, Column, Line, Paragraph, Span, Table, Tone};
use crate::report::document::Document;
use crate::report::{names, numbers};
use crate::rounding::fixed;
use crate::time::Day;
use serde::Serialize;

/// So many parts of a line are shown, and so many of all have their orders named.
const MOST_PARTS: usize = 4;
const MOST_ORDERS: usize = 3;
/// What adds less, in score units, is not worth a line below its own.
const LEAST_PART: f64 = 0.0005;

impl Document for WhyReport {
    const NAME: &'static str = "why";
    const HAS_ROWS: bool = true;
    const COLUMNS: &'static str = "from to shop rulebook_id id kind name_zh name_en part group group_name_zh \
        group_name_en points effect numerator denominator cases value_before value_after orders";

    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let total = |value: f64| fixed(value, 2);
        let change = numbers::change_of_total(self.change);
        let title = text::why_title(lang, total(self.before), total(self.after), change, self.from, self.to);
        let head = self.head.in_short(&title, true, self.answer(lang), lang);
        let basis = self.head.basis(lang);
        [head, self.advice(lang), vec![self.table(lang).into()], self.orders(lang), basis]
            .into_iter()
            .filter(|section| !section.is_empty())
            .map(Block::Section)
            .collect()
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        self.lines.iter().flat_map(|line| {
            let whole = self.row(line, None, Some(line.points));
            std::iter::once(whole)
                .chain(line.parts.iter().map(|part| self.row(line, Some(part), part.points)))
        })
    }
}

/// A line or one of its parts, as a row: a line has no `part`.
#[derive(Debug, Serialize)]
struct ChangeRow<'a> {
    from: Day,
    to: Day,
    shop: Option<&'a str>,
    rulebook_id: &'a str,
    id: &'a str,
    kind: &'static str,
    name_zh: &'a str,
    name_en: &'a str,
    part: &'static str,
    group: Option<&'a str>,
    group_name_zh: Option<&'a str>,
    group_name_en: Option<&'a str>,
    points: Option<f64>,
    effect: Option<f64>,
    numerator: Option<f64>,
    denominator: Option<i64>,
    cases: Option<u64>,
    value_before: Option<f64>,
    value_after: Option<f64>,
    orders: String,
}

impl WhyReport {
    fn row<'a>(
        &'a self,
        line: &'a ChangeLine,
        part: Option<&'a ChangePart>,
        points: Option<f64>,
    ) -> ChangeRow<'a> {
        let head = &self.head.shop;
        ChangeRow {
            from: self.from,
            to: self.to,
            shop: head.shop.as_deref(),
            rulebook_id: &head.rulebook.id,
            id: &line.id,
            kind: line.kind.id(),
            name_zh: &line.name_zh,
            name_en: &line.name_en,
            part: part.map_or("", |part| part.part.id()),
            group: part.and_then(|part| part.group.as_deref()),
            group_name_zh: part.and_then(|part| part.group_name_zh.as_deref()),
            group_name_en: part.and_then(|part| part.group_name_en.as_deref()),
            points,
            effect: part.and_then(|part| part.effect),
            numerator: part.and_then(|part| part.numerator),
            denominator: part.and_then(|part| part.denominator),
            cases: part.and_then(|part| part.cases),
            value_before: line.value_before,
            value_after: line.value_after,
            orders: part.map_or(String::new(), |part| part.orders.join(" ")),
        }
    }

    /// The line that explains most, with its largest part.
    fn answer(&self, lang: Lang) -> Vec<Line> {
        let same_way = self.lines.iter().find(|line| line.points * self.change > 0.0);
        let Some(line) = same_way.or(self.lines.first()).filter(|line| line.points != 0.0) else {
            return vec![text::why_nothing(lang).into()];
        };
        let said =
            line.parts.iter().find(|part| part.points.is_some_and(|points| points * line.points > 0.0));
        let said = said.map(|part| line.part_in_words(part, lang));
        let [part, whole] = [line.points, self.change].map(numbers::change_of_total);
        let mut answer = text::why_answer(lang, Span::place(0), whole, line.name(lang));
        if let Some((before, after)) = self.values(line, lang) {
            answer += &text::why_from_to(lang, before, after);
        }
        let tone = if line.points < 0.0 { Tone::Bad } else { Tone::Good };
        let mostly = said.map(|said| Line::from(text::why_mostly(lang, said)));
        std::iter::once(Line::filled(&answer, [Span::new(part, tone)])).chain(mostly).collect()
    }

    fn values(&self, line: &ChangeLine, lang: Lang) -> Option<(String, String)> {
        let unit = Indicator::by_id(&line.id)?.info().unit;
        let shown = |value: Option<f64>| value.map_or("–".to_owned(), |v| numbers::value(unit, v, lang));
        Some((shown(line.value_before), shown(line.value_after)))
    }

    fn table(&self, lang: Lang) -> Table {
        let headings = [Column::left(text::why_what(lang)), Column::right(text::why_added(lang))];
        let values = [text::why_before(lang), text::why_after(lang)].map(Column::right);
        let mut table = Table::new(headings.into_iter().chain(values));
        for line in self.lines.iter().filter(|line| line.points != 0.0 || !line.parts.is_empty()) {
            let (before, after) = self.values(line, lang).unwrap_or_default();
            table.row([line.name(lang).to_owned(), signed(line.points), before, after]);
            let told = line.parts.iter().filter(|p| p.points.is_none_or(|points| points.abs() >= LEAST_PART));
            for part in told.take(MOST_PARTS) {
                let points = part.points.map_or(String::new(), signed);
                table.row([format!("  · {}", line.part_in_words(part, lang)), points]);
            }
        }
        table.row([text::why_sum(lang).to_owned(), signed(self.change)]);
        table
    }

    /// The orders behind the parts that did most.
    fn orders(&self, lang: Lang) -> Vec<Block> {
        let parts = self.lines.iter().flat_map(|line| line.parts.iter().map(move |part| (line, part)));
        let mut parts: Vec<(&ChangeLine, &ChangePart)> = parts
            .filter(|(_, part)| !part.orders.is_empty() && part.points.unwrap_or_default() != 0.0)
            .collect();
        parts.sort_by(|a, b| {
            let size = |part: &ChangePart| part.points.unwrap_or_default().abs();
            size(b.1).total_cmp(&size(a.1))
        });
        let rows = parts.into_iter().take(MOST_ORDERS).map(|(line, part)| {
            let head = text::why_orders_of(lang, line.name(lang), line.part_in_words(part, lang));
            let orders = Line::listed(part.orders.iter().map(String::as_str), lang);
            Paragraph::new(Line::new(head, Tone::Plain).then(orders)).level(1).breaks(Breaks::Spans).into()
        });
        let rows: Vec<Block> = rows.collect();
        if rows.is_empty() {
            return rows;
        }
        std::iter::once(Block::Heading(text::why_orders(lang).into())).chain(rows).collect()
    }

    /// What to do about the indicator that took most.
    fn advice(&self, lang: Lang) -> Vec<Block> {
        let worst = self.lines.iter().filter(|line| line.is_indicator() && line.points < 0.0);
        let worst = worst.min_by(|a, b| a.points.total_cmp(&b.points));
        let Some(indicator) = worst.and_then(|line| Indicator::by_id(&line.id)) else { return Vec::new() };
        let name = names::indicator(indicator, lang);
        let advice = text::why_advice(lang, name, indicator.info().advice.pick(lang));
        vec![Block::Advice(Paragraph::new(advice))]
    }
}

/// A part of the score: three decimals, so that small ones can be seen to add up.
fn signed(points: f64) -> String {
    numbers::signed(points, 3)
}
