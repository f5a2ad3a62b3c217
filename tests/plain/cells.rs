//! What one cell says. Only the spellings that the demo shop and the generated shops use.

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

/// A wall-clock time; `date_only` where the cell held no time of day (it then stands at 00:00:00).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    pub at: NaiveDateTime,
    pub date_only: bool,
}

impl Time {
    pub fn day(self) -> NaiveDate {
        self.at.date()
    }

    /// Does it lie at or before `limit`? By day where either holds no time of day.
    pub fn is_by(self, limit: Time) -> bool {
        if self.date_only || limit.date_only { self.day() <= limit.day() } else { self.at <= limit.at }
    }

    /// The last second that it may mean as a promise: a date without a time of day is kept until that day ends.
    pub fn end(self) -> Time {
        match self.day().and_hms_opt(23, 59, 59) {
            Some(at) if self.date_only => Time { at, date_only: false },
            _ => self,
        }
    }

    /// A day as a limit: the whole of it.
    pub fn whole_day(day: NaiveDate) -> Time {
        Time { at: day.and_time(NaiveTime::MIN), date_only: true }
    }

    /// So many whole days later, the time of day unchanged.
    pub fn plus_days(self, days: u64) -> Time {
        Time { at: self.at + Days::new(days), ..self }
    }
}

/// Drops what exports wrap around a cell; `None` where it stands for "nothing".
pub fn clean(raw: &str) -> Option<String> {
    let text = raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let text = text.strip_prefix(['\'', '`']).unwrap_or(text);
    let missing = ["", "-", "--", "/", "null", "NaN", "无", "暂无"].contains(&text);
    (!missing).then(|| text.to_owned())
}

/// A header name without white space and without the unit at its end.
pub fn header_name(raw: &str) -> String {
    let bare: String = raw.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect();
    let bare = bare.replace('（', "(").replace('）', ")");
    bare.trim_end_matches("(元)").trim_end_matches("(秒)").to_owned()
}

pub fn time(text: &str) -> Option<Time> {
    if text.chars().all(|c| c.is_ascii_digit()) {
        let number: i64 = text.parse().ok()?;
        let unix = match text.len() {
            10 => number,
            13 => number / 1000,
            _ => return None,
        };
        let at = DateTime::from_timestamp(unix, 0)?.naive_utc() + Duration::hours(8);
        return Some(Time { at, date_only: false });
    }
    let text = text.replace('/', "-");
    for format in ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"] {
        if let Ok(at) = NaiveDateTime::parse_from_str(&text, format) {
            return Some(Time { at, date_only: false });
        }
    }
    NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok().map(Time::whole_day)
}

/// A number, also with thousands separators or a currency mark.
pub fn number(text: &str) -> Option<f64> {
    text.replace([',', '¥', '元'], "").parse().ok()
}

/// A share; above 1.5 without % it is a percentage.
pub fn rate(text: &str) -> Option<f64> {
    if let Some(percent) = text.strip_suffix('%') {
        return Some(percent.parse::<f64>().ok()? / 100.0);
    }
    let value: f64 = text.parse().ok()?;
    Some(if value > 1.5 { value / 100.0 } else { value })
}

/// A duration in seconds: `2分30秒`, `hh:mm:ss`, `mm:ss`, or plain seconds.
pub fn duration(text: &str) -> Option<f64> {
    if text.contains(':') {
        return text.split(':').try_fold(0.0, |sum, part| Some(sum * 60.0 + part.parse::<f64>().ok()?));
    }
    let mut rest = text;
    let mut sum = 0.0;
    for (unit, seconds) in [("小时", 3600.0), ("分", 60.0), ("秒", 1.0)] {
        if let Some((amount, after)) = rest.split_once(unit) {
            sum += amount.parse::<f64>().ok()? * seconds;
            rest = after;
        }
    }
    if rest.is_empty() { Some(sum) } else { rest.parse().ok() }
}

/// Whole seconds from one time to another, where both have a time of day.
pub fn seconds(from: Option<Time>, to: Option<Time>) -> Option<i64> {
    let (from, to) = (from?, to?);
    (!from.date_only && !to.date_only).then(|| (to.at - from.at).num_seconds())
}

/// The same where a clock that would start from hour `evening` to hour `morning` starts in the morning.
/// Negative where `to` lies before `from` itself, 0 where it lies before the morning.
pub fn seconds_by_day(from: Option<Time>, to: Option<Time>, evening: u32, morning: u32) -> Option<i64> {
    let plain = seconds(from, to)?;
    if plain < 0 {
        return Some(plain);
    }
    let (from, to) = (from?.at, to?.at);
    let start = if from.hour() >= evening {
        (from.date() + Days::new(1)).and_hms_opt(morning, 0, 0)?
    } else if from.hour() < morning {
        from.date().and_hms_opt(morning, 0, 0)?
    } else {
        from
    };
    Some((to - start).num_seconds().max(0))
}

/// The earliest; a date without a time of day stands at its first second.
pub fn earliest(times: impl IntoIterator<Item = Option<Time>>) -> Option<Time> {
    times.into_iter().flatten().min_by_key(|time| time.at)
}

/// The latest; a date without a time of day stands at its first second.
pub fn latest(times: impl IntoIterator<Item = Option<Time>>) -> Option<Time> {
    times.into_iter().flatten().max_by_key(|time| time.at)
}
