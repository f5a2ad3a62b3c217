//! What is no TOML at all, in both languages. The parser speaks English only, and not to operators.

use super::problem::Problem;
use super::tree::{Table, Value};
use crate::catalogue::{Arg, Lang, Text};
use crate::shown_text::one_line;
use std::ops::Range;
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

/// So many lines are enough to begin with.
const MOST: usize = 100;

/// What is wrong, one problem per line: the rest of a line that went wrong is no news. The parser gives up
/// at some mistakes, so it is asked again without the lines that it complained about. A bracket that is
/// not closed swallows all that follows, so it is the last thing said, where it was opened.
pub(super) fn problems(text: &str) -> Vec<Problem> {
    let mut rest = text.to_owned();
    let mut problems = Vec::new();
    for _ in 0..MOST {
        let (table, errors) = Table::parse_recoverable(&rest);
        let (mut mistakes, is_last) = mistakes(&rest, table.get_ref(), &errors);
        mistakes.truncate(MOST - problems.len());
        problems.extend(mistakes.iter().map(|mistake| said(text, mistake)));
        if mistakes.is_empty() || is_last || problems.len() >= MOST {
            break;
        }
        for mistake in mistakes {
            rest = without_line(&rest, mistake.line);
        }
    }
    problems
}

/// Something that the parser complains about.
struct Mistake<'e> {
    /// Where its line begins.
    line: usize,
    /// What it is about.
    span: Range<usize>,
    message: &'e str,
}

/// The mistakes that are news; is nothing behind them worth reading?
fn mistakes<'e>(text: &str, table: &Table<'_>, errors: &'e [Error]) -> (Vec<Mistake<'e>>, bool) {
    let of_error = |error: &'e Error| {
        let (span, message) = (error.span().unwrap_or_default(), error.message());
        // It ends where the file does, and is to be mended where it begins.
        let begins = match message.starts_with("invalid multi-line") {
            true => text.get(..span.start).and_then(last_of_three_quotes),
            false => None,
        };
        Mistake { line: start_of_line(text, begins.unwrap_or(span.start)), span, message }
    };
    let mut mistakes: Vec<Mistake<'e>> = errors.iter().map(of_error).collect();
    let unclosed = |mistake: &&Mistake<'_>| {
        mistake.message.starts_with("unclosed array,") || mistake.message.starts_with("unclosed inline table")
    };
    let opened = mistakes.iter().filter(unclosed).find_map(|mistake| {
        let start = opened_at(text, table, mistake.span.start)?;
        Some(Mistake { line: start_of_line(text, start), span: start..start, message: mistake.message })
    });
    let is_last = opened.is_some();
    if let Some(opened) = opened {
        mistakes.retain(|mistake| mistake.span.start < opened.span.start);
        mistakes.push(opened);
    }
    mistakes.sort_by_key(|mistake| (mistake.line, mistake.span.start));
    mistakes.dedup_by_key(|mistake| mistake.line);
    (mistakes, is_last)
}

/// The text with a line blotted out, everything else where it was. A header stays one, under a name of its
/// own: without it the keys below would belong to the table above.
fn without_line(text: &str, line: usize) -> String {
    let (before, rest) = text.split_at_checked(line).unwrap_or((text, ""));
    let length = rest.find(['\r', '\n']).unwrap_or(rest.len());
    let (blotted, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
    let name = format!("[line-{line}]");
    let blot = match blotted.trim_start().starts_with('[') && name.len() <= length {
        true => format!("{name:length$}"),
        false => " ".repeat(length),
    };
    format!("{before}{blot}{after}")
}

fn last_of_three_quotes(before: &str) -> Option<usize> {
    before.rfind("\"\"\"").max(before.rfind("'''"))
}

fn start_of_line(text: &str, at: usize) -> usize {
    text.get(..at.min(text.len())).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

fn said(text: &str, mistake: &Mistake<'_>) -> Problem {
    let Mistake { line, span, message } = mistake;
    let source = text.get(*line..).and_then(|rest| rest.lines().next()).unwrap_or_default();
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
            None => (*message).to_owned(),
        };
        Text::RuleSyntax.with(lang, &[("what", what), ("line", shown(source.trim()))])
    };
    // What the parser says of the end of a line is said of that line.
    Problem::because(Arg::Both(why(Lang::Zh), why(Lang::En))).starting_at(Some(*line))
}

fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let cut: String = text.chars().take(MOST).collect();
    let mark = if cut.len() < text.len() { "…" } else { "" };
    format!("{}{mark}", one_line(&cut))
}

/// Where the outermost bracket or brace is opened that reaches as far as a position.
fn opened_at(text: &str, table: &Table<'_>, end: usize) -> Option<usize> {
    table.iter().find_map(|(_, value)| value_opened_at(text, value, end))
}

fn value_opened_at(text: &str, value: &Value<'_>, end: usize) -> Option<usize> {
    let span = value.span();
    let reaches = span.start < end && span.end >= end;
    match value.get_ref() {
        // What is read of an open brace ends before the next line.
        DeValue::Table(_) if text.get(span.clone())?.starts_with('{') => {
            (!text.get(span.clone())?.ends_with('}')).then_some(span.start)
        }
        DeValue::Table(table) => opened_at(text, table, end),
        DeValue::Array(_) if reaches => Some(span.start),
        DeValue::Array(items) => items.iter().find_map(|item| value_opened_at(text, item, end)),
        _ => None,
    }
}
