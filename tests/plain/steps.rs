//! The timeline against the plainest sink of its facts, and against itself with more threads.

use super::compare::{RULEBOOK, load, load_with};
use super::dice::Dice;
use super::tables::Files;
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;
use tiyanfen::indicator::Indicator;
use tiyanfen::input::{self, Options};
use tiyanfen::insight::{Cause, Extent, causes};
use tiyanfen::shop::Shop;
use tiyanfen::threads::Threads;
use tiyanfen::time::{Day, Stamp};
use tiyanfen::timeline::{Fact, Facts, Measure, Sink, Tally, Timeline};

/// Shorter and longer than most steps, and the platform's own.
const WINDOWS: [i32; 5] = [1, 7, 30, 90, 180];

/// By measure and window: the day a step begins and the day it ends, added and taken off, one after the other.
#[derive(Default)]
struct TwoNotes(BTreeMap<(usize, i32), BTreeMap<Day, Tally>>);

impl Sink for TwoNotes {
    fn take(&mut self, fact: &Fact) {
        for days in WINDOWS {
            let (start, end) = (fact.from.max(fact.cohort), fact.until.min(fact.cohort.plus(days)));
            if start < end {
                let notes = self.0.entry((fact.measure.index(), days)).or_default();
                notes.entry(start).or_default().add(&fact.tally, 1);
                notes.entry(end).or_default().add(&fact.tally, -1);
            }
        }
    }
}

fn measures() -> impl Iterator<Item = Measure> {
    Indicator::ALL.into_iter().map(Measure::Of).chain([Measure::ValidOrders])
}

fn some_day(dice: &mut Dice) -> Day {
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date");
    Day::from_date(first + Days::new(dice.between(1, 140) as u64))
}

/// Every measure on every day in every window is the sum of its steps.
pub fn the_timeline_is_the_sum_of_its_steps(files: &Files, number: u64) -> Result<(), String> {
    let loaded = load(files.folder().path())?;
    let facts = Facts::new(&loaded.shop, &RULEBOOK.definitions, some_day(&mut Dice::new(number, false)));
    let mut notes = TwoNotes::default();
    facts.emit(&mut notes);
    let timeline = Timeline::build(&facts, WINDOWS.to_vec());
    let noted = || notes.0.values().flat_map(BTreeMap::keys).copied();
    let (Some(first), Some(last)) = (noted().min(), noted().max()) else { return Ok(()) };
    for (measure, days) in measures().flat_map(|measure| WINDOWS.map(|days| (measure, days))) {
        let own = notes.0.remove(&(measure.index(), days)).unwrap_or_default();
        let mut expected = Tally::default();
        for day in (first.0 - 3..=last.0 + 3).map(Day) {
            expected.add(own.get(&day).unwrap_or(&Tally::default()), 1);
            let found = timeline.at(measure, days, day);
            if found != expected {
                return Err(format!("{measure:?} over {days} days on {day}: {found:?}, not {expected:?}"));
            }
        }
    }
    Ok(())
}

/// All figures of some days, and all causes on one of them.
fn told(shop: &Shop, day: Day) -> (Vec<Tally>, Vec<Vec<Cause>>) {
    let facts = Facts::new(shop, &RULEBOOK.definitions, day);
    let timeline = Timeline::build(&facts, WINDOWS.to_vec());
    let places = measures().flat_map(|measure| WINDOWS.map(|days| (measure, days)));
    let days = |back: i32| day.plus(-7 * back);
    let figures = places.flat_map(|(m, w)| (0..20).map(days).map(move |d| (m, w, d)).collect::<Vec<_>>());
    let asked = Indicator::ALL.map(|indicator| (indicator, 90));
    (
        figures.map(|(m, w, d)| timeline.at(m, w, d)).collect(),
        causes(&facts, &asked, day, Extent::All, &|_, more| Some(more)),
    )
}

/// Neither sums nor causes nor the account of rows depend on how many threads there are and among how many partitions they
/// share the orders.
pub fn threads_change_nothing(files: &Files, number: u64) -> Result<(), String> {
    let mut dice = Dice::new(number, false);
    let folder = files.folder();
    let expected = load(folder.path())?.shop;
    let day = some_day(&mut dice);
    for threads in [1, 2, 3, 7] {
        let partitions = dice.between(1, 40) as u32;
        let shop = load_with(folder.path(), Threads::of(threads), Some(partitions))?.shop;
        let is_same = told(&shop, day) == told(&expected, day)
            && shop.dispositions == expected.dispositions
            && format!("{:?}", shop.remarks) == format!("{:?}", expected.remarks);
        if !is_same {
            return Err(format!("{threads} threads, {partitions} partitions, {day}"));
        }
    }
    Ok(())
}

/// The account of the rows of more orders than one thread takes at a time.
pub fn many_orders_are_accounted_for_by_any_number_of_threads() {
    let mut orders = String::from("主订单编号,子订单编号,订单提交时间,发货时间,订单状态,订单应付金额\n");
    let mut parcels = String::from("运单号,订单编号,物流公司,揽收时间,签收时间\n");
    let mut reviews = String::from("评价日期,订单ID,商品ID,商品评价得分\n");
    for i in 0..30_000_u32 {
        let (day, status) = (i % 28 + 1, if i % 11 == 0 { "待支付" } else { "已完成" });
        let cents = if i % 13 == 0 { 0 } else { 10 };
        orders += &format!("{i},{i},2026-05-{day:02} 10:00:00,2026-05-{day:02} 18:00:00,{status},{cents}\n");
        if i % 2 == 0 {
            parcels +=
                &format!("P{i},{},极兔,2026-05-{day:02} 20:00:00,2026-06-{day:02} 08:00:00\n", i + i % 5);
            // Every sixth is without stars.
            let star = ["", "1", "2", "3", "4", "5"][i as usize / 2 % 6];
            reviews += &format!("2026-06-{day:02} 09:00:00,{},7,{star}\n", i + i % 7);
        }
    }
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    for (name, text) in [("orders.csv", orders), ("logistics.csv", parcels), ("reviews.csv", reviews)] {
        std::fs::write(folder.path().join(name), text).expect("a file in it");
    }
    let clock = NaiveDate::from_ymd_opt(2026, 5, 27).and_then(Stamp::from_date).expect("a date");
    let told = |threads: usize| {
        let options =
            Options { threads: Threads::of(threads), ..Options::new(vec![folder.path().into()], clock) };
        let shop = input::load(&options).expect("a shop").shop;
        let days = (shop.default_as_of().map(|(day, _)| day), shop.first_pickup_day, shop.logistics_span);
        (shop.dispositions.clone(), format!("{:?}", shop.remarks), days)
    };
    let (dispositions, remarks, days) = told(1);
    // Something of each sort, and the last day before the clock.
    for sum in
        [dispositions.iter().map(|d| d.used).sum::<u64>(), dispositions.iter().map(|d| d.excluded).sum()]
    {
        assert!(sum > 5_000, "{dispositions:?}");
    }
    assert!(remarks.contains("pay_stand_ins: 2") && days.0 == Day::parse("2026-05-25"), "{remarks} {days:?}");
    for threads in [2, 3, 7] {
        assert_eq!(told(threads), (dispositions.clone(), remarks.clone(), days), "{threads} threads");
    }
}
