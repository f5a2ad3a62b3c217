//! The timeline: sums of all facts, for every day and window length.

use super::alike::Alike;
use super::by_day::ByDay;
use super::differences::{Differences, both};
use super::fact::{Fact, Sink};
use super::facts::Facts;
use super::measures::Measure;
use super::tally::Tally;
use crate::indicator::Indicator;
use crate::time::Day;

/// Every measure at every as-of day, for windows of several lengths.
#[derive(Debug)]
pub struct Timeline {
    windows: Vec<i32>,
    measures: Vec<MeasureSums>,
}

/// The sums of one measure up to each day.
#[derive(Debug)]
struct MeasureSums {
    /// What has begun.
    begun: ByDay<Tally>,
    /// What has its cohort day: in a window of N days it leaves N days later.
    cohort: ByDay<Tally>,
    /// What concerns one length of window only, in the order of the lengths.
    by_window: Vec<ByDay<Tally>>,
}

impl Timeline {
    /// Sums up all facts, for windows of these numbers of days.
    pub fn build(facts: &Facts<'_>, windows: Vec<i32>) -> Timeline {
        let parts = facts.share_out_all(|| Differences::new(&windows));
        Timeline::of(&parts, windows)
    }

    fn of(parts: &[Differences], windows: Vec<i32>) -> Timeline {
        let measures = (0..Measure::COUNT).map(|measure| {
            let span = parts.iter().filter_map(|part| part.span(measure)).reduce(both);
            let sums = || span.map_or(ByDay::EMPTY, ByDay::over);
            let (mut begun, mut cohort) = (sums(), sums());
            let mut by_window = vec![ByDay::EMPTY; windows.len()];
            for part in parts {
                part.add_to(measure, [&mut begun, &mut cohort], &mut by_window);
            }
            begun.sum_up();
            cohort.sum_up();
            by_window.iter_mut().for_each(ByDay::sum_up);
            MeasureSums { begun, cohort, by_window }
        });
        Timeline { measures: measures.collect(), windows }
    }

    /// Sums that are known already. Of days without any it knows nothing: nobody may ask for them.
    pub(crate) fn of_sums(
        windows: Vec<i32>,
        sums: impl IntoIterator<Item = (Measure, i32, Day, Tally)>,
    ) -> Timeline {
        let none = || MeasureSums {
            begun: ByDay::EMPTY,
            cohort: ByDay::EMPTY,
            by_window: vec![ByDay::EMPTY; windows.len()],
        };
        let mut measures: Vec<MeasureSums> = std::iter::repeat_with(none).take(Measure::COUNT).collect();
        for (measure, days, day, tally) in sums {
            let window = windows.iter().position(|own| *own == days);
            let own = measures.get_mut(measure.index()).zip(window);
            if let Some(by_day) = own.and_then(|(own, window)| own.by_window.get_mut(window)) {
                by_day.add(day, &tally, 1);
                // Behind the last day that is known the value of the last one would stand, as it should for running sums.
                by_day.make_place(day.plus(1));
            }
        }
        Timeline { windows, measures }
    }

    /// A measure at the end of a day, in the window of so many days that ends there.
    pub fn at(&self, measure: Measure, window_days: i32, day: Day) -> Tally {
        let Some(window) = self.windows.iter().position(|w| *w == window_days) else {
            return Tally::default();
        };
        let Some(sums) = self.measures.get(measure.index()) else { return Tally::default() };
        let mut tally = sums.begun.at(day);
        tally.add(&sums.cohort.at(day.plus(-window_days)), -1);
        if let Some(own) = sums.by_window.get(window) {
            tally.add(&own.at(day), 1);
        }
        tally
    }

    /// An indicator at the end of a day.
    pub fn indicator(&self, indicator: Indicator, window_days: i32, day: Day) -> Tally {
        self.at(Measure::Of(indicator), window_days, day)
    }
}

impl Sink for Differences {
    #[inline(always)]
    fn take(&mut self, fact: &Fact) {
        self.add(fact);
    }

    #[inline(always)]
    fn take_alike(&mut self, alike: Alike, fact: &Fact) {
        self.add_alike(alike, fact);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Subject;
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    const WINDOWS: [i32; 3] = [30, 7, 90];

    fn fact() -> impl Strategy<Value = Fact> {
        let numerator = prop_oneof![
            Just(0_i128),
            Just(1),
            -9..9_i128,
            // Two of these are too much for 64 bits, one of those by itself.
            (i128::from(i64::MAX) - 5)..=i128::from(i64::MAX),
            Just(i128::from(i64::MIN)),
            -(1_i128 << 90)..(1_i128 << 90),
        ];
        let marks = prop_oneof![Just([0_i64; 3]), [0..2_i64, 0..2, 0..2]];
        let until = prop_oneof![Just(None), (0..200_i32).prop_map(Some)];
        (numerator, marks, 0..4_i32, -40..300_i32, 0..120_i32, until).prop_map(
            |(numerator, [approximate, unknown, negative], order, cohort, wait, lasts)| Fact {
                measure: Measure::ValidOrders,
                cohort: Day(cohort),
                // Some from before their cohort day on.
                from: Day(cohort + wait - 20),
                until: lasts.map_or(Day::NEVER, |days| Day(cohort + days)),
                tally: Tally { numerator, denominator: 1, approximate, unknown, negative },
                subject: Subject::Order(order as u32),
                product: 0,
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_day_is_the_sum_of_what_stands_at_it(facts in prop::collection::vec(fact(), 0..40), parts in 1..4_usize) {
            let mut sinks: Vec<Differences> = (0..parts).map(|_| Differences::new(&WINDOWS)).collect();
            facts.iter().enumerate().for_each(|(i, fact)| sinks[i % parts].take(fact));
            let timeline = Timeline::of(&sinks, WINDOWS.to_vec());
            for (window, day) in WINDOWS.into_iter().flat_map(|w| (-70..530).map(move |day| (w, Day(day)))) {
                let mut expected = Tally::default();
                let standing = facts.iter().filter(|fact| fact.stands_at(day, window));
                standing.for_each(|fact| expected.add(&fact.tally, 1));
                prop_assert_eq!(timeline.at(Measure::ValidOrders, window, day), expected, "{} {:?}", window, day);
            }
        }

        #[test]
        fn facts_given_for_several_measures_are_those_of_each(
            facts in prop::collection::vec((fact(), prop::sample::select(&Alike::ALL[..])), 0..20),
        ) {
            let [mut together, mut apart] = [(); 2].map(|()| Differences::new(&WINDOWS));
            for (fact, alike) in &facts {
                together.take_alike(*alike, fact);
                alike.measures().iter().for_each(|measure| apart.take(&Fact { measure: *measure, ..*fact }));
            }
            let [together, apart] = [together, apart].map(|sink| Timeline::of(&[sink], WINDOWS.to_vec()));
            for measure in Measure::all() {
                for (window, day) in WINDOWS.into_iter().flat_map(|w| (-70..530).map(move |day| (w, Day(day)))) {
                    prop_assert_eq!(together.at(measure, window, day), apart.at(measure, window, day));
                }
            }
        }
    }

    #[test]
    fn days_come_in_any_order() {
        let mut series = ByDay::EMPTY;
        let days = [50, 10, 24_836, -5, 9_000, 11];
        for day in days {
            series.add(Day(day), &Tally::case(1), 1);
        }
        let noted: BTreeMap<i32, i64> =
            series.iter().map(|(day, t)| (day.0, t.denominator)).filter(|n| n.1 > 0).collect();
        assert!(noted.into_keys().eq([-5, 10, 11, 50, 9_000, 24_836]));
        series.sum_up();
        let counts = [-6, -5, 9, 10, 11, 49, 50, 8_999, 9_000, 24_836, i32::MAX]
            .map(|day| series.at(Day(day)).denominator);
        assert_eq!(counts, [0, 1, 1, 2, 3, 3, 4, 4, 5, 6, 6]);
    }

    #[test]
    fn sums_that_are_known_are_those_of_their_days_and_of_no_other() {
        let of = |days, day, n: i128| {
            (
                Measure::ValidOrders,
                days,
                Day(day),
                Tally { numerator: -n, denominator: n as i64, ..Tally::default() },
            )
        };
        let sums = [of(30, 12, 1_i128 << 70), of(30, 10, 3), of(90, 11, 5), of(7, 11, 9)];
        // However much room there is behind the last day.
        for last in 10..300 {
            let timeline = Timeline::of_sums(vec![30], [of(30, 10, 3), of(30, last, 3)]);
            let behind = [1, 2, 400].map(|days| timeline.at(Measure::ValidOrders, 30, Day(last + days)));
            assert_eq!(behind, [Tally::default(); 3], "{last}");
        }
        let timeline = Timeline::of_sums(vec![30, 90], sums);
        let numerators = |days| {
            (8..13).map(|day| timeline.at(Measure::ValidOrders, days, Day(day)).numerator).collect::<Vec<_>>()
        };
        assert_eq!(numerators(30), [0, 0, -3, 0, -(1_i128 << 70)]);
        assert_eq!(numerators(90), [0, 0, 0, -5, 0]);
        assert_eq!(numerators(7), [0; 5]);
    }

    #[test]
    fn a_length_nobody_asked_for_has_nothing() {
        let mut sink = Differences::new(&[]);
        let stands = Fact {
            measure: Measure::ValidOrders,
            cohort: Day(3),
            from: Day(3),
            until: Day::NEVER,
            tally: Tally::case(1),
            subject: Subject::Order(0),
            product: 0,
        };
        sink.take(&stands);
        assert_eq!(Timeline::of(&[sink], Vec::new()).at(Measure::ValidOrders, 30, Day(3)), Tally::default());
    }
}
