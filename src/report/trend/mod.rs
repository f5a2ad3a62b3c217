//! The score day by day. A day's figures are those of the score of that day.

mod build;
mod model;
mod rows;

pub use build::build_trend;
pub use model::*;
pub use rows::TrendRow;
