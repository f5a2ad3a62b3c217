//! Answers: which orders are behind a figure, who is to blame for what it costs, how it has come, and why the
//! back office shows another.

mod cases;
mod causes;
pub mod exports;
mod groups;
pub mod reconcile;
mod thresholds;
mod trend;

pub use cases::{Case, CaseRow, Choice, case_rows, collect};
pub use causes::{Cause, Group, causes};
pub use thresholds::{Crossing, Judge, LOOK_BACK_DAYS, Reading, Since, Verdict};
pub use trend::trend;
