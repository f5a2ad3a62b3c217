//! What if: a score with cases that no export holds, or without some that they hold (SPEC 7.1).
//!
//! A supposed case changes sums of indicators that have data; the whole rulebook then makes a score of them, as of
//! any others. Nothing is estimated by a slope.

mod case;
mod changes;
mod cost;
mod own_cases;
mod without;

pub use case::{Amount, Effect, SupposedCase, Undo};
pub use changes::{Change, Impossible};
pub use cost::CostOfOne;
pub use without::{Part, PartKind};
