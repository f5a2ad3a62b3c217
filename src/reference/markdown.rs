//! The tables of the READMEs, and where they stand: between `<!-- name -->` and `<!-- /name -->`.

use super::index::Index;
use super::unit;
use crate::catalogue::{Lang, Text};
use crate::input::percent;
use crate::rulebook::Rulebook;

/// The tables by name.
pub const TABLES: [&str; 2] = ["indicators", "diagnostics"];

/// A README with its tables as the program knows them; `None` where a table has no place in it.
pub fn with_tables(readme: &str, lang: Lang, rulebook: &Rulebook) -> Option<String> {
    let index = Index::of(rulebook);
    let mut text = readme.to_owned();
    for name in TABLES {
        let table = match name {
            "indicators" => indicators(&index, lang),
            _ => diagnostics(&index, lang),
        };
        let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
        let (before, rest) = text.split_once(&begin)?;
        let (_, after) = rest.split_once(&end)?;
        text = format!("{before}{begin}{table}{end}{after}");
    }
    Some(text)
}

fn indicators(index: &Index, lang: Lang) -> String {
    let heads =
        [Text::HeadName, Text::HeadDimension, Text::HeadScoringWindow, Text::HeadWeight, Text::HeadUnit];
    let rows = index.indicators.iter().map(|line| {
        let facts = line.of.info();
        vec![
            format!("`{}`", line.id),
            lang.pick(line.name_zh, line.name_en).to_owned(),
            lang.pick(facts.dimension.name_zh(), facts.dimension.name_en()).to_owned(),
            Text::WindowDays.with(lang, &[("n", line.window_days.to_string())]),
            line.weight_in_total.map_or("–".to_owned(), percent),
            unit(facts.unit, facts.direction, lang),
        ]
    });
    table("id", &heads, rows, lang)
}

fn diagnostics(index: &Index, lang: Lang) -> String {
    let heads = [Text::HeadSeverity, Text::HeadMessage, Text::WhatToDo];
    let rows = index.diagnostics.iter().map(|line| {
        vec![
            format!("`{}`", line.code),
            line.of.severity().text().template(lang).to_owned(),
            lang.pick(&line.message_zh, &line.message_en).to_owned(),
            lang.pick(&line.mend_zh, &line.mend_en).to_owned(),
        ]
    });
    table(Text::HeadCode.template(lang), &heads, rows, lang)
}

fn table(first: &str, heads: &[Text], rows: impl Iterator<Item = Vec<String>>, lang: Lang) -> String {
    let heads = heads.iter().map(|head| head.template(lang));
    let heads: Vec<String> = std::iter::once(first).chain(heads).map(str::to_owned).collect();
    let rule = "|---".repeat(heads.len()) + "|\n";
    let line = |cells: Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let body: String = rows.map(line).collect();
    line(heads) + &rule + &body
}
