//! From what was typed and what was read to the document.

use super::model::*;
use crate::analysis::reading_warnings;
use crate::catalogue::{Diagnostic, diagnostics};
use crate::input::Loaded;
use crate::insight::reconcile::{Agreement, Comparison, Listed, Official, OrderIds};
use crate::report::DocumentHead;
use crate::rulebook::Rulebook;
use crate::scorecard::{Claims, Manual};
use crate::time::Day;
use std::collections::BTreeMap;

/// What a reconciliation is made of.
pub(crate) struct ReconcileRequest<'a> {
    /// What was read.
    pub(crate) loaded: &'a Loaded,
    /// What the page shows.
    pub(crate) official: &'a Official,
    /// The rulebook of every day of it, as it holds for the shop, with the events and bonuses it knows.
    pub(crate) rulebooks: &'a BTreeMap<Day, (Rulebook, Claims)>,
    /// What choosing them had to say.
    pub(crate) notes: Vec<Diagnostic>,
    /// Values set by hand.
    pub(crate) manual: &'a Manual,
    /// Orders that were struck off.
    pub(crate) exclude: Option<&'a OrderIds>,
    /// The shop's name.
    pub(crate) shop_name: Option<String>,
    /// The configuration in use.
    pub(crate) config: Option<String>,
}

/// Compares every line; the warnings and errors come separately too, to be shown beside it.
pub(crate) fn build_reconciliation(request: &ReconcileRequest<'_>) -> (Reconciliation, Vec<Diagnostic>) {
    let (loaded, official) = (request.loaded, request.official);
    let listed = request.exclude.map(|ids| ids.of(&loaded.shop));
    let comparison = Comparison {
        loaded,
        rulebooks: request.rulebooks,
        manual: request.manual,
        excluded: listed.as_ref().map(|listed| &listed.orders),
    };
    let days = comparison.compare(&official.lines).into_iter();
    let days: Vec<ReconcileDay> =
        days.map(|(as_of, rulebook, rows)| ReconcileDay { as_of, rulebook: rulebook.into(), rows }).collect();
    let rows = || days.iter().flat_map(|day| &day.rows);
    let count = |status| rows().filter(|row| row.status == status).count();
    let counts = ReconcileCounts {
        compared: rows().count(),
        agree: count(Agreement::Agrees),
        differ: count(Agreement::Differs),
        no_data: count(Agreement::NoData),
        unusable: official.errors.len(),
    };
    let mut diagnostics = loaded.diagnostics.clone();
    diagnostics.extend(request.notes.iter().cloned());
    diagnostics.extend(official.errors.iter().cloned());
    diagnostics.extend(request.exclude.zip(listed.as_ref()).and_then(|(ids, listed)| unknown(ids, listed)));
    let today = loaded.shop.today();
    let future = request.rulebooks.keys().filter(|day| today.is_some_and(|today| **day >= today));
    diagnostics.extend(future.map(|day| diagnostics::as_of_future(*day)));
    let only_day = request.rulebooks.keys().next().copied().filter(|_| request.rulebooks.len() == 1);
    diagnostics.extend(reading_warnings(loaded, only_day));
    let reconciliation = Reconciliation {
        head: DocumentHead::of::<Reconciliation>(),
        shop: request.shop_name.clone(),
        config: request.config.clone(),
        file: official.path.clone(),
        counts,
        excluded: listed.map(|l| ExcludedOrders { orders: l.orders.len(), unknown: l.unknown.len() }),
        days,
        inputs: loaded.files.iter().map(Into::into).collect(),
        warnings: diagnostics.iter().map(Into::into).collect(),
    };
    (reconciliation, diagnostics)
}

/// Ids of --exclude that no export knows, by their lines.
fn unknown(ids: &OrderIds, listed: &Listed) -> Option<Diagnostic> {
    let first = listed.unknown.first()?;
    Some(diagnostics::exclude_unknown(listed.unknown.len()).path(&ids.path).line(*first))
}
