//! The timeline: sums of all steps, for every day and window length.

use super::{Fact, Facts, Measure, Sink, Tally};
use crate::indicator::Indicator;
use crate::time::Day;

/// Every measure at every as-of day, for windows of several lengths.
#[derive(Debug)]
pub struct Timeline {
    windows: Vec<i32>,
    /// By measure and window: first differences while facts come in, sums afterwards.
    series: Vec<Series>,
}

impl Timeline {
    /// Sums up all facts, for windows of so many days.
    pub fn build(facts: &Facts<'_>, windows: Vec<i32>) -> Timeline {
        let mut timeline =
            Timeline { series: vec![Series::default(); windows.len() * Measure::COUNT], windows };
        facts.emit(&mut timeline);
        for series in &mut timeline.series {
            series.sum_up();
        }
        timeline
    }

    /// A measure at the end of a day, in the window of so many days that ends there.
    pub fn at(&self, measure: Measure, window_days: i32, day: Day) -> Tally {
        let window = self.windows.iter().position(|w| *w == window_days);
        window
            .and_then(|w| self.series.get(measure.index() * self.windows.len() + w))
            .map_or_else(Tally::default, |series| series.at(day))
    }

    /// An indicator at the end of a day.
    pub fn indicator(&self, indicator: Indicator, window_days: i32, day: Day) -> Tally {
        self.at(Measure::Of(indicator), window_days, day)
    }
}

impl Sink for Timeline {
    fn take(&mut self, fact: &Fact) {
        let start = fact.from.max(fact.cohort);
        let first = fact.measure.index() * self.windows.len();
        for (days, series) in self.windows.iter().zip(self.series.iter_mut().skip(first)) {
            let end = fact.until.min(fact.cohort.plus(*days));
            if start < end {
                series.add(start, &fact.tally, 1);
                series.add(end, &fact.tally, -1);
            }
        }
    }
}

/// Values by day, from the first day anything was added to.
#[derive(Debug, Clone, Default)]
struct Series {
    first: i32,
    values: Vec<Tally>,
}

impl Series {
    fn add(&mut self, day: Day, tally: &Tally, sign: i64) {
        if self.values.is_empty() {
            self.first = day.0;
        }
        if day.0 < self.first {
            // Room to spare, so that days coming in backwards do not move everything each time.
            let more = (self.first - day.0).max(self.values.len() as i32);
            self.values.splice(0..0, std::iter::repeat_n(Tally::default(), more as usize));
            self.first -= more;
        }
        let index = (day.0 - self.first) as usize;
        if index >= self.values.len() {
            self.values.resize(index + 1, Tally::default());
        }
        if let Some(value) = self.values.get_mut(index) {
            value.add(tally, sign);
        }
    }

    fn sum_up(&mut self) {
        let mut sum = Tally::default();
        for value in &mut self.values {
            sum.add(value, 1);
            *value = sum;
        }
    }

    /// Before the first day nothing stands; after the last the sum no longer changes (every step has
    /// ended: it is zero).
    fn at(&self, day: Day) -> Tally {
        if day.0 < self.first {
            return Tally::default();
        }
        self.values.get((day.0 - self.first) as usize).or(self.values.last()).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_take_days_in_any_order() {
        let mut series = Series::default();
        let one = Tally::case(1);
        for day in [50, 10, 90, -5] {
            series.add(Day(day), &one, 1);
            series.add(Day(day + 30), &one, -1);
        }
        series.sum_up();
        let counts: Vec<i64> = [-6, -5, 9, 10, 24, 25, 39, 40, 50, 79, 80, 90, 119, 120, 500]
            .map(|d| series.at(Day(d)).denominator)
            .into();
        assert_eq!(counts, [0, 1, 1, 2, 2, 1, 1, 0, 1, 1, 0, 1, 1, 0, 0]);
    }
}
