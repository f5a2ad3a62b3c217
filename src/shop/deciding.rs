//! Which sub-order, parcel and province give a case its labels (SPEC section 7), whatever the order of rows.

use super::id::compare_texts;
use super::{LabelSet, NAME_KEY, NONE, Parcel, Shop, SubOrder};
use crate::time::{Day, Stamp};
use std::cmp::{Ordering, Reverse};

impl Shop {
    /// The sub-order of an order that a case with a product is about: the one of that product, else the dearest, of
    /// equally dear ones that with the smaller id.
    fn deciding_sub(&self, order: u32, product: u32) -> Option<&SubOrder> {
        let key = |sub: &SubOrder| {
            (sub.product != product, sub.product == NONE, Reverse(self.amount_of(sub).unwrap_or(i64::MAX)))
        };
        let deciding = self.subs_of(order).min_by(|(a_index, a), (b_index, b)| {
            key(a)
                .cmp(&key(b))
                .then_with(|| self.compare_products(a.product, b.product))
                .then_with(|| self.compare_subs((*a_index, a), (*b_index, b)))
        });
        deciding.map(|(_, sub)| sub)
    }

    /// Compares two sub-orders of an order by their ids, where they differ in what a case is labelled with.
    fn compare_subs(&self, (a_index, a): (u32, &SubOrder), (b_index, b): (u32, &SubOrder)) -> Ordering {
        if self.labels_of(a).without_province() == self.labels_of(b).without_province() {
            return Ordering::Equal;
        }
        compare_texts(&self.sub_order_id(a_index, a), &self.sub_order_id(b_index, b))
    }

    /// The id of a sub-order, or what it is known by without one.
    fn sub_order_id(&self, index: u32, sub: &SubOrder) -> String {
        if sub.has_main_id() {
            return self.order_id(sub.order).into_owned();
        }
        let Some(own) = self.partition_of(index) else { return String::new() };
        let ids = own.ids_of_subs.get_or_init(|| {
            let mut ids = vec![NONE; own.subs.len()];
            for (id, index) in own.sub_of_id.iter().enumerate() {
                if let Some(slot) = ids.get_mut(*index as usize) {
                    *slot = id as u32;
                }
            }
            ids
        });
        let id = ids.get(own.place(index) as usize);
        let key = id.map_or_else(String::new, |id| own.sub_ids.text(*id).into_owned());
        // The id stands behind that of the order where another order has a sub-order with it, too.
        key.rsplit(NAME_KEY).next().filter(|id| !id.is_empty()).map_or(key.clone(), str::to_owned)
    }

    /// The carrier of an order at the end of a day: that of the parcel picked up last, as far as is known then; where
    /// none is, of the parcel with the smallest tracking number.
    pub(crate) fn carrier_at(&self, order: u32, day: Day) -> u32 {
        self.carrier_where(order, |pickup| pickup.day() <= Some(day))
    }

    /// The same at a time.
    pub(crate) fn carrier_now(&self, order: u32, now: Stamp) -> u32 {
        self.carrier_where(order, |pickup| pickup.is_by(now))
    }

    /// The carrier of an order, with the pickups that are known.
    fn carrier_where(&self, order: u32, is_known: impl Fn(Stamp) -> bool) -> u32 {
        if let Some((_, parcel)) = self.parcels_of(order).only() {
            return if parcel.in_logistics() || parcel.is_mentioned() { parcel.carrier } else { NONE };
        }
        let mut parcels = self.known_parcels_of(order);
        let Some(first) = parcels.next() else { return NONE };
        let pickup = |parcel: &Parcel| parcel.pickup.instant().filter(|_| is_known(parcel.pickup));
        let (_, deciding) = parcels.fold(first, |known, other| {
            let by_tracking = || self.compare_tracking(known, other);
            if pickup(other.1).cmp(&pickup(known.1)).then_with(by_tracking).is_gt() { other } else { known }
        });
        deciding.carrier
    }

    /// Compares two parcels of an order by their tracking numbers, where their carriers differ.
    fn compare_tracking(&self, (a_number, a): (u32, &Parcel), (b_number, b): (u32, &Parcel)) -> Ordering {
        if a.carrier == b.carrier {
            return Ordering::Equal;
        }
        self.compare_trackings(a_number, b_number)
    }

    /// The labels of an order's cases of a product: its province, and channel and creator of the deciding sub-order.
    #[inline]
    pub(crate) fn labels_of_case(&self, order: u32, product: u32, has_channels: bool) -> LabelSet {
        match self.subs_of(order).only() {
            Some((_, sub)) => self.labels_of(sub),
            None => self.labels_of_several(order, product, has_channels),
        }
    }

    #[inline(never)]
    fn labels_of_several(&self, order: u32, product: u32, has_channels: bool) -> LabelSet {
        let deciding = if has_channels { self.deciding_sub(order, product) } else { None };
        let labels = deciding.map_or(LabelSet::NONE, |sub| self.labels_of(sub));
        LabelSet { province: self.province_of(order), ..labels }
    }

    /// The province an order goes to, the first by name where there are several.
    pub(crate) fn province_of(&self, order: u32) -> u32 {
        let subs = self.subs_of(order);
        if let Some((_, sub)) = subs.clone().only() {
            return self.labels_of(sub).province;
        }
        let smaller = |a: u32, b: u32| {
            // Nearly always there is one name, or the same again: its text is not needed.
            if a == b || self.names.text(a) <= self.names.text(b) { a } else { b }
        };
        let provinces = subs.map(|(_, sub)| self.labels_of(sub).province);
        provinces.filter(|name| *name != NONE).reduce(smaller).unwrap_or(NONE)
    }
}
