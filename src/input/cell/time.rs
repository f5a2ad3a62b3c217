//! Times and dates in every spelling that exports use.

use crate::time::{DAY_SECONDS, Stamp};
use chrono::{NaiveDate, NaiveDateTime};

/// A time or a date; missing where the cell stands for "never".
pub(crate) fn time(text: &str) -> Option<Stamp> {
    let bytes = text.as_bytes();
    if bytes.len() == 19 && bytes[4] == b'-' && bytes[7] == b'-' && bytes[13] == b':' && bytes[16] == b':' {
        let two = |i: usize| two_digits(bytes, i);
        let year = two(0)? * 100 + two(2)?;
        return civil(year as i32, two(5)?, two(8)?, Some((two(11)?, two(14)?, two(17)?)));
    }
    // With two points it is a date, `2026.09.22`.
    if bytes.iter().all(|b| b.is_ascii_digit() || *b == b'.') && text.matches('.').count() < 2 {
        return number_time(text);
    }
    spelled_time(text)
}

/// A time of day, whose date stands in another cell: `10:00`, `下午 5:00:00`, or Excel's fraction of a day.
pub(crate) fn time_on(date: Stamp, clock: &str) -> Option<Stamp> {
    let day = date.day()?;
    let is_number = clock.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    match clock.parse::<f64>() {
        Ok(part) if is_number && (0.0..1.0).contains(&part) => {
            // The last moment of a day belongs to it.
            let seconds = ((part * DAY_SECONDS as f64).round() as i64).min(DAY_SECONDS - 1);
            Stamp::from_time(day.date().and_hms_opt(0, 0, 0)? + chrono::TimeDelta::seconds(seconds))
        }
        _ => time(&format!("{day} {clock}")),
    }
}

/// The time of a cell that holds nothing but `2026-09-22 00:54:10` or `-`, or is empty: the forms in which the platform
/// writes times. `None` means that [`time`] must read it.
#[inline(always)]
pub(crate) fn plain_time(bytes: &[u8]) -> Option<Stamp> {
    let Ok([b'2', b'0', date @ .., hour, h, colon, minute, m, point, second, s]) =
        <&[u8; 19]>::try_from(bytes)
    else {
        return matches!(bytes, b"" | b"-").then_some(Stamp::MISSING);
    };
    let (date, blank) = date.split_first_chunk()?;
    const DATE: Pattern = Pattern::of(*b"99-19-39");
    const CLOCK: Pattern = Pattern::of(*b"29:59:59");
    let (date, is_date) = DATE.pairs(*date);
    let (clock, is_clock) = CLOCK.pairs([*hour, *h, *colon, *minute, *m, *point, *second, *s]);
    let ([year, _, _, month, _, _, day, _], [hour, _, _, minute, _, _, second, _]) = (date, clock);
    let is_time = is_date && is_clock && blank == b" " && hour <= 23;
    let day = Stamp::day_of_century(year.into(), month.into(), day.into()).filter(|_| is_time)?;
    Some(Stamp::from_clock(day, u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second)))
}

/// A pattern of eight characters, each in a byte of an integer; a digit stands for any digit that is no greater.
struct Pattern {
    /// The pattern with zeros for digits.
    marks: u64,
    /// What is added to the difference of a byte and its mark so that the highest bit is set where the difference is too
    /// large: more than the pattern's digit, else more than zero.
    limits: u64,
}

impl Pattern {
    const fn of(mut marks: [u8; 8]) -> Pattern {
        let (mut limits, mut place) = ([0x80 - 1; 8], 0);
        while place < marks.len() {
            if marks[place].is_ascii_digit() {
                limits[place] -= marks[place] - b'0';
                marks[place] = b'0';
            }
            place += 1;
        }
        Pattern { marks: u64::from_le_bytes(marks), limits: u64::from_le_bytes(limits) }
    }

    /// At each place the number that its digit and the next one make, and whether the text fits: else they mean nothing.
    #[inline(always)]
    fn pairs(&self, text: [u8; 8]) -> ([u8; 8], bool) {
        const HIGH: u64 = 0x8080_8080_8080_8080;
        let digits = u64::from_le_bytes(text) ^ self.marks;
        let fits = (digits.wrapping_add(self.limits) | digits) & HIGH == 0;
        (digits.wrapping_mul(10).wrapping_add(digits >> 8).to_le_bytes(), fits)
    }
}

fn two_digits(bytes: &[u8], at: usize) -> Option<u32> {
    let digit = |b: u8| b.is_ascii_digit().then(|| u32::from(b - b'0'));
    Some(digit(*bytes.get(at)?)? * 10 + digit(*bytes.get(at + 1)?)?)
}

/// A date, with a time of day or without. Programs write 1970-01-01, years 0 and 1 and Excel's day 0 for "not yet".
fn civil(year: i32, month: u32, day: u32, clock: Option<(u32, u32, u32)>) -> Option<Stamp> {
    if matches!((year, month, day), (0, _, _) | (1 | 1970, 1, 1) | (1899, 12, 30 | 31) | (1900, 1, 0 | 1)) {
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
            14 => {
                let (date, clock) = (number / 1_000_000, (number % 1_000_000) as u32);
                let clock = (clock / 10_000, clock / 100 % 100, clock % 100);
                return civil(
                    (date / 10_000) as i32,
                    (date / 100 % 100) as u32,
                    (date % 100) as u32,
                    Some(clock),
                );
            }
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

/// `2026/9/10 8:00`, `2026年05月01日 12:00:00`, `2026-09-22T00:54:10.000`, `2026/9/10 下午 5:00:00`,
/// `2026-09-22T00:54:10Z`.
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
    let before = take_half(&mut rest);
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
    rest = rest.trim_start();
    let half = before.or_else(|| take_half(&mut rest));
    let hour = match half {
        Some(half) => half.hour(hour)?,
        None => hour,
    };
    let local = civil(year as i32, month, day, Some((hour, minute, second)))?;
    if rest.is_empty() || local.is_missing() {
        return Some(local);
    }
    // Another clock than Shanghai's.
    const SHANGHAI: i64 = 8 * 3600;
    Stamp::from_unix(local.unix()? + SHANGHAI - offset(rest)?)
}

/// A part of the day beside an hour of a 12-hour clock.
#[derive(Clone, Copy)]
enum Half {
    /// 上午, AM: 12 is midnight.
    Morning,
    /// 中午: 11 to 1.
    Noon,
    /// 下午, PM: 12 is noon.
    Afternoon,
    /// 晚上: 12 may belong to either day.
    Evening,
}

impl Half {
    /// The hour of a 24-hour clock; `None` where it does not fit the part of the day.
    fn hour(self, hour: u32) -> Option<u32> {
        match (self, hour) {
            (Half::Morning, 0 | 12) => Some(0),
            (Half::Morning, 1..=11) | (Half::Noon, 11 | 12) => Some(hour),
            (Half::Noon, 1 | 2) | (Half::Afternoon, 1..=11) | (Half::Evening, 5..=11) => Some(hour + 12),
            (Half::Afternoon, 12) => Some(12),
            (Half::Noon, 13 | 14) | (Half::Afternoon | Half::Evening, 13..=23) => Some(hour),
            _ => None,
        }
    }
}

/// Takes the part of the day that a text begins with.
fn take_half(text: &mut &str) -> Option<Half> {
    const HALVES: [(&str, Half); 13] = [
        ("上午", Half::Morning),
        ("凌晨", Half::Morning),
        ("早上", Half::Morning),
        ("清晨", Half::Morning),
        ("中午", Half::Noon),
        ("下午", Half::Afternoon),
        ("傍晚", Half::Afternoon),
        ("晚上", Half::Evening),
        ("晚间", Half::Evening),
        ("A.M.", Half::Morning),
        ("P.M.", Half::Afternoon),
        ("AM", Half::Morning),
        ("PM", Half::Afternoon),
    ];
    let (word, half) = HALVES
        .iter()
        .find(|(word, _)| text.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word)))?;
    *text = text.get(word.len()..)?.trim_start();
    Some(*half)
}

/// Seconds east of Greenwich: `Z`, `+08:00`, `+0800`, `-05`.
fn offset(text: &str) -> Option<i64> {
    if matches!(text, "Z" | "z" | "UTC") {
        return Some(0);
    }
    let (sign, digits) = match text.as_bytes().first()? {
        b'+' => (1, text.get(1..)?),
        b'-' => (-1, text.get(1..)?),
        _ => return None,
    };
    let digits = digits.replacen(':', "", 1);
    let all_digits = digits.bytes().all(|b| b.is_ascii_digit());
    let (hours, minutes) = match digits.len() {
        2 if all_digits => (digits.as_str(), "0"),
        4 if all_digits => digits.split_at(2),
        _ => return None,
    };
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// Whether a text that is no time is a date with its year at the end, `9/10/2026`: nobody knows which number the month
/// is.
pub(crate) fn is_year_last(text: &str) -> bool {
    let date = text.split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> = date.split(['/', '-', '.']).collect();
    let digits = |part: &str, lengths: [usize; 2]| {
        lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    matches!(parts.as_slice(), [a, b, year] if digits(a, [1, 2]) && digits(b, [1, 2]) && digits(year, [4, 4]))
}

fn take_number(text: &mut &str, most: usize) -> Option<u32> {
    let digits = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let number = text.get(..digits)?.parse().ok()?;
    *text = text.get(digits..)?;
    Some(number)
}
