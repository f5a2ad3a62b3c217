//! The total drawn: the past days and the coming ones, with the borders of the band below.

use super::model::ForecastReport;
use crate::report::block::Sparkline;

/// The longest line, in marks.
const MARKS: usize = 60;

/// The total, the upper and the lower border, one mark below the other.
pub(super) struct Lines {
    /// How many days share a mark.
    pub(super) days_per_mark: usize,
    pub(super) total: Sparkline,
    pub(super) high: Sparkline,
    pub(super) low: Sparkline,
}

impl Lines {
    pub(super) fn of(report: &ForecastReport) -> Lines {
        let past = report.past.len();
        let totals = report.past.iter().map(|own| own.value).chain(report.days.iter().map(|own| own.value));
        let blank = || std::iter::repeat_n(None, past);
        let high = blank().chain(report.days.iter().map(|own| own.high));
        let low = blank().chain(report.days.iter().map(|own| own.low));
        let all: [Vec<Option<f64>>; 3] = [totals.collect(), high.collect(), low.collect()];
        let known = || all.iter().flatten().flatten().copied();
        let (lowest, highest) = (known().fold(f64::MAX, f64::min), known().fold(f64::MIN, f64::max));
        let days_per_mark = (past + report.days.len()).div_ceil(MARKS).max(1);
        // Marks end with the last day, which is the one that is asked about.
        let drawn = |days: Vec<Option<f64>>| {
            let mut values: Vec<_> = days.into_iter().rev().step_by(days_per_mark).collect();
            values.reverse();
            Sparkline { values, lowest, highest }
        };
        let [total, high, low] = all.map(drawn);
        Lines { days_per_mark, total, high, low }
    }
}
