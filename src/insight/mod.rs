//! Answers: which orders are behind a figure, who is to blame for what it costs, and why the
//! back office shows another.

mod cases;
mod causes;
pub mod exports;
pub mod forecast;
mod groups;
pub mod reconcile;
mod standing;

pub use cases::{CaseRow, Choice};
pub use causes::{Cause, Group, causes};
