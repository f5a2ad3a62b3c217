//! What the exports hold and lack, whatever the day and the score: which days they cover, which columns each
//! file has, and which share of the score what is missing costs.

mod columns;
mod days;
mod missing;

pub use columns::{Columns, Cost, FoundColumn, HiddenColumn, Lost, MissingColumn, MissingKind, Needs};
pub use days::{DayRange, FileDays, KindDays, Overlap, days_by_kind};
pub use missing::{MissingReason, MissingRow};
