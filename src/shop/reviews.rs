//! Reviews: by order, product and written time, the newest row winning.

use super::batch::{TextNumbers, TextRef};
use super::{Id, NONE, Shop, overwrite};
use crate::time::Stamp;

/// A row of a reviews export. Outer `None`: the file has no such column; inner: the cell is blank.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReviewRow {
    /// The order, by sub-order or main id.
    pub order: Id,
    /// Product id.
    pub product_id: TextRef,
    /// Product name.
    pub product_name: TextRef,
    /// When it was written.
    pub time: Stamp,
    /// Stars for product, logistics and service.
    pub stars: [Option<Option<u8>>; 3],
}

/// A review.
#[derive(Debug, Clone)]
pub struct Review {
    pub(super) next: u32,
    /// The product reviewed.
    pub product: u32,
    /// When it was written.
    pub time: Stamp,
    /// Stars for product, logistics and service; 0 for none.
    pub stars: [u8; 3],
    pub(super) source: u16,
}

impl Shop {
    /// Takes a row of a reviews export in.
    pub(super) fn add_review(
        &mut self,
        row: &ReviewRow,
        known: u32,
        numbers: &mut TextNumbers<'_>,
        source: u16,
    ) {
        let Some(disposition) = self.dispositions.get_mut(usize::from(source)) else { return };
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
        source: u16,
    ) {
        let order = self.order_of_any_id(order, (known != NONE).then_some(known), numbers.arena());
        // The order's name of a product is the shop's own; a review's only fills a gap.
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
