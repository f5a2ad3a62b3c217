//! Wall-clock times and days of Asia/Shanghai, packed.
//!
//! SPEC section 1: all times are wall-clock UTC+8 without daylight saving, so a time is a plain count
//! of seconds and a day a plain count of days. A million orders hold eight times each, hence 32 bits:
//! the seconds since 2000-01-01 in the upper 31, and in the lowest whether the cell named a date only.
//! So the later of two times is the greater of two numbers.

use crate::string_enum::string_enum;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use std::fmt;

/// Seconds in a day.
pub(crate) const DAY_SECONDS: i64 = 86_400;
/// Seconds in an hour.
pub(crate) const HOUR_SECONDS: i64 = 3_600;
/// Unix time, in UTC, of 2000-01-01 00:00:00 in Shanghai.
const EPOCH_UNIX: i64 = 946_656_000;
/// chrono's day number of 2000-01-01 (days since 0001-01-01, that day being 1).
const EPOCH_DAY: i32 = 730_120;
/// The first year a [`Stamp`] can hold.
const FIRST_YEAR: i32 = 2000;
/// The last whole year it can hold. Later ones, such as the 2099 that programs write for "never ends",
/// become this year's last day: far in the future all the same.
const LAST_YEAR: i32 = 2067;
/// Its last day.
const LAST_DAY: Day = Day(24_836);

string_enum! {
    /// How the as-of day was chosen.
    AsOfBasis {
        /// It was given.
        Argument = "argument",
        /// The latest day on which a valid order was paid.
        LastPaidDay = "last_paid_day",
        /// The day before the newest event.
        DayBeforeNewestEvent = "day_before_newest_event",
        /// Nothing but customer service: its last day.
        LastServiceDay = "last_service_day",
        /// The last day of a table of sums.
        LastDayOfSums = "last_day_of_sums",
    }
}

/// A calendar day, counted from 2000-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Day(pub i32);

impl Day {
    /// Later than every day: the end of a step that never ends.
    pub(crate) const NEVER: Day = Day(i32::MAX / 2);

    /// The day of a calendar date.
    pub fn from_date(date: NaiveDate) -> Day {
        Day(date.num_days_from_ce() - EPOCH_DAY)
    }

    /// `YYYY-MM-DD`, nothing else.
    pub fn parse(text: &str) -> Option<Day> {
        if text.len() != 10 {
            return None;
        }
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Day::from_date)
    }

    /// The calendar date.
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0.saturating_add(EPOCH_DAY)).unwrap_or(NaiveDate::MAX)
    }

    /// The day `days` later (earlier where negative).
    #[inline]
    #[must_use]
    pub fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// Seconds since 2000-01-01 at 00:00:00 of this day.
    #[inline]
    pub(crate) fn start(self) -> i64 {
        i64::from(self.0) * DAY_SECONDS
    }

    /// The day that holds an instant (seconds since 2000-01-01).
    #[inline]
    pub(crate) fn of_instant(instant: i64) -> Day {
        Day(instant.div_euclid(DAY_SECONDS) as i32)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date().format("%Y-%m-%d"))
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Day::parse(&text).ok_or_else(|| {
            serde::de::Error::invalid_value(serde::de::Unexpected::Str(&text), &"a date as YYYY-MM-DD")
        })
    }
}

impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$" })
    }
}

/// A wall-clock time, a date without a time of day, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Stamp(u32);

const DATE_ONLY: u32 = 1;
/// How many values the seconds of a stamp have.
const MOST_SECONDS: u32 = 1 << 31;

impl Stamp {
    /// No time.
    pub(crate) const MISSING: Stamp = Stamp(0);

    /// A date with a time of day; `None` before 2000. Midnight of 2000-01-01 is what exports
    /// write for "never" and comes out as missing.
    pub(crate) fn from_time(time: NaiveDateTime) -> Option<Stamp> {
        let day = Stamp::from_date(time.date())?;
        Some(if day.is_missing() && time.num_seconds_from_midnight() == 0 {
            Stamp::MISSING
        } else {
            Stamp((day.0 & !DATE_ONLY) + time.num_seconds_from_midnight() * 2)
        })
    }

    /// A date without a time of day; `None` before 2000.
    pub fn from_date(date: NaiveDate) -> Option<Stamp> {
        if date.year() < FIRST_YEAR {
            return None;
        }
        Some(Stamp::of_day(Day::from_date(date)))
    }

    /// The days from 2000-01-01 to a date of this century that a stamp can hold; `None` for any other.
    #[inline]
    pub(crate) fn day_of_century(year: u32, month: u32, day: u32) -> Option<u32> {
        static MONTHS: [(u16, u16); MONTH_PLACES] = months();
        let is_month = month < MONTHS_OF_YEAR;
        let (before, length) = *MONTHS.get((year * MONTHS_OF_YEAR + month) as usize).filter(|_| is_month)?;
        (day.wrapping_sub(1) < u32::from(length)).then(|| u32::from(before) + day - 1)
    }

    /// A time of day, in seconds, on a day counted from 2000-01-01; midnight of that day is missing.
    #[inline]
    pub(crate) fn from_clock(day: u32, second: u32) -> Stamp {
        Stamp((day * DAY_SECONDS as u32 + second) << 1)
    }

    /// A day without a time of day; missing before 2000.
    #[inline]
    pub(crate) fn of_day(day: Day) -> Stamp {
        let seconds = day.0.clamp(0, LAST_DAY.0) as u32 * DAY_SECONDS as u32;
        if seconds == 0 { Stamp::MISSING } else { Stamp(seconds << 1 | DATE_ONLY) }
    }

    /// A Unix time in seconds; `None` before 2000.
    pub(crate) fn from_unix(seconds: i64) -> Option<Stamp> {
        let since = seconds.checked_sub(EPOCH_UNIX).filter(|since| *since >= 0)?;
        Some(Stamp((since.min(i64::from(MOST_SECONDS) - 1) as u32) << 1))
    }

    /// Unix seconds; of a date without a time of day those of its 00:00:00.
    pub(crate) fn unix(self) -> Option<i64> {
        self.instant().map(|instant| instant + EPOCH_UNIX)
    }

    /// Whether it is missing.
    #[inline]
    pub(crate) fn is_missing(self) -> bool {
        self.0 == 0
    }

    /// Whether it is a date without a time of day.
    #[inline]
    pub(crate) fn is_date_only(self) -> bool {
        self.0 & DATE_ONLY != 0
    }

    /// Seconds since 2000-01-01; of a date without a time of day those of its 00:00:00. For comparisons, not for
    /// durations.
    #[inline]
    pub(crate) fn instant(self) -> Option<i64> {
        (!self.is_missing()).then_some(i64::from(self.0 >> 1))
    }

    /// Seconds since 2000-01-01 where the time of day is known.
    #[inline]
    pub(crate) fn seconds(self) -> Option<i64> {
        if self.is_date_only() { None } else { self.instant() }
    }

    /// The day it lies on.
    #[inline]
    pub(crate) fn day(self) -> Option<Day> {
        // In 32 bits: days are needed everywhere, and a division of 64 bits costs several times as much.
        (!self.is_missing()).then_some(Day(((self.0 >> 1) / DAY_SECONDS as u32) as i32))
    }

    /// Whether it begins later than another, which is known.
    #[inline]
    pub(crate) fn is_after(self, other: Stamp) -> bool {
        !other.is_missing() && self.0 >> 1 > other.0 >> 1
    }

    /// The earlier of two; a missing one does not count. Of a date and its own 00:00:00 the date, which says less.
    #[inline]
    pub(crate) fn earliest(self, other: Stamp) -> Stamp {
        // Of the same second, which no missing one is.
        if self.0 ^ other.0 == DATE_ONLY {
            return self.latest(other);
        }
        // A missing one becomes the greatest.
        Stamp(self.0.wrapping_sub(1).min(other.0.wrapping_sub(1)).wrapping_add(1))
    }

    /// The later of two; a missing one does not count. Of a date and its own 00:00:00 the date.
    #[inline]
    pub(crate) fn latest(self, other: Stamp) -> Stamp {
        Stamp(self.0.max(other.0))
    }

    /// Seconds from `start` to `self`; `None` unless both carry a time of day.
    #[inline]
    pub(crate) fn seconds_since(self, start: Stamp) -> Option<i64> {
        Some(self.seconds()? - start.seconds()?)
    }

    /// Whether it lies at or before `limit`; compared by day where either is a date without a time of day.
    #[inline]
    pub(crate) fn is_by(self, limit: Stamp) -> bool {
        if (self.0 | limit.0) & DATE_ONLY == 0 {
            return !self.is_missing() && self.0 <= limit.0;
        }
        self.day().zip(limit.day()).is_some_and(|(own, limit)| own <= limit)
    }

    /// As a promise, a time at midnight sharp is a date without a time of day: it is kept until that day ends.
    #[inline]
    pub(crate) fn as_promise(self) -> Stamp {
        match (self.seconds(), self.day()) {
            (Some(seconds), Some(day)) if seconds == day.start() => Stamp::of_day(day),
            _ => self,
        }
    }

    /// The promise of two that ends earlier; a missing one does not count. One that is a date ends with its day.
    #[inline]
    pub(crate) fn earlier_promise(self, other: Stamp) -> Stamp {
        if (self.0 | other.0) & DATE_ONLY == 0 {
            return self.earliest(other);
        }
        let end = |promise: Stamp| promise.end_of_promise().wrapping_sub(1);
        if end(self) <= end(other) { self } else { other }
    }

    /// The promise of two that ends later; a missing one does not count. One that is a date ends with its day.
    #[inline]
    pub(crate) fn later_promise(self, other: Stamp) -> Stamp {
        if (self.0 | other.0) & DATE_ONLY == 0 {
            return self.latest(other);
        }
        if self.end_of_promise() >= other.end_of_promise() { self } else { other }
    }

    /// A number that grows with the end of a promise; 0 for none.
    fn end_of_promise(self) -> u32 {
        const LAST_SECOND: u32 = (DAY_SECONDS as u32 - 1) << 1;
        if self.is_date_only() { self.0 + LAST_SECOND } else { self.0 }
    }

    /// The last second of a date without a time of day; a time as it is.
    #[inline]
    pub(crate) fn day_end(self) -> Stamp {
        let end = |day: Day| Stamp::from_instant(day.start() + DAY_SECONDS - 1);
        self.day().filter(|_| self.is_date_only()).map_or(self, end)
    }

    /// A time of day on a given instant (seconds since 2000-01-01); missing outside the range.
    #[inline]
    pub(crate) fn from_instant(instant: i64) -> Stamp {
        if (1..i64::from(MOST_SECONDS)).contains(&instant) {
            Stamp((instant as u32) << 1)
        } else {
            Stamp::MISSING
        }
    }
}

/// Years have so many places of months, of which twelve are months.
const MONTHS_OF_YEAR: u32 = 16;
const MONTH_PLACES: usize = MONTHS_OF_YEAR as usize * (LAST_YEAR - FIRST_YEAR) as usize;

/// By year and month: the days before the first of it, and how many it has. Every fourth year from 2000 to 2096 has a leap
/// day.
const fn months() -> [(u16, u16); MONTH_PLACES] {
    const LENGTHS: [u16; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut months = [(0, 0); MONTH_PLACES];
    let (mut before, mut year) = (0, 0);
    while year < LAST_YEAR as usize - FIRST_YEAR as usize {
        let mut month = 0;
        while month < LENGTHS.len() {
            let length = LENGTHS[month] + (month == 1 && year.is_multiple_of(4)) as u16;
            months[year * MONTHS_OF_YEAR as usize + month + 1] = (before, length);
            before += length;
            month += 1;
        }
        year += 1;
    }
    months
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(instant) = self.instant() else { return Ok(()) };
        write!(f, "{}", Day::of_instant(instant))?;
        if self.is_date_only() {
            return Ok(());
        }
        let second = instant.rem_euclid(DAY_SECONDS);
        write!(f, " {:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
    }
}

impl serde::Serialize for Stamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Stamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Stamp, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        let time =
            || NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S").ok().and_then(Stamp::from_time);
        let date = || Day::parse(&text).map(Stamp::of_day);
        time().or_else(date).filter(|stamp| !stamp.is_missing()).ok_or_else(|| {
            let found = serde::de::Unexpected::Str(&text);
            serde::de::Error::invalid_value(found, &"a time as YYYY-MM-DD HH:MM:SS, or a date")
        })
    }
}

impl schemars::JsonSchema for Stamp {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Stamp".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": r"^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$" })
    }
}

/// Names the variable of the environment that stands for the machine's clock, so that a report can be made again as
/// it was: wall-clock time of Shanghai, `2026-10-31 09:00:00`, or a day alone.
pub(crate) const CLOCK: &str = "TIYANFEN_NOW";

/// The machine's clock, as wall-clock time of Shanghai, or what [`CLOCK`] says in its place.
pub(crate) fn now() -> Stamp {
    let machine = || Stamp::from_unix(chrono::Utc::now().timestamp()).unwrap_or_default();
    clock_given().and_then(Result::ok).unwrap_or_else(machine)
}

/// What [`CLOCK`] says; an error where that is no time.
pub(crate) fn clock_given() -> Option<Result<Stamp, String>> {
    let given = std::env::var(CLOCK).ok().filter(|given| !given.is_empty())?;
    let time = |given: &str| NaiveDateTime::parse_from_str(given, "%Y-%m-%d %H:%M:%S").ok();
    let time = time(&given).or_else(|| time(&format!("{given} 00:00:00"))).and_then(Stamp::from_time);
    Some(time.ok_or(given))
}

#[cfg(test)]
mod tests;
