//! Reviews: one record for each order, product and written time. Of several rows the newest wins.

use super::Id;
use super::texts::TextRef;
use crate::time::Stamp;

/// A row of a reviews export. Outer `None`: the file has no such column; inner: the cell is blank.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ReviewRow {
    /// The order, by sub-order or main id.
    pub(crate) order: Id,
    pub(crate) product_id: TextRef,
    pub(crate) product_name: TextRef,
    /// When it was written.
    pub(crate) time: Stamp,
    /// Stars for product, logistics and service.
    pub(crate) stars: [Option<Option<u8>>; 3],
    /// The stars for the product that its level stands for.
    pub(crate) level: Option<Option<u8>>,
}

/// A review.
#[derive(Debug, Clone, Copy)]
pub struct Review {
    /// The number of the product reviewed, or [`NONE`].
    pub product: u32,
    /// When it was written.
    pub time: Stamp,
    /// Stars for product, logistics and service; 0 for none.
    pub stars: [u8; 3],
    /// The stars that its level stands for, where it has none for the product; 0 for none.
    pub(super) level: u8,
    pub(super) source: u32,
}
