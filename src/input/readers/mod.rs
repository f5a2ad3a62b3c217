//! One reader per kind: from a row's cells to what the shop takes in.

mod orders;
mod others;
mod service;

pub use orders::read_order;
pub use others::{read_parcel, read_refund, read_review};
pub use service::{ServicePeriods, period_of_name, read_service};

use super::cell_cache::{CellCache, TextCache};
use super::columns;
use super::row::{Rejection, Row};
use crate::shop::Batch;
use orders::OrderState;

/// What every reader needs.
pub struct ReaderContext<'t> {
    /// Where rows go.
    pub batch: Batch,
    /// The words of cells.
    pub words: &'t columns::StatusWords,
    /// The file's number.
    pub source: u16,
    /// The days that rows without a date belong to.
    pub periods: ServicePeriods,
    /// What was made of cells before.
    pub memories: CellCaches,
}

/// What cells said before, by what is asked of them. They belong to one file, whose bytes stand for one thing.
#[derive(Default)]
pub struct CellCaches {
    names: TextCache,
    provinces: TextCache,
    variants: TextCache,
    products: TextCache,
    statuses: CellCache<OrderState>,
    blanks: CellCache<bool>,
    types: CellCache<bool>,
    returned: CellCache<Option<bool>>,
}

impl CellCaches {
    /// Another batch begins.
    pub fn begin_batch(&mut self) {
        for words in [&mut self.names, &mut self.provinces, &mut self.variants, &mut self.products] {
            words.begin_batch();
        }
    }
}

/// A text as memory keeps it.
fn kept(text: Option<std::borrow::Cow<'_, str>>) -> Option<Box<str>> {
    text.map(|text| text.into_owned().into_boxed_str())
}

/// A reader of rows of one kind.
pub type RowReader = fn(&Row<'_>, &mut ReaderContext<'_>) -> Result<(), Rejection>;
