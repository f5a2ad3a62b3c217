//! Answers: which orders are behind a figure, and who is to blame for what it costs.

mod causes;
mod collect;

pub use causes::{Cause, Group, causes};
pub use collect::{Case, Choice, collect};
