//! Periods of customer service that overlap: a day, its week and its month (SPEC section 5). A day counts once, from the
//! finest table that covers it; a coarser one counts for the rest of its days.

use crate::effort;
use crate::time::Day;
use std::collections::BTreeMap;

/// A first and a last day.
pub(crate) type Period = (Day, Day);

/// What counts of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PeriodUse {
    /// All of it: no finer one overlaps it.
    Whole,
    /// What remains of it without these finer ones, which lie in it and do not overlap each other.
    Rest(Vec<Period>),
    /// Nothing: finer ones have all its days.
    Covered,
    /// Nothing: a finer one lies partly outside, so that nobody knows what remains.
    Crossed,
}

/// What counts of each of some different periods.
pub(crate) fn uses_of(periods: impl IntoIterator<Item = Period>) -> Vec<(Period, PeriodUse)> {
    let length = |(first, last): Period| last.0 - first.0 + 1;
    let mut periods: Vec<Period> = periods.into_iter().collect();
    // The finest first; of equally long ones the later.
    periods.sort_by_key(|period| (length(*period), std::cmp::Reverse(period.1)));
    let mut counted = DisjointDays::default();
    // The same days, where those that follow each other are one.
    let mut runs = DisjointDays::default();
    let mut uses = Vec::with_capacity(periods.len());
    for period in periods {
        let what = if counted.is_crossed_by(period) {
            PeriodUse::Crossed
        } else if runs.last_day_from(period.0).is_some_and(|last| last >= period.1) {
            PeriodUse::Covered
        } else {
            let inside = counted.replace_within(period);
            runs.join(period);
            if inside.is_empty() { PeriodUse::Whole } else { PeriodUse::Rest(inside) }
        };
        uses.push((period, what));
    }
    uses
}

/// Periods no two of which overlap: their last days by their first ones.
#[derive(Default)]
struct DisjointDays(BTreeMap<Day, Day>);

impl DisjointDays {
    /// Whether one of them lies partly outside of another period: either end of that can lie in one of them alone.
    fn is_crossed_by(&self, (first, last): Period) -> bool {
        effort::step();
        let before = self.0.range(..first).next_back();
        let latest = self.0.range(..=last).next_back();
        before.is_some_and(|(_, end)| *end >= first) || latest.is_some_and(|(_, end)| *end > last)
    }

    /// The last day of the one that holds a day.
    fn last_day_from(&self, day: Day) -> Option<Day> {
        self.0.range(..=day).next_back().map(|(_, last)| *last).filter(|last| *last >= day)
    }

    /// Puts a period in the place of those within it, which are given back.
    fn replace_within(&mut self, (first, last): Period) -> Vec<Period> {
        let within: Vec<Period> = self.0.range(first..=last).map(|(first, last)| (*first, *last)).collect();
        for (first, _) in &within {
            effort::step();
            self.0.remove(first);
        }
        self.0.insert(first, last);
        within
    }

    /// Adds a period, and joins it with those that it overlaps, that follow it, and that it follows.
    fn join(&mut self, (first, last): Period) {
        let before = self.0.range(..first).next_back().filter(|(_, end)| end.plus(1) >= first);
        let begin = before.map_or(first, |(begin, _)| *begin);
        let latest = self.0.range(..=last.plus(1)).next_back();
        let end = latest.map_or(last, |(_, end)| last.max(*end));
        self.replace_within((begin, end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn days(first: i32, last: i32) -> Period {
        (Day(first), Day(last))
    }

    #[test]
    fn the_finest_counts_and_coarser_ones_for_the_rest() {
        let uses = uses_of([days(1, 15), days(9, 15), days(15, 15)]);
        assert_eq!(
            uses,
            [
                (days(15, 15), PeriodUse::Whole),
                (days(9, 15), PeriodUse::Rest(vec![days(15, 15)])),
                (days(1, 15), PeriodUse::Rest(vec![days(9, 15)])),
            ]
        );
        let week = uses_of((1..=7).map(|day| days(day, day)).chain([days(1, 7)]));
        assert_eq!(week.last(), Some(&(days(1, 7), PeriodUse::Covered)));
        let crossed = uses_of([days(5, 11), days(1, 9)]);
        assert_eq!(crossed, [(days(5, 11), PeriodUse::Whole), (days(1, 9), PeriodUse::Crossed)]);
    }

    /// As the definition says it, going through all that counts.
    fn plain(mut periods: Vec<Period>) -> Vec<(Period, PeriodUse)> {
        let length = |(first, last): Period| last.0 - first.0 + 1;
        periods.sort_by_key(|period| (length(*period), std::cmp::Reverse(period.1)));
        let mut counted: Vec<Period> = Vec::new();
        let use_of = |period: Period| {
            let overlaps = |finer: &&Period| finer.0 <= period.1 && period.0 <= finer.1;
            let mut finer: Vec<Period> = counted.iter().filter(overlaps).copied().collect();
            finer.sort();
            let what = if finer.iter().any(|finer| finer.0 < period.0 || period.1 < finer.1) {
                PeriodUse::Crossed
            } else if finer.is_empty() {
                PeriodUse::Whole
            } else if finer.iter().map(|finer| length(*finer)).sum::<i32>() == length(period) {
                PeriodUse::Covered
            } else {
                PeriodUse::Rest(finer)
            };
            if matches!(what, PeriodUse::Whole | PeriodUse::Rest(_)) {
                counted.retain(|finer| finer.0 < period.0 || period.1 < finer.1);
                counted.push(period);
            }
            (period, what)
        };
        periods.into_iter().map(use_of).collect()
    }

    proptest! {
        #[test]
        fn uses_are_as_the_definition_says(drawn in proptest::collection::btree_set((0..40, 0..12), 0..40)) {
            let periods: Vec<Period> = drawn.into_iter().map(|(first, more)| days(first, first + more)).collect();
            prop_assert_eq!(uses_of(periods.iter().copied()), plain(periods));
        }
    }
}
