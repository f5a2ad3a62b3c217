//! Forecasts of the demo shop.

use super::super::OrdersToCome;
use super::super::counted::{Counted, DaySums};
use super::super::leaving::Leaving;
use super::super::outlook::Outlook;
use super::super::paths::Path;
use super::{arrivals, near, slowly};
use crate::analysis::Analysis;
use crate::indicator::{Figure, Indicator};
use crate::input::{self, Loaded, Options};
use crate::rulebook::{Condition, Rulebook};
use crate::scorecard::{Claims, Counts, Manual, Sum};
use crate::shop::NONE;
use crate::time::{Day, Stamp};
use crate::timeline::{Fact, Measure, Sink, Subject, Tally};
use std::cell::RefCell;
use std::rc::Rc;

fn demo() -> Loaded {
    let clock = Stamp::from_date(chrono::NaiveDate::from_ymd_opt(2030, 1, 1).unwrap()).unwrap();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");
    input::load(&Options::new(vec![folder.into()], clock)).unwrap()
}

#[derive(Default)]
struct AllFacts(Vec<Fact>);

impl Sink for AllFacts {
    fn take(&mut self, fact: &Fact) {
        self.0.push(*fact);
    }
}

/// Under every rulebook, on several days, with all suppositions: the whole scorecard from sums made the long way.
#[test]
fn totals_are_those_of_the_long_way() {
    let loaded = demo();
    let (claims, manual) = (Claims::default(), Manual::new());
    for rulebook in Rulebook::all_built_in().unwrap() {
        for as_of in ["2026-10-30", "2026-09-20"] {
            let as_of = Day::parse(as_of).unwrap();
            let analysis = Analysis::new(&loaded, &rulebook, &claims, &manual, as_of);
            let mut facts = AllFacts::default();
            analysis.facts().emit(&mut facts);
            let slow = arrivals(&facts.0, |fact| {
                let order = match fact.subject {
                    Subject::Order(order) | Subject::Parcel(order, _) => order,
                    Subject::Refund(refund) => loaded.shop.refund(refund).unwrap().order,
                    Subject::Service(_) => return None,
                };
                if order == NONE { None } else { loaded.shop.view(order).pay.day() }
            });
            let orders_paid = slow.iter().filter(|own| {
                own.counted == Measure::ValidOrders && own.cohort <= as_of && own.cohort > as_of.plus(-56)
            });
            let mean = orders_paid.count() as f64 / 56.0;
            for share in [None, Some(0.0), Some(10.0 / mean)] {
                let (outlook, _) = Outlook::of(&analysis, as_of, share.is_some(), Leaving::default());
                assert_eq!(outlook.orders_per_day(), mean, "{}", rulebook.id);
                let ahead = outlook.ahead(as_of, 31, share);
                let counted: Rc<[Counted]> = Counted::all_of(&rulebook).into();
                for day in [1, 7, 8, 14, 31] {
                    let sum = |own: &Counted| {
                        let (numerator, denominator) =
                            slowly(&slow, (as_of, day), *own, None, share.unwrap_or(1.0));
                        let unit = match own.measure {
                            Measure::Of(of) => crate::timeline::numerator_unit(of),
                            Measure::ValidOrders => 1.0,
                        };
                        Sum { numerator: numerator / unit, denominator }
                    };
                    let sums =
                        DaySums { sums: counted.iter().map(sum).collect(), counted: Rc::clone(&counted) };
                    let expected = analysis.scorecard_of(&sums, as_of.plus(day));
                    let (_, found) = outlook.scored(&ahead, as_of, day, &Path::Middle);
                    let about = format!("{} {as_of} {share:?} {day}", rulebook.id);
                    assert_eq!(found.value.is_some(), expected.value.is_some(), "{about}");
                    near(found.value.unwrap_or(0.0), expected.value.unwrap_or(0.0), &about);
                    near(found.coverage, expected.coverage, &about);
                    for (found, expected) in found.indicators.iter().zip(&expected.indicators) {
                        let about = format!("{about} {}", found.indicator.id());
                        assert_eq!(found.value.is_some(), expected.value.is_some(), "{about}");
                        near(found.value.unwrap_or(0.0), expected.value.unwrap_or(0.0), &about);
                    }
                }
            }
        }
    }
}

/// What stands today is what the exports give for today, and nothing to come depends on how far one looks.
#[test]
fn it_begins_with_today_and_does_not_depend_on_how_far_it_goes() {
    let loaded = demo();
    let (claims, manual) = (Claims::default(), Manual::new());
    let rulebook = Rulebook::default_rulebook().unwrap();
    let as_of = Day::parse("2026-10-30").unwrap();
    let analysis = Analysis::new(&loaded, &rulebook, &claims, &manual, as_of);
    let (outlook, _) = Outlook::of(&analysis, as_of.plus(-84), false, Leaving::default());
    for back in 0..=12 {
        let origin = as_of.plus(-7 * back);
        let ahead = outlook.ahead(origin, 1, None);
        let (_, today) = outlook.scored(&ahead, origin, 0, &Path::Middle);
        assert_eq!(today.value, analysis.scorecard(origin).value, "{origin}");
    }
    let said = |days: i32| {
        let forecast = analysis.forecast(days, OrdersToCome::AsBefore).unwrap();
        let days = forecast.days.iter().take(3);
        let days = days.map(|own| (own.scorecard.value, own.low, own.high)).collect::<Vec<_>>();
        (days, forecast.backtest, forecast.leaving)
    };
    assert_eq!(said(3), said(90));
}

#[test]
fn the_first_day_that_reaches_a_score_is_that_of_the_middle_path() {
    let loaded = demo();
    let (claims, manual) = (Claims::default(), Manual::new());
    let rulebook = Rulebook::default_rulebook().unwrap();
    let as_of = Day::parse("2026-10-30").unwrap();
    let analysis = Analysis::new(&loaded, &rulebook, &claims, &manual, as_of);
    let forecast = analysis.forecast(30, OrdersToCome::AsBefore).unwrap();
    let totals: Vec<f64> = forecast.days.iter().map(|own| own.scorecard.value.unwrap()).collect();
    for target in totals.iter().copied().chain([0.0, 5.0]) {
        let first = totals.iter().position(|total| *total >= target - 1e-12);
        assert_eq!(analysis.forecast_reaches(target), first.map(|place| as_of.plus(place as i32 + 1)));
    }
    // Too little past: nothing is foretold.
    let early = Analysis::new(&loaded, &rulebook, &claims, &manual, Day::parse("2026-08-01").unwrap());
    assert_eq!(early.forecast_reaches(0.0), None);
}

/// Notes what is asked for.
#[derive(Default)]
struct Asked(RefCell<Vec<Counted>>);

impl Counts for Asked {
    fn tally(&self, measure: Measure, window_days: i32, _: Day) -> Tally {
        self.0.borrow_mut().push(Counted { measure, window_days });
        Tally::case(0)
    }
}

#[test]
fn everything_that_a_score_asks_for_is_counted() {
    let loaded = demo();
    let (claims, manual) = (Claims::default(), Manual::new());
    let mut rulebooks = Rulebook::all_built_in().unwrap();
    // Few cases of an indicator that has a window of its own fix the points of another.
    let has_both = |own: &&Rulebook| {
        let mut conditions = own.scoring.thresholds.iter().flat_map(|own| &own.conditions);
        own.scoring.small_shop.is_some() && conditions.any(|own| matches!(own.figure, Figure::Indicator(_)))
    };
    let mut own = rulebooks.iter().find(has_both).unwrap().clone();
    let few = &mut own.scoring.small_shop.as_mut().unwrap().indicators[0];
    few.of = Some(Indicator::ArrivalHours);
    own.definitions.windows.insert(few.indicator, 21);
    // A threshold asks for an indicator over days of its own.
    let conditions = own.scoring.thresholds.iter_mut().flat_map(|own| &mut own.conditions);
    let of_indicators = |own: &&mut Condition| matches!(own.figure, Figure::Indicator(_));
    conditions.filter(of_indicators).for_each(|own| own.window_days = Some(17));
    rulebooks.push(own);
    for rulebook in rulebooks {
        let as_of = Day::parse("2026-10-30").unwrap();
        let analysis = Analysis::new(&loaded, &rulebook, &claims, &manual, as_of);
        let asked = Asked::default();
        analysis.scorecard_of(&asked, as_of);
        let conditions = rulebook.scoring.thresholds.iter().flat_map(|own| &own.conditions);
        for condition in conditions {
            if let Figure::Indicator(indicator) = condition.figure {
                analysis.measure_of(&asked, indicator, as_of, condition.window_days);
            }
        }
        let counted = Counted::all_of(&rulebook);
        let asked = asked.0.into_inner();
        assert!(asked.len() > 20);
        for own in asked {
            assert!(counted.contains(&own), "{} {own:?}", rulebook.id);
        }
    }
}
