//! Which days the exports of a kind cover (SPEC section 6): from the first day with a row to the day up to which they
//! reach, without the gaps that are too long to be quiet days.

use super::{DayCounts, Shop};
use crate::field::Kind;
use crate::time::{Day, Stamp};

/// So likely a run of quiet days may be, at most, to be taken for a gap.
const CHANCE_OF_A_GAP: f64 = 0.05;

/// On which days the exports of a kind have rows, and how far they reach.
#[derive(Debug, Clone, Default)]
pub(super) struct KindDays {
    pub(super) own: DayCounts,
    /// The newest event or export time that is not later than the machine's clock.
    pub(super) reach: Stamp,
}

/// Runs of days, in order, with days between them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayRanges(Vec<(Day, Day)>);

impl DayRanges {
    /// The days covered by exports that have rows on `own` days and reach up to the end of `reach`.
    fn covered(own: &DayCounts, reach: Day) -> DayRanges {
        let Some((first, last)) = own.span() else { return DayRanges::default() };
        let quiet = quiet_runs(own, first, last);
        let days = i64::from(last.0 - first.0 + 1);
        let all_quiet: i64 = quiet.iter().map(|run| length(*run)).sum();
        let is_gap = |run: &(Day, Day)| {
            let run = length(*run);
            let quiet_elsewhere = (all_quiet - run + 1) as f64 / (days - run + 1) as f64;
            quiet_elsewhere.powi(run as i32) * (days as f64) < CHANCE_OF_A_GAP
        };
        let (mut ranges, mut from) = (Vec::new(), first);
        for (gap_from, gap_to) in quiet.into_iter().filter(is_gap) {
            ranges.push((from, gap_from.plus(-1)));
            from = gap_to.plus(1);
        }
        ranges.push((from, last.max(reach)));
        DayRanges(ranges)
    }

    /// The days that lie in both.
    #[must_use]
    pub(crate) fn intersection(&self, other: &DayRanges) -> DayRanges {
        let common = self.0.iter().flat_map(|(from, to)| other.within(*from, *to));
        DayRanges(common.collect())
    }

    /// The runs inside a window.
    fn within(&self, from: Day, to: Day) -> impl Iterator<Item = (Day, Day)> + '_ {
        let inside = self.0.iter().map(move |(first, last)| ((*first).max(from), (*last).min(to)));
        inside.filter(|(first, last)| first <= last)
    }

    /// How many days of a window lie inside.
    pub(crate) fn days_within(&self, from: Day, to: Day) -> i32 {
        self.within(from, to).map(|run| length(run) as i32).sum()
    }

    /// The runs of days of a window that do not lie inside.
    pub(crate) fn missing_within(&self, from: Day, to: Day) -> Vec<(Day, Day)> {
        let (mut missing, mut next) = (Vec::new(), from);
        for (first, last) in self.within(from, to) {
            if next < first {
                missing.push((next, first.plus(-1)));
            }
            next = last.plus(1);
        }
        if next <= to {
            missing.push((next, to));
        }
        missing
    }

    /// The first day.
    pub(crate) fn first(&self) -> Option<Day> {
        self.0.first().map(|(first, _)| *first)
    }
}

/// The runs of days without a row between the first and the last with one.
fn quiet_runs(own: &DayCounts, first: Day, last: Day) -> Vec<(Day, Day)> {
    let (mut runs, mut before) = (Vec::new(), first);
    for day in (first.0..=last.0).map(Day).filter(|day| own.on(*day) > 0) {
        if before.plus(1) < day {
            runs.push((before.plus(1), day.plus(-1)));
        }
        before = day;
    }
    runs
}

fn length((first, last): (Day, Day)) -> i64 {
    i64::from(last.0 - first.0 + 1)
}

impl Shop {
    /// Says when a file of a kind was exported. What lies after the machine's clock says nothing, save that the rest of
    /// today is not over.
    pub(crate) fn add_export_time(&mut self, kind: Kind, time: Stamp) {
        let (now, today) = (self.clock.instant(), self.clock.day());
        let is_later = now.zip(time.instant()).is_some_and(|(now, time)| time > now);
        match is_later {
            true if time.day() == today => self.add_reach(kind, self.clock),
            true => {}
            false => self.add_reach(kind, time),
        }
    }

    pub(super) fn add_reach(&mut self, kind: Kind, time: Stamp) {
        let days = &mut self.days[kind as usize];
        days.reach = days.reach.latest(time);
    }

    /// Up to when the exports of a kind reach; missing where nothing says so.
    pub(crate) fn reach(&self, kind: Kind) -> Stamp {
        let days = &self.days[kind as usize];
        let last = days.own.span().map_or(Stamp::MISSING, |(_, last)| Stamp::of_day(last));
        // A day of customer service is over when it is in a file.
        if kind == Kind::Service { days.reach.latest(last) } else { days.reach }
    }

    /// The days that the exports of a kind cover.
    pub(crate) fn covered(&self, kind: Kind) -> DayRanges {
        let reach = self.reach(kind).day().unwrap_or(Day(i32::MIN));
        DayRanges::covered(&self.days[kind as usize].own, reach)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(all: impl IntoIterator<Item = i32>) -> DayCounts {
        let mut days = DayCounts::default();
        all.into_iter().for_each(|day| days.add(Day(day)));
        days
    }

    fn ranges(all: &[(i32, i32)]) -> DayRanges {
        DayRanges(all.iter().map(|(from, to)| (Day(*from), Day(*to))).collect())
    }

    #[test]
    fn a_month_without_a_row_is_a_gap_and_a_quiet_week_of_a_small_shop_is_none() {
        // Every day but 31 to 60: q = 1 / 61, so q^30 * 90 is next to nothing.
        let daily = DayRanges::covered(&days((1..=30).chain(61..=90)), Day(90));
        assert_eq!(daily, ranges(&[(1, 30), (61, 90)]));
        // A day in five, from 1 to 86: with 8 quiet days in a row q = (68 - 8 + 1) / (86 - 8 + 1), q^8 * 86 = 10.9.
        let rare = || (1..=86).step_by(5).filter(|day| *day != 41);
        assert_eq!(DayRanges::covered(&days(rare()), Day(86)), ranges(&[(1, 86)]));
        // Nothing is said about the days after the last row that the export still reaches.
        assert_eq!(DayRanges::covered(&days(rare()), Day(90)), ranges(&[(1, 90)]));
        assert_eq!(DayRanges::covered(&days([]), Day(90)), ranges(&[]));
    }

    #[test]
    fn the_border_of_a_gap_is_one_chance_in_twenty() {
        // Days 1 to 19 and one later. Two quiet days: q = 1 / 21, q^2 * 22 = 0.0499; three: less.
        assert_eq!(DayRanges::covered(&days((1..=19).chain([22])), Day(22)), ranges(&[(1, 19), (22, 22)]));
        // Days 1 to 18 and one later: q = 1 / 20, q^2 * 21 = 0.0525.
        assert_eq!(DayRanges::covered(&days((1..=18).chain([21])), Day(21)), ranges(&[(1, 21)]));
    }

    #[test]
    fn days_of_a_window_are_covered_or_missing() {
        let own = ranges(&[(1, 10), (21, 30)]);
        let missing = |from, to| own.missing_within(Day(from), Day(to));
        let range = |from, to| (Day(from), Day(to));
        assert_eq!(
            (own.days_within(Day(5), Day(40)), missing(5, 40)),
            (16, vec![range(11, 20), range(31, 40)])
        );
        assert_eq!((own.days_within(Day(-5), Day(1)), missing(-5, 1)), (1, vec![range(-5, 0)]));
        assert_eq!((own.days_within(Day(12), Day(15)), missing(12, 15)), (0, vec![range(12, 15)]));
        assert_eq!(missing(2, 9), []);
        assert_eq!(own.intersection(&ranges(&[(8, 25), (30, 50)])), ranges(&[(8, 10), (21, 25), (30, 30)]));
    }
}
