//! Forecasts beside the same made the long way: every arrival moved one by one, as the specification words it.

mod demo;

use super::ahead::Ahead;
use super::arrivals::{Collecting, Collector};
use super::counted::{Counted, DaySums};
use super::leaving::Leaving;
use super::paths::Path;
use super::{PAST_WEEKS, WEEK};
use crate::indicator::Indicator;
use crate::scorecard::Sum;
use crate::shop::NONE;
use crate::time::Day;
use crate::timeline::{Fact, Measure, Sink, Subject, Tally};
use proptest::prelude::*;
use std::collections::HashMap;
use std::rc::Rc;

const T: Day = Day(1000);

/// Something that begins on a day, with its cohort day, how many weeks it is moved on, and its pay day.
#[derive(Clone, Copy)]
struct Arrival {
    counted: Measure,
    begin: Day,
    cohort: Day,
    paid: Day,
    sign: f64,
    tally: Tally,
}

fn arrivals(facts: &[Fact], paid: impl Fn(&Fact) -> Option<Day>) -> Vec<Arrival> {
    let of_fact = |fact: &Fact| {
        let begin = fact.from.max(fact.cohort);
        let arrival = |begin, sign| Arrival {
            counted: fact.measure,
            begin,
            cohort: fact.cohort,
            paid: paid(fact).unwrap_or(fact.cohort),
            sign,
            tally: fact.tally,
        };
        let ends = (fact.until != Day::NEVER).then(|| arrival(fact.until, -1.0));
        let both = (begin < fact.until).then(|| [Some(arrival(begin, 1.0)), ends]);
        both.into_iter().flatten().flatten()
    };
    facts.iter().flat_map(of_fact).collect()
}

/// The sums of a day ahead, the long way. `weeks`: which past week each coming one plays, else all eight in parts.
fn slowly(
    all: &[Arrival],
    (origin, ahead): (Day, i32),
    own: Counted,
    weeks: Option<&[usize]>,
    share: f64,
) -> (f64, f64) {
    let day = origin.plus(ahead);
    let all: Vec<Arrival> = all.iter().filter(|arrival| arrival.counted == own.measure).copied().collect();
    let mut on: HashMap<i32, Vec<&Arrival>> = HashMap::new();
    all.iter().for_each(|arrival| on.entry(arrival.begin.0).or_default().push(arrival));
    let mut sum = (0.0, 0.0);
    let mut add = |arrival: &Arrival, moved: i32, weight: f64| {
        let (begin, cohort) = (arrival.begin.plus(moved), arrival.cohort.plus(moved));
        if begin <= day && day < cohort.plus(own.window_days) {
            sum.0 += arrival.sign * weight * arrival.tally.numerator as f64;
            sum.1 += arrival.sign * weight * arrival.tally.denominator as f64;
        }
    };
    for arrival in all.iter().filter(|arrival| arrival.begin <= origin) {
        add(arrival, 0, 1.0);
    }
    for coming in origin.0 + 1..=day.0 {
        let week = (coming - origin.0 - 1) / WEEK + 1;
        for past_week in 1..=PAST_WEEKS {
            let weight = match weeks {
                None => 1.0 / f64::from(PAST_WEEKS),
                Some(weeks) if weeks[week as usize - 1] as i32 + 1 == past_week => 1.0,
                Some(_) => continue,
            };
            let moved = WEEK * (past_week + week - 1);
            for arrival in on.get(&(coming - moved)).into_iter().flatten() {
                let is_to_come = arrival.paid.plus(moved) > origin;
                add(arrival, moved, weight * if is_to_come { share } else { 1.0 });
            }
        }
    }
    sum
}

fn near(found: f64, expected: f64, about: &str) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{about}: {found}, not {expected}");
}

fn collected(facts: &[Fact], counted: &[Counted], parts: usize, origin: Day) -> super::arrivals::Arrivals {
    let mut longest = [0; Measure::COUNT];
    for own in counted {
        longest[own.measure.index()] = longest[own.measure.index()].max(own.window_days);
    }
    let what = Collecting { as_of: T, first_origin: origin, longest };
    let mut sinks: Vec<Collector<'_>> =
        (0..parts).map(|_| Collector::new(&what, None, Leaving::default())).collect();
    for (place, fact) in facts.iter().enumerate() {
        if sinks[0].wants_cohort(fact.measure, fact.cohort) {
            sinks[place % parts].take(fact);
        }
    }
    Collector::merged(sinks).0
}

fn fact(measure: Measure, cohort: i32, from: i32, until: Option<i32>, tally: Tally) -> Fact {
    Fact {
        measure,
        cohort: Day(cohort),
        from: Day(from),
        until: until.map_or(Day::NEVER, Day),
        tally,
        subject: Subject::Order(0),
        product: NONE,
    }
}

const HOURS: Measure = Measure::Of(Indicator::ArrivalHours);

#[test]
fn one_order_comes_again_every_week_to_an_eighth() {
    // Paid six days ago, in a window of 30 days.
    let facts = [fact(Measure::ValidOrders, T.0 - 6, T.0 - 6, None, Tally::case(0))];
    let counted: Rc<[Counted]> = Rc::new([Counted { measure: Measure::ValidOrders, window_days: 30 }]);
    let arrivals = collected(&facts, &counted, 1, T);
    let ahead = Ahead::of(&arrivals, Rc::clone(&counted), T, 90, None);
    let orders = |day, path: &Path| ahead.sums(day, path).sums[0].denominator;
    for (day, expected) in [
        (1, 1.125),
        (7, 1.125),
        (8, 1.25),
        (23, 1.5),
        // It leaves 30 days after it was paid; then what came again is left.
        (24, 0.5),
        (29, 0.625),
        (31, 0.5),
        (90, 0.5),
    ] {
        assert_eq!(orders(day, &Path::Middle), expected, "{day}");
    }
    // The last week in the first and the third coming week, another in the second and fourth.
    let path = Path::OfWeeks(vec![0, 1, 0, 7, 0]);
    for (day, expected) in [(1, 2.0), (8, 2.0), (15, 3.0), (24, 2.0), (29, 3.0), (31, 2.0)] {
        assert_eq!(orders(day, &path), expected, "{day}");
    }
}

#[test]
fn a_change_comes_again_as_a_change() {
    // A signed order that turned bad five days later, three days ago: 0 of 1, then 1 of 1.
    let rate = Measure::Of(Indicator::QualityReturnRate);
    let facts = [
        fact(rate, T.0 - 8, T.0 - 8, Some(T.0 - 3), Tally::case(0)),
        fact(rate, T.0 - 8, T.0 - 3, None, Tally::case(1)),
    ];
    let counted: Rc<[Counted]> = Rc::new([Counted { measure: rate, window_days: 90 }]);
    let arrivals = collected(&facts, &counted, 1, T);
    let ahead = Ahead::of(&arrivals, Rc::clone(&counted), T, 30, None);
    let sums = |day| {
        let Sum { numerator, denominator } = ahead.sums(day, &Path::Middle).sums[0];
        (numerator, denominator)
    };
    // Signed again on T + 6 (of the week before the last), turned bad again on T + 4 (of the last).
    assert_eq!(sums(3), (1.0, 1.0));
    assert_eq!(sums(4), (1.125, 1.0));
    assert_eq!(sums(6), (1.125, 1.125));
    assert_eq!(sums(11), (1.25, 1.125));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn sums_are_those_of_every_arrival_moved_by_itself(
        drawn in prop::collection::vec((0..3_usize, -260..20_i32, -20..100_i32, 0..200_i32, -9..90_i128, 0..3_i64), 0..60),
        parts in 1..4_usize,
        back in 0..12_i32,
        ahead in 1..91_i32,
        path in 0..200_usize,
    ) {
        let measures = [HOURS, Measure::Of(Indicator::PositiveReviewRate), Measure::ValidOrders];
        let facts: Vec<Fact> = drawn.iter().map(|(measure, cohort, wait, lasts, numerator, denominator)| {
            let from = T.0 + cohort + wait;
            let until = (*lasts < 120).then_some(from + 1 + lasts);
            let tally = Tally { numerator: *numerator, denominator: *denominator, ..Tally::default() };
            fact(measures[*measure], T.0 + cohort, from, until, tally)
        }).collect();
        let counted: Rc<[Counted]> = Rc::new([
            Counted { measure: HOURS, window_days: 30 },
            Counted { measure: measures[1], window_days: 90 },
            Counted { measure: Measure::ValidOrders, window_days: 30 },
            Counted { measure: HOURS, window_days: 7 },
        ]);
        let origin = T.plus(-WEEK * back);
        let arrived = collected(&facts, &counted, parts, T.plus(-84));
        let slow = arrivals(&facts, |_| None);
        let paths = Path::all(ahead);
        let known = Ahead::of(&arrived, Rc::clone(&counted), origin, ahead, None);
        let Path::OfWeeks(weeks) = &paths[path] else { panic!("no weeks") };
        for day in [1, ahead / 2 + 1, ahead] {
            for (path, weeks) in [(&Path::Middle, None), (&paths[path], Some(&weeks[..]))] {
                let DaySums { sums, .. } = known.sums(day, path);
                for (own, sum) in counted.iter().zip(&sums) {
                    let unit = if own.measure == HOURS { 3600.0 } else { 1.0 };
                    let (numerator, denominator) = slowly(&slow, (origin, day), *own, weeks, 1.0);
                    near(sum.numerator * unit, numerator, "numerator");
                    near(sum.denominator, denominator, "denominator");
                }
            }
        }
        // Days on which something was paid, known by then.
        let paid = arrived.paid_by_day(origin).into_keys().filter(|day| *day <= origin).count();
        let stands = |day: i32| {
            let of_day = slow.iter().filter(|own| {
                own.counted == Measure::ValidOrders && own.cohort.0 == day && own.begin <= origin
            });
            of_day.map(|own| own.sign as i64 * own.tally.denominator).sum::<i64>() > 0
        };
        prop_assert_eq!(paid, (0..=origin.0).filter(|day| stands(*day)).count());
    }
}
