//! What `tiyanfen reconcile` says: the figures of the back-office page beside one's own, and where they
//! differ, why.

mod blocks;
mod build;
mod model;
mod rows;

pub(crate) use build::{ReconcileRequest, build_reconciliation};
pub use model::*;

pub use crate::insight::reconcile::{Agreement, FigureLevel, ReconcileCause, ReconcileRow};
