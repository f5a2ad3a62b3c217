//! What JSON shows of a reconciliation, and all that its renderers see. Keys are never absent; what is not
//! known is null. Numbers are not rounded.

use crate::analysis::reading_warnings;
use crate::catalogue::{Diagnostic, diagnostics};
use crate::insight::reconcile::{Agreement, Comparison, ReconcileRow};
use crate::report::{DocumentHead, InputRow, RulebookTitle, WarningRow};
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The figures of the back-office page beside one's own. Keys are never absent; what is not known is null.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "tiyanfen reconcile --format json")]
pub struct Reconciliation {
    /// What every document begins with.
    #[serde(flatten)]
    pub head: DocumentHead,
    /// The shop's name, where given.
    pub shop: Option<String>,
    /// The path of the configuration in use.
    pub config: Option<String>,
    /// The file of the page's figures; `<stdin>` for standard input.
    pub file: String,
    /// How the lines came out.
    pub counts: ReconcileCounts,
    /// The orders of --exclude, where given.
    pub excluded: Option<ExcludedOrders>,
    /// The days, the earliest first.
    pub days: Vec<ReconcileDay>,
    /// The files of exports and the account of their rows.
    pub inputs: Vec<InputRow>,
    /// What the reader should know; wrong lines of the file among it.
    pub warnings: Vec<WarningRow>,
}

/// How the lines came out.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReconcileCounts {
    /// Lines that were compared.
    pub compared: usize,
    /// Of these, those that agree.
    pub agree: usize,
    /// Those that differ.
    pub differ: usize,
    /// Those with nothing of one's own to compare with.
    pub no_data: usize,
    /// Lines that cannot be used.
    pub unusable: usize,
}

/// The orders of --exclude.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct ExcludedOrders {
    /// How many orders of the exports it names.
    pub orders: usize,
    /// How many of its ids no export knows.
    pub unknown: usize,
}

/// A day.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReconcileDay {
    /// The day.
    pub as_of: Day,
    /// The rulebook of that day.
    pub rulebook: RulebookTitle,
    /// Its lines, as they come in the file.
    pub rows: Vec<ReconcileRow>,
}

/// Compares every line; `notes` is what choosing the rulebooks had to say. The warnings and errors come separately
/// too, to be shown beside it.
pub(crate) fn build_reconciliation(
    comparison: &Comparison<'_>,
    notes: Vec<Diagnostic>,
    shop: Option<String>,
    config: Option<String>,
) -> (Reconciliation, Vec<Diagnostic>) {
    let (loaded, official, rulebooks) = (comparison.loaded, comparison.official, comparison.rulebooks);
    let days = comparison.compare().into_iter();
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
    let excluded = comparison.excluded.as_ref();
    let mut diagnostics = loaded.diagnostics.clone();
    diagnostics.extend(notes);
    diagnostics.extend(official.errors.iter().chain(&official.blank).cloned());
    diagnostics.extend(excluded.and_then(|excluded| excluded.warning()));
    let today = loaded.shop.today();
    let future = rulebooks.keys().filter(|day| today.is_some_and(|today| **day >= today));
    diagnostics.extend(future.map(|day| diagnostics::as_of_future(*day)));
    let only_day = rulebooks.keys().next().copied().filter(|_| rulebooks.len() == 1);
    diagnostics.extend(reading_warnings(loaded, only_day));
    let excluded = excluded.map(|excluded| excluded.counts());
    let reconciliation = Reconciliation {
        head: DocumentHead::of::<Reconciliation>(),
        shop,
        config,
        file: official.path.clone(),
        counts,
        excluded: excluded.map(|(orders, unknown)| ExcludedOrders { orders, unknown }),
        days,
        inputs: loaded.files.iter().map(Into::into).collect(),
        warnings: diagnostics.iter().map(Into::into).collect(),
    };
    (reconciliation, diagnostics)
}
