//! What a score would be if something were otherwise.

mod blocks;
mod build;
mod model;

pub use build::{Supposition, build_what_if};
pub use model::{
    ChangedDimension, ChangedIndicator, SetRow, SupposedRow, ThresholdChange, WhatIf, WithoutRow,
};
