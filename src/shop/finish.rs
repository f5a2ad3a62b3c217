//! What can be said only when every row has been read: lists of after-sales, and what became of the rows.

use super::{Disposition, NONE, Shop};

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
        let own_pickups = self.subs.iter().map(|sub| sub.pickup);
        let pickups = self.parcels.iter().map(|parcel| parcel.pickup).chain(own_pickups);
        self.first_pickup_day = pickups.filter_map(|time| time.day()).min();
        let times = self.parcels.iter().flat_map(|parcel| [parcel.pickup, parcel.signed]);
        times.filter_map(|time| time.day()).for_each(|day| self.logistics_span.include(day));
        let mut counted = std::mem::take(&mut self.dispositions);
        for order in 0..self.order_count() {
            self.count_rows_of(order, &mut counted);
        }
        for row in &self.service {
            if let Some(disposition) = counted.get_mut(usize::from(row.source)) {
                disposition.used += 1;
            }
        }
        self.dispositions = counted;
    }

    fn count_rows_of(&mut self, order: u32, counted: &mut [Disposition]) {
        let view = self.view(order);
        let known = self.is_known(order);
        let mut count = |source: u16| {
            if let Some(disposition) = counted.get_mut(usize::from(source)) {
                match (known, view.valid) {
                    (false, _) => disposition.unmatched += 1,
                    (true, false) => disposition.excluded += 1,
                    (true, true) => disposition.used += 1,
                }
            }
        };
        self.subs_of(order).filter(|(_, s)| s.stands_for_row()).for_each(|(_, s)| count(s.source));
        self.parcels_of(order).filter(|(_, p)| p.stands_for_row()).for_each(|(_, p)| count(p.source));
        let (starred, starless): (Vec<_>, Vec<_>) =
            self.reviews_of(order).map(|(_, r)| r).partition(|r| r.stars.iter().any(|star| *star > 0));
        starred.into_iter().for_each(|r| count(r.source));
        self.refunds_of(order).for_each(|(_, r)| count(r.source));
        for review in &starless {
            if let Some(disposition) = counted.get_mut(usize::from(review.source)) {
                disposition.excluded += 1;
            }
        }
        let without_stars = starless.len() as u64;
        self.remarks.reviews_without_stars += without_stars;
        if view.valid && self.subs_of(order).any(|(_, s)| s.is_pay_stand_in()) {
            self.remarks.pay_stand_ins += 1;
        }
    }

    /// The carrier of an order's parcels, the first by name where there are several.
    pub fn carrier_of(&self, order: u32) -> u32 {
        self.smallest_name(self.known_parcels_of(order).map(|(_, p)| p.carrier))
    }

    /// The province an order goes to.
    pub fn province_of(&self, order: u32) -> u32 {
        self.smallest_name(self.subs_of(order).map(|(_, s)| s.province))
    }

    /// The product of an order; of several the dearest, of equally dear ones the smallest id.
    pub fn product_of_order(&self, order: u32) -> u32 {
        let key = |sub: &super::Sub| std::cmp::Reverse(sub.amount().unwrap_or(i64::MAX));
        self.subs_of(order)
            .filter(|(_, s)| s.product != NONE)
            .min_by(|(_, a), (_, b)| {
                key(a).cmp(&key(b)).then_with(|| self.products.compare(a.product, b.product))
            })
            .map_or(NONE, |(_, s)| s.product)
    }

    fn smallest_name(&self, names: impl Iterator<Item = u32>) -> u32 {
        names
            .filter(|n| *n != NONE)
            .min_by(|a, b| self.names.text(*a).cmp(&self.names.text(*b)))
            .unwrap_or(NONE)
    }
}
