//! Answers: which orders are behind a figure, who is to blame for what it costs, and why the
//! back office shows another.

pub mod calibrate;
mod cases;
mod causes;
mod deciding_refund;
pub mod exports;
pub mod forecast;
#[cfg(test)]
mod growth_tests;
mod labels;
pub mod plan;
pub mod reconcile;
mod standing;
pub mod watch;
mod what_if;
mod why;
mod windows;

pub use cases::{CaseRow, Choice};
pub(crate) use causes::has_small_numbers;
pub use causes::{Cause, Estimate, Extent, causes};
pub use labels::{By, Group, Label, Labels};
pub use what_if::{Amount, Change, CostOfOne, Effect, Impossible, Part, PartKind, SupposedCase, Undo};
pub use why::{NoTotal, PartGroup, Why, WhyKind, WhyLine, WhyPart};
