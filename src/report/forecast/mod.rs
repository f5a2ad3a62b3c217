//! What the score is going to be: what is certain already, and what the coming weeks bring if they are like the past.

mod answer;
mod blocks;
mod build;
mod lines;
mod model;
mod rows;

pub use build::build_forecast;
pub use model::*;
