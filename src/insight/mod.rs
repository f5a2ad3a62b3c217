//! Answers: which orders are behind a figure, who is to blame for what it costs, and why the
//! back office shows another.

pub mod calibrate;
mod cases;
mod causes;
pub mod exports;
mod groups;
pub mod reconcile;
mod standing;
pub mod watch;
mod what_if;

pub use cases::{CaseRow, Choice};
pub use causes::{Cause, Group, causes};
pub use what_if::{Amount, Change, CostOfOne, Effect, Impossible, Part, PartKind, SupposedCase, Undo};
