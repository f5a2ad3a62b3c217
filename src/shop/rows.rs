//! Rows on their way from the thread that has read them to the partition of their order.
//!
//! A thread writes each row to the lane of its partition the moment it is read. Lanes belong to the thread, so nothing is
//! shared; a partition later takes its lanes of all threads and goes through their rows in the order of the files.

use super::cents::Cents;
use super::numbering::Numbering;
use super::texts::TextRef;
use super::{Id, NONE};
use crate::time::Stamp;

/// The rows of one kind and one partition that one thread has read.
#[derive(Debug)]
pub(super) struct Lane<T> {
    rows: Vec<T>,
    /// Where the rows of a batch begin, with the number of the batch.
    runs: Vec<(u32, u32)>,
}

impl<T> Default for Lane<T> {
    fn default() -> Lane<T> {
        Lane { rows: Vec::new(), runs: Vec::new() }
    }
}

impl<T> Lane<T> {
    #[inline]
    fn push(&mut self, batch: u32, row: T) {
        if self.runs.last().is_none_or(|(last, _)| *last != batch) {
            self.runs.push((batch, self.rows.len() as u32));
        }
        self.rows.push(row);
    }

    /// The rows of each batch, with its number.
    pub(super) fn runs(&self) -> impl Iterator<Item = (u32, &[T])> {
        let ends = self.runs.iter().skip(1).map(|(_, start)| *start).chain([self.rows.len() as u32]);
        self.runs.iter().zip(ends).map(|((batch, start), end)| {
            (*batch, self.rows.get(*start as usize..end as usize).unwrap_or_default())
        })
    }
}

/// How many rows some lanes hold.
pub(super) fn count<T>(lanes: &[Lane<T>]) -> usize {
    lanes.iter().map(|lane| lane.rows.len()).sum()
}

/// The rows that one thread has read, by partition.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(super) orders: Vec<Lane<OrderRecord>>,
    pub(super) parcels: Vec<Lane<ParcelRecord>>,
    pub(super) refunds: Vec<Lane<RefundRecord>>,
    pub(super) reviews: Vec<Lane<ReviewRecord>>,
    pub(super) elsewhere: Vec<Lane<ElsewhereRecord>>,
}

/// What is kept of a row of an order that another share has: that the order is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct ElsewhereRecord {
    pub(super) order: Id,
    /// Whether the row's sub-order has the order's id.
    pub(super) has_main_id: bool,
}

/// A row and the lane that it belongs to.
pub(super) trait Record: Sized {
    fn lanes(rows: &mut Rows) -> &mut Vec<Lane<Self>>;
}

impl Rows {
    #[inline]
    pub(super) fn push<T: Record>(&mut self, numbering: Numbering, partition: usize, batch: u32, row: T) {
        let lanes = T::lanes(self);
        if lanes.is_empty() {
            lanes.resize_with(numbering.partitions(), Lane::default);
        }
        if let Some(lane) = lanes.get_mut(partition) {
            lane.push(batch, row);
        }
    }
}

/// The lanes of all threads, by partition.
pub(super) fn by_partition<T: Record>(threads: &mut [Rows], numbering: Numbering) -> Vec<Vec<Lane<T>>> {
    let mut partitions: Vec<Vec<Lane<T>>> = Vec::new();
    partitions.resize_with(numbering.partitions(), Vec::new);
    for rows in threads {
        let lanes = std::mem::take(T::lanes(rows)).into_iter();
        partitions.iter_mut().zip(lanes).for_each(|(partition, lane)| partition.push(lane));
    }
    partitions
}

macro_rules! record {
    ($record:ty, $lanes:ident) => {
        impl Record for $record {
            fn lanes(rows: &mut Rows) -> &mut Vec<Lane<$record>> {
                &mut rows.$lanes
            }
        }
    };
}

record!(OrderRecord, orders);
record!(ParcelRecord, parcels);
record!(RefundRecord, refunds);
record!(ReviewRecord, reviews);
record!(ElsewhereRecord, elsewhere);

/// A product as a row names it: by the text of its id or, in a row without one, by that of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ProductRef(pub(super) u32);

impl ProductRef {
    const BY_NAME: u32 = 1 << 31;

    pub(super) fn of(id: TextRef, name: TextRef) -> ProductRef {
        match (id.some(), name.some()) {
            (Some(id), _) => ProductRef(id.place() as u32),
            (None, Some(name)) => ProductRef(name.place() as u32 | ProductRef::BY_NAME),
            (None, None) => ProductRef(NONE),
        }
    }

    /// The place of its text among those of the batch.
    pub(super) fn place(self) -> Option<usize> {
        (self.0 != NONE).then_some((self.0 & !ProductRef::BY_NAME) as usize)
    }

    pub(super) fn is_by_name(self) -> bool {
        self.0 != NONE && self.0 & ProductRef::BY_NAME != 0
    }
}

/// Times of a sub-order that few exports have.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RareTimes {
    /// When it was picked up, and signed for: where an orders export says that itself.
    pub(crate) pickup: Stamp,
    pub(crate) sign: Stamp,
}

/// What few rows of orders have.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OrderExtra {
    /// The id of the sub-order; none where it equals the main id, or where there is none.
    pub(super) sub: Id,
    pub(super) sku: TextRef,
    pub(super) repeated: u32,
    pub(super) express: super::texts::IndexRange,
    pub(super) times: RareTimes,
}

/// A row of an orders export. Which cells its file has is in `flags`.
#[derive(Debug, Clone, Copy)]
pub(super) struct OrderRecord {
    pub(super) order: Id,
    pub(super) product: ProductRef,
    /// The number of its province, creator and channel among the sets of the batch.
    pub(super) label_set: u32,
    pub(super) amount: Cents,
    pub(super) paid: Stamp,
    pub(super) ship: Stamp,
    pub(super) finish: Stamp,
    pub(super) promised: Stamp,
    pub(super) expected: Stamp,
    /// The place of its [`OrderExtra`] in the batch, or [`NONE`].
    pub(super) extra: u32,
    pub(super) flags: u32,
}

/// A parcel of one order.
#[derive(Debug, Clone, Copy)]
pub(super) struct ParcelRecord {
    /// The order's number where a sub-order's id has given it, else its id.
    pub(super) order: Id,
    pub(super) tracking: Id,
    pub(super) carrier: TextRef,
    pub(super) ship: Stamp,
    pub(super) pickup: Stamp,
    pub(super) sign: Stamp,
    pub(super) flags: u32,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct ReviewRecord {
    /// As that of a parcel.
    pub(super) order: Id,
    pub(super) product: ProductRef,
    pub(super) time: Stamp,
    /// [`ReviewRecord::NO_COLUMN`] where the file has no such column, 0 for a blank cell.
    pub(super) stars: [u8; 3],
    /// Likewise.
    pub(super) level: u8,
}

impl ReviewRecord {
    pub(super) const NO_COLUMN: u8 = u8::MAX;
}

/// An after-sale, in the partition of its own id.
#[derive(Debug, Clone, Copy)]
pub(super) struct RefundRecord {
    pub(super) id: Id,
    pub(super) order: Id,
    pub(super) sub: Id,
    pub(super) reason: TextRef,
    pub(super) tag: TextRef,
    pub(super) apply: Stamp,
    pub(super) automatic_deadline: Stamp,
    pub(super) agree: Stamp,
    pub(super) finish: [Stamp; 3],
    pub(super) flags: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_hold_every_row_of_their_batch() {
        let mut lane = Lane::default();
        let batches = |row: usize| (row / 300) as u32;
        (0..1000).for_each(|row| lane.push(batches(row), row));
        let rows: Vec<(u32, usize)> =
            lane.runs().flat_map(|(batch, rows)| rows.iter().map(move |row| (batch, *row))).collect();
        assert!(rows.into_iter().eq((0..1000).map(|row| (batches(row), row))));
        assert_eq!((count(&[lane]), Lane::<u8>::default().runs().count()), (1000, 0));
    }

    #[test]
    fn rows_take_no_more_memory_than_their_cells() {
        let sizes = [
            size_of::<OrderRecord>(),
            size_of::<ParcelRecord>(),
            size_of::<ReviewRecord>(),
            size_of::<RefundRecord>(),
        ];
        assert_eq!(sizes, [52, 44, 24, 72]);
    }
}
