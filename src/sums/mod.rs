//! A table of sums: what every measure comes to at the end of each day, in windows of several lengths, for one shop or
//! many. It is small, any engine that adds facts up can write it, and a score needs no more than that.

mod read;
mod row;
mod shop;
mod write;

pub use read::SumsTable;
pub use row::SumsRow;
pub use shop::ShopSums;
pub use write::write;

/// The columns, in the order in which they are written.
pub const COLUMNS: [&str; 9] = [
    "shop",
    "day",
    "measure",
    "window_days",
    "numerator",
    "denominator",
    "approximate",
    "unknown",
    "negative",
];
