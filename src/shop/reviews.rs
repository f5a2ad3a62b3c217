//! Reviews: one record for each order, product and written time. Of several rows the newest wins.

use super::text_numbers::TextNumbers;
use super::texts::TextRef;
use super::{Id, NONE, Shop, overwrite};
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
}

/// A review.
#[derive(Debug, Clone)]
pub struct Review {
    pub(super) next: u32,
    /// The number of the product reviewed, or [`NONE`].
    pub product: u32,
    /// When it was written.
    pub time: Stamp,
    /// Stars for product, logistics and service; 0 for none.
    pub stars: [u8; 3],
    pub(super) source: u32,
}

impl Shop {
    pub(super) fn add_review(
        &mut self,
        row: &ReviewRow,
        known: u32,
        numbers: &mut TextNumbers<'_>,
        source: u32,
    ) {
        let Some(disposition) = self.dispositions.get_mut(source as usize) else { return };
        match row.order {
            _ if row.time.is_missing() => {
                disposition.excluded += 1;
                self.remarks.reviews_without_time += 1;
            }
            Id::NONE => disposition.unmatched += 1,
            order => self.keep_review(order, row, known, numbers, source),
        }
    }

    fn keep_review(
        &mut self,
        order: Id,
        row: &ReviewRow,
        known: u32,
        numbers: &mut TextNumbers<'_>,
        source: u32,
    ) {
        let order = self.order_of_any_id(order, (known != NONE).then_some(known), numbers.arena());
        // The name in an orders export is the shop's own; that of a review only fills a gap.
        let product = self.product_of(row.product_id, row.product_name, false, numbers);
        let known = self.reviews_of(order).find(|(_, r)| r.product == product && r.time == row.time);
        if let Some((index, older)) = known {
            let older = older.source;
            self.count_duplicate(older);
            if let Some(review) = self.reviews.get_mut(index as usize) {
                review.source = source;
                for (slot, newer) in review.stars.iter_mut().zip(row.stars) {
                    overwrite(slot, newer.map(Option::unwrap_or_default));
                }
            }
            return;
        }
        let index = self.reviews.len() as u32;
        let Some(head) = self.orders.get_mut(order as usize) else { return };
        self.reviews.push(Review {
            next: head.first_review,
            product,
            time: row.time,
            stars: row.stars.map(|s| s.flatten().unwrap_or_default()),
            source,
        });
        head.first_review = index;
    }
}
