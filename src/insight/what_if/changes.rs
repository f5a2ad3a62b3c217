//! From supposed cases to the sums they make.

use super::case::{SupposedCase, Undo, pickup_score};
use super::own_cases::{Durations, Rated};
use crate::analysis::Analysis;
use crate::indicator::{Indicator, Unit};
use crate::scorecard::{Scorecard, Sum, Supposed};

/// What binary fractions may make of a whole number.
const TOLERANCE: f64 = 1e-9;

/// Some cases of a kind, added or undone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// Of which kind.
    pub case: SupposedCase,
    /// How many.
    pub count: u32,
    /// Are they undone rather than added?
    pub undo: bool,
    /// How long each takes; `None`: as long as is usual.
    pub hours: Option<f64>,
}

impl Change {
    /// So many more of a kind, each as long as is usual.
    pub fn add(case: SupposedCase, count: u32) -> Change {
        Change { case, count, undo: false, hours: None }
    }

    /// So many less of a kind.
    pub fn undo(case: SupposedCase, count: u32) -> Change {
        Change { undo: true, ..Change::add(case, count) }
    }
}

/// Why cases cannot be supposed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Impossible {
    /// A case of this kind cannot be undone.
    NoUndo,
    /// There are only so many to undo, or there is only room for so many more.
    Room(u64),
}

impl Analysis<'_> {
    /// The sums that changes make, of the indicators that have data.
    ///
    /// # Errors
    ///
    /// The change that is not possible, and why.
    pub(crate) fn supposed(&self, changes: &[Change]) -> Result<Supposed, (Change, Impossible)> {
        let now = self.scorecard(self.as_of());
        let timed = changes.iter().filter(|change| change.hours.is_none()).filter_map(|c| c.case.timed_by());
        let durations = Durations::of(self, &distinct(timed));
        let mut supposed = Supposed::default();
        // What is undone may be what was added, and what makes room comes before what takes it.
        let makes_room = |change: &&Change| {
            let effects = change.case.effects(&self.rulebook().definitions);
            (change.undo, effects.iter().any(|effect| effect.denominator == 0.0))
        };
        let mut in_order: Vec<&Change> = changes.iter().collect();
        in_order.sort_by_key(makes_room);
        for change in in_order {
            self.suppose(&mut supposed, change, changes, &durations, &now)
                .map_err(|impossible| (*change, impossible))?;
        }
        Ok(supposed)
    }

    /// The total if this changed; `None` without a total, or where it is not possible.
    pub fn total_after(&self, changes: &[Change]) -> Option<f64> {
        let supposed = self.supposed(changes).ok()?;
        self.scorecard_supposing(self.as_of(), &supposed).value
    }

    pub(super) fn suppose(
        &self,
        supposed: &mut Supposed,
        change: &Change,
        all: &[Change],
        durations: &Durations,
        now: &Scorecard,
    ) -> Result<(), Impossible> {
        let definitions = &self.rulebook().definitions;
        let count = f64::from(change.count);
        let counted = |indicator| counted(now, indicator);
        if !change.undo {
            let timed_by = change.case.timed_by();
            let usual = || timed_by.and_then(|timed_by| durations.usual_hours(timed_by));
            let hours = change.hours.or_else(usual).unwrap_or_default();
            for effect in change.case.effects(definitions) {
                if let Some(known) = counted(effect.indicator) {
                    let one = effect.sum(hours, definitions);
                    fit(effect.indicator, known + supposed.of(effect.indicator), one, change.count)?;
                    supposed.add(effect.indicator, one.times(count));
                }
            }
            return Ok(());
        }
        match change.case.undo(definitions) {
            Undo::Nothing => return Err(Impossible::NoUndo),
            Undo::Sums(effects) => {
                for effect in effects {
                    if let Some(known) = counted(effect.indicator) {
                        let one = effect.sum(0.0, definitions);
                        fit(effect.indicator, known + supposed.of(effect.indicator), one, change.count)?;
                        supposed.add(effect.indicator, one.times(count));
                    }
                }
            }
            Undo::Reviews => {
                for effect in change.case.effects(definitions) {
                    if counted(effect.indicator).is_some() {
                        let sum = self.without_reviews(
                            change,
                            effect.sum(0.0, definitions),
                            effect.indicator,
                            all,
                        )?;
                        supposed.add(effect.indicator, sum);
                    }
                }
            }
            Undo::Hours(indicators) => {
                for indicator in indicators {
                    if counted(indicator).is_some() {
                        supposed.add(indicator, self.with_median_hours(change, indicator)?);
                    }
                }
            }
        }
        Ok(())
    }

    /// What it takes from an indicator's sums that real reviews go, those with the fewest stars first. Reviews that are
    /// supposed beside them may go, too.
    fn without_reviews(
        &self,
        change: &Change,
        effect: Sum,
        indicator: Indicator,
        all: &[Change],
    ) -> Result<Sum, Impossible> {
        let mut rated = self.rated_over(self.rulebook().definitions.window_days(indicator));
        rated.retain(|own| own.is(change.case));
        let added = all.iter().filter(|other| other.case == change.case && !other.undo);
        let added: usize = added.map(|other| other.count as usize).sum();
        let supposed = Rated { lowest: 0, stars: stars_of(change.case) };
        rated.extend(std::iter::repeat_n(supposed, added));
        rated.sort_by(|a, b| a.stars.total_cmp(&b.stars));
        let count = change.count as usize;
        if rated.len() < count {
            return Err(Impossible::Room(rated.len() as u64));
        }
        if indicator == Indicator::ProductRating {
            let stars: f64 = rated.iter().take(count).map(|own| own.stars).sum();
            return Ok(Sum { numerator: -stars, denominator: -f64::from(change.count) });
        }
        Ok(effect.times(-f64::from(change.count)))
    }

    /// What it changes in an indicator's sums that the longest real cases take as long as the median.
    fn with_median_hours(&self, change: &Change, indicator: Indicator) -> Result<Sum, Impossible> {
        let definitions = &self.rulebook().definitions;
        let timed_by = change.case.timed_by().unwrap_or(indicator);
        let durations = self.durations_in_window_of(timed_by, indicator);
        let worth = |hours: f64| match indicator {
            Indicator::PickupScore => pickup_score(hours, definitions),
            _ => hours,
        };
        let median = durations.median_hours(timed_by).unwrap_or_default();
        let there_are = durations.long_ones(timed_by).count();
        if there_are < change.count as usize {
            return Err(Impossible::Room(there_are as u64));
        }
        let gains = durations.long_ones(timed_by).take(change.count as usize);
        Ok(Sum { numerator: gains.map(|own| worth(median) - worth(own)).sum(), denominator: 0.0 })
    }
}

/// The product stars of a supposed review.
fn stars_of(case: SupposedCase) -> f64 {
    match case {
        SupposedCase::BadReview => 1.0,
        SupposedCase::NeutralReview => 3.0,
        _ => 5.0,
    }
}

/// What was counted of an indicator that has data, and whose value is not set by hand.
pub(crate) fn counted(now: &Scorecard, indicator: Indicator) -> Option<Sum> {
    let own = now.of(indicator)?;
    (own.value.is_some() && !own.manual).then_some(own.counted)
}

/// Whether so many fit into what is counted.
fn fit(indicator: Indicator, counted: Sum, one: Sum, count: u32) -> Result<(), Impossible> {
    let room = room(indicator, counted, one);
    if f64::from(count) > room { Err(Impossible::Room(room as u64)) } else { Ok(()) }
}

/// How many fit into what is counted: no sum falls below nothing, no rate rises above all. Infinite where any number does.
pub(crate) fn room(indicator: Indicator, counted: Sum, one: Sum) -> f64 {
    let mut room = f64::INFINITY;
    if one.numerator < 0.0 {
        room = room.min(counted.numerator / -one.numerator);
    }
    if indicator.info().unit == Unit::Ratio && one.numerator > one.denominator {
        room = room.min((counted.denominator - counted.numerator) / (one.numerator - one.denominator));
    }
    if one.denominator < 0.0 {
        room = room.min(counted.denominator / -one.denominator);
    }
    (room + TOLERANCE).floor().max(0.0)
}

pub(super) fn distinct(indicators: impl Iterator<Item = Indicator>) -> Vec<Indicator> {
    let mut distinct = Vec::new();
    for indicator in indicators {
        if !distinct.contains(&indicator) {
            distinct.push(indicator);
        }
    }
    distinct
}
