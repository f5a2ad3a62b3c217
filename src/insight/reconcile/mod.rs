//! Why the figure on the back-office page is not one's own: reading what was typed off the page, and comparing it.

mod cause;
mod compare;
mod composite;
mod discrepancy;
mod excluded;
mod missing_days;
mod official;
mod own;
mod recount;
mod template;
mod typed_number;
mod unmatched;

pub use cause::{Cause, CauseOfDifference, Finding, MissingDays, StruckOffReading, UnmatchedRows};
pub use compare::{Agreement, ComparedLine, Comparison};
pub use excluded::{Listed, OrderIds};
pub use official::{Official, OfficialLine, read_official};
pub use template::reconcile_template;
pub use typed_number::TypedNumber;
