//! Values by day.

use super::tally::Tally;
use crate::time::Day;

/// Values by day, from the first day with a value on.
#[derive(Debug, Clone)]
pub(super) struct ByDay<T> {
    first: i32,
    values: Vec<T>,
}

/// How many more days there is room for on the side where a day lies outside the known ones.
const SPARE_DAYS: i64 = 64;

impl<T: Copy + Default> ByDay<T> {
    pub(super) const EMPTY: ByDay<T> = ByDay { first: 0, values: Vec::new() };

    #[inline]
    pub(super) fn slot(&mut self, day: Day) -> Option<&mut T> {
        self.make_place(day);
        let place = self.place(day);
        self.values.get_mut(place)
    }

    /// The value of a day for which there is room already.
    #[inline(always)]
    pub(super) fn existing(&mut self, day: Day) -> Option<&mut T> {
        let place = self.place(day);
        self.values.get_mut(place)
    }

    /// The place of a day; beyond the end where there is no room for it.
    #[inline(always)]
    fn place(&self, day: Day) -> usize {
        day.0.wrapping_sub(self.first) as u32 as usize
    }

    #[inline]
    pub(super) fn make_place(&mut self, day: Day) {
        if self.place(day) >= self.values.len() {
            self.widen(day);
        }
    }

    #[cold]
    #[inline(never)]
    fn widen(&mut self, day: Day) {
        let (day, first) = (i64::from(day.0), i64::from(self.first));
        let known =
            if self.values.is_empty() { day..day + 1 } else { first..first + self.values.len() as i64 };
        // It doubles, so that days that come one by one do not move everything each time.
        let spare = SPARE_DAYS.max(known.end - known.start);
        let from = if day < known.start { day - spare } else { known.start };
        let until = if day >= known.end || self.values.is_empty() { day + 1 + spare } else { known.end };
        let Ok(from_day) = i32::try_from(from) else { return };
        let before = if self.values.is_empty() { 0 } else { (known.start - from) as usize };
        self.values.splice(0..0, std::iter::repeat_n(T::default(), before));
        self.values.resize((until - from) as usize, T::default());
        self.first = from_day;
    }

    /// Room for the days from one to another.
    pub(super) fn over((first, last): (Day, Day)) -> ByDay<T> {
        let days = i64::from(last.0) - i64::from(first.0) + 1;
        ByDay { first: first.0, values: vec![T::default(); usize::try_from(days).unwrap_or_default()] }
    }
}

impl<T: Default + PartialEq> ByDay<T> {
    /// The days that have something else than nothing.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (Day, &T)> {
        let nothing = T::default();
        let days = self.values.iter().enumerate().filter(move |(_, value)| **value != nothing);
        days.map(|(place, value)| (Day(self.first.wrapping_add(place as i32)), value))
    }

    /// The first and the last of them.
    pub(super) fn span(&self) -> Option<(Day, Day)> {
        let mut days = self.iter().map(|(day, _)| day);
        let first = days.next()?;
        Some((first, days.next_back().unwrap_or(first)))
    }
}

impl ByDay<Tally> {
    pub(super) fn add(&mut self, day: Day, tally: &Tally, sign: i64) {
        if let Some(value) = self.slot(day) {
            value.add(tally, sign);
        }
    }

    /// Turns differences into sums.
    pub(super) fn sum_up(&mut self) {
        let mut sum = Tally::default();
        for value in &mut self.values {
            sum.add(value, 1);
            *value = sum;
        }
    }

    /// The value of a day: nothing before the first day, and after the last day that of the last.
    pub(super) fn at(&self, day: Day) -> Tally {
        let place = i64::from(day.0) - i64::from(self.first);
        let Ok(place) = usize::try_from(place) else { return Tally::default() };
        self.values.get(place).or(self.values.last()).copied().unwrap_or_default()
    }
}
