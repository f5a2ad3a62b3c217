//! What a missed deadline costs (SPEC section 7.1).

use super::kind::WatchKind;
use crate::analysis::Analysis;
use std::collections::BTreeMap;

/// What missed deadlines cost, each found out once.
pub(super) struct Costs<'a> {
    analysis: &'a Analysis<'a>,
    known: BTreeMap<(usize, Option<i64>), Option<f64>>,
}

impl<'a> Costs<'a> {
    pub(super) fn of(analysis: &'a Analysis<'a>) -> Costs<'a> {
        Costs { analysis, known: BTreeMap::new() }
    }

    /// What it costs to miss a deadline; `settled_after` is how many seconds an after-sale takes then.
    pub(super) fn of_missing(&mut self, kind: WatchKind, settled_after: Option<i64>) -> Option<f64> {
        let analysis = self.analysis;
        *self
            .known
            .entry((kind.place(), settled_after))
            .or_insert_with(|| cost(analysis, kind, settled_after))
    }
}

fn cost(_analysis: &Analysis<'_>, _kind: WatchKind, _settled_after: Option<i64>) -> Option<f64> {
    None
}
