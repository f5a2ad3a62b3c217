//! The files that rows come from, and what became of their rows.

use super::{DayCounts, Shop};
use crate::field::{Field, Kind};

/// What became of the rows of one file. `used`, `excluded` and `unmatched` are known after [`Shop::finish`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Disposition {
    /// Rows that count.
    pub used: u64,
    /// Rows that a newer row of the same key replaced.
    pub duplicate: u64,
    /// Rows of orders that are no valid paid orders, and reviews without a time or without stars.
    pub excluded: u64,
    /// Rows that name an order no export knows.
    pub unmatched: u64,
}

/// The number of a record's file and up to eight flags, in the memory of one number: there are as many records as rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SourceAndFlags(u32);

impl SourceAndFlags {
    const FLAG_BITS: u32 = 8;

    /// How many files can be numbered. Their headers alone would take more memory than machines have.
    const MOST_SOURCES: u32 = 1 << (u32::BITS - Self::FLAG_BITS);

    pub(super) fn of(source: u32, flags: u8) -> SourceAndFlags {
        SourceAndFlags(source << Self::FLAG_BITS | u32::from(flags))
    }

    pub(super) fn source(self) -> u32 {
        self.0 >> Self::FLAG_BITS
    }

    pub(super) fn set_source(&mut self, source: u32) {
        let [flags, ..] = self.0.to_le_bytes();
        *self = SourceAndFlags::of(source, flags);
    }

    #[inline]
    pub(super) fn has(self, flag: u8) -> bool {
        self.0 & u32::from(flag) != 0
    }

    pub(super) fn set(&mut self, flag: u8, on: bool) {
        if on { self.0 |= u32::from(flag) } else { self.0 &= !u32::from(flag) }
    }
}

impl Shop {
    /// Adds a file of a kind with some columns; its number goes with each of its rows. `None` where there are more files
    /// than can be numbered.
    pub(crate) fn add_source(&mut self, kind: Kind, columns: impl IntoIterator<Item = Field>) -> Option<u32> {
        let number = u32::try_from(self.dispositions.len()).ok()?;
        if number >= SourceAndFlags::MOST_SOURCES {
            return None;
        }
        self.has_orders |= kind == Kind::Orders;
        if let Some(present) = self.kinds.get_mut(kind as usize) {
            *present = true;
        }
        for column in columns {
            if !self.columns.contains(&column) {
                self.columns.push(column);
            }
        }
        self.dispositions.push(Disposition::default());
        self.source_days.push(DayCounts::default());
        Some(number)
    }

    /// Counts a row of a file that replaced a later state of the same record, known from another row.
    #[cold]
    pub(super) fn count_went_back(&mut self, older: u32, source: u32) {
        *self.went_back.entry((older, source)).or_default() += 1;
    }

    pub(super) fn count_duplicate(&mut self, source: u32) {
        if let Some(disposition) = self.dispositions.get_mut(source as usize) {
            disposition.duplicate += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::{Batch, Id, OrderRow, Parcel, ParcelRow, Refund, RefundRow, Review, SubOrder};
    use crate::time::Stamp;

    #[test]
    fn numbers_of_files_leave_the_flags_alone() {
        let mut record = SourceAndFlags::of(SourceAndFlags::MOST_SOURCES - 1, 0b1000_0001);
        assert_eq!(record.source(), SourceAndFlags::MOST_SOURCES - 1);
        record.set_source(65_536);
        record.set(2, true);
        record.set(1, false);
        assert_eq!(
            (record.source(), [1, 2, 128].map(|flag| record.has(flag))),
            (65_536, [false, true, true])
        );
    }

    #[test]
    fn records_take_no_more_memory_than_their_cells() {
        let sizes = [size_of::<SubOrder>(), size_of::<Parcel>(), size_of::<Review>(), size_of::<Refund>()];
        assert_eq!(sizes, [64, 32, 20, 52]);
    }

    #[test]
    fn more_files_than_sixteen_bits_can_number_have_accounts_of_their_own() {
        const FILES: u32 = 65_537 * 3;
        let mut shop = Shop::new(Stamp::MISSING);
        let mut batch = Batch::new(Stamp::MISSING);
        for number in 0..FILES {
            let kind = [Kind::Orders, Kind::Logistics, Kind::Refunds][number as usize / 65_537];
            assert_eq!(shop.add_source(kind, []), Some(number));
            let id = Id::packed(format!("{}", 10_000 + number % 65_537).as_bytes()).unwrap();
            batch.clear();
            match kind {
                Kind::Orders => batch.order(OrderRow {
                    order_id: id,
                    sub_order_id: id,
                    stands_for_row: true,
                    ..OrderRow::default()
                }),
                Kind::Logistics => {
                    let orders = batch.parcel_orders([id]);
                    batch.parcel(ParcelRow { orders, ..ParcelRow::default() });
                }
                _ => batch.refund(RefundRow { id, order: Some(id), ..RefundRow::default() }),
            }
            shop.take(&batch, kind, number);
        }
        shop.finish();
        // No order was paid: its rows are excluded, one in every file.
        let of_one = Disposition { excluded: 1, ..Disposition::default() };
        assert!(shop.dispositions.iter().all(|disposition| *disposition == of_one));
    }
}
