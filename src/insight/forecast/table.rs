//! What begins on each day, by how old it is then.

use crate::time::Day;
use crate::timeline::Tally;
use std::ops::{Add, AddAssign, Mul, Sub};

/// A numerator and a denominator: whole numbers, so that no order of adding changes a digit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Amount {
    /// In the unit of a tally's numerator.
    pub(super) numerator: i128,
    pub(super) denominator: i64,
}

impl From<&Tally> for Amount {
    fn from(tally: &Tally) -> Amount {
        Amount { numerator: tally.numerator, denominator: tally.denominator }
    }
}

impl Add for Amount {
    type Output = Amount;

    fn add(self, other: Amount) -> Amount {
        Amount {
            numerator: self.numerator + other.numerator,
            denominator: self.denominator + other.denominator,
        }
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Amount) {
        *self = *self + other;
    }
}

impl Mul<i32> for Amount {
    type Output = Amount;

    fn mul(self, times: i32) -> Amount {
        Amount {
            numerator: self.numerator * i128::from(times),
            denominator: self.denominator * i64::from(times),
        }
    }
}

impl Sub for Amount {
    type Output = Amount;

    fn sub(self, other: Amount) -> Amount {
        self + other * -1
    }
}

/// Amounts by the day on which they begin and by their age on that day: how long before it their cohort day lies.
/// Nearly everything is a few days old at most, so rows are as long as they have to be.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    first: i32,
    rows: Vec<Vec<Amount>>,
}

impl Table {
    pub(super) fn add(&mut self, begin: Day, age: usize, amount: Amount) {
        if self.rows.is_empty() {
            self.first = begin.0;
        }
        if let Ok(before) = usize::try_from(self.first - begin.0)
            && before > 0
        {
            self.rows.splice(0..0, std::iter::repeat_n(Vec::new(), before));
            self.first = begin.0;
        }
        let place = (begin.0 - self.first) as usize;
        if place >= self.rows.len() {
            self.rows.resize_with(place + 1, Vec::new);
        }
        let Some(row) = self.rows.get_mut(place) else { return };
        if age >= row.len() {
            row.resize(age + 1, Amount::default());
        }
        if let Some(sum) = row.get_mut(age) {
            *sum += amount;
        }
    }

    /// Adds all of another.
    pub(super) fn merge(&mut self, other: &Table) {
        for (begin, age, amount) in other.iter() {
            self.add(begin, age, amount);
        }
    }

    /// Every amount with the day on which it begins and its age on it.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Day, usize, Amount)> {
        let rows = (self.first..).map(Day).zip(&self.rows);
        rows.flat_map(|(begin, row)| row.iter().enumerate().map(move |(age, amount)| (begin, age, *amount)))
    }

    /// The same, added up over the ages.
    pub(super) fn summed_up(mut self) -> SummedTable {
        for row in &mut self.rows {
            let mut sum = Amount::default();
            for amount in row {
                sum += *amount;
                *amount = sum;
            }
        }
        SummedTable(self)
    }
}

/// A table that gives sums over ages.
#[derive(Debug, Clone, Default)]
pub(super) struct SummedTable(Table);

impl SummedTable {
    /// What begins on a day and is younger than so many days.
    pub(super) fn younger(&self, begin: Day, days: i32) -> Amount {
        let row = usize::try_from(begin.0 - self.0.first).ok().and_then(|place| self.0.rows.get(place));
        let (Some(row), Ok(last)) = (row, usize::try_from(days - 1)) else { return Amount::default() };
        row.get(last).or(row.last()).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(denominator: i64) -> Amount {
        Amount { numerator: i128::from(denominator) << 70, denominator }
    }

    #[test]
    fn amounts_are_found_by_day_and_age() {
        let mut table = Table::default();
        for (begin, age, amount) in [(10, 2, 1), (7, 0, 20), (12, 5, 300), (10, 2, 4000), (10, 0, 50_000)] {
            table.add(Day(begin), age, of(amount));
        }
        let mut twice = table.clone();
        twice.merge(&table);
        let (once, twice) = (table.summed_up(), twice.summed_up());
        for (begin, days, amount) in [
            (10, 0, 0),
            (10, -4, 0),
            (10, 1, 50_000),
            (10, 2, 50_000),
            (10, 3, 54_001),
            (10, 90, 54_001),
            (7, 1, 20),
            (12, 5, 0),
            (12, 6, 300),
            (8, 9, 0),
            (6, 9, 0),
            (13, 9, 0),
        ] {
            assert_eq!(once.younger(Day(begin), days), of(amount), "{begin} {days}");
            assert_eq!(twice.younger(Day(begin), days), of(amount) * 2, "{begin} {days}");
        }
        assert_eq!(SummedTable::default().younger(Day(0), 9), of(0));
    }
}
