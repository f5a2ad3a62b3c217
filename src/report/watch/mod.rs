//! What `tiyanfen watch` says: single cases with a deadline, those that are about to cost points first.

mod blocks;
mod build;
mod model;
mod rows;
mod sheet;
mod words;

pub(crate) use build::{WatchRequest, build_watch};
pub use model::*;
pub(super) use sheet::sheet;

pub use crate::insight::watch::{NowBasis, WatchItem, WatchKind};
