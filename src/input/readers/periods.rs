//! The periods of exports without dates in their rows.

use crate::input::cell;
use crate::time::Day;

/// The days that rows without a date belong to.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ServicePeriods {
    /// From `--service-period`: it wins over the file's name.
    pub(crate) given: Option<(Day, Day)>,
    /// From the file's name.
    pub(crate) of_file: Option<(Day, Day)>,
}

/// The period in a file's name: its first and last full dates, `2026-09-01` or `20260901`; a month alone, `2026-09`,
/// means all its days.
pub(crate) fn period_of_name(name: &str) -> Option<(Day, Day)> {
    let mut days = Vec::new();
    let runs: Vec<&str> = name.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let mut at = 0;
    while let Some(run) = runs.get(at) {
        let spelled = runs.get(at..at + 3).map(|parts| parts.join("-"));
        let day = match (run.len(), spelled) {
            (8, _) => cell::time(run).and_then(|t| t.day()),
            (4, Some(date)) => cell::time(&date).filter(|t| t.is_date_only()).and_then(|t| t.day()),
            _ => None,
        };
        at += if day.is_some() && run.len() == 4 { 3 } else { 1 };
        days.extend(day);
    }
    if days.is_empty()
        && let [year, month] = *runs.as_slice()
        && year.len() == 4
    {
        let (year, month): (i32, u32) = (year.parse().ok()?, month.parse().ok()?);
        let first = chrono::NaiveDate::from_ymd_opt(year, month, 1)?;
        let next = first + chrono::Months::new(1);
        return Some((Day::from_date(first), Day::from_date(next).plus(-1)));
    }
    let (first, last) = (days.iter().min()?, days.iter().max()?);
    Some((*first, *last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_stand_in_file_names() {
        let period = |name: &str| period_of_name(name).map(|(a, b)| format!("{a}..{b}"));
        let september = Some("2026-09-01..2026-09-30".to_owned());
        assert_eq!(period("客服数据_2026-09-01_2026-09-30"), september);
        assert_eq!(period("客服20260901-20260930"), september);
        assert_eq!(period("客服_2026年9月1日-2026年9月30日"), september);
        assert_eq!(period("客服_2026-09"), september);
        assert_eq!(period("飞鸽 2026-09-30"), Some("2026-09-30..2026-09-30".to_owned()));
        assert_eq!(period("飞鸽客服"), None);
    }
}
