//! Joins rows of reviews to the orders: one review for each order, product and written time. Of several rows the newest
//! wins.

use super::Review;
use super::long_lists::{Many, find_among_few};
use super::partition::{JoinAccount, Partition};
use super::rows::ReviewRecord;
use super::taken::TakenBatch;

impl Partition {
    pub(super) fn add_review(&mut self, row: &ReviewRecord, batch: &TakenBatch, account: &mut JoinAccount) {
        let order = self.order_of(row.order, batch.arena());
        let (product, source) = (batch.product(row.product), batch.source);
        let key = (product, row.time);
        let key_of = |review: &Review| (review.product, review.time);
        let known = find_among_few(self.reviews_of(order), |review| key_of(review) == key);
        let known = known.unwrap_or_else(|Many| {
            let mut long = std::mem::take(&mut self.long_reviews);
            let of_reviews = || self.reviews_of(order).map(|(place, review)| (key_of(review), place));
            let known = long.find(order, key, of_reviews);
            self.long_reviews = long;
            known
        });
        if let Some(index) = known {
            if let Some(review) = self.reviews.get_mut(index as usize) {
                account.count_duplicate(review.source);
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
        self.long_reviews.add(order, || key, index);
    }
}
