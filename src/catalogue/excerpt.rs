//! The line of a typed file that a diagnostic is about, with what is meant in it underlined.

use crate::shown_text::{one_line, without_personal_numbers};
use std::ops::Range;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How wide an excerpt is at most: a terminal's width, without the number of the line.
const WIDEST: usize = 90;
/// How much of a long line is shown in front of what is underlined.
const LEAD: usize = 40;

/// A line as it is shown, and where in it something is underlined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    line: u64,
    text: String,
    /// The column at which it begins, and how wide it is.
    underlined: Option<(usize, usize)>,
}

impl Excerpt {
    /// A line of a file, by its number; without phone numbers, and without marks where that moves them.
    pub(crate) fn new(number: u64, line: &str, marked: Range<usize>) -> Excerpt {
        let begin = line.len() - line.trim_start().len();
        let start = marked.start.clamp(begin, line.len());
        let parts =
            [begin..start, start..marked.end.clamp(start, line.len()), marked.end.max(start)..line.len()];
        let [before, within, after] =
            parts.map(|part| one_line(line.get(part).unwrap_or_default()).into_owned());
        let before = if before.width() > LEAD { format!("…{}", last(&before, LEAD)) } else { before };
        let whole = format!("{before}{within}{after}");
        let text = if whole.trim_end().width() > WIDEST {
            format!("{}…", first(&whole, WIDEST))
        } else {
            whole.trim_end().to_owned()
        };
        match without_personal_numbers(&text) {
            shown if shown == text => {
                let width = within.width().min(text.width().saturating_sub(before.width())).max(1);
                Excerpt { line: number, underlined: Some((before.width(), width)), text }
            }
            shown => Excerpt { line: number, text: shown.into_owned(), underlined: None },
        }
    }

    /// The line behind its number, and the marks below it.
    pub(super) fn render(&self) -> String {
        let number = self.line.to_string();
        let line = format!("  {number} | {}", self.text);
        match self.underlined {
            Some((column, width)) => {
                let (margin, marks) = (" ".repeat(number.len()), "^".repeat(width));
                format!("{}\n  {margin} | {}{marks}", line.trim_end(), " ".repeat(column))
            }
            None => line,
        }
    }
}

/// As much of the beginning of a text as fits into a width.
fn first(text: &str, width: usize) -> &str {
    let end = text.char_indices().scan(0, |used, (start, c)| {
        *used += c.width().unwrap_or(0);
        Some((start, *used))
    });
    let end = end.filter(|(_, used)| *used > width).map(|(start, _)| start).next();
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// As much of the end of a text as fits into a width.
fn last(text: &str, width: usize) -> String {
    let reversed = |text: &str| text.chars().rev().collect::<String>();
    reversed(first(&reversed(text), width))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str, marked: &str) -> String {
        let start = line.find(marked).unwrap();
        Excerpt::new(12, line, start..start + marked.len()).render()
    }

    #[test]
    fn what_is_meant_is_underlined_where_characters_are_wide_too() {
        assert_eq!(shown("a = 3", "3"), "  12 | a = 3\n     |     ^");
        assert_eq!(
            shown("  words = [\"破损\", 3]\t", "3"),
            "  12 | words = [\"破损\", 3]\n     |                  ^"
        );
        assert_eq!(shown("shop = 五", "五"), "  12 | shop = 五\n     |        ^^");
        assert_eq!(shown("a =", ""), "  12 | a =\n     | ^");
    }

    #[test]
    fn long_lines_are_cut_around_what_is_meant() {
        let long = shown(&format!("a = [{}7, {}]", "12, ".repeat(30), "34, ".repeat(30)), "7");
        let (line, marks) = long.split_once('\n').unwrap();
        assert!(
            line.starts_with("  12 | …12, 12, ") && line.ends_with("34…") && line.width() < 100,
            "{line}"
        );
        assert_eq!(line.chars().nth(marks.chars().count() - 1), Some('7'), "{long}");
    }

    #[test]
    fn nothing_private_and_nothing_that_a_terminal_obeys_is_repeated() {
        assert_eq!(shown("phone = \"13987654321\"", "phone"), "  12 | phone = \"…\"");
        assert_eq!(shown("a = \u{1b}[0m7", "7"), "  12 | a =  [0m7\n     |         ^");
    }
}
