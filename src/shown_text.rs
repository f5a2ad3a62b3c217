//! Texts of users and of their files as they may be shown (on one line, without phone numbers), and shares.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// A text on one line, without the control characters that a terminal would obey.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return text.into();
    }
    let parts: Vec<&str> = text.split(char::is_control).filter(|part| !part.is_empty()).collect();
    parts.join(" ").into()
}

/// A text without the characters that turn or hide what stands beside them: marks of direction, blanks of no width.
/// Such a mark in a name would turn the figures behind it.
pub(crate) fn without_direction_marks(text: &str) -> Cow<'_, str> {
    const MARKS: &[char] = &[
        '\u{61C}', '\u{200B}', '\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}',
        '\u{202E}', '\u{2060}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{FEFF}',
    ];
    if text.contains(MARKS) { text.replace(MARKS, "").into() } else { text.into() }
}

/// A text without anything that looks like a mobile phone number: eleven digits, the first a 1, in one piece
/// or as 138-1234-5678, with or without 86 before them. A shifted row brings them into any column, and
/// buyers write them into reasons.
pub(crate) fn without_phone(text: &str) -> Cow<'_, str> {
    let (mut kept, mut rest, mut found) = (String::new(), text, false);
    while let Some(start) = rest.find(is_digit) {
        let (before, from) = rest.split_at(start);
        kept.push_str(before);
        let phone = phone_length(from);
        found |= phone.is_some();
        let (digits, after) = from.split_at(phone.unwrap_or_else(|| digits_length(from)));
        kept.push_str(if phone.is_some() { "…" } else { digits });
        rest = after;
    }
    if !found {
        return text.into();
    }
    kept.push_str(rest);
    kept.into()
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

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// How many bytes of digits a text begins with.
fn digits_length(text: &str) -> usize {
    text.find(|c: char| !is_digit(c)).unwrap_or(text.len())
}

/// How many bytes of phone number a text begins with, if any: digits in the groups in which they are written.
fn phone_length(text: &str) -> Option<usize> {
    const GROUPS: [&[usize]; 6] = [&[11], &[13], &[2, 11], &[3, 4, 4], &[2, 3, 4, 4], &[5, 4, 4]];
    GROUPS.iter().find_map(|groups| {
        let (mut end, mut number) = (0, String::new());
        for (place, size) in groups.iter().enumerate() {
            let rest = text.get(end..)?;
            let mark = usize::from(place > 0 && rest.starts_with(['-', ' ']));
            let rest = rest.get(mark..)?;
            let length = digits_length(rest);
            let digits = rest.get(..length)?;
            if (place > 0 && mark == 0) || digits.chars().count() != *size {
                return None;
            }
            number.extend(digits.nfkc());
            end += mark + length;
        }
        let national = if number.len() == 13 { number.strip_prefix("86")? } else { &number };
        national.starts_with('1').then_some(end)
    })
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
    }

    #[test]
    fn marks_of_direction_leave_names() {
        assert_eq!(without_direction_marks("a\u{202E}b\u{2066}c\u{FEFF}"), "abc");
        assert_eq!(without_direction_marks("家\u{200D}人"), "家\u{200D}人");
    }

    #[test]
    fn phone_numbers_leave_names() {
        assert_eq!(without_phone("辣条13800138000李"), "辣条…李");
        assert_eq!(without_phone("iPhone 15 256G 商品12345678901234"), "iPhone 15 256G 商品12345678901234");
        assert_eq!(without_phone("辣条"), "辣条");
        for phone in [
            "138 0013 8000",
            "138-0013-8000",
            "8613800138000",
            "86 13800138000",
            "86-138-0013-8000",
            "１３８００１３８０００",
            "86138 0013 8000",
        ] {
            assert_eq!(
                without_phone(&format!("质量问题，加我{phone}谢谢")),
                "质量问题，加我…谢谢",
                "{phone}"
            );
            assert_eq!(without_phone(phone), "…");
        }
        let others = [
            "2026-10-01 13:00:00",
            "6901234567892",
            "238-0013-8000",
            "第138 0013号",
            "1380013800",
            "7012067107697588161",
        ];
        for other in others {
            assert_eq!(without_phone(other), other);
        }
    }
}
