//! Where a statement finds the facts: files, or a table.

use super::NUMBERS;
use super::dialect::{Dialect, Engine};
use crate::facts_table::COLUMNS;

/// Those that are no texts and no numbers.
const DATES: [&str; 3] = ["cohort_day", "known_from", "known_until"];

/// Where facts are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Parquet files of a path or a pattern.
    Parquet(String),
    /// CSV files of a path or a pattern.
    Csv(String),
    /// A table or a view.
    Table(String),
}

impl Source {
    /// Files by the ending of their name, or a table by the form of its name.
    pub fn parse(text: &str) -> Option<Source> {
        let is_word = |word: &str| {
            word.chars().next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
                && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        let lower = text.to_ascii_lowercase();
        if text.chars().any(char::is_control) {
            None
        } else if lower.ends_with(".parquet") {
            Some(Source::Parquet(text.to_owned()))
        } else if lower.ends_with(".csv") {
            Some(Source::Csv(text.to_owned()))
        } else {
            text.split('.').all(is_word).then(|| Source::Table(text.to_owned()))
        }
    }

    /// What stands behind FROM.
    pub(super) fn relation(&self, engine: Engine) -> String {
        let dialect = engine.dialect();
        match self {
            Source::Table(name) => name.clone(),
            Source::Parquet(path) => dialect.parquet.replace("{path}", &escaped(dialect, path)),
            Source::Csv(path) => {
                let columns: Vec<String> = COLUMNS.iter().enumerate().map(|c| column(dialect, c)).collect();
                let relation = dialect.csv.replace("{columns}", &columns.join(", "));
                relation.replace("{path}", &escaped(dialect, path))
            }
        }
    }
}

fn column(dialect: &Dialect, (place, name): (usize, &&str)) -> String {
    let [text, date, integer] = dialect.types;
    let of = match *name {
        name if DATES.contains(&name) => date,
        name if NUMBERS.contains(&name) => integer,
        _ => text,
    };
    let column = dialect.csv_column.replace("{place}", &place.to_string());
    column.replace("{name}", name).replace("{type}", of)
}

/// A path within the quotes of the engine.
fn escaped(dialect: &Dialect, path: &str) -> String {
    let escape = |c: char| dialect.escapes.iter().find(|(of, _)| *of == c).map(|(_, written)| *written);
    path.chars().fold(String::new(), |mut text, c| {
        match escape(c) {
            Some(written) => text.push_str(written),
            None => text.push(c),
        }
        text
    })
}
