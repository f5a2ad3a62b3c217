//! Days with scores by which thresholds are judged: those of the exports, or days that are still ahead.

use super::Analysis;
use super::thresholds::{Crossing, LOOK_BACK_DAYS, Reading, Since, ThresholdHistory, ThresholdStatus};
use crate::indicator::{Figure, Indicator};
use crate::rulebook::{Condition, Threshold};
use crate::scorecard::{Scorecard, Supposed, WithSupposed};
use crate::time::Day;
use std::rc::Rc;

/// Gives the score of a day; how thresholds stand follows from that.
pub(crate) trait ScoredDays {
    /// The score at the end of a day, as far as its total and its dimensions go.
    fn scored(&self, day: Day) -> Rc<Scorecard>;

    /// The value of an indicator at the end of a day, over the rulebook's window or another.
    fn value_of(&self, indicator: Indicator, day: Day, window_days: Option<i32>) -> Option<f64>;

    /// A threshold at the end of a day. Before the day on which it begins to apply nothing is known.
    fn status(&self, threshold: &Threshold, day: Day) -> ThresholdStatus {
        self.status_of_values(threshold, day)
    }

    /// The same, by the values of its figures.
    fn status_of_values(&self, threshold: &Threshold, day: Day) -> ThresholdStatus {
        let applies = threshold.from.is_none_or(|from| from <= day);
        let readings = threshold.conditions.iter().map(|condition| {
            let value = if applies { self.condition_value(condition, day) } else { None };
            reading(condition, value)
        });
        ThresholdStatus::of(threshold, readings.collect())
    }

    /// A threshold at the end of each day from one to another.
    fn statuses(&self, threshold: &Threshold, first: Day, last: Day) -> Vec<ThresholdStatus> {
        (first.0..=last.0).map(|day| self.status(threshold, Day(day))).collect()
    }

    /// A threshold from a day to another.
    fn threshold_history(&self, threshold: &Threshold, first: Day, last: Day) -> ThresholdHistory {
        let statuses = self.statuses(threshold, first, last);
        let crossings = self.crossings(threshold, first, &statuses);
        ThresholdHistory { since: self.threshold_since(threshold, last), crossings, statuses }
    }

    /// Since when the answer has been the one of `day`; `None` where there is none.
    fn threshold_since(&self, threshold: &Threshold, day: Day) -> Option<Since> {
        let met = self.status(threshold, day).met?;
        let begins = threshold.from.filter(|from| *from >= day.plus(-LOOK_BACK_DAYS));
        let earliest = begins.unwrap_or_else(|| day.plus(-LOOK_BACK_DAYS));
        let mut first = day;
        while first > earliest {
            match self.status(threshold, first.plus(-1)).met {
                Some(before) if before == met => first = first.plus(-1),
                before => return Some(Since { day: first, open: before.is_none() }),
            }
        }
        Some(Since { day: first, open: begins.is_none() })
    }

    /// The days on which the answer changed, of a threshold's statuses from a day on.
    fn crossings(&self, threshold: &Threshold, first: Day, statuses: &[ThresholdStatus]) -> Vec<Crossing> {
        let mut crossings = Vec::new();
        let mut before: Option<(Day, &ThresholdStatus)> = None;
        let days = (first.0..).map(Day).zip(statuses);
        for (day, status) in days.filter(|(_, status)| status.met.is_some()) {
            if let Some(before) = before.filter(|(_, before)| before.met != status.met) {
                crossings.extend(self.crossing(threshold, before, (day, status)));
            }
            before = Some((day, status));
        }
        crossings
    }

    /// What made the difference between two days.
    fn crossing(
        &self,
        threshold: &Threshold,
        (day_before, was): (Day, &ThresholdStatus),
        (day, is): (Day, &ThresholdStatus),
    ) -> Option<Crossing> {
        let met = is.met?;
        let pairs = was.readings.iter().zip(&is.readings).enumerate();
        let mut turned = pairs.filter(|(_, (was, is))| was.met == Some(!met) && is.met == Some(met));
        let (i, (was, is)) = turned.next()?;
        let same_data = self.same_data(threshold.conditions.get(i)?, day_before, day);
        Some(Crossing { day, met, condition: i, before: was.value?, after: is.value?, same_data })
    }

    /// The value of a condition's figure at the end of a day.
    fn condition_value(&self, condition: &Condition, day: Day) -> Option<f64> {
        let figure = condition.figure;
        if let Figure::Indicator(indicator) = figure {
            return self.value_of(indicator, day, condition.window_days);
        }
        let days = condition.mean_days.unwrap_or(1);
        let scores = (0..days).rev().map(|back| self.scored(day.plus(-back)).figure(figure).0);
        scores.sum::<Option<f64>>().map(|sum| sum / f64::from(days))
    }

    /// Had the same scored indicators data behind the values of a condition on both days? What an indicator's
    /// own value rests on does not change.
    fn same_data(&self, condition: &Condition, before: Day, after: Day) -> bool {
        let dimension = match condition.figure {
            Figure::Total => None,
            Figure::Dimension(dimension) => Some(dimension),
            Figure::Indicator(_) => return true,
        };
        let behind = |day: Day| self.scored(day).data(dimension);
        let (days, of_the_day) = (condition.mean_days.unwrap_or(1), behind(after));
        (0..days)
            .all(|back| behind(before.plus(-back)) == of_the_day && behind(after.plus(-back)) == of_the_day)
    }
}

impl ScoredDays for Analysis<'_> {
    fn scored(&self, day: Day) -> Rc<Scorecard> {
        self.score(day)
    }

    fn value_of(&self, indicator: Indicator, day: Day, window_days: Option<i32>) -> Option<f64> {
        self.measure(indicator, day, window_days).value
    }
}

/// The days of an analysis, with something more counted on its as-of day.
struct Supposing<'a> {
    analysis: &'a Analysis<'a>,
    supposed: &'a Supposed,
    of_the_day: Rc<Scorecard>,
}

impl ScoredDays for Supposing<'_> {
    fn scored(&self, day: Day) -> Rc<Scorecard> {
        if day == self.analysis.as_of { Rc::clone(&self.of_the_day) } else { self.analysis.scorecard(day) }
    }

    fn value_of(&self, indicator: Indicator, day: Day, window_days: Option<i32>) -> Option<f64> {
        let counts = WithSupposed { timeline: self.analysis.timeline(), supposed: self.supposed };
        self.analysis.scorer_of(&counts, day).measure(indicator, day, window_days).value
    }
}

impl Analysis<'_> {
    /// A threshold at the end of the as-of day if something more were counted on it.
    pub(crate) fn threshold_status_supposing(
        &self,
        threshold: &Threshold,
        supposed: &Supposed,
    ) -> ThresholdStatus {
        let of_the_day = Rc::new(self.scorecard_supposing(self.as_of, supposed));
        Supposing { analysis: self, supposed, of_the_day }.status(threshold, self.as_of)
    }
}

/// What a condition says of a value.
pub(super) fn reading(condition: &Condition, value: Option<f64>) -> Reading {
    let (comparison, border) = (condition.border.comparison(), condition.border.value());
    Reading {
        value,
        met: value.map(|value| comparison.holds(value, border)),
        room: value.map(|value| comparison.room(value, border)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{self, Options};
    use crate::rulebook::Rulebook;
    use crate::scorecard::{Claims, Manual};
    use crate::time::Stamp;

    #[test]
    fn a_score_alone_is_that_of_the_whole_scorecard() {
        let clock = Stamp::from_date(chrono::NaiveDate::from_ymd_opt(2030, 1, 1).unwrap()).unwrap();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");
        let loaded = input::load(&Options::new(vec![folder.into()], clock)).unwrap();
        let (claims, manual) = (Claims::default(), Manual::new());
        for rulebook in Rulebook::all_built_in().unwrap() {
            let as_of = loaded.shop.default_as_of().unwrap().0;
            let analysis = Analysis::new(&loaded, &rulebook, &claims, &manual, as_of);
            for back in (0..150).step_by(3) {
                let day = as_of.plus(-back);
                let (alone, whole) = (analysis.score(day), analysis.scorecard(day));
                let said = |card: &Scorecard| {
                    let dimensions: Vec<_> =
                        card.dimensions.iter().map(|own| (own.value, own.points)).collect();
                    (card.value, card.points, card.coverage, card.low, card.high, dimensions, card.data(None))
                };
                assert_eq!(said(&alone), said(&whole), "{} {day}", rulebook.id);
            }
        }
    }
}
