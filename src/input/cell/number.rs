//! Amounts, rates, durations, counts and stars.

use crate::time::DAY_SECONDS;

/// Rates and means are held in this many parts of one (SPEC section 5).
pub(super) const NANO: i64 = 1_000_000_000;

/// A decimal in units of 1/`scale` (a power of ten), rounded half away from zero. Thousands may be
/// grouped by commas.
fn decimal(text: &str, scale: i64) -> Option<i64> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    // `0E-8`: programs write a zero with many decimals like that.
    let text = match text.split_once(['E', 'e']) {
        Some((zero, exponent))
            if zero.bytes().all(|b| matches!(b, b'0' | b'.')) && exponent.parse::<i32>().is_ok() =>
        {
            zero
        }
        _ => text,
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    // A comma groups thousands; one that does not is a decimal comma.
    if let Some((first, groups)) = whole.split_once(',')
        && !((1..=3).contains(&first.len()) && groups.split(',').all(|group| group.len() == 3))
    {
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
