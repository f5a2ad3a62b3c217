//! Facts that nobody had, and what of them stands on which day, counted one by one.

use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

pub const HEADER: &str = "shop,measure,cohort_day,known_from,known_until,numerator,denominator,approximate,unknown,negative,order_id,product_id,carrier,province,reason_class,channel,creator";
const WINDOWS: [u64; 3] = [7, 30, 90];

/// Numerator, denominator, approximate, unknown, negative.
pub type Numbers = [i128; 5];

/// What names a row of sums: shop and groups, day, measure, window.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(Vec<String>, String, String, u64);

impl Key {
    pub fn of(cells: &[String]) -> Key {
        let [groups @ .., day, measure, window] = cells else { panic!("{cells:?}") };
        Key(groups.to_vec(), day.clone(), measure.clone(), window.parse().expect("days"))
    }
}

pub struct Fact {
    shop: String,
    measure: &'static str,
    cohort: NaiveDate,
    from: NaiveDate,
    until: Option<NaiveDate>,
    numbers: Numbers,
    pub product: String,
    pub carrier: String,
    /// It in CSV.
    pub row: String,
}

/// The next of a row of numbers that look random, below a limit.
fn next(state: &mut u64, below: u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) % below
}

/// Facts of half a year around the days that are asked for.
pub fn facts(count: usize) -> Vec<Fact> {
    let mut state = 17;
    (0..count).map(|place| fact(place, &mut |below| next(&mut state, below))).collect()
}

fn fact(place: usize, random: &mut impl FnMut(u64) -> u64) -> Fact {
    // Names that a CSV or an engine could take for something else.
    let shop = ["007", "山间集", "海边集, 二店"][random(3) as usize].to_owned();
    let measure = ["pickup_hours", "product_rating", "valid_orders"][random(3) as usize];
    let cohort = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap() + Days::new(random(200));
    let from = cohort + Days::new([0, 0, 1, 5, 40][random(5) as usize]);
    let until = (random(2) == 0).then(|| from + Days::new(1 + random(50)));
    let numerator = [0, 1, 7, -3, i64::MAX, i64::MAX][random(6) as usize];
    let numbers = [numerator, random(2) as i64, random(2) as i64, i64::from(random(9) == 0), 0];
    let product = ["", "3500001", "3500002"][random(3) as usize].to_owned();
    let carrier = ["", "顺丰速运"][random(2) as usize].to_owned();
    let shop_cell = if shop.contains(',') { format!("\"{shop}\"") } else { shop.clone() };
    let until_cell = until.map(|day| day.to_string()).unwrap_or_default();
    let [a, b, c, d, e] = numbers;
    let row = format!(
        "{shop_cell},{measure},{cohort},{from},{until_cell},{a},{b},{c},{d},{e},A{place},{product},{carrier},,,,"
    );
    Fact { shop, measure, cohort, from, until, numbers: numbers.map(i128::from), product, carrier, row }
}

/// What stands on each of sixty days, by the definition of a fact: nothing is known but whether it stands.
pub fn standing(facts: &[Fact], groups: impl Fn(&Fact) -> Vec<String>) -> BTreeMap<Key, Numbers> {
    let first = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
    let mut sums: BTreeMap<Key, Numbers> = BTreeMap::new();
    for day in (0..60).map(|place| first + Days::new(place)) {
        for window in WINDOWS {
            let stands = |fact: &&Fact| {
                fact.from <= day
                    && fact.until.is_none_or(|until| day < until)
                    && day < fact.cohort + Days::new(window)
            };
            for fact in facts.iter().filter(stands) {
                let names = [vec![fact.shop.clone()], groups(fact)].concat();
                let sum =
                    sums.entry(Key(names, day.to_string(), fact.measure.to_owned(), window)).or_default();
                sum.iter_mut().zip(fact.numbers).for_each(|(sum, number)| *sum += number);
            }
        }
    }
    sums.retain(|_, numbers| numbers.iter().any(|number| *number != 0));
    sums
}
