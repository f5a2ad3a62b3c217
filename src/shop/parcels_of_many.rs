//! Rows of a tracking number that many orders name. A row without an order is one of each of these orders, so that as many
//! such rows as orders would make as many records as their product: what the rows of a batch say is put together, and each
//! order gets it once. Rows that name an order say something of that one alone, and stand between the others.

use super::parcels::ParcelRow;
use crate::effort;
use crate::time::Stamp;
use std::collections::BTreeMap;

/// Cells of several rows, of each the newest that is filled.
#[derive(Debug, Clone, Copy, Default)]
struct NewestCells {
    row: ParcelRow,
    /// When each of them was filled; 0 is never.
    filled_at: [u32; 6],
    /// When the newest row came, and whether it stands in the account for itself.
    last: (u32, bool),
}

impl NewestCells {
    fn of(row: ParcelRow, at: u32, stands_for_row: bool) -> NewestCells {
        let time = |time: Stamp| !time.is_missing();
        let is_filled = [
            row.carrier.some().is_some(),
            time(row.ship),
            time(row.pickup),
            time(row.sign),
            row.returned.is_some(),
            row.progress.is_some(),
        ];
        let filled_at = is_filled.map(|is_filled| if is_filled { at } else { 0 });
        NewestCells { row, filled_at, last: (at, stands_for_row) }
    }

    fn with(self, other: NewestCells) -> NewestCells {
        let (own, others) = (&self.row, &other.row);
        let is_newer = |cell: usize| other.filled_at.get(cell) > self.filled_at.get(cell);
        let row = ParcelRow {
            carrier: if is_newer(0) { others.carrier } else { own.carrier },
            ship: if is_newer(1) { others.ship } else { own.ship },
            pickup: if is_newer(2) { others.pickup } else { own.pickup },
            sign: if is_newer(3) { others.sign } else { own.sign },
            returned: if is_newer(4) { others.returned } else { own.returned },
            progress: if is_newer(5) { others.progress } else { own.progress },
            // The tracking number, which all have.
            ..other.row
        };
        let mut filled_at = self.filled_at;
        filled_at.iter_mut().zip(other.filled_at).for_each(|(own, other)| *own = (*own).max(other));
        NewestCells { row, filled_at, last: self.last.max(other.last) }
    }
}

/// The rows of a batch with one tracking number, from the first on that names no order.
#[derive(Debug, Default)]
pub(super) struct ParcelsOfMany {
    rows: u32,
    without_order: NewestCells,
    /// By the number of the order that the rows name.
    of_order: BTreeMap<u32, NewestCells>,
    /// How many rows stand for themselves in the account.
    standing: u64,
}

/// What the rows say of one order, and whether the parcel stands for one of them in the account.
pub(super) type OrdersParcel = (u32, ParcelRow, bool);

impl ParcelsOfMany {
    pub(super) fn add(&mut self, row: ParcelRow) {
        self.rows += 1;
        self.standing += 1;
        self.without_order = self.without_order.with(NewestCells::of(row, self.rows, true));
    }

    /// Adds what a row says that names an order; of several orders of a row one stands for it in the account.
    pub(super) fn add_of_order(&mut self, order: u32, row: ParcelRow, stands_for_row: bool) {
        effort::step();
        self.rows += 1;
        self.standing += u64::from(stands_for_row);
        let cells = NewestCells::of(row, self.rows, stands_for_row);
        let known = self.of_order.entry(order).or_default();
        *known = known.with(cells);
    }

    /// What they say of each order: of those that name the tracking number, and of further ones that rows name. The second
    /// is how many rows newer ones have replaced.
    pub(super) fn finish(mut self, mentioned: &[u32]) -> (Vec<OrdersParcel>, u64) {
        let mut parcels = Vec::with_capacity(mentioned.len() + self.of_order.len());
        for (place, order) in mentioned.iter().enumerate() {
            // Of the orders of a row the first stands for it.
            let mut cells = self.without_order;
            cells.last.1 = place == 0;
            let own = self.of_order.remove(order);
            let cells = own.map_or(cells, |own| cells.with(own));
            parcels.push((*order, cells.row, cells.last.1));
        }
        parcels.extend(self.of_order.into_iter().map(|(order, cells)| (order, cells.row, cells.last.1)));
        let standing = parcels.iter().filter(|(_, _, stands)| *stands).count() as u64;
        (parcels, self.standing - standing)
    }
}
