//! An indicator explained under a rulebook.

mod blocks;
mod build;
mod model;

pub(super) use build::name_of;
pub(super) use model::IndicatorPage;
