//! The real bad cases that can be undone, and what that changes: looked up once, because many numbers of them are tried.

use crate::analysis::Analysis;
use crate::indicator::Indicator;
use crate::insight::what_if::{Durations, Rated, SupposedCase, Undo, counted, pickup_score, room};
use crate::scorecard::{Scorecard, Sum, Supposed};
use std::collections::BTreeMap;

/// The bad cases of a kind.
#[derive(Debug)]
pub(super) struct Undoable {
    pub(super) case: SupposedCase,
    /// How many there are.
    pub(super) available: u32,
    changes: Vec<(Indicator, Undone)>,
}

/// What undoing them changes in an indicator's sums.
#[derive(Debug)]
enum Undone {
    /// Each the same.
    Each(Sum),
    /// After one, two, … of them, the worst first.
    Listed(Vec<Sum>),
}

/// What is counted of the indicators that have data.
type Counted = BTreeMap<usize, Sum>;

impl Undone {
    fn of(&self, count: u32) -> Sum {
        match self {
            Undone::Each(sum) => sum.times(f64::from(count)),
            Undone::Listed(sums) => {
                (count as usize).checked_sub(1).and_then(|place| sums.get(place)).copied().unwrap_or_default()
            }
        }
    }
}

/// All bad cases of the indicators that are scored and have data.
#[derive(Debug)]
pub(super) struct Pool {
    pub(super) kinds: Vec<Undoable>,
    counted: Counted,
}

impl Pool {
    pub(super) fn of(analysis: &Analysis<'_>) -> Pool {
        let now = analysis.scorecard(analysis.as_of());
        let scored = analysis.rulebook().scoring.indicators().filter(|of| counted(&now, *of).is_some());
        let mut wanted: Vec<SupposedCase> = Vec::new();
        for case in scored.flat_map(SupposedCase::bad_ones) {
            if !wanted.contains(case) {
                wanted.push(*case);
            }
        }
        let mut own = OwnCases { analysis, now: &now, rated: BTreeMap::new(), durations: BTreeMap::new() };
        let known =
            now.indicators.iter().filter_map(|i| Some((i.indicator.index(), counted(&now, i.indicator)?)));
        Pool { kinds: wanted.into_iter().map(|case| own.undoable(case)).collect(), counted: known.collect() }
    }

    /// The kinds of an indicator's bad cases, by their places.
    pub(super) fn kinds_of(&self, indicator: Indicator) -> Vec<usize> {
        let place = |case: &SupposedCase| self.kinds.iter().position(|kind| kind.case == *case);
        SupposedCase::bad_ones(indicator).iter().filter_map(place).collect()
    }

    /// The sums with so many undone of each kind.
    pub(super) fn supposed(&self, counts: &[u32]) -> Supposed {
        let mut supposed = Supposed::default();
        for (kind, count) in self.kinds.iter().zip(counts).filter(|(_, count)| **count > 0) {
            kind.changes.iter().for_each(|(indicator, undone)| supposed.add(*indicator, undone.of(*count)));
        }
        supposed
    }

    /// How many more may be undone of some kinds, each as if no more of the others were.
    pub(super) fn left(&self, kinds: &[usize], counts: &[u32]) -> u32 {
        kinds.iter().fold(0, |sum: u32, kind| sum.saturating_add(self.left_of(*kind, counts)))
    }

    /// Kinds may share an indicator: a return for damage is one of quality, too.
    fn left_of(&self, kind: usize, counts: &[u32]) -> u32 {
        let Some(own) = self.kinds.get(kind) else { return 0 };
        let supposed = self.supposed(counts);
        let shared = own.changes.iter().filter_map(|(indicator, undone)| {
            let Undone::Each(one) = undone else { return None };
            let counted = *self.counted.get(&indicator.index())? + supposed.of(*indicator);
            Some(room(*indicator, counted, *one) as u32)
        });
        let left = own.available.saturating_sub(counts.get(kind).copied().unwrap_or_default());
        shared.fold(left, u32::min)
    }

    /// With so many more undone of some kinds, the first ones first.
    pub(super) fn with(&self, kinds: &[usize], counts: &[u32], mut more: u32) -> Vec<u32> {
        let mut counts = counts.to_vec();
        for kind in kinds {
            let taken = more.min(self.left_of(*kind, &counts));
            if let Some(count) = counts.get_mut(*kind) {
                *count += taken;
            }
            more -= taken;
        }
        counts
    }
}

/// The shop's own cases, each window looked at once.
struct OwnCases<'a> {
    analysis: &'a Analysis<'a>,
    now: &'a Scorecard,
    rated: BTreeMap<i32, Vec<Rated>>,
    durations: BTreeMap<(usize, i32), Durations>,
}

impl OwnCases<'_> {
    fn undoable(&mut self, case: SupposedCase) -> Undoable {
        let definitions = &self.analysis.rulebook().definitions;
        let mut available = u32::MAX;
        let mut changes = Vec::new();
        match case.undo(definitions) {
            Undo::Nothing => available = 0,
            Undo::Sums(effects) => {
                for effect in effects {
                    let Some(known) = counted(self.now, effect.indicator) else { continue };
                    let one = effect.sum(0.0, definitions);
                    available = available.min(room(effect.indicator, known, one) as u32);
                    changes.push((effect.indicator, Undone::Each(one)));
                }
            }
            Undo::Reviews => {
                for effect in case.effects(definitions) {
                    if counted(self.now, effect.indicator).is_none() {
                        continue;
                    }
                    let rated = self.rated(effect.indicator);
                    let of_kind: Vec<f64> =
                        rated.iter().filter(|own| own.is(case)).map(|own| own.stars).collect();
                    available = available.min(u32::try_from(of_kind.len()).unwrap_or(u32::MAX));
                    let undone = match effect.indicator {
                        Indicator::ProductRating => {
                            listed(of_kind.iter().map(|stars| Sum { numerator: -stars, denominator: -1.0 }))
                        }
                        _ => Undone::Each(effect.sum(0.0, definitions).times(-1.0)),
                    };
                    changes.push((effect.indicator, undone));
                }
            }
            Undo::Hours(indicators) => {
                for indicator in indicators {
                    if counted(self.now, indicator).is_none() {
                        continue;
                    }
                    let timed_by = case.timed_by().unwrap_or(indicator);
                    let worth = |hours: f64| match indicator {
                        Indicator::PickupScore => pickup_score(hours, definitions),
                        _ => hours,
                    };
                    let durations = self.durations(timed_by, indicator);
                    let median = durations.median_hours(timed_by).unwrap_or_default();
                    let gains: Vec<Sum> = durations
                        .long_ones(timed_by)
                        .map(|own| Sum { numerator: worth(median) - worth(own), denominator: 0.0 })
                        .collect();
                    available = available.min(u32::try_from(gains.len()).unwrap_or(u32::MAX));
                    changes.push((indicator, listed(gains.into_iter())));
                }
            }
        }
        if changes.is_empty() {
            available = 0;
        }
        Undoable { case, available, changes }
    }

    fn rated(&mut self, indicator: Indicator) -> &[Rated] {
        let days = self.analysis.rulebook().definitions.window_days(indicator);
        self.rated.entry(days).or_insert_with(|| self.analysis.rated_over(days))
    }

    fn durations(&mut self, timed_by: Indicator, indicator: Indicator) -> &Durations {
        let days = self.analysis.rulebook().definitions.window_days(indicator);
        let new = || self.analysis.durations_in_window_of(timed_by, indicator);
        self.durations.entry((timed_by.index(), days)).or_insert_with(new)
    }
}

/// Sums after one, two, … cases.
fn listed(cases: impl Iterator<Item = Sum>) -> Undone {
    let mut sum = Sum::default();
    let after = |own: Sum| {
        sum += own;
        sum
    };
    Undone::Listed(cases.map(after).collect())
}
