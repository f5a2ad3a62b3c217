//! What a missed deadline costs (SPEC section 7.1).

use super::kind::WatchKind;
use crate::analysis::Analysis;
use crate::insight::{Change, SupposedCase};
use crate::time::HOUR_SECONDS;
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

    /// What it costs to miss a deadline, in score units; `settled_after` is how many seconds an after-sale takes then.
    /// `None` where nothing scored hangs on it.
    pub(super) fn of_missing(&mut self, kind: WatchKind, settled_after: Option<i64>) -> Option<f64> {
        let analysis = self.analysis;
        *self
            .known
            .entry((kind.place(), settled_after))
            .or_insert_with(|| cost(analysis, kind, settled_after))
    }
}

fn cost(analysis: &Analysis<'_>, kind: WatchKind, settled_after: Option<i64>) -> Option<f64> {
    let indicator = kind.indicator()?;
    analysis.rulebook().scoring.scored(indicator)?;
    let now = analysis.scorecard(analysis.as_of());
    // A value set by hand stays what it is, and what has no data has no sum to change.
    now.of(indicator).filter(|own| own.value.is_some() && !own.manual)?;
    let total = |case: SupposedCase, hours: Option<f64>| {
        analysis.total_after(&[Change { hours, ..Change::add(case, 1) }])
    };
    let settled = |case: SupposedCase| {
        let hours = settled_after? as f64 / HOUR_SECONDS as f64;
        Some(total(case, Some(hours))? - now.value?)
    };
    match kind {
        WatchKind::PickupDue => {
            Some(total(SupposedCase::LatePickup, None)? - total(SupposedCase::TimelyPickup, None)?)
        }
        WatchKind::DeliveryDue => {
            Some(total(SupposedCase::LateDelivery, None)? - total(SupposedCase::TimelyDelivery, None)?)
        }
        WatchKind::RefundWaiting => settled(SupposedCase::RefundOnly),
        WatchKind::ReturnWaiting => settled(SupposedCase::ReturnRefund),
        WatchKind::ShipPromise | WatchKind::PickupRecord24h | WatchKind::PickupRecord48h => None,
    }
}
