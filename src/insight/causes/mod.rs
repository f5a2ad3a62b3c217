//! What a cause costs (SPEC section 7.3): a product, carrier, province, reason, channel, creator or run of days in which
//! the cases are worse than in the rest, and what the score would gain if they were like the rest.
//!
//! A group stands out only if it holds a good part of the bad cases, is clearly worse than the rest, and is more than an
//! accident of small numbers. The figures given are those of the indicator itself, so they can be checked with `cases`.
//!
//! No case is kept: one pass over the facts adds each to the sums of its groups ([`groups`]), for all indicators that are
//! asked about; means need a second one ([`excess`]).

mod excess;
mod groups;
mod interval;
mod judge;
mod rank;
mod sum;

pub use judge::Estimate;

use super::labels::{By, Group, Labels};
use crate::analysis::Analysis;
use crate::indicator::{Direction, Indicator};
use crate::scorecard::{Sum as Numerator, Supposed};
use crate::time::Day;
use crate::timeline::Facts;
use excess::{Asked, Members, beyond};
use groups::{Groups, collect};
use judge::{Bad, bad_of_rate, holds_much, is_rate, is_worse};
use rank::{billionths, dearest_first};
use sum::Sum;

/// An indicator with fewer in its denominator jumps with every case.
const SMALL_NUMBERS: i64 = 30;

/// Whether a denominator counts something, but not much.
pub(crate) fn has_small_numbers(denominator: i64) -> bool {
    (1..SMALL_NUMBERS).contains(&denominator)
}

/// The length of a run of days.
const RUN_DAYS: i32 = 7;

/// A group of an indicator's cases, beside the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    /// What it is a group by.
    pub by: By,
    /// The group, as `cases` prints it; of a run of days both ends.
    pub group: Group,
    /// First and last day of a run of days.
    pub days: Option<(Day, Day)>,
    /// Bad cases in the group; of means those that lie beyond the rest's mean.
    pub bad: f64,
    /// Bad cases in all.
    pub all_bad: f64,
    /// Cases in the group.
    pub cases: i64,
    /// Its share of the bad cases; of means its share of what these exceed the rest's mean by.
    pub share: f64,
    /// Its share of all cases.
    pub share_of_cases: f64,
    /// Its value. A reason is known only of orders that were returned: then there is none.
    pub own: Option<Estimate>,
    /// The value of the rest, where there is one.
    pub rest: Option<Estimate>,
    /// What the total would gain if the group had the value of the rest; `None` without values or without a total.
    pub recoverable: Option<f64>,
    /// Does it stand out?
    pub stands_out: bool,
}

/// Which groups are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All.
    All,
    /// Those that stand out.
    StandingOut,
}

impl Analysis<'_> {
    /// The groups that stand out among the cases of each of some indicators, over their windows that end on the as-of
    /// day: of each sort the one that costs most, the dearest first.
    pub fn causes(&self, indicators: &[Indicator]) -> Vec<Vec<Cause>> {
        let mut all = self.groups(indicators, Extent::StandingOut);
        for causes in &mut all {
            let mut seen = Vec::new();
            causes.retain(|cause| {
                !seen.contains(&cause.by) && {
                    seen.push(cause.by);
                    true
                }
            });
        }
        all
    }

    /// All groups of an indicator's cases, the dearest first.
    pub fn cause_groups(&self, indicator: Indicator) -> Vec<Cause> {
        self.groups(&[indicator], Extent::All).pop().unwrap_or_default()
    }

    fn groups(&self, indicators: &[Indicator], extent: Extent) -> Vec<Vec<Cause>> {
        let definitions = &self.rulebook().definitions;
        let asked: Vec<_> = indicators.iter().map(|i| (*i, definitions.window_days(*i))).collect();
        causes(self.facts(), &asked, self.as_of(), extent, &|indicator, more| self.gain(indicator, more))
    }

    /// What the total gains from so much more in the numerator of an indicator.
    fn gain(&self, indicator: Indicator, more: f64) -> Option<f64> {
        let mut supposed = Supposed::default();
        supposed.add(indicator, Numerator { numerator: more, denominator: 0.0 });
        let then = self.scorecard_supposing(self.as_of(), &supposed).value?;
        Some(then - self.scorecard(self.as_of()).value?)
    }
}

/// The same of facts, in windows of so many days that end on `day`, the dearest first; `gain` says what the total gains
/// from so much more in a numerator.
pub fn causes(
    facts: &Facts<'_>,
    asked: &[(Indicator, i32)],
    day: Day,
    extent: Extent,
    gain: &dyn Fn(Indicator, f64) -> Option<f64>,
) -> Vec<Vec<Cause>> {
    if asked.is_empty() {
        return Vec::new();
    }
    let labels = Labels::of(facts, day);
    let candidates: Vec<Candidates> =
        collect(facts, asked, day).iter().map(|groups| Candidates::of(groups, extent, gain)).collect();
    // Of means: which cases are bad.
    let means: Vec<_> = candidates
        .iter()
        .filter(|of| of.is_mean_with_groups())
        .map(|of| (of.indicator, of.window_days, of.list.iter().map(Candidate::asked).collect::<Vec<_>>()))
        .collect();
    let mut beyond = beyond(facts, &means, day).into_iter();
    candidates
        .into_iter()
        .map(|of| {
            let bad = match of.is_mean_with_groups() {
                true => beyond.next().unwrap_or_default().iter().map(Into::into).collect(),
                false => of.list.iter().map(|own| bad_of_rate(of.indicator, &own.sum, &of.whole)).collect(),
            };
            of.judged(bad, extent, &labels, gain)
        })
        .collect()
}

impl From<&excess::Beyond> for Bad {
    fn from(beyond: &excess::Beyond) -> Bad {
        Bad { own: beyond.bad as f64, all: beyond.all_bad as f64, share: beyond.share }
    }
}

/// A group that may stand out.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    members: Members,
    sum: Sum,
    rest: Sum,
    is_worse: bool,
}

impl Candidate {
    fn asked(&self) -> Asked {
        Asked { members: self.members, rest: self.rest }
    }

    fn by(&self) -> By {
        match self.members {
            Members::Labelled(by, _) => by,
            Members::Days(..) => By::Day,
        }
    }

    /// What the numerator gains where the group has the value of the rest: its denominator × that value − its own
    /// numerator.
    fn more(&self, indicator: Indicator) -> Option<f64> {
        let has_rest = self.rest.weight > 0;
        has_rest.then(|| self.sum.weight as f64 * self.rest.mean(indicator) - self.sum.numerator(indicator))
    }
}

/// The groups of an indicator that may be told.
struct Candidates {
    indicator: Indicator,
    window_days: i32,
    whole: Sum,
    list: Vec<Candidate>,
}

impl Candidates {
    fn of(groups: &Groups, extent: Extent, gain: &dyn Fn(Indicator, f64) -> Option<f64>) -> Candidates {
        let (indicator, window_days, whole) = (groups.indicator, groups.window_days, groups.whole());
        let candidate = |members: Members, sum: Sum| {
            let rest = whole.minus(&sum);
            Candidate { members, sum, rest, is_worse: is_worse(indicator, &sum, &rest) }
        };
        let labelled = groups.labelled().map(|(by, label, sum)| candidate(Members::Labelled(by, label), sum));
        let run =
            best_run(groups, &whole, gain).map(|((from, to), sum)| candidate(Members::Days(from, to), sum));
        let list = labelled
            .chain(run)
            .filter(|own| extent == Extent::All || own.is_worse || has_shares_only(indicator, own.by()));
        Candidates { indicator, window_days, whole, list: list.collect() }
    }

    /// Whether cases must be looked at once more: a group of a rate says by itself which are bad.
    fn is_mean_with_groups(&self) -> bool {
        !is_rate(self.indicator) && !self.list.is_empty()
    }

    /// What is to be told of them, the dearest first.
    fn judged(
        self,
        bad: Vec<Bad>,
        extent: Extent,
        labels: &Labels<'_>,
        gain: &dyn Fn(Indicator, f64) -> Option<f64>,
    ) -> Vec<Cause> {
        let indicator = self.indicator;
        let mut all: Vec<Cause> = Vec::new();
        for (own, bad) in self.list.iter().zip(bad) {
            let shares_only = has_shares_only(indicator, own.by());
            let stands_out = holds_much(&bad) && (own.is_worse || shares_only);
            if extent == Extent::StandingOut && !stands_out {
                continue;
            }
            let (group, days) = match own.members {
                Members::Labelled(by, label) => (labels.shown(by, label), None),
                Members::Days(from, to) => (Group::named(format!("{from}..{to}")), Some((from, to))),
            };
            let estimate = |sum: &Sum| if shares_only { None } else { Estimate::of(sum, indicator) };
            let more = own.more(indicator).filter(|_| !shares_only);
            all.push(Cause {
                by: own.by(),
                group,
                days,
                bad: bad.own,
                all_bad: bad.all,
                cases: own.sum.weight,
                share: bad.share,
                share_of_cases: own.sum.weight as f64 / self.whole.weight as f64,
                own: estimate(&own.sum),
                rest: estimate(&own.rest),
                recoverable: more.and_then(|more| gain(indicator, more)),
                stands_out,
            });
        }
        all.sort_by(dearest_first);
        all
    }
}

/// A reason is known only of orders that were returned or went to arbitration, so its rate among all orders means
/// nothing. (Of after-sales and of those that called for the platform it is known of every case.)
fn has_shares_only(indicator: Indicator, by: By) -> bool {
    by == By::Reason
        && matches!(
            indicator,
            Indicator::QualityReturnRate
                | Indicator::LogisticsReturnRate
                | Indicator::DamageReturnRate
                | Indicator::DisputeLiabilityRate
        )
}

/// The run of days with most to recover, of equal ones the earliest. Where no run has anything to recover, as of an
/// indicator that is not scored, or has no points either way, the one that is worst beside the rest, one that is clearly
/// worse first.
fn best_run(
    groups: &Groups,
    whole: &Sum,
    gain: &dyn Fn(Indicator, f64) -> Option<f64>,
) -> Option<((Day, Day), Sum)> {
    let indicator = groups.indicator;
    let worth = |sum: &Sum| {
        let rest = whole.minus(sum);
        let own = Candidate { members: Members::Days(Day(0), Day(0)), sum: *sum, rest, is_worse: false };
        let Some(more) = own.more(indicator) else { return (i64::MIN, false, i64::MIN) };
        let gain = gain(indicator, more).map_or(0, billionths).max(0);
        if gain > 0 {
            return (gain, false, 0);
        }
        let excess = if indicator.info().direction == Direction::Low { -more } else { more };
        (gain, is_worse(indicator, sum, &rest), billionths(excess))
    };
    let runs = groups.runs(RUN_DAYS).filter(|(_, sum)| sum.weight > 0);
    let first_of_best = |best: Option<((i64, bool, i64), _)>, (days, sum): ((Day, Day), Sum)| {
        let worth = worth(&sum);
        match best {
            Some((known, _)) if known >= worth => best,
            _ => Some((worth, (days, sum))),
        }
    };
    runs.fold(None, first_of_best).map(|(_, run)| run)
}
