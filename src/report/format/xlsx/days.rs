//! Days and times as spreadsheet programs count them.

use crate::time::Day;
use chrono::{NaiveDate, NaiveDateTime};

/// The number by which spreadsheet programs know a day.
pub(super) fn serial(day: Day) -> f64 {
    let first = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or(NaiveDate::MIN);
    (day.date() - first).num_days() as f64
}

/// The same of a time, and whether it is one of a day.
pub(super) fn moment(text: &str) -> Option<(f64, bool)> {
    if let Some(day) = Day::parse(text) {
        return Some((serial(day), false));
    }
    let time = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").ok()?;
    let seconds = time.signed_duration_since(time.date().and_hms_opt(0, 0, 0)?).num_seconds();
    Some((serial(Day::from_date(time.date())) + seconds as f64 / 86_400.0, true))
}
