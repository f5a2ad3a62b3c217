//! Which facts are cases of some indicators.

use crate::indicator::Indicator;
use crate::time::Day;
use crate::timeline::{Fact, Measure, Measures, OrderSpan};

/// Which of some windows a fact of a measure falls into.
pub(super) struct Windows {
    day: Day,
    wanted: Measures,
    longest: i32,
    /// By measure: its place, and the length of its window.
    places: [Option<(u8, i32)>; Measure::COUNT],
}

impl Windows {
    pub(super) fn new(asked: impl Iterator<Item = (Indicator, i32)>, day: Day) -> Windows {
        let mut windows =
            Windows { day, wanted: Measures::default(), longest: 0, places: [None; Measure::COUNT] };
        for (place, (indicator, window_days)) in asked.enumerate() {
            windows.longest = windows.longest.max(window_days);
            windows.wanted = windows.wanted.with(indicator);
            if let Some(slot) = windows.places.get_mut(Measure::Of(indicator).index()) {
                *slot = u8::try_from(place).ok().map(|place| (place, window_days));
            }
        }
        windows
    }

    #[inline]
    pub(super) fn wanted(&self) -> Measures {
        self.wanted
    }

    #[inline]
    fn of(&self, measure: Measure) -> Option<(usize, i32)> {
        let (place, window_days) = self.places.get(measure.index()).copied().flatten()?;
        Some((usize::from(place), window_days))
    }

    #[inline]
    pub(super) fn holds(&self, measure: Measure, cohort: Day) -> bool {
        let window = self.of(measure);
        window.is_some_and(|(_, days)| cohort <= self.day && self.day < cohort.plus(days))
    }

    /// Whether an order may have cases in the longest of them.
    #[inline]
    pub(super) fn hold_some_of(&self, span: OrderSpan) -> bool {
        span.has_cohort_in(self.day.plus(1 - self.longest), self.day)
    }

    /// The place of the window in which a fact counts as a case.
    #[inline]
    pub(super) fn place(&self, fact: &Fact) -> Option<usize> {
        let (place, window_days) = self.of(fact.measure)?;
        (fact.tally.denominator > 0 && fact.stands_at(self.day, window_days)).then_some(place)
    }
}
