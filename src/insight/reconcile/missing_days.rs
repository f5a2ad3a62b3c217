//! Days that exports lack.
//!
//! A day without a row is no proof: a small shop has days without an after-sale. So a run of empty days is
//! held against the other days of the same exports. `q`, the greater of the share of them that are empty and
//! of what chance would leave empty at their mean number of rows (e^-mean), raised to the length of the run,
//! is how likely it is that nothing happened on just these days; times the days of the window, that there is
//! such a run anywhere in it. Below one in twenty it counts as missing: one empty day of a window of 30 among
//! days of seven rows, two among days of four. A day of sales with thousands of rows changes the mean but not
//! the share, so that it proves nothing by itself.

use super::cause::MissingDaysRow;
use super::discrepancy::Discrepancy;
use crate::field::Kind;
use crate::input::{FileStatus, InputFile};
use crate::insight::exports::DayRange;
use crate::shop::DayCounts;
use crate::time::Day;

/// A run of empty days counts as missing where it would come by chance less often than this.
const CHANCE: f64 = 0.05;
/// Missing days may have been so much busier than the others.
const BUSIER: f64 = 3.0;

/// The days missing of every kind a figure rests on, where they could explain the difference.
pub(super) fn missing_days(of: &Discrepancy<'_>) -> Option<Vec<MissingDaysRow>> {
    let kinds = of.kinds().into_iter();
    let missing: Vec<MissingDaysRow> = kinds.filter_map(|kind| missing_days_of(of, kind)).collect();
    let most = missing.iter().map(|missing| missing.days).max()?;
    let covered = of.score.window_days - most;
    let by_day = of.score.tally.denominator as f64 / f64::from(covered.max(1));
    let more = (by_day * f64::from(most) * BUSIER).ceil() as i64 + 1;
    (covered <= 0 || of.is_within_reach(more)).then_some(missing)
}

fn missing_days_of(of: &Discrepancy<'_>, kind: Kind) -> Option<MissingDaysRow> {
    let loaded = of.day.analysis.loaded();
    // Rows of customer service without dates stand for days that nobody can tell.
    if kind == Kind::Service && loaded.shop.remarks.undated_service_rows > 0 {
        return None;
    }
    let of_kind = |file: &&InputFile| file.kind == Some(kind) && file.status == FileStatus::Used;
    let files: Vec<&DayCounts> = loaded.files.iter().filter(of_kind).map(|file| &file.days).collect();
    let rows_on = |day: Day| files.iter().map(|days| u64::from(days.on(day))).sum::<u64>();
    missing_of(kind, of.window(), loaded.shop.span(kind).0?, &rows_on)
}

fn missing_of(
    kind: Kind,
    (from, to): (Day, Day),
    (first, last): (Day, Day),
    rows_on: &dyn Fn(Day) -> u64,
) -> Option<MissingDaysRow> {
    let all = (first.0..=last.0).map(|day| rows_on(Day(day)));
    let (rows, empty) = all.fold((0, 0), |(rows, empty), own| (rows + own, empty + i32::from(own == 0)));
    let span = last.0 - first.0 + 1;
    let inside = |(a, b): (Day, Day)| (b.min(last).0 - a.max(first).0 + 1).max(0);
    let mut runs: Vec<(Day, Day)> = Vec::new();
    for day in (from.0..=to.0).map(Day).filter(|day| rows_on(*day) == 0) {
        match runs.last_mut() {
            Some((_, end)) if end.plus(1) == day => *end = day,
            _ => runs.push((day, day)),
        }
    }
    runs.retain(|run| {
        let others = f64::from((span - inside(*run)).max(1));
        let share = f64::from(empty - inside(*run)) / others;
        let q = share.max((-(rows as f64) / others).exp());
        q.powi(run.1.0 - run.0.0 + 1) * f64::from(to.0 - from.0 + 1) < CHANCE
    });
    let missing = runs.iter().map(|run| inside(*run)).sum::<i32>();
    let (other_days, empty_days) = (span - missing, empty - missing);
    let range = |(from, to): (Day, Day)| DayRange { from, to, days: to.0 - from.0 + 1 };
    let runs: Vec<DayRange> = runs.into_iter().map(range).collect();
    let days = runs.iter().map(|run| run.days).sum();
    (days > 0).then_some(MissingDaysRow { kind, days, runs, other_days, empty_days, rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days 1 to 30 with so many rows each; the runs found missing.
    fn missing(rows: &[(std::ops::RangeInclusive<i32>, u64)]) -> Vec<(i32, i32)> {
        let rows_on =
            |day: Day| rows.iter().find(|(days, _)| days.contains(&day.0)).map_or(0, |(_, rows)| *rows);
        let days: Vec<i32> = (-60..=60).filter(|day| rows_on(Day(*day)) > 0).collect();
        let span = (Day(days[0]), Day(days[days.len() - 1]));
        let found = missing_of(Kind::Orders, (Day(1), Day(30)), span, &rows_on);
        found.into_iter().flat_map(|found| found.runs).map(|run| (run.from.0, run.to.0)).collect()
    }

    #[test]
    fn empty_days_among_busy_ones_are_missing() {
        assert_eq!(missing(&[(1..=30, 7)]), []);
        assert_eq!(missing(&[(1..=9, 7), (11..=30, 7)]), [(10, 10)]);
        assert_eq!(missing(&[(6..=20, 8)]), [(1, 5), (21, 30)]);
        // Four rows a day: one empty day is chance (30 e^-4 = 0.55), two in a row are not (0.01).
        assert_eq!(missing(&[(1..=9, 4), (11..=30, 4)]), []);
        assert_eq!(missing(&[(1..=9, 4), (12..=30, 4)]), [(10, 11)]);
        // One row a day: six in a row may be chance (30 e^-6 = 0.07), seven are not (0.03).
        assert_eq!(missing(&[(1..=9, 1), (16..=30, 1)]), []);
        assert_eq!(missing(&[(1..=9, 1), (17..=30, 1)]), [(10, 16)]);
    }

    #[test]
    fn empty_days_among_empty_ones_are_not() {
        // An after-sale every third day.
        let every_third: Vec<_> = (1..=10).map(|n| (3 * n..=3 * n, 1)).collect();
        assert_eq!(missing(&every_third), []);
        // One day of sales with a thousand rows proves nothing for the others.
        let mut sale = every_third.clone();
        sale[4].1 = 1000;
        assert_eq!(missing(&sale), []);
        // But more than half the window without one is no chance any more (30 × 0.6^18 = 0.003).
        assert_eq!(missing(&every_third[..4]), [(13, 30)]);
    }

    #[test]
    fn exports_that_end_before_the_window_lack_all_of_it() {
        assert_eq!(missing(&[(-30..=0, 4)]), [(1, 30)]);
    }
}
