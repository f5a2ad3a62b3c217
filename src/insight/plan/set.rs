//! A short set of bad cases to undo: again and again the bundle with the highest gain for each case (SPEC 7.4).
//!
//! A bundle of an indicator is k = 1, 2, … 1,000 of its bad cases. What k of them gain is worked out once and read
//! further along as long as what the others gained adds up with it; where it does not (both change the same indicator, or
//! a limit of the scale is reached), it is worked out anew.

use super::undoable::Pool;
use crate::analysis::Analysis;
use crate::indicator::Indicator;
use crate::insight::what_if::SupposedCase;
use crate::rulebook::Comparison;

/// A bundle has at most so many cases.
const LARGEST_BUNDLE: usize = 1000;
/// Nothing needs more steps; every step gains something.
const MOST_STEPS: usize = 20_000;
/// Gains nearer to each other than this are the same: binary fractions decide nothing.
const TOLERANCE: f64 = 1e-12;
/// What is worked out anew where sums are further off than this.
const ADDS_UP: f64 = 1e-10;

/// What to undo.
#[derive(Debug)]
pub(super) struct Set {
    pub(super) cases: Vec<(SupposedCase, u32)>,
    /// The total without them.
    pub(super) total: f64,
}

/// Finds the set.
pub(super) fn set(analysis: &Analysis<'_>, pool: &Pool, now: f64, target: f64) -> Set {
    let mut search = Search { analysis, pool, counts: vec![0; pool.kinds.len()], total: now };
    let scored = analysis.rulebook().scoring.indicators();
    let mut candidates: Vec<Candidate> = scored
        .map(|indicator| Candidate::new(indicator, pool.kinds_of(indicator), &search))
        .filter(|candidate| !candidate.kinds.is_empty())
        .collect();
    // Ties go by id.
    candidates.sort_by_key(|candidate| candidate.indicator.id());
    let mut order: Vec<usize> = Vec::new();
    for _ in 0..MOST_STEPS {
        if Comparison::AtLeast.holds(search.total, target) {
            break;
        }
        candidates.iter_mut().for_each(|candidate| candidate.find_best(&search));
        let Some((place, bundle)) = best(&candidates) else { break };
        let Some(candidate) = candidates.get_mut(place) else { break };
        let size = search.least_to_reach(&candidate.kinds, bundle.size, target);
        let predicted = search.total + candidate.gain(size);
        for kind in &candidate.kinds {
            if !order.contains(kind) {
                order.push(*kind);
            }
        }
        let kinds = candidate.kinds.clone();
        search.counts = pool.with(&kinds, &search.counts, size);
        search.total = search.total_of(&search.counts).unwrap_or(search.total);
        candidate.advance(size);
        let adds_up = (search.total - predicted).abs() <= ADDS_UP;
        for (other, candidate) in candidates.iter_mut().enumerate() {
            let shares = candidate.kinds.iter().any(|kind| kinds.contains(kind));
            if !adds_up || (other != place && shares) {
                candidate.begin_anew(&search);
            }
        }
    }
    let count = |kind: usize| search.counts.get(kind).copied().unwrap_or_default();
    let cases = order.iter().filter(|kind| count(**kind) > 0);
    let cases = cases.filter_map(|kind| Some((pool.kinds.get(*kind)?.case, count(*kind))));
    Set { cases: cases.collect(), total: search.total }
}

/// How far the search has come.
struct Search<'a> {
    analysis: &'a Analysis<'a>,
    pool: &'a Pool,
    /// How many are undone of each kind.
    counts: Vec<u32>,
    total: f64,
}

impl Search<'_> {
    fn total_of(&self, counts: &[u32]) -> Option<f64> {
        self.analysis.total_supposing(&self.pool.supposed(counts))
    }

    /// The least number, up to the bundle's, that reaches the target; the bundle's where none does.
    fn least_to_reach(&self, kinds: &[usize], bundle: u32, target: f64) -> u32 {
        let reaches = |count: &u32| {
            let total = self.total_of(&self.pool.with(kinds, &self.counts, *count));
            total.is_some_and(|total| Comparison::AtLeast.holds(total, target))
        };
        if reaches(&bundle) { (1..bundle).find(reaches).unwrap_or(bundle) } else { bundle }
    }
}

#[derive(Debug, Clone, Copy)]
struct Bundle {
    size: u32,
    gain_per_case: f64,
}

/// The bad cases of an indicator.
struct Candidate {
    indicator: Indicator,
    kinds: Vec<usize>,
    /// How many were undone of each kind when its gains were begun, and the total then.
    base: (Vec<u32>, f64),
    /// What 0, 1, 2, … more of its cases gain from there.
    gains: Vec<f64>,
    /// How many of them are undone by now.
    taken: usize,
    /// `None`: to be found; inner `None`: nothing gains.
    best: Option<Option<Bundle>>,
}

impl Candidate {
    fn new(indicator: Indicator, kinds: Vec<usize>, search: &Search<'_>) -> Candidate {
        let base = (search.counts.clone(), search.total);
        Candidate { indicator, kinds, base, gains: vec![0.0], taken: 0, best: None }
    }

    fn begin_anew(&mut self, search: &Search<'_>) {
        *self = Candidate::new(self.indicator, std::mem::take(&mut self.kinds), search);
    }

    fn advance(&mut self, size: u32) {
        self.taken += size as usize;
        self.best = None;
    }

    /// What so many more gain.
    fn gain(&self, size: u32) -> f64 {
        let at = |place: usize| self.gains.get(place).copied().unwrap_or_default();
        at(self.taken + size as usize) - at(self.taken)
    }

    fn find_best(&mut self, search: &Search<'_>) {
        if self.best.is_some() {
            return;
        }
        let (counts, total) = &self.base;
        let left = search.pool.left(&self.kinds, counts) as usize;
        let until = (self.taken + LARGEST_BUNDLE).min(left);
        for count in self.gains.len()..=until {
            let counts = search.pool.with(&self.kinds, counts, count as u32);
            let gained = search.total_of(&counts).map_or(0.0, |after| after - total);
            self.gains.push(gained);
        }
        let mut best: Option<Bundle> = None;
        for size in 1..=until.saturating_sub(self.taken) as u32 {
            let gain_per_case = self.gain(size) / f64::from(size);
            if gain_per_case > best.map_or(TOLERANCE, |best| best.gain_per_case + TOLERANCE) {
                best = Some(Bundle { size, gain_per_case });
            }
        }
        self.best = Some(best);
    }
}

/// The best bundle of all: of equally good ones the smaller, then the first.
fn best(candidates: &[Candidate]) -> Option<(usize, Bundle)> {
    let mut best: Option<(usize, Bundle)> = None;
    for (place, candidate) in candidates.iter().enumerate() {
        let Some(own) = candidate.best.flatten() else { continue };
        let is_better = best.is_none_or(|(_, known)| {
            let more = own.gain_per_case - known.gain_per_case;
            more > TOLERANCE || (more >= -TOLERANCE && own.size < known.size)
        });
        if is_better {
            best = Some((place, own));
        }
    }
    best
}
