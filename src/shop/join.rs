//! What needs all rows: what became of each row, and the first and last days of some things. One pass over all orders,
//! shared out among threads.

use super::{DaySpan, Disposition, Shop};
use crate::parallel;
use crate::time::Day;

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
            self.orders_in(partition).for_each(|order| counts.count(self, order));
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

    fn count(&mut self, shop: &Shop, order: u32) {
        let (view, known) = (shop.view(order), shop.is_known(order));
        let dispositions = &mut self.dispositions;
        let mut count = |source: u32| {
            if let Some(disposition) = dispositions.get_mut(source as usize) {
                match (known, view.valid) {
                    (false, _) => disposition.unmatched += 1,
                    (true, false) => disposition.excluded += 1,
                    (true, true) => disposition.used += 1,
                }
            }
        };
        let mut first_pickup = self.first_pickup_day;
        let mut picked_up = |day: Day| first_pickup = Some(first_pickup.map_or(day, |first| first.min(day)));
        let mut stands_in = false;
        for (_, sub) in shop.subs_of(order) {
            if sub.stands_for_row() {
                count(sub.source());
            }
            sub.pickup.day().into_iter().for_each(&mut picked_up);
            stands_in |= sub.is_pay_stand_in();
        }
        for (_, parcel) in shop.parcels_of(order) {
            if parcel.stands_for_row() {
                count(parcel.source());
            }
            parcel.pickup.day().into_iter().for_each(&mut picked_up);
            let days = [parcel.pickup, parcel.signed].into_iter().filter_map(|time| time.day());
            days.for_each(|day| self.logistics_span.include(day));
        }
        shop.refunds_of(order).for_each(|(_, refund)| count(refund.source()));
        let mut has_starless = false;
        for (_, review) in shop.reviews_of(order) {
            if review.stars.iter().any(|star| *star > 0) {
                count(review.source);
            } else {
                has_starless = true;
            }
        }
        if has_starless {
            self.count_starless(shop, order);
        }
        self.first_pickup_day = first_pickup;
        self.pay_stand_ins += u64::from(view.valid && stands_in);
        // What lies after the machine's clock has not happened.
        let now = shop.clock.instant().unwrap_or(i64::MAX);
        if view.valid && view.pay.instant().is_some_and(|paid| paid <= now) {
            self.last_paid_day = self.last_paid_day.max(view.pay.day());
        }
    }

    /// A review without stars counts for nothing, whatever its order is.
    #[cold]
    fn count_starless(&mut self, shop: &Shop, order: u32) {
        let reviews = shop.reviews_of(order).map(|(_, review)| review);
        for review in reviews.filter(|review| review.stars.iter().all(|star| *star == 0)) {
            self.reviews_without_stars += 1;
            if let Some(disposition) = self.dispositions.get_mut(review.source as usize) {
                disposition.excluded += 1;
            }
        }
    }
}
