//! One reader per kind: from the cells of a row to the row that the shop takes in.

mod context;
mod orders;
mod parcels;
mod periods;
mod refunds;
mod reviews;
mod service;
mod service_cells;

pub(super) use context::{CellCaches, ReaderContext};
pub(super) use orders::order_columns;
pub(super) use periods::{ServicePeriods, period_of_name};

use super::rejection::CellResult;
use super::row::Row;
use crate::field::Kind;

/// A reader of the rows of one kind.
pub(super) type RowReader = fn(&Row<'_>, &mut ReaderContext<'_>) -> CellResult<()>;

pub(super) fn reader_of(kind: Kind) -> RowReader {
    match kind {
        Kind::Orders => orders::read_order,
        Kind::Logistics => parcels::read_parcel,
        Kind::Refunds => refunds::read_refund,
        Kind::Reviews => reviews::read_review,
        Kind::Service => service::read_service,
    }
}
