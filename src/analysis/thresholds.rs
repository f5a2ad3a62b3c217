//! Thresholds on a day: what each asks, what the shop has, since when the answer is what it is, and on which
//! days it changed.
//!
//! Every answer is read off the sums of its own day; what became known later changes no earlier answer.

use super::Analysis;
use super::scored_days::ScoredDays;
use crate::rulebook::Threshold;
use crate::time::Day;

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
pub struct ThresholdStatus {
    /// Met where all conditions are, not met where one is not, `None` where that cannot be said.
    pub met: Option<bool>,
    /// Its conditions, in their order.
    pub readings: Vec<Reading>,
    /// The place of the condition with least room among them; see [`ThresholdStatus::of`].
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

impl ThresholdStatus {
    /// The whole from its parts. Rooms of different units are compared as shares of their borders (of a border
    /// at 0 as they are), and what is not met has less room than what is. Without an answer nothing is tightest.
    pub(super) fn of(threshold: &Threshold, readings: Vec<Reading>) -> ThresholdStatus {
        let met = all_met(readings.iter().map(|reading| reading.met));
        let share = |(i, reading): (usize, &Reading)| {
            let border = threshold.conditions.get(i)?.border.value();
            let scale = if border == 0.0 { 1.0 } else { border.abs() };
            Some((i, reading.met?, reading.room? / scale))
        };
        let known = readings.iter().enumerate().filter_map(share);
        let tightest = known.min_by(|a, b| a.1.cmp(&b.1).then(a.2.total_cmp(&b.2))).map(|(i, ..)| i);
        ThresholdStatus { met, tightest: tightest.filter(|_| met.is_some()), readings }
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

/// A threshold over some days.
#[derive(Debug, Clone, PartialEq)]
pub struct ThresholdHistory {
    /// How it stands at the end of each day, the earliest first.
    pub statuses: Vec<ThresholdStatus>,
    /// Since when the answer has been that of the last day; `None` where that has none.
    pub since: Option<Since>,
    /// The days on which the answer changed; days without one neither change it nor hide a change.
    pub crossings: Vec<Crossing>,
}

impl Analysis<'_> {
    /// A threshold from a day to another.
    pub fn threshold_history(&self, threshold: &Threshold, first: Day, last: Day) -> ThresholdHistory {
        ScoredDays::threshold_history(self, threshold, first, last)
    }

    /// A threshold at the end of a day. Before the day on which it begins to apply nothing is known.
    pub fn threshold_status(&self, threshold: &Threshold, day: Day) -> ThresholdStatus {
        self.status(threshold, day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::{Dimension, Indicator};
    use crate::input::Loaded;
    use crate::input::columns::Columns;
    use crate::rulebook::Rulebook;
    use crate::scorecard::{Claims, DimensionScore, Manual, Scorecard};
    use crate::shop::Shop;
    use crate::time::Stamp;
    use std::rc::Rc;

    /// A threshold with these conditions, and more keys.
    fn threshold(conditions: &str, more: &str) -> Threshold {
        let texts =
            ["title", "consequence", "source"].map(|key| format!("{key}_zh = '一'\n{key}_en = 'x'\n"));
        toml::from_str(&format!("id = 't'\n{}{more}\nconditions = [{conditions}]", texts.concat())).unwrap()
    }

    /// Asks about days of which the total and product are given; the last one is day 0. Nothing is known of other
    /// days, and of indicators what is set by hand.
    fn analysed<T>(
        scores: &[(Option<f64>, Option<f64>)],
        manual: Manual,
        ask: impl Fn(&Analysis<'_>) -> T,
    ) -> T {
        let (files, diagnostics) = (Vec::new(), Vec::new());
        let columns = Columns::built_in();
        let loaded = Loaded { shop: Shop::new(Stamp::MISSING), files, diagnostics, columns };
        let rulebook = Rulebook::default_rulebook().unwrap();
        let claims = Claims::default();
        let analysis = Analysis::new(&loaded, &rulebook, &claims, &manual, Day(0));
        let blank = Scorecard::clone(&analysis.scorecard(Day(1)));
        for (back, (total, product)) in scores.iter().rev().enumerate() {
            let dimension = |d: &DimensionScore| {
                let value = if d.dimension == Dimension::Product { *product } else { None };
                DimensionScore { value, ..d.clone() }
            };
            let dimensions = blank.dimensions.iter().map(dimension).collect();
            let scorecard = Scorecard { value: *total, dimensions, ..blank.clone() };
            analysis.scorecards.borrow_mut().insert(Day(-(back as i32)), Rc::new(scorecard));
        }
        ask(&analysis)
    }

    fn totals(totals: &[f64]) -> Vec<(Option<f64>, Option<f64>)> {
        // A negative one stands for a day without a total.
        totals.iter().map(|total| ((*total >= 0.0).then_some(*total), None)).collect()
    }

    fn since(scores: &[(Option<f64>, Option<f64>)], threshold: &Threshold) -> Option<(i32, bool)> {
        let since = analysed(scores, Manual::new(), |a| a.threshold_since(threshold, Day(0)));
        since.map(|since| (since.day.0, since.open))
    }

    #[test]
    fn since_is_the_first_day_of_the_run() {
        let four = threshold("{ of = 'total', at_least = 4 }", "");
        assert_eq!(since(&totals(&[4.1, 3.9, 4.0, 4.2]), &four), Some((-1, false)));
        assert_eq!(since(&totals(&[4.1, 3.9, 3.8, 3.9]), &four), Some((-2, false)));
        assert_eq!(since(&totals(&[4.1, 3.9]), &four), Some((0, false)));
        // Back to a day of which nothing is known: it may have been longer.
        assert_eq!(since(&totals(&[3.9, -1.0, 4.0, 4.2]), &four), Some((-1, true)));
        assert_eq!(since(&totals(&[4.2]), &four), Some((0, true)));
        // No answer today, no beginning.
        assert_eq!(since(&totals(&[4.2, -1.0]), &four), None);
        // A year back and no further; the day before the last one looked at differs, and that is not known.
        let year = |first: f64| [&[first][..], &[4.5; 366]].concat();
        assert_eq!(since(&totals(&year(3.0)), &four), Some((-365, true)));
        let short = [&[3.0][..], &[4.5; 365]].concat();
        assert_eq!(since(&totals(&short), &four), Some((-364, false)));
    }

    #[test]
    fn a_run_does_not_reach_before_the_day_it_applies_from() {
        // Day 0 is 2000-01-01.
        let later = threshold("{ of = 'total', at_least = 4 }", "from = '1999-12-30'");
        assert_eq!(since(&totals(&[4.5; 9]), &later), Some((-2, false)));
        assert_eq!(since(&totals(&[4.5, 3.0, 4.5]), &later), Some((0, false)));
        let long_ago = threshold("{ of = 'total', at_least = 4 }", "from = '1998-01-01'");
        assert_eq!(since(&totals(&[4.5; 400]), &long_ago), Some((-365, true)));
        let exactly = threshold("{ of = 'total', at_least = 4 }", "from = '1999-01-01'");
        assert_eq!(since(&totals(&[4.5; 400]), &exactly), Some((-365, false)));
        let met = |day: i32| {
            analysed(&totals(&[4.5; 9]), Manual::new(), |a| a.threshold_status(&later, Day(day)).met)
        };
        assert_eq!((met(-3), met(-2)), (None, Some(true)));
    }

    #[test]
    fn at_the_border_some_are_met() {
        for (asked, at_border, room) in
            [("at_least = 4", true, 0.0), ("at_most = 4", true, 0.0), ("below = 4", false, 0.0)]
        {
            let own = threshold(&format!("{{ of = 'total', {asked} }}"), "");
            let status =
                |total: f64| analysed(&totals(&[total]), Manual::new(), |a| a.threshold_status(&own, Day(0)));
            assert_eq!(status(4.0).met, Some(at_border), "{asked}");
            assert_eq!(status(4.0).readings[0].room, Some(room), "{asked}");
            let above = status(4.25);
            let sign = if asked.starts_with("at_least") { 1.0 } else { -1.0 };
            assert_eq!((above.met, above.readings[0].room), (Some(sign > 0.0), Some(0.25 * sign)), "{asked}");
        }
    }

    #[test]
    fn means_need_every_day() {
        let mean = threshold("{ of = 'total', at_least = 4, mean_days = 7 }", "");
        let status =
            |scores: &[f64]| analysed(&totals(scores), Manual::new(), |a| a.threshold_status(&mean, Day(0)));
        // (6 × 4.1 + 3.47) / 7 = 4.01: the day itself is below.
        let days = [0.0, 4.1, 4.1, 4.1, 4.1, 4.1, 4.1, 3.47];
        assert!((status(&days).readings[0].value.unwrap() - 28.07 / 7.0).abs() < 1e-12);
        assert_eq!(status(&days).met, Some(true));
        assert_eq!(status(&[4.0; 7]).met, Some(true));
        let unknown = status(&[4.1, -1.0, 4.1, 4.1, 4.1, 4.1, 4.1]);
        assert_eq!((unknown.met, unknown.readings[0].value, unknown.tightest), (None, None, None));
        // Six days are not seven.
        assert_eq!(status(&[4.1; 6]).met, None);
        // 9 days with totals have 3 with a mean of 7.
        assert_eq!(since(&totals(&[4.1; 9]), &mean), Some((-2, true)));
        let product = threshold("{ of = 'product', at_least = 3, mean_days = 2 }", "");
        let scores = [(None, Some(2.0)), (None, Some(4.0))];
        let status = analysed(&scores, Manual::new(), |a| a.threshold_status(&product, Day(0)));
        assert_eq!((status.met, status.readings[0].value), (Some(true), Some(3.0)));
    }

    #[test]
    fn all_conditions_must_hold() {
        let both = threshold("{ of = 'total', at_least = 4 }, { of = 'product', at_least = 2 }", "");
        let status = |total, product| {
            analysed(&[(total, product)], Manual::new(), |a| a.threshold_status(&both, Day(0)))
        };
        let said = |total, product| {
            let status = status(total, product);
            (status.met, status.tightest)
        };
        // 0.5 of 4 is an eighth, 0.3 of 2 three twentieths: the total has less room.
        assert_eq!(said(Some(4.5), Some(2.3)), (Some(true), Some(0)));
        assert_eq!(said(Some(4.5), Some(2.2)), (Some(true), Some(1)));
        assert_eq!(said(Some(4.5), Some(1.9)), (Some(false), Some(1)));
        assert_eq!(said(Some(3.0), Some(1.9)), (Some(false), Some(0)));
        // One that fails decides whatever is not known of the other.
        assert_eq!(said(None, Some(1.9)), (Some(false), Some(1)));
        assert_eq!(said(Some(4.5), None), (None, None));
        assert_eq!(said(None, None), (None, None));
    }

    #[test]
    fn what_is_set_by_hand_holds_on_every_day() {
        let manual = Manual::from([(Indicator::NegativeReviewRate, 0.05)]);
        let rate = |asked: &str| {
            let own = threshold(&format!("{{ of = 'negative_review_rate', {asked}, window_days = 30 }}"), "");
            analysed(&[], manual.clone(), |a| {
                (a.threshold_status(&own, Day(0)).met, a.threshold_since(&own, Day(0)))
            })
        };
        let year = Some(Since { day: Day(-365), open: true });
        assert_eq!(rate("below = 0.05"), (Some(false), year));
        assert_eq!(rate("at_most = 0.05"), (Some(true), year));
        // An indicator without data or hand has no answer.
        let other = threshold("{ of = 'im_reply_seconds', at_most = 90 }", "");
        assert_eq!(analysed(&[], manual.clone(), |a| a.threshold_status(&other, Day(0)).met), None);
    }

    #[test]
    fn a_crossing_is_named_on_the_day_of_the_other_answer() {
        let four = threshold("{ of = 'total', at_least = 4 }", "");
        let crossed = |scores: &[f64]| -> Vec<(i32, bool, f64, f64)> {
            let first = Day(1 - scores.len() as i32);
            let found = analysed(&totals(scores), Manual::new(), |a| {
                a.threshold_history(&four, first, Day(0)).crossings
            });
            found.iter().map(|c| (c.day.0 - first.0, c.met, c.before, c.after)).collect()
        };
        assert_eq!(crossed(&[4.1, 4.0, 3.99, 4.0]), [(2, false, 4.0, 3.99), (3, true, 3.99, 4.0)]);
        assert_eq!(crossed(&[4.0, 4.0, 4.5]), []);
        // Days without an answer neither cross nor hide a crossing.
        assert_eq!(crossed(&[-1.0, 3.9, -1.0, -1.0, 4.2, -1.0]), [(4, true, 3.9, 4.2)]);
    }

    #[test]
    fn a_crossing_names_the_condition_that_made_it() {
        let both = threshold("{ of = 'total', at_least = 4 }, { of = 'product', at_least = 2 }", "");
        let day = |total, product| (Some(total), Some(product));
        // The total falls and is made up for, then product falls, then both come back on one day.
        let scores =
            [day(4.5, 2.5), day(3.5, 2.5), day(4.5, 2.5), day(4.5, 1.5), day(3.0, 1.0), day(4.0, 2.0)];
        let found =
            analysed(&scores, Manual::new(), |a| a.threshold_history(&both, Day(-5), Day(0)).crossings);
        let said: Vec<_> = found.iter().map(|c| (c.day.0, c.met, c.condition, c.before, c.after)).collect();
        assert_eq!(
            said,
            [
                (-4, false, 0, 4.5, 3.5),
                (-3, true, 0, 3.5, 4.5),
                (-2, false, 1, 2.5, 1.5),
                (0, true, 0, 3.0, 4.0)
            ]
        );
    }
}
