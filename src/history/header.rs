//! The header of a history: its columns, by keys or by titles in a language.

use crate::catalogue::{Diagnostic, Headers, Lang, diagnostics, is_called, text};

/// The columns in the order in which a new file has them: the keys of a row.
pub(super) const COLUMNS: [&str; 26] = [
    "day",
    "shop",
    "rulebook_id",
    "level",
    "id",
    "name_zh",
    "name_en",
    "dimension",
    "unit",
    "direction",
    "window_days",
    "numerator",
    "denominator",
    "value",
    "points",
    "weight_in_total",
    "lost_score",
    "status",
    "approximate",
    "coverage",
    "covered_share",
    "low",
    "high",
    "met",
    "distance",
    "distance_of",
];

/// The header of a file: which column stands where, and how it calls them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// The places of the columns in [`COLUMNS`], as the file orders them.
    pub columns: Vec<usize>,
    /// How the file writes ids.
    pub style: Headers,
}

impl Header {
    /// That of a new file; a history cannot do without one.
    pub(super) fn new(style: Headers) -> Header {
        let style = if style == Headers::None { Headers::Keys } else { style };
        Header { columns: (0..COLUMNS.len()).collect(), style }
    }

    /// The header of a file by its cells.
    pub(super) fn read(cells: &[String]) -> Result<Header, Box<Diagnostic>> {
        let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
        let place = |cell: &str| COLUMNS.iter().position(|key| is_called(key, cell));
        let columns: Vec<Option<usize>> = cells.iter().map(|cell| place(cell)).collect();
        if let Some(key) =
            (0..COLUMNS.len()).find(|at| !columns.contains(&Some(*at))).and_then(|at| COLUMNS.get(at))
        {
            let found =
                |lang| text::history_no_column(lang, cells.len(), Headers::Titles(lang).title("", key), key);
            return Err(invalid(found));
        }
        let of_history: Vec<usize> = columns.iter().copied().flatten().collect();
        if cells.len() > COLUMNS.len() {
            let twice = |at: &usize| of_history.iter().filter(|other| *other == at).count() > 1;
            let odd = columns.iter().position(|column| column.as_ref().is_none_or(twice));
            let place = odd.unwrap_or_default() + 1;
            return Err(invalid(|lang| text::history_odd_column(lang, place)));
        }
        let is_in = |style: Headers| {
            cells
                .iter()
                .zip(&of_history)
                .all(|(cell, at)| COLUMNS.get(*at).is_some_and(|key| style.title("", key) == *cell))
        };
        let styles = [Headers::Titles(Lang::Zh), Headers::Titles(Lang::En)];
        let style = styles.into_iter().find(|style| is_in(*style)).unwrap_or_default();
        Ok(Header { columns: of_history, style })
    }

    /// The keys of the columns, as the file orders them.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().filter_map(|at| COLUMNS.get(*at).copied())
    }
}

fn invalid(found: impl Fn(Lang) -> String) -> Box<Diagnostic> {
    Box::new(diagnostics::history_invalid(found, text::expected_history_header).line(1))
}
