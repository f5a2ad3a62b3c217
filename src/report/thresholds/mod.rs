//! Thresholds: conditions that decide something, as rows and in words, the same in every document.

mod model;
mod words;

pub use model::{ConditionRow, CrossingRow, FigureBorder, ThresholdRow};
pub(super) use model::{borders_of, borders_of_total};
pub(crate) use words::asked;
pub(super) use words::{all_asked, all_in_short, crossed, in_short, standing};
