//! The days of one shop under one rulebook.

use super::row::{HistoryRow, Level};
use crate::indicator::Figure;
use crate::time::Day;
use std::collections::BTreeMap;

/// What a history says of one shop under one rulebook.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    days: BTreeMap<Day, HistoryDay>,
}

/// A day of it: every figure that was kept.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryDay {
    /// The day.
    pub day: Day,
    rows: Vec<HistoryRow>,
}

impl History {
    /// The days of rows that are all of one shop under one rulebook.
    pub(super) fn of_rows(rows: impl IntoIterator<Item = HistoryRow>) -> History {
        let mut days: BTreeMap<Day, HistoryDay> = BTreeMap::new();
        for row in rows {
            let day = row.day;
            days.entry(day).or_insert_with(|| HistoryDay { day, rows: Vec::new() }).rows.push(row);
        }
        History { days }
    }

    /// Does it know no day?
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// The days, the earliest first.
    pub fn days(&self) -> impl DoubleEndedIterator<Item = &HistoryDay> {
        self.days.values()
    }

    /// A day.
    pub fn on(&self, day: Day) -> Option<&HistoryDay> {
        self.days.get(&day)
    }

    /// The newest day before another.
    pub fn newest_before(&self, day: Day) -> Option<&HistoryDay> {
        self.days.range(..day).next_back().map(|(_, own)| own)
    }
}

impl HistoryDay {
    /// The total; none where too little of it had data.
    pub fn total(&self) -> Option<f64> {
        self.row(Level::Total, None)?.value
    }

    /// Is a threshold met? None where that could not be said, or the day does not know the threshold.
    pub fn met(&self, threshold: &str) -> Option<bool> {
        self.row(Level::Threshold, Some(threshold))?.met
    }

    /// The thresholds with whether they were met.
    pub fn thresholds(&self) -> impl Iterator<Item = (&str, Option<bool>)> {
        let rows = self.rows.iter().filter(|row| row.level == Level::Threshold);
        rows.map(|row| (row.id.as_str(), row.met))
    }

    /// The share of the score whose days the exports covered.
    pub fn covered_share(&self) -> f64 {
        self.row(Level::Total, None).and_then(|row| row.covered_share).unwrap_or_default()
    }

    /// The row of a total, a dimension or an indicator.
    pub fn figure(&self, figure: Figure) -> Option<&HistoryRow> {
        match figure {
            Figure::Total => self.row(Level::Total, None),
            Figure::Dimension(dimension) => self.row(Level::Dimension, Some(dimension.id())),
            Figure::Indicator(indicator) => self.row(Level::Indicator, Some(indicator.id())),
        }
    }

    /// The row of a figure or threshold; of the total there is one, whatever its id.
    pub fn row(&self, level: Level, id: Option<&str>) -> Option<&HistoryRow> {
        self.rows.iter().find(|row| row.level == level && id.is_none_or(|id| row.id == id))
    }
}
