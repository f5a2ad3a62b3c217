//! An indicator explained under a rulebook.

mod blocks;
mod build;
mod model;

pub(super) use build::{name_of, weights};
pub(super) use model::{IndicatorHead, IndicatorPage};
