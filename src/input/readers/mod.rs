//! One reader per kind: from a row's cells to what the shop takes in.

mod orders;
mod others;
mod service;

pub use orders::read_order;
pub use others::{read_parcel, read_refund, read_review};
pub use service::{Periods, period_of_name, read_service};

use super::columns::Words;
use super::row::{Rejection, Row};
use crate::shop::Shop;

/// What every reader needs.
pub struct Target<'t> {
    /// Where rows go.
    pub shop: &'t mut Shop,
    /// The words of cells.
    pub words: &'t Words,
    /// The file's number.
    pub source: u16,
    /// The days that rows without a date belong to.
    pub periods: Periods,
}

/// A reader of rows of one kind.
pub type Reader = fn(&Row<'_>, &mut Target<'_>) -> Result<(), Rejection>;
