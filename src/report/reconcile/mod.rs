//! What `tiyanfen reconcile` says: the figures of the back-office page beside one's own, and where they
//! differ, why.

mod blocks;
mod model;
mod rows;

pub(crate) use model::build_reconciliation;
pub use model::{ExcludedOrders, ReconcileCounts, ReconcileDay, Reconciliation};

pub use crate::insight::reconcile::{Agreement, FigureLevel, ReconcileCause, ReconcileRow};
