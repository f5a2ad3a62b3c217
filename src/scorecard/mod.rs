//! From values to a score (SPEC section 6): scoring × timeline at a day.
//!
//! Points are never rounded here. What a rulebook adds to the weighted mean or takes from it comes last, see
//! [`Claims`].

mod availability;
mod counts;
mod extras;
mod model;
mod scorer;
mod status;

pub use availability::Availability;
pub(crate) use availability::Missing;
pub use counts::Sum;
pub(crate) use counts::{Counts, Supposed, WithSupposed};
pub(crate) use extras::{BonusBasis, BonusScore, Claims, DeductionScore, SmallShopScore, Stage};
pub(crate) use model::{DimensionScore, IndicatorScore, Scorecard};
pub(crate) use scorer::Scorer;
pub use status::Status;

use crate::indicator::Indicator;
use std::collections::BTreeMap;

/// Values set by hand.
pub type Manual = BTreeMap<Indicator, f64>;
