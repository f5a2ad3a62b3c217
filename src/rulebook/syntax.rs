//! What is no TOML at all, in both languages. The parser speaks English only, and not to operators.

use super::problem::Problem;
use super::tree::Table;
use crate::catalogue::{Arg, Lang, Text};
use crate::input::cell::one_line;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeValue, Error};

/// What the parser's messages begin with, and what that means to somebody who types a file.
const MEANINGS: [(&str, Text); 31] = [
    ("unclosed array table", Text::TomlHeader),
    ("unclosed table", Text::TomlHeader),
    ("unclosed array", Text::TomlArray),
    ("unclosed inline table", Text::TomlBrace),
    ("missing comma", Text::TomlComma),
    ("extra comma", Text::TomlExtraComma),
    ("unexpected `=` in array", Text::TomlArray),
    ("key with no value", Text::TomlEquals),
    ("missing assignment", Text::TomlEquals),
    ("extra `=`", Text::TomlExtraEquals),
    ("extra assignment", Text::TomlExtraEquals),
    ("missing value", Text::TomlValue),
    ("string values must be quoted", Text::TomlBare),
    ("invalid basic string", Text::TomlQuote),
    ("invalid literal string", Text::TomlQuote),
    ("invalid multi-line", Text::TomlQuote),
    ("missing opening quote", Text::TomlQuote),
    ("missing escaped value", Text::TomlEscape),
    ("invalid unquoted key", Text::TomlKey),
    ("unquoted keys cannot be empty", Text::TomlNoKey),
    ("duplicate key", Text::TomlTwice),
    ("unexpected key or value", Text::TomlRest),
    ("cannot extend value", Text::TomlTwice),
    ("unexpected leading zero", Text::TomlNumber),
    ("unexpected sign", Text::TomlNumber),
    ("redundant num", Text::TomlNumber),
    ("invalid float", Text::TomlNumber),
    ("invalid mantissa", Text::TomlNumber),
    ("invalid fraction", Text::TomlNumber),
    ("invalid exponent", Text::TomlNumber),
    ("`_` may only go between digits", Text::TomlNumber),
];

/// What is wrong, one problem per line: the rest of a line that went wrong is no news. A bracket that
/// is not closed swallows all that follows, so it is the last thing said, where it was opened.
pub(super) fn problems(text: &str, table: &Spanned<Table<'_>>, errors: &[Error]) -> Vec<Problem> {
    let mut errors: Vec<(usize, Range<usize>, &str)> = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or_default();
            (start_of_line(text, span.start), span, error.message())
        })
        .collect();
    let unclosed = errors.iter().find(|(_, _, message)| message.starts_with("unclosed array,"));
    let opened = unclosed.and_then(|(_, span, _)| opened_at(table.get_ref(), span.start));
    if let Some(start) = opened {
        errors.retain(|(_, span, _)| span.start < start);
        errors.push((start_of_line(text, start), start..start, "unclosed array"));
    }
    errors.sort_by_key(|(line, span, _)| (*line, span.start));
    errors.dedup_by_key(|(line, _, _)| *line);
    errors.into_iter().map(|(line, span, message)| said(text, line, &span, message)).collect()
}

fn start_of_line(text: &str, at: usize) -> usize {
    text.get(..at.min(text.len())).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

fn said(text: &str, line: usize, span: &Range<usize>, message: &str) -> Problem {
    let source = text.get(line..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let found = text.get(span.clone()).unwrap_or_default().lines().next().unwrap_or_default();
    let meaning = MEANINGS.iter().find(|(begin, _)| message.starts_with(begin)).map(|(_, text)| *text);
    let meaning = match meaning {
        // Nothing stands there to be quoted.
        Some(Text::TomlBare) if found.trim().is_empty() => Some(Text::TomlValue),
        meaning => meaning,
    };
    let why = |lang: Lang| {
        let what = match meaning {
            Some(text) => text.with(lang, &[("found", shown(found))]),
            None => message.to_owned(),
        };
        Text::RuleSyntax.with(lang, &[("what", what), ("line", shown(source.trim()))])
    };
    // What the parser says of the end of a line is said of that line.
    Problem::because(Arg::Both(why(Lang::Zh), why(Lang::En))).starting_at(Some(line))
}

fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let cut: String = text.chars().take(MOST).collect();
    let mark = if cut.len() < text.len() { "…" } else { "" };
    format!("{}{mark}", one_line(&cut))
}

/// Where the outermost array begins that reaches as far as a position.
fn opened_at(table: &Table<'_>, end: usize) -> Option<usize> {
    table.iter().find_map(|(_, value)| {
        let span = value.span();
        match value.get_ref() {
            DeValue::Table(table) => opened_at(table, end),
            DeValue::Array(items) => {
                let of_tables = items.iter().find_map(|item| match item.get_ref() {
                    DeValue::Table(table) => opened_at(table, end),
                    _ => None,
                });
                let reaches = !items.iter().any(|item| item.get_ref().is_table()) || of_tables.is_none();
                of_tables.or_else(|| (reaches && span.end >= end && span.start < end).then_some(span.start))
            }
            _ => None,
        }
    })
}
