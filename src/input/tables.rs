//! Tables to read, and the pieces in which they are read.

use super::bytes::Bytes;
use super::options::Splitting;
use super::readable::ReadableTable;
use super::readers::ServicePeriods;
use crate::field::Kind;

pub(super) struct TableToRead<'r> {
    pub(super) readable: &'r ReadableTable,
    /// The number of its file in the shop.
    pub(super) source: u32,
    /// The days of its rows without a date.
    pub(super) periods: ServicePeriods,
    /// Its bytes, which report the progress of reading where that is asked for.
    pub(super) bytes: Bytes,
    pub(super) length: u64,
}

/// About how many pieces all tables together have, so that no thread waits long for the last one, and how long they are:
/// shorter ones cost more to take in than to read, of longer ones fewer would do.
const PIECES: u64 = 32;
const SHORTEST_PIECE: u64 = 1 << 18;
const LONGEST_PIECE: u64 = 1 << 22;

impl TableToRead<'_> {
    /// How many records there are up to and including its header.
    pub(super) fn head(&self) -> u64 {
        self.readable.table.header_row as u64 + 1
    }

    fn is_of_orders(&self) -> bool {
        self.readable.mapping.kind == Kind::Orders
    }

    /// The byte ranges of its pieces of so many bytes; `None` where all rows must be read one after the other.
    fn ranges(&self, bytes: Option<u64>) -> Vec<Option<(u64, u64)>> {
        let Some(bytes) = bytes.filter(|bytes| *bytes > 0 && !self.readable.table.is_sheet()) else {
            return vec![None];
        };
        let starts = (0..self.length.div_ceil(bytes).max(1)).map(|number| number * bytes);
        starts.map(|start| Some((start, (start + bytes).min(self.length)))).collect()
    }
}

/// A piece of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TablePiece {
    /// The table's place in the list of tables to read.
    pub(super) table: usize,
    /// From which byte to which; `None`: the whole table, one record after the other.
    pub(super) range: Option<(u64, u64)>,
    pub(super) is_last: bool,
}

/// With fewer pieces than that, parcels are read with all others: there is little memory to save, and threads had to wait
/// for each other once more.
const MANY_PIECES: usize = 16;

/// The pieces of the tables of orders, of many parcels, and of all others, in the order in which the shop takes their rows
/// in. Parcels take more memory on their way than what is made of them, so many are joined before other rows are read.
pub(super) fn pieces_of(tables: &[TableToRead<'_>], splitting: Splitting) -> [Vec<TablePiece>; 3] {
    let pieces = |of_orders: bool| -> Vec<TablePiece> {
        let of_kind =
            || tables.iter().enumerate().filter(move |(_, table)| table.is_of_orders() == of_orders);
        let length: u64 = of_kind().map(|(_, table)| table.length).sum();
        let bytes = match splitting {
            Splitting::Fast => Some((length / PIECES).clamp(SHORTEST_PIECE, LONGEST_PIECE)),
            Splitting::Pieces(bytes) => Some(bytes),
            Splitting::Plain => None,
        };
        let of_table = |(table, of): (usize, &TableToRead<'_>)| {
            let ranges = of.ranges(bytes);
            let last = ranges.len() - 1;
            let piece = move |(place, range)| TablePiece { table, range, is_last: place == last };
            ranges.into_iter().enumerate().map(piece)
        };
        of_kind().flat_map(of_table).collect()
    };
    let (orders, mut parcels) = (pieces(true), pieces(false));
    let is_of_parcels = |piece: &TablePiece| {
        tables.get(piece.table).is_some_and(|table| table.readable.mapping.kind == Kind::Logistics)
    };
    let count = parcels.iter().take_while(|piece| is_of_parcels(piece)).count();
    let others = parcels.split_off(if parcels.len() < MANY_PIECES { 0 } else { count });
    [orders, parcels, others]
}
