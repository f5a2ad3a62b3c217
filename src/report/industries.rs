//! The weights by industry and type of shop.

use super::block::{Block, Breaks, Column, Paragraph, Table};
use super::document::Document;
use super::head::DocumentHead;
use super::names;
use super::numbers::exact_percent;
use crate::catalogue::{Lang, text};
use crate::indicator::Figure;
use crate::rulebook::{Industry, Rulebook, ShopType};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// All tables of weights.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct IndustryList {
    #[serde(flatten)]
    head: DocumentHead,
    tables: Vec<IndustryTable>,
}

/// A set of weights, and the rulebooks that share it.
#[derive(Debug, Serialize, Deserialize)]
struct IndustryTable {
    rulebooks: Vec<String>,
    /// A row per industry and type of shop.
    rows: Vec<Industry>,
}

/// A row of the CSV.
#[derive(Debug, Serialize)]
struct IndustryLine<'a> {
    rulebook: &'a str,
    industry: &'a str,
    shop_type: ShopType,
    id: Figure,
    weight: f64,
}

/// The tables of the rulebooks that have industries; those with the same weights share one.
pub(crate) fn build_industries(rulebooks: &[Rulebook]) -> IndustryList {
    let mut tables: Vec<IndustryTable> = Vec::new();
    for rulebook in rulebooks.iter().filter(|rulebook| !rulebook.scoring.industries.is_empty()) {
        let rows = &rulebook.scoring.industries;
        match tables.iter_mut().find(|table| table.rows == *rows) {
            Some(table) => table.rulebooks.push(rulebook.id.clone()),
            None => tables.push(IndustryTable { rulebooks: vec![rulebook.id.clone()], rows: rows.clone() }),
        }
    }
    IndustryList { head: DocumentHead::of::<IndustryList>(), tables }
}

impl Document for IndustryList {
    const NAME: &'static str = "industries";
    const HAS_ROWS: bool = true;

    /// A table each, its columns what is weighed.
    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let of_table = |table: &IndustryTable| {
            let ids = Paragraph::new(names::listed(&table.rulebooks, lang));
            Block::Section(vec![ids.into(), table.weights(lang).into()])
        };
        let hint =
            if self.tables.is_empty() { text::industries_none(lang) } else { text::industries_hint(lang) };
        let hint = Paragraph::new(hint).breaks(Breaks::OneLineFirst).into();
        std::iter::once(Block::Section(vec![hint])).chain(self.tables.iter().map(of_table)).collect()
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        let mut lines = Vec::new();
        for table in &self.tables {
            for (rulebook, row) in
                table.rulebooks.iter().flat_map(|id| table.rows.iter().map(move |r| (id, r)))
            {
                lines.extend(row.weights.iter().map(|(id, weight)| IndustryLine {
                    rulebook,
                    industry: &row.name,
                    shop_type: row.shop_type,
                    id: *id,
                    weight: *weight,
                }));
            }
        }
        lines.into_iter()
    }
}

impl IndustryTable {
    fn weights(&self, lang: Lang) -> Table {
        let ids = self.weighed();
        let (industry, shop_type) = (text::label_industry(lang), text::label_shop_type(lang));
        let weight = |row: &Industry, id: Figure| {
            row.weights.get(&id).map_or("–".to_owned(), |weight| exact_percent(*weight))
        };
        // The few industries of a rulebook that weighs everything stand side by side: a row for each of
        // them would be wider than a screen.
        if self.rows.len() < ids.len() {
            let industries = self.rows.iter().map(|row| row.name.as_str());
            let mut table =
                Table::new([industry].into_iter().chain(industries).map(Column::left).map(Column::firm));
            let types = self.rows.iter().map(|row| row.shop_type.id());
            table.row([shop_type].into_iter().chain(types));
            for id in ids {
                let weights = self.rows.iter().map(|row| weight(row, id));
                table.row([names::figure(id, lang).to_owned()].into_iter().chain(weights));
            }
            return table;
        }
        // Industries are typed as they stand here.
        let whose = [industry, shop_type].map(|heading| Column::left(heading).firm());
        let weights = (1..).zip(&ids).map(|(rank, id)| Column::left(names::figure(*id, lang)).rank(rank));
        let mut table = Table::new(whose.into_iter().chain(weights));
        for row in &self.rows {
            let cells = [row.name.clone(), row.shop_type.id().to_owned()];
            table.row(cells.into_iter().chain(ids.iter().map(|id| weight(row, *id))));
        }
        table
    }

    /// What the rows weigh, in the order of dimensions and indicators.
    fn weighed(&self) -> Vec<Figure> {
        let weighed: BTreeSet<Figure> =
            self.rows.iter().flat_map(|row| row.weights.keys().copied()).collect();
        Figure::all().filter(|figure| weighed.contains(figure)).collect()
    }
}
