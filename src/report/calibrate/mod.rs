//! What `tiyanfen calibrate` says: what was learnt from the back office's figures, how well it fits, and the rulebook
//! that comes of it.

mod blocks;
mod build;
mod model;
mod remarks;
mod rows;
mod rulebook;
mod weights;

pub(crate) use build::{CalibrationRequest, build_calibration};
pub use model::*;

pub use crate::insight::calibrate::{Helpful, HelpfulWhat, Outcome, Residual, TierRange};
