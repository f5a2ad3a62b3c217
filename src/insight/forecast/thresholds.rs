//! Thresholds on days ahead.

use super::ForecastDay;
use crate::analysis::{Analysis, Crossing, ScoredDays, ThresholdStatus};
use crate::indicator::Indicator;
use crate::rulebook::Threshold;
use crate::scorecard::Scorecard;
use crate::time::Day;
use std::rc::Rc;

/// The days up to the as-of day, and those ahead.
pub(super) struct DaysAhead<'a> {
    pub(super) analysis: &'a Analysis<'a>,
    pub(super) days: &'a [ForecastDay],
}

impl DaysAhead<'_> {
    fn ahead(&self, day: Day) -> Option<&ForecastDay> {
        let place = usize::try_from(day.0 - self.analysis.as_of().0 - 1).ok()?;
        self.days.get(place)
    }

    /// How a threshold stands on each of the days ahead, and on which of them the answer is another than on the last
    /// day before that had one.
    pub(super) fn course_of(&self, threshold: &Threshold) -> (Vec<ThresholdStatus>, Vec<Crossing>) {
        let first = self.analysis.as_of();
        let mut statuses = self.statuses(threshold, first, first.plus(self.days.len() as i32));
        let crossings = self.crossings(threshold, first, &statuses);
        statuses.remove(0);
        (statuses, crossings)
    }
}

impl ScoredDays for DaysAhead<'_> {
    fn scored(&self, day: Day) -> Rc<Scorecard> {
        self.ahead(day).map_or_else(|| self.analysis.scorecard(day), |ahead| Rc::clone(&ahead.scorecard))
    }

    fn value_of(&self, indicator: Indicator, day: Day, window_days: Option<i32>) -> Option<f64> {
        match self.ahead(day) {
            Some(ahead) => self.analysis.measure_of(&*ahead.sums, indicator, day, window_days).value,
            None => self.analysis.value_of(indicator, day, window_days),
        }
    }
}
