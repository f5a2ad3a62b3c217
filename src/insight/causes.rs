//! Who is to blame: a product, carrier, province or run of days in which the cases are worse than in the
//! rest.
//!
//! A group is named only if it stands out: it holds a good part of the bad cases (or of the excess over
//! the rest's mean), is clearly worse than the rest, and is more than an accident of small numbers. The
//! figures given are those of the indicator itself, so they can be checked with `cases`.

use super::Case;
use crate::indicator::{Direction, Indicator, Unit};
use crate::shop::{NONE, Shop};
use crate::time::Day;
use crate::timeline::{Subject, Tally};
use std::collections::BTreeMap;

/// What a group is a group of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A product: id and name.
    Product(String, String),
    /// A carrier.
    Carrier(String),
    /// A province.
    Province(String),
    /// A run of days.
    Days(Day, Day),
}

/// A group that stands out, beside the rest.
#[derive(Debug, Clone)]
pub struct Cause {
    /// The group.
    pub group: Group,
    /// Bad cases in the group; 0 for means.
    pub bad: i64,
    /// Bad cases in all; 0 for means.
    pub all_bad: i64,
    /// Cases in the group.
    pub cases: i64,
    /// Share of bad cases in the group, or its mean.
    pub value: f64,
    /// The same in the rest.
    pub rest: f64,
    weight: f64,
}

/// The length of a run of days.
const RUN_DAYS: i32 = 7;
/// A group holds at least this share of what is bad.
const LEAST_SHARE: f64 = 0.25;
/// It is worse than the rest by at least this factor.
const LEAST_FACTOR: f64 = 1.3;
/// It has at least so many bad cases, or cases for a mean.
const LEAST_CASES: i64 = 3;
/// It lies at least so many standard errors away from the rest.
const LEAST_DEVIATION: f64 = 2.0;

/// The groups that stand out, the best explanation of each sort first.
pub fn causes(shop: &Shop, indicator: Indicator, mut cases: Vec<Case>) -> Vec<Cause> {
    // Sums of squares are not exact: always the same order, whatever order the rows came in.
    cases.sort_unstable_by_key(|case| (case.cohort, case.tally.numerator, case.tally.denominator));
    let cases = cases.as_slice();
    let whole = Sum::of(indicator, cases.iter());
    let mut found = Vec::new();
    let by: [fn(&Shop, &Case) -> Option<Group>; 3] = [product, carrier, province];
    for group_of in by {
        let mut groups: BTreeMap<Group, Sum> = BTreeMap::new();
        for case in cases {
            if let Some(group) = group_of(shop, case) {
                groups.entry(group).or_default().add(indicator, case);
            }
        }
        if groups.len() > 1 {
            let judged = groups.into_iter().filter_map(|(group, sum)| judge(indicator, group, sum, &whole));
            found.extend(judged.max_by(|a, b| a.weight.total_cmp(&b.weight)));
        }
    }
    found.extend(worst_days(indicator, cases, &whole));
    found.sort_by(|a: &Cause, b: &Cause| b.weight.total_cmp(&a.weight));
    found
}

/// Sums of a group, in shown units; squares for the standard error of a mean.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    cases: i64,
    bad: i64,
    total: f64,
    squares: f64,
    weight: f64,
}

impl Sum {
    fn of<'c>(indicator: Indicator, cases: impl Iterator<Item = &'c Case>) -> Sum {
        let mut sum = Sum::default();
        cases.for_each(|case| sum.add(indicator, case));
        sum
    }

    fn add(&mut self, indicator: Indicator, case: &Case) {
        let tally: &Tally = &case.tally;
        let weight = tally.denominator as f64;
        let value = tally.shown_numerator(indicator) / weight;
        self.cases += 1;
        self.bad += i64::from(case.is_bad(indicator));
        self.weight += weight;
        self.total += value * weight;
        self.squares += value * value * weight;
    }

    fn minus(&self, other: &Sum) -> Sum {
        Sum {
            cases: self.cases - other.cases,
            bad: self.bad - other.bad,
            total: self.total - other.total,
            squares: self.squares - other.squares,
            weight: self.weight - other.weight,
        }
    }

    fn mean(&self) -> f64 {
        self.total / self.weight
    }

    fn variance_of_mean(&self) -> f64 {
        let mean = self.mean();
        (self.squares / self.weight - mean * mean).max(0.0) / self.cases as f64
    }
}

fn judge(indicator: Indicator, group: Group, sum: Sum, whole: &Sum) -> Option<Cause> {
    let rest = whole.minus(&sum);
    if rest.cases < LEAST_CASES || sum.cases < LEAST_CASES {
        return None;
    }
    let counted = indicator.facts().unit == Unit::Ratio && !is_service(indicator);
    let (value, rest_value, weight) = if counted {
        let rate = |s: &Sum| s.bad as f64 / s.cases as f64;
        let share = sum.bad as f64 / whole.bad as f64;
        let pooled = rate(whole);
        let error = (pooled * (1.0 - pooled) * (1.0 / sum.cases as f64 + 1.0 / rest.cases as f64)).sqrt();
        let clear = rate(&sum) - rate(&rest) >= LEAST_DEVIATION * error;
        let worse = rate(&sum) >= LEAST_FACTOR * rate(&rest);
        if sum.bad < LEAST_CASES || share < LEAST_SHARE || !worse || !clear {
            return None;
        }
        // How many fewer bad cases there would be at the rest's rate.
        (rate(&sum), rate(&rest), (sum.bad as f64 - sum.cases as f64 * rate(&rest)) / whole.bad as f64)
    } else {
        let sign = if indicator.facts().direction == Direction::Low { 1.0 } else { -1.0 };
        let excess = sign * (sum.mean() - rest.mean());
        let error = (sum.variance_of_mean() + rest.variance_of_mean()).sqrt();
        // A share of conversations is worse by its distance from one.
        let from = |mean: f64| if sign > 0.0 { mean } else { indicator.facts().unit.range().end() - mean };
        let worse = from(sum.mean()) >= LEAST_FACTOR * from(rest.mean());
        // Where all are the same, and as good as can be, nothing stands out.
        if excess <= 0.0 || excess < LEAST_DEVIATION * error || !worse {
            return None;
        }
        (sum.mean(), rest.mean(), excess * sum.weight / (from(whole.mean()) * whole.weight))
    };
    let (bad, all_bad) = if counted { (sum.bad, whole.bad) } else { (0, 0) };
    Some(Cause { group, bad, all_bad, cases: sum.cases, value, rest: rest_value, weight })
}

fn is_service(indicator: Indicator) -> bool {
    indicator.facts().kinds == [crate::field::Kind::Service]
}

/// The run of days that explains most; for windows much longer than it.
fn worst_days(indicator: Indicator, cases: &[Case], whole: &Sum) -> Option<Cause> {
    let mut days: BTreeMap<Day, Sum> = BTreeMap::new();
    for case in cases {
        days.entry(case.cohort).or_default().add(indicator, case);
    }
    let (first, last) = (*days.first_key_value()?.0, *days.last_key_value()?.0);
    if last.0 - first.0 < 2 * RUN_DAYS {
        return None;
    }
    (first.0..=last.0 - RUN_DAYS + 1)
        .filter_map(|from| {
            let (from, to) = (Day(from), Day(from + RUN_DAYS - 1));
            let mut sum = Sum::default();
            for (_, day) in days.range(from..=to) {
                sum = Sum {
                    cases: sum.cases + day.cases,
                    bad: sum.bad + day.bad,
                    total: sum.total + day.total,
                    squares: sum.squares + day.squares,
                    weight: sum.weight + day.weight,
                };
            }
            judge(indicator, Group::Days(from, to), sum, whole)
        })
        // The first of equally good ones, so that the answer does not depend on anything else.
        .max_by(|a, b| a.weight.total_cmp(&b.weight).then(b.group.cmp(&a.group)))
}

fn product(shop: &Shop, case: &Case) -> Option<Group> {
    if case.product == NONE {
        return None;
    }
    let (id, name) = shop.product(case.product);
    Some(Group::Product(id, name))
}

fn order_of(shop: &Shop, case: &Case) -> Option<u32> {
    match case.subject {
        Subject::Order(order) | Subject::Parcel(order, _) => Some(order),
        Subject::Refund(refund) => shop.refunds().get(refund as usize).map(|r| r.order),
        Subject::Service(_) => None,
    }
}

fn carrier(shop: &Shop, case: &Case) -> Option<Group> {
    named(shop, shop.carrier_of(order_of(shop, case)?)).map(Group::Carrier)
}

fn province(shop: &Shop, case: &Case) -> Option<Group> {
    named(shop, shop.province_of(order_of(shop, case)?)).map(Group::Province)
}

fn named(shop: &Shop, name: u32) -> Option<String> {
    (name != NONE).then(|| shop.names.text(name).into_owned())
}
