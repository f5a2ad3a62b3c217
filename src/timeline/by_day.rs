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

    pub(super) fn iter(&self) -> impl Iterator<Item = (Day, &T)> {
        (self.first..).map(Day).zip(&self.values)
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
