//! Joins rows of reviews to the orders: one review for each order, product and written time. Of several rows the newest
//! wins.

use super::Review;
use super::partition::{JoinAccount, Partition};
use super::rows::ReviewRecord;
use super::taken::TakenBatch;

impl Partition {
    pub(super) fn add_review(&mut self, row: &ReviewRecord, batch: &TakenBatch, account: &mut JoinAccount) {
        let order = self.order_of(row.order, batch.arena());
        let (product, source) = (batch.product(row.product), batch.source);
        let known = self.reviews_of(order).find(|(_, r)| r.product == product && r.time == row.time);
        if let Some((index, older)) = known {
            account.count_duplicate(older.source);
            if let Some(review) = self.reviews.get_mut(index as usize) {
                review.source = source;
                for (slot, newer) in review.stars.iter_mut().zip(row.stars) {
                    if newer != ReviewRecord::NO_COLUMN {
                        *slot = newer;
                    }
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
            stars: row.stars.map(|stars| if stars == ReviewRecord::NO_COLUMN { 0 } else { stars }),
            source,
        });
        head.first_review = index;
    }
}
