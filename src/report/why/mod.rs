//! Why the total changed from one day to another.

mod blocks;
mod build;
mod model;
mod words;

pub use build::build_why;
pub use model::{ChangeLine, ChangePart, LargestPart, WhyReport};
