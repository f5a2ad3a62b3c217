//! The score of a shop on a day: what it comes to, what it is made of, what costs most and what to do about it.

mod blocks;
mod build;
mod causes;
mod composition;
mod costs;
mod extras;
mod headline;
mod in_short;
mod model;
mod rows;
mod sheets;
mod weakest;

pub(super) use blocks::ScoreView;
pub use build::build;
pub use causes::{CauseBy, CauseRow};
pub use costs::{CostRow, LeastRow};
pub use extras::{BonusRow, BuyerRow, DeductionRow, SmallShopRow, StageRow};
pub use model::{DimensionRow, IndicatorRow, Orders, Score, ScoreReport};
