//! The weights by industry and type of shop.

use super::model::{SCHEMA_VERSION, Tool};
use super::text::figures::exact_percent;
use super::text::{plain_table, trimmed};
use crate::catalogue::{Lang, Text};
use crate::indicator::{Dimension, Indicator};
use crate::rulebook::{Industry, Rulebook};
use serde::Serialize;
use std::collections::BTreeSet;

/// All tables of weights.
#[derive(Debug, Serialize)]
pub struct IndustryList {
    /// The version of this shape.
    pub schema_version: u32,
    /// The program.
    pub tool: Tool,
    /// A table for each set of weights.
    pub tables: Vec<IndustryTable>,
}

/// The weights of some rulebooks.
#[derive(Debug, Serialize)]
pub struct IndustryTable {
    /// The rulebooks that share them.
    pub rulebooks: Vec<String>,
    /// A row per industry and type of shop.
    pub rows: Vec<Industry>,
}

/// A row of the CSV.
#[derive(Debug, Serialize)]
pub struct IndustryLine<'a> {
    rulebook: &'a str,
    industry: &'a str,
    shop_type: &'a str,
    id: &'a str,
    weight: f64,
}

/// The tables of the rulebooks that have industries; those with the same weights share one.
pub fn build_industries(rulebooks: &[Rulebook]) -> IndustryList {
    let mut tables: Vec<IndustryTable> = Vec::new();
    for rulebook in rulebooks.iter().filter(|rulebook| !rulebook.scoring.industries.is_empty()) {
        let rows = &rulebook.scoring.industries;
        match tables.iter_mut().find(|table| table.rows == *rows) {
            Some(table) => table.rulebooks.push(rulebook.id.clone()),
            None => tables.push(IndustryTable { rulebooks: vec![rulebook.id.clone()], rows: rows.clone() }),
        }
    }
    IndustryList { schema_version: SCHEMA_VERSION, tool: Tool::THIS, tables }
}

impl IndustryList {
    /// The rows of the CSV.
    pub(super) fn lines(&self) -> Vec<IndustryLine<'_>> {
        let mut lines = Vec::new();
        for table in &self.tables {
            for rulebook in &table.rulebooks {
                for row in &table.rows {
                    lines.extend(row.weights.iter().map(|(id, weight)| IndustryLine {
                        rulebook,
                        industry: &row.name,
                        shop_type: &row.shop_type,
                        id,
                        weight: *weight,
                    }));
                }
            }
        }
        lines
    }

    /// For people: a table each, its columns what is weighed.
    pub(super) fn text(&self, lang: Lang) -> String {
        let tables = self.tables.iter().map(|table| {
            let ids = columns(&table.rows);
            let mut grid = plain_table();
            let heads = [Text::LabelIndustry, Text::LabelShopType].map(|head| head.template(lang).to_owned());
            let weight = |row: &Industry, id: &str| {
                row.weights.get(id).map_or("–".to_owned(), |w| exact_percent(*w))
            };
            // The few industries of a rulebook that weighs everything stand side by side: a row for each of
            // them would be wider than a screen.
            if table.rows.len() < ids.len() {
                let [industry, shop_type] = heads;
                grid.set_header([industry].into_iter().chain(table.rows.iter().map(|row| row.name.clone())));
                let types = table.rows.iter().map(|row| row.shop_type.clone());
                grid.add_row([shop_type].into_iter().chain(types));
                for id in ids {
                    let weights = table.rows.iter().map(|row| weight(row, id));
                    grid.add_row([name_of(id, lang)].into_iter().chain(weights));
                }
            } else {
                grid.set_header(heads.into_iter().chain(ids.iter().map(|id| name_of(id, lang))));
                for row in &table.rows {
                    let cells = [row.name.clone(), row.shop_type.clone()];
                    grid.add_row(cells.into_iter().chain(ids.iter().map(|id| weight(row, id))));
                }
            }
            format!("{}\n{}", table.rulebooks.join(lang.pick("、", ", ")), trimmed(&grid))
        });
        if self.tables.is_empty() {
            return Text::IndustriesNone.template(lang).to_owned() + "\n";
        }
        let hint = Text::IndustriesHint.template(lang);
        format!("{}\n{hint}\n", tables.collect::<Vec<_>>().join("\n"))
    }
}

/// What the rows weigh, in the order of dimensions and indicators.
fn columns(rows: &[Industry]) -> Vec<&str> {
    let weighed: BTreeSet<&str> =
        rows.iter().flat_map(|row| row.weights.keys()).map(String::as_str).collect();
    let dimensions = Dimension::ALL.into_iter().map(Dimension::id);
    let indicators = Indicator::ALL.into_iter().map(|indicator| indicator.info().id);
    dimensions.chain(indicators).filter(|id| weighed.contains(id)).collect()
}

fn name_of(id: &str, lang: Lang) -> String {
    let dimension = Dimension::by_id(id).map(|d| lang.pick(d.name_zh(), d.name_en()));
    let indicator = || Indicator::by_id(id).map(|i| lang.pick(i.info().name_zh, i.info().name_en));
    dimension.or_else(indicator).unwrap_or(id).to_owned()
}
