//! Cells: cleaned, missing, or read as times, amounts, rates, durations, counts or stars.
//!
//! Every function returns `None` for text it cannot read; it never guesses and never rounds a date.

mod number;
#[cfg(test)]
mod tests;
mod time;

pub(crate) use number::{count, duration, money, plain_money, rate, stars};
pub(crate) use time::{is_year_last, plain_time, time, time_on};

/// Characters without a shape of their own, which exports may hold; among them the Ctrl-Z with which DOS ends text.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{1a}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{61c}' | '\u{fe0f}' | '\u{ad}'
    )
}

/// A cell without what exports put around it: byte order mark, white space of every kind, zero-width characters, a
/// leading `'` or backtick, `="…"`.
pub(crate) fn clean(raw: &str) -> &str {
    let bytes = raw.as_bytes();
    if let (Some(first), Some(last)) = (bytes.first(), bytes.last())
        && first.is_ascii_alphanumeric()
        && last.is_ascii_alphanumeric()
    {
        return raw;
    }
    let mut text = raw;
    loop {
        let before = text.len();
        text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
        if let Some(inner) = text.strip_prefix("=\"").and_then(|t| t.strip_suffix('"')) {
            text = inner;
        }
        text = text.strip_prefix(['\'', '`']).unwrap_or(text);
        if text.len() == before {
            return text;
        }
    }
}

/// Whether a cleaned cell stands for "nothing".
pub(crate) fn is_missing(text: &str) -> bool {
    match text.len() {
        0 => true,
        1..=4 => {
            const MARKS: [&str; 9] = ["null", "nan", "nat", "none", "<na>", "n/a", "#n/a", "nil", "\\n"];
            matches!(text, "-" | "--" | "---" | "/" | "无" | "—" | "–" | "－")
                || MARKS.iter().any(|mark| text.eq_ignore_ascii_case(mark))
        }
        6 => matches!(text, "暂无" | "——") || text.eq_ignore_ascii_case("(null)"),
        _ => false,
    }
}

/// The status in a cell of `<商品>-<状态>`, as reports by order write it: what follows the last `-`.
pub(crate) fn own_status(text: &str) -> Option<&str> {
    let status = clean(text.rsplit('-').next().unwrap_or_default());
    (!is_missing(status)).then_some(status)
}

/// The ids of a cell that may hold several.
pub(crate) fn ids(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split([';', ',', '；', '，', '、', '|', '\n', ' ']).map(clean);
    parts.filter(|part| !part.is_empty())
}

/// What may be shown of a cell that could not be read: dates, short numbers and rates as they stand, everything else by
/// its shape, because a shifted row brings names and phone numbers into any column.
pub(crate) fn shape(text: &str) -> Shape<'_> {
    let looks_like_date = text.len() <= 25
        && text.bytes().take(4).filter(u8::is_ascii_digit).count() == 4
        && matches!(text.chars().nth(4), Some('-' | '/' | '.' | '年'))
        && text.chars().all(|c| c.is_ascii_digit() || "-/.:年月日时分秒 T".contains(c))
        && text.chars().filter(|c| "-/.年月".contains(*c)).count() >= 2;
    let looks_like_number =
        text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'%' | b'-'));
    let scientific = text.len() <= 24 && is_scientific(text);
    let year_last = is_year_last(text)
        && text.len() <= 25
        && text.chars().all(|c| c.is_ascii_digit() || "-/.: T".contains(c));
    if looks_like_date || looks_like_number || scientific || year_last {
        Shape::Shown(text)
    } else if text.bytes().all(|b| b.is_ascii_digit()) {
        Shape::Digits(text.len())
    } else {
        Shape::Characters(text.chars().count())
    }
}

/// See [`shape`].
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Shape<'a> {
    /// It may be shown as it stands.
    Shown(&'a str),
    /// So many digits.
    Digits(usize),
    /// So many characters.
    Characters(usize),
}

/// Whether a text is a number like `6.91793E+18`, which Excel makes of an id.
pub(crate) fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    // A bare `6e18` may be a genuine id in hexadecimal digits; Excel writes a point or a sign.
    let marked = text.contains(['.', '+']);
    marked && whole.len() == 1 && digits(whole) && digits(fraction) && digits(exponent) && exponent.len() <= 2
}
