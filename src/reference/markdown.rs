//! The tables of the READMEs, and where they stand: between `<!-- name -->` and `<!-- /name -->`.

use super::index::Index;
use crate::catalogue::Lang;
use crate::report::{Cell, Table};
use crate::rulebook::Rulebook;

/// A README with its tables as the program knows them; `None` where a table has no place in it.
pub fn with_tables(readme: &str, lang: Lang, rulebook: &Rulebook) -> Option<String> {
    let index = Index::of(rulebook);
    let tables =
        [("indicators", index.table_of_indicators(lang)), ("diagnostics", index.table_of_diagnostics(lang))];
    tables.iter().try_fold(readme.to_owned(), |text, (name, table)| {
        let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
        let (before, rest) = text.split_once(&begin)?;
        let (_, after) = rest.split_once(&end)?;
        Some(format!("{before}{begin}{}{end}{after}", markdown(table)))
    })
}

/// A table of figures and words in Markdown.
fn markdown(table: &Table) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let cell = |cell: &Cell| match cell {
        Cell::Line(line) | Cell::Sentence(line) | Cell::Link(line, _) => line.text().replace('|', "\\|"),
        Cell::Bar(_) | Cell::Sparkline(_) | Cell::Days(_) => String::new(),
    };
    let headings = line(table.columns.iter().map(|column| column.heading.clone()).collect());
    let rule = "|---".repeat(table.columns.len()) + "|\n";
    let rows = table.rows.iter().map(|row| line(row.iter().map(cell).collect()));
    headings + &rule + &rows.collect::<String>()
}
