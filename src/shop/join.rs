//! What needs all rows: what became of each row, and the first and last days of some things. One pass over all orders,
//! shared out among threads.

use super::partition::Partition;
use super::{DaySpan, Disposition, Shop};
use crate::parallel;
use crate::time::{Day, Stamp};

/// What is counted order by order. Each thread has its own counts; together they are the same for any sharing.
struct OrderCounts {
    dispositions: Vec<Disposition>,
    reviews_without_stars: u64,
    pay_stand_ins: u64,
    first_pickup_day: Option<Day>,
    logistics_span: DaySpan,
    last_paid_day: Option<Day>,
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

    /// Counts used, excluded and unmatched rows, file by file.
    pub(super) fn count_orders(&mut self) {
        let new = || OrderCounts::of(self.dispositions.len());
        let all = self.fold_partitions(new, |counts, partition| {
            if let Some(partition) = self.partitions.get(partition) {
                counts.count_partition(self, partition);
            }
        });
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
        for (sum, counted) in self.dispositions.iter_mut().zip(counts.dispositions) {
            sum.used += counted.used;
            sum.excluded += counted.excluded;
            sum.unmatched += counted.unmatched;
        }
        self.remarks.reviews_without_stars += counts.reviews_without_stars;
        self.remarks.pay_stand_ins += counts.pay_stand_ins;
        let earlier = [self.first_pickup_day, counts.first_pickup_day];
        self.first_pickup_day = earlier.into_iter().flatten().min();
        if let Some((first, last)) = counts.logistics_span.0 {
            self.logistics_span.include(first);
            self.logistics_span.include(last);
        }
        self.last_paid_day = self.last_paid_day.max(counts.last_paid_day);
    }
}

impl OrderCounts {
    fn of(files: usize) -> OrderCounts {
        OrderCounts {
            dispositions: vec![Disposition::default(); files],
            reviews_without_stars: 0,
            pay_stand_ins: 0,
            first_pickup_day: None,
            logistics_span: DaySpan(None),
            last_paid_day: None,
        }
    }

    fn count_partition(&mut self, shop: &Shop, partition: &Partition) {
        let parcels = || partition.parcels.iter();
        let pickups = partition.rare_times.iter().map(|times| times.pickup);
        let first = pickups.chain(parcels().map(|parcel| parcel.pickup)).filter_map(Stamp::day).min();
        self.first_pickup_day = [self.first_pickup_day, first].into_iter().flatten().min();
        let days = parcels().flat_map(|parcel| [parcel.pickup, parcel.signed]).filter_map(Stamp::day);
        days.for_each(|day| self.logistics_span.include(day));
        for order in 0..partition.orders.len() as u32 {
            self.count_order(shop, partition, order);
        }
    }

    fn count_order(&mut self, shop: &Shop, partition: &Partition, order: u32) {
        let view = shop.view(partition.number(order));
        let known = partition.is_known(order, shop.has_orders);
        let dispositions = &mut self.dispositions;
        let mut add = |source: u32, outcome: fn(&mut Disposition) -> &mut u64| {
            if let Some(disposition) = dispositions.get_mut(source as usize) {
                *outcome(disposition) += 1;
            }
        };
        let outcome: fn(&mut Disposition) -> &mut u64 = match (known, view.valid) {
            (false, _) => |rows| &mut rows.unmatched,
            (true, false) => |rows| &mut rows.excluded,
            (true, true) => |rows| &mut rows.used,
        };
        let mut count = |source: u32| add(source, outcome);
        let mut stands_in = false;
        for (_, sub) in partition.subs_of(order) {
            if sub.stands_for_row() {
                count(sub.source());
            }
            stands_in |= sub.is_pay_stand_in();
        }
        let of_rows = partition.parcels_of(order).filter(|(_, parcel)| parcel.stands_for_row());
        of_rows.for_each(|(_, parcel)| count(parcel.source()));
        partition.refunds_of(order).for_each(|(_, refund)| count(refund.source()));
        for (_, review) in partition.reviews_of(order) {
            if review.stars.iter().any(|star| *star > 0) {
                add(review.source, outcome);
            } else {
                // It counts for nothing, whatever its order is.
                self.reviews_without_stars += 1;
                add(review.source, |rows| &mut rows.excluded);
            }
        }
        self.pay_stand_ins += u64::from(view.valid && stands_in);
        // What lies after the machine's clock has not happened.
        let now = shop.clock.instant().unwrap_or(i64::MAX);
        if view.valid
            && shop.share.is_none_or(|share| share.has(shop.order_id(partition.number(order)).as_bytes()))
            && view.pay.instant().is_some_and(|paid| paid <= now)
        {
            self.last_paid_day = self.last_paid_day.max(view.pay.day());
        }
    }
}
