//! Texts of users and of their files as they may be shown (on one line, without what a terminal obeys, without numbers
//! of people), and shares.

mod digits;
mod personal_number;

pub(crate) use personal_number::{PersonalNumber, without_personal_numbers};
use std::borrow::Cow;

/// A text on one line, without the characters that a terminal would obey or that turn or hide what stands beside them.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| !is_common(c) && (breaks(c) || is_unseen(c))) {
        return text.into();
    }
    let text = without_direction_marks(text);
    let parts: Vec<&str> = text.split(breaks).filter(|part| !part.is_empty()).collect();
    parts.join(" ").into()
}

/// A name that a user's files give: of a file, a sheet, a shop, a column, a product. It is shown on one line and without
/// numbers of people.
pub(crate) fn shown_name(text: &str) -> Cow<'_, str> {
    match one_line(text) {
        Cow::Borrowed(text) => without_personal_numbers(text),
        Cow::Owned(text) => Cow::Owned(without_personal_numbers(&text).into_owned()),
    }
}

/// Text for a terminal, which keeps its line breaks and the colours that the program itself gives it.
pub(crate) fn without_direction_marks(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return text.into();
    }
    let mut before = None;
    let kept = text.chars().filter(|c| {
        // Emoji are joined by a mark without a width.
        let joins = *c == JOINER && before.is_some_and(is_pictograph);
        before = Some(*c);
        joins || !is_unseen(*c)
    });
    Cow::Owned(kept.collect())
}

const JOINER: char = '\u{200D}';

/// What most texts consist of: visible ASCII, blanks and the common ideographs.
fn is_common(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{4e00}'..='\u{9fff}')
}

/// Controls, and what else begins a new line.
fn breaks(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Characters that turn or hide what stands beside them, or are not seen themselves: marks of direction, blanks of no
/// width, tags. Such a mark in a name would turn the figures behind it.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Whether a character may stand before a joiner in an emoji.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{2190}'..='\u{21ff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// What a spreadsheet program takes for the beginning of a formula, also in full width, or leaves out before one.
const FORMULA: &[char] = &['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// A text of a table that spreadsheet programs open, as text: an apostrophe stands before what they would calculate. The
/// TAB before an id is such a mark itself. Numbers are no texts: those below 0 stay as they are.
pub(crate) fn as_text(text: &str) -> Cow<'_, str> {
    let is_guarded_id =
        || text.strip_prefix('\t').is_some_and(|id| id.starts_with(|c: char| c.is_ascii_alphanumeric()));
    if text.starts_with(FORMULA) && !is_guarded_id() { format!("'{text}").into() } else { text.into() }
}

/// The text that [`as_text`] has made of it.
pub(crate) fn of_text(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| text.starts_with(FORMULA)).unwrap_or(cell)
}

/// A word, such as a path, as a shell of the system takes it.
pub(crate) fn quoted(word: &str) -> String {
    if cfg!(windows) { quoted_for_windows(word) } else { quoted_for_unix(word) }
}

fn quoted_for_unix(word: &str) -> String {
    if is_plain(word, "") { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

/// As both cmd and PowerShell take it: a program of Windows takes a quotation mark behind a backslash for a letter,
/// so that one at the end is doubled.
fn quoted_for_windows(word: &str) -> String {
    if is_plain(word, "\\") {
        return word.to_owned();
    }
    let at_the_end = word.len() - word.trim_end_matches('\\').len();
    format!("\"{}{}\"", word.replace('"', "\\\""), "\\".repeat(at_the_end))
}

/// Whether a word needs no quotes: letters, digits, and signs that mean nothing to a shell.
fn is_plain(word: &str, further: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "/._-+:@%,~".contains(c) || further.contains(c);
    !word.is_empty() && word.chars().all(plain)
}

/// A share as a percentage with two decimals at most.
pub(crate) fn percent(share: f64) -> String {
    let text = format!("{:.2}", share * 100.0);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{text}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_quoted_where_needed() {
        for (path, unix, windows) in [
            ("fixtures/demo", "fixtures/demo", "fixtures/demo"),
            ("导出/10月", "导出/10月", "导出/10月"),
            ("my shop/a'b", "'my shop/a'\\''b'", "\"my shop/a'b\""),
            (r"C:\导出\10月", r"'C:\导出\10月'", r"C:\导出\10月"),
            (r"C:\my shop\", r"'C:\my shop\'", r#""C:\my shop\\""#),
            ("", "''", "\"\""),
        ] {
            assert_eq!(quoted_for_unix(path), unix);
            assert_eq!(quoted_for_windows(path), windows);
        }
    }

    #[test]
    fn names_are_shown_on_one_line() {
        assert_eq!(one_line("售后类型\r\n（新）"), "售后类型 （新）");
        assert_eq!(one_line(" a b\u{1b}[31m\t"), " a b [31m");
        assert_eq!(one_line("a\u{9b}31m\u{85}b\u{2028}c\u{202E}d"), "a 31m b cd");
        assert_eq!(shown_name("加\u{202E}我138\n0013\n8000"), "加我…");
    }

    #[test]
    fn what_would_be_calculated_is_text() {
        for text in ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1"] {
            assert_eq!(as_text(text), format!("'{text}"));
            assert_eq!(of_text(&as_text(text)), text);
        }
        for text in ["1-1", "\t6917926768823643751", "甲=店", "", "'甲"] {
            assert_eq!((as_text(text).as_ref(), of_text(text)), (text, text));
        }
    }

    #[test]
    fn marks_of_direction_leave_names() {
        assert_eq!(without_direction_marks("a\u{202E}b\u{2066}c\u{FEFF}"), "abc");
        assert_eq!(without_direction_marks("家\u{200D}人"), "家人");
        assert_eq!(without_direction_marks("👩\u{200D}👧"), "👩\u{200D}👧");
        assert_eq!(without_direction_marks("a\u{E0041}\u{2064}\u{34F}b"), "ab");
    }
}
