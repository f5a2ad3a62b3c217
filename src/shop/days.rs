//! On which days a file has rows, which shows where exports overlap and where they leave gaps.

use crate::time::Day;

/// The first and the last day of something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DaySpan(pub Option<(Day, Day)>);

impl DaySpan {
    pub(super) fn include(&mut self, day: Day) {
        self.0 = Some(match self.0 {
            None => (day, day),
            Some((first, last)) => (first.min(day), last.max(day)),
        });
    }
}

/// How many rows a file has on each day, by their own time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayCounts {
    first: i32,
    counts: Vec<u32>,
}

impl DayCounts {
    pub(super) fn add(&mut self, day: Day) {
        self.add_many(day, 1);
    }

    pub(super) fn add_all(&mut self, other: &DayCounts) {
        let days = other.counts.iter().zip(other.first..).filter(|(count, _)| **count > 0);
        days.for_each(|(count, day)| self.add_many(Day(day), *count));
    }

    #[inline]
    fn add_many(&mut self, day: Day, rows: u32) {
        let place = day.0.wrapping_sub(self.first) as u32 as usize;
        if let Some(count) = self.counts.get_mut(place) {
            *count += rows;
            return;
        }
        self.widen(day);
        if let Some(count) = self.counts.get_mut((day.0 - self.first) as usize) {
            *count += rows;
        }
    }

    /// Makes room for a day that lies outside the known ones.
    #[cold]
    #[inline(never)]
    fn widen(&mut self, day: Day) {
        if self.counts.is_empty() {
            self.first = day.0;
        }
        let missing = usize::try_from(self.first - day.0).unwrap_or_default();
        self.counts.splice(0..0, std::iter::repeat_n(0, missing));
        self.first = self.first.min(day.0);
        let days = (day.0 - self.first) as usize + 1;
        self.counts.resize(days.max(self.counts.len()), 0);
    }

    /// The first and the last day with a row.
    pub(crate) fn span(&self) -> Option<(Day, Day)> {
        let last = self.counts.len().checked_sub(1)?;
        Some((Day(self.first), Day(self.first + last as i32)))
    }

    /// How many rows there are on a day.
    pub(crate) fn on(&self, day: Day) -> u32 {
        let place = usize::try_from(day.0 - self.first).ok();
        place.and_then(|place| self.counts.get(place)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_in_any_order() {
        let mut days = DayCounts::default();
        assert_eq!((days.span(), days.on(Day(5))), (None, 0));
        for day in [7, 7, 3, 9] {
            days.add(Day(day));
        }
        assert_eq!(days.span(), Some((Day(3), Day(9))));
        assert_eq!([2, 3, 4, 7, 9, 10].map(|day| days.on(Day(day))), [0, 1, 0, 2, 1, 0]);
    }
}
