//! The orders of a shop whose ids have the same hash, with all that belongs to them: few enough to fit into the cache of a
//! core while their rows are joined and their facts are computed.
//!
//! Inside a partition orders and records are counted from 0, and lists are linked by these places. What records say of
//! each other is in numbers of the whole shop.

use super::cents::LargeAmounts;
use super::label_sets::LabelSets;
use super::lists::{Listed, Neighbours, Records};
use super::long_lists::LongLists;
use super::parcel_join::JoiningParcels;
use super::rows::{ElsewhereRecord, RareTimes};
use super::taken::TakenBatch;
use super::{Id, Interner, NAME_KEY, NONE, Parcel, Refund, Review, SubOrder};
use crate::time::Stamp;
use hashbrown::{HashMap, HashSet};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The end of the list of sub-orders of an order that has some, which another share keeps.
const ELSEWHERE: u32 = NONE - 1;

/// A main order: the first record of each of its lists. Of parcels and reviews that are laid out order by order, where a
/// list begins; it ends where that of the next order begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order {
    pub(super) first_sub: u32,
    pub(super) first_parcel: u32,
    pub(super) first_review: u32,
    pub(super) first_refund: u32,
}

#[derive(Debug, Default)]
pub(super) struct Partition {
    /// The number of its first order, and of its first record of each kind.
    pub(super) first: u32,
    /// Ids of main orders, known or not.
    pub(super) order_ids: Interner,
    pub(super) orders: Vec<Order>,
    /// Orders of other shares that have a sub-order of their own id.
    pub(super) elsewhere_with_main_id: HashSet<u32>,
    /// Orders of shops that were not asked for.
    pub(super) orders_of_other_shops: HashSet<u32>,
    /// Ids of sub-orders other than their main ids, and what sub-orders without an id are known by.
    pub(super) sub_ids: Interner,
    pub(super) sub_of_id: Vec<u32>,
    /// By sub-order: the place of its id. Made where the ids of sub-orders are compared, which is hardly ever.
    pub(super) ids_of_subs: OnceLock<Vec<u32>>,
    /// Ids that sub-orders of several orders of the partition have: files of other origin number those of each order.
    pub(super) shared_sub_ids: HashSet<u32>,
    pub(super) subs: Vec<SubOrder>,
    /// Provinces, creators and channels of sub-orders.
    pub(super) label_sets: LabelSets,
    pub(super) amounts: LargeAmounts,
    /// By sub-order, as far as any has such times.
    pub(super) rare_times: Vec<RareTimes>,
    /// Parcels of which more rows may come. After that they lie in `parcels`, order by order.
    pub(super) joining: JoiningParcels,
    pub(super) parcels: Vec<Parcel>,
    /// Tracking numbers of parcels whose orders have several, by their places.
    pub(super) trackings: Vec<(u32, Id)>,
    /// By parcel: when it was reported as shipped. Only what waits for its pickup is asked for it, so it stands beside the
    /// records that every score reads.
    pub(super) parcel_ships: Vec<Stamp>,
    /// Tracking numbers and ids of after-sales that cannot be packed.
    pub(super) texts: Vec<u8>,
    /// The same of reviews.
    pub(super) joining_reviews: Vec<Listed<Review>>,
    pub(super) reviews: Vec<Review>,
    /// Of orders with many reviews, these by product and written time.
    pub(super) long_reviews: LongLists<(u32, Stamp)>,
    pub(super) refunds: Vec<Refund>,
    pub(super) refund_ids: Vec<Id>,
}

/// What became of rows while they were joined.
#[derive(Debug, Default)]
pub(super) struct JoinAccount {
    /// By file: how many of its rows newer ones have replaced.
    duplicates: HashMap<u32, u64>,
    /// By the files of a row and of the one that replaced it: how many of the latter say less than the former.
    pub(super) went_back: BTreeMap<(u32, u32), u64>,
}

impl JoinAccount {
    pub(super) fn count_duplicate(&mut self, source: u32) {
        *self.duplicates.entry(source).or_default() += 1;
    }

    /// Counts a row of a file that replaced a later state of the same record, known from another row.
    #[cold]
    pub(super) fn count_went_back(&mut self, older: u32, source: u32) {
        *self.went_back.entry((older, source)).or_default() += 1;
    }

    pub(super) fn duplicates(&self) -> impl Iterator<Item = (u32, u64)> {
        self.duplicates.iter().map(|(source, rows)| (*source, *rows))
    }
}

impl Partition {
    /// The number of an order or a record.
    #[inline]
    pub(super) fn number(&self, place: u32) -> u32 {
        self.first | place
    }

    /// The place of an order or a record.
    #[inline]
    pub(super) fn place(&self, number: u32) -> u32 {
        number ^ self.first
    }

    /// The order of a main id; a new one where there is none.
    #[inline]
    pub(super) fn order_of_main_id(&mut self, id: Id, arena: &[u8]) -> u32 {
        let (order, new) = self.order_ids.intern(id, arena);
        if new {
            self.orders.push(Order {
                first_sub: NONE,
                first_parcel: NONE,
                first_review: NONE,
                first_refund: NONE,
            });
        }
        order
    }

    /// Notes that an order of another share is known.
    pub(super) fn add_elsewhere(&mut self, row: &ElsewhereRecord, batch: &TakenBatch) {
        let order = self.order_of_main_id(row.order, batch.arena());
        if let Some(head) = self.orders.get_mut(order as usize).filter(|head| head.first_sub == NONE) {
            head.first_sub = ELSEWHERE;
        }
        if row.has_main_id {
            self.elsewhere_with_main_id.insert(order);
        }
    }

    /// The order that a row names, by its number or its main id; a new one where there is none.
    #[inline]
    pub(super) fn order_of(&mut self, id: Id, arena: &[u8]) -> u32 {
        match id.order_number() {
            Some(number) => self.place(number),
            None => self.order_of_main_id(id, arena),
        }
    }

    /// An id whose text, where it cannot be packed, lies in the partition.
    pub(super) fn kept(&mut self, id: Id, arena: &[u8]) -> Id {
        id.bytes_in(arena).map_or(id, |text| {
            let start = self.texts.len();
            self.texts.extend_from_slice(text);
            Id::in_arena(start, text.len())
        })
    }

    /// Whether an order is in an orders export or, without one, in a logistics export.
    #[inline]
    pub(super) fn is_known(&self, order: u32, has_orders: bool) -> bool {
        if has_orders {
            self.orders.get(order as usize).is_some_and(|o| o.first_sub != NONE)
        } else {
            !self.is_made_up(order) && self.parcels_of(order).any(|(_, p)| p.in_logistics())
        }
    }

    /// Whether it was made up for an after-sale or parcel that names no order.
    pub(super) fn is_made_up(&self, order: u32) -> bool {
        self.order_ids.begins_with(order, NAME_KEY)
    }

    /// The sub-orders of an order, with their places.
    #[inline]
    pub(super) fn subs_of(&self, order: u32) -> Records<'_, SubOrder> {
        self.list(order, |o| o.first_sub, &self.subs)
    }

    /// The parcels of an order, with their places.
    #[inline]
    pub(super) fn parcels_of(&self, order: u32) -> Neighbours<'_, Parcel> {
        self.neighbours(order, |o| o.first_parcel, &self.parcels)
    }

    /// The reviews of an order, with their places.
    #[inline]
    pub(super) fn reviews_of(&self, order: u32) -> Neighbours<'_, Review> {
        self.neighbours(order, |o| o.first_review, &self.reviews)
    }

    /// The after-sales of an order, with their places.
    #[inline]
    pub(super) fn refunds_of(&self, order: u32) -> Records<'_, Refund> {
        self.list(order, |o| o.first_refund, &self.refunds)
    }

    #[inline]
    fn list<'a, T>(&self, order: u32, head: impl Fn(&Order) -> u32, records: &'a [T]) -> Records<'a, T> {
        Records::of(records, self.orders.get(order as usize).map_or(NONE, head))
    }

    #[inline]
    fn neighbours<'a, T>(
        &self,
        order: u32,
        begin: impl Fn(&Order) -> u32,
        records: &'a [T],
    ) -> Neighbours<'a, T> {
        let (at, end) = match self.orders.get(order as usize..) {
            Some([own, next, ..]) => (begin(own), begin(next)),
            Some([own]) => (begin(own), NONE),
            _ => (NONE, NONE),
        };
        Neighbours::between(records, at, end)
    }
}
