//! What can be said only when every row has been read: lists of after-sales, what became of the rows, and the
//! first and last days of some things. One look at each order, shared out among threads.

use super::{DaySpan, Disposition, Shop};
use crate::parallel::{self, ORDERS_PER_RANGE};
use crate::time::Day;

/// What is counted order by order. Threads count for themselves; counts and outermost days add up to the same.
struct OutcomeCounts {
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
        let new = || OutcomeCounts::of(self.dispositions.len());
        let accounts = parallel::fold_ranges(
            self.threads,
            u64::from(self.order_count()),
            ORDERS_PER_RANGE,
            new,
            |account, orders| {
                let (mut first, end) = (orders.start as u32, orders.end as u32);
                while first < end {
                    let next = end.min(first + 64);
                    self.touch_orders(first..next);
                    (first..next).for_each(|order| account.count(self, order));
                    first = next;
                }
            },
        );
        for account in accounts {
            self.take_in(account);
        }
        for row in &self.service {
            if let Some(disposition) = self.dispositions.get_mut(usize::from(row.source)) {
                disposition.used += 1;
            }
        }
    }

    fn take_in(&mut self, account: OutcomeCounts) {
        for (sum, counted) in self.dispositions.iter_mut().zip(account.dispositions) {
            sum.used += counted.used;
            sum.excluded += counted.excluded;
            sum.unmatched += counted.unmatched;
        }
        self.remarks.reviews_without_stars += account.reviews_without_stars;
        self.remarks.pay_stand_ins += account.pay_stand_ins;
        let earlier = [self.first_pickup_day, account.first_pickup_day];
        self.first_pickup_day = earlier.into_iter().flatten().min();
        if let Some((first, last)) = account.logistics_span.0 {
            self.logistics_span.include(first);
            self.logistics_span.include(last);
        }
        self.last_paid_day = self.last_paid_day.max(account.last_paid_day);
    }
}

impl OutcomeCounts {
    fn of(files: usize) -> OutcomeCounts {
        OutcomeCounts {
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
        let mut count = |source: u16| {
            if let Some(disposition) = dispositions.get_mut(usize::from(source)) {
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
                count(sub.source);
            }
            sub.pickup.day().into_iter().for_each(&mut picked_up);
            stands_in |= sub.is_pay_stand_in();
        }
        for (_, parcel) in shop.parcels_of(order) {
            if parcel.stands_for_row() {
                count(parcel.source);
            }
            parcel.pickup.day().into_iter().for_each(&mut picked_up);
            let days = [parcel.pickup, parcel.signed].into_iter().filter_map(|time| time.day());
            days.for_each(|day| self.logistics_span.include(day));
        }
        shop.refunds_of(order).for_each(|(_, refund)| count(refund.source));
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
            if let Some(disposition) = self.dispositions.get_mut(usize::from(review.source)) {
                disposition.excluded += 1;
            }
        }
    }
}
