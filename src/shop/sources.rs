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

    #[inline]
    pub(super) fn of(source: u32, flags: u8) -> SourceAndFlags {
        SourceAndFlags(source << Self::FLAG_BITS | u32::from(flags))
    }

    #[inline]
    pub(super) fn source(self) -> u32 {
        self.0 >> Self::FLAG_BITS
    }

    #[inline]
    pub(super) fn set_source(&mut self, source: u32) {
        let [flags, ..] = self.0.to_le_bytes();
        *self = SourceAndFlags::of(source, flags);
    }

    #[inline]
    pub(super) fn has(self, flag: u8) -> bool {
        self.0 & u32::from(flag) != 0
    }

    #[inline]
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

    pub(super) fn count_duplicate(&mut self, source: u32) {
        if let Some(disposition) = self.dispositions.get_mut(source as usize) {
            disposition.duplicate += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::{
        Batch, BatchNumbers, Id, JoinedOrders, OrderRow, Parcel, ParcelRow, Refund, RefundRow, Review,
        ShopBuilder, SubOrder, order_flag,
    };
    use crate::threads::Threads;
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
        assert_eq!(sizes, [44, 16, 16, 52]);
    }

    #[test]
    fn more_files_than_sixteen_bits_can_number_have_accounts_of_their_own() {
        const FILES: u32 = 65_537;
        let mut shop = ShopBuilder::new(Stamp::MISSING, Threads::of(2));
        shop.share_out(4);
        let numbers = BatchNumbers::default();
        let read = |shop: &mut ShopBuilder, kinds: &[Kind], joined: Option<&JoinedOrders>| {
            let mut batch = Batch::new(shop.routes(&numbers, joined));
            for (kind, number) in kinds.iter().flat_map(|kind| (0..FILES).map(move |number| (*kind, number)))
            {
                let source = shop.add_source(kind, []).unwrap();
                let id = Id::packed(format!("{}", 10_000 + number).as_bytes()).unwrap();
                match kind {
                    Kind::Orders => batch.order(OrderRow::of_ids(id, id, order_flag::STANDS_FOR_ROW)),
                    Kind::Logistics => {
                        let orders = batch.parcel_orders([id]);
                        batch.parcel(ParcelRow { orders, ..ParcelRow::default() });
                    }
                    _ => batch.refund(RefundRow { id, order: Some(id), ..RefundRow::default() }),
                }
                shop.take(batch.finish(), kind, source);
            }
            vec![batch.into_rows()]
        };
        let orders = read(&mut shop, &[Kind::Orders], None);
        let joined = shop.join_orders(orders);
        let others = read(&mut shop, &[Kind::Logistics, Kind::Refunds], Some(&joined));
        let shop = shop.finish(joined, others);
        // No order was paid: its rows are excluded, one in every file.
        let of_one = Disposition { excluded: 1, ..Disposition::default() };
        assert_eq!(shop.dispositions.len() as u32, 3 * FILES);
        assert!(shop.dispositions.iter().all(|disposition| *disposition == of_one));
    }
}
