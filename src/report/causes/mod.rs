//! What the groups of an indicator's cases cost: a row each, the dearest first.

mod blocks;
mod build;
mod model;

pub use build::build_causes;
pub use model::{CauseTable, GroupRow};
