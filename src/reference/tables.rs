//! The tables of the pages in `docs/`, and where they stand: between `<!-- name -->` and `<!-- /name -->`.

use super::index::Index;
use crate::catalogue::{Diagnostic, Lang, text};
use crate::field::{Field, Kind};
use crate::input::columns::Columns;
use crate::report::{Block, Cell, Column, Document, Table, build_rulebook_list};
use crate::rulebook::Rulebook;

/// Every table by its name, as the program knows it.
///
/// # Errors
///
/// Never, unless a built-in rulebook or the built-in table of columns is invalid.
pub fn tables(lang: Lang) -> Result<Vec<(String, String)>, Vec<Diagnostic>> {
    let index = Index::of(&Rulebook::default_rulebook().map_err(|e| vec![e])?);
    let columns = Columns::built_in();
    let mut tables = vec![
        ("indicators".to_owned(), markdown(&index.table_of_indicators(lang))),
        ("diagnostics".to_owned(), markdown(&index.table_of_diagnostics(lang))),
        ("cases".to_owned(), markdown(&index.table_of_cases(lang))),
        ("guides".to_owned(), markdown(&index.table_of_guides(lang))),
        ("rulebooks".to_owned(), rulebooks(lang)?),
    ];
    tables.extend(
        Kind::ALL.into_iter().map(|kind| {
            (format!("columns-{}", kind.id()), markdown(&table_of_columns(kind, &columns, lang)))
        }),
    );
    Ok(tables)
}

/// The rulebooks, in the order of `tiyanfen rules`.
fn rulebooks(lang: Lang) -> Result<String, Vec<Diagnostic>> {
    let rulebooks = Rulebook::all_built_in().map_err(|e| vec![e])?;
    let blocks = build_rulebook_list(&rulebooks).blocks(lang);
    Ok(blocks.iter().find_map(first_table).map(markdown).unwrap_or_default())
}

fn first_table(block: &Block) -> Option<&Table> {
    match block {
        Block::Table(table) => Some(table),
        Block::Section(blocks) => blocks.iter().find_map(first_table),
        _ => None,
    }
}

/// The columns of a kind of export that are read: the names they may have, and what they are for.
fn table_of_columns(kind: Kind, columns: &Columns, lang: Lang) -> Table {
    let headings = [text::head_column(lang), text::head_purpose(lang)];
    let mut table = Table::new(headings.map(Column::left));
    for field in Field::ALL.iter().copied().filter(|field| field.kind() == kind) {
        table.row([columns.names(field).join(" · "), field.purpose().pick(lang).to_owned()]);
    }
    table
}

/// A table of figures and words in Markdown.
pub(super) fn markdown(table: &Table) -> String {
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
