//! A figure by day: where it began, how low and how high it went and when, where it ended.

use crate::catalogue::Lang;
use crate::indicator::{Indicator, Unit};
use crate::report::block::Sparkline;
use crate::report::numbers;
use crate::rounding::{fixed, shown_score};

/// A month has a mark per day.
const MONTH: usize = 31;
/// The longest line of more days, in marks: their dates have years, which need the room.
const MARKS: usize = 24;

/// How many days share a mark of the line.
pub(super) fn group_size(days: usize) -> usize {
    if days <= MONTH { 1 } else { days.div_ceil(MARKS) }
}

/// A figure by day.
pub(super) struct Series {
    pub values: Vec<Option<f64>>,
    /// By day: the scored indicators behind it that have data; only like is compared with like.
    pub behind: Vec<Vec<Indicator>>,
    pub measured: Measured,
}

/// How the values of a series are written.
pub(super) enum Measured {
    /// A score that must not seem to reach one of these borders where it does not.
    Score(Vec<f64>),
    Indicator(Unit),
}

impl Measured {
    pub(super) fn shown(&self, value: f64, lang: Lang) -> String {
        match self {
            Measured::Score(borders) => shown_score(value, borders.iter().copied()),
            Measured::Indicator(unit) => numbers::value(*unit, value, lang),
        }
    }

    /// Without a long unit.
    pub(super) fn bare(&self, value: f64, lang: Lang) -> String {
        match self {
            Measured::Indicator(Unit::Points | Unit::Hours | Unit::Seconds) => fixed(value, 1),
            _ => self.shown(value, lang),
        }
    }

    /// A change, and the last value.
    pub(super) fn change(&self, change: f64, last: f64, lang: Lang) -> String {
        match self {
            Measured::Score(_) => numbers::signed(change, 2),
            Measured::Indicator(unit) => {
                numbers::change(*unit, change, *unit == Unit::Ratio && last < 0.1, lang)
            }
        }
    }
}

impl Series {
    /// The days with data, by their places.
    fn known(&self) -> impl DoubleEndedIterator<Item = (usize, f64)> {
        self.values.iter().enumerate().filter_map(|(place, value)| Some((place, (*value)?)))
    }

    /// The first, the lowest, the highest and the last day with their values; `None` where there is no data on any.
    pub(super) fn ends(&self) -> Option<[(usize, f64); 4]> {
        let (first, last) = (self.known().next()?, self.known().next_back()?);
        let lowest = self.known().min_by(|a, b| a.1.total_cmp(&b.1))?;
        // Of equals the last is taken: from behind, that is the earliest day, as for the lowest.
        let highest = self.known().rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
        Some([first, lowest, highest, last])
    }

    /// How much it changed between two of its days; nothing to compare where other figures are behind it.
    pub(super) fn change(&self, from: (usize, f64), to: (usize, f64), lang: Lang) -> String {
        match self.behind.get(from.0) == self.behind.get(to.0) {
            true => self.measured.change(to.1 - from.1, to.1, lang),
            false => "–".to_owned(),
        }
    }

    /// A mark per group of days. A group shows its last day, and groups end with the last day, so that the line ends
    /// where the series does.
    pub(super) fn sparkline(&self, lowest: f64, highest: f64) -> Sparkline {
        let mut values: Vec<Option<f64>> =
            self.values.iter().rev().step_by(group_size(self.values.len())).copied().collect();
        values.reverse();
        Sparkline { values, lowest, highest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(values: Vec<Option<f64>>) -> Vec<Option<f64>> {
        let series = Series { values, behind: Vec::new(), measured: Measured::Score(Vec::new()) };
        series.sparkline(0.0, 1.0).values
    }

    #[test]
    fn long_lines_show_the_last_day_of_each_group() {
        // 48 days, two a mark: only the second of each pair is drawn, the very last one last.
        let values = (0..48).map(|i| Some(if i % 2 == 1 { 1.0 } else { 0.0 })).collect();
        assert_eq!(drawn(values), [Some(1.0); 24]);
        // 366 days, sixteen a mark.
        let last = |i: i32| Some(if i == 365 { 1.0 } else { 0.0 });
        let year = drawn((0..366).map(last).collect());
        assert_eq!((year.len(), year[21], year[22]), (23, Some(0.0), Some(1.0)));
        for days in 1..=366 {
            let width = drawn(vec![Some(1.0); days]).len();
            let most = if days <= MONTH { MONTH } else { MARKS };
            assert!(width <= most && width * group_size(days) >= days, "{days}");
        }
    }

    #[test]
    fn of_equal_days_the_earliest_is_the_lowest_and_the_highest() {
        let values = vec![None, Some(1.0), Some(2.0), Some(1.0), Some(2.0), None];
        let series = Series { values, behind: Vec::new(), measured: Measured::Score(Vec::new()) };
        assert_eq!(series.ends(), Some([(1, 1.0), (1, 1.0), (2, 2.0), (4, 2.0)]));
    }
}
