//! What `tiyanfen check` says: what each file was taken for and why, what its columns give and what the
//! missing ones cost, what became of every row, which days the exports cover. No score is needed for it.

mod blocks;
mod build;
mod day_strip;
mod model;

pub use crate::insight::exports::DayRange;
pub use build::build_check;
pub use model::*;
