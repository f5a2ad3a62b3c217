//! What the exports hold and lack, whatever the day and the score: which days they cover, which columns each
//! file has, and which share of the score what is missing costs.

mod columns;
mod days;

pub use columns::{Columns, Cost, Costs, FoundColumn, MissingColumn, MissingKind, Needs};
pub use days::{DayRange, FileDays, KindDays, Overlap, days_by_kind};
