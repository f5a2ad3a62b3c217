//! A list of orders that were struck off, as the shop wrote it: an id on a line, or a table with a column of them.

use crate::catalogue::{Diagnostic, diagnostics};
use crate::field::Field;
use crate::input::cell;
use crate::input::columns::{Columns, normalise};
use crate::input::pasted;
use crate::shop::Shop;
use std::collections::HashSet;
use std::path::Path;

/// Fields whose columns hold ids of orders or sub-orders.
const FIELDS: [Field; 6] = [
    Field::SubOrderId,
    Field::OrderId,
    Field::RefundSubOrder,
    Field::RefundOrder,
    Field::ParcelOrder,
    Field::ReviewOrder,
];

/// The ids of a list, with the lines they stand on.
pub(crate) struct OrderIds {
    path: String,
    ids: Vec<(u64, String)>,
}

/// The orders of a shop that a list names.
pub(crate) struct ListedOrders {
    path: String,
    pub(super) orders: HashSet<u32>,
    /// Lines whose ids no export knows.
    unknown: Vec<u64>,
}

impl OrderIds {
    /// Reads a list; ids as exports write them, with a leading tab or in quotes.
    ///
    /// # Errors
    /// The file cannot be read, or is a table without a column of ids.
    pub(crate) fn read(path: &Path, columns: &Columns) -> Result<OrderIds, Diagnostic> {
        let table = pasted::read(path, |_| false)?;
        let names: HashSet<String> =
            FIELDS.iter().flat_map(|field| columns.names(*field)).map(|name| normalise(name)).collect();
        let is_head = |cell: &String| names.contains(&normalise(cell));
        let has_digit = |cell: &String| cell.bytes().any(|b| b.is_ascii_digit());
        let first = table.lines.first().map(|line| line.cells.as_slice()).unwrap_or_default();
        let places: Vec<usize> =
            first.iter().enumerate().filter(|(_, cell)| is_head(cell)).map(|(place, _)| place).collect();
        if places.is_empty() && !first.iter().any(has_digit) {
            return Err(diagnostics::exclude_header().path(table.path));
        }
        let mut ids = Vec::new();
        for line in table.lines.iter().skip(usize::from(!places.is_empty())) {
            // Of a sub-order and its main order the first that is there says enough.
            let cell = if places.is_empty() {
                line.cells.iter().find(|cell| !cell.is_empty())
            } else {
                places.iter().filter_map(|place| line.cells.get(*place)).find(|c| !cell::is_missing(c))
            };
            ids.extend(cell::ids(cell.map_or("", String::as_str)).map(|id| (line.number, id.to_owned())));
        }
        Ok(OrderIds { path: table.path, ids })
    }

    /// The orders of a shop that it names.
    pub(crate) fn of(self, shop: &Shop) -> ListedOrders {
        let (mut orders, mut unknown) = (HashSet::new(), Vec::new());
        for (line, id) in &self.ids {
            match shop.order_named(id) {
                Some(order) => drop(orders.insert(order)),
                None => unknown.push(*line),
            }
        }
        ListedOrders { path: self.path, orders, unknown }
    }
}

impl ListedOrders {
    /// How many orders there are, and how many ids that no export knows.
    pub(crate) fn counts(&self) -> (usize, usize) {
        (self.orders.len(), self.unknown.len())
    }

    /// Tells of the ids that no export knows.
    pub(crate) fn warning(&self) -> Option<Diagnostic> {
        let first = self.unknown.first()?;
        Some(diagnostics::exclude_unknown(self.unknown.len()).path(&self.path).line(*first))
    }
}
