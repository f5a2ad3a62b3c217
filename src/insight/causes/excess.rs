//! How much of what lies above the mean of the rest a group of cases holds, for hours and other means.
//!
//! That mean is another one for each group, and is known only when all cases are summed up: this is a second pass over
//! the facts, of the few indicators and groups that still matter then. Instead of the values it keeps sums between the
//! thresholds that were asked about.

use super::sum::{Sum, value_of};
use crate::indicator::{Direction, Indicator};
use crate::insight::labels::{By, Label, Labels};
use crate::insight::windows::Windows;
use crate::time::Day;
use crate::timeline::{Fact, Facts, Measure, Measures, OrderSpan, Sink};

/// A group of an indicator's cases, beside the rest of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub(super) members: Members,
    /// The cases that are not in the group.
    pub(super) rest: Sum,
}

/// Which cases are in a group.
#[derive(Debug, Clone, Copy)]
pub(super) enum Members {
    Labelled(By, Label),
    Days(Day, Day),
}

/// Cases beyond the rest's mean, on the side that costs points.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Beyond {
    /// How many of the group they are.
    pub(super) bad: i64,
    /// How many of all.
    pub(super) all_bad: i64,
    /// Which share of all that they exceed the mean by the group holds.
    pub(super) share: f64,
}

/// How many values lie beyond something, and their sum.
#[derive(Debug, Clone, Copy, Default)]
struct Values {
    weight: i64,
    total: i128,
}

impl Values {
    #[inline]
    fn add(&mut self, value: i128, weight: i64) {
        self.weight = self.weight.saturating_add(weight);
        self.total = self.total.saturating_add(value.saturating_mul(i128::from(weight)));
    }

    fn merge(&mut self, other: &Values) {
        self.weight = self.weight.saturating_add(other.weight);
        self.total = self.total.saturating_add(other.total);
    }

    /// By how much they exceed the mean of some cases, times the weight of those.
    fn excess(&self, rest: &Sum, sign: i128) -> f64 {
        let (own, others) = (i128::from(self.weight), i128::from(rest.weight));
        let mean = own.saturating_mul(rest.total.saturating_mul(sign));
        self.total.saturating_mul(others).saturating_sub(mean) as f64
    }
}

/// What is asked about one indicator.
struct Question {
    indicator: Indicator,
    /// −1 where high values are good: what is bad is then beyond the mean as well.
    sign: i128,
    groups: Vec<(Asked, i128)>,
    /// Of the groups, each once: a value beyond the mean of the rest is greater than this.
    thresholds: Vec<i128>,
    /// By sort of label and label: the place of the group, counted from 1.
    places: [Vec<u32>; By::OF_CASES.len()],
    runs: Vec<(Day, Day, usize)>,
}

impl Question {
    fn new(indicator: Indicator, groups: &[Asked]) -> Question {
        let sign = if indicator.info().direction == Direction::Low { 1 } else { -1 };
        // A whole number is greater than a mean where it is greater than its whole part.
        let threshold =
            |rest: &Sum| rest.total.saturating_mul(sign).div_euclid(i128::from(rest.weight.max(1)));
        let groups: Vec<(Asked, i128)> =
            groups.iter().map(|asked| (*asked, threshold(&asked.rest))).collect();
        let mut thresholds: Vec<i128> = groups.iter().map(|(_, threshold)| *threshold).collect();
        thresholds.sort_unstable();
        thresholds.dedup();
        let mut places: [Vec<u32>; By::OF_CASES.len()] = Default::default();
        let mut runs = Vec::new();
        for (place, (asked, _)) in groups.iter().enumerate() {
            match asked.members {
                Members::Days(from, to) => runs.push((from, to, place)),
                Members::Labelled(by, label) => {
                    let Some(own) = places.get_mut(by as usize) else { continue };
                    if label.place() >= own.len() {
                        own.resize(label.place() + 1, 0);
                    }
                    if let Some(slot) = own.get_mut(label.place()) {
                        *slot = place as u32 + 1;
                    }
                }
            }
        }
        Question { indicator, sign, groups, thresholds, places, runs }
    }
}

/// What one thread finds out.
struct Answer {
    /// Beyond the threshold of each group: its own values.
    own: Vec<Values>,
    /// Of all values those that are greater than so many thresholds.
    all: Vec<Values>,
}

struct Collection<'a> {
    windows: Windows,
    labels: Labels<'a>,
    questions: &'a [Question],
    answers: Vec<Answer>,
}

impl Sink for Collection<'_> {
    #[inline]
    fn wants(&self) -> Measures {
        self.windows.wanted()
    }

    #[inline]
    fn wants_cohort(&self, measure: Measure, cohort: Day) -> bool {
        self.windows.holds(measure, cohort)
    }

    #[inline]
    fn wants_order(&self, span: OrderSpan) -> bool {
        self.windows.hold_some_of(span)
    }

    fn take(&mut self, fact: &Fact) {
        let Some(place) = self.windows.place(fact) else { return };
        let (Some(question), Some(answer)) = (self.questions.get(place), self.answers.get_mut(place)) else {
            return;
        };
        let (value, weight) = (value_of(&fact.tally).saturating_mul(question.sign), fact.tally.denominator);
        let beyond = question.thresholds.partition_point(|threshold| *threshold < value);
        if let Some(all) = answer.all.get_mut(beyond) {
            all.add(value, weight);
        }
        if beyond == 0 {
            return;
        }
        let mut of_group = |group: usize| {
            if question.groups.get(group).is_some_and(|(_, threshold)| *threshold < value)
                && let Some(own) = answer.own.get_mut(group)
            {
                own.add(value, weight);
            }
        };
        let labels = self.labels.of_case(question.indicator, fact);
        for (label, places) in labels.iter().zip(&question.places) {
            if let Some(group) = places.get(label.place()).and_then(|place| place.checked_sub(1)) {
                of_group(group as usize);
            }
        }
        let runs = question.runs.iter().filter(|(from, to, _)| (*from..=*to).contains(&fact.cohort));
        runs.for_each(|(.., group)| of_group(*group));
    }
}

/// What lies beyond the mean of the rest of each group, of some indicators in windows of so many days that end on a day.
pub(super) fn beyond(
    facts: &Facts<'_>,
    asked: &[(Indicator, i32, Vec<Asked>)],
    day: Day,
) -> Vec<Vec<Beyond>> {
    let questions: Vec<Question> =
        asked.iter().map(|(indicator, _, groups)| Question::new(*indicator, groups)).collect();
    let answer = |question: &Question| Answer {
        own: vec![Values::default(); question.groups.len()],
        all: vec![Values::default(); question.thresholds.len() + 1],
    };
    let answers = || questions.iter().map(answer).collect::<Vec<_>>();
    let windows = || Windows::new(asked.iter().map(|(indicator, days, _)| (*indicator, *days)), day);
    let mut found = answers();
    if questions.iter().any(|question| !question.groups.is_empty()) {
        let parts = facts.share_out(|| Collection {
            windows: windows(),
            labels: Labels::of(facts, day),
            questions: &questions,
            answers: answers(),
        });
        for part in parts {
            for (own, theirs) in found.iter_mut().zip(&part.answers) {
                own.own.iter_mut().zip(&theirs.own).for_each(|(own, theirs)| own.merge(theirs));
                own.all.iter_mut().zip(&theirs.all).for_each(|(own, theirs)| own.merge(theirs));
            }
        }
    }
    questions.iter().zip(&found).map(|(question, answer)| in_shares(question, answer)).collect()
}

fn in_shares(question: &Question, answer: &Answer) -> Vec<Beyond> {
    // By threshold: all values that are greater.
    let mut greater = answer.all.clone();
    for place in (0..greater.len().saturating_sub(1)).rev() {
        if let Some(next) = greater.get(place + 1).copied()
            && let Some(own) = greater.get_mut(place)
        {
            own.merge(&next);
        }
    }
    let of_group = |((asked, threshold), own): (&(Asked, i128), &Values)| {
        let place = question.thresholds.partition_point(|known| known < threshold);
        let all = greater.get(place + 1).copied().unwrap_or_default();
        let [own_excess, all_excess] = [own, &all].map(|values| values.excess(&asked.rest, question.sign));
        let share = if all_excess > 0.0 { own_excess / all_excess } else { 0.0 };
        Beyond { bad: own.weight, all_bad: all.weight, share }
    };
    question.groups.iter().zip(&answer.own).map(of_group).collect()
}
