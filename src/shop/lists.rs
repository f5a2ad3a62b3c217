//! The lists of an order's records. While rows are joined, they are linked by the places of the records, because an order's
//! rows come one here, one there. Where no more come, the records are laid out order by order: a list is then known by
//! where it begins, and ends where that of the next order begins.

use super::NONE;
use crate::effort;

/// A record of an order's list.
pub trait Linked {
    /// The place of the next one, or [`NONE`].
    fn next(&self) -> u32;
}

/// A list of an order's records, each with its place or its number.
#[derive(Debug)]
pub struct Records<'a, T> {
    records: &'a [T],
    at: u32,
    /// What makes a number of a place.
    first: u32,
}

impl<T> Default for Records<'_, T> {
    fn default() -> Self {
        Records { records: &[], at: NONE, first: 0 }
    }
}

impl<T> Clone for Records<'_, T> {
    #[inline]
    fn clone(&self) -> Self {
        Records { ..*self }
    }
}

impl<'a, T> Records<'a, T> {
    /// The list that begins at a place.
    #[inline]
    pub(super) fn of(records: &'a [T], at: u32) -> Records<'a, T> {
        Records { records, at, first: 0 }
    }

    /// The same with numbers.
    #[inline]
    pub(super) fn numbered_from(self, first: u32) -> Records<'a, T> {
        Records { first, ..self }
    }
}

impl<'a, T: Linked> Iterator for Records<'a, T> {
    type Item = (u32, &'a T);

    #[inline]
    fn next(&mut self) -> Option<(u32, &'a T)> {
        effort::step();
        let record = self.records.get(self.at as usize)?;
        let place = self.at;
        self.at = record.next();
        Some((self.first | place, record))
    }
}

impl<'a, T: Linked> Records<'a, T> {
    /// The record of a list that has one, as most have.
    #[inline]
    pub(crate) fn only(mut self) -> Option<(u32, &'a T)> {
        self.next().filter(|(_, record)| record.next() == NONE)
    }
}

/// A record that is being joined, in the list of its order.
#[derive(Debug)]
pub(super) struct Listed<T> {
    pub(super) next: u32,
    pub(super) record: T,
}

impl<T> Linked for Listed<T> {
    #[inline]
    fn next(&self) -> u32 {
        self.next
    }
}

/// Gives the records of each order's list, one after the other, and whether the order has others. `heads` are the first
/// records of the lists; afterwards they say how many records were given before.
pub(super) fn lay_out<'o, T>(
    heads: impl Iterator<Item = &'o mut u32>,
    records: &[Listed<T>],
    mut give: impl FnMut(&T, bool),
) {
    let mut given = 0;
    for head in heads {
        let first = std::mem::replace(head, given);
        let mut at = first;
        while let Some(listed) = records.get(at as usize) {
            give(&listed.record, at != first || listed.next != NONE);
            given += 1;
            at = listed.next;
        }
    }
}

/// The records of an order where these lie side by side, each with its place or its number.
#[derive(Debug)]
pub struct Neighbours<'a, T> {
    records: &'a [T],
    at: u32,
    /// The place behind the last, or [`NONE`] where the records end with it.
    end: u32,
    /// What makes a number of a place.
    first: u32,
}

impl<T> Default for Neighbours<'_, T> {
    fn default() -> Self {
        Neighbours::between(&[], NONE, NONE)
    }
}

impl<T> Clone for Neighbours<'_, T> {
    #[inline]
    fn clone(&self) -> Self {
        Neighbours { ..*self }
    }
}

impl<'a, T> Neighbours<'a, T> {
    /// Those from one place to another. A list that begins nowhere has none, one that ends nowhere goes on to the last.
    #[inline]
    pub(super) fn between(records: &'a [T], at: u32, end: u32) -> Neighbours<'a, T> {
        Neighbours { records, at, end, first: 0 }
    }

    /// The same with numbers.
    #[inline]
    pub(super) fn numbered_from(self, first: u32) -> Neighbours<'a, T> {
        Neighbours { first, ..self }
    }

    /// The record of a list that has one, as most have.
    #[inline]
    pub(crate) fn only(mut self) -> Option<(u32, &'a T)> {
        let first = self.next()?;
        (self.at == self.end || self.records.len() == self.at as usize).then_some(first)
    }
}

impl<'a, T> Iterator for Neighbours<'a, T> {
    type Item = (u32, &'a T);

    #[inline]
    fn next(&mut self) -> Option<(u32, &'a T)> {
        effort::step();
        if self.at == self.end {
            return None;
        }
        let record = self.records.get(self.at as usize)?;
        let place = self.at;
        self.at += 1;
        Some((self.first | place, record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn lists_that_are_laid_out_hold_what_they_held_before(orders in prop::collection::vec(0..6_usize, 0..40)) {
            let (mut heads, mut linked) = (vec![NONE; 6], Vec::new());
            for (record, order) in orders.iter().enumerate() {
                let next = std::mem::replace(&mut heads[*order], record as u32);
                linked.push(Listed { next, record });
            }
            let before = heads.clone();
            let mut laid_out = Vec::new();
            lay_out(heads.iter_mut(), &linked, |record, is_one_of_several| laid_out.push((*record, is_one_of_several)));
            for (order, head) in before.into_iter().enumerate() {
                let list = || Records::of(&linked, head).map(|(_, listed)| listed.record);
                let end = heads.get(order + 1).copied().unwrap_or(NONE);
                let own = || Neighbours::between(&laid_out, heads[order], end);
                prop_assert!(own().map(|(_, (record, _))| *record).eq(list()));
                prop_assert!(own().all(|(place, (record, _))| laid_out[place as usize].0 == *record));
                prop_assert!(own().all(|(_, (_, is_one_of_several))| *is_one_of_several == (list().count() > 1)));
                prop_assert_eq!(own().only().is_some(), list().count() == 1);
            }
            // An order that came later has none.
            prop_assert!(Neighbours::between(&laid_out, NONE, NONE).next().is_none());
        }
    }
}
