//! Cells: cleaned, missing, or read as times, amounts, rates, durations, counts or stars.
//!
//! Every function returns `None` for text it cannot read; it never guesses and never rounds a date.

use crate::time::{DAY_SECONDS, Stamp};
use chrono::{NaiveDate, NaiveDateTime};

/// Rates and means are held in this many parts of one (SPEC section 5).
pub(crate) const NANO: i64 = 1_000_000_000;

/// Characters without a shape of their own, which exports may hold.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{61c}' | '\u{fe0f}' | '\u{ad}'
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
            matches!(text, "-" | "--" | "/" | "无")
                || text.eq_ignore_ascii_case("null")
                || text.eq_ignore_ascii_case("nan")
        }
        6 => text == "暂无",
        _ => false,
    }
}

/// The ids of a cell that may hold several.
pub(crate) fn ids(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split([';', ',', '；', '，', '、', '|', '\n', ' ']).map(clean);
    parts.filter(|part| !part.is_empty())
}

/// A time or a date; missing where the cell stands for "never".
pub(crate) fn time(text: &str) -> Option<Stamp> {
    let bytes = text.as_bytes();
    if bytes.len() == 19 && bytes[4] == b'-' && bytes[7] == b'-' && bytes[13] == b':' && bytes[16] == b':' {
        let two = |i: usize| two_digits(bytes, i);
        let year = two(0)? * 100 + two(2)?;
        return civil(year as i32, two(5)?, two(8)?, Some((two(11)?, two(14)?, two(17)?)));
    }
    if bytes.iter().all(|b| b.is_ascii_digit() || *b == b'.') {
        return number_time(text);
    }
    spelled_time(text)
}

/// The time of a cell that holds nothing but `2026-09-22 00:54:10` or `-`, or is empty: the forms in which the platform
/// writes times. `None` means that [`time`] must read it.
#[inline]
pub(crate) fn plain_time(bytes: &[u8]) -> Option<Stamp> {
    let bytes: &[u8; 19] = match bytes {
        b"" | b"-" => return Some(Stamp::MISSING),
        _ => bytes.try_into().ok()?,
    };
    let (year, _) = bytes.split_first_chunk()?;
    let (date, _) = bytes.get(3..)?.split_first_chunk()?;
    let (_, clock) = bytes.split_last_chunk()?;
    const YEAR: Pattern = Pattern::of(*b"0000-00-");
    const DATE: Pattern = Pattern::of(*b"0-00-00 ");
    const CLOCK: Pattern = Pattern::of(*b"00:00:00");
    let (year, date, clock) = (YEAR.pairs(*year)?, DATE.pairs(*date)?, CLOCK.pairs(*clock)?);
    let [hour, _, _, minute, _, _, second, _] = clock;
    if year[0] != 20 || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let day = Stamp::day_of_century(u32::from(year[2]), u32::from(date[2]), u32::from(date[5]))?;
    Some(Stamp::from_clock(day, u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second)))
}

/// A pattern of eight characters, each in a byte of an integer; a zero stands for any digit.
struct Pattern {
    marks: u64,
    /// What is added to the difference of a byte and its mark so that the highest bit is set where the difference is too
    /// large: more than nine for a digit, else more than zero.
    limits: u64,
}

impl Pattern {
    const fn of(marks: [u8; 8]) -> Pattern {
        let (mut limits, mut place) = ([0x80 - 1; 8], 0);
        while place < marks.len() {
            if marks[place] == b'0' {
                limits[place] = 0x80 - 10;
            }
            place += 1;
        }
        Pattern { marks: u64::from_le_bytes(marks), limits: u64::from_le_bytes(limits) }
    }

    /// `None` where a text does not fit; else at each place the number that its digit and the next one make.
    #[inline]
    fn pairs(&self, text: [u8; 8]) -> Option<[u8; 8]> {
        const HIGH: u64 = 0x8080_8080_8080_8080;
        let digits = u64::from_le_bytes(text) ^ self.marks;
        if (digits.wrapping_add(self.limits) | digits) & HIGH != 0 {
            return None;
        }
        Some((digits * 10 + (digits >> 8)).to_le_bytes())
    }
}

fn two_digits(bytes: &[u8], at: usize) -> Option<u32> {
    let digit = |b: u8| b.is_ascii_digit().then(|| u32::from(b - b'0'));
    Some(digit(*bytes.get(at)?)? * 10 + digit(*bytes.get(at + 1)?)?)
}

/// A date, with a time of day or without. Programs write 1970-01-01, year 0 and Excel's day 0 for "not yet".
fn civil(year: i32, month: u32, day: u32, clock: Option<(u32, u32, u32)>) -> Option<Stamp> {
    if matches!((year, month, day), (0, _, _) | (1970, 1, 1) | (1899, 12, 30 | 31) | (1900, 1, 0 | 1)) {
        return Some(Stamp::MISSING);
    }
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    match clock {
        None => Stamp::from_date(date),
        Some((h, m, s)) => {
            Stamp::from_time(NaiveDateTime::new(date, chrono::NaiveTime::from_hms_opt(h, m, s)?))
        }
    }
}

/// Unix seconds (10 digits), milliseconds (13), `20260922`, Excel serials.
fn number_time(text: &str) -> Option<Stamp> {
    match text {
        "0" | "946656000000" | "946656000" => return Some(Stamp::MISSING),
        _ => {}
    }
    if !text.contains('.') {
        let number: i64 = text.parse().ok()?;
        match text.len() {
            10 => return Stamp::from_unix(number),
            13 => return Stamp::from_unix(number / 1000),
            8 => {
                let (year, rest) = (number / 10_000, number % 10_000);
                return civil(year as i32, (rest / 100) as u32, (rest % 100) as u32, None);
            }
            _ => {}
        }
    }
    excel_serial(text.parse().ok()?)
}

/// Days since 1899-12-30, the fraction being the time of day; a whole number is a date.
fn excel_serial(serial: f64) -> Option<Stamp> {
    const DAYS_TO_2000: f64 = 36_526.0;
    if !(DAYS_TO_2000..62_000.0).contains(&serial) {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(1899, 12, 30)? + chrono::Days::new(serial.trunc() as u64);
    if serial.fract() == 0.0 {
        return Stamp::from_date(date);
    }
    let seconds = (serial.fract() * DAY_SECONDS as f64).round() as i64;
    Stamp::from_time(date.and_hms_opt(0, 0, 0)? + chrono::TimeDelta::seconds(seconds))
}

/// `2026/9/10 8:00`, `2026年05月01日 12:00:00`, `2026-09-22T00:54:10.000`.
fn spelled_time(text: &str) -> Option<Stamp> {
    let mut rest = text;
    let year = take_number(&mut rest, 4)?;
    rest = rest.strip_prefix(['-', '/', '.', '年'])?;
    let month = take_number(&mut rest, 2)?;
    rest = rest.strip_prefix(['-', '/', '.', '月'])?;
    let day = take_number(&mut rest, 2)?;
    rest = rest.strip_prefix('日').unwrap_or(rest).trim_start();
    rest = rest.strip_prefix('T').unwrap_or(rest);
    if rest.is_empty() {
        return civil(year as i32, month, day, None);
    }
    let hour = take_number(&mut rest, 2)?;
    rest = rest.strip_prefix([':', '：', '时'])?;
    let minute = take_number(&mut rest, 2)?;
    rest = rest.strip_prefix('分').unwrap_or(rest);
    let mut second = 0;
    if let Some(after) = rest.strip_prefix([':', '：']) {
        rest = after;
        second = take_number(&mut rest, 2)?;
    } else if rest.starts_with(|c: char| c.is_ascii_digit()) {
        second = take_number(&mut rest, 2)?;
    }
    rest = rest.strip_prefix('秒').unwrap_or(rest);
    if let Some(fraction) = rest.strip_prefix('.') {
        rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    if !rest.is_empty() {
        return None;
    }
    civil(year as i32, month, day, Some((hour, minute, second)))
}

fn take_number(text: &mut &str, most: usize) -> Option<u32> {
    let digits = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let number = text.get(..digits)?.parse().ok()?;
    *text = text.get(digits..)?;
    Some(number)
}

/// A decimal in units of 1/`scale` (a power of ten), rounded half away from zero. Thousands may be
/// grouped by commas.
fn decimal(text: &str, scale: i64) -> Option<i64> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut value: i64 = 0;
    for byte in whole.bytes().filter(|b| *b != b',') {
        value = value.checked_mul(10)?.checked_add(digit(byte)?)?;
    }
    value = value.checked_mul(scale)?;
    let mut unit = scale;
    let mut rounded = false;
    for byte in fraction.bytes() {
        let digit = digit(byte)?;
        if unit > 1 {
            unit /= 10;
            value = value.checked_add(digit * unit)?;
        } else if !rounded {
            value = value.checked_add(i64::from(digit >= 5))?;
            rounded = true;
        }
    }
    Some(if negative { -value } else { value })
}

fn digit(byte: u8) -> Option<i64> {
    byte.is_ascii_digit().then(|| i64::from(byte - b'0'))
}

/// Money in cents: `1,234.00`, `¥89.50`, `12.5元`.
pub(crate) fn money(text: &str) -> Option<i64> {
    let text = text.trim_start_matches(['¥', '￥']).trim_end_matches('元').trim();
    decimal(text, 100)
}

/// Cents of an amount that is nothing but `28.90`: digits, a point, and two digits. `None` means that [`money`] must read
/// it.
#[inline]
pub(crate) fn plain_money(bytes: &[u8]) -> Option<i64> {
    let (whole, [b'.', tenths, hundredths]) = bytes.split_last_chunk()? else { return None };
    if whole.is_empty() || whole.len() > 9 {
        return None;
    }
    let mut value = 0;
    for byte in whole.iter().chain([tenths, hundredths]) {
        value = value * 10 + digit(*byte)?;
    }
    Some(value)
}

/// A rate in parts of [`NANO`]: `98.5%`, `0.985`. Without a sign a number above 1.5 is a percentage. `None` outside 0…1.
pub(crate) fn rate(text: &str) -> Option<i64> {
    let bare = text.trim_end_matches(['%', '％']).trim_end();
    let value = decimal(bare, NANO)?;
    let percent = bare.len() != text.len() || value > NANO + NANO / 2;
    // Dividing by 100 rounds half away from zero, like every rounding here.
    let value = if percent { (value + 50) / 100 } else { value };
    (0..=NANO).contains(&value).then_some(value)
}

/// A duration in seconds, in parts of [`NANO`]: `11秒`, `2分30秒`, `7小时41分52秒`, `mm:ss`, `hh:mm:ss`, an
/// Excel fraction of a day, seconds. A bare number below one is taken for the fraction of a day, unless the header
/// names seconds.
pub(crate) fn duration(text: &str, header_says_seconds: bool) -> Option<i64> {
    let in_range = |v: i64| (v >= 0).then_some(v);
    if text.contains(':') {
        let mut total: i64 = 0;
        let parts: Vec<&str> = text.split(':').collect();
        if parts.len() > 3 {
            return None;
        }
        for part in parts {
            total = total.checked_mul(60)?.checked_add(decimal(part, NANO)?)?;
        }
        return in_range(total);
    }
    if let Some(value) = decimal(text, NANO) {
        if header_says_seconds || value <= 0 || value >= NANO {
            return in_range(value);
        }
        // As many digits as a spreadsheet writes: fewer would make the error grow in the multiplication.
        const PARTS: i64 = 1_000_000_000_000_000;
        let parts = i128::from(decimal(text, PARTS)?) * i128::from(DAY_SECONDS * NANO);
        return i64::try_from((parts + i128::from(PARTS / 2)) / i128::from(PARTS)).ok();
    }
    let mut rest = text;
    let mut total: i64 = 0;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let value = decimal(rest.get(..end)?, NANO)?;
        rest = rest.get(end..)?;
        let (unit, after) =
            DURATION_UNITS.iter().find_map(|(name, s)| Some((*s, rest.strip_prefix(name)?)))?;
        total = total.checked_add(value.checked_mul(unit)?)?;
        rest = after.trim_start();
    }
    in_range(total)
}

const DURATION_UNITS: [(&str, i64); 9] = [
    ("天", DAY_SECONDS),
    ("小时", 3600),
    ("时", 3600),
    ("分钟", 60),
    ("分", 60),
    ("秒钟", 1),
    ("秒", 1),
    ("min", 60),
    ("s", 1),
];

/// A count: whole, not negative.
pub(crate) fn count(text: &str) -> Option<i64> {
    let value = decimal(text, NANO)?;
    (value >= 0 && value % NANO == 0).then_some(value / NANO)
}

/// One to five whole stars: `5`, `5.0`, `5分`, `5星`.
pub(crate) fn stars(text: &str) -> Option<u8> {
    let value = count(text.trim_end_matches(['分', '星', '颗']))?;
    u8::try_from(value).ok().filter(|s| (1..=5).contains(s))
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
    if looks_like_date || looks_like_number || scientific {
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

#[cfg(test)]
#[path = "cell_tests.rs"]
mod tests;
