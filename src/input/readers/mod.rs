//! One reader per kind: from a row's cells to what the shop takes in.

mod orders;
mod others;
mod service;

pub use orders::read_order;
pub use others::{read_parcel, read_refund, read_review};
pub use service::{Periods, period_of_name, read_service};

use super::cell_cache::{Memory, Words};
use super::columns;
use super::row::{Rejection, Row};
use crate::shop::Batch;
use orders::Status;

/// What every reader needs.
pub struct Target<'t> {
    /// Where rows go.
    pub batch: Batch,
    /// The words of cells.
    pub words: &'t columns::Words,
    /// The file's number.
    pub source: u16,
    /// The days that rows without a date belong to.
    pub periods: Periods,
    /// What was made of cells before.
    pub memories: Memories,
}

/// What cells said before, by what is asked of them. They belong to one file, whose bytes stand for one thing.
#[derive(Default)]
pub struct Memories {
    names: Words,
    provinces: Words,
    variants: Words,
    products: Words,
    statuses: Memory<Status>,
    blanks: Memory<bool>,
    types: Memory<bool>,
    returned: Memory<Option<bool>>,
}

impl Memories {
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
pub type Reader = fn(&Row<'_>, &mut Target<'_>) -> Result<(), Rejection>;
