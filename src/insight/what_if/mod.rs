//! What if: a score with cases that no export holds, or without some that they hold (SPEC 7.1).
//!
//! A supposed case changes sums of indicators that have data; the whole rulebook then makes a score of them, as of
//! any others. Nothing is estimated by a slope.

mod case;
mod changes;
mod cost;
mod own_cases;
mod without;

pub(crate) use case::pickup_score;
pub use case::{Amount, Effect, SupposedCase, Undo};
pub use changes::{Change, Impossible};
pub(crate) use changes::{counted, room};
pub use cost::CostOfOne;
pub(crate) use cost::MOST_CASES;
pub(crate) use own_cases::{Durations, Rated};
pub use without::{Part, PartKind};
