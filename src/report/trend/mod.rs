//! The score day by day. A day's figures are those of the score of that day.

mod blocks;
mod build;
mod model;
mod rows;
mod series;

pub use build::build_trend;
pub use model::*;
