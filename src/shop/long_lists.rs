//! Finds a record of an order by its key. Nearly every order has few of a kind, which are gone through; of an order with
//! many the keys are kept, so that joining its rows takes no longer than joining as many orders.

use super::lists::{Linked, Records};
use hashbrown::{HashMap, HashSet};
use std::hash::Hash;

/// So many records are gone through before keys are kept.
pub(super) const FEW: usize = 16;

#[derive(Debug)]
pub(super) struct LongLists<K> {
    /// The orders whose keys are kept.
    orders: HashSet<u32>,
    places: HashMap<(u32, K), u32>,
}

impl<K> Default for LongLists<K> {
    fn default() -> LongLists<K> {
        LongLists { orders: HashSet::new(), places: HashMap::new() }
    }
}

/// The place of an order's record that `is_it`, where there are few; an error where there are many and it is none of the
/// first.
#[inline]
pub(super) fn find_among_few<T: Linked>(
    mut list: Records<'_, T>,
    is_it: impl Fn(&T) -> bool,
) -> Result<Option<u32>, Many> {
    for _ in 0..FEW {
        match list.next() {
            None => return Ok(None),
            Some((place, record)) if is_it(record) => return Ok(Some(place)),
            Some(_) => {}
        }
    }
    Err(Many)
}

/// There are too many records to go through.
pub(super) struct Many;

impl<K: Hash + Eq> LongLists<K> {
    /// The place of the record of an order with a key; `keys` gives those of all its records, with their places.
    pub(super) fn find<I: Iterator<Item = (K, u32)>>(
        &mut self,
        order: u32,
        key: K,
        keys: impl FnOnce() -> I,
    ) -> Option<u32> {
        if self.orders.insert(order) {
            self.places.extend(keys().map(|(key, place)| ((order, key), place)));
        }
        self.places.get(&(order, key)).copied()
    }

    /// Notes a new record of an order.
    #[inline]
    pub(super) fn add(&mut self, order: u32, key: impl FnOnce() -> K, place: u32) {
        if !self.orders.is_empty() && self.orders.contains(&order) {
            self.places.insert((order, key()), place);
        }
    }
}
