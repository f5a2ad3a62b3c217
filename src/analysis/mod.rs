//! One shop under one rulebook on one day: everything that answers start from.
//!
//! An [`Analysis`] owns the facts, their sums by day, what the exports cover, and the scorecards that were asked for.
//! Each is made when it is first needed, and once: one pass over the orders sums up all measures, and a day is scored
//! when it is asked about.

mod coverage;
mod kept_days;
mod of_sums;
mod scored_days;
mod thresholds;
mod warnings;

pub use coverage::{DataAge, WindowCoverage};
pub use kept_days::{DifferingDay, KeptDays};
pub(crate) use scored_days::ScoredDays;
pub use thresholds::{Crossing, LOOK_BACK_DAYS, Reading, Since, ThresholdHistory, ThresholdStatus};
pub use warnings::reading_warnings;

use crate::field::Kind;
use crate::indicator::Indicator;
use crate::input::Loaded;
use crate::rulebook::Rulebook;
use crate::scorecard::{
    Availability, Claims, Counts, IndicatorScore, Manual, Missing, Scorecard, Scorer, Supposed, WithSupposed,
};
use crate::share::Share;
use crate::shop::Shop;
use crate::sums::ShopSums;
use crate::time::Day;
use crate::timeline::{Facts, Measure, Tally, Timeline};
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

/// A shop under a rulebook at the end of a day.
pub struct Analysis<'a> {
    loaded: &'a Loaded,
    rulebook: &'a Rulebook,
    claims: &'a Claims,
    manual: &'a Manual,
    as_of: Day,
    facts: Facts<'a>,
    availability: Availability,
    /// The sums in the place of single orders, where there are none.
    sums: Option<&'a ShopSums>,
    /// Of a day that the sums do not have.
    nothing: Availability,
    /// The lengths of windows that the timeline has.
    windows: Vec<i32>,
    /// By indicator: the length of its window.
    window_days: [i32; Indicator::ALL.len()],
    timeline: OnceCell<Rc<Timeline>>,
    /// What every indicator measures on the as-of day.
    measured: OnceCell<Vec<IndicatorScore>>,
    scorecards: RefCell<BTreeMap<Day, Rc<Scorecard>>>,
    /// The same without indicators that add nothing to the score, of days of which only that is asked.
    scores: RefCell<BTreeMap<Day, Rc<Scorecard>>>,
}

impl<'a> Analysis<'a> {
    /// What was read, under a rulebook as it holds for the shop, with what the shop says of itself (`claims`) and values
    /// set by hand (`manual`), at the end of a day.
    pub fn new(
        loaded: &'a Loaded,
        rulebook: &'a Rulebook,
        claims: &'a Claims,
        manual: &'a Manual,
        as_of: Day,
    ) -> Analysis<'a> {
        Analysis {
            loaded,
            rulebook,
            claims,
            manual,
            as_of,
            facts: Facts::new(&loaded.shop, &rulebook.definitions, as_of),
            availability: Availability::of(&loaded.shop),
            sums: None,
            nothing: Availability::nothing(),
            windows: rulebook.window_lengths(),
            window_days: Indicator::ALL.map(|indicator| rulebook.definitions.window_days(indicator)),
            timeline: OnceCell::new(),
            measured: OnceCell::new(),
            scorecards: RefCell::default(),
            scores: RefCell::default(),
        }
    }

    /// The same, with sums over windows of some more lengths.
    #[must_use]
    pub fn also_over(mut self, windows: &[i32]) -> Analysis<'a> {
        let more: Vec<i32> = windows.iter().copied().filter(|days| !self.windows.contains(days)).collect();
        if !more.is_empty() && self.sums.is_none() {
            self.windows.extend(more);
            self.timeline = OnceCell::new();
        }
        self
    }

    /// The same shop on another day, on which another rulebook may be in force. Sums by day that hold there too are kept.
    #[must_use]
    pub fn on(self, day: Day, rulebook: &'a Rulebook, claims: &'a Claims) -> Analysis<'a> {
        // Rows of customer service without dates move along with the day; else one timeline knows every day.
        let holds = *rulebook == *self.rulebook && self.shop().remarks.undated_service_rows == 0;
        let other = Analysis::new(self.loaded, rulebook, claims, self.manual, day);
        let other = other.with_sums(self.sums).also_over(&self.windows);
        if holds { Analysis { timeline: self.timeline, ..other } } else { other }
    }

    /// The same with other values set by hand.
    pub(crate) fn with_manual(&self, manual: &'a Manual) -> Analysis<'a> {
        let other = Analysis::new(self.loaded, self.rulebook, self.claims, manual, self.as_of);
        let other = other.with_sums(self.sums);
        Analysis { timeline: self.timeline.clone(), ..other.also_over(&self.windows) }
    }

    /// The same without some orders and all that belongs to them.
    #[must_use]
    pub(crate) fn without(self, left_out: HashSet<u32>) -> Analysis<'a> {
        let facts = self.facts.without(left_out);
        let (timeline, measured) = (OnceCell::new(), OnceCell::new());
        let (scorecards, scores) = (RefCell::default(), RefCell::default());
        Analysis { facts, timeline, measured, scorecards, scores, ..self }
    }

    /// The same of a share of the orders alone.
    #[must_use]
    pub(crate) fn of_share(self, share: Share) -> Analysis<'a> {
        let (timeline, measured) = (OnceCell::new(), OnceCell::new());
        Analysis {
            facts: self.facts.of_share(share),
            timeline,
            measured,
            scorecards: RefCell::default(),
            scores: RefCell::default(),
            ..self
        }
    }

    /// The as-of day.
    pub fn as_of(&self) -> Day {
        self.as_of
    }

    /// The rulebook.
    pub fn rulebook(&self) -> &'a Rulebook {
        self.rulebook
    }

    /// What was read.
    pub fn loaded(&self) -> &'a Loaded {
        self.loaded
    }

    /// The shop.
    pub(crate) fn shop(&self) -> &'a Shop {
        &self.loaded.shop
    }

    /// What each order adds to each measure.
    pub(crate) fn facts(&self) -> &Facts<'a> {
        &self.facts
    }

    pub(crate) fn timeline(&self) -> &Timeline {
        self.timeline.get_or_init(|| Rc::new(Timeline::build(&self.facts, self.windows.clone())))
    }

    fn scorer(&self, day: Day) -> Scorer<'_> {
        self.scorer_of(self.timeline(), day)
    }

    fn scorer_of<'s>(&'s self, counts: &'s dyn Counts, day: Day) -> Scorer<'s> {
        Scorer {
            counts,
            definitions: &self.rulebook.definitions,
            window_days: &self.window_days,
            scoring: &self.rulebook.scoring,
            manual: self.manual,
            claims: self.claims,
            availability: if self.knows(day) { &self.availability } else { &self.nothing },
        }
    }

    /// The score at the end of a day, whatever was in force then.
    pub fn scorecard(&self, day: Day) -> Rc<Scorecard> {
        if let Some(known) = self.scorecards.borrow().get(&day) {
            return Rc::clone(known);
        }
        let scorecard = Rc::new(self.scorer(day).scorecard(day, None));
        self.scorecards.borrow_mut().insert(day, Rc::clone(&scorecard));
        scorecard
    }

    /// The same as far as its total and its dimensions go.
    fn score(&self, day: Day) -> Rc<Scorecard> {
        let known = |cards: &RefCell<BTreeMap<Day, Rc<Scorecard>>>| cards.borrow().get(&day).map(Rc::clone);
        if let Some(known) = known(&self.scorecards).or_else(|| known(&self.scores)) {
            return known;
        }
        let score = Rc::new(self.scorer(day).score_alone(day));
        self.scores.borrow_mut().insert(day, Rc::clone(&score));
        score
    }

    /// The score at the end of a day if something more were counted.
    pub(crate) fn scorecard_supposing(&self, day: Day, supposed: &Supposed) -> Scorecard {
        let counts = WithSupposed { timeline: self.timeline(), supposed };
        let scorer = self.scorer_of(&counts, day);
        if day != self.as_of {
            return scorer.scorecard(day, None);
        }
        // Reports suppose many things of the as-of day, each of few indicators: the others measure what they do.
        let measured = self.measured.get_or_init(|| self.scorer(day).measures(day, None));
        let measure = |own: &IndicatorScore| match supposed.concerns(own.indicator) {
            true => scorer.measure(own.indicator, day, None),
            false => own.clone(),
        };
        scorer.scorecard_of(measured.iter().map(measure).collect(), day)
    }

    /// The score at the end of a day if other sums were counted than the exports give.
    pub(crate) fn scorecard_of(&self, counts: &dyn Counts, day: Day) -> Scorecard {
        self.scorer_of(counts, day).scorecard(day, None)
    }

    /// What an indicator measures at the end of a day if other sums were counted than the exports give.
    pub(crate) fn measure_of(
        &self,
        counts: &dyn Counts,
        indicator: Indicator,
        day: Day,
        window_days: Option<i32>,
    ) -> IndicatorScore {
        self.scorer_of(counts, day).measure(indicator, day, window_days)
    }

    /// The values set by hand.
    pub(crate) fn manual(&self) -> &'a Manual {
        self.manual
    }

    /// The total of the as-of day if an indicator had been set by hand to a value.
    pub(crate) fn total_with(&self, indicator: Indicator, value: f64) -> Option<f64> {
        let mut manual = self.manual.clone();
        manual.insert(indicator, value);
        Scorer { manual: &manual, ..self.scorer(self.as_of) }.scorecard(self.as_of, None).value
    }

    /// The score of the as-of day with every indicator measured over the last so many days.
    pub fn scorecard_over(&self, window_days: i32) -> Scorecard {
        self.scorer(self.as_of).scorecard(self.as_of, Some(window_days))
    }

    /// The scores of the last so many days, the as-of day last.
    pub fn scorecards(&self, days: i32) -> Vec<(Day, Rc<Scorecard>)> {
        (0..days).rev().map(|back| self.as_of.plus(-back)).map(|day| (day, self.scorecard(day))).collect()
    }

    /// What an indicator measures at the end of a day, without points; over the rulebook's window or another.
    pub(crate) fn measure(&self, indicator: Indicator, day: Day, window_days: Option<i32>) -> IndicatorScore {
        self.scorer(day).measure(indicator, day, window_days)
    }

    /// What was counted of an indicator over the last so many days.
    pub fn tally(&self, indicator: Indicator, window_days: i32) -> Tally {
        self.timeline().indicator(indicator, window_days, self.as_of)
    }

    /// Valid orders paid in the last so many days; `None` without an orders export.
    pub fn valid_orders(&self, window_days: i32) -> Option<i64> {
        let orders = || self.timeline().at(Measure::ValidOrders, window_days, self.as_of).denominator;
        self.shop().has(Kind::Orders).then(orders)
    }

    /// Numerator and denominator, where something was counted or could have been.
    pub fn counted(&self, own: &IndicatorScore) -> Option<(f64, i64)> {
        let known = !own.manual && self.missing(own.indicator).is_none();
        known.then_some((own.tally.shown_numerator(own.indicator), own.tally.denominator))
    }

    /// How many days of an indicator's window that ends on `day` lie inside the span of every export it needs.
    pub fn covered_days(&self, own: &IndicatorScore, day: Day) -> i32 {
        self.availability.covered_days(own.indicator, day.plus(1 - own.window_days), day)
    }

    /// Why an indicator cannot have data, whatever the day.
    pub fn missing(&self, indicator: Indicator) -> Option<Missing> {
        self.availability.missing(indicator)
    }

    /// What the exports cover.
    pub fn availability(&self) -> &Availability {
        &self.availability
    }

    /// The kinds of export of which there is none.
    pub fn absent_kinds(&self) -> Vec<Kind> {
        Kind::ALL.into_iter().filter(|kind| !self.shop().has(*kind)).collect()
    }

    /// May what is still to come change the score of the as-of day?
    pub fn is_of_the_future(&self) -> bool {
        self.shop().today().is_some_and(|today| self.as_of >= today)
    }
}
