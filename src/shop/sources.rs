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

impl Shop {
    /// Adds a file of a kind with some columns; its number goes with each of its rows.
    pub(crate) fn add_source(&mut self, kind: Kind, columns: impl IntoIterator<Item = Field>) -> u16 {
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
        (self.dispositions.len() - 1) as u16
    }

    pub(super) fn count_duplicate(&mut self, source: u16) {
        if let Some(disposition) = self.dispositions.get_mut(usize::from(source)) {
            disposition.duplicate += 1;
        }
    }
}
