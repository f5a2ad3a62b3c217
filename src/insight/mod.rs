//! Answers: which orders are behind a figure, who is to blame for what it costs, and why the
//! back office shows another.

mod causes;
mod collect;
mod groups;
pub mod reconcile;

pub use causes::{Cause, Group, causes};
pub use collect::{Case, Choice, collect};
