//! Many shops side by side, a row each.

mod blocks;
mod build;
mod model;
mod rows;
mod sheets;

pub(crate) use build::{ListedShops, build_shop_list};
pub use model::*;
