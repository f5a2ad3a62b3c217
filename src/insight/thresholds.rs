//! Thresholds on a day: what each asks, what the shop has, since when the answer is what it is, and on which
//! days it changed.
//!
//! Every answer is read off the sums of its own day; what became known later changes no earlier answer.

use crate::indicator::Figure;
use crate::rulebook::{Condition, Threshold};
use crate::scorecard::{Card, Scorer};
use crate::time::Day;
use std::collections::BTreeMap;

/// How far back the beginning of an answer is looked for, in days.
pub const LOOK_BACK_DAYS: i32 = 365;

/// A condition on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// The value of the figure; `None` where it is not known.
    pub value: Option<f64>,
    /// Does it hold?
    pub met: Option<bool>,
    /// How far the value may still go before it crosses the border, negative where it is short, in the unit
    /// of the figure.
    pub room: Option<f64>,
}

/// A threshold on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Met where all conditions are, not met where one is not, `None` where that cannot be said.
    pub met: Option<bool>,
    /// Its conditions, in their order.
    pub readings: Vec<Reading>,
    /// The place of the condition with least room among them; see [`Verdict::of`].
    pub tightest: Option<usize>,
}

/// Since when the answer has been the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// The first day of the run.
    pub day: Day,
    /// May it have been so for longer? The day before has no answer, or lies further back than was looked.
    pub open: bool,
}

/// A day on which the answer is another than on the last day before that had one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossing {
    /// The day.
    pub day: Day,
    /// Is the threshold met from that day on?
    pub met: bool,
    /// The place of the condition that made the difference; of several the first.
    pub condition: usize,
    /// Its value before.
    pub before: f64,
    /// Its value on that day.
    pub after: f64,
    /// Had the same scored indicators data behind both values? If not, data made the difference, not the shop.
    pub same_data: bool,
}

impl Verdict {
    /// The whole from its parts. Rooms of different units are compared as shares of their borders (of a border
    /// at 0 as they are), and what is not met has less room than what is. Without an answer nothing is tightest.
    fn of(threshold: &Threshold, readings: Vec<Reading>) -> Verdict {
        let met = all_met(readings.iter().map(|reading| reading.met));
        let share = |(i, reading): (usize, &Reading)| {
            let (_, border) = threshold.conditions.get(i)?.asked()?;
            let scale = if border == 0.0 { 1.0 } else { border.abs() };
            Some((i, reading.met?, reading.room? / scale))
        };
        let known = readings.iter().enumerate().filter_map(share);
        let tightest = known.min_by(|a, b| a.1.cmp(&b.1).then(a.2.total_cmp(&b.2))).map(|(i, ..)| i);
        Verdict { met, tightest: tightest.filter(|_| met.is_some()), readings }
    }

    /// The condition with least room.
    pub fn tightest_reading(&self) -> Option<&Reading> {
        self.readings.get(self.tightest?)
    }
}

/// Met where all are, not met where one is not, otherwise not known.
fn all_met(conditions: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = Some(true);
    for met in conditions {
        match met {
            Some(false) => return Some(false),
            Some(true) => {}
            None => all = None,
        }
    }
    all
}

/// Answers for any day, off one timeline; a day is scored when it is asked about, and once.
pub struct Judge<'a> {
    scorer: &'a Scorer<'a>,
    cards: BTreeMap<Day, Card>,
}

impl<'a> Judge<'a> {
    /// The scorer's timeline must have the windows of the conditions.
    pub fn new(scorer: &'a Scorer<'a>) -> Judge<'a> {
        Judge { scorer, cards: BTreeMap::new() }
    }

    /// A threshold at the end of a day. Before the day on which it begins to apply nothing is known.
    pub fn verdict(&mut self, threshold: &Threshold, day: Day) -> Verdict {
        let applies = threshold.from().is_none_or(|from| from <= day);
        let readings = threshold.conditions.iter().map(|condition| {
            let value = if applies { self.value(condition, day) } else { None };
            reading(condition, value)
        });
        Verdict::of(threshold, readings.collect())
    }

    /// Since when the answer has been the one of `day`; `None` where there is none.
    pub fn since(&mut self, threshold: &Threshold, day: Day) -> Option<Since> {
        let met = self.met(threshold, day)?;
        let begins = threshold.from().filter(|from| *from >= day.plus(-LOOK_BACK_DAYS));
        let earliest = begins.unwrap_or_else(|| day.plus(-LOOK_BACK_DAYS));
        let mut first = day;
        while first > earliest {
            match self.met(threshold, first.plus(-1)) {
                Some(before) if before == met => first = first.plus(-1),
                before => return Some(Since { day: first, open: before.is_none() }),
            }
        }
        Some(Since { day: first, open: begins.is_none() })
    }

    /// The days from `first` to `last` on which the answer changed; days without one neither change it nor
    /// hide a change.
    pub fn crossings(&mut self, threshold: &Threshold, first: Day, last: Day) -> Vec<Crossing> {
        let mut crossings = Vec::new();
        let mut before: Option<(Day, bool, Verdict)> = None;
        for day in (first.0..=last.0).map(Day) {
            let verdict = self.verdict(threshold, day);
            let Some(met) = verdict.met else { continue };
            if let Some((day_before, _, was)) =
                before.as_ref().filter(|(_, met_before, _)| *met_before != met)
            {
                crossings.extend(self.crossing(threshold, (*day_before, was), (day, &verdict)));
            }
            before = Some((day, met, verdict));
        }
        crossings
    }

    fn crossing(
        &mut self,
        threshold: &Threshold,
        (day_before, was): (Day, &Verdict),
        (day, is): (Day, &Verdict),
    ) -> Option<Crossing> {
        let met = is.met?;
        let pairs = was.readings.iter().zip(&is.readings).enumerate();
        let mut turned = pairs.filter(|(_, (was, is))| was.met == Some(!met) && is.met == Some(met));
        let (i, (was, is)) = turned.next()?;
        let same_data = self.same_data(threshold.conditions.get(i)?, day_before, day);
        Some(Crossing { day, met, condition: i, before: was.value?, after: is.value?, same_data })
    }

    fn met(&mut self, threshold: &Threshold, day: Day) -> Option<bool> {
        all_met(threshold.conditions.iter().map(|c| reading(c, self.value(c, day)).met))
    }

    /// The value of a condition's figure at the end of a day.
    fn value(&mut self, condition: &Condition, day: Day) -> Option<f64> {
        let figure = condition.figure()?;
        if let Figure::Indicator(indicator) = figure {
            return self.scorer.measure(indicator, day, condition.window_days).value;
        }
        let days = condition.mean_days.unwrap_or(1);
        let scores = (0..days).rev().map(|back| score(self.card(day.plus(-back)), figure));
        scores.sum::<Option<f64>>().map(|sum| sum / f64::from(days))
    }

    fn card(&mut self, day: Day) -> &Card {
        let scorer = self.scorer;
        self.cards.entry(day).or_insert_with(|| scorer.card(day, None))
    }

    /// Had the same scored indicators data behind the values of a condition on both days? What an indicator's
    /// own value rests on does not change.
    fn same_data(&mut self, condition: &Condition, before: Day, after: Day) -> bool {
        let dimension = match condition.figure() {
            Some(Figure::Total) => None,
            Some(Figure::Dimension(dimension)) => Some(dimension),
            Some(Figure::Indicator(_)) | None => return true,
        };
        let mut behind = |day: Day| -> Vec<bool> {
            let own = self.card(day).indicators.iter();
            let own = own.filter(|i| dimension.is_none_or(|d| i.indicator.facts().dimension == d));
            own.map(|i| i.points.is_some()).collect()
        };
        let (days, of_the_day) = (condition.mean_days.unwrap_or(1), behind(after));
        (0..days)
            .all(|back| behind(before.plus(-back)) == of_the_day && behind(after.plus(-back)) == of_the_day)
    }
}

/// What a card says of a score.
fn score(card: &Card, figure: Figure) -> Option<f64> {
    match figure {
        Figure::Total => card.value,
        Figure::Dimension(dimension) => card.dimensions.iter().find(|d| d.dimension == dimension)?.value,
        Figure::Indicator(_) => None,
    }
}

fn reading(condition: &Condition, value: Option<f64>) -> Reading {
    let asked = condition.asked().zip(value);
    Reading {
        value,
        met: asked.map(|((comparison, border), value)| comparison.holds(value, border)),
        room: asked.map(|((comparison, border), value)| comparison.room(value, border)),
    }
}
