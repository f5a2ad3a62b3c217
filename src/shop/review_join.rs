//! Joins rows of reviews to the orders: one review for each order, product and written time. Of several rows the newest
//! wins.

use super::lists::{Listed, Records, lay_out};
use super::long_lists::{LongLists, Many, find_among_few};
use super::partition::{JoinAccount, Partition};
use super::rows::ReviewRecord;
use super::taken::TakenBatch;
use super::{NONE, Review};

impl Partition {
    pub(super) fn add_review(&mut self, row: &ReviewRecord, batch: &TakenBatch, account: &mut JoinAccount) {
        let order = self.order_of(row.order, batch.arena());
        let (product, source) = (batch.product(row.product), batch.source);
        let key = (product, row.time);
        let key_of = |review: &Review| (review.product, review.time);
        let known = find_among_few(self.joining_reviews_of(order), |own| key_of(&own.record) == key);
        let known = known.unwrap_or_else(|Many| {
            let mut long = std::mem::take(&mut self.long_reviews);
            let of_reviews =
                || self.joining_reviews_of(order).map(|(place, own)| (key_of(&own.record), place));
            let known = long.find(order, key, of_reviews);
            self.long_reviews = long;
            known
        });
        if let Some(index) = known {
            if let Some(Listed { record: review, .. }) = self.joining_reviews.get_mut(index as usize) {
                account.count_duplicate(review.source);
                review.source = source;
                let slots = review.stars.iter_mut().chain([&mut review.level]);
                for (slot, newer) in slots.zip(row.stars.into_iter().chain([row.level])) {
                    if newer != ReviewRecord::NO_COLUMN {
                        *slot = newer;
                    }
                }
            }
            return;
        }
        let index = self.joining_reviews.len() as u32;
        let Some(head) = self.orders.get_mut(order as usize) else { return };
        let cell = |cell: u8| if cell == ReviewRecord::NO_COLUMN { 0 } else { cell };
        let (stars, level) = (row.stars.map(cell), cell(row.level));
        let record = Review { product, time: row.time, stars, level, source };
        self.joining_reviews.push(Listed { next: head.first_review, record });
        head.first_review = index;
        self.long_reviews.add(order, || key, index);
    }

    fn joining_reviews_of(&self, order: u32) -> Records<'_, Listed<Review>> {
        Records::of(&self.joining_reviews, self.orders.get(order as usize).map_or(NONE, |o| o.first_review))
    }

    /// Puts the reviews into the order of their orders, where no more come. Once is enough.
    pub(super) fn settle_reviews(&mut self) {
        let joined = std::mem::take(&mut self.joining_reviews);
        if joined.is_empty() {
            return;
        }
        self.long_reviews = LongLists::default();
        self.reviews.reserve_exact(joined.len());
        let heads = self.orders.iter_mut().map(|order| &mut order.first_review);
        lay_out(heads, &joined, |review, _| {
            let [product, logistics, service] = review.stars;
            let product = if product == 0 { review.level } else { product };
            self.reviews.push(Review { stars: [product, logistics, service], ..*review });
        });
    }
}
