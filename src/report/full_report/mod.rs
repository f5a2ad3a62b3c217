//! The score with everything that belongs beside it on a page or in a workbook: its course, the forecast, what is about
//! to cost points, the days that the exports cover, the cases of the weakest.

mod answer;
mod blocks;
mod build;
mod data;
mod indicators;
mod model;
mod sheets;

pub use build::{Extent, build_full_report};
pub use model::{Course, FullReport, IndicatorCourse};
