//! The way to a target.

mod blocks;
mod build;
mod model;

pub use build::build_plan;
pub use model::{AloneRow, PlanReport, PlanThreshold, UndoRow};
