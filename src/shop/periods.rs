//! Periods of customer service that overlap: a day, its week and its month (SPEC section 5). A day counts once, from the
//! finest table that covers it; a coarser one counts for the rest of its days.

use crate::time::Day;

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
    // Periods whose days are all counted, no two of which overlap.
    let mut counted: Vec<Period> = Vec::new();
    let mut uses = Vec::with_capacity(periods.len());
    for period in periods {
        let is_inside = |finer: &Period| period.0 <= finer.0 && finer.1 <= period.1;
        let inside: Vec<Period> = counted.iter().copied().filter(is_inside).collect();
        let is_crossed =
            counted.iter().any(|finer| finer.0 <= period.1 && period.0 <= finer.1 && !is_inside(finer));
        let what = if is_crossed {
            PeriodUse::Crossed
        } else if inside.is_empty() {
            PeriodUse::Whole
        } else if inside.iter().map(|finer| length(*finer)).sum::<i32>() == length(period) {
            PeriodUse::Covered
        } else {
            PeriodUse::Rest(inside)
        };
        if matches!(what, PeriodUse::Whole | PeriodUse::Rest(_)) {
            counted.retain(|finer| !is_inside(finer));
            counted.push(period);
        }
        uses.push((period, what));
    }
    uses
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
