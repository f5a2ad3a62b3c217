//! Cases with a deadline for people: by kind, the earliest deadline first, with what to do.

use super::model::{Watch, WatchedKind};
use super::rows::rows;
use super::words::{advice, age, duration, name};
use crate::catalogue::{Lang, text};
use crate::insight::watch::{NowBasis, WatchItem};
use crate::report::block::{Block, Breaks, Column, Line, Paragraph, Span, Table, Tone};
use crate::report::document::Document;
use crate::report::head::{basis, headline};
use crate::report::numbers::{exact, signed};
use crate::report::sheet::Sheet;
use serde::Serialize;

/// So many items of a kind are shown; CSV has all of them.
const SHOWN: usize = 20;
/// From so many hours on what was read is too old to work by.
const OLD_HOURS: f64 = 24.0;
/// What costs less than that is shown as nothing.
const COST_DECIMALS: i32 = 3;

impl Document for Watch {
    const NAME: &'static str = "watch";
    const HAS_ROWS: bool = true;
    const COLUMNS: &'static str = "kind name_zh name_en deadline hours_left order_id aftersale_id product_id \
        product_name carrier province indicator cost now as_of shop";

    fn guard_ids(&mut self) {
        for item in &mut self.items {
            for id in [&mut item.order_id, &mut item.aftersale_id, &mut item.product_id] {
                if !id.is_empty() {
                    id.insert(0, '\t');
                }
            }
        }
    }

    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let kinds = self.kinds.iter().map(|kind| self.section(kind, lang));
        let basis = Block::Section(basis(&self.rulebook, None, self.config.as_deref(), lang));
        [self.headline(lang)].into_iter().chain(kinds).chain([basis]).collect()
    }

    fn sheets(&self, lang: Lang) -> anyhow::Result<Vec<Sheet<'_>>> {
        Ok(vec![super::sheet(self, lang)])
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        rows(self)
    }
}

impl Watch {
    fn headline(&self, lang: Lang) -> Block {
        let title = Line::new(text::watch_title(lang), Tone::Strong);
        let title = headline(title, None, Some(&self.rulebook), self.shop.as_deref(), lang);
        let old = (self.age > OLD_HOURS).then(|| Line::new(text::watch_old(lang), Tone::Careful));
        let lines = [self.summary(lang), self.time(lang).into()].into_iter().chain(old);
        let lines = lines.map(|line| Paragraph::new(line).breaks(Breaks::OneLineFirst).into());
        Block::Section(std::iter::once(title).chain(lines).collect())
    }

    /// How many there are, how many are past, what missing all of them would cost.
    fn summary(&self, lang: Lang) -> Line {
        if self.items.is_empty() {
            return Line::new(text::watch_none(lang, exact(self.within)), Tone::Good);
        }
        let past = self.kinds.iter().map(|kind| kind.past).sum::<usize>();
        let costs: Vec<f64> = self.kinds.iter().filter_map(|kind| kind.cost).collect();
        let within = exact(self.within);
        let coming = self.items.len() - past;
        let mut parts = vec![Line::new(text::watch_coming(lang, within, coming), Tone::Strong)];
        if past > 0 {
            parts.push(Line::new(text::watch_past(lang, past), Tone::Bad));
        }
        if !costs.is_empty() {
            let cost = signed(costs.iter().sum(), COST_DECIMALS);
            parts.push(text::watch_cost_of_all(lang, cost, self.as_of).into());
        }
        Line::joined(parts, lang.pick("，", ", "))
    }

    /// At which time, and how old that is.
    fn time(&self, lang: Lang) -> String {
        let basis = match self.now_basis {
            NowBasis::Argument => text::watch_now_given(lang),
            NowBasis::OrdersReach => text::watch_now_orders(lang),
            NowBasis::ExportsReach => text::watch_now_exports(lang),
        };
        let age = age(self.age, lang);
        let age = match self.age < 0.0 {
            true => text::watch_age_ahead(lang, age),
            false => text::watch_age(lang, age),
        };
        text::watch_now(lang, &self.now, basis, age)
    }

    fn section(&self, kind: &WatchedKind, lang: Lang) -> Block {
        let items: Vec<&WatchItem> = self.items.iter().filter(|item| item.kind == kind.kind).collect();
        let past = (kind.past > 0).then(|| Line::new(text::watch_kind_past(lang, kind.past), Tone::Bad));
        let cost = kind.cost.map(|cost| text::watch_kind_cost(lang, signed(cost, COST_DECIMALS)).into());
        let count = Line::from(text::watch_kind(lang, name(kind.kind, lang), kind.items));
        let heading = Line::joined([count].into_iter().chain(past).chain(cost), lang.pick("，", ", "));
        let mut blocks = vec![Block::Heading(heading), table(&items, lang).level(1).into()];
        if items.len() > SHOWN {
            let more = text::watch_more(lang, items.len() - SHOWN);
            blocks.push(Paragraph::new(Line::new(more, Tone::Faint)).level(1).into());
        }
        blocks.push(Block::Advice(Paragraph::new(advice(kind.kind, lang)).level(1)));
        Block::Section(blocks)
    }
}

/// The first items of a kind, in the columns that hold something.
fn table(items: &[&WatchItem], lang: Lang) -> Table {
    let shown: Vec<&WatchItem> = items.iter().take(SHOWN).copied().collect();
    let column = |heading: Column, cell: &dyn Fn(&WatchItem) -> Line| {
        (heading, shown.iter().map(|item| cell(item)).collect::<Vec<Line>>())
    };
    let cost =
        |item: &WatchItem| item.cost.map(|cost| signed(cost, COST_DECIMALS)).unwrap_or_default().into();
    let mut columns = vec![
        column(Column::left(text::watch_deadline(lang)), &|item| minute(&item.deadline).into()),
        column(Column::right(text::watch_left(lang)), &|item| left(item.hours_left, lang).into()),
        column(Column::left(text::case_order(lang)), &|item| item.order_id.as_str().into()),
        column(Column::left(text::case_after_sale(lang)), &|item| item.aftersale_id.as_str().into()),
        column(Column::right(text::watch_cost(lang)), &cost),
        column(Column::left(text::case_product_name(lang)), &|item| product(item).into()),
        column(Column::left(text::case_carrier(lang)).rank(1), &|item| item.carrier.as_str().into()),
        column(Column::left(text::case_province(lang)).rank(2), &|item| item.province.as_str().into()),
    ];
    columns.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    let mut table = Table::new(columns.iter().map(|(heading, _)| heading.clone()));
    for row in 0..shown.len() {
        table.row(columns.iter().filter_map(|(_, cells)| cells.get(row).cloned()));
    }
    table
}

/// A deadline without its year and its seconds, which nobody works by.
fn minute(deadline: &str) -> &str {
    deadline.get(5..16).unwrap_or(deadline)
}

fn left(hours: f64, lang: Lang) -> Span {
    let duration = duration(hours, lang);
    match hours < 0.0 {
        true => Span::new(text::watch_late(lang, duration), Tone::Bad),
        false => Span::new(duration, Tone::Plain),
    }
}

fn product(item: &WatchItem) -> &str {
    if item.product_name.is_empty() { &item.product_id } else { &item.product_name }
}
