//! What needs all rows: what became of each row, and the first and last days of some things. It is counted partition by
//! partition, each as soon as it has its last rows, because then it lies in the cache.

use super::Shop;
use super::partition::Partition;
use crate::parallel;
use crate::time::Stamp;

/// What is counted order by order. Each thread has its own counts; together they are the same for any sharing.
#[derive(Clone)]
pub(super) struct OrderCounts {
    /// By file: how many rows had each outcome.
    rows: Vec<[u64; 3]>,
    reviews_without_stars: u64,
    pay_stand_ins: u64,
    first_pickup: Stamp,
    /// The first and the last time of a parcel.
    logistics: [Stamp; 2],
    /// When the last valid order was paid, as far as the machine's clock has come.
    last_paid: Stamp,
}

/// What became of a row: its place in [`OrderCounts::rows`].
#[derive(Debug, Clone, Copy)]
enum Outcome {
    Used,
    Excluded,
    Unmatched,
}

impl Shop {
    /// Each thread folds the partitions it gets into a state of its own. Which partition goes to which thread is not
    /// determined, so the states must add up to the same in every case.
    pub(crate) fn fold_partitions<S: Send>(
        &self,
        new: impl Fn() -> S + Sync,
        work: impl Fn(&mut S, usize) + Sync,
    ) -> Vec<S> {
        let fold = |state: &mut S, partitions: std::ops::Range<u64>| {
            partitions.for_each(|partition| work(state, partition as usize));
        };
        parallel::fold_ranges(self.threads, self.partitions.len() as u64, 1, new, fold)
    }

    /// Adds what was counted of used, excluded and unmatched rows, file by file.
    pub(super) fn add_all_counts(&mut self, all: Vec<OrderCounts>) {
        for counts in all {
            self.add_counts(counts);
        }
        for row in &self.service {
            if let Some(disposition) = self.dispositions.get_mut(row.source as usize) {
                disposition.used += 1;
            }
        }
    }

    fn add_counts(&mut self, counts: OrderCounts) {
        for (sum, [used, excluded, unmatched]) in self.dispositions.iter_mut().zip(counts.rows) {
            sum.used += used;
            sum.excluded += excluded;
            sum.unmatched += unmatched;
        }
        self.remarks.reviews_without_stars += counts.reviews_without_stars;
        self.remarks.pay_stand_ins += counts.pay_stand_ins;
        let earlier = [self.first_pickup_day, counts.first_pickup.day()];
        self.first_pickup_day = earlier.into_iter().flatten().min();
        counts.logistics.into_iter().filter_map(Stamp::day).for_each(|day| self.logistics_span.include(day));
        self.last_paid_day = self.last_paid_day.max(counts.last_paid.day());
    }
}

impl OrderCounts {
    /// Nothing yet, of so many files.
    pub(super) fn of(files: usize) -> OrderCounts {
        OrderCounts {
            rows: vec![[0; 3]; files],
            reviews_without_stars: 0,
            pay_stand_ins: 0,
            first_pickup: Stamp::MISSING,
            logistics: [Stamp::MISSING; 2],
            last_paid: Stamp::MISSING,
        }
    }

    /// Counts the rows of a partition that has all of them. The shop need not have it yet.
    pub(super) fn count_partition(&mut self, shop: &Shop, partition: &Partition) {
        for times in &partition.rare_times {
            self.first_pickup = self.first_pickup.earliest(times.pickup);
        }
        let [mut first, mut last] = self.logistics;
        for parcel in &partition.parcels {
            self.first_pickup = self.first_pickup.earliest(parcel.pickup);
            first = first.earliest(parcel.pickup).earliest(parcel.signed);
            last = last.latest(parcel.pickup).latest(parcel.signed);
        }
        self.logistics = [first, last];
        for order in 0..partition.orders.len() as u32 {
            self.count_order(shop, partition, order);
        }
    }

    #[inline]
    fn count(&mut self, source: u32, outcome: Outcome) {
        let rows = self.rows.get_mut(source as usize).and_then(|rows| rows.get_mut(outcome as usize));
        if let Some(rows) = rows {
            *rows += 1;
        }
    }

    fn count_order(&mut self, shop: &Shop, partition: &Partition, order: u32) {
        let payment = partition.payment(order);
        let is_known = partition.is_known(order, shop.has_orders);
        // Without an orders export every known order is valid.
        let is_valid = is_known && (payment.is_valid() || !shop.has_orders);
        let outcome = match (is_known, is_valid) {
            (false, _) => Outcome::Unmatched,
            (true, false) => Outcome::Excluded,
            (true, true) => Outcome::Used,
        };
        let mut stands_in = false;
        for (_, sub) in partition.subs_of(order) {
            if sub.stands_for_row() {
                self.count(sub.source(), outcome);
            }
            stands_in |= sub.is_pay_stand_in();
        }
        for (_, parcel) in partition.parcels_of(order) {
            if parcel.stands_for_row() {
                self.count(parcel.source(), outcome);
            }
        }
        partition.refunds_of(order).for_each(|(_, refund)| self.count(refund.source(), outcome));
        for (_, review) in partition.reviews_of(order) {
            if review.stars.iter().any(|star| *star > 0) {
                self.count(review.source, outcome);
            } else {
                // It counts for nothing, whatever its order is.
                self.reviews_without_stars += 1;
                self.count(review.source, Outcome::Excluded);
            }
        }
        self.pay_stand_ins += u64::from(is_valid && stands_in);
        // What lies after the machine's clock has not happened.
        if is_valid
            && shop.share.is_none_or(|share| share.has(partition.order_ids.text(order).as_bytes()))
            && !payment.pay.is_after(shop.clock)
        {
            self.last_paid = self.last_paid.latest(payment.pay);
        }
    }
}
