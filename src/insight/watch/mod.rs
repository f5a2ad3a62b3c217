//! Single cases that wait for something and are about to cost points (SPEC section 7.6).

mod cost;
mod item;
mod kind;
mod now;
mod waiting;

pub use item::WatchItem;
pub use kind::WatchKind;
pub use now::NowBasis;
pub(crate) use now::usual_now;
