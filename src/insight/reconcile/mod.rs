//! Why the figure on the back-office page is not one's own: what was typed off the page, what it is compared with, and
//! what explains a difference.

mod cause;
mod compare;
mod compared_day;
mod composite;
mod discrepancy;
mod excluded;
mod explanation;
mod missing_days;
mod official;
mod recount;
mod row;
mod template;
mod typed_number;
mod unmatched;

pub use cause::ReconcileCause;
pub(crate) use cause::{Cause, CauseOfDifference};
pub(crate) use compare::Comparison;
pub(crate) use excluded::OrderIds;
pub(in crate::insight) use official::OfficialLine;
pub(crate) use official::{Official, read_official};
pub use row::{Agreement, FigureLevel, ReconcileRow};
pub(crate) use template::reconcile_template;
pub(in crate::insight) use typed_number::TypedNumber;
