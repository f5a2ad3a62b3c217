//! Numbers of spreadsheets, as the text that the same cell has in a CSV export.

use crate::time::{DAY_SECONDS, HOUR_SECONDS};
use chrono::{NaiveDate, TimeDelta};

/// From here on a floating-point number cannot hold every whole number: an id has lost digits.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Days from the first day of the 1900 system to that of the 1904 system.
pub(crate) const DAYS_TO_1904: f64 = 1462.0;

/// A number as Excel shows it: the shortest digits; in scientific notation where digits are lost.
pub(crate) fn plain(value: f64) -> String {
    if value.abs() >= EXACT {
        return format!("{value:.5E}").replace('E', "E+");
    }
    // Negative zero is a zero.
    format!("{}", value + 0.0)
}

/// A cell with the format of a date or time: `2026-09-22 00:54:10`, `2026-09-22` where the format shows no
/// time of day and there is none, `00:02:30` below one day. `serial` counts days in the 1900 system.
pub(crate) fn moment(serial: f64, shows_time: bool) -> String {
    if !(0.0..3_000_000.0).contains(&serial) || serial == 0.0 {
        return plain(serial);
    }
    if serial < 1.0 {
        return elapsed(serial);
    }
    let seconds = (serial * DAY_SECONDS as f64).round() as i64;
    let base = NaiveDate::from_ymd_opt(1899, 12, 30).and_then(|date| date.and_hms_opt(0, 0, 0));
    let Some(time) = base.and_then(|base| base.checked_add_signed(TimeDelta::seconds(seconds))) else {
        return plain(serial);
    };
    if seconds % DAY_SECONDS == 0 && !shows_time {
        return time.format("%Y-%m-%d").to_string();
    }
    time.format("%Y-%m-%d %H:%M:%S").to_string()
}

/// A duration given in days: `26:02:30`, with thousandths where there are any.
pub(crate) fn elapsed(days: f64) -> String {
    if !(0.0..1_000_000.0).contains(&days) {
        return plain(days);
    }
    let thousandths = (days * DAY_SECONDS as f64 * 1000.0).round() as i64;
    let (seconds, rest) = (thousandths / 1000, thousandths % 1000);
    let (hours, minutes) = (seconds / HOUR_SECONDS, seconds % HOUR_SECONDS / 60);
    let mut text = format!("{hours:02}:{minutes:02}:{:02}", seconds % 60);
    if rest != 0 {
        text += format!(".{rest:03}").trim_end_matches('0');
    }
    text
}

/// Whether a number format shows a time of day. Quoted, bracketed and escaped parts do not count. East Asian built-in
/// formats have a number and no code.
pub(crate) fn shows_time(code: &str, id: Option<u32>) -> bool {
    let mut quoted = false;
    let mut bracketed = false;
    let mut escaped = false;
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            'h' | 'H' | 's' | 'S' if !quoted && !bracketed => return true,
            _ => {}
        }
    }
    matches!(id, Some(18..=22 | 32..=35 | 45..=47 | 55 | 56))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_like_the_cells_of_a_csv() {
        for (value, text) in [
            (28.9, "28.9"),
            (0.985, "0.985"),
            (5.0, "5"),
            (-0.0, "0"),
            (0.0000001, "0.0000001"),
            (6_917_926_768_823_643.0, "6917926768823643"),
            (9_007_199_254_740_991.0, "9007199254740991"),
            (9_007_199_254_740_992.0, "9.00720E+15"),
            (6_917_926_768_823_643_751.0, "6.91793E+18"),
        ] {
            assert_eq!(plain(value), text);
        }
    }

    #[test]
    fn serials_are_times() {
        // 45000 is 2023-03-15; Excel's own day 1 is 1900-01-01, two days off before March 1900.
        assert_eq!(moment(45000.0, false), "2023-03-15");
        assert_eq!(moment(45000.0, true), "2023-03-15 00:00:00");
        assert_eq!(moment(45000.5, false), "2023-03-15 12:00:00");
        // 10:20:30 as Excel stores it, and the last second of a day that must not roll over.
        assert_eq!(moment(45_000.430_902_777_78, true), "2023-03-15 10:20:30");
        assert_eq!(moment(45_000.999_988_425_93, true), "2023-03-15 23:59:59");
        assert_eq!(moment(0.0, true), "0");
        assert_eq!(moment(0.001_736_111_11, true), "00:02:30");
        assert_eq!(elapsed(1.084_375), "26:01:30");
        assert_eq!(elapsed(12.34 / 86_400.0), "00:00:12.34");
        assert_eq!(moment(-1.0, true), "-1");
    }

    #[test]
    fn formats_show_times_or_not() {
        for code in ["yyyy-mm-dd hh:mm:ss", "h:mm AM/PM", "mm:ss", "yyyy/m/d\\ h:mm;@"] {
            assert!(shows_time(code, None), "{code}");
        }
        for code in
            ["yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy/m/d", "d\\-mmm", "\"h\"yyyy", "0.00%"]
        {
            assert!(!shows_time(code, None), "{code}");
        }
        assert!(shows_time("", Some(22)) && !shows_time("", Some(14)));
    }
}
