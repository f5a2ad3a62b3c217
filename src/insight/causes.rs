//! Who is to blame: a product, carrier, province or run of days in which the cases are worse than in the
//! rest.
//!
//! A group is named only if it stands out: it holds a good part of the bad cases (or of the excess over
//! the rest's mean), is clearly worse than the rest, and is more than an accident of small numbers. The
//! figures given are those of the indicator itself, so they can be checked with `cases`.
//!
//! No case is kept: one pass over the facts adds each to the sums of its groups ([`super::groups`]), for all
//! indicators that are asked about.

use super::groups::{By, Collection, Groups, Sum};
use crate::analysis::Analysis;
use crate::indicator::{Direction, Indicator, Unit};
use crate::shop::Shop;
use crate::time::Day;
use crate::timeline::Facts;

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
#[derive(Debug, Clone, PartialEq)]
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

impl Analysis<'_> {
    /// The groups that stand out among the cases of each of some indicators, over their windows that end on the
    /// as-of day; the best explanation of each sort first.
    pub fn causes(&self, indicators: &[Indicator]) -> Vec<Vec<Cause>> {
        let definitions = &self.rulebook().definitions;
        let asked: Vec<_> = indicators.iter().map(|i| (*i, definitions.window_days(*i))).collect();
        causes(self.facts(), &asked, self.as_of())
    }
}

/// The same of facts, in windows of so many days that end on `day`.
pub fn causes(facts: &Facts<'_>, asked: &[(Indicator, i32)], day: Day) -> Vec<Vec<Cause>> {
    if asked.is_empty() {
        return Vec::new();
    }
    let shop = facts.shop();
    let collected = Collection::merged(facts.share_out(|| Collection::new(shop, asked, day)));
    collected.iter().map(|groups| of_groups(shop, groups)).collect()
}

fn of_groups(shop: &Shop, groups: &Groups) -> Vec<Cause> {
    let mut found = Vec::new();
    for by in By::ALL {
        let sums = || groups.sums(by);
        if sums().nth(1).is_none() {
            continue;
        }
        let judged = sums().filter_map(|(number, sum)| Some((number, judge(groups, sum)?)));
        // Of equally good explanations the last by name: no number says anything, it comes of the order of rows.
        let best = judged.max_by(|a, b| {
            a.1.weight.total_cmp(&b.1.weight).then_with(|| group(shop, by, a.0).cmp(&group(shop, by, b.0)))
        });
        found.extend(best.map(|(number, judged)| judged.about(group(shop, by, number))));
    }
    found.extend(worst_days(groups));
    found.sort_by(|a: &Cause, b: &Cause| b.weight.total_cmp(&a.weight));
    found
}

fn group(shop: &Shop, by: By, number: u32) -> Group {
    let name = || shop.names.text(number).into_owned();
    match by {
        By::Product => {
            let (id, name) = shop.product(number);
            Group::Product(id, name)
        }
        By::Carrier => Group::Carrier(name()),
        By::Province => Group::Province(name()),
    }
}

/// A [`Cause`] whose group has no name yet.
struct Judged {
    bad: i64,
    all_bad: i64,
    cases: i64,
    value: f64,
    rest: f64,
    weight: f64,
}

impl Judged {
    fn about(self, group: Group) -> Cause {
        let Judged { bad, all_bad, cases, value, rest, weight } = self;
        Cause { group, bad, all_bad, cases, value, rest, weight }
    }
}

fn judge(groups: &Groups, sum: &Sum) -> Option<Judged> {
    let (indicator, whole) = (groups.indicator(), groups.whole());
    let rest = whole.minus(sum);
    if rest.cases < LEAST_CASES || sum.cases < LEAST_CASES {
        return None;
    }
    let counted = indicator.info().unit == Unit::Ratio && !indicator.info().is_by_days();
    let (value, rest_value, weight) = if counted {
        let rate = |s: &Sum| s.bad as f64 / s.cases as f64;
        let share = sum.bad as f64 / whole.bad as f64;
        let pooled = rate(whole);
        let error = (pooled * (1.0 - pooled) * (1.0 / sum.cases as f64 + 1.0 / rest.cases as f64)).sqrt();
        let clear = rate(sum) - rate(&rest) >= LEAST_DEVIATION * error;
        let worse = rate(sum) >= LEAST_FACTOR * rate(&rest);
        if sum.bad < LEAST_CASES || share < LEAST_SHARE || !worse || !clear {
            return None;
        }
        // How many fewer bad cases there would be at the rest's rate.
        (rate(sum), rate(&rest), (sum.bad as f64 - sum.cases as f64 * rate(&rest)) / whole.bad as f64)
    } else {
        let mean = |s: &Sum| s.mean(indicator);
        let sign = if indicator.info().direction == Direction::Low { 1.0 } else { -1.0 };
        let excess = sign * (mean(sum) - mean(&rest));
        let error = (sum.variance_of_mean(indicator) + rest.variance_of_mean(indicator)).sqrt();
        // A share of conversations is worse by its distance from one.
        let from = |mean: f64| if sign > 0.0 { mean } else { indicator.info().unit.range().end() - mean };
        let worse = from(mean(sum)) >= LEAST_FACTOR * from(mean(&rest));
        // Where all are the same, and as good as can be, nothing stands out.
        if excess <= 0.0 || excess < LEAST_DEVIATION * error || !worse {
            return None;
        }
        (mean(sum), mean(&rest), excess * sum.weight as f64 / (from(mean(whole)) * whole.weight as f64))
    };
    let (bad, all_bad) = if counted { (sum.bad, whole.bad) } else { (0, 0) };
    Some(Judged { bad, all_bad, cases: sum.cases, value, rest: rest_value, weight })
}

/// The run of days that explains most; for windows much longer than it.
fn worst_days(groups: &Groups) -> Option<Cause> {
    let with_cases = || groups.days().filter(|(_, sum)| sum.cases > 0).map(|(day, _)| day);
    let (first, last) = (with_cases().min()?, with_cases().max()?);
    if last.0 - first.0 < 2 * RUN_DAYS {
        return None;
    }
    let runs = (first.0..=last.0 - RUN_DAYS + 1).filter_map(|from| {
        let (from, to) = (Day(from), Day(from + RUN_DAYS - 1));
        let mut sum = Sum::default();
        groups.days().filter(|(day, _)| (from..=to).contains(day)).for_each(|(_, day)| sum.add(day));
        Some(judge(groups, &sum)?.about(Group::Days(from, to)))
    });
    // The first of equally good ones, so that the answer does not depend on anything else.
    runs.max_by(|a, b| a.weight.total_cmp(&b.weight).then(b.group.cmp(&a.group)))
}
