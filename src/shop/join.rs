//! What needs all rows: the lists of after-sales, what became of each row, and the first and last days of some things.
//! One pass over all orders, shared out among threads.

use super::{DaySpan, Disposition, Shop};
use crate::parallel::{self, ORDERS_PER_RANGE};
use crate::time::Day;

/// The records of so many orders are loaded into the cache together.
const PREFETCHED: u32 = 64;

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
    /// Links after-sales to their orders and counts used, excluded and unmatched rows, file by file.
    pub fn finish(&mut self) {
        self.settle_service_totals();
        for index in 0..self.refunds.len() {
            let Some(refund) = self.refunds.get_mut(index) else { continue };
            let Some(order) = self.orders.get_mut(refund.order as usize) else { continue };
            refund.next = std::mem::replace(&mut order.first_refund, index as u32);
        }
        for refund in &self.refunds {
            self.remarks.refunds_without_apply += u64::from(refund.apply.is_missing());
            self.remarks.successes_without_finish +=
                u64::from(refund.success && refund.finish().is_missing());
        }
        let new = || OrderCounts::of(self.dispositions.len());
        let all = parallel::fold_ranges(
            self.threads,
            u64::from(self.order_count()),
            ORDERS_PER_RANGE,
            new,
            |counts, orders| {
                let (mut first, end) = (orders.start as u32, orders.end as u32);
                while first < end {
                    let next = end.min(first + PREFETCHED);
                    self.prefetch_orders(first..next);
                    (first..next).for_each(|order| counts.count(self, order));
                    first = next;
                }
            },
        );
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
