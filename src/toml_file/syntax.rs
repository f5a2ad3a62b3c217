//! What is no TOML at all, in both languages. The parser says where it stopped; what that means to somebody who
//! types a file is told by what stands there, since its own words are English and no operator's.

use super::items::{TomlTable, TomlValue};
use super::secret;
use crate::catalogue::{Arg, text};
use crate::shown_text::one_line;
use std::borrow::Cow;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// So many lines are enough to begin with.
const MOST: usize = 100;

/// Something that is no TOML.
#[derive(Debug)]
pub(crate) struct SyntaxMistake {
    /// What it is about; it begins on the line that is to be corrected.
    pub(crate) span: Range<usize>,
    /// What is wrong.
    pub(crate) what: Arg,
    /// The line as it is written, as far as it fits into a message.
    pub(crate) line: String,
}

/// What is wrong, one mistake per line: the rest of a line that went wrong is no news. The parser gives up
/// at some mistakes, so it is asked again without the lines that it complained about. A bracket that is
/// not closed swallows all that follows, so it is the last thing said, where it was opened.
pub(super) fn mistakes(text: &str) -> Vec<SyntaxMistake> {
    let mut rest = text.to_owned();
    let mut mistakes = Vec::new();
    while mistakes.len() < MOST {
        let (found, is_last) = news(&rest);
        let lines: Vec<Range<usize>> = found.iter().map(|(span, _)| line_around(text, span.start)).collect();
        mistakes.extend(found.into_iter().zip(&lines).map(|((span, what), line)| {
            let line = text.get(line.clone()).unwrap_or_default();
            match secret::without(line) {
                Cow::Borrowed(line) => SyntaxMistake { span, what, line: shown(line.trim()) },
                // What is wrong would name a part of the line.
                Cow::Owned(line) => {
                    SyntaxMistake { span, what: text::toml_secret.into(), line: line.trim().to_owned() }
                }
            }
        }));
        if lines.is_empty() || is_last {
            break;
        }
        for line in lines {
            rest = without_line(&rest, &line);
        }
    }
    mistakes.truncate(MOST);
    mistakes
}

/// The mistakes that are news, in the order of their lines; is nothing behind them worth reading?
fn news(text: &str) -> (Vec<(Range<usize>, Arg)>, bool) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let opened = table.get_ref().iter().find_map(|(_, value)| never_closed(text, value));
    let is_last = opened.is_some();
    let spans = errors.iter().map(|error| error.span().unwrap_or_default());
    let before = |span: &Range<usize>| opened.as_ref().is_none_or(|(opened, _)| span.start < *opened);
    let mistakes = spans.filter(before).map(|span| match open_quotes_before(text, span.start) {
        // A text of several lines ends where the file does, and is to be corrected where it begins.
        Some(quotes) => (quotes, text::toml_quote.into()),
        None => (span.clone(), meaning(text, table.get_ref(), &span)),
    });
    let mut mistakes: Vec<(Range<usize>, Arg)> = mistakes.collect();
    mistakes.extend(opened.map(|(_, innermost)| innermost));
    let line = |span: &Range<usize>| line_around(text, span.start).start;
    mistakes.sort_by_key(|(span, _)| (line(span), span.start));
    mistakes.dedup_by_key(|(span, _)| line(span));
    (mistakes, is_last)
}

/// The bracket or brace with which a value begins; none of a table with a header, nor of a list of such tables.
fn bracket(text: &str, value: &TomlValue<'_>) -> Option<char> {
    let first = |value: &TomlValue<'_>| text.get(value.span().start..)?.chars().next();
    let has_header = |item: &TomlValue<'_>| item.get_ref().is_table() && first(item) == Some('[');
    match value.get_ref() {
        DeValue::Array(items) => first(value).filter(|_| !items.iter().any(has_header)),
        DeValue::Table(_) => first(value).filter(|first| *first == '{'),
        _ => None,
    }
}

fn inner<'v, 't>(value: &'v TomlValue<'t>) -> Vec<&'v TomlValue<'t>> {
    match value.get_ref() {
        DeValue::Array(items) => items.iter().collect(),
        DeValue::Table(table) => table.values().collect(),
        _ => Vec::new(),
    }
}

/// Where a bracket or brace is opened that swallows the rest of the text, and the innermost of those within it,
/// which is the one to be closed, with what is to be said of it.
fn never_closed(text: &str, value: &TomlValue<'_>) -> Option<(usize, (Range<usize>, Arg))> {
    let (inner, span) = (inner(value), value.span());
    let is_closed_by = |mark: char| {
        // A mark at the end may be that of the last value within.
        text.get(..span.end).is_some_and(|text| text.ends_with(mark))
            && inner.iter().all(|inner| inner.span().end < span.end)
    };
    let own: Option<Arg> = match bracket(text, value) {
        Some('[') if !is_closed_by(']') => Some(text::toml_array.into()),
        Some('{') if !is_closed_by('}') => Some(text::toml_brace.into()),
        _ => None,
    };
    let within = inner.iter().find_map(|value| never_closed(text, value));
    match (own, within) {
        (Some(_), Some((_, innermost))) => Some((span.start, innermost)),
        (Some(own), None) => Some((span.start, (span.start..span.start + 1, own))),
        (None, within) => within,
    }
}

/// The innermost bracket or brace that holds a position.
fn bracket_around(text: &str, value: &TomlValue<'_>, position: usize) -> Option<char> {
    let holds = value.span().start < position && position < value.span().end;
    let around = inner(value).into_iter().find_map(|value| bracket_around(text, value, position));
    around.or_else(|| bracket(text, value).filter(|_| holds))
}

/// What a place means at which the parser stopped.
fn meaning(text: &str, table: &TomlTable<'_>, span: &Range<usize>) -> Arg {
    let line = line_around(text, span.start);
    let head = text.get(line.start..span.start).unwrap_or_default();
    let rest = text.get(span.start..line.end).unwrap_or_default();
    let found = text.get(span.clone()).and_then(|found| found.lines().next()).unwrap_or_default();
    let next = rest.chars().next();
    let around = table.iter().find_map(|(_, value)| bracket_around(text, value, span.start));
    // The entry of an inline table that the position is in, or the line.
    let entry = match around {
        Some('{') => head.rsplit(['{', ',']).next().unwrap_or(head),
        _ => head,
    };
    let header = head.trim_start().starts_with('[') && around.is_none();
    let behind_equals = entry.split_once('=').map(|(_, value)| value.trim_start());
    let token = format!("{}{}", word_before(head), word(rest));
    match (found, around) {
        ("", _) if header => in_header(head, next),
        ("", _) if has_open_quote(text.get(line).unwrap_or_default()) => text::toml_quote.into(),
        ("", _) if is_no_number(&token) => text::toml_number.into(),
        ("", Some(_)) if next == Some(',') && entry.trim_end().ends_with([',', '[', '{']) => {
            text::toml_extra_comma.into()
        }
        ("", Some('[')) => text::toml_comma.into(),
        ("", _) => match behind_equals {
            None if entry.trim().is_empty() || matches!(next, Some('.' | '=')) || entry.ends_with('.') => {
                text::toml_no_key.into()
            }
            None => text::toml_equals.into(),
            Some(value) => behind(value, rest, around.is_some()),
        },
        ("=", Some('[')) => text::toml_array.into(),
        ("=", _) => text::toml_extra_equals.into(),
        (",", _) => text::toml_extra_comma.into(),
        (found, None | Some('{')) if header || behind_equals.is_none() => {
            if is_key(found) {
                Arg::from(|lang| text::toml_twice(lang, shown(found)))
            } else {
                Arg::from(|lang| text::toml_key(lang, shown(found)))
            }
        }
        (found, _) if has_open_quote(found) => text::toml_quote.into(),
        (found, _) if is_no_number(&token) && !found.contains(char::is_whitespace) => {
            text::toml_number.into()
        }
        (found, _) => Arg::from(|lang| text::toml_bare(lang, shown(found))),
    }
}

fn in_header(head: &str, next: Option<char>) -> Arg {
    let close = if head.trim_start().starts_with("[[") { "]]" } else { "]" };
    match next {
        _ if head.trim_end().ends_with(close) => text::toml_rest.into(),
        Some(']' | '.') => text::toml_no_key.into(),
        _ => text::toml_header.into(),
    }
}

/// Behind an equals sign: what was read of the value, and what follows.
fn behind(value: &str, rest: &str, in_brace: bool) -> Arg {
    match (value.is_empty(), rest.chars().next()) {
        (true, None | Some('#' | ',' | '}')) => text::toml_value.into(),
        (true, Some(_)) => Arg::from(|lang| text::toml_bare(lang, shown(rest))),
        (false, Some('=')) => text::toml_extra_equals.into(),
        (false, _) if value.starts_with('"') && DeValue::parse(value.trim_end()).is_err() => {
            text::toml_escape.into()
        }
        (false, _) if in_brace => text::toml_comma.into(),
        (false, _) => text::toml_rest.into(),
    }
}

fn is_delimiter(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}' | '=' | '#')
}

fn word(text: &str) -> &str {
    text.split(is_delimiter).next().unwrap_or_default()
}

fn word_before(text: &str) -> &str {
    text.rsplit(is_delimiter).next().unwrap_or_default()
}

/// Is it meant as a number, and none?
fn is_no_number(word: &str) -> bool {
    let bare = word.trim_start_matches(['+', '-']).replace("e-", "e").replace("e+", "e");
    bare.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && bare.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '_')
        && DeValue::parse(word).is_err()
}

/// Is there a quote without its counterpart? One behind a backslash is part of a text.
fn has_open_quote(text: &str) -> bool {
    text.replace("\\\\", "").replace("\\\"", "").matches('"').count() % 2 == 1
        || text.trim_start().starts_with('\'') && text.matches('\'').count() % 2 == 1
        || text.split_once('=').is_some_and(|(_, value)| {
            value.trim_start().starts_with('\'') && value.matches('\'').count() % 2 == 1
        })
}

fn is_key(found: &str) -> bool {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let is_quoted_by = |quote: &str| {
        found.len() > 1
            && found.starts_with(quote)
            && found.ends_with(quote)
            && !found.starts_with(&quote.repeat(3))
    };
    is_quoted_by("\"") || is_quoted_by("'") || found.chars().all(is_bare)
}

/// Where a text of several lines begins that reaches the end of the file without being closed.
fn open_quotes_before(text: &str, position: usize) -> Option<Range<usize>> {
    let before = text.get(..position).filter(|before| before.trim_end().len() == text.trim_end().len())?;
    let is_open = |quotes: &&str| before.matches(*quotes).count() % 2 == 1;
    let open =
        ["\"\"\"", "'''"].into_iter().filter(is_open).filter_map(|quotes| before.rfind(quotes)).max()?;
    Some(open..open + 3)
}

/// The text with a line blotted out, everything else where it was. A header stays one, under a name of its
/// own: without it the keys below would belong to the table above.
fn without_line(text: &str, line: &Range<usize>) -> String {
    let [before, blotted, after] =
        [0..line.start, line.clone(), line.end..text.len()].map(|part| text.get(part).unwrap_or_default());
    let (name, length) = (format!("[line-{}]", line.start), blotted.len());
    let blot = if blotted.trim_start().starts_with('[') && name.len() <= length {
        format!("{name:length$}")
    } else {
        " ".repeat(length)
    };
    format!("{before}{blot}{after}")
}

/// The line that holds a position, without its end.
pub(super) fn line_around(text: &str, position: usize) -> Range<usize> {
    let (before, behind) = text.split_at_checked(position.min(text.len())).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let length = behind.find('\n').unwrap_or(behind.len());
    start..before.len() + behind.get(..length).unwrap_or_default().trim_end_matches('\r').len()
}

fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let cut: String = text.chars().take(MOST).collect();
    let mark = if cut.len() < text.len() { "…" } else { "" };
    format!("{}{mark}", one_line(&cut))
}
