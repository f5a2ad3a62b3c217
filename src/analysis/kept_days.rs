//! Days of a history in place of days that the exports no longer cover as far.

use super::Analysis;
use super::scored_days::ScoredDays;
use super::thresholds::{Reading, ThresholdStatus};
use crate::history::{History, HistoryDay, HistoryRow, Level};
use crate::indicator::{Figure, Indicator};
use crate::rulebook::Threshold;
use crate::scorecard::{DimensionScore, IndicatorScore, Scorecard, Status};
use crate::time::Day;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Totals of one day this far apart are the same: a spreadsheet program keeps no more digits.
const HAIR: f64 = 1e-6;

/// The days of an analysis, each from the exports or from a history.
///
/// A day is the history's where the exports cover less of the score's days than those did from which the history has
/// it ([`Analysis::covered_share`]). So a day that the exports cover as well is always theirs, and a day at their
/// beginning, of whose window they lack a part, is not scored anew from what is left.
pub struct KeptDays<'a> {
    analysis: &'a Analysis<'a>,
    history: Option<&'a History>,
    scorecards: RefCell<BTreeMap<Day, Rc<Scorecard>>>,
}

/// A day on which the history has another total than the exports, which cover it as well.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DifferingDay {
    /// The day.
    pub day: Day,
    /// The total in the history.
    pub kept: f64,
    /// The total from the exports.
    pub own: f64,
}

impl<'a> KeptDays<'a> {
    /// The days of an analysis with those of a history.
    pub fn new(analysis: &'a Analysis<'a>, history: Option<&'a History>) -> KeptDays<'a> {
        KeptDays { analysis, history, scorecards: RefCell::default() }
    }

    /// The day of the history, where that is the one to show.
    pub fn kept(&self, day: Day) -> Option<&'a HistoryDay> {
        let kept = self.history?.on(day)?;
        let own = self.analysis.covered_share(day, &self.analysis.scorecard(day));
        (kept.covered_share() > own + HAIR).then_some(kept)
    }

    /// The days of a run that the exports cover as well as the history, and that come to other totals.
    pub fn differing(&self, first: Day, last: Day) -> Vec<DifferingDay> {
        let days = (first.0..=last.0).map(Day);
        let differing = days.filter_map(|day| {
            let kept = self.history?.on(day).filter(|_| self.kept(day).is_none())?.total()?;
            let own = self.analysis.scorecard(day).value?;
            ((kept - own).abs() > HAIR).then_some(DifferingDay { day, kept, own })
        });
        differing.collect()
    }
}

impl ScoredDays for KeptDays<'_> {
    fn scored(&self, day: Day) -> Rc<Scorecard> {
        let Some(kept) = self.kept(day) else { return self.analysis.scorecard(day) };
        let mut scorecards = self.scorecards.borrow_mut();
        let scored =
            scorecards.entry(day).or_insert_with(|| Rc::new(scorecard(kept, &self.analysis.scorecard(day))));
        Rc::clone(scored)
    }

    fn value_of(&self, indicator: Indicator, day: Day, window_days: Option<i32>) -> Option<f64> {
        let Some(kept) = self.kept(day) else { return self.analysis.value_of(indicator, day, window_days) };
        let row = kept.row(Level::Indicator, Some(indicator.id()))?;
        row.value.filter(|_| window_days.is_none() || window_days == row.window_days)
    }

    fn status(&self, threshold: &Threshold, day: Day) -> ThresholdStatus {
        let Some(kept) = self.kept(day) else { return self.analysis.status(threshold, day) };
        let mut status = self.status_of_values(threshold, day);
        // What the history says of the whole and of its tightest condition was read off the exports of then.
        let Some(row) = kept.row(Level::Threshold, Some(&threshold.id)) else { return status };
        status.met = row.met;
        status.tightest = row.distance_of.filter(|_| row.met.is_some());
        if let Some(tightest) = status.tightest.and_then(|place| status.readings.get_mut(place)) {
            // A condition that fails has less room than any that holds.
            *tightest = Reading { value: row.value, met: row.met, room: row.distance };
        }
        status
    }
}

/// A day of a history as a scorecard: its figures, on the card of a day of the same shop under the same rulebook.
fn scorecard(kept: &HistoryDay, card: &Scorecard) -> Scorecard {
    let dimension = |own: &DimensionScore| {
        let row = kept.figure(Figure::Dimension(own.dimension));
        DimensionScore {
            dimension: own.dimension,
            weight_in_total: row.map_or(0.0, |row| row.weight_in_total),
            points: row.and_then(|row| row.points),
            value: row.and_then(|row| row.value),
            lost: row.and_then(|row| row.lost_score),
        }
    };
    let indicator = |own: &IndicatorScore| {
        let row = kept.figure(Figure::Indicator(own.indicator));
        IndicatorScore {
            value: row.and_then(|row| row.value),
            points: row.and_then(|row| row.points),
            manual: row.is_some_and(|row| row.status == Status::Manual),
            weight_in_total: row.map_or(0.0, |row| row.weight_in_total),
            lost: row.and_then(|row| row.lost_score),
            ..own.clone()
        }
    };
    let total = kept.figure(Figure::Total);
    let of_total = |key: fn(&HistoryRow) -> Option<f64>| total.and_then(key);
    Scorecard {
        indicators: card.indicators.iter().map(indicator).collect(),
        dimensions: card.dimensions.iter().map(dimension).collect(),
        coverage: of_total(|row| row.coverage).unwrap_or_default(),
        points: of_total(|row| row.points),
        value: of_total(|row| row.value),
        low: of_total(|row| row.low).unwrap_or_default(),
        high: of_total(|row| row.high).unwrap_or_default(),
        ..card.clone()
    }
}
