//! Four months, counted in seconds from the first midnight.

use std::fmt::Write;

use chrono::NaiveDate;

/// One day in seconds.
pub const DAY: i64 = 24 * 3600;
/// One hour in seconds.
pub const HOUR: i64 = 3600;

/// When the files were exported. Whatever is later is not known yet.
pub const EXPORTED: i64 = 128 * DAY + 9 * HOUR;
/// Promised times lie in the future: no more than this many days after the first midnight.
const DAYS: usize = 160;

/// Writes times. Every day is formatted once.
pub struct Clock {
    days: Vec<String>,
}

impl Clock {
    /// The clock that begins on the demo's first day.
    pub fn new(first: NaiveDate) -> Self {
        Self { days: first.iter_days().take(DAYS).map(|day| day.to_string()).collect() }
    }

    /// Appends the time, or `-` where there is none.
    pub fn push(&self, text: &mut String, time: Option<i64>) {
        let day = time.and_then(|time| self.days.get(usize::try_from(time / DAY).ok()?));
        let (Some(time), Some(day)) = (time, day) else {
            text.push('-');
            return;
        };
        text.push_str(day);
        let seconds = time % DAY;
        // Writing to a String cannot fail.
        let _ = write!(text, " {:02}:{:02}:{:02}", seconds / HOUR, seconds / 60 % 60, seconds % 60);
    }
}

/// The time, if it was known when the files were exported.
pub fn known(time: i64) -> Option<i64> {
    (time <= EXPORTED).then_some(time)
}
