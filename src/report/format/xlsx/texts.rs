//! Texts as a cell can hold them.

use crate::shown_text::{one_line, without_direction_marks};

/// How long a text may be, in units of UTF-16.
const LONGEST: usize = 32_767;
/// What stands for a character by its number, as in `_x0041_`.
const ESCAPE: &str = "_x";

/// A text on one line, without what XML cannot hold, not longer than a cell may be.
pub(super) fn shown(text: &str) -> String {
    let text = without_direction_marks(text);
    let text: String = one_line(&text).chars().filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect();
    let text = if text.contains(ESCAPE) { escaped(&text) } else { text };
    if text.len() > LONGEST { shortened(text) } else { text }
}

/// What looks like such a number is meant as it stands.
fn escaped(text: &str) -> String {
    let mut parts = text.split(ESCAPE);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_number = part.len() > 4
            && part.as_bytes().get(4) == Some(&b'_')
            && part.bytes().take(4).all(|digit| digit.is_ascii_hexdigit());
        kept.push_str(if is_number { "_x005F_x" } else { ESCAPE });
        kept.push_str(part);
    }
    kept
}

fn shortened(text: String) -> String {
    if text.chars().map(char::len_utf16).sum::<usize>() <= LONGEST {
        return text;
    }
    let mut length = 1;
    let fits = |c: &char| {
        length += c.len_utf16();
        length <= LONGEST
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_what_a_cell_can_hold() {
        assert_eq!(shown("=1+1"), "=1+1");
        assert_eq!(shown("a\u{1}b\nc\u{FFFF}\u{202E}d"), "a b cd");
        assert_eq!(shown("_x0041_ _x00_ _xyzab_"), "_x005F_x0041_ _x00_ _xyzab_");
        let long = shown(&"长".repeat(40_000));
        assert_eq!(long.chars().count(), 32_767);
        assert!(long.ends_with("长…"));
        let wide = shown(&"😀".repeat(20_000));
        assert_eq!(wide.chars().map(char::len_utf16).sum::<usize>(), 32_767);
        assert_eq!(shown(&"长".repeat(32_767)), "长".repeat(32_767));
    }
}
